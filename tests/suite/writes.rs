//! Writing: into what is not a regular file one writes, others are whole or as they were, and no work is lost.

#![cfg(unix)]

use std::{
    fs,
    os::unix::fs::{FileTypeExt, MetadataExt},
    process::Command,
};

use crate::harness::Folder;

const SHEET: &str =
    "framework: asean-dmf\norganisation: { name: Acme, country: SG, profile: sme }\nanswers:\n  GOV-01: 3\n";

/// A folder with a worksheet.
fn folder() -> Folder {
    Folder::with("org.yaml", SHEET)
}

/// A node such as a device in a scratch folder. `false`, said in words, where none may be made.
fn node(folder: &Folder, name: &str, kind: &[&str]) -> bool {
    let made = Command::new("mknod").arg(folder.join(name)).args(kind).output().expect("mknod can be run");
    if !made.status.success() {
        eprintln!("NOT CHECKED: `mknod {name} {}` is not permitted here", kind.join(" "));
    }
    made.status.success()
}

#[test]
fn a_device_is_replaced() {
    let folder = folder();
    if !node(&folder, "null", &["c", "1", "3"]) {
        return;
    }
    folder.dmf(["assess", "org.yaml", "--format", "json", "-o", "null", "--force"]).run().ends(0);
    assert!(!fs::metadata(folder.join("null")).expect("it is there").file_type().is_char_device());
}

#[test]
fn the_owner_and_other_names_of_a_file_are_lost() {
    let folder = folder();
    folder.write("out.json", "old");
    fs::hard_link(folder.join("out.json"), folder.join("other.json")).expect("it can have two names");
    let owned = std::os::unix::fs::chown(folder.join("out.json"), Some(1234), Some(1234)).is_ok();
    folder.dmf(["assess", "org.yaml", "--format", "json", "-o", "out.json", "--force"]).run().ends(0);
    assert_eq!(folder.read("other.json"), "old");
    assert!(!owned || fs::metadata(folder.join("out.json")).expect("it is there").uid() != 1234);
}

#[test]
fn a_number_for_a_reason_makes_a_worksheet_that_nothing_reads() {
    let folder = folder();
    folder.dmf(["answer", "org.yaml", "--not-applicable", "GOV-02=2"]).run().answer();
    folder.dmf(["assess", "org.yaml"]).run().ends(3);
}

#[test]
fn an_init_that_fails_leaves_what_it_wrote() {
    let folder = Folder::new();
    // A file where a folder was to be made.
    folder.write("new/ci", "mine");
    let init = ["init", "new", "--name", "Acme", "--country", "SG"];
    folder.dmf(init).run().ends(3);
    assert!(folder.join("new/org.yaml").is_file());
}
