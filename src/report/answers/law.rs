//! The law of a place, fact by fact.

use serde_json::{Value, json};

use super::{Answer, Page};
use crate::{
    jurisdiction::{Age, CountsView, FactView, LawView, MarksView},
    report::{
        Style,
        formats::{
            Rows, Sheet,
            table::{Paint, statement},
        },
        visible, wrap, wrap_wide,
    },
};

/// What the signs before a fact mean.
pub(super) const SIGNS: &str = "? unsure: no text was opened, little confidence, or not known · ~ older than 180 days · ! stale: older than a year, or ended";

impl Answer for LawView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(self.facts.iter().map(|fact| (&self.id, fact))).columns(&[
            ("place", |(place, _)| (*place).clone()),
            ("topic", |(_, fact)| fact.topic.to_owned()),
            ("name", |(_, fact)| fact.name.clone()),
            ("value", |(_, fact)| fact.value.clone()),
            ("text", |(_, fact)| fact.text.clone()),
            ("status", |(_, fact)| fact.marks.status.to_owned()),
            ("as_of", |(_, fact)| fact.marks.as_of.clone()),
            ("confidence", |(_, fact)| fact.marks.confidence.to_owned()),
            ("age", |(_, fact)| fact.marks.age.as_str().to_owned()),
            ("unsure", |(_, fact)| fact.marks.unsure.to_string()),
            ("until", |(_, fact)| fact.marks.until.clone().unwrap_or_default()),
            ("sources", |(_, fact)| fact.marks.sources.join(" ")),
            ("note", |(_, fact)| fact.note.clone().unwrap_or_default()),
            ("conflicts", |(_, fact)| {
                fact.conflicts.iter().map(|conflict| conflict.says.clone()).collect::<Vec<_>>().join("; ")
            }),
            ("applies_from", |(_, fact)| fact.marks.applies_from.clone().unwrap_or_default()),
            ("pinpoint", |(_, fact)| fact.read.as_ref().map(|read| read.pinpoint.clone()).unwrap_or_default()),
            ("words", |(_, fact)| fact.read.as_ref().map(|read| read.words.clone()).unwrap_or_default()),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("law", json!(self))
    }
}

fn text(view: &LawView, style: Style) -> String {
    let paint = Paint::new(style);
    let mut text = paint.title(&format!("{}  {}", view.id, visible(&view.name))) + "\n";
    let member = match (&view.asean_since, view.asean) {
        (Some(day), _) => format!("member of ASEAN since {day}\n"),
        (None, true) => "member of ASEAN\n".to_owned(),
        (None, false) => String::new(),
    };
    text.push_str(&member);
    if let Some(zone) = &view.zone {
        text.push_str(&format!("times run in {}\n", visible(zone)));
    }
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
        let dated = source.date.as_ref().map_or(String::new(), |day| format!(", {day}"));
        let at = source.url.as_ref().map_or(String::new(), |url| format!(" {}", visible(url)));
        let copy = source.copy.as_ref().map_or(String::new(), |copy| format!("; read in {}", visible(copy)));
        let (id, title, kind) = (visible(&source.id), visible(&source.title), source.kind);
        let line = format!("  {id}: {title}{dated} ({kind}{seen}){at}{copy}{note}");
        text.push_str(&format!("{}\n", wrap_wide(&line, style.width, "    ")));
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
    let mut line =
        |words: &str| text.push_str(&format!("{}\n", wrap_wide(&format!("    {words}"), style.width, "    ")));
    line(&visible(&fact.text));
    if let Some(note) = &fact.note {
        line(&visible(note));
    }
    if let Some(read) = &fact.read {
        line(&format!(
            "“{}” ({}, {}, read {})",
            visible(&read.words),
            visible(&read.source),
            visible(&read.pinpoint),
            read.on
        ));
    }
    if !fact.searched.is_empty() {
        line(&format!("Looked for in vain: {}", visible(&fact.searched.join("; "))));
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
    parts.extend(marks.applies_from.as_ref().map(|day| format!("applies from {day}")));
    parts.extend(marks.until.as_ref().map(|day| format!("until {day}")));
    parts.extend(marks.unsure.then(|| "unsure".to_owned()));
    parts.extend((marks.age != Age::Fresh).then(|| marks.age.as_str().to_owned()));
    parts.push(visible(&marks.sources.join(", ")));
    parts.join(" · ")
}

/// `in force`.
pub(super) fn words(status: &str) -> String {
    status.replace('-', " ")
}

pub(super) fn doubtful(marks: &MarksView) -> bool {
    marks.unsure || marks.age != Age::Fresh
}

/// What a reader should know before the words.
pub(super) fn sign(marks: &MarksView) -> &'static str {
    match (marks.age, marks.unsure) {
        (Age::Stale, _) => "!",
        (_, true) => "?",
        (Age::Ageing, _) => "~",
        _ => " ",
    }
}
