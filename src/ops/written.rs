//! What is about to be written is read as it will be read from its file.

use std::{path::Path, sync::Arc};

use super::{
    Notes, Reading, Session, Stop,
    look::Looking,
    score::{Scored, score_source},
};
use crate::{
    agreement::{self, ClauseSet, RawDeal, Wanted},
    assessment::{Scorecard, baseline::is_scorecard},
    diag::{Code, Diagnostic, Severity, Sink},
    framework::Framework,
    load,
    register::{self, Kind},
    source::SourceId,
    transfer::{self, InFile, RawRegister},
    workspace,
    world::MAX_BYTES,
};

/// The text of a worksheet; `before` is what it takes the place of.
pub(super) fn worksheet(file: &Path, text: &str, before: Option<&str>, session: &mut Session) -> Result<(), Stop> {
    let (read, sink) = scored(file, text, session);
    if read?.is_some() && !sink.has_errors() {
        return Ok(());
    }
    // What was wrong before is told at its place.
    if let Some(before) = before {
        let (_, was) = scored(file, before, session);
        if was.has_errors() {
            for one in was.sorted() {
                session.notes.sink.push(one.clone());
            }
            session.notes.sink.checked()?;
        }
    }
    Err(refused(file, &sink))
}

fn scored(file: &Path, text: &str, session: &mut Session) -> (Result<Option<Scored>, Stop>, Sink) {
    let Session { notes, scope, .. } = session;
    notes.apart(|notes| match source(file, text, notes) {
        Some(source) => {
            let reading = Reading { no_look: true, ..Reading::default() };
            score_source(source, &reading, |_, today| today, Looking { file, scope }, scope, notes)
        }
        None => Ok(None),
    })
}

/// The text of a register of transfers.
pub(super) fn register(file: &Path, text: &str, session: &mut Session) -> Result<(), Stop> {
    let today = session.today();
    held(file, text, session, |source, notes| {
        let raw: Option<RawRegister> = load::decode_often(source, &notes.sources, &mut notes.sink);
        raw.and_then(|raw| transfer::validate(raw, &InFile(source, &notes.sources), today, &mut notes.sink)).is_some()
    })
}

/// The text of a register in which values are still to be filled in.
pub(super) fn open_register(file: &Path, text: &str, session: &mut Session) -> Result<(), Stop> {
    held(file, text, session, |source, notes| {
        load::decode_often::<RawRegister>(source, &notes.sources, &mut notes.sink).is_some()
    })
}

/// The text of a register of a kind.
pub(super) fn records(file: &Path, text: &str, kind: &Arc<Kind>, session: &mut Session) -> Result<(), Stop> {
    let today = session.today();
    held(file, text, session, |source, notes| {
        let files = vec![(file.to_owned(), source)];
        register::read(kind, files, today, &notes.sources, &mut notes.sink);
        true
    })
}

/// The text of a deal, in which something may still be missing.
pub(super) fn deal(file: &Path, text: &str, set: &ClauseSet, session: &mut Session) -> Result<(), Stop> {
    held(file, text, session, |source, notes| {
        let raw: Option<RawDeal> = load::decode(source, &notes.sources, &mut notes.sink);
        let Notes { sources, sink } = notes;
        raw.and_then(|raw| agreement::deal(raw, set, &[], Wanted::Draft, source, sources, sink)).is_some()
    })
}

/// The text of a `dmf.toml`.
pub(super) fn settings(file: &Path, text: &str, session: &mut Session) -> Result<(), Stop> {
    held(file, text, session, |source, notes| {
        workspace::read(source, file.to_owned(), &notes.sources, &mut notes.sink).is_some()
    })
}

/// The text of a baseline, which is to say of each practice what `scorecard` does.
pub(super) fn baseline(
    file: &Path,
    text: &str,
    framework: &Framework,
    scorecard: &Scorecard,
    session: &mut Session,
) -> Result<(), Stop> {
    held(file, text, session, |source, notes| {
        is_scorecard(source, &notes.sources)
            && super::baseline::saved(source, notes)
                .and_then(|baseline| baseline.scorecard(framework))
                .is_some_and(|read| read.scores_as(scorecard))
    })
}

/// Whether `read` makes something of a text and complains of nothing.
fn held(
    file: &Path,
    text: &str,
    session: &mut Session,
    read: impl FnOnce(SourceId, &mut Notes) -> bool,
) -> Result<(), Stop> {
    let (whole, sink) = session.notes.apart(|notes| match source(file, text, notes) {
        Some(source) => read(source, notes),
        None => false,
    });
    if whole && !sink.has_errors() { Ok(()) } else { Err(refused(file, &sink)) }
}

fn source(file: &Path, text: &str, notes: &mut Notes) -> Option<SourceId> {
    if text.len() as u64 > MAX_BYTES {
        let message = format!("it would be larger than the {} MiB that are read of a file", MAX_BYTES >> 20);
        notes.sink.push(Diagnostic::new(Code::OverLimit, message));
        return None;
    }
    load::text(file.to_string_lossy().into_owned(), text.as_bytes().to_vec(), &mut notes.sources, &mut notes.sink)
}

fn refused(file: &Path, sink: &Sink) -> Stop {
    let sorted = sink.sorted();
    let first = sorted.iter().find(|one| one.severity() == Severity::Error);
    let why = first.map_or_else(String::new, |one| format!(": {}", one.message));
    Stop::said(format!("nothing was written: `{}` could not be read again with it{why}", file.display()))
}

/// Words that somebody gave for a file.
///
/// # Errors
/// When they hold what no text needs and no terminal should get.
pub(super) fn words(words: &str) -> Result<(), String> {
    match words.chars().find(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')) {
        None => Ok(()),
        Some(letter) => {
            Err(format!("there is a control character in it (U+{:04X}), which belongs into no text", u32::from(letter)))
        }
    }
}
