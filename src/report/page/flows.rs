//! Where personal data goes, and by which agreements.

use super::{
    super::{chart::risk, map},
    Audience, ReportView,
    pen::{Pen, badge, count, half, paragraph, part, table, text},
};
use crate::{
    document::tree::{Block, Inline, Part, Tone},
    transfer::impact::CheckedView,
};

/// Transfers by the risk that is left.
pub(super) fn risks(view: &ReportView, pen: &mut Pen<'_>) -> Option<Part> {
    let mut body = Vec::new();
    for register in view.transfers.iter().filter(|register| !register.transfers.is_empty()) {
        body.extend(pen.picture(risk(register)));
    }
    (!body.is_empty()).then(|| half("risks", "Transfers by residual risk", body))
}

/// What is decided about each transfer; a board sees those that may not go ahead as they are, or only with care.
pub(super) fn decisions(view: &ReportView) -> Option<Part> {
    let all: Vec<&CheckedView> = view.transfers.iter().flat_map(|register| &register.transfers).collect();
    if all.is_empty() {
        return None;
    }
    let board = view.audience == Audience::Board;
    let shown: Vec<&&CheckedView> = all
        .iter()
        .filter(|transfer| {
            !board || !transfer.decision.may_proceed || transfer.due.as_ref().is_some_and(|due| due.overdue)
        })
        .collect();
    let mut body = Vec::new();
    if !shown.is_empty() {
        let columns = [("Transfer", 34), ("Risk", 13), ("Decision", 33), ("Next review", 20)];
        body.push(table(&columns, shown.iter().map(|transfer| decision(transfer)).collect()));
    }
    if let Some(rest @ 1..) = all.len().checked_sub(shown.len()) {
        body.push(paragraph(format!("{} as decided.", count(rest, "other may go ahead", "others may go ahead"))));
    }
    if !board {
        let statement = view.transfers.first().map(|register| register.statement.clone());
        body.extend(statement.map(|words| Block::Note { title: None, body: vec![paragraph(words)] }));
    }
    Some(part("transfers", "Transfers and what is decided", body))
}

fn decision(transfer: &CheckedView) -> Vec<Vec<Inline>> {
    let risk = match (&transfer.inherent, &transfer.residual) {
        (Some(before), Some(after)) => format!("{} → {} {}", before.risk, after.risk, after.band),
        _ => "not known".to_owned(),
    };
    let tone = if transfer.decision.may_proceed { Tone::Good } else { Tone::Bad };
    let mut words = badge(tone, transfer.decision.title.clone());
    if let Some(reason) = &transfer.decision.blocked_by {
        words.extend([Inline::Break, Inline::Text(reason.clone())]);
    }
    let due = transfer.due.as_ref().map_or_else(
        || text("not set"),
        |due| if due.overdue { badge(Tone::Bad, format!("{} overdue", due.on)) } else { text(due.on.clone()) },
    );
    let route: Vec<&str> =
        [&transfer.from, &transfer.to].into_iter().chain(&transfer.onward).map(String::as_str).collect();
    vec![text(format!("{} {} ({})", transfer.id, transfer.title, route.join(" → "))), text(risk), words, due]
}

/// What is due for transfers: what is late, and what comes next.
pub(super) fn dues(view: &ReportView) -> Option<Part> {
    let all = view.transfers.iter().flat_map(|register| &register.transfers);
    let mut dues: Vec<_> = all.flat_map(|transfer| transfer.dues.iter().map(move |due| (due, transfer))).collect();
    dues.sort_by(|(one, _), (other, _)| one.on.cmp(&other.on));
    let rows: Vec<_> = dues
        .iter()
        .take(NEXT)
        .map(|(due, transfer)| {
            let on = if due.overdue { badge(Tone::Bad, format!("{} overdue", due.on)) } else { text(due.on.clone()) };
            vec![on, text(transfer.id.clone()), text(due.what.clone())]
        })
        .collect();
    let columns = [("Due", 34), ("Transfer", 18), ("What", 48)];
    (!rows.is_empty()).then(|| half("dues", "What is due for transfers", vec![table(&columns, rows)]))
}

/// Dues that are shown.
const NEXT: usize = 8;

/// Who sends to whom.
pub(super) fn map(view: &ReportView, pen: &mut Pen<'_>) -> Option<Part> {
    let mut body = Vec::new();
    for flows in view.flows.iter().filter(|flows| !flows.flows.is_empty()) {
        body.extend(pen.picture(map::sketch(flows)));
    }
    (!body.is_empty()).then(|| part("map", "Where personal data goes", body))
}

/// The agreements and what they carry.
pub(super) fn agreements(view: &ReportView) -> Option<Part> {
    let rows: Vec<_> = view
        .agreements
        .iter()
        .map(|agreement| {
            let side = |name: &Option<String>| name.clone().unwrap_or_else(|| "not said".to_owned());
            let whole = agreement.carried == agreement.core;
            let state = match (agreement.gaps, agreement.findings) {
                (0, 0) => badge(Tone::Good, "complete"),
                (0, findings) => badge(Tone::Caution, count(findings, "point to look at", "points to look at")),
                (gaps, _) => badge(Tone::Caution, count(gaps, "gap to fill", "gaps to fill")),
            };
            vec![
                text(format!("{} and {} ({})", side(&agreement.exporter), side(&agreement.importer), agreement.module)),
                text(agreement.transfers.join(", ")),
                badge(
                    if whole { Tone::Good } else { Tone::Bad },
                    format!("{} of {}", agreement.carried, agreement.core),
                ),
                state,
            ]
        })
        .collect();
    let columns = [("Agreement", 42), ("Covers", 20), ("Core obligations", 16), ("State", 22)];
    let note = "Drafted here on the obligations of the ASEAN Model Contractual Clauses, in the toolkit's own words; what \
                another side drafted is not counted.";
    (!rows.is_empty()).then(|| part("agreements", "Agreements", vec![table(&columns, rows), paragraph(note)]))
}
