//! Many organisations in one run: one row each, in order, and one bad file stops nobody else.

use std::{
    fs::OpenOptions,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use serde_json::Value;

use crate::harness::{Folder, Outcome};

const FORMATS: &[&str] = &["table", "json", "ndjson", "markdown", "csv"];

fn portfolio() -> Folder {
    let folder = Folder::new();
    for example in ["id-hospital", "la-shop", "sg-payments"] {
        folder.copy(&Path::new("examples").join(example).join("org.yaml"), &format!("{example}/org.yaml"));
    }
    folder
}

/// A worksheet with a few answers.
fn worksheet(name: &str, country: &str, answers: &str) -> String {
    format!(
        "framework: asean-dmf\norganisation: {{ name: {name}, country: {country}, sector: retail, tags: [listed] }}\nanswers: {{ {answers} }}\n"
    )
}

/// `a` at 4 and `b` at 0 in one practice.
fn two() -> Folder {
    let folder = Folder::new();
    folder.write("a.yaml", worksheet("Alpha", "SG", "GOV-01: 4"));
    folder.write("b.yaml", worksheet("Beta", "SG", "GOV-01: 0"));
    folder
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn rows(text: &str) -> Vec<Value> {
    text.lines().map(json).filter(|row| row["kind"] == "organisation").collect()
}

fn names(text: &str) -> Vec<String> {
    rows(text).iter().map(|row| row["organisation"].as_str().expect("a name").to_owned()).collect()
}

/// Words without the line breaks that the width asks for.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_organisation_has_a_row_with_the_figures_of_assess() {
    let folder = portfolio();
    let text = folder.dmf(["portfolio", ".", "--look", "--format", "ndjson"]).run().answer();
    let rows = rows(&text);
    assert_eq!(rows.len(), 3, "{text}");
    for example in ["id-hospital", "la-shop", "sg-payments"] {
        let card = folder.dmf(["assess", &format!("{example}/org.yaml"), "--format", "json"]).run().ends(0).stdout;
        let card = json(&card);
        let row = rows.iter().find(|row| row["organisation"] == card["organisation"]["name"]).expect("it has a row");
        for figure in ["claimed", "evidenced"] {
            assert_eq!(row[figure], card["overall"][figure], "{row}");
        }
    }
}

#[test]
fn rows_come_in_the_order_of_the_input_on_any_number_of_cores() {
    let folder = Folder::new();
    let files: Vec<String> = (0..1_200).rev().map(|at| format!("org-{at:04}.yaml")).collect();
    for (at, file) in files.iter().enumerate() {
        folder.write(file, worksheet(&format!("Company {at}"), "MY", &format!("GOV-01: {}", at % 5)));
    }
    let list = files.join("\n");
    for format in FORMATS {
        let run = |threads: &str| {
            let args = ["portfolio", "-", "--threads", threads, "--format", format];
            folder.dmf(args).input(list.clone()).run().answer()
        };
        let (one, two) = (run("1"), run("2"));
        assert!(one == two, "{format}: one thread and two write other bytes");
        if *format == "ndjson" {
            let expected: Vec<String> = (0..1_200).map(|at| format!("Company {at}")).collect();
            assert_eq!(names(&one), expected);
        }
    }
    // Of a folder, the order is that of names.
    let text = folder.dmf(["portfolio", ".", "--format", "ndjson"]).run().answer();
    assert_eq!(names(&text).first().map(String::as_str), Some("Company 1199"));
}

#[test]
fn a_list_of_files_is_apart_by_nul_or_by_line_ends() {
    let folder = two();
    folder.write("with\nline end.yaml", worksheet("Gamma", "SG", "GOV-01: 1"));
    let run = |list: &str| folder.dmf(["portfolio", "-", "--format", "ndjson"]).input(list).run();
    assert_eq!(names(&run("b.yaml\na.yaml\n").answer()), ["Beta", "Alpha"]);
    assert_eq!(names(&run("with\nline end.yaml\0a.yaml\0").answer()), ["Gamma", "Alpha"]);
    assert!(run("nowhere.yaml\n").ends(3).stderr.contains("cannot read `nowhere.yaml`"));
}

#[test]
fn lines_go_in_and_lines_come_out() {
    let sheet = |name: &str| {
        format!(
            r#"{{"framework":"asean-dmf","organisation":{{"name":"{name}","country":"SG"}},"answers":{{"GOV-01":2}}}}"#
        )
    };
    let folder = Folder::new();
    let run = |input: String| folder.dmf(["portfolio", "--input", "ndjson"]).input(input).run();
    let text = run(format!("{}\n\n{}\n", sheet("Zeta"), sheet("Eta"))).answer();
    assert_eq!(names(&text), ["Zeta", "Eta"]);
    let outcome = run(format!("{}\n{{\"framework\": 3}}\n", sheet("Zeta")));
    assert_eq!(outcome.code, Some(3));
    assert!(outcome.stderr.contains("<stdin>:2"), "{}", outcome.stderr);
    assert_eq!(names(&outcome.stdout), ["Zeta"]);
}

#[test]
fn many_lines_that_are_no_worksheet_do_not_fill_the_log() {
    let outcome = Folder::new()
        .dmf(["portfolio", "--input", "ndjson"])
        .input("{\"framework\":\"asean-dmf\"}\n".repeat(1_200))
        .run()
        .ends(3);
    assert_eq!(outcome.stderr.matches("lacks the key `organisation`").count(), 1_000);
    assert!(outcome.stderr.contains("what is wrong with 200 more worksheets is not shown"), "{}", outcome.stderr.len());
    assert!(outcome.stderr.contains("1200 worksheets could not be scored, 0 were"), "{}", outcome.stderr.len());
}

#[test]
fn every_format_holds_every_organisation_or_what_they_come_to() {
    let folder = portfolio();
    let run = |format: &str| folder.dmf(["portfolio", ".", "--format", format]).run().answer();
    let lines = rows(&run("ndjson"));
    let whole = json(&run("json"));
    let inside = whole["organisations"].as_array().expect("a list of rows");
    assert_eq!(inside.len(), 3, "{whole}");
    let csv = run("csv");
    assert_eq!(csv.lines().count(), 4, "a head and three records\n{csv}");
    for row in &lines {
        let name = row["organisation"].as_str().expect("a name");
        let same = inside.iter().find(|other| other["organisation"] == row["organisation"]).expect("it is there too");
        assert_eq!(same["claimed"], row["claimed"]);
        assert!(csv.contains(name), "{csv}");
    }
    for format in ["table", "markdown"] {
        let text = run(format);
        assert!(text.contains('3') && flat(&text).contains("GOV"), "{text}");
    }
}

#[test]
fn one_bad_file_is_told_at_its_place_and_counted_in_every_format() {
    let folder = portfolio();
    folder.write("bad/org.yaml", worksheet("Acme", "SG", "GOV-01: deep"));
    for format in FORMATS {
        let outcome = folder.dmf(["portfolio", ".", "--format", format]).run();
        assert_eq!(outcome.code, Some(3), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("bad/org.yaml:3:20"), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("1 worksheet could not be scored, 3 were"), "{}", outcome.stderr);
        assert!(!outcome.stdout.is_empty(), "{format}: the others are scored");
    }
    let text = folder.dmf(["portfolio", ".", "--format", "ndjson", "--keep-going"]).run().stdout;
    assert_eq!(rows(&text).len(), 3);
}

#[test]
fn asked_to_it_stops_at_the_first_bad_file() {
    let folder = two();
    folder.write("0-bad.yaml", worksheet("Acme", "SG", "GOV-01: deep"));
    folder.write("c.yaml", worksheet("Gamma", "SG", "GOV-01: deeper"));
    let outcome = folder.dmf(["portfolio", ".", "--fail-fast", "--format", "ndjson", "-o", "out.ndjson"]).run().ends(3);
    assert!(outcome.stderr.contains("0-bad.yaml:3:"), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("c.yaml"), "{}", outcome.stderr);
    assert!(!folder.names().contains(&"out.ndjson".to_owned()), "half an answer is none");
}

#[test]
fn groups_are_weighed_as_declared_and_equally_where_nothing_is() {
    let folder = two();
    let mean = |folder: &Folder| {
        let whole = json(&folder.dmf(["portfolio", ".", "--format", "json"]).run().answer());
        let summary = &whole["summary"];
        let group = &summary["frameworks"][0]["groups"][0]["overall"];
        (group["claimed"].as_u64().expect("a share"), summary["weighting"].clone())
    };
    let (equal, words) = mean(&folder);
    assert_eq!(words, "equal");
    folder.write("dmf.toml", "[portfolio]\nweights = { Alpha = 3 }\n");
    let (heavy, words) = mean(&folder);
    assert_eq!(words, "as declared in dmf.toml");
    // Alpha has a figure and Beta has none: half of it, then three quarters.
    let alpha = rows(&folder.dmf(["portfolio", "a.yaml", "--format", "ndjson"]).run().stdout)[0]["claimed"]
        .as_u64()
        .expect("a share");
    assert_eq!((equal, heavy), (alpha.div_ceil(2), (alpha * 3 + 2) / 4));
    folder.write("dmf.toml", "[portfolio]\nweights = { Alfa = 3 }\n");
    let outcome = folder.dmf(["portfolio", "."]).run();
    assert!(outcome.stderr.contains("no organisation is called `Alfa`"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("dmf.toml:2:13"), "{}", outcome.stderr);
}

#[test]
fn groups_are_made_by_country_sector_or_tag() {
    let folder = two();
    for (word, expected) in [("country", "SG"), ("sector", "retail"), ("tag", "listed")] {
        let text = folder.dmf(["portfolio", ".", "--roll-up", word, "--format", "json"]).run().answer();
        assert_eq!(json(&text)["summary"]["frameworks"][0]["groups"][0]["label"], expected, "{text}");
    }
}

#[test]
fn a_verdict_and_its_exit_code_are_the_same_in_every_format() {
    let folder = two();
    folder.write("then/a.yaml", worksheet("Alpha", "SG", "GOV-01: 4"));
    folder.write("then/b.yaml", worksheet("Beta", "SG", "GOV-01: 1"));
    folder.write("before/a.yaml", worksheet("Alpha", "SG", "GOV-01: 2"));
    folder.write("before/b.yaml", worksheet("Beta", "SG", "GOV-01: 0"));
    let files = ["portfolio", "a.yaml", "b.yaml"];
    for (gate, code) in [
        (&["--baseline", "then"][..], 0),
        (&["--baseline", "then", "--fail-on-regression"], 1),
        (&["--baseline", "before", "--fail-on-regression"], 0),
        (&["--fail-under", "1%"], 1),
        (&["--fail-under", "0%"], 0),
        (&["--fail-on-unanswered"], 1),
    ] {
        for format in FORMATS {
            let args: Vec<&str> = files.iter().chain(gate).chain(&["--format", format]).copied().collect();
            let outcome = folder.dmf(&args).run().ends(code);
            folder.dmf(args.iter().chain(&["-o", "out", "--force"])).run().ends(code);
            assert_eq!(folder.read("out"), outcome.stdout, "{args:?}");
        }
    }
    let text = folder.dmf(files.iter().chain(&["--baseline", "then", "--format", "ndjson"])).run().answer();
    let worse: Vec<Value> = rows(&text).iter().map(|row| row["change"]["worse"].clone()).collect();
    assert_eq!(worse, [serde_json::json!([]), serde_json::json!(["GOV-01"])], "{text}");
}

#[test]
fn a_folder_without_worksheets_passes_no_gate() {
    let folder = Folder::with("notes.yaml", "shopping: [milk]\n");
    for args in [&["portfolio", "."][..], &["portfolio", ".", "--fail-under", "0%"]] {
        let outcome = folder.dmf(args).run().ends(3);
        assert!(outcome.stderr.contains("no worksheet was found"), "{}", outcome.stderr);
    }
    folder.write("empty.yaml", worksheet("Empty", "SG", ""));
    folder.dmf(["portfolio", "empty.yaml", "--fail-under", "0%"]).run().ends(1);
}

#[test]
fn a_file_appears_whole_or_not_at_all() {
    let folder = two();
    folder.write("out.ndjson", "kept\n");
    let outcome = folder.dmf(["portfolio", "a.yaml", "-o", "out.ndjson"]).run().ends(3);
    assert!(outcome.stderr.contains("`--force` replaces it"), "{}", outcome.stderr);
    assert_eq!(folder.read("out.ndjson"), "kept\n");
    folder.dmf(["portfolio", "a.yaml", "-o", "out.ndjson", "--force"]).run().ends(0);
    assert_eq!(names(&folder.read("out.ndjson")), ["Alpha"]);
}

#[cfg(unix)]
#[test]
fn who_interrupts_it_finds_no_part_of_an_answer() {
    let folder = two();
    let before = folder.names();
    let mut child = Command::new(env!("CARGO_BIN_EXE_dmf"))
        .args(["portfolio", "--input", "ndjson", "-o", "out.ndjson"])
        .current_dir(folder.path())
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program can be run");
    // More lines than it takes in hand at a time, so that rows are on their way; the end never comes.
    let line = r#"{"framework":"asean-dmf","organisation":{"name":"A","country":"SG"},"answers":{"GOV-01":2}}"#;
    let mut stdin = child.stdin.take().expect("the input is a pipe");
    for _ in 0..4_000 {
        writeln!(stdin, "{line}").expect("it reads");
    }
    // Not the signal of Ctrl-C, which a job in the background has ignored since before it began; the end is the same.
    let killed = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill can be run");
    assert!(killed.success());
    let status = child.wait().expect("it comes to an end");
    drop(stdin);
    assert_ne!(status.code(), Some(0), "it was interrupted");
    assert_eq!(folder.names(), before);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_in_every_format() {
    let folder = two();
    for format in FORMATS {
        let full = OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let output = Command::new(env!("CARGO_BIN_EXE_dmf"))
            .args(["portfolio", ".", "--today", "2026-11-24", "--format", format])
            .current_dir(folder.path())
            .env_clear()
            .stdout(full)
            .output()
            .expect("the program can be run");
        let outcome = Outcome::of(output.status, &output.stdout, &output.stderr).ends(3);
        assert!(outcome.stderr.contains("cannot write the answer"), "{format}: {}", outcome.stderr);
    }
}
