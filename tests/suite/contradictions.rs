//! Answers held against the registers of their workspace: told at the answer, with the records; never a word for want of records.

use serde_json::Value;

use crate::{
    harness::Folder,
    revisions::{commit, git, run},
};

/// A workspace with one worksheet and files of records.
fn workspace(answers: &str, files: &[(&str, &str)]) -> Folder {
    let sheet = format!(
        "framework: asean-dmf@2.0.0\norganisation: {{ name: Acme, country: SG }}\nas_of: 2026-11-01\nanswers:\n{answers}"
    );
    let folder = Folder::with("org.yaml", sheet);
    folder.write("dmf.toml", "assessments = [\"org.yaml\"]\n");
    for (name, text) in files {
        folder.write(name, text);
    }
    folder
}

/// Datasets, so many with an owner and so many without.
fn datasets(with: usize, without: usize) -> String {
    let row = |at: usize| {
        let owner = if at <= with { ", owner: Sales" } else { "" };
        format!("  - {{ id: DS-{at:02}, name: Set {at}, purpose: Work{owner} }}\n")
    };
    let rows: String = (1..=with + without).map(row).collect();
    format!("datasets:\n{rows}")
}

fn assessed(folder: &Folder) -> Value {
    let outcome = folder.dmf(["assess", "org.yaml", "--format", "json"]).run().ends(0);
    serde_json::from_str(&outcome.stdout).expect("it is JSON")
}

/// The contradictions of a worksheet, as its verdict has them.
fn told(folder: &Folder) -> Vec<Value> {
    let view = assessed(folder);
    // Without a gate and without anything to say there is no verdict.
    let findings = view["verdict"]["findings"].as_array().cloned().unwrap_or_default();
    findings.into_iter().filter(|finding| finding["code"] == "answer-contradicted").collect()
}

const OWNED: &str = "  GOV-02:\n    level: established\n";

#[test]
fn an_answer_that_records_contradict_is_told_at_its_line_with_the_records() {
    let folder = workspace(OWNED, &[("datasets.yaml", &datasets(3, 5))]);
    let found = told(&folder);
    let messages: Vec<&str> = found.iter().filter_map(|finding| finding["message"].as_str()).collect();
    assert_eq!(
        messages,
        [
            "GOV-02 Owner for every dataset: established is answered, and at least 50% is asked from developing on: datasets \
             whose owner is named, 3 of 8 (37.5%); not said: DS-04, DS-05, DS-06 and 2 more",
            "GOV-02 Owner for every dataset: established is answered, and at least 80% is asked from established on: datasets \
             whose owner is named, 3 of 8 (37.5%); not said: DS-04, DS-05, DS-06 and 2 more",
        ]
    );
    assert_eq!((&found[0]["practice"], &found[0]["place"]["line"]), (&Value::from("GOV-02"), &Value::from(6)));
    // Between the two bounds only the upper one is missed; at the upper one none.
    assert_eq!(told(&workspace(OWNED, &[("datasets.yaml", &datasets(4, 4))])).len(), 1);
    assert_eq!(told(&workspace(OWNED, &[("datasets.yaml", &datasets(79, 21))])).len(), 1);
    assert_eq!(told(&workspace(OWNED, &[("datasets.yaml", &datasets(8, 2))])).len(), 0);
    // A lower answer is asked for less.
    let lower = "  GOV-02: developing\n";
    assert_eq!(told(&workspace(lower, &[("datasets.yaml", &datasets(3, 5))])).len(), 1);
    assert_eq!(told(&workspace(lower, &[("datasets.yaml", &datasets(4, 4))])).len(), 0);
}

#[test]
fn a_job_can_fail_for_it_the_workspace_check_tells_it_and_a_waiver_excuses_it() {
    let folder = workspace(OWNED, &[("datasets.yaml", &datasets(4, 4))]);
    let failing = ["assess", "org.yaml", "--fail-on", "answer-contradicted"];
    folder.dmf(failing).run().ends(1);
    let check = folder.dmf(["check"]).run().ends(0);
    assert!(check.stdout.contains("answer-contradicted") && check.stdout.contains("org.yaml:6:"), "{}", check.stdout);
    let sarif = folder.dmf(["assess", "org.yaml", "--format", "sarif"]).run().ends(0).stdout;
    let sarif: Value = serde_json::from_str(&sarif).expect("it is JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("a list");
    let result = results.iter().find(|result| result["ruleId"] == "answer-contradicted/GOV-02").expect("it is there");
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], 6);
    assert_eq!(result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"], "datasets.yaml");
    folder.write(
        "dmf.toml",
        "assessments = [\"org.yaml\"]\n[gate]\nfail_on = [\"answer-contradicted\"]\n[[waivers]]\npractice = \"GOV-02\"\n\
         code = \"answer-contradicted\"\nreason = \"The new systems are entered in December\"\nowner = \"DPO\"\nuntil = 2026-12-31\n",
    );
    folder.dmf(["assess", "org.yaml"]).run().ends(0);
    folder.dmf(["check"]).run().ends(0);
    folder.replace("dmf.toml", "GOV-02", "GOV-03");
    folder.dmf(["assess", "org.yaml"]).run().ends(1);
    folder.dmf(["check"]).run().ends(1);
    let page = folder.dmf(["explain", "answer-contradicted"]).run().answer();
    assert!(page.contains("never raise a level"), "{page}");
}

#[test]
fn without_a_register_a_record_or_one_in_question_nothing_is_said() {
    let disposed = "datasets:\n  - { id: DS-01, name: Old, purpose: Work, stage: disposed }\n";
    let beside = datasets(0, 5);
    for files in [
        &[][..],
        &[("datasets.yaml", "datasets: []\n")],
        &[("datasets.yaml", disposed)],
        &[("systems.yaml", "systems: []\n")],
    ] {
        assert_eq!(told(&workspace(OWNED, files)).len(), 0, "{files:?}");
    }
    for answers in [
        "  GOV-01: established\n",
        "  GOV-02: foundational\n",
        "  GOV-02: { not_applicable: We hold no data of people at all }\n",
    ] {
        assert_eq!(told(&workspace(answers, &[("datasets.yaml", &beside)])).len(), 0, "{answers}");
    }
    // Outside of a workspace nobody says which registers are meant.
    let loose = workspace(OWNED, &[("datasets.yaml", &beside)]);
    std::fs::remove_file(loose.join("dmf.toml")).expect("it is there");
    assert_eq!(told(&loose).len(), 0);
    // An older version has no such rules.
    let older = workspace(OWNED, &[("datasets.yaml", &beside)]);
    older.replace("org.yaml", "asean-dmf@2.0.0", "asean-dmf@1.0.0");
    assert_eq!(told(&older).len(), 0);
}

#[test]
fn records_never_raise_a_level() {
    let answers = "  GOV-02: foundational\n  INF-03: developing\n";
    let bare = assessed(&workspace(answers, &[]));
    let kept = assessed(&workspace(answers, &[("datasets.yaml", &datasets(9, 0))]));
    assert_eq!(bare["practices"], kept["practices"]);
    let missed = assessed(&workspace(OWNED, &[("datasets.yaml", &datasets(0, 9))]));
    assert_eq!(missed["practices"], assessed(&workspace(OWNED, &[]))["practices"]);
}

#[test]
fn what_a_record_does_not_say_counts_as_not_shown() {
    let row = |id: usize, factor: &str| {
        format!("  - {{ id: SY-{id:02}, name: S{id}, places: [SG], access_reviewed: 2026-10-01{factor} }}\n")
    };
    let factors = ["true", "true", "true", "false", ""];
    let rows: String =
        factors.iter().enumerate().map(|(at, word)| row(at + 1, &said("strong_sign_in", word))).collect();
    let found = told(&workspace("  INF-03: established\n", &[("systems.yaml", &format!("systems:\n{rows}"))]));
    assert_eq!(found.len(), 1);
    let message = found[0]["message"].as_str().expect("words");
    assert!(
        message.ends_with("with a second factor to sign in, 3 of 5 (60%); not: SY-04; not said: SY-05"),
        "{message}"
    );
    // A number of records tells which there are.
    let meetings =
        "meetings:\n  - { id: ME-01, body: Forum, day: 2025-03-01 }\n  - { id: ME-02, body: Forum, day: 2026-09-01 }\n";
    let found = told(&workspace("  GOV-03: established\n", &[("meetings.yaml", meetings)]));
    let message = found[0]["message"].as_str().expect("words");
    assert!(message.ends_with("meetings of the last twelve months, 1 of 2; only: ME-02"), "{message}");
}

#[test]
fn training_and_exercises_are_held_against_their_intervals() {
    let person = |id: usize, more: &str| format!("  - {{ id: PE-{id:03}, access: true{more} }}\n");
    let trained = ", courses: [{ course: Basics, day: 2026-05-01 }]";
    let long_ago = ", courses: [{ course: Basics, day: 2025-05-01 }]";
    let mut people: Vec<String> = (1..=8).map(|id| person(id, trained)).collect();
    // One who joined last week, one who left and one without access are not in question.
    people.extend([person(9, ", joined: 2026-11-20"), person(10, ", left: 2026-02-01"), person(11, long_ago)]);
    people.push("  - { id: PE-012, access: false }\n".to_owned());
    let sheet = format!("training:\n{}", people.concat());
    let folder = workspace("  GOV-06: established\n", &[("training.yaml", &sheet)]);
    let found = told(&folder);
    let message = found[0]["message"].as_str().expect("words");
    assert!(message.ends_with("trained in the last twelve months, 8 of 9 (88.8%); not: PE-011"), "{message}");
    folder.replace("training.yaml", "2025-05-01", "2026-05-01");
    assert_eq!(told(&folder).len(), 0);
    let drilled = |kind: &str, day: &str| {
        let text = format!("exercises:\n  - {{ id: EX-01, what: A lost laptop, kind: {kind}, day: {day} }}\n");
        told(&workspace("  POL-06: established\n", &[("exercises.yaml", &text)])).len()
    };
    let days = ["2026-03-01", "2025-11-24", "2025-11-23", "2026-12-01"];
    assert_eq!(days.map(|day| drilled("data-breach", day)), [0, 0, 1, 1]);
    assert_eq!(drilled("restore", "2026-03-01"), 1);
}

fn said(key: &str, word: &str) -> String {
    if word.is_empty() { String::new() } else { format!(", {key}: {word}") }
}

#[test]
fn a_register_that_cannot_be_read_is_an_error_and_no_silence() {
    for text in ["datasets: {}\n", "", "datasets:\n  - { id: DS-01, name: A, purpose: B, owner: [1, 2] }\n"] {
        let folder = workspace(OWNED, &[("datasets.yaml", text)]);
        let outcome = folder.dmf(["assess", "org.yaml"]).run().ends(3);
        assert!(outcome.stderr.contains("datasets.yaml"), "{}", outcome.stderr);
    }
    let folder = workspace(OWNED, &[]);
    folder.write("dmf.toml", "assessments = [\"org.yaml\"]\n[registers]\ndatasets = [\"gone.yaml\"]\n");
    let outcome = folder.dmf(["assess", "org.yaml"]).run().ends(3);
    assert!(outcome.stderr.contains("there is no file `gone.yaml`"), "{}", outcome.stderr);
    // Of a list with a mistake no figure is taken: the check tells the mistake.
    let wrong = format!("{}  - {{ id: DS-99, name: A }}\n", datasets(0, 3));
    let outcome = workspace(OWNED, &[("datasets.yaml", &wrong)]).dmf(["check"]).run();
    assert!(!outcome.stdout.contains("answer-contradicted"), "{}", outcome.stdout);
}

const LEASES: &str = r#"kind = "leases"
title = "Leases"
one = "lease"
about = "What is leased."
id = "L-##"
columns = ["what"]

[[fields]]
name = "what"
type = "text"
required = true
help = "What is leased."

[[fields]]
name = "days"
type = "number"
most = 90
help = "Days until the landlord answers."
"#;

fn rule(figure: &str, asks: &str) -> String {
    format!(
        "[[rules]]\nid = \"own\"\npractice = \"GOV-10\"\nfrom = \"foundational\"\nasks = {{ {asks} }}\nmessage = \"days of landlords\"\n\
         [rules.figure]\nof = \"leases\"\n{figure}\n"
    )
}

#[test]
fn a_data_folder_adds_rules_on_its_own_kinds_or_replaces_ours() {
    let leases =
        "leases:\n  - { id: L-01, what: A, days: 5 }\n  - { id: L-02, what: B, days: 50 }\n  - { id: L-03, what: C }\n";
    let answers = "  GOV-02: established\n  GOV-10: developing\n";
    let files = [("datasets.yaml", &*datasets(0, 5)), ("leases.yaml", leases)];
    let folder = workspace(answers, &files);
    folder.write("dmf.toml", "assessments = [\"org.yaml\"]\ndata = [\"data\"]\n");
    folder.write("data/frameworks/registers/leases.toml", LEASES);
    let own = "data/frameworks/asean-dmf/against/leases.toml";
    folder.write(own, rule("take = \"maximum\"\nfield = \"days\"", "at_most = 30"));
    let found = told(&folder);
    assert_eq!(found.len(), 3, "ours, and one more: {found:?}");
    let message = found[2]["message"].as_str().expect("words");
    assert!(
        message.ends_with(
            "at most 30 is asked from foundational on: days of landlords, not said; namely: L-02; not said: L-03"
        ),
        "{message}"
    );
    folder.dmf(["framework", "check", "data"]).run().ends(0);
    // A file of the name of ours stands for it.
    folder.write("data/frameworks/asean-dmf/against.toml", rule("take = \"median\"\nfield = \"days\"", "at_most = 30"));
    std::fs::remove_file(folder.join(own)).expect("it is there");
    let found = told(&folder);
    assert_eq!(found.len(), 1, "{found:?}");
    // Nobody reads a rule where no register is kept, and a wrong one is told where one is.
    folder.write("data/frameworks/asean-dmf/against.toml", rule("take = \"average\"", "at_most = 30"));
    folder.dmf(["assess", "org.yaml"]).run().ends(3);
    for name in ["datasets.yaml", "leases.yaml"] {
        std::fs::remove_file(folder.join(name)).expect("it is there");
    }
    folder.dmf(["assess", "org.yaml"]).run().ends(0);
}

#[test]
fn a_register_speaks_for_the_worksheets_that_lie_nearest_to_it() {
    let others = datasets(4, 0).replace("DS-0", "DS-1");
    let folder = workspace(OWNED, &[("a/registers/datasets.yaml", &datasets(0, 4)), ("b/datasets.yaml", &others)]);
    let sheet = folder.read("org.yaml");
    folder.write("a/org.yaml", sheet.replace("Acme", "Acme A"));
    folder.write("b/org.yaml", sheet.replace("Acme", "Acme B"));
    folder.write(
        "dmf.toml",
        "assessments = [\"org.yaml\", \"*/org.yaml\"]\n[registers]\ndatasets = [\"a/registers/*.yaml\", \"b/datasets.yaml\"]\n",
    );
    for (file, contradicted) in [("a/org.yaml", true), ("b/org.yaml", false), ("org.yaml", false)] {
        let text = folder.dmf(["assess", file, "--format", "json"]).run().ends(0).stdout;
        assert_eq!(text.contains("answer-contradicted"), contradicted, "{file}");
    }
}

#[test]
fn a_change_does_not_take_away_the_rule_that_it_is_held_against() {
    let folder =
        workspace("  GOV-10: developing\n", &[("leases.yaml", "leases:\n  - { id: L-01, what: A, days: 50 }\n")]);
    let rules = "data/frameworks/asean-dmf/against/leases.toml";
    folder.write("dmf.toml", "assessments = [\"org.yaml\"]\ndata = [\"data\"]\n");
    folder.write("data/frameworks/registers/leases.toml", LEASES);
    folder.write(rules, rule("take = \"maximum\"\nfield = \"days\"", "at_most = 30"));
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    commit(folder.path(), "one");
    let args = ["assess", "org.yaml", "--baseline", "git:HEAD", "--fail-on", "answer-contradicted"];
    let judged = |change: &dyn Fn()| {
        change();
        let outcome = run(folder.path(), &args).run().ends(1);
        outcome.stdout.matches("error[answer-contradicted]").count()
    };
    assert_eq!(judged(&|| {}), 1);
    assert_eq!(judged(&|| folder.replace(rules, "at_most = 30", "at_most = 80")), 1);
    assert_eq!(judged(&|| std::fs::remove_file(folder.join(rules)).expect("it is there")), 1);
    // A change that asks for more counts as well.
    assert_eq!(judged(&|| folder.write(rules, rule("take = \"count\"", "at_least = 7"))), 1);
    // Where the base asks for less as well, the mended record passes.
    commit(folder.path(), "two");
    folder.replace(rules, "at_least = 7", "at_least = 2");
    folder.write("leases.yaml", "leases:\n  - { id: L-01, what: A, days: 5 }\n  - { id: L-02, what: B, days: 5 }\n");
    commit(folder.path(), "three");
    folder.replace("org.yaml", "2026-11-01", "2026-11-02");
    run(folder.path(), &args).run().ends(0);
}

/// Records by which every rule that comes with the program is missed, and others by which each is kept.
const SHOWN: &[(&str, &str, &str)] = &[
    ("datasets.yaml", "datasets: [{ id: DS-01, name: A, purpose: B }]", DATASET),
    (
        "systems.yaml",
        "systems: [{ id: SY-01, name: A, places: [SG], hosting: service, backup: none, restore_tested: 2020-01-01 }]",
        "systems: [{ id: SY-01, name: A, places: [SG], hosting: service, provider: P, datasets: [DS-01], strong_sign_in: true, \
         access_reviewed: 2026-10-01, backup: same-place, restore_tested: 2026-10-01 }]",
    ),
    (
        "meetings.yaml",
        "meetings: [{ id: ME-01, body: Forum, day: 2020-01-01 }]",
        "meetings: [{ id: ME-01, body: F, day: 2026-02-01, figures_seen: true }, { id: ME-02, body: F, day: 2026-05-01, figures_seen: \
         true }, { id: ME-03, body: F, day: 2026-09-01, figures_seen: true }]",
    ),
    (
        "audits.yaml",
        "audits: [{ id: AU-01, name: A, kind: internal }]",
        "audits: [{ id: AU-01, name: A, kind: internal, ended: 2026-03-01 }]",
    ),
    (
        "policies.yaml",
        "policies: [{ id: PO-01, name: A, approved: 2020-01-01 }]",
        "policies: [{ id: PO-01, name: A, approved: 2026-02-01, approved_by: Board }]",
    ),
    (
        "requests.yaml",
        "requests: [{ id: RQ-001, right: access, law: SG, received: 2026-03-01, answer_by: 2026-03-31, closed: 2026-04-01 }]",
        "requests: [{ id: RQ-001, right: access, law: SG, received: 2026-03-01, answer_by: 2026-03-31, extended_to: 2026-04-30, closed: \
         2026-04-01 }]",
    ),
    (
        "training.yaml",
        "training: [{ id: PE-001, access: true }]",
        "training: [{ id: PE-001, access: true, courses: [{ course: A, day: 2026-05-01 }] }]",
    ),
    (
        "exercises.yaml",
        "exercises: [{ id: EX-01, what: A, kind: restore, day: 2026-05-01 }]",
        "exercises: [{ id: EX-01, what: A, kind: data-breach, day: 2026-05-01 }, { id: EX-02, what: A, kind: breach-at-vendor, day: \
         2026-05-01 }, { id: EX-03, what: A, kind: request-of-authority, day: 2026-05-01 }, { id: EX-04, what: A, kind: key-replaced, \
         day: 2026-05-01 }, { id: EX-05, what: A, kind: false-mail, day: 2026-05-01 }]",
    ),
];

const DATASET: &str = "datasets:
  - id: DS-01
    name: A
    purpose: B
    owner: Sales
    places: [SG]
    sensitive: false
    special: []
    people: 5
    confidentiality: { individual: low, financial: low, operational: low, reputational: low, legal: low }
    integrity: { individual: low, financial: low, operational: low, reputational: low, legal: low }
    availability: { individual: low, financial: low, operational: low, reputational: low, legal: low }
    legal_bases: { SG: contract }
    retention_months: 60
    retention_from: 2026-01-01
    disposal: deleted
";

#[test]
fn each_rule_that_comes_with_the_program_can_be_missed_and_can_be_kept() {
    let table =
        std::fs::read_to_string(crate::harness::root().join("frameworks/asean-dmf/against.toml")).expect("text");
    let of = |key: &str| -> Vec<String> {
        let lines = table.lines().filter_map(|line| line.strip_prefix(&format!("{key} = \"")));
        lines.filter_map(|line| line.strip_suffix('"')).map(str::to_owned).collect()
    };
    let (practices, messages) = (of("practice"), of("message"));
    assert!(practices.len() > 30 && practices.len() == messages.len());
    let answered: std::collections::BTreeSet<&String> = practices.iter().collect();
    let answers = answered.iter().map(|id| format!("  {id}: advanced\n")).collect::<Vec<_>>().concat();
    let files = |at: fn(&(&'static str, &'static str, &'static str)) -> &'static str| -> Vec<(&str, &str)> {
        SHOWN.iter().map(|row| (row.0, at(row))).collect()
    };
    let missed = told(&workspace(&answers, &files(|row| row.1)));
    for (practice, message) in practices.iter().zip(&messages) {
        let of = |finding: &&Value| {
            finding["practice"] == **practice
                && finding["message"].as_str().is_some_and(|words| words.contains(message))
        };
        assert!(missed.iter().any(|finding| of(&finding)), "{practice}: {message}");
    }
    assert_eq!(missed.len(), practices.len());
    let kept = told(&workspace(&answers, &files(|row| row.2)));
    assert!(kept.is_empty(), "{kept:?}");
}

#[test]
fn the_page_of_a_practice_says_what_registers_have_to_show() {
    let folder = Folder::new();
    for args in [["framework", "show", "GOV-02"], ["explain", "GOV-02", "--color=never"]] {
        let page = folder.dmf(args).run().answer();
        assert!(page.contains("  established: datasets whose owner is named, at least 80% (datasets)"), "{page}");
    }
    let none = folder.dmf(["framework", "show", "GOV-01"]).run().answer();
    assert!(!none.contains("Held against"), "{none}");
}
