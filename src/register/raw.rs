//! What the file of a kind of record may say.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

/// A kind of record: its fields, what is computed, what is due, what is found.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawKind {
    /// Name of the kind, as the file is named, in the plural: `datasets` lie in `datasets.yaml` under the key `datasets`.
    pub kind: String,
    /// Title of the register, such as `Datasets`.
    pub title: String,
    /// One record, in a word or two, such as `dataset`.
    pub one: String,
    /// What the register is for, in a sentence or two.
    pub about: String,
    /// Practices that the register is evidence for.
    #[serde(default)]
    pub practices: Vec<String>,
    /// How ids look: letters stand for themselves, each `#` for a digit; the last run of digits may be longer. `DS-##`.
    pub id: String,
    /// Whether a register without a record says something, such as that nothing happened; else it is a list that was lost.
    #[serde(default)]
    pub may_be_empty: bool,
    /// Fields that a list shows, in this order.
    pub columns: Vec<String>,
    /// Fields that a small company fills in; all where none is named.
    #[serde(default)]
    pub sme: Vec<String>,
    /// What a record may say, in the order of columns of a sheet. `id` is always there and is not listed.
    pub fields: Vec<RawField>,
    /// What is found in records.
    #[serde(default)]
    pub find: Vec<RawFind>,
    /// What is to be done until when.
    #[serde(default)]
    pub due: Vec<RawDue>,
    /// Records to begin with.
    #[serde(default)]
    pub starter: Vec<Map<String, Value>>,
}

/// A field of a record.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawField {
    /// Key of the field, in small letters with `_`.
    pub name: String,
    /// `text`, `day`, `number`, `yes-no`, `word`, `place`, `practice`, `transfer`, `deal`, `evidence`, `link`, `group`, `list` or
    /// `map`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Of a list or a map: the type of what it holds.
    #[serde(default)]
    pub of: Option<String>,
    /// Of a map: what its keys are, `place` or `text`.
    #[serde(default)]
    pub keys: Option<String>,
    /// Of words: those that may stand here, the least first where they have an order.
    #[serde(default)]
    pub words: Vec<String>,
    /// Whether the words have an order, so that `at_least` and `at_most` make sense.
    #[serde(default)]
    pub ordered: bool,
    /// Of a group: what stands in it.
    #[serde(default)]
    pub fields: Vec<RawField>,
    /// Of a field that is computed: the first rule that holds says what stands there. A record may say otherwise, with a `reason` and
    /// `by` whom: `{ is: high, reason: …, by: DPO }`.
    #[serde(default)]
    pub rules: Vec<RawRule>,
    /// Of a link: the kind that it leads to.
    #[serde(default)]
    pub to: Option<String>,
    /// Of a number: what is counted.
    #[serde(default)]
    pub unit: Option<String>,
    /// Of a number: the least that may stand here.
    #[serde(default)]
    pub least: Option<i64>,
    /// Of a number: the most that may stand here.
    #[serde(default)]
    pub most: Option<i64>,
    /// Of a day: whether it may not lie after today.
    #[serde(default)]
    pub past: bool,
    /// Whether every record has to say it.
    #[serde(default)]
    pub required: bool,
    /// Heading of its column; its name with blanks if not said.
    #[serde(default)]
    pub heading: Option<String>,
    /// What it says, and why it is asked for.
    pub help: String,
    /// How an answer may look.
    #[serde(default)]
    pub example: Option<String>,
}

/// Something that is found in records.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFind {
    /// By which gates and waivers name it: small letters and `-`, not used by any other kind.
    pub code: String,
    /// `note`, `warning` or `error`.
    pub severity: String,
    /// What it means, in a line without a full stop.
    pub summary: String,
    /// Records in question; all where nothing is said. Where none is, the answer is `no cases`.
    #[serde(default, rename = "where")]
    pub among: Option<RawCondition>,
    /// Records that it is found in.
    pub when: RawCondition,
    /// The field at which it is shown; `id` if not said.
    #[serde(default)]
    pub at: Option<String>,
    /// What is said: fields stand in braces, such as `{id} has no owner`.
    pub message: String,
    /// How to mend it: sentences.
    pub help: String,
}

/// A rule by which a field is computed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRule {
    /// What stands in the field where it holds.
    pub is: RawLiteral,
    /// When it holds; the last rule holds always.
    #[serde(default)]
    pub when: Option<RawCondition>,
}

/// Something to be done until a day, for every record in question.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawDue {
    /// What is to be done: fields stand in braces, such as `review of {name}`.
    pub what: String,
    /// The field with the day itself, such as the end of a contract.
    #[serde(default)]
    pub on: Option<String>,
    /// The field with the day from which the time runs, such as the last review. Where it is not said, it is due now.
    #[serde(default)]
    pub from: Option<String>,
    /// How long the time is that runs from then.
    #[serde(default)]
    pub after: Option<RawInterval>,
    /// How long before the day it is to be done, such as a term of notice.
    #[serde(default)]
    pub ahead: Option<RawInterval>,
    /// Whether a record in question that does not say the day under `on` is found as one that is overdue. Otherwise it is only
    /// told that nobody can say.
    #[serde(default)]
    pub asked: bool,
    /// The field with who is to do it; shown beside it.
    #[serde(default)]
    pub owner: Option<String>,
    /// Records in question; all where nothing is said.
    #[serde(default, rename = "where")]
    pub among: Option<RawCondition>,
    /// By which gates and waivers name it when it is overdue.
    pub code: String,
    /// `note`, `warning` or `error`.
    pub severity: String,
    /// What being overdue means, in a line without a full stop.
    pub summary: String,
    /// How to mend it: sentences.
    pub help: String,
}

/// A length of time: the same for all records, or by a field.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawInterval {
    /// Days.
    pub days: Option<u32>,
    /// Months.
    pub months: Option<u32>,
    /// Years.
    pub years: Option<u32>,
    /// A number field with so many `days`, `months` or `years` as its unit says.
    pub field: Option<String>,
    /// A field of words, each with its own length under `of`.
    pub by: Option<String>,
    /// The length for each word of the field `by`.
    pub of: BTreeMap<String, RawSpan>,
}

/// A condition. With `field` stands exactly one comparison; `all`, `any`, `not`, `some` and `every` stand alone. Of a list a comparison
/// holds where it holds of one of its items.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawCondition {
    /// Each of these holds.
    pub all: Option<Vec<RawCondition>>,
    /// One of these holds.
    pub any: Option<Vec<RawCondition>>,
    /// This does not hold.
    pub not: Option<Box<RawCondition>>,
    /// One of the groups or linked records of a field is so.
    pub some: Option<Box<RawWalk>>,
    /// All of the groups or linked records of a field are so.
    pub every: Option<Box<RawWalk>>,
    /// The field that is compared.
    pub field: Option<String>,
    /// It is that.
    pub is: Option<RawLiteral>,
    /// It is something else.
    pub is_not: Option<RawLiteral>,
    /// It is one of those.
    pub one_of: Option<Vec<RawLiteral>>,
    /// It is none of those.
    pub none_of: Option<Vec<RawLiteral>>,
    /// Whether it is not said.
    pub missing: Option<bool>,
    /// A number or an ordered word: so much or more.
    pub at_least: Option<RawLiteral>,
    /// A number or an ordered word: so much or less.
    pub at_most: Option<RawLiteral>,
    /// A day before that one, or before `today`.
    pub before: Option<String>,
    /// A day after that one, or after `today`.
    pub after: Option<String>,
    /// A day before that of another field.
    pub before_field: Option<String>,
    /// A day after that of another field.
    pub after_field: Option<String>,
    /// A day longer ago than that.
    pub older_than: Option<RawSpan>,
    /// A day from today on, no further ahead than that.
    pub within: Option<RawSpan>,
}

/// A condition on the groups in a field, or on the records that it leads to; names in it are theirs.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawWalk {
    /// The field with the groups or links.
    pub of: String,
    /// What holds of one of them, or of all.
    #[serde(rename = "where")]
    pub condition: RawCondition,
}

/// A figure out of a register, such as the share of datasets that have a steward.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFigure {
    /// The kind of record.
    pub of: String,
    /// Records in question; all where nothing is said. Where none is, there is no figure.
    #[serde(default)]
    pub among: Option<RawCondition>,
    /// Records that count; all that are in question where nothing is said.
    #[serde(default, rename = "where")]
    pub counted: Option<RawCondition>,
    /// What is taken of those that count.
    pub take: RawTake,
    /// The number field that a percentile, a median or a maximum is taken of.
    #[serde(default)]
    pub field: Option<String>,
    /// Of a percentile: how many per cent of the records do not exceed it.
    #[serde(default)]
    #[schemars(range(min = 1, max = 100))]
    pub percent: Option<u8>,
}

/// What a figure has to come to: one of the three. Of a share, in per cent.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawBound {
    /// That much, or more.
    #[serde(default)]
    pub at_least: Option<i64>,
    /// More than that.
    #[serde(default)]
    pub more_than: Option<i64>,
    /// That much, or less; a record of which it is not said counts as one too many.
    #[serde(default)]
    pub at_most: Option<i64>,
}

/// What is taken of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawTake {
    /// How many count.
    Count,
    /// The share of those in question that count.
    Share,
    /// The number that half of them do not exceed.
    Median,
    /// The number that so many per cent of them do not exceed.
    Percentile,
    /// The largest number.
    Maximum,
}

/// A value to compare with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum RawLiteral {
    /// `true` or `false`.
    YesNo(bool),
    /// A number.
    Number(i64),
    /// Text, a word, a place or an id.
    Text(String),
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawSpan {
    /// Days.
    pub days: Option<u32>,
    /// Months.
    pub months: Option<u32>,
    /// Years.
    pub years: Option<u32>,
}
