use super::html;
use crate::document::number::number;
use crate::document::numbered::Numbered;
use crate::document::sample::{HOSTILE, agreement, any_text, cases, document, everywhere, everywhere_read};
use crate::document::tree::Meta;
use proptest::prelude::*;

/// The text of the page's body, block by block, as a browser shows it; panics on a tag this writer does not make.
fn read(page: &str) -> Vec<String> {
    let body = &page[page.find("<article>").expect("a body")..page.find("</article>").expect("an end")];
    let mut blocks = vec![String::new()];
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        let name = tag.split([' ', '\n']).next().expect("a name");
        match name.trim_start_matches('/') {
            "article" | "header" | "section" | "div" | "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol"
            | "li" | "table" | "colgroup" | "col" | "thead" | "tbody" | "tr" | "th" | "td" | "aside" | "nav" | "dl"
            | "dt" | "dd" => {
                let text = text.trim_start_matches('\n');
                blocks.push(unescape(if name.starts_with('/') { text } else { &part[part.len() - text.len()..] }));
            }
            "br" => {
                let last = blocks.last_mut().expect("a block");
                last.push('\n');
                last.push_str(&unescape(text));
            }
            "span" | "a" | "strong" | "em" | "dfn" | "mark" => {
                blocks.last_mut().expect("a block").push_str(&unescape(text));
            }
            other => panic!("unexpected tag {other}"),
        }
    }
    blocks.into_iter().filter(|block| !block.is_empty()).collect()
}

fn unescape(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&#58;", ":").replace("&amp;", "&")
}

fn body(document: &Numbered) -> Vec<String> {
    read(&html(document)).split_off(1)
}

fn expected(content: &str) -> Vec<String> {
    let mut blocks = everywhere_read(content);
    if content.is_empty() {
        // A number and the space after it stand before the text even where there is none.
        return ["ab c", "1 ", "1.1 ", "head", "cell", "• "].map(str::to_owned).to_vec();
    }
    let last = blocks.last_mut().expect("a list item");
    last.insert_str(0, "• ");
    blocks
}

#[test]
fn the_page_stands_alone_and_says_its_language() {
    let page = html(&number(&agreement()).expect("sound"));
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en-SG\">"));
    for outside in ["<script", "http:", "https:", "<link", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn every_link_leads_to_an_id_and_ids_are_unique() {
    let page = html(&number(&agreement()).expect("sound"));
    let after = |mark: &str| -> Vec<String> {
        page.split(mark).skip(1).map(|rest| rest.split('"').next().expect("a quote").to_owned()).collect()
    };
    let (ids, links) = (after(" id=\""), after("href=\"#"));
    assert!(links.len() > 20);
    assert!(links.iter().all(|link| ids.contains(link)));
    let mut unique = ids.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), ids.len());
}

#[test]
fn numbers_gaps_and_terms_are_marked() {
    let page = html(&number(&agreement()).expect("sound"));
    assert!(
        page.contains(
            "<h2 class=\"numbered\"><span class=\"number\">3 </span><span class=\"text\">Security</span></h2>"
        )
    );
    assert!(page.contains("<mark>[●  number]</mark>"));
    assert!(page.contains("<dfn>Data Exporter</dfn>"));
    assert!(page.contains("<a href=\"#by-hand\">2.1(b)(ii)</a>"));
}

#[test]
fn a_title_cannot_leave_its_place() {
    let title = "</style><script>\"'\\ & ©".to_owned();
    let meta = Meta { title, mark: Some("</title>".to_owned()), language: "\"><i".to_owned(), ..Meta::default() };
    let page = html(&number(&crate::document::tree::Document { meta, ..document(Vec::new()) }).expect("sound"));
    assert_eq!((page.matches("</style>").count(), page.matches("</title>").count()), (1, 1));
    assert!(!page.contains("<script") && !page.contains("<i"), "{page}");
    assert!(page.contains("@top-left { content: \"\\00003c\\00002fstyle\\00003e\\00003cscript"));
}

#[test]
fn hostile_text_appears_as_typed() {
    for content in HOSTILE {
        assert_eq!(body(&everywhere(content)), expected(content));
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_text_appears_as_typed(content in any_text()) {
        prop_assert_eq!(body(&everywhere(&content)), expected(&content));
    }
}
