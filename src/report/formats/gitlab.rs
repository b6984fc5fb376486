//! GitLab's code quality report: a list of issues that it shows in a merge request.

use serde::Serialize;

use super::{
    findings::{Findings, excuse, shown},
    json::json,
};
use crate::gate::{FindingView, Weight};

/// One list for all files.
pub(super) fn render(list: &[Findings<'_>], all: bool) -> String {
    let issues: Vec<Issue<'_>> = shown(list, all).map(issue).collect();
    json(&issues)
}

fn issue(finding: &FindingView) -> Issue<'_> {
    let (severity, description) = match &finding.waiver {
        _ if finding.fails => ("critical", finding.told()),
        Some(waiver) => ("info", format!("{} ({})", finding.told(), excuse(waiver))),
        None if finding.level == Weight::Warning => ("minor", finding.told()),
        None => ("info", finding.told()),
    };
    Issue {
        description,
        check_name: &finding.rule,
        fingerprint: &finding.fingerprint,
        severity,
        location: Location { path: &finding.place.path, lines: Lines { begin: finding.place.line } },
    }
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}
