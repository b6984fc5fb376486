//! Registers that are described by data: the kinds, the records of one, what is found in them.

use comfy_table::{Cell, Color};
use serde_json::{Value, json};

use super::{Answer, Page};
use crate::{
    gate::Kind,
    register::{CheckRow, KindsView, RecordRow, RegisterCheckView, RegisterListView},
    report::{
        Style,
        formats::{
            Case, Findings, Rows, Sheet, Suite,
            table::{Paint, finish, right, verdict},
        },
        visible, wrap,
    },
};

impl Answer for KindsView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(&self.kinds).columns(&[
            ("kind", |kind| kind.kind.clone()),
            ("title", |kind| kind.title.clone()),
            ("file", |kind| kind.file.clone()),
            ("fields", |kind| kind.fields.len().to_string()),
            ("about", |kind| kind.about.clone()),
        ])
    }

    fn text(&self, style: Style) -> String {
        let mut table = Paint::new(style).table(&["Kind", "File", "What it is for"]);
        for kind in &self.kinds {
            table.add_row(vec![visible(&kind.kind), visible(&kind.file), visible(&kind.about)]);
        }
        finish(&table)
    }

    fn page(&self) -> Page {
        Page::new("kinds", json!(self))
    }
}

impl Answer for RegisterListView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        let head = std::iter::once("id".to_owned()).chain(self.names.iter().cloned());
        let row = |record: &RecordRow| std::iter::once(record.id.clone()).chain(record.all.iter().cloned()).collect();
        Sheet::new(head.collect(), self.records.iter().map(row).collect())
    }

    fn text(&self, style: Style) -> String {
        let paint = Paint::new(style);
        let mut text = format!("{}\n{}\n", paint.title(&visible(&self.title)), counted(self.records.len()));
        if self.records.is_empty() {
            return text;
        }
        let head = self.head();
        // Of many columns a narrow terminal shows the first.
        let most = (style.width / 14).clamp(2, head.len().max(2));
        let mut table = paint.table(&head.iter().take(most).map(String::as_str).collect::<Vec<_>>());
        for row in self.rows() {
            table.add_row(row.iter().take(most).map(|cell| Cell::new(visible(cell))).collect::<Vec<_>>());
        }
        text.push('\n');
        text + &finish(&table)
    }

    fn page(&self) -> Page {
        Page::new("records", json!({ "title": self.title, "head": self.head(), "rows": self.rows() }))
    }
}

impl RegisterListView {
    fn head(&self) -> Vec<String> {
        std::iter::once("Id".to_owned()).chain(self.columns.iter().cloned()).collect()
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |record: &RecordRow| std::iter::once(record.id.clone()).chain(record.cells.iter().cloned()).collect();
        self.records.iter().map(row).collect()
    }
}

impl Answer for RegisterCheckView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(&self.checks).columns(&[
            ("code", |check| check.code.to_owned()),
            ("summary", |check| check.summary.to_owned()),
            ("cases", |check| check.cases.to_string()),
            ("found", |check| check.found.to_string()),
            ("untold", |check| check.untold.to_string()),
            ("answer", |check| check.answer.to_owned()),
        ])
    }

    fn text(&self, style: Style) -> String {
        let paint = Paint::new(style);
        let head = format!("{} on {}", self.title, self.today);
        let mut text = format!("{}\n{}\n\n", paint.title(&visible(&head)), counted(self.records));
        let mut table = paint.table(&["What is looked for", "Records", "Found", "Not told"]);
        for check in &self.checks {
            table.add_row(vec![
                Cell::new(format!("{}\n{}", visible(check.summary), check.code)),
                right(if check.cases == 0 { "no cases".to_owned() } else { check.cases.to_string() }),
                right(figure(check, check.found)).fg(if check.found > 0 { Color::Red } else { Color::Reset }),
                right(figure(check, check.untold)).fg(if check.untold > 0 { Color::Yellow } else { Color::Reset }),
            ]);
        }
        if !self.checks.is_empty() {
            text.push_str(&finish(&table));
        }
        let none = self.checks.iter().all(|check| check.cases == 0);
        if none {
            let words = "no cases: there is no record of which anything was asked, so nothing was judged";
            text.push_str(&format!("{}\n", paint.warn(&wrap(words, style.width, ""))));
        }
        text + &verdict(&self.verdict, style, paint)
    }

    fn page(&self) -> Page {
        Page::new("records-check", json!({ "check": self }))
    }

    fn findings(&self) -> Option<Vec<Findings<'_>>> {
        let file = self.files.first().map_or("", String::as_str);
        let cases = self.cases.iter().map(|record| Case {
            kind: Kind::Record,
            id: record.id.clone(),
            name: format!("{} {}", record.id, record.title),
            skipped: (!record.asked).then(|| "nothing is asked of it".to_owned()),
        });
        let suite = Suite { id: self.kind.clone(), title: self.title.clone(), cases: cases.collect() };
        Some(vec![Findings {
            command: "register check",
            tags: &["register", "privacy"],
            file,
            figures: String::new(),
            suites: vec![suite],
            verdict: &self.verdict,
        }])
    }
}

/// A figure of a check; nothing where no record was in question.
fn figure(check: &CheckRow, number: usize) -> String {
    if check.cases == 0 { "–".to_owned() } else { number.to_string() }
}

fn counted(records: usize) -> String {
    match records {
        0 => "no record".to_owned(),
        1 => "1 record".to_owned(),
        many => format!("{many} records"),
    }
}
