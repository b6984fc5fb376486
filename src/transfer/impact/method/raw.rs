//! What the files of a method may say.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// `impact.toml`: how hard people would be hit.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawImpact {
    /// How far the result may fall under the grade of the sensitivity.
    pub below_sensitivity: u8,
    pub inputs: Vec<RawInput>,
}

/// One of the four inputs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawInput {
    /// `sensitivity`, `volume`, `purpose` or `frequency`.
    pub id: String,
    pub title: String,
    /// Per cent.
    pub weight: u32,
    pub question: String,
    /// What it counts for where it is not said; without this an assessment is not possible then.
    pub unknown: Option<u8>,
    pub values: Vec<RawValue>,
    pub at_least: Option<RawAtLeast>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawValue {
    pub id: String,
    pub grade: u8,
    /// Numbers below this one have it.
    pub below: Option<u64>,
}

/// Kinds of data that count for at least so much.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAtLeast {
    pub grade: u8,
    pub kinds: Vec<String>,
}

/// `likelihood.toml`: how likely the destination is to fail the data.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLikelihood {
    /// What a factor counts for that nobody has graded, and the least that the whole is then.
    pub unknown: u8,
    /// The least without a general data law.
    pub no_general_law: u8,
    /// The grade of `law` from which on there is none.
    pub without_law: u8,
    /// The least where the importer may be bound to secrecy or to decrypt.
    pub gag: u8,
    /// The grade of `access` from which on it counts as unbounded.
    pub unbounded: u8,
    pub factors: Vec<RawFactor>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFactor {
    pub id: String,
    pub title: String,
    /// Per cent.
    pub weight: u32,
    pub of: RawOf,
    pub question: String,
    /// What grade 1 looks like.
    pub good: String,
    /// What grade 5 looks like.
    pub poor: String,
}

/// Where the grade of a factor comes from.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawOf {
    /// The facts about the country.
    Country,
    /// The answers about the importer.
    Importer,
    /// The answer about the importer, else the country.
    Both,
}

/// `measures.toml`: what brings the risk down.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMeasures {
    pub fresh_months: u32,
    pub caps: RawCaps,
    pub groups: Vec<RawGroup>,
    pub measures: Vec<RawMeasure>,
    pub conditions: Vec<RawCondition>,
}

/// The most that all measures together take off.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCaps {
    pub likelihood: u8,
    pub impact: u8,
}

/// Measures whose effect counts once.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGroup {
    pub id: String,
    pub title: String,
    pub kind: RawKind,
    #[serde(default)]
    pub likelihood: u8,
    #[serde(default)]
    pub impact: u8,
    #[serde(default)]
    pub against: Vec<String>,
    #[serde(default)]
    pub needs_onward: bool,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawKind {
    Technical,
    Contractual,
    Organisational,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is a trait of its own")]
pub(super) struct RawMeasure {
    pub id: String,
    pub group: String,
    pub title: String,
    /// What an agreement would say of it.
    pub asks: String,
    /// What has to be confirmed, by id.
    #[serde(default)]
    pub conditions: Vec<String>,
    /// Whether it is encryption, whose keys matter.
    #[serde(default)]
    pub encryption: bool,
    /// Whether it is encryption that only counts with keys of the exporter.
    #[serde(default)]
    pub exporter_keys: bool,
    /// Whether it works by hiding the data from the importer.
    #[serde(default)]
    pub hidden: bool,
    /// Whether it is a certificate of the importer's.
    #[serde(default)]
    pub certificate: bool,
    pub more: Option<RawMore>,
    #[serde(default)]
    pub note: String,
}

/// A stronger effect under a further condition.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMore {
    pub when: String,
    pub impact: u8,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCondition {
    pub id: String,
    pub text: String,
}

/// `decision.toml`: from residual risk to a decision.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDecision {
    /// Number of the method: another number means other figures from the same facts.
    pub number: u32,
    pub bands: Vec<RawBand>,
    pub steps: RawSteps,
    pub alone: RawAlone,
    pub appetite: RawAppetite,
    pub validity: RawValidity,
    pub checklist: Vec<RawItem>,
    pub limits: Vec<RawLimit>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBand {
    pub id: String,
    pub up_to: u8,
}

/// The highest residual risk of each decision.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSteps {
    pub alone: u8,
    pub measures: u8,
    pub acceptance: u8,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAlone {
    pub factor_below: u8,
    /// The worst grade by factor, unless the importer is certified.
    pub at_most: BTreeMap<String, u8>,
    pub not_tiers: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAppetite {
    pub highest: u8,
    pub acceptance_months: u32,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawValidity {
    /// Months, by tier.
    pub months: BTreeMap<String, u32>,
    /// Per cent.
    pub growth: u32,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawItem {
    pub id: String,
    pub title: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLimit {
    pub text: String,
}
