//! What every format is read into.

use std::fmt;

use super::unseen::Unseen;

/// An agreement as it was read: the same structure whatever the format, so that nothing later depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub format: Format,
    /// In reading order. Comments and running headers come last.
    pub blocks: Vec<Block>,
    /// What could not be read, or was left out on purpose; one sentence each, for people.
    pub losses: Vec<String>,
    /// What stands in the file and a person who looks at it does not see; it is left out as well.
    pub unseen: Vec<Unseen>,
}

/// How the file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Docx,
    Markdown,
    Html,
    Text,
    Json,
    Pdf,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Docx => "Word",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Text => "plain text",
            Self::Json => "JSON",
            Self::Pdf => "PDF",
        })
    }
}

/// How tracked changes are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Changes {
    /// As if all had been accepted: what the sender proposes.
    #[default]
    Accepted,
    /// As if all had been rejected: what stood before.
    Rejected,
    /// Both: insertions as `{+…+}`, deletions as `[-…-]`.
    AsIs,
}

/// One paragraph, heading, list item or paragraph of a table cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub kind: Kind,
    /// Whether it is guidance rather than agreement: a drafting note, a remark set apart.
    pub note: bool,
    /// The number that it is shown with: `4`, `4.2`, `(a)`, `Article 5`, `Schedule B`; empty without one.
    pub number: String,
    /// The number in full: `4.2(a)`, `Schedule B, 1.2`; for a block without a number, that of what it stands under.
    pub clause: String,
    /// One line a paragraph: white space is one blank, a line break that the author made a line feed. Never empty of
    /// letters in a block that is kept.
    pub text: String,
    /// The block that it stands under: the heading, or the clause that leads in to it.
    pub parent: Option<usize>,
    pub place: Place,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The title of the whole, or a line of its title page.
    Title,
    Heading,
    Paragraph,
    /// An item of a list, lettered, counted or not.
    Item,
    /// A paragraph of a table cell; table, row and column count from 0.
    Cell {
        table: u32,
        row: u32,
        column: u32,
        /// In the heading row.
        head: bool,
    },
    Footnote,
    /// A line of the table of contents.
    Contents,
    /// A running header or footer.
    Furniture,
    /// A comment in the margin.
    Comment,
}

/// Where a block stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// The paragraph, counted from 1 in file order.
    pub paragraph: u32,
    /// The line where it begins, from 1, in formats that have lines.
    pub line: Option<u32>,
}

impl Block {
    /// Whether it may bind anybody: not a heading, guidance, a line of the contents, a running header or a comment.
    #[must_use]
    pub fn is_operative(&self) -> bool {
        matches!(self.kind, Kind::Paragraph | Kind::Item | Kind::Cell { .. } | Kind::Footnote) && !self.note
    }
}

impl Reading {
    /// All that was left out or not read, one sentence each, what nobody sees first.
    #[must_use]
    pub fn left_out(&self) -> Vec<String> {
        self.unseen.iter().map(Unseen::to_string).chain(self.losses.iter().cloned()).collect()
    }

    /// The blocks that a block stands under, the nearest first: lead-ins, then headings.
    pub fn above(&self, block: usize) -> impl Iterator<Item = (usize, &Block)> {
        std::iter::successors(self.blocks.get(block).and_then(|block| block.parent), |at| self.blocks[*at].parent)
            .map(|at| (at, &self.blocks[at]))
    }

    /// The headings that a block stands under, the outermost first, each with its number.
    #[must_use]
    pub fn headings(&self, block: usize) -> Vec<String> {
        let mut path: Vec<String> = self
            .above(block)
            .filter(|(_, above)| above.kind == Kind::Heading)
            .map(|(_, above)| above.shown())
            .collect();
        path.reverse();
        path
    }

    /// The blocks that may bind, with their positions.
    pub fn operative(&self) -> impl Iterator<Item = (usize, &Block)> {
        self.blocks.iter().enumerate().filter(|(_, block)| block.is_operative())
    }
}

impl Block {
    /// The text after its number, as a reader sees it.
    #[must_use]
    pub fn shown(&self) -> String {
        [self.number.as_str(), self.text.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}
