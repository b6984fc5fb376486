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
    #[serde(default)]
    pub as_of: Value,
    #[serde(default)]
    pub file: Value,
    #[serde(default)]
    pub components: Value,
    #[serde(default)]
    pub gaps: Value,
    #[serde(default)]
    pub next_steps: Value,
    #[serde(default)]
    pub outside_profile: Value,
    #[serde(default)]
    pub statement: Value,
    #[serde(default)]
    pub comparison: Value,
    #[serde(default)]
    pub verdict: Value,
}

/// Which framework, and which version of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFrameworkRef {
    pub id: String,
    pub version: String,
    #[serde(default)]
    pub title: Value,
}

/// Whose scorecard it is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawOrganisation {
    pub name: String,
    #[serde(default)]
    pub country: Value,
    #[serde(default)]
    pub sector: Value,
    #[serde(default)]
    pub tags: Value,
}

/// Figures of a block, or all.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFigures {
    #[serde(default)]
    pub claimed: Option<u32>,
    #[serde(default)]
    pub evidenced: Option<u32>,
    #[serde(default)]
    pub reached: Option<String>,
    #[serde(default)]
    pub reached_evidenced: Option<String>,
    #[serde(default)]
    pub target: Value,
    #[serde(default)]
    pub left_out: Value,
    #[serde(default)]
    pub not_assessed: Value,
    #[serde(default)]
    pub counts: Value,
}

/// A block with its figures.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawBlock {
    pub id: String,
    /// Its weight in the overall score.
    pub weight: u32,
    #[serde(default)]
    pub claimed: Option<u32>,
    #[serde(default)]
    pub evidenced: Option<u32>,
    #[serde(default)]
    pub reached: Option<String>,
    #[serde(default)]
    pub reached_evidenced: Option<String>,
    #[serde(default)]
    pub title: Value,
    #[serde(default)]
    pub target: Value,
    #[serde(default)]
    pub left_out: Value,
    #[serde(default)]
    pub not_assessed: Value,
    #[serde(default)]
    pub counts: Value,
}

/// What a practice came to.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawPractice {
    pub id: String,
    pub block: String,
    pub state: RawState,
    pub claimed: String,
    pub evidenced: String,
    pub target: String,
    pub key: bool,
    pub weight: u32,
    pub evidence: RawEvidence,
    /// The day on which evidence that does not count ended, or would begin.
    #[serde(default)]
    #[schemars(schema_with = "date")]
    pub evidence_day: Option<Date>,
    #[serde(default)]
    pub title: Value,
    #[serde(default)]
    pub gap: Value,
    #[serde(default)]
    pub reason: Value,
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
