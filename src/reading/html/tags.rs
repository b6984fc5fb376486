//! Tags and text, cut as a browser cuts them.

use std::{borrow::Cow, collections::BTreeMap};

use html5gum::{DefaultEmitter, HtmlString, Spanned, StringReader, Tokenizer, naive_next_state};

/// A tag or a stretch of text.
pub(super) enum Token {
    /// Text as it is shown, and the byte at which it begins in the file.
    Text {
        text: String,
        at: usize,
    },
    Open {
        name: String,
        attributes: Attributes,
        closed: bool,
    },
    Close(String),
}

/// The attributes of a tag: of several of one name the first counts.
pub(super) struct Attributes(BTreeMap<HtmlString, Spanned<HtmlString>>);

impl Attributes {
    /// The value; nothing where the attribute is not there.
    pub(super) fn value(&self, name: &str) -> Cow<'_, str> {
        self.0.get(name.as_bytes()).map_or(Cow::Borrowed(""), |value| String::from_utf8_lossy(value))
    }

    /// Whether it is there, whatever its value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name.as_bytes())
    }
}

/// The tags and texts of a page in their order, without its comments.
pub(super) struct Tags<'a>(Tokenizer<StringReader<'a>, DefaultEmitter<usize>>);

impl<'a> Tags<'a> {
    pub(super) fn of(html: &'a str) -> Self {
        Self(Tokenizer::new_with_emitter(html, DefaultEmitter::new_with_span()))
    }
}

impl Iterator for Tags<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let Ok(token) = self.0.next()?;
            return Some(match token {
                html5gum::Token::String(text) => Token::Text { at: text.span.start, text: string(&text.value) },
                html5gum::Token::StartTag(tag) => {
                    // What is inside a script is not markup. In XHTML, which programs still write, `<script/>` is complete.
                    if let Some(state) = naive_next_state(&tag.name).filter(|_| !tag.self_closing) {
                        self.0.set_state(state);
                    }
                    let (name, closed) = (string(&tag.name), tag.self_closing);
                    Token::Open { name, attributes: Attributes(tag.attributes), closed }
                }
                html5gum::Token::EndTag(tag) => Token::Close(string(&tag.name)),
                html5gum::Token::Comment(_) | html5gum::Token::Doctype(_) | html5gum::Token::Error(_) => continue,
            });
        }
    }
}

fn string(text: &HtmlString) -> String {
    String::from_utf8_lossy(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<(String, usize)> {
        let texts = Tags::of(html).filter_map(|token| match token {
            Token::Text { text, at } => Some((text, at)),
            _ => None,
        });
        texts.collect()
    }

    #[test]
    fn every_name_of_a_character_is_known() {
        let text = "Ho&agrave; B&igrave;nh, &Agrave; &otilde; &Eacute;cole &rarr; &frac34; &#128; &#x1E5;";
        assert_eq!(texts(text), [("Hoà Bình, À õ École → ¾ € ǥ".to_owned(), 0)]);
        assert_eq!(texts("AT&T &unknown; &amp;amp; 5 &lt 6 &copy 2026")[0].0, "AT&T &unknown; &amp; 5 < 6 © 2026");
    }

    #[test]
    fn text_knows_where_it_begins() {
        assert_eq!(
            texts("<p\nclass=a>one</p>\r\n<!-- c -->\n<p>&agrave; two"),
            [("one".to_owned(), 11), ("\n".to_owned(), 18), ("\n".to_owned(), 30), ("à two".to_owned(), 34),]
        );
    }

    #[test]
    fn what_is_inside_a_script_is_no_markup_and_a_closed_one_holds_nothing() {
        assert_eq!(texts("<script>if (a <b) { '<p>' }</script >x")[1].0, "x");
        assert_eq!(texts("<title/>x<p>y").len(), 2);
        assert_eq!(texts("a < 72 hours <3")[0].0, "a < 72 hours <3");
    }

    #[test]
    fn attributes_are_read_however_they_are_quoted() {
        let Some(Token::Open { attributes, .. }) = Tags::of("<a B='x&agrave;y' c=\"1>2\" hidden d = e b=z>").next()
        else {
            panic!("a tag")
        };
        assert_eq!(["b", "c", "hidden", "d", "e"].map(|name| attributes.value(name)), ["xày", "1>2", "", "e", ""]);
        assert!(attributes.has("hidden") && !attributes.has("e"));
    }
}
