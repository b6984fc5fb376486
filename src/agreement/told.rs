//! What a deal says, field by field, for whoever holds another text against it.

use super::{deal::Deal, set::ClauseSet};
use crate::safeguard::{Field, FieldValue};

/// A fact of a deal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Told<'a> {
    pub field: Field,
    /// What it is, in words.
    pub label: &'a str,
    pub value: &'a FieldValue,
}

/// The facts of a deal, in the order of the fields.
pub fn told<'a>(set: &'a ClauseSet, deal: &'a Deal) -> impl Iterator<Item = Told<'a>> {
    set.fields.iter().filter_map(|field| {
        let value = deal.values.get(&field.field)?;
        Some(Told { field: field.field, label: &field.label, value })
    })
}
