//! Which actions close the gaps, what each waits for, and which is worth most.

use std::{cmp::Ordering, collections::HashMap};

use super::wishes::Estimates;
use crate::{
    assessment::{Scorecard, State},
    framework::{Framework, Need, PracticeId, Step as Phase},
};

/// An action on the way to a practice's target: what lifts it to `level` from the one below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub practice: PracticeId,
    /// The level that it reaches, from 1.
    pub level: u8,
    /// Person-days.
    pub effort: u32,
    /// Whether that is an own estimate, not the framework's.
    pub own: bool,
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
    /// The practice and the level that it reaches.
    #[must_use]
    pub fn need(&self) -> Need {
        Need { practice: self.practice, level: self.level }
    }

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
    let mut ready: Vec<Step> =
        steps(framework, scorecard, &Estimates::default()).into_iter().filter(|step| step.needs.is_empty()).collect();
    ready.sort_by(|a, b| a.worth(b, framework));
    ready.truncate(most);
    ready
}

/// All steps that close the gaps, and those that they wait for; each stands after all that it needs.
#[must_use]
pub fn steps(framework: &Framework, scorecard: &Scorecard, own: &Estimates) -> Vec<Step> {
    let gaps = scorecard.practices.iter().filter(|score| score.gap() > 0);
    let aims = gaps.map(|score| Need { practice: score.practice, level: score.target });
    steps_to(framework, scorecard, own, aims)
}

/// All steps that bring practices to levels, and those that they wait for; each stands after all that it needs.
pub(super) fn steps_to(
    framework: &Framework,
    scorecard: &Scorecard,
    own: &Estimates,
    aims: impl Iterator<Item = Need>,
) -> Vec<Step> {
    let mut chooser = Chooser::new(framework, scorecard, own);
    for aim in aims {
        chooser.reach(aim);
    }
    chooser.steps
}

struct Chooser<'a> {
    framework: &'a Framework,
    scorecard: &'a Scorecard,
    own: &'a Estimates,
    /// Weight of the practices that apply, by block.
    in_block: Vec<u64>,
    /// Weight of the blocks in which anything applies.
    blocks: u64,
    found: HashMap<Need, usize>,
    steps: Vec<Step>,
}

impl<'a> Chooser<'a> {
    fn new(framework: &'a Framework, scorecard: &'a Scorecard, own: &'a Estimates) -> Self {
        let mut in_block = vec![0; framework.blocks.len()];
        for score in scorecard.practices.iter().filter(|score| score.state != State::NotApplicable) {
            let practice = &framework[score.practice];
            in_block[practice.block] += u64::from(practice.weight);
        }
        let applies = scorecard.blocks.iter().filter(|score| score.figures.claimed.is_some());
        let weights = &framework.profiles[scorecard.profile.0].weights;
        let blocks = applies.map(|score| u64::from(weights[score.group])).sum();
        Self { framework, scorecard, own, in_block, blocks, found: HashMap::new(), steps: Vec::new() }
    }

    /// Adds the step that brings a practice to a level, after all that it waits for.
    ///
    /// Practices may wait for each other in a chain as long as the framework, so that what is not finished stands in a
    /// list of its own instead of on the stack of the program.
    fn reach(&mut self, aim: Need) {
        let framework = self.framework;
        let mut open: Vec<(Need, std::vec::IntoIter<Need>)> = Vec::new();
        let mut next = Some(aim);
        loop {
            if let Some(aim) = next.take().filter(|aim| self.lacks(*aim)) {
                let needs: Vec<Need> = framework.needs(aim.practice, aim.level).collect();
                open.push((aim, needs.into_iter()));
            }
            let Some((aim, waits)) = open.last_mut() else { return };
            next = waits.next();
            if next.is_none() {
                let aim = *aim;
                open.pop();
                self.add(aim);
            }
        }
    }

    /// Whether a step is to be added for it: it is not there already, applies, and has no step yet.
    fn lacks(&self, aim: Need) -> bool {
        let score = self.scorecard.practice(aim.practice);
        score.is_some_and(|score| score.state != State::NotApplicable && score.claimed < aim.level)
            && !self.found.contains_key(&aim)
    }

    /// Adds a step, all of whose prerequisites are there.
    fn add(&mut self, aim: Need) {
        let framework = self.framework;
        let practice = &framework[aim.practice];
        let action = &practice.actions[usize::from(aim.level) - 1];
        let mut needs: Vec<usize> =
            framework.needs(aim.practice, aim.level).filter_map(|need| self.found.get(&need).copied()).collect();
        needs.sort_unstable();
        needs.dedup();
        let own = self.own.of(aim);
        let phase = needs.iter().map(|at| self.steps[*at].phase).max();
        let target = self.scorecard.practice(aim.practice).map_or(0, |score| score.target);
        let step = Step {
            practice: aim.practice,
            level: aim.level,
            effort: own.unwrap_or(action.effort[self.scorecard.profile.0]),
            own: own.is_some(),
            gain: self.gain(aim.practice),
            phase: phase.map_or(practice.step, |phase| phase.max(practice.step)),
            needs,
            wanted: aim.level <= target,
        };
        self.found.insert(aim, self.steps.len());
        self.steps.push(step);
    }

    /// What one level of a practice adds to the overall score.
    fn gain(&self, practice: PracticeId) -> u64 {
        let framework = self.framework;
        let block = framework[practice].block;
        let weights = &framework.profiles[self.scorecard.profile.0].weights;
        let part = u64::from(framework[practice].weight) * u64::from(weights[block]);
        10_000 * 1_000_000 * part / (self.in_block[block] * self.blocks * u64::from(framework.top())).max(1)
    }
}
