//! Maps and lists in brackets on one line.

use std::ops::Range;

use super::quotes::quoted;

/// A line in which something between brackets was mended, with what was wrong and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mended {
    pub(super) text: String,
    pub(super) message: String,
    pub(super) at: usize,
}

/// What a walk over a line found.
#[derive(Default)]
struct Walk {
    /// Brackets that are open at the end, each with its place.
    open: Vec<(char, usize)>,
    /// The texts between brackets and commas.
    parts: Vec<Range<usize>>,
}

/// The ways in which the brackets of a line may be mended.
pub(super) fn mended(line: &str) -> Vec<Mended> {
    let walk = walk(line);
    if walk.parts.is_empty() {
        return Vec::new();
    }
    [comma(line, &walk), texts(line, &walk), closed(line, &walk)].into_iter().flatten().collect()
}

fn walk(line: &str) -> Walk {
    let mut walk = Walk::default();
    let mut start = 0;
    let mut quote = None;
    let mut before = ' ';
    for (at, letter) in line.char_indices() {
        // A mark inside a word is an apostrophe.
        let opens = quote.is_none() && [' ', '[', '{', ',', ':'].contains(&before);
        match letter {
            '"' | '\'' if quote == Some(letter) => quote = None,
            '"' | '\'' if opens => quote = Some(letter),
            _ if quote.is_some() => {}
            '{' | '[' if opens => {
                walk.open.push((letter, at));
                start = at + 1;
            }
            ',' | '}' | ']' if !walk.open.is_empty() => {
                walk.parts.push(start..at);
                start = at + 1;
                if letter != ',' {
                    walk.open.pop();
                }
            }
            _ => {}
        }
        before = letter;
    }
    if !walk.open.is_empty() {
        walk.parts.push(start..line.len());
    }
    walk
}

/// Texts that need quotation marks.
fn texts(line: &str, walk: &Walk) -> Option<Mended> {
    let mut mended: Option<Mended> = None;
    for part in walk.parts.iter().rev() {
        let text = &line[part.clone()];
        let head = text.find(": ").map_or(text.len() - text.trim_start().len(), |at| at + 2);
        let value = text[head..].trim();
        // What is closed further on is a map or a list, and no text.
        if value.starts_with(['[', '{']) {
            continue;
        }
        let Some(quoted) = quoted(value) else { continue };
        let start = part.start + text.len() - text[head..].trim_start().len();
        let rest = mended.as_ref().map_or(line, |mended| &mended.text);
        let whole = [&rest[..start], &quoted.text, &rest[start + value.len()..]].concat();
        mended = Some(Mended { text: whole, message: quoted.message, at: start + quoted.at });
    }
    mended
}

/// A comma that is missing between a value of one word and the next key.
fn comma(line: &str, walk: &Walk) -> Option<Mended> {
    walk.parts.iter().find_map(|part| {
        let text = &line[part.clone()];
        let at = text.find(": ")? + 2;
        let (value, rest) = text[at..].split_once(' ')?;
        let key = &rest[..rest.find(": ")?];
        let plain = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        (plain && !value.is_empty()).then(|| {
            let at = part.start + at + value.len();
            let text = format!("{},{}", &line[..at], &line[at..]);
            Mended { text, message: "a comma is missing between two keys".to_owned(), at }
        })
    })
}

/// Brackets that are not closed.
fn closed(line: &str, walk: &Walk) -> Option<Mended> {
    let (first, at) = *walk.open.last()?;
    let mut text = line.trim_end().to_owned();
    for (bracket, _) in walk.open.iter().rev() {
        text.push_str(if *bracket == '{' { " }" } else { "]" });
    }
    Some(Mended { text, message: format!("the `{first}` is not closed"), at })
}
