//! What was complained about, among the findings of an answer: a file that is wrong is a case that fails.

use crate::{
    gate::{FindingView, Kind, VerdictView},
    report::formats::{Case, Findings, Suite},
};

/// Complaints as formats for findings show them, in a suite of their own with a case a file.
#[must_use]
pub fn complained<'a>(command: &'static str, tags: &'static [&'static str], verdict: &'a VerdictView) -> Findings<'a> {
    let case = |file: &str| Case { kind: Kind::File, id: file.to_owned(), name: file.to_owned(), skipped: None };
    let files = files(verdict);
    let cases = files.iter().map(|file| case(file)).collect();
    Findings {
        command,
        tags,
        file: files.first().copied().unwrap_or_default(),
        figures: String::new(),
        suites: vec![Suite { id: "files".to_owned(), title: "Files".to_owned(), cases }],
        verdict,
    }
}

/// The files that a verdict speaks of, each once.
pub(super) fn files(verdict: &VerdictView) -> Vec<&str> {
    let mut files: Vec<&str> = Vec::new();
    for finding in &verdict.findings {
        if !files.contains(&finding.place.file.as_str()) {
            files.push(&finding.place.file);
        }
    }
    files
}

/// What a verdict says of one file.
pub(super) fn about(verdict: &VerdictView, file: &str) -> VerdictView {
    let of = |finding: &&FindingView| finding.place.file == file;
    let findings: Vec<FindingView> = verdict.findings.iter().filter(of).cloned().collect();
    let failing = findings.iter().filter(|finding| finding.fails).count();
    VerdictView { passes: failing == 0, failing, waived: 0, findings, ..verdict.clone() }
}
