//! The first question: is this our agreement, changed? Clause by clause, what became of the one that we would have sent.

use std::collections::{HashMap, HashSet};

use crate::{
    reading::{Block, Format, Kind, Reading},
    redline::{Change, ClauseChange, Kept, Span, align},
    text::compare::{plain_signs, spaced_words},
};

/// What we would have sent.
#[derive(Debug)]
pub struct Ours<'a> {
    /// As people call it: the deal's file, or our blank.
    pub name: String,
    pub reading: &'a Reading,
    /// The obligations of the role pair, each with the clauses that carry it in this text.
    pub carried: Vec<Carried>,
    /// Whether it is a blank: filling its gaps changes nothing.
    pub blank: bool,
}

/// An obligation, and where our text carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    pub id: String,
    pub title: String,
    /// Whether an agreement must carry it.
    pub core: bool,
    /// Numbers of clauses such as `7.1`, letters of schedules.
    pub clauses: Vec<String>,
}

crate::words::words! {
    /// What became of a clause of ours.
    pub enum Fate {
        Unchanged = "unchanged",
        /// Only the gaps of our blank were filled.
        Filled = "filled",
        Reworded = "changed",
        Moved = "moved",
        Deleted = "deleted",
        Added = "added",
    }
}
crate::words::serialize_words!(Fate);

/// A clause, heading, item or paragraph of a cell, in our text and in theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseFate {
    pub fate: Fate,
    /// Its block in our reading, and in theirs.
    pub old: Option<usize>,
    pub new: Option<usize>,
    /// Word by word; one span where nothing changed.
    pub words: Vec<Span>,
    /// The obligations that our clause carries, by position in [`Ours::carried`].
    pub carries: Vec<usize>,
}

/// A block of a text of ours that another party added or reworded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutIn {
    /// In the reading of their text.
    pub block: usize,
    /// What stood there; empty where it was added.
    pub was: String,
}

/// What became of our text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// How much of our wording stands in theirs, in percent.
    pub kept: u32,
    /// Clause by clause, in their order; empty where the text is not ours.
    pub clauses: Vec<ClauseFate>,
}

/// From this much of our wording on, in percent, a text is ours.
const OURS: u32 = 30;
/// Wording is compared by so many words in a row: few texts share them by accident.
const ROW: usize = 5;

impl Comparison {
    /// Whether the text is ours, however changed.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        self.kept >= OURS
    }

    /// What they added to our text, reworded, or wrote where nothing but a gap stood. Against a blank a clause is reworded by
    /// whatever a deal chooses, which says nothing of what they did.
    #[must_use]
    pub fn put_in(&self, ours: &Ours<'_>) -> Vec<PutIn> {
        let old = |clause: &ClauseFate| clause.old.map(|old| ours.reading.blocks[old].text.as_str());
        let theirs = |clause: &&ClauseFate| match clause.fate {
            Fate::Added => true,
            Fate::Filled => old(clause).is_none_or(is_gap),
            Fate::Reworded => !ours.blank,
            Fate::Unchanged | Fate::Moved | Fate::Deleted => false,
        };
        self.clauses
            .iter()
            .filter(theirs)
            .filter_map(|clause| {
                let was = old(clause).filter(|old| !is_gap(old)).unwrap_or_default().to_owned();
                clause.new.map(|block| PutIn { block, was })
            })
            .collect()
    }

    /// How many clauses had that fate.
    #[must_use]
    pub fn count(&self, fate: Fate) -> usize {
        self.clauses.iter().filter(|clause| clause.fate == fate).count()
    }
}

impl Fate {
    /// Whether the text says something else for it.
    #[must_use]
    pub const fn touches(self) -> bool {
        !matches!(self, Self::Unchanged | Self::Filled)
    }
}

/// Holds a text against ours. Clauses are only aligned where the text is ours.
#[must_use]
pub fn compare(ours: &Ours<'_>, theirs: &Reading) -> Comparison {
    let mut comparison = Comparison { kept: kept(ours.reading, theirs), clauses: Vec::new() };
    if comparison.is_ours() {
        let mut changes = align(ours.reading, theirs);
        if ours.blank {
            fill(&mut changes, ours.reading, theirs);
        }
        let known = Known {
            counted: counted(&changes, ours.reading, theirs),
            paired: changes.iter().filter_map(|change| Some((change.new?, change.old?))).collect(),
            signed: signed(theirs),
            whole: if theirs.format == Format::Text { whole(theirs) } else { String::new() },
        };
        comparison.clauses = changes.into_iter().map(|change| fate(change, ours, theirs, &known)).collect();
    }
    comparison
}

/// What is known of the two texts as a whole.
struct Known<'a> {
    /// The numbers that headed clauses of ours have in theirs.
    counted: HashMap<&'a str, &'a str>,
    /// Blocks of theirs that are one of ours.
    paired: HashMap<usize, usize>,
    /// Tables of theirs for signatures.
    signed: HashSet<u32>,
    /// Their text as words, where it is plain and its paragraphs are only guessed.
    whole: String,
}

/// A text as words, whatever its paragraphs.
fn whole(reading: &Reading) -> String {
    spaced_words(&reading.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" "))
}

/// How much of the old wording stands in the new text, in percent.
fn kept(old: &Reading, new: &Reading) -> u32 {
    let (before, after) = (rows(old), rows(new));
    let shared = before.intersection(&after).count();
    u32::try_from(shared * 100 / before.len().max(1)).unwrap_or(100)
}

/// Every row of words that stands in the operative text, as hashes.
fn rows(reading: &Reading) -> HashSet<u64> {
    let mut rows = HashSet::new();
    for (_, block) in reading.operative() {
        let words = block.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<u64> =
            words.map(|word| hash(word.chars().flat_map(char::to_lowercase).map(u64::from))).collect();
        rows.extend(words.windows(ROW).map(|row| hash(row.iter().copied())));
    }
    rows
}

/// FNV-1a, a number at a time.
fn hash(parts: impl Iterator<Item = u64>) -> u64 {
    parts.fold(0xcbf2_9ce4_8422_2325, |hash, part| (hash ^ part).wrapping_mul(0x0000_0100_0000_01b3))
}

/// A gap of the blank that was filled with so much that the two look like a deletion and an addition.
fn fill(changes: &mut Vec<ClauseChange>, ours: &Reading, theirs: &Reading) {
    let is = |change: &ClauseChange, what: Change| change.change == what;
    let mut at = 0;
    while at < changes.len() {
        let blank = changes[at].old.filter(|_| is(&changes[at], Change::Deleted)).map(|old| &ours.blocks[old].text);
        let filled = blank.filter(|blank| blank.contains(GAP) && !is_gap(blank)).and_then(|blank| {
            let fits = |new: usize| fills(blank, &theirs.blocks[new].text);
            changes.iter().position(|change| is(change, Change::Added) && change.new.is_some_and(fits))
        });
        if let Some(new) = filled {
            changes[new].old = changes[at].old;
            changes[new].change = Change::Reworded;
            changes.remove(at);
        } else {
            at += 1;
        }
    }
}

/// The numbers that the headed clauses of ours have in theirs.
fn counted<'a>(changes: &[ClauseChange], ours: &'a Reading, theirs: &'a Reading) -> HashMap<&'a str, &'a str> {
    let pairs = changes.iter().filter_map(|change| Some((&ours.blocks[change.old?], &theirs.blocks[change.new?])));
    let headings = pairs.filter(|(old, new)| old.kind == Kind::Heading && new.kind == Kind::Heading);
    headings.map(|(old, new)| (old.number.as_str(), new.number.as_str())).collect()
}

/// Whether nothing changed but references to clauses that are numbered anew.
fn follows(words: &[Span], counted: &HashMap<&str, &str>) -> bool {
    let gone: Vec<&str> = differing(words, Kept::Deleted).collect();
    let come: Vec<&str> = differing(words, Kept::Inserted).collect();
    !gone.is_empty()
        && gone.len() == come.len()
        && gone.iter().zip(&come).all(|(gone, come)| counted.get(gone).is_some_and(|number| number == come))
}

fn fate(change: ClauseChange, ours: &Ours<'_>, theirs: &Reading, known: &Known<'_>) -> ClauseFate {
    let block = |reading: &Reading, at: Option<usize>| at.map(|at| reading.blocks[at].clone());
    let (old, new) = (block(ours.reading, change.old), block(theirs, change.new));
    let filled = || match (&old, &new) {
        (Some(old), Some(new)) => fills(&old.text, &new.text),
        // Who signs writes into our table.
        (None, Some(new)) if table(new).is_some_and(|table| known.signed.contains(&table)) => true,
        // A list in a schedule grows from one gap to as many items as there are.
        (Some(old), None) => ours.blank && is_gap(&old.text),
        (None, Some(new)) => ours.blank && is_schedule(&new.clause) && new.kind != Kind::Heading,
        (None, None) => false,
    };
    let fate = match change.change {
        Change::Unchanged => Fate::Unchanged,
        Change::Reworded if follows(&change.words, &known.counted) => Fate::Unchanged,
        // Plain text, say of a PDF, runs paragraphs together: what stands there word for word is not deleted.
        Change::Deleted if old.as_ref().is_some_and(|old| known.whole.contains(&spaced_words(&old.text))) => {
            Fate::Unchanged
        }
        _ if filled() => Fate::Filled,
        Change::Reworded => Fate::Reworded,
        Change::Moved => Fate::Moved,
        Change::Deleted => Fate::Deleted,
        Change::Added => Fate::Added,
    };
    let clause = match &old {
        Some(old) => old.clause.clone(),
        None => beside(change.new, ours.reading, theirs, &known.paired),
    };
    let carries = if clause.is_empty() { Vec::new() } else { carries(&clause, old.as_ref(), ours) };
    ClauseFate { fate, old: change.old, new: change.new, words: change.words, carries }
}

/// The clause of ours that an added paragraph stands in: that of the heading above it. Under a heading of their own nothing
/// of ours is touched.
fn beside(new: Option<usize>, ours: &Reading, theirs: &Reading, paired: &HashMap<usize, usize>) -> String {
    let heading = new.and_then(|new| theirs.above(new).find(|(_, above)| above.kind == Kind::Heading));
    let old = heading.and_then(|(heading, _)| paired.get(&heading));
    old.map_or_else(String::new, |old| ours.blocks[*old].clause.clone())
}

/// The obligations that a clause of ours carries: by itself, as part of a clause that does, or, where it is added under a
/// heading of ours, those of the clauses under it.
fn carries(clause: &str, old: Option<&Block>, ours: &Ours<'_>) -> Vec<usize> {
    let heads = old.is_none_or(|old| old.kind == Kind::Heading);
    let carrier = |number: &String| {
        let number = if number.len() == 1 && number.starts_with(char::is_alphabetic) {
            format!("Schedule {number}")
        } else {
            number.clone()
        };
        within(clause, &number) || heads && within(&number, clause)
    };
    (0..ours.carried.len()).filter(|at| ours.carried[*at].clauses.iter().any(carrier)).collect()
}

/// Whether a clause is another one, or a part of it.
fn within(clause: &str, whole: &str) -> bool {
    !whole.is_empty()
        && clause.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '(', ',', ' ']))
}

fn is_schedule(clause: &str) -> bool {
    ["Schedule", "Annex", "Appendix"].iter().any(|word| clause.starts_with(word))
}

fn table(block: &Block) -> Option<u32> {
    match block.kind {
        Kind::Cell { table, .. } => Some(table),
        _ => None,
    }
}

/// The tables that somebody signs in.
fn signed(reading: &Reading) -> HashSet<u32> {
    reading.blocks.iter().filter(|block| block.text.starts_with("Signature")).filter_map(table).collect()
}

/// How a gap begins, and what fills one that is left for a pen.
const GAP: &str = "[●";
const PEN: &str = "____";

fn is_gap(text: &str) -> bool {
    let pieces = pieces(text);
    pieces.len() > 1 && pieces.concat().chars().filter(|c| c.is_alphanumeric()).count() <= 20
}

/// What stands around the gaps of a text.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = [GAP, PEN].iter().filter_map(|gap| rest.find(gap)).min() {
        pieces.push(&rest[..at]);
        let gap = &rest[at..];
        rest = if gap.starts_with(PEN) { gap.trim_start_matches('_') } else { &gap[gap_end(gap)..] };
    }
    pieces.push(rest);
    pieces
}

/// Where a gap ends; one choice may stand within another.
fn gap_end(gap: &str) -> usize {
    let mut depth = 0_usize;
    for (at, letter) in gap.char_indices() {
        match letter {
            '[' => depth += 1,
            ']' if depth == 1 => return at + 1,
            ']' => depth -= 1,
            _ => {}
        }
    }
    gap.len()
}

/// Whether a text is our blank one with something in its gaps.
fn fills(blank: &str, filled: &str) -> bool {
    let (blank, filled) = (plain_signs(blank), plain_signs(filled));
    let pieces = pieces(&blank);
    let [first, middle @ .., last] = pieces.as_slice() else { return false };
    let Some(mut rest) = filled.strip_prefix(first.trim()) else { return false };
    for piece in middle {
        match rest.split_once(piece.trim()) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last.trim())
}

/// The words that stand only in one of the two texts: `without 24, with 240`.
pub(super) fn differing(words: &[Span], kept: Kept) -> impl Iterator<Item = &str> {
    words.iter().filter(move |span| span.kept == kept).map(|span| span.text.trim()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::reading::{Changes, read};

    fn reading(text: &str) -> Reading {
        read("a.md", text.as_bytes(), Changes::Accepted, &Arc::default()).expect("Markdown is read")
    }

    const OLD: &str = "## 1 Breach\n\n1.1 The Importer must notify the Exporter of every Data Breach within [●  hours] hours.\n\n\
                       1.2 The notice must say what happened and what was done about it.\n\n## 2 Rest\n\n\
                       2.1 The Importer keeps the data in a safe place for as long as it holds it.";

    fn fates(new: &str) -> Vec<(Fate, Vec<usize>)> {
        let (old, new) = (reading(OLD), reading(new));
        let carried = |id: &str, clause: &str| Carried {
            id: id.to_owned(),
            title: String::new(),
            core: true,
            clauses: vec![clause.to_owned()],
        };
        let carried = vec![carried("BREACH", "1.1"), carried("SEC", "2.1")];
        let ours = Ours { name: "ours".to_owned(), reading: &old, carried, blank: true };
        let comparison = compare(&ours, &new);
        assert!(comparison.is_ours(), "{}", comparison.kept);
        comparison.clauses.into_iter().map(|clause| (clause.fate, clause.carries)).collect()
    }

    #[test]
    fn filling_a_gap_changes_nothing_and_other_words_do() {
        let filled = OLD.replace("[●  hours]", "24");
        assert_eq!(fates(&filled)[1], (Fate::Filled, vec![0]));
        let weaker = filled.replace("must notify", "may notify");
        assert_eq!(fates(&weaker)[1], (Fate::Reworded, vec![0]));
    }

    #[test]
    fn what_is_added_touches_what_the_clause_carries() {
        let more =
            OLD.replace("\n\n## 2", "\n\n1.3 Nothing in this clause binds the Importer on a public holiday.\n\n## 2");
        let found = fates(&more);
        assert!(found.contains(&(Fate::Added, vec![0])), "{found:?}");
        let less = OLD.replace("2.1 The Importer keeps the data in a safe place for as long as it holds it.", "");
        assert!(fates(&less).contains(&(Fate::Deleted, vec![1])));
    }

    #[test]
    fn a_text_of_others_is_not_aligned() {
        let old = reading(OLD);
        let ours = Ours { name: String::new(), reading: &old, carried: Vec::new(), blank: true };
        let comparison =
            compare(&ours, &reading("The Vendor shall tell the Customer of incidents as it sees fit to do."));
        assert!(!comparison.is_ours() && comparison.clauses.is_empty());
    }
}
