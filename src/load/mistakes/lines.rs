//! The lines of a text, each with what indents it.

use std::ops::Range;

/// A line without its end.
#[derive(Debug)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
}

impl<'t> Line<'t> {
    /// What stands before the first word.
    pub(super) fn indentation(&self) -> &'t str {
        &self.text[..self.text.len() - self.content().len()]
    }

    /// The line from its first word on.
    pub(super) fn content(&self) -> &'t str {
        self.text.trim_start()
    }

    /// Letters before the first word.
    pub(super) fn indent(&self) -> usize {
        self.indentation().chars().count()
    }

    /// Whether it says nothing.
    pub(super) fn is_blank(&self) -> bool {
        self.content().is_empty() || self.content().starts_with('#')
    }

    /// The first word, without the colon behind it.
    pub(super) fn first_word(&self) -> &'t str {
        first_word(self.content())
    }
}

/// The first word of a text, without the colon behind it; all of it where it begins with one.
pub(super) fn first_word(text: &str) -> &str {
    match text.find([' ', ':']) {
        Some(at) if at > 0 => &text[..at],
        _ => text,
    }
}

/// All lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    let line = |whole: &'_ str| {
        let start = at;
        at += whole.len();
        let end = start + whole.trim_end_matches(['\n', '\r']).len();
        Line { text: &text[start..end], range: start..end }
    };
    text.split_inclusive('\n').map(line).collect()
}
