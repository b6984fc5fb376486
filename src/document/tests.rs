//! What only reports have: parts, figures, pictures and badges, in every format.

use super::{
    html::html,
    json::json,
    markdown::markdown,
    number::number,
    numbered::Numbered,
    sample,
    text::text,
    tree::{Block, Document, Figure, Inline, Look, Meta, Part, Picture, Tone},
};

const SVG: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"><text x=\"2\" y=\"12\">Radar</text></svg>";

fn report(words: &str) -> Document {
    let picture = Picture { svg: SVG.to_owned(), words: format!("Picture of {words}"), width: 40, height: 20 };
    let figure =
        Figure { label: format!("Label {words}"), value: "62.5%".to_owned(), note: words.to_owned(), tone: Tone::Bad };
    let body = vec![Block::Picture(picture), Block::Paragraph(vec![Inline::Badge(Tone::Good, words.to_owned())])];
    let part = Part { id: "one".to_owned(), title: sample::text(&format!("Part {words}")), body, half: true };
    let twin = Part { id: "one".to_owned(), title: sample::text("Twin"), ..Part::default() };
    Document {
        meta: Meta { title: "Report".to_owned(), look: Look::Report, ..Meta::default() },
        body: vec![Block::Figures(vec![figure]), Block::Contents, Block::Part(part), Block::Part(twin)],
        ..Document::default()
    }
}

fn numbered(words: &str) -> Numbered {
    number(&report(words)).expect("sound")
}

#[test]
fn a_page_has_parts_to_go_to_and_pictures_in_it() {
    let page = html(&numbered("A"));
    for piece in [
        "<a href=\"#one\"><span class=\"text\">Part A</span></a>",
        "<section class=\"part half\" id=\"one\" aria-labelledby=\"one.title\">",
        "<div class=\"figure bad\"><dt>Label A</dt> <dd class=\"value\">62.5%</dd> <dd>A</dd></div>",
        "<span class=\"badge good\">A</span>",
        SVG,
    ] {
        assert!(page.contains(piece), "{piece} in {page}");
    }
    assert!(page.contains("id=\"one.2\""), "two parts never share an anchor");
}

#[test]
fn formats_without_pictures_tell_them_in_words() {
    for page in [markdown(&numbered("A")), text(&numbered("A"))] {
        for words in ["Part A", "Label A", "62.5%", "Picture of A"] {
            assert!(page.contains(words), "{words} in {page}");
        }
        assert!(!page.contains("<svg"));
    }
    let json: serde_json::Value = serde_json::from_str(&json(&numbered("A"))).expect("JSON");
    assert_eq!(json["body"][2]["body"][0]["words"], "Picture of A");
}

#[test]
fn words_of_a_picture_are_never_markup() {
    let hostile = "<b>&\"'{{ x }}\u{1b}[31m";
    let page = html(&numbered(hostile));
    assert!(!page.contains("<b>") && !page.contains('\u{1b}'));
    assert!(page.contains("&lt;b&gt;&amp;&quot;&#39;{{ x }}"), "{page}");
}

#[cfg(feature = "pictures")]
#[test]
fn a_pdf_draws_pictures_and_is_larger_for_it() {
    use super::pdf::pdf;

    let with = pdf(&numbered("A"));
    let mut document = report("A");
    document.body.remove(2);
    let without = pdf(&number(&document).expect("sound"));
    assert!(with.len() > without.len() + 500, "{} {}", with.len(), without.len());
    let broken = Document {
        body: vec![Block::Picture(Picture { words: "In words".to_owned(), ..Picture::default() })],
        ..Document::default()
    };
    assert!(pdf(&number(&broken).expect("sound")).starts_with(b"%PDF"));
}
