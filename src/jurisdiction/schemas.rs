//! The shapes of the files about places, as JSON Schemas of the types that read them.

use schemars::{Schema, schema_for};

use super::raw::{RawJurisdiction, RawUnions};

/// `ISO.yaml`.
#[must_use]
pub fn jurisdiction() -> Schema {
    schema_for!(RawJurisdiction)
}

/// `unions.toml`.
#[must_use]
pub fn unions() -> Schema {
    schema_for!(RawUnions)
}
