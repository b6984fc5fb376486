//! Clause by clause: what became of each block of an agreement.

use std::{cmp::Reverse, collections::HashSet};

use super::{
    pairs::{pairs, weighable},
    words::{Bag, Kept, Span, alike, words},
};
use crate::{
    reading::{Block, Kind, Reading},
    text::compare::plain_signs,
};

/// A block that went elsewhere is at least this much alike, in basis points, and has this many words.
const MOVED: u32 = 8_500;
const MOVED_WORDS: usize = 5;

/// What became of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Unchanged,
    /// Its words changed.
    Reworded,
    /// It stands elsewhere; its words may have changed a little.
    Moved,
    Deleted,
    Added,
}

/// One clause, heading, item or paragraph of a table cell in both agreements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseChange {
    pub change: Change,
    /// Its block in the old and in the new reading.
    pub old: Option<usize>,
    pub new: Option<usize>,
    /// Word by word, without numbers; one span where nothing changed.
    pub words: Vec<Span>,
}

/// Aligns two agreements: headings and what may bind, in the order of the new one, deletions where they stood. Numbers are
/// not compared: a clause that is only numbered anew is unchanged. The contents, guidance and running headers are left out.
#[must_use]
pub fn align(old: &Reading, new: &Reading) -> Vec<ClauseChange> {
    let (before, after) = (compared(old), compared(new));
    let texts = |reading: &Reading, blocks: &[usize]| -> Vec<String> {
        blocks.iter().map(|at| plain_signs(&reading.blocks[*at].text)).collect()
    };
    let (old_texts, new_texts) = (texts(old, &before), texts(new, &after));
    let mut found: Vec<ClauseChange> = pairs(&old_texts, &new_texts, false)
        .into_iter()
        .map(|(left, right)| {
            let text = |reading: &Reading, blocks: &[usize], at: Option<usize>| {
                at.map_or_else(String::new, |at| reading.blocks[blocks[at]].text.clone())
            };
            let change = match (left, right) {
                (Some(left), Some(right)) if old_texts[left] == new_texts[right] => Change::Unchanged,
                (Some(_), Some(_)) => Change::Reworded,
                (Some(_), None) => Change::Deleted,
                _ => Change::Added,
            };
            let (was, is) = (text(old, &before, left), text(new, &after, right));
            let words = match change {
                Change::Unchanged => vec![Span { kept: Kept::Same, text: is }],
                _ => words(&was, &is),
            };
            let (old, new) = (left.map(|at| before[at]), right.map(|at| after[at]));
            ClauseChange { change, old, new, words }
        })
        .collect();
    moved(&mut found);
    found
}

/// A deletion and an addition that are nearly the same are one move.
fn moved(found: &mut Vec<ClauseChange>) {
    let whole = |change: &ClauseChange| change.words.iter().map(|span| span.text.as_str()).collect::<String>();
    let texts = |what: Change| -> Vec<(usize, String, Bag)> {
        let of = found.iter().enumerate().filter(|(_, change)| change.change == what);
        of.map(|(at, change)| (at, whole(change)))
            .map(|(at, text)| (at, Bag::of(&text), text))
            .map(|(at, bag, text)| (at, text, bag))
            .collect()
    };
    let (mut gone, added) = (texts(Change::Deleted), texts(Change::Added));
    gone.retain(|(_, _, bag)| bag.len() >= MOVED_WORDS);
    if !weighable(gone.iter().map(|(_, _, bag)| bag), added.iter().map(|(_, _, bag)| bag)) {
        return;
    }
    let mut taken = vec![false; gone.len()];
    let mut dropped = HashSet::new();
    for (to, text, bag) in &added {
        let weighed = (0..gone.len()).filter(|at| !taken[*at]).map(|at| (alike(&gone[at].2, bag), Reverse(at)));
        if let Some((_, Reverse(at))) = weighed.max().filter(|(alike, _)| *alike >= MOVED) {
            taken[at] = true;
            let (from, was, _) = &gone[at];
            dropped.insert(*from);
            let old = found[*from].old;
            let change = &mut found[*to];
            change.change = Change::Moved;
            change.old = old;
            change.words = words(was, text);
        }
    }
    let mut at = 0;
    found.retain(|_| {
        at += 1;
        !dropped.contains(&(at - 1))
    });
}

fn compared(reading: &Reading) -> Vec<usize> {
    let bears = |block: &Block| block.is_operative() || (block.kind == Kind::Heading && !block.note);
    reading.blocks.iter().enumerate().filter(|(_, block)| bears(block)).map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Change, align};
    use crate::reading::{Changes, read};

    fn changes(old: &str, new: &str) -> Vec<(Change, String)> {
        let reading =
            |text: &str| read("a.md", text.as_bytes(), Changes::Accepted, &Arc::default()).expect("Markdown is read");
        let (old, new) = (reading(old), reading(new));
        let named = |change: &super::ClauseChange| match (change.new, change.old) {
            (Some(at), _) => new.blocks[at].clause.clone(),
            (None, Some(at)) => old.blocks[at].clause.clone(),
            (None, None) => String::new(),
        };
        align(&old, &new).iter().map(|change| (change.change, named(change))).collect()
    }

    #[test]
    fn each_clause_is_told_what_became_of_it() {
        let old = "1.1 The importer shall tell the exporter within 24 hours.\n\n1.2 The importer shall keep records of all \
                   that it does.\n\n1.3 The importer may not sell data to anybody else.\n\n1.4 Nothing more.";
        let new = "1.1 The importer shall keep records of all that it does.\n\n1.2 The importer shall tell the exporter \
                   within 72 hours.\n\n1.3 Nothing more.\n\n1.4 Fees are due in advance every year.";
        let found = changes(old, new);
        let count = |change: Change| found.iter().filter(|(found, _)| *found == change).count();
        assert_eq!(count(Change::Deleted), 1, "{found:?}");
        assert_eq!(count(Change::Added), 1, "{found:?}");
        assert_eq!(count(Change::Unchanged) + count(Change::Moved) + count(Change::Reworded), 3, "{found:?}");
        assert!(found.contains(&(Change::Added, "1.4".to_owned())), "{found:?}");
    }

    #[test]
    fn a_clause_that_is_only_numbered_anew_is_unchanged() {
        let found = changes("1.1 The first one.\n\n1.2 The second one.", "1.1 The second one.");
        assert_eq!(found, [(Change::Deleted, "1.1".to_owned()), (Change::Unchanged, "1.1".to_owned())]);
    }
}
