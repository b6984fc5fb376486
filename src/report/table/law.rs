//! The law of a place, of all places, of several side by side.

use comfy_table::{Cell, Color, ColumnConstraint, Width};

use super::{assess::finish, paint::Paint, statement};
use crate::{
    jurisdiction::{
        ComparedView, CountsView, FactView, LawComparisonView, LawListView, LawView, MarksView, StrictestView,
        ValueView,
    },
    report::{Style, visible, wrap},
};

/// What the signs before a fact mean.
const SIGNS: &str =
    "? unsure: little confidence, or not known · ~ older than 180 days · ! stale: older than a year, or ended";

/// Columns that a place needs at the least to stand beside others.
const PLACE_COLUMNS: usize = 30;

pub(super) fn law(view: &LawView, style: Style, paint: Paint) -> String {
    let mut text = paint.title(&format!("{}  {}", view.id, visible(&view.name))) + "\n";
    let member = match (&view.asean_since, view.asean) {
        (Some(day), _) => format!("member of ASEAN since {day}\n"),
        (None, true) => "member of ASEAN\n".to_owned(),
        (None, false) => String::new(),
    };
    text.push_str(&member);
    text.push_str(&format!("{}\n", wrap(&visible(&view.summary), style.width, "")));
    text.push_str(&paint.dim(&wrap(&tally(view), style.width, "")));
    text.push('\n');
    let mut section = "";
    for fact in &view.facts {
        if fact.section != section {
            section = fact.section;
            text.push_str(&format!("\n{}\n", paint.strong(section)));
        }
        text.push_str(&entry(fact, style, paint));
    }
    text.push_str(&format!("\n{}\n", paint.strong("Sources")));
    for source in &view.sources {
        let seen = source.seen.as_ref().map_or(String::new(), |day| format!(", seen {day}"));
        let note = source.note.as_ref().map_or(String::new(), |note| format!(". {}", visible(note)));
        let line = format!("  {}: {} ({}{seen}){note}", visible(&source.id), visible(&source.title), source.kind);
        text.push_str(&format!("{}\n", wrap(&line, style.width, "    ")));
    }
    format!("{text}\n{}\n{}", paint.dim(&wrap(SIGNS, style.width, "")), statement(&view.statement, style, paint))
}

/// How many facts must be read with care.
fn tally(view: &LawView) -> String {
    let CountsView { unsure, ageing, stale, disputed } = view.counts;
    let some = |number: usize, what: &str| (number > 0).then(|| format!("{number} {what}"));
    let plural = if view.facts.len() == 1 { "fact" } else { "facts" };
    let shown = format!("{} {plural} on {}", view.facts.len(), view.today);
    let parts = [
        Some(shown),
        some(unsure, "unsure"),
        some(ageing, "older than 180 days"),
        some(stale, "stale"),
        some(disputed, "on which sources disagree"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn entry(fact: &FactView, style: Style, paint: Paint) -> String {
    let sign = sign(&fact.marks);
    let mut head = format!("{sign} {}", fact.title);
    let told: Vec<String> =
        [&fact.name, &fact.value].into_iter().filter(|part| !part.is_empty()).map(|part| visible(part)).collect();
    if !told.is_empty() {
        head.push_str(&format!(": {}", told.join("; ")));
    }
    // A blank sign is a place of its own, which `wrap` keeps.
    let head = wrap(&head, style.width, "    ");
    let mut text = format!("{}\n", if doubtful(&fact.marks) { paint.warn(&head) } else { head });
    let mut line = |words: &str| text.push_str(&format!("{}\n", wrap(&format!("    {words}"), style.width, "    ")));
    line(&visible(&fact.text));
    if let Some(note) = &fact.note {
        line(&visible(note));
    }
    for conflict in &fact.conflicts {
        line(&format!("Disputed: {} ({})", visible(&conflict.says), conflict.sources.join(", ")));
    }
    let marks = wrap(&format!("    {}", marks(&fact.marks)), style.width, "    ");
    text.push_str(&paint.dim(&marks));
    text.push('\n');
    text
}

/// `in-force · as of 2026-08-31 · confidence high · sg-ref`.
fn marks(marks: &MarksView) -> String {
    let mut parts =
        vec![words(marks.status), format!("as of {}", marks.as_of), format!("confidence {}", marks.confidence)];
    parts.extend(marks.until.as_ref().map(|day| format!("until {day}")));
    parts.extend(marks.unsure.then(|| "unsure".to_owned()));
    parts.extend((marks.age != "fresh").then(|| marks.age.to_owned()));
    parts.push(visible(&marks.sources.join(", ")));
    parts.join(" · ")
}

/// `in force`.
fn words(status: &str) -> String {
    status.replace('-', " ")
}

fn doubtful(marks: &MarksView) -> bool {
    marks.unsure || marks.age != "fresh"
}

/// What a reader should know before the words.
fn sign(marks: &MarksView) -> &'static str {
    match (marks.age, marks.unsure) {
        ("stale", _) => "!",
        (_, true) => "?",
        ("ageing", _) => "~",
        _ => " ",
    }
}

pub(super) fn list(view: &LawListView, style: Style, paint: Paint) -> String {
    let (tiny, narrow, wide) = (style.width < 58, style.width < 72, style.width >= 120);
    let mut head = vec!["", "Place", "Status", "ASEAN clauses", "Facts", "Unsure", "Stale"];
    if narrow {
        head.remove(4);
    }
    if tiny {
        head.remove(3);
    }
    if wide {
        head.insert(2, "Law");
        head.push("Oldest");
    }
    let mut table = paint.table(&head);
    for row in &view.places {
        let asean = if row.asean { "*" } else { "" };
        let mut cells = vec![
            Cell::new(&row.id),
            Cell::new(format!("{}{asean}", visible(&row.name))),
            Cell::new(words(row.status)),
            Cell::new(words(row.clauses)),
            super::paint::right(row.facts),
            mark(row.counts.unsure, Color::Yellow),
            mark(row.counts.stale, Color::Red),
        ];
        if narrow {
            cells.remove(4);
        }
        if tiny {
            cells.remove(3);
        }
        if wide {
            cells.insert(2, Cell::new(visible(&row.law)));
            cells.push(Cell::new(&row.oldest));
        }
        table.add_row(cells);
    }
    if narrow && !tiny {
        // Names are parted between words, not within them.
        for at in [1, 3] {
            if let Some(column) = table.column_mut(at) {
                column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(14)));
            }
        }
    }
    let legend = "* member of ASEAN. `ASEAN clauses`: what the ASEAN model clauses are worth to the authority there.";
    format!(
        "{}{}\n\n{}",
        finish(&table),
        paint.dim(&wrap(legend, style.width, "")),
        statement(&view.statement, style, paint)
    )
}

fn mark(number: usize, colour: Color) -> Cell {
    let cell = super::paint::right(number);
    if number > 0 { cell.fg(colour) } else { cell }
}

pub(super) fn comparison(view: &LawComparisonView, style: Style, paint: Paint) -> String {
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
