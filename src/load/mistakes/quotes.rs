//! Text that has to stand in quotation marks, or whose marks are wrong.

/// A text in the right quotation marks, and why it needs them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    pub(super) text: String,
    pub(super) message: String,
    /// The sign that is to blame, as an offset into the text.
    pub(super) at: usize,
}

/// Quotation marks of letters, which a program for letters puts in the place of typed ones.
pub(super) const CURLY: &[char] = &['“', '”', '„', '‘', '’', '«', '»'];

/// Signs that mean something of their own at the beginning of a text.
const SIGNS: &[char] = &['@', '`', '%', '*', '&', '!', '|', '>', '[', '{', ',', ']', '}'];

/// A value as it should be, where something in it is taken for more than text.
pub(super) fn quoted(value: &str) -> Option<Quoted> {
    let first = value.chars().next()?;
    let (message, at, inner) = if CURLY.contains(&first) {
        (
            "the quotation marks are curly: they are letters here, and end nothing".to_owned(),
            0,
            value.trim_matches(CURLY),
        )
    } else if first == '"' || first == '\'' {
        marked(value, first)?
    } else if let Some(at) = colon(value) {
        ("a colon stands inside a text, where it ends a key".to_owned(), at, value)
    } else if SIGNS.contains(&first) {
        (format!("a text that begins with `{first}` needs quotation marks"), 0, value)
    } else {
        return None;
    };
    Some(Quoted { text: enclosed(inner), message, at })
}

/// Where a colon would end a key.
fn colon(value: &str) -> Option<usize> {
    value.find(": ").or_else(|| value.ends_with(':').then(|| value.len() - 1))
}

/// What is wrong with a text that begins with a typed quotation mark, where, and the text between the marks that are meant.
fn marked(value: &str, mark: char) -> Option<(String, usize, &str)> {
    let rest = &value[1..];
    let closed = rest.strip_suffix(mark);
    match closed {
        Some(inner) if mark == '"' && inner.contains('\\') => {
            let at = 1 + inner.find('\\').unwrap_or(0);
            Some(("`\\` begins a sign of its own between double quotation marks".to_owned(), at, inner))
        }
        Some(inner) => {
            let at = 1 + inner.find(mark)?;
            Some(("a quotation mark ends the text before its end".to_owned(), at, inner))
        }
        None => match rest.find(mark) {
            Some(at) => Some(("a quotation mark ends the text before its end".to_owned(), 1 + at, value)),
            None => Some(("a quotation mark is not closed".to_owned(), 0, rest.trim_end_matches(CURLY))),
        },
    }
}

/// A text between quotation marks of a kind that does not stand in it.
pub(in crate::load) fn enclosed(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}
