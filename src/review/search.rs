//! Finding phrases: every concept once over the whole text, each where its first words stand.

use std::collections::HashMap;

use super::pattern::{Item, Literal, Pattern};

/// Where something stands: the first word, and the one after the last.
pub(super) type Span = (usize, usize);

/// The words of a whole agreement, ready to be searched.
#[derive(Debug)]
pub(super) struct Text {
    /// The place of each word in the sorted vocabulary.
    ids: Vec<usize>,
    vocabulary: Vec<String>,
    /// Positions of each word of the vocabulary.
    positions: Vec<Vec<usize>>,
    /// For each word, where the passage that it stands in ends: no phrase goes on beyond it.
    ends: Vec<usize>,
}

impl Text {
    /// `words` in order; `ends` says for each word where its passage ends.
    pub(super) fn new<'a>(words: impl Iterator<Item = &'a str>, ends: Vec<usize>) -> Self {
        let mut first: HashMap<&str, usize> = HashMap::new();
        let mut raw = Vec::new();
        for word in words {
            let next = first.len();
            raw.push(*first.entry(word).or_insert(next));
        }
        let mut sorted: Vec<(&str, usize)> = first.into_iter().collect();
        sorted.sort_unstable();
        let mut rank = vec![0; sorted.len()];
        for (place, (_, old)) in sorted.iter().enumerate() {
            rank[*old] = place;
        }
        let ids: Vec<usize> = raw.into_iter().map(|old| rank[old]).collect();
        let mut positions = vec![Vec::new(); sorted.len()];
        for (at, id) in ids.iter().enumerate() {
            positions[*id].push(at);
        }
        Self { ids, vocabulary: sorted.into_iter().map(|(word, _)| word.to_owned()).collect(), positions, ends }
    }

    /// All places where one of `patterns` stands, in order; `concepts` are the places of what was looked for before.
    pub(super) fn find(&self, patterns: &[Pattern], concepts: &[Vec<Span>]) -> Vec<Span> {
        let mut found = Vec::new();
        for pattern in patterns {
            let items: Vec<Ready> = pattern.items.iter().map(|item| self.ready(item, concepts)).collect();
            if items.iter().any(Ready::is_hopeless) {
                continue;
            }
            match &items[0] {
                Ready::Spans(lists) => {
                    for (start, end) in lists.iter().flat_map(|list| list.iter().copied()) {
                        self.go_on(&items, 1, start, end, &mut found);
                    }
                }
                Ready::Words(runs) => {
                    for run in runs {
                        for id in run[0].clone() {
                            for start in &self.positions[id] {
                                if let Some(end) = self.run(run, *start, self.ends[*start]) {
                                    self.go_on(&items, 1, *start, end, &mut found);
                                }
                            }
                        }
                    }
                }
                Ready::Gap(_) => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn go_on(&self, items: &[Ready], nth: usize, start: usize, at: usize, found: &mut Vec<Span>) {
        let Some(item) = items.get(nth) else {
            found.push((start, at));
            return;
        };
        let limit = self.ends[start];
        match item {
            Ready::Gap(most) => {
                for skip in 0..=*most {
                    if at + skip > limit {
                        break;
                    }
                    let before = found.len();
                    self.go_on(items, nth + 1, start, at + skip, found);
                    // The nearest is enough.
                    if found.len() > before {
                        break;
                    }
                }
            }
            Ready::Words(runs) => {
                for run in runs {
                    if let Some(end) = self.run(run, at, limit) {
                        self.go_on(items, nth + 1, start, end, found);
                    }
                }
            }
            Ready::Spans(lists) => {
                for list in lists {
                    let from = list.partition_point(|span| span.0 < at);
                    for span in list[from..].iter().take_while(|span| span.0 == at) {
                        if span.1 <= limit {
                            self.go_on(items, nth + 1, start, span.1, found);
                        }
                    }
                }
            }
        }
    }

    fn run(&self, run: &[std::ops::Range<usize>], at: usize, limit: usize) -> Option<usize> {
        let end = at + run.len();
        (end <= limit && run.iter().zip(&self.ids[at..end]).all(|(range, id)| range.contains(id))).then_some(end)
    }

    fn ready<'a>(&self, item: &Item, concepts: &'a [Vec<Span>]) -> Ready<'a> {
        match item {
            Item::Gap(most) => Ready::Gap(*most),
            Item::Concepts(which) => Ready::Spans(which.iter().map(|concept| concepts[*concept].as_slice()).collect()),
            Item::Words(runs) => Ready::Words(
                runs.iter()
                    .map(|run| run.iter().map(|literal| self.range(literal)).collect::<Vec<_>>())
                    .filter(|run| run.iter().all(|range| !range.is_empty()))
                    .collect(),
            ),
        }
    }

    fn range(&self, literal: &Literal) -> std::ops::Range<usize> {
        let from = self.vocabulary.partition_point(|word| word.as_str() < literal.text.as_str());
        let hits = self.vocabulary[from..]
            .iter()
            .take_while(|word| if literal.prefix { word.starts_with(&literal.text) } else { **word == literal.text });
        from..from + hits.count()
    }
}

/// An item with its words looked up.
enum Ready<'a> {
    Words(Vec<Vec<std::ops::Range<usize>>>),
    Spans(Vec<&'a [Span]>),
    Gap(usize),
}

impl Ready<'_> {
    /// Whether none of its words stands anywhere.
    fn is_hopeless(&self) -> bool {
        match self {
            Self::Words(runs) => runs.is_empty(),
            Self::Spans(lists) => lists.iter().all(|list| list.is_empty()),
            Self::Gap(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::pattern::parse;

    fn find(text: &str, pattern: &str) -> Vec<Span> {
        let words: Vec<&str> = text.split(' ').collect();
        let end = words.len();
        let text = Text::new(words.iter().copied(), vec![end; end]);
        let patterns = parse(pattern, &|_| Some(0)).expect("a phrase");
        text.find(&patterns, &[vec![(1, 3)]])
    }

    #[test]
    fn phrases_are_found_where_they_stand() {
        assert_eq!(find("the big bad vendor shall notify us", "shall|must ~1 us"), [(4, 7)]);
        assert_eq!(find("the big bad vendor shall notify us", "the <x> ven*"), [(0, 4)]);
        assert_eq!(find("the big bad vendor shall notify us", "bad ?old vendor_shall|dog"), [(2, 5)]);
        assert_eq!(find("the big bad vendor shall notify us", "us ~3 vendor"), []);
    }

    #[test]
    fn no_phrase_goes_on_into_the_next_passage() {
        let text = Text::new(["a", "b", "a", "b"].into_iter(), vec![1, 3, 3, 4]);
        let patterns = parse("a b", &|_| None).expect("a phrase");
        assert_eq!(text.find(&patterns, &[]), []);
    }
}
