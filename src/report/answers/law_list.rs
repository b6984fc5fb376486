//! The places whose law is known, and how sure it is.

use comfy_table::{Cell, Color, ColumnConstraint, Width};
use serde_json::{Value, json};

use super::{Answer, Page, law::words};
use crate::{
    jurisdiction::LawListView,
    report::{
        Style,
        formats::{
            Rows, Sheet,
            table::{Paint, finish, right, statement},
        },
        visible, wrap,
    },
};

impl Answer for LawListView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(&self.places).columns(&[
            ("place", |row| row.id.clone()),
            ("name", |row| row.name.clone()),
            ("asean", |row| row.asean.to_string()),
            ("law", |row| row.law.clone()),
            ("status", |row| row.status.to_owned()),
            ("clauses", |row| row.clauses.to_owned()),
            ("facts", |row| row.facts.to_string()),
            ("unsure", |row| row.counts.unsure.to_string()),
            ("ageing", |row| row.counts.ageing.to_string()),
            ("stale", |row| row.counts.stale.to_string()),
            ("disputed", |row| row.counts.disputed.to_string()),
            ("oldest", |row| row.oldest.clone()),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("law-list", json!(self))
    }
}

fn text(view: &LawListView, style: Style) -> String {
    let paint = Paint::new(style);
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
            right(row.facts),
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
    let cell = right(number);
    if number > 0 { cell.fg(colour) } else { cell }
}
