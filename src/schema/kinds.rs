//! The kinds of files that have a schema: one row a kind.

use schemars::{Schema, schema_for};
use serde_json::{Map, Value};

use crate::{
    agreement::RawDeal, assessment::RawAssessment, framework::schemas, transfer::RawRegister, workspace::RawWorkspace,
};

/// A kind of file.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// What it is asked for by.
    pub name: &'static str,
    /// What such a file is usually called.
    pub file: &'static str,
    /// What it is for, in a line.
    pub summary: &'static str,
    schema: fn() -> Schema,
}

/// All kinds, those of users first.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "assessment",
        file: "org.yaml",
        summary: "a worksheet: answers to the practices of a framework",
        schema: || schema_for!(RawAssessment),
    },
    Kind {
        name: "deal",
        file: "deal.yaml",
        summary: "the facts that fill an agreement",
        schema: || schema_for!(RawDeal),
    },
    Kind {
        name: "transfers",
        file: "transfers.yaml",
        summary: "the register of transfers",
        schema: || schema_for!(RawRegister),
    },
    Kind {
        name: "config",
        file: "dmf.toml",
        summary: "what the files of a folder have in common",
        schema: || schema_for!(RawWorkspace),
    },
    Kind {
        name: "pack",
        file: "frameworks/ID/pack.toml",
        summary: "what a pack is and what it rests on",
        schema: schemas::pack,
    },
    Kind {
        name: "method",
        file: "frameworks/ID/method.toml",
        summary: "of a framework: the scale, profiles, roles and numbers",
        schema: schemas::method,
    },
    Kind {
        name: "blocks",
        file: "frameworks/ID/blocks.toml",
        summary: "of a framework: the building blocks",
        schema: schemas::blocks,
    },
    Kind {
        name: "practice",
        file: "frameworks/ID/practices/ID.yaml",
        summary: "of a framework: one assessable activity",
        schema: schemas::practice,
    },
    Kind {
        name: "components",
        file: "frameworks/ID/components.toml",
        summary: "of a view: another way to group the practices",
        schema: schemas::components,
    },
    Kind {
        name: "crosswalk",
        file: "frameworks/crosswalks/ID.toml",
        summary: "the identifiers of another catalogue",
        schema: schemas::crosswalk,
    },
];

impl Kind {
    /// The kind of that name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        KINDS.iter().copied().find(|kind| kind.name == name)
    }

    /// Its schema.
    #[must_use]
    pub fn schema(&self) -> Value {
        named((self.schema)().to_value(), &format!("urn:dmf:schema:{}", self.name))
    }
}

/// Puts the id of the schema, and its dialect, before all else.
pub(super) fn named(schema: Value, id: &str) -> Value {
    let Value::Object(mut schema) = schema else { return schema };
    let mut named = Map::new();
    named.insert("$schema".to_owned(), schema.remove("$schema").unwrap_or_default());
    named.insert("$id".to_owned(), id.into());
    schema.remove("$id");
    // What the types are called is nobody's business.
    if let Some(Value::String(title)) = schema.get_mut("title") {
        let last = id.rsplit(':').next().unwrap_or(id);
        last.clone_into(title);
    }
    named.extend(schema);
    Value::Object(named)
}
