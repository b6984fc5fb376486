//! What a deal says, field by field, for whoever holds another text against it.

use serde_json::Value;

use super::{deal::Deal, set::ClauseSet};

/// A fact of a deal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Told<'a> {
    /// Where it stands, such as `options.breach_hours`.
    pub path: &'a str,
    /// What it is, in words.
    pub label: &'a str,
    pub value: &'a Value,
}

/// The facts of a deal, in the order of the fields.
pub fn told<'a>(set: &'a ClauseSet, deal: &'a Deal) -> impl Iterator<Item = Told<'a>> {
    set.fields.iter().filter_map(|field| {
        let value = deal.values.get(&field.path)?;
        Some(Told { path: &field.path, label: &field.label, value })
    })
}
