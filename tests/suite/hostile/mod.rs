//! Words that are commands elsewhere: whatever stands in values, in names, in names of files and on the command line,
//! nothing that the program writes commands a terminal, a runner, a spreadsheet or a browser.

mod active;
mod runs;
mod workspace;

use std::collections::BTreeSet;

use dmf::report::Format;

use active::{active, commands, texts};
use runs::{Run, formats, leaves, runs};
use workspace::{FILE, FIRST, LINES, REST, quoted, workspace};

use crate::harness::{Folder, Outcome};

/// Complaints in a log.
fn complains(outcome: &Outcome) -> Vec<String> {
    commands(&outcome.stderr, &[], false)
}

#[test]
fn every_command_and_every_format_of_the_program_is_walked() {
    let folder = Folder::new();
    let walked: BTreeSet<String> = runs().iter().map(|run| run.command.to_owned()).collect();
    assert_eq!(walked, leaves(&folder), "each command has a line in `runs.rs`");
    let offered: BTreeSet<String> = walked.iter().flat_map(|command| formats(&folder, command)).collect();
    let built = |format: &&Format| cfg!(feature = "pdf") || **format != Format::Pdf;
    let table: BTreeSet<String> = Format::ALL.iter().filter(built).map(|format| format.name().to_owned()).collect();
    assert_eq!(offered, table, "each format is offered by a command");
}

#[test]
fn hostile_words_are_active_in_no_format_of_any_command() {
    let mut wrong = Vec::new();
    for first in FIRST {
        let folder = workspace(first);
        for run in runs() {
            let mut offered = formats(&folder, run.command);
            // Only a spreadsheet cares for what the others begin with.
            if first != FIRST[0] {
                offered.retain(|format| format == "csv");
                if offered.is_empty() {
                    continue;
                }
            }
            let mut shown = false;
            for format in if offered.is_empty() { vec![String::new()] } else { offered } {
                let bytes = matches!(format.as_str(), "docx" | "pdf");
                let (answer, found) = walk(&folder, &run, &format, bytes);
                shown |= answer.contains("task.setvariable") || answer.contains("[group]");
                wrong.extend(found.into_iter().map(|what| format!("{} as {format}, {first}: {what}", run.line())));
            }
            if first == FIRST[0] && shown != run.shows {
                wrong.push(format!("{}, {first}: words are shown: {shown}", run.line()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} are active:\n{}", wrong.len(), wrong.join("\n"));
}

/// What a run answers, and what of it is active.
fn walk(folder: &Folder, run: &Run, format: &str, bytes: bool) -> (String, Vec<String>) {
    let mut words = run.words.clone();
    if !format.is_empty() {
        words.extend(["--format".to_owned(), format.to_owned()]);
    }
    if bytes {
        words.extend(["-o".to_owned(), format!("out-{}.{format}", words.len()), "--force".to_owned()]);
    }
    let outcome = folder.dmf(&words).run();
    let mut found: Vec<String> = complains(&outcome).into_iter().map(|what| format!("complaints: {what}")).collect();
    // An explanation has no picture and no findings, and what is made once is there the next time.
    let refused = outcome.code == Some(2) && !format.is_empty() || outcome.stderr.contains("exists already");
    if !matches!(outcome.code, Some(0 | 1)) && !refused {
        found.push(format!("{:?} {}", outcome.code, outcome.stderr));
    } else if !(refused || bytes || format == "github" && outcome.stdout.is_empty()) {
        found.extend(active(format, &outcome.stdout));
    }
    (outcome.stdout, found)
}

#[test]
fn colours_are_all_that_a_terminal_is_told() {
    let folder = workspace(FIRST[0]);
    let mut wrong = Vec::new();
    for run in runs() {
        let usual: &[&str] = match run.command {
            "report" | "mcc render" => &["--format", "text"],
            _ => &[],
        };
        let words = run.words.iter().map(String::as_str).chain(["--color", "always"]).chain(usual.iter().copied());
        let words: Vec<&str> = words.collect();
        let outcome = folder.dmf(&words).run();
        for text in [&outcome.stdout, &outcome.stderr] {
            wrong.extend(commands(text, &[], true).into_iter().map(|what| format!("{words:?}: {what}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn json_keeps_the_values_that_it_makes_harmless() {
    let folder = workspace(FIRST[0]);
    let sheet = format!("assessments/{FILE}.yaml");
    for words in
        [vec!["assess", &sheet, "--format", "json"], vec!["transfer", "list", "transfers.yaml", "--format", "json"]]
    {
        let text = folder.dmf(&words).run().stdout;
        let mut found = Vec::new();
        texts(&serde_json::from_str(&text).expect("it is JSON"), &mut found);
        assert!(found.iter().any(|text| text.contains(REST) && text.ends_with(LINES)), "{words:?}\n{text}");
    }
}

#[test]
fn a_register_comes_back_from_its_sheet_with_every_hostile_word() {
    for first in FIRST {
        let folder = workspace(first);
        folder.dmf(["transfer", "export", "transfers.yaml", "-o", "sheet.csv", "--force"]).run().ends(0);
        // A register keeps its words as they are, and so is kept from the standard output.
        let outcome = folder.dmf(["transfer", "import", "sheet.csv"]).run().ends(2);
        assert!(outcome.stderr.contains("add `-o transfers.yaml`"), "{}", outcome.stderr);
        folder.dmf(["transfer", "import", "sheet.csv", "-o", "back.yaml"]).run().ends(0);
        folder.dmf(["transfer", "export", "back.yaml", "-o", "again.csv"]).run().ends(0);
        assert_eq!(folder.read("again.csv"), folder.read("sheet.csv"));
        assert!(folder.read("sheet.csv").contains("task.setvariable"));
    }
}

#[test]
fn words_of_the_command_line_are_quoted_without_their_commands() {
    let folder = Folder::new();
    let word = format!("x\n{FILE}");
    let flag = format!("--{FILE}");
    for words in [
        vec!["assess", &*word],
        vec!["assess", &*flag],
        vec!["assess", "x.yaml", "--format", &*word],
        vec![&*word],
        vec!["explain", &*word],
        vec!["help", &*word],
        vec!["law", "show", &*word],
        vec!["framework", "show", &*word],
        vec!["framework", "check", &*word],
        vec!["mcc", "show", &*word],
        vec!["mcc", "new", "--module", &*word],
        vec!["mcc", "render", &*word],
        vec!["schema", &*word],
        vec!["plan", "x.yaml", "--capacity", &*word],
        vec!["assess", "x.yaml", "-o", &*word],
        vec!["transfer", "list", &*word],
        vec!["portfolio", &*word],
        vec!["check", &*word],
        vec!["init", "--organisation", &*word],
        vec!["assess", "x.yaml", "--today", &*word],
        vec!["assess", "x.yaml", "--data", &*word],
    ] {
        let outcome = folder.dmf(&words).run();
        assert!(matches!(outcome.code, Some(1..=3)), "{words:?}: {outcome:?}");
        for text in [&outcome.stdout, &outcome.stderr] {
            assert_eq!(commands(text, &[], false), [""; 0], "{words:?}\n{text}");
        }
    }
}

#[test]
fn what_is_wrong_in_hostile_values_is_said_without_their_commands() {
    let folder = workspace(FIRST[0]);
    let word = quoted(&format!("{} {REST}{LINES}", FIRST[0]));
    let name = format!("{FILE}.yaml");
    for text in [
        format!("framework: {word}\n"),
        format!("framework: asean-dmf\n{word}: 1\n"),
        format!("framework: asean-dmf\norganisation: {{ name: X, country: {word} }}\nanswers: {{ {word}: {word} }}\n"),
        format!("framework: asean-dmf # {}\n  x: [", REST.replace('\0', "")),
        word.clone(),
    ] {
        folder.write(&name, &text);
        for command in ["assess", "plan", "portfolio", "mcc render", "transfer list"] {
            let words: Vec<&str> = command.split(' ').chain([&*name]).collect();
            let outcome = folder.dmf(&words).run();
            assert_ne!(outcome.code, Some(0), "{words:?} {text}");
            assert_eq!(complains(&outcome), [""; 0], "{words:?}\n{}", outcome.stderr);
        }
    }
}
