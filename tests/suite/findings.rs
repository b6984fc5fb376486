//! What is wrong with a file is a finding: in every format, at its place, and beside the verdicts on all others.

use quick_xml::{Reader, events::Event};
use serde_json::Value;

use crate::harness::{Folder, Outcome};

/// A worksheet with one answer.
fn sheet(name: &str, level: &str) -> String {
    format!(
        "framework: asean-dmf@1.0.0\norganisation: {{ name: {name}, country: SG, profile: sme }}\nas_of: 2026-11-01\n\
         answers:\n  GOV-01: developing\n  GOV-02: {level}\n"
    )
}

/// Two worksheets that are right, and what `bad.yaml` holds.
fn folder(bad: impl AsRef<[u8]>) -> Folder {
    let folder = Folder::with("a.yaml", sheet("Alpha", "developing"));
    folder.write("z.yaml", sheet("Zeta", "none"));
    folder.write("bad.yaml", bad);
    folder
}

/// Ways to get a worksheet wrong: the code, line and column that are told.
fn mistakes() -> Vec<(Vec<u8>, &'static str, usize, usize)> {
    let mut latin = sheet("Caf?", "none").into_bytes();
    let at = latin.iter().position(|byte| *byte == b'?').expect("it is there");
    latin[at] = 0xe9;
    vec![
        (sheet("Beta", "foundationl").into_bytes(), "unknown-level", 6, 11),
        (sheet("Beta", "none").replace("GOV-02", "GOV-99").into_bytes(), "unknown-practice", 6, 3),
        (sheet("Beta", "none").replace("asean-dmf@1.0.0", "asean-dfm").into_bytes(), "unknown-framework", 1, 12),
        (sheet("Beta", "[").into_bytes(), "yaml-syntax", 6, 11),
        (Vec::new(), "empty-file", 1, 1),
        (latin, "invalid-utf8", 2, 26),
    ]
}

fn run(folder: &Folder, args: &[&str], format: &str) -> Outcome {
    folder.dmf(args.iter().chain(&["--format", format])).run()
}

/// The answer in JSON, of whichever format.
fn json(outcome: &Outcome) -> Value {
    serde_json::from_str(&outcome.stdout).unwrap_or_else(|error| panic!("{error}: {}", outcome.stdout))
}

#[test]
fn a_mistake_in_one_worksheet_is_a_finding_at_its_place_in_every_format() {
    for (bad, code, line, column) in mistakes() {
        let folder = folder(bad);
        let args = ["assess", "a.yaml", "bad.yaml", "z.yaml"];
        let told = |outcome: &Outcome| {
            assert_eq!(outcome.code, Some(3), "{code}: {}", outcome.stderr);
            assert!(outcome.stderr.contains(&format!("error[{code}]")), "{}", outcome.stderr);
        };
        let github = run(&folder, &args, "github");
        told(&github);
        let annotation = format!("::error file=bad.yaml,line={line},endLine=");
        assert!(
            github.stdout.lines().any(|one| one.starts_with(&annotation) && one.contains(&format!("title={code}"))),
            "{annotation} {code}\n{}",
            github.stdout
        );

        let sarif = run(&folder, &args, "sarif");
        told(&sarif);
        let results = json(&sarif)["runs"][0]["results"].as_array().expect("a list").clone();
        let result = results.iter().find(|result| result["ruleId"] == code).expect("it is a result");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "bad.yaml");
        assert_eq!(
            (&place["region"]["startLine"], &place["region"]["startColumn"]),
            (&line.into(), &column.into()),
            "{code}"
        );

        let gitlab = run(&folder, &args, "gitlab");
        told(&gitlab);
        let issues = json(&gitlab);
        let issue =
            issues.as_array().expect("a list").iter().find(|issue| issue["check_name"] == code).expect("an entry");
        assert_eq!(
            (&issue["location"]["path"], &issue["location"]["lines"]["begin"]),
            (&"bad.yaml".into(), &line.into())
        );

        let junit = run(&folder, &args, "junit");
        told(&junit);
        assert!(junit.stdout.contains("name=\"bad.yaml\""), "{}", junit.stdout);
        assert!(
            junit.stdout.contains(&format!("<failure type=\"{code}\" message=\"bad.yaml:{line}: ")),
            "{}",
            junit.stdout
        );
    }
}

#[test]
fn every_other_worksheet_is_judged_and_the_file_of_the_answer_is_written() {
    for format in ["table", "json", "ndjson", "markdown", "csv", "sarif", "junit", "github", "gitlab"] {
        for gate in [&[][..], &["--fail-under", "advanced"]] {
            let folder = folder(sheet("Beta", "foundationl"));
            let args: Vec<&str> = ["assess", "bad.yaml", "a.yaml", "z.yaml"].iter().chain(gate).copied().collect();
            let outcome = run(&folder, &args, format);
            assert_eq!(outcome.code, Some(3), "3 wins over 1: {format} {gate:?}\n{}", outcome.stderr);
            for file in ["a.yaml", "z.yaml"] {
                let name = if file == "a.yaml" { "Alpha" } else { "Zeta" };
                let said = outcome.stdout.contains(file) || outcome.stdout.contains(name);
                // Annotations are of findings alone.
                assert!(
                    said || format == "github" && gate.is_empty()
                        || ["sarif", "gitlab"].contains(&format) && gate.is_empty(),
                    "{format} {gate:?}: {file}\n{}",
                    outcome.stdout
                );
            }
            let args: Vec<&str> = args.iter().copied().chain(["-o", "out"]).collect();
            let written = run(&folder, &args, format);
            assert_eq!((written.code, written.stdout.as_str()), (Some(3), ""));
            assert_eq!(folder.read("out"), outcome.stdout, "{format}");
        }
    }
}

#[test]
fn where_no_worksheet_can_be_scored_findings_are_written_and_figures_are_not() {
    let folder = folder(sheet("Beta", "foundationl"));
    for (format, written) in [
        ("sarif", true),
        ("junit", true),
        ("github", true),
        ("gitlab", true),
        ("table", false),
        ("json", false),
        ("ndjson", false),
        ("csv", false),
        ("markdown", false),
        ("svg", false),
    ] {
        for file in ["bad.yaml", "nowhere.yaml", "."] {
            let outcome = folder.dmf(["assess", file, "--format", format, "-o", "out", "--force"]).run().ends(3);
            assert!(outcome.stderr.contains(file), "{format}: {}", outcome.stderr);
            let there = folder.names().contains(&"out".to_owned());
            assert_eq!(there, written, "{format} {file}");
            if there {
                assert!(folder.read("out").contains(file), "{format} {file}");
                std::fs::remove_file(folder.join("out")).expect("it can be removed");
            }
        }
    }
}

#[test]
fn a_mistake_in_the_settings_is_a_finding_as_well() {
    let folder = folder(sheet("Beta", "none"));
    folder.write("dmf.toml", "[gate]\nfail_on = [\"regresion\"]\n");
    let outcome = folder.dmf(["assess", "a.yaml", "bad.yaml", "--format", "github"]).run();
    assert_eq!(outcome.code, Some(3));
    assert!(outcome.stdout.contains("::error file=dmf.toml,line=2,"), "{}", outcome.stdout);
    folder.write("dmf.toml", "[gate\n");
    let outcome = folder.dmf(["assess", "a.yaml", "--format", "github"]).run();
    assert_eq!(outcome.code, Some(3));
    assert!(outcome.stdout.contains("::error file=dmf.toml,line="), "{}", outcome.stdout);
}

#[test]
fn an_object_of_json_says_which_worksheet_is_wrong_and_how() {
    let folder = folder(sheet("Beta", "foundationl"));
    let list = json(&run(&folder, &["assess", "bad.yaml", "a.yaml"], "json"));
    assert_eq!(list.as_array().map(Vec::len), Some(2), "{list}");
    assert_eq!((&list[0]["file"], &list[1]["file"]), (&"a.yaml".into(), &"bad.yaml".into()));
    let wrong = &list[1]["verdict"];
    assert_eq!((&wrong["passes"], &wrong["findings"][0]["code"]), (&false.into(), &"unknown-level".into()));
    assert_eq!(wrong["findings"][0]["place"]["line"], 6);
}

#[test]
fn a_warning_is_a_finding_that_does_not_fail() {
    let folder = Folder::with("org.yaml", sheet("Alpha", "none").replace("2026-11-01", "2027-11-01"));
    let outcome = run(&folder, &["assess", "org.yaml"], "github");
    assert_eq!(outcome.code, Some(0));
    assert!(outcome.stdout.contains("::warning file=org.yaml,line=3,"), "{}", outcome.stdout);
    assert!(outcome.stderr.contains("warning[future-assessment]"), "{}", outcome.stderr);
}

/// What Jenkins' junit-10.xsd allows: each element with its attributes and with what may stand in it.
const JUNIT: &[(&str, &[&str], &[&str])] = &[
    ("testsuites", &["name", "tests", "failures", "errors"], &["testsuite"]),
    ("testsuite", &["name", "tests", "failures", "errors", "skipped"], &["properties", "testcase"]),
    ("properties", &[], &["property"]),
    ("property", &["name", "value"], &[]),
    ("testcase", &["name", "classname"], &["skipped", "failure", "system-out"]),
    ("failure", &["type", "message"], &[]),
    ("skipped", &["message"], &[]),
    ("system-out", &[], &[]),
];

#[test]
fn a_test_report_has_the_shape_that_the_strictest_reader_knows() {
    let folder = folder(sheet("Beta", "foundationl"));
    folder.write("e.yaml", sheet("E", "none").replace("answers:", "answers: {}\nx:"));
    for args in [&["assess", "a.yaml"][..], &["assess", "a.yaml", "bad.yaml", "z.yaml", "--fail-under", "advanced"]] {
        let xml = run(&folder, args, "junit").stdout;
        let mut reader = Reader::from_str(&xml);
        let mut open: Vec<String> = Vec::new();
        loop {
            let event = reader.read_event().expect("well-formed");
            match &event {
                Event::Start(tag) | Event::Empty(tag) => {
                    let name = tag.name().as_ref().to_owned();
                    let (_, attributes, _) = JUNIT.iter().find(|row| row.0 == name).expect("a known element");
                    for attribute in tag.attributes() {
                        let key = attribute.expect("well-formed").key.as_ref().to_owned();
                        assert!(attributes.contains(&key.as_str()), "{name}/@{key}\n{xml}");
                    }
                    if let Some(parent) = open.last() {
                        let inside = JUNIT.iter().find(|row| row.0 == parent).expect("it was opened").2;
                        assert!(inside.contains(&name.as_str()), "{name} in {parent}");
                    }
                    if matches!(event, Event::Start(_)) {
                        open.push(name);
                    }
                }
                Event::End(_) => drop(open.pop()),
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(xml.contains("classname=\"a.yaml.GOV\""), "{xml}");
    }
}

#[test]
fn annotations_come_by_weight_and_close_with_the_verdict() {
    let folder = folder(sheet("Beta", "none"));
    let last = |outcome: &Outcome| outcome.stdout.lines().last().expect("a line").to_owned();
    let outcome = run(&folder, &["assess", "a.yaml"], "github");
    assert_eq!(last(&outcome), "dmf assess: no gate is set · Alpha: 4.0% claimed, 0.0% evidenced · nothing was found");
    let outcome = run(&folder, &["assess", "a.yaml", "--fail-under", "1%"], "github");
    assert!(last(&outcome).starts_with("dmf assess: PASSES · Alpha: "), "{}", outcome.stdout);
    let outcome = run(&folder, &["assess", "a.yaml", "z.yaml", "--fail-on", "not-assessed", "--all"], "github");
    assert!(last(&outcome).starts_with("dmf assess: FAILS · 2 files · "), "{}", outcome.stdout);
    let levels: Vec<&str> =
        outcome.stdout.lines().filter_map(|line| line.strip_prefix("::")?.split(' ').next()).collect();
    let errors = levels.iter().take_while(|level| **level == "error").count();
    assert!(errors > 10 && levels[errors..].iter().all(|level| *level == "notice"), "{levels:?}");
    let more = errors - 10 + (levels.len() - errors).saturating_sub(10);
    assert!(last(&outcome).contains(&format!("{errors} errors")), "{}", last(&outcome));
    assert!(last(&outcome).ends_with(&format!("{more} more than GitHub shows of a step: they stand in its log")));
    // Whoever is judged chooses the name, and the runner obeys what begins with colons or holds `##[`.
    for name in ["'::stop-commands::t'", "'A ##[stop-commands]zz'", "'##vso[task.complete]'"] {
        folder.write("v.yaml", sheet(name, "none"));
        for format in ["github", "table", "json", "ndjson", "markdown", "sarif", "junit", "gitlab"] {
            let outcome = run(&folder, &["assess", "v.yaml", "--fail-on", "not-assessed"], format);
            let commands = |line: &&str| {
                let own = format == "github" && line.starts_with("::error file=");
                !own && (line.trim_start().starts_with("::") || line.contains("##[") || line.contains("##vso["))
            };
            let obeyed: Vec<&str> = outcome.stdout.lines().filter(commands).collect();
            assert!(obeyed.is_empty(), "{format} {name}: {obeyed:?}");
        }
        let card = json(&run(&folder, &["assess", "v.yaml"], "json"));
        assert_eq!(card["organisation"]["name"], name.trim_matches('\''), "programs read it as it is");
    }
}

#[test]
fn what_is_wrong_keeps_its_words_from_the_log_as_well() {
    let folder = folder(sheet("Beta", "'##[error]x'"));
    let outcome = run(&folder, &["assess", "bad.yaml"], "table");
    assert!(
        outcome.stderr.contains("error[unknown-level]") && !outcome.stderr.contains("##[error]"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn sarif_names_no_address_that_is_not_ours() {
    let folder = folder(sheet("Beta", "none"));
    let driver = json(&run(&folder, &["assess", "a.yaml"], "sarif"))["runs"][0]["tool"]["driver"].clone();
    let address = driver["informationUri"].as_str().unwrap_or(env!("CARGO_PKG_REPOSITORY"));
    assert_eq!(address, env!("CARGO_PKG_REPOSITORY"), "{driver}");
}

#[test]
fn csv_begins_with_a_byte_order_mark_where_one_is_asked_for() {
    let folder = folder(sheet("Beta", "none"));
    folder.copy(std::path::Path::new("examples/regional-group"), "group");
    for args in [
        &["assess", "a.yaml"][..],
        &["portfolio", "a.yaml", "z.yaml"],
        &["diff", "z.yaml", "a.yaml"],
        &["transfer", "list", "group/transfers.yaml"],
        &["transfer", "export", "group/transfers.yaml"],
    ] {
        let plain = run(&folder, args, "csv").answer();
        let marked = run(&folder, &args.iter().chain(&["--bom"]).copied().collect::<Vec<_>>(), "csv").answer();
        assert_eq!(marked, format!("\u{feff}{plain}"), "{args:?}");
        let outcome = run(&folder, &args.iter().chain(&["--bom"]).copied().collect::<Vec<_>>(), "json").ends(2);
        assert!(outcome.stderr.contains("`--bom` is for CSV"), "{}", outcome.stderr);
    }
}

#[test]
fn a_baseline_that_is_written_says_what_it_was_held_against() {
    let folder = folder(sheet("Beta", "none"));
    let text = folder.dmf(["assess", "a.yaml", "--write-baseline", "b.json"]).run().answer();
    assert!(text.contains("PASSES: fit for a baseline"), "{text}");
    assert!(text.lines().all(|line| line.trim_end() != "PASSES:"), "{text}");
}

#[test]
fn a_register_and_an_agreement_that_are_wrong_are_findings_too() {
    let folder = Folder::with("transfers.yaml", "transfers:\n  - id: TR-01\n    statuss: active\n");
    folder.write("deal.yaml", "module: c2p\nexporterr: {}\n");
    folder.write("returned.md", "# Agreement\n\nNothing.\n");
    for (args, file) in [
        (&["transfer", "check", "transfers.yaml"][..], "transfers.yaml"),
        (&["transfer", "check", "nowhere.yaml"], "nowhere.yaml"),
        (&["mcc", "check", "returned.md", "--deal", "deal.yaml"], "deal.yaml"),
    ] {
        for format in ["github", "sarif", "junit", "gitlab"] {
            let outcome = folder.dmf(args.iter().chain(&["--format", format, "-o", "out", "--force"])).run();
            assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(3), ""), "{}", outcome.stderr);
            assert!(folder.read("out").contains(file), "{format} {args:?}: {}", folder.read("out"));
            std::fs::remove_file(folder.join("out")).expect("it can be removed");
        }
        folder.dmf(args.iter().chain(&["--format", "json", "-o", "out"])).run().ends(3);
        assert!(!folder.names().contains(&"out".to_owned()), "figures are not written where there are none");
    }
}

#[test]
fn a_workspace_in_which_nothing_is_known_does_not_pass() {
    for beside in [None, Some("s/sheet.yaml"), Some("notes.txt"), Some("Org.YAML")] {
        let folder = Folder::with("dmf.toml", "profile = \"sme\"\n");
        if let Some(name) = beside {
            folder.write(name, sheet("Alpha", "none"));
        }
        for format in ["table", "json", "github", "sarif", "junit", "gitlab"] {
            let outcome = run(&folder, &["check", "."], format);
            assert_eq!(outcome.code, Some(1), "{format} {beside:?}: {}{}", outcome.stdout, outcome.stderr);
        }
        let outcome = run(&folder, &["check", "."], "table");
        assert!(outcome.stderr.contains("error[nothing-to-check]"), "{}", outcome.stderr);
        assert!(!outcome.stdout.contains("every reference closes"), "{}", outcome.stdout);
    }
}

#[test]
fn an_organisation_has_an_id_of_its_own() {
    let folder = folder(sheet("Beta", "none").replace("{ name:", "{ id: UEN-201812345K, name:"));
    let card = json(&run(&folder, &["assess", "bad.yaml"], "json"));
    assert_eq!(card["organisation"]["id"], "UEN-201812345K");
    folder.write("bad.yaml", sheet("Beta", "none").replace("{ name:", "{ id: ' ', name:"));
    let outcome = folder.dmf(["assess", "bad.yaml"]).run().ends(3);
    assert!(outcome.stderr.contains("error[empty-text]"), "{}", outcome.stderr);
}

const FORMATS: [&str; 9] = ["table", "json", "ndjson", "markdown", "csv", "sarif", "junit", "github", "gitlab"];

#[test]
fn a_portfolio_has_one_verdict_in_every_format() {
    for (bad, gate, code) in [
        (None, &[][..], 0),
        (None, &["--fail-under", "50%"], 1),
        (None, &["--fail-under", "0%"], 0),
        (None, &["--fail-on", "not-assessed"], 1),
        (Some("foundationl"), &[][..], 3),
        (Some("foundationl"), &["--fail-under", "1%"], 3),
    ] {
        let folder = folder(sheet("Beta", bad.unwrap_or("none")));
        for format in FORMATS {
            let args: Vec<&str> = ["portfolio", "."].iter().chain(gate).copied().collect();
            let outcome = run(&folder, &args, format);
            assert_eq!(outcome.code, Some(code), "{format} {gate:?}: {}", outcome.stderr);
            let args: Vec<&str> = args.iter().copied().chain(["-o", "out", "--force"]).collect();
            assert_eq!(run(&folder, &args, format).code, Some(code));
            assert_eq!(folder.read("out"), outcome.stdout, "{format}");
            std::fs::remove_file(folder.join("out")).expect("it can be removed");
        }
    }
}

#[test]
fn what_a_portfolio_finds_stands_where_assess_finds_it() {
    let folder = folder(sheet("Beta", "foundationl"));
    let gate = ["--fail-under", "GOV=40%"];
    let one = |format: &str, args: &[&str]| {
        run(&folder, &args.iter().chain(&gate).copied().collect::<Vec<_>>(), format).stdout
    };
    let all = ["assess", "a.yaml", "bad.yaml", "z.yaml"];
    // Annotations, code quality and results are the same lines, whichever command finds them.
    let lines = |text: &str| -> Vec<String> {
        let mut lines: Vec<String> = text.lines().filter(|line| line.starts_with("::")).map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let (found, expected) = (lines(&one("github", &["portfolio", "."])), lines(&one("github", &all)));
    assert!(found.len() > 2 && found.iter().any(|line| line.contains("bad.yaml,line=6")), "{found:?}");
    assert_eq!(found, expected);
    let prints = |text: &str| -> Vec<String> {
        let issues: Value = serde_json::from_str(text).expect("it is JSON");
        let mut prints: Vec<String> =
            issues.as_array().expect("a list").iter().map(|issue| issue["fingerprint"].to_string()).collect();
        prints.sort();
        prints
    };
    assert_eq!(prints(&one("gitlab", &["portfolio", "."])), prints(&one("gitlab", &all)));
    let sarif: Value = serde_json::from_str(&one("sarif", &["portfolio", "."])).expect("it is JSON");
    assert_eq!(sarif["runs"][0]["automationDetails"]["id"], "dmf/portfolio/");
    let junit = one("junit", &["portfolio", "."]);
    for word in [
        "classname=\"a.yaml.GOV\"",
        "classname=\"z.yaml.GOV\"",
        "<failure type=\"unknown-level\" message=\"bad.yaml:6:",
    ] {
        assert!(junit.contains(word), "{word}\n{junit}");
    }
    let whole: Value = serde_json::from_str(&one("json", &["portfolio", "."])).expect("it is JSON");
    assert_eq!(whole["organisations"][0]["findings"][0]["code"], "below-level", "{whole}");
    assert_eq!(
        (&whole["verdict"]["passes"], &whole["verdict"]["findings"][0]["code"]),
        (&false.into(), &"unknown-level".into())
    );
}

/// Ways to lose a worksheet in a folder, and what a portfolio with a gate ends with.
fn lost() -> Vec<(&'static str, Vec<u8>, i32, &'static str)> {
    let text = sheet("Beta", "none");
    let wide = |mark: &[u8]| [mark, &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat();
    let big = [&b"\xfe\xff"[..], &text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>()].concat();
    let mut latin = text.clone().into_bytes();
    let at = text.find("Beta").expect("it is there");
    latin[at] = 0xe9;
    vec![
        ("bad.yaml", Vec::new(), 1, "not-a-worksheet"),
        ("bad.yaml", b"# framework: asean-dmf@1.0.0\n# answers: {}\n".to_vec(), 1, "not-a-worksheet"),
        ("bad.yaml", b"---\n\n".to_vec(), 1, "not-a-worksheet"),
        (
            "bad.yaml",
            text.replace("framework:", "framwork:").replace("answers:", "answer:").into_bytes(),
            1,
            "not-a-worksheet",
        ),
        ("bad.yaml", format!("sheet:\n  {}", text.replace('\n', "\n  ")).into_bytes(), 1, "not-a-worksheet"),
        ("bad.yaml", wide(b"\xff\xfe"), 3, "invalid-utf8"),
        ("bad.yaml", big, 3, "invalid-utf8"),
        ("bad.yaml", wide(b""), 3, ""),
        ("bad.yaml", latin, 3, "invalid-utf8"),
        ("bad.YAML", text.replace("none", "foundationl").into_bytes(), 3, "unknown-level"),
        ("Org.yml", text.replace("none", "foundationl").into_bytes(), 3, "unknown-level"),
        ("deep/ORG.YML", text.replace("none", "foundationl").into_bytes(), 3, "unknown-level"),
    ]
}

#[test]
fn a_worksheet_that_was_lost_passes_no_gate_and_is_named() {
    for (name, bytes, code, told) in lost() {
        let folder = folder(sheet("Beta", "none"));
        std::fs::remove_file(folder.join("bad.yaml")).expect("it can be removed");
        folder.write(name, &bytes);
        for format in FORMATS {
            let outcome = run(&folder, &["portfolio", ".", "--fail-under", "0%"], format);
            assert_eq!(outcome.code, Some(code), "{format} {name} {told}: {}", outcome.stderr);
            assert!(outcome.stderr.contains(&format!("error[{told}")), "{format} {name} {told}: {}", outcome.stderr);
            let file = name.rsplit('/').next().expect("a name");
            assert!(outcome.stderr.contains(file), "{}", outcome.stderr);
            if ["sarif", "junit", "github", "gitlab"].contains(&format) {
                assert!(outcome.stdout.contains(file) && outcome.stdout.contains(told), "{format}: {}", outcome.stdout);
            }
        }
        // Without a gate it is said, and no more.
        let outcome = run(&folder, &["portfolio", "."], "table");
        assert_eq!(outcome.code, Some(if code == 1 { 0 } else { 3 }), "{name} {told}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(told), "{}", outcome.stderr);
    }
}

#[test]
fn what_is_no_worksheet_is_counted_and_no_more() {
    let folder = folder(sheet("Beta", "none"));
    folder.write("deal.yaml", "module: c2p\nexporter: { name: A }\n");
    folder.write("transfers.yaml", "organisation: { name: A, country: SG }\ntransfers: []\n");
    folder.write("notes.yml", "shopping: [milk]\n");
    let outcome = run(&folder, &["portfolio", ".", "--fail-under", "0%"], "json");
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    assert_eq!(json(&outcome)["summary"]["passed_over"], 3);
    // None of the files that come with the program looks like a worksheet that was lost.
    for examples in ["examples", "tests/fixtures", "frameworks"] {
        let outcome = folder.dmf(["portfolio", &crate::harness::root().join(examples).to_string_lossy()]).run();
        assert!(!outcome.stderr.contains("not-a-worksheet"), "{}", outcome.stderr);
    }
}

#[test]
fn a_file_that_is_meant_to_be_empty_is_waived() {
    let folder = folder("");
    let waiver = "[[waivers]]\ncode = \"not-a-worksheet\"\nfile = \"bad.yaml\"\nreason = \"it comes in spring\"\nowner = \"DPO\"\nuntil = 2026-12-31\n";
    folder.write("dmf.toml", waiver);
    let outcome = run(&folder, &["portfolio", ".", "--fail-under", "0%"], "sarif");
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    let result = &json(&outcome)["runs"][0]["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&"not-a-worksheet".into(), &"note".into()));
}

#[test]
fn an_organisation_that_is_judged_twice_passes_no_gate() {
    let twin = sheet("Alpha", "developing");
    for (name, text, code) in [
        ("bad.yaml", twin.clone(), 1),
        ("bad.yaml", twin.replace("Alpha", "' ALPHA '"), 1),
        ("bad.yaml", twin.replace("{ name:", "{ id: '2', name:"), 1),
        ("bad.yaml", twin.replace("SG", "MY"), 0),
        ("bad.yaml", twin.replace("Alpha", "Beta"), 0),
    ] {
        let folder = folder(&text);
        let gate = ["--fail-under", "0%"];
        for format in FORMATS {
            for files in [&["portfolio", "."][..], &["portfolio", "a.yaml", name], &["assess", "a.yaml", name]] {
                let args: Vec<&str> = files.iter().chain(&gate).copied().collect();
                let outcome = run(&folder, &args, format);
                assert_eq!(outcome.code, Some(code), "{args:?} {format}: {}", outcome.stderr);
                let shown = outcome.stdout.contains("duplicate-organisation")
                    || outcome.stderr.contains("duplicate-organisation");
                assert!(
                    shown == (code == 1) || ["markdown", "csv"].contains(&format),
                    "{args:?} {format}: {}{}",
                    outcome.stdout,
                    outcome.stderr
                );
                if format == "github" && code == 1 {
                    let line =
                        outcome.stdout.lines().find(|line| line.contains("duplicate-organisation")).expect("annotated");
                    assert!(line.starts_with("::error file=bad.yaml,line=2,"), "{line}");
                    assert!(line.contains("a.yaml"), "{line}");
                }
            }
        }
        // Where nothing is asked it is said, and passes.
        run(&folder, &["assess", "a.yaml", name], "table").ends(0);
        run(&folder, &["portfolio", "."], "table").ends(0);
    }
}

#[test]
fn one_file_named_twice_is_judged_twice_and_an_id_tells_two_apart() {
    let folder = folder(sheet("Beta", "none"));
    for files in [["a.yaml", "a.yaml"], ["a.yaml", "./a.yaml"]] {
        let outcome = folder.dmf(["portfolio", files[0], files[1], "--fail-under", "0%"]).run();
        assert_eq!(outcome.code, Some(1));
        assert!(outcome.stderr.contains("error[duplicate-organisation]"), "{}", outcome.stderr);
    }
    let with = |id: &str| sheet("Alpha", "none").replace("{ name:", &format!("{{ id: '{id}', name:"));
    folder.write("a.yaml", with("1"));
    folder.write("bad.yaml", with("2"));
    run(&folder, &["portfolio", ".", "--fail-under", "0%"], "table").ends(0);
    // One id under two names is one organisation.
    folder.write("bad.yaml", with("1").replace("Alpha", "Renamed"));
    let outcome = run(&folder, &["portfolio", ".", "--fail-under", "0%"], "table").ends(1);
    assert!(outcome.stderr.contains("Renamed, `1`"), "{}", outcome.stderr);
}

#[test]
fn flags_that_lines_cannot_honour_are_refused() {
    let folder = folder(sheet("Beta", "none"));
    let line = r#"{"framework":"asean-dmf","organisation":{"name":"R","country":"SG"},"answers":{"GOV-01":1}}"#;
    let lines = |args: &[&str]| folder.dmf(["portfolio", "--input", "ndjson"].iter().chain(args)).input(line).run();
    for (args, word) in [
        (&["--baseline", "git:HEAD"][..], "--baseline"),
        (&["--baseline", "."], "--baseline"),
        (&["--fail-on-regression"], "--fail-on-regression"),
        (&["--fail-on", "regression"], "--fail-on-regression"),
        (&["a.yaml"], "standard input"),
    ] {
        let outcome = lines(args).ends(2);
        assert!(outcome.stderr.contains(word), "{args:?}: {}", outcome.stderr);
    }
    lines(&["--fail-under", "0%"]).ends(0);
    folder.write("dmf.toml", "[gate]\nbaseline = \"git:HEAD\"\nfail_on = [\"regression\"]\n");
    let outcome = lines(&[]).ends(2);
    assert!(outcome.stderr.contains("--no-gate"), "{}", outcome.stderr);
    lines(&["--no-gate"]).ends(0);
}

#[test]
fn a_folder_without_worksheets_is_no_answer_in_any_format() {
    for (name, text) in [("notes.yaml", "shopping: [milk]\n"), ("org.yaml", ""), ("readme.txt", "x")] {
        let folder = Folder::with(name, text);
        for format in FORMATS {
            let outcome = run(&folder, &["portfolio", "."], format);
            assert_eq!(outcome.code, Some(3), "{format} {name}");
            assert!(outcome.stderr.contains("no worksheet was found"), "{}", outcome.stderr);
            if format == "github" {
                assert!(!outcome.stdout.contains("PASSES"), "{}", outcome.stdout);
            }
        }
    }
}
