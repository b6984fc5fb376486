//! A scorecard held against a baseline. Cannot fail.
//!
//! Answers and method are told apart: where the method changed, the old answers are scored again by the new method, so
//! that every figure compared is made the same way.

use std::collections::BTreeSet;

use super::model::{Baseline, Method, Recorded};
use crate::{
    assessment::score::{EvidenceState, GroupScore, PracticeScore, Scorecard, State, sum_up},
    framework::Framework,
};

/// What became of a baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What the method does otherwise; empty when figures of then and now are made the same way.
    pub method: Vec<MethodChange>,
    /// Whether both sides are scored by the method of then, and not by the one of now.
    pub by_old_method: bool,
    pub overall: FiguresChange,
    /// One a block, in the framework's order.
    pub blocks: Vec<FiguresChange>,
    /// One a practice that was and is asked and whose answer moved, in the framework's order.
    pub practices: Vec<PracticeChange>,
    /// The old answers, scored by the same method as those of now.
    pub before: Scorecard,
}

/// One thing that the method does otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodChange {
    /// Such as ``weight of `GOV-02` ``.
    pub what: String,
    pub before: String,
    pub after: String,
    /// Whether figures may differ for it: the name of a version weighs nothing by itself, and the profile is the worksheet's.
    pub weighs: bool,
}

crate::words::words! {
    /// Which way something moved.
    pub enum Trend {
        Worse = "worse",
        Same = "same",
        /// Neither better nor worse, but not the same.
        Other = "other",
        Better = "better",
    }
}
crate::words::serialize_words!(Trend);

/// Figures of then and of now, by the method of now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiguresChange {
    /// Index of the block; `None` for overall.
    pub block: Option<usize>,
    pub trend: Trend,
    pub before: Recorded,
    pub after: Recorded,
    /// As it was printed then, where another method made it.
    pub printed: Option<Recorded>,
}

/// The answer to a practice, then and now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeChange {
    pub trend: Trend,
    pub before: PracticeScore,
    pub after: PracticeScore,
    /// Why it is worse; empty unless it is.
    pub reasons: Vec<Reason>,
}

crate::words::words! {
    /// Why an answer is worse than it was.
    pub enum Reason {
        LowerLevel = "lower-level",
        EvidenceLost = "evidence-lost",
        EvidenceExpired = "evidence-expired",
        EvidenceWeaker = "evidence-weaker",
        NotApplicable = "became-not-applicable",
        Vanished = "answer-gone",
    }
}
crate::words::serialize_words!(Reason);

/// Compares; `method` is the method by which the scorecard of now was made.
#[must_use]
pub fn compare(framework: &Framework, baseline: &Baseline, method: &Method, now: &Scorecard) -> Comparison {
    let before = rescore(framework, baseline, now);
    let changes = method_changes(&baseline.method, method);
    let other_method = !changes.is_empty();
    let figures = |block: Option<usize>, then: Recorded, after: Recorded, printed: Option<Recorded>| FiguresChange {
        block,
        trend: trend(&then, &after),
        before: then,
        after,
        printed: printed.filter(|_| other_method),
    };
    let blocks = before
        .blocks
        .iter()
        .zip(&now.blocks)
        .map(|(then, after): (&GroupScore, &GroupScore)| {
            let id = &framework.blocks[after.group].id;
            let printed = baseline.method.blocks.iter().position(|(other, _)| other == id);
            figures(
                Some(after.group),
                Recorded::of(&then.figures),
                Recorded::of(&after.figures),
                printed.map(|at| baseline.blocks[at]),
            )
        })
        .collect();
    let overall = figures(None, Recorded::of(&before.overall), Recorded::of(&now.overall), Some(baseline.overall));
    let practices =
        before.practices.iter().zip(&now.practices).filter_map(|(then, after)| practice(then, after)).collect();
    let used = || Method::of(framework, now.profile);
    let by_old_method = other_method && !method_changes(&used(), method).is_empty();
    Comparison { method: changes, by_old_method, overall, blocks, practices, before }
}

/// The old answers by the method of now. A practice that was not asked then is taken as it is now, so that it moves no
/// figure.
fn rescore(framework: &Framework, baseline: &Baseline, now: &Scorecard) -> Scorecard {
    let asked_then = baseline.method.by_id();
    let practices = now
        .practices
        .iter()
        .map(|score| match asked_then.get(framework[score.practice].id.as_str()) {
            None => score.clone(),
            Some(at) => PracticeScore { target: score.target, ..baseline.kept(*at, framework).score(score.practice) },
        })
        .collect();
    sum_up(framework, now.profile, practices, baseline.day)
}

/// `None` when nothing moved.
fn practice(before: &PracticeScore, after: &PracticeScore) -> Option<PracticeChange> {
    let mut reasons = Vec::new();
    match (before.state, after.state) {
        (State::Answered | State::NotApplicable, State::NotAssessed) => reasons.push(Reason::Vanished),
        (State::Answered, State::NotApplicable) => reasons.push(Reason::NotApplicable),
        (State::Answered, State::Answered) => {
            if after.claimed < before.claimed {
                reasons.push(Reason::LowerLevel);
            }
            if after.evidenced < before.evidenced {
                match after.evidence {
                    EvidenceState::Missing => reasons.push(Reason::EvidenceLost),
                    EvidenceState::Expired | EvidenceState::NotYet => reasons.push(Reason::EvidenceExpired),
                    EvidenceState::Partial | EvidenceState::Weak => reasons.push(Reason::EvidenceWeaker),
                    // As good as the level needs: the lower level says it all.
                    EvidenceState::NotNeeded | EvidenceState::Current => {}
                }
            }
        }
        _ => {}
    }
    let same = (before.state, before.claimed, before.evidenced) == (after.state, after.claimed, after.evidenced);
    let trend = match (before.state, after.state) {
        _ if !reasons.is_empty() => Trend::Worse,
        _ if same => return None,
        (State::Answered | State::NotAssessed, State::Answered) => Trend::Better,
        _ => Trend::Other,
    };
    Some(PracticeChange { trend, before: before.clone(), after: after.clone(), reasons })
}

/// Worse where any figure is lower; a figure that is gone or new is neither.
pub(in crate::assessment) fn trend(before: &Recorded, after: &Recorded) -> Trend {
    if before == after {
        return Trend::Same;
    }
    let (mut lower, mut higher) = (false, false);
    let mut look = |ordering: Option<std::cmp::Ordering>| match ordering {
        Some(std::cmp::Ordering::Less) => lower = true,
        Some(std::cmp::Ordering::Greater) => higher = true,
        _ => {}
    };
    look(after.claimed.zip(before.claimed).map(|(after, before)| after.cmp(&before)));
    look(after.evidenced.zip(before.evidenced).map(|(after, before)| after.cmp(&before)));
    look(after.reached.zip(before.reached).map(|(after, before)| after.cmp(&before)));
    look(after.reached_evidenced.zip(before.reached_evidenced).map(|(after, before)| after.cmp(&before)));
    match (lower, higher) {
        (true, _) => Trend::Worse,
        (false, true) => Trend::Better,
        (false, false) => Trend::Other,
    }
}

/// What the method of `after` does otherwise than that of `before`.
#[must_use]
pub fn method_changes(before: &Method, after: &Method) -> Vec<MethodChange> {
    let mut changes = Vec::new();
    let mut all = |weighs: bool, what: String, before: String, after: String| {
        if before != after {
            changes.push(MethodChange { what, before, after, weighs });
        }
    };
    all(false, "version of the framework".to_owned(), before.version.clone(), after.version.clone());
    all(false, "profile".to_owned(), before.profile.clone(), after.profile.clone());
    let mut note = |what: String, before: String, after: String| all(true, what, before, after);
    let share = |share: u32| crate::assessment::Basis(share).to_string();
    note("share that reaches a level".to_owned(), share(before.reach_share), share(after.reach_share));
    note("scale".to_owned(), before.scale.join(", "), after.scale.join(", "));
    if let (Some(before), Some(after)) = (&before.rules, &after.rules) {
        for (key, before, after) in before.changes(after) {
            note(key, before, after);
        }
    }
    // Another version is told by its name; which of its words are others would fill pages.
    let same_version = before.version == after.version;
    if let (true, Some(before), Some(after)) = (same_version, &before.may_leave, &after.may_leave) {
        let said = |says: Option<&String>| says.map_or_else(|| "not said".to_owned(), Clone::clone);
        let ids: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for id in ids {
            note(format!("`not_applicable` of practice `{id}`"), said(before.get(id)), said(after.get(id)));
        }
    }
    let gone = || "not asked".to_owned();
    let weight = |weight: u32| format!("weight {weight}");
    for (id, now) in &after.blocks {
        let then = before.blocks.iter().find(|(other, _)| other == id);
        note(format!("block `{id}`"), then.map_or_else(gone, |(_, then)| weight(*then)), weight(*now));
    }
    for (id, then) in before.blocks.iter().filter(|(id, _)| !after.blocks.iter().any(|(other, _)| other == id)) {
        note(format!("block `{id}`"), weight(*then), gone());
    }
    let counts = |practice: &super::model::MethodPractice| {
        let key = if practice.key { ", key" } else { "" };
        format!("weight {}{key}, in {}", practice.weight, practice.block)
    };
    let (asked_then, asked_now) = (before.by_id(), after.by_id());
    for now in &after.practices {
        let then = asked_then.get(now.id.as_str()).map(|at| &before.practices[*at]);
        note(format!("practice `{}`", now.id), then.map_or_else(gone, &counts), counts(now));
    }
    for then in before.practices.iter().filter(|then| !asked_now.contains_key(then.id.as_str())) {
        note(format!("practice `{}`", then.id), counts(then), gone());
    }
    changes
}

impl Comparison {
    /// How many practices became worse.
    #[must_use]
    pub fn regressions(&self) -> usize {
        self.practices.iter().filter(|change| change.trend == Trend::Worse).count()
    }

    /// How many practices became better.
    #[must_use]
    pub fn improvements(&self) -> usize {
        self.practices.iter().filter(|change| change.trend == Trend::Better).count()
    }

    /// Whether a practice, a block or the whole is worse than it was.
    #[must_use]
    pub fn is_worse(&self) -> bool {
        self.regressions() > 0
            || std::iter::once(&self.overall).chain(&self.blocks).any(|change| change.trend == Trend::Worse)
    }
}
