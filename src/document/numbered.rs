//! The tree with its numbers: what [`super::number::number`] makes and every writer reads.
//!
//! Nothing else can make one, so no writer can print a clause without its number. Its serialised form is what the JSON
//! format shows: it changes only by adding.

use super::captions::Captions;
use super::tree::{Id, ListStyle, Meta, Tone};
use serde::Serialize;
use std::collections::HashSet;

/// A document whose labels are computed, whose references are closed and whose text holds no control characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Numbered {
    pub(super) meta: Meta,
    #[serde(skip)]
    pub(super) captions: Captions,
    pub(super) contents: Vec<Entry>,
    pub(super) body: Vec<Piece>,
    /// The anchors that something in the document leads to.
    #[serde(skip)]
    pub(super) linked: HashSet<String>,
}

impl Numbered {
    /// What the document says of itself.
    #[must_use]
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// What it writes of itself.
    #[must_use]
    pub fn captions(&self) -> &Captions {
        &self.captions
    }

    /// The lines of the table of contents.
    #[must_use]
    pub fn contents(&self) -> &[Entry] {
        &self.contents
    }

    /// Whether a reference or a line of the contents leads to this anchor.
    #[must_use]
    pub fn is_linked(&self, anchor: &str) -> bool {
        self.linked.contains(anchor)
    }

    /// One clause or schedule of the document by itself, with the numbers that it has in the whole.
    #[must_use]
    pub fn part(&self, id: &str) -> Option<Self> {
        let piece = self.body.iter().find(|piece| match piece {
            Piece::Clause(clause) => clause.id == id,
            Piece::Schedule(schedule) => schedule.id == id,
            _ => false,
        })?;
        Some(Self {
            meta: Meta::default(),
            captions: self.captions.clone(),
            contents: Vec::new(),
            body: vec![piece.clone()],
            linked: HashSet::new(),
        })
    }

    /// The number by which others refer to a clause (`4.2(a)`), or the letter of a schedule.
    #[must_use]
    pub fn reference(&self, id: &str) -> Option<&str> {
        fn find<'a>(pieces: &'a [Piece], id: &str) -> Option<&'a str> {
            pieces.iter().find_map(|piece| match piece {
                Piece::Clause(clause) if clause.id == id => Some(clause.reference.as_str()),
                Piece::Clause(clause) => find(&clause.body, id),
                Piece::Schedule(schedule) if schedule.id == id => Some(schedule.letter.as_str()),
                Piece::Schedule(schedule) => find(&schedule.body, id),
                _ => None,
            })
        }
        find(&self.body, id)
    }

    /// What stands in the document.
    #[must_use]
    pub fn body(&self) -> &[Piece] {
        &self.body
    }
}

/// A line of the table of contents: a titled clause of the first level or a schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// `4`, or `Schedule A`.
    pub label: String,
    pub title: Vec<Run>,
    pub anchor: String,
    #[serde(skip)]
    pub schedule: bool,
}

/// One piece of the body, the counterpart of [`super::tree::Block`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Piece {
    Part(NumberedPart),
    Figures { figures: Vec<NumberedFigure> },
    Picture(NumberedPicture),
    Heading { level: u8, text: Vec<Run> },
    Clause(NumberedClause),
    Schedule(NumberedSchedule),
    Paragraph { text: Vec<Run> },
    List(NumberedList),
    Table(Grid),
    Note { title: Option<String>, body: Vec<Piece> },
    Contents,
    PageBreak,
    Signatures { signatories: Vec<Signer> },
}

/// A part of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NumberedPart {
    pub anchor: String,
    pub title: Vec<Run>,
    pub body: Vec<Piece>,
    #[serde(skip)]
    pub half: bool,
}

/// A figure in large.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NumberedFigure {
    pub label: String,
    pub value: String,
    pub note: String,
    pub tone: Tone,
}

/// A picture; those who read the tree as JSON get its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NumberedPicture {
    #[serde(skip)]
    pub svg: String,
    pub words: String,
    pub width: u32,
    pub height: u32,
}

/// The figures as a table, for formats that have nothing larger.
#[must_use]
pub(super) fn table_of(figures: &[NumberedFigure]) -> Grid {
    let cell = |text: &str| vec![Run::text(text)];
    Grid {
        widths: vec![4_000, 2_000, 4_000],
        head: Vec::new(),
        rows: figures
            .iter()
            .map(|figure| vec![cell(&figure.label), vec![Run::text(&*figure.value).into_strong()], cell(&figure.note)])
            .collect(),
    }
}

/// A clause with its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NumberedClause {
    /// As the maker gave it; may be empty.
    pub id: Id,
    /// Where links lead: unique in the document, letters, digits, `-`, `_` and `.` only.
    pub anchor: String,
    /// 1 to 4.
    pub level: u8,
    /// As it stands before the text: `4`, `4.2`, `(a)`, `(i)`.
    pub label: String,
    /// As others refer to it: `4.2(a)(i)`.
    pub reference: String,
    /// Whether it stands in a schedule, whose clauses count from 1 anew.
    pub in_schedule: bool,
    pub title: Vec<Run>,
    pub text: Vec<Run>,
    pub body: Vec<Piece>,
}

impl NumberedSchedule {
    /// `Schedule A – Security measures`.
    #[must_use]
    pub fn heading(&self) -> Vec<Run> {
        let mut heading = vec![Run::text(self.label.clone())];
        if !self.title.is_empty() {
            heading.push(Run::text(" – "));
            heading.extend(self.title.iter().cloned());
        }
        heading
    }
}

impl NumberedClause {
    /// Whether the clause opens with a heading on a line of its own.
    #[must_use]
    pub fn is_headed(&self) -> bool {
        self.level == 1 && !self.title.is_empty()
    }

    /// What follows the number on its line: the heading of a headed clause; otherwise the text, after its title in bold.
    pub fn opening(&self) -> Vec<Run> {
        if self.is_headed() || self.title.is_empty() {
            return if self.is_headed() { self.title.clone() } else { self.text.clone() };
        }
        let mut opening: Vec<Run> = self.title.iter().cloned().map(Run::into_strong).collect();
        if !self.text.is_empty() {
            let open = |c: char| c.is_alphanumeric() || c == ')';
            match opening.last_mut() {
                Some(last) if !last.text.ends_with(open) => {}
                Some(last) if last.kind == RunKind::Text => last.text.push('.'),
                _ => opening.push(Run::text(".").into_strong()),
            }
            opening.push(Run::text(" "));
            opening.extend(self.text.iter().cloned());
        }
        opening
    }

    /// What stands under the opening as a paragraph of its own: the text of a headed clause.
    #[must_use]
    pub fn lead(&self) -> &[Run] {
        if self.is_headed() { &self.text } else { &[] }
    }
}

/// A schedule with its letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NumberedSchedule {
    pub id: Id,
    pub anchor: String,
    /// `A`.
    pub letter: String,
    /// `Schedule A`, in the language of the document.
    #[serde(skip)]
    pub label: String,
    pub title: Vec<Run>,
    pub body: Vec<Piece>,
}

/// A list with the mark of every item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NumberedList {
    pub style: ListStyle,
    pub items: Vec<Item>,
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// `•`, `1.` or `(a)`.
    pub label: String,
    pub text: Vec<Run>,
}

/// A table whose rows all have as many cells as there are widths.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Grid {
    /// Basis points of the text width; they add up to 10,000.
    pub widths: Vec<u16>,
    /// Empty for a table without headings.
    pub head: Vec<Vec<Run>>,
    pub rows: Vec<Vec<Vec<Run>>>,
}

/// A place to sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signer {
    pub caption: Vec<Run>,
    pub lines: Vec<SignLine>,
}

/// One line of a place to sign; an empty value is a line to write on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignLine {
    pub label: String,
    pub value: Vec<Run>,
}

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    pub text: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub strong: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub emphasis: bool,
    #[serde(flatten)]
    pub kind: RunKind,
}

/// What a stretch of text is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "run", rename_all = "snake_case")]
pub enum RunKind {
    Text,
    /// The place where a term is defined.
    Term,
    /// A gap to fill in; the text is `[●  what goes here]`.
    Placeholder,
    /// The text is the number or letter; the anchor is where it leads.
    Reference {
        target: Id,
        anchor: String,
    },
    /// A word that stands out.
    Badge {
        tone: Tone,
    },
    /// A new line; the text is a line feed.
    Break,
}

impl Run {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), strong: false, emphasis: false, kind: RunKind::Text }
    }

    /// The same, bold.
    #[must_use]
    pub fn into_strong(self) -> Self {
        Self { strong: true, ..self }
    }

    /// The same, slanted.
    #[must_use]
    pub fn into_emphasis(self) -> Self {
        Self { emphasis: true, ..self }
    }

    /// The beginning of a new line.
    #[must_use]
    pub fn line_break() -> Self {
        Self { kind: RunKind::Break, ..Self::text("\n") }
    }

    /// Whether it is shown bold: by itself, or because it defines a term.
    #[must_use]
    pub fn is_bold(&self) -> bool {
        self.strong || self.kind == RunKind::Term
    }

    /// Whether it begins a new line.
    #[must_use]
    pub fn is_break(&self) -> bool {
        self.kind == RunKind::Break
    }
}

/// The text of runs without their style.
#[must_use]
pub fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

impl Piece {
    /// Calls `visit` with every list of runs in this piece and under it, in reading order.
    pub(super) fn visit_runs(&mut self, visit: &mut impl FnMut(&mut Vec<Run>)) {
        match self {
            Piece::Heading { text, .. } | Piece::Paragraph { text } => visit(text),
            Piece::Clause(clause) => {
                visit(&mut clause.title);
                visit(&mut clause.text);
                clause.body.iter_mut().for_each(|piece| piece.visit_runs(visit));
            }
            Piece::Schedule(schedule) => {
                visit(&mut schedule.title);
                schedule.body.iter_mut().for_each(|piece| piece.visit_runs(visit));
            }
            Piece::List(list) => list.items.iter_mut().for_each(|item| visit(&mut item.text)),
            Piece::Table(grid) => grid.head.iter_mut().chain(grid.rows.iter_mut().flatten()).for_each(visit),
            Piece::Note { body, .. } => body.iter_mut().for_each(|piece| piece.visit_runs(visit)),
            Piece::Signatures { signatories } => {
                for signer in signatories {
                    visit(&mut signer.caption);
                    signer.lines.iter_mut().for_each(|line| visit(&mut line.value));
                }
            }
            Piece::Part(part) => {
                visit(&mut part.title);
                part.body.iter_mut().for_each(|piece| piece.visit_runs(visit));
            }
            Piece::Contents | Piece::PageBreak | Piece::Figures { .. } | Piece::Picture(_) => {}
        }
    }
}
