//! The shapes of the files of a clause set, as JSON Schemas of the types that read them.

use schemars::{Schema, schema_for};

use super::consistency::RawConsistency;
use super::raw::{RawClauses, RawCorrespondence, RawFields, RawModules, RawObligations};

/// `modules.toml`.
#[must_use]
pub fn modules() -> Schema {
    schema_for!(RawModules)
}

/// `obligations.toml`.
#[must_use]
pub fn obligations() -> Schema {
    schema_for!(RawObligations)
}

/// `clauses.toml`.
#[must_use]
pub fn clauses() -> Schema {
    schema_for!(RawClauses)
}

/// `fields.toml`.
#[must_use]
pub fn fields() -> Schema {
    schema_for!(RawFields)
}

/// `consistency.toml`.
#[must_use]
pub fn consistency() -> Schema {
    schema_for!(RawConsistency)
}

/// `correspondence-ID.toml`.
#[must_use]
pub fn correspondence() -> Schema {
    schema_for!(RawCorrespondence)
}
