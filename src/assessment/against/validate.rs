//! Raw rules → [`Rules`]; every complaint at its place.

use super::{
    model::{Rule, Rules},
    raw::{RawAgainst, RawRule},
};
use crate::{
    diag::{Code, Complaints, Diagnostic, Sink},
    framework::Framework,
    load::{beside, wrong_id},
    register::{Bound, Figure, Idle, Kinds},
    source::{Path, SourceId, Sources},
};

/// The file of a pack that has its rules.
const FILE: &str = "against.toml";

/// The folder of files that add to them.
const FOLDER: &str = "against/";

/// A file of rules that was decoded.
#[derive(Debug)]
pub struct RuleFile {
    pub source: SourceId,
    pub raw: RawAgainst,
}

/// Whether a file of a pack, by its name in it, has rules on records.
#[must_use]
pub fn is_rules(name: &str) -> bool {
    name == FILE || name.strip_prefix(FOLDER).is_some_and(|rest| rest.ends_with(".toml"))
}

/// Builds the rules of a framework on these kinds of record. What is wrong with one is complained of, and it is left out.
pub fn validate(
    files: Vec<RuleFile>,
    framework: &Framework,
    kinds: &Kinds,
    sources: &Sources,
    sink: &mut Sink,
) -> Rules {
    let mut rules: Vec<Rule> = Vec::new();
    for RuleFile { source, raw } in files {
        let mut check = Check { framework, kinds, complaints: Complaints::new(source, sources, sink) };
        for (at, raw) in raw.rules.into_iter().enumerate() {
            let path = Path::root().key("rules").index(at);
            let earlier = rules.iter().map(|rule| rule.id.as_str());
            if let Some(wrong) = wrong_id(&raw.id).or_else(|| beside(&raw.id, earlier)) {
                check.complaints.at(&path.key("id"), wrong);
            }
            rules.extend(check.rule(raw, &path));
        }
    }
    Rules { rules }
}

struct Check<'a> {
    framework: &'a Framework,
    kinds: &'a Kinds,
    complaints: Complaints<'a>,
}

impl Check<'_> {
    fn rule(&mut self, raw: RawRule, path: &Path) -> Option<Rule> {
        if raw.message.trim().is_empty() {
            let told = Diagnostic::new(Code::EmptyText, "nobody can tell what is counted: `message` is empty");
            self.complaints.at(&path.key("message"), told);
        }
        let practice = self.framework.practice(&raw.practice);
        if practice.is_none() {
            let known = self.framework.practices.iter().map(|practice| practice.id.as_str());
            self.complaints.unknown(&path.key("practice"), Code::UnknownPractice, "practice", &raw.practice, known);
        }
        let from = self.from(&raw.from, &path.key("from"));
        let figure = Figure::of(&raw.figure, self.kinds, &path.key("figure"), &mut self.complaints);
        let bound = Bound::of(&raw.asks);
        if bound.is_none() {
            let words = "`asks` has one of `at_least`, `more_than` and `at_most`";
            self.complaints.at(&path.key("asks"), Diagnostic::new(Code::BoundIdle, words));
        }
        let (figure, bound) = (figure?, bound?);
        if let Some(idle) = self.kinds.get(&figure.kind).and_then(|kind| figure.idle(bound, kind)) {
            let words = match idle {
                Idle::AlwaysKept => "whatever is recorded, the bound is kept",
                Idle::AlwaysMissed => "whatever is recorded, the bound is missed",
            };
            let told = Diagnostic::new(Code::BoundIdle, words);
            self.complaints
                .at(&path.key("asks"), told.help("a share is in per cent, and of records that `where` picks out"));
        }
        Some(Rule {
            id: raw.id,
            practice: practice?,
            from: from?,
            bound,
            message: raw.message.trim().to_owned(),
            figure,
        })
    }

    /// The lowest level that asks: the least of all asks for nothing.
    fn from(&mut self, word: &str, path: &Path) -> Option<u8> {
        let level = self.framework.level(word);
        match level {
            None => {
                let known = self.framework.levels.iter().map(|level| level.id.as_str());
                self.complaints.unknown(path, Code::UnknownLevel, "level", word, known);
            }
            Some(0) => {
                let words = format!("`{word}` claims nothing that records could contradict");
                self.complaints.at(path, Diagnostic::new(Code::BoundIdle, words));
            }
            Some(_) => {}
        }
        level
    }
}
