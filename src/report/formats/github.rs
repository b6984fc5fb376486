//! Annotations of GitHub Actions: a line of output that the runner shows beside the line of the file.

use super::findings::{Findings, excuse, shown};
use crate::{
    gate::{FindingView, Weight},
    text::{escape, visible},
};

/// One command a finding; nothing where there is nothing to say.
pub(super) fn render(list: &[Findings<'_>], all: bool) -> String {
    shown(list, all).map(line).collect()
}

fn line(finding: &FindingView) -> String {
    let (level, message) = match &finding.waiver {
        Some(waiver) if !finding.fails => ("notice", format!("{} ({})", finding.told(), excuse(waiver))),
        _ if finding.level == Weight::Note => ("notice", finding.told()),
        _ => (finding.level.as_str(), finding.told()),
    };
    let place = &finding.place;
    // Columns belong to one line only.
    let columns = if place.line == place.end_line {
        format!(",col={},endColumn={}", place.column, place.end_column)
    } else {
        String::new()
    };
    format!(
        "::{level} file={},line={},endLine={}{columns},title={}::{}\n",
        escape::github_property(&place.path),
        place.line,
        place.end_line,
        escape::github_property(&finding.rule),
        escape::github(&visible(&message))
    )
}
