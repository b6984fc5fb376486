//! A clause set that cannot be wrong: built only by validation.

use crate::safeguard::{Column, Field};

/// A field of a deal, as the clauses of a set use it.
#[derive(Debug)]
pub(super) struct DealField {
    pub(super) field: Field,
    /// What a gap says.
    pub(super) label: String,
    pub(super) kind: FieldKind,
    /// The role pairs that use it.
    pub(super) modules: Vec<String>,
    /// Whether a final agreement needs it.
    pub(super) required: bool,
    /// The choice of another field on which it depends.
    pub(super) when: Option<When>,
    /// Of a choice: at least two.
    pub(super) choices: Vec<Choice>,
    /// Of a table.
    pub(super) columns: Vec<TableColumn>,
    pub(super) help: String,
    /// How it may look, as YAML.
    pub(super) example: String,
}

/// What can be said in a field; always one that fits the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldKind {
    Text,
    Paragraph,
    List,
    Country,
    Countries,
    Date,
    Days,
    Hours,
    Choice,
    Bool,
    Email,
    Table,
}

/// What another field must be.
#[derive(Debug)]
pub(super) struct When {
    pub(super) field: Field,
    pub(super) is: Vec<String>,
}

/// One of the choices of a field.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) text: String,
}

/// A column of a field that is a table.
#[derive(Debug)]
pub(super) struct TableColumn {
    pub(super) column: Column,
    pub(super) label: String,
    pub(super) kind: FieldKind,
    /// Whether every row needs it.
    pub(super) required: bool,
}

impl DealField {
    /// Whether a role pair uses it.
    pub(super) fn is_used_by(&self, module: &str) -> bool {
        self.modules.iter().any(|other| other == module)
    }
}
