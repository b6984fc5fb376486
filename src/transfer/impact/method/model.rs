//! A method that cannot be wrong: built only by `validate`. Grades run from 1 (good) to 5 (poor), weights are per cent.

use crate::framework::PackInfo;

/// How a transfer is weighed and decided.
#[derive(Debug, Clone)]
pub struct Method {
    pub pack: PackInfo,
    /// `tia-method`: another number means other figures from the same facts.
    pub number: u32,
    pub sensitivity: Input,
    /// Kinds of data that count for at least a grade, whatever their tier.
    pub at_least: (u8, Vec<String>),
    pub volume: Input,
    pub purpose: Input,
    pub frequency: Input,
    /// How far the impact may fall under the grade of the sensitivity.
    pub below_sensitivity: u8,
    pub likelihood: Likelihood,
    pub factors: Vec<Factor>,
    pub caps: Caps,
    /// Months for which a look at a measure counts.
    pub fresh_months: u32,
    pub groups: Vec<Group>,
    pub measures: Vec<Measure>,
    pub conditions: Vec<Condition>,
    /// By rising risk.
    pub bands: Vec<Band>,
    pub steps: Steps,
    pub alone: Alone,
    /// Residual risk that needs no named acceptor.
    pub appetite: u8,
    pub acceptance_months: u32,
    /// Months after which an assessment is looked at again, by tier.
    pub months: Vec<(String, u32)>,
    /// Growth of the number of people, in per cent, that calls for a new assessment.
    pub growth: u32,
    pub checklist: Vec<Item>,
    /// What is printed with every assessment.
    pub limits: Vec<String>,
}

/// One of the four inputs of the impact.
#[derive(Debug, Clone)]
pub struct Input {
    pub id: String,
    pub title: String,
    pub weight: u32,
    pub question: String,
    /// What it counts for where it is not said; `None` where nothing can be assessed then.
    pub unknown: Option<u8>,
    pub values: Vec<Value>,
}

/// A value with its grade.
#[derive(Debug, Clone)]
pub struct Value {
    pub id: String,
    pub grade: u8,
    /// Numbers below this one have it; the last value has the rest.
    pub below: Option<u64>,
}

/// The numbers of the likelihood.
#[derive(Debug, Clone, Copy)]
pub struct Likelihood {
    /// What an ungraded factor counts for, and the least that the whole is then.
    pub unknown: u8,
    pub no_general_law: u8,
    /// The grade of the law from which on there is no general one.
    pub without_law: u8,
    pub gag: u8,
    /// The grade of access from which on it counts as unbounded.
    pub unbounded: u8,
    /// Index of the factors that have a part of their own.
    pub access: usize,
    pub onward: usize,
}

/// One factor of the likelihood.
#[derive(Debug, Clone)]
pub struct Factor {
    pub id: String,
    pub title: String,
    pub weight: u32,
    pub of: Of,
    pub question: String,
    pub good: String,
    pub poor: String,
}

/// Where a grade comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Country,
    Importer,
    /// The importer's own record, else the country's.
    Both,
}

/// The most that all measures together take off.
#[derive(Debug, Clone, Copy)]
pub struct Caps {
    pub likelihood: u8,
    pub impact: u8,
}

/// Measures whose effect counts once.
#[derive(Debug, Clone)]
pub struct Group {
    pub id: String,
    pub title: String,
    pub kind: Kind,
    pub likelihood: u8,
    pub impact: u8,
    /// Factors at the worst grade against which it stands.
    pub against: Vec<usize>,
    /// Whether there must be somebody behind the importer.
    pub needs_onward: bool,
}

crate::words::words! {
    /// Who carries a measure out, and how.
    pub enum Kind {
        Technical = "technical",
        Contractual = "contractual",
        Organisational = "organisational",
    }
}

/// A measure.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a trait of its own, read from data")]
pub struct Measure {
    pub id: String,
    /// Index of the group.
    pub group: usize,
    pub title: String,
    /// What an agreement would say of it.
    pub asks: String,
    /// Indices of what has to be confirmed.
    pub conditions: Vec<usize>,
    pub encryption: bool,
    pub exporter_keys: bool,
    pub hidden: bool,
    pub certificate: bool,
    pub more: Option<More>,
    pub note: String,
}

/// A stronger effect under a further condition.
#[derive(Debug, Clone, Copy)]
pub struct More {
    /// Index of the condition.
    pub when: usize,
    pub impact: u8,
}

/// What somebody has to confirm before a measure counts.
#[derive(Debug, Clone)]
pub struct Condition {
    pub id: String,
    pub text: String,
}

/// A name for a range of risk.
#[derive(Debug, Clone)]
pub struct Band {
    pub id: String,
    pub up_to: u8,
}

/// The highest residual risk of each decision.
#[derive(Debug, Clone, Copy)]
pub struct Steps {
    pub alone: u8,
    pub measures: u8,
    pub acceptance: u8,
}

/// What else the clauses alone take.
#[derive(Debug, Clone)]
pub struct Alone {
    pub factor_below: u8,
    /// Index of the factor and its worst grade, unless the importer is certified.
    pub at_most: Vec<(usize, u8)>,
    pub not_tiers: Vec<String>,
}

/// Something with a title.
#[derive(Debug, Clone)]
pub struct Item {
    pub id: String,
    pub title: String,
}

impl Method {
    /// The name of a risk from 1 to 25.
    #[must_use]
    pub fn band(&self, risk: u8) -> &str {
        self.bands.iter().find(|band| risk <= band.up_to).or(self.bands.last()).map_or("", |band| &band.id)
    }

    /// The index of the factor of that id.
    #[must_use]
    pub fn factor(&self, id: &str) -> Option<usize> {
        self.factors.iter().position(|factor| factor.id == id)
    }

    /// The index of the measure of that id.
    #[must_use]
    pub fn measure(&self, id: &str) -> Option<usize> {
        self.measures.iter().position(|measure| measure.id == id)
    }

    /// The index of the condition of that id.
    #[must_use]
    pub fn condition(&self, id: &str) -> Option<usize> {
        self.conditions.iter().position(|condition| condition.id == id)
    }

    /// Months after which an assessment of data of that tier is looked at again; the shortest where the tier is not known.
    #[must_use]
    pub fn months(&self, tier: Option<&str>) -> u32 {
        let of = tier.and_then(|tier| self.months.iter().find(|(id, _)| id == tier));
        of.or(self.months.iter().min_by_key(|(_, months)| *months)).map_or(12, |(_, months)| *months)
    }
}

impl Input {
    /// The grade of a value by its id.
    #[must_use]
    pub fn grade(&self, id: &str) -> Option<u8> {
        self.values.iter().find(|value| value.id == id).map(|value| value.grade)
    }

    /// The value that a number falls into.
    #[must_use]
    pub fn of_number(&self, number: u64) -> Option<&Value> {
        self.values.iter().find(|value| value.below.is_none_or(|below| number < below))
    }
}
