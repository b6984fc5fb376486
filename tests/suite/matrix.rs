//! One verdict a row: whatever the gate, the exit code is the same in every format that a command has.

use std::path::Path;

use crate::{gates::with_git, harness::Folder, policies::enterprise};

const FINDINGS: [&str; 9] = ["table", "json", "ndjson", "markdown", "csv", "sarif", "junit", "github", "gitlab"];
/// Reviews have no lines of JSON, and pages.
const REVIEW: [&str; 9] = ["table", "json", "markdown", "csv", "html", "sarif", "junit", "github", "gitlab"];
const COMPARISON: [&str; 4] = ["table", "json", "markdown", "csv"];

type Row = (&'static [&'static str], i32);

fn holds(folder: &Folder, formats: &[&str], rows: &[Row]) {
    let mut wrong = String::new();
    for (args, code) in rows {
        for format in formats {
            let outcome = with_git(folder, &[args, &["--format", format][..]].concat());
            if outcome.code != Some(*code) {
                wrong.push_str(&format!("{args:?} {format}: {:?} {}\n", outcome.code, outcome.stderr));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A change that lowers an answer and loses evidence.
fn changed() -> Folder {
    let folder = enterprise("");
    folder.replace("org.yaml", "POL-01: developing", "POL-01: none");
    folder.replace("org.yaml", ", expires: 2027-03-31", "");
    folder
}

#[test]
fn assess_and_portfolio_have_one_verdict_in_every_format() {
    let folder = changed();
    holds(
        &folder,
        &FINDINGS,
        &[
            (&["assess", "org.yaml", "--baseline", "git:HEAD"], 0),
            (&["assess", "org.yaml", "--baseline", "git:HEAD", "--fail-on-regression"], 1),
            (&["assess", "sub/deep/org.yaml", "--baseline", "git:HEAD", "--fail-on-regression"], 0),
            (&["assess", "org.yaml", "--policy", "git:HEAD", "--fail-under", "none"], 1),
            (&["assess", "org.yaml", "--fail-under", "advanced"], 1),
            (&["assess", "org.yaml", "--fail-on", "unbacked-level"], 1),
            (&["portfolio", "org.yaml", "--baseline", "git:HEAD"], 0),
            (&["portfolio", "org.yaml", "--baseline", "git:HEAD", "--fail-on-regression"], 1),
            (&["portfolio", "sub/deep/org.yaml", "--baseline", "git:HEAD", "--fail-on-regression"], 0),
            (&["portfolio", "org.yaml", "--policy", "git:HEAD", "--fail-under", "none"], 1),
            (&["portfolio", "org.yaml", "--fail-under", "advanced"], 1),
            (&["portfolio", "org.yaml", "--fail-on", "unbacked-level"], 1),
        ],
    );
}

#[test]
fn a_comparison_has_one_verdict_in_every_format() {
    let folder = changed();
    holds(
        &folder,
        &COMPARISON,
        &[
            (&["diff", "git:HEAD", "org.yaml"], 0),
            (&["diff", "git:HEAD", "org.yaml", "--fail-on-regression"], 1),
            (&["diff", "git:HEAD", "sub/deep/org.yaml", "--fail-on-regression"], 0),
        ],
    );
    // The profile is that of what was: one that asks less hides no answer.
    let folder = enterprise("");
    folder.replace("org.yaml", "profile: enterprise", "profile: sme");
    folder.replace("org.yaml", "GOV-09: established", "GOV-09: none");
    holds(&folder, &COMPARISON, &[(&["diff", "git:HEAD", "org.yaml", "--fail-on-regression"], 1)]);
}

#[test]
fn a_register_has_one_verdict_in_every_format() {
    let folder = Folder::new();
    folder.copy(Path::new("examples/regional-group"), ".");
    holds(
        &folder,
        &FINDINGS,
        &[
            (&["transfer", "check", "transfers.yaml", "--no-gate"], 1),
            (&["transfer", "check", "transfers.yaml", "--no-gate", "TR-01", "TR-05"], 0),
            (&["transfer", "check", "transfers.yaml", "--no-gate", "TR-09"], 0),
            (&["transfer", "check", "nowhere.yaml", "--no-gate"], 3),
        ],
    );
}

#[test]
fn a_review_has_one_verdict_in_every_format() {
    let folder = Folder::new();
    folder.write("returned.md", "# Agreement\n\nThe processor keeps personal data confidential.\n");
    holds(
        &folder,
        &REVIEW,
        &[
            (&["mcc", "check", "returned.md", "--module", "c2p"], 0),
            (&["mcc", "check", "returned.md", "--module", "c2p", "--require", "core"], 1),
            (&["mcc", "check", "nowhere.md", "--module", "c2p"], 3),
        ],
    );
}
