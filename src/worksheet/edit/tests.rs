use proptest::prelude::*;

use super::*;
use crate::worksheet::{Seen, entries};

const ORDER: [&str; 6] = ["A-01", "A-02", "A-03", "B-01", "B-02", "B-03"];

const SHEET: &str = "# who\nframework: tiny   # ours\norganisation: { name: Acme, country: SG }\nanswers:\n  # first\n  A-01: \
                     established      # by name\n\n  A-02:   # in full\n    note: Half   # of it\n    level: 2\n    # shown by\n    \
                     evidence:\n      - what: List   # old\n        ref: a.xlsx\n      # the second\n      - { what: Other }\n\n  # \
                     A-03:\n  B-01: { not_applicable: 'Nobody does' } # really\n\n# the end\n";

fn level(word: &str) -> Entry {
    Entry { level: Some(word.to_owned()), ..Entry::default() }
}

fn of(text: &str, id: &str) -> Entry {
    entries(text)
        .expect("it is a worksheet")
        .into_iter()
        .find(|(key, _)| key == id)
        .map(|found| found.1)
        .unwrap_or_default()
}

#[track_caller]
fn changed(id: &str, new: &Entry, from: &str, to: &str) {
    assert_eq!(SHEET.matches(from).count(), 1, "{from}");
    assert_eq!(set(SHEET, &ORDER, id, new).as_deref(), Ok(SHEET.replacen(from, to, 1).as_str()));
}

#[test]
fn a_level_changes_in_its_place() {
    changed("A-01", &level("advanced"), "A-01: established", "A-01: advanced");
    let two = of(SHEET, "A-02");
    changed("A-02", &Entry { level: Some("3".to_owned()), ..two }, "level: 2", "level: 3");
}

#[test]
fn a_short_answer_becomes_a_full_one() {
    let new = Entry { note: Some("soon: yes".to_owned()), ..level("established") };
    changed("A-01", &new, "A-01: established", "A-01:\n    level: established\n    note: \"soon: yes\"");
}

#[test]
fn evidence_is_added_below_what_is_there() {
    let mut two = of(SHEET, "A-02");
    two.evidence.push(Record { what: "Third".to_owned(), ..Record::default() });
    changed("A-02", &two, "- { what: Other }\n", "- { what: Other }\n      - { what: Third }\n");
}

#[test]
fn a_note_goes_with_its_line() {
    let two = Entry { note: None, ..of(SHEET, "A-02") };
    changed("A-02", &two, "    note: Half   # of it\n", "");
}

#[test]
fn an_answer_takes_the_place_that_was_left_for_it() {
    changed("A-03", &level("none"), "  # A-03:\n", "  A-03: none\n");
}

#[test]
fn an_answer_without_a_place_goes_behind_the_one_before_it() {
    changed("B-02", &level("none"), "# really\n", "# really\n  B-02: none\n");
}

#[test]
fn an_answer_that_is_taken_away_leaves_a_place() {
    changed("A-01", &Entry::default(), "  A-01: established      # by name\n", "  # A-01:\n");
}

#[test]
fn what_is_not_applicable_becomes_a_level() {
    changed("B-01", &level("none"), "{ not_applicable: 'Nobody does' }", "none");
}

#[test]
fn other_forms_are_changed_as_well() {
    for (before, after) in [
        ("answers:\n", "answers:\n  A-01: none\n"),
        ("answers: {}\n", "answers:\n  A-01: none\n"),
        ("answers:   # none yet\n# A-01:\n", "answers:   # none yet\n  A-01: none\n"),
        ("#   A-01:\nanswers:\n  # A-01:\n", "#   A-01:\nanswers:\n  A-01: none\n"),
        ("answers: { B-01: 1 }\n", "answers: { B-01: 1, A-01: none }\n"),
        ("answers: { A-01: 1, B-01: 1 }", "answers: { A-01: none, B-01: 1 }"),
        ("answers:\n    B-01: 1", "answers:\n    A-01: none\n    B-01: 1"),
        ("answers:\r\n  B-01: 1\r\nx: 1\r\n", "answers:\r\n  A-01: none\r\n  B-01: 1\r\nx: 1\r\n"),
        ("\u{feff}answers:\n  A-01: 1\n", "\u{feff}answers:\n  A-01: none\n"),
        ("{\"answers\": {\"B-01\": 1}}", "{\"answers\": {\"B-01\": 1, \"A-01\": \"none\"}}"),
        ("{\"answers\": {\"A-01\": 1}}", "{\"answers\": {\"A-01\": \"none\"}}"),
        ("answers:\n  A-01: |\n    one\n    two\n  B-01: 2\n", "answers:\n  A-01: none\n  B-01: 2\n"),
    ] {
        assert_eq!(set(before, &ORDER, "A-01", &level("none")).as_deref(), Ok(after), "{before:?}");
    }
}

#[test]
fn an_answer_that_others_share_is_not_touched() {
    let text = "answers:\n  A-01: &x { level: 1, note: n }\n  A-02: *x\n";
    let outcome = set(text, &ORDER, "A-01", &Entry { note: Some("m".to_owned()), ..level("1") });
    assert_eq!(outcome, Err(EditError::Entangled("A-01".to_owned())));
    assert_eq!(set("a: [", &ORDER, "A-01", &level("1")), Err(EditError::Unreadable));
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,6}( [a-z]{1,6}){0,3}",
        "[ -~]{1,12}",
        Just("two\nlines".to_owned()),
        Just("# no: comment".to_owned()),
        Just("ข้อมูล{{x}}".to_owned()),
    ]
}

fn some_record() -> impl Strategy<Value = Record> {
    let seen = || proptest::option::of(word().prop_map(|by| Seen { by, on: "2026-05-01".to_owned() }));
    let day = proptest::option::of(Just("2026-05-01".to_owned()));
    (word(), proptest::option::of(word()), day, seen(), seen(), any::<[bool; 2]>()).prop_map(
        |(what, reference, expires, confirmed, seen, [cited, sealed])| {
            let cited = cited && reference.is_some();
            Record { what, reference, expires, cited, confirmed, seen, sealed, ..Record::default() }
        },
    )
}

fn some_entry() -> impl Strategy<Value = Entry> {
    let verified = (word(), proptest::option::of(word())).prop_map(|(by, note)| Verified {
        level: "established".to_owned(),
        by,
        on: "2026-05-01".to_owned(),
        note,
    });
    let level = proptest::sample::select(vec!["none", "established", "3"]);
    let level = (level, proptest::option::of(word()), proptest::option::of(verified)).prop_flat_map(
        |(level, note, verified)| {
            proptest::collection::vec(some_record(), 0..3).prop_map(move |evidence| Entry {
                level: Some(level.to_owned()),
                evidence,
                note: note.clone(),
                not_applicable: None,
                verified: verified.clone(),
            })
        },
    );
    let not_applicable = word().prop_map(|reason| Entry { not_applicable: Some(reason), ..Entry::default() });
    prop_oneof![4 => level, 1 => not_applicable, 1 => Just(Entry::default())]
}

/// Worksheets in several hands.
fn sheets() -> impl Strategy<Value = String> {
    let sheets: Vec<String> = vec![
        SHEET.to_owned(),
        SHEET.replace('\n', "\r\n"),
        "answers:\n".to_owned(),
        "answers: {}".to_owned(),
        "answers: { A-01: 1, B-03: { level: 2, note: 'a, b' } }\nframework: tiny\n".to_owned(),
        "answers:\n  # A-01:\n\n  # A-02:\n  # B-01:\n# end\n".to_owned(),
        "answers:\n A-01:\n  level: 2\n  evidence: [{ what: x }, { what: y }]\n B-01: 0\nframework: tiny".to_owned(),
        "answers:\n  A-02:\n    evidence:\n    - what: x\n    - what: y\n      owner: z\n    level: 1\n    note: >-\n      long\n      \
         words\n\n  B-03: 1\n"
            .to_owned(),
    ];
    proptest::sample::select(sheets)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn only_the_answer_changes(sheet in sheets(), edits in proptest::collection::vec((0..6_usize, some_entry()), 1..6)) {
        let mut text = sheet;
        for (at, new) in edits {
            let id = ORDER[at];
            let before = text.clone();
            let others = |text: &str| entries(text).expect("it is a worksheet").into_iter().filter(|one| one.0 != id).collect::<Vec<_>>();
            text = set(&before, &ORDER, id, &new).expect("nothing is shared");
            prop_assert_eq!(of(&text, id), new.clone());
            prop_assert_eq!(others(&before), others(&text));
            if before == text {
                continue;
            }
            // What differs lies within the lines of the answer.
            let tree = parse(&before).expect("it is YAML");
            let edit = Edit { text: &before, newline: "\n" };
            let (old, now): (Vec<&str>, Vec<&str>) = (before.lines().collect(), text.lines().collect());
            let head = old.iter().zip(&now).take_while(|(a, b)| a == b).count();
            let rest = old.len().min(now.len()) - head;
            let tail = old.iter().rev().zip(now.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
            if let Some(found) = answers(&tree).and_then(|map| pair(map, id)) {
                let lines = edit.lines_of(found.key.range.start, edit.end(found));
                let first = before[..lines.start].lines().count();
                let last = first + before[lines].lines().count();
                prop_assert!(head >= first && old.len() - tail <= last, "{before}\n---\n{text}");
            } else {
                // Lines are put in, one of them in place of a mark that was left, or of braces with nothing in them.
                let gone = old[head..old.len() - tail].join("");
                let mark = gone.trim() == format!("# {id}:");
                prop_assert!(mark || gone.is_empty() || gone.starts_with("answers: {"), "{before}\n---\n{text}");
            }
            prop_assert_eq!(set(&text, &ORDER, id, &new).expect("nothing is shared"), text.clone());
        }
    }
}
