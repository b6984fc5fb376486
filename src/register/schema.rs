//! The JSON Schema of the records of a kind, for editors. Conditions and links are not in it: `dmf check` holds those.

use serde_json::{Map, Value, json};

use super::kind::{Field, FieldType, Keys, Kind};

/// What a file of records may say.
#[must_use]
pub fn schema(kind: &Kind) -> Value {
    let mut record = group(&kind.fields);
    if let Some(Value::Object(properties)) = record.get_mut("properties") {
        let id = json!({
            "type": "string",
            "pattern": kind.id.expression(),
            "description": format!("Id by which everything else refers to the {}.", kind.one),
        });
        properties.shift_insert(0, "id".to_owned(), id);
    }
    if let Some(Value::Array(required)) = record.get_mut("required") {
        required.insert(0, json!("id"));
    }
    let records =
        json!({ "type": ["array", "null"], "items": record, "description": format!("One entry a {}.", kind.one) });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:dmf:schema:{}", kind.name),
        "title": kind.title,
        "description": format!("{} What is due and what is found, and whether links lead somewhere, `dmf check` says.", kind.about),
        "type": "object",
        "properties": { kind.name.as_str(): records },
        "required": [kind.name],
        "additionalProperties": false,
    })
}

fn group(fields: &[Field]) -> Value {
    let properties: Map<String, Value> = fields.iter().map(|each| (each.name.clone(), field(each))).collect();
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.name.as_str()).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn field(field: &Field) -> Value {
    let said = value(&field.kind);
    let mut schema = if field.rules.is_empty() {
        said
    } else {
        json!({
            "type": "object",
            "properties": {
                "is": with(said, "What stands there instead of what is computed."),
                "reason": { "type": "string", "description": "Why." },
                "by": { "type": "string", "description": "Who says so." },
            },
            "required": ["is", "reason", "by"],
            "additionalProperties": false,
        })
    };
    if let (Some(example), Some(map)) = (&field.example, schema.as_object_mut()) {
        map.insert("examples".to_owned(), json!([example]));
    }
    with(schema, &field.help)
}

fn with(mut schema: Value, description: &str) -> Value {
    if let Some(map) = schema.as_object_mut() {
        map.insert("description".to_owned(), json!(description));
    }
    schema
}

fn value(kind: &FieldType) -> Value {
    match kind {
        FieldType::Day { .. } => json!({ "type": "string", "format": "date" }),
        FieldType::Number { least, most, .. } if *most == i64::MAX => json!({ "type": "integer", "minimum": least }),
        FieldType::Number { least, most, .. } => json!({ "type": "integer", "minimum": least, "maximum": most }),
        FieldType::YesNo => json!({ "type": "boolean" }),
        FieldType::Word { words, .. } => json!({ "enum": words }),
        FieldType::Group(fields) => group(fields),
        FieldType::List(item) => json!({ "type": "array", "items": value(item) }),
        FieldType::Map(Keys::Place | Keys::Text, item) => {
            json!({ "type": "object", "additionalProperties": value(item) })
        }
        _ => json!({ "type": "string" }),
    }
}
