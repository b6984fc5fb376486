//! What is compared with what: worksheets that are new, moved, gone or closed, bases that are broken or are what is judged.

use serde_json::Value;

use crate::{
    harness::Folder,
    revisions::{SHEET, all_end, commit, gate, git, lower, repository, run},
};

/// What is done to a repository, and how it is called.
type Step<'a> = (&'a str, &'a dyn Fn(&Folder));

/// What is done to a baseline, and how it is called.
type Change<'a> = (&'a str, &'a dyn Fn(&mut Value));

const GATE: [&str; 3] = ["--baseline", "git:HEAD", "--fail-on-regression"];

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A gate on all that lies in a folder.
fn portfolio(folder: &Folder) -> crate::harness::Outcome {
    run(folder.path(), &[&["portfolio", "."], &GATE[..]].concat()).run()
}

fn assess(folder: &Folder, files: &[&str]) -> crate::harness::Outcome {
    run(folder.path(), &[&["assess"], files, &GATE[..]].concat()).run()
}

/// The codes of what is found of worksheets as a whole, as JSON has them.
fn states(folder: &Folder, files: &[&str]) -> Vec<String> {
    let args = [&["assess"], files, &GATE[..], &["--format", "ndjson"]].concat();
    let text = run(folder.path(), &args).run().stdout;
    let known = ["worksheet-", "new-", "no-baseline", "baseline-", "compared-"];
    text.lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .flat_map(|view| view["verdict"]["findings"].as_array().cloned().unwrap_or_default())
        .map(|finding| finding["code"].as_str().expect("a code").to_owned())
        .filter(|code| known.iter().any(|known| code.starts_with(known)))
        .collect()
}

#[test]
fn what_is_the_head_itself_is_held_against_its_first_parent() {
    let folder = repository();
    lower(&folder, "org.yaml");
    lower(&folder, "sub/deep/org.yaml");
    commit(folder.path(), "worse");
    for base in ["git:HEAD", "git:main", "git:main...HEAD"] {
        let [assess, _, diff] = all_end(gate(folder.path(), "org.yaml", base), 1);
        for text in [assess, diff] {
            let said = format!("Against the first parent of {base}, which is what is judged (");
            assert!(words(&text).contains(&said), "{text}");
        }
    }
    portfolio(&folder).ends(1);
    assert_eq!(states(&folder, &["org.yaml"]), ["compared-with-parent"]);
    let args = [&["assess", "org.yaml"], &GATE[..], &["--format", "json"]].concat();
    let json: Value = serde_json::from_str(&run(folder.path(), &args).run().stdout).expect("it is JSON");
    assert!(
        json["comparison"]["baseline"].as_str().is_some_and(|name| name.starts_with("the first parent of git:HEAD"))
    );

    // How lines end makes no other file.
    folder.write("org.yaml", folder.read("org.yaml").replace('\n', "\r\n"));
    assess(&folder, &["org.yaml"]).ends(1);
    // What is changed is held against the head: a worksheet, settings, or another worksheet of the same run.
    folder.write(
        "sub/deep/org.yaml",
        folder.read("sub/deep/org.yaml").replace("GOV-01: established", "GOV-01: advanced"),
    );
    assess(&folder, &["org.yaml", "sub/deep/org.yaml"]).ends(0);
    portfolio(&folder).ends(0);
    git(folder.path(), &["checkout", "--quiet", "."]);
    folder.write("dmf.toml", "profile = \"sme\"\n");
    assess(&folder, &["org.yaml"]).ends(0);
    std::fs::remove_file(folder.join("dmf.toml")).expect("it was written");
    folder.write("new/org.yaml", SHEET.replace("Acme", "Newcomer").replace("GOV-01: established", "POL-04: advanced"));
    portfolio(&folder).ends(0);
}

#[test]
fn nothing_is_before_the_first_commit_and_a_cut_history_is_no_first_commit() {
    let folder = repository();
    let [assess, ..] = all_end(gate(folder.path(), "org.yaml", "git:HEAD"), 0);
    assert!(!assess.contains("No answer moved"), "{assess}");
    assert_eq!(states(&folder, &["org.yaml"]), ["compared-with-parent"]);
    lower(&folder, "org.yaml");
    commit(folder.path(), "worse");
    let from = format!("file://{}", folder.path().display());
    git(folder.path(), &["clone", "--quiet", "--depth", "1", &from, "cut"]);
    for command in [["assess", "org.yaml"], ["portfolio", "."]] {
        let outcome = run(&folder.join("cut"), &[&command[..], &GATE[..]].concat()).run().ends(3);
        assert!(outcome.stderr.contains("fetch-depth: 2"), "{}", outcome.stderr);
    }
}

/// Settings of the base that do not read take no answer of the base away.
#[test]
fn a_base_whose_settings_do_not_read_is_still_a_base() {
    for settings in ["", "[gate\n", "colour = 1\n"] {
        let folder = repository();
        folder.write("dmf.toml", settings);
        commit(folder.path(), "settings");
        std::fs::remove_file(folder.join("dmf.toml")).expect("it is there");
        lower(&folder, "org.yaml");
        commit(folder.path(), "worse");
        let args = ["assess", "org.yaml", "--baseline", "git:HEAD~1", "--fail-on-regression", "--today", "2026-11-24"];
        let outcome = folder.dmf(args).run();
        assert_eq!(outcome.code, Some(1), "{settings}: {outcome:?}");
    }
}

/// A worksheet that a baseline in a file does not hold is a new one only while the one that it holds is there.
#[test]
fn a_worksheet_under_another_name_and_for_another_company_is_no_new_one() {
    let folder = Folder::new();
    folder.write("org.yaml", SHEET);
    folder.dmf(["assess", "org.yaml", "--write-baseline", "b.json", "--today", "2026-11-24"]).run().ends(0);
    folder.write("pay.yaml", SHEET.replace("Acme", "Acme Pay").replace("established", "none"));
    let gate = ["assess", "pay.yaml", "--baseline", "b.json", "--fail-on-regression", "--today", "2026-11-24"];
    folder.dmf(gate).run().ends(0);
    std::fs::remove_file(folder.join("org.yaml")).expect("it is there");
    let outcome = folder.dmf(gate).run().ends(1);
    assert!(outcome.stdout.contains("no-baseline"), "{outcome:?}");
}

#[test]
fn a_new_worksheet_is_judged_by_the_other_gates() {
    let folder = repository();
    folder.write("vn/org.yaml", SHEET.replace("Acme", "Vietnam").replace("GOV-01: established", "INF-01: developing"));
    assess(&folder, &["org.yaml", "vn/org.yaml"]).ends(0);
    assert_eq!(states(&folder, &["org.yaml", "vn/org.yaml"]), ["new-worksheet"]);
    assert_eq!(states(&folder, &["vn/org.yaml", "org.yaml"]), ["new-worksheet"]);
    let args = [&["portfolio", "."], &GATE[..], &["--format", "json"]].concat();
    let json: Value = serde_json::from_str(&run(folder.path(), &args).run().ends(0).stdout).expect("it is JSON");
    assert_eq!((&json["summary"]["compared"], &json["summary"]["without_baseline"]), (&2.into(), &1.into()), "{json}");
    let floor = [&["assess", "vn/org.yaml"], &GATE[..], &["--fail-under", "advanced"]].concat();
    run(folder.path(), &floor).run().ends(1);
    // It hides nothing: another worksheet of the run is still held against the base.
    lower(&folder, "org.yaml");
    assess(&folder, &["vn/org.yaml", "org.yaml"]).ends(1);
    portfolio(&folder).ends(1);
    let none = run(folder.path(), &["diff", "git:HEAD", "vn/org.yaml"]).run().ends(3).stderr;
    assert!(none.contains("is not in revision `HEAD`"), "{none}");
}

#[test]
fn a_worksheet_that_moved_is_compared_with_what_it_was() {
    let moves: [Step<'_>; 4] = [
        ("staged", &|folder| {
            std::fs::create_dir(folder.join("moved")).expect("a folder can be made");
            git(folder.path(), &["mv", "sub/deep/org.yaml", "moved/org.yaml"]);
        }),
        ("untracked", &|folder| {
            folder.write("moved/org.yaml", folder.read("sub/deep/org.yaml"));
            std::fs::remove_file(folder.join("sub/deep/org.yaml")).expect("it is there");
        }),
        ("committed on a branch", &|folder| {
            git(folder.path(), &["checkout", "--quiet", "-b", "feature"]);
            std::fs::create_dir(folder.join("moved")).expect("a folder can be made");
            git(folder.path(), &["mv", "sub/deep/org.yaml", "moved/org.yaml"]);
            commit(folder.path(), "moved");
        }),
        ("renamed as well", &|folder| {
            folder.write("moved/org.yaml", folder.read("sub/deep/org.yaml").replace("Deep", "Shallow"));
            std::fs::remove_file(folder.join("sub/deep/org.yaml")).expect("it is there");
        }),
    ];
    for (how, moved) in moves {
        let folder = repository();
        moved(&folder);
        let base = "git:main";
        let [_, _, diff] = all_end(gate(folder.path(), "moved/org.yaml", base), 0);
        assert!(words(&diff).contains("as `sub/deep/org.yaml`"), "{how}: {diff}");
        if how != "committed on a branch" {
            assert_eq!(states(&folder, &["moved/org.yaml"]), ["worksheet-moved"], "{how}");
        }
        run(folder.path(), &["portfolio", ".", "--baseline", base, "--fail-on-regression"]).run().ends(0);
        lower(&folder, "moved/org.yaml");
        // Too much is another in a short text that is renamed: then what it was is gone.
        if how != "renamed as well" {
            all_end(gate(folder.path(), "moved/org.yaml", base), 1);
        }
        run(folder.path(), &["portfolio", ".", "--baseline", base, "--fail-on-regression"]).run().ends(1);
    }
}

#[test]
fn a_worksheet_that_is_gone_fails_where_regressions_do() {
    let goings: [Step<'_>; 5] = [
        ("deleted", &|folder| std::fs::remove_file(folder.join("sub/deep/org.yaml")).expect("it is there")),
        ("deleted and staged", &|folder| drop(git(folder.path(), &["rm", "--quiet", "sub/deep/org.yaml"]))),
        ("given an ending that is not looked at", &|folder| {
            std::fs::rename(folder.join("sub/deep/org.yaml"), folder.join("sub/deep/org.yaml.old"))
                .expect("it is there");
        }),
        ("emptied", &|folder| folder.write("sub/deep/org.yaml", "")),
        ("made something else", &|folder| folder.write("sub/deep/org.yaml", "transfers: []\n")),
    ];
    for (how, gone) in goings {
        let folder = repository();
        gone(&folder);
        let outcome = portfolio(&folder);
        assert_eq!(outcome.code, Some(1), "{how}: {}", outcome.stderr);
        let code = if how == "emptied" { "not-a-worksheet" } else { "worksheet-gone" };
        let told = format!("error[{code}]: ");
        assert!(
            outcome.stderr.contains(&told) && outcome.stderr.contains("sub/deep/org.yaml`"),
            "{how}: {}",
            outcome.stderr
        );
        // What lies elsewhere is no matter of the folder that was named, and without a gate it is a warning.
        folder.write("other/org.yaml", SHEET.replace("Acme", "Elsewhere").replace("GOV-01", "LCM-01"));
        run(folder.path(), &[&["portfolio", "other"], &GATE[..]].concat()).run().ends(0);
        let warned = run(folder.path(), &["portfolio", ".", "--baseline", "git:HEAD"]).run().ends(0).stderr;
        assert!(warned.contains(&format!("warning[{code}]")), "{how}: {warned}");
    }
}

#[test]
fn assess_misses_what_the_workspace_listed() {
    let folder = repository();
    folder.write("dmf.toml", "assessments = [\"org.yaml\", \"sub/*/org.yaml\"]\n");
    commit(folder.path(), "listed");
    git(folder.path(), &["rm", "--quiet", "sub/deep/org.yaml"]);
    let text = words(&assess(&folder, &["org.yaml"]).ends(1).stdout);
    assert!(text.contains("error[worksheet-gone] `sub/deep/org.yaml` is gone"), "{text}");
    let github = [&["assess", "org.yaml"], &GATE[..], &["--format", "github"]].concat();
    let text = run(folder.path(), &github).run().ends(1).stdout;
    assert!(text.contains("::error file=sub/deep/org.yaml,"), "{text}");
    // It does not help to list it no longer.
    folder.write("dmf.toml", "assessments = [\"org.yaml\"]\n");
    assess(&folder, &["org.yaml"]).ends(1);
    // One that moved is missed by nobody, also where it is not of the run.
    git(folder.path(), &["checkout", "--quiet", "HEAD", "--", "."]);
    git(folder.path(), &["mv", "sub/deep", "sub/up"]);
    assess(&folder, &["org.yaml"]).ends(0);
    // What is left out of the checkout is not gone.
    git(folder.path(), &["reset", "--quiet", "--hard"]);
    git(folder.path(), &["sparse-checkout", "set", "--no-cone", "/*", "!sub/"]);
    assert!(!folder.join("sub/deep/org.yaml").exists());
    assess(&folder, &["org.yaml"]).ends(0);
    portfolio(&folder).ends(0);
}

#[test]
fn a_worksheet_that_is_closed_may_leave() {
    for (day, code) in [("2026-11-24", 0), ("2026-11-25", 1)] {
        let folder = repository();
        folder.replace("sub/deep/org.yaml", "answers:", &format!("closed: {day}\nanswers:"));
        commit(folder.path(), "to be closed");
        git(folder.path(), &["rm", "--quiet", "sub/deep/org.yaml"]);
        assert_eq!(portfolio(&folder).code, Some(code), "closed on {day}, looked at on 2026-11-24");
    }
    // In one change: it stays, says the day, and answers nothing.
    let tombstone =
        "framework: asean-dmf\norganisation: { name: Deep, country: SG }\nclosed: 2026-11-01\nanswers: {}\n";
    let folder = repository();
    folder.write("sub/deep/org.yaml", tombstone);
    portfolio(&folder).ends(0);
    assess(&folder, &["org.yaml", "sub/deep/org.yaml"]).ends(0);
    assert_eq!(states(&folder, &["sub/deep/org.yaml"]), ["worksheet-closed"]);
    let args = [&["portfolio", "."], &GATE[..], &["--format", "json"]].concat();
    let json: Value = serde_json::from_str(&run(folder.path(), &args).run().ends(0).stdout).expect("it is JSON");
    assert_eq!(json["summary"]["organisations"], 1);
    // A day to come, or answers beside it, close nothing.
    folder.write("sub/deep/org.yaml", tombstone.replace("2026-11-01", "2026-12-01"));
    assess(&folder, &["sub/deep/org.yaml"]).ends(1);
    portfolio(&folder).ends(1);
    folder.write("sub/deep/org.yaml", tombstone.replace("{}", "{ GOV-01: established }"));
    assess(&folder, &["sub/deep/org.yaml"]).ends(1);
    portfolio(&folder).ends(1);
}

#[test]
fn a_folder_that_holds_no_baseline_is_told_and_counted() {
    let folder = repository();
    folder.write("empty/README", "nothing here");
    let gate = ["portfolio", "sub", "--baseline", "empty", "--fail-on-regression"];
    let outcome = run(folder.path(), &gate).run();
    assert_eq!(outcome.code, Some(3), "nothing at all was compared");
    assert!(words(&outcome.stderr).contains("error[no-baseline]: `sub/deep/org.yaml` has no baseline in `empty`"));
    let args = [&gate[..], &["--format", "json"]].concat();
    let json: Value = serde_json::from_str(&run(folder.path(), &args).run().stdout).expect("it is JSON");
    assert_eq!((&json["summary"]["compared"], &json["summary"]["without_baseline"]), (&0.into(), &1.into()), "{json}");
    let warned = run(folder.path(), &gate[..4]).run().ends(0).stderr;
    assert!(warned.contains("warning[no-baseline]"), "{warned}");
    // One of two is there; then both, and one more that is gone.
    folder.write("sub/two/org.yaml", SHEET.replace("Acme", "Two"));
    folder.write("empty/deep/org.yaml", folder.read("sub/deep/org.yaml"));
    run(folder.path(), &gate).run().ends(1);
    folder.write("empty/two/org.yaml", folder.read("sub/two/org.yaml"));
    run(folder.path(), &gate).run().ends(0);
    folder.write("empty/three/org.yaml", folder.read("sub/two/org.yaml"));
    let outcome = run(folder.path(), &gate).run().ends(1);
    assert!(outcome.stderr.contains("`sub/three/org.yaml` is gone"), "{}", outcome.stderr);
}

#[test]
fn the_change_that_mends_a_broken_base_can_pass() {
    for broken in
        ["framework: asean-dmf\nanswers: [\n", "framework: asean-dmf\norganisation: { name: A }\n", "answers: 1\n"]
    {
        let folder = repository();
        for (at, text) in [broken.to_owned(), format!("{broken}# worse\n")].iter().enumerate() {
            folder.write("org.yaml", text);
            commit(folder.path(), &format!("broken {at}"));
        }
        folder.write("org.yaml", SHEET);
        let [text, _, diff] = all_end(gate(folder.path(), "org.yaml", "git:HEAD"), 0);
        assert!(words(&text).contains("Against 2 commits before git:HEAD ("), "{text}");
        assert!(words(&diff).contains("Against 2 commits before git:HEAD ("), "{diff}");
        assert_eq!(states(&folder, &["org.yaml"]), ["baseline-mended"]);
        // What it mends with is held against what last read.
        lower(&folder, "org.yaml");
        all_end(gate(folder.path(), "org.yaml", "git:HEAD"), 1);
    }
    // Where it never read, nothing is compared, and that is said.
    let folder = repository();
    folder.write("new.yaml", "framework: asean-dmf\nanswers: [\n");
    commit(folder.path(), "broken from the first");
    folder.write("new.yaml", SHEET.replace("Acme", "New"));
    assess(&folder, &["new.yaml"]).ends(0);
    portfolio(&folder).ends(0);
    assert_eq!(states(&folder, &["new.yaml"]), ["baseline-mended"]);
}

#[test]
fn answers_to_another_framework_are_no_broken_base() {
    let folder = repository();
    folder.copy(std::path::Path::new("frameworks/asean-dmf"), "packs/frameworks/own");
    let pack = folder.read("packs/frameworks/own/pack.toml").replacen("id = \"asean-dmf\"", "id = \"own\"", 1);
    folder.write("packs/frameworks/own/pack.toml", pack);
    folder.replace("org.yaml", "framework: asean-dmf", "framework: own");
    for command in [["assess", "org.yaml"], ["portfolio", "org.yaml"]] {
        let args = [&command[..], &GATE[..], &["--data", "packs"]].concat();
        let outcome = run(folder.path(), &args).run();
        assert_eq!(outcome.code, Some(3), "{}", outcome.stdout);
        assert!(outcome.stderr.contains("baseline-mismatch"), "{}", outcome.stderr);
    }
}

/// The answers of the worksheet of the repository as a baseline in `b.json`.
fn written() -> Folder {
    let folder = repository();
    run(folder.path(), &["assess", "org.yaml", "--write-baseline", "b.json"]).run().ends(0);
    folder
}

#[test]
fn one_baseline_file_serves_a_run_of_several_worksheets() {
    let gate = ["--baseline", "b.json", "--fail-on-regression"];
    let assess = |folder: &Folder, files: &[&str]| run(folder.path(), &[&["assess"], files, &gate[..]].concat()).run();
    let folder = written();
    for files in [&["org.yaml", "sub/deep/org.yaml"][..], &["sub/deep/org.yaml", "org.yaml"], &["sub/deep/org.yaml"]] {
        assess(&folder, files).ends(0);
    }
    // It is still of its own worksheet, also where that was renamed.
    lower(&folder, "org.yaml");
    assess(&folder, &["org.yaml", "sub/deep/org.yaml"]).ends(1);
    folder.replace("org.yaml", "name: Acme", "name: Acme Holding");
    assess(&folder, &["sub/deep/org.yaml", "org.yaml"]).ends(1);
    assess(&folder, &["org.yaml"]).ends(1);
    // An older one names no worksheet: it is of the organisation that it names, and of nobody else in a run of several.
    let folder = written();
    folder.replace("b.json", ",\n  \"file\": \"org.yaml\"\n", "\n");
    assess(&folder, &["org.yaml"]).ends(0);
    let text = words(&assess(&folder, &["org.yaml", "sub/deep/org.yaml"]).ends(1).stdout);
    assert!(
        text.contains("error[no-baseline] `sub/deep/org.yaml` has no baseline in `b.json`, which is of Acme"),
        "{text}"
    );
    lower(&folder, "org.yaml");
    assess(&folder, &["org.yaml"]).ends(1);
}

#[test]
fn figures_of_a_baseline_follow_from_its_practices() {
    let changes: [Change<'_>; 4] = [
        ("emptied", &|json| json["practices"] = Value::Array(Vec::new())),
        ("lowered", &|json| json["practices"][0]["claimed"] = "none".into()),
        ("left out", &|json| drop(json["practices"].as_array_mut().expect("a list").remove(0))),
        ("printed higher", &|json| json["overall"]["claimed"] = 9000.into()),
    ];
    for (how, change) in changes {
        let folder = written();
        let mut json: Value = serde_json::from_str(&folder.read("b.json")).expect("it is JSON");
        change(&mut json);
        folder.write("b.json", json.to_string());
        let outcome = run(folder.path(), &["assess", "org.yaml", "--baseline", "b.json", "--fail-on-regression"]).run();
        assert_eq!(outcome.code, Some(3), "{how}");
        let text = outcome.stdout + &outcome.stderr;
        assert!(text.contains("but the practices in the file come to"), "{how}: {text}");
        run(folder.path(), &["diff", "b.json", "org.yaml"]).run().ends(3);
    }
}
