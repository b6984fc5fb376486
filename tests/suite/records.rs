//! Registers that are described by data: nothing that is not known counts as good, and a kind of the user's works as ours do.

use serde_json::Value;

use crate::harness::Folder;

/// A kind of the user's, with one check that goes by two fields.
const KIND: &str = r#"kind = "leases"
title = "Leases"
one = "lease"
about = "What is leased."
id = "L-##"
columns = ["what"]

[[fields]]
name = "what"
type = "text"
required = true
help = "What is leased."

[[fields]]
name = "ends"
type = "day"
help = "The last day."

[[fields]]
name = "state"
type = "word"
words = ["open", "closed"]
help = "Whether it runs."

[[find]]
code = "lease-ended"
severity = "error"
summary = "a lease has ended and is open"
where = { field = "state", is = "open" }
when = { field = "ends", before = "today" }
at = "ends"
message = "{id} {what} ended on {ends}"
help = "Close it, or lease it anew."
"#;

fn leases(records: &str) -> Folder {
    let folder = Folder::with("data/frameworks/registers/leases.toml", KIND);
    folder.write("dmf.toml", "data = [\"data\"]\n");
    folder.write("leases.yaml", records);
    folder
}

fn checked(folder: &Folder, code: i32) -> Value {
    let outcome = folder.dmf(["register", "leases", "check", "--format", "json"]).run().ends(code);
    serde_json::from_str(&outcome.stdout).expect("it is JSON")
}

#[test]
fn a_kind_of_the_users_is_listed_and_finds_what_it_says_at_its_place() {
    let folder = leases("leases:\n  - { id: L-01, what: Office, state: open, ends: 2026-01-31 }\n");
    let kinds = folder.dmf(["register"]).run().answer();
    assert!(kinds.contains("leases") && kinds.contains("datasets"), "{kinds}");
    let list = folder.dmf(["register", "leases", "list"]).run().answer();
    assert!(list.contains("1 record\n") && list.contains("L-01   Office"), "{list}");
    let view = checked(&folder, 1);
    assert_eq!(view["checks"][0]["answer"], "found");
    let finding = &view["verdict"]["findings"][0];
    assert_eq!(finding["code"], "lease-ended");
    assert_eq!(finding["message"], "L-01 Office ended on 2026-01-31");
    assert_eq!((&finding["place"]["line"], &finding["place"]["column"]), (&Value::from(2), &Value::from(50)));
    assert_eq!(finding["record"], "L-01");
}

#[test]
fn a_register_without_a_record_or_without_one_in_question_does_not_pass() {
    for records in ["leases: []\n", "leases:\n", "leases:\n  - { id: L-01, what: Office, state: closed }\n"] {
        let view = checked(&leases(records), 1);
        assert_eq!(view["checks"][0]["answer"], "no cases", "{records}");
        assert_eq!(view["verdict"]["findings"][0]["code"], "no-records", "{records}");
        let text = leases(records).dmf(["register", "leases", "check"]).run().ends(1).stdout;
        assert!(text.contains("no cases: there is no record of which anything was asked"), "{text}");
    }
}

#[test]
fn what_is_not_known_is_neither_good_nor_found() {
    // Whether it is in question, and whether it ended.
    for record in ["{ id: L-01, what: Office, ends: 2026-01-31 }", "{ id: L-01, what: Office, state: open }"] {
        let folder = leases(&format!("leases:\n  - {record}\n"));
        let view = checked(&folder, 0);
        assert_eq!(view["checks"][0]["answer"], "cannot be told", "{record}");
        assert_eq!(view["verdict"]["findings"][0]["code"], "record-not-told", "{record}");
        folder.dmf(["register", "leases", "check", "--fail-on", "record-not-told"]).run().ends(1);
    }
    // One that decides alone: closed, whenever it ends.
    let decided = leases(
        "leases:\n  - { id: L-01, what: Office, state: open, ends: 2027-01-31 }\n  - { id: L-02, what: Car, state: closed }\n",
    );
    let view = checked(&decided, 0);
    assert_eq!((&view["checks"][0]["answer"], &view["checks"][0]["cases"]), (&Value::from("none"), &Value::from(1)));
}

#[test]
fn a_file_that_cannot_be_read_is_no_register_without_findings() {
    for (records, code) in [("", "empty-file"), ("leases: {}\n", "wrong-type"), ("lease: []\n", "missing-key")] {
        let outcome = leases(records).dmf(["register", "leases", "check"]).run().ends(3);
        assert!(outcome.stderr.contains(&format!("error[{code}]")), "{}", outcome.stderr);
    }
    let folder = leases("leases: []\n");
    folder.dmf(["register", "leases", "check", "absent.yaml"]).run().ends(3);
    let outcome = folder.dmf(["register", "datasets", "check"]).run().ends(3);
    assert!(outcome.stderr.contains("dmf register datasets new"), "{}", outcome.stderr);
    let outcome = folder.dmf(["register", "leasse", "check"]).run().ends(2);
    assert!(outcome.stderr.contains("did you mean `leases`?"), "{}", outcome.stderr);
}

/// Two kinds that lead to each other, with what is computed, groups and what is due.
const SETS: &str = r#"kind = "sets"
title = "Sets"
one = "set"
about = "Sets of data."
id = "S-##"
columns = ["name", "tier"]

[[fields]]
name = "name"
type = "text"
required = true
help = "What it is called."

[[fields]]
name = "people"
type = "number"
unit = "people"
help = "How many people it is about."

[[fields]]
name = "tier"
type = "word"
words = ["low", "high"]
ordered = true
help = "How much harm its loss does."
rules = [{ is = "high", when = { field = "people", at_least = 1000 } }, { is = "low" }]

[[fields]]
name = "copies"
type = "list"
of = "group"
help = "Where copies lie."

[[fields.fields]]
name = "host"
type = "link"
to = "hosts"
required = true
help = "The host."

[[fields.fields]]
name = "until"
type = "day"
help = "Until when."

[[fields]]
name = "hosts"
type = "list"
of = "link"
to = "hosts"
help = "Hosts that it lies on."

[[fields]]
name = "practice"
type = "practice"
help = "What it is evidence for."

[[fields]]
name = "transfer"
type = "transfer"
help = "What carries it."

[[fields]]
name = "proof"
type = "evidence"
help = "What shows it."

[[fields]]
name = "reviewed"
type = "day"
help = "When it was looked at."

[[find]]
code = "set-on-open-host"
severity = "error"
summary = "what does harm lies on a host without encryption"
where = { field = "tier", is = "high" }
when = { some = { of = "hosts", where = { field = "encrypted", is = false } } }
at = "hosts"
message = "{id} is {tier} and lies on an open host"
help = "Encrypt it."

[[find]]
code = "set-copy-kept"
severity = "error"
summary = "a copy is kept too long"
when = { some = { of = "copies", where = { field = "until", before = "today" } } }
at = "copies"
message = "{id} has an old copy"
help = "Delete it."

[[due]]
code = "set-review-due"
severity = "error"
summary = "a set was not looked at in time"
what = "review of {name}"
from = "reviewed"
after = { by = "tier", of = { low = { months = 24 }, high = { months = 12 } } }
help = "Look at it."
"#;

const HOSTS: &str = r#"kind = "hosts"
title = "Hosts"
one = "host"
about = "Where data lies."
id = "H-#"
columns = ["encrypted"]

[[fields]]
name = "encrypted"
type = "yes-no"
help = "Whether it is encrypted."
"#;

fn sets(records: &str) -> Folder {
    let folder = Folder::with("data/frameworks/registers/sets.toml", SETS);
    folder.write("data/frameworks/registers/hosts.toml", HOSTS);
    folder.write("dmf.toml", "data = [\"data\"]\n");
    folder.write(
        "hosts.yaml",
        "hosts:\n  - { id: H-1, encrypted: true }\n  - { id: H-2, encrypted: false }\n  - { id: H-3 }\n",
    );
    folder.write("sets.yaml", format!("sets:\n{records}"));
    folder
}

/// Codes of what is found, each with its line and message.
fn found(folder: &Folder, args: &[&str]) -> Vec<(String, u64, String)> {
    let outcome = folder.dmf(args).run();
    let view: Value = serde_json::from_str(&outcome.stdout).unwrap_or_else(|_| panic!("{}", outcome.stderr));
    let findings = view["verdict"]["findings"].as_array().expect("a list of findings");
    let one = |finding: &Value| {
        let text = |key: &str| finding[key].as_str().expect("text").to_owned();
        (text("code"), finding["place"]["line"].as_u64().expect("a line"), text("message"))
    };
    findings.iter().map(one).collect()
}

const CHECK: [&str; 5] = ["register", "sets", "check", "--format", "json"];

#[test]
fn what_is_computed_follows_its_rules_and_less_than_they_say_is_told() {
    let folder = sets(
        "  - { id: S-01, name: A, people: 1000, reviewed: 2026-11-01 }\n  - { id: S-02, name: B, people: 999, reviewed: 2026-11-01 }\n  \
         - { id: S-03, name: C, reviewed: 2026-11-01 }\n  \
         - { id: S-04, name: D, people: 5000, tier: { is: low, reason: test data, by: DPO }, reviewed: 2026-11-01 }\n",
    );
    let text = folder.dmf(["register", "sets", "list", "--format", "csv"]).run().answer();
    let tiers: Vec<&str> = text.lines().skip(1).map(|line| line.split(',').nth(3).expect("a tier")).collect();
    assert_eq!(tiers, ["high", "low", "", "low"]);
    let told = found(&folder, &CHECK);
    let of = |code: &str| told.iter().filter(|(found, ..)| found == code).collect::<Vec<_>>();
    let untold = |words: &str| of("record-not-told").iter().any(|(_, line, told)| *line == 4 && told.contains(words));
    assert_eq!(of("record-overridden")[0].2, "S-04: `tier` is low by DPO (test data); by the rules it is high");
    assert!(
        untold("`set-on-open-host`") && untold("`set-review-due` cannot be told of `S-03`: it does not say `people`")
    );
    let wrong = sets("  - { id: S-01, name: A, tier: low }\n").dmf(["register", "sets", "list"]).run().ends(3);
    assert!(wrong.stderr.contains("`tier` is computed"), "{}", wrong.stderr);
    let shown = folder.dmf(["register", "sets", "show", "S-04"]).run().answer();
    assert!(shown.contains("low (by DPO: test data)"), "{shown}");
}

#[test]
fn a_condition_looks_into_groups_and_linked_records() {
    let folder = sets(
        "  - { id: S-01, name: A, people: 1000, hosts: [H-1], reviewed: 2026-11-01 }\n  \
         - { id: S-02, name: B, people: 1000, hosts: [H-1, H-2], reviewed: 2026-11-01 }\n  \
         - { id: S-03, name: C, people: 1000, hosts: [H-3], reviewed: 2026-11-01 }\n  \
         - { id: S-04, name: D, people: 1, hosts: [H-2], reviewed: 2026-11-01, copies: [{ host: H-1, until: 2026-01-01 }] }\n",
    );
    let told = found(&folder, &CHECK);
    let lines =
        |code: &str| told.iter().filter(|(found, ..)| found == code).map(|(_, line, _)| *line).collect::<Vec<_>>();
    assert_eq!(lines("set-on-open-host"), [3], "{told:?}");
    assert_eq!(lines("set-copy-kept"), [5], "{told:?}");
    let untold = told.iter().filter(|(code, _, message)| code == "record-not-told" && message.contains("open-host"));
    assert_eq!(untold.map(|(_, line, _)| *line).collect::<Vec<_>>(), [4], "{told:?}");
}

#[test]
fn what_is_due_runs_by_tier_and_never_done_is_due_now() {
    let folder = sets(
        "  - { id: S-01, name: A, people: 1000, reviewed: 2025-11-30 }\n  - { id: S-02, name: B, people: 1000, reviewed: 2025-11-29 }\n  \
         - { id: S-03, name: C, people: 1, reviewed: 2025-11-29 }\n  - { id: S-04, name: D, people: 1 }\n  \
         - { id: S-05, name: E, reviewed: 2020-01-01 }\n",
    );
    let told = found(&folder, &[&CHECK[..], &["--today", "2026-11-30"]].concat());
    let due: Vec<(u64, &str)> = told
        .iter()
        .filter(|(code, ..)| code == "set-review-due")
        .map(|(_, line, words)| (*line, words.as_str()))
        .collect();
    assert_eq!(
        due,
        [(3, "S-02: review of B was due on 2026-11-29"), (5, "S-04: review of D is due, and `reviewed` is not said"),]
    );
    assert!(told.iter().any(|(code, line, _)| code == "record-not-told" && *line == 6), "{told:?}");
}

#[test]
fn every_link_of_a_record_is_proved_by_the_check_of_the_workspace() {
    let folder = sets(
        "  - id: S-01\n    name: A\n    people: 1\n    hosts: [H-1, H-9]\n    copies: [{ host: H-8 }]\n    practice: GOV-99\n    \
         transfer: TR-99\n    proof: proofs/gone.pdf\n    reviewed: 2026-11-01\n",
    );
    let told = found(&folder, &["check", "--format", "json"]);
    let mut codes: Vec<(&str, u64)> = told.iter().map(|(code, line, _)| (code.as_str(), *line)).collect();
    codes.retain(|(code, _)| *code != "record-not-told");
    codes.sort_by_key(|(_, line)| *line);
    let expected = [
        ("unknown-record", 5),
        ("unknown-record", 6),
        ("unknown-practice", 7),
        ("unknown-transfer", 8),
        ("file-not-found", 9),
    ];
    assert_eq!(codes, expected, "{told:?}");
    folder.dmf(["check"]).run().ends(1);
    folder.write(
        "sets.yaml",
        "sets:\n  - { id: S-01, name: A, people: 1, hosts: [H-1], practice: GOV-02, reviewed: 2026-11-01 }\n",
    );
    let text = folder.dmf(["check"]).run().ends(0).stdout;
    assert!(text.contains("sets.yaml") && text.contains("1 record"), "{text}");
}

#[test]
fn gates_and_waivers_name_codes_of_kinds_and_a_foreign_word_is_refused() {
    let folder = sets("  - { id: S-01, name: A, people: 1, reviewed: 2020-01-01 }\n");
    folder.dmf(["register", "sets", "check"]).run().ends(1);
    let waiver = "data = [\"data\"]\n[[waivers]]\ncode = \"set-review-due\"\nrecord = \"S-01\"\nreason = \"moving\"\nowner = \"DPO\"\nuntil = 2027-01-31\n";
    folder.write("dmf.toml", waiver);
    let text = folder.dmf(["register", "sets", "check", "--today", "2026-11-30"]).run().ends(0).stdout;
    assert!(text.contains("waived[set-review-due]"), "{text}");
    folder.dmf(["check", "--today", "2026-11-30"]).run().ends(0);
    folder.write("dmf.toml", "data = [\"data\"]\n[gate]\nfail_on = [\"record-not-told\", \"set-review-due\"]\n");
    folder.write("sets.yaml", "sets:\n  - { id: S-01, name: A, reviewed: 2026-11-01 }\n");
    folder.dmf(["register", "sets", "check", "--today", "2026-11-30"]).run().ends(1);
    folder.write("dmf.toml", "data = [\"data\"]\n[gate]\nfail_on = [\"set-revue-due\"]\n");
    let outcome = folder.dmf(["register", "sets", "check"]).run().ends(3);
    assert!(outcome.stderr.contains("did you mean `set-review-due`?"), "{}", outcome.stderr);
    folder.dmf(["register", "sets", "check", "--fail-on", "nothing-such", "--no-gate"]).run().ends(2);
}

#[test]
fn a_register_is_begun_shown_exported_described_and_explained() {
    let folder = Folder::new();
    folder.dmf(["register", "datasets", "new", "-o", "datasets.yaml"]).run().answer();
    folder.dmf(["register", "datasets", "list"]).run().answer();
    for (format, word) in
        [("csv", "DS-01"), ("json", "\"DS-01\""), ("markdown", "DS-01"), ("html", "<table"), ("text", "DS-01")]
    {
        let text = folder.dmf(["register", "datasets", "export", "--format", format]).run().answer();
        assert!(text.contains(word), "{format}: {text}");
    }
    let schema: Value = serde_json::from_str(&folder.dmf(["schema", "datasets"]).run().answer()).expect("JSON");
    assert_eq!(schema["properties"]["datasets"]["items"]["properties"]["id"]["pattern"], "^DS-[0-9][0-9]+$");
    let kind = folder.dmf(["explain", "datasets"]).run().answer();
    assert!(kind.contains("register: datasets: Datasets"), "{kind}");
    let field = folder.dmf(["explain", "datasets.steward"]).run().answer();
    assert!(field.contains("field of datasets: steward"), "{field}");
    let outcome = folder.dmf(["register", "datasets", "show", "DS-91"]).run().ends(2);
    assert!(outcome.stderr.contains("there is no dataset `DS-91`"), "{}", outcome.stderr);
}

#[test]
fn kinds_are_criticised_alone_in_their_folder_and_in_a_folder_of_data() {
    let folder = sets("  - { id: S-01, name: A }\n");
    let alone = folder.dmf(["framework", "check", "data/frameworks/registers"]).run().answer();
    assert!(alone.contains("2 kinds of record: hosts, sets"), "{alone}");
    folder.dmf(["framework", "check", "data"]).run().answer();
    folder.replace("data/frameworks/registers/sets.toml", "to = \"hosts\"\nrequired", "to = \"hsots\"\nrequired");
    let outcome = folder.dmf(["framework", "check", "data/frameworks/registers"]).run().ends(1);
    assert!(outcome.stderr.contains("did you mean `hosts`?"), "{}", outcome.stderr);
}

/// Ours are criticised as strictly as anybody's, and each begins with a register that can be read.
#[test]
fn every_shipped_kind_is_sound_and_begins_a_register_that_can_be_read() {
    let folder = Folder::new();
    folder.copy(std::path::Path::new("frameworks/registers"), "registers");
    folder.dmf(["framework", "check", "registers"]).run().answer();
    let kinds: Value =
        serde_json::from_str(&folder.dmf(["register", "--format", "json"]).run().answer()).expect("JSON");
    for kind in kinds["kinds"].as_array().expect("a list") {
        let name = kind["kind"].as_str().expect("a name");
        folder.dmf(["register", name, "new", "-o", &format!("{name}.yaml")]).run().answer();
        folder.dmf(["register", name, "list"]).run().answer();
    }
}

/// A workbook of leases in which somebody typed.
#[cfg(feature = "xlsx")]
fn workbook(text: &str, rows: &[(&str, [&str; 3])]) -> Vec<u8> {
    use dmf::worksheet::records::{Column, Columns, Row, Sheet, export};
    let column = |name: &str, holds: Columns| Column {
        name: name.to_owned(),
        heading: name.to_owned(),
        help: String::new(),
        holds,
    };
    let words = ["open", "closed"].map(str::to_owned).to_vec();
    let row = |(id, cells): &(&str, [&str; 3])| Row {
        id: (*id).to_owned(),
        cells: cells.map(str::to_owned).to_vec(),
        number: 0,
    };
    let sheet = Sheet {
        key: "leases".to_owned(),
        title: "Leases".to_owned(),
        about: String::new(),
        columns: vec![
            column("what", Columns::Words),
            column("ends", Columns::Day),
            column("state", Columns::Choice(words)),
        ],
        rows: rows.iter().map(row).collect(),
    };
    export(&sheet, text, "2026-11-30".parse().expect("a day")).expect("it fits")
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_goes_out_and_only_what_changed_in_it_comes_back() {
    let text = "# ours\nleases:\n  - id: L-01   # the first\n    what: Office\n    state: open # still\n  - { id: L-02, what: Car, state: open }\n";
    let folder = leases(text);
    for name in ["one.xlsx", "two.xlsx"] {
        folder.dmf(["register", "leases", "export", "-o", name]).run().answer();
    }
    assert_eq!(folder.bytes("one.xlsx"), folder.bytes("two.xlsx"));
    let import = |book: &str| folder.dmf(["register", "leases", "import", book, "-o", "leases.yaml"]).run();
    assert_eq!(import("one.xlsx").answer(), "0 records changed in leases.yaml\n");
    assert_eq!(folder.read("leases.yaml"), text);
    let rows =
        [("L-01", ["Office", "2027-01-31", "closed"]), ("L-02", ["Car", "", "open"]), ("L-03", ["a: b", "", ""])];
    folder.write("back.xlsx", workbook(text, &rows));
    assert_eq!(import("back.xlsx").answer(), "L-01  ends, state\nL-03  new: what\n2 records changed in leases.yaml\n");
    let expected = "# ours\nleases:\n  - id: L-01   # the first\n    what: Office\n    state: closed # still\n    ends: 2027-01-31\n  - { id: L-02, what: Car, state: open }\n  - id: L-03\n    what: \"a: b\"\n";
    assert_eq!(folder.read("leases.yaml"), expected);
    // Again, and nothing changes any more.
    assert_eq!(import("back.xlsx").answer(), "0 records changed in leases.yaml\n");
    assert_eq!(folder.read("leases.yaml"), expected);
}

#[cfg(feature = "xlsx")]
#[test]
fn cells_that_do_not_fit_and_what_somebody_else_changed_are_told_and_nothing_is_written() {
    let text = "leases:\n  - { id: L-01, what: Office, state: open }\n";
    let folder = leases(text);
    let import = |book: &str| folder.dmf(["register", "leases", "import", book, "-o", "leases.yaml"]).run();
    folder.write("wrong.xlsx", workbook(text, &[("L-01", ["Office", "soon", "ajar"]), ("", ["Car", "", ""])]));
    let outcome = import("wrong.xlsx").ends(3);
    for told in ["Records!C5: `soon` is not a day", "Records!D5: `ajar` is not", "Records!A6: the id is missing"] {
        assert!(outcome.stderr.contains(told), "{}", outcome.stderr);
    }
    folder.write("bad-id.xlsx", workbook(text, &[("L-01", ["Office", "", "open"]), ("Lease", ["Car", "", ""])]));
    import("bad-id.xlsx").ends(3);
    assert_eq!(folder.read("leases.yaml"), text);
    let now = text.replace("state: open", "state: closed");
    folder.write("leases.yaml", &now);
    folder.write("other.xlsx", workbook(text, &[("L-01", ["Office", "2027-01-31", "open"])]));
    assert_eq!(import("other.xlsx").answer(), "L-01  ends\n1 record changed in leases.yaml\n", "who left it alone");
    folder.write("leases.yaml", text.replace("Office", "House"));
    folder.write("clash.xlsx", workbook(text, &[("L-01", ["Flat", "", "open"])]));
    let outcome = import("clash.xlsx").ends(1);
    assert!(outcome.stderr.contains("it went out as `Office` and is `House`"), "{}", outcome.stderr);
    folder.write("datasets.yaml", "datasets: []\n");
    let other = folder.dmf(["register", "datasets", "import", "other.xlsx", "-o", "datasets.yaml"]).run().ends(2);
    assert!(other.stderr.contains("holds records of `leases`"), "{}", other.stderr);
    folder.write("no.xlsx", "no workbook");
    assert!(import("no.xlsx").ends(3).stderr.contains("no workbook (.xlsx)"));
}
