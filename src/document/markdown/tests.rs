use super::markdown;
use crate::document::number::number;
use crate::document::numbered::Numbered;
use crate::document::sample::{HOSTILE, agreement, any_text, cases, everywhere, everywhere_read, numbered, rich, text};
use crate::document::tree::{Block, ListStyle};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The text of each block as a reader sees it once rendered, with every extension on.
fn read(source: &str) -> Vec<String> {
    let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION - Options::ENABLE_HEADING_ATTRIBUTES;
    let mut blocks = vec![String::new()];
    for event in Parser::new_ext(source, options) {
        let last = blocks.last_mut().expect("one block at least");
        match event {
            Event::Text(text) => last.push_str(&text),
            Event::HardBreak => last.push('\n'),
            Event::InlineHtml(tag) | Event::Html(tag) if tag.trim() == "<br>" => last.push('\n'),
            Event::InlineHtml(tag) | Event::Html(tag) => assert!(
                tag.starts_with("<a id=")
                    || ["</a>", "<br>", "<strong>", "</strong>", "<em>", "</em>"].contains(&&*tag),
                "{tag}"
            ),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell | Tag::Item | Tag::HtmlBlock) => {
                blocks.push(String::new());
            }
            Event::Start(
                Tag::List(None)
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::Strong
                | Tag::Emphasis
                | Tag::Link { .. }
                | Tag::BlockQuote(None),
            )
            | Event::End(_)
            | Event::Rule => {}
            other => panic!("{other:?} in {source}"),
        }
    }
    blocks.into_iter().filter(|block| !block.is_empty()).collect()
}

fn body(document: &Numbered) -> Vec<String> {
    read(&markdown(document)).split_off(1)
}

fn links(source: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for event in Parser::new_ext(source, Options::all()) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                inside = true;
                found.push((dest_url.to_string(), String::new()));
            }
            Event::End(TagEnd::Link) => inside = false,
            Event::Text(text) if inside => {
                found.last_mut().expect("a link is open").1.push_str(&text);
            }
            _ => {}
        }
    }
    found
}

#[test]
fn clauses_read_as_they_are_numbered() {
    let source = markdown(&number(&agreement()).expect("sound"));
    assert!(source.contains("\n\n## <a id=\"instructions\"></a>2 Instructions and purpose\n\n"));
    assert!(
        source.contains("\n\n\u{2003}<a id=\"documented-instructions\"></a>(b) on the documented")
            || source.contains("\n\n\u{2003}(b) on the documented")
    );
    assert!(source.contains(
        "\n\n\u{2003}\u{2003}<a id=\"by-hand\"></a>(ii) bind the Data Importer from the \\[●  number\\] business day"
    ));
    assert!(source.contains("\n\n3.1 **Measures.** The Data Importer"));
    assert!(source.contains("(the “**Data Exporter**”)"));
    assert!(source.contains("\n\n## <a id=\"schedule-security\"></a>Schedule B – Security measures\n\n"));
}

#[test]
fn every_link_leads_to_an_anchor_and_shows_its_number() {
    let source = markdown(&number(&agreement()).expect("sound"));
    let links = links(&source);
    assert!(links.len() > 20);
    for (target, shown) in links {
        let anchor = format!("<a id=\"{}\"></a>", target.trim_start_matches('#'));
        let at = source.find(&anchor).unwrap_or_else(|| panic!("no place for {target}"));
        let line = source[at + anchor.len()..].lines().next().expect("a line");
        let label = shown.rsplit_once('(').map_or(shown.as_str(), |(_, last)| last.trim_end_matches(')'));
        assert!(line.replace(" –", "").contains(label), "{shown} leads to {line}");
    }
}

#[test]
fn lists_and_tables_keep_their_shape() {
    let list = |style| Block::List { style, items: vec![text("x"), text("y")] };
    let document = numbered(vec![list(ListStyle::Decimal), list(ListStyle::Letter), list(ListStyle::Bullet)]);
    assert_eq!(body(&document), ["1. x", "2. y", "(a) x", "(b) y", "x", "y"]);
}

#[test]
fn a_note_is_a_quotation() {
    let note = Block::Note {
        title: Some("Not <advice>".to_owned()),
        body: vec![Block::Paragraph(rich("one")), Block::Paragraph(rich("two"))],
    };
    let source = markdown(&numbered(vec![note]));
    assert!(source.ends_with("> **Not \\<advice>**\n>\n> one\n>\n> two\n"), "{source}");
}

#[test]
fn hostile_text_appears_as_typed() {
    for content in HOSTILE {
        assert_eq!(body(&everywhere(content)), everywhere_read(content), "{}", markdown(&everywhere(content)));
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_text_appears_as_typed(content in any_text()) {
        prop_assert_eq!(body(&everywhere(&content)), everywhere_read(&content), "{}", markdown(&everywhere(&content)));
    }
}
