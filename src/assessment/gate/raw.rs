//! What `dmf.toml` may say of gates and waivers.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{assessment::RawLevel, framework::date};

/// What makes an assessment fail.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawGate {
    /// The level that has to be reached overall, or the score in percent, such as `"60%"`.
    #[serde(default)]
    pub fail_under: Option<RawLevel>,
    /// The same by building block.
    #[serde(default)]
    pub blocks: BTreeMap<String, RawLevel>,
    /// Which figures are held against it.
    #[serde(default)]
    pub by: Option<RawBy>,
    /// Codes of findings that fail, such as `regression`.
    #[serde(default)]
    pub fail_on: Vec<String>,
    /// What answers are held against: a file beside this one, or `git:REVISION`.
    #[serde(default)]
    pub baseline: Option<String>,
    /// Days within which a waiver has to end.
    #[serde(default)]
    #[schemars(range(min = 1, max = 3650))]
    pub waiver_days: Option<u32>,
}

/// Which figures a gate looks at.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RawBy {
    Claimed,
    Evidenced,
}

/// A finding that is excused for a while.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawWaiver {
    /// The practice whose findings are excused.
    #[serde(default)]
    pub practice: Option<String>,
    /// The code of the findings that are excused.
    #[serde(default)]
    pub code: Option<String>,
    /// The worksheet for which it is granted, as a path from `dmf.toml`; for all if not said.
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
