//! What is computed of a record, by the first rule that holds.

use jiff::civil::Date;

use super::{
    condition::{Scene, Truth, holds},
    kind::Field,
    record::{Cell, Value},
};

/// Fills in what is computed, in the order of the fields: a rule goes by those before it. Where a rule cannot be told, nothing below
/// it decides, and the field is not known.
pub(super) fn compute(cells: &mut [Option<Cell>], fields: &[Field], today: Date) {
    let scene = Scene::on(today);
    for (at, field) in fields.iter().enumerate().filter(|(_, field)| !field.rules.is_empty()) {
        let value = decided(field, cells, &scene);
        match &mut cells[at] {
            Some(Cell { instead: Some(instead), .. }) => instead.computed = value,
            cell => *cell = value.map(|value| Cell { value, range: 0..0, instead: None }),
        }
    }
}

fn decided(field: &Field, cells: &[Option<Cell>], scene: &Scene<'_>) -> Option<Value> {
    for rule in &field.rules {
        match holds(rule.when.as_ref(), cells, scene) {
            Truth::Yes => return Some(rule.is.clone()),
            Truth::Unknown => return None,
            Truth::No => {}
        }
    }
    None
}

/// The names of the fields that its rules go by and that are not said.
pub(super) fn lacking(field: &Field, cells: &[Option<Cell>], fields: &[Field]) -> Vec<String> {
    let mut found = Vec::new();
    for when in field.rules.iter().filter_map(|rule| rule.when.as_ref()) {
        when.lacking(cells, fields, &mut found);
    }
    found
}
