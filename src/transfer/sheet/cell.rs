//! What stands in a cell: lists of texts that come back as they were.

/// A text inside a list: separators, backslashes and white space at its ends keep their meaning behind a backslash.
pub(super) fn escape(text: &str) -> String {
    let inner = text.trim();
    let start = text.len() - text.trim_start().len();
    let end = start + inner.len();
    let mut escaped = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        if matches!(letter, '\\' | ';' | '|') || at < start || at >= end {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// The text as it was, without white space that nobody meant.
pub(super) fn unescape(piece: &str) -> String {
    let mut text = String::with_capacity(piece.len());
    // As far as the text is meant.
    let mut kept = 0;
    let mut letters = piece.trim_start().chars();
    while let Some(letter) = letters.next() {
        let meant = letter == '\\';
        text.push(if meant { letters.next().unwrap_or('\\') } else { letter });
        if meant || !letter.is_whitespace() {
            kept = text.len();
        }
    }
    text.truncate(kept);
    text
}

/// Parts a cell at every `separator` that is not behind a backslash.
pub(super) fn split(cell: &str, separator: char) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut meant) = (0, false);
    for (at, letter) in cell.char_indices() {
        if meant {
            meant = false;
        } else if letter == '\\' {
            meant = true;
        } else if letter == separator {
            pieces.push(&cell[start..at]);
            start = at + letter.len_utf8();
        }
    }
    pieces.push(&cell[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_list_of_texts_comes_back(
            texts in proptest::collection::vec("[ a;|\\\\\u{3000}\n]{0,6}", 1..5),
        ) {
            let cell = texts.iter().map(|text| escape(text)).collect::<Vec<_>>().join("; ");
            let back: Vec<String> = split(&cell, ';').into_iter().map(unescape).collect();
            prop_assert_eq!(back, texts);
        }
    }
}
