//! What somebody else than the answerer verified: the third figure, what is wrong with it, and what no change may do to it.

use serde_json::Value;

use crate::{
    gates::{git, with_git},
    harness::{Folder, Outcome},
};

const SHEET: &str = "\
framework: asean-dmf@2.0.0
organisation: { name: Acme, country: SG, profile: sme }
answered_by: Dr. Mia Tan
as_of: 2026-11-01
answers:
  GOV-01:
    level: established
    verified: { level: developing, by: Internal audit, on: 2026-10-01, note: No charter }
  GOV-02:
    level: developing
    verified: { level: advanced, by: Internal audit, on: 2026-10-01 }
  GOV-04: foundational
";

fn json(folder: &Folder) -> Value {
    // With a gate what was found stands in it, whatever comes of that.
    let outcome = folder.dmf(["assess", "org.yaml", "--format", "json", "--fail-under", "none"]).run();
    serde_json::from_str(&outcome.stdout).unwrap_or_else(|error| panic!("{error}: {}", outcome.stderr))
}

/// The codes of what is found about what was verified, each with its line.
fn found(folder: &Folder) -> Vec<(String, u64)> {
    let card = json(folder);
    let findings = card["verdict"]["findings"].as_array().cloned().unwrap_or_default();
    let code = |finding: &Value| finding["code"].as_str().unwrap_or_default().to_owned();
    let about = findings.iter().filter(|finding| code(finding).starts_with("verified-"));
    about.map(|finding| (code(finding), finding["place"]["line"].as_u64().unwrap_or(0))).collect()
}

#[test]
fn it_is_a_third_figure_over_all_that_applies_and_at_most_what_is_claimed() {
    let folder = Folder::with("org.yaml", SHEET);
    let card = json(&folder);
    let overall = &card["overall"];
    assert_eq!(overall["counts"]["verified"], 2);
    // Two at developing among the four practices of the block, of which the key ones weigh more.
    let block = &card["blocks"][0];
    assert!(block["verified"].as_u64() > Some(0) && block["verified"].as_u64() < block["claimed"].as_u64(), "{block}");
    let practice = |id: &str| {
        let all = card["practices"].as_array().cloned().unwrap_or_default();
        all.into_iter().find(|one| one["id"] == id).unwrap_or_default()
    };
    assert_eq!(practice("GOV-02")["verified"]["counts"], "developing", "more than is claimed nobody stands for");
    assert_eq!(practice("GOV-04")["verified"], Value::Null);
    // It changes neither of the others.
    let bare: Vec<&str> = SHEET.lines().filter(|line| !line.contains("verified:")).collect();
    let without = json(&Folder::with("org.yaml", bare.join("\n")));
    for figure in ["claimed", "evidenced", "reached", "reached_evidenced"] {
        assert_eq!(overall[figure], without["overall"][figure], "{figure}");
    }
    assert_eq!(without["overall"]["verified"], 0);
    let text = folder.dmf(["assess", "org.yaml"]).run().answer();
    assert!(text.contains(" Verified ") && text.contains("2 of 18 verified (the others"), "{text}");
    let text = folder.dmf(["assess", "org.yaml", "--explain", "GOV-02"]).run().answer();
    assert!(text.contains("for more is not claimed"), "{text}");
}

#[test]
fn what_is_wrong_with_it_is_told_at_its_place() {
    type Case = (&'static str, &'static str, &'static str, &'static [(&'static str, u64)]);
    const BELOW: (&str, u64) = ("verified-below-claimed", 8);
    let cases: &[Case] = &[
        ("a disagreement", "", "", &[BELOW]),
        (
            "the answerer",
            "advanced, by: Internal audit",
            "advanced, by: mia tan",
            &[BELOW, ("verified-not-independent", 11)],
        ),
        ("nobody", "advanced, by: Internal audit", "advanced, by: tbd", &[BELOW, ("verified-not-independent", 11)]),
        (
            "nobody who answered",
            "answered_by: Dr. Mia Tan",
            "# nobody",
            &[("verified-not-independent", 8), ("verified-not-independent", 11)],
        ),
        (
            "a day to come",
            "advanced, by: Internal audit, on: 2026-10-01",
            "advanced, by: Internal audit, on: 2026-11-25",
            &[BELOW, ("verified-in-future", 11)],
        ),
        (
            "its last day",
            "advanced, by: Internal audit, on: 2026-10-01",
            "advanced, by: Internal audit, on: 2025-10-25",
            &[BELOW],
        ),
        (
            "the day after",
            "advanced, by: Internal audit, on: 2026-10-01",
            "advanced, by: Internal audit, on: 2025-10-24",
            &[BELOW, ("verified-out-of-date", 11)],
        ),
    ];
    for (why, from, to, expected) in cases {
        let folder = Folder::with("org.yaml", SHEET.replace(from, to));
        let told: Vec<(String, u64)> = found(&folder);
        let expected: Vec<(String, u64)> = expected.iter().map(|(code, line)| ((*code).to_owned(), *line)).collect();
        assert_eq!(told, expected, "{why}");
    }
    // What does not count is no figure.
    let folder = Folder::with("org.yaml", SHEET.replace("answered_by: Dr. Mia Tan", "answered_by: internal  Audit"));
    assert_eq!(json(&folder)["overall"]["verified"], 0);
}

#[test]
fn a_version_that_does_not_count_it_says_so_and_shows_no_figure() {
    let folder = Folder::with("org.yaml", SHEET.replace("@2.0.0", "@1.0.0"));
    let outcome = folder.dmf(["assess", "org.yaml"]).run().ends(0);
    assert!(outcome.stderr.contains("verified-not-counted"), "{}", outcome.stderr);
    assert!(!outcome.stdout.contains("Verified"), "{}", outcome.stdout);
    assert_eq!(json(&folder)["overall"]["verified"], Value::Null);
}

#[test]
fn answer_records_it_of_somebody_else_alone() {
    let folder = Folder::with("org.yaml", SHEET);
    let verify = |words: &str, by: &str| folder.dmf(["answer", "org.yaml", "--verify", words, "--by", by]).run();
    verify("GOV-04=foundational|Letter seen", "Internal audit").ends(0);
    let line = "    verified: { level: foundational, by: Internal audit, on: 2026-11-24, note: Letter seen }\n";
    let expected = SHEET.replace("  GOV-04: foundational\n", &format!("  GOV-04:\n    level: foundational\n{line}"));
    assert_eq!(folder.read("org.yaml"), expected);
    for (words, by, told) in [
        ("GOV-04=1", "Mia Tan", "answered the worksheet"),
        ("POL-01=1", "Internal audit", "nothing to verify"),
        ("GOV-04=perfect", "Internal audit", "perfect"),
        ("GOV-04=1", "tbd", "names nobody"),
    ] {
        let outcome = verify(words, by);
        assert!(outcome.code > Some(1) && outcome.stderr.contains(told), "{told}: {}", outcome.stderr);
    }
    let both = ["answer", "org.yaml", "--verify", "GOV-04=1", "--by", "x", "--set", "GOV-04=1"];
    folder.dmf(both).run().ends(2);
    folder.replace("org.yaml", "answered_by: Dr. Mia Tan\n", "");
    assert!(verify("GOV-04=1", "Internal audit").ends(3).stderr.contains("answered_by"));
    assert_eq!(folder.read("org.yaml"), expected.replace("answered_by: Dr. Mia Tan\n", ""));
}

/// A repository with the worksheet, and what a change did to it.
fn changed(change: impl Fn(&Folder)) -> Outcome {
    let folder = Folder::with("org.yaml", SHEET);
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "before"]);
    change(&folder);
    with_git(&folder, &["assess", "org.yaml", "--baseline", "git:HEAD", "--fail-on-regression"])
}

type Change = (&'static str, fn(&Folder), &'static str);

#[test]
fn no_change_gives_itself_what_others_are_to_verify() {
    let cheats: &[Change] = &[
        (
            "the level and its verification",
            |folder| {
                folder.replace(
                    "org.yaml",
                    "  GOV-04: foundational\n",
                    "  GOV-04:\n    level: established\n    verified: { level: established, by: Audit, on: 2026-11-20 }\n",
                );
            },
            "verified-with-answer",
        ),
        (
            "a practice that was not answered",
            |folder| {
                let text = folder.read("org.yaml");
                let more = "  POL-01:\n    level: 2\n    verified: { level: 2, by: Audit, on: 2026-11-20 }\n";
                folder.write("org.yaml", format!("{text}{more}"));
            },
            "verified-with-answer",
        ),
        (
            "another level on the same day",
            |folder| folder.replace("org.yaml", "level: developing, by", "level: established, by"),
            "verified-rewritten",
        ),
        (
            "another name on the same day",
            |folder| folder.replace("org.yaml", "developing, by: Internal audit", "developing, by: Our lawyers"),
            "verified-rewritten",
        ),
        (
            "a disagreement taken away",
            |folder| {
                let gone =
                    "    verified: { level: developing, by: Internal audit, on: 2026-10-01, note: No charter }\n";
                folder.replace("org.yaml", gone, "");
            },
            "verified-dropped",
        ),
        (
            "the verifier becomes the answerer",
            |folder| folder.replace("org.yaml", "Dr. Mia Tan", "Internal Audit"),
            "verified-dropped",
        ),
        (
            "the answerer becomes the verifier",
            |folder| {
                folder.replace("org.yaml", "Dr. Mia Tan", "The office");
                folder.replace(
                    "org.yaml",
                    "  GOV-04: foundational\n",
                    "  GOV-04:\n    level: foundational\n    verified: { level: 1, by: Mia Tan, on: 2026-11-20 }\n",
                );
            },
            "verified-by-former-answerer",
        ),
    ];
    for (why, change, code) in cheats {
        let outcome = changed(change).ends(1);
        assert!(outcome.stdout.contains(&format!("error[{code}]")), "{why}: {}", outcome.stdout);
    }
}

/// A file that was kept tells what a revision tells.
#[test]
fn a_baseline_of_a_file_knows_what_was_verified() {
    let folder = Folder::with("org.yaml", SHEET);
    folder.dmf(["assess", "org.yaml", "--write-baseline", "baseline.json"]).run().ends(0);
    let against = ["assess", "org.yaml", "--baseline", "baseline.json", "--fail-on-regression"];
    folder.dmf(against).run().ends(0);
    folder.replace("org.yaml", "level: developing, by", "level: established, by");
    let outcome = folder.dmf(against).run().ends(1);
    assert!(outcome.stdout.contains("error[verified-rewritten]"), "{}", outcome.stdout);
    folder.write("org.yaml", SHEET.replace("Dr. Mia Tan", "Internal audit"));
    let outcome = folder.dmf(against).run().ends(1);
    assert!(outcome.stdout.contains("error[verified-dropped]"), "{}", outcome.stdout);
}

#[test]
fn an_honest_change_of_it_passes() {
    let honest: &[Change] = &[
        (
            "verified in a change of its own",
            |folder| {
                folder.replace(
                    "org.yaml",
                    "  GOV-04: foundational\n",
                    "  GOV-04:\n    level: foundational\n    verified: { level: 1, by: Audit, on: 2026-11-20 }\n",
                );
            },
            "",
        ),
        (
            "verified again, and found better",
            |folder| {
                let (was, is) = (
                    "level: developing, by: Internal audit, on: 2026-10-01",
                    "level: 3, by: Internal audit, on: 2026-11-20",
                );
                folder.replace("org.yaml", was, is);
            },
            "",
        ),
        (
            "verified again, and found worse",
            |folder| {
                let (was, is) = (
                    "level: developing, by: Internal audit, on: 2026-10-01",
                    "level: 1, by: Internal audit, on: 2026-11-20",
                );
                folder.replace("org.yaml", was, is);
            },
            "verified-below-claimed",
        ),
        (
            "a level raised, and verified as before",
            |folder| folder.replace("org.yaml", "    level: developing\n", "    level: established\n"),
            "",
        ),
    ];
    for (why, change, code) in honest {
        let outcome = changed(change).ends(0);
        assert!(outcome.stdout.contains(code), "{why}: {}", outcome.stdout);
        assert!(!outcome.stdout.contains("error["), "{why}: {}", outcome.stdout);
    }
}

#[test]
fn a_sample_is_the_same_for_the_same_number_and_has_room_for_what_is_found() {
    let folder = Folder::with("org.yaml", SHEET);
    let draw = |args: &[&str]| folder.dmf([&["assess", "org.yaml", "--sample"], args].concat()).run();
    let ids = |args: &[&str]| -> Vec<String> {
        let value: Value = serde_json::from_str(&draw(&[args, &["--format", "json"]].concat()).answer()).expect("JSON");
        assert_eq!((&value["claims"], &value["kind"]), (&3.into(), &"audit-sample".into()));
        let practices = value["practices"].as_array().cloned().unwrap_or_default();
        practices.iter().map(|one| one["id"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(ids(&["2", "--seed", "4711"]), ["GOV-02", "GOV-01"]);
    assert_eq!(ids(&["3", "--seed", "4711"])[..2], ["GOV-02", "GOV-01"], "more begins with the same");
    let all: std::collections::BTreeSet<String> =
        (0..40).flat_map(|seed| ids(&["1", "--seed", &seed.to_string()])).collect();
    assert!(all.len() > 1, "another number draws others: {all:?}");
    let text = draw(&["12"]).answer().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("seed 20261124 · 3 of 3 practices above level 0, 12 were asked for"), "{text}");
    assert_eq!(text.matches("found: ____").count(), 3, "{text}");
    assert!(text.contains("developing verified by Internal audit on 2026-10-01"), "{text}");
    let csv = draw(&["12", "--format", "csv"]).answer();
    assert!(csv.starts_with("seed,practice,title,key,claimed,sentence,evidenced,evidence,found,by,on,note\n"), "{csv}");
    assert_eq!(csv.lines().count(), 4, "{csv}");
    assert!(draw(&["12", "--format", "markdown"]).answer().contains("| Found | By | On | Note |"));
    draw(&["0"]).ends(2);
    draw(&["2", "--fail-under", "1%"]).ends(2);
    draw(&["2", "other.yaml"]).ends(2);
    // Nothing to look at is no answer that anybody could sign.
    folder.write("org.yaml", "framework: asean-dmf@2.0.0\norganisation: { name: Acme, country: SG }\nanswers: {}\n");
    assert!(draw(&["2"]).ends(1).stdout.contains("nothing to look at"));
}
