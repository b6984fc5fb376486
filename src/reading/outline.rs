//! From paragraphs to blocks: what stands under what, and each number in full. The same for every format.

use std::sync::Arc;

use super::{
    label::{self, Brackets, Count, Label, Shape},
    model::{Block, Format, Kind, Place, Reading},
    printed,
    refuse::{Unreadable, clean, one_line},
    unseen::{Unseen, Why, quote},
    words::Words,
};
use crate::budget::Budget;

/// What a format found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub words: Arc<Words>,
    pub pieces: Vec<Piece>,
    pub losses: Vec<String>,
    pub unseen: Vec<Unseen>,
    budget: Budget,
}

/// One paragraph as a format found it.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    pub kind: PieceKind,
    /// The number that the format counts and the text does not hold.
    pub label: Option<String>,
    /// How deep in lists of the format it stands; 0 for a paragraph.
    pub nest: u8,
    pub text: String,
    pub note: bool,
    /// It looks like a heading: bold or underlined throughout, or alone before a line.
    pub looks: bool,
    /// It is slanted throughout.
    pub slanted: bool,
    pub line: Option<u32>,
}

/// What a format says that a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum PieceKind {
    #[default]
    Paragraph,
    Title,
    /// With its level, from 1.
    Heading(u8),
    Item,
    Cell {
        table: u32,
        row: u32,
        column: u32,
        head: bool,
    },
    Footnote,
    Contents,
    Furniture,
    Comment,
}

impl Found {
    /// Nothing yet, of a text that these words show the build of.
    pub(super) fn with(words: &Arc<Words>) -> Self {
        Self { words: Arc::clone(words), ..Self::default() }
    }

    /// Adds a paragraph if there is anything in it.
    pub(super) fn push(&mut self, piece: Piece) {
        if self.budget.out().is_some() {
            return;
        }
        let text = clean(&piece.text);
        let piece = Piece { text: String::new(), ..piece };
        let kind = if piece.kind == PieceKind::Item { PieceKind::Paragraph } else { piece.kind };
        for (nth, item) in printed::items(&text, &self.words).into_iter().enumerate() {
            let own = if nth == 0 { piece.clone() } else { Piece { kind, label: None, ..piece.clone() } };
            self.add(own, item);
        }
    }

    fn add(&mut self, mut piece: Piece, text: &str) {
        if let Some(label) = &mut piece.label {
            label.truncate(label.floor_char_boundary(LABEL));
        }
        let mut rest = text;
        if rest.len() > LONGEST {
            self.lose(format!("a paragraph of more than {LONGEST} letters was read in parts"));
        }
        while rest.len() > LONGEST {
            let (part, after) = rest.split_at(part_end(rest));
            self.keep(Piece { text: part.trim_end().to_owned(), ..piece.clone() });
            piece.label = None;
            rest = after.trim_start();
        }
        if !rest.is_empty() || piece.label.is_some() && matches!(piece.kind, PieceKind::Heading(_)) {
            self.keep(Piece { text: rest.to_owned(), ..piece });
        }
    }

    fn keep(&mut self, piece: Piece) {
        if self.budget.piece(piece.text.len() + piece.label.as_ref().map_or(0, String::len)) {
            self.pieces.push(piece);
        }
    }

    /// Whether there is room for so many more steps. What is pushed where there is none is dropped, and told at the end.
    pub(super) fn step(&mut self, steps: usize) -> bool {
        self.budget.steps(steps)
    }

    /// A place for what is found apart, out of the same budget; it goes back by [`Found::join`].
    pub(super) fn part(&mut self) -> Self {
        Self { budget: std::mem::take(&mut self.budget), ..Self::with(&self.words) }
    }

    /// Takes over what was found apart.
    pub(super) fn join(&mut self, mut part: Self) {
        self.budget = part.budget;
        self.pieces.append(&mut part.pieces);
        part.losses.into_iter().for_each(|loss| self.lose(loss));
        self.unseen.append(&mut part.unseen);
    }

    /// Keeps the first words of what nobody sees. Stretches of one place and reason are one.
    pub(super) fn unseen(&mut self, text: &str, why: Why, line: Option<u32>) {
        let text = clean(text);
        let text = one_line(&text);
        if text.is_empty() || !self.step(1) {
            return;
        }
        let paragraph = u32::try_from(self.pieces.len() + 1).unwrap_or(u32::MAX);
        let place = Place { paragraph, line };
        let room = self.unseen.len() < UNSEEN;
        match self.unseen.last_mut() {
            Some(last) if last.place == place && last.why == why => quote(&mut last.text, &text),
            _ if room => {
                let mut quoted = String::new();
                quote(&mut quoted, &text);
                self.unseen.push(Unseen { text: quoted, why, place });
            }
            _ => self.lose(format!("more than {UNSEEN} stretches of text that nobody sees were left out")),
        }
    }

    /// Whether all of it was within the budget.
    pub(super) fn fits(&self) -> Result<(), Unreadable> {
        self.budget.refusal().map_or(Ok(()), |words| Err(Unreadable::TooMuch(words)))
    }

    /// Says once what could not be read.
    pub(super) fn lose(&mut self, what: impl Into<String>) {
        let what = what.into();
        if !self.losses.contains(&what) {
            self.losses.push(what);
        }
    }
}

/// Most stretches of unseen text that are told one by one.
const UNSEEN: usize = 100;

/// No number of a paragraph is longer, in bytes.
const LABEL: usize = 100;

/// No paragraph of an agreement is longer, in bytes; what is would make everything after it slow.
pub(super) const LONGEST: usize = 20_000;

/// Where the first part of a paragraph that is too long ends: after a sentence, a word, or in the middle of one.
fn part_end(text: &str) -> usize {
    let most = text.floor_char_boundary(LONGEST);
    let head = &text[..most];
    let sentence = head.rfind(". ").map(|at| at + 1);
    sentence.or_else(|| head.rfind([' ', '\n'])).filter(|at| *at > 0).unwrap_or(most)
}

/// Blocks with their numbers and what they stand under.
///
/// # Errors
/// When the numbers that blocks take over from what they stand under come to more than is read.
pub(super) fn outline(format: Format, mut found: Found) -> Result<Reading, Unreadable> {
    let mut outline = Outline { words: Arc::clone(&found.words), ..Outline::default() };
    for (count, piece) in printed::joined(format, &mut found) {
        outline.add(piece, count);
        if let Some(block) = outline.blocks.last() {
            if !matches!(block.kind, Kind::Cell { .. }) {
                outline.outside = Some(outline.blocks.len() - 1);
            }
            found.budget.bytes(block.clause.len());
        }
        found.fits()?;
    }
    Ok(Reading { format, blocks: outline.blocks, losses: found.losses, unseen: found.unseen })
}

#[derive(Default)]
struct Outline {
    blocks: Vec<Block>,
    /// What the next block may stand under, the outermost first.
    open: Vec<Open>,
    /// The block before the present table.
    table: Option<(u32, Option<usize>)>,
    /// The last block that is no cell.
    outside: Option<usize>,
    /// The last whole number that stood alone before a paragraph, for `5 Liability` against `5 days`.
    counted: u32,
    words: Arc<Words>,
}

/// A heading or a numbered paragraph under which others may stand.
struct Open {
    block: usize,
    rank: Rank,
    nest: u8,
    shown: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rank {
    /// A heading without a number, by its level.
    Heading(u8),
    Counted(Shape),
}

impl Outline {
    fn add(&mut self, piece: Piece, paragraph: u32) {
        let place = Place { paragraph, line: piece.line };
        let outside = matches!(
            piece.kind,
            PieceKind::Title | PieceKind::Contents | PieceKind::Furniture | PieceKind::Comment | PieceKind::Footnote
        );
        let note = piece.note || self.words.is_remark(&piece.text);
        if outside || note {
            let kind = match piece.kind {
                PieceKind::Title => Kind::Title,
                PieceKind::Contents => Kind::Contents,
                PieceKind::Furniture => Kind::Furniture,
                PieceKind::Comment => Kind::Comment,
                PieceKind::Footnote => Kind::Footnote,
                PieceKind::Heading(_) => Kind::Heading,
                PieceKind::Cell { table, row, column, head } => Kind::Cell { table, row, column, head },
                PieceKind::Item => Kind::Item,
                PieceKind::Paragraph => Kind::Paragraph,
            };
            let parent = self.open.last().map(|open| open.block);
            let number = piece.label.unwrap_or_default();
            let clause = self.clause_of(parent);
            let block = Block { kind, note, number, clause, text: piece.text, parent, place };
            return self.blocks.push(block);
        }
        match piece.kind {
            PieceKind::Cell { table, row, column, head } => {
                let above = match self.table {
                    Some((same, above)) if same == table => above,
                    _ => self.outside,
                };
                let above = above.filter(|at| self.blocks[*at].kind != Kind::Title);
                self.table = Some((table, above));
                let (number, text) = match label::split(&piece.text, &self.words).filter(|(label, _)| label.sure) {
                    _ if piece.label.is_some() => (piece.label.unwrap_or_default(), piece.text),
                    Some((label, rest)) if !rest.is_empty() => (label.shown, rest.to_owned()),
                    _ => (String::new(), piece.text),
                };
                let clause = join(&self.clause_of(above), &number);
                let kind = Kind::Cell { table, row, column, head };
                self.blocks.push(Block { kind, note, number, clause, text, parent: above, place });
            }
            kind => self.paragraph(&piece, kind, place),
        }
    }

    fn paragraph(&mut self, piece: &Piece, kind: PieceKind, place: Place) {
        let (label, text) = self.label(piece, kind);
        let level = match kind {
            PieceKind::Heading(level) => Some(level),
            _ => None,
        };
        let shape = label.as_ref().map(|label| label.shape);
        let heading = is_heading(&text, level.is_some(), piece.looks, shape, &self.words);
        let number = label.as_ref().map(|label| label.shown.clone()).filter(|shown| shown != "•").unwrap_or_default();
        let rank = match (shape, heading) {
            (Some(Shape::Bullet), _) => Some(Rank::Counted(Shape::Bullet)),
            // `## A. Definitions` holds what follows, until the next heading: it is no item of a list.
            (Some(Shape::Mark(..)), true) if level.is_some() => level.map(Rank::Heading),
            (Some(shape), _) => Some(Rank::Counted(self.told_apart(shape, &number))),
            (None, true) => Some(Rank::Heading(level.unwrap_or(2))),
            (None, false) => None,
        };
        match rank {
            Some(rank) => self.close(rank, piece.nest, heading, level),
            // A paragraph without a number goes on with the clause, not with the last item of its list.
            None => self.open.retain(|open| !matches!(open.rank, Rank::Counted(Shape::Mark(..) | Shape::Bullet))),
        }
        let parent = self.open.last().map(|open| open.block);
        let clause = self.full(rank, &number, piece.nest);
        let kind = match (heading, shape) {
            (true, _) => Kind::Heading,
            (false, Some(Shape::Mark(..) | Shape::Bullet)) => Kind::Item,
            (false, _) if kind == PieceKind::Item => Kind::Item,
            (false, _) => Kind::Paragraph,
        };
        let block = Block { kind, note: false, number: number.clone(), clause, text, parent, place };
        self.blocks.push(block);
        if let Some(rank) = rank {
            self.open.push(Open { block: self.blocks.len() - 1, rank, nest: piece.nest, shown: number });
        }
    }

    /// The number before a paragraph: counted by the format, or the first word of its text.
    fn label(&mut self, piece: &Piece, kind: PieceKind) -> (Option<Label>, String) {
        if let Some(shown) = &piece.label {
            let label = label::of(shown, &self.words);
            self.count(&label);
            return (Some(label), piece.text.clone());
        }
        match label::split(&piece.text, &self.words) {
            // `5 days` is an amount, unless 4 stood before it and it opens what looks like a clause.
            Some((label, rest)) if label.sure || self.follows(&label, rest, kind) => {
                self.count(&label);
                (Some(label), rest.to_owned())
            }
            _ => (None, piece.text.clone()),
        }
    }

    fn follows(&self, label: &Label, rest: &str, kind: PieceKind) -> bool {
        let counts = label.shown.parse().is_ok_and(|count: u32| count == 1 || count == self.counted + 1);
        counts && (rest.starts_with(char::is_uppercase) || matches!(kind, PieceKind::Heading(_)))
    }

    fn count(&mut self, label: &Label) {
        match label.shape {
            Shape::Decimal(1) => self.counted = label.shown.parse().unwrap_or(self.counted),
            Shape::Annex => self.counted = 0,
            _ => {}
        }
    }

    /// `(v)` after `(iv)` is a Roman numeral, `(i)` after `(h)` a letter, `(i)` elsewhere the first Roman numeral.
    fn told_apart(&self, shape: Shape, shown: &str) -> Shape {
        let Shape::Mark(count @ (Count::Lower | Count::Upper), brackets) = shape else { return shape };
        let roman = if count == Count::Lower { Count::LowerRoman } else { Count::UpperRoman };
        let bare = |text: &str| text.trim_matches(['(', ')', '.']).to_ascii_lowercase();
        let sign = bare(shown);
        let Some(value) = numeral(&sign) else { return shape };
        let last = |count| self.open.iter().rev().find(|open| open.rank == Rank::Counted(Shape::Mark(count, brackets)));
        let goes_on = last(roman).is_some_and(|open| numeral(&bare(&open.shown)) == Some(value - 1));
        let next_letter = last(count).is_some_and(|open| {
            let before = bare(&open.shown);
            before.len() == 1 && sign.len() == 1 && before.as_bytes()[0] + 1 == sign.as_bytes()[0]
        });
        let begins = value == 1 && !next_letter;
        if goes_on || begins { Shape::Mark(roman, brackets) } else { shape }
    }

    /// Closes what cannot stand over a block of this rank.
    fn close(&mut self, rank: Rank, nest: u8, heading: bool, level: Option<u8>) {
        #[expect(clippy::match_same_arms, reason = "a table of rules, read from the top")]
        let keep = |open: &Open| match (open.rank, rank) {
            (Rank::Counted(Shape::Annex), Rank::Counted(Shape::Annex)) => false,
            (Rank::Counted(Shape::Annex), _) => true,
            (_, Rank::Counted(Shape::Annex)) => false,
            (Rank::Heading(open), Rank::Heading(own)) => open < own,
            // A numbered heading is no part of an unnumbered one, say of the background, unless that is of a higher level.
            (Rank::Heading(open), Rank::Counted(Shape::Decimal(1) | Shape::Article)) if heading => {
                level.is_some_and(|level| open < level)
            }
            (Rank::Heading(_), Rank::Counted(Shape::Part)) => false,
            (Rank::Heading(_), Rank::Counted(_)) => true,
            (Rank::Counted(Shape::Part), Rank::Heading(_)) => true,
            (Rank::Counted(Shape::Part), Rank::Counted(own)) => own != Shape::Part,
            (Rank::Counted(_), Rank::Heading(_) | Rank::Counted(Shape::Part | Shape::Article)) => false,
            (Rank::Counted(Shape::Article), Rank::Counted(_)) => true,
            (Rank::Counted(Shape::Decimal(open)), Rank::Counted(Shape::Decimal(own))) => open < own,
            (Rank::Counted(Shape::Mark(..) | Shape::Bullet), Rank::Counted(Shape::Decimal(_))) => false,
            (Rank::Counted(_), Rank::Counted(_)) => true,
        };
        let nested = nest > 0;
        self.open.retain(|open| {
            if nested && open.nest > 0 { open.nest < nest } else { (nested || open.nest == 0) && keep(open) }
        });
        // Items: back to the one that is counted the same way, whatever stands under it.
        if let Rank::Counted(Shape::Mark(..) | Shape::Bullet) = rank
            && let Some(at) = self.open.iter().position(|open| open.rank == rank && open.nest == nest)
        {
            self.open.truncate(at);
        }
    }

    /// The number of a block in full.
    fn full(&self, rank: Option<Rank>, number: &str, nest: u8) -> String {
        let parent = self.open.last().map(|open| open.block);
        let above = self.clause_of(parent);
        if number.is_empty() {
            return above;
        }
        let annex = self.open.first().filter(|open| open.rank == Rank::Counted(Shape::Annex)).map(|open| &open.shown);
        match rank {
            Some(Rank::Counted(Shape::Decimal(1))) if nest > 1 => {
                if above.is_empty() {
                    number.to_owned()
                } else {
                    format!("{above}.{number}")
                }
            }
            Some(Rank::Counted(Shape::Mark(_, Brackets::Both))) => join(&above, number),
            Some(Rank::Counted(Shape::Mark(..))) => {
                join(&above, &format!("({})", number.trim_matches(['(', ')', '.'])))
            }
            _ => annex.map_or_else(|| number.to_owned(), |annex| format!("{annex}, {number}")),
        }
    }

    fn clause_of(&self, block: Option<usize>) -> String {
        block.map_or_else(String::new, |at| self.blocks[at].clause.clone())
    }
}

/// What a Roman numeral in small letters counts.
fn numeral(sign: &str) -> Option<u32> {
    let values: Option<Vec<u32>> = sign
        .chars()
        .map(|c| match c {
            'i' => Some(1),
            'v' => Some(5),
            'x' => Some(10),
            'l' => Some(50),
            'c' => Some(100),
            _ => None,
        })
        .collect();
    let values = values.filter(|values| !values.is_empty() && values.len() <= 8)?;
    let next = values.iter().skip(1).chain([&0]);
    let (more, less) = values
        .iter()
        .zip(next)
        .fold((0, 0), |(more, less), (own, next)| if own < next { (more, less + own) } else { (more + own, less) });
    (more > less).then(|| more - less)
}

fn join(above: &str, number: &str) -> String {
    match (above, number) {
        (above, "") => above.to_owned(),
        ("", number) => number.to_owned(),
        (above, number) if number.starts_with('(') && above.ends_with(|c: char| c.is_ascii_digit() || c == ')') => {
            format!("{above}{number}")
        }
        (above, number) => format!("{above}, {number}"),
    }
}

/// Whether a paragraph is a heading: the format says so and it is no sentence, or it looks like one.
fn is_heading(text: &str, said: bool, looks: bool, shape: Option<Shape>, known: &Words) -> bool {
    let text = one_line(text);
    let words = text.split(' ').filter(|word| !word.is_empty()).count();
    let ends_open = text.ends_with(['.', ';', ':', ',', '?', '!']);
    // Many firms number whole clauses with Word's heading styles: a sentence is a clause whatever its style.
    let sentence = words > 14 || (words > 5 && (ends_open || known.has_verb(&text)));
    match shape {
        Some(Shape::Annex | Shape::Part) => !sentence,
        Some(Shape::Bullet) => false,
        Some(Shape::Mark(..)) => said && !sentence,
        _ if said => !sentence,
        Some(Shape::Decimal(1) | Shape::Article) => words <= 10 && !ends_open && !known.has_verb(&text),
        Some(Shape::Decimal(_)) => looks && words <= 10 && !ends_open && !known.has_verb(&text),
        None => words <= 10 && !ends_open && (looks || is_capitals(&text)) && !known.has_verb(&text),
    }
}

fn is_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 4 && letters().all(|c| !c.is_lowercase())
}
