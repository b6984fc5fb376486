//! From when a duty's time runs.

use jiff::Timestamp;

use super::model::Events;
use crate::jurisdiction::From;

/// From when a time runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    Begun {
        at: Timestamp,
        /// The event that is counted from.
        event: From,
        how: Counted,
    },
    /// The event has not come; what has to come, and the latest moment from which the time runs all the same.
    Waits { event: From, latest: Option<Timestamp> },
    /// No moment is given from which anything could be counted.
    Nothing { event: Option<From> },
}

/// How an event came to be counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// It is the one that the law names.
    Named,
    /// The law names another that is not given; this one is the earliest that is.
    InsteadOf(From),
    /// No event is named; this one is the earliest that is given.
    Unnamed,
    /// The assessment took longer than it may: the time runs from the day on which it had to be done.
    AssessmentOver,
}

/// From when a time runs that a law counts from `event`. `told` is the first notice to the authority, `told_latest` the moment
/// at which it is due, and `assessed_latest` that at which an assessment has to be done.
pub(super) fn start(
    event: Option<From>,
    events: &Events,
    told: Option<Timestamp>,
    told_latest: Option<Timestamp>,
    assessed_latest: Option<Timestamp>,
) -> Start {
    let earliest = |how| match events.first() {
        Some((word, moment)) => Start::Begun { at: moment.at, event: word, how },
        None => Start::Nothing { event },
    };
    match event {
        None => earliest(Counted::Unnamed),
        Some(From::FirstNotice) => match told {
            Some(at) => Start::Begun { at, event: From::FirstNotice, how: Counted::Named },
            None => Start::Waits { event: From::FirstNotice, latest: told_latest },
        },
        Some(From::Assessment) => match (events.assessed, assessed_latest) {
            (Some(done), Some(latest)) if done.at > latest => {
                Start::Begun { at: latest, event: From::Assessment, how: Counted::AssessmentOver }
            }
            (Some(done), _) => Start::Begun { at: done.at, event: From::Assessment, how: Counted::Named },
            (None, latest) => Start::Waits { event: From::Assessment, latest },
        },
        Some(event @ (From::Occurrence | From::Discovery | From::Awareness | From::Belief)) => {
            match events.get(event) {
                Some(moment) => Start::Begun { at: moment.at, event, how: Counted::Named },
                // Whoever knows of an incident knows that it has happened: the time runs, from a moment that is not told. The
                // earliest at which somebody knew or believed it is the nearest to the safe side; of what happened before
                // anybody knew, the earliest of all.
                None => match events.learnt().filter(|_| event != From::Occurrence) {
                    Some((word, moment)) => Start::Begun { at: moment.at, event: word, how: Counted::InsteadOf(event) },
                    None => earliest(Counted::InsteadOf(event)),
                },
            }
        }
        // Events of other duties than those of a breach.
        Some(event) => Start::Waits { event, latest: None },
    }
}
