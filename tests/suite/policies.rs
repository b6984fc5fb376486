//! Whose rules count: a worksheet is judged by the `dmf.toml` files around it, and none of them is the judged one's to
//! talk down.

use crate::{
    gates::{git, with_git},
    harness::{Folder, Outcome},
};

/// The worksheet of a small organisation.
fn sheet(name: &str) -> String {
    format!(
        "\
framework: asean-dmf
organisation: {{ name: {name}, country: SG, profile: sme }}
as_of: 2026-10-01
answers:
  GOV-01:
    level: established
    evidence:
      - {{ what: Board resolution, ref: a.pdf, effective: 2026-03-12, expires: 2027-03-31 }}
  GOV-02: foundational
  POL-01: developing
"
    )
}

/// A repository with worksheets at its top and two folders deep.
fn repository(settings: &str) -> Folder {
    let folder = Folder::with("org.yaml", sheet("Rig"));
    folder.write("sub/deep/org.yaml", sheet("Deep"));
    folder.write("a.pdf", "resolution");
    folder.write("sub/deep/a.pdf", "resolution");
    if !settings.is_empty() {
        folder.write("dmf.toml", settings);
    }
    git(&folder, &["init", "--quiet", "--initial-branch", "main"]);
    commit(&folder);
    folder
}

fn commit(folder: &Folder) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "one"]);
}

fn lower(folder: &Folder, file: &str) {
    folder.replace(file, "POL-01: developing", "POL-01: none");
}

fn assess(folder: &Folder, args: &[&str]) -> Outcome {
    with_git(folder, &[&["assess"], args].concat())
}

const RATCHET: &str = "[gate]\nbaseline = \"git:HEAD\"\nfail_on = [\"regression\"]\n";

#[test]
fn a_nested_dmf_toml_does_not_switch_off_the_gates_around_it() {
    for nested in ["# mine\n", "[gate]\n", "[gate]\nfail_under = \"none\"\n", "[gate]\nfail_on = [\"not-assessed\"]\n"]
    {
        let folder = repository(RATCHET);
        lower(&folder, "sub/deep/org.yaml");
        folder.write("sub/dmf.toml", nested);
        let outcome = assess(&folder, &["sub/deep/org.yaml"]).ends(1);
        assert!(outcome.stdout.contains("regression"), "{nested}: {}", outcome.stdout);
    }
    // Nor does one lower a floor.
    let folder = repository("[gate]\nfail_under = \"advanced\"\n");
    folder.write("sub/dmf.toml", "[gate]\nfail_under = \"none\"\n");
    assess(&folder, &["sub/deep/org.yaml"]).ends(1);
    // A waiver of the folder around holds within, seen from where it is granted.
    let waiver = "\n[[waivers]]\ncode = \"regression\"\nfile = \"sub/deep/org.yaml\"\nreason = \"we move\"\nowner = \"DPO\"\nuntil = 2026-12-31\n";
    let folder = repository(&format!("{RATCHET}{waiver}"));
    lower(&folder, "sub/deep/org.yaml");
    folder.write("sub/dmf.toml", "# mine\n");
    assess(&folder, &["sub/deep/org.yaml"]).ends(0);
    lower(&folder, "org.yaml");
    assess(&folder, &["org.yaml"]).ends(1);
}

#[test]
fn settings_around_a_repository_are_not_its_own() {
    let folder = Folder::with("dmf.toml", "[gate]\nfail_under = \"advanced\"\n");
    folder.write("r/org.yaml", sheet("Rig"));
    folder.write("r/dmf.toml", "# mine\n");
    git(&folder, &["init", "--quiet", "r"]);
    assess(&folder, &["r/org.yaml"]).ends(0);
}

#[test]
fn each_worksheet_is_judged_by_its_own_settings_in_whichever_order() {
    let folder = repository("");
    folder.write("a/org.yaml", sheet("A"));
    folder.write("b/org.yaml", sheet("B"));
    folder.write("a/dmf.toml", "# no gate\n");
    folder.write("b/dmf.toml", "[gate]\nfail_under = \"advanced\"\n");
    for files in [["a/org.yaml", "b/org.yaml"], ["b/org.yaml", "a/org.yaml"]] {
        for format in ["table", "github", "sarif", "junit", "gitlab", "json"] {
            let all = [&files[..], &["--format", format]].concat();
            let outcome = assess(&folder, &all).ends(1);
            assert!(outcome.stdout.contains("below-level"), "{format}: {}", outcome.stdout);
        }
    }
    assess(&folder, &["a/org.yaml"]).ends(0);
    assess(&folder, &["b/org.yaml"]).ends(1);
}
