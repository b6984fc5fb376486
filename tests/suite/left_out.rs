//! What is said not to apply: what leaves the sum, what stays in it, and how much may leave.

use std::{collections::BTreeMap, fs};

use crate::harness::{Folder, root};

/// A folder whose framework bounds what may leave the sum, and one more line for a practice where it is given.
fn folder(leave: Option<&str>) -> Folder {
    let folder = Folder::with("dmf.toml", "data = [\"data\"]\n");
    let shipped = |name: &str| {
        fs::read_to_string(root().join("frameworks/asean-dmf@1.0.0").join(name)).expect("the program carries it")
    };
    let bound = "\n[not_applicable]\nshare = 2500\nreason_letters = 12\nkey_only_where_said = true\n";
    folder.write("data/frameworks/asean-dmf@1.0.0/method.toml", shipped("method.toml") + bound);
    if let Some(id) = leave {
        let name = format!("practices/{id}.yaml");
        let text = shipped(&name) + "not_applicable: No personal data leaves the country.\n";
        folder.write(&format!("data/frameworks/asean-dmf@1.0.0/{name}"), text);
    }
    folder
}

fn sheet(profile: &str, answers: &BTreeMap<&str, String>) -> String {
    let lines: Vec<String> = answers.iter().map(|(id, answer)| format!("  {id}: {answer}")).collect();
    format!(
        "framework: asean-dmf@1.0.0\norganisation: {{ name: Acme, country: SG, profile: {profile} }}\nanswers:\n{}\n",
        lines.join("\n")
    )
}

const SME: [&str; 18] = [
    "GOV-01", "GOV-02", "GOV-04", "GOV-06", "POL-01", "POL-04", "POL-06", "POL-07", "POL-08", "INF-01", "INF-03",
    "INF-04", "LCM-01", "LCM-03", "LCM-07", "LCM-08", "INN-02", "INN-08",
];

#[test]
fn whoever_leaves_out_all_but_one_practice_reaches_nothing() {
    for reason in ["x", ".", "not applicable", "Nothing of this kind is done by us at all"] {
        let folder = folder(None);
        let mut answers: BTreeMap<&str, String> =
            SME.iter().map(|id| (*id, format!("{{ not_applicable: {reason} }}"))).collect();
        answers.insert("GOV-01", "advanced".to_owned());
        folder.write("org.yaml", sheet("sme", &answers));
        let outcome = folder.dmf(["assess", "org.yaml", "--fail-under", "foundational"]).run();
        assert_eq!(outcome.code, Some(1), "{reason}: {}", outcome.stdout);
        assert!(outcome.stdout.contains("stays-in-sum"), "{reason}: {}", outcome.stdout);
    }
}

#[test]
fn a_key_practice_leaves_only_where_it_says_when() {
    let answers = BTreeMap::from([
        ("GOV-01", "established".to_owned()),
        ("LCM-07", "{ not_applicable: Nothing leaves the country }".to_owned()),
    ]);
    let told = |leave: Option<&str>| {
        let folder = folder(leave);
        folder.write("org.yaml", sheet("sme", &answers));
        let outcome = folder.dmf(["assess", "org.yaml", "--format", "json"]).run();
        let card: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
        let practices = card["practices"].as_array().expect("a list").clone();
        let state = practices.iter().find(|one| one["id"] == "LCM-07").map(|one| one["state"].clone());
        (state, outcome.stdout)
    };
    let (kept, text) = told(None);
    assert_eq!(kept, Some("not-assessed".into()), "{text}");
    assert!(text.contains("\"stays\": \"key\""), "{text}");
    let (left, text) = told(Some("LCM-07"));
    assert_eq!(left, Some("not-applicable".into()), "{text}");
    assert!(!text.contains("\"stays\""), "{text}");
}

#[test]
fn a_figure_that_leaves_out_more_than_a_quarter_passes_no_floor() {
    let others = ["GOV-03", "GOV-05", "GOV-06", "GOV-07", "GOV-08", "GOV-09", "GOV-10", "GOV-11", "POL-02", "POL-03"];
    let more = ["POL-05", "POL-09", "POL-10", "INF-02", "INF-05", "INF-06", "INF-07", "INF-08", "INF-09", "INF-10"];
    let folder = folder(None);
    let mut answers: BTreeMap<&str, String> =
        others.iter().map(|id| (*id, "{ not_applicable: One legal entity without any of this }".to_owned())).collect();
    folder.write("few.yaml", sheet("enterprise", &answers));
    answers.extend(more.iter().map(|id| (*id, "{ not_applicable: One legal entity without any of this }".to_owned())));
    answers.insert("GOV-01", "advanced".to_owned());
    folder.write("many.yaml", sheet("enterprise", &answers));
    let floor = ["--fail-under", "1"];
    let few = folder.dmf(["assess", "few.yaml", floor[0], floor[1]]).run();
    assert!(!few.stdout.contains("left-out-too-much"), "{}", few.stdout);
    let many = folder.dmf(["assess", "many.yaml", floor[0], floor[1], "--format", "json"]).run();
    assert_eq!(many.code, Some(1), "{}", many.stdout);
    assert!(many.stdout.contains("left-out-too-much"), "{}", many.stdout);
    // Without a floor it is told, and fails nobody.
    answers.insert("POL-06", "{ not_applicable: We never lose anything at all }".to_owned());
    folder.write("many.yaml", sheet("enterprise", &answers));
    let told = folder.dmf(["assess", "many.yaml"]).run();
    assert!(told.stdout.contains("counts as not assessed: POL-06: it is a key practice"), "{}", told.stdout);
    assert_eq!(told.code, Some(0), "{}", told.stdout);
}
