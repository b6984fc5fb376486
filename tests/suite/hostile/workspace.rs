//! A workspace in which every word that anybody may choose is a command somewhere.

use std::collections::BTreeSet;

use crate::harness::Folder;

/// What a value begins with: each is a command in a place of its own.
pub(super) const FIRST: [&str; 3] = ["::error::one", "=cmd()", "＝1+1"];

/// What goes on in each value, with everything at once.
pub(super) const REST: &str =
    "##[stop-commands]zz ##vso[task.setvariable]x <svg onload=x> \u{1b}[2J\u{9b}31m \u{202e}evil\u{2066} \u{7f}\u{0}";

/// A second line, and one that begins where some readers see a line.
pub(super) const LINES: &str = "\n ::error::two\r::error::three\u{85}::error::four\u{2028}::error::five";

/// A name of files: what a file system takes.
pub(super) const FILE: &str = "::error::f\n::error::g ##[group]\u{1b}[2J\u{9b}2J\u{202e}=cmd()<svg onload=x>";

/// Values of the regional group that anybody may choose, as they stand in its files.
pub(super) const VALUES: &[&str] = &[
    "Nusantara Pay Pte Ltd",
    "\"Nusantara Pay Pte Ltd\"",
    "Nusantara Insurance Berhad",
    "Nusantara Group",
    "Kaizen Helpdesk KK",
    "PT Data Khatulistiwa",
    "payments",
    "privacy@nusantara.example",
    "software support",
    "help desk in Osaka",
    "Support tickets of staff tools",
    "Tickets about internal tools",
    "contract that names Japan",
    "screenshots",
    "Head of IT",
    "Intra-group agreement IG-07",
    "Mei Ling Tan",
    "privacy counsel",
    "\"Nobody behind the importer\"",
    "ISO/IEC 27701 certificate, GRC-330",
    "NG-2026-004",
    "reading of support tickets and answers to them",
    "two years after a ticket is closed",
    "the law of Singapore",
    "Personal Data Protection Act 2012 of Singapore",
    "\"The transfer procedure of the insurer waits for the group's own\"",
    "\"Group DPO\"",
    "\"GRC-341\"",
];

/// A worksheet in which everything that can be written is.
pub(super) const SHEET: &str = "\
framework: asean-dmf
organisation: { name: NAME, country: SG, sector: HOSTILE, tags: [HOSTILE] }
as_of: 2026-10-31
answers:
  GOV-01:
    level: established
    evidence:
      - { what: HOSTILE, ref: HOSTILE, owner: HOSTILE, effective: 2026-01-01, expires: 2026-12-31 }
      - { what: HOSTILE, ref: HOSTILE, owner: HOSTILE, effective: 2024-01-01, expires: 2025-12-31 }
    note: HOSTILE
  GOV-02: { not_applicable: HOSTILE }
  POL-01: { level: developing, note: HOSTILE }
";

/// An incident with words wherever there is room for them.
const INCIDENTS: &str = "\
incidents:
  - id: INC-91
    title: HOSTILE
    state: open
    times: { aware: 2026-11-22T10:30+08:00 }
    places: { controllers: [SG], people: { SG: 12 } }
    data: { datasets: [], special: [], encrypted: no }
    harm: { likely: yes, why: HOSTILE }
    told: [{ who: PDPC SG, at: 2026-11-23T09:30+08:00, how: HOSTILE, ref: HOSTILE, by: HOSTILE }]
    log: [{ at: 2026-11-22T10:40+08:00, text: HOSTILE, by: HOSTILE }]
";

/// A hostile name that no other has.
pub(super) fn named(first: &str, number: usize) -> String {
    format!("{first} n{number} {REST}{LINES}")
}

/// A text as YAML and TOML have it between quotation marks.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            ' '..='~' => out.push(c),
            c => out.push_str(&format!("\\u{:04x}", u32::from(c))),
        }
    }
    out + "\""
}

/// A text of YAML or TOML with another scalar wherever `value` is a whole one.
pub(super) fn replaced(text: &str, value: &str, other: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(value) {
        let (before, after) = (&rest[..at], &rest[at + value.len()..]);
        let begins = [": ", "- ", "{ ", ", ", "[", "= "].iter().any(|start| before.ends_with(start));
        let ends = [" =", ",", " }", "]", "\n"].iter().any(|end| after.starts_with(end));
        out.push_str(before);
        out.push_str(if begins && ends { other } else { value });
        rest = after;
    }
    out + rest
}

/// The group with hostile words for all of its values, and one more worksheet with a hostile name.
pub(super) fn workspace(first: &str) -> Folder {
    let folder = Folder::new();
    let mut found = BTreeSet::new();
    folder.copy("examples/regional-group".as_ref(), ".");
    for file in crate::harness::files("examples/regional-group") {
        let name = file.to_string_lossy().into_owned();
        if name.starts_with("expected") || name.ends_with(".md") {
            continue;
        }
        let mut text = folder.read(&name);
        for (at, value) in VALUES.iter().enumerate() {
            let hostile = quoted(&named(first, at.saturating_sub(1)));
            let replaced = replaced(&text, value, &hostile);
            if replaced != text {
                found.insert(at);
                text = replaced;
            }
        }
        folder.write(&name, text);
    }
    assert_eq!(found.len(), VALUES.len(), "each value stands somewhere: {found:?}");
    let sheet =
        |name| SHEET.replace("NAME", &quoted(&named(first, name))).replace("HOSTILE", &quoted(&named(first, 98)));
    folder.write("assessments/pay.yaml", sheet(0));
    folder.write(&format!("assessments/{FILE}.yaml"), sheet(99));
    folder.write("incidents.yaml", INCIDENTS.replace("HOSTILE", &quoted(&named(first, 95))));
    let clause = "1.1 The importer shall notify the exporter of a data breach within 72 hours";
    // A file that holds NUL is no text.
    let rest = REST.replace('\0', "");
    folder.write("agreement.md", format!("# 1. {first}\n\n{clause} {rest}{LINES} {first}.\n"));
    packs(&folder, first);
    handed_round(&folder);
    folder.write("other.md", format!("# 1. {first}\n\n{clause} {first} {rest}.\n"));
    folder
}

/// What comes back by other programs: a workbook and a sheet, with the words in them.
fn handed_round(folder: &Folder) {
    let sheet = format!("assessments/{FILE}.yaml");
    folder.dmf(["worksheet", "export", &sheet, "-o", "book.xlsx"]).run().ends(0);
    folder.dmf(["transfer", "export", "transfers.yaml", "-o", "sheet.csv"]).run().ends(0);
    folder.dmf(["register", "datasets", "export", "-o", "records.xlsx"]).run().ends(0);
}

/// A folder of packs that replaces what the program carries, with hostile words where a pack has prose.
fn packs(folder: &Folder, first: &str) {
    let words = quoted(&named(first, 97));
    for (file, from, to) in [
        ("frameworks/asean-dmf/practices/GOV-02.yaml", "title: Owner for every dataset", "title: WORDS"),
        ("frameworks/asean-dmf/pack.toml", "title = \"", "title = WORDS # \""),
        ("frameworks/jurisdictions/sg.yaml", "name: Singapore\n", "name: WORDS\n"),
        (
            "frameworks/jurisdictions/vn.yaml",
            "title: Decree 356/2025/ND-CP detailing the Law on Personal Data Protection, with Forms 01a to 10\n",
            "title: WORDS\n",
        ),
        ("frameworks/asean-mcc/obligations.toml", "title = \"Definitions\"", "title = WORDS"),
        ("templates/help/gate.md", "\n\n", "\n\nHELP\n\n"),
    ] {
        let text = std::fs::read_to_string(crate::harness::root().join(file)).expect("the file is there");
        let words = to.replace("WORDS", &words).replace("HELP", &named(first, 96).replace('\0', ""));
        let replaced = text.replacen(from, &words, 1);
        assert_ne!(text, replaced, "{file}");
        folder.write(&format!("packs/{file}"), replaced);
    }
    folder.copy("frameworks/crosswalks/apec-cbpr.toml".as_ref(), &format!("{FILE}.toml"));
}
