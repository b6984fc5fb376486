//! Effort against gain: the corners of the curve that no set of steps lies above.

use super::{Cost, cut::closure};

/// A corner: the steps up to it, and what they cost and gain together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::remediation) struct Corner {
    pub(in crate::remediation) taken: Vec<bool>,
    pub(in crate::remediation) effort: u64,
    pub(in crate::remediation) gain: u128,
}

/// All corners, from nothing to everything. Each holds the one before it, and no set of as little effort gains more than the
/// line between two corners.
///
/// Between two corners the set is looked for that lies highest above the line through them (Eisner and Severance); where there
/// is none, they are neighbours.
pub(in crate::remediation) fn corners(cost: &[Cost], gain: &[u128], needs: &[Vec<usize>]) -> Vec<Corner> {
    let corner = |taken: Vec<bool>| Corner::of(taken, cost, gain);
    let mut found = vec![corner(vec![false; cost.len()])];
    let mut ahead = vec![corner(vec![true; cost.len()])];
    while let (Some(low), Some(high)) = (found.last(), ahead.last()) {
        let (rise, run) = (signed(high.gain - low.gain), i128::from(high.effort - low.effort));
        let above = |gain: u128, effort: u64| signed(gain) * run - i128::from(effort) * rise;
        let value: Vec<i128> = gain.iter().zip(cost).map(|(gain, cost)| above(*gain, cost.effort)).collect();
        let between = corner(closure(&value, needs));
        if run > 0 && above(between.gain, between.effort) > above(low.gain, low.effort) {
            ahead.push(between);
        } else {
            // What adds nothing is no corner.
            if high.gain > low.gain || high.effort > low.effort {
                found.push(high.clone());
            }
            ahead.pop();
        }
    }
    found
}

impl Corner {
    pub(super) fn of(taken: Vec<bool>, cost: &[Cost], gain: &[u128]) -> Self {
        let held = || taken.iter().enumerate().filter(|(_, taken)| **taken).map(|(at, _)| at);
        let (effort, gain) = (held().map(|at| cost[at].effort).sum(), held().map(|at| gain[at]).sum());
        Self { taken, effort, gain }
    }
}

fn signed(gain: u128) -> i128 {
    i128::try_from(gain).unwrap_or(i128::MAX / 2)
}
