//! One record of a register, with all that it says.

use comfy_table::Cell;
use serde_json::{Value, json};

use super::{Answer, Page};
use crate::{
    register::{RecordView, SaidRow},
    report::{
        Style,
        formats::{
            Rows, Sheet,
            table::{Paint, finish},
        },
        visible,
    },
};

impl Answer for RecordView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(&self.fields).columns(&[
            ("field", |row| row.name.clone()),
            ("said", |row| row.said.clone().unwrap_or_default()),
            ("computed", |row| row.computed.to_string()),
            ("instead", |row| row.instead.clone().unwrap_or_default()),
        ])
    }

    fn text(&self, style: Style) -> String {
        let paint = Paint::new(style);
        let mut table = paint.table(&["Field", "Says"]);
        for row in &self.fields {
            table.add_row(vec![Cell::new(visible(&row.heading)), Cell::new(visible(&said(row)))]);
        }
        let head = format!("{} {}", self.id, self.title);
        format!("{}\n\n{}", paint.named(&visible(&head), &visible(&self.one)), finish(&table))
    }

    fn page(&self) -> Page {
        let rows: Vec<Value> =
            self.fields.iter().map(|row| json!({ "heading": row.heading, "said": said(row) })).collect();
        Page::new("record", json!({ "id": self.id, "title": self.title, "rows": rows }))
    }
}

/// What it says in a field, and whether a rule says it.
fn said(row: &SaidRow) -> String {
    let said = row.said.as_deref().unwrap_or("–");
    match (&row.instead, row.computed, row.said.is_some()) {
        (Some(instead), ..) => format!("{said} ({instead})"),
        (None, true, true) => format!("{said} (computed)"),
        (None, true, false) => "– (cannot be computed)".to_owned(),
        (None, false, _) => said.to_owned(),
    }
}
