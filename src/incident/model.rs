//! What is known of an incident, as clocks need it.

use super::{contract::Contract, moment::Moment};
use crate::jurisdiction::{BreachStep, From};

/// The moments of an incident; one that is not given is not known, or has not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Events {
    pub occurred: Option<Moment>,
    pub discovered: Option<Moment>,
    pub aware: Option<Moment>,
    pub believed: Option<Moment>,
    /// When it was decided that the breach must be told.
    pub assessed: Option<Moment>,
}

/// A place whose law may ask something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// Its code, such as `SG`.
    pub code: String,
    /// How many people there are concerned, at the least; `None` where nobody knows yet.
    pub people: Option<u64>,
}

/// Somebody who was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The code of the place; empty for an agreement.
    pub place: String,
    pub step: BreachStep,
    /// Which of several duties of that step, as [`crate::jurisdiction::BreachDuty`] has it.
    pub name: String,
    pub at: Moment,
    /// Which entry of the record it is.
    pub nth: usize,
}

/// Somebody of whom it was decided that they are not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spared {
    /// The code of the place.
    pub place: String,
    pub step: BreachStep,
    /// Which of several duties of that step.
    pub name: String,
}

/// An incident. `None` is never read as no.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case {
    pub events: Events,
    pub places: Vec<Touched>,
    /// Whether data that weighs more is among it.
    pub special: Option<bool>,
    /// Whether significant harm to people is likely.
    pub harm: Option<bool>,
    pub told: Vec<Notice>,
    pub spared: Vec<Spared>,
    /// The agreements of the transfers that it touches.
    pub contracts: Vec<Contract>,
}

impl Events {
    /// All of them with the word of law for each, in the order in which they are told.
    #[must_use]
    pub fn all(&self) -> [(From, Option<Moment>); 5] {
        [
            (From::Occurrence, self.occurred),
            (From::Discovery, self.discovered),
            (From::Awareness, self.aware),
            (From::Belief, self.believed),
            (From::Assessment, self.assessed),
        ]
    }

    /// When it was, by the word of law.
    #[must_use]
    pub fn get(&self, event: From) -> Option<Moment> {
        self.all().into_iter().find(|(word, _)| *word == event).and_then(|(_, moment)| moment)
    }

    /// The earliest at which somebody knew of it or believed in it, with its word.
    #[must_use]
    pub fn learnt(&self) -> Option<(From, Moment)> {
        let known = [From::Discovery, From::Awareness, From::Belief];
        let given = known.into_iter().filter_map(|word| Some((word, self.get(word)?)));
        given.min_by_key(|(_, moment)| moment.at)
    }

    /// The earliest that is given, with its word; the earlier word where two are at one moment.
    #[must_use]
    pub fn first(&self) -> Option<(From, Moment)> {
        let given = self.all().into_iter().filter_map(|(word, moment)| Some((word, moment?)));
        given.min_by_key(|(_, moment)| moment.at)
    }
}

impl Case {
    /// The first notice of a place that a step is met by.
    #[must_use]
    pub fn told(&self, place: &str, step: BreachStep, name: &str) -> Option<&Notice> {
        let of = |notice: &&Notice| notice.place == place && notice.step == step && notice.name == name;
        self.told.iter().filter(of).min_by_key(|notice| notice.at)
    }

    /// Whether somebody decided that this duty is not met.
    #[must_use]
    pub fn spares(&self, place: &str, step: BreachStep, name: &str) -> bool {
        self.spared.iter().any(|spared| spared.place == place && spared.step == step && spared.name == name)
    }
}
