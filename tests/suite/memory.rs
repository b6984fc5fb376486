//! Use cases in memory: no process, no disk.

use std::io;

use dmf::{
    assessment::portfolio::By,
    diag::Style,
    document::number::number,
    ops::{
        self, Assess, Diff, Explained, Filter, Input, Keep, Kept, Origin, Plan, Portfolio, Receive, Redline, Render,
        Report, Review, Session, Stop, TransferCheck,
    },
    redline::Look,
    report::{Format, Frame, formats},
    review::Status,
    transfer::Keeper,
    world::Memory,
};
use jiff::civil::date;

use crate::harness::{files, root};

fn world() -> Memory {
    Memory::on(date(2026, 11, 24))
}

fn sheet(name: &str, level: &str) -> String {
    format!(
        "framework: asean-dmf@1.0.0\norganisation: {{ name: {name}, country: SG, profile: sme }}\nas_of: 2026-11-01\n\
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
    assert_eq!(answer.cards.views[0].file, "sg/org.yaml");
    assert!(answer.cards.views[0].verdict.findings.iter().any(|finding| finding.fails));
}

#[test]
fn a_mistake_is_told_in_the_session_and_is_a_finding() {
    let mut session = Session::new(world().file("org.yaml", sheet("Wrong", "developping")));
    let answer = ops::assess(&mut session, &assess("org.yaml")).expect("what is wrong is an answer");
    assert!(answer.unread && !answer.passes && answer.cards.views.is_empty());
    let found = &answer.cards.complaints.expect("something is wrong").findings;
    assert_eq!((found[0].code, found[0].place.line, found[0].place.column), ("unknown-level", 4, 20));
    let told: Vec<String> = session.notes.sink.sorted().iter().map(|told| told.code.as_str().to_owned()).collect();
    assert_eq!(told, ["unknown-level"]);
}

#[test]
fn nothing_there_is_no_answer() {
    for file in ["org.yaml", "../org.yaml"] {
        let mut session = Session::new(world());
        let answer = ops::assess(&mut session, &assess(file)).expect("that it cannot be read is an answer");
        assert!(answer.unread && answer.cards.views.is_empty(), "{file}");
        assert_eq!(answer.cards.complaints.expect("it is told").failing, 1, "{file}");
    }
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
        look: None,
        fail_fast: false,
        roll_up: By::Country,
        top: 20,
        threads: Some(2),
        frame: Some(Frame::Ndjson),
        findings: false,
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

/// The workspace of a group: settings, worksheets, a register, deals and assessments of impact. `change` makes another text of
/// a file by its path.
fn group_world(change: impl Fn(&str, String) -> String) -> Memory {
    let folder = "examples/regional-group";
    let parts =
        files(folder).into_iter().filter(|path| path.extension().is_some_and(|end| end == "yaml" || end == "toml"));
    parts.fold(world(), |world, path| {
        let text = std::fs::read_to_string(root().join(folder).join(&path)).expect("examples are text");
        let name = path.to_string_lossy().replace('\\', "/");
        let text = change(&name, text);
        world.file(&name, text)
    })
}

fn group(change: impl Fn(&str, String) -> String) -> Session {
    Session::new(group_world(change))
}

fn same(_: &str, text: String) -> String {
    text
}

/// The texts of a file with `from` in it, which is replaced.
fn but(file: &'static str, from: &'static str, to: &'static str) -> impl Fn(&str, String) -> String {
    move |name, text| {
        if name != file {
            return text;
        }
        assert!(text.contains(from), "{file} has no `{from}`");
        text.replace(from, to)
    }
}

fn register() -> TransferCheck {
    TransferCheck { register: "transfers.yaml".into(), ..TransferCheck::default() }
}

/// Codes of what was complained about.
fn codes(session: &Session) -> Vec<&'static str> {
    session.notes.sink.sorted().iter().map(|told| told.code.as_str()).collect()
}

#[test]
fn a_whole_workspace_closes() {
    let mut session = group(same);
    let answer = ops::workspace_check(&mut session, "deals".as_ref()).expect("it can be read");
    assert!(answer.view.verdict.passes && !answer.unread);
    let count = |kind: &str| answer.view.files.iter().filter(|file| file.kind == kind).count();
    assert_eq!((count("assessment"), count("register"), count("deal"), count("impact")), (2, 1, 2, 10));
    assert_eq!((answer.view.transfers, answer.view.waivers), (12, 1));
    assert_eq!(codes(&session), Vec::<&str>::new());
}

#[test]
fn a_workspace_is_scored_planned_rendered_reviewed_and_checked_in_one_session() {
    let draft = Render { draft: true, ..deal("deals/archive.yaml") };
    let text = markdown(&ops::render(&mut group(same), &draft).expect("a draft may have gaps"));
    let mut session = Session::new(group_world(same).file("returned.md", text));

    let scored = ops::assess(&mut session, &assess("assessments/pay.yaml")).expect("it can be scored");
    assert_eq!((scored.unread, scored.cards.views.len()), (false, 1));

    let request = Plan { worksheet: "assessments/pay.yaml".into(), start: Some(date(2027, 1, 4)), ..Plan::default() };
    let plan = ops::plan(&mut session, &request).expect("it can be planned");
    assert_eq!(
        (plan.start.as_str(), plan.organisation.as_str()),
        ("2027-01-04", scored.cards.views[0].scorecard.organisation.name.as_str())
    );
    assert!(!plan.items.is_empty() && plan.effort == plan.items.iter().map(|item| u64::from(item.effort)).sum::<u64>());
    for item in &plan.items {
        assert!(item.start >= plan.start && item.start <= item.due && item.due <= plan.finish, "{item:?}");
        assert!(item.after.iter().all(|first| plan.items[first - 1].due <= item.start), "{item:?}");
    }

    let returned = Review { agreement: "returned.md".into(), module: Some("c2p".to_owned()), ..Review::default() };
    let answer = ops::review(&mut session, &returned).expect("our own text");
    assert_eq!(status(&answer, "M1-IMP-BREACH"), Status::Present);

    let closed = ops::workspace_check(&mut session, ".".as_ref()).expect("it can be read");
    assert!(closed.view.verdict.passes && !closed.unread);
    assert_eq!(codes(&session), Vec::<&str>::new());
}

#[test]
fn a_reference_that_leads_nowhere_fails_a_workspace_and_is_told_with_its_place() {
    let mut session = group(but("transfers.yaml", "impacts/tr-05.yaml", "impacts/tr-50.yaml"));
    let answer = ops::workspace_check(&mut session, ".".as_ref()).expect("it can be read");
    assert!(!answer.view.verdict.passes && !answer.unread);
    assert!(codes(&session).contains(&"file-not-found"));
    let place = session.notes.sink.sorted()[0].place.clone().expect("it stands in the register");
    let source = session.notes.sources.get(place.source);
    assert_eq!((source.name.as_str(), &source.text[place.start..place.end]), ("transfers.yaml", "impacts/tr-50.yaml"));
}

#[test]
fn a_file_that_is_not_what_it_should_be_is_no_answer_on_a_workspace() {
    let mut session = group(but("deals/helpdesk.yaml", "module: c2p", "modul: c2p"));
    let answer = ops::workspace_check(&mut session, ".".as_ref()).expect("the others can be read");
    assert!(answer.unread && !answer.view.verdict.passes);
    let none =
        ops::workspace_check(&mut Session::new(world().file("org.yaml", sheet("None", "developing"))), ".".as_ref());
    assert!(matches!(none, Err(Stop::Other { said, .. }) if said.contains("no dmf.toml")));
}

#[test]
fn transfers_are_weighed_with_their_assessments_and_held_against_their_agreements() {
    let answer = ops::transfer_check(&mut group(same), &register()).expect("it can be weighed");
    assert_eq!((answer.total, answer.transfers.len()), (12, 12));
    let first = &answer.transfers[0];
    assert!(first.residual.is_some() && first.decision.may_proceed, "{:?}", first.decision);

    // Without its measures the transfer is not what it was; with a longer clock its agreement is not.
    let mut session = group(but("deals/helpdesk.yaml", "breach_hours: 24\n", "breach_hours: 240\n"));
    let later = ops::transfer_check(&mut session, &register()).expect("it can be weighed");
    let late = |view: &dmf::transfer::impact::CheckView| {
        view.verdict.findings.iter().filter(|finding| finding.code == "breach-notice-too-long").count()
    };
    assert_eq!((late(&answer), late(&later)), (0, 1));
    assert!(!later.verdict.passes);
    let one = TransferCheck { ids: vec!["TR-02".into()], ..register() };
    assert_eq!(late(&ops::transfer_check(&mut session, &one).expect("it can be weighed")), 0);
}

#[test]
fn a_transfer_that_is_not_there_is_no_answer_and_one_that_is_shows_its_arithmetic() {
    let nobody = TransferCheck { ids: vec!["TR-99".into()], ..register() };
    assert!(matches!(ops::transfer_check(&mut group(same), &nobody), Err(Stop::Usage(said)) if said.contains("TR-99")));
    let too_high = TransferCheck { appetite: Some(25), ..register() };
    assert!(matches!(ops::transfer_check(&mut group(same), &too_high), Err(Stop::Usage(_))));
    let arithmetic = ops::explain_transfer(&mut group(same), &register(), "TR-01").expect("it is there");
    assert!(arithmetic.id == "TR-01" && !arithmetic.steps.is_empty());
    let mut session = group(but("impacts/tr-05.yaml", "transfer: TR-05", "transfer: TR-06"));
    assert!(matches!(ops::transfer_check(&mut session, &register()), Err(Stop::Data(_))));
    assert_eq!(codes(&session), ["other-transfer"]);
}

#[test]
fn a_register_is_listed_and_goes_through_a_sheet_and_back() {
    assert!(Filter::of(&["Atlantis".into()], &[]).is_err() && Filter::of(&[], &["sleeping".into()]).is_err());
    let filter = Filter::of(&["Japan".into()], &["active".into()]).expect("both are there");
    let list = ops::TransferList { register: "transfers.yaml".into(), filter };
    let view = ops::transfer_list(&mut group(same), &list).expect("it can be read");
    assert!(view.transfers.iter().any(|transfer| transfer.id == "TR-01") && view.transfers.len() < 12);

    let all = ops::TransferExport { register: "transfers.yaml".into(), filter: Filter::default(), keeper: Keeper::All };
    let sheet = ops::transfer_sheet(&mut group(same), &all).expect("it can be read");
    let mut session = Session::new(world().file("sheet.csv", sheet.clone()));
    let again = ops::transfer_import(&mut session, "sheet.csv".as_ref()).expect("our own sheet");
    let mut session = Session::new(world().file("transfers.yaml", again));
    assert_eq!(ops::transfer_sheet(&mut session, &all).expect("our own register"), sheet);
    let refused = ops::TransferList { register: "sheet.csv".into(), ..ops::TransferList::default() };
    assert!(matches!(ops::transfer_list(&mut session, &refused), Err(Stop::Usage(said)) if said.contains("import")));
}

/// An agreement as Markdown.
fn markdown(answer: &ops::Rendered) -> String {
    let bytes = formats::document(&answer.document, Format::Markdown).expect("a format of documents");
    String::from_utf8(bytes).expect("Markdown is text")
}

fn deal(file: &str) -> Render {
    Render { deal: Some(file.into()), ..Render::default() }
}

#[test]
fn an_agreement_of_a_deal_takes_what_its_transfer_says() {
    let request = Render { draft: true, ..deal("deals/archive.yaml") };
    let mut session = group(same);
    let answer = ops::render(&mut session, &request).expect("a draft may have gaps");
    assert!(answer.passes);
    // The deal names no party: they are those of the transfer.
    let text = markdown(&answer);
    assert!(text.contains("Nusantara Pay Pte Ltd") && text.contains("NP-2026-040"), "{text}");
    // Not a draft, it may have none.
    assert!(matches!(ops::render(&mut session, &deal("deals/archive.yaml")), Err(Stop::Data(_))));
    assert!(codes(&session).contains(&"unset-value"), "{:?}", codes(&session));

    let mut session = group(but("deals/archive.yaml", "id: TR-09", "id: TR-99"));
    assert!(matches!(ops::render(&mut session, &request), Err(Stop::Data(_))));
    assert!(codes(&session).contains(&"unknown-transfer"), "{:?}", codes(&session));
}

#[test]
fn a_blank_needs_a_role_pair_and_a_deal_has_its_own() {
    let blank = |module: Option<&str>| Render { module: module.map(str::to_owned), ..Render::default() };
    let mut session = group(same);
    let answer = ops::render(&mut session, &blank(Some("c2c"))).expect("a blank needs no file");
    assert!(markdown(&answer).contains("Blank form"));
    let other = Render { module: Some("c2c".to_owned()), ..deal("deals/archive.yaml") };
    for wrong in [blank(None), blank(Some("p2p")), other] {
        assert!(matches!(ops::render(&mut session, &wrong), Err(Stop::Usage(_))), "{wrong:?}");
    }
}

/// What a review says of an obligation.
fn status(answer: &ops::Reviewed, id: &str) -> Status {
    answer.view.obligations.iter().find(|seen| seen.id == id).expect("each obligation has a verdict").status
}

#[test]
fn a_returned_text_is_held_against_what_is_asked_and_the_laws() {
    let terms = "# Data processing terms\n\n## 1 Breach\n\nThe Processor shall notify the Controller of a personal data breach \
                 within 30 days after it becomes aware of it, describe the nature of the breach and the data concerned, and \
                 help the Controller to answer it.\n";
    let request = Review {
        agreement: "terms.md".into(),
        module: Some("c2p".to_owned()),
        laws: vec!["Vietnam".to_owned()],
        require: vec!["IMP-BREACH".to_owned()],
        ..Review::default()
    };
    let mut session = Session::new(world().file("terms.md", terms));
    let answer = ops::review(&mut session, &request).expect("it can be read");
    assert_eq!(status(&answer, "M1-IMP-BREACH"), Status::Weak);
    assert_eq!(status(&answer, "M1-IMP-SEC"), Status::Absent);
    assert!(!answer.passes);
    assert_eq!(answer.view.laws.map(|laws| (laws.law, laws.hours)), Some(("VN".to_owned(), 72)));

    let mut session = Session::new(world().file("terms.md", terms.replace("30 days", "24 hours")));
    let answer = ops::review(&mut session, &request).expect("it can be read");
    assert_eq!((status(&answer, "M1-IMP-BREACH"), answer.passes), (Status::Present, true));
    let nowhere = Review { laws: vec!["Mars".to_owned()], ..request };
    assert!(matches!(ops::review(&mut session, &nowhere), Err(Stop::Usage(_))));
}

#[test]
fn our_own_text_comes_back_whole_or_what_was_struck_out_is_missed() {
    let world = || world().file("deal.yaml", include_str!("../../examples/mcc-sg-vn-cloud/deal.yaml"));
    let sent = markdown(&ops::render(&mut Session::new(world()), &deal("deal.yaml")).expect("the deal is whole"));
    let review = |text: String| {
        let request = Review {
            agreement: "returned.md".into(),
            deal: Some("deal.yaml".into()),
            require: vec!["core".to_owned()],
            ..Review::default()
        };
        let mut session = Session::new(world().file("returned.md", text));
        ops::review(&mut session, &request).expect("it can be read")
    };
    assert!(review(sent.clone()).passes);
    let without = sent.lines().filter(|line| !line.to_lowercase().contains("breach")).collect::<Vec<_>>().join("\n");
    let answer = review(without);
    assert!(!answer.passes);
    assert_ne!(status(&answer, "M1-IMP-BREACH"), Status::Present);
}

#[test]
fn two_texts_are_compared_word_by_word() {
    let world = world()
        .file("sent.md", "# Terms\n\n1. The Importer deletes the data within 30 days.\n")
        .file("returned.md", "# Terms\n\n1. The Importer deletes the data within 90 days.\n");
    let mut session = Session::new(world);
    let both = ["sent.md".into(), "returned.md".into()];
    let request = Redline::new(&both, None).expect("two are named");
    let answer = ops::redline(&mut session, &request).expect("both can be read");
    let text = answer.text(Look { width: 80, colour: false });
    assert!(text.contains("[-30-]") && text.contains("{+90+}"), "{text}");
    assert!(answer.page().contains("<ins>90</ins>"), "{}", answer.page());
    let tracked = ops::track_changes(&mut session, &request, "A. Lim").expect("both can be read");
    assert!(tracked.bytes.starts_with(b"PK") && tracked.losses.is_empty());

    let blank = Render { module: Some("c2p".to_owned()), ..Render::default() };
    assert!(matches!(Redline::new(&both, Some(blank)), Err(Stop::Usage(_))));
    assert!(matches!(Redline::new(&both[..1], None), Err(Stop::Usage(_))));
}

#[test]
fn a_report_tells_of_the_registers_and_deals_of_the_workspace() {
    let request = Report::of("assessments/pay.yaml".into());
    let mut session = group(same);
    let view = ops::report(&mut session, &request).expect("the workspace closes");
    assert_eq!(view.assessment.file, "assessments/pay.yaml");
    let transfers: Vec<usize> = view.transfers.iter().map(|register| register.transfers.len()).collect();
    assert!(matches!(transfers[..], [number] if number > 5), "{transfers:?}");
    let archive = view.agreements.iter().find(|line| line.file.ends_with("deals/archive.yaml"));
    let archive = archive.expect("it is in `dmf.toml`");
    assert_eq!(archive.exporter.as_deref(), Some("Nusantara Pay Pte Ltd"));
    assert_eq!(archive.carried, archive.core);
    assert!(archive.gaps > 0);

    let library = &session.scope.library;
    let page = dmf::report::page(&view, library, &mut session.notes.sources, &mut session.notes.sink);
    let page = number(&page.expect("the pages are right")).expect("nothing refers to what is not there");
    let html = formats::document(&page, Format::Html).expect("a format of documents");
    assert!(String::from_utf8_lossy(&html).contains("Nusantara Pay Pte Ltd"));

    let mut session = group(but("deals/archive.yaml", "module: c2p", "module: c2x"));
    assert!(matches!(ops::report(&mut session, &request), Err(Stop::Data(_))));
}

#[test]
fn a_word_is_explained_from_the_data_that_knows_it() {
    let mut session = Session::new(world());
    let mut told = |word: &str| match ops::explain(&mut session, word) {
        Ok(Explained::Meanings(meanings)) => meanings.text(80),
        other => panic!("{word}: {other:?}"),
    };
    assert!(told("Not-Assessed").starts_with("figure: not assessed, not answered\n"));
    assert!(told("duplicate-id").contains("an id stands twice"));
    assert!(told("Vietnam").starts_with("place: VN: "));
    assert!(matches!(ops::explain(&mut session, "GOV-02"), Ok(Explained::Practice(_))));
    assert!(matches!(ops::explain(&mut session, "M1-IMP-BREACH"), Ok(Explained::Obligation(_))));
    assert!(matches!(ops::explain(&mut session, "claimd"), Err(Stop::Usage(said)) if said.contains("`claimed`")));

    let own = "[[words]]\nnames = [\"chilli\"]\nkind = \"word\"\nmeans = [\"It is hot.\"]\nsee = \"dmf\"\n";
    let mut session =
        Session::new(world().file("data/templates/vocabulary/en.toml", own).file("data/frameworks/x.md", ""))
            .with_data(vec!["data".into()]);
    assert!(matches!(ops::explain(&mut session, "chilli"), Ok(Explained::Meanings(_))));
    assert!(matches!(ops::explain(&mut session, "claimed"), Err(Stop::Usage(_))));
}
