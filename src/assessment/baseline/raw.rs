//! What a scorecard may say when it is read back: what `dmf assess --format json` and `--write-baseline` wrote.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::snapshot::Snapshot;
use crate::assessment::ScorecardView;

/// A scorecard of an earlier run, with what else `dmf assess` writes beside it.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct SavedScorecard {
    /// The scorecard; levels are ids of its own scale.
    #[serde(flatten)]
    pub scorecard: ScorecardView<String>,
    /// What the answers said and rested on, and what was asked; one that was not written as a baseline does not have it.
    #[serde(default)]
    pub snapshot: Option<Snapshot>,
    // Written for others; a baseline makes nothing of it.
    /// The worksheet that was scored.
    #[serde(default)]
    pub file: Value,
    /// What to do next.
    #[serde(default)]
    pub next_steps: Value,
    /// What became of an earlier scorecard.
    #[serde(default)]
    pub comparison: Value,
    /// What the gates said.
    #[serde(default)]
    pub verdict: Value,
}
