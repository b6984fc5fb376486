//! Words as one token of YAML on one line, plain where that is safe and quoted where not.

use crate::source::{Kind, Scalar, Sources};

/// The words as a value of a map, in the middle of `[ ]` or `{ }` as well.
pub(crate) fn scalar(words: &str) -> String {
    if is_plain(words) { words.to_owned() } else { quoted(words) }
}

/// Letters that mean nothing to YAML wherever they stand inside of words.
fn harmless(letter: char) -> bool {
    letter.is_alphanumeric()
        || (!letter.is_ascii() && !letter.is_whitespace() && !hidden(letter))
        || matches!(letter, ' ' | '-' | '_' | '.' | '/' | '(' | ')' | '+' | ';')
}

/// What cannot be seen, breaks lines elsewhere or turns the direction of what follows.
fn hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}'..='\u{ffff}')
}

fn is_plain(words: &str) -> bool {
    words.starts_with(char::is_alphanumeric)
        && !words.ends_with(' ')
        && words.chars().all(harmless)
        && reads_back(words)
}

/// Whether YAML takes it for these words and nothing else, such as a number.
fn reads_back(words: &str) -> bool {
    let mut sources = Sources::default();
    let source = sources.add("words.yaml", words.to_owned());
    let read = sources.get(source).tree().is_ok_and(|tree| match &tree.kind {
        Kind::Scalar(Scalar::Text(text)) => text == words,
        // A level by its number is written as one.
        Kind::Scalar(Scalar::Integer(number, text)) => text == words && number.to_string() == words,
        _ => false,
    });
    // Words of older YAML are kept from readers that still know them.
    let old = ["yes", "no", "on", "off", "y", "n"];
    read && !old.iter().any(|word| words.eq_ignore_ascii_case(word))
}

/// The words between quotation marks, as JSON has them as well.
pub(super) fn quoted(words: &str) -> String {
    let mut text = String::from("\"");
    for letter in words.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            letter if hidden(letter) => text.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => text.push(letter),
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_words_stay_plain_and_others_are_quoted() {
        for (words, written) in [
            ("established", "established"),
            ("3", "3"),
            ("2026-05-01", "2026-05-01"),
            ("evidence/owners.xlsx", "evidence/owners.xlsx"),
            ("no", "\"no\""),
            ("03", "\"03\""),
            ("1.5", "\"1.5\""),
            ("a: b", "\"a: b\""),
            ("", "\"\""),
            ("two\nlines", "\"two\\nlines\""),
            ("{{ x }}", "\"{{ x }}\""),
            ("\u{1b}[31m", "\"\\u001b[31m\""),
            ("ข้อมูล", "ข้อมูล"),
        ] {
            assert_eq!(scalar(words), written);
        }
    }

    proptest! {
        #[test]
        fn whatever_the_words_they_are_read_back(words in any::<String>()) {
            let mut sources = Sources::default();
            let source = sources.add("a.yaml", format!("a: {{ b: {} }}\n", scalar(&words)));
            let text = crate::worksheet::entry::pair(sources.get(source).tree().expect("it is YAML"), "a")
                .and_then(|pair| crate::worksheet::entry::pair(&pair.value, "b"))
                .map(|pair| match &pair.value.kind { Kind::Scalar(scalar) => scalar.text(), _ => None });
            prop_assert_eq!(text, Some(Some(words)));
        }
    }
}
