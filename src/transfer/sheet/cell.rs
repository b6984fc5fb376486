//! What stands in a cell: texts that no spreadsheet takes for a formula, and lists of them.

/// A leading apostrophe keeps a spreadsheet from running what looks like a formula. One is added as well where apostrophes
/// already stand before such a text, so that [`fuse`] finds every text as it was.
pub(super) fn defuse(text: &str) -> String {
    if risky(text) { format!("'{text}") } else { text.to_owned() }
}

/// Takes the apostrophe of [`defuse`] away.
pub(super) fn fuse(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| risky(rest)).unwrap_or(cell)
}

fn risky(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    // Wide signs are read as the narrow ones by some programs.
    text.starts_with(['\t', '\r', '\n'])
        || text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%'])
}

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

    #[test]
    fn what_looks_like_a_formula_is_made_harmless_and_comes_back() {
        for (text, cell) in [
            ("=cmd()", "'=cmd()"),
            (" @SUM(A1)", "' @SUM(A1)"),
            ("+65 6123 4567", "'+65 6123 4567"),
            ("'=cmd()", "''=cmd()"),
            ("\ttab", "'\ttab"),
            ("'quoted'", "'quoted'"),
            ("plain", "plain"),
        ] {
            assert_eq!(defuse(text), cell);
            assert_eq!(fuse(cell), text);
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in any::<String>(), start in "['=@+ \t-]{0,4}") {
            let text = start + &text;
            let cell = defuse(&text);
            prop_assert_eq!(fuse(&cell), &text);
            prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']));
        }

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
