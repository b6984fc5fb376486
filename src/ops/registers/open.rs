//! A kind and its files → a register.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    super::{Notes, Scope, Session, Stop, files::matching},
    kinds::kinds,
};
use crate::{
    document::numbered::Numbered,
    load::same_id,
    register::{self, Kind, Kinds, RecordView, Register, RegisterListView},
    report::records,
};

/// The records of a kind. `file` is looked at instead of those of the workspace; `-` is the standard input.
///
/// # Errors
/// When there is no such kind or no file of it, or one is wrong or cannot be read.
pub fn register_list(session: &mut Session, kind: &str, file: Option<&Path>) -> Result<RegisterListView, Stop> {
    Ok(register::list_view(&opened(session, kind, file)?.0))
}

/// The records of a kind as a document.
///
/// # Errors
/// As [`register_list`] has them.
pub fn register_document(session: &mut Session, kind: &str, file: Option<&Path>) -> Result<Numbered, Stop> {
    let (register, _) = opened(session, kind, file)?;
    Ok(records(&register, session.today()))
}

/// One record of a kind, with all that it says.
///
/// # Errors
/// When there is no such kind, file or record, or one is wrong or cannot be read.
pub fn register_show(session: &mut Session, kind: &str, id: &str, file: Option<&Path>) -> Result<RecordView, Stop> {
    let (register, _) = opened(session, kind, file)?;
    let found = register.records.iter().find(|record| same_id(&record.id, id));
    let known = || register.records.iter().map(|record| record.id.as_str()).collect::<Vec<_>>();
    let record = found.ok_or_else(|| Stop::unknown(&register.kind.one, id, &known()))?;
    Ok(register::record_view(record, &register.kind))
}

/// Opens the workspace, and in it the register of a kind.
pub(super) fn opened(session: &mut Session, kind: &str, file: Option<&Path>) -> Result<(Register, Kinds), Stop> {
    session.open(file.unwrap_or(Path::new(".")))?;
    let Session { notes, scope, .. } = session;
    let kinds = kinds(scope, notes)?;
    let kind = named(kind, &kinds)?;
    let paths = match file {
        Some(file) => vec![file.to_owned()],
        None => usual(kind, scope, notes)?,
    };
    let register = register(kind, paths, scope, notes)?;
    notes.sink.checked()?;
    Ok((register, kinds))
}

/// The kind of that name.
pub(super) fn named<'a>(word: &str, kinds: &'a Kinds) -> Result<&'a Arc<Kind>, Stop> {
    kinds.get(word).ok_or_else(|| Stop::unknown("kind of record", word, &kinds.names()))
}

/// The registers that the conditions of a kind look into, as far as there are files of them. What is wrong with those is told.
pub(in crate::ops) fn beside(
    register: &Register,
    kinds: &Kinds,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Vec<Register>, Stop> {
    let mut found = Vec::new();
    for name in register.kind.looks_into().into_iter().filter(|name| *name != register.kind.name) {
        let Some(kind) = kinds.get(name) else { continue };
        let paths = files(kind, scope, notes)?;
        if !paths.is_empty() {
            found.push(self::register(kind, paths, scope, notes)?);
        }
    }
    Ok(found)
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
