//! What a worksheet may say.

use std::{collections::BTreeMap, fmt};

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, Visitor, value::MapAccessDeserializer},
};

use crate::framework::date;

/// A worksheet: an organisation's answers to the practices of a framework.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAssessment {
    /// The framework whose practices are answered, such as `asean-dmf`; `asean-dmf@1.0.0` for that version and no newer one.
    pub framework: String,
    /// Whose worksheet it is.
    pub organisation: RawOrganisation,
    /// The day for which the answers hold.
    #[serde(default)]
    #[schemars(schema_with = "date")]
    pub as_of: Option<Date>,
    /// The day from which on the organisation is no longer assessed: the worksheet may be deleted then, or stay without answers.
    #[serde(default)]
    #[schemars(schema_with = "date")]
    pub closed: Option<Date>,
    /// Who gave the answers: somebody else has to have seen a record for it to be attested.
    #[serde(default)]
    pub answered_by: Option<String>,
    /// The levels aimed at: for everything with `default`, for a block or a practice by its id.
    #[serde(default)]
    pub targets: BTreeMap<String, RawLevel>,
    /// Why a building block does not apply as a whole, by its id: one reason in the place of many.
    #[serde(default)]
    pub not_applicable: BTreeMap<String, String>,
    /// An answer a practice, by practice id; nothing where nothing is answered yet.
    #[serde(deserialize_with = "answers")]
    #[schemars(schema_with = "answers_schema")]
    pub answers: BTreeMap<String, RawAnswer>,
}

/// Whose worksheet it is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawOrganisation {
    /// What tells it apart from all others, such as its number in a commercial register; it stays where the name changes.
    #[serde(default)]
    pub id: Option<String>,
    /// What the organisation is called.
    pub name: String,
    /// Code of two capital letters, such as `SG`.
    pub country: String,
    /// Line of business, in a word or two.
    #[serde(default)]
    pub sector: Option<String>,
    /// Which practices are asked: a profile of the framework.
    #[serde(default)]
    pub profile: Option<String>,
    /// Words to group organisations by.
    #[serde(default)]
    pub tags: Vec<String>,
}

/// A level by name or by number, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawLevel(pub String);

/// An answer: a level alone, or with what belongs to it.
#[derive(Debug)]
pub enum RawAnswer {
    Short(RawLevel),
    Full(Box<RawFull>),
}

/// A full answer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFull {
    /// The level reached, by name or number.
    #[serde(default)]
    pub level: Option<RawLevel>,
    /// Records that back the level.
    #[serde(default)]
    pub evidence: Vec<RawProof>,
    /// Anything worth knowing.
    #[serde(default)]
    pub note: Option<String>,
    /// The level that somebody else than the answerer found.
    #[serde(default)]
    pub verified: Option<RawVerified>,
    /// Why the practice does not apply here; instead of a level.
    #[serde(default, deserialize_with = "some_reason")]
    pub not_applicable: Option<RawReason>,
}

/// A record that backs an answer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawProof {
    /// What it is.
    pub what: String,
    /// Where it is: a path as seen from here, or where else it can be opened. What has a slash or an ending, and no blank
    /// without an ending, is a path; `{ cite: … }` is none.
    #[serde(default, rename = "ref")]
    pub reference: Option<RawReference>,
    /// The first day on which it counts.
    #[serde(default)]
    #[schemars(schema_with = "date")]
    pub effective: Option<Date>,
    /// The last day on which it counts.
    #[serde(default)]
    #[schemars(schema_with = "date")]
    pub expires: Option<Date>,
    /// The day on which it was gathered.
    #[serde(default)]
    #[schemars(schema_with = "date")]
    pub collected: Option<Date>,
    /// The highest level that it is enough for; the answer's own level if not said.
    #[serde(default)]
    pub shows: Option<RawLevel>,
    /// Who keeps it.
    #[serde(default)]
    pub owner: Option<String>,
    /// Its SHA-256, in hexadecimal digits.
    #[serde(default)]
    pub sha256: Option<String>,
    /// Who took that hash, or found it still to be right, and when.
    #[serde(default)]
    pub confirmed: Option<RawSeen>,
    /// Who has opened it, and when: somebody else than the answerer.
    #[serde(default)]
    pub seen: Option<RawSeen>,
    /// Whether it counts for nothing at once when its hash is another or is not given.
    #[serde(default)]
    pub sealed: bool,
}

/// A level that somebody else than the answerer found, and when.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawVerified {
    /// The level that was found, by name or number.
    pub level: RawLevel,
    /// By whom: not by who answered.
    pub by: String,
    /// The day.
    #[schemars(schema_with = "date")]
    pub on: Date,
    /// What was looked at, or what is missing.
    #[serde(default)]
    pub note: Option<String>,
}

/// Who has seen something, and on which day.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawSeen {
    /// By name.
    pub by: String,
    /// The day.
    #[schemars(schema_with = "date")]
    pub on: Date,
}

/// Where a record is, as written.
#[derive(Debug)]
pub enum RawReference {
    Words(String),
    /// What is no path, whatever it looks like.
    Cite(RawCite),
}

/// Where a record is that is no file of this workspace.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawCite {
    /// An address, a number of a document, or a place.
    pub cite: String,
}

/// The reason as written; empty where only `true` or nothing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawReason(pub String);

impl<'de> Deserialize<'de> for RawLevel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Words).map(Self)
    }
}

impl<'de> Deserialize<'de> for RawReference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ReferenceVisitor)
    }
}

struct ReferenceVisitor;

impl<'de> Visitor<'de> for ReferenceVisitor {
    type Value = RawReference;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a path, an address or `{ cite: … }`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<RawReference, E> {
        Ok(RawReference::Words(text.to_owned()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<RawReference, E> {
        Ok(RawReference::Words(number.to_string()))
    }

    /// `47.10` would come out as `47.1`, and nobody would find the document.
    fn visit_f64<E: de::Error>(self, number: f64) -> Result<RawReference, E> {
        Err(E::custom(format!(
            "{number} is a number with a fraction; put a reference of digits and dots in quotes: `\"{number}\"`"
        )))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawReference, A::Error> {
        RawCite::deserialize(MapAccessDeserializer::new(map)).map(RawReference::Cite)
    }
}

impl JsonSchema for RawReference {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Reference".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let cite = generator.subschema_for::<RawCite>();
        json_schema!({ "anyOf": [{ "type": "string" }, cite] })
    }
}

impl<'de> Deserialize<'de> for RawAnswer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnswerVisitor)
    }
}

/// `answers:` with nothing behind it is a worksheet at its beginning.
fn answers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, RawAnswer>, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

fn answers_schema(generator: &mut SchemaGenerator) -> Schema {
    let answer = generator.subschema_for::<RawAnswer>();
    json_schema!({ "type": ["object", "null"], "additionalProperties": answer })
}

/// `not_applicable:` with nothing behind it is said, not left out. Whatever else stands there is words, as it is written:
/// `2` and `1e3` as well.
fn some_reason<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<RawReason>, D::Error> {
    let words = Option::<String>::deserialize(deserializer)?.unwrap_or_default();
    // That it does not apply is no reason why.
    let alone = ["true", "false"].iter().any(|word| words.eq_ignore_ascii_case(word));
    Ok(Some(RawReason(if alone { String::new() } else { words })))
}

struct Words;

impl Visitor<'_> for Words {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a level by name or number")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }

    /// No level, but a word that can be shown to the user as one that is not on the scale.
    fn visit_f64<E: de::Error>(self, number: f64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_bool<E: de::Error>(self, yes: bool) -> Result<String, E> {
        Ok(yes.to_string())
    }
}

struct AnswerVisitor;

impl<'de> Visitor<'de> for AnswerVisitor {
    type Value = RawAnswer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a level, or a map with `level` or `not_applicable`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<RawAnswer, E> {
        Words.visit_str(text).map(RawLevel).map(RawAnswer::Short)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<RawAnswer, E> {
        Words.visit_u64(number).map(RawLevel).map(RawAnswer::Short)
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<RawAnswer, E> {
        Words.visit_i64(number).map(RawLevel).map(RawAnswer::Short)
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<RawAnswer, E> {
        Words.visit_f64(number).map(RawLevel).map(RawAnswer::Short)
    }

    fn visit_bool<E: de::Error>(self, yes: bool) -> Result<RawAnswer, E> {
        Words.visit_bool(yes).map(RawLevel).map(RawAnswer::Short)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawAnswer, A::Error> {
        RawFull::deserialize(MapAccessDeserializer::new(map)).map(Box::new).map(RawAnswer::Full)
    }
}

impl JsonSchema for RawLevel {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Level".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "integer"], "description": "A level of the scale, by name or by number." })
    }
}

impl JsonSchema for RawReason {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Reason".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "boolean", "null"], "description": "Why the practice does not apply here." })
    }
}

impl JsonSchema for RawAnswer {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Answer".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let level = generator.subschema_for::<RawLevel>();
        let full = generator.subschema_for::<RawFull>();
        json_schema!({ "anyOf": [level, full] })
    }
}
