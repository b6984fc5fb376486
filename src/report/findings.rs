//! Formats for programs that look after findings: code scanning, test reports, annotations.

use super::{AssessView, github, gitlab, junit, sarif};

/// The formats of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingFormat {
    Sarif,
    Junit,
    Github,
    Gitlab,
}

/// Renders the verdicts of assessments. Notes are left out unless `all` is asked for.
#[must_use]
pub fn render_findings(list: &[AssessView], format: FindingFormat, all: bool) -> String {
    match format {
        FindingFormat::Sarif => sarif::render(list, all),
        FindingFormat::Junit => junit::render(list),
        FindingFormat::Github => github::render(list, all),
        FindingFormat::Gitlab => gitlab::render(list, all),
    }
}

/// Findings that are shown, each with its assessment.
pub(super) fn shown(list: &[AssessView], all: bool) -> impl Iterator<Item = &crate::assessment::gate::FindingView> {
    list.iter()
        .flat_map(|assess| &assess.verdict.findings)
        .filter(move |finding| all || finding.level != "note" || finding.waiver.is_some())
}

/// `waived until 2026-12-31 by DPO (GRC-12): reorganisation`.
pub(super) fn excuse(waiver: &crate::assessment::gate::WaiverView) -> String {
    let ticket = waiver.ticket.as_ref().map_or_else(String::new, |ticket| format!(" ({ticket})"));
    format!("waived until {} by {}{ticket}: {}", waiver.until, waiver.owner, waiver.reason)
}
