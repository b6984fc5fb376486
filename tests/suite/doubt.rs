//! Over every fact of every place: what is unknown, drafted, passed or unsure lets nobody off; a day moves only what names it;
//! a ground takes away its own filing alone.

use std::sync::OnceLock;

use dmf::{
    diag::Sink,
    framework::Confidence,
    jurisdiction::{Atlas, Combined, Duty, Jurisdiction, Marks, Status, combine, lines, view},
    load::Library,
    source::Sources,
    transfer::{
        self, Exempt, Mechanism, RawRegister, Stands, Transfer, Word, filings,
        impact::{self, Decision, Method, evaluate},
    },
};
use jiff::{
    ToSpan,
    civil::{Date, date},
};

use crate::harness::files;

const TODAY: Date = date(2026, 11, 30);

fn places() -> &'static [Jurisdiction] {
    static PLACES: OnceLock<Vec<Jurisdiction>> = OnceLock::new();
    PLACES.get_or_init(|| {
        let codes: Vec<String> = files("frameworks/jurisdictions")
            .iter()
            .filter_map(|path| path.to_str()?.strip_suffix(".yaml").map(str::to_uppercase))
            .collect();
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let codes = codes.iter().map(String::as_str);
        let atlas = Atlas::read(&Library::default(), codes, &mut sources, &mut sink).expect("all are embedded");
        // What holds for the members of a union is asked of one of them.
        let member = |place: &Jurisdiction| if place.id == "EU" { "DE".to_owned() } else { place.id.clone() };
        atlas.iter().map(|place| Jurisdiction { id: member(place), ..place.clone() }).collect()
    })
}

fn method() -> &'static Method {
    static METHOD: OnceLock<Method> = OnceLock::new();
    METHOD.get_or_init(|| {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let files =
            Library::default().files("frameworks/transfer-impact", &mut sources, &mut sink).expect("it is embedded");
        impact::method(&files, &sources, &mut sink).expect("what is shipped is right")
    })
}

/// The marks of every fact, in one order.
fn marks(place: &mut Jurisdiction) -> Vec<&mut Marks> {
    let Jurisdiction { laws, authority, breach, requests, dpo, transfer, recipient, .. } = place;
    let mut all: Vec<&mut Marks> = laws.iter_mut().map(|fact| &mut fact.marks).collect();
    all.push(&mut authority.marks);
    all.extend([&mut breach.authority.marks, &mut breach.individuals.marks]);
    let limits = [&mut breach.outer_limit, &mut breach.full_report, &mut breach.assess_within, &mut breach.processor];
    all.extend(limits.into_iter().flatten().map(|fact| &mut fact.marks));
    all.extend(breach.sectors.iter_mut().map(|fact| &mut fact.marks));
    all.extend(requests.acknowledge.iter_mut().map(|fact| &mut fact.marks));
    all.push(&mut requests.answer.marks);
    all.extend(requests.by_right.iter_mut().map(|fact| &mut fact.marks));
    all.push(&mut dpo.marks);
    all.extend([&mut transfer.rule.marks, &mut transfer.clauses.marks]);
    all.extend(transfer.mechanisms.iter_mut().map(|fact| &mut fact.marks));
    all.extend(transfer.name_countries.iter_mut().map(|fact| &mut fact.marks));
    all.extend(transfer.filing.iter_mut().map(|fact| &mut fact.marks));
    all.extend(transfer.assessment.iter_mut().map(|fact| &mut fact.marks));
    all.extend(place.localisation.iter_mut().map(|fact| &mut fact.marks));
    all.extend(place.retention.iter_mut().map(|fact| &mut fact.marks));
    all.push(&mut place.sensitive.marks);
    all.extend(place.penalties.iter_mut().map(|fact| &mut fact.marks));
    all.extend(place.certifications.iter_mut().map(|fact| &mut fact.marks));
    all.extend(place.ai.iter_mut().map(|fact| &mut fact.marks));
    all.extend(place.points.iter_mut().map(|fact| &mut fact.marks));
    let grades = [&mut recipient.law, &mut recipient.regulator, &mut recipient.access];
    all.extend(grades.into_iter().map(|fact| &mut fact.marks));
    let grades = [&mut recipient.oversight, &mut recipient.redress, &mut recipient.transparency];
    all.extend(grades.into_iter().map(|fact| &mut fact.marks));
    all.push(&mut recipient.concern.marks);
    all.extend(recipient.gag_or_decryption_duty.iter_mut().map(|fact| &mut fact.marks));
    all
}

/// What somebody is sure of, and holds for good.
fn sure(marks: &mut Marks, status: Status) {
    *marks = Marks {
        status,
        confidence: Confidence::High,
        reading: true,
        applies_from: None,
        until: None,
        conflicts: Vec::new(),
        ..marks.clone()
    };
}

/// The place with every fact of it as sure as can be, and in force unless there is none of it.
fn certain(place: &Jurisdiction) -> Jurisdiction {
    let mut place = place.clone();
    for marks in marks(&mut place) {
        let status = if marks.status == Status::None { Status::None } else { Status::InForce };
        sure(marks, status);
    }
    place
}

/// Ways in which nobody knows, and ways in which it does not hold yet.
const IGNORANCE: [&str; 4] = ["unknown", "low", "unread", "over"];
const LATER: [&str; 4] = ["draft", "passed", "phased", "to come"];

fn spoil(marks: &mut Marks, how: &str) {
    match how {
        "unknown" => marks.status = Status::Unknown,
        "low" => marks.confidence = Confidence::Low,
        "unread" => (marks.read, marks.reading) = (None, false),
        "over" => marks.until = TODAY.yesterday().ok(),
        "draft" => marks.status = Status::Draft,
        "passed" => marks.status = Status::Passed,
        "phased" => marks.status = Status::Phased,
        "to come" => marks.applies_from = TODAY.tomorrow().ok(),
        _ => panic!("{how}"),
    }
}

/// A small transfer of plain data that lacks nothing but what the law says.
fn transfer_between(from: &str, to: &str) -> Transfer {
    let text = format!(
        "organisation: {{ name: Kite, country: {from} }}\ntransfers:\n  - id: T-1\n    title: Kite\n    status: active\n    \
         exporter: {{ name: Kite, country: {from}, role: controller, sector: retail }}\n    \
         importer: {{ name: Kite Abroad, country: {to}, role: controller, certifications: [{{ id: cbpr, until: 2099-01-01 }}] }}\n    \
         purposes: [{{ kind: operations }}]\n    subjects: [employees]\n    data: {{ categories: [names], special: [], tier: T1 }}\n    \
         volume: {{ people: 50 }}\n    frequency: one-off\n    sub_processors: []\n    mechanism: mcc\n    \
         agreement: {{ ref: A, date: 2024-01-02 }}\n    start: 2024-01-02\n"
    );
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let source = sources.add("transfers.yaml", text);
    let raw: RawRegister = dmf::load::decode(source, &sources, &mut sink).expect("a register");
    let register = transfer::validate(raw, &transfer::InFile(source, &sources), TODAY, &mut sink);
    register.expect("a register").transfers.remove(0)
}

/// Whether the tool alone suffices for the transfer under these two laws.
fn suffices(transfer: &Transfer, laws: [&Jurisdiction; 2]) -> bool {
    let atlas: Atlas = laws.into_iter().cloned().collect();
    let mut facts = impact::facts(method(), transfer, None, &atlas, None, TODAY);
    facts.assessed = true;
    facts.clear_text = Some(false);
    for (at, answer) in facts.answers.iter_mut().enumerate() {
        *answer = (method().factors[at].of != impact::Of::Country).then_some(1);
    }
    evaluate(method(), &facts, TODAY).decision == Decision::Suffices
}

/// A place where data is well kept and from which it may leave.
fn kind_place(code: &str) -> Jurisdiction {
    let mut place = certain(places().iter().find(|place| place.id == code).expect("it ships"));
    for (_, fact) in place.recipient.grades() {
        assert!(fact.what.get() <= 3, "{code} is no kind place");
    }
    place.transfer.name_countries = None;
    place
}

const MECHANISMS: [Mechanism; 7] = [
    Mechanism::Mcc,
    Mechanism::EuScc,
    Mechanism::StandardContract,
    Mechanism::Bcr,
    Mechanism::Certification,
    Mechanism::Adequacy,
    Mechanism::Consent,
];

#[test]
fn what_nobody_is_sure_of_carries_no_transfer_to_a_yes() {
    let (home, abroad) = (kind_place("SG"), kind_place("JP"));
    let (mut tried, mut stopped, mut wrong) = (0, 0, String::new());
    for place in places() {
        let own = certain(place);
        let facts = marks(&mut own.clone()).len();
        let out = transfer_between(&place.id, if place.id == "JP" { "SG" } else { "JP" });
        let there = if place.id == "JP" { &home } else { &abroad };
        let into = transfer_between(if place.id == "SG" { "JP" } else { "SG" }, &place.id);
        let from = if place.id == "SG" { &abroad } else { &home };
        let mut trials: Vec<(Transfer, &Jurisdiction)> = vec![(into, from)];
        trials.extend(MECHANISMS.map(|mechanism| (Transfer { mechanism: Some(mechanism), ..out.clone() }, there)));
        for (transfer, other) in &trials {
            let yes = |law: &Jurisdiction| suffices(transfer, [law, other]);
            let base = yes(&own);
            for at in 0..facts {
                // By each mechanism, what says something of it; by the clauses, every fact.
                let mut drafted = own.clone();
                spoil(marks(&mut drafted)[at], "draft");
                let touched = drafted.transfer != own.transfer || drafted.certifications != own.certifications;
                if !touched && transfer.mechanism != Some(Mechanism::Mcc) {
                    continue;
                }
                let with = |change: &dyn Fn(&mut Marks)| {
                    let mut law = own.clone();
                    change(marks(&mut law)[at]);
                    yes(&law)
                };
                let gone = with(&|marks| sure(marks, Status::None));
                for how in IGNORANCE.iter().chain(&LATER) {
                    tried += 1;
                    let after = with(&|marks| spoil(marks, how));
                    stopped += usize::from(base && !after);
                    let by = transfer.mechanism.map_or("", Word::as_str);
                    if after && !gone || after && !base && IGNORANCE.contains(how) {
                        wrong.push_str(&format!("{} fact {at} {how} by {by}\n", place.id));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(stopped > 300 && tried > 10_000, "{stopped} of {tried} stop a yes: the test sees nothing");
}

#[test]
fn what_nobody_is_sure_of_makes_no_deadline_later_and_lets_nobody_off() {
    let start = TODAY.at(9, 0, 0, 0);
    let mut held = 0;
    for place in places() {
        let own = certain(place);
        for duty in [Duty::TellAuthority, Duty::TellIndividuals, Duty::AnswerRequest] {
            let asked = |law: &Jurisdiction| -> (Option<jiff::civil::DateTime>, [bool; 5]) {
                let Combined { first, promptly, drafts, later, none, unknown } = combine([duty.of(law, TODAY)], start);
                let told = [!promptly.is_empty(), !drafts.is_empty(), !later.is_empty(), !none.is_empty()];
                (first.map(|first| first.due), [told[0], told[1], told[2], told[3], !unknown.is_empty()])
            };
            let (due, [.., none, _]) = asked(&own);
            let facts = marks(&mut own.clone()).len();
            for at in 0..facts {
                for how in IGNORANCE.iter().chain(&LATER) {
                    let mut law = own.clone();
                    spoil(marks(&mut law)[at], how);
                    let (after, [_, drafts, later, let_off, unknown]) = asked(&law);
                    let what = format!("{} fact {at} {how} {duty:?}", place.id);
                    assert!(!let_off || none, "{what}");
                    match (due, after) {
                        (Some(due), Some(after)) => assert!(after <= due, "{what}"),
                        // What is gone from the deadlines is told among what is not known, drafted or to come.
                        (Some(_), None) => {
                            held += 1;
                            assert!(unknown || drafts || later, "{what}");
                        }
                        (None, after) => assert_eq!(after, None, "{what}"),
                    }
                }
            }
            // That there is no such duty is said by nobody who is not sure.
            let mut law = own.clone();
            for marks in marks(&mut law) {
                sure(marks, Status::None);
                marks.confidence = Confidence::Low;
            }
            let (_, [.., let_off, unknown]) = asked(&law);
            assert!(!let_off && unknown, "{} {duty:?}", place.id);
        }
    }
    assert!(held > 100, "{held} deadlines were taken away");
}

#[test]
fn a_day_moves_exactly_what_names_it() {
    let mut days: Vec<Date> = Vec::new();
    for place in places() {
        for (line, _) in lines(place) {
            days.extend(line.marks.applies_from);
            days.extend(line.marks.until.and_then(|until| until.tomorrow().ok()));
        }
    }
    days.sort_unstable();
    days.dedup();
    assert!(days.len() > 30, "{} days", days.len());
    for day in days {
        let before = day.yesterday().expect("not the first");
        for place in places() {
            let shown = |day| view(place, &[], "", day).facts;
            for ((was, is), (line, _)) in shown(before).iter().zip(shown(day)).zip(lines(place)) {
                let marks = line.marks;
                let begins = marks.applies_from == Some(day)
                    && matches!(marks.status, Status::InForce | Status::Passed | Status::Phased);
                let ends = marks.until.is_some_and(|until| until == before);
                let moved = was.marks.status != is.marks.status || was.marks.binds != is.marks.binds;
                assert_eq!(moved, begins || ends, "{} {} {} on {day}", place.id, line.topic, line.name);
                assert!(!begins || is.marks.binds, "{} {} binds on {day}", place.id, line.topic);
                assert!(!ends || !is.marks.binds, "{} {} is over on {day}", place.id, line.topic);
                assert_eq!((&was.value, &was.text), (&is.value, &is.text));
            }
        }
        // The law that is asked of a transfer moves with the facts of its places, and with nothing else.
        for place in places() {
            let names = |line: &dmf::jurisdiction::Line<'_>| {
                line.marks.applies_from == Some(day) || line.marks.until == Some(before)
            };
            if lines(place).iter().any(|(line, _)| names(line)) {
                continue;
            }
            let atlas: Atlas = std::iter::once(place.clone()).collect();
            let transfer = transfer_between(&place.id, if place.id == "JP" { "SG" } else { "JP" });
            let tool = |day| impact::facts(method(), &transfer, None, &atlas, None, day).tool;
            let moved = tool(before) != tool(day);
            let due = filings(&transfer, place, day).iter().any(|asked| asked.by == Some(before));
            assert!(!moved || due, "{} moved on {day}, which none of its facts names", place.id);
        }
    }
}

#[test]
fn a_ground_takes_away_its_own_filing_alone() {
    let mut taken = 0;
    for place in places() {
        let place = certain(place);
        let bare = transfer_between(&place.id, if place.id == "JP" { "SG" } else { "JP" });
        let bare = Transfer { mechanism: Some(Mechanism::StandardContract), ..bare };
        let stands = |transfer: &Transfer| -> Vec<(String, Stands)> {
            let asked = filings(transfer, &place, TODAY);
            asked.into_iter().map(|asked| (asked.fact.what.what.clone(), asked.stands)).collect()
        };
        let before = stands(&bare);
        for filing in &place.transfer.filing {
            for ground in &filing.what.exempt {
                let claim = Exempt {
                    what: filing.what.what.clone(),
                    ground: ground.id.clone(),
                    reason: "it is so".to_owned(),
                    by: "DPO".to_owned(),
                    on: TODAY,
                };
                let after = stands(&Transfer { exempt: vec![claim], ..bare.clone() });
                for ((what, was), (_, is)) in before.iter().zip(&after) {
                    let own = *what == filing.what.what;
                    taken += usize::from(own && *is == Stands::Exempt);
                    assert!(own || was == is, "{} {}: {} takes {what} away", place.id, filing.what.what, ground.id);
                    assert!(!own || *is != Stands::Open, "{} {what}: {}", place.id, ground.id);
                }
            }
        }
    }
    assert!(taken > 10, "{taken} grounds");
}

#[test]
fn a_status_is_told_as_it_is_on_the_day() {
    let place = places().iter().find(|place| place.id == "ID").expect("it ships");
    let day = date(2027, 1, 16);
    let of = |day: Date| -> Vec<&'static str> {
        let facts = view(place, &[], "", day).facts;
        facts
            .iter()
            .filter(|fact| fact.marks.applies_from.as_deref() == Some("2027-01-16"))
            .map(|fact| fact.marks.status)
            .collect()
    };
    let before = of(day - 1.day());
    assert!(!before.is_empty() && before.iter().all(|status| *status == "passed"), "{before:?}");
    assert!(of(day).iter().all(|status| *status == "in-force"));
}
