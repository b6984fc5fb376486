//! Annotations of GitHub Actions: a line of output that the runner shows beside the line of the file.

use super::findings::{Findings, excuse, shown};
use crate::{
    gate::{FindingView, Weight},
    text::{escape, neutral, visible},
};

/// Annotations of one weight that GitHub shows of a step; further ones stand in its log alone.
const SHOWN: usize = 10;

/// One command a finding, the heaviest first, so that those are shown; then the verdict, in a line that is no command.
pub(super) fn render(list: &[Findings<'_>], all: bool) -> String {
    let mut found: Vec<&FindingView> = shown(list, all).collect();
    found.sort_by_key(|finding| (!finding.fails, weight(finding)));
    let lines: String = found.iter().map(|finding| line(finding)).collect();
    lines + &closing(list, &found)
}

/// How a finding is annotated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Command {
    Error,
    Warning,
    Notice,
}

fn weight(finding: &FindingView) -> Command {
    match finding.level {
        _ if finding.waiver.is_some() && !finding.fails => Command::Notice,
        Weight::Error => Command::Error,
        Weight::Warning => Command::Warning,
        Weight::Note => Command::Notice,
    }
}

fn line(finding: &FindingView) -> String {
    let message = match &finding.waiver {
        Some(waiver) if !finding.fails => format!("{} ({})", finding.told(), excuse(waiver)),
        _ => finding.told(),
    };
    let command = match weight(finding) {
        Command::Error => "error",
        Command::Warning => "warning",
        Command::Notice => "notice",
    };
    let place = &finding.place;
    // Columns belong to one line only.
    let columns = if place.line == place.end_line {
        format!(",col={},endColumn={}", place.column, place.end_column)
    } else {
        String::new()
    };
    format!(
        "::{command} file={},line={},endLine={}{columns},title={}::{}\n",
        escape::github_property(&harmless(&place.path)),
        place.line,
        place.end_line,
        escape::github_property(&harmless(&finding.rule)),
        escape::github(&harmless(&message))
    )
}

/// Words that command neither the runner nor a terminal.
fn harmless(words: &str) -> String {
    neutral(&visible(words), false).into_owned()
}

/// `dmf assess: FAILS · Acme: 53.0% claimed, 20.1% evidenced · 97 errors · 2 waived · 87 more than are annotated`.
fn closing(list: &[Findings<'_>], found: &[&FindingView]) -> String {
    let verdicts = || list.iter().map(|one| one.verdict);
    let verdict = match (verdicts().all(|verdict| verdict.passes), verdicts().any(|verdict| verdict.gated)) {
        (false, _) => "FAILS",
        (true, true) => "PASSES",
        (true, false) => "no gate is set",
    };
    let figures: Vec<&str> = list.iter().map(|one| one.figures.as_str()).filter(|words| !words.is_empty()).collect();
    let figures = match figures[..] {
        [] => None,
        [one] => Some(one.to_owned()),
        [..] => Some(format!("{} files", figures.len())),
    };
    let waived = found.iter().filter(|finding| finding.waiver.is_some() && !finding.fails).count();
    let of = |command: Command| found.iter().filter(|finding| weight(finding) == command).count();
    let (errors, warnings, notices) = (of(Command::Error), of(Command::Warning), of(Command::Notice));
    let count = |number: usize, one: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{number} {one}s")),
    };
    let more: usize = [errors, warnings, notices].iter().map(|number| number.saturating_sub(SHOWN)).sum();
    let parts = [
        Some(verdict.to_owned()),
        figures,
        if found.is_empty() { Some("nothing was found".to_owned()) } else { count(errors, "error") },
        count(warnings, "warning"),
        count(notices - waived, "note"),
        (waived > 0).then(|| format!("{waived} waived")),
        (more > 0).then(|| format!("{more} more than GitHub shows of a step: they stand in its log")),
    ];
    let command = list.first().map_or("check", |one| one.command);
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("dmf {command}: {}\n", harmless(&parts.join(" · ")))
}
