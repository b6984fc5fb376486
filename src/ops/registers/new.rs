//! A register to begin with, the schema of one.

use std::path::Path;

use super::{
    super::{Session, Stop, written},
    kinds::kinds,
    open::named,
};
use crate::{
    register::{self, KindsView},
    report::formats::json,
};

/// A register of a kind to begin with. `small` explains only what a small company fills in.
///
/// # Errors
/// When there is no such kind, or a kind is wrong or cannot be read.
pub fn starter_records(session: &mut Session, kind: &str, small: bool) -> Result<String, Stop> {
    session.open(Path::new("."))?;
    let Session { notes, scope, .. } = session;
    let kinds = kinds(scope, notes)?;
    let kind = named(kind, &kinds)?;
    let text = register::starter(kind, small);
    written::records(Path::new(&kind.file()), &text, kind, session)?;
    Ok(text)
}

/// The kind of that name alone, with its fields.
///
/// # Errors
/// When there is no such kind, or a kind is wrong or cannot be read.
pub fn register_kind(session: &mut Session, kind: &str) -> Result<KindsView, Stop> {
    session.open(Path::new("."))?;
    let Session { notes, scope, .. } = session;
    let kinds = kinds(scope, notes)?;
    named(kind, &kinds)?;
    let mut view = register::kinds_view(&kinds);
    view.kinds.retain(|row| row.kind == kind);
    Ok(view)
}

/// The JSON Schema of the records of a kind, as text; `None` where there is no kind of that name. With the names of all kinds.
pub(in crate::ops) fn record_schema(word: &str, session: &mut Session) -> Result<(Option<String>, Vec<String>), Stop> {
    session.open(Path::new("."))?;
    let Session { notes, scope, .. } = session;
    let kinds = kinds(scope, notes)?;
    let by_file = || kinds.iter().find(|kind| kind.file() == word);
    let schema = kinds.get(word).or_else(by_file).map(|kind| json(&register::schema(kind)));
    Ok((schema, kinds.names().into_iter().map(str::to_owned).collect()))
}
