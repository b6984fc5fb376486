//! Beginning: what `dmf init` writes can be answered, scored and planned at once, and nothing that was there is lost.

use std::fs;

use crate::{
    harness::{Folder, Outcome, files, root},
    transcripts::{shell, shows},
};

fn init(folder: &Folder, more: &[&str]) -> Outcome {
    folder.dmf(["init", "--name", "Maly Phaa", "--country", "LA"].iter().chain(more)).run()
}

#[test]
fn a_workspace_is_ready_for_the_next_commands() {
    for profile in ["sme", "enterprise"] {
        let folder = Folder::new();
        let told = init(&folder, &["--profile", profile]).answer();
        let files = ["org.yaml", "deal.yaml", "transfers.yaml", "dmf.toml", "ci/github.yml"];
        for word in files.into_iter().chain(["dmf answer", "dmf assess", "dmf plan"]) {
            assert!(told.contains(word), "{word} is not in\n{told}");
        }
        // The registers that it offers are begun by what it says, and are what they are for.
        let offered: Vec<&str> = told.lines().filter_map(|line| line.trim().strip_prefix("dmf ")).collect();
        let offered: Vec<&str> = offered.into_iter().filter(|line| line.contains(" new ")).collect();
        assert_eq!(offered.len(), 4, "{told}");
        for line in &offered {
            let command = line.split("    ").next().unwrap_or_default();
            assert_eq!(command.contains("--sme"), profile == "sme" && command.starts_with("register"), "{command}");
            let begun = Folder::with("dmf.toml", "[gate]\n");
            begun.dmf(command.split_whitespace()).run().ends(0);
            begun.dmf(["check"]).run().ends(0);
        }
        assert!(told.contains("dmf due"), "{told}");
        let checked = folder.dmf(["check"]).run().answer();
        assert!(!checked.contains("warning"), "nothing is said of fresh files:\n{checked}");
        assert_eq!(folder.dmf(["transfer", "list", "transfers.yaml"]).run().answer(), "0 transfers\n");
        let board = folder.dmf(["assess", "org.yaml"]).run().answer();
        assert!(board.contains(&format!("Maly Phaa (LA, profile {profile})")), "{board}");
        assert!(board.contains("\n0 of "), "nothing is answered for anybody:\n{board}");
        folder.dmf(["plan", "org.yaml"]).run().answer();
        folder.dmf(["mcc", "render", "deal.yaml", "--draft", "-o", "draft.md"]).run().ends(0);
        assert!(folder.read("ci/github.yml").contains("dmf assess org.yaml"));
    }
}

#[test]
fn a_register_is_begun_by_taking_marks_away() {
    let folder = Folder::new();
    init(&folder, &[]).answer();
    let text = folder.read("transfers.yaml");
    let begun: Vec<&str> = text
        .lines()
        .skip_while(|line| *line != "transfers: []")
        .map(|line| if line == "transfers: []" { "transfers:" } else { line.strip_prefix('#').unwrap_or(line) })
        .collect();
    let new = folder.dmf(["transfer", "new"]).run().answer();
    assert!(new.ends_with(&format!("{}\n", begun.join("\n"))), "{text}");
    assert!(text.starts_with("# yaml-language-server: $schema=.dmf/transfers.schema.json\n"), "{text}");
    assert!(folder.join(".dmf/transfers.schema.json").is_file());
}

#[test]
fn every_practice_that_is_asked_has_its_question_its_levels_and_a_place() {
    let folder = Folder::new();
    init(&folder, &["--profile", "enterprise"]).answer();
    let text = folder.read("org.yaml");
    let words = text.replace('#', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = folder.dmf(["framework", "show", "--format", "json"]).run().answer();
    let framework: serde_json::Value = serde_json::from_str(&shown).expect("the answer is JSON");
    let practices = framework["blocks"].as_array().expect("there are blocks").iter().flat_map(|block| {
        block["practices"].as_array().expect("there are practices").iter().map(|one| one["id"].as_str().expect("an id"))
    });
    let mut seen = 0;
    for id in practices {
        seen += 1;
        assert!(text.contains(&format!("\n  # {id}:\n")), "{id} has no place");
        let shown = folder.dmf(["framework", "show", id, "--format", "json"]).run().answer();
        let practice: serde_json::Value = serde_json::from_str(&shown).expect("the answer is JSON");
        let levels = practice["levels"].as_array().expect("there are levels").iter().map(|level| &level["sentence"]);
        for sentence in levels.chain([&practice["question"]]) {
            let sentence = sentence.as_str().expect("a sentence").split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(words.contains(&sentence), "{id}: {sentence}");
        }
        // Taking the mark away answers it.
        folder.write("one.yaml", text.replace(&format!("\n  # {id}:\n"), &format!("\n  {id}: 2\n")));
        if seen % 10 == 1 {
            let board = folder.dmf(["assess", "one.yaml"]).run().answer();
            assert!(board.contains("\n1 of 52 practices answered"), "{id}\n{board}");
        }
    }
    assert!(seen >= 45, "{seen} practices");
}

#[test]
fn what_is_there_stays_as_it_is() {
    let folder = Folder::with("org.yaml", "mine");
    folder.write("dmf.toml", "# mine too\n");
    let told = init(&folder, &[]).answer();
    assert!(told.contains("left   org.yaml") && told.contains("left   dmf.toml"), "{told}");
    assert_eq!((folder.read("org.yaml").as_str(), folder.read("dmf.toml").as_str()), ("mine", "# mine too\n"));
    let deal = folder.read("deal.yaml");
    // Nobody need be asked for a worksheet that is there.
    folder.dmf(["init"]).run().answer();
    assert_eq!(folder.read("deal.yaml"), deal);
}

#[test]
fn without_a_terminal_and_a_name_it_says_what_to_type() {
    let folder = Folder::new();
    let outcome = folder.dmf(["init"]).run().ends(2);
    assert!(outcome.stderr.contains("dmf init --name"), "{}", outcome.stderr);
    assert!(folder.names().is_empty(), "{:?}", folder.names());
    for (flag, word) in [("--country", "Atlantis"), ("--profile", "smee"), ("--module", "p2p")] {
        let outcome = init(&folder, &[flag, word]);
        let outcome = if flag == "--country" { folder.dmf(["init", "--name", "x", flag, word]).run() } else { outcome };
        assert!(outcome.ends(2).stderr.contains(word));
        assert!(folder.names().is_empty(), "{:?}", folder.names());
    }
}

#[test]
fn a_name_is_a_name_whatever_it_says() {
    for name in ["a: b # c", "\"{{ 7 * 7 }}\"", "x\n- framework: other", "2", "~", "=cmd()", "ບໍລິສັດ"] {
        let folder = Folder::new();
        folder.dmf(["init", "shop", "--name", name, "--country", "la", "--sector", name]).run().answer();
        let json = folder.dmf(["assess", "shop/org.yaml", "--format", "json"]).run().answer();
        let value: serde_json::Value = serde_json::from_str(&json).expect("the answer is JSON");
        assert_eq!(value["organisation"]["name"], name);
    }
}

/// The transcript of the README's first ten minutes, in an empty folder.
#[test]
fn the_first_ten_minutes_are_as_the_readme_tells() {
    let page = fs::read_to_string(root().join("README.md")).expect("the page is text");
    let section = page.split("## The first ten minutes").nth(1).expect("the section is there");
    let block = section.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("it has a block");
    let folder = Folder::new();
    let mut steps = 0;
    for step in block.split("$ ").filter(|step| !step.is_empty()) {
        let (command, shown) = step.split_once('\n').expect("a command is a line");
        let made = shell(command, folder.path()).ends(0).stdout;
        assert!(shows(shown, &made), "{command} does not show\n{shown}\nbut\n{made}");
        steps += 1;
    }
    assert_eq!(steps, 7);
    assert!(folder.read("org.yaml").contains("ref: letters/sponsor.pdf, effective: 2026-10-01"));
    let page = folder.read("report.html");
    assert!(page.contains("<h1>Maly Phaa</h1>") && page.contains("<svg"), "{page}");
}

#[test]
fn alone_it_says_what_to_do_in_this_folder() {
    let folder = Folder::new();
    let alone = |folder: &Folder| {
        let told = folder.dmf(["--width", "80"]).run().answer();
        assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
        told
    };
    let told = alone(&folder);
    assert!(told.contains("dmf init") && told.contains("Nothing has begun"), "{told}");
    init(&folder, &[]).answer();
    folder.dmf(["answer", "org.yaml", "--set", "GOV-01=1"]).run().answer();
    let told = alone(&folder);
    assert!(told.contains("dmf assess org.yaml") && told.contains("dmf mcc render deal.yaml"), "{told}");
    assert!(told.contains("1 practice is answered") && !told.contains("dmf init"), "{told}");
    folder.write("org.yaml", "\u{0}[");
    alone(&folder);
}

#[test]
fn help_tells_a_command_or_a_topic_and_every_topic_is_named() {
    let folder = Folder::new();
    let top = folder.dmf(["help"]).run().answer();
    assert_eq!(top, folder.dmf(["--help"]).run().answer());
    for topic in files("templates/help") {
        let name = topic.with_extension("").to_string_lossy().into_owned();
        let page = fs::read_to_string(root().join("templates/help").join(&topic)).expect("a topic is text");
        assert!(top.contains(&name), "{name} is not named");
        assert!(folder.dmf(["help", &name]).run().answer().ends_with(&page), "{name}");
    }
    let check = folder.dmf(["help", "mcc", "check"]).run().answer();
    assert_eq!(check, folder.dmf(["mcc", "check", "--help"]).run().answer());
    // Both where a topic and a command share a name.
    let both = folder.dmf(["help", "worksheet"]).run().answer();
    assert!(both.contains("Usage: dmf worksheet") && both.contains("# A worksheet"), "{both}");
}

#[test]
fn help_on_nothing_that_is_there_suggests_what_is() {
    let outcome = Folder::new().dmf(["help", "scorign"]).run().ends(2);
    assert!(outcome.stderr.contains("did you mean `scoring`"), "{}", outcome.stderr);
    let outcome = Folder::new().dmf(["help", "mcc", "chek"]).run().ends(2);
    assert!(outcome.stderr.contains("did you mean `mcc check`"), "{}", outcome.stderr);
}
