//! What no choice can cost less than, where several candidates wait for the same steps.
//!
//! The price of a step is shared out among the candidates that wait for it, so that taking some of them costs at least
//! their shares, however many wait for the same; then each group asks on its own which of its candidates it can leave. Any
//! sharing gives a bound. Those that are taken anyway are made to pay more and more of what they have in common with those
//! that are left (Lagrange's multipliers, in whole numbers), which raises it.

use super::set::StepSet;

/// A step with a weight in its group, and what it brings with it.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) step: usize,
    pub(super) cover: usize,
    pub(super) weight: u64,
    /// Itself and what it waits for, without what is taken in any case.
    pub(super) brings: Vec<usize>,
    /// What it pays of each of them.
    share: Vec<u128>,
}

impl Candidate {
    pub(super) fn new(step: usize, cover: usize, weight: u64, brings: Vec<usize>) -> Self {
        let share = vec![0; brings.len()];
        Self { step, cover, weight, brings, share }
    }
}

/// A bound, and the choice that it was found with: for each candidate that is open, whether it is taken.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    pub(super) price: u128,
    pub(super) taken: Vec<bool>,
}

/// What is decided already.
pub(super) struct Decided<'a> {
    pub(super) chosen: &'a StepSet,
    pub(super) spent: u128,
    /// Candidates that may still be taken or left.
    pub(super) open: &'a [usize],
    /// By group, the weight that may still be left.
    pub(super) slack: &'a [u64],
}

/// The best bound of so many rounds, or the first that is no less than `enough`. Counts what it did in `work`.
pub(super) fn bound(
    candidates: &mut [Candidate],
    price: &[u128],
    decided: &Decided<'_>,
    (rounds, enough): (u32, u128),
    work: &mut u64,
) -> Bound {
    let mut best = Bound { price: 0, taken: vec![true; candidates.len()] };
    for round in 0..rounds {
        share_out(candidates, price, decided);
        let mut sum = decided.spent;
        let mut taken = vec![false; candidates.len()];
        for (cover, slack) in decided.slack.iter().enumerate() {
            let group: Vec<usize> = decided.open.iter().copied().filter(|at| candidates[*at].cover == cover).collect();
            let items: Vec<(u128, u64)> =
                group.iter().map(|at| (pays(&candidates[*at], decided), candidates[*at].weight)).collect();
            let all: u128 = items.iter().map(|(pays, _)| pays).sum();
            let (most, left) = leave(&items, *slack, work);
            sum += all - most;
            for (at, left) in group.iter().zip(left) {
                taken[*at] = !left;
            }
        }
        *work += decided.open.iter().map(|at| candidates[*at].brings.len() as u64).sum::<u64>();
        let better = round == 0 || sum > best.price;
        shift(candidates, price, decided, &taken, round);
        if better {
            best = Bound { price: sum, taken };
        }
        if best.price >= enough {
            break;
        }
    }
    best
}

/// What a candidate pays of what is not chosen yet.
fn pays(candidate: &Candidate, decided: &Decided<'_>) -> u128 {
    let new = candidate.brings.iter().zip(&candidate.share).filter(|(step, _)| !decided.chosen.holds(**step));
    new.map(|(_, share)| share).sum()
}

/// Shares out what nobody pays, since those who did are decided: in equal parts.
fn share_out(candidates: &mut [Candidate], price: &[u128], decided: &Decided<'_>) {
    let mut open = decided.open.iter().peekable();
    for (at, candidate) in candidates.iter_mut().enumerate() {
        if open.next_if_eq(&&at).is_none() {
            candidate.share.fill(0);
        }
    }
    let mut unpaid = price.to_vec();
    let mut holders = vec![0_u32; price.len()];
    for at in decided.open {
        let candidate = &candidates[*at];
        for (step, share) in candidate.brings.iter().zip(&candidate.share) {
            unpaid[*step] -= share;
            holders[*step] += 1;
        }
    }
    for at in decided.open {
        let candidate = &mut candidates[*at];
        for (step, share) in candidate.brings.iter().zip(&mut candidate.share) {
            let part = unpaid[*step].checked_div(u128::from(holders[*step])).unwrap_or(0);
            *share += part;
            unpaid[*step] -= part;
            holders[*step] -= 1;
        }
    }
}

/// Takes from those that are left, and gives to those that are taken and wait for the same step.
fn shift(candidates: &mut [Candidate], price: &[u128], decided: &Decided<'_>, taken: &[bool], round: u32) {
    let mut payers = vec![0_u32; price.len()];
    for at in decided.open.iter().filter(|at| taken[**at]) {
        for step in &candidates[*at].brings {
            payers[*step] += 1;
        }
    }
    let part = u128::from(round / 4 + 2);
    let mut given = vec![0_u128; price.len()];
    for at in decided.open.iter().filter(|at| !taken[**at]) {
        let candidate = &mut candidates[*at];
        for (step, share) in candidate.brings.iter().zip(&mut candidate.share) {
            if payers[*step] > 0 {
                let less = share.div_ceil(part);
                *share -= less;
                given[*step] += less;
            }
        }
    }
    for at in decided.open.iter().filter(|at| taken[**at]) {
        let candidate = &mut candidates[*at];
        for (step, share) in candidate.brings.iter().zip(&mut candidate.share) {
            let gets = given[*step] / u128::from(payers[*step]);
            *share += gets;
            given[*step] -= gets;
            payers[*step] -= 1;
        }
    }
}

/// Up to how many cells the table of weights and items is filled; beyond, the bound lets a part of an item be left.
const CELLS: u64 = 1 << 16;

/// The most value that can be left within a weight, or no less than that, and a choice that keeps to the weight.
fn leave(items: &[(u128, u64)], slack: u64, work: &mut u64) -> (u128, Vec<bool>) {
    let whole: u64 = items.iter().map(|(_, weight)| weight).sum();
    if whole <= slack {
        return (items.iter().map(|(value, _)| value).sum(), vec![true; items.len()]);
    }
    let cells = (slack + 1).saturating_mul(items.len() as u64);
    *work += cells.min(CELLS) + items.len() as u64;
    if cells > CELLS { leave_parts(items, slack) } else { leave_whole(items, usize::try_from(slack).unwrap_or(0)) }
}

fn leave_whole(items: &[(u128, u64)], slack: usize) -> (u128, Vec<bool>) {
    let width = slack + 1;
    let mut most = vec![0_u128; width];
    let mut left = vec![false; width * items.len()];
    for (at, (value, weight)) in items.iter().enumerate() {
        let Some(weight) = usize::try_from(*weight).ok().filter(|weight| *weight <= slack) else { continue };
        for room in (weight..width).rev() {
            let more = most[room - weight] + value;
            if more > most[room] {
                most[room] = more;
                left[at * width + room] = true;
            }
        }
    }
    let mut room = slack;
    let mut choice = vec![false; items.len()];
    for at in (0..items.len()).rev() {
        if left[at * width + room] {
            choice[at] = true;
            room -= usize::try_from(items[at].1).unwrap_or(0);
        }
    }
    (most[slack], choice)
}

/// By value for weight; of the first that does not fit, a part counts.
fn leave_parts(items: &[(u128, u64)], slack: u64) -> (u128, Vec<bool>) {
    let mut order: Vec<usize> = (0..items.len()).collect();
    // Rates are rounded down: among those that are then alike any order is taken, for less than one a unit of weight.
    let rate = |at: usize| items[at].0 / u128::from(items[at].1.max(1));
    order.sort_by_key(|at| (std::cmp::Reverse(rate(*at)), *at));
    let (mut room, mut sum, mut part) = (slack, 0, None);
    let mut choice = vec![false; items.len()];
    for at in order {
        let (value, weight) = items[at];
        if weight <= room {
            choice[at] = true;
            room -= weight;
            sum += value;
        } else if part.is_none() {
            part = Some(u128::from(room) * (rate(at) + 1));
        }
    }
    (sum + part.map_or(0, |part| part + u128::from(slack)), choice)
}
