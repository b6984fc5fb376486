//! The worksheet of the README in clones that hold only a part of what was committed: its figures are those of its folder.

use std::path::Path;

use serde_json::Value;

use crate::{
    harness::{Folder, Outcome, files},
    revisions::{commit, git, run},
};

const EXAMPLE: &str = "examples/sg-payments";

/// A repository with the example in `pay/`, at one commit.
fn origin() -> Folder {
    let folder = Folder::new();
    folder.copy(Path::new(EXAMPLE), "pay");
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    commit(folder.path(), "all");
    folder
}

/// A clone of it, with what `checkout` does before its files come.
fn clone(origin: &Folder, checkout: &[&[&str]]) -> Folder {
    let folder = Folder::new();
    let from = origin.path().display().to_string();
    git(folder.path(), &["clone", "--quiet", "--no-checkout", &from, "here"]);
    for args in checkout {
        git(&folder.join("here"), args);
    }
    git(&folder.join("here"), &["checkout", "--quiet", "main"]);
    folder
}

fn assess(folder: &Path, args: &[&str]) -> Outcome {
    run(folder, &[&["assess", "pay/org.yaml", "--no-gate"], args].concat()).run().ends(0)
}

/// Every figure, and what each record stands for.
fn figures(folder: &Path) -> (Value, Vec<Value>) {
    let text = assess(folder, &["--format", "json"]).stdout;
    let answer: Value = serde_json::from_str(&text).expect("it is JSON");
    let group = |group: &Value| {
        ["claimed", "evidenced", "reached", "reached_evidenced"]
            .map(|key| group[key].clone())
            .into_iter()
            .collect::<Value>()
    };
    let blocks = answer["blocks"].as_array().expect("blocks").iter().map(group);
    let all: Value = std::iter::once(group(&answer["overall"])).chain(blocks).collect();
    let practices = answer["practices"].as_array().expect("practices").iter().map(|practice| {
        let records = practice["records"].as_array().map_or(&[][..], Vec::as_slice).iter();
        let standing: Vec<Value> = records.map(|record| record["standing"].clone()).collect();
        serde_json::json!([practice["id"], practice["claimed"], practice["evidenced"], standing])
    });
    (all, practices.collect())
}

fn table(folder: &Path) -> String {
    assess(folder, &[]).stdout.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names of the files of evidence, as seen from the repository.
fn evidence() -> Vec<String> {
    let all = files(EXAMPLE).into_iter().map(|path| path.display().to_string());
    let evidence: Vec<String> =
        all.filter(|path| path.starts_with("evidence/")).map(|path| format!("pay/{path}")).collect();
    assert!(evidence.len() > 20, "{evidence:?}");
    evidence
}

#[test]
fn a_sparse_checkout_has_the_figures_of_the_whole_one() {
    let origin = origin();
    let whole = figures(origin.path());
    let evidenced = &whole.0[0][1];
    assert!(evidenced.as_u64().is_some_and(|figure| figure > 0), "something is evidenced: {evidenced}");
    assert!(!table(origin.path()).contains("not here"));
    let sparse = clone(&origin, &[&["sparse-checkout", "set", "--no-cone", "/pay/*", "!/pay/evidence/"]]);
    let here = sparse.join("here");
    assert!(here.join("pay/org.yaml").is_file() && !here.join("pay/evidence").exists(), "git left them out");
    assert_eq!(figures(&here), whole);
    let shown = table(&here);
    assert!(shown.contains("of their files not here, known by what git holds of them"), "{shown}");
    // What was left out of the checkout is not what was deleted.
    git(&here, &["sparse-checkout", "disable"]);
    assert_eq!(figures(&here), whole);
    std::fs::remove_dir_all(here.join("pay/evidence")).expect("it is there now");
    assert_ne!(figures(&here).0[0], whole.0[0], "files that were deleted back nothing");
    assert!(table(&here).contains("evidence-not-found"));
}

#[test]
fn a_clone_without_its_large_files_has_the_figures_of_the_whole_one() {
    let whole = figures(origin().path());
    let origin = origin();
    // What git keeps elsewhere stands in a commit as its hash and size.
    origin.write(".gitattributes", "pay/evidence/** filter=lfs diff=lfs merge=lfs -text\n");
    for name in evidence() {
        let bytes = origin.bytes(&name);
        let hash = dmf_hash(&bytes);
        let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{hash}\nsize {}\n", bytes.len());
        origin.write(&name, pointer);
    }
    commit(origin.path(), "kept elsewhere");
    let clone = clone(&origin, &[]);
    let here = clone.join("here");
    assert_eq!(figures(&here), whole);
    let shown = table(&here);
    assert!(shown.contains("of their files not here, known by what git holds of them"), "{shown}");
    // Another hash in the place of one is another file.
    let first = evidence().remove(0);
    let text = std::fs::read_to_string(here.join(&first)).expect("it is a pointer");
    std::fs::write(here.join(&first), text.replace("oid sha256:", "oid sha256:0").replace("0\nsize", "\nsize"))
        .expect("it can be written");
    assert_ne!(figures(&here).1, whole.1, "a pointer that git does not have backs nothing");
}

#[test]
fn the_standard_input_says_what_it_does_not_look_for() {
    let origin = origin();
    let whole = figures(origin.path());
    let piped =
        run(origin.path(), &["assess", "-", "--no-gate", "--format", "json"]).input(origin.read("pay/org.yaml")).run();
    let answer: Value = serde_json::from_str(&piped.ends(0).stdout).expect("it is JSON");
    assert_eq!(answer["overall"]["claimed"], whole.0[0][0], "what is claimed is the same");
    assert!(answer["overall"]["evidenced"].as_u64() < whole.0[0][1].as_u64(), "a citation backs less than a file");
    let shown =
        run(origin.path(), &["assess", "-", "--no-gate"]).input(origin.read("pay/org.yaml")).run().ends(0).stdout;
    let words = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("of their files not looked for, so cited at most"), "{words}");
}

fn dmf_hash(bytes: &[u8]) -> String {
    let mut hasher = dmf::assessment::Hasher::default();
    hasher.take(bytes);
    hasher.end().to_string()
}
