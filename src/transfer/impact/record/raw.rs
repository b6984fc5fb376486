//! What a file with an impact assessment may say.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::framework::date;

/// The impact assessment of one transfer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRecord {
    /// Id of the transfer in the register.
    pub transfer: String,
    /// Number of the method, `tia-method`.
    #[serde(default)]
    pub method: Option<u32>,
    /// Version of the assessment.
    #[serde(default)]
    pub version: Option<String>,
    /// The day on which it was finished.
    #[schemars(schema_with = "date")]
    pub date: Date,
    /// Who made it.
    pub assessor: RawPerson,
    /// Who approved it.
    #[serde(default)]
    pub approver: Option<RawPerson>,
    /// The countries of destination that were looked at, by code.
    pub countries: Vec<String>,
    /// Whether anybody there sees the data in clear text.
    #[serde(default)]
    pub clear_text: Option<bool>,
    /// Grades of the importer by factor, each with its reason.
    #[serde(default)]
    pub importer: BTreeMap<String, RawAnswer>,
    /// Grades of countries that differ from the facts of the program, by code and factor.
    #[serde(default)]
    pub grades: BTreeMap<String, BTreeMap<String, RawAnswer>>,
    /// Whether this importer may be bound to secrecy about requests, or to decrypt.
    #[serde(default)]
    pub gag: Option<RawFlag>,
    /// Supplementary measures, in place or planned.
    #[serde(default)]
    pub measures: Vec<RawMeasure>,
    /// Whether the agreement or notice names the countries of destination.
    #[serde(default)]
    pub countries_named: Option<bool>,
    /// Why the transfer may not take place, where a law forbids it or an authority refused it.
    #[serde(default)]
    pub forbidden: Option<String>,
    /// The day on which each step was done, by step.
    #[serde(default)]
    pub steps: BTreeMap<String, RawStep>,
    /// What others said of it.
    #[serde(default)]
    pub opinions: Vec<RawOpinion>,
    /// Who bears the residual risk.
    #[serde(default)]
    pub acceptance: Option<RawAcceptance>,
    /// How things were then, so that a change is noticed.
    #[serde(default)]
    pub then: RawThen,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawPerson {
    /// The name.
    pub name: String,
    /// What they are in the organisation.
    #[serde(default)]
    pub role: Option<String>,
}

/// A grade from 1, good, to 5, poor.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAnswer {
    /// From 1, good, to 5, poor.
    #[schemars(range(min = 1, max = 5))]
    pub grade: u8,
    /// Why.
    pub reason: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFlag {
    /// Whether it is so, as far as is known.
    pub known: bool,
    /// Why.
    pub reason: String,
}

/// A supplementary measure.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawMeasure {
    /// Its id in the method.
    pub id: String,
    /// Whether it works already.
    pub state: RawState,
    /// What shows it.
    #[serde(default)]
    pub evidence: Option<String>,
    /// The day on which somebody looked whether it works.
    #[serde(default)]
    #[schemars(schema_with = "date")]
    pub verified: Option<Date>,
    /// The last day on which it holds.
    #[serde(default)]
    #[schemars(schema_with = "date")]
    pub until: Option<Date>,
    /// Who holds the keys.
    #[serde(default)]
    pub keys: Option<RawKeys>,
    /// What was found to be so, by condition.
    #[serde(default)]
    pub confirmed: Vec<String>,
    /// What to know about it.
    #[serde(default)]
    pub note: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawState {
    InPlace,
    Planned,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawKeys {
    Exporter,
    Importer,
    ThirdParty,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawStep {
    /// The day on which it was done.
    #[schemars(schema_with = "date")]
    pub done: Date,
    /// What came of it.
    #[serde(default)]
    pub note: Option<String>,
}

/// What somebody said of the assessment.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawOpinion {
    /// Who says so.
    pub by: String,
    /// What they are.
    #[serde(default)]
    pub role: Option<String>,
    /// When it was said.
    #[schemars(schema_with = "date")]
    pub date: Date,
    /// For it, for it under conditions, or against it.
    pub view: RawView,
    /// What was said.
    #[serde(default)]
    pub text: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RawView {
    For,
    Conditions,
    Against,
}

/// Who bears the residual risk, and until when.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAcceptance {
    /// Who bears it.
    pub by: String,
    /// What they are in the organisation.
    pub role: String,
    /// Since when.
    #[schemars(schema_with = "date")]
    pub date: Date,
    /// The last day.
    #[schemars(schema_with = "date")]
    pub until: Date,
    /// Why it is borne.
    pub reason: String,
}

/// How things were when it was assessed.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawThen {
    /// How many people's data it was.
    #[serde(default)]
    pub people: Option<u64>,
    /// Version of the agreement.
    #[serde(default)]
    pub agreement: Option<String>,
}
