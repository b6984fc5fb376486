//! What leaves the room: serialisable, versioned, changing only by adding.

use jiff::civil::Date;
use serde::Serialize;

use super::{
    check::Checked,
    credit::Verdict,
    decide::Decision,
    evaluate::{Graded, Likely},
    levers::{Change, Lever},
    method::Method,
    sentence::{sentence, title},
};
use crate::{
    gate::VerdictView,
    jurisdiction::{Atlas, Jurisdiction, Word as _},
    transfer::words::Word as _,
};

/// Version of the shape below.
const VERSION: u32 = 1;

/// A register, weighed.
#[derive(Debug, Clone, Serialize)]
pub struct CheckView {
    pub version: u32,
    /// The register, as it was named.
    pub file: String,
    pub organisation: String,
    pub today: String,
    pub method: MethodView,
    /// How many transfers the register has, shown or not.
    pub total: usize,
    pub transfers: Vec<CheckedView>,
    /// What to keep in mind with every assessment.
    pub limits: Vec<String>,
    pub statement: String,
    pub verdict: VerdictView,
}

/// The method by which it was weighed.
#[derive(Debug, Clone, Serialize)]
pub struct MethodView {
    pub id: String,
    pub number: u32,
    pub title: String,
    pub version: String,
}

/// One transfer, weighed.
#[derive(Debug, Clone, Serialize)]
pub struct CheckedView {
    pub id: String,
    pub title: String,
    pub status: &'static str,
    /// Codes; `?` where one is not said.
    pub from: String,
    pub to: String,
    /// Places behind the importer from which the data can be reached.
    pub onward: Vec<String>,
    pub inherent: Option<RiskView>,
    pub residual: Option<RiskView>,
    pub decision: DecisionView,
    /// Facts without which there is no decision.
    pub missing: Vec<&'static str>,
    /// What drives the risk up, the strongest first.
    pub drivers: Vec<DriverView>,
    pub measures: Vec<MeasureView>,
    /// What the clauses alone take.
    pub checks: Vec<CheckItem>,
    /// The smallest steps to an easier decision.
    pub changes: Vec<ChangeView>,
    /// What the laws on both sides ask.
    pub laws: Vec<LawView>,
    pub assessed: Option<AssessedView>,
    /// The first last day.
    pub due: Option<DueView>,
    pub dues: Vec<DueView>,
    /// What happened since the assessment.
    pub triggers: Vec<TriggerView>,
    /// The arithmetic, step by step.
    pub arithmetic: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct RiskView {
    pub impact: u8,
    pub likelihood: u8,
    pub risk: u8,
    pub band: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct DecisionView {
    pub id: &'static str,
    pub title: String,
    pub rule: &'static str,
    pub rule_text: String,
    pub reasons: Vec<String>,
    /// For people who are no lawyers.
    pub sentence: String,
    pub may_proceed: bool,
    /// What stands in the way.
    pub blocked_by: Option<String>,
    /// Whether everything that bears on the figures is known.
    pub sure: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct DriverView {
    pub title: String,
    pub grade: u8,
    pub known: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct MeasureView {
    pub id: String,
    pub title: String,
    pub kind: &'static str,
    /// What an agreement would say of it.
    pub asks: String,
    /// `counts`, `in-place` (adds nothing more) or `refused`.
    pub verdict: &'static str,
    pub likelihood: u8,
    pub impact: u8,
    /// Why it does not count, or adds nothing.
    pub why: Option<String>,
    pub evidence: Option<String>,
    pub verified: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct CheckItem {
    pub met: bool,
    pub text: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ChangeView {
    pub steps: Vec<String>,
    /// Ids of the measures among them.
    pub measures: Vec<String>,
    pub decision: &'static str,
    pub decision_title: String,
    pub residual: u8,
}

/// What one law asks of a transfer.
#[derive(Debug, Clone, Serialize)]
pub struct LawView {
    pub country: String,
    pub name: String,
    /// `exporter` or `recipient`.
    pub side: &'static str,
    pub facts: Vec<LawFact>,
}

#[derive(Debug, Clone, Serialize)]
pub struct LawFact {
    pub text: String,
    pub status: &'static str,
    pub as_of: String,
    pub confidence: &'static str,
    /// Whether it is old, unsure or not in force.
    pub doubtful: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct AssessedView {
    pub date: String,
    pub version: Option<String>,
    pub assessor: String,
    pub approver: Option<String>,
    pub countries: Vec<String>,
    pub acceptance: Option<AcceptanceView>,
    pub opinions: Vec<OpinionView>,
    pub steps: Vec<StepView>,
    /// Reasons given for grades, by factor.
    pub answers: Vec<AnswerView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct AcceptanceView {
    pub by: String,
    pub role: String,
    pub date: String,
    pub until: String,
    pub reason: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct OpinionView {
    pub by: String,
    pub role: Option<String>,
    pub date: String,
    pub view: &'static str,
    pub text: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    pub id: String,
    pub title: String,
    pub done: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct AnswerView {
    pub factor: String,
    /// Of which country, where it is not the importer's.
    pub country: Option<String>,
    pub grade: u8,
    pub reason: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct DueView {
    pub on: String,
    pub what: String,
    pub overdue: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct TriggerView {
    pub id: &'static str,
    pub what: String,
}

/// A transfer as it is shown.
#[must_use]
pub fn checked_view(method: &Method, checked: &Checked<'_>, atlas: &Atlas, today: Date) -> CheckedView {
    let Checked { transfer, record, facts, evaluation, .. } = checked;
    let code = |country: Option<crate::transfer::Country>| country.map_or("?", |country| country.code()).to_owned();
    let risk = |(impact, likelihood, risk): (u8, u8, u8)| RiskView {
        impact,
        likelihood,
        risk,
        band: method.band(risk).to_owned(),
    };
    let before = evaluation.impact.as_ref().zip(evaluation.decides).zip(evaluation.inherent);
    let proceed = evaluation.may_proceed(facts);
    let tool = facts.tool.name.as_deref().unwrap_or("the tool");
    CheckedView {
        id: transfer.id.clone(),
        title: transfer.title.clone(),
        status: transfer.status.as_str(),
        from: code(transfer.exporter.country),
        to: code(transfer.importer.country),
        onward: facts.places.iter().skip(1).map(|place| place.code.clone()).collect(),
        inherent: before
            .map(|((impact, at), inherent)| risk((impact.grade, evaluation.likelihoods[at].grade, inherent))),
        residual: evaluation.residual.map(risk),
        decision: DecisionView {
            id: evaluation.decision.as_str(),
            title: title(evaluation.decision, tool),
            rule: evaluation.rule.as_str(),
            rule_text: evaluation.rule.words(method),
            reasons: evaluation.reasons.clone(),
            sentence: sentence(method, checked),
            may_proceed: proceed.is_ok(),
            blocked_by: proceed.err(),
            sure: evaluation.sure,
        },
        missing: evaluation.missing.iter().map(|missing| missing.words()).collect(),
        drivers: evaluation
            .drivers()
            .into_iter()
            .map(|driver| DriverView { title: driver.title, grade: driver.grade, known: driver.known })
            .collect(),
        measures: measures(method, checked),
        checks: evaluation.checks.iter().map(|check| CheckItem { met: check.met, text: check.text.clone() }).collect(),
        changes: checked.changes.iter().map(|each| change(method, checked, each)).collect(),
        laws: laws(checked, atlas, today),
        assessed: record.map(|_| assessed(method, checked)),
        due: checked.due().map(|due| due_view(due, today)),
        dues: checked.dues.iter().map(|due| due_view(due, today)).collect(),
        triggers: checked
            .triggers
            .iter()
            .map(|trigger| TriggerView { id: trigger.id, what: trigger.what.clone() })
            .collect(),
        arithmetic: arithmetic(method, checked),
    }
}

/// The whole register as it is shown; `total` counts the transfers that are left out as well.
#[must_use]
pub fn check_view(
    method: &Method,
    file: String,
    organisation: String,
    total: usize,
    transfers: Vec<CheckedView>,
    verdict: VerdictView,
    today: Date,
) -> CheckView {
    CheckView {
        version: VERSION,
        file,
        organisation,
        today: today.to_string(),
        method: MethodView {
            id: method.pack.id.clone(),
            number: method.number,
            title: method.pack.title.clone(),
            version: method.pack.version.clone(),
        },
        total,
        transfers,
        limits: method.limits.clone(),
        statement: method.pack.statement.clone(),
        verdict,
    }
}

fn due_view(due: &super::due::Due, today: Date) -> DueView {
    DueView { on: due.on.to_string(), what: due.what.clone(), overdue: due.on < today }
}

fn measures(method: &Method, checked: &Checked<'_>) -> Vec<MeasureView> {
    let written = checked.record.iter().flat_map(|record| &record.measures);
    let credits = checked.evaluation.credits.iter().zip(written);
    credits
        .map(|(credit, written)| {
            let measure = &method.measures[credit.measure];
            let (verdict, likelihood, impact, why) = match &credit.verdict {
                Verdict::Counts { likelihood, impact, .. } => ("counts", *likelihood, *impact, None),
                Verdict::AddsNothing { why, .. } => ("in-place", 0, 0, Some(why.clone())),
                Verdict::Refused(refusal) => ("refused", 0, 0, Some(refusal.words())),
            };
            MeasureView {
                id: measure.id.clone(),
                title: measure.title.clone(),
                kind: method.groups[measure.group].kind.as_str(),
                asks: measure.asks.clone(),
                verdict,
                likelihood,
                impact,
                why,
                evidence: written.evidence.clone(),
                verified: written.verified.map(|day| day.to_string()),
            }
        })
        .collect()
}

fn change(method: &Method, checked: &Checked<'_>, change: &Change) -> ChangeView {
    let mut measures = Vec::new();
    let steps = change
        .levers
        .iter()
        .map(|lever| match lever {
            Lever::Measure(at, planned) => {
                let measure = &method.measures[*at];
                measures.push(measure.id.clone());
                let planned = if *planned { "the planned " } else { "" };
                format!("put {planned}`{}` in place and show it", measure.id)
            }
            Lever::LawsRule => "do what the exporter's law asks beside the tool".to_owned(),
            Lever::Tool => "mend the tool by the exporter's law".to_owned(),
            Lever::Without(at) => {
                format!("let nobody reach the data from {}", checked.facts.places[*at].name)
            }
        })
        .collect();
    let tool = checked.facts.tool.name.as_deref().unwrap_or("the tool");
    ChangeView {
        steps,
        measures,
        decision: change.decision.as_str(),
        decision_title: title(change.decision, tool),
        residual: change.residual,
    }
}

fn laws(checked: &Checked<'_>, atlas: &Atlas, today: Date) -> Vec<LawView> {
    let fact = |text: String, marks: &crate::jurisdiction::Marks| LawFact {
        text,
        status: marks.status.as_str(),
        as_of: marks.as_of.to_string(),
        confidence: marks.confidence.as_str(),
        doubtful: marks.unsure() || !marks.binds() || marks.age(today) != crate::jurisdiction::Age::Fresh,
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

fn assessed(method: &Method, checked: &Checked<'_>) -> AssessedView {
    let record = checked.record.expect("asked for where there is one");
    let person = |person: &super::record::Person| match &person.role {
        Some(role) => format!("{}, {role}", person.name),
        None => person.name.clone(),
    };
    let answer = |country: Option<&String>, (factor, answer): &(usize, super::record::Answer)| AnswerView {
        factor: method.factors[*factor].id.clone(),
        country: country.cloned(),
        grade: answer.grade,
        reason: answer.reason.clone(),
    };
    let own = record.importer.iter().map(|each| answer(None, each));
    let other = record.grades.iter().flat_map(|(code, list)| list.iter().map(move |each| answer(Some(code), each)));
    AssessedView {
        date: record.date.to_string(),
        version: record.version.clone(),
        assessor: person(&record.assessor),
        approver: record.approver.as_ref().map(person),
        countries: record.countries.clone(),
        acceptance: record.acceptance.as_ref().map(|accepted| AcceptanceView {
            by: accepted.by.clone(),
            role: accepted.role.clone(),
            date: accepted.date.to_string(),
            until: accepted.until.to_string(),
            reason: accepted.reason.clone(),
        }),
        opinions: record
            .opinions
            .iter()
            .map(|opinion| OpinionView {
                by: opinion.by.clone(),
                role: opinion.role.clone(),
                date: opinion.date.to_string(),
                view: opinion.view.as_str(),
                text: opinion.text.clone(),
            })
            .collect(),
        steps: method
            .checklist
            .iter()
            .enumerate()
            .map(|(at, item)| StepView {
                id: item.id.clone(),
                title: item.title.clone(),
                done: record.steps.iter().find(|(step, _)| *step == at).map(|(_, day)| day.to_string()),
            })
            .collect(),
        answers: own.chain(other).collect(),
    }
}

/// The arithmetic, step by step.
fn arithmetic(method: &Method, checked: &Checked<'_>) -> Vec<String> {
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

impl CheckedView {
    /// Whether nothing could be decided.
    #[must_use]
    pub fn undecided(&self) -> bool {
        self.decision.id == Decision::NotAssessable.as_str()
    }
}
