//! Which of the actions that can begin is taken first.

use std::cmp::Ordering;

use super::choose::Step;
use crate::framework::Framework;

/// In which order actions are taken among those that can begin in one phase. None of them puts an action before what it
/// waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The most score for the effort.
    #[default]
    Score,
    /// The least effort.
    Cheap,
    /// The lowest level, so that levels are reached one after another; key practices before the others.
    Level,
    /// Practices that serve what a law asks, then key practices, then the others.
    Risk,
}

impl Order {
    /// Which of two steps is taken first; of equals the one of more score for the effort.
    pub(super) fn compare(self, one: &Step, other: &Step, framework: &Framework) -> Ordering {
        let (first, second) = (self.rank(one, framework), self.rank(other, framework));
        first.cmp(&second).then_with(|| one.worth(other, framework))
    }

    fn rank(self, step: &Step, framework: &Framework) -> (u32, bool) {
        let practice = &framework[step.practice];
        match self {
            Self::Score => (0, false),
            Self::Cheap => (step.effort, false),
            Self::Level => (u32::from(step.level), !practice.key),
            Self::Risk => (u32::from(practice.law.is_empty()), !practice.key),
        }
    }

    /// What goes first, in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Score => "the most score for the effort",
            Self::Cheap => "the least effort",
            Self::Level => "the lowest level, key practices before others",
            Self::Risk => "what serves a duty of the law, then key practices, then the others",
        }
    }
}
