//! Two texts, word by word.

use imara_diff::{Algorithm, Diff, InternedInput};
use serde::Serialize;

/// Whether a stretch of words stands in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kept {
    Same,
    Deleted,
    Inserted,
}

/// A stretch of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub kept: Kept,
    pub text: String,
}

/// Cuts text into words, blanks and single signs; nothing is lost.
fn tokens(text: &str) -> Vec<&str> {
    let class = |c: char| match c {
        c if c.is_alphanumeric() || c == '_' || c == '’' || c == '\'' => 0,
        c if c.is_whitespace() => 1,
        _ => 2,
    };
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        // A blank that means a new line or a tab is a token of its own.
        let alone = |c: char| class(c) == 2 || c == '\n' || c == '\t';
        if before.is_some_and(|before| class(before) != class(c) || alone(before) || alone(c)) {
            tokens.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start < text.len() {
        tokens.push(&text[start..]);
    }
    tokens
}

/// What became of the words: the deleted and the same together are the old text, the inserted and the same the new one.
#[must_use]
pub fn words(old: &str, new: &str) -> Vec<Span> {
    let (before, after) = (tokens(old), tokens(new));
    let mut input = InternedInput::default();
    input.update_before(before.iter().copied());
    input.update_after(after.iter().copied());
    let diff = Diff::compute(Algorithm::Myers, &input);
    let mut spans: Vec<Span> = Vec::new();
    let mut put = |kept: Kept, text: String| match spans.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.kept == kept => last.text.push_str(&text),
        _ => spans.push(Span { kept, text }),
    };
    let mut hunks: Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> = Vec::new();
    let range = |range: std::ops::Range<u32>| range.start as usize..range.end as usize;
    for hunk in diff.hunks() {
        let (old, new) = (range(hunk.before), range(hunk.after));
        // One blank or comma between two changes is easier to read as part of them.
        match hunks.last_mut() {
            Some(last) if before[last.0.end..old.start].iter().all(|token| !token.contains(char::is_alphanumeric)) => {
                last.0.end = old.end;
                last.1.end = new.end;
            }
            _ => hunks.push((old, new)),
        }
    }
    let mut at = 0;
    for (old, new) in hunks {
        put(Kept::Same, before[at..old.start].concat());
        put(Kept::Deleted, before[old.clone()].concat());
        put(Kept::Inserted, after[new].concat());
        at = old.end;
    }
    put(Kept::Same, before[at..].concat());
    spans
}

/// How much two texts share, in basis points of their words.
pub(super) fn alike(old: &Bag, new: &Bag) -> u32 {
    let (mut shared, mut left, mut right) = (0_u32, old.0.iter().peekable(), new.0.iter().peekable());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                shared += 1;
                left.next();
                right.next();
            }
        }
    }
    let all = u32::try_from(old.0.len() + new.0.len()).unwrap_or(u32::MAX).max(1);
    u32::try_from(u64::from(shared) * 20_000 / u64::from(all)).unwrap_or(10_000)
}

/// The words of a text, sorted, by their hashes.
#[derive(Debug, Clone, Default)]
pub(super) struct Bag(Vec<u64>);

impl Bag {
    pub(super) fn of(text: &str) -> Self {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let hash = |word: &str| {
            let mut hasher = DefaultHasher::new();
            word.to_lowercase().hash(&mut hasher);
            hasher.finish()
        };
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut bag: Vec<u64> = words.map(hash).collect();
        bag.sort_unstable();
        Self(bag)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Kept, words};

    fn shown(old: &str, new: &str) -> String {
        words(old, new)
            .iter()
            .map(|span| match span.kept {
                Kept::Same => span.text.clone(),
                Kept::Deleted => format!("[-{}-]", span.text),
                Kept::Inserted => format!("{{+{}+}}", span.text),
            })
            .collect()
    }

    #[test]
    fn whole_words_change() {
        assert_eq!(shown("within 24 hours of", "within 72 hours of"), "within [-24-]{+72+} hours of");
        assert_eq!(shown("it shall tell", "it may tell"), "it [-shall-]{+may+} tell");
        assert_eq!(shown("a b", "a b"), "a b");
        assert_eq!(shown("", "new"), "{+new+}");
    }

    proptest! {
        #[test]
        fn both_texts_are_whole(old in "[a-c ,.\\n\\t]{0,40}", new in "[a-c ,.\\n\\t]{0,40}") {
            let without = |kept: Kept| -> String {
                words(&old, &new).into_iter().filter(|span| span.kept != kept).map(|span| span.text).collect()
            };
            prop_assert_eq!(without(Kept::Inserted), old.clone());
            prop_assert_eq!(without(Kept::Deleted), new.clone());
        }
    }
}
