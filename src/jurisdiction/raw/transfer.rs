//! What a file may say of how data leaves.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};

use super::{
    super::{
        filing::{RawCondition, RawFiling},
        words::{ExportRule, Need, Standing, Tool, Word},
    },
    RawFact, RawWord,
};

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::jurisdiction) struct RawTransfer {
    /// What the law asks of an export.
    pub rule: RawFact<RawExport>,
    /// Ways in which data may leave.
    #[serde(default)]
    pub mechanisms: Vec<RawFact<RawMechanism>>,
    /// What the ASEAN model clauses are worth.
    pub clauses: RawFact<RawStanding>,
    /// Whether a contract or notice has to name the countries of destination.
    pub name_countries: Option<RawFact<RawRequired>>,
    /// What is filed with an authority.
    #[serde(default)]
    pub filing: Vec<RawFact<RawFiling>>,
    /// Whether a transfer has to be assessed first.
    pub assessment: Option<RawFact<RawAssessment>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(in crate::jurisdiction) struct RawExport {
    /// The kind of rule.
    pub kind: RawWord<ExportRule>,
    /// The rule, in a sentence.
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(in crate::jurisdiction) struct RawMechanism {
    /// The mechanism.
    pub id: RawWord<Tool>,
    /// When it can be used, in a sentence.
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(in crate::jurisdiction) struct RawStanding {
    /// From recognised to not enough alone.
    pub standing: RawWord<Standing>,
    /// Why, in a sentence.
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(in crate::jurisdiction) struct RawRequired {
    /// Whether it is asked for.
    pub required: bool,
    /// The rule, in a sentence.
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(in crate::jurisdiction) struct RawAssessment {
    /// Whether nobody may do without (`true` in older files), whether it is one way of showing that the law is kept, or
    /// neither (`false`).
    pub required: RawNeed,
    /// After how many months the law no longer takes the finding.
    #[schemars(range(min = 1, max = 1_200))]
    pub valid_months: Option<u32>,
    /// How many months its record is kept.
    #[schemars(range(min = 1, max = 1_200))]
    pub keep_months: Option<u32>,
    /// How many months the answer of an authority holds.
    #[schemars(range(min = 1, max = 1_200))]
    pub result_valid_months: Option<u32>,
    /// In which cases it is asked for; all that is given has to hold.
    pub applies_when: Option<RawCondition>,
    /// The rule, in a sentence.
    pub text: String,
}

/// Whether a law asks for an assessment; `true` and `false` in older files.
#[derive(Debug, Clone, Copy)]
pub(in crate::jurisdiction) struct RawNeed(pub Need);

impl<'de> Deserialize<'de> for RawNeed {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Need;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`must`, `one-way-of-showing` or `none`")
            }

            fn visit_bool<E: de::Error>(self, yes: bool) -> Result<Need, E> {
                Ok(if yes { Need::Must } else { Need::None })
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Need, E> {
                Need::of(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }
        from.deserialize_any(Visitor).map(Self)
    }
}

impl JsonSchema for RawNeed {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Need".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "boolean" }, { "type": "string", "enum": Need::WORDS }] })
    }
}
