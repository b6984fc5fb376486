//! `[evidence]` of a method: what a record is worth, by how it stands. All numbers are data; which standing a record has is
//! decided where worksheets are scored.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::raw::RawLevel;
use crate::{
    diag::{Code, Complaints, Diagnostic, Sink},
    source::{Path, SourceId, Sources},
    text::{Titles, letters, same_person},
};

/// Longest time that a record without a last day may count, in days: ten years.
const MOST_DAYS: u32 = 3_660;

/// Longest time in which a changed hash may be no more than a warning, in days.
const MOST_GRACE: u32 = 366;

/// `[evidence]` of `method.toml`: what records are worth.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEvidenceRules {
    /// The highest level that a record backs whose file was looked at.
    pub looked_at: String,
    /// The same of a record that somebody else than the answerer has seen.
    pub attested: String,
    /// The same of a record that is only named, with its owner and a day.
    pub cited: String,
    /// The level up to which a record is enough that does not say what it shows.
    pub unsaid: String,
    /// Days for which a record without a last day counts, from the day on which it took effect, was collected or was looked at
    /// again.
    pub days: u32,
    /// Days from the one on which a hash was taken, in which a file may change and still counts, with a warning.
    pub grace: u32,
    /// Days for which a level counts that somebody else than the answerer verified, from the day on which they did; without it
    /// nothing is counted as verified.
    #[serde(default)]
    pub verified: Option<u32>,
    /// From how many practices on one document behind them is told.
    pub shared: u32,
    /// Words that stand where nothing is meant, whatever their letters and the signs between them. What has fewer than two
    /// letters or digits is no word at all.
    pub placeholders: Vec<String>,
    /// Words before or behind a name that are no part of it: who differs from the answerer by one of them is nobody else.
    #[serde(default)]
    pub titles: Vec<String>,
    /// Bytes of letters and digits that a file has at least: what has fewer says no more than a word.
    #[serde(default)]
    pub letters: u32,
    /// Years that a record lasts at the most, whatever last day it names; 0 for any.
    #[serde(default)]
    pub years: u32,
}

/// What records are worth. Levels are numbers of the scale.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EvidenceRules {
    /// The highest level that a record backs whose file was looked at.
    pub looked_at: u8,
    /// The same of one that somebody else than the answerer has seen.
    pub attested: u8,
    /// The same of one that is only named, with its owner and a day.
    pub cited: u8,
    /// The level up to which a record is enough that does not say what it shows.
    pub unsaid: u8,
    /// How long a record without a last day counts, in days.
    pub days: u32,
    /// How long a changed file still counts, in days from the one on which its hash was taken.
    pub grace: u32,
    /// How long what somebody else verified counts, in days; `None` where the method does not count it.
    pub verified: Option<u32>,
    /// From how many practices on one document behind them is told.
    pub shared: usize,
    /// In small letters.
    pub placeholders: BTreeSet<String>,
    /// As they are written.
    pub titles: BTreeSet<String>,
    /// Bytes of letters and digits that a file has at least.
    pub letters: usize,
    /// Years that a record lasts at the most; 0 for any.
    pub years: u32,
    /// Placeholders as they are compared.
    nothing: BTreeSet<String>,
    /// Titles as they are compared.
    no_names: Titles,
}

impl EvidenceRules {
    /// Whether words stand where nothing is meant: they are on the list, or too short to be any.
    #[must_use]
    pub fn is_placeholder(&self, words: &str) -> bool {
        let mut bare = words;
        while let Some(rest) = address(bare) {
            bare = rest;
        }
        self.says_nothing(words) || (bare.len() < words.len() && self.says_nothing(bare))
    }

    fn says_nothing(&self, words: &str) -> bool {
        // `none.`, `(n/a)` and `n / a` are the words with something around and between them.
        let said = letters(words);
        said.chars().nth(1).is_none()
            || self.nothing.contains(&said)
            || is_row(&said)
            || self.are_placeholders(words, &said)
    }

    /// Whether words are several that stand where nothing is meant, or one of them again and again.
    fn are_placeholders(&self, words: &str, said: &str) -> bool {
        // A short word twice may be a name, as Nono is.
        let again = |one: &&String| {
            let (one, times) = (one.as_str(), said.len() / one.len().max(1));
            times > 1
                && one.len() >= 4
                && said.len().is_multiple_of(one.len())
                && said.starts_with(one)
                && said == one.repeat(times)
        };
        if self.nothing.iter().any(|one| again(&one)) {
            return true;
        }
        let each = || words.split_whitespace().map(letters).filter(|word| !word.is_empty());
        if each().nth(1).is_some() && each().all(|word| self.nothing.contains(&word)) {
            return true;
        }
        let parts = || {
            words.split(['.', ',', ';', ':', '!', '?', '\n', '。', '，']).map(letters).filter(|part| !part.is_empty())
        };
        parts().nth(1).is_some() && parts().all(|part| self.nothing.contains(&part))
    }

    /// Whether two names may well be of one person.
    #[must_use]
    pub fn same_person(&self, one: &str, other: &str) -> bool {
        same_person(one, other, &self.no_names)
    }

    /// The same with other placeholders and titles.
    #[must_use]
    pub fn with_words(mut self, placeholders: BTreeSet<String>, titles: BTreeSet<String>) -> Self {
        self.nothing = placeholders.iter().map(|word| letters(word)).collect();
        self.no_names = Titles::of(titles.iter().map(String::as_str));
        self.placeholders = placeholders;
        self.titles = titles;
        self
    }
}

/// Letters and digits as they follow one another in the alphabet and on keyboards.
const ROWS: [&str; 6] =
    ["abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop"];

/// Letters of a row, at the least: shorter ones may well be the initials of something.
const ROW: usize = 5;

/// Whether letters only follow one another as in the alphabet or on a keyboard, or are one and the same.
fn is_row(said: &str) -> bool {
    let first = said.chars().next();
    let same = said.chars().nth(2).is_some() && said.chars().all(|letter| Some(letter) == first);
    let row = |row: &str| row.contains(said) || row.chars().rev().collect::<String>().contains(said);
    same || said.len() >= ROW && ROWS.iter().any(|one| row(one))
}

/// What an address on the web says beside that it is one.
fn address(words: &str) -> Option<&str> {
    let (scheme, rest) = words.trim().split_once(':')?;
    let scheme = scheme.trim();
    let web = ["http", "https", "ftp", "file", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    web.then(|| rest.trim_start_matches('/')).map(|rest| rest.strip_prefix("www.").unwrap_or(rest))
}

/// Checks the table; a level that is not on the scale counts as the lowest after the complaint.
pub(super) fn rules(
    raw: &RawEvidenceRules,
    levels: &[RawLevel],
    source: SourceId,
    sources: &Sources,
    sink: &mut Sink,
) -> EvidenceRules {
    let mut check = Check { levels, complaints: Complaints::new(source, sources, sink) };
    let rules = EvidenceRules {
        looked_at: check.level("looked_at", &raw.looked_at),
        attested: check.level("attested", &raw.attested),
        cited: check.level("cited", &raw.cited),
        unsaid: check.level("unsaid", &raw.unsaid),
        days: check.number("days", raw.days, 1..=MOST_DAYS, "days"),
        grace: check.number("grace", raw.grace, 0..=MOST_GRACE, "days"),
        verified: raw.verified.map(|days| check.number("verified", days, 1..=MOST_DAYS, "days")),
        shared: usize::try_from(check.number("shared", raw.shared, 2..=1_000, "practices")).unwrap_or(usize::MAX),
        letters: usize::try_from(check.number("letters", raw.letters, 0..=1_000, "letters and digits")).unwrap_or(0),
        years: check.number("years", raw.years, 0..=100, "years"),
        ..EvidenceRules::default()
    };
    let placeholders = raw.placeholders.iter().map(|word| word.to_lowercase()).collect();
    let rules = rules.with_words(placeholders, raw.titles.iter().cloned().collect());
    let order = [
        ("looked_at", rules.looked_at, "attested", rules.attested),
        ("attested", rules.attested, "cited", rules.cited),
    ];
    for (better, high, weaker, low) in order {
        if high < low {
            let message =
                format!("`{better}` backs less than `{weaker}`, so evidence that is better would count for less");
            let diagnostic = Diagnostic::new(Code::BadNumber, message);
            check.complaints.at(&path(better), diagnostic.help(format!("let `{better}` back at least as much")));
        }
    }
    if rules.unsaid == 0 && check.complaints.none() {
        let message = "a record that does not say what it shows would be enough for nothing";
        check.complaints.at(&path("unsaid"), Diagnostic::new(Code::BadNumber, message));
    }
    for (key, words, one) in [("placeholders", &raw.placeholders, "a placeholder"), ("titles", &raw.titles, "a title")]
    {
        for (at, _) in words.iter().enumerate().filter(|(_, word)| letters(word).is_empty()) {
            let message = format!("{one} without a letter or digit");
            check.complaints.at(&path(key).index(at), Diagnostic::new(Code::EmptyText, message));
        }
    }
    rules
}

fn path(key: &str) -> Path {
    Path::root().key("evidence").key(key)
}

struct Check<'a> {
    levels: &'a [RawLevel],
    complaints: Complaints<'a>,
}

impl Check<'_> {
    fn level(&mut self, key: &str, id: &str) -> u8 {
        let found = self.levels.iter().position(|level| level.id == id).and_then(|at| u8::try_from(at).ok());
        if found.is_none() {
            let known = self.levels.iter().map(|level| level.id.as_str());
            self.complaints.unknown(&path(key), Code::UnknownId, "level", id, known);
        }
        found.unwrap_or(0)
    }

    fn number(&mut self, key: &str, number: u32, range: std::ops::RangeInclusive<u32>, unit: &str) -> u32 {
        if !range.contains(&number) {
            let message =
                format!("{number} is out of range; {unit} from {} to {} were expected", range.start(), range.end());
            self.complaints.at(&path(key), Diagnostic::new(Code::BadNumber, message));
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_an_address_says_what_stands_behind_the_last() {
        let rules = EvidenceRules { nothing: BTreeSet::from(["none".to_owned()]), ..EvidenceRules::default() };
        let behind = |words: &str| "http:".repeat(2_000) + words;
        assert!(rules.is_placeholder("https://") && rules.is_placeholder("http:none"));
        assert!(rules.is_placeholder(&behind("none")) && rules.is_placeholder(&behind("")));
        assert!(!rules.is_placeholder(&behind("intranet.example/minutes")));
    }
}
