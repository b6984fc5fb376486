//! A data file that is there and no text is not missing: it is told at its name, and nothing else stands in its place.

use crate::harness::Folder;

/// A file of a `--data` folder, and what asks for it.
const CASES: &[(&str, &[&str])] = &[
    ("frameworks/jurisdictions/sg.yaml", &["law", "show", "SG"]),
    ("frameworks/jurisdictions/sg.yaml", &["law", "show", "Singapore"]),
    ("frameworks/jurisdictions/sg.yaml", &["law", "compare", "MY", "SG"]),
    ("frameworks/jurisdictions/sg.yaml", &["law", "list"]),
    ("frameworks/jurisdictions/eu.yaml", &["law", "show", "DE"]),
    // A law of its own, beside that of the union.
    ("frameworks/jurisdictions/de.yaml", &["law", "show", "DE"]),
    ("frameworks/asean-dmf/pack.toml", &["framework", "show"]),
    ("frameworks/asean-dmf/pack.toml", &["framework", "show", "GOV-02"]),
    ("frameworks/asean-dmf/pack.toml", &["framework", "list"]),
    ("frameworks/asean-dmf/pack.toml", &["framework", "check", "data/frameworks/asean-dmf"]),
    ("frameworks/asean-dmf/pack.toml", &["assess", "org.yaml"]),
    ("frameworks/asean-dmf/blocks.toml", &["assess", "org.yaml"]),
    ("frameworks/asean-mcc/modules.toml", &["mcc", "list", "--module", "c2p"]),
];

#[test]
fn a_file_that_is_no_text_is_told_at_its_name_and_is_not_missing() {
    let mut wrong = Vec::new();
    for (file, words) in CASES {
        let folder = Folder::new();
        folder.copy("tests/fixtures/org.yaml".as_ref(), "org.yaml");
        folder.write(&format!("data/{file}"), b"\xff\xfe");
        let outcome = folder.dmf(words.iter().copied().chain(["--data", "data"])).run();
        let told = outcome.complaints();
        let at_its_name =
            !told.is_empty() && told.iter().all(|one| one.code == "invalid-utf8" && one.file.ends_with(file));
        let otherwise = ["there is no", "has no file", "holds no"].iter().any(|words| outcome.stderr.contains(words));
        if outcome.code != Some(3) || !at_its_name || otherwise {
            wrong.push(format!("{file}, {words:?}: {:?}\n{}", outcome.code, outcome.stderr));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
