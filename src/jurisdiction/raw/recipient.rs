//! What a file may say of a place that receives data.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{super::words::Concern, RawFact, RawWord};

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::jurisdiction) struct RawRecipient {
    /// Whether there is a general data law, and how much it covers.
    pub law: RawFact<RawGrade>,
    /// Independence and record of enforcement.
    pub regulator: RawFact<RawGrade>,
    /// Whether access of the state is clear and bounded.
    pub access: RawFact<RawGrade>,
    /// Whether anybody independent watches over access of the state.
    pub oversight: RawFact<RawGrade>,
    /// What a person from elsewhere in ASEAN can do.
    pub redress: RawFact<RawGrade>,
    /// Whether importers may speak of requests, and statistics are published.
    pub transparency: RawFact<RawGrade>,
    /// How much there is to worry about when data goes there.
    pub concern: RawFact<RawConcern>,
    /// Whether importers may be bound to secrecy about requests, or to decrypt.
    pub gag_or_decryption_duty: Option<RawFact<RawKnown>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(in crate::jurisdiction) struct RawGrade {
    /// 1 good to 5 poor.
    #[schemars(range(min = 1, max = 5))]
    pub grade: u8,
    /// Why, in a sentence.
    pub reason: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(in crate::jurisdiction) struct RawConcern {
    /// How much.
    pub level: RawWord<Concern>,
    /// Where it is more or less than that.
    #[serde(default)]
    pub except: Vec<RawExcept>,
    /// Why, in a sentence.
    pub reason: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::jurisdiction) struct RawExcept {
    /// In which case.
    pub when: String,
    /// How much then.
    pub level: RawWord<Concern>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(in crate::jurisdiction) struct RawKnown {
    /// Whether there is such a duty, as far as is known.
    pub known: bool,
    /// What the duty is, in a sentence.
    pub text: String,
}
