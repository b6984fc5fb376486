//! What leaves the room and is read back as a baseline: versioned, changing only by adding.

use std::fmt;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize, Serializer};

use super::{
    left_out::Stays,
    rules::MethodRules,
    score::{EvidenceState, Standings, State},
    standing::{Holds, Standing, Why},
    verified::Verification,
};
use crate::framework::date;

/// The version of the form. A reader of an older one reads what it knows, and says what it passes over.
pub(super) const VERSION: u32 = 1;

/// What `kind` says.
pub(super) const KIND: &str = "scorecard";

/// A scorecard as it is written, and as it is read back. Scores are basis points of the scale, 0 to 10,000; levels go by
/// their ids.
///
/// `L` is a level: [`LevelRef`] where a scorecard was made here; the bare id where it was read, because only the
/// `scale` of the file says which number that is.
///
/// What a baseline can do without need not be there: every such key has a default.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "L: Deserialize<'de>"))]
#[schemars(rename = "Scorecard")]
pub struct ScorecardView<L = LevelRef> {
    /// The version of the form.
    pub version: u32,
    /// `scorecard`.
    pub kind: String,
    /// The framework that was answered.
    pub framework: FrameworkRef,
    /// Whose scorecard it is.
    pub organisation: OrganisationView,
    /// Which practices were asked.
    pub profile: String,
    /// The day of the answers.
    #[serde(default)]
    #[schemars(schema_with = "date_or_nothing")]
    pub as_of: Option<Date>,
    /// The day on which evidence was weighed.
    #[schemars(schema_with = "date")]
    pub today: Date,
    /// Answers that were only supposed, such as `GOV-01=established`; with any it is not the organisation's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub what_if: Vec<String>,
    /// Ids of the levels, from 0 upward.
    pub scale: Vec<String>,
    /// Basis points of the weight that had to be at a level for a block to reach it.
    pub reach_share: u32,
    /// What records are worth and what may leave the sum, where the method says it; a scorecard of an older program does not
    /// have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<MethodRules>,
    /// The figures of all.
    pub overall: FiguresView<L>,
    /// The figures of each block.
    pub blocks: Vec<BlockView<L>>,
    /// The same answers by the components of a view, where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub components: Option<ComponentsView<L>>,
    /// The practices that were asked.
    pub practices: Vec<PracticeView<L>>,
    /// Answers that may be to the sentences of an older version of the framework, since the worksheet names none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub sentences_changed: usize,
    /// Practices below target, the widest gap by weight first.
    #[serde(default)]
    pub gaps: Vec<GapView<L>>,
    /// Answers that the profile does not ask.
    #[serde(default)]
    pub outside_profile: usize,
    /// What the framework is and is not.
    #[serde(default)]
    pub statement: String,
}

/// A level with its number; written as its id alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelRef {
    /// From 0 upward.
    pub number: u8,
    pub id: String,
}

/// Which framework, and which version of it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FrameworkRef")]
pub struct FrameworkRef {
    /// The id of its pack.
    pub id: String,
    /// Its version, three numbers.
    pub version: String,
    /// What people call it.
    #[serde(default)]
    pub title: String,
}

/// Whose scorecard it is.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Organisation")]
pub struct OrganisationView {
    /// What tells it apart from all others, where the worksheet says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What it is called.
    pub name: String,
    /// Code of its country.
    #[serde(default)]
    pub country: String,
    /// Its line of business.
    #[serde(default)]
    pub sector: Option<String>,
    /// Words that portfolios group by.
    #[serde(default)]
    pub tags: Vec<String>,
}

/// Figures of a block, a component, or all.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Figures")]
pub struct FiguresView<L = LevelRef> {
    /// Basis points of the highest score, as answered.
    #[serde(default)]
    pub claimed: Option<u32>,
    /// Basis points, as far as evidence backs it.
    #[serde(default)]
    pub evidenced: Option<u32>,
    /// Basis points, as far as somebody else than the answerer verified it, over all that applies: 0 where nobody did. Not there
    /// where the method does not count it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<u32>,
    /// Basis points aimed at.
    #[serde(default)]
    pub target: Option<u32>,
    /// The level reached, as answered.
    pub reached: Option<L>,
    /// The level reached, as far as evidence backs it.
    pub reached_evidenced: Option<L>,
    /// Basis points of the weight that do not apply.
    #[serde(default)]
    pub left_out: u32,
    /// Basis points of the applicable weight that are not assessed.
    #[serde(default)]
    pub not_assessed: u32,
    /// How many practices are of which kind.
    #[serde(default)]
    pub counts: CountsView,
}

/// How many practices.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Counts")]
pub struct CountsView {
    /// By the profile.
    pub asked: usize,
    /// With a level.
    pub answered: usize,
    /// Asked and not answered; they count as level 0.
    pub not_assessed: usize,
    /// Left out, with a reason.
    pub not_applicable: usize,
    /// Applicable and below target.
    pub below_target: usize,
    /// Claimed beyond their evidence.
    pub unbacked: usize,
    /// Of which a level counts as verified, where the method counts it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<usize>,
    /// Their records, where the method weighs them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub records: Option<StandingsView>,
}

/// How many records stand for what; each is counted once.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Standings")]
pub struct StandingsView {
    /// All of them.
    pub all: usize,
    #[serde(flatten)]
    pub of_each: Standings,
}

/// A building block with its figures.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Block")]
pub struct BlockView<L = LevelRef> {
    /// Its id.
    pub id: String,
    /// What people call it.
    #[serde(default)]
    pub title: String,
    /// Its weight in the overall score.
    pub weight: u32,
    #[serde(flatten)]
    pub figures: FiguresView<L>,
}

/// A component of a view with its figures; it has no weight, for there is no sum of components.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Component")]
pub struct ComponentView<L = LevelRef> {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    #[serde(flatten)]
    pub figures: FiguresView<L>,
}

/// The same answers by the components of a view.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Components")]
pub struct ComponentsView<L = LevelRef> {
    /// The id of the view.
    pub view: String,
    /// What people call it.
    pub title: String,
    /// What the view is and is not.
    pub statement: String,
    /// The figures of each component.
    pub components: Vec<ComponentView<L>>,
}

/// What a practice came to.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "L: Deserialize<'de>"))]
#[schemars(rename = "Practice")]
pub struct PracticeView<L = LevelRef> {
    /// The id of the practice.
    pub id: String,
    /// What people call it.
    #[serde(default)]
    pub title: String,
    /// The block that it belongs to.
    pub block: String,
    pub state: State,
    /// The level that was answered.
    pub claimed: L,
    /// The level that evidence backs.
    pub evidenced: L,
    /// The level aimed at.
    pub target: L,
    /// How many levels it is below its target.
    #[serde(default)]
    pub gap: u8,
    /// Whether a block can reach a level without it.
    pub key: bool,
    /// How much it counts in its block.
    pub weight: u32,
    pub evidence: EvidenceState,
    /// The day on which evidence that does not count ended, or would begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub evidence_day: Option<Date>,
    /// What somebody else than the answerer found, where the method counts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<VerifiedView<L>>,
    /// What each record comes to, where the method weighs them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<RecordView<L>>,
    /// Why it does not apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Why it counts as not assessed although it is said not to apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stays: Option<Stays>,
    /// The note of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl PracticeView {
    /// Whether it applies and its evidence backs less than its target.
    #[must_use]
    pub fn is_below_by_evidence(&self) -> bool {
        self.state != State::NotApplicable && self.evidenced.number < self.target.number
    }
}

/// What somebody else than the answerer found.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Verified")]
pub struct VerifiedView<L = LevelRef> {
    /// The level that was found.
    pub level: L,
    /// By whom.
    pub by: String,
    /// The day.
    #[schemars(schema_with = "date")]
    pub on: Date,
    /// What was said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether it counts on the day, and why not.
    pub state: Verification,
    /// The level that counts: at most the one that is claimed, and none where it does not count.
    pub counts: L,
}

/// What a record comes to.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "L: Deserialize<'de>"))]
#[schemars(rename = "Record")]
pub struct RecordView<L = LevelRef> {
    /// What it is.
    pub what: String,
    /// Where it is, as written.
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    pub standing: Standing,
    /// Why it stands for nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    /// Whether it counts on the day.
    pub holds: Holds,
    /// The level that it backs on that day.
    pub backs: L,
    /// The last day on which it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub until: Option<Date>,
    /// Whether its file is not in this checkout.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_here: bool,
}

/// A practice below its target.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Gap")]
pub struct GapView<L = LevelRef> {
    /// The id of the practice.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The level that was answered.
    pub claimed: L,
    /// The level aimed at.
    pub target: L,
    /// How many levels are missing.
    pub gap: u8,
    /// Whether a block can reach a level without it.
    pub key: bool,
    /// How much it counts in its block.
    pub weight: u32,
    pub state: State,
}

impl Serialize for LevelRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.id)
    }
}

impl fmt::Display for LevelRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.id)
    }
}

fn date_or_nothing(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "null"], "format": "date" })
}

/// Whether there is nothing to say of a count.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
pub(super) fn is_zero(count: &usize) -> bool {
    *count == 0
}
