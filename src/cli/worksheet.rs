//! `dmf worksheet`: workbooks to hand round, and what comes back.

use std::{collections::BTreeMap, io::IsTerminal, path::Path};

use dmf::{
    assessment::State,
    ops::{Reading, Scored},
    report,
    worksheet::{
        self,
        book::{self, Export, ImportError},
        merge::{Version, merge},
    },
};

use super::{
    Failure, Outcome,
    args::{self, WorksheetCommand},
    context::{Context, bytes},
    output, write,
};

pub(crate) fn run(args: &args::Worksheet, context: &mut Context) -> Result<Outcome, Failure> {
    match &args.command {
        WorksheetCommand::Export { file, output, force } => export(file, output.as_deref(), *force, context),
        WorksheetCommand::Import { files, output } => import(files, output, context),
    }
}

fn export(file: &Path, target: Option<&Path>, force: bool, context: &mut Context) -> Result<Outcome, Failure> {
    if target.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure::Usage("a workbook is not for a terminal; add `-o sheet.xlsx`".to_owned()));
    }
    context.open(file)?;
    let scored = context.session.score(file, &Reading::default())?;
    let text = &context.session.notes.sources.get(scored.source).text;
    let entries = worksheet::entries(text).ok_or(Failure::Data)?;
    let bytes = book::export(Export {
        text,
        entries: &entries,
        framework: &scored.framework,
        profile: scored.assessment.profile,
        name: &scored.assessment.organisation.name,
        today: context.today(),
        figures: &figures(&scored),
    })
    .map_err(anyhow::Error::new)?;
    output::put(&bytes, target, force)
}

/// What the answers come to, for the formulas of the workbook to show until somebody types.
fn figures(scored: &Scored) -> book::Figures {
    let card = &scored.scorecard;
    let mut practices = vec![None; scored.framework.practices.len()];
    for one in &card.practices {
        let applies = one.state != State::NotApplicable;
        practices[one.practice.0] = Some(book::Practice { level: one.claimed, applies, evidenced: one.evidenced });
    }
    let group = |figures: &dmf::assessment::Figures| book::Group {
        claimed: figures.claimed.map(|basis| basis.0),
        evidenced: figures.evidenced.map(|basis| basis.0),
        reached: figures.reached,
        reached_evidenced: figures.reached_evidenced,
        answered: figures.counts.answered + figures.counts.not_applicable,
    };
    let mut blocks = vec![book::Group::default(); scored.framework.blocks.len()];
    for block in &card.blocks {
        blocks[block.group] = group(&block.figures);
    }
    book::Figures { practices, blocks, overall: group(&card.overall) }
}

fn import(files: &[std::path::PathBuf], target: &Path, context: &mut Context) -> Result<Outcome, Failure> {
    context.open(target)?;
    let mut copies = Vec::new();
    let mut wrong = Vec::new();
    for file in files {
        let bytes = bytes(file)?;
        let broken = |error: ImportError| {
            Failure::World(anyhow::Error::new(error).context(format!("cannot read `{}`", file.display())))
        };
        let id = book::framework_of(&bytes).map_err(broken)?;
        if !context.session.scope.library.packs(&mut context.session.notes.sink)?.contains(&id) {
            return Err(broken(ImportError::OtherFramework(id)));
        }
        let framework = context.framework(&id)?.ok_or(Failure::Data)?;
        let copy = book::import(&bytes, &framework).map_err(broken)?;
        wrong.extend(copy.wrong.iter().map(|(cell, why)| format!("error: {}, {cell}: {why}", file.display())));
        copies.push((file, framework, copy));
    }
    tell(&wrong);
    let Some((_, framework, first)) = copies.first() else { return Err(Failure::Data) };
    if !wrong.is_empty() {
        return Err(Failure::World(anyhow::anyhow!("nothing was written; mend the cells named above")));
    }
    if copies.iter().any(|(_, other, _)| other.pack.id != framework.pack.id) {
        return Err(Failure::Usage("the workbooks answer different frameworks".to_owned()));
    }
    let claim = write::Claim::to_change(target)?;
    let old = if target.exists() { Some(String::from_utf8(bytes(target)?).map_err(|_| Failure::Data)?) } else { None };
    let mut text = old.clone().unwrap_or_else(|| first.text.clone());
    let current = worksheet::entries(&text).ok_or_else(|| {
        Failure::World(anyhow::anyhow!("`{0}` is no worksheet; `dmf assess {0}` says why", target.display()))
    })?;
    let mut versions: BTreeMap<&str, Vec<Version>> = BTreeMap::new();
    for (file, _, copy) in &copies {
        for change in &copy.changes {
            versions.entry(&change.practice).or_default().push(Version {
                from: format!("{}, {}", file.display(), change.cell),
                before: change.before.clone(),
                after: change.after.clone(),
            });
        }
    }
    let order: Vec<&str> = framework.practices.iter().map(|practice| practice.id.as_str()).collect();
    let (mut told, mut conflicts) = (String::new(), Vec::new());
    for (id, versions) in &versions {
        let now = current.iter().find(|(known, _)| known == id).map(|(_, entry)| entry.clone()).unwrap_or_default();
        match merge(&target.display().to_string(), &now, versions) {
            Ok(new) if new == now => {}
            Ok(new) => {
                text = worksheet::set(&text, &order, id, &new)?;
                let from: Vec<&str> = versions.iter().map(|version| version.from.as_str()).collect();
                told.push_str(&format!("{id}  from {}\n", from.join(" and ")));
            }
            Err(found) => conflicts.extend(found.iter().map(|conflict| format!("conflict: {id}, {conflict}"))),
        }
    }
    if !conflicts.is_empty() {
        tell(&conflicts);
        output::complain("nothing was written; let one of them change the cell, and import again");
        return Ok(Outcome::No);
    }
    if old.as_ref() != Some(&text) {
        claim.put(text.as_bytes(), write::Output::Replace, write::Until::OnDisk)?;
    }
    let changed = told.lines().count();
    let answers = if changed == 1 { "answer" } else { "answers" };
    told.push_str(&format!("{changed} {answers} changed in {}\n", target.display()));
    output::put(report_lines(&told).as_bytes(), None, false)
}

fn tell(lines: &[String]) {
    for line in lines {
        output::complain(&report::visible(line));
    }
}

fn report_lines(text: &str) -> String {
    text.lines().map(report::visible).flat_map(|line| [line, "\n".to_owned()]).collect()
}
