//! Which level a group of practices has reached, kept while practices are added and lifted.

use crate::framework::Framework;

/// How much of a group is at each level.
#[derive(Debug, Clone)]
pub(crate) struct Tally {
    /// In basis points.
    reach_share: u64,
    /// Weight of all that applies.
    whole: u64,
    /// By level, from 1.
    levels: Vec<AtLevel>,
}

#[derive(Debug, Clone, Default)]
struct AtLevel {
    /// Weight of the practices that are at it or above.
    there: u64,
    /// Key practices that are below it.
    keys_below: usize,
}

impl Tally {
    /// Of no practice yet.
    pub(crate) fn new(framework: &Framework) -> Self {
        let levels = vec![AtLevel::default(); usize::from(framework.top())];
        Self { reach_share: u64::from(framework.reach_share), whole: 0, levels }
    }

    /// Counts a practice that applies and is at `level`.
    pub(crate) fn add(&mut self, key: bool, weight: u32, level: u8) {
        self.whole += u64::from(weight);
        for at in &mut self.levels {
            at.keys_below += usize::from(key);
        }
        self.lift(key, weight, 0, level);
    }

    /// Counts a practice that was added at `from` at the higher level `to` instead.
    pub(crate) fn lift(&mut self, key: bool, weight: u32, from: u8, to: u8) {
        for at in self.levels.iter_mut().take(usize::from(to)).skip(usize::from(from)) {
            at.there += u64::from(weight);
            at.keys_below -= usize::from(key);
        }
    }

    /// The highest level at which all key practices are, and practices with the framework's share of the weight; `None`
    /// where nothing applies.
    pub(crate) fn reached(&self) -> Option<u8> {
        let holds = |at: &&AtLevel| at.keys_below == 0 && at.there * 10_000 >= self.whole * self.reach_share;
        let levels = self.levels.iter().take_while(holds).count();
        (self.whole > 0).then(|| u8::try_from(levels).unwrap_or(u8::MAX))
    }
}
