//! Something to do, and until when.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;

/// Something to do before its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What ends or is asked then, in a word: `review`, `certificate`, `clock`; of a record the code that finds it late.
    pub kind: String,
    /// What tells it from others of its entry. It stays the same for as long as the thing to do does, whatever its day.
    pub key: String,
    pub when: When,
    pub what: String,
    /// Where the day comes from; of what has none, why nobody can tell it.
    pub why: String,
}

/// A task with the entry that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// What such entries are called, in the plural: `transfers`, `incidents`, `waivers` or the name of a kind of record.
    pub of: String,
    /// Of the entry.
    pub id: String,
    pub title: String,
    /// A role, an id or a name, as it is written.
    pub owner: Option<String>,
    /// Whose entry it is, such as the organisation of a register: it tells equal ids apart.
    pub holder: String,
    /// The file that it stands in.
    pub file: String,
    pub task: Task,
}

/// Until when something is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Until that day, which is in time.
    On(Date),
    /// Until a moment, which lies on that day where it counts.
    At { day: Date, moment: Timestamp, over: bool },
    /// Now: nobody has done it yet, or nobody says when.
    Now,
    /// Nobody can say: something that decides is not said.
    Unset,
}

impl When {
    /// The last day on which it is not late.
    #[must_use]
    pub fn day(self) -> Option<Date> {
        match self {
            Self::On(day) | Self::At { day, .. } => Some(day),
            Self::Now | Self::Unset => None,
        }
    }

    /// Whether its time has run out.
    #[must_use]
    pub fn is_late(self, today: Date) -> bool {
        match self {
            Self::On(day) => day < today,
            Self::At { over, .. } => over,
            Self::Now => true,
            Self::Unset => false,
        }
    }

    /// How pressing it is, where `within` days ahead count as soon.
    #[must_use]
    pub fn state(self, today: Date, within: u32) -> State {
        match (self.is_late(today), self.day()) {
            (true, _) => State::Overdue,
            (false, None) => State::Unset,
            (false, Some(day)) if i64::from((day - today).get_days()) <= i64::from(within) => State::Soon,
            (false, Some(_)) => State::Later,
        }
    }
}

impl From<Option<Date>> for When {
    fn from(day: Option<Date>) -> Self {
        day.map_or(Self::Unset, Self::On)
    }
}

crate::words::words! {
    /// How pressing it is.
    #[derive(Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum State {
        Overdue = "overdue",
        Unset = "no day",
        Soon = "soon",
        Later = "later",
    }
}
