//! Ids that people type: of a practice, or of one that an older version called so.

use super::{Notes, Stop};
use crate::{
    diag::{Code, Diagnostic},
    framework::{Fate, Former, Framework, PracticeId},
};

/// A practice by its id, in whichever case.
pub(super) fn practice(id: &str, framework: &Framework) -> Option<PracticeId> {
    framework.practice(id).or_else(|| framework.practice(&id.to_uppercase()))
}

/// What became of a practice of an older version by its id, in whichever case.
pub(super) fn former<'a>(id: &str, framework: &'a Framework) -> Option<Former<'a>> {
    framework.former(id).or_else(|| framework.former(&id.to_uppercase()))
}

/// The practices that an id means: one of an older version is answered by what it is now, and that is told. `None` where no
/// version has one of that id.
///
/// # Errors
/// When it was dropped.
pub(super) fn practices(id: &str, framework: &Framework, notes: &mut Notes) -> Result<Option<Vec<PracticeId>>, Stop> {
    if let Some(practice) = practice(id, framework) {
        return Ok(Some(vec![practice]));
    }
    let Some(Former { fate, now, said }) = former(id, framework) else { return Ok(None) };
    let told = match fate {
        Fate::Split { confirm, .. } => {
            Diagnostic::new(Code::ConfirmAfterSplit, said).help(format!("confirm each: {confirm}"))
        }
        Fate::Renamed(_) => Diagnostic::new(Code::PracticeRenamed, said),
        Fate::Same | Fate::Dropped(_) => return Err(Stop::usage(said)),
    };
    notes.sink.push(told);
    Ok(Some(now))
}

/// The same where only one can be shown.
///
/// # Errors
/// When it was dropped, or split into several.
pub(super) fn one(id: &str, framework: &Framework, notes: &mut Notes) -> Result<Option<PracticeId>, Stop> {
    if practice(id, framework).is_none()
        && let Some(Former { now, said, .. }) = former(id, framework).filter(|former| former.now.len() > 1)
    {
        return Err(Stop::usage(format!("{said}; ask for one of the {}", now.len())));
    }
    Ok(practices(id, framework, notes)?.and_then(|found| found.first().copied()))
}

/// The practice that is to be written: by the id that it has now.
///
/// # Errors
/// When there is none of that id; with what it is now, where an older version had one.
pub(super) fn written(id: &str, framework: &Framework) -> Result<PracticeId, Stop> {
    if let Some(practice) = practice(id, framework) {
        return Ok(practice);
    }
    Err(match former(id, framework) {
        Some(Former { now, said, .. }) if now.is_empty() => Stop::usage(said),
        Some(Former { said, .. }) => Stop::usage(format!("{said}; answer by the new id")),
        None => unknown(id, framework),
    })
}

/// No version has a practice of that id.
pub(super) fn unknown(id: &str, framework: &Framework) -> Stop {
    let known: Vec<&str> = framework.practices.iter().map(|practice| practice.id.as_str()).collect();
    Stop::unknown("practice", id, &known)
}
