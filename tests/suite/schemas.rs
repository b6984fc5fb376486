//! The schemas say of every key what it is for, and those beside the examples are the ones that the program prints.

use std::{fs, path::Path};

use dmf::schema::kinds;
use serde_json::Value;

use crate::harness::{Folder, files, root};

#[test]
fn every_key_says_what_it_is_for() {
    let mut silent = Vec::new();
    for kind in kinds() {
        let schema = kind.schema();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{}", kind.name);
        assert_eq!(schema["$id"], format!("urn:dmf:schema:{}", kind.name));
        walk(kind.name, &schema, &schema, &mut silent);
    }
    assert!(silent.is_empty(), "no description:\n{}", silent.join("\n"));
}

fn walk(path: &str, schema: &Value, root: &Value, silent: &mut Vec<String>) {
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        let resolved = property["$ref"].as_str().and_then(|name| root.pointer(name.trim_start_matches('#')));
        let said = [Some(property), resolved].into_iter().flatten().any(|schema| schema["description"].is_string());
        if !said {
            silent.push(format!("{path}.{name}"));
        }
    }
    for (name, below) in schema["$defs"].as_object().into_iter().flatten() {
        walk(&format!("{path}/{name}"), below, root, silent);
    }
}

#[test]
fn schemas_are_listed_and_written() {
    let folder = Folder::new();
    let list = folder.dmf(["schema"]).run().answer();
    let names: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names, kinds().map(|kind| kind.name).collect::<Vec<_>>());
    for name in names {
        let file = format!("{name}.json");
        folder.dmf(["schema", name, "-o", &file]).run().answer();
        let value: Value = serde_json::from_str(&folder.read(&file)).expect("a schema is JSON");
        assert_eq!(value["type"], "object", "{name}");
    }
    let outcome = folder.dmf(["schema", "assesment"]).run().ends(2);
    assert!(outcome.stderr.contains("did you mean `assessment`?"), "{}", outcome.stderr);
    let outcome = folder.dmf(["schema", "assessment", "--framework", "asean"]).run().ends(2);
    assert!(outcome.stderr.contains("there is no framework `asean`"), "{}", outcome.stderr);
}

#[test]
fn worksheets_of_a_framework_have_its_words() {
    let text = Folder::new().dmf(["schema", "assessment", "--framework", "asean-dmf"]).run().answer();
    let schema: Value = serde_json::from_str(&text).expect("a schema is JSON");
    let answer = &schema["properties"]["answers"]["properties"]["GOV-02"];
    assert_eq!(answer["title"], "Owner for every dataset");
    assert_eq!(schema["$defs"]["level-GOV-02"]["anyOf"][3]["const"], "established");
    assert_eq!(schema["properties"]["answers"]["additionalProperties"], false);
    assert_eq!(schema["$id"], "urn:dmf:schema:assessment:asean-dmf");
}

#[test]
fn editors_find_a_current_schema_beside_every_example() {
    let kept = files("examples/.dmf");
    assert!(kept.len() > 4, "the schemas are not found any more: {kept:?}");
    for file in kept {
        let file = file.to_string_lossy().into_owned();
        let kind = file.strip_suffix(".schema.json").expect("a schema is named after its kind");
        // Worksheets of the examples answer one framework.
        let framework = if kind == "assessment" { &["--framework", "asean-dmf"][..] } else { &[] };
        let command = [&["schema", kind][..], framework].concat();
        let made = Folder::new().dmf(&command).run().answer();
        let kept = fs::read_to_string(root().join("examples/.dmf").join(&file)).unwrap_or_default();
        assert!(made == kept, "examples/.dmf/{file} has drifted: dmf {} -o examples/.dmf/{file}", command.join(" "));
    }
    for file in files("examples") {
        let parts: Vec<_> = file.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let kind = match parts[1..] {
            ["org.yaml"] | ["assessments", _] => "assessment",
            ["deal.yaml"] | ["deals", _] => "deal",
            ["transfers.yaml"] => "transfers",
            ["impacts", _] => "impact",
            ["dmf.toml"] => "config",
            _ => continue,
        };
        let begin = if kind == "config" { "#:schema " } else { "# yaml-language-server: $schema=" };
        let schema = format!("{begin}{}.dmf/{kind}.schema.json", "../".repeat(parts.len() - 1));
        let text = fs::read_to_string(root().join("examples").join(&file)).expect("the file is text");
        assert_eq!(text.lines().next(), Some(schema.as_str()), "examples/{}", Path::new(&file).display());
    }
}
