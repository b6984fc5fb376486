//! The kinds of record that come with the program: each finds what it says, where it says, and nothing else.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::Value;

use crate::harness::Folder;

/// Lines of a seeded register, and the codes that a comment on them expects.
fn expected(records: &str) -> BTreeSet<(u64, String)> {
    let lines = (1..).zip(records.lines());
    lines
        .flat_map(|(line, text)| {
            let codes = text.split_once("# ").map_or("", |(_, codes)| codes);
            codes.split_whitespace().map(move |code| (line, code.to_owned())).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn every_kind_finds_each_of_its_codes_at_its_line_and_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut kinds = 0;
    for entry in fs::read_dir(root.join("frameworks/registers")).expect("there are kinds") {
        let kind = entry.expect("it is listed").path();
        let name = kind.file_stem().and_then(|name| name.to_str()).expect("it has a name").to_owned();
        let seeded = root.join("tests/fixtures/records").join(format!("{name}.yaml"));
        let records =
            fs::read_to_string(&seeded).unwrap_or_else(|_| panic!("{} is seeded for no kind", seeded.display()));
        // All of them, since records of one kind name those of another.
        let folder = Folder::new();
        folder.copy(Path::new("tests/fixtures/records"), ".");
        let outcome = folder.dmf(["register", &name, "check", "--today", "2026-11-30", "--format", "json"]).run();
        let view: Value =
            serde_json::from_str(&outcome.stdout).unwrap_or_else(|_| panic!("{name}: {}", outcome.stderr));
        let text = fs::read_to_string(&kind).expect("it is read");
        let ours: BTreeSet<&str> =
            text.lines().filter_map(|line| line.strip_prefix("code = \"")?.strip_suffix('"')).collect();
        let listed: Value =
            serde_json::from_str(&folder.dmf(["register", "--format", "json"]).run().answer()).expect("JSON");
        let row = listed["kinds"].as_array().and_then(|kinds| kinds.iter().find(|row| row["kind"] == name.as_str()));
        let told: BTreeSet<&str> =
            row.and_then(|row| row["codes"].as_array()).into_iter().flatten().filter_map(Value::as_str).collect();
        assert_eq!(told, ours, "{name}: the list of kinds names each code");
        let findings = view["verdict"]["findings"].as_array().expect("there are findings");
        let found: BTreeSet<(u64, String)> = findings
            .iter()
            .map(|finding| {
                (
                    finding["place"]["line"].as_u64().unwrap_or(0),
                    finding["code"].as_str().unwrap_or_default().to_owned(),
                )
            })
            .filter(|(_, code)| ours.contains(code.as_str()))
            .collect();
        assert_eq!(found, expected(&records), "{name}");
        let seen: BTreeSet<&str> = found.iter().map(|(_, code)| code.as_str()).collect();
        assert_eq!(seen, ours, "{name}: a code that no seeded record has");
        kinds += 1;
    }
    assert!(kinds >= 7, "{kinds} kinds");
}
