use jiff::civil::{Date, date};

use super::*;
use crate::{
    diag::{Code, Sink},
    load::decode,
    source::{Path, SourceId, Sources},
};

const TODAY: Date = date(2026, 11, 1);

#[derive(Debug, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawFile {
    waivers: Vec<RawWaiver>,
}

/// The waivers of a text, where the transfers TR-01 and TR-02 are known and no practice is.
fn granted(toml: &str) -> (Vec<Waiver>, Vec<(&'static str, usize)>) {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let source = sources.add("dmf.toml", format!("# of a test\n{toml}"));
    let raw: RawFile = decode(source, &sources, &mut sink).expect("the test writes it well");
    let known = [Known { kind: Kind::Transfer, ids: vec!["TR-01", "TR-02"], complaint: Code::UnknownPractice }];
    let waivers = waivers(&raw.waivers, None, (&known, &[]), source, &sources, TODAY, &mut sink);
    let complaints = sink
        .sorted()
        .iter()
        .map(|found| (found.code.as_str(), sources.position(found.place.as_ref().expect("it has one")).line))
        .collect();
    (waivers, complaints)
}

fn waiver(what: &str) -> String {
    format!("[[waivers]]\n{what}\nreason = \"r\"\nowner = \"o\"\nuntil = 2026-12-31\n")
}

/// A finding on an obligation of an agreement, of a code that is waivable and warns.
fn finding(id: &str) -> Finding {
    let subject = Subject::of(Kind::Obligation, id, "Breach notice").within(Kind::Transfer, "TR-01");
    Finding::new(FindingCode::Regression, subject, "", "weaker".to_owned(), At::Key(Path::root()))
}

fn verdict(findings: Vec<Finding>, asked: &Asked, waivers: &[Waiver]) -> Verdict {
    let list: Vec<(usize, &Waiver)> = waivers.iter().enumerate().collect();
    judge(findings, asked, &list, TODAY)
}

fn asked() -> Asked {
    Asked::of(Domain::Assessment, [FindingCode::Regression])
}

#[test]
fn a_code_fails_where_it_is_asked_for_and_only_in_its_domain() {
    assert!(verdict(vec![finding("A")], &Asked::of(Domain::Assessment, []), &[]).passes());
    assert!(!verdict(vec![finding("A")], &asked(), &[]).passes());
    let elsewhere = Asked::of(Domain::Transfer, [FindingCode::Regression, FindingCode::WaiverUnused]);
    assert_eq!(elsewhere.fail_on, [FindingCode::WaiverUnused], "codes of other domains are left to them");
    let error = Finding::new(FindingCode::EmptyInput, Subject::file(), "", "none".to_owned(), At::Key(Path::root()));
    assert!(!verdict(vec![error], &Asked::of(Domain::Assessment, []), &[]).passes(), "an error fails unasked");
}

#[test]
fn a_waiver_covers_a_thing_its_parts_or_a_part_of_one_thing() {
    for (what, expected) in [
        ("obligation = \"A\"", [true, false]),
        ("transfer = \"TR-01\"", [true, true]),
        ("transfer = \"TR-02\"", [false, false]),
        ("transfer = \"TR-01\"\nobligation = \"B\"", [false, true]),
        ("transfer = \"TR-02\"\nobligation = \"A\"", [false, false]),
        ("obligation = \"A\"\ncode = \"regression\"", [true, false]),
        ("obligation = \"A\"\ncode = \"below-level\"", [false, false]),
        ("code = \"regression\"", [false, false]),
    ] {
        let (waivers, complaints) = granted(&waiver(what));
        assert_eq!(complaints, [], "{what}");
        let verdict = verdict(vec![finding("A"), finding("B")], &asked(), &waivers);
        let waived: Vec<bool> = verdict.findings.iter().map(|finding| finding.waived.is_some()).collect();
        assert_eq!(waived, expected, "{what}");
        assert!(verdict.findings.iter().all(|finding| finding.fails != finding.waived.is_some()), "{what}");
        assert_eq!(verdict.used, [expected.contains(&true)], "{what}");
    }
}

#[test]
fn what_a_run_does_not_know_of_it_says_nothing_on() {
    let (waivers, complaints) = granted(&waiver("transfer = \"TR-1\""));
    assert_eq!(complaints, [("unknown-practice", 3)]);
    assert_eq!(waivers.len(), 1);
    let (_, complaints) = granted(&waiver("practice = \"GOV-99\""));
    assert_eq!(complaints, [], "no practices are known here, so none is unknown");
    let (waivers, _) = granted(&(waiver("transfer = \"TR-02\"") + &waiver("code = \"regression\"")));
    let assessed = verdict(Vec::new(), &asked(), &waivers);
    let found = judge_waivers(&waivers, &[&assessed], &asked(), TODAY);
    let unused: Vec<&str> = found.iter().map(|finding| finding.detail.as_str()).collect();
    assert_eq!(unused, ["`regression`"], "the waiver of a transfer is no matter of worksheets");
}

#[test]
fn a_finding_names_its_subject_and_what_that_is_part_of() {
    let mut sources = Sources::default();
    let source: SourceId = sources.add("transfers.yaml", "transfers: []\n".to_owned());
    let verdict = verdict(vec![finding("A"), finding("A")], &asked(), &[]);
    let help = |subject: &Subject| vec![format!("help on {}", subject.id)];
    let view = verdict_view(&verdict, Vec::new(), &[], source, &sources, &str::to_owned, &help);
    let json = serde_json::to_value(&view.findings[0]).expect("a view is plain data");
    assert_eq!((&json["obligation"], &json["transfer"]), (&"A".into(), &"TR-01".into()));
    assert!(json.get("practice").is_none());
    let [rule] = &view.rules[..] else { panic!("one rule for both: {:?}", view.rules) };
    assert_eq!((rule.id.as_str(), rule.title.as_str()), ("regression/A", "A Breach notice: worse than the baseline"));
    assert_eq!(rule.help[1], "help on A");
    assert_eq!(view.failing, 2);
}

/// The words hold figures and days that move; whoever follows a finding over time would take it for another.
#[test]
fn a_finding_is_told_again_by_its_detail_and_not_by_its_words() {
    let mut sources = Sources::default();
    let source: SourceId = sources.add("org.yaml", "answers: {}\n".to_owned());
    let print = |detail: &str, message: &str| {
        let found = Finding { detail: detail.to_owned(), message: message.to_owned(), ..finding("A") };
        let verdict = verdict(vec![found], &asked(), &[]);
        let view = verdict_view(&verdict, Vec::new(), &[], source, &sources, &str::to_owned, &|_| Vec::new());
        view.findings[0].fingerprint.clone()
    };
    assert_eq!(print("lower", "61.0 % where it was 70.0 %"), print("lower", "58.0 % where it was 70.0 %"));
    assert_ne!(print("lower", "worse"), print("lost", "worse"));
}

#[test]
fn findings_on_waivers_stand_at_what_they_cover() {
    for (until, code) in
        [("2026-10-31", "waiver-expired"), ("2030-01-01", "waiver-too-long"), ("2026-11-01", "waiver-unused")]
    {
        let other = waiver("obligation = \"B\"");
        let toml =
            format!("{other}[[waivers]]\ncode = \"below-level\"\nreason = \"r\"\nowner = \"o\"\nuntil = {until}\n");
        let (waivers, _) = granted(&toml);
        let verdict = verdict(vec![], &asked(), &waivers);
        let findings = judge_waivers(&waivers, &[&verdict], &asked(), TODAY);
        let found = findings.iter().find(|finding| finding.code.as_str() == code).expect("it is found");
        let At::Place(place) = &found.at else { panic!("{code} has a place of its own") };
        let mut sources = Sources::default();
        sources.add("dmf.toml", format!("# of a test\n{toml}"));
        let at = sources.position(place);
        assert_eq!((at.line, at.column), (8, 8), "{code}");
    }
}
