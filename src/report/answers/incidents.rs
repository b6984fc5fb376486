//! The incidents of a file, and one of them.

use comfy_table::{Cell, Color};
use serde_json::{Value, json};

use super::{Answer, Page};
use crate::{
    gate::Kind,
    incident::{IncidentRow, IncidentView, IncidentsView},
    report::{
        Style,
        formats::{
            Case, Findings, Rows, Sheet, Suite,
            table::{Paint, finish, verdict},
        },
        visible, wrap,
    },
};

impl Answer for IncidentsView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(&self.incidents).columns(&[
            ("id", |row| row.id.clone()),
            ("title", |row| row.title.clone()),
            ("state", |row| row.state.to_owned()),
            ("places", |row| row.places.join(" ")),
            ("people", |row| row.people.map(|people| people.to_string()).unwrap_or_default()),
            ("since", |row| row.since.clone().unwrap_or_default()),
            ("told", |row| row.told.to_string()),
            ("not_told", |row| row.not_told.to_string()),
            ("run_out", |row| row.run_out.to_string()),
            ("next_utc", |row| row.next.clone().unwrap_or_default()),
            ("next_who", |row| row.next_who.clone().unwrap_or_default()),
        ])
    }

    fn text(&self, style: Style) -> String {
        let paint = Paint::new(style);
        let count = self.incidents.len();
        let plural = if count == 1 { "incident" } else { "incidents" };
        let mut text = format!("{count} {plural}, looked at {}\n", self.now);
        if count > 0 {
            text.push_str(&table(&self.incidents, style, paint));
        }
        if let Some(found) = &self.verdict {
            text.push_str(&verdict(found, style, paint));
        }
        text
    }

    fn page(&self) -> Page {
        Page::new("incidents", json!(self))
    }

    /// An incident is a case, by its id alone: what it is about is nothing for the log of a job.
    fn findings(&self) -> Option<Vec<Findings<'_>>> {
        let found = self.verdict.as_ref()?;
        let cases = self.incidents.iter().map(|row| Case {
            kind: Kind::Incident,
            id: row.id.clone(),
            name: row.id.clone(),
            skipped: (row.state == "near-miss").then(|| "it is a near miss".to_owned()),
        });
        let suite = Suite { id: "incidents".to_owned(), title: "Incidents".to_owned(), cases: cases.collect() };
        Some(vec![Findings {
            command: "incident check",
            tags: &["data-breach", "privacy"],
            file: &self.file,
            figures: String::new(),
            suites: vec![suite],
            verdict: found,
        }])
    }
}

fn table(rows: &[IncidentRow], style: Style, paint: Paint) -> String {
    let wide = style.width >= 100;
    let mut head = vec!["Id", "State", "Places", "Told", "Run out", "Next, in UTC"];
    if wide {
        head.insert(1, "Title");
        head.push("Whom");
    }
    let mut table = paint.table(&head);
    for row in rows {
        let colour = if row.run_out > 0 { Color::Red } else { Color::Reset };
        let mut cells = vec![
            Cell::new(visible(&row.id)),
            Cell::new(row.state.replace('-', " ")),
            Cell::new(row.places.join(" ")),
            Cell::new(row.told),
            Cell::new(row.run_out).fg(colour),
            Cell::new(row.next.as_deref().unwrap_or("–")),
        ];
        if wide {
            cells.insert(1, Cell::new(visible(&row.title)));
            cells.push(Cell::new(visible(row.next_who.as_deref().unwrap_or("–"))));
        }
        table.add_row(cells);
    }
    finish(&table)
}

impl Answer for IncidentView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        self.clocks.sheet()
    }

    fn text(&self, style: Style) -> String {
        let paint = Paint::new(style);
        let row = &self.row;
        let mut text = paint.title(&format!("{}  {}", visible(&row.id), visible(&row.title))) + "\n";
        let mut line = |words: &str| text.push_str(&format!("{}\n", wrap(words, style.width, "  ")));
        let people = row.people.map_or_else(|| "not all counted".to_owned(), |people| people.to_string());
        line(&format!("{}, {}; people: {people}", row.state.replace('-', " "), row.places.join(" ")));
        let why = self.why.as_ref().map_or_else(String::new, |why| format!(", {}", visible(why)));
        line(&format!("harm likely: {}{why}", self.harm));
        let special = self.special.as_ref().map_or_else(
            || "not known".to_owned(),
            |kinds| match kinds.as_slice() {
                [] => "none".to_owned(),
                kinds => kinds.join(", "),
            },
        );
        line(&format!("data that weighs more: {special}; encrypted: {}", self.encrypted));
        for (name, list) in [("datasets", &self.datasets), ("vendors", &self.vendors), ("transfers", &self.transfers)] {
            if !list.is_empty() {
                line(&format!("{name}: {}", visible(&list.join(", "))));
            }
        }
        for notice in &self.notices {
            let what = if notice.told { "told" } else { "not told" };
            let about = if notice.about.is_empty() { String::new() } else { format!(" ({})", notice.about) };
            line(&visible(&format!("{what} {}: {}{about}", notice.at, notice.who)));
        }
        for logged in &self.log {
            let by = logged.by.as_ref().map_or_else(String::new, |by| format!(" ({by})"));
            line(&visible(&format!("{}  {}{by}", logged.at, logged.text)));
        }
        text + "\n" + &self.clocks.text(style)
    }

    fn page(&self) -> Page {
        Page::new("incident", json!(self))
    }
}
