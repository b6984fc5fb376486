//! Whether the test of a duty is met by what is known.

use super::model::Case;
use crate::jurisdiction::{BreachDuty, BreachStep};

/// Whether a duty's test is met. What is not known is never read as not met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Met {
    /// The law names no test.
    Always,
    Yes,
    No,
    Unknown,
}

/// Whether the test of a duty is met by a case with so many people in the place.
#[must_use]
pub fn met(duty: &BreachDuty<'_>, _case: &Case, people: Option<u64>) -> Met {
    let enough = duty.people.zip(people).is_some_and(|(from, number)| number >= from);
    // Whether somebody is of a line of business, or runs critical systems, nobody has said.
    let some = matches!(duty.step, BreachStep::Sector | BreachStep::Cyber);
    match duty.when {
        _ if some => Met::Unknown,
        _ if enough => Met::Yes,
        None if duty.people.is_none() => Met::Always,
        _ => Met::Unknown,
    }
}
