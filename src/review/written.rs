//! In which languages a text is written: letters of a script, or the small words of a language, against those that are read.

use std::collections::HashMap;

use serde::Serialize;

use super::language::RawLanguage;
use crate::reading::{Kind, Reading};

/// A language that is told from others, whether or not it is read.
#[derive(Debug)]
pub(super) struct Written {
    name: String,
    /// Ranges of letters that only it has.
    letters: Vec<(char, char)>,
    /// Small words that make up `share` percent of any text in it.
    common: Vec<String>,
    share: u64,
    /// Whether sentences in it are understood.
    read: bool,
}

impl Written {
    /// `None` where the file of a language says neither letters nor small words. The second is what is wrong with a range.
    pub(super) fn new(raw: &RawLanguage) -> Result<Option<Self>, String> {
        if raw.name.is_empty() || (raw.letters.is_empty() && raw.common.is_empty()) {
            return Ok(None);
        }
        let letter = |code: &str| u32::from_str_radix(code.trim(), 16).ok().and_then(char::from_u32);
        let range = |range: &String| {
            let (from, to) = range.split_once('-').unwrap_or((range.as_str(), range.as_str()));
            letter(from).zip(letter(to)).ok_or_else(|| range.clone())
        };
        let letters = raw.letters.iter().map(range).collect::<Result<_, _>>()?;
        let share = raw.common_share.clamp(5, 60);
        let read = !raw.modals.is_empty();
        Ok(Some(Self { name: raw.name.clone(), letters, common: raw.common.clone(), share, read }))
    }
}

/// How much of a text is written in a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Its name; `an unknown language` where none of those that are known fits.
    pub language: String,
    /// Of all words, in percent.
    pub percent: u64,
    /// Whether sentences in it are understood.
    pub read: bool,
}

/// Texts with fewer words are too short to tell.
const SHORT: u64 = 25;

/// Letters of a word in a script that does not part words.
const LETTERS: u64 = 5;

/// How much of a text is written in which language, the most first; empty where it is too short to tell.
#[must_use]
pub(super) fn shares(reading: &Reading, languages: &[Written]) -> Vec<Share> {
    let mut words = 0_u64;
    let mut found: Vec<u64> = vec![0; languages.len()];
    let mut common: HashMap<&str, Vec<usize>> = HashMap::new();
    for (nth, language) in languages.iter().enumerate() {
        // A word of a language that is read says nothing of another.
        let told_apart =
            |word: &&String| language.read || !languages.iter().any(|other| other.read && other.common.contains(*word));
        for word in language.common.iter().filter(told_apart) {
            common.entry(word).or_default().push(nth);
        }
    }
    let mut letters: Vec<u64> = vec![0; languages.len()];
    let texts = reading.blocks.iter().filter(|block| !matches!(block.kind, Kind::Furniture | Kind::Comment));
    for block in texts {
        for word in block.text.split(|letter: char| !letter.is_alphanumeric() && !is_mark(letter)) {
            if word.is_empty() || word.chars().any(|letter| letter.is_ascii_digit()) {
                continue;
            }
            let own = |letter: char| {
                languages
                    .iter()
                    .position(|language| language.letters.iter().any(|(from, to)| (*from..=*to).contains(&letter)))
            };
            let foreign: Vec<usize> = word.chars().filter_map(own).collect();
            if !foreign.is_empty() && foreign.len() * 2 >= word.chars().count() {
                for nth in foreign {
                    letters[nth] += 1;
                }
                continue;
            }
            words += 1;
            for nth in common.get(word.to_lowercase().as_str()).into_iter().flatten() {
                found[*nth] += 1;
            }
        }
    }
    // Of languages that share small words only the one that has most of them counts, unless another has many of its own.
    let mut estimated: Vec<(usize, u64)> = (0..languages.len())
        .map(|nth| (nth, found[nth] * 100 / languages[nth].share + letters[nth] / LETTERS))
        .collect();
    let scripts: u64 = letters.iter().map(|letters| letters / LETTERS).sum();
    let all = words + scripts;
    if all < SHORT {
        return Vec::new();
    }
    let kin =
        |one: usize, other: usize| languages[one].common.iter().any(|word| languages[other].common.contains(word));
    estimated.sort_by_key(|(nth, count)| (u64::MAX - *count, *nth));
    let mut kept: Vec<(usize, u64)> = Vec::new();
    for (nth, count) in estimated {
        let rival = kept.iter().any(|(other, _)| kin(nth, *other) && !(languages[nth].read || languages[*other].read));
        if count > 0 && !rival {
            kept.push((nth, count));
        }
    }
    // What no language accounts for is none that is known: in each, small words stand everywhere.
    let told: u64 = kept.iter().map(|(_, count)| count).sum();
    let total = told.max(all * 2 / 5).max(1);
    let mut shares: Vec<Share> = kept
        .into_iter()
        .map(|(nth, count)| Share {
            language: languages[nth].name.clone(),
            percent: count * 100 / total,
            read: languages[nth].read,
        })
        .filter(|share| share.percent >= 5)
        .collect();
    if told * 5 < total {
        shares.push(Share {
            language: "an unknown language".to_owned(),
            percent: 100 - told * 100 / total,
            read: false,
        });
    }
    shares.sort_by_key(|share| std::cmp::Reverse(share.percent));
    shares
}

/// Marks above and below letters, by which words of some scripts are written.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}
