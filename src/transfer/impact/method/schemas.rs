//! The shapes of the files of a method, as JSON Schemas of the types that read them.

use schemars::{Schema, schema_for};

use super::raw::{RawDecision, RawImpact, RawLikelihood, RawMeasures};

/// `impact.toml`.
#[must_use]
pub fn impact() -> Schema {
    schema_for!(RawImpact)
}

/// `likelihood.toml`.
#[must_use]
pub fn likelihood() -> Schema {
    schema_for!(RawLikelihood)
}

/// `measures.toml`.
#[must_use]
pub fn measures() -> Schema {
    schema_for!(RawMeasures)
}

/// `decision.toml`.
#[must_use]
pub fn decision() -> Schema {
    schema_for!(RawDecision)
}
