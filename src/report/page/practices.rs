//! Every practice with its answer.

use super::{
    ReportView,
    pen::{badge, part, strong, table, text},
};
use crate::{
    assessment::{EvidenceState, PracticeView, State, Verification},
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
        State::NotApplicable => badge(Tone::Plain, "not applicable"),
        State::NotAssessed => badge(Tone::Bad, "not assessed"),
        State::Answered if practice.gap == 0 && practice.claimed == practice.evidenced => {
            badge(Tone::Good, practice.claimed.to_string())
        }
        State::Answered if practice.gap == 0 => badge(Tone::Plain, practice.claimed.to_string()),
        State::Answered => badge(Tone::Caution, practice.claimed.to_string()),
    };
    let day = practice.evidence_day.as_ref().map_or_else(String::new, |day| format!(", {day}"));
    let evidence = match practice.evidence {
        EvidenceState::Current => "backs the level".to_owned(),
        EvidenceState::NotNeeded => "none needed".to_owned(),
        EvidenceState::Missing => "none".to_owned(),
        other => format!("{}{day}; backs {}", other.as_str().replace('-', " "), practice.evidenced),
    };
    let mut evidence = if practice.state == State::Answered { text(evidence) } else { Vec::new() };
    if let Some(verified) = &practice.verified {
        let counts = if verified.state == Verification::Counts { "" } else { "; it does not count" };
        let words = format!("{} verified by {} on {}{counts}", verified.level, verified.by, verified.on);
        evidence.push(Inline::Break);
        evidence.extend(text(words));
    }
    let target = if practice.state == State::NotApplicable { Vec::new() } else { text(practice.target.to_string()) };
    vec![about, level, target, evidence]
}
