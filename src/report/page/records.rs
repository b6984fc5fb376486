//! Every record of evidence, for whoever wants to open it.

use super::{
    ReportView,
    pen::{badge, paragraph, part, strong, table, text},
};
use crate::{
    assessment::{EvidenceRow, Holds, RecordRow, Standing},
    document::tree::{Inline, Part, Tone},
    words::Word,
};

/// One table of all records, by practice; an answer without records is a row that says so.
pub(super) fn all(view: &ReportView) -> Option<Part> {
    let card = &view.assessment.scorecard;
    let rows: Vec<_> = view.records.iter().map(row).collect();
    let columns = [
        ("Practice", 12),
        ("Record", 22),
        ("Reference", 20),
        ("First and last day", 18),
        ("Owner", 12),
        ("Standing", 16),
    ];
    let about = if card.overall.counts.records.is_some() {
        format!("What each record stands for on {}: whether somebody can open it, and whether it counts.", card.today)
    } else {
        "Recorded: it is written down; the method does not weigh whether somebody has opened it.".to_owned()
    };
    let body = vec![paragraph(about), table(&columns, rows)];
    (!view.records.is_empty()).then(|| part("records", "Records of evidence", body))
}

fn row(row: &EvidenceRow) -> Vec<Vec<Inline>> {
    let practice = vec![strong(row.practice.clone())];
    let Some(record) = &row.record else {
        let missing = if row.claimed.number == 0 { text("none needed") } else { badge(Tone::Bad, "missing") };
        return vec![practice, text("no record"), Vec::new(), Vec::new(), Vec::new(), missing];
    };
    let said = |words: Option<String>| text(words.unwrap_or_else(|| "not said".to_owned()));
    vec![
        practice,
        text(record.what.clone()),
        said(record.reference.clone()),
        days(record),
        said(record.owner.clone()),
        standing(record),
    ]
}

/// When it counts, a line for each day that is known.
fn days(record: &RecordRow) -> Vec<Inline> {
    let days = [record.first.map(|day| format!("from {day}")), record.last.map(|day| format!("to {day}"))];
    let known: Vec<Vec<Inline>> = days.into_iter().flatten().map(text).collect();
    if known.is_empty() { text("not said") } else { known.join(&Inline::Break) }
}

/// What it stands for; only what somebody has opened and what counts on the day is good.
fn standing(record: &RecordRow) -> Vec<Inline> {
    let word = record.standing.map_or_else(|| "recorded".to_owned(), |standing| standing.as_str().replace('-', " "));
    let mut words = match (record.standing, record.holds) {
        (Some(Standing::Nothing), _) => badge(Tone::Bad, word),
        (_, Holds::Ended) => badge(Tone::Bad, format!("{word}, out of date")),
        (_, Holds::Later) => badge(Tone::Caution, format!("{word}, counts later")),
        (Some(Standing::LookedAt | Standing::Attested), Holds::Today) => badge(Tone::Good, word),
        (Some(Standing::Cited) | None, Holds::Today) => badge(Tone::Plain, word),
    };
    let notes = [record.why.map(Word::meaning), record.not_here.then_some("its file is not in this checkout")];
    for note in notes.into_iter().flatten() {
        words.extend([Inline::Break, Inline::Text(note.to_owned())]);
    }
    words
}
