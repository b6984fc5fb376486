//! What asks for more than is read, reader by reader: refused with a code, in bounded memory, before the work.

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
