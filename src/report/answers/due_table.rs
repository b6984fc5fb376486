//! What is due, a row a thing, for people at a terminal.

use comfy_table::{Cell, Color, ColumnConstraint};

use crate::{
    due::State,
    report::{
        Style,
        formats::{
            Event, When,
            table::{Paint, finish},
        },
        visible,
    },
};

/// One row.
pub(super) struct Line<'a> {
    pub(super) state: State,
    pub(super) due: Option<&'a str>,
    /// Days from today: below nothing when it is late.
    pub(super) days: Option<i64>,
    pub(super) id: &'a str,
    pub(super) what: &'a str,
    pub(super) why: &'a str,
    pub(super) owner: Option<&'a str>,
}

impl Line<'_> {
    /// The row in a calendar: by which name it is known there, when, of what, and what kind of thing is due.
    pub(super) fn event(&self, uid: String, when: When, title: &str, kind: &str) -> Event {
        let owner = self.owner.map_or_else(String::new, |owner| format!("\nOwner: {owner}"));
        Event {
            id: uid,
            when,
            title: format!("{}: {}", self.id, self.what),
            about: format!("{title}\nDue: {}{owner}", self.why),
            category: kind.to_owned(),
            reminder: self.what.to_owned(),
        }
    }
}

/// `2 overdue · 1 soon`: the numbers that are not 0, each with what it counts; empty where all are.
pub(super) fn counts(numbers: &[(usize, String)]) -> String {
    let said = numbers.iter().filter(|(number, _)| *number > 0).map(|(number, words)| format!("{number} {words}"));
    said.collect::<Vec<_>>().join(" · ")
}

/// The rows as a table; `of` heads the column of what each is about. Where it is wide there is room for more columns.
pub(super) fn due_table(of: &str, lines: &[Line<'_>], style: Style, paint: Paint) -> String {
    let (middle, wide) = (style.width >= 72, style.width >= 110);
    let head: &[&str] = match (middle, wide) {
        (_, true) => &["Due", "In", of, "What", "Why", "Owner"],
        (true, _) => &["Due", "In", of, "What", "Why"],
        _ => &["Due", of, "What"],
    };
    let mut table = paint.table(head);
    for line in lines {
        let day = line.due.unwrap_or(if line.state == State::Overdue { "now" } else { "no day" });
        let mut cells = vec![Cell::new(day).fg(pressing(line.state))];
        if middle {
            cells.push(Cell::new(ahead(line.days)).fg(pressing(line.state)));
        }
        cells.extend([Cell::new(visible(line.id)), Cell::new(visible(line.what))]);
        if middle {
            cells.push(Cell::new(visible(line.why)));
        }
        if wide {
            cells.push(Cell::new(visible(line.owner.unwrap_or("–"))));
        }
        table.add_row(cells);
    }
    // An id as long as a path gives way to what is to be done.
    let short = lines.iter().all(|line| line.id.chars().count() <= 16);
    let fixed = usize::from(middle) + if short { 2 } else { 1 };
    for (at, column) in table.column_iter_mut().enumerate() {
        if at < fixed {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    finish(&table)
}

/// `12 days`, or how late it is.
fn ahead(days: Option<i64>) -> String {
    let words = |days: i64| format!("{days} {}", if days == 1 { "day" } else { "days" });
    match days {
        None => String::new(),
        Some(0) => "today".to_owned(),
        Some(ahead) if ahead < 0 => format!("{} late", words(-ahead)),
        Some(ahead) => words(ahead),
    }
}

fn pressing(state: State) -> Color {
    match state {
        State::Overdue => Color::Red,
        State::Unset | State::Soon => Color::Yellow,
        State::Later => Color::Reset,
    }
}
