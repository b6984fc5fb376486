//! What asks for more than is read, reader by reader: refused with a code, in bounded memory, before the work.

#[cfg(feature = "xlsx")]
use std::io::{Cursor, Read as _};

use crate::{
    harness::{self, Folder, Outcome},
    reading_word::{TRANSITIONAL, p, word, zipped},
};

/// Address space of a run, in KiB.
const MEMORY: usize = 400_000;

/// `dmf mcc check FILE` under the limit.
fn checked(name: &str, bytes: impl AsRef<[u8]>) -> Outcome {
    let folder = Folder::with(name, bytes);
    harness::bounded(&folder, MEMORY, &["mcc", "check", name, "--module", "c2p"])
}

/// Holds that the agreement is refused with `code` at its name.
#[track_caller]
fn refused(name: &str, bytes: impl AsRef<[u8]>, code: &str) {
    let outcome = checked(name, bytes).ends(3);
    let found = outcome.complaints();
    assert_eq!(found.len(), 1, "{}", outcome.stderr);
    assert_eq!((found[0].code.as_str(), found[0].file.as_str()), (code, name), "{}", outcome.stderr);
}

/// Paragraphs that refer to notes, with the text of each.
fn note(kind: &str, id: usize, text: &str, refers: &[(&str, usize)]) -> String {
    let refer = |(kind, id): &(&str, usize)| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>");
    let inner = refers.iter().map(refer).collect::<Vec<_>>().concat();
    format!("<w:{kind} w:id=\"{id}\"><w:p><w:r><w:t>{text}</w:t></w:r>{inner}</w:p></w:{kind}>")
}

fn referring(kind: &str, id: usize) -> String {
    format!("<w:p><w:r><w:t>The importer shall help.</w:t></w:r><w:r><w:{kind}Reference w:id=\"{id}\"/></w:r></w:p>")
}

#[test]
fn a_note_is_read_once_and_not_inside_itself() {
    let twice = |kind: &str, id, next| note(kind, id, "It shall pay.", &[(kind, next), (kind, next)]);
    for (kind, part) in [("footnote", "footnotes"), ("endnote", "endnotes")] {
        let own = twice(kind, 1, 1);
        checked("a.docx", word(TRANSITIONAL, &referring(kind, 1), &[(part, part, &own)])).answer();
        let chain: String = (1..24).map(|id| twice(kind, id, id + 1)).collect();
        checked("a.docx", word(TRANSITIONAL, &referring(kind, 1), &[(part, part, &chain)])).answer();
    }
    // A circle through all three kinds.
    let foot = note("footnote", 1, "First.", &[("endnote", 1), ("endnote", 1)]);
    let end = note("endnote", 1, "Second.", &[("footnote", 1), ("footnote", 1)]);
    let comment = note("comment", 1, "Third.", &[("footnote", 1), ("endnote", 1)]);
    let parts =
        [("footnotes", "footnotes", &*foot), ("endnotes", "endnotes", &end), ("comments", "comments", &comment)];
    checked("a.docx", word(TRANSITIONAL, &p("The importer shall help."), &parts)).answer();
}

#[test]
fn what_a_reader_builds_is_counted_while_it_reads() {
    let n = 1_000;
    let row = |cell: &str| cell.repeat(n);
    let html = |row: &str| format!("<table>{}</table>", format!("<tr>{row}</tr>").repeat(n));
    refused("a.md", format!("{}\n{}\n{}", row("a|"), row("-|"), format!("{}\n", row("b|")).repeat(n)), "over-limit");
    refused("a.html", html(&row("<td>a")), "over-limit");
    refused("a.md", "a\n\n".repeat(1_000_000), "over-limit");
    refused("a.html", "<p>a".repeat(1_000_000), "over-limit");
    refused("a.txt", "a\n\n".repeat(1_000_000), "over-limit");
    refused("a.json", format!("{{\"document\":1,\"body\":[{}0]}}", "{\"\":0},".repeat(600_000)), "over-limit");
    let body = "<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(150_000);
    refused("a.docx", word(TRANSITIONAL, &body, &[]), "over-limit");
}

#[test]
fn a_text_that_is_too_large_is_not_looked_into() {
    for name in ["a.md", "a.html", "a.txt", "a.json"] {
        refused(name, "a ".repeat(5 << 20), "over-limit");
    }
    refused("a.txt", format!("a{}b", "\n".repeat(3_000_000)), "over-limit");
    refused("a.txt", "\u{c}\n".repeat(2_000_000) + "a", "over-limit");
    refused("a.html", format!("a{}b", "\n".repeat(3_000_000)), "over-limit");
}

#[test]
fn what_a_word_file_repeats_is_counted_over_all_its_parts() {
    // A number of a thousand letters before each paragraph.
    let label = "x".repeat(1_000);
    let lists = format!(
        "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"{label}%1\"/></w:lvl></w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>"
    );
    let body = "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>a b</w:t></w:r></w:p>";
    let file = word(TRANSITIONAL, &body.repeat(20_000), &[("numbering", "numbering", &lists)]);
    checked("a.docx", file).answer();
    // One header, referred to a hundred thousand times.
    let main = format!("<w:document xmlns:w=\"{TRANSITIONAL}\">{}</w:document>", p("The importer shall pay."));
    let relation = "<Relationship Type=\"x/header\" Target=\"header.xml\"/>".repeat(100_000);
    let links = format!("<Relationships>{relation}</Relationships>");
    let parts = [("word/document.xml", &*main), ("word/_rels/document.xml.rels", &links), ("word/header.xml", &main)];
    checked("a.docx", zipped(&parts)).answer();
    // Texts apart by comments are many children of one element.
    refused("a.docx", word(TRANSITIONAL, &format!("<w:p>{}</w:p>", "a<!---->".repeat(1_600_000)), &[]), "over-limit");
}

#[test]
fn parts_of_one_name_are_refused() {
    let (first, second) = (p("first"), p("second"));
    let root = |body: &str| format!("<w:document xmlns:w=\"{TRANSITIONAL}\"><w:body>{body}</w:body></w:document>");
    // Programs differ in which of the two they show.
    let file = zipped(&[("word/document.xml", &root(&first)), ("word/documenT.xml", &root(&second))]);
    refused("a.docx", &file, "unreadable-agreement");
    let (from, to) = (b"word/documenT.xml", b"word/document.xml");
    let mut same = file;
    while let Some(at) = same.windows(from.len()).position(|window| window == from) {
        same[at..at + to.len()].copy_from_slice(to);
    }
    refused("a.docx", same, "unreadable-agreement");
}

#[test]
fn every_refusal_has_a_code_at_the_name() {
    refused("a.md", " \n", "empty-file");
    refused("a.docx", "no archive", "unreadable-agreement");
    refused("a.md", "\u{0}", "unreadable-agreement");
    refused("a.pdf", "%PDF-1.4", "unreadable-agreement");
    refused("a.html", "<p> </p>", "unreadable-agreement");
}

/// A workbook of ours in which something stands elsewise.
#[cfg(feature = "xlsx")]
fn workbook(other: impl Fn(&str, &str) -> String) -> Folder {
    let folder = Folder::with(
        "org.yaml",
        "framework: asean-dmf@2.0.0\norganisation: { name: Acme, country: SG }\nanswers: {}\n",
    );
    folder.dmf(["worksheet", "export", "org.yaml", "-o", "ours.xlsx"]).run().ends(0);
    let mut book = zip::ZipArchive::new(Cursor::new(folder.bytes("ours.xlsx"))).expect("it is a workbook");
    let names: Vec<String> = book.file_names().map(|name| name.expect("it has a name").into_owned()).collect();
    let parts: Vec<(String, String)> = names
        .into_iter()
        .map(|name| {
            let mut text = String::new();
            book.by_name(&name).expect("it is there").read_to_string(&mut text).expect("parts are text");
            let text = other(&name, &text);
            (name, text)
        })
        .collect();
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    folder.write("a.xlsx", zipped(&parts));
    folder
}

/// The new text of a part, by its name and the old one.
#[cfg(feature = "xlsx")]
type Other<'a> = &'a dyn Fn(&str, &str) -> String;

#[cfg(feature = "xlsx")]
#[test]
fn what_a_workbook_unpacks_to_and_repeats_is_counted() {
    const SHEET: &str = "xl/worksheets/sheet1.xml";
    let cell = "<c t=\"s\"><v>0</v></c>".repeat(50);
    let cases: [Other; 4] = [
        // Far more than it is packed to.
        &|name, text| if name == SHEET { text.to_owned() + &" ".repeat(65 << 20) } else { text.to_owned() },
        &|name, text| {
            let rows =
                |text: &str| text.replacen("<sheetData>", &("<sheetData>".to_owned() + &"<row/>".repeat(5_000_001)), 1);
            if name == SHEET { rows(text) } else { text.to_owned() }
        },
        &|name, text| {
            let texts = || text.replacen("</sst>", &("<si/>".repeat(5_000_001) + "</sst>"), 1);
            if name == "xl/sharedStrings.xml" { texts() } else { text.to_owned() }
        },
        // One long text that is kept once, and stands in every cell.
        &|name, text| match name {
            "xl/worksheets/sheet2.xml" => {
                text.replacen("<sheetData>", &format!("<sheetData>{}", format!("<row>{cell}</row>").repeat(20)), 1)
            }
            "xl/sharedStrings.xml" => text.replacen("Worksheet of", &"x".repeat(100_000), 1),
            _ => text.to_owned(),
        },
    ];
    for (at, case) in cases.into_iter().enumerate() {
        let folder = workbook(case);
        let import = ["worksheet", "import", "a.xlsx", "-o", "org.yaml"];
        let outcome = harness::bounded(&folder, MEMORY, &import).ends(3);
        assert!(outcome.stderr.contains("error[over-limit]: `a.xlsx` asks for more"), "{at}: {}", outcome.stderr);
    }
    // A sheet may claim all the cells that there can be.
    let folder = workbook(|_, text| text.replace("<dimension ref=\"A1", "<dimension ref=\"A1:XFD1048576\" was=\"A1"));
    harness::bounded(&folder, MEMORY, &["worksheet", "import", "a.xlsx", "-o", "org.yaml"]).ends(0);
}

#[test]
fn what_a_sheet_of_transfers_asks_for_is_counted() {
    let head = "id,title,status,exporter_name,importer_name\n";
    let import = |text: String| {
        let folder = Folder::with("a.csv", text);
        harness::bounded(&folder, MEMORY, &["transfer", "import", "a.csv"]).ends(3)
    };
    for text in ["a,".repeat(1_000_001), head.to_owned() + &"1,a,live,b,c\n".repeat(150_000)] {
        let found = import(text).complaints();
        assert_eq!((found.len(), found[0].code.as_str(), found[0].file.as_str()), (1, "over-limit", "a.csv"));
    }
    // Empty rows cost nothing.
    let found = import(head.to_owned() + &",,\n".repeat(1_000_000)).complaints();
    assert_eq!((found.len(), found[0].code.as_str()), (1, "empty-file"));
}

#[test]
fn a_template_of_somebody_elses_comes_to_an_end() {
    let loops = "{% for a in range(end=1000) %}".repeat(3) + &"{% endfor %}".repeat(3);
    let doubled = "{% set a = \"xxxxxxxx\" %}".to_owned() + &"{% set a = a ~ a %}".repeat(40);
    for text in [loops, doubled] {
        let folder = Folder::with("data/templates/report/radar.svg", text);
        folder.write(
            "org.yaml",
            "framework: asean-dmf@2.0.0\norganisation: { name: Acme, country: SG }\nanswers: { GOV-01: 2 }\n",
        );
        let report = ["report", "org.yaml", "--data", "data", "-o", "out.html"];
        let outcome = harness::bounded(&folder, MEMORY, &report).ends(3);
        let found = outcome.complaints();
        assert_eq!(found.len(), 1, "{}", outcome.stderr);
        assert_eq!(found[0].code, "over-limit", "{}", outcome.stderr);
        assert!(found[0].file.ends_with("radar.svg"), "{}", outcome.stderr);
    }
}
