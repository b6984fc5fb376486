//! Worksheets as workbooks to hand round, and what comes back.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Reading, Scored, Session, Stop, moved::whole, other_version::Versions, workbook, written};
use crate::{
    assessment::{self, RawAssessment, RawOrganisation, State, Weighed, organisation_key},
    diag::{Code, Diagnostic},
    framework::{self, Framework},
    load::decode_often,
    worksheet::{
        self, Entry,
        book::{self, Backing, Copy, Export, ImportError},
        merge::{Version, merge},
    },
    world::MAX_BYTES,
};

/// What came of workbooks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Imported {
    /// Cells that say nothing that an answer can be, each with why.
    Wrong(Vec<String>),
    /// Answers about which two of them disagree.
    Conflicts(Vec<String>),
    /// They go together.
    Merged {
        /// The text to write; nothing where the worksheet says it all already.
        text: Option<String>,
        /// Practices whose answer changed, each with the workbooks and cells that it came from.
        changed: Vec<(String, Vec<String>)>,
        /// Where a workbook asks another version than the worksheet answers: what to look at again, and at which cell.
        told: Vec<String>,
    },
}

/// A workbook of a worksheet.
///
/// # Errors
/// When the worksheet cannot be read or is wrong, or does not fit into a workbook.
pub fn worksheet_export(session: &mut Session, file: &Path) -> Result<Vec<u8>, Stop> {
    session.open(file)?;
    let scored = session.score(file, &Reading::default())?;
    let text = &session.notes.sources.get(scored.source).text;
    let entries = worksheet::entries(text).ok_or_else(|| no_worksheet(file))?;
    book::export(Export {
        text,
        entries: &entries,
        framework: &scored.framework,
        profile: scored.assessment.profile,
        name: &scored.assessment.organisation.name,
        today: session.today(),
        figures: &figures(&scored),
    })
    .map_err(|error| Stop::said(error.to_string()))
}

/// What the answers come to, for the formulas of the workbook to show until somebody types.
fn figures(scored: &Scored) -> book::Figures {
    let card = &scored.scorecard;
    let mut practices = vec![None; scored.framework.practices.len()];
    for one in &card.practices {
        let applies = one.state != State::NotApplicable;
        let backing = |record: &Weighed| Backing { level: record.enough, first: record.first, last: record.last };
        let verified = assessment::found(&scored.framework, &scored.assessment, one);
        let records = one.records.iter().map(backing).collect();
        practices[one.practice.0] =
            Some(book::Practice { level: one.claimed, applies, evidenced: one.evidenced, records, verified });
    }
    let group = |figures: &assessment::Figures| book::Group {
        claimed: figures.claimed.map(|basis| basis.0),
        evidenced: figures.evidenced.map(|basis| basis.0),
        verified: figures.verified.map(|basis| basis.0),
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

/// Puts what workbooks changed into a worksheet; where there is none at `target`, into the one that the first was made from. A
/// workbook of another organisation is refused unless `another` is meant.
///
/// # Errors
/// When one of them cannot be read, they answer different frameworks, or the worksheet could not be read again.
pub fn worksheet_import(
    session: &mut Session,
    files: &[PathBuf],
    target: &Path,
    another: bool,
) -> Result<Imported, Stop> {
    session.open(target)?;
    let copies = files.iter().map(|file| copy(file, session)).collect::<Result<Vec<_>, Stop>>()?;
    let wrong: Vec<String> = copies.iter().flat_map(|(file, _, copy)| wrong(file, copy)).collect();
    let Some((_, framework, first)) = copies.first() else { return Err(Stop::usage("there is no workbook")) };
    if !wrong.is_empty() {
        return Ok(Imported::Wrong(wrong));
    }
    if copies.iter().any(|(_, other, _)| other.pack.id != framework.pack.id) {
        return Err(Stop::usage("the workbooks answer different frameworks"));
    }
    let old = before(target, session)?;
    let mut text = old.clone().unwrap_or_else(|| first.text.clone());
    if let Some(words) =
        copies.iter().find_map(|(file, _, copy)| strange(file, &copy.text, (target, &text))).filter(|_| !another)
    {
        return Err(Stop::usage(words));
    }
    let current = worksheet::entries(&text).ok_or_else(|| no_worksheet(target))?;
    let framework = answered(&text, framework, session)?;
    let mut versions: BTreeMap<String, Vec<Version>> = BTreeMap::new();
    let (mut gone, mut told) = (Vec::new(), Vec::new());
    for (file, asked, copy) in &copies {
        let between = Versions { asked, now: &framework };
        if between.differ() {
            let (file, target) = (file.display(), target.display());
            let (asked, now) = (&asked.pack.version, &framework.pack.version);
            let head =
                format!("note: {file} asks version {asked} of `{}`, and {target} answers {now}", framework.pack.id);
            told.push(format!("{head}; `dmf framework migrate {target} --check` says what changed"));
        }
        for change in &copy.changes {
            let id = &change.practice;
            // A worksheet without a version may still say it by its old id.
            let says = current.iter().any(|(known, _)| known == id);
            let now = if says { Ok(vec![id.clone()]) } else { between.ids(id) };
            let from = format!("{}, {}", file.display(), change.cell);
            let words = between.told(id, change.after.level.as_deref());
            told.extend(words.map(|words| format!("note: {from}: {words}")));
            match now {
                Ok(ids) => {
                    for id in ids {
                        let (from, before, after) = (from.clone(), change.before.clone(), change.after.clone());
                        versions.entry(id).or_default().push(Version { from, before, after });
                    }
                }
                Err(why) => gone.push(format!("error: {from}: {why}; empty the cell")),
            }
        }
    }
    if !gone.is_empty() {
        return Ok(Imported::Wrong(gone));
    }
    let order: Vec<&str> = framework.practices.iter().map(|practice| practice.id.as_str()).collect();
    let (mut changed, mut conflicts) = (Vec::new(), Vec::new());
    for (id, versions) in &versions {
        let now = current.iter().find(|(known, _)| known == id).map(|(_, entry)| entry.clone()).unwrap_or_default();
        match merge(&target.display().to_string(), &now, versions) {
            Ok(new) if new == now => {}
            Ok(new) => {
                text = worksheet::set(&text, &order, id, &new)?;
                changed.push(((*id).clone(), versions.iter().map(|version| version.from.clone()).collect()));
            }
            Err(found) => conflicts.extend(found.iter().map(|conflict| format!("conflict: {id}, {conflict}"))),
        }
    }
    if !conflicts.is_empty() {
        return Ok(Imported::Conflicts(conflicts));
    }
    let text = Some(text).filter(|text| old.as_ref() != Some(text));
    if let Some(text) = &text {
        written::worksheet(target, text, old.as_deref(), session)?;
    }
    Ok(Imported::Merged { text, changed, told })
}

/// That a workbook is of another organisation than the worksheet, in words. What cannot be read is told elsewhere.
fn strange(file: &Path, copy: &str, (target, text): (&Path, &str)) -> Option<String> {
    let [was, is] = [copy, text].map(|text| Some(whole(text.as_bytes())?.organisation));
    let (was, is) = (was?, is?);
    let same = match (&was.id, &is.id) {
        (Some(was), Some(is)) => organisation_key(was) == organisation_key(is),
        _ => organisation_key(&was.name) == organisation_key(&is.name) && was.country == is.country,
    };
    let says = |one: &RawOrganisation| format!("{}, {}", one.name, one.country);
    let words = || {
        format!(
            "`{}` was made from the worksheet of {}, and `{}` is that of {}; `--another-organisation` takes its answers all the same",
            file.display(),
            says(&was),
            target.display(),
            says(&is)
        )
    };
    (!same).then(words)
}

/// The framework that the text of a worksheet answers; that of a workbook where it names none that is known.
fn answered(text: &str, of: &Arc<Framework>, session: &mut Session) -> Result<Arc<Framework>, Stop> {
    let Session { notes, scope, .. } = session;
    let (found, _) = notes.apart(|notes| -> Result<_, Stop> {
        let source = notes.sources.add("worksheet.yaml", text.to_owned());
        let Some(raw) = decode_often::<RawAssessment>(source, &notes.sources, &mut notes.sink) else { return Ok(None) };
        let names = scope.names([raw.framework.as_str()], notes)?;
        match names.folder(&raw.framework) {
            Some(folder) => Ok(scope.framework(folder, notes)?),
            None => Ok(None),
        }
    });
    Ok(found?.unwrap_or_else(|| Arc::clone(of)))
}

type Read<'a> = (&'a Path, Arc<Framework>, Copy);

fn copy<'a>(file: &'a Path, session: &mut Session) -> Result<Read<'a>, Stop> {
    let broken = |error: ImportError| Stop::because(format!("cannot read `{}`", file.display()), error);
    let bytes = workbook::bytes(file, session)?;
    let name = match book::framework_of(&bytes) {
        Err(ImportError::TooMuch(words)) => return Err(too_much(file, &words, session)),
        name => name.map_err(broken)?,
    };
    let practices = book::practices_of(&bytes).map_err(broken)?;
    let names = session.scope.names([name.as_str()], &mut session.notes)?;
    let Some(folder) = names.folder(&name) else { return Err(broken(ImportError::OtherFramework(name.clone()))) };
    // One that names no version asks what the newest asked when it was made: its own list of practices says which that is.
    let older = names.folders().filter(|other| matches!(framework::pin(other), (id, Some(_)) if id == folder));
    let mut found = None;
    for folder in std::iter::once(folder).chain(older) {
        let framework = session.scope.framework(folder, &mut session.notes)?;
        let framework = session.notes.sink.made(framework)?;
        let same = framework.practices.iter().map(|practice| &practice.id).eq(&practices);
        if same || found.is_none() {
            found = Some(framework);
        }
        if same {
            break;
        }
    }
    let framework = found.expect("the first was read just now");
    match book::import(&bytes, &framework) {
        Err(ImportError::TooMuch(words)) => Err(too_much(file, &words, session)),
        copy => Ok((file, framework, copy.map_err(broken)?)),
    }
}

/// A workbook that asks for more than is read is a complaint about the user's data, with its code.
fn too_much(file: &Path, words: &str, session: &mut Session) -> Stop {
    let message = format!("`{}` asks for more than is read: {words}", file.display());
    session.notes.sink.push(Diagnostic::new(Code::OverLimit, message));
    match session.notes.sink.checked() {
        Err(wrong) => wrong.into(),
        Ok(()) => Stop::said("the workbook asks for more than is read"),
    }
}

/// What is wrong in a workbook, a line each.
fn wrong(file: &Path, copy: &Copy) -> Vec<String> {
    let name = file.display();
    let cells = copy.wrong.iter().map(|(cell, why)| format!("error: {name}, {cell}: {why}"));
    let words = copy.changes.iter().filter_map(|change| {
        let why = words(&change.after).err()?;
        Some(format!("error: {name}, {}: {why}", change.cell))
    });
    cells.chain(words).collect()
}

/// Whether the words of an answer belong into a file.
fn words(entry: &Entry) -> Result<(), String> {
    let own = [&entry.not_applicable, &entry.note].into_iter().flatten().map(String::as_str);
    let records = entry.evidence.iter().flat_map(|record| record.fields()).filter_map(|(_, words)| words);
    own.chain(records).try_for_each(written::words)
}

/// The text of the worksheet that takes the answers, where there is one.
fn before(target: &Path, session: &Session) -> Result<Option<String>, Stop> {
    match session.world().read(target, MAX_BYTES) {
        Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| no_worksheet(target)),
        Err(error) if error.is_missing() => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn no_worksheet(file: &Path) -> Stop {
    let file = file.display();
    Stop::said(format!("`{file}` is no worksheet; `dmf assess {file}` says why"))
}
