//! Findings, waivers and verdicts that cannot be wrong.

use std::path::PathBuf;

use jiff::civil::Date;

use super::code::{Domain, FindingCode, Weight};
use crate::source::{Path, Place, SourceId};

/// Which codes are looked for, and which of them fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub domain: Domain,
    /// Codes that fail beside those that weigh as errors.
    pub fail_on: Vec<FindingCode>,
}

/// What is excused of one practice at a time: what is worse than it was.
const ONE_BY_ONE: [FindingCode; 4] =
    [FindingCode::Regression, FindingCode::EvidenceWeaker, FindingCode::EvidenceRedated, FindingCode::SealRemoved];

/// A finding that is excused for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// What the finding has to be about, kind and id; each of them, and anything where there is none.
    pub subjects: Vec<(Kind, String)>,
    /// Ids that its practice has in other versions of the framework.
    pub also: Vec<String>,
    pub code: Option<FindingCode>,
    /// The file for which it is granted, as a path from `dmf.toml`.
    pub file: Option<String>,
    /// The folder of that `dmf.toml`.
    pub home: PathBuf,
    /// Whether a workspace around that of the file grants it, for other files as well.
    pub inherited: bool,
    /// Where that file is named.
    pub file_place: Option<Place>,
    pub reason: String,
    pub owner: String,
    /// Which of its words say nothing: then it excuses nothing.
    pub empty: Option<&'static str>,
    pub ticket: Option<String>,
    /// The last day on which it holds.
    pub until: Date,
    /// The last day on which any waiver may end.
    pub latest: Date,
    /// Where it stands.
    pub place: Place,
}

/// Whether what was judged passes, and all that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Whether any gate is set: without one nothing fails.
    pub gated: bool,
    pub findings: Vec<Finding>,
    /// By waiver: whether it excused something here.
    pub used: Vec<bool>,
    /// By waiver: whether what it covers was looked for here.
    pub looked_for: Vec<bool>,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub code: FindingCode,
    /// `Error` where a gate asks for it, waived or not.
    pub weight: Weight,
    pub subject: Subject,
    /// Tells findings of one code and subject apart; never a line, a level or a date.
    pub detail: String,
    pub message: String,
    pub at: At,
    /// Other places that have to do with it, each with what stands there.
    pub related: Vec<(Place, String)>,
    /// How to mend it, a line each.
    pub help: Vec<String>,
    /// Index of the waiver that excuses it.
    pub waived: Option<usize>,
    /// Whether the verdict fails for it.
    pub fails: bool,
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    pub kind: Kind,
    /// Stable, and the same wherever it stands; empty where the kind needs none.
    pub id: String,
    /// As a heading names it, such as `GOV-02 Owner for every dataset`.
    pub name: String,
    /// What it is a part of, such as the building block of a practice.
    pub within: Option<(Kind, String)>,
}

/// Kinds of things that findings are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Practice,
    Block,
    /// All that was asked of a file.
    Overall,
    Transfer,
    Incident,
    Agreement,
    Obligation,
    /// One record of a register that is described by data.
    Record,
    /// The file itself.
    File,
    Waiver,
}

/// Where a finding stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// At the key of the file that is judged that leads there.
    Key(Path),
    /// At the value.
    Value(Path),
    /// At a value of another source.
    In(SourceId, Path),
    /// In another file, or at a place that is known already.
    Place(Place),
}

impl Asked {
    /// A gate that holds what a domain looks for against `fail_on`; codes of other domains are left to them.
    #[must_use]
    pub fn of(domain: Domain, fail_on: impl IntoIterator<Item = FindingCode>) -> Self {
        let mut asked = Self { domain, fail_on: Vec::new() };
        for code in fail_on {
            asked.fail_on(code);
        }
        asked
    }

    /// Makes findings of that code fail.
    pub fn fail_on(&mut self, code: FindingCode) {
        if self.domain.looks_for(code) && !self.fail_on.contains(&code) {
            self.fail_on.push(code);
        }
    }

    /// Whether findings of that code fail.
    #[must_use]
    pub fn asks(&self, code: FindingCode) -> bool {
        self.fail_on.contains(&code)
    }
}

impl Finding {
    /// What was found, before anybody has judged it. `detail` tells findings of one code and subject apart.
    #[must_use]
    pub fn new(code: FindingCode, subject: Subject, detail: &str, message: String, at: At) -> Self {
        let detail = detail.to_owned();
        Self {
            code,
            weight: code.weight(),
            subject,
            detail,
            message,
            at,
            related: Vec::new(),
            help: Vec::new(),
            waived: None,
            fails: false,
        }
    }

    /// The same with a way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The same with another place that has to do with it.
    #[must_use]
    pub fn related(mut self, place: Place, words: &str) -> Self {
        self.related.push((place, words.to_owned()));
        self
    }
}

impl Subject {
    /// A thing with an id and a title.
    #[must_use]
    pub fn of(kind: Kind, id: &str, title: &str) -> Self {
        let name = if title.is_empty() { id.to_owned() } else { format!("{id} {title}") };
        Self { kind, id: id.to_owned(), name, within: None }
    }

    /// All that was asked of a file.
    #[must_use]
    pub fn overall() -> Self {
        Self { kind: Kind::Overall, id: "overall".to_owned(), name: "Overall".to_owned(), within: None }
    }

    /// The file itself.
    #[must_use]
    pub fn file() -> Self {
        Self { kind: Kind::File, id: String::new(), name: String::new(), within: None }
    }

    /// The same as a part of something.
    #[must_use]
    pub fn within(self, kind: Kind, id: &str) -> Self {
        Self { within: Some((kind, id.to_owned())), ..self }
    }

    /// Whether it is that thing, or a part of it.
    #[must_use]
    pub fn is(&self, kind: Kind, id: &str) -> bool {
        self.kind == kind && self.id == id || self.within.as_ref().is_some_and(|(of, whole)| *of == kind && whole == id)
    }
}

impl Kind {
    /// The key by which it goes in files and in JSON; `None` for what is not named there.
    #[must_use]
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Practice => Some("practice"),
            Self::Block => Some("block"),
            Self::Transfer => Some("transfer"),
            Self::Incident => Some("incident"),
            Self::Agreement => Some("agreement"),
            Self::Obligation => Some("obligation"),
            Self::Record => Some("record"),
            Self::Overall | Self::File | Self::Waiver => None,
        }
    }

    /// Where things of this kind are judged.
    #[must_use]
    pub const fn domain(self) -> Domain {
        match self {
            Self::Practice | Self::Block => Domain::Assessment,
            Self::Transfer => Domain::Transfer,
            Self::Incident => Domain::Incident,
            Self::Obligation => Domain::Agreement,
            Self::Agreement => Domain::Deal,
            Self::Record => Domain::Register,
            Self::Overall | Self::File | Self::Waiver => Domain::Any,
        }
    }
}

impl Waiver {
    /// Whether it excuses anything on that day: it holds, says why and who, and names what it is about.
    #[must_use]
    pub fn excuses(&self, day: Date) -> bool {
        self.holds(day) && self.empty.is_none() && !self.is_blanket()
    }

    /// Whether it would excuse each practice of a worksheet in which something is worse than it was: nobody has weighed each.
    #[must_use]
    pub fn is_blanket(&self) -> bool {
        self.subjects.is_empty() && self.code.is_some_and(|code| ONE_BY_ONE.contains(&code))
    }

    /// Whether it holds on that day.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        day <= self.until && self.until <= self.latest
    }

    /// Whether it excuses the same things as another, until the same day.
    #[must_use]
    pub fn grants_as(&self, other: &Self) -> bool {
        let what = |waiver: &Self| (waiver.subjects.clone(), waiver.code, waiver.file.clone(), waiver.until);
        what(self) == what(other)
    }

    /// Whether it is granted for such a finding.
    #[must_use]
    pub fn is_for(&self, finding: &Finding) -> bool {
        let also = |kind: Kind| kind == Kind::Practice && self.also.iter().any(|id| finding.subject.is(kind, id));
        self.subjects.iter().all(|(kind, id)| finding.subject.is(*kind, id) || also(*kind))
            && self.code.is_none_or(|code| code == finding.code)
    }

    /// Whether what it covers can be found in a domain at all.
    #[must_use]
    pub fn concerns(&self, domain: Domain) -> bool {
        let here = |kind: Kind| [domain, Domain::Any].contains(&kind.domain());
        self.subjects.iter().all(|(kind, _)| here(*kind)) && self.code.is_none_or(|code| domain.looks_for(code))
    }

    /// What it covers, in words.
    #[must_use]
    pub fn covers(&self) -> String {
        let file = self.file.as_ref().map_or_else(String::new, |file| format!(" in `{file}`"));
        let subjects: Vec<String> = self.subjects.iter().map(|(_, id)| format!("`{id}`")).collect();
        match (subjects.is_empty(), self.code) {
            (false, Some(code)) => format!("`{code}` of {}{file}", subjects.join(" in ")),
            (false, None) => format!("{}{file}", subjects.join(" in ")),
            (true, Some(code)) => format!("`{code}`{file}"),
            (true, None) => "nothing".to_owned(),
        }
    }
}

impl Verdict {
    /// Whether nothing fails.
    #[must_use]
    pub fn passes(&self) -> bool {
        !self.findings.iter().any(|finding| finding.fails)
    }
}
