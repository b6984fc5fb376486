//! What the file of a jurisdiction may say.

use std::fmt;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};

use super::words::{
    Binds, Concern, Counted, DpoRule, ExportRule, From, Promptly, SourceKind, Standing, Status, To, Tool, Trigger, Word,
};
use crate::framework::{RawConfidence, date};

/// `<iso>.yaml`: what the law of one place asks, fact by fact.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawJurisdiction {
    /// Two capital letters of ISO 3166-1, or `EU`; the file has the same name in small letters.
    pub(super) id: String,
    /// What people call it.
    pub(super) name: String,
    pub(super) asean: Option<RawMembership>,
    /// One or two sentences for whoever owns a transfer.
    pub(super) summary: String,
    /// What the facts rest on, by id.
    pub(super) sources: std::collections::BTreeMap<String, RawSource>,
    pub(super) laws: Vec<RawFact<RawLaw>>,
    /// Who watches over the law.
    pub(super) authority: RawFact<RawAuthority>,
    pub(super) breach: RawBreach,
    pub(super) requests: RawRequests,
    /// Who needs a data protection officer.
    pub(super) dpo: RawFact<RawDpo>,
    pub(super) transfer: RawTransfer,
    #[serde(default)]
    pub(super) localisation: Vec<RawFact<RawLocalisation>>,
    /// How long data may be kept.
    pub(super) retention: RawFact<RawRetention>,
    #[serde(default)]
    pub(super) retention_sectors: Vec<RawFact<RawRetention>>,
    /// What counts as sensitive.
    pub(super) sensitive: RawFact<RawSensitive>,
    #[serde(default)]
    pub(super) penalties: Vec<RawFact<RawPenalty>>,
    #[serde(default)]
    pub(super) certifications: Vec<RawFact<RawCertification>>,
    #[serde(default)]
    pub(super) ai: Vec<RawFact<RawTitled>>,
    /// How the place reads when data goes there.
    pub(super) recipient: RawRecipient,
}

/// A fact: what it says, and its marks.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFact<T> {
    #[serde(flatten)]
    pub what: T,
    /// Standing of what the fact tells.
    pub status: RawWord<Status>,
    /// The day of which the sources speak.
    #[schemars(schema_with = "date")]
    pub as_of: Date,
    /// How sure it is.
    pub confidence: RawConfidence,
    /// Ids of the sources, at least one.
    pub source: Vec<String>,
    pub note: Option<String>,
    /// The last day on which it holds.
    #[schemars(schema_with = "optional_date")]
    #[serde(default)]
    pub until: Option<Date>,
    /// What other sources say; the stricter is the value.
    #[serde(default)]
    pub conflicts: Vec<RawConflict>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawConflict {
    pub says: String,
    pub source: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMembership {
    pub member: bool,
    #[schemars(schema_with = "optional_date")]
    #[serde(default)]
    pub since: Option<Date>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSource {
    pub title: String,
    pub kind: RawWord<SourceKind>,
    /// When it was read.
    #[schemars(schema_with = "optional_date")]
    #[serde(default)]
    pub seen: Option<Date>,
    pub note: Option<String>,
}

/// A length of time: one of the three.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTime {
    #[schemars(range(min = 1, max = 10_000))]
    pub hours: Option<u32>,
    #[schemars(range(min = 1, max = 10_000))]
    pub days: Option<u32>,
    /// Which days count.
    pub counted: Option<RawWord<Counted>>,
    #[schemars(range(min = 1, max = 1_200))]
    pub months: Option<u32>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawLaw {
    pub id: String,
    pub title: String,
    pub number: Option<String>,
    pub year: Option<u16>,
    #[schemars(schema_with = "optional_date")]
    #[serde(default)]
    pub effective: Option<Date>,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawAuthority {
    pub name: String,
    pub short: Option<String>,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBreach {
    /// When the authority is told.
    pub authority: RawFact<RawNotice>,
    /// When the individuals are told.
    pub individuals: RawFact<RawNotice>,
    /// The latest day, where the usual time may be passed with reasons.
    pub outer_limit: Option<RawFact<RawLimit>>,
    pub full_report: Option<RawFact<RawLimit>>,
    /// How long the assessment may take that a breach must be told.
    pub assess_within: Option<RawFact<RawLimit>>,
    /// What a processor owes.
    pub processor: Option<RawFact<RawLimit>>,
    #[serde(default)]
    pub sectors: Vec<RawFact<RawSectorNotice>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawNotice {
    pub within: Option<RawTime>,
    pub promptly: Option<RawWord<Promptly>>,
    pub from: Option<RawWord<From>>,
    /// The test for it.
    pub when: Option<String>,
    /// From how many people on, whatever the harm.
    pub people: Option<u64>,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawLimit {
    pub within: Option<RawTime>,
    pub promptly: Option<RawWord<Promptly>>,
    pub from: Option<RawWord<From>>,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawSectorNotice {
    pub sector: String,
    pub to: Option<RawWord<To>>,
    pub within: Option<RawTime>,
    pub promptly: Option<RawWord<Promptly>>,
    pub from: Option<RawWord<From>>,
    pub when: Option<String>,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRequests {
    pub acknowledge: Option<RawFact<RawLimit>>,
    /// When a request of an individual is answered.
    pub answer: RawFact<RawLimit>,
    #[serde(default)]
    pub by_right: Vec<RawFact<RawRight>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawRight {
    pub right: String,
    pub within: Option<RawTime>,
    pub promptly: Option<RawWord<Promptly>>,
    pub from: Option<RawWord<From>>,
    pub via_processor: Option<RawTime>,
    pub extension: Option<RawTime>,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawDpo {
    pub rule: RawWord<DpoRule>,
    pub when: Option<String>,
    /// Whether processors need one as well.
    pub processors: Option<bool>,
    pub registration: Option<String>,
    pub residency: Option<String>,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTransfer {
    pub rule: RawFact<RawExport>,
    #[serde(default)]
    pub mechanisms: Vec<RawFact<RawMechanism>>,
    /// What the ASEAN model clauses are worth.
    pub clauses: RawFact<RawStanding>,
    pub name_countries: Option<RawFact<RawRequired>>,
    #[serde(default)]
    pub filing: Vec<RawFact<RawFiling>>,
    pub assessment: Option<RawFact<RawAssessment>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawExport {
    pub kind: RawWord<ExportRule>,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawMechanism {
    pub id: RawWord<Tool>,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawStanding {
    pub standing: RawWord<Standing>,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawRequired {
    pub required: bool,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawAssessment {
    pub required: bool,
    #[schemars(range(min = 1, max = 1_200))]
    pub valid_months: Option<u32>,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawFiling {
    pub what: String,
    pub form: Option<String>,
    pub within: Option<RawTime>,
    pub from: Option<RawWord<From>>,
    pub result: Option<RawTime>,
    /// How often or when it is brought up to date.
    pub update: Option<String>,
    /// How often it must be brought up to date, where that is a fixed time.
    pub update_every: Option<RawTime>,
    pub via: Option<String>,
    #[serde(default)]
    pub exempt: Vec<String>,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawLocalisation {
    pub applies_to: RawWord<Binds>,
    pub trigger: RawWord<Trigger>,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawRetention {
    pub rule: Option<String>,
    pub sector: Option<String>,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawSensitive {
    #[serde(default)]
    pub categories: Vec<String>,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawPenalty {
    pub what: String,
    pub most: Option<RawMoney>,
    /// Whole per cent.
    #[schemars(range(min = 1, max = 1_000))]
    pub percent: Option<u32>,
    /// Of what the percentage is taken.
    pub of: Option<String>,
    /// When the percentage applies.
    pub when: Option<String>,
    pub prison_years: Option<u8>,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMoney {
    #[schemars(range(min = 1))]
    pub amount: u64,
    /// Three capital letters of ISO 4217.
    pub currency: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawCertification {
    pub id: String,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawTitled {
    pub title: String,
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRecipient {
    pub law: RawFact<RawGrade>,
    /// Independence and record of enforcement.
    pub regulator: RawFact<RawGrade>,
    /// Whether access of the state is clear and bounded.
    pub access: RawFact<RawGrade>,
    pub oversight: RawFact<RawGrade>,
    /// What a person from elsewhere in ASEAN can do.
    pub redress: RawFact<RawGrade>,
    pub transparency: RawFact<RawGrade>,
    pub concern: RawFact<RawConcern>,
    pub gag_or_decryption_duty: Option<RawFact<RawKnown>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawGrade {
    /// 1 good to 5 poor.
    #[schemars(range(min = 1, max = 5))]
    pub grade: u8,
    pub reason: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawConcern {
    pub level: RawWord<Concern>,
    #[serde(default)]
    pub except: Vec<RawExcept>,
    pub reason: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawExcept {
    pub when: String,
    pub level: RawWord<Concern>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawKnown {
    pub known: bool,
    pub text: String,
}

/// `unions.toml`: places that follow the file of another.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawUnions {
    pub unions: Vec<RawUnion>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawUnion {
    /// The file that holds for its members.
    pub id: String,
    pub members: Vec<String>,
}

/// One word of a closed list.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawWord<T>(pub T);

impl<'de, T: Word> Deserialize<'de> for RawWord<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor<T>(std::marker::PhantomData<T>);
        impl<T: Word> de::Visitor<'_> for Visitor<T> {
            type Value = T;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
                let found = T::WORDS.iter().find(|(word, _)| *word == text);
                found.map(|(_, value)| *value).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }
        from.deserialize_str(Visitor(std::marker::PhantomData)).map(Self)
    }
}

impl<T: Word> JsonSchema for RawWord<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        std::any::type_name::<T>().rsplit("::").next().unwrap_or("Word").to_owned().into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
        json_schema!({ "type": "string", "enum": words })
    }
}

fn optional_date(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "null"], "format": "date" })
}
