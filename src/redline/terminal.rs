//! The redline as text for a terminal, wrapped, in colour where that is wanted.

use unicode_width::UnicodeWidthStr;

use super::{
    align::{Change, ClauseChange},
    words::Kept,
};
use crate::{
    reading::{Block, Kind, Reading},
    text::{neutral, visible_lines},
};

/// How it is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub width: usize,
    pub colour: bool,
}

const INDENT: usize = 4;

/// The clauses that changed, word by word, and a last line that counts them. Without colour, deletions stand as `[-…-]`
/// and insertions as `{+…+}`.
#[must_use]
pub fn terminal(changes: &[ClauseChange], old: &Reading, new: &Reading, look: Look) -> String {
    let mut out = String::new();
    for change in changes.iter().filter(|change| change.change != Change::Unchanged) {
        let (word, sign) = match change.change {
            Change::Reworded => ("changed", '~'),
            Change::Moved => ("moved", '→'),
            Change::Deleted => ("deleted", '-'),
            _ => ("added", '+'),
        };
        let name = super::page::named(change, old, new);
        let head = format!("{sign} {name} {word}");
        out.push_str(&painted(&visible_lines(&head.replace('\n', " ")), "1", look));
        out.push('\n');
        out.push_str(&body(change, look));
        out.push('\n');
    }
    out.push_str(&summary(changes));
    neutral(&out, look.colour).into_owned()
}

/// `3 clauses changed, 1 added, 2 deleted; 118 unchanged`
pub(super) fn summary(changes: &[ClauseChange]) -> String {
    let count = |kind: Change| changes.iter().filter(|change| change.change == kind).count();
    let kinds = [
        (Change::Reworded, "changed"),
        (Change::Moved, "moved"),
        (Change::Added, "added"),
        (Change::Deleted, "deleted"),
    ];
    let parts: Vec<String> = kinds
        .iter()
        .filter(|(kind, _)| count(*kind) > 0)
        .map(|(kind, word)| format!("{} {word}", count(*kind)))
        .collect();
    let touched = if parts.is_empty() { "no paragraph changed".to_owned() } else { parts.join(", ") };
    format!("{touched}; {} unchanged\n", count(Change::Unchanged))
}

fn painted(text: &str, code: &str, look: Look) -> String {
    if look.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

fn body(change: &ClauseChange, look: Look) -> String {
    let whole = matches!(change.change, Change::Added | Change::Deleted);
    let mut line = String::new();
    let mut filled = 0;
    let mut out = String::new();
    let room = look.width.saturating_sub(INDENT).max(20);
    let changes = change.words.iter();
    for span in changes {
        let (code, open, close) = match span.kept {
            Kept::Same => ("", "", ""),
            Kept::Deleted => ("31;9", "[-", "-]"),
            Kept::Inserted => ("32;4", "{+", "+}"),
        };
        // Colour says it; a whole paragraph needs no brackets, its first line says what became of it.
        let marks = if look.colour || whole { ("", "") } else { (open, close) };
        let shown = visible_lines(&span.text).replace('\n', " ");
        let text = format!("{}{shown}{}", marks.0, marks.1);
        for word in text.split_inclusive(' ') {
            let width = word.trim_end().width();
            if filled + width > room && filled > 0 {
                out.push_str(&format!("{}{}\n", " ".repeat(INDENT), line.trim_end()));
                line.clear();
                filled = 0;
            }
            filled += word.width();
            if code.is_empty() || !look.colour {
                line.push_str(word);
            } else {
                line.push_str(&painted(word, code, look));
            }
        }
    }
    out + &format!("{}{}\n", " ".repeat(INDENT), line.trim_end())
}

/// What a reader calls a block: its number and where it stands.
pub(super) fn label(reading: &Reading, at: usize) -> String {
    let block: &Block = &reading.blocks[at];
    let heading = reading.headings(at).pop().unwrap_or_default();
    match (block.clause.is_empty(), heading.is_empty()) {
        (false, false) if heading.starts_with(&block.clause) => heading,
        (false, false) => format!("{} ({heading})", block.clause),
        (false, true) => block.clause.clone(),
        (true, false) => format!("under {heading}"),
        (true, true) if block.kind == Kind::Heading => "heading".to_owned(),
        (true, true) => "paragraph".to_owned(),
    }
}
