//! Incidents that cannot be wrong: built only by `validate`.

use jiff::civil::Date;

use super::{
    model::{Case, Events, Touched},
    moment::Moment,
    raw::{Answer, State},
};
use crate::{jurisdiction::Special, source::Path};

/// The incidents of a file.
#[derive(Debug, Clone, Default)]
pub struct Incidents {
    pub incidents: Vec<Incident>,
}

/// One incident.
#[derive(Debug, Clone)]
pub struct Incident {
    /// Which of the file it is.
    pub at: usize,
    pub id: String,
    pub title: String,
    pub state: State,
    pub events: Events,
    pub contained: Option<Moment>,
    /// Codes of the places of controllers.
    pub controllers: Vec<String>,
    /// By code of the place: how many, where somebody knows.
    pub people: Vec<(String, Option<u64>)>,
    pub datasets: Vec<String>,
    pub tier: Option<String>,
    /// `None` where nobody knows.
    pub special: Option<Vec<Special>>,
    pub encrypted: Answer,
    pub harm: Answer,
    pub why: Option<String>,
    pub vendors: Vec<String>,
    pub transfers: Vec<String>,
    pub told: Vec<Told>,
    pub not_told: Vec<NotTold>,
    pub log: Vec<Logged>,
}

/// Somebody who was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub who: String,
    pub at: Moment,
    pub how: Option<String>,
    pub reference: Option<String>,
    pub by: Option<String>,
}

/// A decision that somebody is not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotTold {
    pub who: String,
    pub why: String,
    pub by: String,
    pub on: Date,
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    pub at: Moment,
    pub text: String,
    pub by: Option<String>,
}

impl Incident {
    /// Where it stands in its file.
    #[must_use]
    pub fn path(&self) -> Path {
        Path::root().key("incidents").index(self.at)
    }

    /// The places whose law may ask something, each once: those of controllers, then those of people.
    #[must_use]
    pub fn places(&self) -> Vec<Touched> {
        let people = |code: &str| self.people.iter().find(|(place, _)| place == code).and_then(|(_, number)| *number);
        let mut places: Vec<Touched> = Vec::new();
        // Nobody's data was hit, and nobody is told.
        if self.state == State::NearMiss {
            return places;
        }
        for code in self.controllers.iter().chain(self.people.iter().map(|(code, _)| code)) {
            if places.iter().all(|place| place.code != *code) {
                places.push(Touched { code: code.clone(), people: people(code) });
            }
        }
        places
    }

    /// What clocks need of it, before anybody is told.
    #[must_use]
    pub fn case(&self) -> Case {
        Case {
            events: self.events,
            places: self.places(),
            special: self.special.as_ref().map(|kinds| !kinds.is_empty()),
            harm: self.harm.known(),
            ..Case::default()
        }
    }
}

impl Answer {
    /// `None` where nobody knows.
    #[must_use]
    pub fn known(self) -> Option<bool> {
        match self {
            Self::Yes => Some(true),
            Self::No => Some(false),
            Self::Unknown => None,
        }
    }
}
