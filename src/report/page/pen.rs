//! Short words for pieces of a document.

use super::super::drawing::{Sketch, draw};
use crate::{
    diag::Sink,
    document::tree::{Block, Inline, ListStyle, Part, Table, Tone},
    load::Library,
    source::Sources,
};

/// Draws pictures, and remembers whether one could not be drawn.
pub(super) struct Pen<'a> {
    library: &'a Library,
    sources: &'a mut Sources,
    sink: &'a mut Sink,
    whole: bool,
}

impl<'a> Pen<'a> {
    pub(super) fn new(library: &'a Library, sources: &'a mut Sources, sink: &'a mut Sink) -> Self {
        Self { library, sources, sink, whole: true }
    }

    /// The picture, in a list so that one that cannot be drawn is none.
    pub(super) fn picture(&mut self, sketch: Sketch) -> Vec<Block> {
        let drawn = draw(sketch, self.library, self.sources, self.sink);
        self.whole &= drawn.is_some();
        drawn.map(Block::Picture).into_iter().collect()
    }

    /// Whether every picture could be drawn.
    pub(super) fn whole(&self) -> bool {
        self.whole
    }
}

pub(super) fn text(text: impl Into<String>) -> Vec<Inline> {
    vec![Inline::Text(text.into())]
}

pub(super) fn strong(text: impl Into<String>) -> Inline {
    Inline::Strong(vec![Inline::Text(text.into())])
}

pub(super) fn badge(tone: Tone, text: impl Into<String>) -> Vec<Inline> {
    vec![Inline::Badge(tone, text.into())]
}

/// A paragraph; lines of the words are joined.
pub(super) fn paragraph(words: impl AsRef<str>) -> Block {
    Block::Paragraph(text(words.as_ref().split_whitespace().collect::<Vec<_>>().join(" ")))
}

pub(super) fn bullets(items: Vec<Vec<Inline>>) -> Block {
    Block::List { style: ListStyle::Bullet, items }
}

pub(super) fn part(id: &str, title: &str, body: Vec<Block>) -> Part {
    Part { id: id.to_owned(), title: text(title), body, half: false }
}

pub(super) fn half(id: &str, title: &str, body: Vec<Block>) -> Part {
    Part { half: true, ..part(id, title, body) }
}

/// A table; `columns` are headings with their share of the width in percent.
pub(super) fn table(columns: &[(&str, u16)], rows: Vec<Vec<Vec<Inline>>>) -> Block {
    Block::Table(Table {
        widths: columns.iter().map(|(_, share)| share * 100).collect(),
        head: columns.iter().map(|(head, _)| text(*head)).collect(),
        rows,
    })
}

/// `1 day`, `2 days`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
