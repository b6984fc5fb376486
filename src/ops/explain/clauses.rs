//! Words of agreements.

use super::super::{
    Notes, Scope, Stop,
    clauses::{clause_set, whole},
};
use crate::{
    agreement::{self, ClauseSet},
    report::Meaning,
};

/// Clauses with their text, role pairs, blocks, fields, and what obligations of several role pairs share.
pub(super) fn meanings(word: &str, set: &ClauseSet, notes: &mut Notes) -> Result<Vec<Meaning>, Stop> {
    let mut found = Vec::new();
    for view in agreement::word(set, word) {
        let mut meaning = Meaning::new(format!("{}: {}: {}", view.kind, view.id, view.title), view.lines);
        match view.kind {
            "clause" => {
                if let Some(module) = agreement::clause_module(set, &view.id).map(str::to_owned) {
                    let document = whole(set, &module, notes)?;
                    meaning.text = agreement::clause_text(&view.id, &document);
                    meaning = meaning.see(format!("dmf mcc render --module {module}"));
                }
            }
            "role pair" => meaning = meaning.see(format!("dmf mcc list --module {}", view.id)),
            "obligation" => {
                let ids = agreement::obligation_ids(set).filter(|id| id.ends_with(&format!("-{}", view.id)));
                for id in ids {
                    meaning = meaning.see(format!("dmf mcc show {id}"));
                }
            }
            "field of a deal" => meaning = meaning.see("dmf mcc new --module c2p"),
            _ => {}
        }
        found.push(meaning);
    }
    Ok(found)
}

pub(super) fn words(scope: &Scope, notes: &mut Notes) -> Result<Vec<String>, Stop> {
    let set = clause_set(scope, notes)?;
    Ok(agreement::words(&set).chain(agreement::obligation_ids(&set)).map(str::to_owned).collect())
}
