//! Every diagnostic code is provoked by a file and explained by the program.

use std::{collections::BTreeSet, fs};

use dmf::{
    diag::Code,
    gate::{Domain, FindingCode},
};

use crate::{
    harness::{Folder, root},
    invalid,
};

/// Codes of what no folder of the repository can hold on every system: pipes, links, files without rights.
const ON_DISK: [Code; 4] = [Code::NotAFile, Code::UnreadableFile, Code::LinkedFolder, Code::OutsideWorkspace];

#[test]
fn every_code_is_provoked_by_a_file_in_tests_invalid() {
    let provoked: BTreeSet<String> =
        invalid::cases().into_iter().flat_map(|case| case.expected).map(|complaint| complaint.code).collect();
    // `mcc render` tells what it finds in a deal as it tells mistakes.
    let found = FindingCode::ALL.iter().filter(|code| code.domain() == Domain::Deal).map(|code| code.as_str());
    let mut known: BTreeSet<String> =
        Code::ALL.iter().map(|code| code.as_str()).chain(found).map(str::to_owned).collect();
    let walks = fs::read_to_string(root().join("tests/suite/walks.rs")).expect("it is there");
    for code in ON_DISK {
        assert!(walks.contains(&format!("[{code}]")), "tests/suite/walks.rs does not provoke {code}");
        known.remove(code.as_str());
    }
    let unprovoked: Vec<&str> = known.difference(&provoked).map(String::as_str).collect();
    assert!(unprovoked.is_empty(), "no file in tests/invalid provokes {unprovoked:?}");
    let unknown: Vec<&String> = provoked.difference(&known).filter(|code| FindingCode::of(code).is_none()).collect();
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
    let (rooms, kinds) = listed.split_at(known.len());
    assert_eq!(rooms, known);
    assert!(kinds.contains(&"dataset-without-steward"), "{kinds:?}");
    let explained = Folder::new().dmf(["explain", "dataset-without-steward"]).run().answer();
    assert!(explained.starts_with("finding: dataset-without-steward: "), "{explained}");
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

/// Words of every part of the program, each with the line that it begins with and something that must stand below it.
#[test]
fn all_that_the_program_names_is_explained() {
    let folder = Folder::new();
    for (word, head, below) in [
        ("claimed", "figure: claimed", "dmf assess org.yaml --explain overall"),
        ("not assessed", "figure: not assessed", "never read as a pass"),
        ("residual risk", "figure: risk, residual risk", "1 to 25"),
        ("tia", "word: impact assessment", "supplementary measures"),
        ("sme", "profile: sme:", "practices"),
        ("data-inventory", "component 3 of ASEAN's publication: data-inventory", "LCM-01"),
        ("breach", "clause: breach: Data Breaches", "M1-IMP-BREACH"),
        ("c2c", "role pair: c2c: Controller to controller", "dmf mcc list --module c2c"),
        ("eu-scc", "layer of an agreement: eu-scc", "sign those too"),
        ("options.breach_hours", "field of a deal: options.breach_hours", "For example: 24"),
        ("imp-breach", "obligation: IMP-BREACH: Breach notice", "dmf mcc show M2-IMP-BREACH"),
        ("m1-imp-breach", "M1-IMP-BREACH", "Gist:"),
        ("VN", "place: VN: Vietnam", "dmf law show VN"),
        ("vietnam", "place: VN: Vietnam", "member of ASEAN"),
        ("Germany", "place: DE: Germany", "European Union (EU) holds there"),
        ("Chile", "place: CL: Chile", "There is no file on its law"),
        ("ISO 27001 5.12", "reference: ISO/IEC 27001:2022 Annex A 5.12", "POL-02"),
        ("iso-27001-2022 A.5.12", "reference: ISO/IEC 27001:2022 Annex A 5.12", "none of them certifies it"),
        ("cbpr 12", "reference: APEC Cross-Border Privacy Rules", "apec-cbpr"),
        ("nist pf", "catalogue: nist-pf-1.0", "ID.IM-P"),
        ("audit-right", "measure: audit-right", "likelihood"),
        ("regulator", "factor: regulator", "5:"),
    ] {
        let text = folder.dmf(["explain", word]).run().answer();
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.starts_with(head) && words.contains(below), "{word}: {text}");
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
    // Several words need no quotes, and a word with two meanings has both told.
    let quoted = folder.dmf(["explain", "ISO 27001 5.12"]).run().answer();
    assert_eq!(folder.dmf(["explain", "ISO", "27001", "5.12"]).run().answer(), quoted);
    let text = folder.dmf(["explain", "IT"]).run().answer();
    assert!(text.contains("role: it") && text.contains("place: IT: Italy"), "{text}");
}

#[test]
fn a_slip_in_any_word_is_understood() {
    let folder = Folder::new();
    for (word, meant) in [
        ("evidencd", "evidenced"),
        ("Vietnm", "Vietnam"),
        ("M1-IMP-BREECH", "M1-IMP-BREACH"),
        ("iso-27001-2022 5.122", "iso-27001-2022 5.12"),
        ("establishd", "established"),
        ("audit-righ", "audit-right"),
    ] {
        let outcome = folder.dmf(["explain", word]).run().ends(2);
        assert!(outcome.stderr.contains(&format!("did you mean `{meant}`?")), "{word}: {}", outcome.stderr);
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
