//! The most gain within an effort: branch and bound, with the curve's line as the bound.

use super::{Cost, curve::Corner, cut::closure};

/// The nodes after which the search ends with what it has: never a time, so that the answer is the same everywhere.
const MOST_NODES: usize = 10_000;

/// What was found within an effort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::remediation) struct Most {
    pub(in crate::remediation) taken: Vec<bool>,
    pub(in crate::remediation) effort: u64,
    pub(in crate::remediation) gain: u128,
    /// No set within the effort gains more: as much as the gain where it was shown to be the most.
    pub(in crate::remediation) ceiling: u128,
}

struct Search<'a> {
    cost: &'a [Cost],
    /// Gains, in a unit in which a day less decides between two that are alike.
    gain: Vec<i128>,
    needs: &'a [Vec<usize>],
    followers: Vec<Vec<usize>>,
    budget: i128,
    best: (i128, Vec<bool>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Open,
    In,
    Out,
}

struct Node {
    standing: Vec<Standing>,
    bound: i128,
}

/// The set that gains most of those that hold all that they wait for and take no more effort; of several the one of least.
pub(in crate::remediation) fn most(cost: &[Cost], gain: &[u128], needs: &[Vec<usize>], budget: u64) -> Most {
    within(cost, gain, needs, budget, MOST_NODES)
}

pub(super) fn within(cost: &[Cost], gain: &[u128], needs: &[Vec<usize>], budget: u64, most_nodes: usize) -> Most {
    let all: i128 = cost.iter().map(|cost| i128::from(cost.effort)).sum();
    let fine = |(gain, cost): (&u128, &Cost)| i128::try_from(*gain).unwrap_or(0) * (all + 1) - i128::from(cost.effort);
    let mut followers = vec![Vec::new(); cost.len()];
    for (step, needs) in needs.iter().enumerate() {
        for need in needs {
            followers[*need].push(step);
        }
    }
    let mut search = Search {
        cost,
        gain: gain.iter().zip(cost).map(fine).collect(),
        needs,
        followers,
        budget: i128::from(budget),
        best: (0, vec![false; cost.len()]),
    };
    let everything = search.gain.iter().sum();
    let mut open = vec![Node { standing: vec![Standing::Open; cost.len()], bound: everything }];
    let mut nodes = 0;
    while let Some(node) = open.pop() {
        if node.bound <= search.best.0 {
            continue;
        }
        if nodes == most_nodes {
            open.push(node);
            break;
        }
        nodes += 1;
        search.visit(node, &mut open);
    }
    let bound = open.iter().map(|node| node.bound).max().unwrap_or(0).max(search.best.0);
    let (_, taken) = search.best;
    let Corner { taken, effort, gain: found } = Corner::of(taken, cost, gain);
    // Efforts make up less than one unit of gain, and only take away from it.
    let ceiling = u128::try_from((bound + all).div_euclid(all + 1)).unwrap_or(found).max(found);
    Most { taken, effort, gain: found, ceiling }
}

impl Search<'_> {
    fn visit(&mut self, mut node: Node, open: &mut Vec<Node>) {
        self.drop_what_does_not_fit(&mut node.standing);
        let (low, high, bound) = self.bound(&node.standing);
        let low = self.fill(low, &node.standing);
        let value = self.value(&low);
        if value > self.best.0 {
            self.best = (value, low.clone());
        }
        let bound = bound.min(node.bound);
        if bound <= self.best.0 {
            return;
        }
        // What the bound would take and what fits does not hold: of that the step of most effort.
        let free = |at: &usize| node.standing[*at] == Standing::Open;
        let between = (0..self.cost.len()).filter(free).filter(|at| high[*at] && !low[*at]);
        let key = |at: &usize| (self.cost[*at].effort, std::cmp::Reverse(*at));
        let Some(at) = between.max_by_key(key).or_else(|| (0..self.cost.len()).filter(free).max_by_key(key)) else {
            return;
        };
        for (standing, links) in [(Standing::Out, &self.followers[..]), (Standing::In, self.needs)] {
            let mut next = node.standing.clone();
            let mut follow = vec![at];
            while let Some(step) = follow.pop() {
                if next[step] == Standing::Open {
                    next[step] = standing;
                    follow.extend(&links[step]);
                }
            }
            open.push(Node { standing: next, bound });
        }
    }

    /// Steps that, with all that they wait for, take more effort than is left.
    fn drop_what_does_not_fit(&self, standing: &mut [Standing]) {
        let spent: i128 = self.effort(|at| standing[at] == Standing::In);
        for step in 0..self.cost.len() {
            if standing[step] != Standing::Open {
                continue;
            }
            let brings = self.brings(step, |at| standing[at] == Standing::In);
            let effort: i128 = brings.iter().map(|at| i128::from(self.cost[*at].effort)).sum();
            if spent + effort > self.budget || brings.iter().any(|at| standing[*at] == Standing::Out) {
                standing[step] = Standing::Out;
            }
        }
    }

    /// A step with all that it waits for that is not there yet.
    fn brings(&self, step: usize, there: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = vec![step];
        let mut seen = vec![false; self.cost.len()];
        seen[step] = true;
        let mut at = 0;
        while at < found.len() {
            for need in &self.needs[found[at]] {
                if !seen[*need] && !there(*need) {
                    seen[*need] = true;
                    found.push(*need);
                }
            }
            at += 1;
        }
        found
    }

    /// The two neighbouring corners between which the budget lies, and what the line between them gains there.
    fn bound(&self, standing: &[Standing]) -> (Vec<bool>, Vec<bool>, i128) {
        let mut low: Vec<bool> = standing.iter().map(|standing| *standing == Standing::In).collect();
        let mut high: Vec<bool> = standing.iter().map(|standing| *standing != Standing::Out).collect();
        let spent = |set: &[bool]| self.effort(|at| set[at]);
        if spent(&high) <= self.budget {
            let value = self.value(&high);
            return (high.clone(), high, value);
        }
        loop {
            let (run, rise) = (spent(&high) - spent(&low), self.value(&high) - self.value(&low));
            let above = |set: &[bool]| self.value(set) * run - spent(set) * rise;
            let between = self.highest(standing, run, rise);
            if above(&between) <= above(&low) {
                let line = self.value(&low) + (rise * (self.budget - spent(&low))).div_euclid(run);
                return (low, high, line);
            }
            if spent(&between) <= self.budget {
                low = between;
            } else {
                high = between;
            }
        }
    }

    /// The set that lies highest above a line, of those that the standing allows.
    fn highest(&self, standing: &[Standing], run: i128, rise: i128) -> Vec<bool> {
        let mut place = vec![None; self.cost.len()];
        let open: Vec<usize> = (0..self.cost.len()).filter(|at| standing[*at] == Standing::Open).collect();
        for (number, at) in open.iter().enumerate() {
            place[*at] = Some(number);
        }
        let value: Vec<i128> =
            open.iter().map(|at| self.gain[*at] * run - i128::from(self.cost[*at].effort) * rise).collect();
        let needs: Vec<Vec<usize>> =
            open.iter().map(|at| self.needs[*at].iter().filter_map(|need| place[*need]).collect()).collect();
        let taken = closure(&value, &needs);
        let held = |at: usize| standing[at] == Standing::In || place[at].is_some_and(|number| taken[number]);
        (0..self.cost.len()).map(held).collect()
    }

    /// Adds what still fits, the most gain for its effort first.
    fn fill(&self, mut set: Vec<bool>, standing: &[Standing]) -> Vec<bool> {
        let mut left = self.budget - self.effort(|at| set[at]);
        loop {
            let mut best: Option<(i128, i128, Vec<usize>)> = None;
            for step in (0..set.len()).filter(|at| !set[*at] && standing[*at] == Standing::Open) {
                let brings = self.brings(step, |at| set[at]);
                let effort: i128 = brings.iter().map(|at| i128::from(self.cost[*at].effort)).sum();
                let gain: i128 = brings.iter().map(|at| self.gain[*at]).sum();
                let fits = effort <= left && brings.iter().all(|at| standing[*at] == Standing::Open);
                if fits && gain > 0 && best.as_ref().is_none_or(|(most, days, _)| gain * days > most * effort) {
                    best = Some((gain, effort, brings));
                }
            }
            let Some((_, effort, brings)) = best else { return set };
            for at in brings {
                set[at] = true;
            }
            left -= effort;
        }
    }

    fn effort(&self, holds: impl Fn(usize) -> bool) -> i128 {
        (0..self.cost.len()).filter(|at| holds(*at)).map(|at| i128::from(self.cost[at].effort)).sum()
    }

    fn value(&self, set: &[bool]) -> i128 {
        self.gain.iter().zip(set).filter(|(_, taken)| **taken).map(|(gain, _)| gain).sum()
    }
}
