//! What we write, we can read: words that other formats take for something else come back as they were.

use std::{path::Path, sync::LazyLock};

use crate::harness::Folder;
use dmf::{
    diag::Sink,
    ops::{self, Answers, Assess, Keep, Kept, Session, Stop, Typed},
    source::Sources,
    transfer::RawRegister,
    worksheet::{Entry, dialogue::Command},
    world::Memory,
};
use jiff::civil::date;
use proptest::prelude::*;

const SHEET: &str =
    "framework: asean-dmf\norganisation: { name: Acme, country: SG, profile: sme }\nanswers:\n  GOV-01: 3\n";

/// Words that mean something else to YAML, JSON, TOML or CSV, or that end them.
const AWKWARD: [&str; 48] = [
    "2",
    "-1",
    "0",
    "007",
    "1.5",
    "1e3",
    "0x1",
    "0o7",
    "1_000",
    ".5",
    "+1",
    ".inf",
    ".nan",
    "yes",
    "no",
    "on",
    "off",
    "y",
    "true",
    "False",
    "null",
    "NULL",
    "~",
    "2026-01-01",
    "12:30:00",
    "- x",
    "-",
    "#",
    "# x",
    "x # y",
    ": ",
    "a: b",
    "a:",
    "? x",
    "! x",
    "!!str x",
    "&a",
    "*a",
    "%TAG",
    "@x",
    "`x`",
    "|",
    ">",
    "'",
    "\"",
    "{ a: 1 }",
    "[x]",
    "---",
];

/// An awkward word alone, or with another, a line end or a blank behind it.
fn words() -> impl Strategy<Value = String> {
    let word = || proptest::sample::select(&AWKWARD[..]);
    let between =
        proptest::sample::select(vec!["", " ", "\n", "\r\n", "\t", "  \n ", "\u{2028}", "\u{feff}", "\u{202e}", "ข"]);
    prop_oneof![
        2 => word().prop_map(str::to_owned),
        2 => (word(), between, word()).prop_map(|(one, between, other)| format!("{one}{between}{other}")),
        1 => "\\PC{1,12}",
    ]
    .prop_filter("says something", |words| !words.trim().is_empty())
}

fn world() -> Memory {
    Memory::on(date(2026, 11, 24)).file("org.yaml", SHEET)
}

/// The answer of a worksheet to a practice, and whether it can be scored.
fn read(text: &str, id: &str) -> Entry {
    let mut session = Session::new(Memory::on(date(2026, 11, 24)).file("org.yaml", text));
    let request = Assess::of(vec!["org.yaml".into()]);
    ops::assess(&mut session, &request)
        .unwrap_or_else(|error| panic!("{error}: {:?}\n{text}", session.notes.sink.sorted()));
    let entries = dmf::worksheet::entries(text).expect("it is a worksheet");
    entries.into_iter().find(|(known, _)| known == id).map(|(_, entry)| entry).unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn an_answer_says_what_was_said(reason in words(), note in words(), what in words()) {
        let what = what.replace('|', "/");
        // That it does not apply is no reason why.
        let reason = if ["true", "False"].contains(&reason.as_str()) { "why".to_owned() } else { reason };
        // `-` and `-1` take a record away.
        let number = |rest: &str| rest.trim().bytes().all(|byte| byte.is_ascii_digit());
        prop_assume!(!what.trim().is_empty() && !what.trim().strip_prefix('-').is_some_and(number));
        let mut session = Session::new(world());
        let sheet = ops::answering(&mut session, "org.yaml".as_ref()).expect("it can be read");
        let pair = |id: &str, words: &str| vec![(id.to_owned(), words.to_owned())];
        let answers = Answers {
            set: Vec::new(),
            not_applicable: pair("GOV-02", &reason),
            evidence: pair("GOV-01", &what),
            note: pair("GOV-01", &note),
            ..Answers::default()
        };
        let text = sheet.at_once(&mut session, &answers).expect("it can be written").text;
        let (first, second) = (read(&text, "GOV-01"), read(&text, "GOV-02"));
        prop_assert_eq!(second.not_applicable.as_deref(), Some(reason.as_str()));
        prop_assert_eq!(first.note.as_deref(), Some(note.as_str()));
        prop_assert_eq!(first.evidence[0].what.as_str(), what.trim());
    }

    #[test]
    fn a_name_is_what_was_said(name in words(), sector in words()) {
        let mut session = Session::new(Memory::on(date(2026, 11, 24)));
        let request = ops::Init {
            folder: ".".into(),
            name: Some(name.clone()),
            country: Some("Laos".to_owned()),
            sector: Some(sector.clone()),
            profile: None,
            module: "c2p".to_owned(),
        };
        let beginning = ops::init(&mut session, &request).expect("nothing lacks");
        let files = beginning.files(&mut session, beginning.owner().as_ref()).expect("all of it can be read");
        let text = files.iter().find(|file| file.name == "org.yaml").and_then(|file| file.text.clone());
        let world = Memory::on(date(2026, 11, 24)).file("org.yaml", text.expect("it is begun"));
        let mut session = Session::new(world);
        let keep = Keep { target: "baseline.json".into(), only_improvements: false };
        let request = Assess::of(vec!["org.yaml".into()]).keeping(Some(keep)).expect("it is one");
        let answer = ops::assess(&mut session, &request).expect("it can be scored");
        prop_assert_eq!(&answer.cards.views[0].scorecard.organisation.name, &name);
        prop_assert_eq!(answer.keep, Some(Kept::Stays("nothing is answered")));
    }

    #[test]
    fn a_baseline_of_any_name_is_read_again(name in words()) {
        let name = serde_json::to_string(&name).expect("words are JSON");
        let text = SHEET.replace("name: Acme", &format!("name: {name}"));
        let mut session = Session::new(Memory::on(date(2026, 11, 24)).file("org.yaml", text.clone()));
        let keep = Keep { target: "baseline.json".into(), only_improvements: false };
        let request = Assess::of(vec!["org.yaml".into()]).keeping(Some(keep)).expect("it is one");
        let kept = ops::assess(&mut session, &request).expect("it can be scored").keep;
        let Some(Kept::Write(baseline)) = kept else { panic!("{kept:?}") };
        let world = Memory::on(date(2026, 11, 24)).file("org.yaml", text).file("baseline.json", baseline);
        let diff = ops::Diff::new("baseline.json".parse().expect("a file"), "org.yaml".parse().expect("a file"), None);
        let answer = ops::diff(&mut Session::new(world), &diff.expect("both are named")).expect("both can be read");
        prop_assert!(!answer.worse);
    }

    #[test]
    fn a_sheet_becomes_the_register_that_it_says(title in words()) {
        let cell = format!("\"{}\"", title.replace('"', "\"\""));
        let sheet = SHEET_OF_TRANSFERS.replace(TITLE, &cell);
        let mut session = Session::new(Memory::on(date(2026, 11, 24)).file("sheet.csv", sheet));
        let register = ops::transfer_import(&mut session, "sheet.csv".as_ref());
        let register = register.unwrap_or_else(|error| panic!("{error}: {:?}", session.notes.sink.sorted()));
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let source = sources.add("transfers.yaml", register);
        let read: RawRegister = dmf::load::decode(source, &sources, &mut sink).expect("what was written can be read");
        let told = serde_json::to_string(&read).expect("registers are JSON");
        // A guard against formulas and blanks at the ends of a cell are no part of the words.
        let words = serde_json::to_string(title.trim().trim_start_matches('\'')).expect("words are JSON");
        prop_assert!(told.contains(words.trim_matches('"')), "{} is not in {}", words, told);
    }
}

/// A title of the sheet.
const TITLE: &str = "Payroll questions answered in Manila";

/// The sheet of an example.
static SHEET_OF_TRANSFERS: LazyLock<String> = LazyLock::new(|| {
    let folder = Folder::new();
    folder.copy(Path::new("examples/regional-group"), ".");
    let sheet = folder.dmf(["transfer", "export", "transfers.yaml", "--format", "csv"]).run().answer();
    assert_eq!(sheet.matches(TITLE).count(), 1, "{sheet}");
    sheet
});

/// What is no reason: that it does not apply is none, and neither is nothing.
const NO_REASON: [&str; 4] = ["true", "False", "null", "NULL"];

#[test]
fn every_awkward_word_is_a_reason() {
    let mut session = Session::new(world());
    let sheet = ops::answering(&mut session, "org.yaml".as_ref()).expect("it can be read");
    let ids: Vec<String> = sheet.framework().practices.iter().map(|practice| practice.id.clone()).collect();
    let words = AWKWARD.iter().filter(|word| !["true", "False"].contains(word)).map(|word| (*word).to_owned());
    let given: Vec<(String, String)> = ids.into_iter().zip(words).collect();
    assert!(given.len() > 45);
    let answers = Answers { not_applicable: given.clone(), ..Answers::default() };
    let text = sheet.at_once(&mut session, &answers).expect("it can be written").text;
    read(&text, "GOV-01");
    let entries = dmf::worksheet::entries(&text).expect("it is a worksheet");
    for (id, word) in given {
        let (_, entry) = entries.iter().find(|(known, _)| *known == id).expect("it is answered");
        assert_eq!(entry.not_applicable.as_ref(), Some(&word), "{id}");
    }
    let answers = Answers { not_applicable: vec![("GOV-02".to_owned(), "true".to_owned())], ..Answers::default() };
    let told = sheet.at_once(&mut session, &answers).expect_err("it is no reason").to_string();
    assert!(told.contains("nothing was written") && told.contains("no reason is given"), "{told}");
}

#[test]
fn any_scalar_is_read_as_the_words_that_it_is() {
    // Plain, so that it is the reader who decides; what is no scalar of YAML is left out.
    let plain = |word: &&&str| {
        word.chars().all(|letter| letter.is_ascii_alphanumeric() || "-+._:".contains(letter))
            && !["-", "a:", "---"].contains(*word)
            && !NO_REASON.contains(*word)
    };
    let rows = AWKWARD.iter().filter(plain).enumerate();
    let rows: Vec<String> = rows.map(|(at, word)| format!("  {}: {{ not_applicable: {word} }}\n", id(at))).collect();
    let text = SHEET.replace("  GOV-01: 3\n", &rows.concat()).replace("sme", "enterprise");
    let mut session = Session::new(Memory::on(date(2026, 11, 24)).file("org.yaml", text));
    let answer = ops::assess(&mut session, &Assess::of(vec!["org.yaml".into()]));
    let answer = answer.unwrap_or_else(|error| panic!("{error}: {:?}", session.notes.sink.sorted()));
    let told = serde_json::to_string(&answer.cards.views[0].scorecard).expect("views are JSON");
    for word in AWKWARD.iter().filter(plain) {
        assert!(told.contains(&format!("\"{word}\"")), "{word} is not in {told}");
    }
}

/// The id of a practice, by its place.
fn id(at: usize) -> String {
    let mut session = Session::new(world());
    let sheet = ops::answering(&mut session, "org.yaml".as_ref()).expect("it can be read");
    sheet.framework().practices[at].id.clone()
}

#[test]
fn control_characters_are_refused_in_words() {
    let folder = Folder::with("org.yaml", SHEET);
    for (flag, words) in
        [("--note", "GOV-01=\u{1b}[31m"), ("--not-applicable", "GOV-02=\u{7}"), ("--evidence", "GOV-01=a\u{9b}")]
    {
        let told = folder.dmf(["answer", "org.yaml", flag, words]).run().ends(2).stderr;
        assert!(told.contains("control character") && told.contains("U+00"), "{told}");
    }
    let typed = "n \u{1b}[2J\n\0\nn two\u{0}\n";
    let told = folder.dmf(["answer", "org.yaml", "--plain", "--only", "GOV-01"]).input(typed).run().ends(0).stdout;
    assert!(told.contains("control character in it (U+001B)") && told.contains("(U+0000)"), "{told}");
    let init = ["init", "new", "--country", "SG", "--name", "a\u{1b}b"];
    assert!(folder.dmf(init).run().ends(2).stderr.contains("`--name`: there is a control character"));
    assert_eq!(folder.names(), ["org.yaml"]);
    assert_eq!(folder.read("org.yaml"), SHEET);
}

#[test]
fn what_somebody_else_answered_meanwhile_is_not_written_over() {
    let mut session = Session::new(world());
    let sheet = ops::answering(&mut session, "org.yaml".as_ref()).expect("it can be read");
    let practice = sheet.framework().practice("GOV-01").expect("it is there");
    let seen = sheet.entry(&session, practice).expect("it can be read");
    let other = Entry { level: Some("1".to_owned()), ..Entry::default() };
    let typed = sheet.typed(&mut session, practice, &other, &Command::Level(4)).expect("it can be read");
    let Typed::Meanwhile(told) = typed else { panic!("{typed:?}") };
    assert!(told.contains("GOV-01 was changed meanwhile: 3 established") && told.contains("answer again"), "{told}");
    let typed = sheet.typed(&mut session, practice, &seen, &Command::Level(4)).expect("it can be read");
    assert!(matches!(typed, Typed::Write(answered, _) if answered.text.contains("GOV-01: advanced")));
}

#[test]
fn what_could_not_be_read_again_is_not_written() {
    // Somebody broke the file after it was opened.
    let mut session = Session::new(world());
    let sheet = ops::answering(&mut session, "org.yaml".as_ref()).expect("it can be read");
    let broken = SHEET.replace("country: SG", "country: Nowhere");
    let mut session = Session::new(Memory::on(date(2026, 11, 24)).file("org.yaml", broken));
    let answers = Answers { set: vec![("GOV-02".to_owned(), "2".to_owned())], ..Answers::default() };
    assert!(matches!(sheet.at_once(&mut session, &answers), Err(Stop::Data(_))));
    assert!(session.notes.sink.has_errors());
}

#[test]
fn a_baseline_that_could_not_be_read_again_is_not_written() {
    // As JSON a letter is six times as long: more than is read of a file.
    let note = "\\x01".repeat(12 << 20);
    let text = format!("{SHEET}  GOV-02: {{ level: 1, note: \"{note}\" }}\n");
    let mut session = Session::new(Memory::on(date(2026, 11, 24)).file("org.yaml", text));
    let keep = Keep { target: "baseline.json".into(), only_improvements: false };
    let request = Assess::of(vec!["org.yaml".into()]).keeping(Some(keep)).expect("it is one");
    let stopped = ops::assess(&mut session, &request).expect_err("it would be too large");
    assert!(matches!(stopped, Stop::Other { .. }));
    assert!(stopped.to_string().starts_with("nothing was written: `baseline.json`"), "{}", stopped);
}
