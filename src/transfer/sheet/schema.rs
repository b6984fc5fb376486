//! The columns as a Table Schema of the Frictionless standards, for programs that check sheets.

use serde_json::{Value, json};

use super::columns::{COLUMNS, Column, Kind, Part, PartKind};

/// The schema.
#[must_use]
pub fn schema() -> Value {
    json!({
        "fields": COLUMNS.iter().map(field).collect::<Vec<_>>(),
        "primaryKey": ["id"],
        "missingValues": [""],
    })
}

fn field(column: &Column) -> Value {
    let mut field = json!({ "name": column.name, "type": "string", "description": about(column) });
    match column.kind {
        Kind::Required => field["constraints"] = json!({ "required": true }),
        Kind::Date => field["type"] = json!("date"),
        Kind::Integer(least, most) => {
            field["type"] = json!("integer");
            field["constraints"] = json!({ "minimum": least });
            if most < u64::MAX {
                field["constraints"]["maximum"] = json!(most);
            }
        }
        Kind::Word(words) => field["constraints"] = json!({ "enum": words() }),
        _ => {}
    }
    match column.name {
        "id" => field["constraints"]["unique"] = json!(true),
        "status" => field["constraints"]["required"] = json!(true),
        name if name.ends_with("_country") => field["constraints"] = json!({ "pattern": "[A-Z]{2}" }),
        _ => {}
    }
    field
}

/// What the column means, and how it is written.
fn about(column: &Column) -> String {
    let how = match column.kind {
        Kind::List => "; several are parted by `;`".to_owned(),
        Kind::Words(words) => format!("; several are parted by `;`; of {}", words().join(", ")),
        Kind::Items(parts) | Kind::KnownItems(parts) => {
            format!("; each is written {}, several are parted by `;`", order(parts))
        }
        Kind::Pairs => "; each is written `SG: contract`, several are parted by `;`".to_owned(),
        _ => String::new(),
    };
    format!("{}{how}", column.about)
}

/// `` `name | country | since` ``
pub(super) fn order(parts: &[Part]) -> String {
    let names: Vec<String> = parts
        .iter()
        .map(|part| match part.kind {
            PartKind::RequiredWord(words) => words().join("/"),
            _ => part.name.to_owned(),
        })
        .collect();
    format!("`{}`", names.join(" | "))
}
