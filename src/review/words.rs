//! Text as words: lower case, hyphens open, possessives dropped, so that wording varies less.

use super::language::Language;

/// A word and what stood around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    /// It began with a capital letter.
    pub(super) capital: bool,
    /// A quotation mark stands directly before it.
    pub(super) quoted: bool,
    /// A mark that ends a part of a sentence stands before it: a comma, a bracket, a colon.
    pub(super) broken: bool,
}

/// The words of a text in order.
pub(super) fn words(text: &str, language: &Language) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let (mut quoted, mut broken) = (false, false);
    let mut rest = text.char_indices().peekable();
    while let Some((start, letter)) = rest.next() {
        if !letter.is_alphanumeric() {
            match letter {
                '"' | '“' | '”' | '„' | '«' | '‘' | '\'' => quoted = true,
                ',' | ';' | ':' | '(' | ')' | '–' | '—' => {
                    broken = true;
                    quoted = false;
                }
                // `Act - the Data Privacy Act`, but not `sub-processor`.
                '-' if text[..start].ends_with(' ') && text[start + 1..].starts_with(' ') => broken = true,
                '*' | '_' | '-' | '\u{2011}' => {}
                _ => quoted = false,
            }
            continue;
        }
        let mut end = start + letter.len_utf8();
        while let Some((at, next)) = rest.peek().copied() {
            let inside = next.is_alphanumeric()
                || (matches!(next, '\'' | '’') && text[at + next.len_utf8()..].starts_with(char::is_alphabetic));
            if !inside {
                break;
            }
            end = at + next.len_utf8();
            rest.next();
        }
        let whole = text[start..end].replace('’', "'").to_lowercase();
        let (stem, more) = language.open(&whole);
        found.push(Word { text: stem.replace('\'', ""), capital: letter.is_uppercase(), quoted, broken });
        found.extend(more.map(|more| Word { text: more.to_owned(), capital: false, quoted: false, broken: false }));
        (quoted, broken) = (false, false);
    }
    found
}

/// The sentences of a paragraph, as byte ranges of it.
pub(super) fn sentences(text: &str, language: &Language) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let stop = match letter {
            '\n' => true,
            '.' | '!' | '?' => {
                let after = text[end..].trim_start_matches(['"', '”', '’', ')', ']', '*']);
                let next = after.trim_start();
                let begins = next.starts_with(|letter: char| letter.is_uppercase() || "\"“‘(['*•".contains(letter))
                    || is_clause(next);
                let before = text[from..at].rsplit(char::is_whitespace).next().unwrap_or_default();
                let before = before.trim_start_matches(['(', '[', '"', '“']).to_lowercase();
                let short = letter == '.'
                    && (language.abbreviations.has(&before)
                        || before.is_empty()
                        || (before.len() <= 4
                            && before.chars().all(|letter| letter.is_ascii_digit() || letter == '.')));
                after.starts_with(char::is_whitespace) && begins && !short
            }
            _ => false,
        };
        if stop && !text[from..end].trim().is_empty() {
            found.push(from..end);
            from = end;
        }
    }
    if !text[from..].trim().is_empty() {
        found.push(from..text.len());
    }
    found
}

/// Whether a text begins with the number of a clause and its first word: `3.2 The Vendor`, `4. Security`.
fn is_clause(text: &str) -> bool {
    let after = text.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    let number = &text[..text.len() - after.len()];
    number.contains('.')
        && number.starts_with(|letter: char| letter.is_ascii_digit())
        && after.starts_with(char::is_whitespace)
        && after.trim_start().starts_with(|letter: char| letter.is_uppercase() || "\"“(".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::{super::language::english, *};

    fn plain(text: &str) -> Vec<String> {
        words(text, &english()).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_are_bare() {
        assert_eq!(
            plain("The Importer’s sub-processors (if any)"),
            ["the", "importer", "sub", "processors", "if", "any"]
        );
        assert_eq!(
            plain("We'll tell you, won't we? You've"),
            ["we", "will", "tell", "you", "will", "not", "we", "you", "have"]
        );
        let found = words("(the “Vendor”), and", &english());
        assert!(found[1].quoted && found[1].capital && found[2].broken);
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let text = "Acme Pte. Ltd. shall, e.g. in Art. 5, tell us. It must. See No. 7 below.";
        let found: Vec<&str> = sentences(text, &english()).into_iter().map(|range| text[range].trim()).collect();
        assert_eq!(found, ["Acme Pte. Ltd. shall, e.g. in Art. 5, tell us.", "It must.", "See No. 7 below."]);
        let text = "Under 5.1 it must tell us. 3.2 The Vendor must not. It pays 2.5 per cent.";
        let found: Vec<&str> = sentences(text, &english()).into_iter().map(|range| text[range].trim()).collect();
        assert_eq!(found, ["Under 5.1 it must tell us.", "3.2 The Vendor must not.", "It pays 2.5 per cent."]);
    }
}
