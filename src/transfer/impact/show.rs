//! A transfer with all that came of it → how it is shown.

use jiff::civil::Date;

use super::{
    arithmetic::arithmetic,
    check::Checked,
    credit::Verdict,
    decide::Decision,
    laws::laws,
    levers::{Change, Lever},
    method::Method,
    sentence::{sentence, title},
    view::{
        AcceptanceView, AnswerView, AssessedView, ChangeView, CheckItem, CheckView, CheckedView, DecisionView,
        DriverView, DueView, MeasureView, MethodView, OpinionView, RiskView, StepView, TriggerView,
    },
};
use crate::{
    gate::VerdictView,
    jurisdiction::Atlas,
    transfer::{Register, WeighedView},
};

/// Version of the shape below.
const VERSION: u32 = 1;

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
    CheckedView {
        id: transfer.id.clone(),
        title: transfer.title.clone(),
        status: transfer.status,
        from: code(transfer.exporter.country),
        to: code(transfer.importer.country),
        onward: facts.places.iter().skip(1).map(|place| place.code.clone()).collect(),
        inherent: before
            .map(|((impact, at), inherent)| risk((impact.grade, evaluation.likelihoods[at].grade, inherent))),
        residual: evaluation.residual.map(risk),
        decision: DecisionView {
            id: evaluation.decision,
            title: title(evaluation.decision, facts.tool.name),
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

/// A register as it is shown, with the transfers of it that are.
#[must_use]
pub fn check_view(
    method: &Method,
    file: String,
    register: &Register,
    transfers: Vec<CheckedView>,
    appetite: Option<u8>,
    verdict: VerdictView,
    today: Date,
) -> CheckView {
    CheckView {
        version: VERSION,
        file,
        organisation: register.organisation.as_ref().map_or_else(String::new, |holder| holder.name.clone()),
        today: today.to_string(),
        method: MethodView {
            id: method.pack.id.clone(),
            number: method.number,
            title: method.pack.title.clone(),
            appetite: method.appetite,
            version: method.pack.version.clone(),
        },
        appetite: appetite.map_or(method.appetite, |own| own.min(method.appetite)),
        total: register.transfers.len(),
        transfers,
        limits: method.limits.clone(),
        statement: method.pack.statement.clone(),
        verdict,
    }
}

/// What came of it, in the few words of a list. Without a decision there is no figure either.
#[must_use]
pub fn weighed(method: &Method, checked: &Checked<'_>) -> WeighedView {
    let Checked { facts, evaluation, record, .. } = checked;
    if record.is_none() {
        return not_weighed();
    }
    let decided = evaluation.decision != Decision::NotAssessable;
    let residual = evaluation.residual.map(|(_, _, risk)| risk).filter(|_| decided);
    WeighedView {
        state: if decided { "assessed" } else { "not-assessable" },
        residual,
        band: residual.map(|risk| method.band(risk).to_owned()),
        decision: Some(evaluation.decision),
        decision_title: Some(title(evaluation.decision, facts.tool.name)),
        may_proceed: evaluation.may_proceed(facts).is_ok(),
    }
}

/// The same where there is no assessment.
#[must_use]
pub fn not_weighed() -> WeighedView {
    WeighedView {
        state: "not-assessed",
        residual: None,
        band: None,
        decision: None,
        decision_title: None,
        may_proceed: false,
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
    ChangeView {
        steps,
        measures,
        decision: change.decision,
        decision_title: title(change.decision, checked.facts.tool.name),
        residual: change.residual,
    }
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
