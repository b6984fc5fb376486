//! `dmf check`: whether the files of a workspace close.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use dmf::{
    agreement::{self, RawDeal, Wanted},
    diag::{Code, Diagnostic, did_you_mean},
    framework::Framework,
    gate::{Kind, Known, complaints_view},
    load::{decode, read_text},
    report::Answer,
    workspace::{DealFile, FileKind, FileView, Pattern, RegisterFile, WorkspaceView, links},
};

use super::{
    Failure, Outcome,
    args::{self, GateFormat, Reading},
    assess,
    context::Context,
    gate::{beside, practices, repository_path, waivers},
    impact, mcc, output, transfer,
};

pub(crate) fn run(args: &args::CheckFiles, context: &mut Context) -> Result<Outcome, Failure> {
    context.open(&args.path)?;
    let Some(workspace) = &context.workspace else {
        let place = args.path.display();
        return Err(Failure::World(anyhow::anyhow!(
            "no dmf.toml was found at `{place}` or above; `dmf init` begins one"
        )));
    };
    let file = workspace.file.clone();
    let Some(main) = read_text(&file, &mut context.sources, &mut context.sink)? else { return Err(Failure::Data) };
    let mut round = Round::default();
    for path in files(FileKind::Assessment, context)? {
        round.assessment(&path, context)?;
    }
    for path in files(FileKind::Register, context)? {
        round.register(path, context)?;
    }
    for path in files(FileKind::Deal, context)? {
        round.deal(&path, context)?;
    }
    round.reached(context)?;
    let (sources, sink) = (&context.sources, &mut context.sink);
    let followed = links(&round.registers, &round.deals, &beside, &|path| path.is_file(), sources, sink);
    round.references += followed;
    round.settings(context)?;
    round.complaints(context);

    let mut complaints = round.complaints;
    complaints.sort_by_key(|complaint| complaint.place.as_ref().map(|place| (place.source, place.start)));
    let verdict = complaints_view(&complaints, main, &context.sources, &repository_path);
    let passes = verdict.passes;
    let people = matches!(output::gate_format(&args.output)?, GateFormat::Table);
    let waivers = context.workspace.as_ref().map_or(0, dmf::workspace::Workspace::waiver_count);
    let transfers = round.registers.iter().map(|register| register.register.transfers.len()).sum();
    let view = WorkspaceView {
        version: 1,
        file: file.display().to_string(),
        files: round.files,
        transfers,
        waivers,
        references: round.references + waivers,
        verdict,
    };
    if people {
        // People see each mistake in its line; formats for programs hold them already.
        for complaint in complaints {
            context.sink.push(complaint);
        }
    }
    output::verdict(&Answer::Workspace(Box::new(view)), &args.output, true, context)?;
    Ok(if passes { Outcome::Yes } else { Outcome::No })
}

/// What was read, and what is wrong with it.
#[derive(Default)]
struct Round {
    files: Vec<FileView>,
    frameworks: Vec<Arc<Framework>>,
    organisations: Vec<String>,
    registers: Vec<RegisterFile>,
    deals: Vec<DealFile>,
    references: usize,
    complaints: Vec<Diagnostic>,
}

impl Round {
    /// Keeps what the sink holds, so that a mistake in one file does not keep the next from being read.
    fn complaints(&mut self, context: &mut Context) {
        for complaint in std::mem::take(&mut context.sink).sorted() {
            if !self.complaints.contains(complaint) {
                self.complaints.push(complaint.clone());
            }
        }
    }

    fn file(&mut self, kind: &'static str, path: &Path, about: String, context: &mut Context) {
        self.files.push(FileView { kind, file: path.display().to_string(), about });
        self.complaints(context);
    }

    fn assessment(&mut self, path: &Path, context: &mut Context) -> Result<(), Failure> {
        let reading = Reading { profile: None, target: None, set: Vec::new() };
        let scored = assess::score(path, &reading, context)?;
        let about = scored.as_ref().map_or_else(String::new, |scored| scored.assessment.organisation.name.clone());
        if let Some(scored) = scored {
            self.organisations.push(about.clone());
            self.frameworks.push(scored.framework);
            self.references += 1;
        }
        self.file("assessment", path, about, context);
        Ok(())
    }

    fn register(&mut self, path: PathBuf, context: &mut Context) -> Result<(), Failure> {
        let found = transfer::register(&path, context)?;
        let about = found.as_ref().map_or_else(String::new, |(_, register, _)| match register.transfers.len() {
            1 => "1 transfer".to_owned(),
            number => format!("{number} transfers"),
        });
        self.file("register", &path, about, context);
        let Some((_, register, source)) = found else { return Ok(()) };
        if register.transfers.iter().any(|transfer| transfer.impact.is_some()) {
            let method = impact::method(context)?;
            impact::records(&path, source, &register, &method, context)?;
            for transfer in register.transfers.iter().filter(|transfer| transfer.impact.is_some()) {
                let named = transfer.impact.as_deref().unwrap_or_default();
                self.references += 1;
                self.file("impact", &beside(&path, named), transfer.id.clone(), context);
            }
        }
        self.registers.push(RegisterFile { file: path, source, register });
        Ok(())
    }

    fn deal(&mut self, path: &Path, context: &mut Context) -> Result<(), Failure> {
        let Some(source) = read_text(path, &mut context.sources, &mut context.sink)? else { return Ok(()) };
        let raw: Option<RawDeal> = decode(source, &context.sources, &mut context.sink);
        let mut about = String::new();
        if let Some(raw) = raw {
            let link = raw.link();
            let id = link.as_ref().and_then(|link| link.transfer.clone());
            about = id.map_or_else(|| raw.module.clone(), |id| format!("{}, {id}", raw.module));
            let set = mcc::set(context)?;
            let raw = mcc::with_transfer(raw, path, &set, source, context)?;
            agreement::deal(raw, &set, &[], Wanted::Draft, source, &context.sources, &mut context.sink);
            self.deals.push(DealFile { file: path.to_owned(), source, link });
        }
        self.file("deal", path, about, context);
        Ok(())
    }

    /// Deals that a register names belong to the workspace wherever they lie, and so do registers that a deal names.
    fn reached(&mut self, context: &mut Context) -> Result<(), Failure> {
        let named = |deal: &DealFile| Some(beside(&deal.file, &deal.link.as_ref()?.register));
        let registers: BTreeSet<PathBuf> = self.deals.iter().filter_map(named).collect();
        for path in registers {
            if path.is_file() && !self.registers.iter().any(|register| register.file == path) {
                self.register(path, context)?;
            }
        }
        let mut deals = BTreeSet::new();
        for register in &self.registers {
            for transfer in &register.register.transfers {
                if let Some(dmf::transfer::Agreement::Deal(named)) = &transfer.agreement {
                    deals.insert(beside(&register.file, named));
                }
            }
        }
        for path in deals {
            if path.is_file() && !self.deals.iter().any(|deal| deal.file == path) {
                self.deal(&path, context)?;
            }
        }
        Ok(())
    }

    /// What `dmf.toml` itself refers to.
    fn settings(&mut self, context: &mut Context) -> Result<(), Failure> {
        self.complaints(context);
        if self.frameworks.is_empty() {
            self.frameworks.extend(context.framework("asean-dmf")?);
        }
        let set = mcc::set(context)?;
        let frameworks: Vec<&Framework> = self.frameworks.iter().map(|framework| &**framework).collect();
        let transfers = self.registers.iter().flat_map(|register| &register.register.transfers);
        let transfers = transfers.map(|transfer| transfer.id.as_str()).collect();
        let known = [
            practices(&frameworks),
            Known { kind: Kind::Transfer, ids: transfers, complaint: Code::UnknownTransfer },
            Known {
                kind: Kind::Obligation,
                ids: agreement::obligation_ids(&set).collect(),
                complaint: Code::UnknownId,
            },
        ];
        waivers(&known, false, context);
        let Some(workspace) = &context.workspace else { return Ok(()) };
        for framework in &frameworks {
            workspace.policy(framework, &context.sources, &mut context.sink);
        }
        if let Some((named, place)) = workspace.baseline_file(&context.sources) {
            self.references += 1;
            if !workspace.folder().join(named).exists() {
                let diagnostic = Diagnostic::new(Code::FileNotFound, format!("there is no file `{named}`")).at(place);
                context.sink.push(diagnostic);
            }
        }
        for name in workspace.weights().keys().filter(|name| !self.organisations.contains(name)) {
            workspace.weight_of_nobody(name, &context.sources, &mut context.sink);
        }
        Ok(())
    }
}

/// The files of a kind, in order; complains of a path that leads nowhere.
fn files(kind: FileKind, context: &mut Context) -> Result<Vec<PathBuf>, Failure> {
    let Some(workspace) = &context.workspace else { return Ok(Vec::new()) };
    let home = workspace.folder().to_owned();
    let mut all = Vec::new();
    for Pattern { path, place } in workspace.patterns(kind, &context.sources) {
        let mut found = vec![home.clone()];
        for part in path.split('/') {
            found = found.iter().map(|folder| step(folder, part)).collect::<Result<Vec<_>, _>>()?.concat();
        }
        found.retain(|path| path.is_file());
        if let (true, Some(place)) = (found.is_empty(), place) {
            let beside = home.join(&path);
            let names = names(beside.parent().unwrap_or(&home)).unwrap_or_default();
            let last = beside.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            let near = did_you_mean(&last, names.iter().map(String::as_str));
            let diagnostic = Diagnostic::new(Code::FileNotFound, format!("there is no file `{path}`")).at(place);
            context.sink.push(diagnostic.suggest(near.map(|near| path.replace(&last, near)).as_deref()));
        }
        for path in found {
            if !all.contains(&path) {
                all.push(path);
            }
        }
    }
    Ok(all)
}

/// What a part of a path leads to from a folder.
fn step(folder: &Path, part: &str) -> Result<Vec<PathBuf>, Failure> {
    if !part.contains('*') {
        return Ok(vec![if part == "." { folder.to_owned() } else { folder.join(part) }]);
    }
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if !here.is_dir() {
        return Ok(Vec::new());
    }
    Ok(names(here)?.into_iter().filter(|name| fits(part, name)).map(|name| folder.join(name)).collect())
}

fn names(folder: &Path) -> Result<Vec<String>, std::io::Error> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let names: Result<Vec<String>, _> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect();
    names.map(|mut names| {
        names.sort();
        names
    })
}

/// Whether a name fits a pattern, in which `*` stands for any letters.
fn fits(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|start| name.strip_prefix(start)) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((end, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stands_for_any_letters() {
        for (pattern, name, expected) in [
            ("*.yaml", "a.yaml", true),
            ("*.yaml", "a.yml", false),
            ("org-*.yaml", "org-.yaml", true),
            ("o*g*.yaml", "org-sg.yaml", true),
            ("o*x*.yaml", "org-sg.yaml", false),
            ("a*a", "a", false),
            ("org.yaml", "org.yaml2", false),
        ] {
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
    }
}
