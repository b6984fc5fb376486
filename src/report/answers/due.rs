//! What is due, as a list and as a calendar.

use serde_json::{Value, json};

use super::{
    Answer, Page,
    due_table::{Line, counts, due_table},
};
use crate::{
    due::uid,
    report::{
        Style,
        formats::{Calendar, Event, Rows, Sheet, When, table::Paint},
        visible, wrap,
    },
    transfer::{DueItem, DueView},
};

impl Answer for DueView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(&self.items).columns(&[
            ("state", |item| item.state.as_str().to_owned()),
            ("due", |item| item.due.clone().unwrap_or_default()),
            ("days", |item| item.days.map(|days| days.to_string()).unwrap_or_default()),
            ("transfer", |item| item.transfer.clone()),
            ("title", |item| item.title.clone()),
            ("kind", |item| item.kind.clone()),
            ("what", |item| item.what.clone()),
            ("why", |item| item.why.clone()),
            ("owner", |item| item.owner.clone().unwrap_or_default()),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("due", json!(self))
    }

    /// Tasks without a day are left out: a calendar has no place for them.
    fn calendar(&self) -> Option<Calendar> {
        let name = match self.organisation.as_str() {
            "" => "Transfers".to_owned(),
            organisation => format!("Transfers of {organisation}"),
        };
        let events = self.items.iter().filter_map(|item| Some(event(self, item, item.due.clone()?)));
        Some(Calendar { name, made: self.today.clone(), events: events.collect() })
    }
}

fn event(view: &DueView, item: &DueItem, day: String) -> Event {
    let uid = uid(&item.transfer, &item.key, &view.organisation);
    line(item).event(uid, When::Day(day), &item.title, &item.kind)
}

/// What is due, most pressing first.
fn text(view: &DueView, style: Style) -> String {
    let paint = Paint::new(style);
    let mut text = String::new();
    if !view.organisation.is_empty() {
        text.push_str(&paint.title(&visible(&view.organisation)));
        text.push('\n');
    }
    let counts = counts(&[
        (view.overdue, "overdue".to_owned()),
        (view.unset, "without a day".to_owned()),
        (view.soon, format!("within {} days", view.within)),
    ]);
    let counts = if counts.is_empty() { format!("nothing within {} days", view.within) } else { counts };
    text.push_str(&wrap(&format!("due on {}: {counts}", view.today), style.width, "  "));
    text.push('\n');
    if view.items.is_empty() {
        return text;
    }
    let lines: Vec<Line<'_>> = view.items.iter().map(line).collect();
    text + "\n"
        + &due_table("Transfer", &lines, style, paint)
        + &paint.dim("not legal advice; the day on which a law wants a filing is that of its pack")
        + "\n"
}

fn line(item: &DueItem) -> Line<'_> {
    Line {
        state: item.state,
        due: item.due.as_deref(),
        days: item.days,
        id: &item.transfer,
        what: &item.what,
        why: &item.why,
        owner: item.owner.as_deref(),
    }
}
