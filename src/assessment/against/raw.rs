//! What `against.toml` of a framework may say.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    load,
    register::{RawBound, RawFigure},
};

/// What records show where a practice is answered so high. A file of your own, `against/NAME.toml`, adds rules; one that is called
/// `against.toml` stands for ours.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAgainst {
    /// The rules, in the order in which they are told.
    pub rules: Vec<RawRule>,
}

/// One rule: from that level on, that figure has to come to so much.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRule {
    /// What it is called, such as `owner-of-most`: a waiver and a baseline know its finding by it.
    #[schemars(schema_with = "load::id")]
    pub id: String,
    /// The practice whose answer is held against records.
    pub practice: String,
    /// The lowest level that asks for it, by its id.
    pub from: String,
    /// What the figure has to come to.
    pub asks: RawBound,
    /// What is counted or measured, as a sentence goes on from it: `datasets with an owner`.
    pub message: String,
    /// The figure out of a register.
    pub figure: RawFigure,
}
