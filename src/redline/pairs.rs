//! Which of two rows of texts belong together: the same ones first, then the most alike between them.

use imara_diff::{Algorithm, Diff, InternedInput};

use super::words::{Bag, alike};

/// Texts less alike than this, in basis points, are a deletion and an insertion rather than a change.
const ALIKE: u32 = 4_500;
/// Between the same ones, no more pairs than this are weighed; beyond, they go together in order.
const WEIGHED: usize = 250_000;
/// Nor more words than this, over all pairs: a few long texts are as much work as many short ones.
const WORDS: usize = 40_000_000;

/// A text of the old row, of the new row, or both; in reading order.
pub(super) type Pair = (Option<usize>, Option<usize>);

/// Pairs up two rows. `forced` puts leftovers together in order however unlike they are.
pub(super) fn pairs(old: &[String], new: &[String], forced: bool) -> Vec<Pair> {
    let mut input = InternedInput::default();
    input.update_before(old.iter().map(String::as_str));
    input.update_after(new.iter().map(String::as_str));
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let mut found = Vec::new();
    let (mut at_old, mut at_new) = (0, 0);
    for hunk in diff.hunks() {
        let (start, begin) = (hunk.before.start as usize, hunk.after.start as usize);
        found.extend((at_old..start).zip(at_new..begin).map(|(old, new)| (Some(old), Some(new))));
        (at_old, at_new) = (hunk.before.end as usize, hunk.after.end as usize);
        between(&old[start..at_old], &new[begin..at_new], (start, begin), forced, &mut found);
    }
    found.extend((at_old..old.len()).zip(at_new..new.len()).map(|(old, new)| (Some(old), Some(new))));
    found
}

/// Whether each of one row may be weighed against each of the other.
pub(super) fn weighable<'a>(old: impl IntoIterator<Item = &'a Bag>, new: impl IntoIterator<Item = &'a Bag>) -> bool {
    fn sum<'a>(bags: impl IntoIterator<Item = &'a Bag>) -> (usize, usize) {
        bags.into_iter().fold((0, 0), |(texts, words), bag| (texts + 1, words + bag.len()))
    }
    let ((rows, left), (columns, right)) = (sum(old), sum(new));
    rows * columns <= WEIGHED && left * columns + right * rows <= WORDS
}

/// Pairs up what stands between two texts that are the same on both sides.
fn between(old: &[String], new: &[String], (from, begin): (usize, usize), forced: bool, found: &mut Vec<Pair>) {
    let (rows, columns) = (old.len(), new.len());
    let bags = |texts: &[String]| texts.iter().map(|text| Bag::of(text)).collect::<Vec<_>>();
    let (before, after) = (bags(old), bags(new));
    let value = |row: usize, column: usize| {
        // A table and a paragraph are never the same thing.
        let table = |text: &String| text.starts_with('\u{1}');
        if table(&old[row]) != table(&new[column]) {
            return 0;
        }
        let alike = alike(&before[row], &after[column]);
        if alike >= ALIKE || (forced && alike > 0) { alike } else { u32::from(forced) }
    };
    if !weighable(&before, &after) || rows == 0 || columns == 0 {
        let common = rows.min(columns);
        for at in 0..common {
            if value(at, at) >= ALIKE || forced {
                found.push((Some(from + at), Some(begin + at)));
            } else {
                found.push((Some(from + at), None));
                found.push((None, Some(begin + at)));
            }
        }
        found.extend((common..rows).map(|at| (Some(from + at), None)));
        found.extend((common..columns).map(|at| (None, Some(begin + at))));
        return;
    }
    // The best total of pairs that do not cross.
    let mut best = vec![0_u32; (rows + 1) * (columns + 1)];
    let cell = |row: usize, column: usize| row * (columns + 1) + column;
    let mut values = vec![0_u32; rows * columns];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let own = value(row, column);
            values[row * columns + column] = own;
            let together = if own > 0 { best[cell(row + 1, column + 1)] + own } else { 0 };
            best[cell(row, column)] = together.max(best[cell(row + 1, column)]).max(best[cell(row, column + 1)]);
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows || column < columns {
        let own = if row < rows && column < columns { values[row * columns + column] } else { 0 };
        if own > 0 && best[cell(row, column)] == best[cell(row + 1, column + 1)] + own {
            found.push((Some(from + row), Some(begin + column)));
            row += 1;
            column += 1;
        } else if row < rows && (column == columns || best[cell(row, column)] == best[cell(row + 1, column)]) {
            found.push((Some(from + row), None));
            row += 1;
        } else {
            found.push((None, Some(begin + column)));
            column += 1;
        }
    }
}
