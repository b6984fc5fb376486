//! Lines no wider than a terminal or a page.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Breaks text at words into lines of at most `width` columns. The first line keeps the white space that it begins with,
/// later ones begin with `indent`. A word that is wider than a line stands alone.
#[must_use]
pub fn wrap(text: &str, width: usize, indent: &str) -> String {
    let begin = &text[..text.len() - text.trim_start().len()];
    let mut lines: Vec<String> = vec![begin.to_owned()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        let empty = line.trim().is_empty();
        if !empty && line.width() + 1 + word.width() > width {
            lines.push(format!("{indent}{word}"));
        } else {
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join("\n")
}

/// The same, with words that are wider than a line cut into pieces that fit: addresses, file names.
#[must_use]
pub fn wrap_wide(text: &str, width: usize, indent: &str) -> String {
    let room = width.saturating_sub(indent.width()).max(1);
    let begin = &text[..text.len() - text.trim_start().len()];
    let pieces: Vec<&str> = text.split_whitespace().flat_map(|word| chop(word, room)).collect();
    wrap(&format!("{begin}{}", pieces.join(" ")), width, indent)
}

/// Cuts text into lines no wider than `width`: at spaces where there are some, else between characters.
pub(crate) fn fill(text: &str, width: usize) -> Vec<String> {
    text.split('\n').flat_map(|line| fill_line(&line.replace('\t', "    "), width)).collect()
}

fn fill_line(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut filled = 0;
    for word in text.split_inclusive(' ') {
        for (at, piece) in chop(word, width).into_iter().enumerate() {
            let bare = piece.trim_end_matches(' ').width();
            // Spaces at the start of a text are not a line of their own.
            let begun = if at == 0 { !line.trim().is_empty() } else { !line.is_empty() };
            if filled + bare > width && begun {
                lines.push(std::mem::take(&mut line));
                filled = 0;
            }
            line.push_str(piece);
            filled += piece.width();
        }
    }
    lines.push(line);
    lines.iter().map(|line| line.trim_end_matches(' ').to_owned()).collect()
}

/// A word in pieces that fit on a line; never cut before a mark that joins the character before it.
fn chop(word: &str, width: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut filled, mut joined) = (0, 0, false);
    for (at, c) in word.char_indices() {
        let own = c.width().unwrap_or(0);
        let joins = own == 0 || joined || c == ' ';
        if filled + own > width && !joins && at > start {
            pieces.push(&word[start..at]);
            (start, filled) = (at, 0);
        }
        filled += own;
        joined = c == '\u{200d}';
    }
    pieces.push(&word[start..]);
    pieces
}

/// At most so many columns, with a sign where something was left out.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut short = String::new();
    for letter in text.chars() {
        short.push(letter);
        if short.width() >= columns {
            short.pop();
            break;
        }
    }
    short.trim_end().to_owned() + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_words_and_hang() {
        assert_eq!(wrap("one two three", 8, "  "), "one two\n  three");
        assert_eq!(wrap("  · one two", 8, "    "), "  · one\n    two");
        assert_eq!(wrap("unbreakableword x", 4, ""), "unbreakableword\nx");
        assert_eq!(wrap_wide("a unbreakableword x", 7, "  "), "a unbre\n  akabl\n  eword\n  x");
    }

    #[test]
    fn a_word_that_is_wider_than_the_page_is_cut_but_never_inside_a_character() {
        assert_eq!(fill("one two three", 8), ["one two", "three"]);
        assert_eq!(fill("unbreakable\nx", 5), ["unbre", "akabl", "e", "x"]);
        assert_eq!(fill("👩\u{200d}💻👩\u{200d}💻", 3).concat(), "👩\u{200d}💻👩\u{200d}💻");
    }

    #[test]
    fn what_is_cut_off_leaves_a_sign() {
        assert_eq!(cut("short", 5), "short");
        assert_eq!(cut("longer words", 8), "longer…");
    }
}
