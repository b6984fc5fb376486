//! A register to begin with: every field explained, and records to change or delete.

use serde_json::{Map, Value};

use super::kind::{Field, Kind};
use crate::{load::encode, text::wrap};

/// The text of a file to begin with. `small` explains only what a small company fills in.
#[must_use]
pub fn starter(kind: &Kind, small: bool) -> String {
    let fields: Vec<&Field> =
        if small { kind.sme.iter().map(|at| &kind.fields[*at]).collect() } else { kind.fields.iter().collect() };
    let name = &kind.name;
    let mut lines = vec![
        format!("{}. {}", kind.title, kind.about),
        String::new(),
        format!("Change or delete what stands here, and copy an entry for the next {}.", kind.one),
        format!(
            "`dmf register {name} check` says what is wrong, missing or due; what you leave out is shown as not known."
        ),
        String::new(),
        format!("id: ids look like {}; everything else refers to the {} by it.", kind.id.id(1), kind.one),
    ];
    lines.extend(fields.iter().map(|field| explained(field)));
    let mut text = String::new();
    for line in lines {
        for line in wrap(&line, 110, "  ").lines() {
            text.push_str(format!("# {line}").trim_end());
            text.push('\n');
        }
        if line.is_empty() {
            text.push_str("#\n");
        }
    }
    let rows: Vec<Value> = kind.starter.iter().enumerate().map(|(at, row)| ordered(row, at, kind)).collect();
    let file: Map<String, Value> = std::iter::once((name.clone(), Value::Array(rows))).collect();
    text + "\n" + &encode(&file)
}

/// `owner (text, required): Who answers for it.`
fn explained(field: &Field) -> String {
    let state = match (field.required, field.rules.is_empty()) {
        (true, _) => ", required",
        (false, false) => ", computed",
        (false, true) => "",
    };
    let example = field.example.as_ref().map_or_else(String::new, |example| format!(" For example: {example}"));
    format!("{} ({}{state}): {}{example}", field.name, field.kind.expected(), field.help)
}

/// A record with its id first, then its fields in the order of the kind.
fn ordered(row: &Map<String, Value>, at: usize, kind: &Kind) -> Value {
    let id = row.get("id").cloned().unwrap_or_else(|| Value::from(kind.id.id(at + 1)));
    let said = kind.fields.iter().filter_map(|field| Some((field.name.clone(), row.get(&field.name)?.clone())));
    Value::Object(std::iter::once(("id".to_owned(), id)).chain(said).collect())
}
