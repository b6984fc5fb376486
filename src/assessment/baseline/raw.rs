//! What a scorecard says when it is read back: what `dmf assess --format json` and `--write-baseline` wrote.
//!
//! Every key that is ever written is known here, so that a file of another making is refused and not half understood.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use crate::framework::date;

/// A scorecard of an earlier run.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawScorecard {
    /// The version of the form.
    pub version: u32,
    /// `scorecard`.
    pub kind: String,
    /// The framework that was answered.
    pub framework: RawFrameworkRef,
    /// Whose scorecard it is.
    pub organisation: RawOrganisation,
    /// Which practices were asked.
    pub profile: String,
    /// The day on which evidence was weighed.
    #[schemars(schema_with = "date")]
    pub today: Date,
    /// Answers that were only supposed.
    #[serde(default)]
    pub what_if: Vec<String>,
    /// Ids of the levels, from 0 upward.
    pub scale: Vec<String>,
    /// Basis points of the weight that had to be at a level for a block to reach it.
    pub reach_share: u32,
    /// The figures of all.
    pub overall: RawFigures,
    /// The figures of each block.
    pub blocks: Vec<RawBlock>,
    /// The practices that were asked.
    pub practices: Vec<RawPractice>,
    // Written for others; a baseline makes nothing of it.
    /// The day of the answers.
    #[serde(default)]
    pub as_of: Value,
    /// The worksheet that was scored.
    #[serde(default)]
    pub file: Value,
    /// The figures by official component.
    #[serde(default)]
    pub components: Value,
    /// What is below its target.
    #[serde(default)]
    pub gaps: Value,
    /// What to do next.
    #[serde(default)]
    pub next_steps: Value,
    /// Answers that the profile does not ask.
    #[serde(default)]
    pub outside_profile: Value,
    /// What the framework is and is not.
    #[serde(default)]
    pub statement: Value,
    /// What became of an earlier scorecard.
    #[serde(default)]
    pub comparison: Value,
    /// What the gates said.
    #[serde(default)]
    pub verdict: Value,
}

/// Which framework, and which version of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFrameworkRef {
    /// The id of its pack.
    pub id: String,
    /// Its version, three numbers.
    pub version: String,
    /// What people call it.
    #[serde(default)]
    pub title: Value,
}

/// Whose scorecard it is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawOrganisation {
    /// What it is called.
    pub name: String,
    /// Code of its country.
    #[serde(default)]
    pub country: Value,
    /// Its line of business.
    #[serde(default)]
    pub sector: Value,
    /// Words that portfolios group by.
    #[serde(default)]
    pub tags: Value,
}

/// Figures of a block, or all.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFigures {
    /// Basis points of the highest score, as answered.
    #[serde(default)]
    pub claimed: Option<u32>,
    /// Basis points, as far as evidence backs it.
    #[serde(default)]
    pub evidenced: Option<u32>,
    /// The level reached, as answered.
    #[serde(default)]
    pub reached: Option<String>,
    /// The level reached, as far as evidence backs it.
    #[serde(default)]
    pub reached_evidenced: Option<String>,
    /// The level aimed at.
    #[serde(default)]
    pub target: Value,
    /// Basis points of the weight that does not apply.
    #[serde(default)]
    pub left_out: Value,
    /// How many practices are not answered.
    #[serde(default)]
    pub not_assessed: Value,
    /// How many practices are of which kind.
    #[serde(default)]
    pub counts: Value,
}

/// A block with its figures.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawBlock {
    /// The id of the block.
    pub id: String,
    /// Its weight in the overall score.
    pub weight: u32,
    /// Basis points of the highest score, as answered.
    #[serde(default)]
    pub claimed: Option<u32>,
    /// Basis points, as far as evidence backs it.
    #[serde(default)]
    pub evidenced: Option<u32>,
    /// The level reached, as answered.
    #[serde(default)]
    pub reached: Option<String>,
    /// The level reached, as far as evidence backs it.
    #[serde(default)]
    pub reached_evidenced: Option<String>,
    /// What people call it.
    #[serde(default)]
    pub title: Value,
    /// The level aimed at.
    #[serde(default)]
    pub target: Value,
    /// Basis points of the weight that does not apply.
    #[serde(default)]
    pub left_out: Value,
    /// How many practices are not answered.
    #[serde(default)]
    pub not_assessed: Value,
    /// How many practices are of which kind.
    #[serde(default)]
    pub counts: Value,
}

/// What a practice came to.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawPractice {
    /// The id of the practice.
    pub id: String,
    /// The block that it belongs to.
    pub block: String,
    pub state: RawState,
    /// The level that was answered.
    pub claimed: String,
    /// The level that evidence backs.
    pub evidenced: String,
    /// The level aimed at.
    pub target: String,
    /// Whether a block can reach a level without it.
    pub key: bool,
    /// How much it counts in its block.
    pub weight: u32,
    pub evidence: RawEvidence,
    /// The day on which evidence that does not count ended, or would begin.
    #[serde(default)]
    #[schemars(schema_with = "date")]
    pub evidence_day: Option<Date>,
    /// What people call it.
    #[serde(default)]
    pub title: Value,
    /// How many levels it is below its target.
    #[serde(default)]
    pub gap: Value,
    /// Why it does not apply.
    #[serde(default)]
    pub reason: Value,
    /// The note of the answer.
    #[serde(default)]
    pub note: Value,
}

/// Whether and how a practice was answered.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawState {
    Answered,
    NotAssessed,
    NotApplicable,
}

/// What the evidence was worth.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawEvidence {
    NotNeeded,
    Missing,
    Expired,
    NotYet,
    Partial,
    Current,
}
