//! What an impact assessment may say, in a file of its own or in the register.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::framework::date;

/// The impact assessment of one transfer.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRecord {
    /// Id of the transfer in the register; a file of its own has to say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<String>,
    /// Number of the method, `tia-method`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<u32>,
    /// Version of the assessment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The day on which it was finished.
    #[schemars(schema_with = "date")]
    pub date: Date,
    /// Who made it.
    pub assessor: RawPerson,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approver: Option<RawPerson>,
    /// The countries of destination that were looked at, by code.
    pub countries: Vec<String>,
    /// Whether anybody there sees the data in clear text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clear_text: Option<bool>,
    /// Grades of the importer by factor, each with its reason.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub importer: BTreeMap<String, RawAnswer>,
    /// Grades of countries that differ from the facts of the program, by code and factor.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub grades: BTreeMap<String, BTreeMap<String, RawAnswer>>,
    /// Whether this importer may be bound to secrecy about requests, or to decrypt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gag: Option<RawFlag>,
    /// Supplementary measures, in place or planned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<RawMeasure>,
    /// Whether the agreement or notice names the countries of destination.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub countries_named: Option<bool>,
    /// Why the transfer may not take place, where a law forbids it or an authority refused it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forbidden: Option<String>,
    /// The day on which each step was done, by step.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub steps: BTreeMap<String, RawStep>,
    /// What others said of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opinions: Vec<RawOpinion>,
    /// Who bears the residual risk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acceptance: Option<RawAcceptance>,
    /// How things were then, so that a change is noticed.
    #[serde(default, skip_serializing_if = "RawThen::is_empty")]
    pub then: RawThen,
}

/// Somebody, with what they are in the organisation.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawPerson {
    /// Name.
    pub name: String,
    /// What the person is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// A grade from 1, good, to 5, poor.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAnswer {
    /// From 1, good, to 5, poor.
    #[schemars(range(min = 1, max = 5))]
    pub grade: u8,
    /// Why.
    pub reason: String,
}

#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFlag {
    /// Whether it is so.
    pub known: bool,
    /// Why.
    pub reason: String,
}

/// A supplementary measure.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawMeasure {
    /// Its id in the method.
    pub id: String,
    /// Whether it is in place; one that is only planned never counts.
    pub state: RawState,
    /// What shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// The day on which somebody looked whether it works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub verified: Option<Date>,
    /// The last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub until: Option<Date>,
    /// Who holds the keys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys: Option<RawKeys>,
    /// What was found to be so, by condition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed: Vec<String>,
    /// Whatever else a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawState {
    InPlace,
    Planned,
}

#[derive(Debug, Clone, Copy, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawKeys {
    Exporter,
    Importer,
    ThirdParty,
}

#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawStep {
    /// The day on which it was done.
    #[schemars(schema_with = "date")]
    pub done: Date,
    /// Whatever else a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What somebody said of the assessment.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawOpinion {
    /// Who said it.
    pub by: String,
    /// What that person is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The day.
    #[schemars(schema_with = "date")]
    pub date: Date,
    /// Whether it is for the transfer, with conditions, or against it.
    pub view: RawView,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RawView {
    For,
    Conditions,
    Against,
}

/// Who bears the residual risk, and until when.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAcceptance {
    /// Who bears it, by name.
    pub by: String,
    /// What that person is there.
    pub role: String,
    /// The day of the acceptance.
    #[schemars(schema_with = "date")]
    pub date: Date,
    /// The last day on which it holds.
    #[schemars(schema_with = "date")]
    pub until: Date,
    /// Why the risk is borne.
    pub reason: String,
}

/// How things were when it was assessed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawThen {
    /// How many people's data it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u64>,
    /// Version of the agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<String>,
}

impl RawThen {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
