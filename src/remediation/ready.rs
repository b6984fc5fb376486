//! The steps that nothing holds up any more, and which of them is next.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, BinaryHeap},
};

use jiff::civil::Date;

use super::{calendar::Track, choose::Step, order::Order};
use crate::framework::{Framework, RoleId};

/// Steps whose prerequisites are dated, by the role that takes them.
pub(super) struct Ready {
    roles: Vec<Queue>,
    /// Of each step: its place when all stand by phase and in the order asked for.
    rank: Vec<usize>,
}

/// What one role could take, as ranks and steps.
#[derive(Default)]
struct Queue {
    /// Can begin as soon as the role is free.
    now: BTreeSet<(usize, usize)>,
    /// Can begin on a day after that.
    later: BinaryHeap<Reverse<(Date, usize, usize)>>,
}

impl Ready {
    pub(super) fn new(framework: &Framework, steps: &[Step], by: Order, roles: usize) -> Self {
        let mut order: Vec<usize> = (0..steps.len()).collect();
        order.sort_by(|a, b| {
            let (a, b) = (&steps[*a], &steps[*b]);
            a.phase.cmp(&b.phase).then_with(|| by.compare(a, b, framework))
        });
        let mut rank = vec![0; steps.len()];
        for (place, step) in order.into_iter().enumerate() {
            rank[step] = place;
        }
        Self { roles: (0..roles).map(|_| Queue::default()).collect(), rank }
    }

    /// Takes in a step that may begin on `earliest`.
    pub(super) fn add(&mut self, step: usize, role: RoleId, tracks: &[Track], earliest: Date) {
        let day = tracks[role.0].start(earliest);
        self.roles[role.0].later.push(Reverse((day, self.rank[step], step)));
    }

    /// The step that can begin first; of several the one of the earliest phase, then the first in the order asked for.
    pub(super) fn take(&mut self, tracks: &[Track]) -> Option<(usize, RoleId)> {
        let first = |(at, (queue, track)): (usize, (&mut Queue, &Track))| {
            let free = track.start(Date::MIN);
            while let Some(Reverse((day, rank, step))) = queue.later.peek().copied()
                && day <= free
            {
                queue.later.pop();
                queue.now.insert((rank, step));
            }
            let now = queue.now.first().map(|(rank, step)| (free, *rank, *step));
            let later = queue.later.peek().map(|Reverse(later)| *later);
            now.or(later).map(|(day, rank, step)| (day, rank, step, at))
        };
        let (_, rank, step, at) = self.roles.iter_mut().zip(tracks).enumerate().filter_map(first).min()?;
        let queue = &mut self.roles[at];
        if !queue.now.remove(&(rank, step)) {
            queue.later.pop();
        }
        Some((step, RoleId(at)))
    }
}
