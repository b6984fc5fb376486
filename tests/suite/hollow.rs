//! Files that hold nothing, words that say nothing, and people who are nobody else: none of them backs a level.

use std::io::Write as _;

use serde_json::Value;

use crate::harness::Folder;

const RECORD: &str = "what: Charter of the board, effective: 2026-03-01, shows: established";

/// A worksheet with one answer and one record.
fn sheet(record: &str) -> String {
    format!(
        "framework: asean-dmf@2.0.0\norganisation: {{ name: Rig, country: SG, profile: sme }}\nanswered_by: Dr. Mei Tan\nanswers:\n  \
         GOV-01: {{ level: established, evidence: [{{ {record} }}] }}\n"
    )
}

/// The standing of the record and why it is that.
fn standing(folder: &Folder) -> (String, String) {
    let outcome = folder.dmf(["assess", "org.yaml", "--format", "json", "--no-gate"]).run();
    let card: Value = serde_json::from_str(&outcome.stdout).unwrap_or_else(|_| panic!("{}", outcome.stderr));
    let record = &card["practices"][0]["records"][0];
    let word = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
    (word("standing"), word("why"))
}

/// A file behind the answer.
fn of_file(name: &str, bytes: impl AsRef<[u8]>) -> (String, String) {
    let folder = Folder::with("org.yaml", sheet(&format!("{RECORD}, ref: evidence/{name}")));
    folder.write(&format!("evidence/{name}"), bytes);
    standing(&folder)
}

fn nothing(why: &str) -> (String, String) {
    ("nothing".to_owned(), why.to_owned())
}

/// A Word file with one paragraph.
fn word(text: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let document =
        format!("<w:document xmlns:w=\"{w}\"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>");
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
         Target=\"word/document.xml\"/></Relationships>";
    for (name, part) in [("_rels/.rels", relations), ("word/document.xml", &document)] {
        zip.start_file(name, options).expect("a part can be begun");
        zip.write_all(part.as_bytes()).expect("a part can be written");
    }
    zip.finish().expect("it can be closed").into_inner()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x06\0\0\0abcdefghijklmnopqrstuvwxyz");
    bytes
}

#[test]
fn a_file_that_holds_nothing_is_blank() {
    let files: &[(&str, Vec<u8>)] = &[
        ("a.txt", "\u{3164}".repeat(40).into_bytes()),
        ("a.txt", "\u{200b}\u{2800}\u{115f}".repeat(40).into_bytes()),
        ("a.txt", b"a".repeat(2_000)),
        ("a.txt", b"abab ".repeat(500)),
        ("a.txt", b"not yet written\nnot yet written\n".to_vec()),
        ("a.txt", b"To be decided. Not yet written.".to_vec()),
        ("a.txt", b"there is no document".to_vec()),
        ("a.txt", b"abcdefghijklmnop".to_vec()),
        (
            "a.html",
            b"<!doctype html><html><head><title></title><style>body { color: red }</style></head><body></body></html>"
                .to_vec(),
        ),
        ("a.docx", word("")),
        ("a.docx", word("tbd")),
        ("a.png", png(1, 1)),
        ("a.gif", b"GIF89a\x01\0\x01\0\x80\0\0abcdefghijklmnop".to_vec()),
        ("a.pdf", b"%PDF-1.4\n1 0 obj <</Type /Page>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF".to_vec()),
    ];
    for (at, (name, bytes)) in files.iter().enumerate() {
        assert_eq!(of_file(name, bytes), nothing("blank"), "{at}: {name}");
    }
}

#[test]
fn a_short_document_is_one() {
    let files: &[(&str, Vec<u8>)] = &[
        ("a.txt", b"resolution".to_vec()),
        ("a.txt", "\u{66f4}\u{65b0}\u{653f}\u{7b56}".as_bytes().to_vec()),
        ("a.html", b"<!doctype html><html><body><p>Resolution of the board</p></body></html>".to_vec()),
        ("a.docx", word("Resolution of the board")),
        ("a.png", png(640, 480)),
        ("a.pdf", b"%PDF-1.4\n1 0 obj <<>> stream\nBT (Resolution) Tj ET\nendstream endobj\n%%EOF".to_vec()),
        ("a.bin", vec![0xb0, 0xc5, 0xbd, 0xe1, 0xc2, 0xdb, 0xd2, 0xe9, 0xca, 0xd6]),
    ];
    for (at, (name, bytes)) in files.iter().enumerate() {
        assert_eq!(of_file(name, bytes).0, "looked-at", "{at}: {name}");
    }
}

/// What the program itself prints shows nothing of an organisation.
#[test]
fn what_the_program_writes_is_no_evidence() {
    let folder = Folder::new();
    folder.dmf(["init", "--name", "Acme", "--country", "SG", "--profile", "sme"]).run().ends(0);
    for name in ["deal.yaml", "transfers.yaml"] {
        assert_eq!(of_file(name, folder.bytes(name)), nothing("blank"), "{name}");
    }
    assert_eq!(of_file("org.yaml", folder.bytes("org.yaml")), nothing("worksheet"));
    let sheet = sheet("what: x");
    folder.write("own.yaml", &sheet);
    let printed: &[&[&str]] = &[
        &["help"],
        &["man"],
        &["assess", "--help"],
        &["completions", "bash"],
        &["completions", "zsh"],
        &["completions", "fish"],
        &["assess", "own.yaml", "--format", "github", "--fail-under", "1%"],
        &["assess", "own.yaml", "--format", "gitlab", "--fail-under", "1%"],
        &["assess", "own.yaml", "--format", "sarif", "--fail-under", "1%"],
        &["assess", "own.yaml", "--format", "junit", "--fail-under", "1%"],
        &["assess", "own.yaml", "--format", "json"],
        &["assess", "own.yaml", "--format", "markdown"],
        &["assess", "own.yaml", "--format", "csv"],
        &["assess", "own.yaml"],
        &["portfolio", "."],
        &["plan", "own.yaml"],
        &["mcc", "render", "--module", "c2p"],
    ];
    for args in printed {
        let text = folder.dmf(*args).run().stdout;
        assert!(!text.is_empty(), "{args:?}");
        assert_eq!(of_file("a.txt", &text), nothing("output"), "{args:?}");
    }
}

#[test]
fn who_has_seen_it_is_somebody_else_and_somebody() {
    let attested = |by: &str| {
        let record = format!(
            "{RECORD}, ref: {{ cite: DMS-4711 }}, owner: Secretary of the board, seen: {{ by: {by:?}, on: 2026-10-01 }}"
        );
        standing(&Folder::with("org.yaml", sheet(&record))).0
    };
    for by in [
        "me",
        "self",
        "Myself",
        "I",
        "saya",
        "\u{672c}\u{4eba}",
        "vacant",
        "Mei Tan (DPO)",
        "DPO: Mei Tan",
        "Tan, Mei",
        "Mei Tan, DPO",
        "mei.tan@rig.example",
        "m.tan@rig.example",
        "mtan@rig.example",
        "Mei Tan <privacy@rig.example>",
        "abcdefgh",
        "aaaa",
    ] {
        assert_eq!(attested(by), "cited", "{by}");
    }
    for by in ["Ben Lim (DPO)", "ben.lim@rig.example", "Internal audit", "Tan, Ben", "Nono"] {
        assert_eq!(attested(by), "attested", "{by}");
    }
}

#[test]
fn words_that_say_nothing_are_placeholders_in_whichever_form() {
    let cited = |place: &str| {
        let record = format!("{RECORD}, ref: {{ cite: {place:?} }}, owner: Secretary of the board");
        standing(&Folder::with("org.yaml", sheet(&record)))
    };
    for place in [
        "https://",
        "http://www.",
        "https://tbd",
        "there is no document",
        "Vacant",
        "abcdefghijkl",
        "qwertyuiop",
        "zzzz",
        "n/a; tbd",
        "tba tba",
    ] {
        assert_eq!(cited(place), nothing("placeholder"), "{place}");
    }
    for place in ["https://intranet.example/m", "DMS-4711", "cabinet 4", "Abcess clinic, shelf 2", "AAB 1", "2026/11"] {
        assert_eq!(cited(place).0, "cited", "{place}");
    }
    for reason in ["too expensive", "abcdefghijklmnop", "There is no document.", "not yet written, not yet written"] {
        let text = sheet("what: x") + &format!("  INN-02: {{ not_applicable: {reason:?} }}\n");
        let folder = Folder::with("org.yaml", text);
        let outcome = folder.dmf(["assess", "org.yaml", "--fail-on", "stays-in-sum"]).run().ends(1);
        assert!(outcome.stdout.contains("INN-02"), "{reason}: {}", outcome.stdout);
    }
}

/// Copies of one document that differ by what no reader sees are one document.
#[test]
fn copies_that_differ_by_a_line_end_are_one_document() {
    let text = "Resolution of the board\n\nThe managing director answers for personal data from March on.\nShe reports twice a year.\n".to_owned();
    let ids = ["GOV-01", "GOV-02", "GOV-04", "GOV-06", "POL-01", "POL-04"];
    let answers: Vec<String> = ids
        .iter()
        .enumerate()
        .map(|(at, id)| format!("  {id}: {{ level: established, evidence: [{{ {RECORD}, ref: {at}.md }}] }}"))
        .collect();
    let head = "framework: asean-dmf@2.0.0\norganisation: { name: Rig, country: SG, profile: sme }\nanswers:\n";
    let folder = Folder::with("org.yaml", format!("{head}{}\n", answers.join("\n")));
    let forms = [
        text.clone(),
        text.replace('\n', "\r\n"),
        format!("{text}\n\n"),
        format!("\u{feff}{text}"),
        text.replace(' ', "  "),
        text.to_uppercase(),
    ];
    for (at, form) in forms.iter().enumerate() {
        folder.write(&format!("{at}.md"), form);
    }
    let outcome = folder.dmf(["assess", "org.yaml", "--fail-on", "evidence-shared"]).run().ends(1);
    assert!(outcome.stdout.contains("stands behind 6 practices"), "{}", outcome.stdout);
    folder.write("3.md", "The mandate of the owners, decided in March");
    folder.dmf(["assess", "org.yaml", "--fail-on", "evidence-shared"]).run().ends(0);
}
