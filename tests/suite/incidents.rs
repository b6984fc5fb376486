//! A file of incidents: what it may say, who was told, and what a verdict finds in it.

use serde_json::Value;

use crate::harness::{Folder, Outcome};

const NOW: &str = "2026-11-30T00:00Z";

/// An incident with everything told, but what `rest` leaves out.
fn file(rest: &str) -> String {
    format!(
        "incidents:
  - id: INC-01
    title: Export file left in a public bucket
    times: {{ discovered: 2026-11-22T18:40+08:00, aware: 2026-11-22T19:05+08:00, assessed: 2026-11-23T16:00+08:00 }}
    places: {{ controllers: [TH], people: {{ TH: 35 }} }}
    harm: {{ likely: yes, why: account numbers with names }}
{rest}"
    )
}

const TOLD: &str = "    told:
      - { who: authority TH, at: 2026-11-24T09:30+07:00, ref: DBN-1, by: DPO }
    not_told:
      - { who: sectors TH, why: none of these, by: Legal, on: 2026-11-23 }
      - { who: cyber TH, why: no critical systems, by: Legal, on: 2026-11-23 }
";

fn folder(text: &str) -> Folder {
    Folder::with("incidents.yaml", text)
}

fn run(folder: &Folder, args: &[&str]) -> Outcome {
    let today: &[&str] = if args.contains(&"--today") { &[] } else { &["--today", "2026-11-30"] };
    folder.dmf([&["incident"], args, today].concat()).run()
}

fn codes(folder: &Folder, more: &[&str]) -> Vec<String> {
    let run = run(folder, &[&["check", "--now", NOW, "--format", "json"], more].concat());
    let view: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stderr));
    let found = view["verdict"]["findings"].as_array().expect("there is a verdict");
    let mut codes: Vec<String> = found
        .iter()
        .map(|finding| {
            let line = finding["place"]["line"].as_u64().expect("it has a line");
            format!("{} {line}", finding["code"].as_str().unwrap_or_default())
        })
        .collect();
    codes.sort();
    codes
}

#[test]
fn all_told_in_time_passes_and_a_time_that_ran_out_fails() {
    let told = folder(&file(TOLD));
    assert_eq!(codes(&told, &[]), Vec::<String>::new());
    assert_eq!(run(&told, &["check", "--now", NOW]).code, Some(0));
    assert_eq!(run(&told, &["clocks", "INC-01", "--now", NOW]).code, Some(0));
    let silent = folder(&file(
        &TOLD.replace("authority TH, at: 2026-11-24T09:30+07:00", "people TH, at: 2026-11-24T09:30+07:00"),
    ));
    assert_eq!(codes(&silent, &[]), ["clock-run-out 2"]);
    assert_eq!(run(&silent, &["check", "--now", NOW]).code, Some(1));
    assert_eq!(run(&silent, &["clocks", "INC-01", "--now", NOW]).code, Some(1));
    // Before it has run out, nothing is found.
    let early = run(&silent, &["check", "--now", "2026-11-24T10:00+07:00"]);
    assert_eq!(early.code, Some(0), "{}", early.stdout);
}

#[test]
fn a_decision_not_to_tell_stops_a_clock_and_a_name_that_means_nothing_does_not() {
    let decided = "    not_told:
      - { who: authority Thailand, why: no risk, by: Legal, on: 2026-11-23 }
      - { who: sectors TH, why: none of these, by: Legal, on: 2026-11-23 }
      - { who: cyber TH, why: no critical systems, by: Legal, on: 2026-11-23 }
";
    assert_eq!(codes(&folder(&file(decided)), &[]), Vec::<String>::new());
    let wrong = folder(&file(&decided.replace("authority Thailand", "PDPC SG")));
    assert_eq!(codes(&wrong, &[]), ["clock-run-out 2", "recipient-unknown 8"]);
    let shown = run(&wrong, &["check", "--now", NOW]);
    assert!(shown.stdout.contains("people TH"), "what there is to name: {}", shown.stdout);
    assert!(run(&wrong, &["clocks", "INC-01", "--now", NOW]).stdout.contains("stops no clock"));
}

#[test]
fn a_notice_too_late_or_before_the_time_began_is_found_where_it_stands() {
    for (at, code) in [("2026-11-26T09:30+07:00", "told-late 8"), ("2026-11-22T10:00+08:00", "told-before-start 8")] {
        let text = file(&TOLD.replace("2026-11-24T09:30+07:00", at));
        assert_eq!(codes(&folder(&text), &[]), [code], "{at}");
    }
}

#[test]
fn jobs_are_told_id_code_and_place_alone() {
    let silent = folder(&file(&TOLD.replace("authority TH", "people TH")));
    for format in ["github", "gitlab", "sarif", "junit"] {
        let bare = run(&silent, &["check", "--now", NOW, "--format", format]);
        assert_eq!(bare.code, Some(1), "{format}");
        assert!(bare.stdout.contains("INC-01") && bare.stdout.contains("clock-run-out"), "{format}: {}", bare.stdout);
        for word in ["bucket", "account", "(TH)", "Legal"] {
            assert!(!bare.stdout.contains(word), "{format} says `{word}`: {}", bare.stdout);
        }
        let full = run(&silent, &["check", "--now", NOW, "--format", format, "--full"]);
        assert_eq!(full.code, Some(1), "{format}");
        assert!(full.stdout.contains("nobody is said to have been told"), "{format}: {}", full.stdout);
    }
}

#[test]
fn what_was_recorded_stays() {
    let told = folder(&file(TOLD));
    told.write("base.yaml", told.read("incidents.yaml"));
    let against = |from: &str, to: &str| {
        told.write("incidents.yaml", told.read("base.yaml").replace(from, to));
        codes(&told, &["--baseline", "base.yaml"])
    };
    assert_eq!(against("title: Export", "title: An export"), Vec::<String>::new(), "words may be mended");
    assert_eq!(
        against("by: DPO }\n", "by: DPO }\n      - { who: people TH, at: 2026-11-25T10:00+07:00 }\n"),
        Vec::<String>::new()
    );
    assert_eq!(against("ref: DBN-1", "ref: DBN-2"), ["record-rewritten 8"]);
    assert_eq!(against("19:05", "19:06"), ["record-rewritten 4"]);
    assert_eq!(against(", assessed: 2026-11-23T16:00+08:00", ""), ["record-vanished 4"]);
    let cyber = "      - { who: cyber TH, why: no critical systems, by: Legal, on: 2026-11-23 }\n";
    assert!(against(cyber, "").contains(&"record-vanished 10".to_owned()));
    told.write("incidents.yaml", "incidents: []\n");
    assert_eq!(codes(&told, &["--baseline", "base.yaml"]), ["no-incident 1", "record-vanished 1"]);
}

#[test]
fn a_mistake_stands_at_its_place() {
    for (from, to, words, line) in [
        ("aware: 2026-11-22T19:05+08:00", "aware: 2026-11-22T19:05", "has no time zone", 4),
        ("at: 2026-11-24T09:30+07:00", "at: 2026-11-24", "has no time of day", 8),
        ("at: 2026-11-24T09:30+07:00", "at: 2026-12-24T09:30+07:00", "has not come yet", 8),
        ("controllers: [TH]", "controllers: [Thailnd]", "`Thailnd` is no country", 5),
        ("likely: yes", "likely: maybe", "maybe", 6),
        ("    harm:", "    harms:", "harms", 6),
    ] {
        let text = file(TOLD).replacen(from, to, 1);
        let run = run(&folder(&text), &["list", "--now", NOW, "--today", "2026-11-30"]);
        assert_eq!(run.code, Some(3), "{to}: {}", run.stderr);
        assert!(
            run.stderr.contains(words) && run.stderr.contains(&format!("incidents.yaml:{line}:")),
            "{}",
            run.stderr
        );
    }
    let near = file("    state: near-miss\n");
    let run = run(&folder(&near), &["list", "--now", NOW]);
    assert!(run.stderr.contains("is a near miss, and people are concerned"), "{}", run.stderr);
}

#[test]
fn the_starter_is_read_and_an_unknown_id_is_suggested() {
    let folder = Folder::new();
    assert_eq!(run(&folder, &["new", "-o", "incidents.yaml"]).code, Some(0));
    let list = run(&folder, &["list", "--now", NOW]);
    assert_eq!(list.code, Some(0), "{}", list.stderr);
    assert!(list.stdout.contains("INC-01"), "{}", list.stdout);
    let shown = run(&folder, &["show", "INC-01", "--now", NOW]);
    assert!(shown.stdout.contains("asked to delete the file"), "{}", shown.stdout);
    let wrong = run(&folder, &["show", "INC-02", "--now", NOW]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("INC-01"), "{}", wrong.stderr);
    let none = run(&Folder::new(), &["list"]);
    assert_eq!(none.code, Some(2), "no file is no empty list");
}

#[test]
fn the_workspace_proves_that_transfers_of_an_incident_are_there() {
    let folder = folder(&file("    transfers: [TR-99]\n"));
    folder.write("dmf.toml", "deals = []\n");
    let check = folder.dmf(["check"]).run();
    assert_eq!(check.code, Some(1), "{}", check.stdout);
    assert!(format!("{}{}", check.stdout, check.stderr).contains("TR-99"), "{}{}", check.stdout, check.stderr);
}
