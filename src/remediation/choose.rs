//! Which actions close the gaps, what each waits for, and which is worth most.

use std::{cmp::Ordering, collections::HashMap};

use crate::{
    assessment::{Scorecard, State},
    framework::{Framework, PracticeId, Step as Phase},
};

/// An action on the way to a practice's target: what lifts it to `level` from the one below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub practice: PracticeId,
    /// The level that it reaches, from 1.
    pub level: u8,
    /// Person-days.
    pub effort: u32,
    /// What it adds to the overall score, in millionths of a basis point.
    pub gain: u64,
    /// The step of the operating model in which it can be done at the earliest.
    pub phase: Phase,
    /// Other steps that must be finished first, as indices into the same list.
    pub needs: Vec<usize>,
    /// Whether the practice's own target asks for it; otherwise only other actions wait for it.
    pub wanted: bool,
}

impl Step {
    /// The better of two comes first: more gained for the effort, then by id.
    pub(super) fn worth(&self, other: &Self, framework: &Framework) -> Ordering {
        let rate = |step: &Self, other: &Self| u128::from(step.gain) * u128::from(other.effort);
        rate(other, self)
            .cmp(&rate(self, other))
            .then_with(|| framework[self.practice].id.cmp(&framework[other.practice].id))
            .then(self.level.cmp(&other.level))
    }
}

/// The steps that can be taken now, the best first, at most `most`.
#[must_use]
pub fn next_steps(framework: &Framework, scorecard: &Scorecard, most: usize) -> Vec<Step> {
    let mut ready: Vec<Step> = steps(framework, scorecard).into_iter().filter(|step| step.needs.is_empty()).collect();
    ready.sort_by(|a, b| a.worth(b, framework));
    ready.truncate(most);
    ready
}

/// All steps that close the gaps, and those that they wait for; each stands after all that it needs.
pub(super) fn steps(framework: &Framework, scorecard: &Scorecard) -> Vec<Step> {
    let mut chooser = Chooser { framework, scorecard, found: HashMap::new(), steps: Vec::new() };
    for score in &scorecard.practices {
        if score.gap() > 0 {
            chooser.reach(score.practice, score.target);
        }
    }
    chooser.steps
}

struct Chooser<'a> {
    framework: &'a Framework,
    scorecard: &'a Scorecard,
    found: HashMap<(PracticeId, u8), usize>,
    steps: Vec<Step>,
}

impl Chooser<'_> {
    /// The step that brings a practice to `level`; `None` if it is there already, or does not apply.
    fn reach(&mut self, practice: PracticeId, level: u8) -> Option<usize> {
        let score = self.scorecard.practices.iter().find(|score| score.practice == practice)?;
        if score.state == State::NotApplicable || score.claimed >= level {
            return None;
        }
        if let Some(at) = self.found.get(&(practice, level)) {
            return Some(*at);
        }
        let wanted = level <= score.target;
        let mut needs: Vec<usize> = Vec::new();
        if level > 1 {
            needs.extend(self.reach(practice, level - 1));
        }
        let framework = self.framework;
        let action = &framework[practice].actions[usize::from(level) - 1];
        for need in &action.needs {
            needs.extend(self.reach(need.practice, need.level));
        }
        needs.sort_unstable();
        needs.dedup();
        let phase = needs.iter().map(|at| self.steps[*at].phase).max();
        let step = Step {
            practice,
            level,
            effort: action.effort[self.scorecard.profile.0],
            gain: self.gain(practice),
            phase: phase.map_or(framework[practice].step, |phase| phase.max(framework[practice].step)),
            needs,
            wanted,
        };
        self.steps.push(step);
        self.found.insert((practice, level), self.steps.len() - 1);
        Some(self.steps.len() - 1)
    }

    /// What one level of a practice adds to the overall score.
    fn gain(&self, practice: PracticeId) -> u64 {
        let framework = self.framework;
        let applicable = |score: &&crate::assessment::PracticeScore| score.state != State::NotApplicable;
        let block = framework[practice].block;
        let weights = &framework.profiles[self.scorecard.profile.0].weights;
        let in_block: u64 = self
            .scorecard
            .practices
            .iter()
            .filter(applicable)
            .filter(|score| framework[score.practice].block == block)
            .map(|score| u64::from(framework[score.practice].weight))
            .sum();
        let blocks: u64 = self
            .scorecard
            .blocks
            .iter()
            .filter(|score| score.figures.claimed.is_some())
            .map(|score| u64::from(weights[score.group]))
            .sum();
        let part = u64::from(framework[practice].weight) * u64::from(weights[block]);
        10_000 * 1_000_000 * part / (in_block * blocks * u64::from(framework.top())).max(1)
    }
}
