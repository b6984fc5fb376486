//! Every diagnostic code is provoked by a file and explained by the program.

use std::collections::BTreeSet;

use dmf::{diag::Code, gate::FindingCode};

use crate::{harness::Folder, invalid};

#[test]
fn every_code_is_provoked_by_a_file_in_tests_invalid() {
    let provoked: BTreeSet<String> =
        invalid::cases().into_iter().flat_map(|case| case.expected).map(|complaint| complaint.code).collect();
    let known: BTreeSet<String> = Code::ALL.iter().map(|code| code.as_str().to_owned()).collect();
    let unprovoked: Vec<&str> = known.difference(&provoked).map(String::as_str).collect();
    assert!(unprovoked.is_empty(), "no file in tests/invalid provokes {unprovoked:?}");
    let unknown: Vec<&String> = provoked.difference(&known).collect();
    assert!(unknown.is_empty(), "files in tests/invalid expect codes that do not exist: {unknown:?}");
}

#[test]
fn every_code_is_explained() {
    let folder = Folder::new();
    for code in Code::ALL {
        let text = folder.dmf(["explain", code.as_str()]).run().answer();
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let expected = format!("{}: {code}: {} {}", code.severity(), code.summary(), code.explanation());
        assert_eq!(words, expected.split_whitespace().collect::<Vec<_>>().join(" "));
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
}

#[test]
fn every_finding_is_explained() {
    let folder = Folder::new();
    for code in FindingCode::ALL {
        let text = folder.dmf(["explain", code.as_str()]).run().answer();
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let expected = format!("finding: {code}: {} {}", code.summary(), code.explanation());
        assert_eq!(words, expected.split_whitespace().collect::<Vec<_>>().join(" "));
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
}

#[test]
fn all_codes_are_listed_where_no_word_is_given() {
    let text = Folder::new().dmf(["explain"]).run().answer();
    let listed: Vec<&str> = text.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let findings = FindingCode::ALL.iter().map(|code| code.as_str());
    let known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).chain(findings).collect();
    assert_eq!(listed, known);
}

#[test]
fn practices_blocks_levels_and_roles_are_explained_as_well() {
    let folder = Folder::new();
    for (word, expected) in [
        ("GOV-02", "GOV-02"),
        ("gov-02", "GOV-02"),
        ("GOV", "building block: GOV"),
        ("established", "level: Established"),
        ("dpo", "role: dpo: Data protection officer"),
    ] {
        let text = folder.dmf(["explain", word]).run().answer();
        assert!(text.starts_with(expected), "{word}: {text}");
    }
}

#[test]
fn a_word_that_nobody_knows_is_a_wrong_command_line() {
    let folder = Folder::new();
    let outcome = folder.dmf(["explain", "unknown-practise"]).run().ends(2);
    assert!(outcome.stderr.contains("did you mean `unknown-practice`?"), "{}", outcome.stderr);
    let outcome = folder.dmf(["explain", "weather"]).run().ends(2);
    assert!(outcome.stderr.contains("`weather`"), "{}", outcome.stderr);
}
