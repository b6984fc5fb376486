//! Several versions of one framework: worksheets that pin one, and those that take the newest.

use crate::harness::{Folder, Outcome, root};

/// A worksheet that answers a version of the framework of `tests/fixtures/versions`.
fn sheet(framework: &str, answers: &str) -> String {
    format!("framework: {framework}\norganisation: {{ name: A, country: SG }}\nanswers:\n{answers}")
}

/// A folder with both versions, and a worksheet.
fn folder(text: &str) -> Folder {
    let folder = Folder::with("org.yaml", text);
    folder.copy("tests/fixtures/versions".as_ref(), "data");
    folder.write("dmf.toml", "data = [\"data\"]\n");
    folder
}

fn assess(folder: &Folder) -> Outcome {
    folder.dmf(["assess", "org.yaml", "--format", "json"]).run()
}

#[test]
fn a_version_that_is_pinned_is_the_one_that_is_read() {
    let old = folder(&sheet("model@1.0.0", "  A-02: full\n  B-01: some\n"));
    let text = assess(&old).answer();
    assert!(text.contains(r#""version": "1.0.0""#) && text.contains(r#""id": "B-01""#), "{text}");
    let new = sheet("model", "  A-12: full\n");
    let [plain, pinned] =
        [new.clone(), new.replace("model", "model@2.0.0")].map(|text| assess(&folder(&text)).answer());
    assert!(plain.contains(r#""version": "2.0.0""#), "{plain}");
    assert_eq!(plain, pinned, "the newest may be named by its number");
}

#[test]
fn a_version_that_is_not_there_says_which_are() {
    let outcome = assess(&folder(&sheet("model@1.1.0", "  A-01: full\n")));
    assert_eq!(outcome.code, Some(3), "{}", outcome.stderr);
    for words in ["org.yaml:1:12", "there is no version `1.1.0` of `model`", "`model@2.0.0` or `model@1.0.0`"] {
        assert!(outcome.stderr.contains(words), "{words}\n{}", outcome.stderr);
    }
}

#[test]
fn versions_are_listed_and_shown() {
    let folder = folder("");
    let list = folder.dmf(["framework", "list", "--format", "csv"]).run().answer();
    for line in ["model,framework,Model framework,2.0.0,", "model@1.0.0,framework,Model framework,1.0.0,"] {
        assert!(list.contains(line), "{line}\n{list}");
    }
    let show = |args: &[&str]| folder.dmf([&["framework", "show"], args].concat()).run();
    assert!(show(&["model@1.0.0"]).answer().contains("B-02"));
    assert!(show(&["B-02", "--of", "model@1.0.0"]).answer().contains("Fax machines"));
    assert!(show(&["model@2.0.0"]).answer().contains("B-13"));
    assert_eq!(show(&["B-02", "--of", "model"]).code, Some(2));
    assert_eq!(show(&["model@3.0.0"]).code, Some(2));
}

#[test]
fn a_folder_of_data_replaces_files_of_the_version_that_it_names() {
    let folder = folder(&sheet("asean-dmf@1.0.0", "  GOV-01: developing\n"));
    let name = "practices/GOV-01.yaml";
    let own = std::fs::read_to_string(root().join("frameworks/asean-dmf@1.0.0").join(name)).expect("it is there");
    let own = own.replace("key: true", "key: false");
    folder.write(&format!("data/frameworks/asean-dmf/{name}"), &own);
    let without = assess(&folder).answer();
    folder.write(&format!("data/frameworks/asean-dmf@1.0.0/{name}"), &own);
    assert_ne!(
        without,
        assess(&folder).answer(),
        "the files are those of the newest, and then of the one that is pinned"
    );
}

#[test]
fn one_run_reads_several_versions_and_keeps_their_figures_apart() {
    let folder = folder(&sheet("model@1.0.0", "  A-01: full\n"));
    folder.write("b.yaml", sheet("model", "  A-01: full\n").replace("name: A", "name: B"));
    folder.write("c.yaml", sheet("model@2.0.0", "  A-01: some\n").replace("name: A", "name: C"));
    let text = folder.dmf(["portfolio", "org.yaml", "b.yaml", "c.yaml", "--format", "json"]).run().answer();
    let answer: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let parts = answer["summary"]["frameworks"].as_array().unwrap_or_else(|| panic!("{text}"));
    let told: Vec<_> =
        parts.iter().map(|part| (part["framework_version"].as_str(), part["organisations"].as_u64())).collect();
    assert_eq!(told, [(Some("2.0.0"), Some(2)), (Some("1.0.0"), Some(1))], "{text}");
}
