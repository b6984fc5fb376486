//! The clause set that agreements are drafted with, and what is told of its obligations.

use std::path::Path;

use super::{Notes, Scope, Session, Stop, written};
use crate::{
    agreement::{self, ClauseSet, Deal, ObligationView, TraceView},
    document::numbered::Numbered,
    review::{self, Rules},
};

/// Its id.
pub(super) const SET: &str = "asean-mcc";

/// The clause set with its templates and captions.
pub(super) fn clause_set(scope: &Scope, notes: &mut Notes) -> Result<ClauseSet, Stop> {
    let files = scope.pack(SET, notes)?;
    let templates = scope.files("templates/mcc", notes)?;
    let set = agreement::clause_set(&files, &templates, &notes.sources, &mut notes.sink);
    let set = notes.sink.made(set)?;
    let captions = scope.library.file("templates/captions/en.toml", &mut notes.sources, &mut notes.sink)?;
    let captions = captions.and_then(|source| agreement::captions(source, &notes.sources, &mut notes.sink));
    Ok(set.with_captions(notes.sink.made(captions)?))
}

/// The rules on language by which texts of others are reviewed.
pub(super) fn rules(scope: &Scope, notes: &mut Notes) -> Result<Rules, Stop> {
    let files = scope.files(&format!("frameworks/{SET}/review"), notes)?;
    let rules = review::rules(&files, &notes.sources, &mut notes.sink);
    Ok(notes.sink.made(rules)?)
}

pub(super) fn known_module(set: &ClauseSet, module: &str) -> Result<(), Stop> {
    let modules: Vec<&str> = set.modules().collect();
    if modules.contains(&module) { Ok(()) } else { Err(Stop::unknown("module", module, &modules)) }
}

/// A deal to begin with: every field of a role pair, explained.
///
/// # Errors
/// When there is no such role pair, or the clause set is wrong.
pub fn new_deal(session: &mut Session, module: &str) -> Result<String, Stop> {
    let set = opened(session)?;
    known_module(&set, module)?;
    let text = agreement::starter(&set, module);
    written::deal(Path::new("deal.yaml"), &text, &set, session)?;
    Ok(text)
}

/// The obligations of a role pair, and the clauses of the blank that carry them.
///
/// # Errors
/// When there is no such role pair, or the clause set is wrong.
pub fn obligations(session: &mut Session, module: &str) -> Result<TraceView, Stop> {
    let set = opened(session)?;
    known_module(&set, module)?;
    let blank = agreement::blank(&set, module, &[]);
    let document = assembled(&set, &blank, module, &mut session.notes)?;
    Ok(agreement::trace_view(&set, module, &document))
}

/// An obligation: its gist, the text that carries it, what corresponds to it.
///
/// # Errors
/// When there is none of that id, or the clause set is wrong.
pub fn obligation(session: &mut Session, id: &str) -> Result<ObligationView, Stop> {
    let set = opened(session)?;
    match obligation_of(&set, id, &mut session.notes)? {
        Some(view) => Ok(view),
        None => Err(Stop::unknown("obligation", id, &agreement::obligation_ids(&set).collect::<Vec<_>>())),
    }
}

/// The same of a clause set that is read already. `None` where it has no such obligation.
pub(super) fn obligation_of(set: &ClauseSet, id: &str, notes: &mut Notes) -> Result<Option<ObligationView>, Stop> {
    let Some(module) = agreement::obligation_module(set, id) else { return Ok(None) };
    let document = whole(set, module, notes)?;
    Ok(agreement::obligation_view(set, id, &document, &notes.sources))
}

/// An agreement with everything switched on: every clause has its text.
pub(super) fn whole(set: &ClauseSet, module: &str, notes: &mut Notes) -> Result<Numbered, Stop> {
    let layers: Vec<String> = set.layers().map(str::to_owned).collect();
    let mut deal = agreement::blank(set, module, &layers);
    deal.switch_on(set.optional(module));
    assembled(set, &deal, module, notes)
}

fn assembled(set: &ClauseSet, deal: &Deal, module: &str, notes: &mut Notes) -> Result<Numbered, Stop> {
    let request = agreement::Request { module, mark: None, date: None };
    let document = agreement::assemble(set, deal, request, &notes.sources, &mut notes.sink);
    Ok(notes.sink.made(document)?)
}

/// The clause set as the workspace of the folder has it.
fn opened(session: &mut Session) -> Result<ClauseSet, Stop> {
    session.open(Path::new("."))?;
    clause_set(&session.scope, &mut session.notes)
}
