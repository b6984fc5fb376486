//! What takes an obligation back elsewhere: in clauses of the parties' own, in what another party adds to our text, and in
//! papers of others.

use std::{collections::BTreeSet, fs};

use dmf::{
    agreement::{self, OwnText},
    gate::{At, Kind, Subject},
    review,
    source::Path,
};

use crate::{
    harness::{Folder, root},
    review::{shipped, verdicts},
};

/// Clauses with the obligations of which one has to be told; none where nothing is taken back.
fn clauses() -> Vec<(Vec<String>, String)> {
    let text = fs::read_to_string(root().join("tests/review/taken-back.txt")).expect("it is there");
    let clauses = text.split("\n= ").skip(1).map(|clause| {
        let (head, body) = clause.split_once('\n').expect("a clause has a text");
        let keys = head.split(' ').filter(|key| *key != "none").map(str::to_owned).collect();
        (keys, body.trim().to_owned())
    });
    clauses.collect()
}

/// The obligations that each text is found to take back.
fn found(texts: &[String]) -> Vec<BTreeSet<String>> {
    let (set, rules) = shipped();
    let duties: Vec<_> = agreement::duties(&set, "c2p").collect();
    let own: Vec<OwnText> = (texts.iter().enumerate())
        .map(|(at, text)| OwnText {
            name: format!("text {at}"),
            heading: "Further terms".to_owned(),
            text: text.clone(),
            at: Path::root().key("own").index(at),
        })
        .collect();
    let subject = Subject::of(Kind::Agreement, "", "");
    let all = review::own_texts(&own, "c2p", &duties, Some(24), &rules, &subject);
    let keys = |at: usize| {
        let place = At::Value(Path::root().key("own").index(at));
        let those = all.iter().filter(|finding| finding.at == place).map(|finding| finding.message.clone());
        let words = |message: String| -> Vec<String> {
            let list = message.split_once(" may ").and_then(|(_, rest)| rest.split_once(' '));
            let list = list.and_then(|(_, rest)| rest.split_once(": `")).map(|(list, _)| list.to_owned());
            list.expect("a message names obligations").split(", ").map(str::to_owned).collect()
        };
        those.flat_map(words).collect()
    };
    (0..texts.len()).map(keys).collect()
}

/// `all`: any obligation of the core.
fn is_told(meant: &[String], told: &BTreeSet<String>) -> bool {
    let core = |key: &str| key.starts_with("IMP-") && !["IMP-LEGAL", "IMP-INFO"].contains(&key);
    meant.iter().any(|key| told.contains(key) || (key == "all" && told.iter().any(|key| core(key))))
}

/// What is told of each clause stands in a file, so that none moves unseen; few of the harmless ones are warned of.
#[test]
fn clauses_that_take_obligations_back_are_told() {
    let clauses = clauses();
    let texts: Vec<String> = clauses.iter().map(|(_, text)| text.clone()).collect();
    let told = found(&texts);
    let (mut right, mut bad, mut alarms) = (0, 0, 0);
    let mut lines = String::from(
        "# What is told of each clause of `taken-back.txt`. Written by `KEEP_VERDICTS=1 cargo test taken_back`.\n",
    );
    for ((meant, text), told) in clauses.iter().zip(&told) {
        let list: Vec<&str> = told.iter().map(String::as_str).collect();
        let list = if list.is_empty() { "nothing".to_owned() } else { list.join(" ") };
        let miss = if meant.is_empty() {
            alarms += usize::from(!told.is_empty());
            if told.is_empty() { "" } else { "FALSE " }
        } else {
            bad += 1;
            right += usize::from(is_told(meant, told));
            if is_told(meant, told) { "" } else { "MISSED " }
        };
        lines.push_str(&format!("{miss}{list}: {text}\n"));
    }
    assert_eq!((bad, clauses.len()), (100, 150));
    let file = root().join("tests/review/taken-back.found.txt");
    if std::env::var_os("KEEP_VERDICTS").is_some() {
        fs::write(&file, &lines).expect("a file can be written");
    }
    assert!(right >= 95 && alarms <= 2, "{right} of {bad} told, {alarms} false alarms\n{lines}");
    assert_eq!(fs::read_to_string(&file).unwrap_or_default(), lines, "read what moved, then keep it");
}

/// A sentence of another party in our text, the obligation that it takes back, and what is left of that.
const ADDED: [(&str, &str); 6] = [
    ("Clauses 4 to 10 are guidance only and are not legally binding.", "M1-IMP-SEC"),
    ("Notice of a Data Breach is deemed given when it is posted on the status page of the Importer.", "M1-IMP-BREACH"),
    ("Deletion means that records are marked as inactive and no longer shown in the user interface.", "M1-IMP-RET"),
    ("The Importer may train machine-learning models on content received from the Exporter.", "M1-IMP-INS"),
    (
        "If no objection reaches the Importer within two days, the change of sub-processor is deemed accepted.",
        "M1-IMP-SUB",
    ),
    ("The measures in Schedule B may be lowered by the Importer at its discretion.", "M1-IMP-SEC"),
];

#[test]
fn a_sentence_added_to_our_text_caps_what_it_takes_back() {
    let folder = Folder::new();
    folder.dmf(["mcc", "render", "--module", "c2p", "-o", "ours.md"]).run().ends(0);
    let ours = folder.read("ours.md");
    for (sentence, id) in ADDED {
        folder.write("theirs.md", format!("{ours}\n\n## 99 Further terms\n\n99.1 {sentence}\n"));
        let outcome = folder.dmf(["mcc", "check", "theirs.md", "--module", "c2p", "--format", "json"]).run();
        let review: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
        let one = review["obligations"].as_array().expect("a list").iter().find(|one| one["id"] == id).expect("there");
        assert_ne!(one["status"], "present", "{sentence}: {one:#}");
        assert!(one["why"].to_string().contains("read with Schedule E, 99.1"), "{sentence}: {one:#}");
        let text = folder.dmf(["mcc", "check", "theirs.md", "--module", "c2p"]).run().stdout;
        assert!(text.contains("A core commitment is taken back: read Schedule E, 99.1 first."), "{text}");
    }
    folder.write("theirs.md", format!("{ours}\n\n## 99 Further terms\n\n99.1 The parties meet every quarter.\n"));
    let text = folder.dmf(["mcc", "check", "theirs.md", "--module", "c2p"]).run().stdout;
    assert!(text.contains("No core commitment is touched."), "{text}");
}

/// A promise of another's paper, with what may stand elsewhere in it, and what is left.
const PAPER: &str = "# Data Processing Agreement\n\nThis Data Processing Agreement is made between Alpha Ltd (the \"Controller\") and \
                     Beta Ltd (the \"Processor\") on personal data.\n\n\
                     1. The Processor shall process personal data only on documented instructions from the Controller.\n\
                     2. The Processor shall implement appropriate technical and organisational measures to protect the personal data.\n";

#[test]
fn a_promise_of_others_is_weak_where_its_clause_is_said_not_to_apply() {
    let shipped = shipped();
    let left = |more: &str, key: &str| {
        let text = format!("{PAPER}{more}\n");
        verdicts(&text, "a.md", "c2p", &shipped, &[])[key]
    };
    assert_eq!(left("3. The parties meet every quarter.", "IMP-SEC"), "present");
    assert_eq!(left("3. Clause 2 does not apply to test systems.", "IMP-SEC"), "weak");
    assert_eq!(left("3. Clause 2 does not apply to test systems.", "IMP-INS"), "present");
    assert_eq!(left("3. This Agreement is not intended to create legal relations.", "IMP-INS"), "weak");
    assert_eq!(left("3. The Processor may use the personal data for its own purposes.", "IMP-INS"), "weak");
    // Not the same act: nobody is released from what was promised.
    let free =
        "3. The Processor has no obligation to monitor the compliance of the Controller with Data Protection Law.";
    assert_eq!(left(free, "IMP-SEC"), "present");
}
