//! What records lead to: others of their kinds, transfers, practices, files. Whether it is there, whoever knows the workspace says.

use std::collections::BTreeSet;

use super::{
    kind::{Field, FieldType, Keys},
    record::{Cell, Register, Value},
};
use crate::source::{Place, SourceId};

/// Something that a record names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub to: LinkTarget,
    pub place: Place,
}

/// What is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// A record of a kind, by id.
    Record { kind: String, id: String },
    /// A transfer of the register of transfers, by id.
    Transfer(String),
    /// A practice of the framework, by id.
    Practice(String),
    /// A file, seen from the one that names it.
    File(String),
}

/// All that the records of a register name, in the order of the files.
#[must_use]
pub fn links(register: &Register) -> Vec<Link> {
    let mut found = Vec::new();
    // Most kinds of fields name nothing: their values are not gone through.
    let fields: Vec<usize> = (0..register.kind.fields.len()).filter(|at| leads(&register.kind.fields[*at])).collect();
    for record in &register.records {
        for at in &fields {
            if let Some(cell) = &record.cells[*at] {
                walk(cell, &register.kind.fields[*at].kind, record.source, &mut found);
            }
        }
    }
    found
}

fn leads(field: &Field) -> bool {
    match field.kind.item() {
        FieldType::Link(_) | FieldType::Transfer | FieldType::Practice | FieldType::Deal | FieldType::Evidence => true,
        FieldType::Group(fields) => fields.iter().any(leads),
        _ => false,
    }
}

fn walk(cell: &Cell, kind: &FieldType, source: SourceId, found: &mut Vec<Link>) {
    match (&cell.value, kind.item()) {
        (Value::List(cells), item) => cells.iter().for_each(|cell| walk(cell, item, source, found)),
        (Value::Map(entries), item) => entries.iter().for_each(|(_, cell)| walk(cell, item, source, found)),
        (Value::Group(cells), FieldType::Group(fields)) => {
            for (field, cell) in fields.iter().zip(cells) {
                if let Some(cell) = cell {
                    walk(cell, &field.kind, source, found);
                }
            }
        }
        (Value::Text(text), item) => {
            let to = target(text, item);
            let place = Place::new(source, cell.range.clone());
            found.extend(to.map(|to| Link { to, place }));
        }
        _ => {}
    }
}

fn target(text: &str, kind: &FieldType) -> Option<LinkTarget> {
    let text = text.to_owned();
    Some(match kind {
        FieldType::Link(kind) => LinkTarget::Record { kind: kind.clone(), id: text },
        FieldType::Transfer => LinkTarget::Transfer(text),
        FieldType::Practice => LinkTarget::Practice(text),
        // An address is cited; nothing of it can be looked at here.
        FieldType::Evidence if text.contains("://") => return None,
        FieldType::Deal | FieldType::Evidence => LinkTarget::File(text),
        _ => return None,
    })
}

/// The codes of all places that the records of a register name, each once and in their order.
#[must_use]
pub fn places(register: &Register) -> Vec<String> {
    let mut found = BTreeSet::new();
    for record in &register.records {
        for (cell, field) in record.cells.iter().zip(&register.kind.fields) {
            if let Some(cell) = cell {
                place(cell, &field.kind, &mut found);
            }
        }
    }
    found.into_iter().collect()
}

fn place(cell: &Cell, kind: &FieldType, found: &mut BTreeSet<String>) {
    match (&cell.value, kind) {
        (Value::Text(code), FieldType::Place) => {
            found.insert(code.clone());
        }
        (Value::List(cells), FieldType::List(item)) => cells.iter().for_each(|cell| place(cell, item, found)),
        (Value::Map(entries), FieldType::Map(keys, item)) => {
            for (key, cell) in entries {
                if *keys == Keys::Place {
                    found.insert(key.clone());
                }
                place(cell, item, found);
            }
        }
        (Value::Group(cells), FieldType::Group(fields)) => {
            for (field, cell) in fields.iter().zip(cells) {
                if let Some(cell) = cell {
                    place(cell, &field.kind, found);
                }
            }
        }
        _ => {}
    }
}
