//! In: a scorecard, what became of its baseline, the gates that were set, the waivers that were granted.
//! Out: a verdict: every finding with its code and place, which of them fail, and which are waived by whom until when.
//! Never: a verdict that depends on how it is printed, nor one that passes for want of answers.

mod changes;
mod evidence;
mod judge;
mod model;
#[cfg(test)]
mod places;
mod raw;
mod redated;
#[cfg(test)]
mod tests;
mod validate;
mod verified;
mod view;

pub use changes::{Side, changes, left_parts, uncommitted, weighing};
pub use evidence::evidence_findings;
pub(super) use judge::practice_subject;
pub use judge::{all_closed, closed_before, judge};
pub use model::{By, Floor, Policy, Under};
pub use raw::{RawBy, RawGate};
pub use validate::{floor, policy};
pub use view::{floor_words, verdict_view};
