//! The kinds of record among the data.

use std::collections::BTreeMap;

use super::super::{Notes, Scope, Session, Stop};
use crate::{
    diag::{Code, Diagnostic},
    gate::FindingCode,
    load::{PackFile, decode},
    register::{self, FOLDER, Kind, Kinds, KindsView, RawKind},
    source::Path as InText,
};

/// The kinds of record that there are, with the session's data folders.
///
/// # Errors
/// When one is wrong or cannot be read.
pub fn register_kinds(session: &mut Session) -> Result<KindsView, Stop> {
    session.open(std::path::Path::new("."))?;
    let Session { notes, scope, .. } = session;
    Ok(register::kinds_view(&kinds(scope, notes)?))
}

/// All kinds, held against each other.
pub(in crate::ops) fn kinds(scope: &Scope, notes: &mut Notes) -> Result<Kinds, Stop> {
    let files = scope.files(FOLDER, notes)?;
    let read = files.iter().filter_map(|file| one(file, notes));
    let kinds = Kinds::of(read.collect::<Vec<_>>());
    together(&kinds, notes);
    notes.sink.checked()?;
    Ok(kinds)
}

fn one(file: &PackFile, notes: &mut Notes) -> Option<Kind> {
    let name = file.name.strip_suffix(".toml").filter(|name| !name.contains('/'))?;
    let raw: RawKind = decode(file.source, &notes.sources, &mut notes.sink)?;
    register::validate(raw, name, file.source, &notes.sources, &mut notes.sink)
}

/// What only all kinds together can tell: a code means one thing, a link leads to a kind.
fn together(kinds: &Kinds, notes: &mut Notes) {
    let Notes { sources, sink } = notes;
    let mut codes: BTreeMap<&str, &str> = BTreeMap::new();
    let names = kinds.names();
    for kind in kinds.iter() {
        for (at, check) in kind.checks.iter().enumerate() {
            let code = check.code.as_str();
            let other = codes.insert(code, &kind.name).map(|other| format!("one of `{other}`"));
            let known = FindingCode::of(code).map(|_| "another finding".to_owned());
            let known = known.or_else(|| Code::of(code).map(|_| "a complaint".to_owned())).or(other);
            if let Some(other) = known {
                let place = sources.value(kind.source, &InText::root().key("find").index(at).key("code"));
                let told = Diagnostic::new(Code::CodeTaken, format!("`{code}` is the code of {other} already"));
                sink.push(told.at(place).help(format!("put the kind before it: `{}-{code}`", kind.name)));
            }
        }
        for (at, field) in kind.fields.iter().enumerate() {
            if let register::FieldType::Link(to) = field.kind.item()
                && !names.contains(&to.as_str())
            {
                let place = sources.value(kind.source, &InText::root().key("fields").index(at).key("to"));
                let told = Diagnostic::unknown(Code::UnknownId, "kind of record", to, names.iter().copied());
                sink.push(told.at(place));
            }
        }
    }
}
