//! Counts as letters and as Roman numerals, as Word shows them: for what is written and for what is read alike.

/// `a` to `z`, then `aa`, `bb`, …; no letter for none, and no more than thirty for a count that somebody made up.
pub(crate) fn letters(count: u32) -> String {
    let Some(at) = count.checked_sub(1) else { return String::new() };
    let letter = char::from(b'a' + u8::try_from(at % 26).expect("a remainder of 26"));
    std::iter::repeat_n(letter, usize::try_from(at / 26 + 1).unwrap_or(1).min(30)).collect()
}

/// `i`, `ii`, `iii`, `iv`, …; figures where there is no sign left, as Word has them.
pub(crate) fn roman(count: u32) -> String {
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
    if count > 4_999 {
        return count.to_string();
    }
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
        assert_eq!((letters(0).as_str(), letters(u32::MAX).len()), ("", 30));
    }

    #[test]
    fn roman_numerals() {
        assert_eq!([1, 4, 9, 14, 40, 1994].map(roman), ["i", "iv", "ix", "xiv", "xl", "mcmxciv"]);
        assert_eq!(roman(5_000), "5000");
    }
}
