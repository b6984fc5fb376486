//! The tree that every agreement and report is made of, before it has a format.

use serde::Serialize;

use super::captions::Captions;

/// A whole document: what it is called and what stands in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    pub meta: Meta,
    /// What it writes of itself.
    pub captions: Captions,
    pub body: Vec<Block>,
}

/// What a document says of itself: title page, running header, document properties.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// Title as it stands on the first page.
    pub title: String,
    /// A line under the title, say the parties or the module.
    pub subtitle: Option<String>,
    /// A mark that shows on every page, such as `Draft`.
    pub mark: Option<String>,
    /// Subject, for the document properties.
    pub subject: Option<String>,
    /// BCP 47 language tag; empty means `en-GB`.
    pub language: String,
    /// Date and time in the document properties, `YYYY-MM-DD`. Without it the properties carry 1980-01-01, so that the
    /// same input gives the same bytes.
    pub date: Option<String>,
    /// How it looks where a format has looks.
    #[serde(skip)]
    pub look: Look,
}

/// What a document is for, which decides how a page of it looks on a screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Look {
    /// A sheet of paper to be read from beginning to end, and signed.
    #[default]
    Agreement,
    /// A page to be looked at: figures and pictures side by side, parts to go to.
    Report,
}

/// The name by which a clause or schedule is referred to; unique in its document, kebab-case.
pub type Id = String;

/// One piece of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A part of a report with its heading, which readers can go to.
    Part(Part),
    /// The figures that are seen first, side by side where there is room.
    Figures(Vec<Figure>),
    /// A picture; what it tells stands in its words too.
    Picture(Picture),
    /// An unnumbered heading, level 1 to 3.
    Heading { level: u8, text: Vec<Inline> },
    /// A numbered clause with everything under it.
    Clause(Clause),
    /// A schedule: begins on a new page, lettered A, B, C … in order.
    Schedule { id: Id, title: Vec<Inline>, body: Vec<Block> },
    /// A paragraph without a number.
    Paragraph(Vec<Inline>),
    /// A list whose numbering starts anew.
    List { style: ListStyle, items: Vec<Vec<Inline>> },
    /// A table; every row has as many cells as there are columns.
    Table(Table),
    /// A remark that is not part of the agreement: guidance, a disclaimer, the open points of a draft.
    Note { title: Option<String>, body: Vec<Block> },
    /// The table of contents: numbered clauses of level 1 and the schedules.
    Contents,
    /// Begin a new page.
    PageBreak,
    /// Places to sign, side by side where there is room.
    Signatures(Vec<Signatory>),
}

/// A part of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// Where links lead; unique in its document, kebab-case.
    pub id: Id,
    pub title: Vec<Inline>,
    pub body: Vec<Block>,
    /// Whether it takes half of a wide screen only.
    pub half: bool,
}

/// A figure in large.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// The figure itself, such as `62.5%`.
    pub value: String,
    /// What it is held against.
    pub note: String,
    pub tone: Tone,
}

/// Whether something asks for attention. Words say it too: colour never carries it alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    #[default]
    Plain,
    Good,
    Caution,
    Bad,
}

/// A picture in SVG.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// The whole `<svg>` element, well-formed, without script.
    pub svg: String,
    /// What it shows, for whoever does not see it.
    pub words: String,
    /// Pixels, as the picture says of itself.
    pub width: u32,
    pub height: u32,
}

/// A numbered clause. Its level is its depth: `1`, `1.1`, `(a)`, `(i)`; deeper is a bug of the maker.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clause {
    /// Empty when nothing refers to it.
    pub id: Id,
    /// The heading of a first-level clause; below it usually empty.
    pub title: Vec<Inline>,
    /// The text that follows the number.
    pub text: Vec<Inline>,
    /// What stands under it, in order: sub-clauses, and paragraphs, lists and tables between or after them.
    pub body: Vec<Block>,
}

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ListStyle {
    Bullet,
    /// 1. 2. 3.
    Decimal,
    /// (a) (b) (c)
    Letter,
}

/// A table with a heading row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Share of the text width of each column, in basis points; they add up to 10,000. Empty means equal shares.
    pub widths: Vec<u16>,
    /// Heading cells; empty for a table without headings.
    pub head: Vec<Vec<Inline>>,
    /// Rows of cells. A cell that holds several lines has [`Inline::Break`] between them.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// Who signs: for whom, and the lines to fill in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signatory {
    /// `Signed for and on behalf of …`
    pub caption: Vec<Inline>,
    /// Pairs of label and value, such as `Name` and the signatory's name; an empty value is a line to write on.
    pub lines: Vec<(String, Vec<Inline>)>,
}

/// A run of text inside a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text as it is: never markup, whatever it holds.
    Text(String),
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    /// A word that stands out, such as a level or a decision.
    Badge(Tone, String),
    /// The place where a term is defined; shown bold, in quotation marks by the text itself.
    Term(String),
    /// The number of a clause (`4.2(a)`) or the letter of a schedule (`B`), computed and linked.
    Reference(Id),
    /// A gap to fill in; shown as `[●  what goes here]`.
    Placeholder(String),
    /// A new line in the same paragraph.
    Break,
}
