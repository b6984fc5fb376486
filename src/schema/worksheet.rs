//! The schema of worksheets for one framework: practices, levels and profiles by name, each with what it means.

use serde_json::{Map, Value, json};

use super::kinds::{Kind, named};
use crate::framework::{Framework, Practice, pinned};

/// The schema of worksheets that answer `framework`: stricter than the one for any framework, and with more to offer
/// to an editor.
#[must_use]
pub fn worksheet(framework: &Framework) -> Value {
    let kind = Kind::of("assessment").expect("it stands in the table");
    let mut schema = named(kind.schema(), &format!("urn:dmf:schema:assessment:{}", framework.name));
    let Framework { name, pack, .. } = framework;
    // The newest may be pinned by its number as well.
    let names = if *name == pack.id { vec![name.clone(), pinned(name, &pack.version)] } else { vec![name.clone()] };
    schema["properties"]["framework"]["enum"] = names.into();
    let profiles: Vec<Value> = framework
        .profiles
        .iter()
        .map(|profile| json!({ "const": profile.id, "description": format!("{}. {}", profile.title, profile.summary) }))
        .collect();
    if let Some(organisation) = schema.pointer_mut("/$defs/RawOrganisation/properties/profile") {
        narrow(organisation, profiles);
    }
    let targets: Map<String, Value> = ["default"]
        .into_iter()
        .chain(framework.blocks.iter().map(|block| block.id.as_str()))
        .chain(framework.practices.iter().map(|practice| practice.id.as_str()))
        .map(|id| (id.to_owned(), json!({ "$ref": "#/$defs/level" })))
        .collect();
    close(&mut schema["properties"]["targets"], targets);
    let answers = framework.practices.iter().map(|practice| (practice.id.clone(), answer(practice))).collect();
    close(&mut schema["properties"]["answers"], answers);
    let levels = framework.practices.iter().map(|practice| (format!("level-{}", practice.id), Some(practice)));
    for (name, practice) in [("level".to_owned(), None)].into_iter().chain(levels) {
        schema["$defs"][name] = json!({ "anyOf": words(framework, practice) });
    }
    if let Some(shows) = schema.pointer_mut("/$defs/RawProof/properties/shows") {
        narrow(shows, words(framework, None));
    }
    schema
}

/// An answer to a practice. What a full one may say is the same everywhere, except what its levels mean.
fn answer(practice: &Practice) -> Value {
    let level = json!({ "$ref": format!("#/$defs/level-{}", practice.id) });
    json!({
        "title": practice.title,
        "description": practice.question,
        "anyOf": [
            level,
            {
                "allOf": [{ "$ref": "#/$defs/RawFull" }],
                "properties": { "level": level },
                "anyOf": [{ "required": ["level"] }, { "required": ["not_applicable"] }],
            },
        ],
    })
}

/// The levels by name and by number.
fn words(framework: &Framework, practice: Option<&Practice>) -> Vec<Value> {
    let mut words: Vec<Value> = framework
        .levels
        .iter()
        .enumerate()
        .map(|(number, level)| {
            let meaning = practice.map_or(&level.meaning, |practice| &practice.levels[number]);
            json!({ "const": level.id, "description": format!("{number} {}: {meaning}", level.title) })
        })
        .collect();
    words.push(json!({ "type": "integer", "minimum": 0, "maximum": framework.top() }));
    words
}

/// One of these, whatever was allowed before.
fn narrow(schema: &mut Value, words: Vec<Value>) {
    if let Some(schema) = schema.as_object_mut() {
        schema.remove("type");
        schema.insert("anyOf".to_owned(), words.into());
    }
}

/// These keys and no others.
fn close(schema: &mut Value, properties: Map<String, Value>) {
    schema["properties"] = properties.into();
    schema["additionalProperties"] = false.into();
}
