//! What formats for programs that look after findings need to know: code scanning, test reports, annotations.

use crate::gate::{FindingView, Kind, VerdictView, WaiverView, Weight};

/// What these formats need to know of an answer, from whatever domain.
#[derive(Debug)]
pub struct Findings<'a> {
    /// The command that looked, such as `assess`.
    pub command: &'static str,
    /// What its rules are about, as labels.
    pub tags: &'static [&'static str],
    /// The file that was judged, as it was named.
    pub file: &'a str,
    /// What came out of it besides, in a few words; empty where there is nothing to say.
    pub figures: String,
    /// What was looked at, found or not; what no case is about stands in a suite of its own at the end.
    pub suites: Vec<Suite>,
    pub verdict: &'a VerdictView,
}

/// Cases that belong together, such as the practices of a building block.
#[derive(Debug, Clone)]
pub struct Suite {
    pub id: String,
    pub title: String,
    pub cases: Vec<Case>,
}

/// One thing that passes, fails or is skipped: findings whose subject it is are told with it.
#[derive(Debug, Clone)]
pub struct Case {
    pub kind: Kind,
    pub id: String,
    pub name: String,
    /// Why it says nothing, unless it fails.
    pub skipped: Option<String>,
}

/// Findings that are shown.
pub(super) fn shown<'a>(list: &'a [Findings<'_>], all: bool) -> impl Iterator<Item = &'a FindingView> {
    list.iter()
        .flat_map(|findings| &findings.verdict.findings)
        .filter(move |finding| all || finding.level != Weight::Note || finding.waiver.is_some())
}

/// `waived until 2026-12-31 by DPO (GRC-12): reorganisation`.
pub(in crate::report) fn excuse(waiver: &WaiverView) -> String {
    let ticket = waiver.ticket.as_ref().map_or_else(String::new, |ticket| format!(" ({ticket})"));
    format!("waived until {} by {}{ticket}: {}", waiver.until, waiver.owner, waiver.reason)
}
