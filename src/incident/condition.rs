//! Whether the test of a duty is met by what is known.

use super::model::Case;
use crate::jurisdiction::{Asks, BreachDuty, Test};

/// Whether a duty's test is met. What is not known is never read as not met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Met {
    /// The law names no test.
    Always,
    Yes,
    No,
    Unknown,
}

/// Whether the test of a duty is met by a case with so many people in the place. Fewer people than a law asks for are fewer
/// only as far as somebody knows, and a harm that is not likely says nothing of a lesser risk.
#[must_use]
pub fn met(duty: &BreachDuty<'_>, case: &Case, people: Option<u64>) -> Met {
    let enough = duty.people.zip(people).map(|(from, number)| number >= from);
    // Whether somebody is of a line of business, or runs critical systems, nobody has said.
    if duty.step.is_for_some() {
        return Met::Unknown;
    }
    let known = |asks: &Asks| match asks {
        Asks::Nothing => Some(true),
        Asks::People => enough,
        Asks::Harm => case.harm,
        Asks::Risk => case.harm.filter(|likely| *likely),
        Asks::Special => case.special,
        Asks::Other => None,
    };
    match duty.test {
        Some(Test::Any(asks)) => some(asks.iter().map(known), true),
        Some(Test::All(asks)) => some(asks.iter().map(known), false),
        None if enough == Some(true) => Met::Yes,
        None if duty.when.is_none() && duty.people.is_none() => Met::Always,
        None => Met::Unknown,
    }
}

/// What several answers come to: one that is `decisive` decides, one that is open leaves it open.
fn some(answers: impl Iterator<Item = Option<bool>>, decisive: bool) -> Met {
    let (mut open, mut decided) = (false, false);
    for answer in answers {
        open |= answer.is_none();
        decided |= answer == Some(decisive);
    }
    match (decided, open) {
        (true, _) if decisive => Met::Yes,
        (true, _) => Met::No,
        (false, true) => Met::Unknown,
        (false, false) if decisive => Met::No,
        (false, false) => Met::Yes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_stays_open_unless_another_answer_decides() {
        let (yes, no, open) = (Some(true), Some(false), None);
        for (answers, any, all) in [
            ([yes, open], Met::Yes, Met::Unknown),
            ([no, open], Met::Unknown, Met::No),
            ([yes, no], Met::Yes, Met::No),
            ([no, no], Met::No, Met::No),
            ([yes, yes], Met::Yes, Met::Yes),
            ([open, open], Met::Unknown, Met::Unknown),
        ] {
            assert_eq!((some(answers.into_iter(), true), some(answers.into_iter(), false)), (any, all), "{answers:?}");
        }
    }
}
