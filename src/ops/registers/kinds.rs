//! The kinds of record among the data.

use std::path::Path;

use super::super::{Notes, Scope, Session, Stop};
use crate::{
    load::{PackFile, decode},
    register::{self, FOLDER, KindFile, Kinds, KindsView},
};

/// The kinds of record that there are, with the session's data folders.
///
/// # Errors
/// When one is wrong or cannot be read.
pub fn register_kinds(session: &mut Session) -> Result<KindsView, Stop> {
    session.open(Path::new("."))?;
    let Session { notes, scope, .. } = session;
    Ok(register::kinds_view(&kinds(scope, notes)?))
}

/// All kinds, held against each other.
pub(in crate::ops) fn kinds(scope: &Scope, notes: &mut Notes) -> Result<Kinds, Stop> {
    let files = scope.files(FOLDER, notes)?;
    let kinds = of_files(&files, notes);
    notes.sink.checked()?;
    Ok(kinds)
}

/// The kinds of these files; the notes say what is wrong with them.
pub(in crate::ops) fn of_files(files: &[PackFile], notes: &mut Notes) -> Kinds {
    let read = files.iter().filter_map(|file| {
        let name = file.name.strip_suffix(".toml").filter(|name| !name.contains('/') && *name != "pack")?;
        let raw = decode(file.source, &notes.sources, &mut notes.sink)?;
        Some(KindFile { name: name.to_owned(), source: file.source, raw })
    });
    let read = read.collect();
    register::validate(read, &notes.sources, &mut notes.sink)
}
