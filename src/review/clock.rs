//! Times written in a sentence: `72 hours`, `three (3) business days`, `one month`.

use super::{language::Language, words::Word};

/// A time, and where its number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) at: usize,
    /// The longest that it can last.
    pub(super) hours: u64,
}

/// The times in `words`, in order; positions are counted from the first of them.
pub(super) fn clocks(words: &[Word], language: &Language) -> Vec<Clock> {
    let mut found = Vec::new();
    for at in 0..words.len() {
        let Some((number, used)) = number(&words[at..], language) else { continue };
        let mut next = at + used;
        let mut working = false;
        while let Some(word) = words.get(next).map(|word| word.text.as_str()) {
            if language.working_days.has(word) {
                working = true;
            } else if !(language.counting.has(word) || word.parse() == Ok(number)) {
                // `three (3) days` says it twice.
                break;
            }
            next += 1;
        }
        let Some(hours) = words.get(next).and_then(|word| language.unit(&word.text)) else { continue };
        // Working days may have a weekend among them for each five; one or two are meant as the days that they are.
        let weekends = if working && number > 2 { (number / 5 + 1) * 48 } else { 0 };
        found.push(Clock { at, hours: number.saturating_mul(hours).saturating_add(weekends) });
    }
    found
}

/// A number at the beginning of `words`, and how many of them it takes.
fn number(words: &[Word], language: &Language) -> Option<(u64, usize)> {
    let first = words.first()?.text.as_str();
    if let Ok(number) = first.parse::<u64>() {
        return (number < 100_000).then_some((number, 1));
    }
    let number = language.number(first)?;
    // `seventy-two` is two words.
    let tens = number >= 20 && number.is_multiple_of(10);
    let one = words.get(1).filter(|_| tens).and_then(|word| language.number(&word.text)).filter(|one| *one < 10);
    Some(one.map_or((number, 1), |one| (number + one, 2)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::{language::english, words::words};

    fn hours(text: &str) -> Vec<u64> {
        let language = english();
        clocks(&words(text, &language), &language).into_iter().map(|clock| clock.hours).collect()
    }

    #[test]
    fn times_are_read_in_words_and_figures() {
        assert_eq!(hours("within seventy-two (72) hours, or 3 days"), [72, 72, 72]);
        assert_eq!(hours("within ten days after"), [240]);
        assert_eq!(hours("one business day"), [24]);
        assert_eq!(hours("five business days"), [216]);
        assert_eq!(hours("two (2) working days"), [48, 48]);
        assert_eq!(hours("clause 72 applies"), Vec::<u64>::new());
    }
}
