//! Many organisations in one run: one row each, in order, and one bad file stops nobody else.

use std::path::Path;

use serde_json::Value;

use crate::harness::Folder;

fn portfolio() -> Folder {
    let folder = Folder::new();
    for example in ["id-hospital", "la-shop", "sg-payments"] {
        folder.copy(&Path::new("examples").join(example).join("org.yaml"), &format!("{example}/org.yaml"));
    }
    folder
}

fn rows(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

#[test]
fn every_organisation_has_a_row_with_the_figures_of_assess() {
    let folder = portfolio();
    let text = folder.dmf(["portfolio", ".", "--format", "ndjson"]).run().answer();
    let rows = rows(&text);
    let names: Vec<&str> = rows
        .iter()
        .filter(|row| row["kind"] == "organisation")
        .filter_map(|row| row["organisation"].as_str())
        .collect();
    assert_eq!(names.len(), 3, "{text}");
    for example in ["id-hospital", "la-shop", "sg-payments"] {
        let card = folder.dmf(["assess", &format!("{example}/org.yaml"), "--format", "json"]).run().ends(0).stdout;
        let card: Value = serde_json::from_str(&card).expect("JSON");
        let row = rows.iter().find(|row| row["organisation"] == card["organisation"]["name"]).expect("it has a row");
        assert_eq!(row["claimed"], card["overall"]["claimed"], "{row}");
    }
}

#[test]
fn one_bad_file_is_told_and_the_rest_is_scored() {
    let folder = portfolio();
    folder.write(
        "bad/org.yaml",
        "framework: asean-dmf\norganisation: { name: Acme, country: SG }\nanswers: { GOV-01: deep }\n",
    );
    let outcome = folder.dmf(["portfolio", ".", "--format", "ndjson"]).run();
    assert_eq!(outcome.code, Some(3), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("bad/org.yaml:3:20"), "{}", outcome.stderr);
    assert_eq!(rows(&outcome.stdout).iter().filter(|row| row["kind"] == "organisation").count(), 3);
}

#[test]
fn a_folder_without_worksheets_is_no_pass() {
    let outcome = Folder::new().dmf(["portfolio", "."]).run();
    assert_ne!(outcome.code, Some(0), "{}", outcome.stdout);
}
