//! Deals that nobody should sign are told, deals that anybody might are not.

use std::collections::BTreeSet;

use dmf::{
    agreement::{self, ClauseSet, RawDeal, Wanted},
    diag::Sink,
    gate::{Finding, FindingCode, Weight},
    jurisdiction::Atlas,
    load::{Library, decode},
    source::Sources,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::harness::{Folder, root};

const TODAY: Date = date(2026, 11, 30);

/// A deal that nobody should sign: the example with a few values put in and taken out.
#[derive(Deserialize)]
struct Absurd {
    id: String,
    #[serde(default)]
    set: Map<String, Value>,
    #[serde(default)]
    remove: Vec<String>,
    /// The code of what has to be found.
    finds: String,
    /// The key at whose line it is found.
    at: String,
}

#[derive(Deserialize)]
struct Fixture {
    deals: Vec<Absurd>,
}

fn yaml<T: serde::de::DeserializeOwned>(path: &str) -> T {
    let text = std::fs::read_to_string(root().join(path)).expect("it is there");
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Puts a value at `transfer.data`, or takes it out.
fn put(deal: &mut Value, path: &str, value: Option<Value>) {
    let map = deal.as_object_mut().expect("a mapping");
    match (path.split_once('.'), value) {
        (Some((key, rest)), value) => put(map.entry(key).or_insert_with(|| Map::new().into()), rest, value),
        (None, Some(value)) => drop(map.insert(path.to_owned(), value)),
        (None, None) => drop(map.remove(path)),
    }
}

#[test]
fn deals_that_nobody_should_sign_are_told_at_their_place() {
    let fixture: Fixture = yaml("tests/fixtures/absurd-deals.yaml");
    let (mut missed, ids): (Vec<String>, BTreeSet<&String>) =
        (Vec::new(), fixture.deals.iter().map(|deal| &deal.id).collect());
    assert_eq!(ids.len(), 52, "each has its own id");
    let folder = Folder::new();
    for absurd in &fixture.deals {
        let mut deal: Value = yaml("examples/mcc-sg-vn-cloud/deal.yaml");
        absurd.remove.iter().for_each(|path| put(&mut deal, path, None));
        absurd.set.iter().for_each(|(path, value)| put(&mut deal, path, Some(value.clone())));
        folder.write("deal.yaml", serde_json::to_string_pretty(&deal).expect("JSON is YAML"));
        let outcome = folder.dmf(["mcc", "render", "deal.yaml", "--strict", "-o", "a.md", "--force"]).run();
        let lines: Vec<String> = folder.read("deal.yaml").lines().map(str::to_owned).collect();
        let key = format!("\"{}\"", absurd.at);
        let found = outcome.complaints().into_iter().any(|told| {
            let line: usize = told.place.split(':').next().and_then(|line| line.parse().ok()).unwrap_or_default();
            // A list or a mapping begins on the line of its key, and its entries stand below.
            let above = lines[..line.min(lines.len())].iter().rev().find(|line| line.contains("\": "));
            told.code == absurd.finds && above.is_some_and(|line| line.contains(&key))
        });
        if !found || outcome.code != Some(1) {
            missed.push(format!("{}: exit {:?}\n{}", absurd.id, outcome.code, outcome.stderr));
        }
    }
    assert!(missed.is_empty(), "{} are not told:\n{}", missed.len(), missed.join("\n"));
}

/// What the rooms below need, read once.
struct Known {
    set: ClauseSet,
    atlas: Atlas,
}

fn known() -> Known {
    let (library, mut sources, mut sink) = (Library::default(), Sources::default(), Sink::default());
    let files = library.files("frameworks/asean-mcc", &mut sources, &mut sink).expect("it is embedded");
    let templates = library.files("templates/mcc", &mut sources, &mut sink).expect("they are embedded");
    let set = agreement::clause_set(&files, &templates, &sources, &mut sink).expect("the set of the tool is right");
    let atlas = Atlas::all(&library, &mut sources, &mut sink).expect("all are embedded");
    Known { set, atlas }
}

/// What is found in a deal, beside notes.
fn found(text: &str, known: &Known) -> Vec<Finding> {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let source = sources.add("deal.yaml", text.to_owned());
    let raw: RawDeal = decode(source, &sources, &mut sink).unwrap_or_else(|| panic!("{text}"));
    let deal = agreement::deal(raw, &known.set, &[], Wanted::Final, source, &sources, &mut sink);
    let deal = deal.unwrap_or_else(|| panic!("{:?}\n{text}", sink.sorted()));
    let found = agreement::find(&known.set, &deal, known.atlas.on(TODAY));
    found.into_iter().filter(|finding| finding.weight > Weight::Note).collect()
}

/// A place to do business in: code, law, larger city, language.
const PLACES: [(&str, &str, &str, &str); 14] = [
    ("SG", "Personal Data Protection Act 2012 (Singapore)", "Singapore", "English"),
    ("MY", "Personal Data Protection Act 2010 (Act 709) as amended by Act A1727 (Malaysia)", "Kuala Lumpur", "Malay"),
    ("TH", "Personal Data Protection Act B.E. 2562 (2019)", "Bangkok", "Thai"),
    ("VN", "Law on Personal Data Protection No. 91/2025/QH15", "Ho Chi Minh City", "Vietnamese"),
    ("ID", "Law No. 27 of 2022 on Personal Data Protection", "Jakarta", "Indonesian"),
    ("PH", "Data Privacy Act of 2012 (Republic Act No. 10173)", "Makati, Metro Manila", "Filipino"),
    ("BN", "Personal Data Protection Order, 2025, of Brunei Darussalam", "Bandar Seri Begawan", "Malay"),
    ("JP", "Act on the Protection of Personal Information of Japan", "Tokyo", "Japanese"),
    ("KR", "Personal Information Protection Act (Korea)", "Seoul", "Korean"),
    ("IN", "Digital Personal Data Protection Act, 2023, and the Rules of 2011 (India)", "Bengaluru", "Hindi"),
    ("AU", "Privacy Act 1988 (Cth)", "Sydney", "English"),
    ("GB", "UK GDPR and Data Protection Act 2018", "London", "English"),
    ("HK", "Personal Data (Privacy) Ordinance (Cap. 486)", "Hong Kong", "Chinese"),
    ("TW", "Personal Data Protection Act of Taiwan", "Taipei", "Chinese"),
];

const DATA: [&str; 6] = [
    "names, addresses and telephone numbers",
    "orders, deliveries and returns",
    "tickets of support and the answers to them",
    "points and vouchers of the loyalty programme",
    "dates of entry, pay grade and training of employees",
    "shipments, consignees and customs declarations",
];
const PURPOSES: [&str; 5] = [
    "hosting and backup of the Exporter's customer database",
    "reading of support tickets and answers to them",
    "payroll of the Exporter's employees in the region",
    "handling of claims for loss and damage",
    "operation of the booking platform and of its internal reports",
];
const RETENTION: [&str; 7] = [
    "the term of this Agreement; backups are overwritten after 35 days",
    "two years after a ticket is closed",
    "ten years, as the archive of the Exporter",
    "as long as necessary for support, and at most 24 months",
    "30 days; data is then permanently deleted",
    "seven years after the end of the year of the shipment, by the law on trade records",
    "until the employee has left, and three months more",
];
const CAPS: [&str; 6] = [
    "SGD 1,500,000 in any period of twelve months",
    "USD 250.000,00",
    "the fees paid in the twelve months before the claim",
    "twice the yearly charges under the Commercial Terms",
    "EUR 2 million",
    "150 % of the yearly remuneration",
];
const RULES: [&str; 3] = [
    "the Arbitration Rules of the Singapore International Arbitration Centre",
    "the HKIAC Administered Arbitration Rules",
    "the UNCITRAL Arbitration Rules",
];
const SENSITIVE: [&str; 4] = [
    "medical certificates",
    "fingerprints for access to the site",
    "religion, for leave",
    "criminal records of drivers",
];

/// A deal that somebody might make of these choices.
fn sensible(seed: &[usize], sides: (usize, usize), flags: &[bool]) -> String {
    let pick = |list: &[&'static str], at: usize| list[seed[at] % list.len()];
    let from = PLACES[sides.0];
    let to = PLACES[(sides.0 + 1 + sides.1) % PLACES.len()];
    let c2p = flags[0];
    let start = date(2026, 12, 1).saturating_add(jiff::Span::new().days(i64::try_from(seed[0] % 500).expect("few")));
    let day = |days: i64| start.saturating_add(jiff::Span::new().days(days));
    let mut languages = vec!["English", from.3, to.3];
    languages.dedup();
    let mut text = format!(
        "module: {}\nreference: R-{}\ndate: {start}\n{}exporter:\n  name: {} Trading\n  registration: \"{}\"\n  address: 1 {}\n  \
         country: {}\n  contact: {{ name: Privacy desk, email: privacy@one.example }}\n  dpo: {{ name: A, email: dpo@one.example }}\n\
         importer:\n  name: {} Services\n  registration: \"{}\"\n  address: 2 {}\n  country: {}\n  contact: {{ name: Desk, email: \
         desk@two.example }}\n  dpo: {{ name: B, email: dpo@two.example }}\nlaw:\n  exporter: {}\n  importer: {}\n",
        if c2p { "c2p" } else { "c2c" },
        seed[1],
        if flags[1] || flags[2] { "main_agreement: the Services Agreement dated 3 March 2026\n" } else { "" },
        from.2,
        1000 + seed[1] % 9000,
        from.2,
        from.0,
        to.2,
        20_000 + seed[1] % 9000,
        to.2,
        to.0,
        from.1,
        to.1,
    );
    text += &format!(
        "transfer:\n  id: TR-{}\n  subjects: [customers and employees of the Exporter]\n  data: [\"{}\", \"{}\"]\n  purposes: \
         [\"{}\"]\n  nature: storage, reading and answers\n  frequency: continuous\n  destinations: [{}{}]\n  retention: \"{}\"\n  \
         legal_basis: [{{ country: {}, basis: the contract between the parties }}]\n  start: {}\n  review: {}\n  tia: TIA-{}\n",
        seed[1],
        pick(&DATA, 2),
        pick(&DATA, 3),
        pick(&PURPOSES, 4),
        to.0,
        if flags[3] { ", SG" } else { "" },
        pick(&RETENTION, 5),
        from.0,
        day(i64::try_from(seed[2] % 40).expect("few")),
        day(i64::try_from(60 + seed[3] % 300).expect("few")),
        seed[1],
    );
    if flags[4] {
        text += &format!("  end: {}\n", day(1100));
    }
    if flags[5] {
        text += &format!(
            "  sensitive: [\"{}\"]\n  sensitive_safeguards: [encrypted field by field with keys of the Exporter]\n",
            pick(&SENSITIVE, 6)
        );
    }
    text += &format!(
        "options:\n  breach_hours: 12\n  request_days: {}\n  end_action: delete\n  end_days: {}\n  certificate: true\n  \
         governing_law: the law of {}\n  cure_days: {}\n  data_in_scope_eu: false\n  languages: [{}]\n",
        1 + seed[4] % 3,
        10 + seed[5] % 80,
        ["Singapore", "England and Wales", "Malaysia"][seed[6] % 3],
        10 + seed[2] % 50,
        languages.join(", "),
    );
    text += if c2p {
        "  sub_processing: prior-consent\n  requests_answered_by: exporter\n"
    } else {
        "  onward_transfer: prior-consent\n"
    };
    text += &match seed[3] % 2 {
        0 => format!("  forum: courts\n  forum_place: {}\n", to.2),
        _ => format!("  forum: arbitration\n  forum_place: {}\n  arbitration_rules: {}\n", from.2, pick(&RULES, 1)),
    };
    text += &if flags[1] {
        "  liability: each-party\n".to_owned()
    } else {
        format!("  liability: cap\n  liability_cap: {}\n", pick(&CAPS, 6))
    };
    text += "security:\n  organisational: [rules and training]\n  technical: [encryption in transit and at rest]\n  physical: [access by card]\n";
    text += &format!("blocks: {{ individual-remedies: {} }}\n", from.0 == "TH" || flags[6]);
    text
}

#[test]
fn two_hundred_deals_that_anybody_might_make_are_left_alone() {
    let known = known();
    let config = ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() };
    let choices = (
        prop::collection::vec(0_usize..10_000, 7),
        (0..PLACES.len(), 0..PLACES.len() - 1),
        prop::collection::vec(any::<bool>(), 7),
    );
    proptest!(config, |((seed, sides, flags) in choices)| {
        let text = sensible(&seed, sides, &flags);
        let found = found(&text, &known);
        // Whether twelve hours leave enough is the laws' business, and told elsewhere.
        let told: Vec<&Finding> = found.iter().filter(|one| one.code != FindingCode::BreachNoticeTooLong).collect();
        prop_assert!(told.is_empty(), "{told:#?}\n{text}");
    });
}
