//! Evidence that the commit of a worksheet does not keep: in a submodule it is read in the base as in the head; in another
//! repository and in an ignored folder nobody knows what it was, and that is said. Never is it nothing then and something now.

use std::fs;

use serde_json::Value;

use crate::{
    harness::{Folder, Outcome},
    revisions::{commit, git, run},
};

fn sheet(named: &str) -> String {
    format!(
        "framework: asean-dmf@2.0.0\norganisation: {{ name: Rig, country: SG, profile: sme }}\nas_of: 2026-10-01\nanswers:\n  \
         GOV-01:\n    level: established\n    evidence:\n      - {{ what: Board resolution, ref: {named}, effective: 2026-03-12, \
         expires: 2027-03-31, shows: established }}\n"
    )
}

const RECORD: &str = "\n      - { what: Board resolution";

/// A repository whose worksheet names a file.
fn repository(named: &str, prepare: &dyn Fn(&Folder)) -> Folder {
    let folder = Folder::with("org.yaml", sheet(named));
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    prepare(&folder);
    commit(folder.path(), "one");
    // What is judged is a change of what the base has.
    folder.replace("org.yaml", "as_of: 2026-10-01", "as_of: 2026-10-02");
    folder
}

fn held(folder: &Folder, command: &str) -> Outcome {
    let gate = ["org.yaml", "--baseline", "git:HEAD", "--fail-on-regression"];
    run(folder.path(), &[&[command], &gate[..]].concat()).run()
}

/// The figures by evidence, then and now, and codes that are told.
fn figures(folder: &Folder) -> (Value, Value, Vec<String>) {
    let args = ["assess", "org.yaml", "--baseline", "git:HEAD", "--fail-on-regression", "--format", "json"];
    let outcome = run(folder.path(), &args).run();
    let json: Value = serde_json::from_str(&outcome.stdout).unwrap_or_else(|_| panic!("{}", outcome.stderr));
    let overall = &json["comparison"]["overall"];
    let codes = json["verdict"]["findings"].as_array().expect("a list").iter();
    let codes = codes.filter_map(|one| one["code"].as_str()).filter(|code| code.starts_with("evidence-"));
    (overall["before"]["evidenced"].clone(), overall["after"]["evidenced"].clone(), codes.map(str::to_owned).collect())
}

fn fails(folder: &Folder, why: &str) {
    for command in ["assess", "portfolio"] {
        let outcome = held(folder, command);
        assert_eq!(outcome.code, Some(1), "{command}: {why}: {}{}", outcome.stdout, outcome.stderr);
    }
}

#[test]
fn a_file_of_a_submodule_is_read_in_the_base_as_in_the_head() {
    let other = Folder::with("board.pdf", "the resolution of the board");
    git(other.path(), &["init", "--quiet", "--initial-branch", "main"]);
    commit(other.path(), "one");
    let from = other.path().display().to_string();
    let folder = repository("vault/board.pdf", &|folder| {
        git(folder.path(), &["submodule", "--quiet", "add", &from, "vault"]);
    });
    let (then, now, codes) = figures(&folder);
    assert!(then == now && then != 0, "{then} {now}");
    assert!(!codes.iter().any(|code| code == "evidence-unkept"), "{codes:?}");
    held(&folder, "assess").ends(0);
    held(&folder, "portfolio").ends(0);
    fs::remove_file(folder.join("vault/board.pdf")).expect("it is there");
    fails(&folder, "gone from the checkout");
    commit(&folder.join("vault"), "gone");
    git(folder.path(), &["add", "vault"]);
    fails(&folder, "gone from the submodule");
    // What a newer commit of the submodule brings is no evidence of then.
    let folder = repository("vault/new.pdf", &|folder| {
        git(folder.path(), &["submodule", "--quiet", "add", &from, "vault"]);
    });
    folder.write("vault/new.pdf", "a new resolution of the board");
    commit(&folder.join("vault"), "new");
    let (then, now, _) = figures(&folder);
    assert!(then == 0 && now != 0, "{then} {now}");
}

#[test]
fn of_a_file_that_no_commit_keeps_nobody_knows_what_it_was_and_that_is_said() {
    let ignored = |folder: &Folder| {
        folder.write(".gitignore", "private/\n");
        folder.write("private/board.pdf", "the resolution of the board");
    };
    let nested = |folder: &Folder| {
        folder.write("private/board.pdf", "the resolution of the board");
        git(&folder.join("private"), &["init", "--quiet", "--initial-branch", "main"]);
        commit(&folder.join("private"), "one");
        folder.write(".git/info/exclude", "private/\n");
    };
    for (how, prepare) in [("ignored", &ignored as &dyn Fn(&Folder)), ("another repository", &nested)] {
        let folder = repository("private/board.pdf", prepare);
        let (then, now, codes) = figures(&folder);
        assert!(then == now && then != 0, "{how}: {then} {now}");
        assert!(codes.iter().any(|code| code == "evidence-unkept"), "{how}: {codes:?}");
        let told = held(&folder, "assess").ends(0);
        assert!(told.stdout.contains("kept by no commit"), "{how}: {}", told.stdout);
        held(&folder, "portfolio").ends(0);
        // The record counted, so it is missed.
        let text = folder.read("org.yaml");
        let at = text.find(RECORD).expect("it has a record");
        folder.write("org.yaml", text[..at].replace("    evidence:", "    evidence: []") + "\n");
        fails(&folder, how);
    }
}
