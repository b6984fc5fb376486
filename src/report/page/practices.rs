//! Every practice with its answer.

use super::{
    ReportView,
    pen::{badge, part, strong, table, text},
};
use crate::{
    assessment::PracticeView,
    document::tree::{Block, Inline, Part, Tone},
};

/// A table for each building block.
pub(super) fn all(view: &ReportView) -> Part {
    let card = &view.assessment.scorecard;
    let mut body = Vec::new();
    for block in &card.blocks {
        let rows = card.practices.iter().filter(|practice| practice.block == block.id).map(row).collect();
        body.push(Block::Heading { level: 1, text: text(format!("{} {}", block.id, block.title)) });
        body.push(table(&[("Practice", 38), ("Level", 17), ("Target", 15), ("Evidence", 30)], rows));
    }
    part("all-practices", "All practices", body)
}

fn row(practice: &PracticeView) -> Vec<Vec<Inline>> {
    let mut about = vec![strong(practice.id.clone()), Inline::Text(format!(" {}", practice.title))];
    let said = practice.reason.as_ref().map(|reason| format!("Not applicable: {reason}"));
    if let Some(words) = said.or_else(|| practice.note.clone()) {
        about.extend([Inline::Break, Inline::Emphasis(text(words))]);
    }
    let level = match practice.state {
        "not-applicable" => badge(Tone::Plain, "not applicable"),
        "not-assessed" => badge(Tone::Bad, "not assessed"),
        _ if practice.gap == 0 && practice.claimed == practice.evidenced => badge(Tone::Good, practice.claimed.clone()),
        _ if practice.gap == 0 => badge(Tone::Plain, practice.claimed.clone()),
        _ => badge(Tone::Caution, practice.claimed.clone()),
    };
    let day = practice.evidence_day.as_ref().map_or_else(String::new, |day| format!(", {day}"));
    let evidence = match practice.evidence {
        "current" => "backs the level".to_owned(),
        "not-needed" => "none needed".to_owned(),
        "missing" => "none".to_owned(),
        other => format!("{}{day}; backs {}", other.replace('-', " "), practice.evidenced),
    };
    let evidence = if practice.state == "answered" { text(evidence) } else { Vec::new() };
    let target = if practice.state == "not-applicable" { Vec::new() } else { text(practice.target.clone()) };
    vec![about, level, target, evidence]
}
