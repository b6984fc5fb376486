use super::flow::strips;
use super::fonts::Fonts;
use super::pages::{Pages, paginate};
use super::strip::{Op, Strip};
use super::{BOTTOM, MARGIN, TOP, WIDTH, page_numbers, pdf};
use crate::document::number::number;
use crate::document::numbered::Numbered;
use crate::document::sample::{
    HOSTILE, agreement, any_text, cases, document, everywhere, everywhere_read, headed, numbered, text,
};
use crate::document::tree::{Block, Clause, Document, Meta, Signatory, Table};
use proptest::prelude::*;

/// What a reader copies out of a strip: the text of each cluster once, in the order of the text.
fn copied(strip: &Strip) -> String {
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    for (nth, op) in strip.ops.iter().enumerate() {
        if let Op::Glyphs { glyphs, text, .. } = op {
            let same = |at: &usize| match &strip.ops[*at] {
                Op::Glyphs { text: other, .. } => std::rc::Rc::ptr_eq(text, other),
                _ => false,
            };
            let paragraph = (0..nth).find(same).unwrap_or(nth);
            found.extend(
                glyphs
                    .iter()
                    .map(|glyph| (paragraph, glyph.text_range.start, text[glyph.text_range.clone()].to_owned())),
            );
        }
    }
    found.sort_by_key(|(paragraph, at, _)| (*paragraph, *at));
    found.dedup();
    found.into_iter().map(|(.., text)| text).collect()
}

fn shown(strips: &[Strip]) -> String {
    strips.iter().map(copied).collect::<Vec<_>>().join("\n")
}

/// Lines break where the page wants it, tabs are spaces, a byte-order mark is nothing, and a joiner after a space joins nothing.
fn words(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{feff}' | '\u{200d}')).collect()
}

fn with_pages<T>(document: &Numbered, look: impl FnOnce(&Pages) -> T) -> T {
    let fonts = Fonts::new();
    look(&paginate(&strips(document, &fonts)))
}

fn page_text(page: &[(f32, &Strip)]) -> String {
    page.iter().map(|(_, strip)| copied(strip)).collect::<Vec<_>>().join("\n")
}

fn paragraph(words: usize) -> Block {
    Block::Paragraph(text(&"word ".repeat(words)))
}

#[test]
fn it_is_an_archival_pdf_with_links_and_outline() {
    let file = pdf(&number(&agreement()).expect("sound"));
    assert!(file.starts_with(b"%PDF-1.7"));
    let has = |mark: &str| file.windows(mark.len()).any(|window| window == mark.as_bytes());
    assert!(has("<pdfaid:part>2</pdfaid:part>") && has("<pdfaid:conformance>B</pdfaid:conformance>"));
    assert!(has("/Outlines") && has("/Subtype/Link") || has("/Subtype /Link"));
}

#[test]
fn numbers_stand_before_their_text() {
    let fonts = Fonts::new();
    let shown = shown(&strips(&number(&agreement()).expect("sound"), &fonts));
    for line in [
        "3Security",
        "3.1Measures. The Data Importer shall keep the measures of Schedule B, among them:",
        "(ii)bind the Data",
        "•encryption in",
        "Schedule B – Security measures",
    ] {
        assert!(shown.contains(line), "{line} in {shown}");
    }
}

#[test]
fn nothing_stands_outside_of_the_margins() {
    let document = number(&agreement()).expect("sound");
    with_pages(&document, |pages| {
        for (y, strip) in pages.pages.iter().flatten() {
            assert!(*y >= TOP - 0.1 && y + strip.height <= BOTTOM + 0.1, "{}", copied(strip));
            for op in &strip.ops {
                if let Op::Glyphs { x, glyphs, size, .. } = op {
                    let end = x + glyphs.iter().map(|glyph| glyph.x_advance).sum::<f32>() * size;
                    assert!(*x >= MARGIN - 0.1 && end <= MARGIN + WIDTH + 0.1, "{}", copied(strip));
                }
            }
        }
    });
}

#[test]
fn a_heading_is_never_the_last_line_of_a_page_and_no_line_stands_alone() {
    for filler in (300..420).step_by(3) {
        let heading = Block::Heading { level: 1, text: text("Heading") };
        let document = numbered(vec![paragraph(filler), paragraph(filler), heading, paragraph(100)]);
        with_pages(&document, |pages| {
            for page in &pages.pages {
                assert!(!page_text(page).ends_with("Heading"), "{filler}");
                let lines = page
                    .iter()
                    .rev()
                    .take_while(|(_, strip)| strip.space == 0.0 && copied(strip).contains("word"))
                    .count();
                assert_ne!(lines, 0, "a paragraph's first line stands alone at the end of a page: {filler}");
            }
        });
    }
}

#[test]
fn a_table_repeats_its_heading_on_every_page() {
    let row = |at: usize| vec![text(&format!("row {at}")), text("value")];
    let table = Table { widths: vec![], head: vec![text("Name"), text("Value")], rows: (0..120).map(row).collect() };
    with_pages(&numbered(vec![Block::Table(table)]), |pages| {
        assert!(pages.pages.len() > 2);
        for page in &pages.pages[1..] {
            assert!(page_text(page).starts_with("NameValue\nrow "), "{}", page_text(page));
        }
        let rows: String = pages.pages.iter().map(|page| page_text(page)).collect();
        assert!((0..120).all(|at| rows.matches(&format!("row {at}value")).count() == 1));
    });
}

#[test]
fn a_cell_longer_than_a_page_goes_on() {
    let long = "word ".repeat(3000);
    let table = Table { rows: vec![vec![text("a"), text(&long)]], ..Table::default() };
    with_pages(&numbered(vec![Block::Table(table)]), |pages| {
        assert!(pages.pages.len() > 2);
        let all: String = pages.pages.iter().map(|page| page_text(page)).collect();
        assert_eq!(all.matches("word").count(), 3000);
    });
}

#[test]
fn places_to_sign_stay_on_one_page_with_the_line_before_them() {
    let lines = ["Signature", "Name", "Title", "Date"].map(|label| (label.to_owned(), Vec::new())).to_vec();
    let signatory = Signatory { caption: text("Signed for"), lines };
    for filler in (500..640).step_by(5) {
        let body = vec![
            paragraph(filler),
            Block::Paragraph(text("The parties have signed.")),
            Block::Signatures(vec![signatory.clone(), signatory.clone()]),
        ];
        with_pages(&numbered(body), |pages| {
            let pages: Vec<_> = pages.pages.iter().map(|page| page_text(page)).collect();
            let with = |word: &str| pages.iter().position(|page| page.contains(word));
            assert_eq!(with("The parties have signed."), with("Date"), "{filler}");
        });
    }
}

#[test]
fn schedules_begin_pages_and_anchors_know_theirs() {
    let (count, pages) = page_numbers(&number(&agreement()).expect("sound"));
    assert_eq!((count, pages["definitions"], pages["schedule-transfer"], pages["schedule-security"]), (7, 2, 6, 7));
}

#[test]
fn extremes_do_not_stop_it() {
    let meta = Meta {
        title: "title ".repeat(7_000),
        subject: Some("\u{feff}s".repeat(40_000)),
        mark: Some("m".repeat(900)),
        date: Some("2026-99-99".to_owned()),
        language: "?".to_owned(),
        ..Meta::default()
    };
    let marks = format!("e{}", "\u{301}".repeat(5_000));
    let emoji = "👩\u{200d}".repeat(5_000);
    let deep = Clause { title: text(&"long ".repeat(2_000)), text: text(&emoji), ..Clause::default() };
    let body = vec![
        Block::Contents,
        Block::Paragraph(text(&marks)),
        Block::Clause(deep),
        Block::Note { title: None, body: vec![] },
        Block::Signatures(vec![]),
        Block::Table(Table::default()),
        headed("", "", vec![]),
    ];
    assert!(pdf(&number(&Document { meta, body, ..Document::default() }).expect("sound")).len() > 1_000);
    assert!(!pdf(&number(&document(Vec::new())).expect("sound")).is_empty());
}

fn reads_back(content: &str) -> Result<(), TestCaseError> {
    let document = everywhere(content);
    let fonts = Fonts::new();
    let seen = words(&shown(&strips(&document, &fonts)));
    for block in everywhere_read(content) {
        prop_assert!(seen.contains(&words(&block)), "{block:?} in {seen:?}");
    }
    Ok(())
}

#[test]
fn hostile_text_is_copied_as_typed() {
    for content in HOSTILE {
        reads_back(content).unwrap_or_else(|error| panic!("{error}"));
        assert!(!pdf(&everywhere(content)).is_empty());
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_text_is_copied_as_typed(content in any_text()) {
        reads_back(&content)?;
    }
}
