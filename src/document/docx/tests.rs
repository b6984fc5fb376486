use super::docx;
use crate::document::number::number;
use crate::document::numbered::{Numbered, NumberedClause, Piece, plain};
use crate::document::sample::{HOSTILE, agreement, any_text, cases, document, everywhere, everywhere_read};
use crate::document::tree::{Block, Inline, ListStyle, Meta};
use proptest::prelude::*;
use word::{Element, Word, part};

mod word;

fn sample() -> (Numbered, Vec<u8>) {
    let numbered = number(&agreement()).expect("sound");
    let file = docx(&numbered);
    (numbered, file)
}

fn clauses<'a>(pieces: &'a [Piece], found: &mut Vec<&'a NumberedClause>) {
    for piece in pieces {
        match piece {
            Piece::Clause(clause) => {
                found.push(clause);
                clauses(&clause.body, found);
            }
            Piece::Schedule(schedule) => clauses(&schedule.body, found),
            _ => {}
        }
    }
}

#[test]
fn word_counts_the_numbers_that_we_count() {
    let (numbered, file) = sample();
    let mut word = Word::open(&file);
    let body = part(&file, "word/document.xml");
    let mut seen = Vec::new();
    for paragraph in body.find("w:p") {
        let style =
            paragraph.child("w:pPr").and_then(|properties| properties.child("w:pStyle")).map_or("", Element::value);
        if let Some(label) = word.label(paragraph).filter(|_| style.contains("Clause")) {
            seen.push((label, paragraph.shown()));
        }
    }
    let mut expected = Vec::new();
    clauses(numbered.body(), &mut expected);
    let expected: Vec<_> = expected.iter().map(|clause| (clause.label.clone(), plain(&clause.opening()))).collect();
    assert_eq!(seen, expected);
}

#[test]
fn lists_count_anew() {
    let list = |style| Block::List {
        style,
        items: vec![vec![Inline::Text("x".to_owned())], vec![Inline::Text("y".to_owned())]],
    };
    let styles = [ListStyle::Letter, ListStyle::Letter, ListStyle::Decimal, ListStyle::Bullet, ListStyle::Decimal];
    let file = docx(&number(&document(styles.map(list).to_vec())).expect("sound"));
    let mut word = Word::open(&file);
    let labels: Vec<_> = part(&file, "word/document.xml")
        .find("w:p")
        .into_iter()
        .filter_map(|paragraph| word.label(paragraph))
        .collect();
    assert_eq!(labels, ["(a)", "(b)", "(a)", "(b)", "1.", "2.", "•", "•", "1.", "2."]);
}

#[test]
fn fields_lead_to_bookmarks_and_show_the_right_numbers() {
    let (_, file) = sample();
    let body = part(&file, "word/document.xml");
    let marks: Vec<_> = body.find("w:bookmarkStart").iter().map(|mark| mark.attributes["w:name"].clone()).collect();
    let ids: std::collections::HashSet<_> =
        body.find("w:bookmarkStart").iter().map(|mark| mark.attributes["w:id"].clone()).collect();
    assert_eq!(ids.len(), marks.len());
    assert!(marks.iter().all(|mark| mark.len() <= 40));
    let codes: Vec<String> =
        body.find("w:instrText").iter().map(|code| code.children[0].text.trim().to_owned()).collect();
    for code in codes.iter().filter(|code| code.contains("REF ")) {
        let target = code.split(' ').nth(1).expect("a target").to_owned();
        assert!(marks.contains(&target), "{code}");
    }
    assert!(codes.contains(&"REF _Ref_by_hand \\w \\h".to_owned()));
    assert!(codes.contains(&"SEQ Schedule \\* ALPHABETIC".to_owned()));
    let shown: Vec<_> = body.find("w:p").iter().map(|paragraph| paragraph.shown()).collect();
    assert!(shown.iter().any(|text| text.starts_with("Where an instruction under clause 2.1(b)(ii) is unlawful")));
    assert!(shown.contains(&"Schedule B – Security measures".to_owned()));
}

#[cfg(feature = "pdf")]
#[test]
fn the_contents_show_pages_before_word_counts_them() {
    let (_, file) = sample();
    let lines =
        part(&file, "word/document.xml").find("w:hyperlink").iter().map(|line| line.shown()).collect::<Vec<_>>();
    assert_eq!(lines[..2], ["1\tDefinitions and interpretation\t2", "2\tInstructions and purpose\t3"]);
    assert_eq!(lines[5..], ["Schedule A – Description of the transfer\t6", "Schedule B – Security measures\t7"]);
}

/// The order in which the schema wants the properties that we use.
const ORDER: &[(&str, &[&str])] = &[
    (
        "w:pPr",
        &[
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "widowControl",
            "numPr",
            "pBdr",
            "shd",
            "tabs",
            "bidi",
            "spacing",
            "ind",
            "jc",
            "outlineLvl",
            "rPr",
        ],
    ),
    ("w:rPr", &["rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "highlight", "rtl", "lang"]),
    ("w:tblPr", &["tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar"]),
    ("w:tcPr", &["tcW", "gridSpan", "tcBorders", "shd", "vAlign"]),
    ("w:lvl", &["start", "numFmt", "pStyle", "lvlText", "lvlJc", "pPr"]),
    ("w:style", &["name", "basedOn", "next", "uiPriority", "semiHidden", "qFormat", "pPr", "rPr", "tblPr"]),
    ("w:sectPr", &["headerReference", "footerReference", "pgSz", "pgMar", "cols", "titlePg"]),
    (
        "w:settings",
        &[
            "zoom",
            "defaultTabStop",
            "characterSpacingControl",
            "updateFields",
            "compat",
            "themeFontLang",
            "decimalSymbol",
            "listSeparator",
        ],
    ),
];

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    let (_, file) = sample();
    for name in [
        "word/document.xml",
        "word/styles.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/header2.xml",
        "word/footer1.xml",
    ] {
        let root = part(&file, name);
        for (parent, order) in ORDER {
            for element in root.find(parent) {
                let place = |child: &Element| order.iter().position(|known| child.name == format!("w:{known}"));
                let places: Vec<_> = element
                    .children
                    .iter()
                    .map(|child| place(child).unwrap_or_else(|| panic!("{} in {parent} of {name}", child.name)))
                    .collect();
                assert!(places.is_sorted(), "{parent} of {name}: {places:?}");
            }
        }
    }
}

#[test]
fn every_cell_ends_with_a_paragraph_and_tables_stand_apart() {
    let table = || Block::Table(crate::document::tree::Table { rows: vec![vec![vec![]]], ..Default::default() });
    let note = Block::Note { title: None, body: vec![table(), table()] };
    let file = docx(
        &number(&document(vec![Block::PageBreak, table(), table(), note, Block::Note { title: None, body: vec![] }]))
            .expect("sound"),
    );
    let body = part(&file, "word/document.xml");
    for cell in body.find("w:tc") {
        assert_eq!(cell.children.last().map(|last| last.name.as_str()), Some("w:p"));
    }
    for holder in [body.find("w:body"), body.find("w:tc")].concat() {
        let together = holder.children.windows(2).any(|pair| pair.iter().all(|child| child.name == "w:tbl"));
        assert!(!together);
    }
}

#[test]
fn the_page_has_header_footer_and_properties() {
    let (_, file) = sample();
    assert_eq!(part(&file, "word/header2.xml").shown(), "Data Transfer Agreement\tDraft 2 — 31 October 2026");
    assert_eq!(
        part(&file, "word/footer1.xml").shown(),
        if cfg!(feature = "pdf") { "Page 1 of 7" } else { "Page 1 of 1" }
    );
    let core = part(&file, "docProps/core.xml");
    let text = |name: &str| core.child(name).map(|element| element.children[0].text.clone());
    assert_eq!(text("dc:title").as_deref(), Some("Data Transfer Agreement"));
    assert_eq!(text("dcterms:created").as_deref(), Some("2026-10-31T00:00:00Z"));
}

#[test]
fn a_date_that_is_none_and_a_hostile_title_do_no_harm() {
    let meta = Meta {
        title: HOSTILE.join("\n"),
        subject: Some("<&\">".to_owned()),
        date: Some("soon".to_owned()),
        language: "\"<".to_owned(),
        ..Meta::default()
    };
    let file =
        docx(&number(&crate::document::tree::Document { meta, ..document(vec![Block::Contents]) }).expect("sound"));
    for name in ["docProps/core.xml", "word/document.xml", "word/styles.xml", "word/settings.xml", "word/header2.xml"] {
        part(&file, name);
    }
    assert_eq!(
        part(&file, "docProps/core.xml").child("dcterms:created").expect("given").children[0].text,
        "1980-01-01T00:00:00Z"
    );
}

fn body(document: &Numbered) -> Vec<String> {
    let file = docx(document);
    let shown = part(&file, "word/document.xml")
        .find("w:p")
        .iter()
        .skip(1)
        .map(|paragraph| paragraph.shown())
        .collect::<Vec<_>>();
    shown.into_iter().filter(|text| !text.is_empty()).collect()
}

/// The numbers are Word's to show.
fn expected(content: &str) -> Vec<String> {
    let mut blocks = everywhere_read(content);
    for label in ["1", "1.1"] {
        let at = blocks
            .iter()
            .position(|block| block == label || block.starts_with(&format!("{label} ")))
            .expect("numbered");
        let block = blocks[at].split_off(label.len()).trim_start_matches(' ').to_owned();
        blocks[at] = block;
    }
    blocks.into_iter().filter(|block| !block.is_empty()).collect()
}

#[test]
fn hostile_text_appears_as_typed() {
    for content in HOSTILE {
        let content = format!("¶{content}");
        assert_eq!(body(&everywhere(&content)), expected(&content));
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_text_appears_as_typed(content in any_text()) {
        let content = format!("¶{content}");
        prop_assert_eq!(body(&everywhere(&content)), expected(&content));
    }
}
