//! Several places side by side, with the strictest on each topic.

use comfy_table::{Cell, Color};
use serde_json::{Value, json};

use super::{
    Answer, Page,
    law::{SIGNS, doubtful, sign, words},
};
use crate::{
    jurisdiction::{ComparedView, LawComparisonView, StrictestView, ValueView},
    report::{
        Style,
        formats::{
            Rows, Sheet,
            table::{Paint, finish, statement},
        },
        visible, wrap,
    },
};

/// Columns that a place needs at the least to stand beside others.
const PLACE_COLUMNS: usize = 30;

impl Answer for LawComparisonView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        let values = self.topics.iter().flat_map(|topic| topic.values.iter().map(move |value| (topic, value)));
        Rows::of(values).columns(&[
            ("topic", |(topic, _)| topic.topic.to_owned()),
            ("title", |(topic, _)| topic.title.clone()),
            ("place", |(_, value)| value.place.clone()),
            ("value", |(_, value)| value.value.clone()),
            ("status", |(_, value)| value.marks.status.to_owned()),
            ("as_of", |(_, value)| value.marks.as_of.clone()),
            ("confidence", |(_, value)| value.marks.confidence.to_owned()),
            ("age", |(_, value)| value.marks.age.as_str().to_owned()),
            ("unsure", |(_, value)| value.marks.unsure.to_string()),
            ("strictest", |(topic, value)| {
                topic.strictest.as_ref().is_some_and(|strictest| strictest.whose.contains(&value.place)).to_string()
            }),
            ("text", |(_, value)| value.text.clone()),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("law-compare", json!(self))
    }
}

fn text(view: &LawComparisonView, style: Style) -> String {
    let paint = Paint::new(style);
    let codes: Vec<&str> = view.places.iter().map(|place| place.id.as_str()).collect();
    let mut text = paint.title(&codes.join(" · ")) + "\n";
    for place in &view.places {
        let line = format!("{}  {}: {}", place.id, visible(&place.name), visible(&place.summary));
        text.push_str(&format!("{}\n", wrap(&line, style.width, "    ")));
    }
    let counted = format!("times are counted from {}", view.start);
    text.push_str(&format!("{}\n\n", paint.dim(&wrap(&counted, style.width, ""))));
    if style.width >= PLACE_COLUMNS * (codes.len() + 2) {
        text.push_str(&matrix(view, &codes, paint));
    } else {
        for topic in &view.topics {
            text.push_str(&stacked(topic, style, paint));
        }
    }
    format!("{text}{}\n{}", paint.dim(&wrap(SIGNS, style.width, "")), statement(&view.statement, style, paint))
}

/// Places side by side.
fn matrix(view: &LawComparisonView, codes: &[&str], paint: Paint) -> String {
    let mut head = vec!["Topic"];
    head.extend(codes);
    head.push("Strictest");
    let mut table = paint.table(&head);
    for topic in &view.topics {
        let mut row = vec![Cell::new(&topic.title)];
        for code in codes {
            let lines: Vec<String> = topic.values.iter().filter(|value| value.place == *code).map(told).collect();
            let doubt = topic.values.iter().any(|value| value.place == *code && doubtful(&value.marks));
            let cell = Cell::new(if lines.is_empty() { "–".to_owned() } else { lines.join("\n") });
            row.push(if doubt { cell.fg(Color::Yellow) } else { cell });
        }
        row.push(Cell::new(topic.strictest.as_ref().map_or_else(|| "–".to_owned(), strict)));
        table.add_row(row);
    }
    finish(&table) + "\n"
}

/// One place under the other.
fn stacked(topic: &ComparedView, style: Style, paint: Paint) -> String {
    let mut text = paint.strong(&topic.title) + "\n";
    for value in &topic.values {
        let line = wrap(&format!("  {} {}", value.place, told(value)), style.width, "     ");
        text.push_str(&format!("{}\n", if doubtful(&value.marks) { paint.warn(&line) } else { line }));
    }
    if let Some(strictest) = &topic.strictest {
        let line = wrap(&format!("  →  {}", strict(strictest)), style.width, "     ");
        text.push_str(&format!("{}\n", paint.accent(&line)));
    }
    text + "\n"
}

fn told(value: &ValueView) -> String {
    let marks = &value.marks;
    format!(
        "{} {} ({}, {}, {})",
        sign(marks),
        visible(&value.value),
        words(marks.status),
        marks.as_of,
        marks.confidence
    )
}

fn strict(strictest: &StrictestView) -> String {
    let whose = if strictest.whose.is_empty() { String::new() } else { format!(" ({})", strictest.whose.join(", ")) };
    let due = strictest.due.as_ref().map_or(String::new(), |due| format!(", by {due}"));
    let why = if strictest.why.is_empty() { String::new() } else { format!(": {}", strictest.why) };
    let unknown = if strictest.unknown.is_empty() {
        String::new()
    } else {
        format!("; not known in {}, where it may be stricter", strictest.unknown.join(", "))
    };
    format!("{}{whose}{due}{why}{unknown}", visible(&strictest.value))
}
