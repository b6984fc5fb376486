//! What is due, as a list and as a calendar.

use comfy_table::{Cell, Color};
use serde_json::{Value, json};

use super::{Answer, Page};
use crate::{
    report::{
        Style,
        formats::{
            Calendar, Event, Rows, Sheet, When,
            table::{Paint, finish},
        },
        visible, wrap,
    },
    transfer::{DueItem, DueView, State},
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
            ("kind", |item| item.kind.to_owned()),
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
    let owner = item.owner.as_ref().map_or_else(String::new, |owner| format!("\nOwner: {owner}"));
    Event {
        id: id(view, item),
        when: When::Day(day),
        title: format!("{}: {}", item.transfer, item.what),
        about: format!("{}\nDue: {}{owner}", item.title, item.why),
        category: item.kind.to_owned(),
        reminder: item.what.clone(),
    }
}

/// The same task has the same name in every calendar of the organisation, so that a calendar that is read again moves it.
fn id(view: &DueView, item: &DueItem) -> String {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join("-");
    format!("{}.{}.{}", item.transfer, words(&item.key), words(&view.organisation.to_lowercase()))
}

/// What is due, most pressing first.
fn text(view: &DueView, style: Style) -> String {
    let paint = Paint::new(style);
    let mut text = String::new();
    if !view.organisation.is_empty() {
        text.push_str(&paint.title(&visible(&view.organisation)));
        text.push('\n');
    }
    let counts = [
        (view.overdue, "overdue".to_owned()),
        (view.unset, "without a day".to_owned()),
        (view.soon, format!("within {} days", view.within)),
    ];
    let counts: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}")).collect();
    let counts = if counts.is_empty() { format!("nothing within {} days", view.within) } else { counts.join(" · ") };
    text.push_str(&wrap(&format!("due on {}: {counts}", view.today), style.width, "  "));
    text.push('\n');
    if view.items.is_empty() {
        return text;
    }
    let (middle, wide) = (style.width >= 72, style.width >= 110);
    let head: &[&str] = match (middle, wide) {
        (_, true) => &["Due", "In", "Transfer", "What", "Why", "Owner"],
        (true, _) => &["Due", "In", "Transfer", "What", "Why"],
        _ => &["Due", "Transfer", "What"],
    };
    let mut table = paint.table(head);
    for item in &view.items {
        let day = Cell::new(item.due.as_deref().unwrap_or("no day")).fg(pressing(item.state));
        let what = Cell::new(visible(&item.what));
        let transfer = Cell::new(&item.transfer);
        let mut cells = vec![day];
        if middle {
            cells.push(Cell::new(ahead(item)).fg(pressing(item.state)));
        }
        cells.extend([transfer, what]);
        if middle {
            cells.push(Cell::new(visible(&item.why)));
        }
        if wide {
            cells.push(Cell::new(visible(item.owner.as_deref().unwrap_or("–"))));
        }
        table.add_row(cells);
    }
    for (at, column) in table.column_iter_mut().enumerate() {
        if at < if middle { 3 } else { 2 } {
            column.set_constraint(comfy_table::ColumnConstraint::ContentWidth);
        }
    }
    text + "\n"
        + &finish(&table)
        + &paint.dim("not legal advice; the day on which a law wants a filing is that of its pack")
        + "\n"
}

/// `12 days`, or how late it is.
fn ahead(item: &DueItem) -> String {
    let days = |days: i64| format!("{days} {}", if days == 1 { "day" } else { "days" });
    match item.days {
        None => String::new(),
        Some(0) => "today".to_owned(),
        Some(ahead) if ahead < 0 => format!("{} late", days(-ahead)),
        Some(ahead) => days(ahead),
    }
}

fn pressing(state: State) -> Color {
    match state {
        State::Overdue => Color::Red,
        State::Unset | State::Soon => Color::Yellow,
        State::Later => Color::Reset,
    }
}
