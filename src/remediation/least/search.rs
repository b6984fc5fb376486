//! Branch and bound over which candidates are left out of each group.

use super::{
    Problem,
    set::{StepSet, closures},
    share::{Bound, Candidate, Decided, bound},
};

/// The most steps that a problem may have: their closures are kept as sets, which grow with the square.
pub const MOST_STEPS: usize = 8_192;

/// The work after which the search ends with what it has, counted in looks at a step: never in time, so that the answer is the
/// same everywhere.
const MOST_WORK: u64 = 150_000_000;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::remediation) struct Found {
    /// The steps, in order; each stands after all that it waits for.
    pub(in crate::remediation) steps: Vec<usize>,
    pub(in crate::remediation) effort: u64,
    /// No set that does all that was asked for has less effort: as much as the effort where it was shown to be the least.
    pub(in crate::remediation) at_least: u64,
    /// Whether no other set is before it in the order of costs.
    pub(in crate::remediation) proved: bool,
}

/// Why there is no such set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::remediation) enum Stopped {
    /// A step is required, and waits for one that is barred.
    Required { step: usize, barred: usize },
    /// What is not barred of a group has too little weight: the steps that cannot be taken, each with the one that is barred.
    Short { cover: usize, barred: Vec<(usize, usize)> },
    /// More steps than are solved.
    TooLarge,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Open,
    Taken,
    Left,
}

#[derive(Debug, Clone)]
struct State {
    chosen: StepSet,
    spent: u128,
    standing: Vec<Standing>,
    /// Steps that are not taken: those that are barred, and candidates that are left.
    out: StepSet,
    /// By group, the weight that may still be left.
    slack: Vec<u64>,
    bound: u128,
}

struct Search<'a> {
    problem: &'a Problem,
    closures: Vec<StepSet>,
    price: Vec<u128>,
    candidates: Vec<Candidate>,
    work: u64,
    best: Option<(u128, StepSet)>,
}

/// The set of least cost that holds all that it waits for, what is required, and of each group the weight that is needed.
pub(in crate::remediation) fn least(problem: &Problem) -> Result<Found, Stopped> {
    within(problem, MOST_WORK)
}

pub(super) fn within(problem: &Problem, most_work: u64) -> Result<Found, Stopped> {
    let steps = problem.cost.len();
    if steps > MOST_STEPS {
        return Err(Stopped::TooLarge);
    }
    let closures = closures(&problem.needs);
    let gain: u128 = problem.cost.iter().map(|cost| u128::from(cost.gain)).sum::<u128>() + 1;
    let price = |at: usize| {
        let cost = problem.cost[at];
        (u128::from(cost.effort) * (steps as u128 + 1) + 1) * gain - u128::from(cost.gain)
    };
    let price: Vec<u128> = (0..steps).map(price).collect();
    let mut search = Search { problem, closures, price, candidates: Vec::new(), work: 0, best: None };
    let root = search.root()?;
    let mut open = vec![root];
    while let Some(state) = open.pop() {
        if search.best.as_ref().is_some_and(|(best, _)| state.bound >= *best) {
            continue;
        }
        if search.work > most_work && search.best.is_some() {
            open.push(state);
            break;
        }
        search.visit(state, &mut open);
    }
    let (best, set) = search.best.expect("the first visit finds a set, as nothing that is open meets what is barred");
    let bound = open.iter().map(|state| state.bound).min().unwrap_or(best).min(best);
    // A price is its effort times one more than all steps, with the number of its steps, times more than all that is gained.
    let at_least = bound.div_ceil(gain).saturating_sub(steps as u128).div_ceil(steps as u128 + 1);
    let chosen: Vec<usize> = set.iter().collect();
    let effort = chosen.iter().map(|at| problem.cost[*at].effort).sum();
    Ok(Found { steps: chosen, effort, at_least: u64::try_from(at_least).unwrap_or(effort), proved: bound == best })
}

impl Search<'_> {
    /// What is taken in any case, and the candidates for the rest.
    fn root(&mut self) -> Result<State, Stopped> {
        let steps = self.price.len();
        let (mut chosen, mut out) = (StepSet::new(steps), StepSet::new(steps));
        for step in &self.problem.barred {
            out.insert(*step);
        }
        for step in &self.problem.required {
            if let Some(barred) = self.closures[*step].iter().find(|other| out.holds(*other)) {
                return Err(Stopped::Required { step: *step, barred });
            }
            chosen.join(&self.closures[*step]);
        }
        let mut slack = Vec::new();
        for (cover, group) in self.problem.covers.iter().enumerate() {
            let of: Vec<(usize, u64)> = group.of.iter().copied().filter(|(step, _)| !chosen.holds(*step)).collect();
            let whole: u64 = group.of.iter().map(|(_, weight)| weight).sum();
            // Weights count in units of what they have in common.
            let unit = of.iter().fold(0, |unit, (_, weight)| common(unit, *weight)).max(1);
            slack.push(whole.saturating_sub(group.need) / unit);
            for (step, weight) in of {
                let brings = self.closures[step].iter().filter(|other| !chosen.holds(*other)).collect();
                self.candidates.push(Candidate::new(step, cover, weight / unit, brings));
            }
        }
        let spent = chosen.iter().map(|step| self.price[step]).sum();
        let standing = vec![Standing::Open; self.candidates.len()];
        let mut state = State { chosen, spent, standing, out, slack, bound: spent };
        match self.settle(&mut state) {
            Ok(()) => Ok(state),
            Err(cover) => Err(Stopped::Short { cover, barred: self.short(cover) }),
        }
    }

    /// The steps of a group that wait for what is barred, or are, each with what that is.
    fn short(&self, cover: usize) -> Vec<(usize, usize)> {
        let group = self.problem.covers[cover].of.iter();
        let barred = |step: usize| self.problem.barred.iter().copied().find(|other| self.closures[step].holds(*other));
        group.filter_map(|(step, _)| Some((*step, barred(*step)?))).collect()
    }

    /// Draws all conclusions from what is decided. The error is a group from which too much would be left.
    fn settle(&mut self, state: &mut State) -> Result<(), usize> {
        loop {
            let mut changed = false;
            self.work += self.candidates.len() as u64;
            for at in 0..self.candidates.len() {
                let (step, cover, weight) =
                    (self.candidates[at].step, self.candidates[at].cover, self.candidates[at].weight);
                if state.standing[at] != Standing::Open {
                    continue;
                }
                if state.chosen.holds(step) {
                    state.standing[at] = Standing::Taken;
                } else if self.closures[step].meets(&state.out) {
                    self.leave(state, at)?;
                    changed = true;
                } else if weight > state.slack[cover] {
                    self.take(state, at);
                    changed = true;
                }
            }
            if !changed {
                return Ok(());
            }
        }
    }

    fn take(&self, state: &mut State, at: usize) {
        let brings = &self.candidates[at].brings;
        state.spent +=
            brings.iter().filter(|step| !state.chosen.holds(**step)).map(|step| self.price[*step]).sum::<u128>();
        state.chosen.join(&self.closures[self.candidates[at].step]);
        state.standing[at] = Standing::Taken;
    }

    fn leave(&self, state: &mut State, at: usize) -> Result<(), usize> {
        let candidate = &self.candidates[at];
        state.standing[at] = Standing::Left;
        state.out.insert(candidate.step);
        let left = state.slack[candidate.cover].checked_sub(candidate.weight);
        state.slack[candidate.cover] = left.ok_or(candidate.cover)?;
        Ok(())
    }

    /// Bounds a state, looks for a better set in it, and opens what is left to decide.
    fn visit(&mut self, mut state: State, open: &mut Vec<State>) {
        let undecided: Vec<usize> =
            (0..self.candidates.len()).filter(|at| state.standing[*at] == Standing::Open).collect();
        let enough = self.best.as_ref().map_or(u128::MAX, |(best, _)| *best);
        let decided = Decided { chosen: &state.chosen, spent: state.spent, open: &undecided, slack: &state.slack };
        let rounds = if self.best.is_none() { 80 } else { 16 };
        let Bound { price, taken } =
            bound(&mut self.candidates, &self.price, &decided, (rounds, enough), &mut self.work);
        state.bound = state.bound.max(price);
        if state.bound >= enough {
            return;
        }
        self.offer(&state, &undecided, &taken);
        if self.best.as_ref().is_some_and(|(best, _)| state.bound >= *best) {
            return;
        }
        // The candidate that brings most: it decides most, whether it is taken or left.
        let brings = |at: usize| -> u128 {
            self.candidates[at]
                .brings
                .iter()
                .filter(|step| !state.chosen.holds(**step))
                .map(|step| self.price[*step])
                .sum()
        };
        let Some(at) = undecided.iter().copied().max_by_key(|at| (brings(*at), std::cmp::Reverse(*at))) else { return };
        let mut other = state.clone();
        self.take(&mut other, at);
        let with = self.settle(&mut other).is_ok().then_some(other);
        let without = self.leave(&mut state, at).and_then(|()| self.settle(&mut state)).is_ok().then_some(state);
        // What the bound chose is looked at first.
        let order = if taken[at] { [without, with] } else { [with, without] };
        open.extend(order.into_iter().flatten());
    }

    /// A set made of what the bound chose, with what it can do without taken out again.
    fn offer(&mut self, state: &State, undecided: &[usize], taken: &[bool]) {
        let mut picked: Vec<usize> = undecided.iter().copied().filter(|at| taken[*at]).collect();
        let mut set = self.with(state, &picked);
        self.work += (undecided.len() * self.problem.needs.len() / 64) as u64;
        if undecided.len() <= 256 {
            let mut at = 0;
            while at < picked.len() {
                let mut fewer = picked.clone();
                fewer.remove(at);
                let smaller = self.with(state, &fewer);
                self.work += (fewer.len() * self.problem.needs.len() / 64 + undecided.len()) as u64;
                if self.does(state, undecided, &smaller) {
                    (picked, set) = (fewer, smaller);
                } else {
                    at += 1;
                }
            }
        }
        let price: u128 = set.iter().map(|step| self.price[step]).sum();
        if self.best.as_ref().is_none_or(|(best, _)| price < *best) {
            self.best = Some((price, set));
        }
    }

    fn with(&self, state: &State, picked: &[usize]) -> StepSet {
        let mut set = state.chosen.clone();
        for at in picked {
            set.join(&self.closures[self.candidates[*at].step]);
        }
        set
    }

    /// Whether no more is left of any group than may be.
    fn does(&self, state: &State, undecided: &[usize], set: &StepSet) -> bool {
        let mut slack = state.slack.clone();
        undecided.iter().map(|at| &self.candidates[*at]).filter(|candidate| !set.holds(candidate.step)).all(
            |candidate| {
                let left = slack[candidate.cover].checked_sub(candidate.weight);
                left.inspect(|left| slack[candidate.cover] = *left).is_some()
            },
        )
    }
}

/// The greatest common divisor.
fn common(mut one: u64, mut other: u64) -> u64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
