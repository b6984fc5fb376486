//! What is gone through is finite and inside: links in circles, pipes, files elsewhere.
#![cfg(unix)]

use std::{os::unix::fs::symlink, path::Path, process::Command};

use crate::harness::{Folder, Outcome, through};

const SHEET: &str = "framework: asean-dmf
organisation: { name: Rig Pte, country: SG, profile: sme }
as_of: 2026-10-01
answers: { GOV-01: developing }
";

fn link(folder: &Folder, to: &str, name: &str) {
    symlink(to, folder.join(name)).expect("links can be made");
}

fn pipe(folder: &Folder, name: &str) {
    assert!(Command::new("mkfifo").arg(folder.join(name)).status().expect("mkfifo runs").success());
}

/// A run that must end by itself: what opens a pipe nobody writes into, or walks in a circle, does not.
fn ends(folder: &Folder, args: &[&str]) -> Outcome {
    let outcome = through(&["timeout", "-s", "KILL", "20"], folder, args);
    assert!(matches!(outcome.code, Some(0..=3)), "{args:?} did not end\n{outcome:?}");
    outcome
}

/// The same with the code that it ends with, also where an answer stands beside it.
#[track_caller]
fn coded(folder: &Folder, args: &[&str], code: i32) -> Outcome {
    let outcome = ends(folder, args);
    assert_eq!(outcome.code, Some(code), "{args:?}\n{}\n{}", outcome.stdout, outcome.stderr);
    outcome
}

#[test]
fn links_in_circles_are_not_followed_and_told() {
    let folder = Folder::with("org.yaml", SHEET);
    folder.copy(Path::new("frameworks/asean-dmf/pack.toml"), "data/frameworks/asean-dmf/pack.toml");
    for (to, name) in [(".", "a"), (".", "b"), ("/", "root")] {
        link(&folder, to, &format!("data/frameworks/{name}"));
    }
    let told = coded(&folder, &["assess", "org.yaml", "--data", "data"], 0);
    assert!(
        told.stderr.contains("note[linked-folder]: `data/frameworks/root` is a link to a folder"),
        "{}",
        told.stderr
    );
    folder.write("dmf.toml", format!("assessments = [\"org.yaml\", \"data/frameworks/{}*.yaml\"]\n", "*/".repeat(30)));
    coded(&folder, &["check"], 1);
    folder.write("dmf.toml", "assessments = [\"org.yaml\", \"**/x.yaml\"]\n");
    let told = coded(&folder, &["check"], 1);
    assert!(told.stderr.contains("note[linked-folder]: `data/frameworks/a`"), "{}", told.stderr);
    ends(&folder, &["framework", "check", "data/frameworks/asean-dmf"]);
    coded(&folder, &["portfolio", "."], 0);
}

#[test]
fn a_pipe_that_a_walk_finds_is_told_and_the_others_are_judged() {
    let folder = Folder::with("subs/a.yaml", SHEET);
    folder.write("subs/z.yaml", SHEET.replace("Rig", "Zed"));
    pipe(&folder, "subs/f.yaml");
    pipe(&folder, "subs/f.txt");
    let told = coded(&folder, &["portfolio", "subs", "--format", "csv"], 3);
    assert!(told.stdout.contains("Rig Pte") && told.stdout.contains("Zed Pte"), "{}", told.stdout);
    assert!(told.stderr.contains("`subs/f.yaml` is a pipe or a device; a file was expected"), "{}", told.stderr);
    assert!(!told.stderr.contains("f.txt"), "{}", told.stderr);

    folder.write("dmf.toml", "assessments = [\"subs/*.yaml\"]\n");
    let told = coded(&folder, &["check"], 3);
    assert!(told.stdout.contains("Rig Pte") && told.stdout.contains("Zed Pte"), "{}", told.stdout);
    assert!(told.stderr.contains("error[not-a-file]") && told.stderr.contains("dmf.toml:1:16"), "{}", told.stderr);
}

#[test]
fn a_pipe_in_a_pack_is_told_at_its_name() {
    let folder = Folder::with("org.yaml", SHEET);
    folder.copy(Path::new("frameworks/asean-dmf/pack.toml"), "data/frameworks/asean-dmf/pack.toml");
    pipe(&folder, "data/frameworks/asean-dmf/blocks.toml");
    let told = coded(&folder, &["assess", "org.yaml", "--data", "data"], 3);
    assert!(told.stderr.contains("`data/frameworks/asean-dmf/blocks.toml` is a pipe"), "{}", told.stderr);
}

#[test]
fn a_file_that_cannot_be_read_keeps_nobody_from_the_others() {
    let folder = Folder::with("subs/a.yaml", SHEET);
    link(&folder, "nowhere.yaml", "subs/gone.yaml");
    folder.write("dmf.toml", "assessments = [\"subs/*.yaml\"]\n");
    let told = coded(&folder, &["portfolio", "subs"], 3);
    assert!(
        told.stdout.contains("Rig Pte") && told.stderr.contains("subs/gone.yaml"),
        "{}{}",
        told.stdout,
        told.stderr
    );
    let told = coded(&folder, &["check"], 3);
    assert!(told.stdout.contains("Rig Pte"), "{}", told.stdout);
    assert!(told.stderr.contains("error[unreadable-file]: cannot read `subs/gone.yaml`"), "{}", told.stderr);
}

#[test]
fn a_link_to_a_file_elsewhere_is_not_read_by_a_walk() {
    let folder = Folder::with("all/subs/a.yaml", SHEET);
    folder.write("secret.yaml", "framework: hunter2\n");
    link(&folder, "../../secret.yaml", "all/subs/s.yaml");
    link(&folder, "a.yaml", "all/subs/twin.yaml");
    let told = coded(&folder, &["portfolio", "all/subs", "--format", "ndjson"], 3);
    assert!(told.stderr.contains("`all/subs/s.yaml` leads out of"), "{}", told.stderr);
    assert!(!told.stderr.contains("hunter2"), "{}", told.stderr);
    assert_eq!(told.stdout.lines().count(), 2, "a link to a file inside is that file\n{}", told.stdout);
    folder.write("all/dmf.toml", "assessments = [\"subs/*.yaml\"]\n");
    let told = coded(&folder, &["check", "all"], 3);
    assert!(told.stderr.contains("error[outside-workspace]"), "{}", told.stderr);
    assert!(!format!("{}{}", told.stdout, told.stderr).contains("hunter2"), "{}", told.stderr);
}

#[test]
fn a_pipe_that_is_named_is_read() {
    let folder = Folder::with("org.yaml", SHEET);
    let told = Command::new("bash")
        .args(["-c", "\"$0\" assess <(cat org.yaml) --today 2026-11-24", env!("CARGO_BIN_EXE_dmf")])
        .current_dir(folder.path())
        .output()
        .expect("bash runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
}

#[test]
fn patterns_reach_all_depths_and_mean_what_they_meant() {
    let folder = Folder::new();
    for name in ["a/org.yaml", "a/b/org.yaml", "a/b/c/org.yaml", "a/b/.hidden/org.yaml", "x1.yaml", "[1].yaml"] {
        folder.write(name, SHEET);
    }
    let found = |pattern: &str| {
        folder.write("dmf.toml", format!("assessments = [\"{pattern}\"]\n"));
        let told = ends(&folder, &["check", "--format", "json"]);
        let view: serde_json::Value = serde_json::from_str(&told.stdout).expect("JSON");
        let files = view["files"].as_array().expect("a list").iter();
        files.map(|file| file["file"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("**/org.yaml"), ["a/b/c/org.yaml", "a/b/org.yaml", "a/org.yaml"]);
    assert_eq!(found("a/*/org.yaml"), ["a/b/org.yaml"]);
    assert_eq!(found("a/{b,c}/org.yaml"), ["a/b/org.yaml"]);
    assert_eq!(found("x?.yaml"), ["x1.yaml"]);
    assert_eq!(found("[1].yaml"), ["[1].yaml"], "brackets are letters, as they were");
    assert_eq!(found("a/b/.hidden/*.yaml"), ["a/b/.hidden/org.yaml"]);
    assert_eq!(found("./a/./org.yaml"), ["a/org.yaml"]);
}

#[test]
fn a_note_is_nothing_that_a_lawyer_should_look_at() {
    let folder = Folder::new();
    folder.copy(Path::new("examples/regional-group"), ".");
    folder.copy(Path::new("templates/mcc"), "data/templates/mcc");
    link(&folder, ".", "data/templates/mcc/a");
    let render = ["mcc", "render", "deals/helpdesk.yaml", "--draft", "--strict", "--data", "data"];
    let told = coded(&folder, &render, 0);
    assert!(told.stderr.contains("note[linked-folder]"), "{}", told.stderr);
}
