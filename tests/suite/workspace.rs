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

/// One broken reference: the file that is changed, from what, to what; what is told of it, each with its code, the file
/// and the text at whose beginning it stands.
struct Broken {
    file: &'static str,
    from: &'static str,
    to: &'static str,
    told: &'static [(&'static str, &'static str, &'static str)],
}

const fn broken(
    file: &'static str,
    from: &'static str,
    to: &'static str,
    told: &'static [(&'static str, &'static str, &'static str)],
) -> Broken {
    Broken { file, from, to, told }
}

/// A second waiver, which is not broken before it is changed.
const WAIVER: &str = "\n[[waivers]]\ntransfer = \"TR-07\"\ncode = \"law-step-open\"\nfile = \"transfers.yaml\"\nreason = \"filed\"\nowner = \"DPO\"\nuntil = 2026-12-31\n";

/// Reference by reference; all of them can be broken in one copy.
const BROKEN: &[Broken] = &[
    broken(
        "transfers.yaml",
        "agreement: deals/helpdesk.yaml",
        "agreement: deals/helpdesks.yaml",
        &[
            ("file-not-found", "transfers.yaml", "deals/helpdesks.yaml"),
            ("reference-mismatch", "deals/helpdesk.yaml", "TR-01"),
        ],
    ),
    broken(
        "transfers.yaml",
        "impact: impacts/tr-05.yaml",
        "impact: impacts/tr-50.yaml",
        &[("file-not-found", "transfers.yaml", "impacts/tr-50.yaml")],
    ),
    broken(
        "impacts/tr-06.yaml",
        "transfer: TR-06",
        "transfer: TR-07",
        &[("other-transfer", "impacts/tr-06.yaml", "TR-07")],
    ),
    broken(
        "impacts/tr-03.yaml",
        "importer:",
        "grades: { XK: {} }\nimporter:",
        &[("unknown-country", "impacts/tr-03.yaml", "XK")],
    ),
    broken(
        "impacts/tr-09.yaml",
        "id: end-to-end-encryption",
        "id: end-to-end-encription",
        &[("unknown-measure", "impacts/tr-09.yaml", "end-to-end-encription")],
    ),
    broken(
        "deals/archive.yaml",
        "id: TR-09",
        "id: TR-90",
        &[
            ("unknown-transfer", "deals/archive.yaml", "TR-90"),
            ("reference-mismatch", "transfers.yaml", "deals/archive.yaml"),
        ],
    ),
    broken("dmf.toml", "\"POL-08\"", "\"POL-80\"", &[("unknown-practice", "dmf.toml", "\"POL-80\"")]),
    broken("dmf.toml", "\"TR-07\"", "\"TR-70\"", &[("unknown-transfer", "dmf.toml", "\"TR-70\"")]),
    broken(
        "dmf.toml",
        "\"law-step-open\"",
        "\"law-step-opne\"",
        &[("unknown-finding", "dmf.toml", "\"law-step-opne\"")],
    ),
    broken(
        "dmf.toml",
        "file = \"transfers.yaml\"",
        "file = \"transfer.yaml\"",
        &[("file-not-found", "dmf.toml", "\"transfer.yaml\"")],
    ),
    broken(
        "dmf.toml",
        "[\"deals/*.yaml\"]",
        "[\"deals/*.yaml\", \"deal.yaml\"]",
        &[("file-not-found", "dmf.toml", "\"deal.yaml\"")],
    ),
    broken(
        "dmf.toml",
        "\"Nusantara Pay Pte Ltd\" =",
        "\"Nusantara Pay\" =",
        &[("unknown-organisation", "dmf.toml", "\"Nusantara Pay\"")],
    ),
    broken(
        "dmf.toml",
        "profile = \"sme\"",
        "profile = \"sme\"\n[gate]\nbaseline = \"base.json\"\n",
        &[("file-not-found", "dmf.toml", "\"base.json\"")],
    ),
    broken(
        "assessments/pay.yaml",
        "framework: asean-dmf",
        "framework: asean-dfm",
        &[("unknown-framework", "assessments/pay.yaml", "asean-dfm")],
    ),
    broken(
        "assessments/insurance.yaml",
        "  GOV-01:",
        "  GOV-91:",
        &[("unknown-practice", "assessments/insurance.yaml", "GOV-91")],
    ),
];

/// Where a text begins in a file: line and column.
fn place(folder: &Folder, file: &str, text: &str) -> String {
    let whole = folder.read(file);
    let at = whole.find(text).unwrap_or_else(|| panic!("{file}: `{text}` is not there"));
    let line = whole[..at].matches('\n').count() + 1;
    let column = whole[..at].rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("{line}:{column}")
}

/// What is told of broken references once they stand in a folder.
fn told<'a>(folder: &Folder, list: impl IntoIterator<Item = &'a Broken>) -> Vec<Complaint> {
    let told = list.into_iter().flat_map(|broken| broken.told);
    let told = told.map(|(code, file, text)| Complaint {
        file: (*file).to_owned(),
        place: place(folder, file, text),
        code: (*code).to_owned(),
    });
    let mut told: Vec<Complaint> = told.collect();
    told.sort();
    told
}

fn broken_group<'a>(list: impl IntoIterator<Item = &'a Broken>) -> Folder {
    let folder = group();
    let settings = folder.read("dmf.toml");
    folder.write("dmf.toml", settings + WAIVER);
    for Broken { file, from, to, .. } in list {
        folder.replace(file, from, to);
    }
    folder
}

#[test]
fn each_broken_reference_is_told_at_its_place_and_nothing_else_is() {
    assert!(BROKEN.len() >= 10);
    broken_group([]).dmf(["check"]).run().answer();
    for broken in BROKEN {
        let folder = broken_group([broken]);
        let outcome = folder.dmf(["check"]).run();
        let expected = told(&folder, [broken]);
        assert_eq!(outcome.complaints(), expected, "{}\n{}", broken.to, outcome.stderr);
        let only_warned = broken.told.iter().all(|(code, ..)| *code == "unknown-organisation");
        assert_eq!(outcome.code, Some(i32::from(!only_warned)), "{}\n{}", broken.to, outcome.stderr);
        // A format never changes the code, and programs get the place as well.
        let sarif = folder.dmf(["check", "--format", "sarif"]).run();
        assert_eq!((sarif.code, sarif.stderr.as_str()), (outcome.code, ""), "{}", broken.to);
        let sarif: Value = serde_json::from_str(&sarif.stdout).expect("SARIF is JSON");
        let results = sarif["runs"][0]["results"].as_array().expect("a list");
        // What is only noted of the laws of a deal is no reference, nor is what a register says of an answer.
        let mut found: Vec<Complaint> = results
            .iter()
            .filter(|result| result["level"] != "note" && result["ruleId"] != "answer-contradicted/INF-03")
            .map(|result| {
                let at = &result["locations"][0]["physicalLocation"];
                let number = |key: &str| at["region"][key].as_u64().expect("a number");
                let text = |value: &Value| value.as_str().expect("text").to_owned();
                Complaint {
                    file: text(&at["artifactLocation"]["uri"]),
                    place: format!("{}:{}", number("startLine"), number("startColumn")),
                    code: text(&result["ruleId"]),
                }
            })
            .collect();
        found.sort();
        assert_eq!(found, expected, "{}", broken.to);
    }
}

#[test]
fn all_broken_references_of_a_copy_are_told_in_one_run_each_at_its_place() {
    let folder = broken_group(BROKEN);
    let outcome = folder.dmf(["check"]).run();
    assert_eq!(outcome.complaints(), told(&folder, BROKEN), "{}", outcome.stderr);
    assert_eq!(outcome.code, Some(1));
    for meant in
        ["`deals/helpdesk.yaml`", "`impacts/tr-05.yaml`", "`TR-09`", "`POL-08`", "`law-step-open`", "`asean-dmf`"]
    {
        assert!(outcome.stderr.contains(&format!("did you mean {meant}?")), "{meant}\n{}", outcome.stderr);
    }
}

#[test]
fn a_file_that_cannot_be_read_is_no_answer_whatever_else_is_wrong() {
    for (file, text, code) in [
        ("transfers.yaml", "transfers: [", "yaml-syntax"),
        ("deals/archive.yaml", "", "empty-file"),
        ("assessments/pay.yaml", "framework: asean-dmf\n", "missing-key"),
        ("impacts/tr-05.yaml", "transfer: TR-05\n---\ntransfer: TR-06\n", "yaml-syntax"),
        ("dmf.toml", "profile = sme\n", "toml-syntax"),
    ] {
        let folder = group();
        folder.replace("deals/helpdesk.yaml", "id: TR-01", "id: TR-99");
        folder.write(file, text);
        for format in ["table", "json", "sarif", "github"] {
            let outcome = folder.dmf(["check", "--format", format]).run();
            assert_eq!(outcome.code, Some(3), "{file} {format}\n{}", outcome.stderr);
            let all = outcome.stdout + &outcome.stderr;
            assert!(all.contains(code), "{file} {format}\n{all}");
        }
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
