//! What `dmf.toml` may say of gates.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::assessment::RawLevel;

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
