//! What leaves the room: serialisable, versioned, changing only by adding.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
};

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{
    code::{FindingCode, Weight},
    model::{At, Finding, Kind, Subject, Verdict, Waiver},
};
use crate::{
    diag::{Diagnostic, Message, Severity},
    source::{Place, SourceId, Sources},
};

/// Whether what was judged passes, and what was found.
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
    pub level: Weight,
    pub fails: bool,
    pub message: String,
    #[serde(flatten)]
    pub subject: SubjectView,
    pub place: PlaceView,
    /// Other places that have to do with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<RelatedView>,
    /// How to mend it, a line each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub help: Vec<String>,
    /// The same for the same finding, wherever its line has moved.
    pub fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiver: Option<WaiverView>,
    #[serde(skip)]
    pub rule: String,
}

/// What a finding is about: one key for its kind, and one for what it is a part of, such as `practice` and `block`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectView {
    pub kind: Kind,
    pub id: String,
    pub within: Option<(Kind, String)>,
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

/// Another place that has to do with a finding.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedView {
    /// What stands there.
    pub message: String,
    pub place: PlaceView,
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
    pub level: Weight,
}

impl Serialize for SubjectView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let whole = self.within.iter().map(|(kind, id)| (*kind, id));
        let mut map = serializer.serialize_map(None)?;
        for (kind, id) in std::iter::once((self.kind, &self.id)).chain(whole) {
            if let Some(key) = kind.key().filter(|_| !id.is_empty()) {
                map.serialize_entry(key, id)?;
            }
        }
        map.end()
    }
}

impl FindingView {
    /// The message with the other places, for formats that know of one place only.
    #[must_use]
    pub fn told(&self) -> String {
        let others = self.related.iter().map(|other| {
            let PlaceView { path, line, column, .. } = &other.place;
            format!(" ({} at {path}:{line}:{column})", other.message)
        });
        std::iter::once(self.message.clone()).chain(others).collect()
    }
}

impl VerdictView {
    /// One that has found nothing, and that nothing was asked of.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            version: 1,
            gated: false,
            passes: true,
            gates: Vec::new(),
            failing: 0,
            waived: 0,
            findings: Vec::new(),
            rules: Vec::new(),
        }
    }

    /// How it ended, in a line. What failed stands before what was asked for, which after `fails` alone would read as its
    /// opposite; `yes` and `no` are the words for the two ends.
    #[must_use]
    pub fn headline(&self, yes: &str, no: &str) -> String {
        let asked = self.gates.join(" · ");
        if self.passes {
            return format!("{yes}: {asked}");
        }
        let mut codes: Vec<(&str, usize)> = Vec::new();
        let failing = || self.findings.iter().filter(|finding| finding.fails);
        for finding in failing() {
            match codes.iter_mut().find(|(code, _)| *code == finding.code) {
                Some((_, count)) => *count += 1,
                None => codes.push((finding.code, 1)),
            }
        }
        let asked = if asked.is_empty() { String::new() } else { format!(". Asked for: {asked}") };
        let Some(first) = failing().next() else { return format!("{no}{asked}") };
        let PlaceView { file, line, column, .. } = &first.place;
        let each =
            |(code, count): &(&str, usize)| if *count == 1 { (*code).to_owned() } else { format!("{count} × {code}") };
        let codes = codes.iter().map(each).collect::<Vec<_>>().join(", ");
        match failing().count() {
            1 => format!("{no}: {codes}, at {file}:{line}:{column}{asked}"),
            count => format!("{no}: {count} findings ({codes}), the first at {file}:{line}:{column}{asked}"),
        }
    }

    /// Takes what another one has found.
    pub fn add(&mut self, other: Option<Self>) {
        if let Some(other) = other {
            *self = std::mem::replace(self, Self::empty()).with(other);
        }
    }

    /// Both together: it passes when both do, and asks what both ask.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.gated |= other.gated;
        self.passes &= other.passes;
        self.gates.extend(other.gates);
        self.failing += other.failing;
        self.waived += other.waived;
        self.findings.extend(other.findings);
        let known: HashSet<String> = self.rules.iter().map(|rule| rule.id.clone()).collect();
        self.rules.extend(other.rules.into_iter().filter(|rule| !known.contains(&rule.id)));
        self.rules.sort_by(|a, b| a.id.cmp(&b.id));
        self
    }

    /// Whether it says nothing that the scorecard does not: no gate, no regression, no records that say otherwise, no waiver.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        let beyond = [FindingCode::Regression, FindingCode::AnswerContradicted];
        let plain = |finding: &FindingView| {
            finding.waiver.is_none()
                && beyond.iter().all(|code| code.as_str() != finding.code)
                && ![Kind::Waiver, Kind::File].contains(&finding.subject.kind)
        };
        !self.gated && self.findings.iter().all(plain)
    }
}

impl At {
    /// The place itself; `judged` is the file that paths lead through.
    #[must_use]
    pub fn place(&self, judged: SourceId, sources: &Sources) -> Place {
        match self {
            Self::Key(path) => sources.key(judged, path),
            Self::Value(path) => sources.value(judged, path),
            Self::In(source, path) => sources.value(*source, path),
            Self::Place(place) => place.clone(),
        }
    }
}

impl Verdict {
    /// What people are shown at its place: what is not excused; notes as notes.
    pub fn messages<'a>(&'a self, judged: SourceId, sources: &'a Sources) -> impl Iterator<Item = Message> + 'a {
        let open = |finding: &&Finding| finding.waived.is_none();
        self.findings.iter().filter(open).map(move |finding| Message {
            severity: match finding.weight {
                _ if finding.fails => Severity::Error,
                Weight::Note => Severity::Note,
                Weight::Warning | Weight::Error => Severity::Warning,
            },
            code: finding.code.as_str(),
            message: finding.message.clone(),
            place: Some(finding.at.place(judged, sources)),
            label: None,
            related: finding.related.clone(),
            help: finding.help.clone(),
        })
    }
}

/// A verdict as it is shown and exported.
///
/// `gates` says in words what was asked; `judged` is the file that paths of findings lead through; `path` tells where a
/// file lies in its repository; `help` explains a subject in paragraphs, where its domain has more to say than the code.
#[must_use]
pub fn verdict_view(
    verdict: &Verdict,
    gates: Vec<String>,
    waivers: &[Waiver],
    judged: SourceId,
    sources: &Sources,
    path: &dyn Fn(&str) -> String,
    help: &dyn Fn(&Subject) -> Vec<String>,
) -> VerdictView {
    let path: &dyn Fn(&str) -> String = &once(path);
    let mut rules: Vec<RuleView> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    let mut findings: Vec<FindingView> = Vec::with_capacity(verdict.findings.len());
    for finding in &verdict.findings {
        let id = rule_id(finding);
        if known.insert(id.clone()) {
            rules.push(rule(finding, id.clone(), help));
        }
        let place = finding.at.place(judged, sources);
        let related = related(finding.related.iter().map(|(place, words)| (place, words.as_str())), sources, path);
        findings.push(view(finding, waivers, id, place_view(&place, sources, path), related));
    }
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    VerdictView {
        version: 1,
        gated: verdict.gated,
        passes: verdict.passes(),
        gates,
        failing: findings.iter().filter(|finding| finding.fails).count(),
        waived: findings.iter().filter(|finding| finding.waiver.is_some()).count(),
        findings,
        rules,
    }
}

/// Complaints about files as a verdict: every error fails. `main` is where those stand that have no place of their own.
#[must_use]
pub fn complaints_view(
    complaints: &[Diagnostic],
    main: SourceId,
    sources: &Sources,
    path: &dyn Fn(&str) -> String,
) -> VerdictView {
    let path: &dyn Fn(&str) -> String = &once(path);
    let mut rules: Vec<RuleView> = Vec::new();
    let mut findings: Vec<FindingView> = Vec::with_capacity(complaints.len());
    for complaint in complaints {
        let (code, error) = (complaint.code, complaint.severity() == Severity::Error);
        let level = match complaint.severity() {
            Severity::Error => Weight::Error,
            Severity::Warning => Weight::Warning,
            Severity::Note => Weight::Note,
        };
        if !rules.iter().any(|rule| rule.code == code.as_str()) {
            let help = vec![code.explanation().to_owned()];
            rules.push(RuleView {
                id: code.to_string(),
                code: code.as_str(),
                title: code.summary().to_owned(),
                help,
                level,
            });
        }
        let place = complaint.place.clone().unwrap_or(Place::new(main, 0..0));
        let place = place_view(&place, sources, path);
        findings.push(FindingView {
            code: code.as_str(),
            level,
            fails: error,
            message: complaint.message.clone(),
            subject: SubjectView { kind: Kind::File, id: place.file.clone(), within: None },
            fingerprint: fingerprint(&[&place.path, code.as_str(), &complaint.message]),
            place,
            related: related(complaint.related.iter().map(|(place, words)| (place, words.as_str())), sources, path),
            help: Vec::new(),
            waiver: None,
            rule: code.to_string(),
        });
    }
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    let failing = findings.iter().filter(|finding| finding.fails).count();
    let gates = vec!["every reference closes".to_owned()];
    VerdictView { version: 1, gated: true, passes: failing == 0, gates, failing, waived: 0, findings, rules }
}

fn view(
    finding: &Finding,
    waivers: &[Waiver],
    rule: String,
    place: PlaceView,
    related: Vec<RelatedView>,
) -> FindingView {
    let Subject { kind, id, within, .. } = &finding.subject;
    FindingView {
        code: finding.code.as_str(),
        level: finding.weight,
        fails: finding.fails,
        message: finding.message.clone(),
        subject: SubjectView { kind: *kind, id: id.clone(), within: within.clone() },
        fingerprint: fingerprint(&[&place.path, &rule, &finding.detail]),
        place,
        related,
        help: finding.help.clone(),
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

fn related<'a>(
    places: impl Iterator<Item = (&'a Place, &'a str)>,
    sources: &Sources,
    path: &dyn Fn(&str) -> String,
) -> Vec<RelatedView> {
    places
        .map(|(place, words)| RelatedView { message: words.to_owned(), place: place_view(place, sources, path) })
        .collect()
}

/// Asks for the path of a file only once: many findings lie in one file, and its path is found by looking into folders.
fn once(path: &dyn Fn(&str) -> String) -> impl Fn(&str) -> String + '_ {
    let known: RefCell<HashMap<String, String>> = RefCell::default();
    move |name| known.borrow_mut().entry(name.to_owned()).or_insert_with(|| path(name)).clone()
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

fn rule_id(finding: &Finding) -> String {
    let id = &finding.subject.id;
    if id.is_empty() { finding.code.to_string() } else { format!("{}/{id}", finding.code) }
}

fn rule(finding: &Finding, id: String, help: &dyn Fn(&Subject) -> Vec<String>) -> RuleView {
    let Finding { code, subject, .. } = finding;
    let title = if subject.name.is_empty() {
        code.summary().to_owned()
    } else {
        format!("{}: {}", subject.name, code.summary())
    };
    let help = std::iter::once(code.explanation().to_owned()).chain(help(subject)).collect();
    RuleView { id, code: code.as_str(), title, help, level: code.weight() }
}

/// FNV-1a over parts that are kept apart, in hexadecimal: short, the same on every machine, and no secret.
fn fingerprint(parts: &[&str]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in parts.iter().flat_map(|part| part.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{hash:016x}")
}
