//! Everything that has a day, as a list and as a calendar.

use serde_json::{Value, json};

use super::{
    Answer, Page, due_page,
    due_table::{Line, counts, due_table},
};
use crate::{
    document,
    due::{DueItemView, DueListView, Kept, OwnerView},
    report::{
        Style,
        formats::{Calendar, Event, Rows, Sheet, When, table::Paint},
        visible, wrap,
    },
};

impl Answer for DueListView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(&self.items).columns(&[
            ("state", |item| item.state.as_str().to_owned()),
            ("due", |item| item.due.clone().unwrap_or_default()),
            ("moment_utc", |item| item.moment.clone().unwrap_or_default()),
            ("days", |item| item.days.map(|days| days.to_string()).unwrap_or_default()),
            ("of", |item| item.of.clone()),
            ("id", |item| item.id.clone()),
            ("title", |item| item.title.clone()),
            ("kind", |item| item.kind.clone()),
            ("what", |item| item.what.clone()),
            ("why", |item| item.why.clone()),
            ("owner", |item| item.owner.clone().unwrap_or_default()),
            ("file", |item| item.file.clone()),
            ("uid", |item| item.uid.clone()),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("due-list", json!(self))
    }

    fn html(&self) -> Option<String> {
        Some(document::html::html(&due_page::document(self)))
    }

    /// What has no day is left out: a calendar has no place for it.
    fn calendar(&self) -> Option<Calendar> {
        let name = match self.organisation.as_str() {
            "" => "What is due".to_owned(),
            organisation => format!("What is due at {organisation}"),
        };
        let events = self.items.iter().filter_map(|item| Some(event(item, item.due.clone()?)));
        Some(Calendar { name, made: self.today.clone(), events: events.collect() })
    }
}

fn event(item: &DueItemView, day: String) -> Event {
    let when = item.moment.clone().map_or(When::Day(day), When::Moment);
    row(item).event(item.uid.clone(), when, &item.title, &item.kind)
}

/// What is due, late first, then whose it is and what was looked at.
fn text(view: &DueListView, style: Style) -> String {
    let paint = Paint::new(style);
    let mut text = String::new();
    let line = |words: &str| format!("{}\n", wrap(&visible(words), style.width, "  "));
    if !view.organisation.is_empty() {
        text.push_str(&format!("{}\n", paint.title(&visible(&view.organisation))));
    }
    let counts = match &view.nothing {
        Some(nothing) => nothing.clone(),
        None => counts(&[
            (view.overdue, "overdue".to_owned()),
            (view.unset, "without a day".to_owned()),
            (view.soon, format!("within {} days", view.within)),
            (view.later, "later".to_owned()),
        ]),
    };
    text.push_str(&line(&format!("due on {}: {counts}", view.today)));
    if !view.items.is_empty() {
        let lines: Vec<Line<'_>> = view.items.iter().map(row).collect();
        text.push_str(&format!("\n{}", due_table("Of", &lines, style, paint)));
        let owners: Vec<String> = view.owners.iter().map(owner).collect();
        text.push_str(&line(&format!("by owner: {}", owners.join("; "))));
    }
    let (kept, none): (Vec<&Kept>, Vec<&Kept>) = view.kept.iter().partition(|kept| !kept.files.is_empty());
    if !kept.is_empty() {
        let kept: Vec<String> = kept.iter().map(|kept| format!("{} {}", kept.of, kept.entries)).collect();
        text.push_str(&line(&format!("looked at: {}", kept.join(" · "))));
    }
    if !none.is_empty() {
        let none: Vec<&str> = none.iter().map(|kept| kept.of.as_str()).collect();
        text.push_str(&line(&format!("not kept here: {}", none.join(", "))));
    }
    text + &paint.dim("not legal advice; the days that a law sets are those of its pack") + "\n"
}

fn owner(of: &OwnerView) -> String {
    let name = of.owner.as_deref().unwrap_or("nobody");
    let numbers = [(of.overdue, "overdue"), (of.unset, "without a day"), (of.soon, "soon"), (of.later, "later")];
    format!("{name} {}", counts(&numbers.map(|(number, words)| (number, words.to_owned()))))
}

fn row(item: &DueItemView) -> Line<'_> {
    Line {
        state: item.state,
        due: item.due.as_deref(),
        days: item.days,
        id: &item.id,
        what: &item.what,
        why: &item.why,
        owner: item.owner.as_deref(),
    }
}
