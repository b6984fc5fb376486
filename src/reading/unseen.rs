//! Text that nobody sees who looks at the file, and why.

use std::fmt;

use super::model::Place;

/// A stretch of text that is left out of a reading, because a person does not see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unseen {
    /// Its first words.
    pub text: String,
    pub why: Why,
    /// Where it would stand.
    pub place: Place,
}

/// Why text is not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Marked as hidden, by a property or an element that is never shown.
    Hidden,
    /// In the colour of what is behind it.
    Colour,
    /// Too small to be read.
    Tiny,
    /// Beside the page or the screen.
    OffPage,
    /// Cut off by a line, row or box without height.
    Clipped,
    /// In letters without a fill.
    Transparent,
    /// Kept in a file of its own that is put in when the document is opened.
    PutIn,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Hidden => "it is hidden",
            Self::Colour => "its letters have the colour of what is behind them",
            Self::Tiny => "its letters are too small to be read",
            Self::OffPage => "it stands beside the page",
            Self::Clipped => "the place where it stands has no room to show it",
            Self::Transparent => "its letters are transparent",
            Self::PutIn => "it is a file of its own, which is put in when the document is opened",
        })
    }
}

impl fmt::Display for Unseen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.line {
            Some(line) => write!(f, "line {line}")?,
            None => write!(f, "paragraph {}", self.place.paragraph)?,
        }
        write!(f, ": `{}` was left out: {}", self.text, self.why)
    }
}

/// A colour: red, green and blue.
pub(super) type Rgb = [u8; 3];

pub(super) const WHITE: Rgb = [255; 3];

/// Letters smaller than this, in tenths of a point, are not read by anybody; fine print begins at twice as much.
pub(super) const TINY: i64 = 40;

/// Whether two colours can hardly be told apart: no channel differs by a tenth. Grey of `E7E7E7` on white does not.
pub(super) fn same(one: Rgb, other: Rgb) -> bool {
    one.iter().zip(other).all(|(one, other)| one.abs_diff(other) <= 24)
}

/// A colour of six hexadecimal digits.
pub(super) fn hex(digits: &str) -> Option<Rgb> {
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 6)?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// Most letters of unseen text that are quoted.
const QUOTED: usize = 160;

/// Joins what belongs together, and cuts what is long.
pub(super) fn quote(text: &mut String, more: &str) {
    if text.ends_with('…') {
        return;
    }
    if !text.is_empty() && !more.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
    if let Some((at, _)) = text.char_indices().nth(QUOTED) {
        text.truncate(at);
        text.push('…');
    }
}
