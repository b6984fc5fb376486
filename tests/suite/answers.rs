//! The questionnaire: answers are in the file as soon as they are given, and nothing else in it changes.

use crate::harness::{Folder, Outcome};

const SHEET: &str = "# ours\nframework: asean-dmf@1.0.0\norganisation: { name: Acme, country: SG, profile: sme }  # us\nanswers:\n  \
                     GOV-01: established   # signed in May\n  # GOV-02:\n\n  GOV-04:   # in full\n    level: 2\n    evidence:\n      - { \
                     what: Letter, expires: 2026-01-31 }\n# the end\n";

fn ask(folder: &Folder, args: &[&str], typed: &str) -> Outcome {
    folder.dmf(["answer", "org.yaml", "--plain"].iter().chain(args)).input(typed).run()
}

#[test]
fn what_is_typed_is_in_the_file_and_nothing_else_changes() {
    let folder = Folder::with("org.yaml", SHEET);
    let typed = "2\ne Register | owners.xlsx | 2026-05-01 | 2027-05-01\nn Two: teams\n\nq\n";
    let told = ask(&folder, &[], typed).ends(0).stdout;
    let expected = SHEET.replace(
        "  # GOV-02:\n",
        "  GOV-02:\n    level: developing\n    evidence:\n      - { what: Register, ref: evidence, }\n",
    );
    let expected = expected.replace(
        "{ what: Register, ref: evidence, }\n",
        "{ what: Register, ref: owners.xlsx, effective: 2026-05-01, expires: 2027-05-01 }\n    note: \"Two: teams\"\n",
    );
    assert_eq!(folder.read("org.yaml"), expected);
    assert!(told.contains("Does every dataset have a named owner"), "{told}");
    assert!(told.contains("3 of 18 practices are answered; all is saved in org.yaml."), "{told}");
    folder.dmf(["assess", "org.yaml"]).run().answer();
}

#[test]
fn one_can_go_back_jump_and_take_away() {
    let folder = Folder::with("org.yaml", SHEET);
    // Begins at GOV-02, the first that is not answered.
    ask(&folder, &[], "b\nc\nj gov-04\n4\nj INN-02\nx No such data here\nq\n").ends(0);
    let expected = SHEET.replace("  GOV-01: established   # signed in May\n", "  # GOV-01:\n");
    // Evidence of a lower level does not show a higher one.
    let expected = expected.replace("level: 2", "level: advanced").replace(
        "- { what: Letter, expires: 2026-01-31 }\n",
        "- { what: Letter, expires: 2026-01-31, shows: developing }\n  INN-02: { not_applicable: No such data here }\n",
    );
    assert_eq!(folder.read("org.yaml"), expected);
}

#[test]
fn what_is_no_answer_is_said_and_changes_nothing() {
    let folder = Folder::with("org.yaml", SHEET);
    let told =
        ask(&folder, &[], "7\nperhaps\ne Register\nn words\ne x | y | soon\nj INN-05\nj NO-1\nb now\n?\n").ends(0);
    assert_eq!(folder.read("org.yaml"), SHEET);
    for words in [
        "`7` is no level",
        "`perhaps` is no level",
        "answer with a level first; a record",
        "answer with a level first; a note",
        "`soon` is not a date",
        "INN-05 is not asked here",
        "there is no practice `NO-1`",
        "`b` stands alone",
        "it does not apply here, and why",
    ] {
        assert!(told.stdout.contains(words), "`{words}` is not in\n{}", told.stdout);
    }
}

#[test]
fn what_is_asked_can_be_chosen() {
    let folder = Folder::with("org.yaml", SHEET);
    let first = |args: &[&str]| {
        let text = ask(&folder, args, "q\n").ends(0).stdout;
        text.split_whitespace().next().unwrap_or_default().to_owned()
    };
    assert_eq!(first(&[]), "GOV-02");
    assert_eq!(first(&["--only", "inf"]), "INF-01");
    assert_eq!(first(&["--only", "POL,gov-04"]), "POL-01");
    assert_eq!(first(&["--stale"]), "GOV-04");
    assert_eq!(first(&["--unanswered", "--only", "GOV"]), "GOV-02");
    let outcome = ask(&folder, &["--only", "GOW"], "").ends(2);
    assert!(outcome.stderr.contains("did you mean `GOV`?"), "{}", outcome.stderr);
    let told = ask(&folder, &["--stale", "--only", "INN"], "").ends(0).stdout;
    assert!(told.contains("nothing to ask"), "{told}");
}

#[test]
fn answers_on_the_command_line_are_saved_together_or_not_at_all() {
    let folder = Folder::with("org.yaml", SHEET);
    let wrong = ["answer", "org.yaml", "--set", "GOV-02=3", "--note", "INF-01=never answered"];
    folder.dmf(wrong).run().ends(2);
    assert_eq!(folder.read("org.yaml"), SHEET);
    for (args, words) in [
        (["--set", "GOV-99=3"], "there is no practice `GOV-99`"),
        (["--set", "GOV-02=best"], "there is no level `best`"),
        (["--evidence", "GOV-01=a | b | c"], "`c` is not a date"),
        (["--not-applicable", "GOV-01="], "lacks the reason"),
    ] {
        let outcome = folder.dmf(["answer", "org.yaml"].iter().chain(&args)).run().ends(2);
        assert!(outcome.stderr.contains(words), "{}", outcome.stderr);
    }
    let right = ["--set", "gov-02=3", "--evidence", "GOV-02={{ x }} | =cmd()", "--note", "GOV-01=#1"];
    let told = folder.dmf(["answer", "org.yaml"].iter().chain(&right)).run().answer();
    assert!(told.starts_with("GOV-02  3 established\n"), "{told}");
    let text = folder.read("org.yaml");
    assert!(text.contains("- { what: \"{{ x }}\", ref: \"=cmd()\" }"), "{text}");
    assert!(text.contains("    note: \"#1\"   # signed in May\n"), "{text}");
    folder.dmf(["assess", "org.yaml"]).run().answer();
}

#[test]
fn without_a_terminal_it_says_what_to_do_instead() {
    let folder = Folder::with("org.yaml", SHEET);
    let outcome = folder.dmf(["answer", "org.yaml"]).run().ends(2);
    assert!(outcome.stderr.contains("--set") && outcome.stderr.contains("--plain"), "{}", outcome.stderr);
    folder.dmf(["answer", "-"]).input(SHEET).run().ends(2);
    folder.dmf(["answer", "missing.yaml"]).run().ends(3);
    folder.write("bad.yaml", "framework: asean-dmf@1.0.0\n");
    folder.dmf(["answer", "bad.yaml", "--set", "GOV-01=1"]).run().ends(3);
    assert_eq!(folder.read("bad.yaml"), "framework: asean-dmf@1.0.0\n");
}

#[test]
fn a_shared_answer_is_refused_rather_than_spoilt() {
    let text = "framework: asean-dmf@1.0.0\norganisation: { name: Acme, country: SG }\nanswers:\n  GOV-01: &same { level: 1, note: n \
                }\n  GOV-02: *same\n";
    let folder = Folder::with("org.yaml", text);
    let outcome = folder.dmf(["answer", "org.yaml", "--note", "GOV-01=other"]).run().ends(3);
    assert!(outcome.stderr.contains("change it by hand"), "{}", outcome.stderr);
    assert_eq!(folder.read("org.yaml"), text);
}

#[test]
fn keys_mean_the_same_wherever_words_are_asked_for() {
    // Below GOV-02: a level, then evidence and a note are asked for by `e` and `n` alone.
    let cases = [
        ("2\ne\nq\n", "q stops and is no evidence"),
        ("2\nn\nb\nq\n", "b goes back and is no note"),
        ("2\ne\n?\nq\n", "? tells more"),
        ("2\ne\n\nq\n", "Enter is nothing"),
        ("2\ne\n3\nq\n", "a level where words are asked for is questioned"),
        ("2\nn\nx\nq\n", "a single letter is questioned"),
    ];
    for (typed, about) in cases {
        let folder = Folder::with("org.yaml", SHEET);
        ask(&folder, &[], typed).ends(0);
        assert_eq!(folder.read("org.yaml"), SHEET.replace("  # GOV-02:\n", "  GOV-02: developing\n"), "{about}");
    }
    let folder = Folder::with("org.yaml", SHEET);
    let told = ask(&folder, &[], "2\nn\nx\nx\nq\n").ends(0).stdout;
    assert!(told.contains("type it once more to keep it as words"), "{told}");
    assert!(folder.read("org.yaml").contains("note: x\n"), "{}", folder.read("org.yaml"));
}

#[test]
fn one_wrong_record_is_taken_away_and_the_others_stay() {
    let folder = Folder::with("org.yaml", SHEET);
    ask(&folder, &[], "2\ne Register\ne Wrong\ne -\ne Minutes\ne -1\nq\n").ends(0);
    let text = folder.read("org.yaml");
    assert!(text.contains("what: Minutes") && !text.contains("Wrong") && !text.contains("Register"), "{text}");
    let told = ask(&folder, &[], "j GOV-02\ne -5\ne -0\nx\nN/A\nq\n").ends(0).stdout;
    assert!(
        told.contains("there is no record 5; there are 1") && told.contains("records are counted from 1"),
        "{told}"
    );
    assert_eq!(folder.read("org.yaml"), text);
}

#[test]
fn a_key_behind_a_key_is_no_reason_record_or_note() {
    for typed in ["x q", "x ?", "x -", "x n/a", "x stop", "e q", "e ?", "n b", "n ?"] {
        let folder = Folder::with("org.yaml", SHEET);
        let told = ask(&folder, &[], &format!("2\n{typed}\nb\n{typed}\nq\n")).ends(0).stdout;
        assert!(told.contains("say it in words"), "{typed}: {told}");
        assert_eq!(folder.read("org.yaml"), SHEET.replace("  # GOV-02:\n", "  GOV-02: developing\n"), "{typed}");
    }
}
