//! Use cases in memory: no process, no disk.

use std::io;

use dmf::{
    assessment::portfolio::By,
    diag::Style,
    ops::{self, Assess, Diff, Input, Keep, Kept, Origin, Portfolio, Receive, Session, Stop},
    report::Frame,
    world::Memory,
};
use jiff::civil::date;

fn world() -> Memory {
    Memory::on(date(2026, 11, 24))
}

fn sheet(name: &str, level: &str) -> String {
    format!(
        "framework: asean-dmf\norganisation: {{ name: {name}, country: SG, profile: sme }}\nas_of: 2026-11-01\n\
         answers: {{ GOV-01: {level}, POL-01: established }}\n"
    )
}

fn assess(file: &str) -> Assess {
    Assess::of(vec![file.into()])
}

#[test]
fn a_worksheet_is_scored_by_the_settings_above_it() {
    let settings = "[gate]\nfail_under = \"advanced\"\n";
    let mut session = Session::new(world().file("dmf.toml", settings).file("sg/org.yaml", sheet("Deep", "developing")));
    let answer = ops::assess(&mut session, &assess("sg/org.yaml")).expect("it can be scored");
    assert!(!answer.passes);
    assert_eq!(answer.views[0].file, "sg/org.yaml");
    assert!(answer.views[0].verdict.findings.iter().any(|finding| finding.fails));
}

#[test]
fn a_mistake_is_told_in_the_session_and_ends_the_use_case() {
    let mut session = Session::new(world().file("org.yaml", sheet("Wrong", "developping")));
    assert!(matches!(ops::assess(&mut session, &assess("org.yaml")), Err(Stop::Data(_))));
    let told: Vec<String> = session.notes.sink.sorted().iter().map(|told| told.code.as_str().to_owned()).collect();
    assert_eq!(told, ["unknown-level"]);
}

#[test]
fn nothing_there_is_no_answer() {
    let mut session = Session::new(world());
    assert!(matches!(ops::assess(&mut session, &assess("org.yaml")), Err(Stop::World(error)) if error.is_missing()));
    assert!(matches!(ops::assess(&mut session, &assess("../org.yaml")), Err(Stop::World(_))));
    let many = Assess::of(vec!["a.yaml".into(), "b.yaml".into()]);
    let keep = Keep { target: "baseline.json".into(), only_improvements: false };
    assert!(matches!(many.keeping(Some(keep)), Err(Stop::Usage(_))));
    assert!(matches!(Diff::new(git(), git(), None), Err(Stop::Usage(_))));
}

fn git() -> Origin {
    "git:HEAD".parse().expect("a revision")
}

#[test]
fn a_baseline_that_was_kept_finds_what_became_worse() {
    let mut session = Session::new(world().file("org.yaml", sheet("Kept", "developing")));
    let keep = Keep { target: "baseline.json".into(), only_improvements: false };
    let request = assess("org.yaml").keeping(Some(keep)).expect("one worksheet");
    let kept = ops::assess(&mut session, &request).expect("it can be scored").keep;
    let Some(Kept::Write(baseline)) = kept else { panic!("{kept:?}") };

    let later = world().file("org.yaml", sheet("Kept", "foundational")).file("baseline.json", baseline);
    let mut session = Session::new(later);
    let request = Diff::new(Origin::File("baseline.json".into()), Origin::File("org.yaml".into()), None);
    let answer = ops::diff(&mut session, &request.expect("both are named")).expect("both can be read");
    assert!(answer.worse);
}

#[derive(Default)]
struct Rows {
    text: String,
    wrong: Vec<String>,
}

impl Receive for Rows {
    fn text(&mut self, text: &str) -> io::Result<bool> {
        self.text.push_str(text);
        Ok(true)
    }

    fn wrong(&mut self, words: &str) {
        self.wrong.push(words.to_owned());
    }

    fn seen(&mut self, _: u64) {}
}

fn portfolio(world: Memory, paths: &[&str]) -> (Result<ops::Portfolios, Stop>, Rows) {
    let request = Portfolio {
        input: Input::Paths(paths.iter().map(Into::into).collect()),
        baseline: None,
        profile: None,
        gates: ops::Gates::default(),
        fail_fast: false,
        roll_up: By::Country,
        top: 20,
        threads: Some(2),
        frame: Some(Frame::Ndjson),
        style: Style { colour: false, width: 80 },
    };
    let mut rows = Rows::default();
    let answer = ops::portfolio(&mut Session::new(world), &request, None, &mut rows);
    (answer, rows)
}

#[test]
fn a_folder_is_scored_in_order_and_what_is_wrong_is_told() {
    let world = world()
        .file("all/b/org.yaml", sheet("B", "developing"))
        .file("all/a/org.yaml", sheet("A", "advanced"))
        .file("all/c/org.yaml", sheet("C", "sideways"))
        .file("all/notes.yaml", "no: worksheet\n");
    let (answer, rows) = portfolio(world, &["all"]);
    let answer = answer.expect("two can be scored");
    assert_eq!((answer.rows, answer.bad), (2, 1));
    let names: Vec<usize> = ["\"A\"", "\"B\""].iter().map(|name| rows.text.find(name).expect("a row")).collect();
    assert!(names.is_sorted(), "{}", rows.text);
    assert!(rows.wrong[0].contains("unknown-level") && rows.wrong[0].contains("all/c/org.yaml:4:"), "{:?}", rows.wrong);
}

#[test]
fn a_portfolio_of_nothing_is_no_answer() {
    let (answer, rows) = portfolio(world().file("all/notes.yaml", "no: worksheet\n"), &["all"]);
    assert!(matches!(answer, Err(Stop::Other { .. })));
    assert_eq!(rows.text, "");
}
