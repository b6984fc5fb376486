//! A record that cannot be wrong: built only by `validate`. Factors, measures and conditions are indices in the method.

use jiff::civil::Date;

use super::super::facts::{Keys, State};
use crate::source::{Path, SourceId};

/// The impact assessment of a transfer, as somebody wrote it down.
#[derive(Debug, Clone)]
pub struct Record {
    /// Where it is written down: in a file of its own, or below its transfer in the register.
    pub source: SourceId,
    pub home: Path,
    pub transfer: String,
    pub version: Option<String>,
    pub date: Date,
    pub assessor: Person,
    pub approver: Option<Person>,
    /// Codes of the countries that were looked at.
    pub countries: Vec<String>,
    pub clear_text: Option<bool>,
    pub importer: Answers,
    /// By country code.
    pub grades: Vec<(String, Answers)>,
    /// Whether the importer may be bound to secrecy or to decrypt; with the reason.
    pub gag: Option<(bool, String)>,
    pub measures: Vec<Measured>,
    pub countries_named: Option<bool>,
    pub forbidden: Option<String>,
    /// Index of the step and the day on which it was done.
    pub steps: Vec<(usize, Date)>,
    pub opinions: Vec<Opinion>,
    pub acceptance: Option<Accepted>,
    pub then: Then,
}

/// Grades by factor.
pub type Answers = Vec<(usize, Answer)>;

/// A grade with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub grade: u8,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub role: Option<String>,
}

/// A measure as it was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    pub measure: usize,
    pub state: State,
    pub evidence: Option<String>,
    pub verified: Option<Date>,
    pub until: Option<Date>,
    pub keys: Option<Keys>,
    pub confirmed: Vec<usize>,
    pub note: Option<String>,
}

/// What somebody said of the assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    pub by: String,
    pub role: Option<String>,
    pub date: Date,
    pub view: View,
    pub text: Option<String>,
}

crate::words::words! {
    pub enum View {
        For = "for",
        Conditions = "conditions",
        Against = "against",
    }
}

/// Who bears the residual risk, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    pub by: String,
    pub role: String,
    pub date: Date,
    pub until: Date,
    pub reason: String,
}

/// How things were when it was assessed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Then {
    pub people: Option<u64>,
    pub agreement: Option<String>,
}
