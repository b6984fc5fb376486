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
    assert_eq!(finding["subject"]["record"], "L-01");
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
