//! The legal standing of facts: what binds, whom, until which day, and what comes of it in an agreement, a transfer and a
//! comparison of laws.

use std::path::Path;

use dmf::{
    diag::Sink,
    framework::Confidence,
    jurisdiction::{Atlas, Deadline, From, Jurisdiction, Promptly, Status, Time, To, breach_duties},
    load::Library,
    source::Sources,
};
use jiff::civil::{Date, date};
use serde_json::Value;

use crate::harness::{Folder, Outcome, root};

const TODAY: Date = date(2026, 11, 24);

/// A place under another code, whose law sets no time to tell of a breach, and says so.
fn silent(code: &str) -> Jurisdiction {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let atlas = Atlas::read(&Library::default(), ["SG"], &mut sources, &mut sink).expect("it is embedded");
    let mut place = atlas.get("SG").expect("it ships").clone();
    code.clone_into(&mut place.id);
    for fact in [&mut place.breach.authority, &mut place.breach.individuals] {
        fact.marks.status = Status::None;
        fact.marks.applies_from = None;
        fact.what.deadline = Deadline::default();
    }
    place
}

/// The same with a duty towards the authority or the individuals.
fn asking(code: &str, to: To, deadline: Deadline, status: Status) -> Jurisdiction {
    let mut place = silent(code);
    let breach = &mut place.breach;
    let fact = if to == To::Authority { &mut breach.authority } else { &mut breach.individuals };
    fact.marks.status = status;
    fact.what.deadline = deadline;
    place
}

fn hours(hours: u32) -> Deadline {
    Deadline { within: Some(Time::Hours(hours)), from: Some(From::Awareness), ..Deadline::default() }
}

#[test]
fn a_time_counts_where_it_binds_whomever_has_to_be_told() {
    let usual = asking("BB", To::Authority, hours(72), Status::InForce);
    for to in [To::Authority, To::Individuals] {
        for (status, binds) in [
            (Status::InForce, true),
            (Status::Passed, false),
            (Status::Phased, false),
            (Status::Draft, false),
            (Status::None, false),
            (Status::Unknown, false),
        ] {
            let probe = asking("AA", to, hours(24), status);
            let duties = breach_duties(&[&probe, &usual], TODAY.at(9, 0, 0, 0));
            let shortest = duties.shortest.expect("one law binds in any case");
            let found = (shortest.hours, shortest.place.id.as_str(), shortest.to, shortest.from);
            let expected = if binds { (24, "AA", to) } else { (72, "BB", To::Authority) };
            assert_eq!(found, (expected.0, expected.1, expected.2, Some(From::Awareness)), "{to} {status}");
            // What does not bind is in a list of its own, and what is not known is never in that of what is not asked.
            let asked = if to == To::Authority { &duties.authority } else { &duties.individuals };
            let lists = [
                asked.first.as_ref().is_some_and(|first| first.whose == ["AA"]),
                asked.drafts == [("AA", Some(Time::Hours(24)))],
                asked.none.contains(&"AA"),
                asked.unknown == ["AA"],
                asked.later == [("AA", Some(Time::Hours(24)), None)],
            ];
            let which = match status {
                Status::InForce => 0,
                Status::Draft => 1,
                Status::None => 2,
                Status::Unknown => 3,
                Status::Passed | Status::Phased => 4,
            };
            let expected: Vec<bool> = (0..5).map(|at| at == which).collect();
            assert_eq!(lists[..], expected[..], "{to} {status}");
            assert_eq!(duties.unknown(), if which == 3 { vec!["AA"] } else { vec![] }, "{to} {status}");
        }
    }
}

#[test]
fn what_is_made_binds_from_its_first_day_on_and_is_told_before() {
    let usual = asking("BB", To::Authority, hours(72), Status::InForce);
    let first = date(2027, 5, 14);
    for to in [To::Authority, To::Individuals] {
        for status in [Status::InForce, Status::Passed, Status::Phased] {
            let mut probe = asking("AA", to, hours(24), status);
            let fact = if to == To::Authority { &mut probe.breach.authority } else { &mut probe.breach.individuals };
            fact.marks.applies_from = Some(first);
            for (day, expected) in [(date(2027, 5, 13), 72), (first, 24), (date(2030, 1, 1), 24)] {
                let duties = breach_duties(&[&usual, &probe], day.at(0, 0, 0, 0));
                assert_eq!(
                    duties.shortest.as_ref().map(|shortest| shortest.hours),
                    Some(expected),
                    "{status} on {day}"
                );
                let asked = if to == To::Authority { &duties.authority } else { &duties.individuals };
                let told = [("AA", Some(Time::Hours(24)), Some(first))];
                assert_eq!(asked.later, if day < first { &told[..] } else { &[] }, "{status} on {day}");
            }
        }
    }
}

#[test]
fn that_there_is_no_duty_counts_only_where_somebody_is_sure() {
    for (confidence, none, unknown) in [
        (Confidence::High, vec!["AA"], vec![]),
        (Confidence::Medium, vec!["AA"], vec![]),
        (Confidence::Low, vec![], vec!["AA"]),
    ] {
        let mut place = silent("AA");
        place.breach.authority.marks.confidence = confidence;
        let duties = breach_duties(&[&place], TODAY.at(0, 0, 0, 0));
        assert_eq!((duties.authority.none, duties.authority.unknown), (none, unknown), "{confidence:?}");
    }
}

#[test]
fn a_time_past_its_last_day_binds_no_more_and_nobody_knows_what_came_instead() {
    let usual = asking("BB", To::Authority, hours(72), Status::InForce);
    for to in [To::Authority, To::Individuals] {
        let mut probe = asking("AA", to, hours(24), Status::InForce);
        let fact = if to == To::Authority { &mut probe.breach.authority } else { &mut probe.breach.individuals };
        fact.marks.until = Some(TODAY);
        for (day, expected, unknown) in [(TODAY, 24, vec![]), (date(2026, 11, 25), 72, vec!["AA"])] {
            let duties = breach_duties(&[&usual, &probe], day.at(0, 0, 0, 0));
            assert_eq!(duties.shortest.map(|shortest| shortest.hours), Some(expected), "{to} on {day}");
            assert_eq!(duties.unknown(), unknown, "{to} on {day}");
        }
    }
}

#[test]
fn days_and_months_count_with_the_hours_that_they_last_at_the_least() {
    let days = |days| Deadline { within: Some(Time::Days(days, dmf::jurisdiction::Counted::Working)), ..hours(1) };
    let months = Deadline { within: Some(Time::Months(1)), ..hours(1) };
    let prompt = Deadline { promptly: Some(Promptly::AtOnce), ..Deadline::default() };
    for (deadline, expected) in [
        (days(3), Some(72)),
        (hours(71), Some(71)),
        (months, Some(28 * 24)),
        (prompt, Some(0)),
        (Deadline::default(), None),
    ] {
        let place = asking("AA", To::Individuals, deadline, Status::InForce);
        let duties = breach_duties(&[&place], TODAY.at(0, 0, 0, 0));
        assert_eq!(duties.shortest.map(|shortest| shortest.hours), expected, "{deadline:?}");
        // A duty whose time nobody gives is not one without a time; one to tell at once is known.
        assert_eq!(duties.unknown().is_empty(), deadline != Deadline::default(), "{deadline:?}");
    }
    // Of two as short the authority's is told, and the place that comes first by its code.
    let mut both = asking("BB", To::Authority, hours(48), Status::InForce);
    both.breach.individuals = both.breach.authority.clone();
    let later = asking("CC", To::Individuals, hours(48), Status::InForce);
    let shortest = breach_duties(&[&later, &both], TODAY.at(0, 0, 0, 0)).shortest.expect("both bind");
    assert_eq!((shortest.to, shortest.place.id.as_str()), (To::Authority, "BB"));
}

/// The regional group with its deal for the help desk in Japan giving so many hours.
fn group(breach_hours: u32) -> Folder {
    let folder = Folder::new();
    folder.copy(Path::new("examples/regional-group"), ".");
    folder.replace("deals/helpdesk.yaml", "  breach_hours: 24\n", "");
    folder.replace("deals/helpdesk.yaml", "options:\n", &format!("options:\n  breach_hours: {breach_hours}\n"));
    folder
}

fn run(folder: &Folder, args: &str) -> Outcome {
    folder.dmf(args.split(' ')).run()
}

/// What is said of the time to report a breach, where anything is.
fn told(folder: &Folder, args: &str) -> Option<Value> {
    let outcome = run(folder, &format!("{args} --format json"));
    let answer: Value = serde_json::from_str(&outcome.stdout).unwrap_or_else(|error| panic!("{error}: {outcome:?}"));
    let findings = answer["verdict"]["findings"].as_array().expect("a list").clone();
    let mut found = findings.into_iter().filter(|finding| finding["code"] == "breach-notice-too-long");
    let first = found.next();
    assert_eq!(found.next(), None, "it is told once");
    first
}

const CHECKS: [&str; 2] = ["transfer check transfers.yaml TR-01", "check"];

#[test]
fn an_agreement_that_gives_longer_than_the_law_leaves_fails_the_transfer_in_every_format() {
    let folder = group(90);
    for check in CHECKS {
        let found = told(&folder, check).expect("90 hours are more than Japan leaves");
        assert_eq!(
            (&found["transfer"], &found["level"], &found["fails"]),
            (&"TR-01".into(), &"error".into(), &true.into())
        );
        let place = &found["place"];
        let there = &found["related"][0]["place"];
        assert_eq!((&place["file"], &place["line"]), (&"deals/helpdesk.yaml".into(), &14.into()), "{found:#}");
        assert_eq!((&there["file"], &there["line"]), (&"transfers.yaml".into(), &23.into()), "{found:#}");
        let message = found["message"].as_str().expect("text");
        for part in [
            "TR-01",
            "90 hours",
            "Japan, on the importer's side, wants it told within 72 hours",
            "from becoming aware",
            "dmf law show JP",
        ] {
            assert!(message.contains(part), "{part}: {message}");
        }
        for format in ["table", "json", "ndjson", "markdown", "csv", "sarif", "junit", "github", "gitlab"] {
            let outcome = run(&folder, &format!("{check} --format {format}")).ends(1);
            // The CSV of transfers is one row a transfer, and holds no findings.
            let rows = format == "csv" && check != "check";
            assert!(rows || outcome.stdout.contains("breach-notice-too-long"), "{format}\n{}", outcome.stdout);
        }
    }
    run(&folder, "mcc render deals/helpdesk.yaml --draft").ends(0);
}

#[test]
fn what_the_law_leaves_ends_with_the_margin_of_the_clauses() {
    for (hours, ends) in [(48, 0), (49, 1)] {
        let folder = group(hours);
        for check in CHECKS {
            run(&folder, check).ends(ends);
        }
        let warned = run(&folder, "mcc render deals/helpdesk.yaml --draft").stderr.contains("breach-notice-too-long");
        assert_eq!(warned, ends == 1, "{hours}");
    }
}

#[test]
fn a_waiver_excuses_it_for_a_while() {
    let folder = group(90);
    let settings = folder.read("dmf.toml");
    let waiver = "[[waivers]]\ntransfer = \"TR-01\"\ncode = \"breach-notice-too-long\"\nreason = \"amendment is out\"\nowner = \"DPO\"\nuntil = 2026-12-31\n";
    folder.write("dmf.toml", format!("{settings}\n{waiver}"));
    for check in CHECKS {
        for format in ["table", "json", "ndjson", "markdown", "csv", "sarif", "junit", "github", "gitlab"] {
            let outcome = run(&folder, &format!("{check} --format {format}")).ends(0);
            let by_rows = format == "csv" && check != "check";
            let says = ["waive", "suppress", "excuse"].iter().any(|word| outcome.stdout.to_lowercase().contains(word));
            assert!(by_rows || says, "{check} {format}\n{}", outcome.stdout);
        }
        assert!(run(&folder, check).stdout.contains("waived[breach-notice-too-long]"));
        assert_eq!(told(&folder, check).map(|found| found["fails"].clone()), Some(false.into()));
        run(&folder, &format!("{check} --today 2027-01-01")).ends(1);
    }
}

#[test]
fn what_is_planned_is_warned_of_and_what_is_over_is_not_looked_at() {
    for (status, level) in [("planned", Some("warning")), ("suspended", Some("warning")), ("ended", None)] {
        let folder = group(90);
        let register = folder.read("transfers.yaml");
        folder.write("transfers.yaml", register.replacen("status: active", &format!("status: {status}"), 1));
        for check in CHECKS {
            let found = told(&folder, check).map(|found| found["level"].clone());
            assert_eq!(found, level.map(Value::from), "{status}");
        }
        run(&folder, "check").ends(0);
    }
}

/// The group with a law of its own.
fn under(breach_hours: u32, file: &str, from: &str, to: &str) -> Folder {
    let folder = group(breach_hours);
    let path = format!("data/frameworks/jurisdictions/{file}");
    folder.copy(root().join("tests/fixtures/laws").join(file).as_path(), &path);
    folder.replace(&path, from, to);
    folder
}

const AUTHORITY: &str = "    people: 1001\n    text: An early report in three to five days of awareness.\n";

#[test]
fn a_law_past_its_last_day_is_not_held_against_the_agreement() {
    for (until, law) in [("2026-11-24", "Japan, on the importer's side, wants"), ("2026-11-23", "Singapore leaves")] {
        let folder = under(90, "jp.yaml", AUTHORITY, &format!("    until: {until}\n{AUTHORITY}"));
        for check in CHECKS {
            let found = told(&folder, &format!("{check} --data data")).expect("Singapore gives three days as well");
            let message = found["message"].as_str().expect("text");
            assert!(message.contains(&format!("90 hours to report a breach; {law}")), "{message}");
            assert_eq!(
                message.contains("what the law of JP asks is not known"),
                law.starts_with("Singapore"),
                "{message}"
            );
        }
    }
}

/// What stands open with the tool, or is lacking, of one transfer under a law whose fact has that last day.
fn tool(id: &str, file: &str, fact: &str, until: &str, edit: &dyn Fn(&Folder)) -> String {
    let margin = &fact[..fact.len() - fact.trim_start().len()];
    let folder = under(48, file, fact, &format!("{margin}until: {until}\n{fact}"));
    edit(&folder);
    let outcome = run(&folder, &format!("transfer check transfers.yaml {id} --data data --format json"));
    let answer: Value = serde_json::from_str(&outcome.stdout).unwrap_or_else(|error| panic!("{error}: {outcome:?}"));
    let findings = answer["verdict"]["findings"].as_array().expect("a list");
    let told = findings.iter().filter_map(|finding| finding["message"].as_str());
    told.flat_map(|message| [message.to_owned(), "\n".to_owned()]).collect()
}

/// Transfer, file of the law, the fact, what is done to the group, what is said while the fact holds, and afterwards.
type Case<'a> = (&'a str, &'a str, &'a str, &'a dyn Fn(&Folder), Option<&'a str>, Option<&'a str>);

#[test]
fn what_a_law_takes_or_asks_beside_a_tool_ends_with_its_last_day() {
    let as_it_is = |_: &Folder| {};
    let by_adequacy = |folder: &Folder| {
        let register = folder.read("transfers.yaml");
        let (before, rest) = register.split_once("- id: TR-11").expect("it is there");
        let rest = rest.replacen("mechanism: mcc", "mechanism: adequacy", 1);
        folder.write("transfers.yaml", format!("{before}- id: TR-11{rest}"));
    };
    let without_names = |folder: &Folder| {
        folder.replace("impacts/tr-01.yaml", "countries_named: true\n", "");
    };
    let cases: [Case<'_>; 5] = [
        (
            "TR-01",
            "sg.yaml",
            "    text: Data leaves only where the recipient",
            &as_it_is,
            None,
            Some("what the law of Singapore asks since its rule ended is not known"),
        ),
        (
            "TR-01",
            "sg.yaml",
            "    text: The Commission recognises the ASEAN",
            &as_it_is,
            None,
            Some("whether the law of Singapore takes the ASEAN model clauses is not known"),
        ),
        (
            "TR-01",
            "sg.yaml",
            "    text: A contract that is relied on must specify",
            &without_names,
            Some("Singapore asks that the countries of destination are named"),
            Some("whether the law of Singapore has the countries of destination named is not known"),
        ),
        (
            "TR-11",
            "th.yaml",
            "      text: Adequate destination; no list published.",
            &by_adequacy,
            None,
            Some("the law of Thailand does not take the recognition of a destination"),
        ),
        (
            "TR-07",
            "vn.yaml",
            "      text: Made once for the life of the activity",
            &as_it_is,
            Some("the transfer impact dossier was due on"),
            None,
        ),
    ];
    for (id, file, fact, edit, before, after) in cases {
        for (until, expected, other) in [("2026-11-24", before, after), ("2026-11-23", after, before)] {
            let told = tool(id, file, fact, until, edit);
            assert!(expected.is_none_or(|words| told.contains(words)), "{id} until {until}: {told}");
            assert!(other.is_none_or(|words| !told.contains(words)), "{id} until {until}: {told}");
        }
    }
}

#[test]
fn the_law_of_an_assessment_and_of_a_filing_is_that_of_the_day() {
    let assessed = "    valid_months: 36\n";
    let law = |until: &str| {
        let folder = under(48, "my.yaml", assessed, &format!("    until: {until}\n{assessed}"));
        let text = run(&folder, "transfer check transfers.yaml TR-03 --data data --today 2026-12-24").stdout;
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .contains("the law of Malaysia takes a finding for 36 months")
    };
    assert_eq!((law("2026-12-24"), law("2026-12-23")), (true, false));
    let dossier = "      form: Form 09, one original\n";
    let filed = |until: &str| {
        let folder = under(48, "vn.yaml", dossier, &format!("      until: {until}\n{dossier}"));
        run(&folder, "transfer due transfers.yaml --all --data data").stdout.contains("dossier")
    };
    assert_eq!((filed("2026-11-24"), filed("2026-11-23")), (true, false));
}

/// A mechanism counts where the law takes it today, not where its name stands in a list.
#[test]
fn a_mechanism_that_nobody_is_sure_of_is_an_open_point() {
    let fact = |status: &str, confidence: &str| {
        format!(
            "      text: Adequate destination; no list published.\n      status: {status}\n      as_of: 2026-07-31\n      \
             confidence: {confidence}\n"
        )
    };
    for (status, confidence, open) in [
        ("in-force", "high", false),
        ("in-force\n      applies_from: 2026-11-24", "high", false),
        ("in-force\n      applies_from: 2026-11-25", "high", true),
        ("passed\n      applies_from: 2026-11-24", "high", false),
        ("passed\n      applies_from: 2026-11-25", "high", true),
        ("passed", "high", true),
        ("phased", "high", true),
        ("in-force", "low", true),
        ("draft", "high", true),
        ("unknown", "high", true),
        // What there is none of is refused.
        ("none", "high", false),
    ] {
        let folder = under(48, "th.yaml", &fact("in-force", "high"), &fact(status, confidence));
        let register = folder.read("transfers.yaml");
        let (before, rest) = register.split_once("- id: TR-11").expect("it is there");
        let rest = rest.replacen("mechanism: mcc", "mechanism: adequacy", 1);
        folder.write("transfers.yaml", format!("{before}- id: TR-11{rest}"));
        let outcome = run(&folder, "transfer check transfers.yaml TR-11 --data data --format json");
        let words = "whether the law of Thailand takes the recognition of a destination today is not sure";
        assert_eq!(outcome.stdout.contains(words), open, "{status}, {confidence}: {}", outcome.stdout);
        let words = "the law of Thailand does not take the recognition of a destination";
        assert_eq!(outcome.stdout.contains(words), status == "none", "{status}, {confidence}: {}", outcome.stdout);
    }
}

/// The ASEAN clauses are worth what somebody is sure of today.
#[test]
fn clauses_whose_standing_nobody_is_sure_of_are_an_open_point() {
    let fact = "    status: in-force\n    as_of: 2026-05-31\n    confidence: high\n    source: [mb, perl, oecd]\n";
    let words = "whether the law of Malaysia takes the ASEAN model clauses is not known";
    for (old, new, open) in [
        ("high", "high", false),
        ("high", "low", true),
        ("in-force", "draft", true),
        ("in-force", "phased", true),
        ("in-force", "unknown", true),
        ("in-force", "passed\n    applies_from: 2026-11-24", false),
        ("in-force", "passed\n    applies_from: 2026-11-25", true),
    ] {
        let folder = under(48, "my.yaml", fact, &fact.replace(old, new));
        let told = run(&folder, "transfer check transfers.yaml TR-03 --data data --format json").stdout;
        assert_eq!(told.contains(words), open, "{old} → {new}: {told}");
    }
}

/// A rule that nobody is sure of leaves a question, whether it would bind or not.
#[test]
fn a_rule_that_nobody_is_sure_of_is_an_open_point() {
    let fact = "    status: in-force\n    as_of: 2026-05-31\n    confidence: high\n    source: [skrine, rahmat, roedl, nz, oecd]\n";
    let words = "what the law of Malaysia asks of an export is not sure";
    for (old, new, open) in [
        ("high", "high", false),
        ("high", "low", true),
        ("in-force", "unknown", true),
        // What is only drafted or passed binds nobody, and that is known.
        ("in-force", "draft", false),
        ("in-force", "passed", false),
    ] {
        let folder = under(48, "my.yaml", fact, &fact.replace(old, new));
        let told = run(&folder, "transfer check transfers.yaml TR-03 --data data --format json").stdout;
        assert_eq!(told.contains(words), open, "{old} → {new}: {told}");
    }
}

/// Where no rule binds, the tool that a transfer names cannot fail the law.
#[test]
fn a_rule_that_is_a_draft_refuses_no_tool() {
    let status =
        "    status: in-force\n    as_of: 2026-05-31\n    confidence: high\n    source: [chambers, clyde, tbn, oecd]\n";
    for (law, refused) in [("in-force", true), ("draft", false)] {
        let folder = under(48, "th.yaml", status, &status.replace("in-force", law));
        // A law that knows no recognition of destinations.
        let file = "data/frameworks/jurisdictions/th.yaml";
        let text = folder.read(file);
        let (before, rest) = text.split_once("    - id: adequacy\n").expect("it is there");
        let (_, after) = rest.split_once("    - id: ").expect("another follows");
        folder.write(file, format!("{before}    - id: {after}"));
        let register = folder.read("transfers.yaml");
        let (before, rest) = register.split_once("- id: TR-11").expect("it is there");
        let rest = rest.replacen("mechanism: mcc", "mechanism: adequacy", 1);
        folder.write("transfers.yaml", format!("{before}- id: TR-11{rest}"));
        let outcome = run(&folder, "transfer check transfers.yaml TR-11 --data data --format json");
        let words = "the law of Thailand does not take the recognition of a destination";
        assert_eq!(outcome.stdout.contains(words), refused, "{law}: {}{}", outcome.stdout, outcome.stderr);
        // A rule that does not bind is shown with a doubt, however sure its text is.
        let answer: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
        assert_eq!(answer["transfers"][0]["laws"][0]["facts"][0]["doubtful"], !refused, "{law}");
    }
}

/// A comparison of laws tells the strictest of those that bind.
#[test]
fn an_assessment_that_a_draft_asks_for_is_not_the_strictest() {
    let fact = "    status: in-force\n    as_of: 2025-05-31\n    confidence: high\n    source: [rahmat, roedl]\n";
    for (status, strictest) in [("in-force", true), ("phased", false), ("draft", false)] {
        let folder = under(48, "my.yaml", fact, &fact.replace("in-force", status));
        let text = run(&folder, "law compare MY SG --data data").stdout;
        assert_eq!(text.contains("→ required, valid 3 years (MY)"), strictest, "{status}: {text}");
    }
}

/// What is said of a deal with that importer that gives so many hours.
fn clock_with(importer: &str, hours: u32) -> String {
    let deal = format!(
        "module: c2p\nexporter: {{ country: SG }}\nimporter: {{ country: {importer} }}\ntransfer: {{ destinations: \
         [{importer}] }}\noptions: {{ breach_hours: {hours} }}\n"
    );
    let folder = Folder::with("deal.yaml", &deal);
    run(&folder, "mcc render deal.yaml --draft -o a.md --today 2026-11-30").ends(0).stderr
}

#[test]
fn a_time_for_cases_that_every_operator_may_be_in_counts_and_is_not_told_as_the_exporters() {
    let india = clock_with("IN", 24);
    assert!(india.contains("warning[breach-notice-too-long]"), "{india}");
    assert!(india.contains("India, on the importer's side, wants it told within 6 hours"), "{india}");
    assert!(india.contains("at most 3 hours leave the exporter as many"), "{india}");
    let china = clock_with("CN", 1);
    assert!(china.contains("China, on the importer's side, wants it told at once"), "{china}");
    for told in [india, china] {
        assert!(!told.contains("leaves the exporter"), "{told}");
    }
    assert!(!clock_with("IN", 3).contains("breach-notice-too-long"));
    let compared = run(&Folder::new(), "law compare IN VN --today 2026-11-30").answer();
    let compared = compared.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(compared.contains("6 hours (IN)"), "{compared}");
    assert!(compared.contains("IN has a time of its own for all operators, cyber incidents"), "{compared}");
    let compared = run(&Folder::new(), "law compare CN VN --today 2026-11-30").answer();
    let compared = compared.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        compared.contains("at once (CN)") && compared.contains("the first fixed time is 72 hours in VN"),
        "{compared}"
    );
}
