//! Raw register → CSV.

use serde_json::Value;

use super::{
    cell::escape,
    columns::{COLUMNS, Column, HOLDER, Kind, Part},
};
use crate::{text::escape::sheet_cell, transfer::raw::RawRegister};

/// The transfers for which `shown` holds, by their place in the list; one row each under a head, every cell harmless.
#[must_use]
pub fn write(register: &RawRegister, shown: impl Fn(usize) -> bool) -> String {
    let why = "writing to memory does not fail";
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS.iter().map(|column| column.name)).expect(why);
    let holder = register.organisation.as_ref();
    let name = holder.map_or("", |holder| &holder.name);
    let country = holder.and_then(|holder| holder.country.as_deref()).unwrap_or_default();
    for (_, transfer) in register.transfers.iter().enumerate().filter(|(at, _)| shown(*at)) {
        let transfer = serde_json::to_value(transfer).expect("a transfer holds only text, numbers and lists");
        let cells = COLUMNS.iter().map(|column| match column.name {
            name_of if name_of == HOLDER[0] => sheet_cell(name).into_owned(),
            name_of if name_of == HOLDER[1] => sheet_cell(country).into_owned(),
            _ => sheet_cell(&cell(column, &transfer)).into_owned(),
        });
        writer.write_record(cells).expect(why);
    }
    String::from_utf8(writer.into_inner().expect(why)).expect("cells are text")
}

fn cell(column: &Column, transfer: &Value) -> String {
    let Some(value) = column.path.iter().try_fold(transfer, |value, key| value.get(key)) else { return String::new() };
    match (column.kind, value) {
        (Kind::KnownItems(_) | Kind::Words(_), Value::Array(items)) if items.is_empty() => "none".to_owned(),
        (Kind::List | Kind::Words(_), Value::Array(items)) => {
            items.iter().map(|item| escape(&plain(item))).collect::<Vec<_>>().join("; ")
        }
        (Kind::Items(parts) | Kind::KnownItems(parts), Value::Array(items)) => {
            let cell = items.iter().map(|value| item(value, parts)).collect::<Vec<_>>().join("; ");
            // Somebody who is called so.
            if cell == "none" { format!("\\{cell}") } else { cell }
        }
        (Kind::Pairs, Value::Object(map)) => {
            map.iter().map(|(key, text)| format!("{key}: {}", escape(&plain(text)))).collect::<Vec<_>>().join("; ")
        }
        (Kind::TextOrJson, value @ Value::Object(_)) => value.to_string(),
        (_, Value::Object(_)) => String::new(),
        (_, value) => plain(value),
    }
}

/// Parts in their order; empty ones at the end are left out.
fn item(value: &Value, parts: &[Part]) -> String {
    let mut texts: Vec<String> =
        parts.iter().map(|part| value.get(part.name).map_or_else(String::new, |text| escape(&plain(text)))).collect();
    while texts.last().is_some_and(String::is_empty) {
        texts.pop();
    }
    texts.join(" | ")
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
