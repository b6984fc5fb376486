//! What the practices of a scorecard come to, by the method that it gives itself.

use super::model::{Kept, Method};
use crate::assessment::{
    figures::{Basis, mean},
    score::State,
};

/// Claimed and evidenced scores.
pub(super) type Shares = [Option<Basis>; 2];

/// The scores of each block of the method, in its order, and of all.
pub(super) fn shares(method: &Method, practices: &[Kept]) -> (Vec<Shares>, Shares) {
    let top = u64::try_from(method.scale.len().saturating_sub(1)).unwrap_or(0);
    let blocks: Vec<Shares> = method
        .blocks
        .iter()
        .map(|(id, _)| {
            let members = || {
                let all = method.practices.iter().zip(practices);
                all.filter(|(practice, kept)| practice.block == *id && kept.state != State::NotApplicable)
            };
            let whole: u64 = members().map(|(practice, _)| u64::from(practice.weight)).sum();
            let share = |level: &dyn Fn(&Kept) -> u8| {
                let sum = members().map(|(practice, kept)| u64::from(level(kept)) * u64::from(practice.weight)).sum();
                Basis::of(sum, whole * top)
            };
            [share(&|kept| kept.claimed), share(&|kept| kept.evidenced)]
        })
        .collect();
    let all = |at: usize| {
        let weights = method.blocks.iter().map(|(_, weight)| u64::from(*weight));
        mean(blocks.iter().zip(weights).filter_map(|(block, weight)| Some((block[at]?, weight))))
    };
    let overall = [all(0), all(1)];
    (blocks, overall)
}
