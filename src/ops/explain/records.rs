//! Kinds of record: their codes, their fields, and what they are for.

use super::super::{Notes, Scope, Stop, registers::kinds};
use crate::{
    register::{Field, Kind},
    report::Meaning,
};

/// What a word means among the kinds of record: a code, a kind, or a field as `datasets.owner`. The name of a field alone is looked
/// for only where nothing else is called so.
pub(super) fn meanings(word: &str, alone: bool, scope: &Scope, notes: &mut Notes) -> Result<Vec<Meaning>, Stop> {
    let kinds = kinds(scope, notes)?;
    let mut found = Vec::new();
    for code in kinds.codes().filter(|code| code.as_str() == word) {
        let head = format!("finding: {}: {}", code.as_str(), code.summary());
        let meaning = Meaning::new(head, vec![code.explanation().to_owned()]);
        found.push(meaning.see(format!("dmf register {} check", code.kind())));
    }
    for kind in kinds.iter() {
        if word == kind.name || word == kind.file() {
            found.push(of_kind(kind));
        }
        let named = |field: &&Field| alone && word == field.name || word == format!("{}.{}", kind.name, field.name);
        found.extend(kind.fields.iter().find(named).map(|field| of_field(field, kind)));
    }
    Ok(found)
}

/// The words that mean something here.
pub(super) fn words(scope: &Scope, notes: &mut Notes) -> Result<Vec<String>, Stop> {
    let kinds = kinds(scope, notes)?;
    let codes = kinds.codes().map(|code| code.as_str().to_owned());
    let names = kinds.iter().flat_map(|kind| {
        let fields = kind.fields.iter().map(|field| format!("{}.{}", kind.name, field.name));
        [kind.name.clone(), kind.file()].into_iter().chain(fields)
    });
    Ok(codes.chain(names).collect())
}

/// Every code that kinds of record bring along, with what it is about.
pub(super) fn codes(scope: &Scope, notes: &mut Notes) -> Result<Vec<(&'static str, &'static str)>, Stop> {
    Ok(kinds(scope, notes)?.codes().map(|code| (code.as_str(), code.summary())).collect())
}

fn of_kind(kind: &Kind) -> Meaning {
    let head = format!("register: {}: {}", kind.name, kind.title);
    let name = &kind.name;
    let where_to =
        format!("Its records lie in `{}`, or where `{name}` under `[registers]` in dmf.toml says.", kind.file());
    let fields = kind.fields.iter().map(|field| format!("· {}: {}", field.name, field.help));
    let lines = [kind.about.clone(), where_to].into_iter().chain(fields).collect();
    Meaning::new(head, lines).see(format!("dmf register {name} new")).see(format!("dmf schema {name}"))
}

fn of_field(field: &Field, kind: &Kind) -> Meaning {
    let state = match (field.required, field.rules.is_empty()) {
        (true, _) => ", required",
        (false, false) => ", computed",
        (false, true) => "",
    };
    let head = format!("field of {}: {} ({}{state})", kind.name, field.name, field.kind.expected());
    let example = field.example.as_ref().map(|example| format!("For example: {example}"));
    let lines = std::iter::once(field.help.clone()).chain(example).collect();
    Meaning::new(head, lines).see(format!("dmf explain {}", kind.name))
}
