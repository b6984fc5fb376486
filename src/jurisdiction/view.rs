//! What leaves the room: serialisable, versioned. `show` and `compare` fill it.

use serde::Serialize;

use super::{model::Age, read::Read};

/// The law of one place.
#[derive(Debug, Clone, Serialize)]
pub struct LawView {
    /// Changes only when a field changes its meaning or goes.
    pub version: u32,
    pub id: String,
    pub name: String,
    /// Whether it is a member of ASEAN.
    pub asean: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asean_since: Option<String>,
    /// In which its hours and days run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    pub summary: String,
    /// The day on which the age of the facts was looked at.
    pub today: String,
    pub facts: Vec<FactView>,
    pub sources: Vec<LawSourceView>,
    #[serde(flatten)]
    pub counts: CountsView,
    pub statement: String,
}

/// How many of the facts shown must be read with care.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct CountsView {
    /// Of little confidence, or not known.
    pub unsure: usize,
    /// Older than 180 days.
    pub ageing: usize,
    /// Older than a year, or past the last day on which they hold.
    pub stale: usize,
    /// On which sources disagree.
    pub disputed: usize,
}

/// One fact.
#[derive(Debug, Clone, Serialize)]
pub struct FactView {
    /// Such as `breach.authority`.
    pub topic: &'static str,
    pub section: &'static str,
    pub title: &'static str,
    /// Which of several; empty where there is one.
    pub name: String,
    /// What it says in a few words; may be empty.
    pub value: String,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<DeadlineView>,
    #[serde(flatten)]
    pub marks: MarksView,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<ReadView>,
    /// Where it was looked for in vain.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub searched: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<ConflictView>,
}

/// What was read for a fact.
#[derive(Debug, Clone, Serialize)]
pub struct ReadView {
    pub source: String,
    pub on: String,
    pub pinpoint: String,
    /// Operative words, in the language of the text.
    pub words: String,
    pub sha256: String,
}

impl From<&Read> for ReadView {
    fn from(read: &Read) -> Self {
        Self {
            source: read.source.clone(),
            on: read.on.to_string(),
            pinpoint: read.pinpoint.clone(),
            words: read.words.clone(),
            sha256: read.sha256.clone(),
        }
    }
}

/// How far a fact can be trusted.
#[derive(Debug, Clone, Serialize)]
pub struct MarksView {
    /// As it is on the day of which the page speaks.
    pub status: &'static str,
    pub as_of: String,
    pub confidence: &'static str,
    pub sources: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Whether it binds on the day of which the page speaks.
    pub binds: bool,
    pub age: Age,
    pub unsure: bool,
}

/// By when.
#[derive(Debug, Clone, Serialize)]
pub struct DeadlineView {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<u32>,
    /// `hours`, `calendar-days`, `working-days` or `months`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promptly: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<&'static str>,
}

/// What other sources say.
#[derive(Debug, Clone, Serialize)]
pub struct ConflictView {
    pub says: String,
    pub sources: Vec<String>,
}

/// A source of facts.
#[derive(Debug, Clone, Serialize)]
pub struct LawSourceView {
    pub id: String,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its own day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Where the copy lies that was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy: Option<String>,
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// All places, one row each.
#[derive(Debug, Clone, Serialize)]
pub struct LawListView {
    pub version: u32,
    pub today: String,
    pub places: Vec<LawRowView>,
    pub statement: String,
}

/// One place in the list.
#[derive(Debug, Clone, Serialize)]
pub struct LawRowView {
    pub id: String,
    pub name: String,
    pub asean: bool,
    pub law: String,
    pub status: &'static str,
    /// What the ASEAN model clauses are worth there.
    pub clauses: &'static str,
    pub facts: usize,
    #[serde(flatten)]
    pub counts: CountsView,
    /// The oldest date of its facts.
    pub oldest: String,
}

/// Several places side by side.
#[derive(Debug, Clone, Serialize)]
pub struct LawComparisonView {
    pub version: u32,
    /// The moment from which every time is counted.
    pub start: String,
    pub places: Vec<PlaceView>,
    pub topics: Vec<ComparedView>,
    pub statement: String,
}

/// A place that is compared.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceView {
    pub id: String,
    pub name: String,
    pub summary: String,
}

/// One topic of a comparison.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedView {
    pub topic: &'static str,
    pub title: String,
    pub values: Vec<ValueView>,
    /// What holds for whoever is bound by all; `None` where values cannot be ranked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strictest: Option<StrictestView>,
}

/// What one place says on a topic.
#[derive(Debug, Clone, Serialize)]
pub struct ValueView {
    pub place: String,
    pub value: String,
    pub text: String,
    #[serde(flatten)]
    pub marks: MarksView,
}

/// The strictest of several, whose it is, and why.
#[derive(Debug, Clone, Serialize)]
pub struct StrictestView {
    pub value: String,
    /// Codes of the places.
    pub whose: Vec<String>,
    pub why: String,
    /// The last moment that keeps every fixed time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Places of which it is not known; what holds there may be stricter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
}
