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
    let others = ["GOV-03", "GOV-05", "POL-02", "POL-03", "INF-02", "INF-05"];
    let more = [
        "GOV-06", "GOV-07", "GOV-08", "GOV-09", "GOV-10", "GOV-11", "POL-05", "POL-09", "POL-10", "INF-06", "INF-07",
        "INF-08", "INF-09", "INF-10",
    ];
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

/// The codes that are found on a worksheet of the newest framework, each with what is said and the line.
fn found(folder: &Folder, head: &str, answers: &[(&str, String)]) -> Vec<(String, String, String)> {
    let lines: Vec<String> = answers.iter().map(|(id, answer)| format!("  {id}: {answer}\n")).collect();
    let text = format!(
        "framework: asean-dmf@2.0.0\norganisation: {{ name: Acme, country: SG, profile: enterprise }}\n{head}answers:\n{}",
        lines.concat()
    );
    folder.write("org.yaml", text);
    let outcome = folder.dmf(["assess", "org.yaml", "--fail-under", "1", "--format", "json"]).run();
    let card: serde_json::Value = serde_json::from_str(&outcome.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}{}", outcome.stdout, outcome.stderr));
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let findings = card["verdict"]["findings"].as_array().cloned().unwrap_or_default();
    findings
        .iter()
        .map(|finding| {
            let line = finding["place"]["line"].to_string();
            (word(&finding["code"]), word(&finding["message"]), line)
        })
        .collect()
}

fn has(found: &[(String, String, String)], code: &str, subject: &str) -> bool {
    found.iter().any(|(one, words, _)| one == code && words.starts_with(subject))
}

#[test]
fn words_that_say_nothing_are_no_reason_and_few_signs_may_be_one() {
    let folder = Folder::new();
    let stays = |reason: &str| {
        let answers = [("GOV-01", "advanced".to_owned()), ("GOV-03", format!("{{ not_applicable: '{reason}' }}"))];
        has(&found(&folder, "", &answers), "stays-in-sum", "GOV-03")
    };
    for reason in
        ["aaaaaaaaaaaa", "not applicable", "Not  Applicable.", "to be decided later", "To be decided later!", "不适用"]
    {
        assert!(stays(reason), "{reason}");
    }
    for reason in ["One legal entity, one team", "公司只有一个部门", "ไม่มีคณะกรรมการ", "ບໍ່ມີຄະນະກໍາມະການ"]
    {
        assert!(!stays(reason), "{reason}");
    }
}

#[test]
fn one_reason_for_many_practices_is_told_at_the_first() {
    let folder = Folder::new();
    let ids = ["GOV-03", "GOV-05", "POL-02", "POL-03", "INF-02", "INF-05"];
    let mut answers: Vec<(&str, String)> = vec![("GOV-01", "advanced".to_owned())];
    answers.extend(ids.iter().map(|id| (*id, "{ not_applicable: \"One legal entity, one team\" }".to_owned())));
    let told = found(&folder, "", &answers);
    let shared: Vec<_> = told.iter().filter(|(code, ..)| code == "reason-shared").collect();
    assert!(shared.len() == 1 && shared[0].1.starts_with("GOV-03") && shared[0].2 == "5", "{shared:?}");
    answers[3].1 = "{ not_applicable: No personal data of children }".to_owned();
    assert!(!has(&found(&folder, "", &answers), "reason-shared", "GOV-03"));
}

#[test]
fn a_block_loses_no_more_than_a_quarter_unless_it_is_out_for_one_reason() {
    let folder = Folder::new();
    let out = |id: &'static str, at: usize| (id, format!("{{ not_applicable: Reason {at} of our lawyers }}"));
    let mut answers = vec![("GOV-01", "advanced".to_owned()), out("INN-03", 1)];
    assert!(!has(&found(&folder, "", &answers), "left-out-too-much", "INN"), "a single practice");
    answers.extend([out("INN-04", 2), out("INN-05", 3)]);
    let told = found(&folder, "", &answers);
    assert!(
        has(&told, "left-out-too-much", "INN")
            && told.iter().filter(|(code, ..)| code == "left-out-too-much").count() == 1,
        "{told:?}"
    );
    // One reason for the block: its key practice stays, since it says nowhere when it may be left out, or where it says so leaves.
    let head = "not_applicable: { INN: Data is used for the orders at hand alone }\n";
    answers.truncate(1);
    let told = found(&folder, head, &answers);
    assert!(!has(&told, "left-out-too-much", "INN"), "{told:?}");
    let kept: Vec<_> = told.iter().filter(|(code, ..)| code == "stays-in-sum").collect();
    assert!(kept.iter().all(|(_, id, line)| id.starts_with("INN") && line == "3"), "{kept:?}");
    let outcome = folder.dmf(["assess", "org.yaml", "--format", "json"]).run();
    let card: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    let block = &card["blocks"][4];
    assert_eq!(block["counts"]["not_applicable"].as_u64(), Some(9 - kept.len() as u64), "{block}");
    assert_eq!(block["counts"]["not_assessed"].as_u64(), Some(kept.len() as u64), "{block}");
}

#[test]
fn what_contradicts_a_block_that_is_out_is_told_at_its_place() {
    let folder = Folder::new();
    let refused = |head: &str, answer: &str| {
        folder.write(
            "org.yaml",
            format!(
                "framework: asean-dmf@2.0.0\norganisation: {{ name: A, country: SG }}\n{head}\nanswers:\n  {answer}\n"
            ),
        );
        let outcome = folder.dmf(["assess", "org.yaml"]).run();
        assert_eq!(outcome.code, Some(3), "{head}: {}", outcome.stdout);
        outcome.stderr
    };
    let said = refused("not_applicable: { INN: Data is used for the orders at hand alone }", "INN-03: advanced");
    assert!(said.contains("answer-conflict") && said.contains("org.yaml:5:3"), "{said}");
    let said = refused("not_applicable: { INNN: Data is used for the orders at hand alone }", "GOV-01: advanced");
    assert!(said.contains("org.yaml:3:19") && said.contains("`INN`"), "{said}");
    let said = refused("not_applicable: { INN: \" \" }", "GOV-01: advanced");
    assert!(said.contains("not-applicable-without-reason") && said.contains("org.yaml:3"), "{said}");
}
