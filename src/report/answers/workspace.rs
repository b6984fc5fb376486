//! A workspace that was checked.

use comfy_table::Cell;
use serde_json::{Value, json};

use super::{Answer, Page};
use crate::{
    gate::{FindingView, Kind},
    report::{
        Style,
        formats::{
            Case, Findings, Rows, Sheet, Suite,
            table::{Paint, finish, lines},
        },
        visible, wrap,
    },
    workspace::WorkspaceView,
};

impl Answer for WorkspaceView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(&self.verdict.findings).columns(&[
            ("level", |finding| if finding.waiver.is_some() { "waived" } else { finding.level.as_str() }.to_owned()),
            ("code", |finding| finding.code.to_owned()),
            ("file", |finding| finding.place.file.clone()),
            ("line", |finding| finding.place.line.to_string()),
            ("column", |finding| finding.place.column.to_string()),
            ("message", |finding| finding.told()),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("check", json!({ "workspace": self }))
    }

    fn findings(&self) -> Option<Vec<Findings<'_>>> {
        Some(vec![findings(self)])
    }
}

/// A file is a case.
fn findings(view: &WorkspaceView) -> Findings<'_> {
    let cases = view.files.iter().map(|file| Case {
        kind: Kind::File,
        id: file.file.clone(),
        name: file.file.clone(),
        skipped: None,
    });
    let suite = Suite { id: "files".to_owned(), title: "Files".to_owned(), cases: cases.collect() };
    Findings {
        command: "check",
        tags: &["data-management", "references"],
        file: &view.file,
        figures: String::new(),
        suites: vec![suite],
        verdict: &view.verdict,
    }
}

fn text(view: &WorkspaceView, style: Style) -> String {
    let paint = Paint::new(style);
    let mut table = paint.table(&["File", "Kind", "About"]);
    // Seen from the folder of the workspace, as its own files name each other.
    let home = view.file.strip_suffix("dmf.toml").unwrap_or_default();
    for file in &view.files {
        let name = file.file.strip_prefix(home).unwrap_or(&file.file);
        table.add_row(vec![Cell::new(visible(name)), Cell::new(visible(&file.kind)), Cell::new(visible(&file.about))]);
    }
    let count = |number: usize, one: &str| if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") };
    let asked = format!(
        "{}, {}, {}, {}",
        count(view.files.len(), "file"),
        count(view.transfers, "transfer"),
        count(view.waivers, "waiver"),
        count(view.references, "reference"),
    );
    let verdict = &view.verdict;
    let warnings = verdict.findings.len() - verdict.failing - verdict.waived;
    let result = match (verdict.failing, warnings) {
        (0, 0) => "every reference closes".to_owned(),
        (0, some) => format!("every reference closes; {}", count(some, "warning")),
        (wrong, _) => count(wrong, "mistake"),
    };
    let line = format!("{}: {result} ({asked})", visible(&view.file));
    // Mistakes in files are shown in their lines, beside this answer.
    let judged: Vec<&FindingView> =
        verdict.findings.iter().filter(|finding| finding.subject.kind != Kind::File).collect();
    let files = if view.files.is_empty() { String::new() } else { finish(&table) };
    let line = paint.verdict(verdict.passes, &wrap(&line, style.width, "  "));
    format!("{files}{line}\n{}", lines(&judged, style, paint))
}
