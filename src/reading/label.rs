//! Numbers as agreements show them: `1`, `4.2`, `(a)`, `iv)`, `Article 5`, `Schedule B`, `•`.

use super::words::Words;

/// A number at the start of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// As it is shown; a full stop after a decimal number is left out.
    pub shown: String,
    pub shape: Shape,
    /// Whether it can hardly be anything else. `5 days` begins with a number, too.
    pub sure: bool,
}

/// What a number looks like: numbers of one shape are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `Schedule B`, `Annex I`: stands over everything.
    Annex,
    /// `Part 2`, `Chapter III`.
    Part,
    /// `Article 5`, `Clause 7`, `§ 3`.
    Article,
    /// `1`, `1.1`, `1.1.1`, by how many numbers there are.
    Decimal(u8),
    /// A letter, a Roman numeral or a number in brackets or before a full stop.
    Mark(Count, Brackets),
    Bullet,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    Digit,
    Lower,
    Upper,
    LowerRoman,
    UpperRoman,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Brackets {
    /// `(a)`
    Both,
    /// `a)`
    After,
    /// `a.`
    Stop,
}

/// Splits a number off the start of a paragraph.
pub(super) fn split<'t>(text: &'t str, words: &Words) -> Option<(Label, &'t str)> {
    bullet(text).or_else(|| decimal(text)).or_else(|| mark(text)).or_else(|| named(text, words))
}

/// The label that a format's own counting shows, such as Word's.
pub(super) fn of(shown: &str, words: &Words) -> Label {
    let shown = shown.trim();
    match split(&format!("{shown} Xx"), words) {
        Some((label, "Xx")) => Label { sure: true, ..label },
        _ => Label { shown: shown.to_owned(), shape: Shape::Mark(Count::Digit, Brackets::Stop), sure: true },
    }
}

fn bullet(text: &str) -> Option<(Label, &str)> {
    let mark = text.chars().next().filter(|c| "•‣▪▫◦●○■□–—·*-\u{f0b7}\u{f0a7}➢✓o".contains(*c))?;
    let rest = gap(&text[mark.len_utf8()..])?;
    // `o` is a word of some languages; as a mark it is followed by a tab, which has become a blank, and a capital.
    if mark == 'o' && !rest.starts_with(char::is_uppercase) {
        return None;
    }
    Some((Label { shown: "•".to_owned(), shape: Shape::Bullet, sure: true }, rest))
}

fn decimal(text: &str) -> Option<(Label, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let run = &text[..end];
    let number = run.strip_suffix('.').unwrap_or(run);
    let parts: Vec<&str> = number.split('.').collect();
    if parts.iter().any(|part| part.is_empty() || part.len() > 3) || parts.len() > 6 {
        return None;
    }
    let rest = gap(&text[end..])?;
    let depth = u8::try_from(parts.len()).expect("at most six");
    // `2.5 percent` and `1.5 per cent` are amounts; a clause goes on with a capital or an opening sign, or ends its number.
    let closed = depth > 2 || (depth == 2 && run.ends_with('.'));
    let goes_on = closed || rest.chars().next().is_none_or(|c| !c.is_lowercase());
    let sure = (depth > 1 || run.ends_with('.')) && goes_on;
    if depth > 1 && !goes_on {
        return None;
    }
    Some((Label { shown: number.to_owned(), shape: Shape::Decimal(depth), sure }, rest))
}

fn mark(text: &str) -> Option<(Label, &str)> {
    let (open, inner) = match text.strip_prefix('(') {
        Some(inner) => (true, inner),
        None => (false, text),
    };
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric())?;
    let sign = &inner[..end];
    let brackets = match (open, inner[end..].chars().next()?) {
        (true, ')') => Brackets::Both,
        (false, ')') => Brackets::After,
        (false, '.') => Brackets::Stop,
        _ => return None,
    };
    let count = count(sign)?;
    let rest = gap(&inner[end + 1..])?;
    // `B. Braun`, `i. e.`: a letter before a full stop is a number only where a sentence or a heading follows.
    let sure = brackets != Brackets::Stop || rest.chars().nth(1).is_some_and(|c| c.is_alphabetic() || c == ' ');
    if !sure || (brackets == Brackets::Stop && count == Count::Digit) {
        return None;
    }
    let shown = text[..=usize::from(open) + end].to_owned();
    Some((Label { shown, shape: Shape::Mark(count, brackets), sure: true }, rest))
}

/// What counts like this; one letter counts as a letter, though it may be a Roman numeral.
fn count(sign: &str) -> Option<Count> {
    let all = |test: fn(char) -> bool| sign.chars().all(test);
    let same = sign.len() <= 3 && sign.bytes().all(|byte| Some(byte) == sign.bytes().next());
    match sign.len() {
        1..=3 if all(|c| c.is_ascii_digit()) => Some(Count::Digit),
        1 if all(|c| c.is_ascii_lowercase()) => Some(Count::Lower),
        1 => Some(Count::Upper),
        2..=7 if all(|c| "ivxlc".contains(c)) => Some(Count::LowerRoman),
        2..=7 if all(|c| "IVXLC".contains(c)) => Some(Count::UpperRoman),
        2..=3 if same && all(|c| c.is_ascii_lowercase()) => Some(Count::Lower),
        2..=3 if same && all(|c| c.is_ascii_uppercase()) => Some(Count::Upper),
        _ => None,
    }
}

/// `Article 5`, `Schedule B – Security`, `ANNEX I`.
fn named<'t>(text: &'t str, words: &Words) -> Option<(Label, &'t str)> {
    let groups = [(&words.annexes, Shape::Annex), (&words.parts, Shape::Part), (&words.articles, Shape::Article)];
    let lower: String = text.chars().take(12).flat_map(char::to_lowercase).collect();
    let (word, shape) = groups
        .iter()
        .flat_map(|(words, shape)| words.iter().map(move |word| (word.as_str(), *shape)))
        .find(|(word, _)| lower.strip_prefix(word).is_some_and(|rest| rest.starts_with(char::is_whitespace)))?;
    let words = word.split(' ').count();
    let mut ends = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let start = ends.nth(words - 1)?;
    let number = text[start..].trim_start();
    let from = text.len() - number.len();
    let end =
        number.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '(' || c == ')')).unwrap_or(number.len());
    let sign = number[..end].trim_end_matches('.');
    let counted =
        sign.starts_with(|c: char| c.is_ascii_digit()) || count(sign).is_some_and(|count| count != Count::Lower);
    if !counted || sign.is_empty() {
        return None;
    }
    let rest = &text[from + sign.len()..];
    let bare = rest.trim_start_matches(|c: char| c.is_whitespace() || ".:–—-|".contains(c));
    // `Section 5 applies to` is a sentence about a section, `Clause 5.1(a) and (b)` as well.
    if bare.starts_with(|c: char| c.is_lowercase() || c == ',' || c == ')' || c == '(')
        || rest.starts_with([',', ';', '’', '\''])
    {
        return None;
    }
    Some((Label { shown: text[..from + sign.len()].to_owned(), shape, sure: true }, bare))
}

/// What follows the blank after a number; nothing may follow it, either.
fn gap(rest: &str) -> Option<&str> {
    if rest.is_empty() {
        return Some(rest);
    }
    let inner = rest.trim_start();
    (inner.len() < rest.len()).then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::{super::words::english, Brackets, Count, Shape, split};

    fn shown(text: &str) -> Option<(String, &str)> {
        split(text, &english()).map(|(label, rest)| (label.shown, rest))
    }

    #[test]
    fn numbers_are_split_off() {
        for (text, number, rest) in [
            ("1. Definitions", "1", "Definitions"),
            ("4.2\tThe Importer must", "4.2", "The Importer must"),
            ("4.2. The Importer must", "4.2", "The Importer must"),
            ("10.1.3 “Data” means", "10.1.3", "“Data” means"),
            ("(a) it has", "(a)", "it has"),
            ("iv) it has", "iv)", "it has"),
            ("A. Scope", "A.", "Scope"),
            ("(aa) it has", "(aa)", "it has"),
            ("Article 5: Security", "Article 5", "Security"),
            ("ARTICLE IV – SECURITY", "ARTICLE IV", "SECURITY"),
            ("Schedule B – Security measures", "Schedule B", "Security measures"),
            ("§ 7 Haftung", "§ 7", "Haftung"),
            ("Phụ lục 1: Mô tả", "Phụ lục 1", "Mô tả"),
            ("• keys", "•", "keys"),
            ("ANNEX I", "ANNEX I", ""),
        ] {
            assert_eq!(shown(text), Some((number.to_owned(), rest)), "{text}");
        }
    }

    #[test]
    fn prose_that_begins_like_a_number_is_left_alone() {
        for text in [
            "Section 5 applies to transfers",
            "Clause 4.2(a), (b) and (c) survive",
            "Schedule a meeting",
            "(subject to clause 3) the importer",
            "2.5 percent of the fees",
            "1,000 records",
            "2026.",
            "part of the data",
            "Part-time staff",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
        assert!(!split("5 Business Days after", &english()).expect("may be a number").0.sure);
    }

    #[test]
    fn shapes_tell_letters_from_roman_numerals_where_they_differ() {
        let shape = |text: &str| split(text, &english()).map(|(label, _)| label.shape);
        assert_eq!(shape("(iv) x"), Some(Shape::Mark(Count::LowerRoman, Brackets::Both)));
        assert_eq!(shape("(i) x"), Some(Shape::Mark(Count::Lower, Brackets::Both)));
        assert_eq!(shape("(bb) x"), Some(Shape::Mark(Count::Lower, Brackets::Both)));
        assert_eq!(shape("1.2 X"), Some(Shape::Decimal(2)));
    }
}
