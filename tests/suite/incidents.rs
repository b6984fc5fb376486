//! A file of incidents: what it may say, who was told, and what a verdict finds in it.

use serde_json::Value;

use crate::harness::{Folder, Outcome, root};

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
fn how_many_people_are_concerned_is_no_sum_that_runs_over() {
    let many = file(TOLD).replace("people: { TH: 35 }", "people: { TH: 18446744073709551615, SG: 1 }");
    let view: Value =
        serde_json::from_str(&run(&folder(&many), &["show", "INC-01", "--now", NOW, "--format", "json"]).answer())
            .expect("it is JSON");
    assert!(view.to_string().contains("18446744073709551615"), "{view}");
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
        ("    not_told:", "      - { who: people TH, at: 2026-11-24 }\n    not_told:", "has no time of day", 9),
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

/// The incident of the example, against a table that was made by hand from the texts of the laws.
#[test]
fn the_incident_of_the_example_ends_when_a_hand_says_so() {
    let file = root().join("examples/regional-group/incidents.yaml");
    let file = file.to_string_lossy();
    let args = ["clocks", "INC-07", "--in", &*file, "--now", "2026-11-24T08:00+08:00", "--format", "json"];
    let run = run(&Folder::new(), &args);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let view: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}"));
    let rows = view["clocks"].as_array().expect("there are clocks");
    for (place, duty, state, due) in [
        // Told in time: three days after the assessment of the 23rd.
        ("SG", "authority", "done", Some("2026-11-26 23:59 +08:00")),
        // With the notice to the Commission or after it; no number.
        ("SG", "individuals", "promptly", None),
        // Thirty days from belief, which is not given: from discovery, the day of it counted.
        ("SG", "assessment", "done", Some("2026-12-21 23:59 +08:00")),
        // Seventy-two hours from what happened, and told after them.
        ("MY", "authority", "done", Some("2026-11-23 03:10 +08:00")),
        // Seven and thirty days from the notice of the 23rd, that day counted.
        ("MY", "individuals", "runs", Some("2026-11-29 23:59 +08:00")),
        ("MY", "full-report", "runs", Some("2026-12-22 23:59 +08:00")),
        ("VN", "authority", "runs", Some("2026-11-25 17:40 +07:00")),
        ("VN", "individuals", "no-duty", None),
        ("ID", "authority", "runs", Some("2026-11-25 18:05 +07:00")),
        ("ID", "individuals", "runs", Some("2026-11-25 18:05 +07:00")),
        ("TH", "authority", "runs", Some("2026-11-25 18:05 +07:00")),
        ("TH", "individuals", "promptly", None),
        ("TH", "outer-limit", "runs", Some("2026-12-07 23:59 +07:00")),
        // Knowledge or belief; belief is not given, so from discovery.
        ("PH", "authority", "not-told", Some("2026-11-25 18:40 +08:00")),
        ("PH", "individuals", "not-told", Some("2026-11-25 18:40 +08:00")),
    ] {
        let found: Vec<&Value> = rows.iter().filter(|row| row["place"] == place && row["duty"] == duty).collect();
        assert_eq!(found.len(), 1, "{place} {duty}");
        let row = found[0];
        assert_eq!((row["state"].as_str(), row["due_local"].as_str()), (Some(state), due), "{place} {duty}");
    }
    let contracts = |id: &str| rows.iter().find(|row| row["duty"] == "contract" && row["only_for"] == id);
    for (id, state, due) in [
        ("TR-01", "done", Some("2026-11-23T11:05Z")),
        ("TR-09", "runs", Some("2026-11-24T11:05Z")),
        // Its agreement is no deal that could be read: no fact, and not no duty.
        ("TR-05", "no-fact", None),
    ] {
        let row = contracts(id).unwrap_or_else(|| panic!("{id} has a row"));
        assert_eq!((row["state"].as_str(), row["due"].as_str()), (Some(state), due), "{id}");
    }
    let late = rows.iter().find(|row| row["place"] == "MY" && row["duty"] == "authority").expect("it is there");
    assert!(late["remarks"].to_string().contains("told after its time"), "{late}");
}

#[test]
fn a_draft_holds_each_item_of_the_law_and_its_gaps_are_in_sight() {
    let folder = Folder::new();
    folder.copy("examples/regional-group/incidents.yaml".as_ref(), "incidents.yaml");
    let draft = |to: &str| run(&folder, &["notice", "INC-07", "--to", to, "--now", "2026-11-24T08:00+08:00"]);
    for (to, items) in [
        ("PDPC SG", &["cause", "1200", "how people are told", "contact"][..]),
        ("JPDP MY", &["640", "systems", "records", "help"][..]),
        ("authority VN", &["where, and by whom", "accounts", "contact"][..]),
        ("authority ID", &["what happened", "when it happened", "2026-11-20"][..]),
        ("authority TH", &["how many records", "12"][..]),
        ("NPC PH", &["course of events", "214 downloads"][..]),
        ("people MY", &["what people can do themselves"][..]),
    ] {
        let made = draft(to);
        assert_eq!(made.code, Some(0), "{to}: {}", made.stderr);
        assert!(made.stdout.contains("**Draft**") && made.stdout.contains("●"), "{to}");
        for item in items {
            assert!(made.stdout.contains(item), "{to}: `{item}` is missing: {}", made.stdout);
        }
    }
    let wrong = draft("PDPC JP");
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("PDPC SG"), "{}", wrong.stderr);
    assert_eq!(run(&folder, &["notice", "INC-07", "--to", "PDPC SG", "-o", "n.docx"]).code, Some(0));
    assert!(folder.bytes("n.docx").starts_with(b"PK"));
}

/// What a law asks of a notice only later stands among its rules, and is no item of the notice.
#[test]
fn a_draft_holds_what_the_law_asks_for_on_that_day() {
    for (first, asked) in [("2026-11-24", true), ("2026-11-25", false)] {
        let folder = Folder::new();
        folder.copy("examples/regional-group/incidents.yaml".as_ref(), "incidents.yaml");
        let law = "data/frameworks/jurisdictions/sg.yaml";
        folder.copy("frameworks/jurisdictions/sg.yaml".as_ref(), law);
        let point = format!(
            "about: breach.contents, name: of records, to: authority, items: [records], text: The number of records., \
             status: passed, applies_from: {first}, as_of: 2026-10-09, confidence: medium, source: [ref-breach]"
        );
        folder.replace(law, "\npoints:\n", &format!("\npoints:\n  - {{ {point} }}\n"));
        let now = ["--data", "data", "--now", "2026-11-24T08:00+08:00"];
        let made = run(&folder, &[&["notice", "INC-07", "--to", "PDPC SG"], &now[..]].concat());
        assert_eq!(made.code, Some(0), "{}", made.stderr);
        assert_eq!(made.stdout.contains("**how many records are concerned**"), asked, "{first}: {}", made.stdout);
        let later = made.stdout.contains("The number of records. Not in force before 2026-11-25.");
        assert_eq!(later, !asked, "{first}: {}", made.stdout);
    }
}

#[test]
fn a_near_miss_has_no_clock_and_no_incident_becomes_one() {
    let near = file("    state: near-miss\n").replace(", people: { TH: 35 }", "");
    assert_eq!(codes(&folder(&near), &[]), Vec::<String>::new());
    let told = folder(&near);
    told.write("base.yaml", file(TOLD).replace(", people: { TH: 35 }", ""));
    let found = codes(&told, &["--baseline", "base.yaml"]);
    assert!(found.contains(&"record-rewritten 7".to_owned()), "{found:?}");
}

#[test]
fn the_clock_of_an_agreement_runs_for_an_incident_and_not_for_a_near_miss() {
    let about = |rest: &str| {
        let folder = folder(&file(&format!("{rest}    transfers: [TR-09]\n")).replace(", people: { TH: 35 }", ""));
        for name in ["transfers.yaml", "deals/archive.yaml"] {
            folder.copy(format!("examples/regional-group/{name}").as_ref(), name);
        }
        let run = run(&folder, &["check", "--now", NOW]);
        (run.code, run.stdout.contains("TR-09"), run.stderr)
    };
    let (code, named, said) = about(TOLD);
    assert!(code == Some(1) && named, "{said}");
    let (code, named, said) = about("    state: near-miss\n");
    assert!(code == Some(0) && !named, "{said}");
}
