//! Formats for programs that look after findings: code scanning, test reports, annotations.

use super::{Answer, AssessView, Format, github, gitlab, junit, sarif};
use crate::{
    gate::{FindingView, Kind, VerdictView, WaiverView},
    review::ReviewView,
    transfer::impact::CheckView,
    workspace::WorkspaceView,
};

/// What these formats need to know of an answer, from whatever domain.
#[derive(Debug)]
pub struct Findings<'a> {
    /// The command that looked, such as `assess`.
    pub command: &'static str,
    /// What its rules are about, as labels.
    pub tags: &'static [&'static str],
    /// The file that was judged, as it was named.
    pub file: &'a str,
    /// What was looked at, found or not; what no case is about stands in a suite of its own at the end.
    pub suites: Vec<Suite>,
    pub verdict: &'a VerdictView,
}

/// Cases that belong together, such as the practices of a building block.
#[derive(Debug)]
pub struct Suite {
    pub id: String,
    pub title: String,
    pub cases: Vec<Case>,
}

/// One thing that passes, fails or is skipped: findings whose subject it is are told with it.
#[derive(Debug)]
pub struct Case {
    pub kind: Kind,
    pub id: String,
    pub name: String,
    /// Why it says nothing, unless it fails.
    pub skipped: Option<String>,
}

impl Answer {
    /// The verdicts that it holds; `None` where it holds none.
    #[must_use]
    pub fn findings(&self) -> Option<Vec<Findings<'_>>> {
        match self {
            Self::Assess(list) => Some(list.iter().map(assess).collect()),
            Self::Workspace(workspace) => Some(vec![files(workspace)]),
            Self::Check(check) => Some(vec![transfers(check)]),
            Self::Review(review) => review.verdict.as_ref().map(|verdict| vec![obligations(review, verdict)]),
            _ => None,
        }
    }
}

/// Renders verdicts; `None` for a format that is not for findings. Notes are left out unless `all` is asked for.
#[must_use]
pub fn render_findings(list: &[Findings<'_>], format: Format, all: bool) -> Option<String> {
    match format {
        Format::Sarif => Some(sarif::render(list, all)),
        Format::Junit => Some(junit::render(list)),
        Format::Github => Some(github::render(list, all)),
        Format::Gitlab => Some(gitlab::render(list, all)),
        _ => None,
    }
}

/// A building block is a suite, a practice a case, and so is the block as a whole. A practice that has no level to test
/// is skipped, and never reads as passed.
fn assess(view: &AssessView) -> Findings<'_> {
    let card = &view.scorecard;
    let suites = card.blocks.iter().map(|block| {
        let practices = card.practices.iter().filter(|practice| practice.block == block.id);
        let mut cases: Vec<Case> = practices
            .map(|practice| Case {
                kind: Kind::Practice,
                id: practice.id.clone(),
                name: format!("{} {}", practice.id, practice.title),
                skipped: match practice.state {
                    "not-applicable" => {
                        Some(format!("not applicable: {}", practice.reason.as_deref().unwrap_or_default()))
                    }
                    "not-assessed" => Some("not assessed".to_owned()),
                    _ => None,
                },
            })
            .collect();
        let name = format!("{} {} as a whole", block.id, block.title);
        cases.push(Case { kind: Kind::Block, id: block.id.clone(), name, skipped: None });
        Suite { id: block.id.clone(), title: block.title.clone(), cases }
    });
    Findings {
        command: "assess",
        tags: &["data-management", "maturity"],
        file: &view.file,
        suites: suites.collect(),
        verdict: &view.verdict,
    }
}

/// A transfer is a case; one that nothing can be decided of fails by its finding.
fn transfers(view: &CheckView) -> Findings<'_> {
    let cases = view.transfers.iter().map(|transfer| Case {
        kind: Kind::Transfer,
        id: transfer.id.clone(),
        name: format!("{} {}", transfer.id, transfer.title),
        skipped: (transfer.status == "ended").then(|| "it has ended".to_owned()),
    });
    let suite = Suite { id: "transfers".to_owned(), title: "Transfers".to_owned(), cases: cases.collect() };
    Findings {
        command: "transfer check",
        tags: &["data-transfer", "privacy"],
        file: &view.file,
        suites: vec![suite],
        verdict: &view.verdict,
    }
}

/// An obligation is a case; those that an agreement must carry stand together.
fn obligations<'a>(view: &'a ReviewView, verdict: &'a VerdictView) -> Findings<'a> {
    let suite = |core: bool, id: &str, title: &str| {
        let those = view.obligations.iter().zip(&view.titles).filter(|(_, title)| title.core == core);
        let cases = those.map(|(obligation, title)| Case {
            kind: Kind::Obligation,
            id: obligation.id.clone(),
            name: format!("{} {}", obligation.id, title.title),
            // What nothing asks for is no failure, and reads as no pass either.
            skipped: (obligation.status != "present")
                .then(|| format!("{}: {}", obligation.status, obligation.why.join("; "))),
        });
        Suite { id: id.to_owned(), title: title.to_owned(), cases: cases.collect() }
    };
    Findings {
        command: "mcc check",
        tags: &["agreement", "privacy"],
        file: &view.file,
        suites: vec![suite(true, "core", "obligations"), suite(false, "other", "obligations")],
        verdict,
    }
}

/// A file is a case.
fn files(view: &WorkspaceView) -> Findings<'_> {
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
        suites: vec![suite],
        verdict: &view.verdict,
    }
}

/// Findings that are shown.
pub(super) fn shown<'a>(list: &'a [Findings<'_>], all: bool) -> impl Iterator<Item = &'a FindingView> {
    list.iter()
        .flat_map(|findings| &findings.verdict.findings)
        .filter(move |finding| all || finding.level != "note" || finding.waiver.is_some())
}

/// `waived until 2026-12-31 by DPO (GRC-12): reorganisation`.
pub(super) fn excuse(waiver: &WaiverView) -> String {
    let ticket = waiver.ticket.as_ref().map_or_else(String::new, |ticket| format!(" ({ticket})"));
    format!("waived until {} by {}{ticket}: {}", waiver.until, waiver.owner, waiver.reason)
}
