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
    // What happened in November is no matter of a day before it.
    std::fs::remove_file(folder.join("incidents.yaml")).expect("it is there");
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
        let folder =
            group(&[("subjects: [sole traders]", "subjects: [employees]"), (impact, &exempt(what, ground, on))]);
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

/// Words that name no filing of the law, or two of them, file nothing; nor does a day that is still to come.
#[test]
fn only_what_was_filed_is_filed() {
    let impact = "    impact: impacts/tr-07.yaml\n";
    for (what, day, filed) in [
        ("transfer impact dossier", "2026-05-01", true),
        ("Form 09", "2026-05-01", true),
        ("canteen licence", "2026-05-01", false),
        // Both forms are impact files, and both are one original.
        ("impact", "2026-05-01", false),
        ("one original", "2026-05-01", false),
        ("transfer impact dossier", "2026-11-25", false),
    ] {
        let filings = format!("    filings: [{{ country: VN, what: {what}, date: {day} }}]\n{impact}");
        let text = check(&group(&[(impact, &filings)]));
        assert_eq!(!text.contains(DOSSIER), filed, "{what} on {day}: {text}");
    }
}

/// One ground that is wrong hides no other that is right.
#[test]
fn a_wrong_ground_hides_no_right_one() {
    let impact = "    impact: impacts/tr-07.yaml\n";
    let right = exempt("transfer impact dossier", GROUND, "2026-03-01");
    let both = right.replacen(
        "    exempt:\n",
        "    exempt:\n      - { what: transfer impact dossier, ground: nonesuch, reason: A slip, by: Group DPO, on: 2026-03-01 }\n",
        1,
    );
    let text = check(&group(&[("subjects: [sole traders]", "subjects: [employees]"), (impact, &both)]));
    assert!(!text.contains(DOSSIER), "{text}");
}

/// A filing that is still to come into force switches no other off.
#[test]
fn indonesia_asks_for_its_report_whatever_begins_later() {
    let folder = group(&[
        ("country: VN, role: controller", "country: ID, role: controller"),
        ("legal_bases: { VN: consent }", "legal_bases: { ID: consent }"),
        ("mechanism: mcc", "mechanism: consent"),
    ]);
    let text = check(&folder);
    assert!(text.contains("is to be filed is not sure"), "{text}");
}

/// What is planned keeps the law of the day on which it begins, and what begins in the meantime is told.
#[test]
fn a_transfer_to_come_is_held_against_the_law_of_its_first_day() {
    let from = [
        ("country: VN, role: controller", "country: ID, role: controller"),
        ("legal_bases: { VN: consent }", "legal_bases: { ID: contract }"),
    ];
    let open = "whether the law of Indonesia takes the ASEAN model clauses is not known";
    let running = check(&group(&from));
    assert!(!running.contains(open), "{running}");
    assert!(running.contains("applies from 2027-01-16"), "{running}");
    let planned = [from[0], from[1], ("status: active", "status: planned"), ("start: 2026-03-10", "start: 2027-02-01")];
    let planned = check(&group(&planned));
    assert!(planned.contains(open), "{planned}");
}

/// What a law takes only under conditions that a register does not hold is a question for counsel.
#[test]
fn a_way_out_with_conditions_is_an_open_point() {
    for (mechanism, open) in [
        ("derogation", "which exception of the law of Vietnam it is"),
        ("standard-contract", "whether the standard contract of Vietnam"),
        ("certification", "whether the law of Vietnam takes that certificate"),
        ("adequacy", "whether Vietnam recognises each destination"),
    ] {
        let text = check(&group(&[("mechanism: mcc", &format!("mechanism: {mechanism}"))]));
        assert!(text.contains(open), "{mechanism}: {text}");
    }
}

/// What a transfer to come has to file is not filed by a day that is still to come, and is not late before it begins.
#[test]
fn a_transfer_to_come_has_filed_what_is_filed_today() {
    let impact = "    impact: impacts/tr-07.yaml\n";
    let planned = [("status: active", "status: planned"), ("start: 2026-03-10", "start: 2027-02-01")];
    let to_file = "file the transfer impact dossier by 2027-04-02";
    for (day, filed) in [("2026-11-20", true), ("2026-11-25", false), ("2027-01-20", false)] {
        let filings = format!("    filings: [{{ country: VN, what: transfer impact dossier, date: {day} }}]\n{impact}");
        let text = check(&group(&[planned[0], planned[1], (impact, &filings)]));
        assert_eq!(!text.contains(to_file), filed, "{day}: {text}");
    }
    let ground = exempt("transfer impact dossier", GROUND, "2027-01-20");
    let text = check(&group(&[planned[0], planned[1], (impact, &ground)]));
    assert!(text.contains("which is still to come"), "{text}");
}

/// A certificate suffices where the law is sure to take that one, and it is in date on the day that counts.
#[test]
fn a_certificate_is_the_one_that_the_law_names() {
    let open = "whether the law of Singapore takes that certificate is for counsel to confirm";
    let importer = "{ name: Nusantara Pay Pte Ltd, country: SG, role: processor, sector: payments }";
    for (certificate, until, asked) in [
        ("cbpr-global", "2027-06-30", false),
        ("iso-27001", "2027-06-30", true),
        ("cbpr-global", "2026-11-23", true),
        // A certificate of the place that says nothing of transfers opens no way, and neither does what nobody is sure of.
        ("mtcs", "2027-06-30", true),
        ("dptm", "2027-06-30", true),
        ("dpe", "2027-06-30", true),
    ] {
        let certified = format!(
            "{{ name: Importer, country: JP, role: processor, certifications: [{{ id: {certificate}, until: {until} }}] }}"
        );
        let text = check(&group(&[
            ("country: VN, role: controller", "country: SG, role: controller"),
            ("legal_bases: { VN: consent }", "legal_bases: { SG: contract }"),
            (importer, &certified),
            ("mechanism: mcc", "mechanism: certification"),
        ]));
        assert_eq!(text.contains(open), asked, "{certificate} until {until}: {text}");
    }
}

/// A law of its own for a workspace, of the day on which the others are tested too: old words, new words.
fn with_law(folder: &Folder, file: &str, old: &str, new: &str) {
    let path = format!("data/frameworks/jurisdictions/{file}");
    folder.copy(&Path::new("tests/fixtures/laws").join(file), &path);
    folder.replace(&path, old, new);
}

fn check_under_law(folder: &Folder) -> String {
    let line = "transfer check transfers.yaml TR-07 --data data --today 2026-11-24 --format json";
    let outcome = folder.dmf(line.split(' ')).run();
    assert!(outcome.code.is_some_and(|code| code < 2), "{outcome:?}");
    outcome.stdout
}

/// A certificate lets a transfer go where the law is sure to take it on that day.
#[test]
fn a_certificate_of_which_nobody_is_sure_opens_no_way() {
    let open = "whether the law of Singapore takes that certificate is for counsel to confirm";
    let fact =
        "  - id: cbpr-global\n    text: Member of the Global CBPR Forum; certificates are given to companies here.\n";
    let marks = "    status: in-force\n    as_of: 2026-10-31\n    confidence: medium\n";
    for (status, confidence, asked) in [
        ("in-force", "medium", false),
        ("in-force", "low", true),
        ("in-force\n    until: 2026-11-24", "medium", false),
        ("in-force\n    until: 2026-11-23", "medium", true),
        ("passed\n    applies_from: 2026-11-25", "medium", true),
        ("draft", "medium", true),
    ] {
        let certified = "{ name: Importer, country: JP, role: processor, certifications: [{ id: cbpr-global, until: 2027-06-30 }] }";
        let folder = group(&[
            ("country: VN, role: controller", "country: SG, role: controller"),
            ("legal_bases: { VN: consent }", "legal_bases: { SG: contract }"),
            ("{ name: Nusantara Pay Pte Ltd, country: SG, role: processor, sector: payments }", certified),
            ("mechanism: mcc", "mechanism: certification"),
        ]);
        let takes = format!(
            "{fact}    for_transfers: true\n    status: {status}\n    as_of: 2026-10-31\n    confidence: {confidence}\n"
        );
        with_law(&folder, "sg.yaml", &format!("{fact}{marks}"), &takes);
        let text = check_under_law(&folder);
        assert_eq!(text.contains(open), asked, "{status}, {confidence}: {text}");
    }
}

/// What is only drafted, or still to come, has nothing filed today.
#[test]
fn a_filing_is_asked_for_from_its_first_day_on() {
    let marks = "ends on 1 March 2027.\n      status: in-force\n";
    for (status, asked) in [
        ("in-force", true),
        ("passed\n      applies_from: 2026-11-24", true),
        ("passed\n      applies_from: 2026-11-25", false),
        ("draft", false),
        ("phased", false),
    ] {
        let folder = group(&[]);
        with_law(&folder, "vn.yaml", marks, &marks.replace("in-force", status));
        let text = check_under_law(&folder);
        assert_eq!(text.contains("the transfer impact dossier"), asked, "{status}: {text}");
    }
}

/// A ground counts for the data for which the law has it: what the register says of other data, or does not say, is no ground.
#[test]
fn a_ground_is_held_against_the_data_of_the_transfer() {
    let impact = "    impact: impacts/tr-07.yaml\n";
    let claim = exempt("transfer impact dossier", GROUND, "2026-03-01");
    let claim = claim.as_str();
    for (subjects, away, told) in [
        ("subjects: [employees]", true, ""),
        ("subjects: [Own staff]", true, ""),
        ("subjects: [sole traders]", false, "the ground `own-staff-cloud` counts only for data of `employees`"),
        ("subjects: [employees, customers]", false, "counts only for data of"),
        ("subjects: []", false, "the register does not say whose data it is"),
    ] {
        let text = check(&group(&[("subjects: [sole traders]", subjects), (impact, claim)]));
        assert_eq!(!text.contains(DOSSIER), away, "{subjects}: {text}");
        assert!(text.contains(told), "{subjects}: {text}");
    }
}

/// China frees small volumes without sensitive data; ninety thousand people are few, nine hundred thousand are not, and what is
/// not said of special data is not known.
#[test]
fn a_ground_of_small_volume_takes_a_small_volume() {
    let impact = "    impact: impacts/tr-07.yaml\n";
    let claim = exempt("standard contract filing", "small-volume", "2026-03-01");
    let open = "the standard contract filing was due on";
    for (people, special, away, told) in [
        ("90000", "special: [], ", true, ""),
        ("900000", "special: [], ", false, "counts only for fewer than 100000 people"),
        ("90000", "special: [health], ", false, "without data that weighs more"),
        ("90000", "", false, "the register does not say whether data that weighs more is among it"),
    ] {
        let text = check(&group(&[
            ("country: VN, role: controller", "country: CN, role: controller"),
            ("legal_bases: { VN: consent }", "legal_bases: { CN: consent }"),
            ("mechanism: mcc", "mechanism: standard-contract"),
            ("people: 4200", &format!("people: {people}")),
            ("turnover], ", &format!("turnover], {special}")),
            (impact, &claim),
        ]));
        assert_eq!(!text.contains(open), away, "{people} {special}: {text}");
        assert!(text.contains(told), "{people} {special}: {text}");
    }
}

/// The CAC assesses from a million people on, whatever the contract, and what is not known does not make it go away.
#[test]
fn china_assesses_the_export_of_a_million() {
    for (people, told) in [("999999", false), ("1000000", true)] {
        let text = check(&group(&[
            ("country: VN, role: controller", "country: CN, role: controller"),
            ("legal_bases: { VN: consent }", "legal_bases: { CN: consent }"),
            ("mechanism: mcc", "mechanism: standard-contract"),
            ("people: 4200", &format!("people: {people}")),
        ]));
        assert_eq!(text.contains("the security assessment is not in the register"), told, "{people}: {text}");
        let special = "China: file the security assessment of sensitive data, unless it is known whether it concerns 10000 people";
        assert!(text.contains(special), "{people}: {text}");
    }
}

/// Ten working days from Thursday, 12 February 2026, over the Chinese new year by the calendar that the user gives.
#[test]
fn a_calendar_of_holidays_makes_working_days_right() {
    const HEAD: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kite//EN\r\n";
    let event = |lines: &str| format!("BEGIN:VEVENT\r\nUID:1\r\n{lines}\r\nEND:VEVENT\r\n");
    let year = event("DTSTART;VALUE=DATE:20260217\r\nDTEND;VALUE=DATE:20260224\r\nSUMMARY:Chinese\r\n  new year");
    let friday = event("DTSTART;VALUE=DATE:20260102\r\nRRULE:FREQ=WEEKLY;BYDAY=FR,SA\r\nSUMMARY:Weekend");
    let folder = |calendar: Option<&str>| {
        let folder = group(&[
            ("country: VN, role: controller", "country: CN, role: controller"),
            ("legal_bases: { VN: consent }", "legal_bases: { CN: consent }"),
            ("mechanism: mcc", "mechanism: standard-contract"),
            ("date: 2026-03-01", "date: 2026-02-12"),
        ]);
        if let Some(calendar) = calendar {
            folder.write("data/frameworks/holidays/cn.ics", format!("{HEAD}{calendar}END:VCALENDAR\r\n"));
        }
        folder
    };
    let due = |folder: &Folder, more: &str| {
        let words = format!("transfer due transfers.yaml --all --today 2026-02-12 --format csv{more}");
        let outcome = folder.dmf(words.split(' ')).run();
        let row = outcome.stdout.lines().find(|line| line.contains("standard contract filing")).map(str::to_owned);
        row.unwrap_or_else(|| panic!("{outcome:?}"))
    };
    // 13, 16–20, 23–26 February by Monday to Friday.
    let row = due(&folder(None), "");
    assert!(row.contains("2026-02-26") && row.contains("public holidays are not known here"), "{row}");
    // The 17th to the 23rd fall out: 13, 16, 24–27 February, 2–5 March.
    let row = due(&folder(Some(&year)), " --data data");
    assert!(row.contains("2026-03-05") && row.contains("counted by the calendar of holidays"), "{row}");
    // Sunday to Thursday: 15, 16, 24, 25, 26 February, 1–5 March without Friday.
    let row = due(&folder(Some(&format!("{year}{friday}"))), " --data data");
    assert!(row.contains("2026-03-05"), "{row}");
    let row = due(&folder(Some(&friday)), " --data data");
    assert!(row.contains("2026-02-26") && row.contains("public holidays are not known"), "{row}");
    // What could take a day out again is refused.
    let moved = event("DTSTART;VALUE=DATE:20260217\r\nRRULE:FREQ=MONTHLY");
    let folder = folder(Some(&moved));
    let outcome = folder.dmf("transfer due transfers.yaml --data data".split(' ')).run();
    assert_eq!(outcome.code, Some(3), "{outcome:?}");
    assert!(outcome.stderr.contains("bad-calendar") && outcome.stderr.contains("cn.ics:7:"), "{}", outcome.stderr);
}
