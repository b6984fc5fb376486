//! How long the agreement of a transfer gives the importer to report a breach, held against what the laws on all sides leave.

use super::{
    model::{Agreement, Transfer},
    words::Status,
};
use crate::{
    gate::{At, Finding, FindingCode, Kind, Subject, Weight},
    jurisdiction::LawsOn,
    safeguard::BreachTerm,
    source::Place,
};

/// That the agreement of a transfer gives the importer longer than the laws of all its countries leave; `named` is where
/// the transfer names the agreement. `None` where it fits, where no law that binds gives a time, or the transfer is over.
#[must_use]
pub fn breach_notice(transfer: &Transfer, term: &BreachTerm, named: Place, laws: LawsOn<'_>) -> Option<Finding> {
    if !transfer.is_live() || !matches!(transfer.agreement, Some(Agreement::Deal(_))) {
        return None;
    }
    let countries = transfer.countries();
    let duties = laws.breach(countries.iter().map(|country| country.code()));
    let shortest = duties.shortest.filter(|shortest| shortest.is_exceeded_by(term.hours, term.margin))?;
    let unknown = match duties.unknown()[..] {
        [] => String::new(),
        ref codes => format!("; what the law of {} asks is not known", codes.join(", ")),
    };
    let exporter = transfer.exporter.country.and_then(|country| laws.get(country.code()));
    let message = format!(
        "{}: {} ({}; {}; `dmf law show {} breach`); {}{unknown}",
        transfer.id,
        shortest.against(term.hours, exporter),
        shortest.words(),
        shortest.marks(),
        shortest.place.id,
        shortest.advice(term.margin)
    );
    let subject = Subject::of(Kind::Transfer, &transfer.id, &transfer.title);
    let at = At::Place(term.place.clone());
    let mut finding = Finding::new(FindingCode::BreachNoticeTooLong, subject, "", message, at)
        .related(named, "the transfer names the agreement");
    // What is not done yet, or not any more, harms nobody today.
    if transfer.status != Status::Active {
        finding.weight = finding.weight.min(Weight::Warning);
    }
    Some(finding)
}
