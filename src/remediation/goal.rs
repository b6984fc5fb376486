//! A level to reach → the least effort that reaches it, or why nothing does. Cannot fail.

use std::collections::BTreeMap;

use super::wishes::Estimates;
use super::{
    choose::{Step, steps_to},
    least::{Cost, Cover, Found, Problem, Stopped, least},
};
use crate::{
    assessment::{PracticeScore, Scorecard, State},
    framework::{Framework, Need},
};

pub use super::least::MOST_STEPS;

/// A level that blocks are to reach, by the levels that are claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    pub level: u8,
    /// Indices of blocks; all that apply where there is none.
    pub blocks: Vec<usize>,
    /// What is wanted beside, whatever it costs. Each applies and is not there yet.
    pub must: Vec<Need>,
    /// Steps that are not taken. Each applies and is not there yet.
    pub leave: Vec<Need>,
    /// Efforts that are not the framework's.
    pub estimates: Estimates,
}

/// What a goal takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Nothing: the blocks are there.
    Already,
    /// These steps, each after all that it waits for.
    Steps(LeastEffort),
    /// No steps reach it.
    Never(Hindrance),
}

/// A set of steps that reaches a goal, with what was shown of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeastEffort {
    pub steps: Vec<Step>,
    /// Person-days.
    pub effort: u64,
    /// Person-days below which no set of steps reaches the goal: as many as the effort where that is shown to be the least.
    pub at_least: u64,
    /// For each step, what a plan without it takes; empty where the effort is not shown to be the least, and where there are
    /// too many to try ([`MOST_TRIED`]).
    pub without: Vec<Without>,
}

/// What reaching a goal takes without one of the steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Without {
    /// Nothing reaches it then.
    Needed,
    /// So many person-days more than with it, with these steps instead.
    Costs { more: u64, instead: Vec<Need> },
    /// The search ended before that was shown.
    NotShown,
}

/// Of how many steps each is tried without.
pub const MOST_TRIED: usize = 256;

/// Why a goal is reached by no steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hindrance {
    /// In this block, or in none of all, nothing applies.
    NothingApplies(Option<usize>),
    /// What is wanted waits for what is left out: the chain from the one to the other.
    LeftOut(Vec<Need>),
    /// Too little of this block can be brought to the level: chains that lead to what is left out.
    Short { block: usize, chains: Vec<Vec<Need>> },
    /// More steps than are solved ([`MOST_STEPS`]).
    TooLarge(usize),
}

/// The problem of a goal: its steps, and what of them is wanted.
pub(super) struct Asked {
    pub(super) steps: Vec<Step>,
    pub(super) problem: Problem,
    /// The block of each group of the problem.
    pub(super) blocks: Vec<usize>,
}

/// The least effort that brings blocks to a level.
///
/// A block reaches a level when all its key practices are at it, and practices with the framework's share of the weight. Of sets
/// of equal effort the one of fewest steps is taken, and of those the one that adds most to the score.
#[must_use]
pub fn reach(framework: &Framework, scorecard: &Scorecard, goal: &Goal) -> Reach {
    solve(framework, scorecard, goal, without)
}

/// The same, without a try of each step.
pub(super) fn price(framework: &Framework, scorecard: &Scorecard, goal: &Goal) -> Reach {
    solve(framework, scorecard, goal, |_, _, _| Vec::new())
}

fn solve(
    framework: &Framework,
    scorecard: &Scorecard,
    goal: &Goal,
    tried: fn(&[Step], &Problem, &Found) -> Vec<Without>,
) -> Reach {
    if let Some(hindrance) = nothing_applies(scorecard, goal) {
        return Reach::Never(hindrance);
    }
    let Asked { steps, problem, blocks } = asked(framework, scorecard, goal);
    if problem.required.is_empty() && problem.covers.is_empty() {
        return Reach::Already;
    }
    match least(&problem) {
        Ok(found) => Reach::Steps(LeastEffort {
            without: tried(&steps, &problem, &found),
            steps: only(&steps, &found.steps),
            effort: found.effort,
            at_least: found.at_least,
        }),
        Err(Stopped::TooLarge) => Reach::Never(Hindrance::TooLarge(steps.len())),
        Err(Stopped::Required { step, barred }) => Reach::Never(Hindrance::LeftOut(chain(&steps, step, barred))),
        Err(Stopped::Short { cover, barred }) => Reach::Never(Hindrance::Short {
            block: blocks[cover],
            chains: barred.into_iter().map(|(step, barred)| chain(&steps, step, barred)).collect(),
        }),
    }
}

/// Each chosen step is barred in turn, and the least effort looked for again.
fn without(steps: &[Step], problem: &Problem, found: &Found) -> Vec<Without> {
    if found.effort > found.at_least || steps.len() > MOST_TRIED {
        return Vec::new();
    }
    let barred = |step: &usize| problem.barred.iter().copied().chain([*step]).collect();
    let barring = |step: &usize| match least(&Problem { barred: barred(step), ..problem.clone() }) {
        Err(_) => Without::Needed,
        Ok(other) if other.effort > other.at_least => Without::NotShown,
        Ok(other) => {
            let new = other.steps.iter().filter(|step| !found.steps.contains(step));
            Without::Costs { more: other.effort - found.effort, instead: new.map(|at| steps[*at].need()).collect() }
        }
    };
    found.steps.iter().map(barring).collect()
}

/// A step, what it waits for, what that waits for, up to another.
fn chain(steps: &[Step], from: usize, to: usize) -> Vec<Need> {
    // Each stands after all that it waits for: those that lead to the other are found from it upward.
    let mut leads = vec![None; steps.len()];
    leads[to] = Some(to);
    for at in to + 1..=from {
        leads[at] = steps[at].needs.iter().copied().find(|need| leads[*need].is_some());
    }
    let mut chain = vec![steps[from].need()];
    let mut at = from;
    while let Some(next) = leads[at].filter(|next| *next != at) {
        chain.push(steps[next].need());
        at = next;
    }
    chain
}

/// The goal in steps: those of its practices up to the level, with all that they wait for.
pub(super) fn asked(framework: &Framework, scorecard: &Scorecard, goal: &Goal) -> Asked {
    let aims = members(framework, scorecard, goal).filter(|score| score.claimed < goal.level);
    let aims = aims.map(|score| Need { practice: score.practice, level: goal.level });
    let mut steps = steps_to(framework, scorecard, &goal.estimates, aims.chain(goal.must.iter().copied()));
    let mut at: BTreeMap<_, usize> = BTreeMap::new();
    for (index, step) in steps.iter_mut().enumerate() {
        let counts = step.level <= goal.level && goal.names(framework[step.practice].block);
        step.wanted = counts || goal.must.contains(&step.need());
        if step.level == goal.level {
            at.insert(step.practice, index);
        }
    }
    let cost = |step: &Step| Cost { effort: u64::from(step.effort), gain: step.gain };
    let mut problem = Problem {
        cost: steps.iter().map(cost).collect(),
        needs: steps.iter().map(|step| step.needs.clone()).collect(),
        ..Problem::default()
    };
    for (index, step) in steps.iter().enumerate() {
        if goal.must.contains(&step.need()) {
            problem.required.push(index);
        }
        if goal.leave.contains(&step.need()) {
            problem.barred.push(index);
        }
    }
    let mut blocks = Vec::new();
    for block in 0..framework.blocks.len() {
        let (mut whole, mut there, mut of) = (0_u64, 0_u64, Vec::new());
        for score in members(framework, scorecard, goal).filter(|score| framework[score.practice].block == block) {
            let practice = &framework[score.practice];
            let weight = u64::from(practice.weight);
            whole += weight;
            if score.claimed >= goal.level {
                there += weight;
            } else if practice.key {
                there += weight;
                problem.required.push(at[&score.practice]);
            } else {
                of.push((at[&score.practice], weight));
            }
        }
        let need = (whole * u64::from(framework.reach_share)).div_ceil(10_000).saturating_sub(there);
        if need > 0 {
            problem.covers.push(Cover { need, of });
            blocks.push(block);
        }
    }
    Asked { steps, problem, blocks }
}

/// Some of the steps, with what they wait for by their new places.
pub(super) fn only(steps: &[Step], chosen: &[usize]) -> Vec<Step> {
    let place: BTreeMap<usize, usize> = chosen.iter().enumerate().map(|(to, from)| (*from, to)).collect();
    let moved = |at: &usize| Step {
        needs: steps[*at].needs.iter().filter_map(|need| place.get(need).copied()).collect(),
        ..steps[*at].clone()
    };
    chosen.iter().map(moved).collect()
}

impl Goal {
    fn names(&self, block: usize) -> bool {
        self.blocks.is_empty() || self.blocks.contains(&block)
    }
}

/// The practices that count for a goal.
fn members<'a>(
    framework: &'a Framework,
    scorecard: &'a Scorecard,
    goal: &'a Goal,
) -> impl Iterator<Item = &'a PracticeScore> {
    let applies = scorecard.practices.iter().filter(|score| score.state != State::NotApplicable);
    applies.filter(|score| goal.names(framework[score.practice].block))
}

/// The block of the goal in which nothing applies, or nothing at all where it names none.
fn nothing_applies(scorecard: &Scorecard, goal: &Goal) -> Option<Hindrance> {
    let applies = |block: usize| scorecard.blocks[block].figures.claimed.is_some();
    if goal.blocks.is_empty() {
        return scorecard.overall.claimed.is_none().then_some(Hindrance::NothingApplies(None));
    }
    goal.blocks.iter().copied().find(|block| !applies(*block)).map(|block| Hindrance::NothingApplies(Some(block)))
}
