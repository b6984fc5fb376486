//! What the exporter's law wants filed: in which cases, by when, and what a ground of exemption takes away.

use std::path::Path;

use crate::harness::Folder;

/// The regional group with its transfer TR-07 changed: old words, new words.
fn group(edits: &[(&str, &str)]) -> Folder {
    let folder = Folder::new();
    folder.copy(Path::new("examples/regional-group"), ".");
    let register = folder.read("transfers.yaml");
    let (before, rest) = register.split_once("  - id: TR-07").expect("it is there");
    let (own, after) = rest.split_once("  - id: TR-08").expect("another follows");
    let own = edits.iter().fold(own.to_owned(), |own, (old, new)| {
        assert!(own.contains(old), "{old}: {own}");
        own.replacen(old, new, 1)
    });
    folder.write("transfers.yaml", format!("{before}  - id: TR-07{own}  - id: TR-08{after}"));
    folder
}

fn check(folder: &Folder) -> String {
    let outcome = folder.dmf("transfer check transfers.yaml TR-07 --today 2026-11-24 --format json".split(' ')).run();
    assert!(outcome.code.is_some_and(|code| code < 2), "{outcome:?}");
    outcome.stdout
}

fn due(folder: &Folder) -> String {
    folder.dmf("transfer due transfers.yaml --all --today 2026-11-24 --format csv".split(' ')).run().stdout
}

const DOSSIER: &str = "Vietnam: the transfer impact dossier was due on 2026-05-09 and is not in the register";
const GROUND: &str = "own-staff-cloud";

fn exempt(what: &str, ground: &str, on: &str) -> String {
    format!(
        "    exempt:\n      - {{ what: {what}, ground: {ground}, reason: Only our own staff, by: Group DPO, on: {on} }}\n    \
         impact: impacts/tr-07.yaml\n"
    )
}

#[test]
fn a_ground_that_the_law_knows_takes_its_own_filing_away_and_no_other() {
    let impact = "    impact: impacts/tr-07.yaml\n";
    let as_it_is = group(&[]);
    assert!(check(&as_it_is).contains(DOSSIER));
    assert!(due(&as_it_is).contains("transfer impact dossier"));
    for (what, ground, on, away, told) in [
        ("transfer impact dossier", GROUND, "2026-03-01", true, ""),
        ("transfer dossier", GROUND, "2026-11-24", true, ""),
        ("transfer impact dossier", "small-firm-of-ours", "2026-03-01", false, "none of the law's, which are "),
        ("processing dossier", GROUND, "2026-03-01", false, ""),
    ] {
        let folder = group(&[(impact, &exempt(what, ground, on))]);
        let text = check(&folder);
        assert_eq!(!text.contains(DOSSIER), away, "{what} {ground} {on}: {text}");
        assert!(text.contains(told), "{what} {ground} {on}: {text}");
        let text = due(&folder);
        assert_eq!(!text.contains("transfer impact dossier"), away, "{what} {ground} {on}: {text}");
    }
}

#[test]
fn a_ground_that_is_judged_later_is_none_yet() {
    let folder =
        group(&[("    impact: impacts/tr-07.yaml\n", &exempt("transfer impact dossier", GROUND, "2026-11-25"))]);
    let outcome = folder.dmf("transfer check transfers.yaml TR-07 --today 2026-11-24 --format json".split(' ')).run();
    assert!(outcome.stdout.contains(DOSSIER), "{}", outcome.stdout);
    assert!(outcome.stderr.contains("future-date"), "{}", outcome.stderr);
}

#[test]
fn a_ground_says_who_judged_it_and_why() {
    for missing in ["reason: Only our own staff, ", "by: Group DPO, ", "ground: own-staff-cloud, "] {
        let claim = exempt("transfer impact dossier", GROUND, "2026-03-01").replacen(missing, "", 1);
        let folder = group(&[("    impact: impacts/tr-07.yaml\n", &claim)]);
        let outcome = folder.dmf("transfer check transfers.yaml TR-07".split(' ')).run();
        assert_eq!(outcome.code, Some(3), "{missing}: {outcome:?}");
    }
}

#[test]
fn the_page_of_a_law_names_the_grounds_as_a_register_does() {
    let folder = Folder::new();
    let page = folder.dmf("law show VN transfer.filing --width 1000".split(' ')).run().answer();
    assert!(page.contains(&format!("{GROUND} (own staff data kept on cloud services)")), "{page}");
}

/// A law that files one contract does not file the other ways out.
#[test]
fn china_files_its_standard_contract_alone_and_from_its_effect() {
    let filing = "standard contract filing";
    for (mechanism, told) in [
        ("derogation", None),
        ("certification", None),
        ("other", Some("unless it is known whether it relies on standard-contract")),
        ("standard-contract", Some("standard contract filing was due on 2026-03-13")),
    ] {
        let folder = group(&[
            ("country: VN, role: controller", "country: CN, role: controller"),
            ("legal_bases: { VN: consent }", "legal_bases: { CN: consent }"),
            ("mechanism: mcc", &format!("mechanism: {mechanism}")),
        ]);
        let text = check(&folder);
        match told {
            Some(told) => assert!(text.contains(told), "{mechanism}: {text}"),
            // The page shows the law in any case; that it is to be filed is said of none.
            None => assert!(!text.contains(&format!("file the {filing}")), "{mechanism}: {text}"),
        }
        let calendar = due(&folder);
        assert_eq!(calendar.contains(filing), told.is_some(), "{mechanism}: {calendar}");
        if mechanism == "standard-contract" {
            // The agreement is of Sunday, 1 March; ten working days later is a Friday.
            assert!(calendar.contains("2026-03-13"), "{calendar}");
        }
    }
}
