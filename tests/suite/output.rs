//! Where answers go, what is said beside them, and what the command line may say.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};

use crate::harness::{Folder, TODAY, root};

/// A folder with the largest example.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.copy(Path::new("examples/sg-payments/org.yaml"), "org.yaml");
    folder
}

#[test]
fn an_answer_in_a_file_is_the_one_on_the_standard_output() {
    for (name, format) in
        [("a.json", "json"), ("a.md", "markdown"), ("a.markdown", "markdown"), ("a.csv", "csv"), ("a.txt", "table")]
    {
        for command in ["assess", "plan"] {
            let folder = folder();
            let shown = folder.dmf([command, "org.yaml", "--format", format]).run().answer();
            assert_eq!(folder.dmf([command, "org.yaml", "-o", name]).run().answer(), "");
            assert_eq!(folder.read(name), shown, "{command} -o {name}");
            assert_eq!(folder.names(), [name, "org.yaml"], "nothing else is left behind");
        }
    }
}

#[test]
fn the_format_asked_for_wins_over_the_ending() {
    let folder = folder();
    folder.dmf(["assess", "org.yaml", "-o", "score.txt", "-f", "json"]).run().answer();
    assert!(folder.read("score.txt").starts_with('{'));
    folder.dmf(["assess", "org.yaml", "-o", "score.odd", "-f", "csv"]).run().answer();
    assert!(folder.read("score.odd").starts_with("file,"));
}

#[test]
fn an_ending_that_names_no_format_is_a_wrong_command_line() {
    let folder = folder();
    let outcome = folder.dmf(["assess", "org.yaml", "-o", "score.docs"]).run().ends(2);
    assert!(outcome.stderr.contains("`.docs`"), "{}", outcome.stderr);
    assert_eq!(folder.names(), ["org.yaml"]);
}

#[test]
fn a_file_that_exists_is_kept_unless_asked() {
    let folder = folder();
    folder.write("score.json", "mine");
    let outcome = folder.dmf(["assess", "org.yaml", "-o", "score.json"]).run().ends(3);
    assert!(outcome.stderr.contains("`score.json` exists already; `--force` replaces it"), "{}", outcome.stderr);
    assert_eq!(folder.read("score.json"), "mine");
    folder.dmf(["assess", "org.yaml", "-o", "score.json", "--force"]).run().answer();
    assert!(folder.read("score.json").starts_with('{'));
    assert_eq!(folder.names(), ["org.yaml", "score.json"]);
}

#[test]
fn what_cannot_be_written_is_named() {
    let folder = folder();
    let outcome = folder.dmf(["assess", "org.yaml", "-o", "nowhere/score.json"]).run().ends(3);
    assert!(outcome.stderr.contains("cannot write `nowhere/score.json`: "), "{}", outcome.stderr);
    folder.write("sub.json/file", "");
    let outcome = folder.dmf(["assess", "org.yaml", "-o", "sub.json", "--force"]).run().ends(3);
    assert!(outcome.stderr.contains("`sub.json` is a directory"), "{}", outcome.stderr);
}

#[test]
fn nothing_is_written_when_there_is_no_answer() {
    let folder = folder();
    folder.write("wrong.yaml", "framework: asean-dmf\n");
    folder.write("old.json", "old");
    folder.dmf(["assess", "wrong.yaml", "-o", "new.json"]).run().ends(3);
    folder.dmf(["assess", "wrong.yaml", "-o", "old.json", "--force"]).run().ends(3);
    assert_eq!(folder.names(), ["old.json", "org.yaml", "wrong.yaml"]);
    assert_eq!(folder.read("old.json"), "old");
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let folder = folder();
    // Long enough to fill a pipe that nobody reads.
    for at in 0..40 {
        folder.write(&format!("{at}.yaml"), folder.read("org.yaml"));
    }
    let files = (0..40).map(|at| format!("{at}.yaml"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_dmf"))
        .args(["assess", "--format", "json", "--today", TODAY])
        .args(files)
        .current_dir(folder.path())
        .env_clear()
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program can be run");
    let mut line = String::new();
    let mut reader = BufReader::new(child.stdout.take().expect("the output is a pipe"));
    reader.read_line(&mut line).expect("the output is text");
    drop(reader);
    let output = child.wait_with_output().expect("the program comes to an end");
    assert_eq!(line, "[\n");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_standard_input_is_a_file_like_any_other() {
    let folder = folder();
    let text = folder.read("org.yaml");
    // Files that lie beside a worksheet are not looked for where it has no place.
    let named = folder.dmf(["assess", "org.yaml", "--no-look"]).run().answer();
    let piped = folder.dmf(["assess", "-"]).input(text.clone()).run().answer();
    assert_eq!(piped.replace("<stdin>:", "org.yaml:"), named);
    assert_eq!(folder.dmf(["plan", "-"]).input(text).run().answer(), folder.dmf(["plan", "org.yaml"]).run().answer());
    let outcome = folder.dmf(["assess", "-"]).input("framework: 1\n").run().ends(3);
    assert!(outcome.complaints().iter().all(|one| one.file == "<stdin>"), "{}", outcome.stderr);
    folder.dmf(["assess", "-"]).input("").run().ends(3);
}

#[test]
fn several_files_are_scored_in_one_call() {
    let folder = folder();
    folder.write("other.yaml", folder.read("org.yaml").replace("Nusantara Pay", "Mekong Shop"));
    let both = folder.dmf(["assess", "org.yaml", "other.yaml"]).run().answer();
    let one = folder.dmf(["assess", "org.yaml"]).run().answer();
    let other = folder.dmf(["assess", "other.yaml"]).run().answer();
    assert_eq!(both, format!("{one}\n{other}"));
    let text = folder.dmf(["assess", "org.yaml", "other.yaml", "-f", "json"]).run().answer();
    let list: serde_json::Value = serde_json::from_str(&text).expect("the output is JSON");
    assert_eq!(list.as_array().map(Vec::len), Some(2));
    assert_eq!(list[1]["file"], "other.yaml");
    assert!(list[1]["organisation"]["name"].as_str().is_some_and(|name| name.starts_with("Mekong Shop")));
}

#[test]
fn mistakes_of_all_files_are_told_in_one_call() {
    let folder = folder();
    folder.write("one.yaml", "framework: asean-dmf\n");
    folder.write("two.yaml", "");
    let outcome = folder.dmf(["assess", "one.yaml", "org.yaml", "two.yaml"]).run();
    assert_eq!(outcome.code, Some(3));
    assert!(outcome.stdout.starts_with("Nusantara Pay"), "the one that is right is shown: {}", outcome.stdout);
    let files: Vec<String> = outcome.complaints().into_iter().map(|one| one.file).collect();
    assert_eq!(files, ["one.yaml", "one.yaml", "two.yaml"], "{}", outcome.stderr);
}

/// The answer as JSON.
fn json(folder: &Folder, args: &[&str]) -> serde_json::Value {
    let text = folder.dmf(args.iter().copied().chain(["--format", "json"])).run().answer();
    serde_json::from_str(&text).expect("the output is JSON")
}

#[test]
fn what_if_answers_change_the_score_and_not_the_file() {
    let folder = folder();
    let before = folder.read("org.yaml");
    let plain = json(&folder, &["assess", "org.yaml"]);
    for set in ["GOV-03=advanced", "gov-03=4", " GOV-03 = Advanced "] {
        let card = json(&folder, &["assess", "org.yaml", "--set", set]);
        assert!(card["overall"]["claimed"].as_u64() > plain["overall"]["claimed"].as_u64(), "{set}");
    }
    let both = json(&folder, &["assess", "org.yaml", "--set", "GOV-03=2", "--set", "GOV-03=advanced"]);
    assert_eq!(both["practices"][2]["claimed"], "advanced", "the last one counts");
    assert_eq!(folder.read("org.yaml"), before);
}

#[test]
fn targets_and_profiles_of_the_command_line_win() {
    let folder = folder();
    let card = json(&folder, &["assess", "org.yaml", "--target", "foundational"]);
    let practices = card["practices"].as_array().expect("a list");
    assert!(practices.iter().all(|practice| practice["target"] == "foundational"));
    let card = json(&folder, &["assess", "org.yaml", "--profile", "enterprise"]);
    assert_eq!(card["profile"], "enterprise");
    let done = folder.dmf(["plan", "org.yaml", "--target", "none"]).run().answer();
    assert!(done.contains("nothing to plan"), "{done}");
}

#[test]
fn the_components_are_read_beside_the_blocks() {
    let folder = folder();
    for view in ["components", "asean-dmf-components"] {
        let card = json(&folder, &["assess", "org.yaml", "--view", view]);
        assert_eq!(card["components"]["components"].as_array().map(Vec::len), Some(6));
        assert_eq!(card["blocks"].as_array().map(Vec::len), Some(5));
    }
}

#[test]
fn figures_are_explained() {
    let folder = folder();
    for id in ["GOV-01", "gov-02", "GOV", "gov", "overall", "INN"] {
        let text = folder.dmf(["assess", "org.yaml", "--explain", id]).run().answer();
        assert!(text.to_lowercase().starts_with(&id.to_lowercase()), "{text}");
        assert!(text.lines().any(|line| line.starts_with("  = ")), "{text}");
    }
}

#[test]
fn words_that_name_nothing_are_a_wrong_command_line_with_a_guess() {
    let folder = folder();
    for (args, guess) in [
        (&["assess", "org.yaml", "--set", "GOV-1=established"][..], "did you mean `GOV-01`?"),
        (&["assess", "org.yaml", "--set", "GOV-01=establishd"], "did you mean `established`?"),
        (&["assess", "org.yaml", "--set", "GOV-01=5"], "known: "),
        (&["assess", "org.yaml", "--target", "advancd"], "did you mean `advanced`?"),
        (&["assess", "org.yaml", "--profile", "smee"], "did you mean `sme`?"),
        (&["assess", "org.yaml", "--view", "component"], "did you mean `components`?"),
        (&["assess", "org.yaml", "--explain", "GOVV"], "did you mean `GOV`?"),
        (&["plan", "org.yaml", "--capacity", "dop=5"], "did you mean `dpo`?"),
        (&["plan", "org.yaml", "--capacity", "dpo"], "ROLE=DAYS"),
        (&["plan", "org.yaml", "--capacity", "dpo=0"], "from 1 to 10000"),
        (&["plan", "org.yaml", "--start", "tomorrow"], "2026-10-31"),
        (&["framework", "show", "GOV-2"], "did you mean `GOV-02`?"),
        (&["framework", "show", "GOV-02", "--of", "asean-dfm"], "did you mean `asean-dmf`?"),
        (&["assess", "org.yaml", "--set", "GOV-01"], "ID=LEVEL"),
        (&["assess", "org.yaml", "--format", "jsn"], "json"),
        (&["asses", "org.yaml"], "assess"),
        (&["assess", "org.yaml", "--today", "2026-02-30"], "2026-10-31"),
    ] {
        let outcome = folder.dmf(args).run().ends(2);
        assert!(outcome.stderr.contains(guess), "{args:?}: {guess}\n{}", outcome.stderr);
    }
    assert_eq!(folder.names(), ["org.yaml"]);
}

#[test]
fn the_day_is_given_or_the_one_of_the_source() {
    let folder = folder();
    let today = |run: crate::harness::Run| -> String {
        let text = run.run().answer();
        let card: serde_json::Value = serde_json::from_str(&text).expect("the output is JSON");
        card["today"].as_str().expect("a day is text").to_owned()
    };
    let run = |args: &[&str]| folder.dmf(["assess", "org.yaml", "-f", "json"].iter().chain(args));
    assert_eq!(today(run(&["--today", "2027-01-31"])), "2027-01-31");
    // 2026-11-01 at noon.
    let epoch = "1793534400";
    assert_eq!(today(run(&[]).without_today().env("SOURCE_DATE_EPOCH", epoch)), "2026-11-01");
    assert_eq!(today(run(&["--today", "2027-01-31"]).env("SOURCE_DATE_EPOCH", epoch)), "2027-01-31");
    let outcome = run(&[]).without_today().env("SOURCE_DATE_EPOCH", "soon").run().ends(2);
    assert!(outcome.stderr.contains("SOURCE_DATE_EPOCH is `soon`"), "{}", outcome.stderr);
}

#[test]
fn a_plan_begins_when_it_is_told_and_with_what_there_is() {
    let folder = folder();
    let plain = json(&folder, &["plan", "org.yaml"]);
    assert_eq!(plain["start"], TODAY);
    let more = json(
        &folder,
        &["plan", "org.yaml", "--start", "2027-01-04", "--capacity", "dpo=40,it=60", "--capacity", "legal=30"],
    );
    assert_eq!(more["start"], "2027-01-04");
    let capacity = |plan: &serde_json::Value, role: &str| {
        plan["by_role"].as_array().and_then(|list| list.iter().find(|one| one["id"] == role)?["capacity"].as_u64())
    };
    assert_eq!(capacity(&more, "dpo"), Some(40));
    assert_eq!(capacity(&more, "legal"), Some(30));
    folder.write("dmf.toml", "[capacity]\ndpo = 7\nit = 9\n");
    let file = json(&folder, &["plan", "org.yaml", "--capacity", "it=60"]);
    assert_eq!((capacity(&file, "dpo"), capacity(&file, "it")), (Some(7), Some(60)), "flags win over `dmf.toml`");
}

#[test]
fn plans_at_the_ends_of_the_calendar_come_to_an_end() {
    let folder = folder();
    for start in ["9999-12-31", "9990-01-01", "0001-01-01", "-009999-01-01"] {
        let text = folder.dmf(["plan", "org.yaml", &format!("--start={start}")]).run().answer();
        assert!(text.contains("Assumed:"), "{text}");
    }
}

#[test]
fn settings_are_found_in_the_folders_above() {
    let folder = Folder::new();
    folder.write("dmf.toml", "profile = \"sme\"\ndata = [\"packs\"]\n");
    folder.write(
        "a/b/org.yaml",
        "framework: tiny\norganisation: { name: A, country: SG, profile: small }\nanswers: {}\n",
    );
    folder.copy(Path::new("tests/fixtures/pack"), "packs/frameworks/tiny");
    let card = json(&folder, &["assess", "a/b/org.yaml"]);
    assert_eq!((&card["framework"]["id"], &card["profile"]), (&"tiny".into(), &"small".into()));
    let text = folder.dmf(["framework", "list"]).run().answer();
    assert!(text.contains("tiny"), "{text}");
}

#[test]
fn a_file_of_ones_own_replaces_exactly_that_one() {
    let folder = folder();
    let name = "frameworks/asean-dmf/practices/GOV-02.yaml";
    folder.copy(Path::new(name), &format!("mine/{name}"));
    let title = "title: Owner for every dataset";
    folder.replace(&format!("mine/{name}"), title, "title: Our own words");
    let shown = |args: &[&str]| folder.dmf(["framework", "show"].iter().chain(args)).run().answer();
    assert!(shown(&["GOV-02", "--data", "mine"]).contains("Our own words"));
    assert!(!shown(&["GOV-02"]).contains("Our own words"));
    assert!(shown(&["GOV-01", "--data", "mine"]).contains("GOV-01"));
    folder.write(
        "mine/templates/report/assess.md",
        "{% for card in scorecards %}We are {{ card.organisation.name }}{% endfor %}\n",
    );
    let text = folder.dmf(["assess", "org.yaml", "--data", "mine", "-f", "markdown"]).run().answer();
    assert!(text.starts_with("We are Nusantara Pay"), "{text}");
}

#[test]
fn help_and_version_are_answers() {
    let folder = Folder::new();
    let run = |args: &[&str]| folder.dmf(args).without_today().run().answer();
    assert_eq!(run(&["--version"]), format!("dmf {}\n", env!("CARGO_PKG_VERSION")));
    let help = run(&["--help"]);
    for line in help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty()) {
        // Further lines of a description stand deeper.
        if line.starts_with("   ") || line.trim_start().starts_with("help ") {
            continue;
        }
        let command = line.split_whitespace().next().expect("a line has a word");
        let text = run(&[command, "--help"]);
        assert!(text.contains("Usage: dmf"), "{command}: {text}");
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{command}: {text}");
    }
    assert!(fs::metadata(root().join("LICENSE")).is_ok());
}
