//! What `dmf.toml` may say of waivers.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::load::date;

/// A finding that is excused for a while.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawWaiver {
    /// The practice whose findings are excused.
    #[serde(default)]
    pub practice: Option<String>,
    /// The transfer whose findings are excused.
    #[serde(default)]
    pub transfer: Option<String>,
    /// The incident whose findings are excused.
    #[serde(default)]
    pub incident: Option<String>,
    /// The obligation whose findings are excused.
    #[serde(default)]
    pub obligation: Option<String>,
    /// The record of a register whose findings are excused.
    #[serde(default)]
    pub record: Option<String>,
    /// The code of the findings that are excused.
    #[serde(default)]
    pub code: Option<String>,
    /// The file for which it is granted, as a path from `dmf.toml`; for all if not said.
    #[serde(default)]
    pub file: Option<String>,
    /// Why it is excused.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// Where it is followed up.
    #[serde(default)]
    pub ticket: Option<String>,
    /// The last day on which it holds.
    #[schemars(schema_with = "date")]
    pub until: Date,
}
