//! Letters and Roman numerals, counted as Word counts them, so that a label stays right when Word counts again.

/// `a` to `z`, then `aa`, `bb`, …
pub(super) fn letters(count: u32) -> String {
    let at = count.saturating_sub(1);
    let letter = char::from(b'a' + u8::try_from(at % 26).expect("a remainder of 26"));
    std::iter::repeat_n(letter, usize::try_from(at / 26 + 1).unwrap_or(1)).collect()
}

/// `i`, `ii`, `iii`, `iv`, …
pub(super) fn roman(count: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut left = count;
    let mut shown = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            shown.push_str(sign);
            left -= value;
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{letters, roman};

    #[test]
    fn letters_double_after_z() {
        assert_eq!([1, 2, 26, 27, 28, 53].map(letters), ["a", "b", "z", "aa", "bb", "aaa"]);
    }

    #[test]
    fn roman_numerals() {
        assert_eq!([1, 4, 9, 14, 40, 1994].map(roman), ["i", "iv", "ix", "xiv", "xl", "mcmxciv"]);
    }
}
