//! Who must be told of a breach by when: each time from its own event, in the zone of its law, and nothing that is not known
//! is read as no duty.

use dmf::{
    diag::Sink,
    incident::{self, Case, Clock, Events, Moment, Standing, Touched},
    jurisdiction::Atlas,
    load::Library,
    source::Sources,
};
use jiff::{SignedDuration, Timestamp, tz::Offset};
use proptest::{
    prop_assert,
    test_runner::{Config, TestRunner},
};
use serde_json::Value;

use crate::harness::{Folder, Outcome};

/// A moment before all that is looked at here.
const EARLY: &str = "2026-11-24T00:00Z";

fn run(args: &[&str]) -> Outcome {
    Folder::new().dmf([&["incident", "clocks"], args].concat()).run()
}

fn json(args: &[&str]) -> Value {
    let run = run(&[args, &["--format", "json"]].concat());
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", run.stdout, run.stderr))
}

/// The rows of a duty in a place.
fn rows<'v>(view: &'v Value, place: &str, duty: &str) -> Vec<&'v Value> {
    let rows = view["clocks"].as_array().expect("there are clocks");
    rows.iter().filter(|row| row["place"] == place && row["duty"] == duty).collect()
}

fn row<'v>(view: &'v Value, place: &str, duty: &str) -> &'v Value {
    let rows = rows(view, place, duty);
    assert_eq!(rows.len(), 1, "{place} {duty}");
    rows[0]
}

fn due<'v>(view: &'v Value, place: &str, duty: &str) -> Option<&'v str> {
    row(view, place, duty)["due_local"].as_str()
}

#[test]
fn a_time_without_a_zone_is_refused_where_it_stands() {
    for (text, why) in [
        ("2026-11-28T22:10", "it has no time zone"),
        ("2026-11-28", "it has no time of day"),
        ("tonight", "a moment such as"),
    ] {
        let run = run(&["--places", "SG", "--aware", text]);
        assert_eq!(run.code, Some(2), "{text}");
        assert!(run.stderr.contains(why) && run.stderr.contains("--aware"), "{}", run.stderr);
    }
    let run = run(&["--places", "SG"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("no moment of the incident is given"), "{}", run.stderr);
}

#[test]
fn a_moment_that_has_not_come_is_refused() {
    let run = run(&["--places", "SG", "--aware", "2026-11-28T22:10+08:00", "--now", "2026-11-28T22:09+08:00"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("`aware` is 2026-11-28 22:10 +08:00, which has not come yet"), "{}", run.stderr);
}

#[test]
fn each_time_runs_from_its_own_event_to_the_minute() {
    let events = [
        "--places",
        "SG,MY,VN,ID,TH,PH",
        "--occurred",
        "2026-11-20T02:10+07:00",
        "--discovered",
        "2026-11-22T18:40+08:00",
        "--aware",
        "2026-11-22T19:05+08:00",
        "--believed",
        "2026-11-22T20:00+08:00",
        "--now",
        EARLY,
    ];
    let view = json(&[&events[..], &["--assessed", "2026-11-23T16:00+08:00"]].concat());
    for (place, duty, expected) in [
        ("SG", "authority", Some("2026-11-26 23:59 +08:00")),
        ("MY", "authority", Some("2026-11-23 03:10 +08:00")),
        ("VN", "authority", Some("2026-11-25 17:40 +07:00")),
        ("ID", "authority", Some("2026-11-25 18:05 +07:00")),
        ("ID", "individuals", Some("2026-11-25 18:05 +07:00")),
        ("TH", "authority", Some("2026-11-25 18:05 +07:00")),
        ("PH", "authority", Some("2026-11-25 20:00 +08:00")),
        ("PH", "individuals", Some("2026-11-25 20:00 +08:00")),
        ("TH", "individuals", None),
        ("SG", "individuals", None),
        // Seven days from a notice that ends at 03:10 on the 23rd; whether that day counts is not said, so it does.
        ("MY", "individuals", Some("2026-11-29 23:59 +08:00")),
    ] {
        assert_eq!(due(&view, place, duty), expected, "{place} {duty}");
    }
    // The latest day of Thailand is fifteen days after awareness, the day of it left out.
    assert_eq!(due(&view, "TH", "outer-limit"), Some("2026-12-07 23:59 +07:00"));
    let other = json(&[&events[..], &["--assessed", "2026-11-23T20:00Z"]].concat());
    assert_eq!(due(&other, "SG", "authority"), Some("2026-11-27 23:59 +08:00"), "already the 24th in Singapore");
    let moved = |view: &Value| -> Vec<Value> {
        let rows = view["clocks"].as_array().expect("there are clocks").clone();
        let mine = |row: &Value| row["from"] == "assessment" || row["duty"] == "assessment" || row["place"] == "SG";
        rows.into_iter().filter(|row| !mine(row)).collect()
    };
    assert_eq!(moved(&view), moved(&other), "the end of the assessment moves only what runs from it");
}

#[test]
fn what_has_not_begun_says_what_starts_it_and_ends_at_the_latest_with_what_limits_its_event() {
    let view = json(&["--places", "SG,MY", "--aware", "2026-11-22T19:05+08:00", "--now", EARLY]);
    let authority = row(&view, "SG", "authority");
    assert_eq!(authority["state"], "waits");
    assert!(authority["stands"].as_str().is_some_and(|words| words.contains("the assessment ends")), "{authority}");
    // Thirty days to assess, the first of them counted because nobody says that it is not; then three calendar days.
    assert_eq!(due(&view, "SG", "assessment"), Some("2026-12-21 23:59 +08:00"));
    assert_eq!(due(&view, "SG", "authority"), Some("2026-12-24 23:59 +08:00"));
    let people = row(&view, "SG", "individuals");
    assert_eq!((&people["state"], due(&view, "SG", "individuals")), (&"waits".into(), None));
    // An assessment that takes longer than it may starts the time all the same.
    let late = ["--places", "SG", "--aware", "2026-11-22T19:05+08:00", "--assessed", "2027-02-01T10:00+08:00"];
    let view = json(&[&late[..], &["--now", "2027-02-02T00:00Z"]].concat());
    assert_eq!(due(&view, "SG", "authority"), Some("2026-12-24 23:59 +08:00"));
    assert_eq!(row(&view, "SG", "authority")["state"], "late");
}

#[test]
fn an_event_that_is_not_given_is_replaced_by_the_earliest_and_that_is_said() {
    let view = json(&["--places", "MY", "--aware", "2026-11-22T19:05+08:00", "--now", EARLY]);
    let authority = row(&view, "MY", "authority");
    assert_eq!((&authority["from"], &authority["counted_from"]), (&"occurrence".into(), &"aware".into()));
    let remarks = authority["remarks"].to_string();
    assert!(remarks.contains("`occurred`, which is not given") && remarks.contains("sources disagree"), "{remarks}");
}

#[test]
fn hours_are_hours_when_clocks_are_put_back_and_days_end_at_midnight_there() {
    // Clocks go back in Europe on 25 October 2026.
    let view = json(&["--places", "EU", "--aware", "2026-10-24T12:00+02:00", "--now", EARLY]);
    assert_eq!(due(&view, "EU", "authority"), Some("2026-10-27 11:00 +01:00"));
    // Clocks go forward in Sydney on 4 October 2026.
    let view = json(&["--places", "AU", "--aware", "2026-09-20T10:00+10:00", "--now", EARLY]);
    assert_eq!(due(&view, "AU", "assessment"), Some("2026-10-19 23:59 +11:00"));
}

#[test]
fn midnight_is_that_of_the_law_and_february_has_its_leap_day() {
    for (assessed, expected) in [
        ("2026-11-20T15:59Z", "2026-11-23 23:59 +08:00"),
        ("2026-11-20T16:00Z", "2026-11-24 23:59 +08:00"),
        ("2024-02-27T10:00+08:00", "2024-03-01 23:59 +08:00"),
        ("2025-02-27T10:00+08:00", "2025-03-02 23:59 +08:00"),
    ] {
        let view = json(&["--places", "SG", "--assessed", assessed, "--now", EARLY]);
        assert_eq!(due(&view, "SG", "authority"), Some(expected), "{assessed}");
    }
}

#[test]
fn every_member_has_its_rows_and_what_is_not_known_is_no_fact() {
    let members = "BN,KH,ID,LA,MY,MM,PH,SG,TH,TL,VN";
    let view = json(&["--places", members, "--aware", "2026-11-22T19:05+08:00", "--now", EARLY]);
    for place in members.split(',') {
        for duty in ["authority", "individuals"] {
            let row = row(&view, place, duty);
            let known = row["status"] == "none" && row["unsure"] == false && row["conflicts"] == serde_json::json!([]);
            assert!(row["state"] != "no-duty" || known, "{row}");
        }
    }
    for (place, duty, state) in [
        ("BN", "authority", "no-fact"),
        ("BN", "individuals", "no-fact"),
        ("MM", "authority", "no-fact"),
        // It says that there is no duty; another source says that there is one.
        ("LA", "authority", "no-fact"),
        ("KH", "authority", "draft"),
        ("VN", "individuals", "no-duty"),
    ] {
        assert_eq!(row(&view, place, duty)["state"], state, "{place} {duty}");
    }
    // A country of which there is no file is a row, and a word that is no country an error.
    let view = json(&["--places", "Fiji", "--aware", "2026-11-22T19:05+08:00", "--now", EARLY]);
    assert_eq!((&view["clocks"][0]["state"], &view["no_fact"]), (&"no-fact".into(), &1.into()));
    let run = run(&["--places", "Atlantis", "--aware", "2026-11-22T19:05+08:00"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
}

#[test]
fn a_time_that_has_run_out_fails() {
    let given = ["--places", "TH", "--aware", "2026-11-22T19:05+08:00"];
    let late = run(&[&given[..], &["--now", "2026-11-30T00:00Z"]].concat());
    assert_eq!(late.code, Some(1), "{}", late.stderr);
    assert!(late.stdout.contains("late"), "{}", late.stdout);
    let early = run(&[&given[..], &["--now", "2026-11-22T19:06+08:00"]].concat());
    assert_eq!(early.code, Some(0), "{}", early.stderr);
}

#[test]
fn a_calendar_holds_what_has_a_moment() {
    let given = ["--places", "SG,TH,BN", "--aware", "2026-11-22T19:05+08:00", "--now", EARLY];
    let calendar = run(&[&given[..], &["--format", "ics"]].concat());
    let view = json(&given);
    let moments = view["clocks"].as_array().expect("there are clocks").iter().filter(|row| row["due"].is_string());
    assert_eq!(calendar.stdout.matches("BEGIN:VEVENT").count(), moments.count());
    assert!(calendar.stdout.contains("DTSTART:20261125T110500Z\r\n"), "{}", calendar.stdout);
    let names: Vec<&str> = calendar.stdout.lines().filter(|line| line.starts_with("UID:")).collect();
    let mut once = names.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(names.len(), once.len(), "no two events have one name");
}

#[test]
fn people_from_a_number_on_meet_the_test_and_fewer_leave_it_open() {
    for (people, condition) in [("500", "met"), ("499", "unknown")] {
        let view =
            json(&["--places", "SG", "--assessed", "2026-11-22T19:05+08:00", "--people", people, "--now", EARLY]);
        assert_eq!(row(&view, "SG", "authority")["condition"], condition, "{people}");
    }
}

#[test]
fn a_test_is_not_met_only_where_all_that_it_asks_is_known() {
    let given = ["--places", "SG,MY,TH,PH,ID,VN", "--aware", "2026-11-22T19:05+08:00", "--now", EARLY];
    let view = |more: &[&str]| json(&[&given[..], more].concat());
    let conditions = |view: &Value, expected: &[(&str, &str, &str)]| {
        for (place, duty, condition) in expected {
            assert_eq!(row(view, place, duty)["condition"], *condition, "{place} {duty}");
        }
    };
    conditions(
        &view(&[]),
        &[
            ("SG", "authority", "unknown"),
            ("MY", "individuals", "unknown"),
            ("TH", "authority", "unknown"),
            // Each failure of protection is told.
            ("ID", "authority", "met"),
        ],
    );
    conditions(
        &view(&["--harm", "no"]),
        &[
            // Nobody knows how many people there are.
            ("SG", "authority", "unknown"),
            ("SG", "individuals", "not-met"),
            ("MY", "individuals", "not-met"),
            // No likely harm is not the same as no risk.
            ("TH", "authority", "unknown"),
            ("PH", "authority", "not-met"),
            ("VN", "authority", "unknown"),
        ],
    );
    conditions(
        &view(&["--harm", "no", "--people", "499"]),
        &[("SG", "authority", "not-met"), ("MY", "authority", "not-met")],
    );
    conditions(
        &view(&["--harm", "yes"]),
        &[
            ("SG", "authority", "met"),
            ("SG", "individuals", "met"),
            ("TH", "individuals", "met"),
            // Two of three things that have to be there are not known.
            ("PH", "authority", "unknown"),
        ],
    );
    let late = |more: &[&str]| {
        run(&[&["--places", "PH", "--aware", "2026-11-22T19:05+08:00", "--now", "2026-11-30T00:00Z"], more].concat())
    };
    assert_eq!(late(&[]).code, Some(1), "what is not known has a time");
    assert_eq!(late(&["--harm", "no"]).code, Some(0), "what is surely not asked for has none");
}

/// The law of all places that the program knows.
fn atlas() -> Atlas {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let atlas = Atlas::all(&Library::default(), &mut sources, &mut sink).expect("the program carries its law");
    assert!(!sink.has_errors());
    atlas
}

/// When each clock ends, at the latest.
fn ends(case: &Case, atlas: &Atlas) -> Vec<(String, Option<Timestamp>)> {
    let now = "2027-06-01T00:00Z".parse().expect("it is a moment");
    let end = |clock: &Clock<'_>| match clock.standing {
        Standing::Runs { due, .. } => Some(due),
        Standing::Waits { latest, .. } => latest,
        _ => None,
    };
    let name = |clock: &Clock<'_>| match &clock.law {
        incident::Place::Duty(duty) => format!("{} {} {}", clock.place, duty.step, duty.name),
        incident::Place::Contract(contract) => format!("{} {}", contract.transfer, clock.place),
        incident::Place::NoLaw => clock.place.clone(),
    };
    incident::clocks(case, atlas, now).iter().map(|clock| (name(clock), end(clock))).collect()
}

/// An incident in these places, with each event so many minutes after the beginning of November 2026.
fn case(places: &[String], minutes: [Option<i64>; 5]) -> Case {
    let begin: Timestamp = "2026-11-01T00:00Z".parse().expect("it is a moment");
    let moment = |minutes: i64| Moment { at: begin + SignedDuration::from_mins(minutes), offset: Offset::UTC };
    let [occurred, discovered, aware, believed, assessed] = minutes.map(|minutes| minutes.map(moment));
    let touched = |code: &String| Touched { code: code.clone(), people: None };
    Case {
        events: Events { occurred, discovered, aware, believed, assessed },
        places: places.iter().map(touched).collect(),
        ..Case::default()
    }
}

#[test]
fn a_later_event_ends_no_time_earlier_and_another_place_takes_no_row_away() {
    let atlas = atlas();
    let mut all: Vec<String> = atlas.iter().map(|place| place.id.clone()).collect();
    all.extend(["FJ", "DE"].map(str::to_owned));
    let minutes = || proptest::option::of(0_i64..60_000);
    let events = [minutes(), minutes(), minutes(), minutes(), minutes()];
    let mut runner = TestRunner::new(Config { cases: 96, ..Config::default() });
    let given = (events, 0_usize..5, 1_i64..20_000, 0..all.len());
    let result = runner.run(&given, |(events, which, later, without)| {
        let mut moved = events;
        moved[which] = moved[which].map(|minutes| minutes + later);
        let (before, after) = (ends(&case(&all, events), &atlas), ends(&case(&all, moved), &atlas));
        for ((name, before), (_, after)) in before.iter().zip(&after) {
            if let (Some(before), Some(after)) = (before, after) {
                prop_assert!(after >= before, "{name}: {before} became {after}");
            }
        }
        let mut fewer = all.clone();
        fewer.remove(without);
        let rows = ends(&case(&fewer, events), &atlas);
        prop_assert!(rows.iter().all(|row| before.contains(row)), "a row went away");
        prop_assert!(all.iter().all(|place| before.iter().any(|(name, _)| name.starts_with(place.as_str()))));
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
}
