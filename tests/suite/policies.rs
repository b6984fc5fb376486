//! Whose rules count: a worksheet is judged by the `dmf.toml` files around it, and none of them is the judged one's to
//! talk down.

use crate::{
    gates::{git, with_git},
    harness::{Folder, Outcome},
};

/// The worksheet of a small organisation.
pub(crate) fn sheet(name: &str) -> String {
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
pub(crate) fn repository(settings: &str) -> Folder {
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

pub(crate) fn commit(folder: &Folder) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "one"]);
}

pub(crate) fn lower(folder: &Folder, file: &str) {
    folder.replace(file, "POL-01: developing", "POL-01: none");
}

pub(crate) fn assess(folder: &Folder, args: &[&str]) -> Outcome {
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
    let waiver = "\n[[waivers]]\ncode = \"regression\"\npractice = \"POL-01\"\nfile = \"sub/deep/org.yaml\"\nreason = \"we move\"\nowner = \"DPO\"\nuntil = 2026-12-31\n";
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

const AGAINST: &[&str] = &["org.yaml", "--baseline", "git:HEAD", "--fail-on-regression"];
pub(crate) const WAIVER: &str = "[[waivers]]\ncode = \"regression\"\npractice = \"POL-01\"\nreason = \"The policy moves to the group\"\nowner = \"DPO\"\nuntil = 2027-05-01\n";

/// The method that the program carries, with one line changed.
pub(crate) fn overlay(from: &str, to: &str) -> String {
    let file = crate::harness::root().join("frameworks/asean-dmf/method.toml");
    let text = std::fs::read_to_string(file).expect("the method is text");
    assert!(text.contains(from), "{from}");
    text.replace(from, to)
}

/// A repository in which a wider profile is answered.
pub(crate) fn enterprise(settings: &str) -> Folder {
    let folder = repository(settings);
    folder.replace("org.yaml", "profile: sme", "profile: enterprise");
    folder.replace("org.yaml", "  POL-01: developing\n", "  GOV-09: established\n  POL-01: developing\n");
    commit(&folder);
    folder
}

#[test]
fn what_only_looks_worse_is_told_and_passes() {
    type Change = (&'static str, &'static str, &'static str, &'static str);
    const CHANGES: &[Change] = &[
        ("a target lowered", "as_of:", "targets: { default: foundational }\nas_of:", "target-lowered"),
        ("another name", "name: Rig", "name: Rog", "organisation-renamed"),
        (
            "what was not answered does not apply",
            "  POL-01:",
            "  POL-04: { not_applicable: We have none }\n  POL-01:",
            "not-applicable-added",
        ),
        ("a wider profile, narrower now", "profile: enterprise", "profile: sme", "profile-narrowed"),
    ];
    for (name, from, to, code) in CHANGES {
        let folder = enterprise("");
        folder.replace("org.yaml", from, to);
        for format in ["table", "github", "sarif", "json"] {
            let outcome = assess(&folder, &[AGAINST, &["--format", format, "--all"]].concat());
            assert_eq!(outcome.code, Some(0), "{name}, {format}: {}{}", outcome.stdout, outcome.stderr);
            assert!(outcome.stdout.contains(code), "{name}, {format} does not say {code}: {}", outcome.stdout);
        }
    }
}

#[test]
fn a_job_names_whose_rules_count() {
    let folder = repository(RATCHET);
    lower(&folder, "org.yaml");
    folder.write("dmf.toml", "# nothing\n");
    assess(&folder, &["org.yaml"]).ends(0);
    let outcome = assess(&folder, &["org.yaml", "--policy", "git:HEAD"]).ends(1);
    assert!(outcome.stdout.contains("gate-loosened") && outcome.stdout.contains("regression"), "{}", outcome.stdout);
    // A baseline in a file is that of the revision, whatever stands there now.
    let folder = repository("");
    assess(&folder, &["org.yaml", "--write-baseline", "b.json"]).ends(0);
    folder.write("dmf.toml", "[gate]\nbaseline = \"b.json\"\nfail_on = [\"regression\"]\n");
    commit(&folder);
    lower(&folder, "org.yaml");
    assess(&folder, &["org.yaml", "--no-gate", "--write-baseline", "b.json", "--force"]).ends(0);
    assess(&folder, &["org.yaml"]).ends(0);
    assess(&folder, &["org.yaml", "--policy", "git:HEAD"]).ends(1);
    // Or those of a file of the job's own.
    folder.write("ours.toml", "[gate]\nfail_under = \"advanced\"\n");
    assess(&folder, &["sub/deep/org.yaml", "--policy", "ours.toml"]).ends(1);
    assess(&folder, &["org.yaml", "--policy", "theirs.toml"]).ends(3);
    assess(&folder, &["org.yaml", "--policy", "git:nowhere"]).ends(3);
}

/// The same for many worksheets at once.
#[test]
fn a_portfolio_is_judged_by_the_rules_of_its_base_as_well() {
    let portfolio = |folder: &Folder, more: &[&str]| with_git(folder, &[&["portfolio", "."], more].concat());
    let against: &[&str] = &["--baseline", "git:HEAD", "--fail-on-regression"];
    let folder = repository("");
    lower(&folder, "org.yaml");
    folder.write("dmf.toml", WAIVER);
    portfolio(&folder, against).ends(1);
    // A waiver that stood there holds.
    let folder = repository(WAIVER);
    lower(&folder, "org.yaml");
    portfolio(&folder, against).ends(0);
    for later in ["# nothing\n", "[gate]\nfail_on = [\"stale-evidence\"]\n"] {
        let folder = repository(RATCHET);
        lower(&folder, "org.yaml");
        folder.write("dmf.toml", later);
        let outcome = portfolio(&folder, &["--policy", "git:HEAD", "--format", "github"]).ends(1);
        assert!(outcome.stdout.contains("gate-loosened"), "{}", outcome.stdout);
        let outcome = portfolio(&folder, &["--baseline", "git:HEAD"]).ends(1);
        assert!(outcome.stdout.contains("gate-loosened") || outcome.stderr.contains("gate-loosened"), "{outcome:?}");
    }
    let folder = repository("");
    folder.write("dmf.toml", "[gate]\nfail_on = [\"stale-evidence\"]\n");
    portfolio(&folder, against).ends(0);
    // Settings that are gone are missed where they would stand.
    let folder = repository("[gate]\nfail_on = [\"stale-evidence\"]\n");
    std::fs::remove_file(folder.join("dmf.toml")).expect("it was there");
    for format in ["github", "sarif", "junit", "gitlab", "json"] {
        let outcome = portfolio(&folder, &["--policy", "git:HEAD", "--format", format]).ends(1);
        assert!(outcome.stdout.contains("gate-loosened"), "{format}: {}", outcome.stdout);
        assert!(outcome.stdout.contains("dmf.toml"), "{format}: {}", outcome.stdout);
    }
}

/// What is wrong with a waiver is told by whichever name its file goes.
#[test]
fn a_waiver_that_ended_is_told_also_where_the_job_names_the_same_file() {
    let folder = repository(&WAIVER.replace("2027-05-01", "2026-11-01"));
    for more in [&[][..], &["--policy", "dmf.toml"], &["--policy", "git:HEAD"]] {
        let outcome = assess(&folder, &[&["org.yaml", "--fail-on", "waiver-expired"], more].concat()).ends(1);
        assert!(outcome.stdout.contains("waiver-expired"), "{more:?}: {}", outcome.stdout);
    }
    // One that the change takes away is not: nobody can mend what is gone.
    folder.write("dmf.toml", "# none\n");
    assess(&folder, &["org.yaml", "--fail-on", "waiver-expired", "--policy", "git:HEAD"]).ends(0);
}

/// Links of now do not decide what stood in the base.
#[cfg(unix)]
#[test]
fn a_folder_that_became_a_link_is_held_against_what_it_was() {
    let folder = repository("");
    git(&folder, &["mv", "sub", "other"]);
    std::os::unix::fs::symlink("other", folder.join("sub")).expect("links can be made");
    let gate = ["sub/deep/org.yaml", "--baseline", "git:main", "--fail-on-regression"];
    assess(&folder, &gate).ends(0);
    lower(&folder, "other/deep/org.yaml");
    assess(&folder, &gate).ends(1);
    git(&folder, &["checkout", "--quiet", "-b", "change"]);
    commit(&folder);
    assess(&folder, &gate).ends(1);
    // Nor what a pack weighed.
    let folder = repository("data = [\"packs\"]\n");
    folder.write("packs/frameworks/asean-dmf/method.toml", overlay("reach_share = 8000", "reach_share = 8000"));
    commit(&folder);
    git(&folder, &["mv", "packs", "old"]);
    folder.write("evil/frameworks/asean-dmf/method.toml", overlay("reach_share = 8000", "reach_share = 1000"));
    std::os::unix::fs::symlink("evil", folder.join("packs")).expect("links can be made");
    let outcome = assess(&folder, &["org.yaml", "--baseline", "git:main", "--fail-on-regression"]).ends(1);
    assert!(outcome.stdout.contains("method-changed"), "{}", outcome.stdout);
}

#[test]
fn the_first_baseline_is_written_whatever_gate_names_it() {
    for settings in [
        "[gate]\nbaseline = \"baseline.json\"\nfail_on = [\"regression\"]\n",
        "[gate]\nfail_on = [\"regression\"]\n",
        "[gate]\nbaseline = \"baseline.json\"\nfail_under = \"none\"\n",
    ] {
        let folder = repository(settings);
        assess(&folder, &["org.yaml", "--write-baseline", "baseline.json"]).ends(0);
        assert!(folder.read("baseline.json").contains("Rig"));
        // Another one is held against it.
        lower(&folder, "org.yaml");
        assess(&folder, &["org.yaml", "--baseline", "baseline.json", "--fail-on-regression"]).ends(1);
    }
    // What is missing and not written is no baseline.
    let folder = repository("[gate]\nbaseline = \"baseline.json\"\nfail_on = [\"regression\"]\n");
    assess(&folder, &["org.yaml"]).ends(3);
    assess(&folder, &["org.yaml", "--write-baseline", "other.json"]).ends(3);
}

#[test]
fn packs_beside_worksheets_are_no_worksheets_that_were_lost() {
    let folder = repository("data = [\"packs\"]\n[gate]\nfail_under = \"none\"\n");
    folder.write("packs/frameworks/asean-dmf/practices/GOV-02.yaml", practice());
    with_git(&folder, &["portfolio", "."]).ends(0);
    folder.write("elsewhere/lost.yaml", "");
    with_git(&folder, &["portfolio", "."]).ends(1);
    // A folder of worksheets that is named as one of packs hides none of them.
    let folder = repository("[gate]\nfail_under = \"none\"\n");
    folder.write("sub/frameworks/org.yaml", sheet("Below"));
    commit(&folder);
    folder.write("dmf.toml", "data = [\"sub\"]\n[gate]\nfail_under = \"none\"\n");
    let against = ["portfolio", ".", "--baseline", "git:HEAD", "--fail-on-regression"];
    with_git(&folder, &against).ends(0);
    for file in ["sub/deep/org.yaml", "sub/frameworks/org.yaml"] {
        let was = folder.read(file);
        folder.write(file, "");
        with_git(&folder, &against).ends(1);
        folder.write(file, was);
    }
}

fn practice() -> String {
    let file = crate::harness::root().join("frameworks/asean-dmf/practices/GOV-02.yaml");
    std::fs::read_to_string(file).expect("the practice is text")
}
