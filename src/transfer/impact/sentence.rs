//! A decision in words for people who are no lawyers.

use super::{
    check::Checked,
    credit::{Credit, Verdict},
    decide::Decision,
    facts::ToolName,
    method::Method,
};
use crate::transfer::model::Country;

/// The decision in a few words; `tool` is what the transfer rests on.
pub(super) fn title(decision: Decision, tool: Option<ToolName>) -> String {
    let ToolName { short: tool, plural, .. } = tool.unwrap_or(ToolName::UNKNOWN);
    match decision {
        Decision::Suffices if !plural => format!("{tool} suffices"),
        Decision::Suffices => format!("{tool} suffice"),
        Decision::WithMeasures => format!("{tool} with supplementary measures"),
        Decision::WithAcceptance => format!("{tool} + measures + senior acceptance"),
        Decision::AnotherMechanism => "another mechanism needed".to_owned(),
        Decision::DoNotTransfer => "do not transfer".to_owned(),
        Decision::NotAssessable => "not assessable".to_owned(),
    }
}

/// The decision in a sentence or three.
pub(super) fn sentence(method: &Method, checked: &Checked<'_>) -> String {
    let evaluation = &checked.evaluation;
    let to = checked.transfer.importer.country.map_or_else(|| "the destination".to_owned(), Country::within_sentence);
    let tool = checked.facts.tool.name.unwrap_or(ToolName::UNKNOWN).sentence;
    let stands: Vec<&str> = measures(method, &evaluation.credits, Credit::stands);
    let counts: Vec<&str> =
        measures(method, &evaluation.credits, |credit| matches!(credit.verdict, Verdict::Counts { .. }));
    let risk = evaluation.residual.map_or(0, |(_, _, risk)| risk);
    let band = method.band(risk);
    match evaluation.decision {
        Decision::Suffices => {
            format!("Data may go to {to} on {tool} alone: the risk is {band} even without further measures.")
        }
        Decision::WithMeasures if stands.is_empty() => format!(
            "Data may go to {to} on {tool} only with supplementary measures, and none counts today: it cannot go ahead as it is."
        ),
        Decision::WithMeasures => {
            let rely = if counts.is_empty() { &stands } else { &counts };
            format!(
                "Data may go to {to} on {tool} as long as these measures stay in place and are promised in the agreement: {}.",
                join(rely)
            )
        }
        Decision::WithAcceptance => {
            let state = match evaluation.may_proceed(&checked.facts) {
                Ok(()) => "Somebody senior bears it by name for now; look again before that ends.".to_owned(),
                Err(why) => format!("It cannot go ahead as it is: {why}."),
            };
            format!("A {band} risk is left in {to} after all that counts ({risk} of 25). {state}")
        }
        Decision::AnotherMechanism => format!(
            "However low the risk, {tool} cannot carry this transfer to {to}: {}.",
            evaluation.reasons.join("; ")
        ),
        Decision::DoNotTransfer if checked.facts.tool.forbidden.is_some() => {
            format!("Data must not go to {to}: {}.", evaluation.reasons.join("; "))
        }
        Decision::DoNotTransfer => format!(
            "Data should not go to {to} as things are: a risk of {risk} of 25 is left after all that counts, and no signature makes that right. Stop, redesign, or keep the data at home."
        ),
        Decision::NotAssessable => {
            format!("Nothing can be decided before this is known: {}.", evaluation.reasons.join("; "))
        }
    }
}

fn measures<'a>(method: &'a Method, credits: &[Credit], keep: impl Fn(&Credit) -> bool) -> Vec<&'a str> {
    credits.iter().filter(|credit| keep(credit)).map(|credit| method.measures[credit.measure].id.as_str()).collect()
}

fn join(ids: &[&str]) -> String {
    match ids {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}
