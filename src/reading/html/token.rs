//! Tags and text, cut as tolerantly as a browser cuts them.

use super::entity::entities;

/// Where `what` begins, in small letters or capitals.
pub(super) fn find_ignoring_case(text: &str, what: &str) -> Option<usize> {
    let (text, what) = (text.as_bytes(), what.as_bytes());
    text.windows(what.len()).position(|window| window.eq_ignore_ascii_case(what))
}

/// A tag or a stretch of text.
pub(super) enum Token<'a> {
    Text(&'a str),
    Open { name: String, attributes: &'a str, closed: bool },
    Close(String),
    Nothing,
}

/// The next token, and what follows it; never longer than the text, never empty.
pub(super) fn token(text: &str) -> (Token<'_>, &str) {
    let Some(inner) = text.strip_prefix('<') else {
        let end = text.find('<').unwrap_or(text.len());
        return (Token::Text(&text[..end]), &text[end..]);
    };
    if let Some(comment) = inner.strip_prefix("!--") {
        return (Token::Nothing, comment.find("-->").map_or("", |end| &comment[end + 3..]));
    }
    if inner.starts_with(['!', '?']) {
        return (Token::Nothing, inner.find('>').map_or("", |end| &inner[end + 1..]));
    }
    let (closing, named) = inner.strip_prefix('/').map_or((false, inner), |rest| (true, rest));
    if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
        // A sign, not a tag: `< 72 hours`.
        let end = inner.find('<').map_or(text.len(), |end| end + 1);
        return (Token::Text(&text[..end]), &text[end..]);
    }
    let length = named.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(named.len());
    let name = named[..length].to_ascii_lowercase();
    let end = tag_end(&named[length..]).map_or(named.len(), |end| length + end);
    let after = named.get(end + 1..).unwrap_or("");
    let attributes = &named[length..end];
    if closing {
        return (Token::Close(name), after);
    }
    (Token::Open { name, attributes, closed: attributes.ends_with('/') }, after)
}

/// Where the tag ends: the first `>` outside quotation marks.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) if text[..at].trim_end().ends_with('=') => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('>', None) => return Some(at),
            _ => {}
        }
    }
    text.find('>')
}

/// The value of an attribute.
pub(super) fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    while !rest.is_empty() {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
        let key = &rest[..end];
        let after = rest[end..].trim_start();
        let value = match after.strip_prefix('=').map(str::trim_start) {
            None => {
                rest = if end == 0 { rest.get(1..).unwrap_or("") } else { after };
                ""
            }
            Some(value) => {
                let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
                let (value, after) = match quote {
                    Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                    None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
                };
                rest = after;
                value
            }
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(entities(value));
        }
    }
    None
}

pub(super) fn has(attributes: &str, name: &str) -> bool {
    attributes.split_whitespace().any(|word| word.eq_ignore_ascii_case(name))
        || attribute(attributes, name).is_some_and(|value| value.is_empty() || value == name)
}
