//! A workspace that was checked.

use comfy_table::Cell;

use super::{assess::finish, paint::Paint};
use crate::{
    report::{Style, visible, wrap},
    workspace::WorkspaceView,
};

pub(super) fn workspace(view: &WorkspaceView, style: Style, paint: Paint) -> String {
    let mut table = paint.table(&["File", "Kind", "About"]);
    // Seen from the folder of the workspace, as its own files name each other.
    let home = view.file.strip_suffix("dmf.toml").unwrap_or_default();
    for file in &view.files {
        let name = file.file.strip_prefix(home).unwrap_or(&file.file);
        table.add_row(vec![Cell::new(visible(name)), Cell::new(file.kind), Cell::new(visible(&file.about))]);
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
    let warnings = verdict.findings.len() - verdict.failing;
    let result = match (verdict.failing, warnings) {
        (0, 0) => "every reference closes".to_owned(),
        (0, some) => format!("every reference closes; {}", count(some, "warning")),
        (wrong, _) => count(wrong, "mistake"),
    };
    let line = format!("{}: {result} ({asked})", visible(&view.file));
    let files = if view.files.is_empty() { String::new() } else { finish(&table) };
    format!("{files}{}\n", paint.verdict(verdict.passes, &wrap(&line, style.width, "  ")))
}
