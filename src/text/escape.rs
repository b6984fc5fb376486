//! Text that stays text in each format: what would be markup, a command or a formula there is written so that it is none.
//!
//! Characters that no page can show are another matter: see [`super::visible`] and [`super::visible_lines`].

use std::{borrow::Cow, fmt::Write};

use super::{
    neutral::{Watch, suspicious},
    visible::sign,
};

mod sheet;

pub(crate) use sheet::{sheet_cell, sheet_text};

/// HTML: in an element or in a quoted attribute.
#[must_use]
pub(crate) fn html(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) && !suspicious(text) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut watch = Watch::default();
    for (at, c) in text.char_indices() {
        let command = watch.commands(&text[at..], c);
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if command => by_number(c, &mut out),
            c => out.push(sign(c).unwrap_or(c)),
        }
    }
    out.into()
}

/// XML (Word, SVG, `JUnit`): in an element or in an attribute between double quotes.
#[must_use]
pub(crate) fn xml(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"']) && !suspicious(text) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut watch = Watch::default();
    for (at, c) in text.char_indices() {
        let command = watch.commands(&text[at..], c);
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if command => by_number(c, &mut out),
            c => out.push(sign(c).unwrap_or(c)),
        }
    }
    out.into()
}

/// A character that commands the runner in whose log the page stands.
fn by_number(c: char, out: &mut String) {
    let _ = write!(out, "&#{};", u32::from(c));
}

/// A string of CSS, with its quotation marks: every character that is not a plain letter or digit by its number.
#[must_use]
pub(crate) fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || c == ' ' {
            out.push(c);
        } else {
            let _ = write!(out, "\\{:06x}", u32::from(c));
        }
    }
    out + "\""
}

/// Markdown that people read and edit: a backslash only before characters that would be markup where they stand.
#[must_use]
pub(crate) fn markdown(text: &str, at_line_start: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before: Option<char> = None;
    let mut only_digits = at_line_start;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let after = characters.peek().copied();
        let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let first = at_line_start && before.is_none_or(|c| c == ' ' || c == '\t') && out.trim_start().is_empty();
        let markup = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '^' | '|' | '$' => true,
            '_' => !(word(before) && word(after)),
            '&' => after.is_some_and(|c| c == '#' || c.is_ascii_alphanumeric()),
            '#' => before.is_none_or(|c| c == ' ' || c == '#'),
            '>' | '-' | '+' | '=' | ':' => first,
            '.' | ')' => only_digits && before.is_some(),
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        out.push(c);
        only_digits = only_digits && c.is_ascii_digit();
        before = Some(c);
    }
    out
}

/// A value in a Markdown template, wherever the template puts it: a backslash before each sign that is markup anywhere.
#[must_use]
pub(crate) fn markdown_value(text: &str) -> String {
    backslashed(text, &['\\', '`', '*', '_', '[', ']', '<', '>', '|', '#', '&', '~'])
}

/// A message in Markdown: text stays text, code between backticks stays code.
#[must_use]
pub(crate) fn markdown_message(text: &str) -> String {
    let plain = |text: &str| backslashed(text, &['\\', '*', '_', '[', ']', '<', '>', '#', '&', '~']);
    let parts = text.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 0 { plain(part) } else { part.to_owned() }).collect::<Vec<_>>().join("`")
}

fn backslashed(text: &str, signs: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if signs.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A label of a Mermaid drawing: signs by their number.
#[must_use]
pub(crate) fn mermaid(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | '-' | '_' | '(' | ')' | ':' | '/') {
            let _ = write!(out, "#{};", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// Text of a calendar (RFC 5545, 3.3.11): line feeds by `\n`.
#[must_use]
pub(crate) fn ics(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// The text of a workflow command of GitHub: what would end it, in percent.
#[must_use]
pub(crate) fn github(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of such a command: what would end it as well.
#[must_use]
pub(crate) fn github_property(text: &str) -> String {
    github(text).replace(':', "%3A").replace(',', "%2C")
}

/// What a formula begins with. Wide signs are read as the narrow ones by some programs.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A cell of a CSV file that is only read: a leading apostrophe keeps a spreadsheet from running what looks like a formula;
/// plain numbers stay as they are.
#[must_use]
pub(crate) fn csv_cell(cell: &str) -> Cow<'_, str> {
    let risky = cell.trim_start().starts_with(FORMULA) && cell.parse::<f64>().is_err();
    if risky { format!("'{cell}").into() } else { cell.into() }
}

#[cfg(test)]
mod tests;
