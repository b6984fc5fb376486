//! Text for a terminal: control characters made visible, lines broken at words.

use unicode_width::UnicodeWidthStr;

/// Control characters as visible signs, so that a user's text cannot move the cursor or change colours.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\n' | '\t' => ' ',
            '\u{7f}' => '\u{2421}',
            // The second set of controls, and marks that turn the direction of what follows, beyond the text itself.
            '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            letter if letter < ' ' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{fffd}'),
            letter => letter,
        })
        .collect()
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_visible() {
        assert_eq!(visible("a\u{1b}[31mb\u{7}"), "a␛[31mb␇");
        assert_eq!(visible("\u{202e}evil\u{2069} ש"), "\u{fffd}evil\u{fffd} ש");
    }

    #[test]
    fn lines_are_broken_at_words_and_hang() {
        assert_eq!(wrap("one two three", 8, "  "), "one two\n  three");
        assert_eq!(wrap("  · one two", 8, "    "), "  · one\n    two");
        assert_eq!(wrap("unbreakableword x", 4, ""), "unbreakableword\nx");
    }
}
