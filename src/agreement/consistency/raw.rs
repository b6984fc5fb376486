//! What `consistency.toml` may say.

use schemars::JsonSchema;
use serde::Deserialize;

/// `consistency.toml`: the words and numbers that a deal is held against so that it can be understood.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::agreement) struct RawConsistency {
    /// Months after its beginning within which a transfer is first looked at again.
    pub(super) review_months: u32,
    /// A limit of liability below so many units of a currency is none.
    pub(super) least_amount: u64,
    /// Days and hours that are usual, field by field.
    #[serde(default)]
    pub(super) periods: Vec<RawPeriod>,
    /// Words by what they tell; `*` at the end leaves the rest of a word open.
    pub(super) words: RawWords,
    /// Kinds of data that weigh more.
    #[serde(default)]
    pub(super) special: Vec<RawSpecial>,
    /// Cities and adjectives by country.
    #[serde(default)]
    pub(super) places: Vec<RawPlaceWords>,
}

/// How long is usual.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPeriod {
    /// Path of a field that holds days or hours.
    pub(super) field: String,
    /// The least that is usual.
    pub(super) least: u32,
    /// The most that is usual.
    pub(super) most: u32,
    /// Why not more, or less.
    pub(super) why: String,
}

/// Words by what they tell.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWords {
    /// A time that never ends.
    pub(super) endless: Vec<String>,
    /// What makes a time one that can be counted.
    pub(super) measures: Vec<String>,
    /// What an amount may be reckoned from where it is no figure.
    pub(super) amounts: Vec<String>,
    /// Purposes, and ways to process, that limit nothing.
    pub(super) any_purpose: Vec<String>,
    /// Data and people that are not described.
    pub(super) anything: Vec<String>,
    /// Promises that name no measure.
    pub(super) promises: Vec<String>,
    /// What stands where nothing is said yet.
    pub(super) nothing: Vec<String>,
    /// What commands, where a name was expected.
    pub(super) commands: Vec<String>,
    /// What rules of arbitration are called.
    pub(super) rules: Vec<String>,
}

/// A kind of data that weighs more.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSpecial {
    /// Its word in the files of jurisdictions, such as `health`.
    pub(super) kind: String,
    /// Whether it weighs more whatever the exporter\'s law lists.
    pub(super) always: bool,
    /// What it is called.
    pub(super) words: Vec<String>,
}

/// Cities and adjectives of a country.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPlaceWords {
    /// Code of two capital letters, or `EU`.
    pub(super) code: String,
    /// What stands for it in the name of a law, a court or a seat.
    pub(super) words: Vec<String>,
}
