//! Reviewing agreements: what our own carry, what is taken away, and what others promise.

use serde_json::Value;

use crate::harness::Folder;

/// Formats that are read back, by the ending of their files.
const ENDINGS: [&str; 5] = ["md", "html", "txt", "json", "docx"];

/// Obligations that every agreement must carry.
fn is_core(obligation: &Value) -> bool {
    let id = text(&obligation["id"]);
    !id.contains("-COM-") && !id.contains("-OPT-") && !id.ends_with("IMP-LEGAL") && !id.ends_with("IMP-INFO")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}

fn check(folder: &Folder, file: &str, module: &str) -> Value {
    let answer = folder.dmf(["mcc", "check", file, "--module", module, "--format", "json"]).run().answer();
    serde_json::from_str(&answer).expect("JSON")
}

fn obligations(review: &Value) -> &[Value] {
    review["obligations"].as_array().expect("a list")
}

#[test]
fn our_own_agreements_carry_every_core_obligation_in_every_format() {
    for module in ["c2p", "c2c"] {
        for ending in ENDINGS {
            let folder = Folder::new();
            let file = format!("agreement.{ending}");
            folder.dmf(["mcc", "render", "--module", module, "-o", &file]).run().ends(0);
            let review = check(&folder, &file, module);
            for obligation in obligations(&review).iter().filter(|obligation| is_core(obligation)) {
                assert_eq!(obligation["status"], "present", "{module} {ending}: {obligation:#}");
            }
            folder.dmf(["mcc", "check", &file, "--module", module, "--require", "core"]).run().ends(0);
        }
    }
}

#[test]
fn a_verdict_has_five_fields_and_a_passage_unless_nothing_is_near() {
    let folder = Folder::with("terms.md", "# Terms\n\nThe Vendor shall notify the Client of a personal data breach.\n");
    let review = check(&folder, "terms.md", "c2p");
    for obligation in obligations(&review) {
        let keys: Vec<&String> = obligation.as_object().expect("an object").keys().collect();
        assert_eq!(keys, ["id", "status", "confidence", "places", "why"]);
        let places = obligation["places"].as_array().expect("a list");
        assert!(obligation["status"] == "absent" || !places.is_empty(), "{obligation:#}");
        assert!(!obligation["why"].as_array().expect("a list").is_empty(), "{obligation:#}");
    }
    let breach = obligations(&review).iter().find(|obligation| obligation["id"] == "M1-IMP-BREACH").expect("there");
    assert_eq!(breach["status"], "weak", "{breach:#}");
    assert_eq!(breach["places"][0]["line"], 3, "{breach:#}");
}

#[test]
fn a_gate_fails_for_what_is_not_present_and_names_what_it_does_not_know() {
    let folder = Folder::with("terms.md", "The Vendor shall notify the Client of a personal data breach.\n");
    let run = |require: &str| folder.dmf(["mcc", "check", "terms.md", "--module", "c2p", "--require", require]).run();
    run("core").ends(1);
    run("M1-IMP-BREACH").ends(1);
    let outcome = run("M1-IMP-BREECH").ends(2);
    assert!(outcome.stderr.contains("M1-IMP-BREACH"), "{}", outcome.stderr);
    folder.write("empty.docx", "");
    folder.dmf(["mcc", "check", "empty.docx", "--module", "c2p"]).run().ends(3);
}
