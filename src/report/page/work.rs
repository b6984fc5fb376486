//! What changed, what is to be done, and what is excused.

use super::{
    super::{
        chart::{Detail, gantt},
        figures::points,
    },
    Audience, ReportView,
    pen::{Pen, badge, bullets, count, half, paragraph, part, strong, table, text},
};
use crate::{
    assessment::{ProofView, baseline::Trend},
    document::tree::{Block, Inline, Part, Tone},
    gate::{FindingCode, FindingView},
    remediation::{ItemView, StepView},
};

/// What became of the answers since the baseline.
pub(super) fn changes(view: &ReportView) -> Option<Part> {
    let comparison = view.assessment.comparison.as_ref()?;
    let mut body = vec![paragraph(format!(
        "Held against {}, {}: {}, {}.",
        comparison.baseline,
        comparison.before_day,
        count(comparison.improvements, "practice is better", "practices are better"),
        count(comparison.regressions, "is worse", "are worse"),
    ))];
    let rows: Vec<_> = comparison
        .practices
        .iter()
        .map(|change| {
            let tone = match change.trend {
                Trend::Worse => Tone::Bad,
                Trend::Better => Tone::Good,
                Trend::Same | Trend::Other => Tone::Plain,
            };
            let about = format!("{} {}", change.id, change.title);
            vec![text(about), badge(tone, change.trend.as_str()), text(change.words.clone())]
        })
        .collect();
    if !rows.is_empty() {
        body.push(table(&[("Practice", 46), ("", 14), ("What changed", 40)], rows));
    }
    if !comparison.method.is_empty() {
        let moved = comparison
            .method
            .iter()
            .map(|change| text(format!("{}: {} before, {} now", change.what, change.before, change.after)));
        let by = comparison.scored_by.unwrap_or_default();
        body.push(paragraph(format!("The method changed too; both sides are scored by {by}:")));
        body.push(bullets(moved.collect()));
    }
    Some(part("changes", "Since the baseline", body))
}

/// What helps most for the least work.
pub(super) fn steps(view: &ReportView) -> Option<Part> {
    let steps = &view.assessment.next_steps;
    (!steps.is_empty()).then(|| half("steps", "Next best steps", vec![bullets(steps.iter().map(step).collect())]))
}

fn step(step: &StepView) -> Vec<Inline> {
    let days = usize::try_from(step.effort).unwrap_or(usize::MAX);
    vec![
        strong(format!("{} {}", step.practice, step.title)),
        Inline::Text(format!(
            ": {} → {}, {} for {} ({})",
            if step.assessed { &step.from } else { "not assessed" },
            step.to,
            points(step.gain),
            count(days, "day", "days"),
            step.role_title
        )),
        Inline::Break,
        Inline::Text(step.action.clone()),
    ]
}

/// The plan on a line of time, and its actions.
pub(super) fn plan(view: &ReportView, pen: &mut Pen<'_>) -> Part {
    let plan = &view.plan;
    let brief = view.audience == Audience::Board;
    let days = usize::try_from(plan.effort).unwrap_or(usize::MAX);
    let mut body = Vec::new();
    if !plan.items.is_empty() {
        body.push(paragraph(format!(
            "{}, {}, from {} to {}. Diamonds mark the days on which a level is \
             reached, as claimed and as if evidence were there.",
            count(plan.items.len(), "action", "actions"),
            count(days, "person-day", "person-days"),
            plan.start,
            plan.finish
        )));
    }
    body.extend(pen.picture(gantt(plan, if brief { Detail::Blocks } else { Detail::Actions })));
    if !brief && !plan.items.is_empty() {
        let columns = [("#", 5), ("Practice", 11), ("Action", 46), ("Role", 13), ("Days", 7), ("Due", 18)];
        body.push(table(&columns, plan.items.iter().map(item).collect()));
    }
    if !plan.by_role.is_empty() {
        let each: Vec<String> = plan.by_role.iter().map(|total| format!("{} {}", total.title, total.effort)).collect();
        body.push(paragraph(format!("Person-days by role: {}.", each.join(", "))));
    }
    let assumptions = plan.assumptions.iter().map(|assumption| text(assumption.clone())).collect();
    body.push(Block::Note { title: Some("What the dates rest on".to_owned()), body: vec![bullets(assumptions)] });
    part("plan", "Plan", body)
}

fn item(item: &ItemView) -> Vec<Vec<Inline>> {
    vec![
        text(item.number.to_string()),
        text(item.practice.clone()),
        vec![strong(format!("{}: ", item.to)), Inline::Text(item.action.clone())],
        text(item.role.clone()),
        text(item.effort.to_string()),
        text(item.due.clone()),
    ]
}

/// Evidence that has run out or soon will.
pub(super) fn evidence(view: &ReportView) -> Option<Part> {
    let rows: Vec<_> = view.evidence.iter().map(proof).collect();
    let columns = [("Practice", 16), ("Evidence", 50), ("Counts until", 34)];
    (!rows.is_empty()).then(|| half("evidence", "Evidence running out", vec![table(&columns, rows)]))
}

fn proof(proof: &ProofView) -> Vec<Vec<Inline>> {
    let days = usize::try_from(proof.days.unsigned_abs()).unwrap_or(usize::MAX);
    let (tone, when) = match proof.days {
        ..0 => (Tone::Bad, format!("{} ago", count(days, "day", "days"))),
        0 => (Tone::Caution, "today".to_owned()),
        _ => (Tone::Caution, format!("in {}", count(days, "day", "days"))),
    };
    let until = vec![Inline::Text(format!("{} ", proof.expires)), Inline::Badge(tone, when)];
    vec![text(proof.practice.clone()), text(proof.what.clone()), until]
}

/// Answers that records contradict, as far as nobody excused it.
pub(super) fn contradicted(view: &ReportView) -> Option<Part> {
    let told =
        |finding: &&FindingView| finding.code == FindingCode::AnswerContradicted.as_str() && finding.waiver.is_none();
    let findings = &view.assessment.verdict.findings;
    let rows: Vec<_> = findings.iter().filter(told).map(|finding| text(about(finding))).collect();
    if rows.is_empty() {
        return None;
    }
    Some(part("records", "Records say less", vec![paragraph(CONTRADICTED), bullets(rows)]))
}

/// What a reader has to know of answers that records contradict.
const CONTRADICTED: &str = "These answers stand as claimed, and registers that are kept show less. What they are held against is this \
                            toolkit's own.";

/// What is excused, by whom and until when, and what is wrong with an excuse.
pub(super) fn exceptions(view: &ReportView) -> Option<Part> {
    let verdicts =
        std::iter::once(&view.assessment.verdict).chain(view.transfers.iter().map(|register| &register.verdict));
    let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
    for finding in verdicts.flat_map(|verdict| &verdict.findings) {
        rows.extend(waived(finding).or_else(|| wrong(finding)).filter(|row| !rows.contains(row)));
    }
    let columns = [("What", 40), ("Why it is excused", 28), ("Owner", 16), ("Until", 16)];
    (!rows.is_empty()).then(|| part("exceptions", "Exceptions", vec![table(&columns, rows)]))
}

fn waived(finding: &FindingView) -> Option<Vec<Vec<Inline>>> {
    let waiver = finding.waiver.as_ref()?;
    let ticket = waiver.ticket.as_ref().map_or_else(String::new, |ticket| format!(" ({ticket})"));
    Some(vec![
        text(about(finding)),
        text(format!("{}{ticket}", waiver.reason)),
        text(waiver.owner.clone()),
        text(waiver.until.clone()),
    ])
}

/// What a finding says, with what it is about where it does not name that itself.
fn about(finding: &FindingView) -> String {
    let FindingView { message, subject, .. } = finding;
    if message.contains(&subject.id) { message.clone() } else { format!("{}: {message}", subject.id) }
}

/// A finding about a waiver itself.
fn wrong(finding: &FindingView) -> Option<Vec<Vec<Inline>>> {
    let is_waiver = matches!(finding.subject.kind, crate::gate::Kind::Waiver);
    is_waiver.then(|| vec![badge(Tone::Bad, finding.code), text(about(finding)), Vec::new(), Vec::new()])
}
