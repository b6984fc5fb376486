//! Times written in a sentence: `72 hours`, `three (3) business days`, `one month`.

use super::words::Word;

/// A time, and where its number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) at: usize,
    /// The longest that it can last.
    pub(super) hours: u64,
}

const NUMBERS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const TENS: [(&str, u64); 8] = [
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// The times in `words`, in order; positions are counted from the first of them.
pub(super) fn clocks(words: &[Word]) -> Vec<Clock> {
    let mut found = Vec::new();
    for at in 0..words.len() {
        let Some((number, used)) = number(&words[at..]) else { continue };
        let mut next = at + used;
        let mut working = false;
        while let Some(word) = words.get(next).map(|word| word.text.as_str()) {
            match word {
                "business" | "working" => working = true,
                "calendar" | "consecutive" | "full" | "clear" | "or" => {}
                // `three (3) days`
                _ if word.parse() == Ok(number) => {}
                _ => break,
            }
            next += 1;
        }
        let Some(unit) = words.get(next) else { continue };
        let hours = match unit.text.as_str() {
            "hour" | "hours" | "hrs" => 1,
            "day" | "days" => 24,
            "week" | "weeks" => 7 * 24,
            "month" | "months" => 31 * 24,
            "year" | "years" => 366 * 24,
            _ => continue,
        };
        // Working days may have a weekend among them for each five; one or two are meant as the days that they are.
        let weekends = if working && number > 2 { (number / 5 + 1) * 48 } else { 0 };
        found.push(Clock { at, hours: number.saturating_mul(hours).saturating_add(weekends) });
    }
    found
}

/// A number at the beginning of `words`, and how many of them it takes.
fn number(words: &[Word]) -> Option<(u64, usize)> {
    let first = words.first()?.text.as_str();
    if let Ok(number) = first.parse::<u64>() {
        return (number < 100_000).then_some((number, 1));
    }
    if let Some((_, ten)) = TENS.iter().find(|(name, _)| *name == first) {
        let one = words.get(1).and_then(|word| NUMBERS[..10].iter().position(|name| *name == word.text));
        return Some(one.map_or((*ten, 1), |one| (ten + one as u64, 2)));
    }
    NUMBERS.iter().position(|name| *name == first).map(|number| (number as u64, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::words::words;

    fn hours(text: &str) -> Vec<u64> {
        clocks(&words(text)).into_iter().map(|clock| clock.hours).collect()
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
