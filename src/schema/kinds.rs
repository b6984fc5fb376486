//! The kinds of files that have a schema: those of users, and one row for each of the others.

use schemars::{Schema, schema_for};
use serde_json::{Map, Value};

use crate::{
    agreement,
    assessment::{against::RawAgainst, baseline::SavedScorecard},
    framework, jurisdiction,
    records::{RECORDS, RecordKind},
    register::RawKind,
    remediation, review,
    transfer::impact,
    vocabulary,
    workspace::RawWorkspace,
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
pub fn kinds() -> impl Iterator<Item = Kind> {
    RECORDS.iter().map(Kind::record).chain(OTHERS.iter().copied())
}

/// Settings, what the program wrote, and the files of packs.
const OTHERS: &[Kind] = &[
    Kind {
        name: "config",
        file: "dmf.toml",
        summary: "what the files of a folder have in common",
        schema: || schema_for!(RawWorkspace),
    },
    Kind {
        name: "baseline",
        file: "baseline.json",
        summary: "a scorecard of an earlier run, to compare with",
        schema: || schema_for!(SavedScorecard),
    },
    Kind {
        name: "plan",
        file: "plan.yaml",
        summary: "what a plan has to hold, does without, and takes by one's own estimate",
        schema: remediation::wishes_schema,
    },
    Kind {
        name: "pack",
        file: "frameworks/ID/pack.toml",
        summary: "what a pack is and what it rests on",
        schema: framework::schemas::pack,
    },
    Kind {
        name: "method",
        file: "frameworks/ID/method.toml",
        summary: "of a framework: the scale, profiles, roles and numbers",
        schema: framework::schemas::method,
    },
    Kind {
        name: "blocks",
        file: "frameworks/ID/blocks.toml",
        summary: "of a framework: the building blocks",
        schema: framework::schemas::blocks,
    },
    Kind {
        name: "glossary",
        file: "frameworks/ID/glossary.toml",
        summary: "of a framework: what is counted and meant in its questions and levels",
        schema: vocabulary::schema,
    },
    Kind {
        name: "version-map",
        file: "frameworks/ID/map.toml",
        summary: "of a framework: what became of the practices of older versions",
        schema: framework::schemas::map,
    },
    Kind {
        name: "against",
        file: "frameworks/ID/against.toml",
        summary: "of a framework: what records show where a practice is answered so high",
        schema: || schema_for!(RawAgainst),
    },
    Kind {
        name: "practice",
        file: "frameworks/ID/practices/ID.yaml",
        summary: "of a framework: one assessable activity",
        schema: framework::schemas::practice,
    },
    Kind {
        name: "components",
        file: "frameworks/ID/components.toml",
        summary: "of a view: another way to group the practices",
        schema: framework::schemas::components,
    },
    Kind {
        name: "crosswalk",
        file: "frameworks/crosswalks/ID.toml",
        summary: "the identifiers of another catalogue",
        schema: framework::schemas::crosswalk,
    },
    Kind {
        name: "register-kind",
        file: "frameworks/registers/KIND.toml",
        summary: "a kind of record: fields, what is found in them, a starter",
        schema: || schema_for!(RawKind),
    },
    Kind {
        name: "jurisdiction",
        file: "frameworks/jurisdictions/ISO.yaml",
        summary: "what the law of one place asks, fact by fact",
        schema: jurisdiction::schemas::jurisdiction,
    },
    Kind {
        name: "unions",
        file: "frameworks/jurisdictions/unions.toml",
        summary: "places that follow the law of another",
        schema: jurisdiction::schemas::unions,
    },
    Kind {
        name: "modules",
        file: "frameworks/ID/modules.toml",
        summary: "of a clause set: the role pairs",
        schema: agreement::schemas::modules,
    },
    Kind {
        name: "obligations",
        file: "frameworks/ID/obligations.toml",
        summary: "of a clause set: what the clauses promise",
        schema: agreement::schemas::obligations,
    },
    Kind {
        name: "clauses",
        file: "frameworks/ID/clauses.toml",
        summary: "of a clause set: the clauses in order, and what can be switched off",
        schema: agreement::schemas::clauses,
    },
    Kind {
        name: "fields",
        file: "frameworks/ID/fields.toml",
        summary: "of a clause set: what a deal may say",
        schema: agreement::schemas::fields,
    },
    Kind {
        name: "consistency",
        file: "frameworks/ID/consistency.toml",
        summary: "of a clause set: what a deal is held against so that it can be understood",
        schema: agreement::schemas::consistency,
    },
    Kind {
        name: "correspondence",
        file: "frameworks/ID/correspondence-ID.toml",
        summary: "of a clause set: which other instrument covers what",
        schema: agreement::schemas::correspondence,
    },
    Kind {
        name: "review-rules",
        file: "frameworks/ID/review/ANY.toml",
        summary: "of a clause set: what shows an obligation in an agreement by others",
        schema: review::schemas::rules,
    },
    Kind {
        name: "review-own",
        file: "frameworks/ID/review/own.toml",
        summary: "of a clause set: what takes an obligation back in clauses of one's own",
        schema: review::schemas::own,
    },
    Kind {
        name: "review-concepts",
        file: "frameworks/ID/review/concepts.toml",
        summary: "of a clause set: words for the same thing",
        schema: review::schemas::concepts,
    },
    Kind {
        name: "review-parties",
        file: "frameworks/ID/review/parties.toml",
        summary: "of a clause set: what parties are called",
        schema: review::schemas::parties,
    },
    Kind {
        name: "review-language",
        file: "frameworks/ID/review/language/ID.toml",
        summary: "of a clause set: the words of a language by which a review reads a sentence",
        schema: review::schemas::language,
    },
    Kind {
        name: "method-impact",
        file: "frameworks/ID/impact.toml",
        summary: "of a method for transfers: how hard people would be hit",
        schema: impact::schemas::impact,
    },
    Kind {
        name: "method-likelihood",
        file: "frameworks/ID/likelihood.toml",
        summary: "of a method for transfers: how likely the destination is to fail the data",
        schema: impact::schemas::likelihood,
    },
    Kind {
        name: "method-measures",
        file: "frameworks/ID/measures.toml",
        summary: "of a method for transfers: what brings the risk down",
        schema: impact::schemas::measures,
    },
    Kind {
        name: "method-decision",
        file: "frameworks/ID/decision.toml",
        summary: "of a method for transfers: from residual risk to a decision",
        schema: impact::schemas::decision,
    },
];

impl Kind {
    /// The kind of that name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        kinds().find(|kind| kind.name == name)
    }

    fn record(kind: &RecordKind) -> Self {
        let RecordKind { name, file, summary, schema, .. } = *kind;
        Self { name, file, summary, schema }
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
