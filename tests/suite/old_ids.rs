//! Ids that an older version had, typed on the command line.

use crate::harness::{Folder, Outcome, root};

const SHEET: &str = "framework: model@2.0.0\norganisation: { name: A, country: SG }\nanswers:\n  A-01: none\n  A-12: none\n  B-11: none\n  B-12: none\n";

fn folder() -> Folder {
    let folder = Folder::with("org.yaml", SHEET);
    folder.copy("tests/fixtures/versions".as_ref(), "data");
    folder.write("dmf.toml", "data = [\"data\"]\n");
    folder
}

fn claimed(outcome: &Outcome) -> Vec<String> {
    let answer: serde_json::Value =
        serde_json::from_str(&outcome.stdout).unwrap_or_else(|_| panic!("{}", outcome.stderr));
    let practices = answer["practices"].as_array().expect("practices").iter();
    practices
        .map(|one| format!("{} {}", one["id"].as_str().unwrap_or(""), one["claimed"].as_str().unwrap_or("")))
        .collect()
}

#[test]
fn what_if_answers_the_practice_that_it_is_now_and_says_so() {
    let folder = folder();
    let run = |set: &str| folder.dmf(["assess", "org.yaml", "--format", "json", "--set", set]).run();
    let renamed = run("a-02=full");
    assert!(claimed(&renamed).contains(&"A-12 full".to_owned()), "{}", renamed.stdout);
    assert!(
        renamed.stderr.contains("note[practice-renamed]: `A-02` is `A-12` since version 2.0.0"),
        "{}",
        renamed.stderr
    );
    let split = run("B-01=some");
    let all = claimed(&split);
    assert!(all.contains(&"B-11 some".to_owned()) && all.contains(&"B-12 some".to_owned()), "{all:?}");
    assert!(split.stderr.contains("`B-01` is `B-11` and `B-12` since version 2.0.0"), "{}", split.stderr);
    assert!(split.stderr.contains("confirm each: access and logs are asked apart"), "{}", split.stderr);
    let dropped = run("B-02=full").ends(2);
    assert!(dropped.stderr.contains("`B-02` is not asked since version 2.0.0: nobody has fax"), "{}", dropped.stderr);
    let plan = folder.dmf(["plan", "org.yaml", "--set", "A-02=full"]).run().ends(0);
    assert!(plan.stderr.contains("`A-02` is `A-12`"), "{}", plan.stderr);
    let unknown = run("Z-01=full").ends(2);
    assert!(unknown.stderr.contains("there is no practice `Z-01`"), "{}", unknown.stderr);
}

#[test]
fn what_is_shown_is_what_it_is_now() {
    let folder = folder();
    let shown = folder.dmf(["framework", "show", "A-02", "--of", "model"]).run().ends(0);
    assert!(
        shown.stdout.contains("A-12") && shown.stderr.contains("`A-02` is `A-12`"),
        "{}{}",
        shown.stdout,
        shown.stderr
    );
    let split = folder.dmf(["framework", "show", "B-01", "--of", "model"]).run().ends(2);
    assert!(split.stderr.contains("`B-01` is `B-11` and `B-12` since version 2.0.0; ask for one"), "{}", split.stderr);
    let figure = folder.dmf(["assess", "org.yaml", "--explain", "A-02"]).run().ends(0);
    assert!(figure.stdout.contains("A-12") && figure.stderr.contains("`A-02` is `A-12`"), "{}", figure.stderr);
    let asked = folder.dmf(["answer", "org.yaml", "--only", "B-01", "--plain"]).input("q\n").run();
    assert!(asked.stdout.contains("B-11") || asked.stderr.contains("B-11"), "{}{}", asked.stdout, asked.stderr);
    // A practice that kept its id says what its sentences ask otherwise.
    let same = folder.dmf(["framework", "show", "A-01", "--of", "model"]).run().answer();
    assert!(same.contains("An answer to version 1.0.0 is to be looked at again: `full` asks for a list"), "{same}");
    let real = Folder::new().dmf(["explain", "LCM-03"]).run().answer();
    let words = real.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("version 1.0.0 is to be looked at again: this is rating and tier alone"), "{words}");
}

#[test]
fn a_word_of_an_older_version_is_explained() {
    let folder = Folder::new();
    let map = std::fs::read_to_string(root().join("frameworks/asean-dmf/map.toml")).expect("it is there");
    let more = "OLD-01 = { renamed = \"GOV-01\" }\nOLD-02 = { dropped = \"nobody asks\" }\nGOV-01 ";
    let map = map.replacen("GOV-01 = { look_again", &format!("{more}= {{ look_again"), 1);
    let map: Vec<&str> = map.lines().filter(|line| !line.starts_with("GOV-01 ")).collect();
    folder.write("data/frameworks/asean-dmf/map.toml", map.join("\n"));
    let explain = |word: &str| folder.dmf(["explain", word, "--data", "data"]).run().answer();
    let renamed = explain("old-01");
    assert!(renamed.contains("`OLD-01` is `GOV-01` since version 2.0.0"), "{renamed}");
    assert!(renamed.contains("dmf framework show GOV-01"), "{renamed}");
    assert!(explain("OLD-02").contains("`OLD-02` is not asked since version 2.0.0: nobody asks"));
}

/// What is written goes by the id that the version has: nothing else would be read back.
#[test]
fn an_answer_is_written_by_the_new_id_only() {
    let folder = folder();
    for (args, words) in [
        (["--set", "A-02=full"], "`A-02` is `A-12` since version 2.0.0; answer by the new id"),
        (["--note", "B-01=x"], "`B-01` is `B-11` and `B-12` since version 2.0.0; answer by the new id"),
        (["--set", "B-02=full"], "`B-02` is not asked since version 2.0.0"),
    ] {
        let outcome = folder.dmf([&["answer", "org.yaml"], &args[..]].concat()).run().ends(2);
        assert!(outcome.stderr.contains(words), "{words}\n{}", outcome.stderr);
        assert_eq!(folder.read("org.yaml"), SHEET);
    }
}
