//! What a region has agreed, which binds no company by itself and is read beside the law of each member.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    facts::Line,
    model::{Fact, Source, Titled},
    raw::{RawFact, RawSource, RawTitled},
};

/// `frameworks/regions/<id>.yaml`: what a region has agreed, text by text.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRegion {
    /// Its name in capital letters, such as `ASEAN`; the file has the same name in small letters.
    pub(super) id: String,
    /// What people call it.
    pub(super) name: String,
    /// One or two sentences for whoever owns a transfer.
    pub(super) summary: String,
    /// What the facts rest on, by id.
    pub(super) sources: std::collections::BTreeMap<String, RawSource>,
    /// What was agreed, endorsed or announced.
    pub(super) texts: Vec<RawFact<RawTitled>>,
}

/// What a region has agreed.
#[derive(Debug, Clone)]
pub struct Region {
    pub id: String,
    pub name: String,
    pub summary: String,
    /// By id.
    pub sources: Vec<Source>,
    pub texts: Vec<Fact<Titled>>,
}

impl Region {
    /// Every fact, in the order of the file.
    #[must_use]
    pub fn lines(&self) -> Vec<(Line<'_>, String)> {
        self.texts
            .iter()
            .map(|Fact { what: Titled { title }, text, marks }| {
                (Line { topic: "region", name: title, text, marks, deadline: None }, String::new())
            })
            .collect()
    }
}
