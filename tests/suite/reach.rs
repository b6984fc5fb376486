//! References lead anywhere inside what belongs together; what lies outside is refused at its place and never quoted.

use std::{fs, path::Path};

use crate::harness::{Folder, Outcome, Run};

/// What nobody may read in a log.
const SECRET: &str = "hunter2";

/// A workspace in `in/`, and files that are none of its business beside it.
fn workspace() -> Folder {
    let folder = Folder::new();
    folder.copy(Path::new("examples/regional-group"), "in");
    folder.write("secret.yaml", format!("{SECRET}: [1\n"));
    folder.write("secrets/frameworks/x.yaml", format!("{SECRET}: [1\n"));
    folder
}

fn ran(folder: &Folder, args: &[&str]) -> Outcome {
    Run::new(&folder.join("in"), args).run()
}

fn refused(outcome: &Outcome, place: &str) {
    let said = format!("{}{}", outcome.stdout, outcome.stderr);
    assert_eq!(outcome.code, Some(3), "{said}");
    assert!(outcome.stderr.contains("[outside-workspace]"), "{said}");
    assert!(outcome.stderr.contains(place), "{place}\n{said}");
    assert!(!said.contains(SECRET), "{said}");
    assert!(!said.contains("did you mean `../"), "nothing outside is listed\n{said}");
}

/// Each reference that a file of the workspace has, as it is and as it leads out; and a command that follows it.
const REFERENCES: [(&str, &str, &str, &[&str]); 7] = [
    (
        "transfers.yaml",
        "impact: impacts/tr-01.yaml",
        "impact: ../secret.yaml",
        &["transfer", "check", "transfers.yaml"],
    ),
    ("transfers.yaml", "impact: impacts/tr-01.yaml", "impact: /etc/passwd", &["transfer", "check", "transfers.yaml"]),
    ("transfers.yaml", "impact: impacts/tr-01.yaml", "impact: ../secrte.yaml", &["check"]),
    ("transfers.yaml", "agreement: deals/helpdesk.yaml", "agreement: ../secret.yaml", &["check"]),
    (
        "transfers.yaml",
        "agreement: deals/helpdesk.yaml",
        "agreement: ../secret.yaml",
        &["transfer", "check", "transfers.yaml"],
    ),
    (
        "deals/helpdesk.yaml",
        "from: ../transfers.yaml",
        "from: ../../secret.yaml",
        &["mcc", "render", "deals/helpdesk.yaml"],
    ),
    ("deals/helpdesk.yaml", "from: ../transfers.yaml", "from: ../../secret.yaml", &["check"]),
];

#[test]
fn where_nothing_says_what_belongs_together_the_way_out_is_told() {
    let folder = workspace();
    fs::remove_file(folder.join("in/dmf.toml")).expect("it is there");
    folder.replace("in/transfers.yaml", "impact: impacts/tr-01.yaml", "impact: ../tr-01.yaml");
    folder.write("tr-01.yaml", folder.read("in/impacts/tr-01.yaml"));
    let outcome = ran(&folder, &["transfer", "check", "transfers.yaml"]);
    refused(&outcome, "transfers.yaml:");
    assert!(
        outcome.stderr.contains("put a `dmf.toml` (a line such as `# dmf` is enough) into the folder that holds both"),
        "{}",
        outcome.stderr
    );
    folder.write("dmf.toml", "");
    let outcome = ran(&folder, &["transfer", "check", "transfers.yaml"]);
    assert!(!outcome.stderr.contains("outside-workspace"), "{}", outcome.stderr);
}

#[test]
fn a_reference_out_of_the_workspace_is_refused_at_its_place() {
    for (file, from, to, command) in REFERENCES {
        let folder = workspace();
        folder.replace(&format!("in/{file}"), from, to);
        refused(&ran(&folder, command), &format!(" --> {file}:"));
    }
}

#[test]
fn settings_lead_out_no_more_than_files() {
    for (line, command) in [
        ("data = [\"../secrets\"]", "assess"),
        ("assessments = [\"../secret.yaml\"]", "check"),
        ("assessments = [\"../*.yaml\"]", "check"),
        ("[gate]\nbaseline = \"../secret.yaml\"", "assess"),
        ("[gate]\nbaseline = \"../secret.yaml\"", "check"),
        (
            "[[waivers]]\ncode = \"regression\"\nfile = \"../secrte.yaml\"\nreason = \"x\"\nowner = \"x\"\nuntil = 2026-12-01",
            "check",
        ),
    ] {
        let folder = workspace();
        folder.copy(Path::new("examples/sg-payments/org.yaml"), "in/org.yaml");
        folder.write("in/dmf.toml", line);
        let command: &[&str] = if command == "assess" { &["assess", "org.yaml"] } else { &["check"] };
        refused(&ran(&folder, command), " --> dmf.toml:");
    }
}

#[test]
fn what_dmf_toml_lists_and_what_lies_in_the_repository_is_read() {
    let folder = workspace();
    fs::rename(folder.join("in/impacts/tr-01.yaml"), folder.join("tr-01.yaml")).expect("it can be moved");
    folder.replace("in/transfers.yaml", "impact: impacts/tr-01.yaml", "impact: ../tr-01.yaml");
    let list: &[&str] = &["transfer", "check", "transfers.yaml"];
    refused(&ran(&folder, list), " --> transfers.yaml:");
    fs::create_dir(folder.join(".git")).expect("a folder can be made");
    assert_ne!(ran(&folder, list).code, Some(3));
    fs::remove_dir(folder.join(".git")).expect("it is there");
    let settings = folder.read("in/dmf.toml");
    folder.write("in/dmf.toml", format!("outside = [\"..\"]\n{settings}"));
    assert_ne!(ran(&folder, list).code, Some(3));
}

#[test]
fn what_is_named_on_the_command_line_may_lie_anywhere() {
    let folder = workspace();
    folder.copy(Path::new("examples/sg-payments/org.yaml"), "base.yaml");
    folder.copy(Path::new("examples/sg-payments/org.yaml"), "in/org.yaml");
    folder.copy(Path::new("frameworks/asean-dmf/pack.toml"), "data/frameworks/asean-dmf/pack.toml");
    folder.write("in/dmf.toml", "# nothing\n");
    let args = ["assess", "org.yaml", "--baseline", "../base.yaml", "--data", "../data"];
    assert_eq!(ran(&folder, &args).code, Some(0));
}
