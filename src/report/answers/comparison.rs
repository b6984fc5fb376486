//! What became of a baseline: figures first, then the answers that moved, then what the method does otherwise.

use comfy_table::Cell;
use serde_json::{Value, json};

use super::{Answer, Page};
use crate::{
    assessment::baseline::{ComparisonView, FiguresChangeView, Trend},
    report::{
        Style,
        figures::{percent, signed},
        formats::{
            Rows, Sheet,
            table::{Paint, finish, right, trend},
        },
        visible, wrap,
    },
};

impl Answer for ComparisonView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(changes(self)).columns(&[
            ("kind", |change| change.kind.to_owned()),
            ("id", |change| change.id.clone()),
            ("title", |change| change.title.clone()),
            ("figure", |change| change.figure.to_owned()),
            ("before", |change| change.before.clone()),
            ("after", |change| change.after.clone()),
            ("trend", |change| change.trend.to_owned()),
            ("reasons", |change| change.reasons.clone()),
        ])
    }

    fn text(&self, style: Style) -> String {
        let paint = Paint::new(style);
        format!("{}\n{}", paint.title(&visible(&self.organisation)), section(self, style, paint))
    }

    fn page(&self) -> Page {
        Page::new("diff", json!({ "comparison": self }))
    }
}

/// A line of the sheet: a figure of all, of a block, of a practice that moved, or a change of the method.
#[derive(Debug, Default)]
struct Change {
    kind: &'static str,
    id: String,
    title: String,
    figure: &'static str,
    before: String,
    after: String,
    trend: &'static str,
    reasons: String,
}

fn changes(view: &ComparisonView) -> Vec<Change> {
    let blocks = view.blocks.iter().map(|block| ("block", block));
    let mut found: Vec<Change> = std::iter::once(("overall", &view.overall))
        .chain(blocks)
        .flat_map(|(kind, block)| figures(kind, block))
        .collect();
    for practice in &view.practices {
        let (before, after) = (&practice.before, &practice.after);
        let figures = [
            ("state", before.state.as_str(), after.state.as_str()),
            ("claimed", &before.claimed, &after.claimed),
            ("evidenced", &before.evidenced, &after.evidenced),
        ];
        found.extend(figures.map(|(figure, before, after)| Change {
            kind: "practice",
            id: practice.id.clone(),
            title: practice.title.clone(),
            figure,
            before: before.to_owned(),
            after: after.to_owned(),
            trend: practice.trend.as_str(),
            reasons: practice.reasons.iter().map(|reason| reason.as_str()).collect::<Vec<_>>().join(" "),
        }));
    }
    found.extend(view.changes.iter().map(|one| Change {
        kind: "said",
        id: one.code.to_owned(),
        title: one.message.clone(),
        ..Change::default()
    }));
    found.extend(view.method.iter().map(|method| Change {
        kind: "method",
        id: method.what.clone(),
        before: method.before.clone(),
        after: method.after.clone(),
        ..Change::default()
    }));
    found
}

/// The figures of a block, or of all, as they were and as they are.
fn figures(kind: &'static str, block: &FiguresChangeView) -> [Change; 4] {
    let share = |share: Option<u32>| share.map(|share| share.to_string()).unwrap_or_default();
    let level = |level: &Option<String>| level.clone().unwrap_or_default();
    let (before, after) = (&block.before, &block.after);
    [
        ("claimed", share(before.claimed), share(after.claimed)),
        ("evidenced", share(before.evidenced), share(after.evidenced)),
        ("reached", level(&before.reached), level(&after.reached)),
        ("reached_evidenced", level(&before.reached_evidenced), level(&after.reached_evidenced)),
    ]
    .map(|(figure, before, after)| Change {
        kind,
        id: block.id.clone(),
        title: block.title.clone(),
        figure,
        trend: if before == after { "same" } else { block.trend.as_str() },
        before,
        after,
        reasons: String::new(),
    })
}

/// The comparison as a part of another answer.
pub(super) fn section(view: &ComparisonView, style: Style, paint: Paint) -> String {
    let words = format!(
        "Against {}, evidence weighed on {} then and on {} now",
        visible(&view.baseline),
        view.before_day,
        view.after_day
    );
    let mut text = format!("{}\n", wrap(&words, style.width, "  "));
    let mut table = paint.table(&["Building block", "Claimed", "", "Evidenced", "", "Reached"]);
    for change in view.blocks.iter().chain([&view.overall]) {
        table.add_row(row(change));
    }
    text.push_str(&finish(&table));
    text.push_str(&practices(view, paint));
    text.push_str(&said(view, style, paint));
    text.push_str(&method(view, style, paint));
    text
}

fn row(change: &FiguresChangeView) -> Vec<Cell> {
    let title = if change.id == "overall" { change.title.clone() } else { format!("{} {}", change.id, change.title) };
    let share = |share: Option<u32>| share.map_or_else(|| "-".to_owned(), percent);
    let pair = |before: Option<u32>, after: Option<u32>| {
        if before == after { share(after) } else { format!("{} → {}", share(before), share(after)) }
    };
    let level = |level: &Option<String>| level.clone().unwrap_or_else(|| "-".to_owned());
    let (before, after) = (level(&change.before.reached), level(&change.after.reached));
    let reached = if before == after { after } else { format!("{before} → {after}") };
    vec![
        Cell::new(title),
        right(pair(change.before.claimed, change.after.claimed)),
        trend(change.claimed_by, signed(change.claimed_by)),
        right(pair(change.before.evidenced, change.after.evidenced)),
        trend(change.evidenced_by, signed(change.evidenced_by)),
        Cell::new(reached),
    ]
}

fn practices(view: &ComparisonView, paint: Paint) -> String {
    if view.practices.is_empty() {
        return "No answer moved.\n".to_owned();
    }
    let mut table = paint.table(&["", "Practice", "", ""]);
    for change in &view.practices {
        let by = match change.trend {
            Trend::Worse => -1,
            Trend::Better => 1,
            Trend::Same | Trend::Other => 0,
        };
        table.add_row(vec![
            trend(by, change.trend.as_str().to_owned()),
            Cell::new(&change.id),
            Cell::new(&change.title),
            Cell::new(&change.words),
        ]);
    }
    format!("\n{}", finish(&table))
}

/// What is said otherwise beside levels.
fn said(view: &ComparisonView, style: Style, paint: Paint) -> String {
    if view.changes.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n", paint.strong("Said otherwise"));
    for change in &view.changes {
        let line = format!("  · {} [{}]", visible(&change.message), change.code);
        text.push_str(&wrap(&line, style.width, "    "));
        text.push('\n');
    }
    text
}

fn method(view: &ComparisonView, style: Style, paint: Paint) -> String {
    if view.method.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n", paint.strong("The method changed"));
    for change in &view.method {
        let line = format!("  · {}: {} → {}", change.what, visible(&change.before), visible(&change.after));
        text.push_str(&wrap(&line, style.width, "    "));
        text.push('\n');
    }
    let share = |share: Option<u32>| share.map_or_else(|| "nothing".to_owned(), percent);
    let printed = view.overall.printed.as_ref().map_or_else(String::new, |printed| {
        format!(
            "the old method printed {} claimed and {} evidenced; ",
            share(printed.claimed),
            share(printed.evidenced)
        )
    });
    let by = view.scored_by.unwrap_or_default();
    let words = format!("  Both sides are scored by {by}; {printed}a change of method is no regression");
    text.push_str(&paint.dim(&wrap(&words, style.width, "  ")));
    text.push('\n');
    text
}
