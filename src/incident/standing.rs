//! How a clock stands, and what is to be said of it.

use jiff::{Timestamp, civil::Date};

use super::event::Start;
use crate::jurisdiction::{From, Promptly};

/// How a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It ends at a moment.
    Runs { start: Start, due: Timestamp },
    /// It runs without a number.
    Promptly { start: Start, how: Promptly },
    /// Its event has not come; when it ends at the latest, where something limits the event.
    Waits { event: From, latest: Option<Timestamp> },
    /// The event has come or not: no moment is given that it could be counted from.
    NoMoment { event: Option<From> },
    /// The duty is there, and no source says how long it may take.
    NoTime { start: Start },
    /// Made, and not in force; from when, where that is known.
    Later { from: Option<Date> },
    /// Only a draft asks for it.
    Draft,
    /// The law has no such duty, and somebody is sure of it.
    NoDuty,
    /// Nothing is known: never read as no duty.
    NoFact,
}

impl Standing {
    /// The moment at which it ends, or at the latest; `None` where it has none that is known.
    #[must_use]
    pub fn ends(self) -> Option<Timestamp> {
        match self {
            Self::Runs { due, .. } => Some(due),
            Self::Waits { latest, .. } => latest,
            _ => None,
        }
    }
}

/// What a reader has to know of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// The law counts from an event that is not given: the time may end sooner or later than is shown.
    EventNotGiven { asked: From, counted: From },
    /// The law names no event.
    NoEventNamed { counted: From },
    /// Nobody says whether the first day counts; where it does not, the time ends at this moment.
    FirstDayUnsaid { otherwise: Timestamp },
    /// Days are counted, and the zone is not known here: as many times 24 hours.
    ZoneUnknown,
    /// Monday to Friday: public holidays are not known.
    WorkingDays,
    /// The assessment took longer than it may.
    AssessmentOver,
    /// Sources disagree; the stricter that gives a number is counted.
    Disputed,
    /// Little confidence, or no text was opened.
    Unsure,
    /// The fact is older than a year, or past its last day.
    Stale,
    /// It was told before the event from which its time runs.
    ToldBefore,
    /// It was told after its time.
    ToldLate,
}
