//! What leaves the room: serialisable, versioned, changing only by adding.

use serde::Serialize;

use super::{
    code::FindingCode,
    model::{At, Finding, Floor, Policy, Subject, Verdict, Waiver},
};
use crate::{
    framework::Framework,
    source::{Place, SourceId, Sources},
};

/// Whether an assessment passes, and what was found.
#[derive(Debug, Clone, Serialize)]
pub struct VerdictView {
    pub version: u32,
    /// Whether any gate is set: without one nothing fails.
    pub gated: bool,
    pub passes: bool,
    /// What is asked, in words.
    pub gates: Vec<String>,
    pub failing: usize,
    pub waived: usize,
    pub findings: Vec<FindingView>,
    /// What the findings are about, one a rule id; for formats that explain themselves.
    #[serde(skip)]
    pub rules: Vec<RuleView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FindingView {
    pub code: &'static str,
    /// `error`, `warning` or `note`; an error that is waived stays one.
    pub level: &'static str,
    pub fails: bool,
    pub message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub practice: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block: Option<String>,
    pub place: PlaceView,
    /// The same for the same finding, wherever its line has moved.
    pub fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiver: Option<WaiverView>,
    #[serde(skip)]
    pub rule: String,
}

/// Where, from line and column 1; the end is where the next letter would stand.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceView {
    pub file: String,
    /// The file seen from the top of the repository that it lies in, with `/`.
    pub path: String,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct WaiverView {
    pub reason: String,
    pub owner: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    pub until: String,
}

/// What a finding is about, explained.
#[derive(Debug, Clone)]
pub struct RuleView {
    /// The code, and after a `/` what it was found on.
    pub id: String,
    pub code: &'static str,
    pub title: String,
    /// Paragraphs.
    pub help: Vec<String>,
    pub level: &'static str,
}

impl VerdictView {
    /// Whether it says nothing that the scorecard does not: no gate, no regression, no waiver.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        let plain = |finding: &FindingView| {
            finding.waiver.is_none() && finding.code != "regression" && !finding.code.starts_with("waiver-")
        };
        !self.gated && self.findings.iter().all(plain)
    }
}

/// A verdict as it is shown and exported. `path` tells where a file lies in its repository.
#[must_use]
pub fn verdict_view(
    framework: &Framework,
    policy: &Policy,
    waivers: &[Waiver],
    verdict: &Verdict,
    worksheet: SourceId,
    sources: &Sources,
    path: &dyn Fn(&str) -> String,
) -> VerdictView {
    let mut rules: Vec<RuleView> = Vec::new();
    let findings: Vec<FindingView> = verdict
        .findings
        .iter()
        .map(|finding| {
            let rule = rule(framework, finding);
            let id = rule.id.clone();
            if !rules.iter().any(|known| known.id == id) {
                rules.push(rule);
            }
            view(framework, waivers, finding, id, worksheet, sources, path)
        })
        .collect();
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    VerdictView {
        version: 1,
        gated: verdict.gated,
        passes: verdict.passes(),
        gates: gates(framework, policy),
        failing: findings.iter().filter(|finding| finding.fails).count(),
        waived: findings.iter().filter(|finding| finding.waiver.is_some()).count(),
        findings,
        rules,
    }
}

fn view(
    framework: &Framework,
    waivers: &[Waiver],
    finding: &Finding,
    rule: String,
    worksheet: SourceId,
    sources: &Sources,
    path: &dyn Fn(&str) -> String,
) -> FindingView {
    let place = match &finding.at {
        At::Key(path) => sources.key(worksheet, path),
        At::Value(path) => sources.value(worksheet, path),
        At::Place(place) => place.clone(),
    };
    let (practice, block) = match finding.subject {
        Subject::Practice(practice) => {
            let practice = &framework[practice];
            (Some(practice.id.clone()), Some(framework.blocks[practice.block].id.clone()))
        }
        Subject::Block(block) => (None, Some(framework.blocks[block].id.clone())),
        Subject::Overall | Subject::Waiver(_) => (None, None),
    };
    let place = place_view(&place, sources, path);
    FindingView {
        code: finding.code.as_str(),
        level: finding.weight.as_str(),
        fails: finding.fails,
        message: finding.message.clone(),
        practice,
        block,
        fingerprint: fingerprint(&[&place.path, &rule, &finding.detail]),
        place,
        waiver: finding.waived.map(|at| {
            let Waiver { reason, owner, ticket, until, .. } = &waivers[at];
            WaiverView {
                reason: reason.clone(),
                owner: owner.clone(),
                ticket: ticket.clone(),
                until: until.to_string(),
            }
        }),
        rule,
    }
}

fn place_view(place: &Place, sources: &Sources, path: &dyn Fn(&str) -> String) -> PlaceView {
    let source = sources.get(place.source);
    let (start, end) = (source.position(place.start), source.position(place.end));
    PlaceView {
        file: source.name.clone(),
        path: path(&source.name),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

fn rule(framework: &Framework, finding: &Finding) -> RuleView {
    let code = finding.code;
    let summary = code.summary();
    let mut help = vec![code.explanation().to_owned()];
    let (id, title) = match finding.subject {
        Subject::Practice(practice) => {
            let practice = &framework[practice];
            help.push(practice.question.clone());
            help.push(practice.why.clone());
            help.extend(
                framework.levels.iter().zip(&practice.levels).map(|(level, text)| format!("{}: {text}", level.title)),
            );
            (format!("{code}/{}", practice.id), format!("{} {}: {summary}", practice.id, practice.title))
        }
        Subject::Block(block) => {
            let block = &framework.blocks[block];
            help.push(block.summary.clone());
            (format!("{code}/{}", block.id), format!("{} {}: {summary}", block.id, block.title))
        }
        Subject::Overall if code == FindingCode::EmptyInput => (code.to_string(), summary.to_owned()),
        Subject::Overall => (format!("{code}/overall"), format!("Overall: {summary}")),
        Subject::Waiver(_) => (code.to_string(), summary.to_owned()),
    };
    RuleView { id, code: code.as_str(), title, help, level: code.weight().as_str() }
}

fn gates(framework: &Framework, policy: &Policy) -> Vec<String> {
    let by = policy.by.as_str();
    let mut gates: Vec<String> = policy
        .under
        .iter()
        .map(|under| {
            let what = under.block.map_or("overall", |block| framework.blocks[block].id.as_str());
            match under.floor {
                Floor::Level(level) => {
                    format!("{what} reaches {}, {by}", framework.levels[usize::from(level)].id)
                }
                Floor::Share(share) => format!("{what} at {share} or more, {by}"),
            }
        })
        .collect();
    gates.extend(policy.fail_on.iter().map(|code| format!("no {code}")));
    gates
}

/// FNV-1a over parts that are kept apart, in hexadecimal: short, the same on every machine, and no secret.
fn fingerprint(parts: &[&str]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in parts.iter().flat_map(|part| part.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{hash:016x}")
}
