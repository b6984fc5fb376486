//! The law of a place: what the packs say of deadlines, what they refuse, and what a reader sees of it.

use std::{collections::BTreeSet, fs};

use dmf::{
    diag::{Code, Sink},
    jurisdiction::{self, Atlas, Jurisdiction, Need},
    load::{Library, PackFile},
    source::Sources,
};
use serde_json::Value;

use crate::harness::{Complaint, Folder, files, root};

/// The places that ship, each with its file.
fn shipped() -> Vec<String> {
    let mut codes: Vec<String> = files("frameworks/jurisdictions")
        .into_iter()
        .filter_map(|file| file.to_string_lossy().strip_suffix(".yaml").map(str::to_uppercase))
        .collect();
    codes.sort();
    codes
}

fn atlas() -> Atlas {
    let (library, mut sources, mut sink) = (Library::default(), Sources::default(), Sink::default());
    let atlas = Atlas::all(&library, &mut sources, &mut sink).expect("embedded files can be read");
    assert!(!sink.has_errors(), "{sink:?}");
    atlas
}

fn show(place: &str, format: &str) -> String {
    Folder::new().dmf(["law", "show", place, "--format", format, "--today", "2026-11-24"]).run().answer()
}

#[test]
fn asean_and_its_usual_partners_are_there() {
    let codes = shipped();
    for code in ["BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"] {
        assert!(codes.iter().any(|known| known == code), "{code} is a member of ASEAN");
    }
    for code in ["AE", "AU", "CN", "EU", "GB", "HK", "IN", "JP", "KR", "TW", "US"] {
        assert!(codes.iter().any(|known| known == code), "{code} is a usual recipient");
    }
    assert_eq!(atlas().iter().filter(|place| place.asean.is_some()).count(), 11);
}

/// Deadlines for which a source was read or which are general knowledge: place, topic, name begins with, amount, unit,
/// promptly, from, status. Where no number is known none may stand.
type Row =
    (&'static str, &'static str, &'static str, Option<u64>, &'static str, &'static str, &'static str, &'static str);

const DEADLINES: &[Row] = &[
    ("ID", "breach.authority", "", Some(72), "hours", "", "awareness", "in-force"),
    ("ID", "breach.individuals", "", Some(72), "hours", "", "awareness", "in-force"),
    (
        "ID",
        "breach.sectors",
        "commercial banks, first notice of a cyber",
        Some(24),
        "hours",
        "",
        "awareness",
        "in-force",
    ),
    (
        "ID",
        "breach.sectors",
        "commercial banks, report on a cyber",
        Some(5),
        "working-days",
        "",
        "awareness",
        "in-force",
    ),
    ("ID", "breach.sectors", "commercial banks, first notice of an IT", Some(24), "hours", "", "awareness", "in-force"),
    ("ID", "breach.sectors", "commercial banks, report on an IT", Some(5), "working-days", "", "awareness", "in-force"),
    ("ID", "breach.cyber", "serious failure", None, "", "at-once", "", "in-force"),
    ("ID", "requests.answer", "", Some(72), "hours", "", "receipt", "in-force"),
    ("ID", "requests.by_right", "correction", Some(72), "hours", "", "receipt", "in-force"),
    ("ID", "requests.by_right", "withdrawal", Some(72), "hours", "", "receipt", "in-force"),
    ("ID", "requests.by_right", "restriction", Some(72), "hours", "", "receipt", "in-force"),
    ("ID", "requests.by_right", "copy", Some(72), "hours", "", "receipt", "passed"),
    ("ID", "requests.by_right", "refusal to restrict", Some(72), "hours", "", "receipt", "passed"),
    ("ID", "notice", "data got elsewhere", Some(30), "working-days", "", "collection", "passed"),
    ("ID", "next", "processors report", None, "", "practicable", "", "passed"),
    ("KH", "registration", "officers", Some(30), "working-days", "", "appointment", "draft"),
    ("LA", "breach.sectors", "banks and other financial", None, "", "at-once", "", "in-force"),
    ("MY", "breach.authority", "", Some(72), "hours", "practicable", "occurrence", "in-force"),
    ("MY", "breach.full_report", "", Some(30), "calendar-days", "practicable", "first-notice", "in-force"),
    ("MY", "breach.individuals", "", Some(7), "calendar-days", "without-delay", "first-notice", "in-force"),
    ("MY", "breach.sectors", "financial institutions", None, "", "at-once", "awareness", "in-force"),
    ("MY", "breach.sectors", "customers of financial", None, "", "without-delay", "first-notice", "in-force"),
    (
        "MY",
        "breach.cyber",
        "critical infrastructure, particulars",
        Some(6),
        "hours",
        "at-once",
        "awareness",
        "in-force",
    ),
    (
        "MY",
        "breach.cyber",
        "critical infrastructure, supplement",
        Some(14),
        "calendar-days",
        "",
        "first-notice",
        "in-force",
    ),
    ("MY", "requests.answer", "", Some(21), "calendar-days", "", "receipt", "in-force"),
    ("MY", "requests.by_right", "correction", Some(21), "calendar-days", "", "receipt", "in-force"),
    ("MY", "requests.by_right", "refusal", Some(21), "calendar-days", "", "receipt", "in-force"),
    ("MY", "requests.by_right", "stop processing", Some(21), "calendar-days", "", "receipt", "in-force"),
    ("MY", "requests.by_right", "withdraw consent", None, "", "at-once", "receipt", "in-force"),
    ("MY", "registration", "officer", Some(21), "calendar-days", "", "appointment", "in-force"),
    ("MY", "sectors", "finance, investigation", Some(3), "months", "", "discovery", "in-force"),
    ("PH", "breach.authority", "", Some(72), "hours", "", "belief", "in-force"),
    ("PH", "breach.individuals", "", Some(72), "hours", "", "belief", "in-force"),
    ("PH", "breach.outer_limit", "", Some(5), "calendar-days", "", "belief", "in-force"),
    ("PH", "breach.full_report", "", Some(5), "calendar-days", "", "discovery", "in-force"),
    ("PH", "breach.contents", "full report while a request", Some(5), "calendar-days", "", "discovery", "in-force"),
    ("PH", "requests.answer", "", Some(30), "working-days", "", "receipt", "in-force"),
    ("PH", "requests.by_right", "correction", None, "", "at-once", "receipt", "in-force"),
    ("PH", "registration", "first registration", Some(20), "calendar-days", "", "start", "in-force"),
    ("PH", "registration", "changes", Some(10), "calendar-days", "", "", "in-force"),
    ("SG", "breach.authority", "", Some(3), "calendar-days", "practicable", "assessment", "in-force"),
    ("SG", "breach.assess_within", "", Some(30), "calendar-days", "without-delay", "belief", "in-force"),
    ("SG", "breach.individuals", "", None, "", "practicable", "first-notice", "in-force"),
    ("SG", "breach.processor", "", None, "", "without-delay", "belief", "in-force"),
    (
        "SG",
        "breach.sectors",
        "banks and other firms under MAS, first word",
        Some(1),
        "hours",
        "practicable",
        "discovery",
        "in-force",
    ),
    ("SG", "breach.sectors", "firms under MAS, initial report", Some(24), "hours", "", "discovery", "in-force"),
    ("SG", "breach.sectors", "firms under MAS, final report", Some(14), "calendar-days", "", "discovery", "in-force"),
    ("SG", "breach.sectors", "health providers", None, "", "practicable", "assessment", "passed"),
    ("SG", "breach.cyber", "critical infrastructure, first word", Some(2), "hours", "", "awareness", "in-force"),
    ("SG", "breach.cyber", "critical infrastructure, details", Some(72), "hours", "", "", "in-force"),
    ("SG", "breach.cyber", "critical infrastructure, final report", Some(30), "calendar-days", "", "", "in-force"),
    ("SG", "requests.acknowledge", "", Some(30), "calendar-days", "", "receipt", "in-force"),
    ("SG", "requests.answer", "", None, "", "practicable", "receipt", "in-force"),
    ("SG", "requests.by_right", "correction", None, "", "practicable", "receipt", "in-force"),
    ("SG", "requests.by_right", "withdraw consent", Some(10), "working-days", "", "receipt", "in-force"),
    ("TH", "breach.authority", "", Some(72), "hours", "", "awareness", "in-force"),
    ("TH", "breach.individuals", "", None, "", "without-delay", "", "in-force"),
    ("TH", "breach.outer_limit", "", Some(15), "calendar-days", "", "awareness", "in-force"),
    (
        "TH",
        "breach.sectors",
        "telecommunications licensees, any breach",
        Some(72),
        "hours",
        "",
        "awareness",
        "in-force",
    ),
    (
        "TH",
        "breach.sectors",
        "telecommunications licensees, graver case",
        Some(24),
        "hours",
        "",
        "awareness",
        "in-force",
    ),
    (
        "TH",
        "breach.sectors",
        "critical information infrastructure",
        None,
        "",
        "without-delay",
        "assessment",
        "in-force",
    ),
    ("TH", "requests.acknowledge", "", Some(15), "calendar-days", "", "receipt", "in-force"),
    ("TH", "requests.answer", "", Some(30), "calendar-days", "", "receipt", "in-force"),
    ("TH", "requests.by_right", "access and copy", Some(30), "calendar-days", "", "receipt", "in-force"),
    ("TH", "requests.by_right", "erasure", Some(90), "calendar-days", "", "receipt", "in-force"),
    ("TH", "requests.by_right", "objection", None, "", "at-once", "receipt", "in-force"),
    ("TH", "notice", "data from others", Some(30), "calendar-days", "", "collection", "in-force"),
    ("VN", "breach.authority", "", Some(72), "hours", "", "discovery", "in-force"),
    ("VN", "breach.processor", "", None, "", "without-delay", "discovery", "in-force"),
    ("VN", "breach.sectors", "location or biometric data", Some(72), "hours", "", "discovery", "in-force"),
    ("VN", "breach.sectors", "finance, banking and credit information", Some(72), "hours", "", "discovery", "in-force"),
    ("VN", "breach.sectors", "information systems, any incident", Some(72), "hours", "", "discovery", "in-force"),
    ("VN", "breach.sectors", "information systems, serious incident", Some(24), "hours", "", "discovery", "in-force"),
    ("VN", "breach.sectors", "information systems, signs of harm", None, "", "at-once", "discovery", "in-force"),
    ("VN", "breach.sectors", "providers of services in cyberspace", None, "", "at-once", "occurrence", "in-force"),
    ("VN", "breach.sectors", "banks, payment intermediaries", Some(24), "hours", "", "discovery", "in-force"),
    ("VN", "breach.cyber", "AI systems", Some(72), "hours", "", "assessment", "in-force"),
    ("VN", "requests.acknowledge", "", Some(2), "working-days", "", "receipt", "in-force"),
    ("VN", "requests.answer", "", Some(10), "calendar-days", "", "receipt", "in-force"),
    ("VN", "requests.by_right", "see, correct or receive", Some(10), "calendar-days", "", "receipt", "in-force"),
    (
        "VN",
        "requests.by_right",
        "withdraw consent, restrict or object",
        Some(15),
        "calendar-days",
        "",
        "receipt",
        "in-force",
    ),
    ("VN", "requests.by_right", "ask for protection measures", Some(15), "calendar-days", "", "receipt", "in-force"),
    ("VN", "requests.by_right", "erasure", Some(20), "calendar-days", "", "receipt", "in-force"),
    ("VN", "transfer.filing", "transfer impact dossier", Some(60), "calendar-days", "", "first-transfer", "in-force"),
    ("VN", "transfer.filing", "processing impact file", Some(60), "calendar-days", "", "start", "in-force"),
    ("CN", "breach.authority", "", None, "", "at-once", "", "in-force"),
    ("CN", "breach.individuals", "", None, "", "at-once", "", "in-force"),
    ("CN", "breach.sectors", "critical information infrastructure", Some(1), "hours", "", "discovery", "in-force"),
    ("CN", "breach.sectors", "central party and state bodies", Some(2), "hours", "", "discovery", "in-force"),
    ("CN", "breach.sectors", "other network operators", Some(4), "hours", "", "discovery", "in-force"),
    ("CN", "breach.cyber", "defects of products", Some(24), "hours", "", "discovery", "in-force"),
    ("CN", "breach.cyber", "closing report", Some(30), "calendar-days", "", "", "in-force"),
    ("CN", "registration", "officer", Some(30), "working-days", "", "", "in-force"),
    ("CN", "transfer.filing", "standard contract filing", Some(10), "working-days", "", "contract-effect", "in-force"),
    (
        "HK",
        "breach.sectors",
        "designated critical infrastructure, core function",
        Some(12),
        "hours",
        "practicable",
        "awareness",
        "in-force",
    ),
    (
        "HK",
        "breach.sectors",
        "designated critical infrastructure, other",
        Some(48),
        "hours",
        "practicable",
        "awareness",
        "in-force",
    ),
    ("HK", "requests.answer", "", Some(40), "calendar-days", "", "receipt", "in-force"),
    ("HK", "requests.by_right", "correction", Some(40), "calendar-days", "", "receipt", "in-force"),
    ("HK", "requests.by_right", "refusal", Some(40), "calendar-days", "", "receipt", "in-force"),
    (
        "HK",
        "transfer.filing",
        "Greater Bay contract filing",
        Some(10),
        "working-days",
        "",
        "contract-effect",
        "in-force",
    ),
    ("JP", "breach.authority", "", Some(3), "calendar-days", "", "awareness", "in-force"),
    ("JP", "breach.full_report", "", Some(30), "calendar-days", "", "awareness", "in-force"),
    ("JP", "breach.individuals", "", None, "", "practicable", "", "in-force"),
    ("JP", "requests.answer", "", None, "", "without-delay", "", "in-force"),
    ("KR", "breach.authority", "", Some(72), "hours", "", "awareness", "in-force"),
    ("KR", "breach.individuals", "", Some(72), "hours", "", "awareness", "in-force"),
    ("KR", "breach.sectors", "communications and online services", Some(24), "hours", "", "awareness", "in-force"),
    ("KR", "breach.contents", "possible leak", Some(72), "hours", "", "awareness", "in-force"),
    ("KR", "requests.answer", "", Some(10), "calendar-days", "", "receipt", "in-force"),
    ("KR", "requests.by_right", "correction", Some(10), "calendar-days", "", "receipt", "in-force"),
    ("KR", "requests.by_right", "stop of processing", Some(10), "calendar-days", "", "receipt", "in-force"),
    ("KR", "requests.by_right", "automated decisions", Some(30), "calendar-days", "", "receipt", "in-force"),
    ("KR", "registration", "officer of large controllers", Some(6), "months", "", "appointment", "in-force"),
    ("TW", "breach.individuals", "", None, "", "practicable", "", "in-force"),
    ("TW", "breach.sectors", "firms under the Financial", Some(72), "hours", "", "", "in-force"),
    ("TW", "breach.sectors", "digital economy", Some(72), "hours", "", "awareness", "in-force"),
    ("TW", "requests.answer", "", Some(15), "calendar-days", "", "receipt", "in-force"),
    ("TW", "requests.by_right", "correction, deletion, stop", Some(30), "calendar-days", "", "receipt", "in-force"),
    ("AE", "breach.authority", "", None, "", "at-once", "awareness", "passed"),
    ("AE", "breach.processor", "", None, "", "at-once", "awareness", "passed"),
    ("AE", "breach.sectors", "firms in Abu Dhabi Global Market", Some(72), "hours", "", "awareness", "in-force"),
    ("AE", "breach.sectors", "firms in the Dubai International", None, "", "practicable", "", "in-force"),
    ("AE", "requests.by_right", "all, in Abu Dhabi Global Market", Some(2), "months", "", "receipt", "in-force"),
    ("AE", "requests.by_right", "all, in the Dubai International", Some(1), "months", "", "receipt", "in-force"),
    ("AU", "breach.authority", "", None, "", "practicable", "belief", "in-force"),
    ("AU", "breach.assess_within", "", Some(30), "calendar-days", "", "awareness", "in-force"),
    ("AU", "breach.individuals", "", None, "", "practicable", "", "in-force"),
    ("AU", "breach.sectors", "critical infrastructure, significant", Some(12), "hours", "", "awareness", "in-force"),
    ("AU", "breach.sectors", "critical infrastructure, other", Some(72), "hours", "", "awareness", "in-force"),
    ("AU", "requests.by_right", "access, from agencies", Some(30), "calendar-days", "", "receipt", "in-force"),
    ("EU", "breach.authority", "", Some(72), "hours", "", "awareness", "in-force"),
    ("EU", "breach.individuals", "", None, "", "without-delay", "", "in-force"),
    ("EU", "breach.processor", "", None, "", "without-delay", "awareness", "in-force"),
    ("EU", "breach.sectors", "financial entities, first notice", Some(4), "hours", "", "assessment", "in-force"),
    ("EU", "breach.sectors", "financial entities, latest", Some(24), "hours", "", "awareness", "in-force"),
    ("EU", "breach.sectors", "financial entities, interim", Some(72), "hours", "", "first-notice", "in-force"),
    ("EU", "breach.sectors", "essential and important entities, early", Some(24), "hours", "", "awareness", "in-force"),
    (
        "EU",
        "breach.sectors",
        "essential and important entities, notice",
        Some(72),
        "hours",
        "",
        "awareness",
        "in-force",
    ),
    ("EU", "breach.sectors", "makers of digital products, early", Some(24), "hours", "", "awareness", "in-force"),
    ("EU", "breach.sectors", "makers of digital products, notice", Some(72), "hours", "", "awareness", "in-force"),
    ("EU", "requests.answer", "", Some(1), "months", "", "receipt", "in-force"),
    ("GB", "breach.authority", "", Some(72), "hours", "", "awareness", "in-force"),
    ("GB", "breach.individuals", "", None, "", "without-delay", "", "in-force"),
    ("GB", "breach.processor", "", None, "", "without-delay", "awareness", "in-force"),
    ("GB", "requests.answer", "", Some(1), "months", "", "receipt", "in-force"),
    ("IN", "breach.authority", "", Some(72), "hours", "", "awareness", "passed"),
    ("IN", "breach.individuals", "", None, "", "without-delay", "awareness", "passed"),
    ("IN", "breach.sectors", "all operators, cyber incidents", Some(6), "hours", "", "discovery", "in-force"),
    ("IN", "requests.answer", "", Some(90), "calendar-days", "", "receipt", "passed"),
    ("US", "breach.individuals", "", None, "", "without-delay", "", "in-force"),
    ("US", "breach.processor", "", None, "", "without-delay", "", "in-force"),
    ("US", "breach.sectors", "residents of Maryland", Some(45), "calendar-days", "", "discovery", "in-force"),
    ("US", "breach.sectors", "residents of Delaware", Some(60), "calendar-days", "", "assessment", "in-force"),
    ("US", "breach.sectors", "health care and health plans", Some(60), "calendar-days", "", "discovery", "in-force"),
    ("US", "requests.answer", "", Some(45), "calendar-days", "", "receipt", "in-force"),
];

#[test]
fn deadlines_are_those_of_the_sources() {
    let mut wrong = String::new();
    for place in shipped() {
        let law: Value = serde_json::from_str(&show(&place, "json")).expect("the answer is JSON");
        let facts = law["facts"].as_array().expect("facts are a list");
        for row in DEADLINES.iter().filter(|row| row.0 == place) {
            let (_, topic, name, amount, unit, promptly, from, status) = *row;
            let found: Vec<&Value> = facts
                .iter()
                .filter(|fact| {
                    fact["topic"] == topic && fact["name"].as_str().is_some_and(|text| text.starts_with(name))
                })
                .collect();
            let [fact] = found[..] else {
                wrong.push_str(&format!("{place} {topic} {name}: found {} times\n", found.len()));
                continue;
            };
            let deadline = &fact["deadline"];
            let word = |key: &str| deadline[key].as_str().unwrap_or_default();
            let said = (deadline["amount"].as_u64(), word("unit"), word("promptly"), word("from"), &fact["status"]);
            if said != (amount, unit, promptly, from, &Value::from(status)) {
                wrong.push_str(&format!("{place} {topic} {name}: {said:?}\n"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn no_deadline_stands_in_a_pack_that_is_not_in_the_table() {
    let mut wrong = String::new();
    for place in shipped() {
        let law: Value = serde_json::from_str(&show(&place, "json")).expect("the answer is JSON");
        for fact in law["facts"].as_array().expect("facts are a list") {
            let (topic, name) = (&fact["topic"], fact["name"].as_str().unwrap_or_default());
            let known = DEADLINES.iter().any(|row| row.0 == place && *topic == row.1 && name.starts_with(row.2));
            if fact.get("deadline").is_some() && !known {
                wrong.push_str(&format!("{place} {topic} {name}\n"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Times beside the deadlines, in the words in which `dmf law show` tells them.
const BESIDE: &[(&str, &str, &str)] = &[
    (
        "VN",
        "requests",
        "see, correct or receive; 10 calendar days from receipt; via a processor 15 calendar days; extended once by 10 calendar days",
    ),
    (
        "VN",
        "requests",
        "withdraw consent, restrict or object; 15 calendar days from receipt; via a processor 20 calendar days; extended once by 15 calendar days",
    ),
    (
        "VN",
        "requests",
        "erasure; 20 calendar days from receipt; via a processor 30 calendar days; extended once by 20 calendar days",
    ),
    ("VN", "requests", "ask for protection measures; 15 calendar days from receipt; extended once by 15 calendar days"),
    (
        "VN",
        "transfer.filing",
        "result in 15 calendar days; update at each six months from the first filing when purpose or parties changed; within 10 days on reorganisation",
    ),
    ("VN", "transfer.filing", "completed within 30 days where the ministry asks for more"),
    ("VN", "breach", "is kept for at least five years from the day the incident is repaired"),
    ("VN", "localisation", "At least 24 months"),
    ("VN", "localisation", "then twelve months to keep the data and open a branch or office"),
    ("VN", "retention", "System logs for investigations are kept for at least twelve months"),
    ("MY", "dpo", "registered within 21 days"),
    ("MY", "dpo", "180 days a year"),
    ("MY", "transfer.assessment", "valid 3 years"),
    ("KH", "dpo", "told to the ministry within 30 working days"),
    ("PH", "breach", "No issuance fixes a day for every year"),
    ("JP", "breach", "60 where a malicious act is suspected"),
];

#[test]
fn times_beside_the_deadlines_are_those_of_the_sources() {
    let mut wrong = String::new();
    for (place, topic, words) in BESIDE {
        let text = Folder::new().dmf(["law", "show", place, topic, "--width", "1000"]).run().answer();
        if !text.contains(words) {
            wrong.push_str(&format!("{place} {topic}: {words}\n{text}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn other_figures_that_decide_are_those_of_the_sources() {
    let atlas = atlas();
    let place = |code: &str| atlas.get(code).expect("the place is there");
    let assessment = &place("MY").transfer.assessment.as_ref().expect("Malaysia asks for an assessment").what;
    assert_eq!((assessment.need, assessment.valid_months), (Need::OneWay, Some(36)));
    assert!(
        place("SG")
            .transfer
            .name_countries
            .as_ref()
            .is_some_and(|fact| fact.what && fact.marks.binds(jiff::civil::date(2026, 11, 24)))
    );
    assert_eq!(place("SG").breach.authority.what.people, Some(500));
    for (code, standing) in [
        ("SG", "recognised"),
        ("TH", "accepted"),
        ("MY", "accepted"),
        ("PH", "voluntary"),
        ("ID", "usable"),
        ("VN", "not-enough-alone"),
        ("KH", "unknown"),
        ("LA", "unknown"),
        ("MM", "unknown"),
        ("TL", "unknown"),
        ("BN", "unknown"),
    ] {
        assert_eq!(place(code).transfer.clauses.what.to_string(), standing, "{code}");
    }
    for (code, concern) in
        [("EU", "low"), ("US", "medium"), ("CN", "high"), ("VN", "high"), ("MM", "high"), ("AE", "high")]
    {
        assert_eq!(place(code).recipient.concern.what.level.to_string(), concern, "{code}");
    }
    // A percentage is never told without its condition; the model holds both or neither.
    let shares: usize =
        atlas.iter().flat_map(|place| &place.penalties).filter(|fact| fact.what.share.is_some()).count();
    assert!(shares >= 4, "{shares}");
}

/// What is said of the text of a file that would stand in the folder of jurisdictions.
fn judged(name: &str, text: String) -> (Option<Jurisdiction>, Vec<(Code, String)>) {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let source = sources.add(name, text);
    let file = PackFile { name: name.to_owned(), source };
    let place = jurisdiction::validate(&file, &sources, &mut sink);
    let said = sink.sorted().into_iter().map(|diagnostic| {
        let at = diagnostic.place.as_ref().map(|place| sources.position(place));
        (diagnostic.code, format!("{at:?} {}", diagnostic.message))
    });
    (place, said.collect())
}

#[test]
fn a_fact_without_one_of_its_four_marks_is_refused_in_every_file() {
    let atlas = atlas();
    for place in atlas.iter() {
        let name = format!("{}.yaml", place.id.to_lowercase());
        let text = fs::read_to_string(root().join("frameworks/jurisdictions").join(&name)).expect("the file is there");
        let facts = jurisdiction::lines(place).len();
        for mark in ["status", "as_of", "confidence", "source"] {
            let start = format!("{mark}:");
            // A dispute names sources of its own, without the other marks before them.
            let of_a_fact = |before: &str| mark != "source" || before.trim_start().starts_with("confidence:");
            let mut before = "";
            let mut cut = 0;
            let mut lines = Vec::new();
            for line in text.lines() {
                if line.trim_start().starts_with(&start) && of_a_fact(before) {
                    cut += 1;
                } else {
                    lines.push(line);
                }
                before = line;
            }
            assert_eq!(cut, facts, "{name}: `{mark}` is not on a line of its own in each fact");
            let (place, said) = judged(&name, lines.join("\n"));
            assert!(place.is_none(), "{name} without `{mark}` is taken");
            let missing: BTreeSet<&String> = said
                .iter()
                .filter(|(code, words)| {
                    *code == Code::MissingKey && words.ends_with(&format!("lacks the key `{mark}`"))
                })
                .map(|(_, words)| words)
                .collect();
            assert_eq!(missing.len(), facts, "{name} without `{mark}`: {said:?}");
        }
    }
}

#[test]
fn a_fact_without_a_source_is_refused_at_its_place_in_every_file() {
    for place in shipped() {
        let name = format!("{}.yaml", place.to_lowercase());
        let folder = Folder::new();
        folder.copy(
            root().join("frameworks/jurisdictions").join(&name).as_path(),
            &format!("data/frameworks/jurisdictions/{name}"),
        );
        let path = format!("data/frameworks/jurisdictions/{name}");
        let text = folder.read(&path);
        let at = text.find("\n    source: [").expect("facts name sources") + 1;
        let end = at + text[at..].find('\n').expect("a line ends");
        folder.write(&path, format!("{}    source: [nobody]{}", &text[..at], &text[end..]));
        let line = text[..at].matches('\n').count() + 1;
        let outcome = folder.dmf(["law", "show", &place, "--data", "data"]).run().ends(3);
        assert_eq!(outcome.stdout, "");
        let expected = Complaint { file: path.clone(), place: format!("{line}:14"), code: "unknown-id".to_owned() };
        assert!(outcome.complaints().contains(&expected), "{}", outcome.stderr);
    }
}

#[test]
fn every_fact_is_shown_with_its_date_and_confidence() {
    let atlas = atlas();
    for place in atlas.iter() {
        for format in ["table", "markdown", "csv"] {
            let text = Folder::new()
                .dmf(["law", "show", &place.id.to_lowercase(), "--format", format, "--width", "1000"])
                .run()
                .answer();
            for (line, _) in jurisdiction::lines(place) {
                let marks = line.marks;
                let words = line.text.split_whitespace().next().expect("a fact has words");
                assert!(text.contains(words), "{}: {}", place.id, line.text);
                assert!(text.contains(&marks.as_of.to_string()), "{} {}: {}", place.id, line.topic, marks.as_of);
            }
            if format == "table" {
                let facts = jurisdiction::lines(place).len();
                assert_eq!(text.matches(" · as of ").count(), facts, "{}", place.id);
                assert_eq!(text.matches(" · confidence ").count(), facts, "{}", place.id);
                assert!(text.to_lowercase().contains("not legal advice"));
            }
        }
    }
}

#[test]
fn an_old_and_an_unsure_fact_are_visibly_so() {
    let folder = Folder::new();
    let path = "data/frameworks/jurisdictions/sg.yaml";
    folder.copy(root().join("tests/fixtures/laws/sg.yaml").as_path(), path);
    let show = |today: &str| {
        folder.dmf(["law", "show", "SG", "breach.authority", "--data", "data", "--today", today]).run().answer()
    };
    // The facts of this Singapore speak of 31 August 2026.
    for (today, sign, word) in [
        ("2027-02-27", "  Tell the authority", ""),
        ("2027-02-28", "~ Tell the authority", "· ageing ·"),
        ("2027-08-31", "~ Tell the authority", "· ageing ·"),
        ("2027-09-01", "! Tell the authority", "· stale ·"),
    ] {
        let text = show(today);
        assert!(text.contains(sign) && text.contains(word), "{today}\n{text}");
        assert_eq!(
            word.is_empty(),
            !text.contains("older than 180 days\n") && !text.contains("stale\n"),
            "{today}\n{text}"
        );
    }
    let text = folder.dmf(["law", "show", "BN", "breach"]).run().answer();
    assert!(text.contains("? Tell individuals"), "{text}");
    assert!(text.contains("unknown · as of"), "{text}");
    let text = folder.dmf(["law", "show", "BN", "breach", "--color", "always"]).run().answer();
    assert!(text.contains("\u{1b}[33m? Tell individuals"), "{text}");
}

#[test]
fn the_strictest_is_told_with_whose_it_is() {
    let folder = Folder::new();
    let compare = |codes: &[&str]| -> Value {
        let mut args = vec!["law", "compare"];
        args.extend(codes);
        args.extend(["--from", "2026-11-24T09:30", "--format", "json"]);
        serde_json::from_str(&folder.dmf(args).run().answer()).expect("the answer is JSON")
    };
    let strictest = |answer: &Value, topic: &str| -> Value {
        let topics = answer["topics"].as_array().expect("topics are a list");
        topics.iter().find(|each| each["topic"] == topic).expect("the topic is compared")["strictest"].clone()
    };
    let one = compare(&["SG", "MY", "BN"]);
    let individuals = strictest(&one, "breach.individuals");
    assert_eq!(individuals["value"], "7 calendar days");
    assert_eq!(individuals["whose"], serde_json::json!(["MY"]));
    assert_eq!(individuals["due"], "2026-12-01T23:59");
    assert_eq!(individuals["unknown"], serde_json::json!(["BN"]), "what is not known is no leave");
    assert!(individuals["why"].as_str().is_some_and(|why| why.contains("SG also asks for it as soon as practicable")));
    let authority = strictest(&one, "breach.authority");
    assert_eq!(
        (&authority["whose"], &authority["due"]),
        (&serde_json::json!(["MY"]), &Value::from("2026-11-27T09:30"))
    );
    // One way of showing that the law is kept is no duty.
    assert_eq!(strictest(&one, "transfer.assessment"), Value::Null);
    assert_eq!(strictest(&compare(&["MY", "VN"]), "transfer.assessment")["whose"], serde_json::json!(["VN"]));
    // The order of the places changes no verdict; a member of a union has the law of the union.
    let two = compare(&["bn", "my", "sg"]);
    for topic in
        ["breach.authority", "breach.individuals", "requests.answer", "dpo", "transfer.rule", "transfer.clauses"]
    {
        assert_eq!(strictest(&one, topic), strictest(&two, topic), "{topic}");
    }
    let union = compare(&["DE", "NO", "SG"]);
    let codes: Vec<&Value> = union["places"].as_array().expect("places").iter().map(|place| &place["id"]).collect();
    assert_eq!(codes, ["EU", "SG"]);
    assert_eq!(strictest(&union, "transfer.clauses")["whose"], serde_json::json!(["EU"]));
}

#[test]
fn a_file_of_ones_own_replaces_the_one_that_ships() {
    let folder = Folder::new();
    let path = "data/frameworks/jurisdictions/sg.yaml";
    folder.copy(root().join("tests/fixtures/laws/sg.yaml").as_path(), path);
    folder.replace(path, "within: { days: 3, counted: calendar }", "within: { hours: 12 }");
    let text = folder.dmf(["law", "show", "SG", "breach.authority", "--data", "data"]).run().answer();
    assert!(text.contains("Tell the authority: 12 hours from the assessment"), "{text}");
    // Others stay as they are, and a new place may be added.
    folder.write("data/frameworks/jurisdictions/br.yaml", folder.read(path).replace("id: SG", "id: BR"));
    let text = folder.dmf(["law", "compare", "BR", "PH", "--data", "data"]).run().answer();
    assert!(text.contains("BR · PH"), "{text}");
    folder.dmf(["law", "show", "BR"]).run().ends(2);
}

#[test]
fn the_words_of_a_file_stay_words() {
    let folder = Folder::new();
    let path = "data/frameworks/jurisdictions/sg.yaml";
    folder.copy(root().join("tests/fixtures/laws/sg.yaml").as_path(), path);
    let hostile = r#"name: "=cmd() {{ 1 + 1 }} <script>alert(1)</script> | \e[31m \u202e""#;
    folder.replace(path, "name: Singapore", hostile);
    let text = "text: Regulator and enforcer; publishes its decisions and much guidance.";
    folder.replace(path, text, r#"text: "=1+1 {{ 7 * 999 }} <b> \e[0m""#);
    for format in ["table", "markdown", "csv", "json"] {
        for command in [vec!["law", "show", "SG"], vec!["law", "compare", "SG", "PH"], vec!["law", "list"]] {
            let mut args = command;
            args.extend(["--data", "data", "--format", format]);
            let text = folder.dmf(args.clone()).run().answer();
            assert!(!text.contains("6993"), "{args:?}\n{text}");
            // A table of figures keeps each cell as it is, for the program that reads it.
            assert!(format == "csv" || !text.contains('\u{1b}'), "{args:?}\n{text}");
            assert!(format == "json" || !text.contains('\u{202e}') || format == "csv", "{args:?}\n{text}");
            assert!(format != "markdown" || !text.contains("<script>"), "{args:?}\n{text}");
            assert!(format != "csv" || !text.lines().any(|line| line.contains(",=")), "{args:?}\n{text}");
        }
    }
}

/// What the region has agreed is shown beside the laws, binds nobody by its name, and is no place that is compared.
#[test]
fn the_region_has_a_page_of_its_own() {
    let folder = Folder::new();
    let page = folder.dmf("law show ASEAN --width 80 --today 2026-11-30".split(' ')).run().answer();
    for told in ["ASEAN Digital Masterplan 2030", "Joint Guide to ASEAN", "Digital Economy Framework Agreement"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    // Addresses are cut, and nothing is wider than the page.
    let wide: Vec<&str> = page.lines().filter(|line| line.chars().count() > 80).collect();
    assert!(wide.is_empty(), "{wide:?}");
    let compared = folder.dmf("law compare ASEAN SG".split(' ')).run();
    assert_eq!(compared.code, Some(2), "{compared:?}");
    // What is written over the shipped file is complained of at its place.
    folder.write(
        "data/frameworks/regions/asean.yaml",
        "id: ASEAN\nname: Region\nsummary: A region.\nsources: {}\ntexts: 7\n",
    );
    let outcome = folder.dmf("law show asean --data data".split(' ')).run();
    assert_eq!(outcome.code, Some(3), "{outcome:?}");
    assert!(outcome.stderr.contains("asean.yaml:5:8"), "{}", outcome.stderr);
}

/// A status is told as it is on the day, on the list as on the page.
#[test]
fn a_status_is_that_of_the_day() {
    let folder = Folder::new();
    let status = |day: &str| {
        let words = format!("law show VN laws --format csv --today {day}");
        let page = folder.dmf(words.split(' ')).run().answer();
        let row = page.lines().find(|line| line.contains("no. 22/2026")).map(str::to_owned).expect("it is there");
        row.contains(",in-force,")
    };
    assert_eq!((status("2026-04-28"), status("2026-04-29")), (false, true));
    assert_eq!((status("2027-03-01"), status("2027-03-02")), (true, false));
    let page = folder.dmf("law show LA localisation --width 200".split(' ')).run().answer();
    assert!(!page.contains("everyone, without an order"), "{page}");
}
