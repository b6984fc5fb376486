//! A worksheet in whatever layout is rewritten for the newest version without a lost word, or left alone with the place told.

use std::fmt::Write;

use dmf::{
    ops::{self, Session},
    worksheet::{Entry, entries},
    world::Memory,
};
use jiff::civil::date;
use proptest::prelude::*;

use crate::harness::{Folder, files, root};

/// A worksheet as drawn.
#[derive(Debug, Clone)]
struct Drawn {
    text: String,
    /// Signs that stand in comments, and in the words of the answer that is dropped.
    comments: Vec<String>,
    dropped: Vec<String>,
}

const CONFIRM: &str =
    "to be confirmed: it was the answer to B-01 (access and logs are asked apart: one may be further than the other)";

/// What came of a worksheet: the new text, or the places of what was refused.
fn migrated(text: &str) -> Result<String, Vec<String>> {
    let mut world = Memory::on(date(2026, 11, 30)).file("org.yaml", text).file("dmf.toml", "data = [\"data\"]\n");
    let folder = "tests/fixtures/versions";
    for path in files(folder) {
        let bytes = std::fs::read(root().join(folder).join(&path)).expect("it is there");
        world = world.file(&format!("data/{}", path.display()), bytes);
    }
    let mut session = Session::new(world);
    match ops::migrate(&mut session, "org.yaml".as_ref()) {
        Ok(made) => Ok(made.text.unwrap_or_else(|| text.to_owned())),
        Err(stop) => {
            let told = session.notes.sink.sorted();
            let places = told.iter().filter(|told| told.code.as_str() == "migrate-by-hand");
            let places: Vec<String> = places
                .filter_map(|told| Some(session.notes.sources.position(told.place.as_ref()?).to_string()))
                .collect();
            assert!(!places.is_empty(), "refused without a place: {stop}\n{text}");
            Err(places)
        }
    }
}

/// Writes one worksheet; each comment and each word of an answer gets a sign of its own.
#[derive(Default)]
struct Pen {
    text: String,
    comments: Vec<String>,
    dropped: Vec<String>,
    signs: usize,
}

impl Pen {
    fn sign(&mut self, letter: char) -> String {
        self.signs += 1;
        format!("{letter}{:03}", self.signs)
    }

    /// A comment behind something, or nothing.
    fn behind(&mut self, how: usize) -> String {
        let lead = ["", "", "   # ", "\t#\t", " #"][how % 5];
        if lead.is_empty() {
            return String::new();
        }
        let sign = self.sign('c');
        self.comments.push(sign.clone());
        format!("{lead}{sign} 'it: {{ is\t# so")
    }

    /// Lines between answers.
    fn between(&mut self, how: usize) {
        if how % 3 == 1 {
            self.text.push('\n');
        }
        if how % 4 >= 2 {
            let sign = self.sign('c');
            self.comments.push(sign.clone());
            let _ = writeln!(self.text, "{}#\t{sign} \"above", " ".repeat(how % 5));
        }
    }

    /// The words of a note, in one of many hands; `deep` is the indent of its key.
    fn note(&mut self, id: &str, how: usize, deep: usize, wild: bool) -> String {
        let (one, two) = (self.sign('w'), self.sign('w'));
        if id == "B-02" {
            self.dropped.extend([one.clone(), two.clone()]);
        }
        let indent = " ".repeat(deep + 2);
        let header = if wild && matches!(how % 8, 4 | 5 | 7) { self.behind(how / 8) } else { String::new() };
        match how % 8 {
            0 => format!("{one} and {two}"),
            1 => format!("'{one} # it''s {two}'"),
            2 => format!("\"{one}\\n\\\"{two}\""),
            3 => format!("{one}\n{indent}{two}"),
            4 => format!("|{header}\n{indent}{one}\n\n{indent}  # {two}: x"),
            5 => format!(">-{header}\n{indent}{one}\n{indent}{two}"),
            6 => format!("'{one}\n\n{indent}# {two}'"),
            _ => format!("|+{header}\n{indent}{one}\n{indent}{two}\n"),
        }
    }

    fn block_answer(&mut self, id: &str, how: [usize; 6], wild: bool) {
        self.between(how[0]);
        let key = [id.to_owned(), format!("'{id}'"), format!("\"{id}\"")][how[1] % 3].clone();
        let behind = self.behind(how[2]);
        match how[3] % 4 {
            0 => {
                let _ = writeln!(self.text, "  {key}: {}{behind}", ["some", "'some'", "1"][how[4] % 3]);
            }
            1 => {
                let words = self.note(id, how[5] % 3, 2, false);
                let _ = writeln!(self.text, "  {key}:  {{ note: {words} ,level: some }}{behind}");
            }
            2 if wild => {
                let (words, inner) = (self.note(id, how[5] % 3, 4, false), self.behind(how[4]));
                let _ = writeln!(self.text, "  {key}: {{ level: some,{inner}\n     note: {words}\n    }}{behind}");
            }
            _ => {
                let _ = writeln!(self.text, "  {key}:{behind}");
                let level = self.behind(how[4]);
                let words = self.note(id, how[5], 6, wild);
                let last = if how[5] % 8 < 3 { self.behind(how[4] + 1) } else { String::new() };
                let mut lines = [format!("      level: some{level}"), format!("      note: {words}{last}")];
                if how[4] % 2 == 1 {
                    lines.reverse();
                }
                let _ = writeln!(self.text, "{}", lines[0]);
                if how[0] % 2 == 1 {
                    let sign = self.sign('c');
                    self.comments.push(sign.clone());
                    let _ = writeln!(self.text, "\n      # {sign}");
                }
                let _ = writeln!(self.text, "{}", lines[1]);
            }
        }
    }

    fn flow_answers(&mut self, ids: &[&str], how: &[[usize; 6]], wild: bool) {
        let many = wild && how[0][0] % 2 == 1;
        self.text.push_str("answers: {");
        for (at, id) in ids.iter().enumerate() {
            let how = how[at];
            let comma = if at + 1 < ids.len() || how[4] % 2 == 1 { "," } else { "" };
            let words = self.note(id, how[5] % 3, 2, false);
            let alone = how[1].is_multiple_of(2);
            let answer = if alone { "some".to_owned() } else { format!("{{ level: some, note: {words} }}") };
            if alone {
                self.dropped.retain(|sign| !words.contains(sign.as_str()));
            }
            let inner = if many { self.behind(how[2]) } else { String::new() };
            let _ = write!(self.text, " {id}: {answer}{comma}{inner}");
            if many {
                self.text.push_str("\n   ");
            }
        }
        let behind = self.behind(how[0][2]);
        let _ = writeln!(self.text, " }}{behind}");
    }
}

const IDS: [&str; 4] = ["A-01", "A-02", "B-01", "B-02"];

fn drawn(wild: bool) -> impl Strategy<Value = Drawn> {
    let hands = proptest::collection::vec(prop::array::uniform6(0..64_usize), 4);
    let order = Just(IDS.to_vec()).prop_shuffle();
    (order, 1..=4_usize, hands, prop::array::uniform8(0..64_usize)).prop_map(move |(order, count, hands, how)| {
        let mut pen = Pen::default();
        let ids = &order[..count];
        let framework = [
            "framework: model@1.0.0",
            "\"framework\": 'model@1.0.0'",
            "framework:   \"model@1.0.0\"",
            "framework: &own model@1.0.0",
        ];
        // An anchor that something repeats, in the last of them.
        let framework = framework[how[0] % if wild { 4 } else { 3 }];
        let shared = framework.contains('&') && how[0] % 8 > 3;
        let head = |pen: &mut Pen| {
            let behind = pen.behind(how[1]);
            let name = if shared { "*own " } else { "A" };
            let _ = writeln!(pen.text, "{framework}{behind}\norganisation: {{ name: {name}, country: SG }}");
        };
        let targets = |pen: &mut Pen| match how[2] % 3 {
            0 => {
                let behind = pen.behind(how[3]);
                let _ = writeln!(pen.text, "targets: {{ default: some, B-01: full, B-02: full }}{behind}");
            }
            1 => {
                let behind = pen.behind(how[3]);
                let _ = writeln!(pen.text, "targets:{behind}\n    B-02: full\n    A-02: some");
            }
            _ => {}
        };
        if how[4] % 3 == 0 {
            pen.text.push_str("---\n");
        }
        pen.between(how[5]);
        if how[6] % 2 == 0 || shared {
            head(&mut pen);
            targets(&mut pen);
        }
        if how[7] % 4 == 0 {
            pen.flow_answers(ids, &hands, wild);
        } else {
            let behind = pen.behind(how[3] + 1);
            let _ = writeln!(pen.text, "answers:{behind}");
            for (id, hand) in ids.iter().zip(&hands) {
                pen.block_answer(id, *hand, wild);
            }
        }
        if !(how[6] % 2 == 0 || shared) {
            head(&mut pen);
        }
        pen.between(how[5] + 1);
        let mut text = pen.text;
        if how[4] % 2 == 1 {
            text = text.replace('\n', "\r\n");
        }
        if how[4] % 5 == 1 {
            text = text.trim_end().to_owned();
        }
        if how[3] % 4 == 3 {
            text.insert(0, '\u{feff}');
        }
        Drawn { text, comments: pen.comments, dropped: pen.dropped }
    })
}

fn of<'a>(all: &'a [(String, Entry)], id: &str) -> Option<&'a Entry> {
    all.iter().find(|(known, _)| known == id).map(|(_, entry)| entry)
}

/// Whether a sign stands behind a `#` of its line.
fn is_comment(text: &str, sign: &str) -> bool {
    text.lines().any(|line| line.find('#').is_some_and(|at| line[at..].contains(sign)))
}

fn holds(drawn: &Drawn, text: &str) -> Result<(), TestCaseError> {
    let Drawn { text: before, comments, dropped } = drawn;
    let shown = || format!("{before}\n=>\n{text}");
    let (old, new) = (entries(before).expect("it was drawn"), entries(text).expect("it is written by us"));
    for (was, now) in [("A-01", "A-01"), ("A-02", "A-12")] {
        prop_assert_eq!(of(&old, was), of(&new, now), "{}", shown());
    }
    for part in ["B-11", "B-12"] {
        let note = |old: &Entry| old.note.as_ref().map_or(CONFIRM.to_owned(), |note| format!("{note}; {CONFIRM}"));
        let wanted = of(&old, "B-01").map(|old| Entry { note: Some(note(old)), ..old.clone() });
        prop_assert_eq!(wanted.as_ref(), of(&new, part), "{}", shown());
    }
    let count = old.iter().filter(|(id, _)| id != "B-02").count() + usize::from(of(&old, "B-01").is_some());
    prop_assert_eq!(new.len(), count, "{}", shown());
    for sign in comments.iter().chain(dropped) {
        prop_assert!(is_comment(text, sign), "{sign} is lost: {}", shown());
    }
    if of(&old, "B-02").is_some() {
        prop_assert!(text.contains("# answers: B-02 is not asked"), "{}", shown());
    }
    let ends = |text: &str| (text.matches('\n').count(), text.matches("\r\n").count());
    if before.contains("\r\n") {
        prop_assert_eq!(ends(text).0, ends(text).1, "line ends are mixed: {}", shown());
    }
    prop_assert_eq!(before.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
    prop_assert!(text.contains("model@2.0.0") && !text.contains("model@1.0.0"), "{}", shown());
    prop_assert_eq!(migrated(text), Ok(text.to_owned()), "what is migrated stays as it is");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_layout_that_entangles_nothing_is_migrated_whole(drawn in drawn(false)) {
        match migrated(&drawn.text) {
            Ok(text) => holds(&drawn, &text)?,
            Err(places) => prop_assert!(false, "refused at {places:?}\n{}", drawn.text),
        }
    }

    #[test]
    fn any_layout_is_migrated_whole_or_refused_with_its_place(drawn in drawn(true)) {
        if let Ok(text) = migrated(&drawn.text) {
            holds(&drawn, &text)?;
        }
    }
}

/// A worksheet that is refused stays as it is, and its place is told.
fn refused(text: &str, told: &[&str]) {
    let folder = Folder::with("org.yaml", text);
    folder.copy("tests/fixtures/versions".as_ref(), "data");
    folder.write("dmf.toml", "data = [\"data\"]\n");
    for more in [&[][..], &["--check"]] {
        let outcome = folder.dmf([&["framework", "migrate", "org.yaml"], more].concat()).run();
        assert_eq!(outcome.code, Some(3), "{text}\n{}", outcome.stdout);
        for words in told.iter().chain(&["error[migrate-by-hand]"]) {
            assert!(outcome.stderr.contains(words), "{words}\n{text}\n{}", outcome.stderr);
        }
        assert_eq!(folder.read("org.yaml"), text, "nothing is written");
    }
}

#[test]
fn what_only_a_person_can_rewrite_is_told_at_its_place() {
    let head = "framework: model@1.0.0\norganisation: { name: A, country: SG }\n";
    // The version, repeated as a name.
    let shared = "framework: &own model@1.0.0\norganisation: { name: *own , country: SG }\nanswers: { A-01: some }\n";
    refused(shared, &["org.yaml:2:1", "`organisation` repeats by an alias"]);
    refused(
        "organisation: { name: &own model@1.0.0, country: SG }\nframework: *own\nanswers: { A-01: some }\n",
        &["org.yaml:2:12", "`framework` cannot be changed"],
    );
    // What is dropped, repeated by what is not; and what is split.
    refused(
        &format!("{head}answers:\n  B-02: &all {{ level: full, note: n }}\n  A-02: *all\n"),
        &["org.yaml:4:3", "`B-02` cannot be changed"],
    );
    refused(
        &format!("{head}answers:\n  B-01: &all {{ level: full, note: n }}\n  A-02: *all\n"),
        &["org.yaml:4:3", "`B-01` cannot be changed"],
    );
    // Comments between braces: of a neighbour, and behind the head of a block.
    refused(&format!("{head}answers: {{ A-01: some, # seen\n  B-02: full }}\n"), &["org.yaml:4:3", "`B-02`"]);
    refused(
        &format!("{head}answers:\n  B-01:\n    level: some\n    note: |   # as told\n      words\n"),
        &["org.yaml:6:15", "this comment would be lost"],
    );
    refused(
        "\u{feff}---\n{framework: model, organisation: {name: A, country: SG}, answers: {B-02: full}}\n",
        &["org.yaml:2:68", "JSON"],
    );
}

#[test]
fn comments_between_the_braces_of_an_answer_that_is_split_stay() {
    let folder = Folder::with(
        "org.yaml",
        "framework: model@1.0.0\norganisation: { name: A, country: SG }\nanswers:\n  B-01: { level: some, # asked in May\n    note: half }   # twice\n",
    );
    folder.copy("tests/fixtures/versions".as_ref(), "data");
    folder.write("dmf.toml", "data = [\"data\"]\n");
    folder.dmf(["framework", "migrate", "org.yaml"]).run().answer();
    let text = folder.read("org.yaml");
    let kept = format!("  B-11: {{ level: some, # asked in May\n    note: \"half; {CONFIRM}\" }}   # twice\n  B-12:\n");
    assert!(text.contains(&kept), "{text}");
}

#[test]
fn words_over_several_lines_are_kept_line_by_line() {
    let answer = "B-02: { level: full, note: 'first   line\n      second  line\n\n      # third' }";
    let folder = Folder::with(
        "org.yaml",
        format!(
            "framework: model@1.0.0\norganisation: {{ name: A, country: SG }}\nanswers: {{ A-01: some, {answer} }}\n"
        ),
    );
    folder.copy("tests/fixtures/versions".as_ref(), "data");
    folder.write("dmf.toml", "data = [\"data\"]\n");
    folder.dmf(["framework", "migrate", "org.yaml"]).run().answer();
    let text = folder.read("org.yaml");
    let kept = answer.lines().fold(String::new(), |all, line| all + "# " + line + "\n");
    assert!(text.contains(&kept), "{text}");
}

/// Of two answers to one practice only a person knows which is true: the table of a version cannot.
#[test]
fn an_old_id_beside_the_new_one_is_told_and_not_migrated() {
    let head = "framework: model\norganisation: { name: A, country: SG }\n";
    let both = format!("{head}answers:\n  A-12: some\n  A-02: full\n");
    refused(&both, &["org.yaml:5:3", "`A-02` is `A-12` now, and both stand here", "org.yaml:4:3"]);
    let part = format!("{head}answers: {{ B-12: some, B-01: full }}\n");
    refused(&part, &["org.yaml:3:24", "`B-01` is `B-12` now", "org.yaml:3:12"]);
    let target = format!("{head}targets: {{ A-02: full, A-12: some }}\nanswers: {{ A-01: some }}\n");
    refused(&target, &["org.yaml:3:12", "org.yaml:3:24"]);
}
