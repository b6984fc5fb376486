//! What the files of rules may say.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// `parties.toml`: what parties are called, and how to tell which is which.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawParties {
    /// By role pair.
    pub(super) names: BTreeMap<String, RawNames>,
    /// Words that may be either party's; `one|two` are names of the same party.
    pub(super) either: Vec<String>,
    /// Both parties, or each of them.
    pub(super) both: Vec<String>,
    /// Others whom duties may be said of.
    pub(super) other: Vec<String>,
    /// Words after a name that make it no party: `customer data`.
    pub(super) not_before: Vec<String>,
    /// Words that name no party, whatever duty is said of them.
    pub(super) not_party: Vec<String>,
    /// Words before a name that make it somebody else: `another processor`.
    pub(super) not_after: Vec<String>,
    /// What is said of a name, which tells its role; `{}` stands for the name.
    pub(super) clues: Vec<RawClue>,
}

/// Names of the parties in a role pair.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNames {
    /// What the exporter is called, whatever else is said.
    pub(super) exporter: Vec<String>,
    /// What the importer is called, whatever else is said.
    pub(super) importer: Vec<String>,
    /// Of `either`: whose name it is unless something tells otherwise.
    pub(super) likely_exporter: Vec<String>,
    /// Of `either`: whose name it is unless something tells otherwise.
    pub(super) likely_importer: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClue {
    /// Whom it points to.
    pub(super) role: RawRole,
    /// How much it counts.
    pub(super) weight: u32,
    /// Role pairs that it is a clue in; empty for all.
    #[serde(default)]
    pub(super) modules: Vec<String>,
    /// What is said of the name.
    pub(super) any: Vec<String>,
}

/// Who a duty is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawRole {
    Exporter,
    Importer,
    Both,
    Other,
    // Nobody is named.
    Open,
}

/// How strictly something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawForce {
    Duty,
    Bar,
    May,
    Soft,
    Free,
    Stated,
}

/// `concepts.toml`: words for the same thing. A concept may use those that stand before it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawConcepts {
    /// The concepts, those that others use first.
    pub(super) concepts: Vec<RawConcept>,
    /// Words of duty, permission and so on.
    pub(super) force: RawForces,
    /// What makes any promise weak beside which it stands.
    #[serde(default)]
    pub(super) limits: Vec<RawSign>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawConcept {
    /// What phrases refer to it by, as `<id>`.
    pub(super) id: String,
    /// The words for it.
    pub(super) any: Vec<String>,
    /// A term whose meaning begins with one of these is an example of it.
    #[serde(default)]
    pub(super) defined: Vec<String>,
    /// How a word of such a term begins, where it stands in brackets after what it is short for.
    #[serde(default)]
    pub(super) named: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawForces {
    /// Somebody has to.
    pub(super) duty: Vec<String>,
    /// Somebody may not.
    pub(super) bar: Vec<String>,
    /// Somebody may.
    pub(super) may: Vec<String>,
    /// Somebody tries to.
    pub(super) soft: Vec<String>,
    /// Somebody need not.
    pub(super) free: Vec<String>,
}

/// `own.toml`: what takes an obligation back in a clause of the parties' own, beside what the other files find there.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOwnRules {
    /// The rules.
    pub(super) own: Vec<RawOwnRule>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOwnRule {
    /// Keys of the obligations that it touches.
    pub(super) keys: Vec<String>,
    /// What it does to them.
    pub(super) effect: RawEffect,
    /// Whether it holds for the papers of others as well, in which terms stand beside much else.
    #[serde(default)]
    pub(super) everywhere: bool,
    /// Any of these.
    pub(super) signs: Vec<RawSign>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawEffect {
    Contradicts,
    Weakens,
}

/// Any other file: what shows an obligation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRules {
    /// The rules, one an obligation.
    pub(super) rules: Vec<RawRule>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRule {
    /// The key of the obligation, such as `IMP-BREACH`.
    pub(super) key: String,
    /// Role pairs that the rule is for; empty for all.
    #[serde(default)]
    pub(super) modules: Vec<String>,
    /// Words that unfamiliar wording for it would share.
    pub(super) nearest: String,
    /// Any of them shows that the promise is made.
    #[serde(default)]
    pub(super) core: Vec<RawSign>,
    /// What it takes beyond that; without it the promise is weak.
    #[serde(default)]
    pub(super) needs: Vec<RawNeed>,
    /// Any of them shows a weak form.
    #[serde(default)]
    pub(super) partial: Vec<RawSign>,
    /// Any of them beside the promise makes it weak.
    #[serde(default)]
    pub(super) cuts: Vec<RawSign>,
    /// Any of them is an express opposite.
    #[serde(default)]
    pub(super) against: Vec<RawSign>,
    /// Counted instead of read: how many of these there are.
    #[serde(default)]
    pub(super) count: Option<RawCount>,
    /// A time beside the promise may not be longer than the longest allowed.
    #[serde(default)]
    pub(super) clock: bool,
    /// Whether a set of model clauses taken in by reference carries it.
    #[serde(default)]
    pub(super) by_reference: bool,
    /// Part of any contract, whatever it is about.
    #[serde(default)]
    pub(super) general: bool,
}

/// A sign in one passage.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSign {
    /// What it shows, in words for people.
    pub(super) say: String,
    /// Of whom it may be said; empty for anybody.
    #[serde(default)]
    pub(super) by: Vec<RawRole>,
    /// How strictly it may be said; empty for duty or as a fact.
    #[serde(default)]
    pub(super) force: Vec<RawForce>,
    /// The deed: its first word is what the duty governs.
    pub(super) act: Vec<String>,
    /// All of these in the same passage; ` / ` stands between alternatives.
    #[serde(default)]
    pub(super) with: Vec<String>,
    /// All of these in the same passage, or in its headings, or in the two passages before it.
    #[serde(default)]
    pub(super) about: Vec<String>,
    /// None of these in the same passage.
    #[serde(default)]
    pub(super) none: Vec<String>,
    /// For what makes a promise weak: how near it must stand.
    #[serde(default)]
    pub(super) within: RawWithin,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawWithin {
    // The same passage.
    Passage,
    #[default]
    Section,
    Document,
}

/// What a promise needs beside it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNeed {
    /// What it is, in words for people.
    pub(super) say: String,
    /// The words that show it.
    pub(super) any: Vec<String>,
    /// What a passage must speak of, by itself or by its heading, unless it stands in the same paragraph as the promise.
    #[serde(default)]
    pub(super) about: Vec<String>,
    /// How near it must stand.
    #[serde(default)]
    pub(super) within: RawWithin,
}

/// Things of which there should be several.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCount {
    /// What is counted.
    pub(super) how: RawHow,
    /// So many make it present.
    pub(super) present: usize,
    /// So many make it weak.
    pub(super) weak: usize,
    /// The things.
    pub(super) kinds: Vec<RawKind>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawHow {
    // Terms that are given a meaning.
    Defined,
    // Particulars that are described, or have a field.
    Described,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawKind {
    /// What it is, in words for people.
    pub(super) say: String,
    /// The words that show it.
    pub(super) any: Vec<String>,
    /// The whole label of a field of a table or list that asks for it.
    #[serde(default)]
    pub(super) label: Vec<String>,
}
