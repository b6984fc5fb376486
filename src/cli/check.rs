//! `dmf check`: whether the files of a workspace close.

use std::{
    collections::{BTreeSet, HashSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use dmf::{
    agreement::{self, RawDeal, Wanted},
    assessment::RawAssessment,
    diag::{Code, Diagnostic},
    framework::Framework,
    gate::{
        Asked, Domain, Finding, FindingCode, Kind, Known, Subject, Verdict, VerdictView, Waiver, complaints_view,
        judge, judge_waivers, verdict_view,
    },
    load::decode,
    ops::{Reading, Stop, moving},
    report::Format,
    safeguard::BreachTerm,
    source::SourceId,
    transfer::{Transfer, impact::RawRecord},
    workspace::{DealFile, FileKind, FileView, ImpactFile, RegisterFile, WorkspaceView, links, loose},
    world::WorldError,
};

use super::{
    Failure, Outcome, args,
    context::Context,
    gate::{beside, granted, practices, same, waivers},
    mcc, output,
};

pub(crate) fn run(args: &args::CheckFiles, context: &mut Context) -> Result<Outcome, Failure> {
    context.open(&args.path)?;
    let Some(workspace) = &context.session.scope.workspace else {
        let place = args.path.display();
        return Err(Failure::World(anyhow::anyhow!(
            "no dmf.toml was found at `{place}` or above; `dmf init` begins one"
        )));
    };
    let file = workspace.file.clone();
    let Some(main) = context.read(&file)? else { return Err(Failure::Data) };
    let mut round = Round::default();
    for path in round.paths(FileKind::Assessment, context)? {
        let judged = round.assessment(&path, context);
        round.unless_unreadable(judged, context)?;
    }
    for path in round.paths(FileKind::Register, context)? {
        let judged = round.register(path, context);
        round.unless_unreadable(judged, context)?;
    }
    for path in round.paths(FileKind::Deal, context)? {
        let judged = round.deal(&path, context);
        round.unless_unreadable(judged, context)?;
    }
    round.reached(context)?;
    for path in round.paths(FileKind::Impact, context)? {
        let judged = round.impact(&path, context);
        round.unless_unreadable(judged, context)?;
    }
    let (sources, sink) = (&context.session.notes.sources, &mut context.session.notes.sink);
    let followed = links(&round.registers, &round.deals, &beside, &|path| path.is_file(), sources, sink);
    round.references += followed;
    let waivers = round.settings(context)?;
    let judged = round.judged(&waivers, context)?;
    round.complaints(context);

    let mut complaints = round.complaints;
    complaints.sort_by_key(|complaint| complaint.place.as_ref().map(|place| (place.source, place.start)));
    let verdict = complaints_view(&complaints, main, &context.session.notes.sources, &|name| {
        context.session.repository_path(name)
    });
    let no_help = |_: &Subject| Vec::new();
    let judged = judged.iter().map(|(source, verdict)| {
        let source = source.unwrap_or(main);
        verdict_view(
            verdict,
            Vec::new(),
            &waivers,
            source,
            &context.session.notes.sources,
            &|name| context.session.repository_path(name),
            &no_help,
        )
    });
    let verdict = judged.fold(verdict, VerdictView::with);
    let passes = verdict.passes;
    let unread = complaints.iter().any(|complaint| complaint.code.is_of_form());
    let people = output::gate_format(&args.output)? == Format::Table;
    let waivers = context.session.scope.workspace.as_ref().map_or(0, dmf::workspace::Workspace::waiver_count);
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
            context.session.notes.sink.push(complaint);
        }
    }
    output::verdict(&view, &args.output, true, context)?;
    // What stands in a file that cannot be taken for what it is, nobody has followed: that is no answer.
    match (unread, passes) {
        (true, _) => Err(Failure::Data),
        (false, true) => Ok(Outcome::Yes),
        (false, false) => Ok(Outcome::No),
    }
}

/// What was read, and what is wrong with it.
#[derive(Default)]
struct Round {
    files: Vec<FileView>,
    frameworks: Vec<Arc<Framework>>,
    organisations: Vec<String>,
    /// Whether there is a worksheet of which nobody can say whose it is.
    nameless: bool,
    registers: Vec<RegisterFile>,
    deals: Vec<DealFile>,
    /// How long each of the deals gives the importer to report a breach, where it says so itself.
    breach_terms: Vec<Option<BreachTerm>>,
    /// What a lawyer should look at in each deal that is right.
    found: Vec<(PathBuf, SourceId, Vec<Finding>)>,
    /// Transfers whose assessment is there and right.
    assessed: BTreeSet<String>,
    references: usize,
    complaints: Vec<Diagnostic>,
    /// By code, message, file and range.
    told: HashSet<Told>,
}

type Told = (Code, String, Option<(String, usize, usize)>);

impl Round {
    /// Keeps what the sink holds, so that a mistake in one file does not keep the next from being read. A file that is read
    /// again for another has its mistakes told once.
    fn complaints(&mut self, context: &mut Context) {
        let told = |complaint: &Diagnostic| {
            let place = complaint.place.as_ref();
            let place = place
                .map(|place| (context.session.notes.sources.get(place.source).name.clone(), place.start, place.end));
            (complaint.code, complaint.message.clone(), place)
        };
        for complaint in std::mem::take(&mut context.session.notes.sink).sorted() {
            if self.told.insert(told(complaint)) {
                self.complaints.push(complaint.clone());
            }
        }
    }

    /// The files of a kind; what is wrong with where they are named keeps nobody from those that are there.
    fn paths(&mut self, kind: FileKind, context: &mut Context) -> Result<Vec<PathBuf>, Failure> {
        let paths = context.files(kind)?;
        self.complaints(context);
        Ok(paths)
    }

    /// A file that cannot be read is told, and keeps nobody from the others.
    fn unless_unreadable(&mut self, judged: Result<(), Failure>, context: &mut Context) -> Result<(), Failure> {
        match judged {
            Err(Failure::World(error)) => {
                let error = error.downcast::<WorldError>().map_err(Failure::World)?;
                context.session.notes.sink.push(moving::unread(&error));
                self.complaints(context);
                Ok(())
            }
            judged => judged,
        }
    }

    fn file(&mut self, kind: &'static str, path: &Path, about: String, context: &mut Context) {
        self.files.push(FileView { kind, file: path.display().to_string(), about });
        self.complaints(context);
    }

    fn assessment(&mut self, path: &Path, context: &mut Context) -> Result<(), Failure> {
        let scored = match context.session.score(path, &Reading::default()) {
            Err(Stop::Data(_)) => None,
            scored => Some(scored?),
        };
        let about = scored.as_ref().map_or_else(String::new, |scored| scored.assessment.organisation.name.clone());
        if let Some(scored) = scored {
            self.organisations.push(about.clone());
            self.frameworks.push(scored.framework);
            self.references += 1;
        } else {
            self.named(path, context)?;
        }
        self.file("assessment", path, about, context);
        Ok(())
    }

    /// Whose a worksheet is that is wrong in other ways: its organisation is none the less there.
    fn named(&mut self, path: &Path, context: &mut Context) -> Result<(), Failure> {
        let kept = std::mem::take(&mut context.session.notes.sink);
        let source = context.read(path);
        let raw = source.map(|source| decode(source?, &context.session.notes.sources, &mut context.session.notes.sink));
        context.session.notes.sink = kept;
        match raw? {
            Some(RawAssessment { organisation, .. }) => self.organisations.push(organisation.name),
            None => self.nameless = true,
        }
        Ok(())
    }

    fn register(&mut self, path: PathBuf, context: &mut Context) -> Result<(), Failure> {
        let found = moving::register(&path, &mut context.session)?;
        let about = found.as_ref().map_or_else(String::new, |found| match found.register.transfers.len() {
            1 => "1 transfer".to_owned(),
            number => format!("{number} transfers"),
        });
        self.file("register", &path, about, context);
        let Some(read) = found else { return Ok(()) };
        if read.register.transfers.iter().any(|transfer| transfer.impact.is_some()) {
            self.assessed.extend(moving::assessed_transfers(&path, &read, &mut context.session)?);
            for transfer in &read.register.transfers {
                let Some(named) = transfer.impact_file() else { continue };
                self.references += 1;
                self.file("impact", &beside(&path, named), transfer.id.clone(), context);
            }
            self.complaints(context);
        }
        self.registers.push(RegisterFile { file: path, source: read.source, register: read.register });
        Ok(())
    }

    fn deal(&mut self, path: &Path, context: &mut Context) -> Result<(), Failure> {
        let Some(source) = context.read(path)? else { return Ok(()) };
        let raw: Option<RawDeal> = decode(source, &context.session.notes.sources, &mut context.session.notes.sink);
        let mut about = String::new();
        if let Some(raw) = raw {
            let link = raw.link();
            let id = link.as_ref().and_then(|link| link.transfer.clone());
            about = id.map_or_else(|| raw.module.clone(), |id| format!("{}, {id}", raw.module));
            let set = mcc::set(context)?;
            self.breach_terms.push(agreement::breach_term(&raw, &set, source, &context.session.notes.sources));
            let raw = mcc::with_transfer(raw, path, &set, source, context)?;
            let deal = agreement::deal(
                raw,
                &set,
                &[],
                Wanted::Draft,
                source,
                &context.session.notes.sources,
                &mut context.session.notes.sink,
            );
            // What follows from a mistake is not told beside it.
            if let Some(deal) = deal.filter(|_| !context.session.notes.sink.has_errors()) {
                self.found.push((path.to_owned(), source, mcc::found(&deal, &set, context)?));
            }
            self.deals.push(DealFile { file: path.to_owned(), source, link });
        }
        self.file("deal", path, about, context);
        Ok(())
    }

    /// An assessment in a place where assessments lie: the transfers that name theirs have read them already.
    fn impact(&mut self, path: &Path, context: &mut Context) -> Result<(), Failure> {
        if self.files.iter().any(|file| file.kind == "impact" && same(Path::new(&file.file), path, context)) {
            return Ok(());
        }
        let Some(source) = context.read(path)? else { return Ok(()) };
        let raw: Option<RawRecord> = decode(source, &context.session.notes.sources, &mut context.session.notes.sink);
        let about = raw.and_then(|raw| raw.transfer);
        if let Some(transfer) = &about {
            let impact = ImpactFile { file: path.to_owned(), source, transfer: transfer.clone() };
            let assessed = |transfer: &Transfer| self.assessed.contains(&transfer.id);
            loose(&self.registers, &impact, &assessed, &context.session.notes.sources, &mut context.session.notes.sink);
        }
        self.file("impact", path, about.unwrap_or_default(), context);
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

    /// What the agreements of transfers promise against the law, one verdict a register; what a lawyer should look at in
    /// deals, one verdict a deal; and what is wrong with waivers of that. Each with the file that its paths lead through.
    fn judged(
        &mut self,
        waivers: &[Waiver],
        context: &mut Context,
    ) -> Result<Vec<(Option<SourceId>, Verdict)>, Failure> {
        let mut gate = |domain: Domain| match &context.session.scope.workspace {
            Some(workspace) => workspace.asked(domain, &context.session.notes.sources, &mut context.session.notes.sink),
            None => Asked::of(domain, []),
        };
        let (asked, asked_of_deals) = (gate(Domain::Transfer), gate(Domain::Deal));
        let (mut verdicts, mut named) = (Vec::new(), BTreeSet::new());
        for register in &self.registers {
            let mut findings = Vec::new();
            for transfer in &register.register.transfers {
                let Some(dmf::transfer::Agreement::Deal(file)) = &transfer.agreement else { continue };
                let path = beside(&register.file, file);
                let deal = self.deals.iter().position(|deal| deal.file == path);
                let term = deal.and_then(|at| self.breach_terms[at].as_ref());
                findings.extend(moving::late(transfer, register.source, term, &mut context.session)?);
                named.insert(path);
            }
            let granted = granted(waivers, &register.file, context);
            verdicts.push((None, judge(findings, &asked, &granted, context.today())));
        }
        let mut deals = Vec::new();
        for (path, source, mut found) in std::mem::take(&mut self.found) {
            // The breach clock of an agreement that a transfer names is judged with the transfer.
            found.retain(|finding| finding.code != FindingCode::BreachNoticeTooLong || !named.contains(&path));
            let granted = granted(waivers, &path, context);
            deals.push((Some(source), judge(found, &asked_of_deals, &granted, context.today())));
        }
        let each: Vec<&Verdict> = deals.iter().map(|(_, verdict)| verdict).collect();
        let wrong = judge_waivers(waivers, &each, &asked_of_deals, context.today());
        let wrong = Verdict { gated: true, findings: wrong, used: Vec::new(), looked_for: Vec::new() };
        verdicts.extend(deals);
        verdicts.push((None, wrong));
        Ok(verdicts)
    }

    /// What `dmf.toml` itself refers to; the waivers that it grants.
    fn settings(&mut self, context: &mut Context) -> Result<Vec<Waiver>, Failure> {
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
        let waivers = waivers(&known, false, context);
        moving::appetite(&mut context.session)?;
        let Some(workspace) = &context.session.scope.workspace else { return Ok(waivers) };
        for framework in &frameworks {
            workspace.policy(framework, &context.session.notes.sources, &mut context.session.notes.sink);
        }
        if let Some((named, place)) = workspace.baseline_file(&context.session.notes.sources) {
            self.references += 1;
            if !workspace.folder().join(named).exists() {
                let diagnostic = Diagnostic::new(Code::FileNotFound, format!("there is no file `{named}`")).at(place);
                context.session.notes.sink.push(diagnostic);
            }
        }
        let unknown = |name: &&String| !self.nameless && !self.organisations.contains(name);
        for name in workspace.weights().keys().filter(unknown) {
            workspace.weight_of_nobody(name, &context.session.notes.sources, &mut context.session.notes.sink);
        }
        Ok(waivers)
    }
}
