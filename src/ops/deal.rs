//! Deals: read with the transfer that they name, and judged.

use std::path::Path;

use super::{FailOn, Notes, Render, Scope, Stop, clauses::rules, gates::granted, transfers::with_transfer};
use crate::{
    agreement::{self, ClauseSet, Deal, Field, RawDeal, Wanted},
    gate::{Domain, Finding, Verdict, judge},
    load::decode,
    review,
};

/// Reads the deal and says which role pair it is for, and which transfer it names.
pub(super) fn read(
    file: &Path,
    set: &ClauseSet,
    request: &Render,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<(String, Deal, Option<String>), Stop> {
    let source = notes.read(&*scope.world, file)?;
    let source = notes.sink.made(source)?;
    let raw: Option<RawDeal> = decode(source, &notes.sources, &mut notes.sink);
    let raw = notes.sink.made(raw)?;
    let module = raw.module.clone();
    if let Some(asked) = request.module.as_ref().filter(|asked| **asked != module) {
        return Err(Stop::Usage(format!("`--module {asked}` was asked for, but the deal is for `{module}`")));
    }
    let wanted = if request.draft { Wanted::Draft } else { Wanted::Final };
    let transfer = raw.link().and_then(|link| link.transfer);
    let raw = with_transfer(raw, file, set, source, scope, notes)?;
    let deal = agreement::deal(raw, set, &request.with, wanted, source, &notes.sources, &mut notes.sink);
    Ok((module, notes.sink.given(deal)?, transfer))
}

/// What a lawyer should look at in a deal.
pub(super) fn found(deal: &Deal, set: &ClauseSet, scope: &Scope, notes: &mut Notes) -> Result<Vec<Finding>, Stop> {
    let laws = scope.laws(agreement::countries(deal), notes)?;
    let mut found = agreement::find(set, deal, laws.on(scope.world.today()));
    let texts = agreement::own_texts(set, deal);
    if !texts.is_empty() {
        let rules = rules(scope, notes)?;
        let duties: Vec<_> = agreement::duties(set, deal.module()).collect();
        let hours = deal.number(Field::OptionsBreachHours);
        let subject = agreement::subject(deal);
        found.extend(review::own_texts(&texts, deal.module(), &duties, hours, &rules, &subject));
    }
    Ok(found)
}

/// The same by the gates and waivers of the workspace.
pub(super) fn judged(
    deal: &Deal,
    file: &Path,
    set: &ClauseSet,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Verdict, Stop> {
    let found = found(deal, set, scope, notes)?;
    let gates = FailOn::default();
    let asked = gates.asked(Domain::Deal, scope, notes);
    let waivers = gates.waivers(&[], scope, notes);
    notes.sink.checked()?;
    Ok(judge(found, &asked, &granted(&waivers, file, &*scope.world), scope.world.today()))
}
