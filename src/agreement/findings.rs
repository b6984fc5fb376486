//! What a lawyer should look at before an agreement goes out. Findings never change the agreement.

use super::{
    consistency,
    deal::{Deal, steps},
    set::ClauseSet,
};
use crate::{
    gate::{At, Finding, FindingCode, Kind, Subject, Weight},
    jurisdiction::LawsOn,
    safeguard::{Field, FieldValue},
};

/// What schedule A has to say, and the words for it.
const SCHEDULE: [(Field, &str); 5] = [
    (Field::TransferSubjects, "whose data it is"),
    (Field::TransferData, "which data it is"),
    (Field::TransferPurposes, "what it is for"),
    (Field::TransferDestinations, "where it goes"),
    (Field::TransferRetention, "how long it is kept"),
];

/// Looks a deal through, with the law of its [`countries`]. Paths of the findings lead through the deal.
#[must_use]
pub fn find(set: &ClauseSet, deal: &Deal, laws: LawsOn<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = [schedule(deal), destination(deal), breach(set, deal, laws), european(deal, laws)]
        .into_iter()
        .flatten()
        .collect();
    found.extend(consistency::find(set, deal, laws));
    found
}

fn finding(deal: &Deal, code: FindingCode, message: String, at: At) -> Finding {
    Finding::new(code, subject(deal), "", message, at)
}

/// The agreement, by the parties' own reference where they give it one.
#[must_use]
pub fn subject(deal: &Deal) -> Subject {
    Subject::of(Kind::Agreement, deal.text(Field::Reference).unwrap_or_default(), "")
}

fn schedule(deal: &Deal) -> Option<Finding> {
    let missing: Vec<&str> =
        SCHEDULE.iter().filter(|(path, _)| !deal.values.contains_key(path)).map(|(_, words)| *words).collect();
    let message = format!("schedule A does not say {}", missing.join(", "));
    (!missing.is_empty()).then(|| finding(deal, FindingCode::ScheduleIncomplete, message, At::Key(steps("transfer"))))
}

fn destination(deal: &Deal) -> Option<Finding> {
    let unnamed = deal.text(Field::ExporterCountry) == Some("SG") && deal.list(Field::TransferDestinations).is_empty();
    let message = "the exporter is in Singapore, but no country of destination is named".to_owned();
    unnamed.then(|| {
        finding(deal, FindingCode::NoDestination, message, At::Value(steps("transfer")))
            .help("add `transfer.destinations`, such as `[VN]`")
    })
}

/// The countries whose law decides how long the importer may take: those of the parties, and where the data goes.
#[must_use]
pub fn countries(deal: &Deal) -> Vec<&str> {
    let mut countries: Vec<&str> =
        [Field::ExporterCountry, Field::ImporterCountry].into_iter().filter_map(|field| deal.text(field)).collect();
    countries.extend(deal.list(Field::TransferDestinations).iter().map(String::as_str));
    countries
}

/// The importer's time plus the margin must fit into the shortest national time of the countries involved, to the authority
/// or to the individuals. A law without a number, and one that does not bind yet, cannot be counted with.
fn breach(set: &ClauseSet, deal: &Deal, laws: LawsOn<'_>) -> Option<Finding> {
    let hours = deal.values.get(&Field::OptionsBreachHours)?.number()?;
    let shortest = laws.breach(countries(deal)).shortest?;
    let margin = set.breach_margin_hours;
    let exporter = deal.text(Field::ExporterCountry).and_then(|code| laws.get(code));
    let at = At::Value(steps(Field::OptionsBreachHours.path()));
    shortest.is_exceeded_by(hours, margin).then(|| {
        let found = finding(deal, FindingCode::BreachNoticeTooLong, shortest.against(hours, exporter), at);
        // What only a draft says harms nobody; the transfer that rests on it is judged with it.
        Finding { weight: Weight::Warning, ..found }.help(shortest.advice(margin)).help(format!(
            "{}: {} ({}; `dmf law show {} breach` names the sources)",
            shortest.place.name,
            shortest.words(),
            shortest.marks(),
            shortest.place.id
        ))
    })
}

fn european(deal: &Deal, laws: LawsOn<'_>) -> Option<Finding> {
    let exporter = deal.text(Field::ExporterCountry).and_then(|code| laws.get(code));
    let out = deal.values.get(&Field::OptionsDataInScopeEu) == Some(&FieldValue::YesNo(false));
    if exporter.is_some_and(|law| law.id == "EU") && out {
        let message =
            "the exporter is in the European Union, and none of the data is said to be in its scope".to_owned();
        let at = At::Value(steps(Field::OptionsDataInScopeEu.path()));
        let found = finding(deal, FindingCode::EuWithoutScc, message, at);
        return Some(found.help("set it to `true`, render with `--with eu-scc`, and sign the EU's clauses as well"));
    }
    let scope = deal.values.get(&Field::OptionsDataInScopeEu) == Some(&FieldValue::YesNo(true));
    let message =
        "data of people in the European Union is in scope, but the EU's clauses do not stand beside".to_owned();
    (scope && !deal.blocks.contains("eu-scc")).then(|| {
        finding(deal, FindingCode::EuWithoutScc, message, At::Value(steps(Field::OptionsDataInScopeEu.path())))
            .help("render with `--with eu-scc`, and sign the EU's clauses as well")
    })
}
