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
    /// What the impact is weighed from.
    pub inputs: Vec<RawInput>,
}

/// One of the four inputs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawInput {
    /// `sensitivity`, `volume`, `purpose` or `frequency`.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// How much it counts, in per cent.
    pub weight: u32,
    /// What an assessor asks.
    pub question: String,
    /// What it counts for where it is not said; without this an assessment is not possible then.
    pub unknown: Option<u8>,
    /// What it can be, and how much that counts.
    pub values: Vec<RawValue>,
    /// Kinds of data that count for at least so much.
    pub at_least: Option<RawAtLeast>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawValue {
    /// The word that the register uses.
    pub id: String,
    /// What it counts for, from 1 to 5.
    pub grade: u8,
    /// Numbers below this one have it.
    pub below: Option<u64>,
}

/// Kinds of data that count for at least so much.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAtLeast {
    /// What they count for at least.
    pub grade: u8,
    /// The kinds of data, as the register names them.
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
    /// The factors.
    pub factors: Vec<RawFactor>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFactor {
    /// What assessments refer to it by.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// How much it counts, in per cent.
    pub weight: u32,
    /// Where its grade comes from.
    pub of: RawOf,
    /// What an assessor asks.
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
    /// For how many months a look at a measure counts.
    pub fresh_months: u32,
    /// The most that all measures together take off.
    pub caps: RawCaps,
    /// Groups of measures.
    pub groups: Vec<RawGroup>,
    /// The measures.
    pub measures: Vec<RawMeasure>,
    /// What has to be confirmed before a measure counts.
    pub conditions: Vec<RawCondition>,
}

/// The most that all measures together take off.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCaps {
    /// Off the likelihood.
    pub likelihood: u8,
    /// Off the impact.
    pub impact: u8,
}

/// Measures whose effect counts once.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGroup {
    /// What it is referred to by.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Technical, contractual or organisational.
    pub kind: RawKind,
    /// What it takes off the likelihood.
    #[serde(default)]
    pub likelihood: u8,
    /// What it takes off the impact.
    #[serde(default)]
    pub impact: u8,
    /// Factors at the worst grade against which it stands.
    #[serde(default)]
    pub against: Vec<String>,
    /// Whether it only counts where the data is passed on.
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
    /// What assessments refer to it by.
    pub id: String,
    /// The group that it belongs to.
    pub group: String,
    /// What people call it.
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
    /// A stronger effect under a further condition.
    pub more: Option<RawMore>,
    /// What to know before relying on it.
    #[serde(default)]
    pub note: String,
}

/// A stronger effect under a further condition.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMore {
    /// The condition, by id.
    pub when: String,
    /// What it takes off the impact then.
    pub impact: u8,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCondition {
    /// What it is referred to by.
    pub id: String,
    /// What has to be so.
    pub text: String,
}

/// `decision.toml`: from residual risk to a decision.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDecision {
    /// Number of the method: another number means other figures from the same facts.
    pub number: u32,
    /// Names for how high a risk is, the lowest first.
    pub bands: Vec<RawBand>,
    /// The highest residual risk of each decision.
    pub steps: RawSteps,
    /// When the clauses are enough by themselves.
    pub alone: RawAlone,
    /// The highest risk that is borne, and for how long.
    pub appetite: RawAppetite,
    /// How long an assessment holds.
    pub validity: RawValidity,
    /// The steps of an assessment.
    pub checklist: Vec<RawItem>,
    /// What the method does not see.
    pub limits: Vec<RawLimit>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBand {
    /// What people call it.
    pub id: String,
    /// The highest risk that has this name.
    pub up_to: u8,
}

/// The highest residual risk of each decision.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSteps {
    /// With the clauses alone.
    pub alone: u8,
    /// With supplementary measures.
    pub measures: u8,
    /// With somebody who bears the risk.
    pub acceptance: u8,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAlone {
    /// Every factor has to be graded better than this.
    pub factor_below: u8,
    /// The worst grade by factor, unless the importer is certified.
    pub at_most: BTreeMap<String, u8>,
    /// Tiers of data for which they never are.
    pub not_tiers: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAppetite {
    /// The highest residual risk that may be borne.
    pub highest: u8,
    /// For how many months somebody may bear a risk.
    pub acceptance_months: u32,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawValidity {
    /// Months, by tier of data.
    pub months: BTreeMap<String, u32>,
    /// By how many per cent the number of people may grow before it is done again.
    pub growth: u32,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawItem {
    /// What assessments refer to it by.
    pub id: String,
    /// What is done.
    pub title: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLimit {
    /// A sentence.
    pub text: String,
}
