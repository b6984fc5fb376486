//! Gates, baselines and waivers as a CI job meets them: one verdict, whatever the format.

use std::{path::Path, process::Command};

use quick_xml::{Reader, events::Event};

use crate::harness::{Folder, Outcome};

const FORMATS: &[&str] = &["table", "json", "ndjson", "markdown", "csv", "sarif", "junit", "github", "gitlab"];

const WORKSHEET: &str = "\
framework: asean-dmf@1.0.0
organisation: { name: Acme, country: SG }
answers:
  GOV-01: { level: established, evidence: [{ what: Charter, expires: 2027-01-01 }] }
  GOV-02: developing
  GOV-03: { level: developing, evidence: [{ what: Minutes, expires: 2026-01-01 }] }
  INN-01: { not_applicable: Nothing is decided by machines }
";

/// A worksheet of which GOV-02 was at established before.
fn folder() -> Folder {
    let folder = Folder::with("org.yaml", WORKSHEET);
    folder.write("before.yaml", WORKSHEET.replace("GOV-02: developing", "GOV-02: established"));
    folder.write("empty.yaml", "framework: asean-dmf@1.0.0\norganisation: { name: Acme, country: SG }\nanswers: {}\n");
    folder
}

fn waiver(practice: &str, until: &str) -> String {
    format!(
        "[[waivers]]\npractice = \"{practice}\"\nreason = \"moving house\"\nowner = \"DPO\"\nticket = \"GRC-7\"\nuntil = {until}\n"
    )
}

/// A repository of its own, whatever the machine's settings.
pub(crate) fn git(folder: &Folder, args: &[&str]) {
    let done = Command::new("git")
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"])
        .args(args)
        .current_dir(folder.path())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        // What is judged was not made after the day of the test.
        .env("GIT_COMMITTER_DATE", format!("{}T12:00:00Z", crate::harness::TODAY))
        .output()
        .expect("git can be run");
    assert!(done.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// A run that finds git.
pub(crate) fn with_git(folder: &Folder, args: &[&str]) -> Outcome {
    folder.dmf(args).env("PATH", &std::env::var("PATH").expect("there is a path")).run()
}

#[test]
fn a_verdict_is_the_same_in_every_format_and_in_a_file() {
    let folder = folder();
    let gates: &[(&[&str], i32)] = &[
        (&["org.yaml"], 0),
        (&["org.yaml", "--baseline", "before.yaml"], 0),
        (&["org.yaml", "--baseline", "before.yaml", "--fail-on-regression"], 1),
        (&["before.yaml", "--baseline", "org.yaml", "--fail-on-regression"], 0),
        (&["org.yaml", "--fail-on-stale-evidence"], 1),
        (&["org.yaml", "--fail-on-unanswered"], 1),
        (&["org.yaml", "--fail-under", "1%"], 0),
        (&["org.yaml", "--fail-under", "50%"], 1),
        (&["org.yaml", "--fail-under", "foundational"], 1),
        (&["org.yaml", "--fail-under", "GOV=10%"], 0),
        (&["org.yaml", "--fail-under", "GOV=10%", "--by", "evidenced"], 1),
        (&["org.yaml", "--fail-on", "below-target"], 1),
        (&["org.yaml", "--fail-on", "unbacked-level"], 1),
        (&["org.yaml", "--fail-on", "waiver-unused"], 0),
        (&["empty.yaml"], 0),
        (&["empty.yaml", "--fail-on", "waiver-unused"], 1),
        (&["empty.yaml", "--fail-under", "0%"], 1),
        (&["org.yaml", "empty.yaml", "--fail-under", "1%"], 1),
        (&["empty.yaml", "org.yaml", "--fail-under", "1%"], 1),
    ];
    for (args, code) in gates {
        for format in FORMATS {
            let all: Vec<&str> = ["assess"].iter().chain(*args).chain(&["--format", format]).copied().collect();
            let printed = folder.dmf(&all).run().ends(*code);
            assert_eq!(printed.stderr, "", "{all:?}");
            let written = folder.dmf(all.iter().chain(&["--output", "out", "--force"])).run();
            assert_eq!(written.code, Some(*code), "{all:?}");
            assert_eq!(folder.read("out"), printed.stdout, "{all:?}");
        }
    }
}

/// Floors add up: those of several flags, and those of `dmf.toml`.
#[test]
fn every_floor_holds_whichever_flag_comes_last_and_whatever_the_settings_ask() {
    let folder = folder();
    let run = |more: &[&str]| folder.dmf([&["assess", "org.yaml"], more].concat()).run();
    run(&["--fail-under", "1%", "--fail-under", "50%"]).ends(1);
    run(&["--fail-under", "50%", "--fail-under", "1%"]).ends(1);
    run(&["--fail-under", "advanced,1%"]).ends(1);
    run(&["--fail-under", "1%,GOV=10%"]).ends(0);
    for settings in ["fail_under = \"50%\"\n", "fail_under = \"1%\"\nby = \"evidenced\"\nblocks = { GOV = \"10%\" }\n"]
    {
        folder.write("dmf.toml", format!("[gate]\n{settings}"));
        for more in
            [&[][..], &["--fail-under", "0%"], &["--by", "claimed"], &["--fail-under", "GOV=0%", "--by", "claimed"]]
        {
            let outcome = run(more).ends(1);
            assert!(outcome.stdout.contains("below-level"), "{settings}{more:?}: {}", outcome.stdout);
        }
        run(&["--no-gate", "--fail-under", "0%"]).ends(0);
    }
}

#[test]
fn an_answer_that_is_lowered_is_found_against_a_revision_with_line_practice_and_levels() {
    let folder = folder();
    folder.write("org.yaml", WORKSHEET.replace("GOV-02: developing", "GOV-02: established"));
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "--message", "one"]);
    folder.write("org.yaml", WORKSHEET);
    git(&folder, &["commit", "--quiet", "--all", "--message", "two"]);
    let gate = ["assess", "org.yaml", "--baseline", "git:HEAD~1", "--fail-on-regression"];
    let outcome = with_git(&folder, &gate).ends(1);
    let words = outcome.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains(
            "error[regression] GOV-02 Owner and steward for every dataset: established → developing at org.yaml:5:11"
        ),
        "{words}"
    );
    // Nothing of it touches the work tree.
    let status = Command::new("git").args(["status", "--porcelain"]).current_dir(folder.path()).output().expect("git");
    assert_eq!(String::from_utf8_lossy(&status.stdout), "");

    folder.replace("org.yaml", "GOV-02: developing", "GOV-02: advanced");
    with_git(&folder, &gate).answer();
    let other = ["diff", "git:HEAD~1", "org.yaml", "--fail-on-regression"];
    with_git(&folder, &other).answer();
}

#[test]
fn a_change_of_weights_alone_is_a_change_of_method_and_no_regression() {
    let folder = folder();
    let blocks = Path::new("frameworks/asean-dmf@1.0.0/blocks.toml");
    folder.copy(blocks, "packs/frameworks/asean-dmf@1.0.0/blocks.toml");
    folder.write("dmf.toml", "data = [\"packs\"]\n[gate]\nfail_on = [\"regression\"]\nbaseline = \"git:HEAD\"\n");
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "--message", "one"]);
    let name = "packs/frameworks/asean-dmf@1.0.0/blocks.toml";
    let heavier = folder.read(name).replacen("weight = 1", "weight = 9", 1);
    folder.write(name, heavier);
    let answer = with_git(&folder, &["assess", "org.yaml"]).ends(1).stdout;
    assert!(answer.contains("error[method-changed]") && !answer.contains("error[regression]"), "{answer}");
    assert!(answer.contains("The method changed\n  · block `GOV`: weight 1 → weight 9"), "{answer}");
    assert!(answer.contains("No answer moved."), "{answer}");
    // With an answer lowered as well, both are told, each as what it is.
    folder.replace("org.yaml", "GOV-02: developing", "GOV-02: none");
    let answer = with_git(&folder, &["assess", "org.yaml"]).ends(1).stdout;
    assert!(answer.contains("The method changed") && answer.contains("developing → none"), "{answer}");
    with_git(&folder, &["assess", "org.yaml", "--no-gate"]).answer();
}

#[test]
fn what_git_cannot_give_is_said() {
    let folder = folder();
    let assess = |revision: &str| with_git(&folder, &["assess", "org.yaml", "--baseline", revision]).ends(3).stderr;
    assert!(assess("git:HEAD").contains("lies in no git repository"));
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "before.yaml"]);
    git(&folder, &["commit", "--quiet", "--message", "one"]);
    assert!(assess("git:nowhere").contains("has no revision `nowhere`"));
    assert!(assess("git:--help").contains("has no revision `--help`"));
    assert!(assess("git:HEAD:none.yaml").contains("none.yaml` is not in revision `HEAD`"));
    let outcome = folder.dmf(["assess", "org.yaml", "--baseline", "git:HEAD"]).env("PATH", "/nowhere").run().ends(3);
    assert!(outcome.stderr.contains("needs the program git"), "{}", outcome.stderr);
    folder.dmf(["assess", "org.yaml", "--baseline", "git:"]).run().ends(2);
    folder.dmf(["assess", "org.yaml", "--fail-on-regression"]).run().ends(2);
}

#[test]
fn a_waiver_is_visible_in_every_format_and_ends() {
    let gate = ["assess", "org.yaml", "--baseline", "before.yaml", "--fail-on-regression"];
    let run = |toml: &str| {
        let folder = folder();
        folder.write("dmf.toml", toml);
        move |format: &str| folder.dmf(gate.iter().chain(&["--format", format])).run()
    };
    let used = run(&waiver("GOV-02", "2026-12-31"));
    for format in FORMATS.iter().filter(|format| **format != "csv") {
        let outcome = used(format).ends(0);
        for word in ["2026-12-31", "DPO", "moving house"] {
            assert!(outcome.stdout.contains(word), "{format}: {word}\n{}", outcome.stdout);
        }
    }
    let sarif: serde_json::Value = serde_json::from_str(&used("sarif").stdout).expect("SARIF is JSON");
    let waived: Vec<&serde_json::Value> = sarif["runs"][0]["results"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|result| result["suppressions"][0]["status"] == "accepted")
        .collect();
    assert_eq!(waived.len(), 3, "the practice, its block and the whole");
    // Code scanning of GitHub does not know suppressions, and opens an alert for each error.
    assert!(waived.iter().all(|result| result["level"] == "note"), "{waived:?}");

    for (toml, code, words) in [
        (waiver("GOV-02", "2026-11-23"), 1, "warning[waiver-expired] the waiver of `GOV-02` ended on 2026-11-23"),
        (waiver("GOV-02", "2028-01-01"), 1, "warning[waiver-too-long] the waiver of `GOV-02` runs until 2028-01-01"),
        (waiver("GOV-05", "2026-12-31"), 1, "warning[waiver-unused] the waiver of `GOV-05` excuses nothing"),
        (
            waiver("GOV-02", "2026-12-31") + &waiver("GOV-05", "2026-12-31"),
            0,
            "warning[waiver-unused] the waiver of `GOV-05` excuses nothing",
        ),
    ] {
        let outcome = run(&toml)("table").ends(code);
        let text = outcome.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(words), "{words}\n{text}");
        assert!(text.contains("at dmf.toml:"), "{text}");
    }
    let misspelt = run(&waiver("GOV-2", "2026-12-31"))("table").ends(3);
    assert!(misspelt.stderr.contains("did you mean `GOV-02`?"), "{}", misspelt.stderr);
}

#[test]
fn a_waiver_may_be_granted_for_one_worksheet() {
    let folder = folder();
    folder.write("a/org.yaml", WORKSHEET);
    folder.write("dmf.toml", waiver("GOV-03", "2026-12-31") + "code = \"stale-evidence\"\nfile = \"a/org.yaml\"\n");
    folder.dmf(["assess", "a/org.yaml", "--fail-on-stale-evidence"]).run().ends(0);
    folder.dmf(["assess", "./a/../a/org.yaml", "--fail-on-stale-evidence"]).run().ends(0);
    let other = folder.dmf(["assess", "org.yaml", "--fail-on-stale-evidence"]).run().ends(1);
    assert!(!other.stdout.contains("waiver-unused"), "its worksheet was not looked at\n{}", other.stdout);
}

#[test]
fn a_baseline_is_a_ratchet() {
    let folder = folder();
    folder.dmf(["assess", "before.yaml", "--write-baseline", "base.json"]).run().answer();
    let before = folder.read("base.json");
    // Nothing worse is written, asked with force or not, waived or not.
    let worse = ["assess", "org.yaml", "--baseline", "base.json", "--write-baseline", "base.json", "--force"];
    let outcome = folder.dmf(worse).run().ends(1);
    assert!(outcome.stderr.contains("is not written"), "{}", outcome.stderr);
    folder.write("dmf.toml", waiver("GOV-02", "2026-12-31"));
    folder.dmf(worse).run().ends(1);
    assert_eq!(folder.read("base.json"), before);
    // Nothing better leaves the file as it is.
    let ratchet = ["assess", "org.yaml", "--write-baseline", "base.json", "--only-improvements"];
    let outcome = folder.dmf(ratchet).run().ends(0);
    assert!(outcome.stderr.contains("nothing is better"), "{}", outcome.stderr);
    assert_eq!(folder.read("base.json"), before);
    // Something better is kept, and so is what became worse.
    folder.replace("org.yaml", "GOV-01: { level: established", "GOV-01: { level: advanced");
    folder.dmf(ratchet).run().ends(0);
    let after: serde_json::Value = serde_json::from_str(&folder.read("base.json")).expect("it is JSON");
    let claimed: Vec<&str> = (0..2).map(|at| after["practices"][at]["claimed"].as_str().expect("a level")).collect();
    assert_eq!(claimed, ["advanced", "established"]);
    folder.dmf(["assess", "before.yaml", "--write-baseline", "base.json"]).run().ends(3);
    folder.dmf(["assess", "empty.yaml", "--write-baseline", "none.json"]).run().ends(1);
    assert!(!folder.names().contains(&"none.json".to_owned()));
}

/// A pinned job of today reads what a newer `dmf` wrote.
#[test]
fn a_baseline_of_a_newer_version_is_read_with_a_note_for_each_key_that_is_not_known() {
    let folder = folder();
    folder.dmf(["assess", "before.yaml", "--write-baseline", "base.json"]).run().answer();
    let compare = ["assess", "org.yaml", "--baseline", "base.json", "--fail-on-regression", "--format", "json"];
    let then = folder.dmf(compare).run().ends(1);
    let newer = folder.read("base.json").replacen("\"profile\"", "\"verified\": { \"by\": [] },\n  \"profile\"", 1);
    folder.write("base.json", newer.replacen("\"version\": 1", "\"version\": 2", 1));
    let now = folder.dmf(compare).run().ends(1);
    assert_eq!(now.stdout, then.stdout, "the answer is the same");
    for told in ["warning[newer-version]", "base.json:2:14", "warning[key-not-read]: `verified` is not known here"] {
        assert!(now.stderr.contains(told), "{told}\n{}", now.stderr);
    }
}

#[test]
fn a_users_words_stay_words_in_every_format_of_findings() {
    let folder = Folder::new();
    folder.write("a,b:100% <x>/org.yaml", WORKSHEET);
    let toml = "[[waivers]]\ncode = \"stale-evidence\"\nreason = \"\"\"a\n::error::b]]> <x> \\u001b[31m \"\"\"\nowner = \"D&PO\"\nuntil = 2026-12-31\n";
    folder.write("a,b:100% <x>/dmf.toml", toml);
    let run = |format: &str| {
        let args = ["assess", "a,b:100% <x>/org.yaml", "--fail-on-unanswered", "--all", "--format", format];
        folder.dmf(args).run().ends(1).stdout
    };
    let github = run("github");
    let (closing, annotations) = github.trim_end().rsplit_once('\n').map(|(rest, last)| (last, rest)).expect("lines");
    assert!(closing.starts_with("dmf assess: FAILS · Acme: "), "{closing}");
    for line in annotations.lines() {
        let (head, _) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")).expect("a command");
        let (level, properties) = head.split_once(' ').expect("properties");
        assert!(["error", "warning", "notice"].contains(&level), "{line}");
        let known = ["file", "line", "endLine", "col", "endColumn", "title"];
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').expect("a value");
            assert!(known.contains(&name) && !value.contains(':'), "{line}");
        }
        assert!(properties.starts_with("file=a%2Cb%3A100%25 <x>/"), "{line}");
    }
    let xml = run("junit");
    assert!(xml.contains("classname=\"a,b:100% &lt;x&gt;/org.yaml.GOV\""), "{xml}");
    assert!(xml.contains("<property name=\"file\" value=\"a,b:100% &lt;x&gt;/org.yaml\"/>"), "{xml}");
    let (mut cases, mut failures, mut skipped) = (0, 0, 0);
    let mut promised = Vec::new();
    let mut reader = Reader::from_str(&xml);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                "testcase" => cases += 1,
                "failure" => failures += 1,
                "skipped" => skipped += 1,
                "testsuites" => {
                    for name in ["tests", "failures"] {
                        let value = tag.try_get_attribute(name).expect("well-formed").expect("it is there");
                        promised.push(value.value.parse::<usize>().expect("a number"));
                    }
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(promised, [cases, failures]);
    assert!(failures > 0 && skipped > 0 && cases > failures + skipped);
    let sarif: serde_json::Value = serde_json::from_str(&run("sarif")).expect("SARIF is JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("a list").clone();
    let mut prints: Vec<String> =
        results.iter().map(|result| result["partialFingerprints"]["dmfFinding/v1"].to_string()).collect();
    let all = prints.len();
    prints.sort();
    prints.dedup();
    assert_eq!(prints.len(), all, "fingerprints tell findings apart");
    for result in &results {
        let location = &result["locations"][0]["physicalLocation"];
        let uri = location["artifactLocation"]["uri"].as_str().expect("a path");
        assert!(uri.starts_with("a%2Cb%3A100%25%20%3Cx%3E/"), "{uri}");
        assert!(location["region"]["startLine"].as_u64() > Some(0));
        let rule = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small");
        assert_eq!(sarif["runs"][0]["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
    }
}

#[test]
fn paths_are_seen_from_the_top_of_the_repository() {
    let folder = Folder::with("deep/down/org.yaml", WORKSHEET);
    folder.write(".git/HEAD", "ref: refs/heads/main\n");
    let args = ["assess", "org.yaml", "--fail-on-stale-evidence", "--format", "gitlab"];
    let outcome = crate::harness::Run::new(&folder.join("deep/down"), args).run().ends(1);
    assert!(outcome.stdout.contains("\"path\": \"deep/down/org.yaml\""), "{}", outcome.stdout);
}
