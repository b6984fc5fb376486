//! What an evaluation needs to know of a transfer: plain values, wherever they come from.

use jiff::civil::Date;

/// What is known of a transfer. `None` is not known, and never the best case.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Facts {
    /// Whether somebody assessed it at all.
    pub assessed: bool,
    /// Whether exporter and importer have a role each.
    pub roles: bool,
    /// Tier of the data, such as `T3`.
    pub tier: Option<String>,
    /// Kinds of data that weigh more.
    pub special: Vec<String>,
    pub people: Option<u64>,
    pub purposes: Vec<String>,
    pub frequency: Option<String>,
    /// Where data goes or is seen from: the importer's country first.
    pub places: Vec<Place>,
    /// Whether each recipient has a country.
    pub places_known: bool,
    /// Whether it is known which sub-processors there are.
    pub sub_processors_known: bool,
    /// Whether somebody behind the importer can reach the data.
    pub onward: bool,
    /// Whether anybody there sees the data in clear text.
    pub clear_text: Option<bool>,
    /// Whether the importer holds a certificate that is in date.
    pub certified: bool,
    /// Grades of the importer, by factor of the method.
    pub answers: Vec<Option<u8>>,
    /// Whether this importer may be bound to secrecy or to decrypt.
    pub gag: bool,
    pub measures: Vec<Offered>,
    pub tool: Tool,
    /// Residual risk that the organisation bears without a named acceptor, where it is lower than the method's.
    pub appetite: Option<u8>,
    /// Whether somebody accepts the residual risk today.
    pub acceptance: Acceptance,
}

/// A place where data goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Two capital letters.
    pub code: String,
    pub name: String,
    /// Grades by factor of the method; `None` where nobody graded it, or where it is the importer's.
    pub grades: Vec<Option<u8>>,
    /// Factors of the method whose grade is a reading of the pack that nobody is sure of today, where the assessment gives none
    /// of its own.
    pub doubtful: Vec<usize>,
    /// Whether there is a general data law in force; `None` where nobody is sure.
    pub general_law: Option<bool>,
    /// Whether importers there may be bound to secrecy or to decrypt.
    pub gag: bool,
}

/// A measure as it is said to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Index of the measure in the method.
    pub measure: usize,
    pub state: State,
    /// Whether evidence is named.
    pub evidence: bool,
    /// The day on which somebody looked at it.
    pub verified: Option<Date>,
    /// The last day on which it holds.
    pub until: Option<Date>,
    pub keys: Option<Keys>,
    /// Indices of the conditions that are confirmed.
    pub confirmed: Vec<usize>,
}

/// How far a measure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    InPlace,
    Planned,
}

/// Who holds the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    Exporter,
    Importer,
    ThirdParty,
}

/// What stands with the tool of the exporter's law.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tool {
    /// What it is called; `None` where it is not known.
    pub name: Option<ToolName>,
    /// Why it is not enough by the exporter's law, whatever the risk.
    pub lacking: Vec<String>,
    /// What the exporter's law asks beside it, and is not known to be done.
    pub open: Vec<String>,
    /// Why the transfer may not take place at all.
    pub forbidden: Option<String>,
}

/// What a tool is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToolName {
    /// Within a sentence, such as `the model clauses`.
    pub sentence: &'static str,
    /// Where there is little room, such as `MCC`.
    pub short: &'static str,
    /// Whether the short name takes a verb in the plural.
    pub plural: bool,
}

impl ToolName {
    /// Of ASEAN's.
    pub const MODEL_CLAUSES: Self = Self { sentence: "the model clauses", short: "MCC", plural: false };
    /// Of a tool that is not known.
    pub const UNKNOWN: Self = Self { sentence: "the tool", short: "tool", plural: false };
}

/// Whether somebody bears the residual risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Acceptance {
    #[default]
    None,
    /// It holds until that day.
    Holds(Date),
    /// It ended on that day.
    Ended(Date),
    /// It runs longer than an acceptance may, so that it is none.
    TooLong,
}

/// A fact without which nothing can be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    Assessment,
    Roles,
    Destinations,
    Tier,
    Volume,
    Purpose,
    SubProcessors,
    Mechanism,
}

impl Missing {
    /// What is missing, in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Assessment => "an impact assessment",
            Self::Roles => "the roles of exporter and importer",
            Self::Destinations => "the country of everybody who receives the data",
            Self::Tier => "the tier of the data",
            Self::Volume => "how many people's data it is",
            Self::Purpose => "the purpose",
            Self::SubProcessors => "the list of sub-processors, empty where there are none",
            Self::Mechanism => "the tool of the exporter's law that it rests on",
        }
    }
}

impl Facts {
    /// What is missing for a decision, in order of the list.
    #[must_use]
    pub fn missing(&self) -> Vec<Missing> {
        [
            (self.assessed, Missing::Assessment),
            (self.roles, Missing::Roles),
            (self.places_known && !self.places.is_empty(), Missing::Destinations),
            (self.tier.is_some(), Missing::Tier),
            (self.people.is_some(), Missing::Volume),
            (!self.purposes.is_empty(), Missing::Purpose),
            (self.sub_processors_known, Missing::SubProcessors),
            (self.tool.name.is_some(), Missing::Mechanism),
        ]
        .into_iter()
        .filter(|(known, _)| !known)
        .map(|(_, missing)| missing)
        .collect()
    }
}
