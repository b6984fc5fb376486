//! A kind and its files → a register.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    super::{Notes, Scope, Session, Stop, files::matching},
    kinds::kinds,
};
use crate::register::{self, Kind, Register, RegisterListView};

/// The records of a kind. `file` is looked at instead of those of the workspace; `-` is the standard input.
///
/// # Errors
/// When there is no such kind or no file of it, or one is wrong or cannot be read.
pub fn register_list(session: &mut Session, kind: &str, file: Option<&Path>) -> Result<RegisterListView, Stop> {
    Ok(register::list_view(&opened(session, kind, file)?))
}

/// Opens the workspace, and in it the register of a kind.
pub(super) fn opened(session: &mut Session, kind: &str, file: Option<&Path>) -> Result<Register, Stop> {
    session.open(file.unwrap_or(Path::new(".")))?;
    let Session { notes, scope, .. } = session;
    let kinds = kinds(scope, notes)?;
    let known = kinds.names();
    let kind = kinds.get(kind).ok_or_else(|| Stop::unknown("kind of record", kind, &known))?;
    let paths = match file {
        Some(file) => vec![file.to_owned()],
        None => usual(kind, scope, notes)?,
    };
    let register = register(kind, paths, scope, notes)?;
    notes.sink.checked()?;
    Ok(register)
}

/// The files of a kind in the workspace, or in the folder where there is none. At least one.
fn usual(kind: &Kind, scope: &Scope, notes: &mut Notes) -> Result<Vec<PathBuf>, Stop> {
    let paths = files(kind, scope, notes)?;
    notes.sink.checked()?;
    if paths.is_empty() {
        let (file, name) = (kind.file(), &kind.name);
        let words = format!("there is no `{file}` here; `dmf register {name} new -o {file}` begins one");
        return Err(Stop::said(words));
    }
    Ok(paths)
}

/// The files of a kind that are there.
pub(in crate::ops) fn files(kind: &Kind, scope: &Scope, notes: &mut Notes) -> Result<Vec<PathBuf>, Stop> {
    match &scope.workspace {
        Some(workspace) => matching(workspace.register_patterns(&kind.name, &notes.sources), workspace, scope, notes),
        None => Ok(Some(PathBuf::from(kind.file())).filter(|file| scope.world.has_file(file)).into_iter().collect()),
    }
}

/// Reads the files of a kind as one register. What is wrong with them the notes say.
pub(in crate::ops) fn register(
    kind: &Arc<Kind>,
    paths: Vec<PathBuf>,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Register, Stop> {
    let mut files = Vec::new();
    for path in paths {
        if let Some(source) = notes.read(&*scope.world, &path)? {
            files.push((path, source));
        }
    }
    Ok(register::read(kind, files, scope.world.today(), &notes.sources, &mut notes.sink))
}
