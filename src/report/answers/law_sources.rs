//! The documents on which facts of law rest: what to read again, in the order of what depends on it.

use comfy_table::Cell;
use serde_json::{Value, json};

use super::{Answer, Page};
use crate::{
    jurisdiction::LawSourcesView,
    report::{
        Style,
        formats::{
            Rows, Sheet,
            table::{Paint, finish, right, statement},
        },
        visible, wrap,
    },
};

/// Documents that a page shows; the other formats have all.
const SHOWN: usize = 40;

impl Answer for LawSourcesView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(&self.sources).columns(&[
            ("place", |row| row.place.clone()),
            ("source", |row| row.id.clone()),
            ("title", |row| row.title.clone()),
            ("kind", |row| row.kind.to_owned()),
            ("url", |row| row.url.clone().unwrap_or_default()),
            ("date", |row| row.date.clone().unwrap_or_default()),
            ("days", |row| row.days.map(|days| days.to_string()).unwrap_or_default()),
            ("seen", |row| row.seen.clone().unwrap_or_default()),
            ("facts", |row| row.facts.to_string()),
            ("deciding", |row| row.deciding.to_string()),
            ("quoted", |row| row.quoted.to_string()),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("law-sources", json!(self))
    }
}

fn text(view: &LawSourcesView, style: Style) -> String {
    let paint = Paint::new(style);
    let narrow = style.width < 72;
    let mut head = vec!["", "Read again", "Its day", "Kind", "Decides", "Facts"];
    if narrow {
        head.truncate(3);
    }
    let mut table = paint.table(&head);
    for row in view.sources.iter().take(SHOWN) {
        let mut cells = vec![
            Cell::new(&row.place),
            Cell::new(format!("{}: {}", visible(&row.id), visible(&row.title))),
            Cell::new(row.date.as_deref().unwrap_or("no day")),
            Cell::new(row.kind),
            right(row.deciding),
            right(row.facts),
        ];
        cells.truncate(head.len());
        table.add_row(cells);
    }
    let mut text = finish(&table);
    let left = view.sources.len().saturating_sub(SHOWN);
    if left > 0 {
        text.push_str(&format!("and {left} more; `--format csv` has all\n"));
    }
    text.push('\n');
    let mut table = paint.table(&["", "Facts", "Law's text", "Other text", "None opened"]);
    for row in &view.unread {
        let share = (row.primary * 100).checked_div(row.of).unwrap_or(0);
        table.add_row(vec![
            Cell::new(&row.place),
            right(row.of),
            right(format!("{} ({share} %)", row.primary)),
            right(row.of - row.facts - row.primary),
            right(row.facts),
        ]);
    }
    text.push_str(&finish(&table));
    let legend = "`Decides`: facts by which the program decides, of breaches, requests, officers and transfers. `Law's \
                  text`: facts for which a text of the law or of its authority was opened; `Other text`: what others write.";
    format!("{text}{}\n\n{}", paint.dim(&wrap(legend, style.width, "")), statement(&view.statement, style, paint))
}
