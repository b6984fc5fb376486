//! A workspace closes, or every reference that does not is told at its place.

use std::path::Path;

use serde_json::Value;

use crate::harness::{Complaint, Folder};

fn group() -> Folder {
    let folder = Folder::new();
    folder.copy(Path::new("examples/regional-group"), ".");
    folder
}

#[test]
fn the_example_closes_in_every_format() {
    let folder = group();
    let text = folder.dmf(["check"]).run().answer();
    assert!(text.contains("every reference closes"), "{text}");
    for format in ["json", "ndjson", "markdown", "csv", "sarif", "junit", "github", "gitlab"] {
        folder.dmf(["check", "--format", format]).run().answer();
    }
    let from_below = folder.dmf(["check", "deals/archive.yaml", "--format", "json"]).run().answer();
    let view: Value = serde_json::from_str(&from_below).expect("JSON");
    assert_eq!((view["transfers"].as_u64(), view["verdict"]["passes"].as_bool()), (Some(12), Some(true)));
}

#[test]
fn ten_broken_references_are_told_each_at_its_place() {
    let broken: &[(&str, &str, &str, &str)] = &[
        (
            "transfers.yaml",
            "agreement: deals/archive.yaml",
            "agreement: deals/archives.yaml",
            "file-not-found transfers.yaml",
        ),
        (
            "transfers.yaml",
            "agreement: deals/archive.yaml",
            "agreement: deals/helpdesk.yaml",
            "reference-mismatch transfers.yaml",
        ),
        ("transfers.yaml", "impact: impacts/tr-05.yaml", "impact: impacts/tr-50.yaml", "file-not-found transfers.yaml"),
        (
            "transfers.yaml",
            "impact: impacts/tr-05.yaml",
            "impact: impacts/tr-06.yaml",
            "other-transfer impacts/tr-06.yaml",
        ),
        ("deals/archive.yaml", "id: TR-09", "id: TR-90", "unknown-transfer deals/archive.yaml"),
        ("deals/archive.yaml", "../transfers.yaml", "transfers.yaml", "file-not-found deals/archive.yaml"),
        ("deals/archive.yaml", "id: TR-09", "id: TR-08", "reference-mismatch deals/archive.yaml"),
        ("dmf.toml", "practice = \"POL-08\"", "practice = \"POL-80\"", "unknown-practice dmf.toml"),
        ("dmf.toml", "practice = \"POL-08\"", "transfer = \"TR-80\"", "unknown-transfer dmf.toml"),
        ("dmf.toml", "\"assessments/*.yaml\"", "\"assessment/pay.yaml\"", "file-not-found dmf.toml"),
        ("dmf.toml", "Nusantara Pay Pte Ltd", "Nusantara Pay", "unknown-organisation dmf.toml"),
        (
            "assessments/pay.yaml",
            "framework: asean-dmf",
            "framework: asean-dfm",
            "unknown-framework assessments/pay.yaml",
        ),
    ];
    for (file, from, to, expected) in broken {
        let folder = group();
        folder.replace(file, from, to);
        let outcome = folder.dmf(["check"]).run();
        let found: Vec<Complaint> = outcome.complaints();
        let (code, place) = expected.split_once(' ').expect("a code and a file");
        let told = found.iter().any(|one| one.code == code && one.file == place && !one.place.is_empty());
        assert!(told, "{to}: expected {expected}\n{}", outcome.stderr);
        let only_warned = *code == *"unknown-organisation";
        assert_eq!(outcome.code, Some(i32::from(!only_warned)), "{to}\n{}", outcome.stderr);
        // A format never changes the code, and programs get the place as well.
        let sarif = folder.dmf(["check", "--format", "sarif"]).run();
        assert_eq!((sarif.code, sarif.stderr.as_str()), (outcome.code, ""), "{to}");
        let sarif: Value = serde_json::from_str(&sarif.stdout).expect("SARIF is JSON");
        let results = sarif["runs"][0]["results"].as_array().expect("a list");
        let at = |result: &Value| result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == *place;
        assert!(results.iter().any(|result| result["ruleId"] == code && at(result)), "{to}: {results:?}");
    }
}

#[test]
fn a_measure_that_a_deal_drops_is_told_by_the_check_as_well() {
    let folder = group();
    let deal = folder.read("deals/archive.yaml");
    let own = "supplementary_measures:\n  - { measure: guards, kind: organisational, description: The Importer has guards. }\n";
    folder.write("deals/archive.yaml", format!("{deal}{own}"));
    let outcome = folder.dmf(["check"]).run().ends(0);
    assert!(outcome.stderr.contains("warning[deal-drops-term]"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("deals/archive.yaml:") && outcome.stderr.contains("impacts/tr-09.yaml:"));
}

#[test]
fn without_a_workspace_there_is_nothing_to_prove() {
    let outcome = Folder::new().dmf(["check"]).run().ends(3);
    assert!(outcome.stderr.contains("no dmf.toml was found"), "{}", outcome.stderr);
}
