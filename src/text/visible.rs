//! What a reader sees of text that holds characters no page can show.

use std::borrow::Cow;

/// The text on one line, for a terminal or a log: controls as visible signs, so that a user's text cannot move the cursor or
/// change colours; line ends and tabs as blanks; marks that turn the direction of what follows as U+FFFD.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\n' | '\t' => ' ',
            '\r' => '\u{240d}',
            letter => sign(letter).unwrap_or(letter),
        })
        .collect()
}

/// The sign that stands for a letter which no page can show, or which moves what stands around it. `None` for all others,
/// tabs and ends of lines among them.
pub(super) fn sign(letter: char) -> Option<char> {
    match letter {
        '\t' | '\n' | '\r' => None,
        '\u{7f}' => Some('\u{2421}'),
        letter if letter < ' ' => char::from_u32(0x2400 + u32::from(letter)),
        // The second set of controls, other ends of lines, and what no XML may hold.
        '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}' => Some('\u{fffd}'),
        letter => turns(letter).then_some('\u{fffd}'),
    }
}

/// Whether a reader sees nothing at all: blanks, controls, and letters that have no width.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(is_unseen)
}

/// Whether a letter leaves no ink. The blank of Braille leaves none either.
pub(crate) fn is_unseen(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{2800}' || is_hidden(letter)
}

/// The first letter that leaves neither ink nor room: a control, a letter without width, a mark of direction.
pub(crate) fn unseen(text: &str) -> Option<char> {
    text.chars().find(|letter| is_hidden(*letter))
}

/// Whether a letter leaves neither ink nor room.
pub(super) fn is_hidden(letter: char) -> bool {
    let no_width = matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{e0000}'..='\u{e007f}'
    );
    letter.is_control() || no_width || turns(letter)
}

/// Whether a mark turns the direction of what follows, beyond the text itself.
fn turns(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with every control character replaced by its picture (`␀`, `␛`), so that all formats show the same thing
/// and none hands a raw control to a parser, a printer or a terminal.
///
/// Tab and line feed stay. Other ways to end a line (`\r\n`, `\r`, U+000B, U+000C, U+0085, U+2028, U+2029) become a line feed.
/// A C1 control becomes its seven-bit spelling (`␛[`); the two non-characters that XML cannot carry, and marks that turn the
/// direction of what follows, become U+FFFD.
pub(crate) fn visible_lines(text: &str) -> Cow<'_, str> {
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
            c if turns(c) => shown.push('\u{fffd}'),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

fn is_replaced(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n'))
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
        || turns(c)
}

fn shift(c: char, by: i32) -> char {
    u32::from(c).checked_add_signed(by).and_then(char::from_u32).expect("a control character has a picture or a letter")
}

#[cfg(test)]
mod tests {
    use super::{visible, visible_lines};

    #[test]
    fn controls_become_pictures_and_everything_else_stays() {
        assert_eq!(visible_lines("a\u{0}b\u{1b}[31mc\u{7f}"), "a␀b␛[31mc␡");
        assert_eq!(visible_lines("\u{9b}31m"), "␛[31m");
        assert_eq!(visible_lines("\u{fffe}\u{ffff}"), "\u{fffd}\u{fffd}");
        assert_eq!(visible_lines("\u{202e}evil\u{2069} ש"), "\u{fffd}evil\u{fffd} ש");
        assert_eq!(visible_lines("ไทย עברית 👩‍💻\t<b>{{ x }}|"), "ไทย עברית 👩‍💻\t<b>{{ x }}|");
    }

    #[test]
    fn every_line_ending_is_one_line_feed() {
        assert_eq!(visible_lines("a\r\nb\rc\nd\u{b}e\u{c}f\u{85}g\u{2028}h\u{2029}i"), "a\nb\nc\nd\ne\nf\ng\nh\ni");
    }

    #[test]
    fn on_one_line_nothing_turns_the_direction_or_moves_the_cursor() {
        assert_eq!(visible("a\u{1b}[31mb\u{7}"), "a␛[31mb␇");
        assert_eq!(visible("\u{202e}evil\u{2069} ש"), "\u{fffd}evil\u{fffd} ש");
        assert_eq!(visible("one\ntwo\tthree"), "one two three");
    }
}
