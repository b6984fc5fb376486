//! What a file of incidents may say.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use crate::{
    jurisdiction::Special,
    load::{date, id},
    words::{read_words, serialize_words, words},
};

words! {
    /// How far an incident is.
    pub enum State {
        Open = "open": "somebody works on it",
        Closed = "closed": "over; kept for the record",
        NearMiss = "near-miss": "nobody's data was hit: kept to learn from, and nobody is told",
    }
    /// An answer to a question that may stay open.
    pub enum Answer {
        Yes = "yes": "yes",
        No = "no": "no, and somebody is sure of it",
        Unknown = "unknown": "nobody knows yet, which is never read as no",
    }
}
read_words!(State, Answer);
serialize_words!(State, Answer);

/// Incidents: what happened, who was told, and what was decided. Entries are added to, never taken away.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawIncidents {
    /// One entry an incident.
    pub incidents: Vec<RawIncident>,
}

/// One incident.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawIncident {
    /// Id by which everything else refers to it, such as `INC-07`.
    #[schemars(schema_with = "id")]
    pub id: String,
    /// What it is, in a few words.
    pub title: String,
    /// How far it is; open if not said.
    #[serde(default)]
    pub state: Option<State>,
    /// When what happened; each with its time zone.
    #[serde(default)]
    pub times: RawTimes,
    /// Where it counts.
    #[serde(default)]
    pub places: RawPlaces,
    /// Which data was hit.
    #[serde(default)]
    pub data: RawHit,
    /// What it may do to people.
    #[serde(default)]
    pub harm: RawHarm,
    /// Vendors that had a part in it, by id.
    #[serde(default)]
    pub vendors: Vec<String>,
    /// Transfers that it touches, by the ids of the register.
    #[serde(default)]
    pub transfers: Vec<String>,
    /// Who was told.
    #[serde(default)]
    pub told: Vec<RawTold>,
    /// Who was not told, and why.
    #[serde(default)]
    pub not_told: Vec<RawNotTold>,
    /// What was done, in the order in which it was done.
    #[serde(default)]
    pub log: Vec<RawLogged>,
}

/// When what happened. What is not there is not known, or has not come.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawTimes {
    /// When the breach happened.
    #[schemars(schema_with = "moment")]
    #[serde(default)]
    pub occurred: Option<String>,
    /// When it was found.
    #[schemars(schema_with = "moment")]
    #[serde(default)]
    pub discovered: Option<String>,
    /// When the organisation became aware of it.
    #[schemars(schema_with = "moment")]
    #[serde(default)]
    pub aware: Option<String>,
    /// When there was reason to believe in it.
    #[schemars(schema_with = "moment")]
    #[serde(default)]
    pub believed: Option<String>,
    /// When the assessment ended that it must be told.
    #[schemars(schema_with = "moment")]
    #[serde(default)]
    pub assessed: Option<String>,
    /// When it was under control.
    #[schemars(schema_with = "moment")]
    #[serde(default)]
    pub contained: Option<String>,
}

/// Where it counts.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawPlaces {
    /// Countries of the controllers, by code or name.
    #[serde(default)]
    pub controllers: Vec<String>,
    /// How many people are concerned, by country; without a number where nobody knows.
    #[serde(default)]
    pub people: BTreeMap<String, Option<u64>>,
}

/// Which data was hit.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawHit {
    /// Datasets, by id.
    #[serde(default)]
    pub datasets: Vec<String>,
    /// The highest tier of the data.
    #[serde(default)]
    pub tier: Option<String>,
    /// Data that weighs more; an empty list where none is among it, nothing where nobody knows.
    #[serde(default)]
    #[schemars(schema_with = "kinds")]
    pub special: Option<Vec<String>>,
    /// Whether it was encrypted, and the keys were not hit.
    #[serde(default)]
    pub encrypted: Option<Answer>,
}

/// What it may do to people.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawHarm {
    /// Whether significant harm is likely.
    #[serde(default)]
    pub likely: Option<Answer>,
    /// Why.
    #[serde(default)]
    pub why: Option<String>,
}

/// Somebody who was told.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawTold {
    /// Who, with the code of the place: `PDPC SG`, `people MY`, `full report MY`, or the name of a line of business.
    pub who: String,
    /// When, with the time zone.
    #[schemars(schema_with = "moment")]
    pub at: String,
    /// By what way.
    #[serde(default)]
    pub how: Option<String>,
    /// The reference that was given.
    #[serde(default, rename = "ref")]
    pub reference: Option<String>,
    /// Who told.
    #[serde(default)]
    pub by: Option<String>,
}

/// A decision that somebody is not told.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawNotTold {
    /// Who, as in `told`.
    pub who: String,
    /// Why.
    pub why: String,
    /// Who decided.
    pub by: String,
    /// The day of the decision.
    #[schemars(schema_with = "date")]
    pub on: Date,
}

/// Something that was done.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawLogged {
    /// When, with the time zone.
    #[schemars(schema_with = "moment")]
    pub at: String,
    /// What.
    pub text: String,
    /// Who did it.
    #[serde(default)]
    pub by: Option<String>,
}

fn moment(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": ["string", "null"],
        "pattern": r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}(:?\d{2})?)$",
        "examples": ["2026-11-28T22:10+08:00"]
    })
}

fn kinds(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["array", "null"], "items": { "enum": <Special as crate::words::Word>::WORDS } })
}
