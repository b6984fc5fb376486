//! What a register may say.

use std::{borrow::Cow, collections::BTreeMap, fmt, marker::PhantomData};

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, DeserializeOwned, MapAccess, Visitor, value::MapAccessDeserializer},
};

use super::{
    impact::RawRecord,
    words::{Access, Frequency, Mechanism, PurposeKind, Role, Special, Status, Tier},
};
use crate::{framework::date, load::id};

/// A register: where personal data goes, and on what ground.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRegister {
    /// Whose register it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<RawHolder>,
    /// One entry a transfer.
    pub transfers: Vec<RawTransfer>,
}

/// Whose register it is.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawHolder {
    /// What the holder is called.
    pub name: String,
    /// Code of two capital letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// One transfer.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawTransfer {
    /// Id by which everything else refers to it, such as `TR-01`.
    #[schemars(schema_with = "id")]
    pub id: String,
    /// What it is, in a few words.
    pub title: String,
    /// How far it is.
    pub status: Status,
    /// Who sends the data.
    pub exporter: RawParty,
    /// Who receives it.
    pub importer: RawParty,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<RawPurpose>,
    /// The legal basis, by country code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub legal_bases: BTreeMap<String, String>,
    /// Whose data it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<String>,
    /// Which data it is.
    #[serde(default, skip_serializing_if = "RawData::is_empty")]
    pub data: RawData,
    /// How much of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<RawVolume>,
    /// How often it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Frequency>,
    /// In which form it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// By which way it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
    /// Where it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage: Option<String>,
    /// Sub-processors of the importer; an empty list where there are none, nothing where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub_processors: Option<Vec<RawRecipient>>,
    /// Others who receive the data from the importer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<RawRecipient>,
    /// The tool of the exporter's law that it relies on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mechanism: Option<Mechanism>,
    /// The agreement: the path of a deal, or a reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<TextOr<RawAgreement>>,
    /// Systems that send and receive.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub systems: Vec<String>,
    /// How it is secured, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security: Option<String>,
    /// How long the data is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<RawRetention>,
    /// Who answers for the transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub start: Option<Date>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub end: Option<Date>,
    /// The day of the last review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub reviewed: Option<Date>,
    /// The day of the next review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub review: Option<Date>,
    /// What went wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub incidents: Vec<RawIncident>,
    /// What was filed with an authority.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filings: Vec<RawFiling>,
    /// What the exporter's law wants filed and need not be, on a ground that it knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exempt: Vec<RawExempt>,
    /// Its impact assessment: the path of a file of its own, or all that such a file says but for `transfer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<TextOr<RawRecord>>,
}

/// A party to a transfer.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawParty {
    /// Its name.
    pub name: String,
    /// Code of two capital letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// What it is to the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// How to reach it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Its data protection officer or representative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dpo: Option<String>,
    /// Line of business, such as `cloud` or `telecom`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
    /// Certificates that it holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certifications: Vec<RawCertification>,
}

/// A certificate.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawCertification {
    /// Of what, such as `iso-27001`, `iso-27701`, `cbpr-global` or `dptm`.
    pub id: String,
    /// The last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub until: Option<Date>,
    /// What it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}

/// What a transfer is for.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawPurpose {
    /// By how far it reaches into the lives of people.
    pub kind: PurposeKind,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Which data it is.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawData {
    /// Categories of data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// Data among it that weighs more; an empty list where there is none. Left out, it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special: Option<Vec<Special>>,
    /// Its tier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
}

/// How much data it is.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawVolume {
    /// Of how many people.
    pub people: u64,
}

/// Somebody who receives the data from the importer.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRecipient {
    /// Its name.
    pub name: String,
    /// Code of two capital letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// What it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// What it can do with the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub since: Option<Date>,
}

/// An agreement that is not a deal of this workspace.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAgreement {
    /// What it is and where it is kept.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Day of signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub date: Option<Date>,
    /// Which version of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The last day on which it binds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub until: Option<Date>,
}

/// How long the data is kept.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRetention {
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// In months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 1200))]
    pub months: Option<u16>,
}

/// Something that went wrong.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawIncident {
    /// The day.
    #[schemars(schema_with = "date")]
    pub date: Date,
    /// What happened.
    pub what: String,
    /// Where its record is.
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// Something that was filed with an authority.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFiling {
    /// Where: code of two capital letters.
    pub country: String,
    /// What, such as `transfer dossier`.
    pub what: String,
    /// The day.
    #[schemars(schema_with = "date")]
    pub date: Date,
    /// The authority's number, or where its record is.
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// Why something need not be filed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawExempt {
    /// What need not be filed, such as `transfer dossier`.
    pub what: String,
    /// The ground: an id that `dmf law show PLACE transfer.filing` tells.
    pub ground: String,
    /// Why it is met.
    pub reason: String,
    /// Who judged that.
    pub by: String,
    /// The day on which it was judged.
    #[schemars(schema_with = "date")]
    pub on: Date,
}

impl RawData {
    fn is_empty(&self) -> bool {
        self.categories.is_empty() && self.special.is_none() && self.tier.is_none()
    }
}

/// A text that stands for the thing, such as the path of its file, or the thing itself.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum TextOr<T> {
    Text(String),
    Full(Box<T>),
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for TextOr<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);
        impl<'de, T: DeserializeOwned> Visitor<'de> for Either<T> {
            type Value = TextOr<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text or a map")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<TextOr<T>, E> {
                Ok(TextOr::Text(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<TextOr<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Box::new).map(TextOr::Full)
            }
        }
        deserializer.deserialize_any(Either(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for TextOr<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("TextOr{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let full = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [{ "type": "string" }, full] })
    }
}
