//! The passages nearest to an obligation by their words alone: where to look when nothing shows it.

use std::collections::HashMap;

use super::{
    language::{Language, WordList},
    passage::Passages,
};

/// An index of words to passages.
#[derive(Debug)]
pub(super) struct Index<'l> {
    /// Words that say nothing of what a passage is about.
    fillers: &'l WordList,
    /// For each stem, the passages that have it and how often.
    stems: HashMap<String, Vec<(usize, u64)>>,
    lengths: Vec<u64>,
    mean: u64,
}

impl<'l> Index<'l> {
    pub(super) fn new(all: &Passages, language: &'l Language) -> Self {
        let mut stems: HashMap<String, Vec<(usize, u64)>> = HashMap::new();
        let mut lengths = Vec::with_capacity(all.list.len());
        for (nth, passage) in all.list.iter().enumerate() {
            lengths.push(passage.words.len() as u64);
            if passage.heading {
                continue;
            }
            for word in &all.words[passage.own..passage.words.end] {
                let Some(stem) = stem(&word.text, &language.fillers) else { continue };
                let seen = stems.entry(stem).or_default();
                match seen.last_mut() {
                    Some((last, count)) if *last == nth => *count += 1,
                    _ => seen.push((nth, 1)),
                }
            }
        }
        let mean = lengths.iter().sum::<u64>() / (lengths.len() as u64).max(1);
        Self { fillers: &language.fillers, stems, lengths, mean: mean.max(1) }
    }

    /// The passages most like `query`, best first, with a score; BM25 in whole numbers (k1 = 1.2, b = 0.75).
    pub(super) fn nearest(&self, query: &str, most: usize) -> Vec<(usize, u64)> {
        let mut scores: HashMap<usize, u64> = HashMap::new();
        let all = self.lengths.len() as u64;
        let mut seen = Vec::new();
        for stem in query.split_whitespace().filter_map(|word| stem(word, self.fillers)) {
            if seen.contains(&stem) {
                continue;
            }
            if let Some(list) = self.stems.get(&stem) {
                let rarity = u64::from((all * 16 / list.len() as u64).max(1).ilog2()) + 1;
                for (passage, count) in list {
                    let length = 250 + 750 * self.lengths[*passage] / self.mean;
                    *scores.entry(*passage).or_default() +=
                        rarity * 100 * (count * 2_200) / (count * 1_000 + 12 * length / 10);
                }
            }
            seen.push(stem);
        }
        let mut best: Vec<(usize, u64)> = scores.into_iter().filter(|(_, score)| *score >= ENOUGH).collect();
        best.sort_unstable_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
        best.truncate(most);
        best
    }
}

/// Below this score a passage has hardly a word in common.
const ENOUGH: u64 = 1_400;

/// The first letters of a word, enough to tell it; `None` for words that say nothing.
fn stem(word: &str, fillers: &WordList) -> Option<String> {
    if word.len() < 3 || fillers.has(word) || word.chars().any(|letter| letter.is_ascii_digit()) {
        return None;
    }
    Some(word.chars().take(6).collect())
}
