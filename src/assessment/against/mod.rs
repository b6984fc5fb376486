//! In: rules on what records show where a practice is answered so high, answers, and the registers that are kept.
//! Out: answers that the records contradict, each with the figure and the records that make it.
//! Never: a level that records raise, nor a word about a register that is not kept or that has no record in question.

mod find;
mod model;
mod raw;
mod validate;

pub use find::contradicted;
pub use model::{Rule, Rules};
pub use raw::RawAgainst;
pub use validate::{RuleFile, is_rules, validate};
