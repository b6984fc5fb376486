//! What a reader sees of text that holds characters no page can show.

use std::borrow::Cow;

/// The text with every control character replaced by its picture (`␀`, `␛`), so that all formats show the same thing
/// and none hands a raw control to a parser, a printer or a terminal.
///
/// Tab and line feed stay. Other ways to end a line (`\r\n`, `\r`, U+000B, U+000C, U+0085, U+2028, U+2029) become a line feed.
/// A C1 control becomes its seven-bit spelling (`␛[`), the two non-characters that XML cannot carry become U+FFFD.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_replaced) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                characters.next_if_eq(&'\n');
                shown.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => shown.push('\n'),
            '\u{7f}' => shown.push('\u{2421}'),
            '\u{80}'..='\u{9f}' => {
                shown.push('\u{241b}');
                shown.push(shift(c, -0x40));
            }
            c if c < ' ' && !matches!(c, '\t' | '\n') => shown.push(shift(c, 0x2400)),
            '\u{fffe}' | '\u{ffff}' => shown.push('\u{fffd}'),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

fn is_replaced(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n')) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

fn shift(c: char, by: i32) -> char {
    u32::from(c).checked_add_signed(by).and_then(char::from_u32).expect("a control character has a picture or a letter")
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn controls_become_pictures_and_everything_else_stays() {
        assert_eq!(visible("a\u{0}b\u{1b}[31mc\u{7f}"), "a␀b␛[31mc␡");
        assert_eq!(visible("\u{9b}31m"), "␛[31m");
        assert_eq!(visible("\u{fffe}\u{ffff}"), "\u{fffd}\u{fffd}");
        assert_eq!(visible("ไทย עברית 👩‍💻\t<b>{{ x }}|"), "ไทย עברית 👩‍💻\t<b>{{ x }}|");
    }

    #[test]
    fn every_line_ending_is_one_line_feed() {
        assert_eq!(visible("a\r\nb\rc\nd\u{b}e\u{c}f\u{85}g\u{2028}h\u{2029}i"), "a\nb\nc\nd\ne\nf\ng\nh\ni");
    }
}
