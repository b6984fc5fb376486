//! Reviewing agreements: what our own carry, what is taken away, and what others promise.

use std::{
    collections::BTreeMap,
    fs,
    sync::{Arc, OnceLock},
};

use dmf::{
    agreement::{self, ClauseSet},
    diag::Sink,
    load::Library,
    reading::{self, Changes, Reading, Words},
    review::{self, Asked, Review, Rules},
    source::Sources,
};
use serde_json::Value;

use crate::harness::{Folder, files, root};

/// Formats that are read back, by the ending of their files.
const ENDINGS: [&str; 5] = ["md", "html", "txt", "json", "docx"];

/// Obligations that every agreement must carry.
fn is_core(obligation: &Value) -> bool {
    let id = text(&obligation["id"]);
    !id.contains("-COM-") && !id.contains("-OPT-") && !id.ends_with("IMP-LEGAL") && !id.ends_with("IMP-INFO")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}

fn check(folder: &Folder, file: &str, module: &str) -> Value {
    let answer = folder.dmf(["mcc", "check", file, "--module", module, "--format", "json"]).run().answer();
    serde_json::from_str(&answer).expect("JSON")
}

fn obligations(review: &Value) -> &[Value] {
    review["obligations"].as_array().expect("a list")
}

#[test]
fn our_own_agreements_carry_every_core_obligation_in_every_format() {
    for module in ["c2p", "c2c"] {
        for ending in ENDINGS {
            let folder = Folder::new();
            let file = format!("agreement.{ending}");
            folder.dmf(["mcc", "render", "--module", module, "-o", &file]).run().ends(0);
            let review = check(&folder, &file, module);
            for obligation in obligations(&review).iter().filter(|obligation| is_core(obligation)) {
                assert_eq!(obligation["status"], "present", "{module} {ending}: {obligation:#}");
            }
            folder.dmf(["mcc", "check", &file, "--module", module, "--require", "core"]).run().ends(0);
        }
    }
}

#[test]
fn a_verdict_has_five_fields_and_a_passage_unless_nothing_is_near() {
    let folder = Folder::with("terms.md", "# Terms\n\nThe Vendor shall notify the Client of a personal data breach.\n");
    let review = check(&folder, "terms.md", "c2p");
    for obligation in obligations(&review) {
        let keys: Vec<&String> = obligation.as_object().expect("an object").keys().collect();
        assert_eq!(keys, ["id", "status", "confidence", "places", "why"]);
        let places = obligation["places"].as_array().expect("a list");
        assert!(obligation["status"] == "absent" || !places.is_empty(), "{obligation:#}");
        assert!(!obligation["why"].as_array().expect("a list").is_empty(), "{obligation:#}");
    }
    let breach = obligations(&review).iter().find(|obligation| obligation["id"] == "M1-IMP-BREACH").expect("there");
    assert_eq!(breach["status"], "weak", "{breach:#}");
    assert_eq!(breach["places"][0]["line"], 3, "{breach:#}");
}

#[test]
fn a_gate_fails_for_what_is_not_present_and_names_what_it_does_not_know() {
    let folder = Folder::with("terms.md", "The Vendor shall notify the Client of a personal data breach.\n");
    let run = |require: &str| folder.dmf(["mcc", "check", "terms.md", "--module", "c2p", "--require", require]).run();
    run("core").ends(1);
    run("M1-IMP-BREACH").ends(1);
    let outcome = run("M1-IMP-BREECH").ends(2);
    assert!(outcome.stderr.contains("M1-IMP-BREACH"), "{}", outcome.stderr);
    folder.write("empty.docx", "");
    folder.dmf(["mcc", "check", "empty.docx", "--module", "c2p"]).run().ends(3);
}

/// The words by which a text shows how it is built, as the program carries them.
pub(crate) fn words() -> &'static Arc<Words> {
    static WORDS: OnceLock<Arc<Words>> = OnceLock::new();
    WORDS.get_or_init(|| Arc::clone(shipped().1.words()))
}

/// The rules and the clause set that the program carries.
pub(crate) fn shipped() -> (ClauseSet, Rules) {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let library = Library::default();
    let mut pack = |folder: &str| library.files(folder, &mut sources, &mut sink).expect("embedded files are readable");
    let (set, templates, rules) =
        (pack("frameworks/asean-mcc"), pack("templates/mcc"), pack("frameworks/asean-mcc/review"));
    let set = agreement::clause_set(&set, &templates, &sources, &mut sink).expect("the shipped set is right");
    let rules = review::rules(&rules, &sources, &mut sink).expect("the shipped rules are right");
    (set, rules)
}

/// The verdicts on a text, by the key of the obligation: on those that `wanted` takes, as each is judged for itself.
pub(crate) fn judged<'a>(
    reading: &Reading,
    module: &'a str,
    (set, rules): &'a (ClauseSet, Rules),
    wanted: impl Fn(&str) -> bool,
) -> Review<'a> {
    let duties = agreement::duties(set, module).filter(|duty| wanted(duty.key)).collect();
    let eu_module = agreement::eu_module(set, module);
    review::review(
        reading,
        rules,
        &Asked { module, eu_module, duties, longest_notice: (72, String::new()), ..Asked::default() },
    )
}

/// What is left of the obligations that are `wanted`, all if none is named, by their keys.
pub(crate) fn verdicts(
    text: &str,
    name: &str,
    module: &str,
    shipped: &(ClauseSet, Rules),
    wanted: &[&str],
) -> BTreeMap<String, &'static str> {
    let reading = reading::read(name, text.as_bytes(), Changes::Accepted, words()).expect("it can be read");
    let review = judged(&reading, module, shipped, |key| wanted.is_empty() || wanted.contains(&key));
    review.findings.iter().map(|finding| (finding.duty.key.to_owned(), finding.status.as_str())).collect()
}

#[test]
fn texts_of_another_kind_are_never_assured() {
    let shipped = shipped();
    for path in files("tests/review/other") {
        let text = fs::read_to_string(root().join("tests/review/other").join(&path)).expect("text");
        for module in ["c2p", "c2c"] {
            for (key, said) in verdicts(&text, &path.to_string_lossy(), module, &shipped, &[]) {
                assert!(matches!(said, "absent" | "weak"), "{}: {key} is {said}", path.display());
            }
        }
    }
}

/// A change to our own agreement, the obligation that it touches, and what is left of it.
const CHANGES: [(&str, &str, &str, &str, &str); 8] = [
    ("c2p", "of every Data Breach without", "of every material Data Breach without", "IMP-BREACH", "weak"),
    ("c2p", "\\[●  longest time to notify, for example 24\\] hours", "ten days", "IMP-BREACH", "weak"),
    (
        "c2c",
        "must notify the Exporter of every Data Breach",
        "may notify the Exporter of every Data Breach",
        "IMP-BREACH",
        "weak",
    ),
    (
        "c2p",
        "remains fully liable to the Exporter for the acts and omissions of each",
        "is not liable for the acts and omissions of a",
        "IMP-SUB",
        "weak",
    ),
    (
        "c2p",
        "must not process the Personal Data for a purpose",
        "may use the Personal Data for any purpose",
        "IMP-INS",
        "weak",
    ),
    (
        "c2c",
        "4.3 The Importer must comply",
        "4.3 The Importer may process the Personal Data for any purpose that it sees fit. It must comply",
        "IMP-PUR",
        "contradicted",
    ),
    (
        "c2p",
        "warrants on the day of each Transfer, and undertakes,",
        "warrants, to the best of its knowledge,",
        "EXP-LAW",
        "weak",
    ),
    ("c2p", "this Agreement prevails, unless", "the Commercial Terms prevail, unless", "COM-PREC", "contradicted"),
];

#[test]
fn what_the_other_side_weakens_is_no_longer_present() {
    let shipped = shipped();
    for (module, from, to, key, left) in CHANGES {
        let text = Folder::new().dmf(["mcc", "render", "--module", module]).run().answer();
        assert!(text.contains(from), "`{from}`");
        let said = verdicts(&text.replacen(from, to, 1), "agreement.md", module, &shipped, &[key])[key];
        assert_eq!(said, left, "{module} {key}: {to}");
    }
}
