//! Ids as a reader sees them.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

use super::visible::is_unseen;

/// Capital and small letters of other scripts, and what a reader takes them for. Wide letters, letters of mathematics and
/// accents are no matter of this list: they are taken apart before.
const LETTERS: [(&str, &str); 4] = [
    // Cyrillic
    ("АВЕЅІЈКМНОРСТУХҮԌԚԜӀаеѕіјорсухүһԁԛԝӏ", "ABESIJKMHOPCTYXYGQWIaesijopcyxyhdqwl"),
    // Greek
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿαιονρυγϲϳ", "ABEZHIKMNOPTYXCJaiovpuycj"),
    // Armenian, Cherokee
    ("ՏՍՕԼօսհոցզᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᏃ", "SUOLouhngqABCDEHJKLMPRSTVWZ"),
    // Latin letters beyond the plain ones, hyphens and dashes
    ("ıɑɡ‐‑‒–—−", "iag------"),
];

/// An id with each accent and its letter as one, where there is such a letter: in this form two ids are the same or not.
#[must_use]
pub(crate) fn composed(id: &str) -> Cow<'_, str> {
    if is_nfc_quick(id.chars()) == IsNormalized::Yes { Cow::Borrowed(id) } else { Cow::Owned(id.nfc().collect()) }
}

/// What two ids have in common that a reader hardly tells apart: capital and small letters, blanks and what has no width,
/// letters of another script.
#[must_use]
pub(crate) fn look(id: &str) -> String {
    let plain = id.nfkd().filter(|letter| !is_unseen(*letter)).map(latin);
    plain.flat_map(char::to_lowercase).collect()
}

/// A letter, or the plain one that it is taken for.
pub(super) fn latin(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    let found = LETTERS.iter().find_map(|(of, like)| like.chars().nth(of.chars().position(|one| one == letter)?));
    found.unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_of_the_list_has_one_that_it_is_taken_for() {
        for (of, like) in LETTERS {
            assert_eq!(of.chars().count(), like.chars().count(), "{of}");
            assert!(like.is_ascii() && !of.chars().any(|letter| letter.is_ascii()), "{of}");
        }
    }

    #[test]
    fn what_a_reader_hardly_tells_apart_looks_the_same() {
        for other in ["tr-1", "ТR-1", "TR -1", "TR\u{200b}-1", "ＴＲ－１", "𝐓𝐑-1", "TR‑1", "ΤR-1"] {
            assert_eq!(look(other), look("TR-1"), "{other}");
        }
        for other in ["TR-2", "TR1", "RT-1", "TR_1", "TR.1", "TR-01"] {
            assert_ne!(look(other), look("TR-1"), "{other}");
        }
        assert_ne!(look("Café"), look("Cafe"));
        assert_eq!(look("Ё"), look("Ë"));
    }

    #[test]
    fn an_accent_is_the_same_as_a_letter_or_as_a_mark() {
        assert_eq!(composed("Cafe\u{301}"), "Café");
        assert!(matches!(composed("Café-01"), Cow::Borrowed("Café-01")));
    }
}
