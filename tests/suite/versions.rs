//! Several versions of one framework: worksheets that pin one, and those that take the newest.

use crate::{
    harness::{Folder, Outcome, root},
    revisions::{commit, git, run},
};

/// A worksheet that answers a version of the framework of `tests/fixtures/versions`.
fn sheet(framework: &str, answers: &str) -> String {
    format!("framework: {framework}\norganisation: {{ name: A, country: SG }}\nanswers:\n{answers}")
}

/// A folder with both versions, and a worksheet.
fn folder(text: &str) -> Folder {
    let folder = Folder::with("org.yaml", text);
    folder.copy("tests/fixtures/versions".as_ref(), "data");
    folder.write("dmf.toml", "data = [\"data\"]\n");
    folder
}

fn assess(folder: &Folder) -> Outcome {
    folder.dmf(["assess", "org.yaml", "--format", "json"]).run()
}

#[test]
fn a_version_that_is_pinned_is_the_one_that_is_read() {
    let old = folder(&sheet("model@1.0.0", "  A-02: full\n  B-01: some\n"));
    let text = assess(&old).answer();
    assert!(text.contains(r#""version": "1.0.0""#) && text.contains(r#""id": "B-01""#), "{text}");
    let new = sheet("model", "  A-12: full\n");
    let [plain, pinned] =
        [new.clone(), new.replace("model", "model@2.0.0")].map(|text| assess(&folder(&text)).answer());
    assert!(plain.contains(r#""version": "2.0.0""#), "{plain}");
    assert_eq!(plain, pinned, "the newest may be named by its number");
}

#[test]
fn a_version_that_is_not_there_says_which_are() {
    let outcome = assess(&folder(&sheet("model@1.1.0", "  A-01: full\n")));
    assert_eq!(outcome.code, Some(3), "{}", outcome.stderr);
    for words in ["org.yaml:1:12", "there is no version `1.1.0` of `model`", "`model@2.0.0` or `model@1.0.0`"] {
        assert!(outcome.stderr.contains(words), "{words}\n{}", outcome.stderr);
    }
}

#[test]
fn versions_are_listed_and_shown() {
    let folder = folder("");
    let list = folder.dmf(["framework", "list", "--format", "csv"]).run().answer();
    for line in ["model,framework,Model framework,2.0.0,", "model@1.0.0,framework,Model framework,1.0.0,"] {
        assert!(list.contains(line), "{line}\n{list}");
    }
    let show = |args: &[&str]| folder.dmf([&["framework", "show"], args].concat()).run();
    assert!(show(&["model@1.0.0"]).answer().contains("B-02"));
    assert!(show(&["B-02", "--of", "model@1.0.0"]).answer().contains("Fax machines"));
    assert!(show(&["model@2.0.0"]).answer().contains("B-13"));
    assert_eq!(show(&["B-02", "--of", "model"]).code, Some(2));
    assert_eq!(show(&["model@3.0.0"]).code, Some(2));
}

#[test]
fn a_folder_of_data_replaces_files_of_the_version_that_it_names() {
    let folder = folder(&sheet("asean-dmf@1.0.0", "  GOV-01: developing\n"));
    let name = "practices/GOV-01.yaml";
    let own = std::fs::read_to_string(root().join("frameworks/asean-dmf@1.0.0").join(name)).expect("it is there");
    let own = own.replace("key: true", "key: false");
    folder.write(&format!("data/frameworks/asean-dmf/{name}"), &own);
    let without = assess(&folder).answer();
    folder.write(&format!("data/frameworks/asean-dmf@1.0.0/{name}"), &own);
    assert_ne!(
        without,
        assess(&folder).answer(),
        "the files are those of the newest, and then of the one that is pinned"
    );
}

#[test]
fn one_run_reads_several_versions_and_keeps_their_figures_apart() {
    let folder = folder(&sheet("model@1.0.0", "  A-01: full\n"));
    folder.write("b.yaml", sheet("model", "  A-01: full\n").replace("name: A", "name: B"));
    folder.write("c.yaml", sheet("model@2.0.0", "  A-01: some\n").replace("name: A", "name: C"));
    let text = folder.dmf(["portfolio", "org.yaml", "b.yaml", "c.yaml", "--format", "json"]).run().answer();
    let answer: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let parts = answer["summary"]["frameworks"].as_array().unwrap_or_else(|| panic!("{text}"));
    let told: Vec<_> =
        parts.iter().map(|part| (part["framework_version"].as_str(), part["organisations"].as_u64())).collect();
    assert_eq!(told, [(Some("2.0.0"), Some(2)), (Some("1.0.0"), Some(1))], "{text}");
    let table = folder.dmf(["portfolio", "org.yaml", "b.yaml", "c.yaml"]).run().answer();
    let words = table.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("versions 2.0.0 and 1.0.0 apart: no figure is of both"), "{table}");
}

/// A worksheet of the older version that says something of each practice, with words that must not be lost.
const OLD: &str = "# Ours.
framework: model@1.0.0   # pinned
organisation: { name: A, country: SG }
targets: { default: some, B-02: full, B-01: full }
answers:
  # Owners first.
  A-01: full
  A-02: { level: some, note: half of them }
  B-01:   # access, mostly
    level: some
    evidence:
      - { what: Review of access, shows: some }
    note: Logs are kept a month
  B-02:
    level: full
    note: |
      Both of them
      are locked away
";

fn migrate(folder: &Folder, more: &[&str]) -> Outcome {
    folder.dmf([&["framework", "migrate", "org.yaml"], more].concat()).run()
}

#[test]
fn old_ids_are_read_through_the_map_and_told_at_their_lines() {
    let folder = folder(&OLD.replace("model@1.0.0   # pinned", "model"));
    let outcome = assess(&folder);
    let answer: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("it is JSON");
    let practices = answer["practices"].as_array().expect("practices");
    let levels: Vec<_> =
        practices.iter().map(|one| (one["id"].as_str(), one["claimed"].as_str(), one["target"].as_str())).collect();
    let expected = [
        ("A-01", "full", "some"),
        ("A-12", "some", "some"),
        ("B-11", "some", "full"),
        ("B-12", "some", "full"),
        ("B-13", "none", "some"),
    ];
    assert_eq!(levels, expected.map(|(id, claimed, target)| (Some(id), Some(claimed), Some(target))));
    let told = [
        ("practice-renamed", "org.yaml:8:3"),
        ("confirm-after-split", "org.yaml:9:3"),
        ("practice-dropped", "org.yaml:14:3"),
        ("confirm-after-split", "org.yaml:4:39"),
    ];
    for (code, place) in told {
        assert!(
            outcome.stderr.contains(&format!("note[{code}]")) && outcome.stderr.contains(place),
            "{code} {place}\n{}",
            outcome.stderr
        );
    }
    assert!(outcome.stderr.contains("access and logs are asked apart"), "{}", outcome.stderr);
}

#[test]
fn what_is_said_by_the_new_id_counts_beside_the_old_one() {
    let folder = folder(&sheet("model", "  B-01: full\n  B-11: none\n  A-02: full\n  A-12: some\n"));
    let outcome = assess(&folder);
    let answer: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("it is JSON");
    let claimed: Vec<_> =
        (0..4).map(|at| answer["practices"][at]["claimed"].as_str().unwrap_or_default().to_owned()).collect();
    assert_eq!(claimed, ["none", "some", "none", "full"], "A-01, A-12, B-11, B-12");
    for told in [
        // Where each stands, and which one counts.
        "warning[answered-twice]: `A-02` is `A-12` since version 2.0.0, and both stand here: what is said by the new id counts",
        "org.yaml:6:3",
        "org.yaml:7:3",
        "`B-01` is `B-11` since version 2.0.0, and both stand here",
        "org.yaml:4:3",
        "org.yaml:5:3",
        "what is said of `B-11` by that id counts",
    ] {
        assert!(outcome.stderr.contains(told), "{told}\n{}", outcome.stderr);
    }
    folder.replace("org.yaml", "B-01", "B-77");
    assert_eq!(assess(&folder).code, Some(3), "an id of no version is an error");
}

#[test]
fn answers_without_a_version_are_told_to_be_older_until_a_person_confirms_them() {
    let text = sheet("model", "  A-01: full\n  A-12: some\n");
    let note = |text: &str| {
        let outcome = assess(&folder(text));
        let told = outcome.stderr.contains("note[sentences-changed]");
        assert_eq!(
            told,
            outcome.stdout.contains("\"sentences_changed\": 1"),
            "{text}{}{}",
            outcome.stdout,
            outcome.stderr
        );
        told.then_some(outcome.stderr)
    };
    let day = |day: &str| text.replace("answers:", &format!("as_of: {day}\nanswers:"));
    let told = note(&text).expect("a worksheet without a day is told of");
    for words in [
        "org.yaml:1:12",
        "1 answer may be older than the sentences of 2.0.0",
        "migrate FILE --check",
        "`framework: model@2.0.0`",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    let pack = std::fs::read_to_string(root().join("tests/fixtures/versions/frameworks/model/pack.toml"))
        .expect("it is there");
    let published = pack.lines().find_map(|line| line.strip_prefix("as_of = ")).expect("a pack has a day");
    assert!(
        note(&day("2020-01-01")).is_some_and(|told| told.contains("1 answer is older")),
        "an older day confirms nothing"
    );
    assert!(
        note(&day("2099-01-01")).is_some_and(|told| told.contains("future-assessment")),
        "nor does one that has not come"
    );
    assert_eq!(note(&day(published)), None, "one of that day on does");
    assert_eq!(note(&text.replace("model", "model@2.0.0")), None, "and so does the version");
    assert_eq!(note(&text.replace("A-01: full\n  ", "")), None, "sentences that are the same need no look");
}

#[test]
fn migration_renames_splits_and_keeps_what_is_dropped_as_a_comment() {
    let folder = folder(OLD);
    let check = migrate(&folder, &["--check"]);
    assert_eq!(check.code, Some(1), "{}{}", check.stdout, check.stderr);
    assert_eq!(folder.read("org.yaml"), OLD, "`--check` writes nothing");
    let table = "answers  A-01  look again: `full` asks for a list of the owners
answers  A-02  → A-12
answers  B-01  → B-11 and B-12; confirm each: access and logs are asked apart: one may be further than the other
answers  B-02  is not asked since version 2.0.0: nobody has fax machines any more; kept as a comment
targets  B-02  is not asked since version 2.0.0: nobody has fax machines any more; kept as a comment
targets  B-01  → B-11 and B-12; confirm each: access and logs are asked apart: one may be further than the other
";
    assert_eq!(check.stdout, format!("{table}org.yaml would be rewritten for model 2.0.0\n"));
    assert_eq!(migrate(&folder, &[]).answer(), format!("{table}org.yaml is rewritten for model 2.0.0\n"));
    let confirm = "to be confirmed: it was the answer to B-01 (access and logs are asked apart: one may be further than the other)";
    let new = format!(
        "# Ours.
framework: model@2.0.0   # pinned
organisation: {{ name: A, country: SG }}
targets: {{ default: some, B-11: full, B-12: full }}
# targets: B-02 is not asked since version 2.0.0: nobody has fax machines any more
# B-02: full
answers:
  # Owners first.
  A-01: full
  A-12: {{ level: some, note: half of them }}
  B-11:   # access, mostly
    level: some
    evidence:
      - {{ what: Review of access, shows: some }}
    note: \"Logs are kept a month; {confirm}\"
  B-12:
    level: some
    evidence:
      - {{ what: Review of access, shows: some }}
    note: \"Logs are kept a month; {confirm}\"
  # answers: B-02 is not asked since version 2.0.0: nobody has fax machines any more
  # B-02:
  #   level: full
  #   note: |
  #     Both of them
  #     are locked away
"
    );
    assert_eq!(folder.read("org.yaml"), new);
    let again = migrate(&folder, &["--check"]);
    assert_eq!(again.answer(), "org.yaml is written for model 2.0.0: nothing to change\n");
    assert_eq!(migrate(&folder, &[]).code, Some(0));
    assert_eq!(folder.read("org.yaml"), new, "what is migrated stays as it is");
    assert_eq!(assess(&folder).stderr, "", "nothing is left to tell");
}

#[test]
fn a_worksheet_without_a_version_and_one_in_braces_are_migrated_as_well() {
    let folder =
        folder("{framework: model, organisation: {name: A, country: SG}, answers: {A-02: full, B-01: some}}\n");
    migrate(&folder, &[]).answer();
    let text = folder.read("org.yaml");
    assert!(text.starts_with("{framework: model@2.0.0, organisation"), "the version is named\n{text}");
    assert!(text.contains("A-12: full") && text.contains("B-11: {") && text.contains("B-12: {"), "{text}");
    assert_eq!(migrate(&folder, &["--check"]).code, Some(0));
    folder.write("org.yaml", "{\"framework\": \"model\", \"organisation\": {\"name\": \"A\", \"country\": \"SG\"}, \"answers\": {\"B-02\": 1}}\n");
    let before = folder.read("org.yaml");
    let refused = migrate(&folder, &[]);
    assert_eq!(refused.code, Some(3), "{}", refused.stdout);
    assert!(refused.stderr.contains("JSON"), "{}", refused.stderr);
    assert_eq!(folder.read("org.yaml"), before, "nothing is lost in silence");
}

#[test]
fn what_was_said_of_a_dropped_practice_stays_as_it_was_said() {
    // A line that begins with a wide blank, and an empty one in a block.
    let wide = folder(&sheet("model@1.0.0", "  A-01: some\n  B-02: { level: full, note: \"a\n\u{3000}b\" }\n"));
    assert_eq!(migrate(&wide, &["--check"]).code, Some(1));
    let block = folder(&sheet("model@1.0.0", "  B-02:\n    level: full\n    note: |\n      one\n\n      two\n"));
    migrate(&block, &[]).answer();
    let text = block.read("org.yaml");
    assert!(text.contains("  #     one\n  #\n  #     two\n"), "{text}");
    // Blanks in words, and comments of the neighbours.
    let flow = folder(
        &sheet("model@1.0.0", "  A-01: some\n")
            .replace("answers:\n  A-01: some\n", "answers: { A-01: some, B-02: { level: full, note: 'x   y' } }\n"),
    );
    migrate(&flow, &[]).answer();
    assert!(flow.read("org.yaml").contains("note: 'x   y'"), "{}", flow.read("org.yaml"));
    let text = sheet("model@1.0.0", "  A-01: some\n")
        .replace("answers:\n  A-01: some\n", "answers: { A-01: some, # seen by the auditor\n  B-02: full }\n");
    let neighbour = folder(&text);
    assert_eq!(migrate(&neighbour, &[]).code, Some(3), "a comment is not lost in silence");
    assert_eq!(neighbour.read("org.yaml"), text);
}

#[test]
fn what_cannot_be_migrated_says_so() {
    let folder = folder(&sheet("model@0.9.0", "  A-01: full\n"));
    let outcome = migrate(&folder, &[]);
    assert_eq!(outcome.code, Some(3));
    assert!(
        outcome.stderr.contains("no map leads from version `0.9.0`") && outcome.stderr.contains("`1.0.0`"),
        "{}",
        outcome.stderr
    );
    folder.write("org.yaml", sheet("model", "  A-77: full\n"));
    let outcome = migrate(&folder, &["--check"]);
    assert_eq!(outcome.code, Some(3), "naming the version does not make it one that can be read: {}", outcome.stderr);
    folder.write("org.yaml", sheet("model@1.0.0", "  A-77: full\n"));
    let before = folder.read("org.yaml");
    assert_eq!(migrate(&folder, &[]).code, Some(3), "what could not be read again is not written");
    assert_eq!(folder.read("org.yaml"), before);
    assert_eq!(folder.dmf(["framework", "migrate", "-"]).run().code, Some(2));
}

#[test]
fn a_map_that_leaves_a_practice_open_is_criticised() {
    let folder = folder("");
    let check = || folder.dmf(["framework", "check", "data/frameworks/model"]).run();
    check().answer();
    let map = "data/frameworks/model/map.toml";
    let whole = folder.read(map);
    let cases = [
        ("A-02 = { renamed = \"A-12\" }\n", "", "`A-02` of version `1.0.0` has no row"),
        ("A-12\"", "A-99\"", "there is no practice `A-99`"),
        ("A-01 = { look_again = \"`full` asks for a list of the owners\" }\n", "", "the sentences of `A-01` changed"),
        ("A-02 =", "A-03 =", "version `1.0.0` has no practice `A-03`"),
        ("\"B-11\", \"B-12\"", "\"B-11\", \"A-12\"", "`A-12` takes the answers of `A-02` and of `B-01`"),
        ("B-02 = { dropped = \"nobody", "A-01 = { dropped = \"nobody", "A-01"),
        ("dropped = \"nobody has fax machines any more\"", "dropped = \" \"", "is empty"),
        ("to = \"2.0.0\"", "to = \"3.0.0\"", "the map leads to version `3.0.0`"),
        (
            ", confirm = \"access and logs are asked apart: one may be further than the other\"",
            "",
            "nothing is said of what to confirm",
        ),
    ];
    for (from, to, said) in cases {
        folder.write(map, whole.replace(from, to));
        let outcome = check();
        assert_eq!(outcome.code, Some(1), "{from} → {to}: {}{}", outcome.stdout, outcome.stderr);
        assert!(outcome.stderr.contains(said), "{said}\n{}", outcome.stderr);
    }
}

/// A repository whose base is `before` and whose head is `after`, both with the two versions.
fn changed(before: &str, after: &str) -> Folder {
    let folder = folder(before);
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    commit(folder.path(), "one");
    git(folder.path(), &["checkout", "--quiet", "-b", "work"]);
    folder.write("org.yaml", after);
    commit(folder.path(), "two");
    folder
}

/// What a finding is about: nothing where it is about all.
fn subject(finding: &serde_json::Value) -> &serde_json::Value {
    if finding["practice"].is_null() { &finding["block"] } else { &finding["practice"] }
}

/// Findings of a worksheet against the base: code, subject, line, and whether each fails.
fn found(folder: &Folder) -> Vec<(String, String, u64, bool)> {
    let args = ["assess", "org.yaml", "--baseline", "git:main", "--fail-on-regression", "--format", "json"];
    let outcome = run(folder.path(), &args).run();
    let answer: serde_json::Value =
        serde_json::from_str(&outcome.stdout).unwrap_or_else(|_| panic!("{}", outcome.stderr));
    let findings = answer["verdict"]["findings"].as_array().expect("findings").iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    findings
        .filter(|one| {
            !["unbacked-level", "below-target", "not-assessed"].contains(&one["code"].as_str().unwrap_or_default())
        })
        .map(|one| {
            let line = one["place"]["line"].as_u64().unwrap_or_default();
            (text(&one["code"]), text(subject(one)), line, one["fails"] == true)
        })
        .collect()
}

/// The older worksheet after `migrate`.
fn newer(old: &str) -> String {
    let folder = folder(old);
    migrate(&folder, &[]).answer();
    folder.read("org.yaml")
}

#[test]
fn a_base_on_another_version_tells_the_method_from_the_answers() {
    // To the newest version, which the base has as well, it is a warning; back it fails.
    let version = |fails: bool| ("method-changed".to_owned(), String::new(), 2, fails);
    let of = |folder: &Folder| -> Vec<_> {
        found(folder)
            .into_iter()
            .map(|(code, id, line, fails)| {
                (code.clone(), if code == "method-changed" { String::new() } else { id }, line, fails)
            })
            .collect()
    };
    let new = newer(OLD);
    assert_eq!(of(&changed(OLD, &new)), [version(false)], "no answer moved");
    let worse = new.replace("A-12: { level: some", "A-12: { level: none");
    let all = of(&changed(OLD, &worse));
    assert!(all.contains(&version(false)), "{all:?}");
    assert!(all.contains(&("regression".to_owned(), "A-02".to_owned(), 10, true)), "{all:?}");
    let one_part = new.replacen("level: some\n    evidence", "level: none\n    evidence", 1);
    let all = of(&changed(OLD, &one_part));
    assert!(all.iter().any(|(code, id, ..)| code == "regression" && id == "B-01"), "the weakest part counts: {all:?}");
    let back = of(&changed(&new, OLD));
    assert!(back.contains(&version(true)), "an older version is a change of method that fails: {back:?}");
    assert!(!back.iter().any(|(code, id, ..)| code == "regression" && id.starts_with('A')), "{back:?}");
}

/// Half of what was asked as one may not leave without a word.
#[test]
fn a_part_of_a_split_practice_that_is_said_not_to_apply_is_told() {
    let new = newer(OLD);
    let part = new.lines().find(|line| line.trim_start().starts_with("B-12:")).expect("it is a part of B-01");
    assert!(part.trim_end().ends_with(':'), "{part}");
    let after: String = new
        .split_inclusive('\n')
        .fold((String::new(), false), |(text, within), line| {
            let inside = within && line.starts_with("    ");
            match (line.starts_with("  B-12:"), inside) {
                (true, _) => (text + "  B-12: { not_applicable: Nobody keeps logs here }\n", true),
                (_, true) => (text, true),
                _ => (text + line, false),
            }
        })
        .0;
    let all = found(&changed(OLD, &after));
    assert!(all.iter().any(|(code, id, ..)| code == "not-applicable-added" && id == "B-12"), "{all:?}\n{after}");
    let whole = found(&changed(OLD, &new));
    assert!(!whole.iter().any(|(code, ..)| code == "not-applicable-added"), "{whole:?}");
}

#[test]
fn a_portfolio_and_a_comparison_tell_the_method_from_the_answers() {
    let new = newer(OLD);
    let gate = ["--baseline", "git:main", "--fail-on-regression"];
    let portfolio = |folder: &Folder| run(folder.path(), &[&["portfolio", "org.yaml"], &gate[..]].concat()).run();
    let diff = |folder: &Folder| run(folder.path(), &["diff", "git:main", "org.yaml", "--fail-on-regression"]).run();
    let same = changed(OLD, &new);
    // As in `assess`: the newest version, with the same answers, is told and passes.
    assert!(portfolio(&same).ends(0).stdout.contains("method-changed"));
    let text = diff(&same).answer();
    assert!(text.contains("1.0.0") && text.contains("2.0.0"), "{text}");
    let worse = changed(OLD, &new.replace("A-12: { level: some", "A-12: { level: none"));
    portfolio(&worse).ends(1);
    assert!(diff(&worse).ends(1).stdout.contains("A-02"));
}

#[test]
fn a_baseline_in_a_file_is_compared_by_the_version_that_wrote_it() {
    let folder = folder(OLD);
    folder.dmf(["assess", "org.yaml", "--write-baseline", "baseline.json"]).run().answer();
    let new = newer(OLD);
    folder.write("org.yaml", &new);
    let gate = ["assess", "org.yaml", "--baseline", "baseline.json", "--fail-on-regression"];
    let found = |outcome: crate::harness::Outcome, level: &str| {
        assert!(outcome.stdout.contains(&format!("{level}[method-changed]")), "{}", outcome.stdout);
        assert!(!outcome.stdout.contains("[regression]"), "{}", outcome.stdout);
    };
    found(folder.dmf(gate).run().ends(1), "error");
    // A worksheet that names no version is read by the newest: it is the program that moved on.
    folder.write("org.yaml", new.replace("model@2.0.0", "model"));
    found(folder.dmf(gate).run().ends(0), "warning");
    found(folder.dmf([&gate[..], &["--fail-on", "method-changed"]].concat()).run().ends(1), "error");
    folder.write("org.yaml", new.replace("A-01: full", "A-01: some"));
    let json = folder.dmf([&gate[..], &["--format", "json"]].concat()).run().ends(1);
    let answer: serde_json::Value = serde_json::from_str(&json.stdout).expect("it is JSON");
    let findings = answer["verdict"]["findings"].as_array().expect("findings").iter();
    let worse: Vec<_> = findings.filter(|one| one["code"] == "regression").map(|one| subject(one).as_str()).collect();
    assert_eq!(worse, [Some("A-01"), Some("A"), None], "what is new is no regression");
}

/// What is compared on two versions is scored by that of the baseline, and every page says so.
#[test]
fn each_page_says_by_which_method_both_sides_are_scored() {
    let folder = changed(OLD, &newer(OLD));
    for args in [
        &["assess", "org.yaml", "--baseline", "git:main"][..],
        &["assess", "org.yaml", "--baseline", "git:main", "--format", "markdown"],
        &["diff", "git:main", "org.yaml", "--format", "markdown"],
        &["report", "org.yaml", "--baseline", "git:main", "-o", "page.md"],
    ] {
        let outcome = folder.dmf(args).run();
        let page = if args.contains(&"-o") { folder.read("page.md") } else { outcome.stdout };
        let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("oth sides are scored by the old method"), "{args:?}: {words}{}", outcome.stderr);
        assert!(!words.contains("by the new method"), "{args:?}: {words}");
    }
}

#[test]
fn a_waiver_by_the_old_id_holds() {
    let folder = folder(&sheet("model", "  A-02: full\n"));
    let waiver = "\n[[waivers]]\npractice = \"A-02\"\ncode = \"unbacked-level\"\nreason = \"Under way\"\nowner = \"DPO\"\nuntil = 2026-12-31\n";
    folder.write("dmf.toml", format!("data = [\"data\"]\n{waiver}"));
    let gate = ["assess", "org.yaml", "--fail-on", "unbacked-level"];
    folder.dmf(gate).run().ends(0);
    folder.replace("dmf.toml", "A-02", "A-01");
    folder.dmf(gate).run().ends(1);
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_of_the_older_version_is_read_through_the_map() {
    // The older version was the newest when the workbook was made.
    let then = folder(&sheet("model", "  A-01: some\n  A-02: full\n"));
    std::fs::remove_dir_all(then.join("data/frameworks/model")).expect("it is there");
    then.copy("tests/fixtures/versions/frameworks/model@1.0.0".as_ref(), "data/frameworks/model");
    then.dmf(["worksheet", "export", "org.yaml", "-o", "sheet.xlsx"]).run().answer();
    for own in ["  A-02: some\n", "  A-12: some\n"] {
        let now = folder(&sheet("model", own));
        now.write("sheet.xlsx", then.bytes("sheet.xlsx"));
        let outcome = now.dmf(["worksheet", "import", "sheet.xlsx", "-o", "new.yaml"]).run();
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        let text = now.read("new.yaml");
        assert!(text.contains("A-01: some") && text.contains("A-02: full"), "as it was made\n{text}");
        let again = now.dmf(["worksheet", "import", "sheet.xlsx", "-o", "org.yaml"]).run();
        assert_eq!(again.code, Some(0), "nobody changed a cell: {}", again.stderr);
    }
}

/// A worksheet of an earlier version of the program loses nothing: each answer is where the map says, or is told and kept.
#[test]
fn worksheets_of_earlier_versions_migrate_without_loss() {
    let compat = Folder::new();
    compat.copy("tests/compat/0.1.0".as_ref(), ".");
    let mut seen = 0;
    for file in ["assessments/begun.yaml", "assessments/full.yaml", "assessments/sme.yaml"] {
        let before = compat.read(file);
        let check = compat.dmf(["framework", "migrate", file, "--check"]).run();
        assert!(matches!(check.code, Some(0 | 1)), "{file}: {}", check.stderr);
        let told = compat.dmf(["framework", "migrate", file]).run().answer();
        let after = compat.read(file);
        assert_eq!(check.code == Some(1), before != after, "{file}: `--check` says whether anything changes");
        let (old, new) = (dmf::worksheet::entries(&before), dmf::worksheet::entries(&after));
        let (old, new) = (old.expect("it was written by us"), new.expect("it was written by us"));
        for (id, entry) in old {
            seen += 1;
            let kept = new.iter().any(|(now, other)| *now == id && *other == entry);
            let moved = told.lines().any(|line| line.split_whitespace().any(|word| word == id));
            assert!(kept || moved, "{file}: {id} is lost\n{told}");
            let comment = after.lines().any(|line| line.trim_start().starts_with('#') && line.contains(&id));
            assert!(kept || comment || told.contains('→'), "{file}: {id} stands nowhere any more");
        }
        compat.dmf(["framework", "migrate", file, "--check"]).run().answer();
    }
    assert!(seen > 20, "{seen} answers");
}
