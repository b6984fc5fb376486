//! What the files of a framework pack may say.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::evidence::RawEvidenceRules;
use crate::load::{date, id};

/// `pack.toml`: what a pack is and what it rests on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPack {
    /// The id of the pack; the same as the name of its folder.
    pub id: String,
    /// What kind of data it holds.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// Version of the pack, three numbers.
    pub version: String,
    /// The day up to which it was checked.
    #[schemars(schema_with = "date")]
    pub as_of: Date,
    /// Licence of the texts.
    pub licence: String,
    /// What it is and what it is not, printed wherever results are.
    pub statement: String,
    /// Of a view: the framework whose answers it reads.
    pub of: Option<String>,
    /// Of a clause set: the role pairs it has clauses for.
    #[serde(default)]
    pub modules: Vec<String>,
    /// What it rests on.
    #[serde(default)]
    pub sources: Vec<RawSource>,
}

/// A dated source that a pack rests on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSource {
    /// What it is referred to by.
    pub id: String,
    /// Title of the publication.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Year, year and month, or day.
    pub date: String,
    pub status: RawStatus,
    pub confidence: RawConfidence,
    /// What to know before relying on it.
    #[serde(default)]
    pub note: String,
}

/// Standing of an instrument or a fact.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawStatus {
    InForce,
    Phased,
    Draft,
    Withdrawn,
    None,
    Unknown,
}

/// How sure a fact is.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RawConfidence {
    High,
    Medium,
    Low,
}

/// `method.toml`: the scale and every number of the method.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMethod {
    /// The scale, from the lowest level upward.
    pub levels: Vec<RawLevel>,
    /// The numbers of the method.
    pub scoring: RawScoring,
    /// Who assesses what.
    pub profiles: Vec<RawProfile>,
    /// Who does the work.
    pub roles: Vec<RawRole>,
    /// What may leave the sum; anything with a reason, where nothing is said.
    #[serde(default)]
    pub not_applicable: Option<RawLeaving>,
    /// What records are worth; without it any record that counts on the day is enough for what it says.
    #[serde(default)]
    pub evidence: Option<RawEvidenceRules>,
}

/// What may leave the sum because it is said not to apply.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLeaving {
    /// Share of the weight, in basis points, beyond which no floor is passed.
    pub share: u32,
    /// Letters and digits that a reason has at least; one of a script that writes more with each counts as several.
    pub reason_letters: u32,
    /// Whether a key practice leaves the sum only where it says itself when it may.
    pub key_only_where_said: bool,
    /// From how many practices on one reason given for each of them is told; 0 for never.
    #[serde(default)]
    pub shared: u32,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLevel {
    /// The word that answers are given in.
    #[schemars(schema_with = "id")]
    pub id: String,
    /// Its place on the scale, from 0.
    pub number: u8,
    /// What people call it.
    pub title: String,
    /// What it looks like, whatever the practice.
    pub meaning: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawScoring {
    /// Share of the weight, in basis points, that must be at a level for a block to reach it.
    pub reach_share: u32,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawProfile {
    /// What it is referred to by.
    #[schemars(schema_with = "id")]
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The level aimed at where a worksheet names none.
    pub target: String,
    /// Whom it is for, or what it asks.
    pub summary: String,
    /// What the blocks weigh in the overall score of this profile, by block, instead of their own weights; 1 to 100.
    #[serde(default)]
    pub weights: BTreeMap<String, u32>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRole {
    /// What it is referred to by.
    #[schemars(schema_with = "id")]
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Person-days a month, by profile.
    pub capacity: BTreeMap<String, u32>,
}

/// `blocks.toml`: the building blocks in the order in which they are shown.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBlocks {
    /// The building blocks.
    pub blocks: Vec<RawBlock>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBlock {
    /// What it is referred to by; ids of practices begin with it.
    #[schemars(schema_with = "id")]
    pub id: String,
    /// What people call it.
    pub title: String,
    /// How much it counts in the overall score, 1 to 100.
    pub weight: u32,
    /// What it is about.
    pub summary: String,
}

/// `practices/<ID>.yaml`: one assessable activity.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPractice {
    /// The id; the file has the same name.
    #[schemars(schema_with = "id")]
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The building block it belongs to.
    pub block: String,
    /// The step of the operating model to which most of the work belongs.
    pub step: RawStep,
    /// What an assessor asks.
    pub question: String,
    /// What goes wrong without it.
    pub why: String,
    /// How much it counts in its block, 1 to 100.
    pub weight: u32,
    /// Whether a block can reach a level without it.
    pub key: bool,
    /// The profiles that ask it.
    pub profiles: Vec<String>,
    /// The official components it serves, and how.
    #[serde(default)]
    pub components: BTreeMap<String, RawService>,
    /// When it may be left out, in one sentence; never, where nothing is said.
    #[serde(default)]
    pub not_applicable: Option<String>,
    /// Topics of law that it serves, as `dmf law show` names them; one stands for all below it.
    #[serde(default)]
    pub law: Vec<String>,
    /// One sentence a level, by level id.
    pub levels: BTreeMap<String, String>,
    /// Records that show it, and up to which level.
    pub evidence: Vec<RawEvidence>,
    /// What lifts it to a level from the one below, by level id.
    pub actions: BTreeMap<String, RawAction>,
    /// References to other catalogues, by crosswalk id.
    #[serde(default)]
    pub maps: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawStep {
    Initiate,
    Assess,
    Implement,
    Review,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawService {
    Primary,
    Secondary,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEvidence {
    /// What the record is.
    pub what: String,
    /// The level it is enough for.
    pub shows: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAction {
    /// What to do.
    #[serde(rename = "do")]
    pub text: String,
    /// Who does it.
    pub role: String,
    /// Person-days, by profile.
    pub effort: BTreeMap<String, u32>,
    /// Practices that must be at a level first.
    #[serde(default)]
    pub needs: BTreeMap<String, String>,
}

/// `components.toml` of a view: another way to group the practices.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawComponents {
    /// What practices weigh in a component.
    pub weights: RawWeights,
    /// The components, in the order in which they are shown.
    pub components: Vec<RawComponent>,
}

/// What a practice weighs in a component, by how it serves it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWeights {
    /// Of a practice that serves it first of all.
    pub primary: u32,
    /// Of a practice that serves it as well.
    pub secondary: u32,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawComponent {
    /// What it is referred to by.
    pub id: String,
    /// Its number in the publication.
    pub number: u32,
    /// What people call it.
    pub title: String,
    /// What it is about, in words of our own.
    pub summary: String,
    pub confidence: RawConfidence,
    /// Id of the source that it is taken from.
    pub source: String,
}

/// `crosswalks/<id>.toml`: the identifiers of another catalogue, with short titles of our own.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCrosswalk {
    /// The id; the file has the same name.
    pub id: String,
    /// `crosswalk`.
    pub kind: String,
    /// What people call the catalogue.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// The edition that is meant.
    pub edition: String,
    /// Version of this file, three numbers.
    pub version: String,
    /// The day up to which it was checked.
    #[schemars(schema_with = "date")]
    pub as_of: Date,
    pub status: RawStatus,
    pub confidence: RawConfidence,
    /// Where the identifiers were taken from.
    pub source: String,
    /// Licence of the titles in this file.
    pub licence: String,
    /// What to know before relying on it.
    #[serde(default)]
    pub note: String,
    /// The identifiers.
    pub references: Vec<RawReference>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawReference {
    /// The identifier, as the catalogue writes it.
    pub id: String,
    /// What it is about, in words of our own.
    pub title: String,
}

/// `map.toml`: what became of the practices of older versions.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMap {
    /// The version of this pack.
    pub to: String,
    /// One for each older version.
    #[serde(default)]
    pub from: Vec<RawVersionMap>,
}

/// What became of the practices of one older version.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawVersionMap {
    /// The older version.
    pub version: String,
    /// By the id that a practice had; one that is not named is the same.
    #[serde(default)]
    pub practices: BTreeMap<String, RawFate>,
}

/// What became of a practice: one of `renamed`, `split` and `dropped`, or nothing of them where it kept its id.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFate {
    /// The id that it has now.
    pub renamed: Option<String>,
    /// The practices that ask together what it asked.
    pub split: Option<Vec<String>>,
    /// Of a split: what to confirm in each part, as each has the old answer.
    pub confirm: Option<String>,
    /// Why nothing asks it any more.
    pub dropped: Option<String>,
    /// What its sentences ask now, where an answer to the old ones may not hold.
    pub look_again: Option<String>,
}
