//! The shapes of the files of rules, as JSON Schemas of the types that read them.

use schemars::{Schema, schema_for};

use super::{
    language::RawLanguage,
    raw::{RawConcepts, RawOwnRules, RawParties, RawRules},
};

/// `parties.toml`.
#[must_use]
pub fn parties() -> Schema {
    schema_for!(RawParties)
}

/// `concepts.toml`.
#[must_use]
pub fn concepts() -> Schema {
    schema_for!(RawConcepts)
}

/// `language/ID.toml`.
#[must_use]
pub fn language() -> Schema {
    schema_for!(RawLanguage)
}

/// `own.toml`.
#[must_use]
pub fn own() -> Schema {
    schema_for!(RawOwnRules)
}

/// All other files: rules by obligation.
#[must_use]
pub fn rules() -> Schema {
    schema_for!(RawRules)
}
