//! What the laws on both sides ask of a transfer: the exporter's of the tool, the recipients' of what they do to the data.

use jiff::civil::Date;

use super::{
    check::Checked,
    view::{LawFact, LawView},
};
use crate::jurisdiction::{Age, Atlas, Jurisdiction, Marks};

/// The exporter's law first, then that of each place from which the data can be reached.
pub(super) fn laws(checked: &Checked<'_>, atlas: &Atlas, today: Date) -> Vec<LawView> {
    let fact = |text: String, marks: &Marks| LawFact {
        text,
        status: marks.status_on(today).as_str(),
        as_of: marks.as_of.to_string(),
        confidence: marks.confidence.as_str(),
        doubtful: marks.unsure() || !marks.binds(today) || marks.age(today) != Age::Fresh,
    };
    let exporter = |law: &Jurisdiction| {
        let transfer = &law.transfer;
        let mut facts = vec![
            fact(transfer.rule.text.clone(), &transfer.rule.marks),
            fact(
                format!("ASEAN model clauses: {}. {}", transfer.clauses.what, transfer.clauses.text),
                &transfer.clauses.marks,
            ),
        ];
        facts.extend(transfer.name_countries.iter().map(|each| fact(each.text.clone(), &each.marks)));
        facts
            .extend(transfer.filing.iter().map(|each| fact(format!("{}: {}", each.what.what, each.text), &each.marks)));
        facts.extend(transfer.assessment.iter().map(|each| fact(each.text.clone(), &each.marks)));
        facts
    };
    let recipient = |law: &Jurisdiction| {
        let mut facts = vec![fact(
            format!("concern {}: {}", law.recipient.concern.what.level, law.recipient.concern.text),
            &law.recipient.concern.marks,
        )];
        for (when, level) in &law.recipient.concern.what.except {
            facts.push(fact(format!("concern {level} where: {when}"), &law.recipient.concern.marks));
        }
        facts.extend(
            law.recipient
                .gag_or_decryption_duty
                .iter()
                .filter(|each| each.what)
                .map(|each| fact(each.text.clone(), &each.marks)),
        );
        facts
    };
    let mut views = Vec::new();
    if let Some(country) = checked.transfer.exporter.country {
        let facts = atlas.get(country.code()).map_or_else(Vec::new, exporter);
        views.push(LawView {
            country: country.code().to_owned(),
            name: country.name().to_owned(),
            side: "exporter",
            facts,
        });
    }
    for place in &checked.facts.places {
        let facts = atlas.get(&place.code).map_or_else(Vec::new, recipient);
        views.push(LawView { country: place.code.clone(), name: place.name.clone(), side: "recipient", facts });
    }
    views
}
