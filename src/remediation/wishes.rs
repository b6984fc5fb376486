//! `plan.yaml`: what a plan has to hold, does without, and takes by one's own estimate. Every mistake is told at its place.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, schema_for};
use serde::Deserialize;

use crate::{
    assessment::{Scorecard, State},
    diag::{Code, Complaints, Diagnostic, Sink, list},
    framework::{Framework, Need},
    source::{Path, SourceId, Sources},
};

/// `plan.yaml`: what is known of the work that the framework cannot know. A step is a practice and the level that it comes to,
/// such as `GOV-02=established`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Plan")]
pub struct RawWishes {
    /// Steps that are wanted whatever they cost.
    #[serde(default)]
    must: Vec<String>,
    /// Steps that are not taken, each with the reason.
    #[serde(default)]
    leave: Vec<RawLeft>,
    /// Own estimates of steps, instead of the framework's.
    #[serde(default)]
    effort: BTreeMap<String, RawEffort>,
}

/// A step that is not taken.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawLeft {
    /// The practice and the level that it would come to.
    step: String,
    /// Why it is left out.
    reason: String,
}

/// An own estimate.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawEffort {
    /// Person-days, 1 to 10,000.
    days: u32,
    /// What it rests on.
    #[serde(default)]
    #[expect(dead_code, reason = "for whoever reads the file")]
    note: Option<String>,
}

/// What a plan has to hold and does without, and own estimates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    pub must: Vec<Need>,
    /// With the reason of each.
    pub leave: Vec<(Need, String)>,
    pub estimates: Estimates,
}

/// Person-days by steps, instead of the framework's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Estimates(pub Vec<(Need, u32)>);

impl Estimates {
    /// The own estimate of a step, where there is one.
    #[must_use]
    pub fn of(&self, step: Need) -> Option<u32> {
        self.0.iter().find(|(known, _)| *known == step).map(|(_, days)| *days)
    }
}

/// The schema of `plan.yaml`.
#[must_use]
pub fn wishes_schema() -> Schema {
    schema_for!(RawWishes)
}

/// Checks what a file says. What is wrong is told, and left out.
#[must_use]
pub fn wishes(
    raw: RawWishes,
    framework: &Framework,
    scorecard: &Scorecard,
    source: SourceId,
    sources: &Sources,
    sink: &mut Sink,
) -> Wishes {
    let mut check = Check { framework, scorecard, complaints: Complaints::new(source, sources, sink) };
    let root = Path::root();
    let must = raw.must.iter().enumerate().filter_map(|(at, step)| check.step(step, &root.key("must").index(at)));
    let must = must.collect();
    let mut leave = Vec::new();
    for (at, left) in raw.leave.into_iter().enumerate() {
        let path = root.key("leave").index(at);
        if left.reason.trim().is_empty() {
            let diagnostic =
                Diagnostic::new(Code::BadValue, "a step is left out for no reason").help("say why, in a few words");
            check.complain(diagnostic, &path.key("reason"), false);
        }
        leave.extend(check.step(&left.step, &path.key("step")).map(|step| (step, left.reason)));
    }
    let mut estimates = Vec::new();
    for (step, effort) in &raw.effort {
        let path = root.key("effort").key(step);
        if !(1..=10_000).contains(&effort.days) {
            let message = format!("{} is no number of person-days from 1 to 10000", effort.days);
            check.complain(Diagnostic::new(Code::BadValue, message), &path.key("days"), false);
        }
        estimates.extend(check.read(step, &path, true).map(|step| (step, effort.days)));
    }
    Wishes { must, leave, estimates: Estimates(estimates) }
}

struct Check<'a> {
    framework: &'a Framework,
    scorecard: &'a Scorecard,
    complaints: Complaints<'a>,
}

impl Check<'_> {
    /// A step that is still to be taken.
    fn step(&mut self, text: &str, path: &Path) -> Option<Need> {
        let step = self.read(text, path, false)?;
        let score = self.scorecard.practice(step.practice).filter(|score| score.state != State::NotApplicable);
        let message = match score {
            None => format!("`{}` does not apply here, and no plan has a step of it", self.framework[step.practice].id),
            Some(score) if score.claimed >= step.level => format!(
                "`{}` is at `{}` already, and no plan has this step",
                self.framework[step.practice].id,
                self.framework.levels[usize::from(score.claimed)].id
            ),
            Some(_) => return Some(step),
        };
        self.complain(Diagnostic::new(Code::BadValue, message).help("take it out of the file"), path, false);
        None
    }

    /// A step that is named, of a practice in the framework; at the key where it stands as one.
    fn read(&mut self, text: &str, path: &Path, key: bool) -> Option<Need> {
        let framework = self.framework;
        let Some((id, word)) = text.split_once('=') else {
            let message = format!("`{text}` is no step");
            let help = "write a practice and the level that it comes to, such as `GOV-02=established`";
            self.complain(Diagnostic::new(Code::BadValue, message).help(help), path, key);
            return None;
        };
        let (id, word) = (id.trim(), word.trim());
        let Some(practice) = framework.practice(id) else {
            let ids = framework.practices.iter().map(|practice| practice.id.as_str());
            let message = format!("`{}` has no practice `{id}`", framework.name);
            self.complain(Diagnostic::new(Code::UnknownPractice, message).meant(id, ids), path, key);
            return None;
        };
        let Some(level) = framework.level(word).filter(|level| *level > 0) else {
            let names = || framework.levels[1..].iter().map(|level| level.id.as_str());
            let message = format!("`{word}` is no level that a step comes to");
            let help = format!("the levels are {}, or 1 to {}", list(names()), framework.top());
            self.complain(Diagnostic::new(Code::UnknownLevel, message).help(help).meant(word, names()), path, key);
            return None;
        };
        Some(Need { practice, level })
    }

    fn complain(&mut self, diagnostic: Diagnostic, path: &Path, key: bool) {
        if key {
            self.complaints.at_key(path, diagnostic);
        } else {
            self.complaints.at(path, diagnostic);
        }
    }
}
