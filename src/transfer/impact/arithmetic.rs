//! How the figures and the decision of a transfer came about, step by step, in words.

use super::{
    check::Checked,
    credit::Verdict,
    evaluate::{Graded, Likely},
    method::Method,
};

/// The arithmetic, step by step.
pub(super) fn arithmetic(method: &Method, checked: &Checked<'_>) -> Vec<String> {
    let evaluation = &checked.evaluation;
    let mut steps = Vec::new();
    if let Some(impact) = &evaluation.impact {
        steps.push(format!("impact: {} = {}", products(&impact.inputs), hundredths(impact.hundredths)));
        for input in &impact.inputs {
            let value = input.value.as_deref().unwrap_or("not said");
            steps.push(format!("{}: {value}, {}", input.title, input.grade));
        }
        steps.push(format!("impact is {}, not less than {} for its sensitivity", impact.grade, impact.floor));
    }
    for (place, likely) in checked.facts.places.iter().zip(&evaluation.likelihoods) {
        steps.push(likelihood(&place.name, likely));
    }
    if let (Some(at), Some(impact), Some(inherent)) = (evaluation.decides, &evaluation.impact, evaluation.inherent) {
        let likelihood = evaluation.likelihoods[at].grade;
        let place = &checked.facts.places[at].name;
        steps.push(format!(
            "inherent risk: impact {} × likelihood {likelihood} ({place} decides) = {inherent}, {}",
            impact.grade,
            method.band(inherent)
        ));
    }
    for credit in &evaluation.credits {
        let id = &method.measures[credit.measure].id;
        steps.push(match &credit.verdict {
            Verdict::Counts { likelihood, impact, verified } => {
                format!("`{id}`: likelihood −{likelihood}, impact −{impact}, looked at on {verified}")
            }
            Verdict::AddsNothing { why, .. } => format!("`{id}`: in place, adds nothing: {why}"),
            Verdict::Refused(refusal) => format!("`{id}`: does not count: {}", refusal.words()),
        });
    }
    if let Some((impact, likelihood, risk)) = evaluation.residual {
        steps.push(format!("residual risk: {impact} × {likelihood} = {risk}, {}", method.band(risk)));
    }
    for check in &evaluation.checks {
        steps.push(format!("{}: {}", if check.met { "yes" } else { "no" }, check.text));
    }
    let because =
        if evaluation.reasons.is_empty() { String::new() } else { format!(" ({})", evaluation.reasons.join("; ")) };
    steps.push(format!("rule `{}`: {}{because}", evaluation.rule.as_str(), evaluation.rule.words(method)));
    steps
}

fn likelihood(place: &str, likely: &Likely) -> String {
    let mut text = format!("likelihood, {place}: {} = {}", products(&likely.factors), hundredths(likely.hundredths));
    for (floor, why) in &likely.floors {
        text.push_str(&format!(", at least {floor} for {why}"));
    }
    let grades: Vec<String> = likely
        .factors
        .iter()
        .map(|factor| {
            let mark = if factor.known { "" } else { " (not known)" };
            format!("{} {}{mark}", factor.title.to_lowercase(), factor.grade)
        })
        .collect();
    format!("{text}: {} [{}]", likely.grade, grades.join(", "))
}

fn products(parts: &[Graded]) -> String {
    parts.iter().map(|part| format!("{} % × {}", part.weight, part.grade)).collect::<Vec<_>>().join(" + ")
}

fn hundredths(number: u32) -> String {
    format!("{}.{:02}", number / 100, number % 100)
}
