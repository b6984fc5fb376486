//! Words of agreements.

use dmf::{
    agreement,
    ops::{self, moving},
};

use super::super::{Failure, Outcome, context::Context, mcc};
use super::{Meaning, page};

/// The page of an obligation. `None` where the word names none.
pub(super) fn obligation(word: &str, context: &mut Context) -> Result<Option<Outcome>, Failure> {
    let set = mcc::set(context)?;
    if agreement::obligation_module(&set, word).is_none() {
        return Ok(None);
    }
    let view = ops::obligation(&mut context.session, word)?;
    page(&view, context).map(Some)
}

/// Clauses with their text, role pairs, blocks, fields, and what obligations of several role pairs share.
pub(super) fn meanings(word: &str, context: &mut Context) -> Result<Vec<Meaning>, Failure> {
    let set = mcc::set(context)?;
    let mut found = Vec::new();
    for view in agreement::word(&set, word) {
        let mut meaning = Meaning::new(format!("{}: {}: {}", view.kind, view.id, view.title), view.lines);
        match view.kind {
            "clause" => {
                if let Some(module) = agreement::clause_module(&set, &view.id).map(str::to_owned) {
                    let document = moving::whole(&set, &module, &mut context.session.notes)?;
                    meaning.text = agreement::clause_text(&view.id, &document);
                    meaning = meaning.see(format!("dmf mcc render --module {module}"));
                }
            }
            "role pair" => meaning = meaning.see(format!("dmf mcc list --module {}", view.id)),
            "obligation" => {
                let ids = agreement::obligation_ids(&set).filter(|id| id.ends_with(&format!("-{}", view.id)));
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

pub(super) fn words(context: &mut Context) -> Result<Vec<String>, Failure> {
    let set = mcc::set(context)?;
    Ok(agreement::words(&set).chain(agreement::obligation_ids(&set)).map(str::to_owned).collect())
}
