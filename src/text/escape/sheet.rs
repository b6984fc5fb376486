//! Cells of a sheet that comes back: whatever is done to a text so that its cell commands nobody is undone when it is read.

use std::{borrow::Cow, fmt::Write};

use super::{
    super::{neutral::opens_command, visible::sign},
    FORMULA,
};

/// A cell of a sheet that comes back. An apostrophe keeps a spreadsheet from running what looks like a formula, and a runner
/// from reading its commands in the sheet; one is added as well where apostrophes already stand there. Characters that no
/// page can show are written by their numbers (`\\u{1b}`). So [`sheet_text`] finds every text as it was.
#[must_use]
pub(crate) fn sheet_cell(text: &str) -> Cow<'_, str> {
    if !is_formula(text) && !is_suspicious(text) {
        return text.into();
    }
    let text = guarded(&numbered(text), true);
    if is_formula(&text) { format!("'{text}").into() } else { text.into() }
}

/// The text of a cell, without what [`sheet_cell`] added.
#[must_use]
pub(crate) fn sheet_text(cell: &str) -> Cow<'_, str> {
    let cell = cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell);
    if is_suspicious(cell) { unnumbered(&guarded(cell, false)).into() } else { cell.into() }
}

/// What the number of a character begins with, after its backslash.
const NUMBER: &str = "u{";

fn is_formula(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    text.starts_with(['\t', '\r', '\n'])
        || text.trim_start().starts_with(FORMULA)
        || text.trim_start().starts_with(['|', '%'])
}

fn is_suspicious(text: &str) -> bool {
    ["##", "::", NUMBER].iter().any(|signs| text.contains(signs)) || text.contains(|c| c == '\r' || sign(c).is_some())
}

/// Adds an apostrophe wherever a runner would read a command, or takes it away.
fn guarded(text: &str, add: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut blank = true;
    for (at, c) in text.char_indices() {
        // Looked at only where something may begin, so that a row of apostrophes is not gone through for each of them.
        let bare = || text[at..].trim_start_matches('\'');
        let command = text[..at].ends_with("##") && opens_command(bare()) || blank && bare().starts_with("::");
        if command && add {
            out.push('\'');
        }
        if !(command && !add && c == '\'') {
            out.push(c);
        }
        blank = matches!(c, '\n' | '\r') || blank && c.is_whitespace();
    }
    out
}

/// Characters that no page can show become `\\u{1b}`. Backslashes right before such a number, or before what somebody typed
/// like one, are doubled: an odd one belongs to the number.
fn numbered(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut backslashes = 0;
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let hidden = sign(c).is_some() || c == '\r' && !rest.starts_with("\r\n");
        if hidden || rest.starts_with(NUMBER) {
            out.push_str(&"\\".repeat(backslashes));
        }
        if hidden {
            let _ = write!(out, "\\{NUMBER}{:x}}}", u32::from(c));
        } else {
            out.push(c);
        }
        backslashes = if c == '\\' { backslashes + 1 } else { 0 };
    }
    out
}

fn unnumbered(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(at) = rest.find(NUMBER) {
        let (before, found) = rest.split_at(at);
        let words = before.trim_end_matches('\\');
        let backslashes = before.len() - words.len();
        out.push_str(words);
        out.push_str(&"\\".repeat(backslashes / 2));
        let found = &found[NUMBER.len()..];
        if let Some((letter, after)) = letter(found).filter(|_| backslashes % 2 == 1) {
            out.push(letter);
            rest = after;
        } else {
            out.push_str(&"\\".repeat(backslashes % 2));
            out.push_str(NUMBER);
            rest = found;
        }
    }
    out + rest
}

/// The letter of a number, and what follows its brace.
fn letter(text: &str) -> Option<(char, &str)> {
    let after = text.trim_start_matches(|c: char| c.is_ascii_hexdigit());
    let number = u32::from_str_radix(&text[..text.len() - after.len()], 16).ok()?;
    Some((char::from_u32(number)?, after.strip_prefix('}')?))
}
