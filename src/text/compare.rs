//! Words in the shape in which they are compared.

/// Letters and digits in small letters, everything else a single blank, one at either end: `"; a-b "` is `" a b "`.
///
/// A letter whose small form is several characters gives all of them, so that two texts are equal when a reader takes them
/// for the same.
#[must_use]
pub(crate) fn spaced_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            out.extend(letter.to_lowercase());
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// White space as single blanks, none at the ends.
#[must_use]
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two people wrote the same, whatever the letters and the room between words.
#[must_use]
pub(crate) fn same(one: &str, other: &str) -> bool {
    let plain = |text: &str| squeezed(&text.to_lowercase());
    plain(one) == plain(other)
}

/// Text on one line with plain signs: quotation marks, hyphens and blanks that programs change on their own are one.
#[must_use]
pub(crate) fn plain_signs(text: &str) -> String {
    let text = text.replace(['“', '”', '„'], "\"").replace(['‘', '’'], "'").replace(['\n', '\u{a0}'], " ");
    text.replace(['‐', '‑'], "-").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_small_and_stand_between_blanks() {
        assert_eq!(spaced_words("At its SOLE\ndiscretion, the Importer"), " at its sole discretion the importer ");
        assert_eq!(spaced_words("72-hour "), " 72 hour ");
        assert_eq!(spaced_words(""), " ");
    }

    #[test]
    fn a_letter_that_grows_is_told_apart() {
        assert_eq!(spaced_words("İmporter"), " i\u{307}mporter ");
    }

    #[test]
    fn the_same_is_the_same_in_other_letters_and_with_other_blanks() {
        assert!(same("Encryption  at\nrest", " encryption AT rest"));
        assert!(!same("at rest", "at-rest"));
    }

    #[test]
    fn signs_that_programs_change_are_one() {
        assert_eq!(plain_signs(" “it’s\u{a0}a sub\u{2011}processor”\n"), "\"it's a sub-processor\"");
    }
}
