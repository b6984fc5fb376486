//! In: steps with what each costs and waits for, those that are wanted, and groups of which so much weight is wanted.
//! Out: the cheapest set of steps that does all of it, or the cheapest found, with what none can cost less than; or the corners
//! of the curve of effort against gain; or the most gain within an effort, with what none can gain more than.
//! Never: a float, a clock, a practice, a word, or "least" where it was not shown.

mod curve;
mod cut;
mod most;
mod search;
mod set;
mod share;
#[cfg(test)]
mod tests;

pub(super) use curve::corners;
pub(super) use most::most;
pub use search::MOST_STEPS;
pub(super) use search::{Found, Stopped, least};

/// What the search is given. Steps are indices, and stand after all that they wait for.
#[derive(Debug, Clone, Default)]
pub(super) struct Problem {
    /// What each step costs.
    pub(super) cost: Vec<Cost>,
    /// What each waits for: indices that are smaller than its own.
    pub(super) needs: Vec<Vec<usize>>,
    /// Steps that are taken whatever they cost.
    pub(super) required: Vec<usize>,
    /// Steps that are never taken.
    pub(super) barred: Vec<usize>,
    /// Of each group so much weight.
    pub(super) covers: Vec<Cover>,
}

/// What a step costs, in the order in which sets are compared: less effort, then fewer steps, then more gained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cost {
    pub(super) effort: u64,
    pub(super) gain: u64,
}

/// A group of steps, of which enough have to be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cover {
    /// The weight that has to be taken.
    pub(super) need: u64,
    /// Steps with their weights. No step stands in two groups.
    pub(super) of: Vec<(usize, u64)>,
}
