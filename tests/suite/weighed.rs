//! `dmf transfer check`: the example register, days on which things become overdue, what changes, and the gate.

use std::path::Path;

use serde_json::Value;

use crate::harness::{Folder, Outcome};

/// The regional group, to be changed.
fn group() -> Folder {
    let folder = Folder::new();
    folder.copy(Path::new("examples/regional-group"), ".");
    folder
}

fn check(folder: &Folder, more: &[&str]) -> Outcome {
    let words = ["transfer", "check", "transfers.yaml"].iter().chain(more);
    folder.dmf(words).run()
}

fn json(folder: &Folder, more: &[&str]) -> Value {
    let words: Vec<&str> = more.iter().copied().chain(["--format", "json"]).collect();
    let outcome = check(folder, &words);
    serde_json::from_str(&outcome.stdout).unwrap_or_else(|error| panic!("{error}\n{}", outcome.stderr))
}

fn transfer<'a>(answer: &'a Value, id: &str) -> &'a Value {
    let list = answer["transfers"].as_array().expect("there is a list");
    list.iter().find(|one| one["id"] == id).unwrap_or_else(|| panic!("{id} is not shown"))
}

/// Codes of the findings about a transfer.
fn codes(answer: &Value, id: &str) -> Vec<String> {
    let findings = answer["verdict"]["findings"].as_array().expect("there is a list");
    let about = findings.iter().filter(|finding| finding["transfer"] == id);
    about.map(|finding| finding["code"].as_str().expect("a code is text").to_owned()).collect()
}

fn has(answer: &Value, id: &str, code: &str) -> bool {
    codes(answer, id).iter().any(|found| found == code)
}

/// Id, decision, inherent and residual risk, and whether it may go ahead.
type Decided<'a> = (&'a str, &'a str, Option<u64>, Option<u64>, bool);

#[test]
fn the_example_has_each_decision_as_it_was_reviewed() {
    let folder = group();
    let answer = json(&folder, &[]);
    let decided: Vec<Decided<'_>> = answer["transfers"]
        .as_array()
        .expect("there is a list")
        .iter()
        .map(|one| {
            let text = |value: &'static str, of: &'static str| one[value][of].as_u64();
            let decision = &one["decision"];
            (
                one["id"].as_str().expect("text"),
                decision["id"].as_str().expect("text"),
                text("inherent", "risk"),
                text("residual", "risk"),
                decision["may_proceed"].as_bool().expect("yes or no"),
            )
        })
        .collect();
    assert_eq!(
        decided,
        [
            ("TR-01", "mcc-suffices", Some(4), Some(4), true),
            ("TR-02", "mcc-suffices", Some(6), Some(6), true),
            ("TR-03", "mcc-with-measures", Some(9), Some(4), true),
            ("TR-04", "mcc-with-measures", Some(12), Some(4), true),
            ("TR-05", "mcc-with-measures-and-acceptance", Some(15), Some(15), true),
            ("TR-06", "mcc-suffices", Some(6), Some(6), true),
            ("TR-07", "another-mechanism", Some(6), Some(6), false),
            ("TR-08", "do-not-transfer", Some(16), Some(16), false),
            ("TR-09", "mcc-with-measures", Some(12), Some(6), true),
            ("TR-10", "not-assessable", None, None, false),
            ("TR-11", "mcc-with-measures", Some(9), Some(6), true),
            ("TR-12", "mcc-with-measures", Some(6), Some(4), true),
        ]
    );
    check(&folder, &[]).ends(1);
    check(&folder, &["TR-01", "TR-05"]).ends(0);
    check(&folder, &["TR-07"]).ends(1);
}

#[test]
fn a_malaysian_assessment_is_overdue_from_its_third_anniversary_on() {
    // Day of the assessment, last day on which it holds, first day on which it is overdue.
    for (made, last, first) in [
        ("2025-06-02", "2028-06-01", "2028-06-02"),
        ("2024-02-29", "2027-02-27", "2027-02-28"),
        ("2025-02-28", "2028-02-27", "2028-02-28"),
        ("2025-08-31", "2028-08-30", "2028-08-31"),
        ("2025-03-01", "2028-02-29", "2028-03-01"),
    ] {
        let folder = group();
        folder.replace("impacts/tr-03.yaml", "date: 2025-06-02", &format!("date: {made}"));
        // A review counts as a look at the transfer, and does not renew what the law limits.
        folder.replace("transfers.yaml", "reviewed: 2026-06-01\n    review: 2027-06-01", &format!("reviewed: {last}"));
        for (day, overdue) in [(last, false), (first, true)] {
            let answer = json(&folder, &["TR-03", "--today", day]);
            let found = has(&answer, "TR-03", "assessment-overdue");
            assert_eq!(found, overdue, "made on {made}, looked at on {day}: {}", transfer(&answer, "TR-03")["dues"]);
        }
    }
}

#[test]
fn an_assessment_ages_by_the_tier_and_a_review_makes_it_young() {
    let overdue = |folder: &Folder, day: &str| has(&json(folder, &["--today", day]), "TR-02", "assessment-overdue");
    let folder = group();
    assert!(!overdue(&folder, "2027-01-19"));
    assert!(overdue(&folder, "2027-01-20"));
    folder.replace("transfers.yaml", "review: 2027-01-15", "reviewed: 2027-01-10");
    assert!(!overdue(&folder, "2027-01-20"));
    assert!(overdue(&folder, "2028-01-10"));
}

#[test]
fn an_acceptance_ends_by_itself_and_may_not_run_too_long() {
    let blocked = |folder: &Folder, day: &str| {
        let answer = json(folder, &["TR-05", "--today", day]);
        let found = has(&answer, "TR-05", "risk-not-accepted");
        assert_eq!(transfer(&answer, "TR-05")["decision"]["may_proceed"], !found);
        found
    };
    let folder = group();
    assert!(!blocked(&folder, "2027-01-10"));
    assert!(blocked(&folder, "2027-01-11"));
    folder.replace("impacts/tr-05.yaml", "until: 2027-01-10", "until: 2027-01-14");
    assert!(!blocked(&folder, "2027-01-14"));
    folder.replace("impacts/tr-05.yaml", "until: 2027-01-14", "until: 2027-01-15");
    assert!(blocked(&folder, "2026-11-24"));
}

#[test]
fn a_dossier_may_be_late_by_no_day() {
    let folder = group();
    // First transfer on 10 March: 60 days run to 9 May.
    let decision = |day: &str| json(&folder, &["--today", day]);
    let (before, after) = (decision("2026-05-09"), decision("2026-05-10"));
    assert!(!has(&before, "TR-07", "mechanism-not-enough"));
    assert!(has(&before, "TR-07", "law-step-open"));
    assert!(has(&after, "TR-07", "mechanism-not-enough"));
    let filing = |what: &str| {
        format!("filings: [{{ country: VN, what: {what}, date: 2026-05-01 }}]\n    impact: impacts/tr-07.yaml")
    };
    folder.replace("transfers.yaml", "review: 2027-03-01\n    impact: impacts/tr-07.yaml", &filing("yearly report"));
    let other = json(&folder, &["TR-07"]);
    assert!(has(&other, "TR-07", "mechanism-not-enough"), "what was filed there is something else");
    folder.replace("transfers.yaml", &filing("yearly report"), &filing("transfer impact dossier"));
    let filed = json(&folder, &["TR-07"]);
    assert_eq!(transfer(&filed, "TR-07")["decision"]["id"], "mcc-suffices");
}

#[test]
fn whatever_changed_since_the_assessment_calls_for_a_new_one() {
    let said = |from: &str, to: &str| {
        let folder = group();
        folder.replace("transfers.yaml", from, to);
        has(&json(&folder, &[]), "TR-01", "reassessment-due")
    };
    assert!(!said("volume: { people: 500 }", "volume: { people: 600 }"), "480 and a quarter are 600");
    assert!(said("volume: { people: 500 }", "volume: { people: 601 }"));
    let none = "sub_processors: []\n    mechanism: mcc\n    agreement: deals/helpdesk.yaml";
    let some = |since: &str| none.replacen("[]", &format!("[{{ name: X, country: JP, since: {since} }}]"), 1);
    assert!(said(none, &some("2026-03-03")));
    assert!(!said(none, &some("2026-03-02")));
    let deal = "agreement: deals/helpdesk.yaml";
    let version = |number: &str| format!("agreement: {{ ref: Agreement NG-2026-004, version: \"{number}\" }}");
    assert!(!said(deal, &version("1.0")));
    assert!(said(deal, &version("1.1")));
    let owner = "owner: Head of IT";
    assert!(said(owner, "owner: Head of IT\n    incidents: [{ date: 2026-10-01, what: Tickets sent astray }]"));
    assert!(!said(owner, "owner: Head of IT\n    incidents: [{ date: 2026-03-01, what: Tickets sent astray }]"));
    assert!(said("until: 2028-03-31", "until: 2026-11-23"));
    // A law that took effect in between: Vietnam's decree on fines, of August 2026.
    let folder = group();
    folder.replace("impacts/tr-09.yaml", "date: 2026-09-15", "date: 2026-08-01");
    assert!(has(&json(&folder, &[]), "TR-09", "reassessment-due"));
}

#[test]
fn an_empty_register_passes_no_gate() {
    let folder = Folder::with("transfers.yaml", "transfers: []\n");
    for format in FORMATS {
        let text = check(&folder, &["--format", format]).ends(1).stdout;
        assert!(format == "csv" || text.contains("no transfer yet: the register lists none"), "{format}\n{text}");
    }
}

#[test]
fn a_country_behind_the_importer_needs_a_look_or_an_assessment_of_its_own() {
    let folder = group();
    assert!(has(&json(&folder, &[]), "TR-11", "onward-not-assessed"));
    folder.replace("impacts/tr-11.yaml", "countries: [SG]", "countries: [SG, IN]");
    assert!(!has(&json(&folder, &[]), "TR-11", "onward-not-assessed"));
    let folder = group();
    folder.replace("transfers.yaml", "access: remote, since: 2026-09-01", "access: none, since: 2026-09-01");
    // Those of Singapore of which nobody is sure, read by somebody.
    let grades = [("access", 3), ("oversight", 3), ("redress", 2), ("transparency", 3)];
    let grades = grades.map(|(of, grade)| format!("{of}: {{ grade: {grade}, reason: read by counsel }}"));
    let grades = format!("grades: {{ SG: {{ {} }} }}\nimporter:", grades.join(", "));
    folder.replace("impacts/tr-11.yaml", "importer:", &grades);
    let answer = json(&folder, &[]);
    assert!(!has(&answer, "TR-11", "onward-not-assessed"));
    assert_eq!(transfer(&answer, "TR-11")["inherent"]["risk"], 6, "who cannot read it brings no country");
}

#[test]
fn without_its_measure_a_transfer_may_not_go_ahead() {
    let folder = group();
    folder.replace("impacts/tr-09.yaml", "state: in-place", "state: planned");
    let answer = json(&folder, &["TR-09"]);
    let found = transfer(&answer, "TR-09");
    assert_eq!(found["residual"]["risk"], 12);
    assert_eq!(found["decision"]["id"], "mcc-with-measures-and-acceptance");
    assert_eq!(found["decision"]["rule"], "worst-grade-open");
    assert!(has(&answer, "TR-09", "measures-insufficient"));
    let first = &found["changes"][0];
    assert_eq!(
        (&first["measures"][0], first["decision"].as_str()),
        (&"end-to-end-encryption".into(), Some("mcc-with-measures"))
    );
}

#[test]
fn a_grade_of_the_country_gives_way_to_one_with_a_reason() {
    let folder = group();
    let likelihood = |folder: &Folder| json(folder, &["TR-01"])["transfers"][0]["inherent"]["likelihood"].as_u64();
    assert_eq!(likelihood(&folder), Some(2));
    let grades = "grades:\n  JP:\n    access: { grade: 5, reason: read by counsel }\n    law: { grade: 4, reason: read by counsel }\nimporter:";
    folder.replace("impacts/tr-01.yaml", "importer:", grades);
    assert_eq!(likelihood(&folder), Some(3));
}

#[test]
fn a_law_of_the_fourth_grade_is_no_general_law() {
    let likelihood = |grade: u8| {
        let folder = group();
        let law = format!("grades: {{ JP: {{ law: {{ grade: {grade}, reason: read by counsel }} }} }}\nimporter:");
        folder.replace("impacts/tr-01.yaml", "importer:", &law);
        let likelihood = json(&folder, &["TR-01"])["transfers"][0]["inherent"]["likelihood"].as_u64();
        let steps = check(&folder, &["--explain", "TR-01", "--width", "400"]).stdout;
        (likelihood, steps.contains("no general data law"))
    };
    // One grade more in one factor of nine moves no mean from 2 to 3: the floor does.
    assert_eq!(likelihood(3), (Some(2), false));
    assert_eq!(likelihood(4), (Some(3), true));
}

#[test]
fn a_refused_measure_is_told_in_the_record_where_it_stands() {
    let folder = group();
    let record = folder.read("impacts/tr-03.yaml");
    folder.write("impacts/tr-03.yaml", record.replacen("    verified: 2026-05-18\n", "", 2));
    let answer = json(&folder, &["TR-03"]);
    let findings = answer["verdict"]["findings"].as_array().expect("a list");
    let told: Vec<(String, u64)> = findings
        .iter()
        .filter(|finding| finding["code"] == "measure-refused")
        .map(|finding| {
            let place = &finding["place"];
            (place["file"].as_str().expect("text").to_owned(), place["line"].as_u64().expect("a number"))
        })
        .collect();
    let line = |id: &str| {
        let text = folder.read("impacts/tr-03.yaml");
        text.lines().position(|line| line.contains(id)).expect("it is there") as u64 + 1
    };
    let expected = ["id: certificate", "id: field-minimisation"].map(|id| ("impacts/tr-03.yaml".to_owned(), line(id)));
    assert_eq!(told, expected);
}

#[test]
fn of_several_opinions_the_one_that_is_against_it_is_told_where_it_stands() {
    let folder = group();
    let earlier =
        "opinions:\n  - { by: Maria Santos, role: counsel, date: 2026-10-21, view: conditions, text: As it is }\n";
    folder.replace("impacts/tr-08.yaml", "opinions:\n", earlier);
    let text = folder.read("impacts/tr-08.yaml");
    let line = text.lines().position(|line| line.contains("view: against")).expect("it is there") + 1;
    let answer = json(&folder, &["TR-08"]);
    let findings = answer["verdict"]["findings"].as_array().expect("a list");
    let told: Vec<&Value> = findings.iter().filter(|finding| finding["code"] == "opinion-against").collect();
    assert_eq!(told.len(), 1, "{findings:?}");
    assert_eq!(
        (&told[0]["place"]["file"], &told[0]["place"]["line"]),
        (&Value::from("impacts/tr-08.yaml"), &Value::from(line))
    );
}

#[test]
fn a_waiver_excuses_a_transfer_for_a_while_and_each_format_says_so() {
    let folder = group();
    let waiver = |id: &str, code: &str| {
        format!(
            "[[waivers]]\ntransfer = \"{id}\"\ncode = \"{code}\"\nreason = \"filed this week\"\nowner = \"Group DPO\"\nuntil = 2026-12-31\n"
        )
    };
    let three =
        [("TR-07", "mechanism-not-enough"), ("TR-10", "transfer-not-assessable"), ("TR-11", "onward-not-assessed")];
    folder.write("dmf.toml", three.map(|(id, code)| waiver(id, code)).concat());
    for format in ["table", "json", "ndjson", "markdown", "csv", "sarif", "junit", "github", "gitlab"] {
        check(&folder, &["--format", format]).ends(0);
        check(&folder, &["--format", format, "--no-gate"]).ends(1);
        check(&folder, &["--format", format, "--fail-on", "law-step-open"]).ends(1);
    }
    check(&folder, &["--today", "2027-01-01"]).ends(1);
    let answer = json(&folder, &[]);
    assert_eq!(answer["verdict"]["waived"], 3);
    let github = check(&folder, &["--format", "github"]).stdout;
    assert!(github.contains("TR-07") && github.contains("line="), "{github}");
}

#[test]
fn an_appetite_of_ones_own_asks_for_an_acceptance_sooner() {
    let folder = group();
    let decision = |more: &[&str]| transfer(&json(&folder, more), "TR-11")["decision"]["rule"].clone();
    assert_ne!(decision(&[]), "above-appetite");
    assert_eq!(decision(&["--appetite", "5"]), "above-appetite");
    check(&folder, &["--appetite", "13"]).ends(2);
}

#[test]
fn the_appetite_of_the_workspace_counts_and_a_flag_overrides_it() {
    let folder = group();
    let settings = folder.read("dmf.toml");
    let with = |appetite: &str| folder.write("dmf.toml", format!("{settings}\n[transfer]\nappetite = {appetite}\n"));
    let rule = |more: &[&str]| transfer(&json(&folder, more), "TR-11")["decision"]["rule"].clone();
    with("5");
    assert_eq!(rule(&[]), "above-appetite");
    assert_ne!(rule(&["--appetite", "12"]), "above-appetite");
    assert_eq!(json(&folder, &[])["appetite"], 5);
    let text = check(&folder, &["--width", "200"]).stdout;
    assert!(text.contains("appetite 5 instead of 12"), "{text}");
    // The list and the map weigh as the check does.
    let list = folder.dmf(["transfer", "list", "transfers.yaml", "--format", "csv"]).run().answer();
    let row = list.lines().find(|line| line.starts_with("TR-11")).expect("it is listed");
    assert!(row.contains("mcc-with-measures-and-acceptance,false"), "{row}");
    // More than the method bears is nobody's to say.
    with("13");
    for command in [vec!["transfer", "check", "transfers.yaml"], vec!["transfer", "list", "transfers.yaml"]] {
        let outcome = folder.dmf(command).run().ends(3);
        let found = outcome.complaints();
        assert_eq!((found[0].code.as_str(), found[0].file.as_str()), ("bad-number", "dmf.toml"), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("the method bears at most 12"), "{}", outcome.stderr);
    }
    let outcome = folder.dmf(["check"]).run();
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    with("0");
    check(&folder, &[]).ends(3);
}

/// Moves the assessment of a transfer out of its file into the register.
fn moved(folder: &Folder, number: &str) {
    let file = format!("impacts/tr-{number}.yaml");
    let text = folder.read(&file);
    let lines = text.lines().filter(|line| !line.starts_with("transfer:"));
    let inside: Vec<String> = lines.map(|line| format!("      {line}\n")).collect();
    let inside = inside.concat();
    folder.replace("transfers.yaml", &format!("    impact: {file}\n"), &format!("    impact:\n{inside}"));
    std::fs::remove_file(folder.join(&file)).expect("it is there");
}

#[test]
fn an_assessment_inside_the_register_is_weighed_as_one_in_a_file_of_its_own() {
    let (apart, inside) = (group(), group());
    for number in ["01", "02", "03", "04", "05", "06", "07", "08", "09", "11"] {
        moved(&inside, number);
    }
    let weighed = |folder: &Folder, command: &[&str]| {
        let outcome = folder.dmf(command).run();
        (outcome.code, outcome.stdout, outcome.stderr)
    };
    for command in [
        vec!["transfer", "check", "transfers.yaml", "--format", "markdown"],
        vec!["transfer", "check", "transfers.yaml", "--all", "--format", "csv"],
        vec!["transfer", "check", "transfers.yaml", "--explain", "TR-05"],
        vec!["transfer", "list", "transfers.yaml"],
        vec!["transfer", "list", "transfers.yaml", "--format", "svg"],
        vec!["transfer", "due", "transfers.yaml", "--all"],
        vec!["mcc", "render", "deals/archive.yaml", "--draft"],
    ] {
        let (one, other) = (weighed(&apart, &command), weighed(&inside, &command));
        if command.contains(&"markdown") {
            // Places are elsewhere, and nothing else is.
            let plain = |text: &str| {
                let placed = |line: &&str| line.contains("transfers.yaml:") || line.contains("impacts/tr-");
                text.lines().filter(|line| !placed(line)).count()
            };
            assert_eq!((one.0, plain(&one.1)), (other.0, plain(&other.1)), "{command:?}");
        } else {
            assert_eq!(one, other, "{command:?}");
        }
    }
    inside.dmf(["check"]).run().answer();
    // What a deal drops is told at its place in the register.
    let deal = inside.read("deals/archive.yaml");
    inside.write("deals/archive.yaml", format!("{deal}supplementary_measures: [{{ measure: guards }}]\n"));
    let line = inside.read("transfers.yaml").lines().position(|line| line.contains("id: end-to-end-encryption"));
    let place = format!("transfers.yaml:{}:15", line.expect("it stands there") + 1);
    let outcome = inside.dmf(["check"]).run();
    assert!(outcome.stderr.contains(&place), "{place}\n{}", outcome.stderr);
    // It goes into a sheet and comes back.
    let view = |file: &str| inside.dmf(["transfer", "check", file, "--format", "csv"]).run().stdout;
    inside.dmf(["transfer", "export", "transfers.yaml", "-o", "sheet.csv"]).run().answer();
    inside.dmf(["transfer", "import", "sheet.csv", "-o", "again.yaml"]).run().answer();
    assert_eq!(view("again.yaml"), view("transfers.yaml"));
}

#[test]
fn a_list_tells_the_risk_that_is_left_and_the_decision() {
    let folder = group();
    let list = |more: &[&str]| {
        let words = ["transfer", "list", "transfers.yaml"].iter().chain(more);
        folder.dmf(words).run().answer()
    };
    let wide = list(&["--width", "300"]);
    for words in
        ["Risk and decision", "15 high", "MCC + measures + senior acceptance", "✗ do not transfer", "not assessed"]
    {
        assert!(wide.contains(words), "{words}\n{wide}");
    }
    let narrow = list(&["--width", "60"]);
    assert!(narrow.contains("16") && narrow.contains("assessed"), "{narrow}");
    let csv = list(&["--format", "csv"]);
    assert!(csv.contains("assessed,15,high,mcc-with-measures-and-acceptance,true"), "{csv}");
    assert!(csv.lines().any(|line| line.starts_with("TR-10") && line.ends_with("not-assessed,,,,false")), "{csv}");
    let view: Value = serde_json::from_str(&list(&["--format", "json"])).expect("JSON");
    assert_eq!(view["transfers"][9]["weighed"]["state"], "not-assessed");
    let markdown = list(&["--format", "markdown"]);
    assert!(markdown.contains("| 16 critical: do not transfer (may not go ahead as it is) |"), "{markdown}");
    // With an assessment and without a fact that decides, nothing is known either.
    folder.replace("transfers.yaml", "    volume: { people: 310000 }\n", "");
    assert!(list(&["--width", "300"]).contains("not assessable"));
    // A register without any assessment says so of each.
    folder.copy(Path::new("tests/fixtures/payroll.yaml"), "plain.yaml");
    let plain = folder.dmf(["transfer", "list", "plain.yaml", "--width", "300"]).run().answer();
    assert!(plain.contains("not assessed"), "{plain}");
}

/// All formats in which a finding is told.
const FORMATS: [&str; 9] = ["table", "json", "ndjson", "markdown", "csv", "sarif", "junit", "github", "gitlab"];

#[test]
fn a_measure_that_the_agreement_lacks_is_told_with_both_places() {
    let folder = group();
    let deal = folder.read("deals/archive.yaml");
    folder.write(
        "deals/archive.yaml",
        format!(
            "{deal}supplementary_measures:\n  - {{ measure: guards, kind: organisational, description: Guards. }}\n"
        ),
    );
    let line = deal.lines().count() + 2;
    let record = folder.read("impacts/tr-09.yaml");
    let measure =
        record.lines().position(|line| line.contains("- id: end-to-end-encryption")).expect("it is there") + 1;
    let (there, asked) = (format!("deals/archive.yaml:{line}"), format!("impacts/tr-09.yaml:{measure}"));
    let answer = json(&folder, &[]);
    let findings = answer["verdict"]["findings"].as_array().expect("a list");
    let found: Vec<&Value> = findings.iter().filter(|finding| finding["code"] == "measure-not-agreed").collect();
    let [found] = found[..] else { panic!("{findings:?}") };
    assert_eq!((&found["transfer"], &found["place"]["line"]), (&"TR-09".into(), &line.into()));
    assert_eq!((&found["related"][0]["place"]["line"], &found["place"]["column"]), (&measure.into(), &3.into()));
    for format in FORMATS {
        let text = check(&folder, &["--all", "--format", format, "--width", "400"]).stdout;
        for place in ["deals/archive.yaml", "impacts/tr-09.yaml"] {
            // A CSV is one row a transfer, and holds no findings.
            assert!(format == "csv" || text.contains(place), "{format}: {place}\n{text}");
        }
        let lines = [format!("{there}:3"), format!("{asked}:9")];
        let shows_lines = matches!(format, "table" | "github" | "gitlab");
        assert!(
            !shows_lines || lines.iter().skip(usize::from(format != "table")).all(|line| text.contains(line)),
            "{format}\n{text}"
        );
    }
    let strict = ["--no-gate", "TR-09", "--fail-on", "measure-not-agreed"];
    check(&folder, &strict[..2]).ends(0);
    check(&folder, &strict).ends(1);
    folder.write(
        "dmf.toml",
        "[[waivers]]\ntransfer = \"TR-09\"\ncode = \"measure-not-agreed\"\nreason = \"amendment is out\"\nowner = \"DPO\"\nuntil = 2026-12-31\n",
    );
    let waived = json(&folder, &["--fail-on", "measure-not-agreed"]);
    assert_eq!(waived["verdict"]["waived"], 1, "{waived}");
    // By its id it is named as well.
    folder.replace("deals/archive.yaml", "measure: guards", "measure: end-to-end-encryption");
    assert!(!has(&json(&folder, &[]), "TR-09", "measure-not-agreed"));
}

#[test]
fn an_agreement_that_takes_its_measures_from_elsewhere_has_none() {
    let folder = group();
    // A deal that stands alone says nothing of measures; one that is for another transfer takes those of the other.
    let deal = folder.read("deals/archive.yaml");
    folder.replace("deals/archive.yaml", "  from: ../transfers.yaml\n  id: TR-09\n", "");
    assert!(has(&json(&folder, &[]), "TR-09", "measure-not-agreed"));
    folder.write("deals/archive.yaml", deal.replace("id: TR-09", "id: TR-04"));
    assert!(has(&json(&folder, &[]), "TR-09", "measure-not-agreed"));
    std::fs::remove_file(folder.join("deals/archive.yaml")).expect("it is there");
    let answer = json(&folder, &[]);
    assert!(has(&answer, "TR-09", "agreement-not-found"), "{:?}", codes(&answer, "TR-09"));
    folder.write("deals/archive.yaml", "module: [c2p\n");
    let outcome = check(&folder, &[]).ends(3);
    assert_eq!(outcome.complaints()[0].file, "deals/archive.yaml", "{}", outcome.stderr);
}

#[test]
fn an_agreement_that_no_transfer_uses_is_told_inside_a_workspace() {
    let folder = group();
    let unused = |folder: &Folder| {
        let answer = json(folder, &[]);
        let findings = answer["verdict"]["findings"].as_array().expect("a list").clone();
        let of = |finding: &Value| finding["code"] == "agreement-without-transfer";
        findings.into_iter().filter(of).collect::<Vec<_>>()
    };
    assert!(unused(&folder).is_empty());
    folder.write("deals/spare.yaml", "# Kept for later.\nmodule: c2p\n");
    let found = unused(&folder);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((&found[0]["place"]["file"], &found[0]["place"]["line"]), (&"deals/spare.yaml".into(), &2.into()));
    for format in FORMATS {
        let text = check(&folder, &["--format", format]).stdout;
        assert!(format == "csv" || text.contains("spare.yaml"), "{format}\n{text}");
    }
    let one = check(&folder, &["TR-01"]).ends(0).stdout;
    assert!(!one.contains("spare.yaml"), "{one}");
    // It is found from wherever one looks.
    let whole = folder.join("transfers.yaml");
    let far = Folder::new();
    let outcome = far.dmf(["transfer", "check", &whole.to_string_lossy(), "--format", "json"]).run();
    let view: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    let findings = view["verdict"]["findings"].as_array().expect("a list");
    let again = findings.iter().find(|one| one["code"] == "agreement-without-transfer").expect("it is found");
    assert!(again["place"]["file"].as_str().is_some_and(|file| file.ends_with("deals/spare.yaml")), "{again}");
    // One that says whose it is has the other place as well.
    folder.write("deals/spare.yaml", "module: c2p\ntransfer: { from: ../transfers.yaml, id: TR-09 }\n");
    let found = unused(&folder);
    assert_eq!(found[0]["related"][0]["place"]["file"], "transfers.yaml", "{found:?}");
    // It fails where that is asked for, and a waiver for the file or for all excuses it.
    let settings = folder.read("dmf.toml");
    let waive = |file: &str| {
        let waiver = format!(
            "[[waivers]]\ncode = \"agreement-without-transfer\"\n{file}reason = \"kept\"\nowner = \"DPO\"\nuntil = 2026-12-31\n"
        );
        folder.write("dmf.toml", format!("{settings}\n{waiver}"));
    };
    for (file, waived) in [("", 1), ("file = \"deals/spare.yaml\"\n", 1), ("file = \"deals/archive.yaml\"\n", 0)] {
        waive(file);
        let answer = json(&folder, &["--fail-on", "agreement-without-transfer"]);
        assert_eq!(answer["verdict"]["waived"], waived, "{file}: {}", answer["verdict"]);
        let other = answer["verdict"]["findings"].as_array().expect("a list").iter();
        let idle = other.filter(|finding| finding["code"] == "waiver-unused").count();
        assert_eq!(idle, 1 - waived, "{file}");
    }
    // Another register of the workspace may be the one that uses it.
    folder.write("dmf.toml", "transfers = [\"transfers.yaml\", \"more.yaml\"]\n");
    folder.write(
        "more.yaml",
        "transfers:\n  - { id: MO-1, title: T, status: planned, exporter: { name: A, country: SG }, importer: { name: B, country: VN }, agreement: deals/spare.yaml }\n",
    );
    assert!(unused(&folder).is_empty());
    // Without a workspace nobody knows which agreements there are.
    std::fs::remove_file(folder.join("dmf.toml")).expect("it is there");
    std::fs::remove_file(folder.join("more.yaml")).expect("it is there");
    assert!(unused(&folder).is_empty());
}

#[test]
fn the_arithmetic_is_shown_and_an_unknown_transfer_is_no_answer() {
    let folder = group();
    let text = check(&folder, &["--explain", "TR-09"]).ends(0).stdout;
    for words in ["inherent risk: impact 3 × likelihood 4", "residual risk: 3 × 2 = 6", "worst-grade-hidden"] {
        assert!(text.contains(words), "{text}");
    }
    let outcome = check(&folder, &["TR-99"]).ends(2);
    assert!(outcome.stderr.contains("there is no transfer `TR-99`"), "{}", outcome.stderr);
    check(&folder, &["--explain", "TR-09", "--format", "sarif"]).ends(2);
}

#[test]
fn every_answer_says_what_it_is_not_and_fits_its_width() {
    let folder = group();
    for width in ["60", "80", "120"] {
        let text = check(&folder, &["--all", "--width", width]).stdout;
        assert!(text.contains("Not legal advice."), "{text}");
        let most = width.parse().expect("a number");
        for line in text.lines() {
            assert!(line.chars().count() <= most, "{width}: {line}");
        }
    }
    assert!(check(&folder, &["--format", "markdown"]).stdout.contains("not legal advice"));
}

#[test]
fn a_users_text_stays_text() {
    let folder = group();
    folder.replace("transfers.yaml", "Support tickets of staff tools", "'=cmd(){{ 7 * 7 }}<script>|x'");
    let csv = check(&folder, &["TR-01", "--format", "csv"]).stdout;
    assert!(csv.contains("'=cmd(){{ 7 * 7 }}<script>|x"), "{csv}");
    let markdown = check(&folder, &["TR-01", "--format", "markdown"]).stdout;
    assert!(markdown.contains("{{ 7 \\* 7 }}\\<script\\>\\|x"), "{markdown}");
}

#[test]
fn measures_and_factors_are_explained() {
    let folder = Folder::new();
    let list = folder.dmf(["explain", "measures"]).run().answer();
    assert_eq!(list.lines().count(), 19);
    let measure = folder.dmf(["explain", "pseudonymisation"]).run().answer();
    assert!(measure.contains("takes 1 off the impact") && measure.contains("key-never-leaves"), "{measure}");
    let factor = folder.dmf(["explain", "redress"]).run().answer();
    assert!(factor.contains("13 %"), "{factor}");
}
