//! Effort against score: which actions are worth doing first, whatever there is to spend. Cannot fail but for size.

use super::{
    choose::{Step, steps_to},
    goal::{Goal, Reach, price},
    least::{Cost, corners},
    wishes::Estimates,
};
use crate::{
    assessment::{Assessment, Basis, Scorecard, State, score},
    framework::{Framework, Need, PracticeId},
};

/// The most steps of which the curve is drawn: each corner takes a cut through all of them.
pub const MOST_CURVE_STEPS: usize = 2_048;

/// The finest unit of score: products of a gain and all efforts must stay within what is counted with.
const MOST_UNIT: u128 = 1 << 60;

/// How much score each further effort buys at the most, by claimed levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Curve {
    /// From nothing done to everything at the top. No set of actions of as little effort as a point scores more, and each point
    /// holds all actions of those before it.
    pub points: Vec<Point>,
    /// What each level takes: by block, and for all together in the last row.
    pub prices: Vec<Prices>,
}

/// A corner of the curve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The steps that it has more than the point before, each after all that it waits for.
    pub adds: Vec<Step>,
    /// Person-days, of all steps up to here.
    pub effort: u64,
    /// The overall score then.
    pub claimed: Basis,
}

/// What each level takes, from level 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prices {
    /// Index of the block; `None` for all together.
    pub block: Option<usize>,
    pub levels: Vec<Reach>,
}

/// The whole curve, and what each level takes. `None` where there are more steps than [`MOST_CURVE_STEPS`], or the weights of
/// the blocks have no common measure of a size to count with.
#[must_use]
pub fn curve(framework: &Framework, assessment: &Assessment, scorecard: &Scorecard, own: &Estimates) -> Option<Curve> {
    let Everything { steps, gains, .. } = everything(framework, scorecard, own)?;
    let cost: Vec<Cost> = steps.iter().map(|step| Cost { effort: u64::from(step.effort), gain: 0 }).collect();
    let needs: Vec<Vec<usize>> = steps.iter().map(|step| step.needs.clone()).collect();
    let mut answers = assessment.clone();
    let mut before = vec![false; steps.len()];
    let mut points = Vec::new();
    for corner in corners(&cost, &gains, &needs) {
        let new = (0..steps.len()).filter(|at| corner.taken[*at] && !before[*at]);
        let adds: Vec<Step> = new.map(|at| steps[at].clone()).collect();
        for step in &adds {
            answers.set(step.practice, step.level);
        }
        let claimed = score(framework, &answers, scorecard.today).overall.claimed.unwrap_or_default();
        points.push(Point { adds, effort: corner.effort, claimed });
        before = corner.taken;
    }
    let blocks = (0..framework.blocks.len()).filter(|block| scorecard.blocks[*block].figures.claimed.is_some());
    let prices =
        blocks.map(Some).chain([None]).map(|block| Prices { block, levels: prices(framework, scorecard, own, block) });
    Some(Curve { points, prices: prices.collect() })
}

fn prices(framework: &Framework, scorecard: &Scorecard, own: &Estimates, block: Option<usize>) -> Vec<Reach> {
    let goal = |level| Goal {
        level,
        blocks: block.into_iter().collect(),
        must: Vec::new(),
        leave: Vec::new(),
        estimates: own.clone(),
    };
    (1..=framework.top()).map(|level| price(framework, scorecard, &goal(level))).collect()
}

/// All steps up to the top, with what each adds to the overall score, in a unit in which all of it is whole: no rounding
/// decides between two steps.
pub(super) struct Everything {
    pub(super) steps: Vec<Step>,
    pub(super) gains: Vec<u128>,
    /// The score of the levels claimed, in that unit.
    pub(super) now: u128,
    /// The score of everything at the top.
    pub(super) whole: u128,
}

/// Everything that can be done. `None` where that is too much to count with.
pub(super) fn everything(framework: &Framework, scorecard: &Scorecard, own: &Estimates) -> Option<Everything> {
    let applies = || scorecard.practices.iter().filter(|score| score.state != State::NotApplicable);
    let aims = applies().map(|score| Need { practice: score.practice, level: framework.top() });
    let steps = steps_to(framework, scorecard, own, aims);
    if steps.len() > MOST_CURVE_STEPS {
        return None;
    }
    let mut weight = vec![0_u128; framework.blocks.len()];
    for score in applies() {
        let practice = &framework[score.practice];
        weight[practice.block] += u128::from(practice.weight);
    }
    let common = |one: u128, other: u128| one / greatest(one, other) * other;
    let mut unit = 1;
    for weight in weight.iter().filter(|weight| **weight > 0) {
        unit = common(unit, *weight);
        if unit > MOST_UNIT {
            return None;
        }
    }
    let shares = &framework.profiles[scorecard.profile.0].weights;
    let gain = |practice: PracticeId| {
        let practice = &framework[practice];
        u128::from(practice.weight) * u128::from(shares[practice.block]) * (unit / weight[practice.block])
    };
    let top = u128::from(framework.top());
    Some(Everything {
        gains: steps.iter().map(|step| gain(step.practice)).collect(),
        steps,
        now: applies().map(|score| gain(score.practice) * u128::from(score.claimed)).sum(),
        whole: applies().map(|score| gain(score.practice) * top).sum(),
    })
}

fn greatest(mut one: u128, mut other: u128) -> u128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one.max(1)
}
