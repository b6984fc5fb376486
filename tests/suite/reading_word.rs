//! Word files by other programs: the variety of the schema, and files made to do harm.

use std::io::{Cursor, Write};

use dmf::reading::{Changes, Kind, Reading, Unreadable, read};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::review::words;

pub(crate) const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

pub(crate) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("memory");
        archive.write_all(content.as_bytes()).expect("memory");
    }
    archive.finish().expect("memory").into_inner()
}

/// A file with this body; the schema's namespace decides its spelling.
pub(crate) fn word(namespace: &str, body: &str, others: &[(&str, &str, &str)]) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let root = |name: &str, inner: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:{name} xmlns:w=\"{namespace}\" \
             xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:wps=\"urn:wps\" \
             xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:m=\"urn:math\">{inner}</w:{name}>"
        )
    };
    let relation = |kind: &str, target: &str| {
        format!("<Relationship Id=\"r{kind}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
    };
    let wrapped = |inner: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
        )
    };
    let links: String = others.iter().map(|(kind, _, _)| relation(kind, &format!("{kind}.xml"))).collect();
    let mut parts = vec![
        ("_rels/.rels".to_owned(), wrapped(&relation("officeDocument", "word/document.xml"))),
        ("word/document.xml".to_owned(), root("document", &format!("<w:body>{body}</w:body>"))),
        ("word/_rels/document.xml.rels".to_owned(), wrapped(&links)),
    ];
    parts.extend(others.iter().map(|(kind, name, inner)| (format!("word/{kind}.xml"), root(name, inner))));
    zipped(&parts.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect::<Vec<_>>())
}

pub(crate) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn reading(bytes: &[u8], changes: Changes) -> Reading {
    read("a.docx", bytes, changes, words()).expect("the file is read")
}

fn texts(reading: &Reading) -> Vec<String> {
    reading.blocks.iter().map(dmf::reading::Block::shown).collect()
}

fn accepted(body: &str) -> Vec<String> {
    texts(&reading(&word(TRANSITIONAL, body, &[]), Changes::Accepted))
}

#[test]
fn the_strict_and_the_transitional_spelling_are_one() {
    let body = p("1.1 The importer shall tell the exporter.");
    for namespace in [TRANSITIONAL, STRICT] {
        let found = reading(&word(namespace, &body, &[]), Changes::Accepted);
        assert_eq!(found.blocks[0].number, "1.1");
        assert_eq!(found.blocks[0].text, "The importer shall tell the exporter.");
    }
    // A file may call the namespace what it likes.
    let other = word(TRANSITIONAL, &body, &[]);
    assert_eq!(texts(&reading(&other, Changes::Accepted)).len(), 1);
}

#[test]
fn text_is_read_wherever_word_puts_it() {
    let cell = |inner: &str| format!("<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>");
    assert_eq!(
        accepted(&cell(&format!("{}{}{}", p("outer"), cell(&p("nested")), p("after")))),
        ["outer", "nested", "after"]
    );
    let control =
        format!("<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", p("chosen"));
    assert_eq!(accepted(&control), ["chosen"]);
    let text_box = |inner: &str| format!("<w:txbxContent>{inner}</w:txbxContent>");
    let twice = format!(
        "<w:p><w:r><w:t>beside</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{0}</wps:txbx>\
         </w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{0}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        text_box(&p("in the box"))
    );
    assert_eq!(accepted(&twice), ["beside", "in the box"]);
    let signs = "<w:p><w:r><w:t>long</w:t><w:noBreakHyphen/><w:t>term</w:t><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t><w:softHyphen/>\
                 <w:t>c</w:t></w:r><w:smartTag><w:r><w:t xml:space=\"preserve\"> Singapore</w:t></w:r></w:smartTag>\
                 <w:hyperlink><w:r><w:t xml:space=\"preserve\"> link</w:t></w:r></w:hyperlink></w:p>";
    assert_eq!(accepted(signs), ["long-term a\nbc Singapore link"]);
}

#[test]
fn the_code_of_a_field_is_hidden_and_what_it_shows_is_read() {
    let field = |code: &str, shown: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    assert_eq!(accepted(&format!("<w:p><w:r><w:t>see </w:t></w:r>{}</w:p>", field("REF x", "4.2"))), ["see4.2"]);
    // A field that never ends must not swallow the clauses after it.
    let open = format!("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>{}", p("The importer shall pay."));
    let found = reading(&word(TRANSITIONAL, &open, &[]), Changes::Accepted);
    assert_eq!(texts(&found), ["The importer shall pay."]);
    assert!(found.losses[0].contains("field"), "{:?}", found.losses);
}

#[test]
fn footnotes_count_and_comments_and_running_headers_stand_apart() {
    let body =
        "<w:p><w:r><w:t>The importer shall delete.</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let note = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("Unless it is tired."));
    let comment = format!("<w:comment w:id=\"1\">{}</w:comment>", p("Too harsh?"));
    let header = p("Draft of ours");
    let others =
        [("footnotes", "footnotes", note.as_str()), ("comments", "comments", &comment), ("header", "hdr", &header)];
    let found = reading(&word(TRANSITIONAL, body, &others), Changes::Accepted);
    let kinds: Vec<(Kind, bool)> = found.blocks.iter().map(|block| (block.kind, block.is_operative())).collect();
    assert_eq!(
        kinds,
        [(Kind::Paragraph, true), (Kind::Footnote, true), (Kind::Comment, false), (Kind::Furniture, false)]
    );
}

#[test]
fn tracked_changes_are_read_as_asked() {
    let run = |text: &str, name: &str| format!("<w:r><w:{name} xml:space=\"preserve\">{text}</w:{name}></w:r>");
    let body = format!(
        "<w:p>{}<w:del w:id=\"1\">{}</w:del><w:ins w:id=\"2\">{}</w:ins>{}</w:p>\
         <w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr>{}</w:p>{}\
         <w:p><w:pPr><w:rPr><w:ins w:id=\"4\"/></w:rPr></w:pPr><w:ins w:id=\"5\">{}</w:ins></w:p>{}",
        run("within ", "t"),
        run("24", "delText"),
        run("72", "t"),
        run(" hours", "t"),
        run("One ", "t"),
        p("sentence."),
        run("Brand new.", "t"),
        p("The end."),
    );
    let file = word(TRANSITIONAL, &body, &[]);
    let as_read = |changes| texts(&reading(&file, changes));
    assert_eq!(as_read(Changes::Accepted), ["within 72 hours", "One sentence.", "Brand new.", "The end."]);
    assert_eq!(as_read(Changes::Rejected), ["within 24 hours", "One", "sentence.", "The end."]);
    assert_eq!(as_read(Changes::AsIs)[0], "within [-24-]{+72+} hours");
    assert!(reading(&file, Changes::Accepted).losses[0].contains("tracked changes"));
}

#[test]
fn what_is_not_seen_is_not_read_in_silence() {
    let run = |look: &str, text: &str| {
        format!("<w:r><w:rPr><w:{look}/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let body =
        format!("<w:p>{}{}<w:r><w:t>shall tell</w:t></w:r></w:p>", run("vanish", "never "), run("strike", "may "));
    let found = reading(&word(TRANSITIONAL, &body, &[]), Changes::Accepted);
    assert_eq!(texts(&found), ["shall tell"]);
    assert_eq!(found.left_out().len(), 2, "{:?}", found.left_out());
    let lost = "<w:altChunk/><w:p><w:r><w:t>x</w:t><w:drawing><pic/></w:drawing></w:r></w:p>";
    assert_eq!(reading(&word(TRANSITIONAL, lost, &[]), Changes::Accepted).losses.len(), 2);
}

#[test]
fn lists_count_as_word_counts() {
    let level = |at: u32, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let lists = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{}{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/></w:lvlOverride></w:num>",
        level(0, "decimal", "Article %1."),
        level(1, "decimal", "%1.%2"),
        level(2, "lowerRoman", "(%3)"),
    );
    let item = |list: u32, level: u32, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [
        item(1, 0, "Scope"),
        item(1, 1, "A"),
        item(1, 2, "x"),
        item(1, 2, "y"),
        item(1, 1, "B"),
        item(1, 0, "Term"),
        item(1, 1, "C"),
        item(2, 0, "Law"),
    ];
    let found = reading(&word(TRANSITIONAL, &body.concat(), &[("numbering", "numbering", &lists)]), Changes::Accepted);
    let numbers: Vec<&str> = found.blocks.iter().map(|block| block.number.as_str()).collect();
    assert_eq!(numbers, ["Article 1", "1.1", "(i)", "(ii)", "1.2", "Article 2", "2.1", "Article 7"]);
    assert_eq!(found.blocks[3].clause, "1.1(ii)");
}

#[test]
fn files_made_to_do_harm_are_refused_in_bounded_time_and_memory() {
    let refused = |bytes: &[u8]| read("a.docx", bytes, Changes::Accepted, words()).expect_err("refused");
    // Forty megabytes of blanks in a few kilobytes.
    let bomb = word(TRANSITIONAL, &p(&" ".repeat(40 << 20)), &[]);
    assert!(bomb.len() < 100_000);
    assert!(matches!(refused(&bomb), Unreadable::TooMuch(_)));
    let pressed = word(TRANSITIONAL, &p(&" ".repeat(4 << 20)), &[]);
    assert!(matches!(refused(&pressed), Unreadable::TooMuch(words) if words.contains("unfolds to")));
    let deep =
        format!("{}{}{}", "<w:sdt><w:sdtContent>".repeat(5_000), p("x"), "</w:sdtContent></w:sdt>".repeat(5_000));
    assert!(matches!(refused(&word(TRANSITIONAL, &deep, &[])), Unreadable::TooMuch(_)));
    let many: Vec<String> = (0..10_001).map(|count| format!("{count}.xml")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "")).collect();
    assert!(matches!(refused(&zipped(&many)), Unreadable::TooMuch(_)));
    let entity = "<!DOCTYPE w [<!ENTITY a \"aaaa\">]><w:document xmlns:w=\"w\">&a;</w:document>";
    assert!(matches!(refused(&zipped(&[("word/document.xml", entity)])), Unreadable::Broken(_)));
    assert!(matches!(refused(&zipped(&[("word/document.xml", "<w:document")])), Unreadable::Broken(_)));
    assert!(matches!(refused(&zipped(&[("readme.txt", "x")])), Unreadable::Broken(_)));
    assert!(matches!(refused(&zipped(&[("xl/workbook.xml", "x")])), Unreadable::Convert { .. }));
    assert!(matches!(refused(&zipped(&[("content.xml", "x")])), Unreadable::Convert { .. }));
    assert!(matches!(refused(&word(TRANSITIONAL, "<w:p/>", &[])), Unreadable::NoText { .. }));
    let sound = word(TRANSITIONAL, &p("text"), &[]);
    for cut in (0..sound.len()).step_by(7) {
        let _ = read("a.docx", &sound[..cut], Changes::Accepted, words());
        let mut wrong = sound.clone();
        wrong[cut] ^= 0x55;
        let _ = read("a.docx", &wrong, Changes::AsIs, words());
    }
}
