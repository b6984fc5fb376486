//! Reviewing agreements: what our own carry, what is taken away, and what others promise.

use std::{collections::BTreeMap, fs};

use dmf::{
    agreement::{self, ClauseSet},
    diag::Sink,
    load::Library,
    reading::{self, Changes},
    review::{self, Asked, Rules},
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

/// The verdicts on a text, by the key of the obligation.
pub(crate) fn verdicts(
    text: &str,
    name: &str,
    module: &str,
    set: &ClauseSet,
    rules: &Rules,
) -> BTreeMap<String, &'static str> {
    let reading = reading::read(name, text.as_bytes(), Changes::Accepted).expect("it can be read");
    let duties = agreement::duties(set, module).collect();
    let asked = Asked { module, duties, longest_notice: (72, String::new()) };
    let review = review::review(&reading, rules, &asked);
    review.findings.iter().map(|finding| (finding.duty.key.to_owned(), finding.status.as_str())).collect()
}

/// How often what was said is what was meant.
#[derive(Default, Clone, Copy)]
struct Tally {
    all: usize,
    right: usize,
    said_present: usize,
    meant_present: usize,
    both_present: usize,
    said_there: usize,
    meant_there: usize,
    both_there: usize,
}

impl Tally {
    fn add(&mut self, meant: &str, said: &str) {
        let there = |status: &str| matches!(status, "present" | "weak");
        self.all += 1;
        self.right += usize::from(meant == said);
        self.said_present += usize::from(said == "present");
        self.meant_present += usize::from(meant == "present");
        self.both_present += usize::from(said == "present" && meant == "present");
        self.said_there += usize::from(there(said));
        self.meant_there += usize::from(there(meant));
        self.both_there += usize::from(there(said) && there(meant));
    }

    /// Percent: assurance precision, recall of present, F1 of present or weak, all four right.
    fn percent(self) -> [usize; 4] {
        let share = |part: usize, of: usize| (part * 100).checked_div(of).unwrap_or(100);
        [
            share(self.both_present, self.said_present),
            share(self.both_present, self.meant_present),
            share(2 * self.both_there, self.said_there + self.meant_there),
            share(self.right, self.all),
        ]
    }
}

/// Every label of the corpus with its verdict: half, obligation, meant, said.
fn corpus() -> Vec<(char, String, String, &'static str)> {
    let (set, rules) = shipped();
    let mut found = Vec::new();
    for path in files("tests/review") {
        let name = path.to_string_lossy().into_owned();
        let Some(module) = ["c2p", "c2c"].into_iter().find(|module| name.starts_with(&format!("clauses-{module}")))
        else {
            continue;
        };
        let text = fs::read_to_string(root().join("tests/review").join(path)).expect("there");
        for clause in text.split("\n= ").skip(1) {
            let (head, body) = clause.split_once('\n').expect("a clause has a text");
            let [key, meant, half] = head.split(' ').collect::<Vec<_>>()[..] else { panic!("`{head}`") };
            let said = verdicts(body, "clause.md", module, &set, &rules)[key];
            found.push((half.chars().next().expect("a half"), key.to_owned(), meant.to_owned(), said));
        }
    }
    for path in files("tests/review/agreements") {
        let path = root().join("tests/review/agreements").join(path);
        if path.extension().is_none_or(|ending| ending != "labels") {
            continue;
        }
        let labels = fs::read_to_string(&path).expect("labels are text");
        let text = fs::read_to_string(path.with_extension("md")).expect("an agreement has labels and a text");
        let line = |word: &str| labels.lines().find_map(|line| line.strip_prefix(word)).unwrap_or_default().trim();
        let half = line("half").chars().next().expect("a half");
        for (key, said) in verdicts(&text, "agreement.md", line("module"), &set, &rules) {
            let has = |status: &&&str| line(status).split(' ').any(|other| other == key);
            let meant = ["present", "weak", "contradicted"].iter().find(has).unwrap_or(&"absent");
            found.push((half, key, (*meant).to_owned(), said));
        }
    }
    found
}

#[test]
#[expect(clippy::print_stdout, reason = "`tests/review/measure` shows the table")]
fn verdicts_on_the_corpus_are_right_and_seldom_assure_what_is_not_there() {
    let mut tallies: BTreeMap<char, Tally> = BTreeMap::new();
    let mut by_duty: BTreeMap<String, Tally> = BTreeMap::new();
    let (mut all, mut wrong) = (Tally::default(), String::new());
    let corpus = corpus();
    for (half, key, meant, said) in &corpus {
        all.add(meant, said);
        tallies.entry(*half).or_default().add(meant, said);
        by_duty.entry(key.clone()).or_default().add(meant, said);
        if meant != said {
            wrong.push_str(&format!("{half} {key}: {meant} is called {said}\n"));
        }
    }
    assert!(corpus.len() >= 2_200, "{}", corpus.len());
    let mut table = String::from("obligation    labels  assurance  recall  F1   all four\n");
    let halves = tallies.iter().map(|(half, tally)| (format!("half {half}"), *tally));
    let halves = halves.chain([("all of it".to_owned(), all)]);
    for (name, tally) in by_duty.iter().map(|(key, tally)| (key.clone(), *tally)).chain(halves) {
        let [assurance, recall, f1, right] = tally.percent();
        table.push_str(&format!("{name:<13} {:>6} {assurance:>9}% {recall:>6}% {f1:>3}% {right:>6}%\n", tally.all));
    }
    println!("{table}\n{wrong}");
    let held = |tally: Tally, floor: [usize; 4]| tally.percent().iter().zip(floor).all(|(is, least)| *is >= least);
    assert!(held(all, ASKED), "{table}\n{wrong}");
    for (half, tally) in tallies {
        let floor = FLOORS.iter().find(|(of, _)| *of == half).map_or(ASKED, |(_, floor)| *floor);
        assert!(held(tally, floor), "half {half}\n{table}\n{wrong}");
    }
}

/// What the corpus is held to, in the order of [`Tally::percent`].
const ASKED: [usize; 4] = [95, 90, 95, 85];

/// What single halves are held to where that is less, in the order of [`Tally::percent`]; never less than what was asked of
/// the precision of an assurance. `b` was written in unfamiliar wording on purpose; in `j` one processor is called
/// `Sub-contractor` throughout, and is taken for somebody else.
const FLOORS: [(char, [usize; 4]); 2] = [('b', [95, 75, 85, 77]), ('j', [95, 85, 94, 85])];

#[test]
fn texts_of_another_kind_are_never_assured() {
    let (set, rules) = shipped();
    for path in files("tests/review/other") {
        let text = fs::read_to_string(root().join("tests/review/other").join(&path)).expect("text");
        for module in ["c2p", "c2c"] {
            for (key, said) in verdicts(&text, &path.to_string_lossy(), module, &set, &rules) {
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
        "contradicted",
    ),
    (
        "c2p",
        "must not process the Personal Data for a purpose",
        "may use the Personal Data for any purpose",
        "IMP-INS",
        "contradicted",
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
    let (set, rules) = shipped();
    for (module, from, to, key, left) in CHANGES {
        let text = Folder::new().dmf(["mcc", "render", "--module", module]).run().answer();
        assert!(text.contains(from), "`{from}`");
        let said = verdicts(&text.replacen(from, to, 1), "agreement.md", module, &set, &rules)[key];
        assert_eq!(said, left, "{module} {key}: {to}");
    }
}
