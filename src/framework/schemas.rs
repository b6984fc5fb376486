//! The shapes of the files of a pack, as JSON Schemas of the types that read them.

use schemars::{Schema, schema_for};

use super::raw::{RawBlocks, RawComponents, RawCrosswalk, RawMap, RawMethod, RawPack, RawPractice};

/// `pack.toml`.
#[must_use]
pub fn pack() -> Schema {
    schema_for!(RawPack)
}

/// `method.toml`.
#[must_use]
pub fn method() -> Schema {
    schema_for!(RawMethod)
}

/// `blocks.toml`.
#[must_use]
pub fn blocks() -> Schema {
    schema_for!(RawBlocks)
}

/// `practices/ID.yaml`.
#[must_use]
pub fn practice() -> Schema {
    schema_for!(RawPractice)
}

/// `map.toml`.
#[must_use]
pub fn map() -> Schema {
    schema_for!(RawMap)
}

/// `components.toml` of a view.
#[must_use]
pub fn components() -> Schema {
    schema_for!(RawComponents)
}

/// `crosswalks/ID.toml`.
#[must_use]
pub fn crosswalk() -> Schema {
    schema_for!(RawCrosswalk)
}
