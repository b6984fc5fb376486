//! The old document: its paragraphs and tables, each with its element.

use std::{collections::HashMap, ops::Range};

use crate::{
    reading::{
        Kind, Reading,
        docx::xml::{Child, Node, Ns},
    },
    text::compare::squeezed,
};

pub(super) struct Old<'n, 'a> {
    pub items: Vec<OldItem<'n, 'a>>,
    /// Where the body begins.
    pub begin: usize,
}

pub(super) enum OldItem<'n, 'a> {
    Paragraph(OldParagraph<'n, 'a>),
    Table(OldTable<'n, 'a>),
}

pub(super) struct OldParagraph<'n, 'a> {
    pub node: &'n Node<'a>,
    pub text: String,
    /// What kind of paragraph it is, as readers tell them apart.
    pub key: Key,
}

pub(super) struct OldTable<'n, 'a> {
    pub node: &'n Node<'a>,
    pub rows: Vec<OldRow<'n, 'a>>,
}

pub(super) struct OldRow<'n, 'a> {
    pub node: &'n Node<'a>,
    pub cells: Vec<OldCell<'n, 'a>>,
}

pub(super) struct OldCell<'n, 'a> {
    pub node: &'n Node<'a>,
    pub items: Vec<OldItem<'n, 'a>>,
    pub begin: usize,
}

/// The kind of a paragraph and the shape of its number: `1.1` for all numbers of two parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Key {
    pub heading: bool,
    pub cell: bool,
    pub shape: String,
}

/// The keys of a reading by its texts.
pub(super) struct Keys(HashMap<String, (Key, bool)>);

impl Keys {
    pub(super) fn of(reading: &Reading) -> Self {
        let mut keys = HashMap::new();
        for block in &reading.blocks {
            let contents = matches!(block.kind, Kind::Contents);
            let key = key(block.kind, &block.number);
            keys.entry(squeezed(&block.shown())).or_insert((key.clone(), contents));
            keys.entry(squeezed(&block.text)).or_insert((key, contents));
        }
        Self(keys)
    }

    pub(super) fn find(&self, text: &str) -> Key {
        self.0.get(&squeezed(text)).map(|(key, _)| key.clone()).unwrap_or_default()
    }

    fn is_contents(&self, text: &str) -> bool {
        self.0.get(&squeezed(text)).is_some_and(|(_, contents)| *contents)
    }
}

pub(super) fn key(kind: Kind, number: &str) -> Key {
    let shape = number.chars().map(|c| match c {
        c if c.is_ascii_digit() => '1',
        c if c.is_lowercase() => 'a',
        c if c.is_uppercase() => 'A',
        c => c,
    });
    let mut shape: Vec<char> = shape.collect();
    shape.dedup();
    Key {
        heading: matches!(kind, Kind::Heading | Kind::Title),
        cell: matches!(kind, Kind::Cell { .. }),
        shape: shape.into_iter().collect(),
    }
}

impl<'n, 'a> Old<'n, 'a> {
    pub(super) fn of(tree: &'n Node<'a>, reading: &Reading, whole: bool) -> Self {
        let keys = Keys::of(reading);
        let mut items = Vec::new();
        let body = tree.child("body").unwrap_or(tree);
        collect(body, &keys, whole, &mut items);
        let begin = items.first().map_or(body.tag_end, |item: &OldItem| item.range().start);
        Self { items, begin }
    }
}

fn collect<'n, 'a>(node: &'n Node<'a>, keys: &Keys, whole: bool, items: &mut Vec<OldItem<'n, 'a>>) {
    for child in node.elements() {
        if child.is("p") {
            let text = text(child);
            let left_out = !whole && (text.trim().is_empty() || keys.is_contents(&text));
            if !left_out {
                let key = keys.find(&text);
                items.push(OldItem::Paragraph(OldParagraph { node: child, text, key }));
            }
        } else if child.is("tbl") {
            let mut rows = Vec::new();
            collect_rows(child, keys, &mut rows);
            items.push(OldItem::Table(OldTable { node: child, rows }));
        } else if !matches!(child.name, "sectPr" | "sdtPr" | "tblPr" | "trPr" | "tcPr") {
            collect(child, keys, whole, items);
        }
    }
}

fn collect_rows<'n, 'a>(node: &'n Node<'a>, keys: &Keys, rows: &mut Vec<OldRow<'n, 'a>>) {
    for child in node.elements() {
        if child.is("tr") {
            let mut cells = Vec::new();
            collect_cells(child, keys, &mut cells);
            rows.push(OldRow { node: child, cells });
        } else if !matches!(child.name, "tblPr" | "tblGrid") {
            collect_rows(child, keys, rows);
        }
    }
}

fn collect_cells<'n, 'a>(node: &'n Node<'a>, keys: &Keys, cells: &mut Vec<OldCell<'n, 'a>>) {
    for child in node.elements() {
        if child.is("tc") {
            let mut items = Vec::new();
            // A cell without text is a cell all the same.
            collect(child, keys, true, &mut items);
            let begin = items.first().map_or(child.tag_end, |item| item.range().start);
            cells.push(OldCell { node: child, items, begin });
        } else if !matches!(child.name, "trPr" | "tblPrEx") {
            collect_cells(child, keys, cells);
        }
    }
}

impl OldItem<'_, '_> {
    pub(super) fn signature(&self) -> String {
        match self {
            Self::Paragraph(paragraph) => paragraph.text.clone(),
            Self::Table(table) => {
                "\u{1}".to_owned() + &table.rows.iter().map(OldRow::signature).collect::<Vec<_>>().join(" ")
            }
        }
    }

    pub(super) fn range(&self) -> Range<usize> {
        match self {
            Self::Paragraph(paragraph) => paragraph.node.range.clone(),
            Self::Table(table) => table.node.range.clone(),
        }
    }
}

impl OldRow<'_, '_> {
    pub(super) fn signature(&self) -> String {
        self.cells.iter().flat_map(|cell| &cell.items).map(OldItem::signature).collect::<Vec<_>>().join(" ")
    }
}

/// The text of a paragraph, sign by sign as its runs hold it; text boxes in it are another story.
pub(super) fn text(node: &Node) -> String {
    let mut out = String::new();
    add(node, &mut out);
    out
}

fn add(node: &Node, out: &mut String) {
    for child in node.elements() {
        match (child.ns, child.name) {
            (Ns::Word, "t") => out.push_str(&own_text(child)),
            (
                Ns::Word,
                "r" | "hyperlink" | "smartTag" | "sdt" | "sdtContent" | "fldSimple" | "ins" | "moveTo" | "customXml",
            ) => {
                add(child, out);
            }
            (Ns::Word, name) => out.push_str(sign(name, child)),
            _ => {}
        }
    }
}

/// Signs that are elements.
pub(super) fn sign(name: &str, node: &Node) -> &'static str {
    match name {
        "tab" if node.attributes.is_empty() => "\t",
        "br" if node.attribute("type").is_none_or(|kind| kind == "textWrapping") => "\n",
        "cr" => "\n",
        "noBreakHyphen" => "\u{2011}",
        _ => "",
    }
}

pub(super) fn own_text(node: &Node) -> String {
    let mut text = String::new();
    for child in &node.children {
        if let Child::Text(part) = child {
            text.push_str(part);
        }
    }
    text
}

/// Whether there are tracked changes already.
pub(super) fn is_tracked(node: &Node) -> bool {
    node.elements().any(|child| {
        child.ns == Ns::Word && matches!(child.name, "ins" | "del" | "moveFrom" | "moveTo" | "cellIns" | "cellDel")
            || is_tracked(child)
    })
}
