//! The new agreement as rows of paragraphs and tables.

use super::old::{Key, Keys, key, text};
use crate::reading::{
    Format, Kind, Reading, Unreadable,
    docx::{
        package::Package,
        xml::{self, Node},
    },
};

pub(super) enum Item {
    Paragraph(Paragraph),
    /// Rows of cells of items.
    Table(Vec<Vec<Vec<Item>>>),
}

#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    pub text: String,
    pub key: Key,
    /// The style that it names, in a Word file.
    pub style: Option<String>,
}

impl Item {
    pub(super) fn signature(&self) -> String {
        match self {
            Self::Paragraph(paragraph) => paragraph.text.clone(),
            Self::Table(rows) => {
                "\u{1}".to_owned() + &rows.iter().flatten().flatten().map(Self::signature).collect::<Vec<_>>().join(" ")
            }
        }
    }
}

/// The paragraphs and tables of the new agreement: of the file itself where both are Word files, else of what was read.
pub(super) fn items(bytes: &[u8], reading: &Reading, numbers: bool) -> Result<Vec<Item>, Unreadable> {
    if reading.format != Format::Docx || numbers {
        return Ok(of_reading(reading, numbers));
    }
    let mut package = Package::open(bytes)?;
    let main = package.main.clone();
    let text = package.part(&main)?.ok_or_else(|| Unreadable::Broken(format!("`{main}` is missing")))?;
    let tree = xml::parse(&main, &text)?;
    let mut reader = Reader { keys: Keys::of(reading), carried: String::new() };
    let mut items = Vec::new();
    reader.collect(tree.child("body").unwrap_or(&tree), &mut items);
    Ok(items)
}

struct Reader {
    keys: Keys,
    /// Text of a paragraph whose end is deleted.
    carried: String,
}

impl Reader {
    fn collect(&mut self, node: &Node, items: &mut Vec<Item>) {
        for child in node.elements() {
            if child.is("p") {
                let mark = child.child("pPr").and_then(|format| format.child("rPr"));
                let own = text(child);
                if mark.is_some_and(|mark| mark.child("del").or_else(|| mark.child("moveFrom")).is_some()) {
                    self.carried.push_str(&own);
                    continue;
                }
                let text = std::mem::take(&mut self.carried) + &own;
                let style = child.child("pPr").and_then(|format| format.value("pStyle")).map(str::to_owned);
                items.push(Item::Paragraph(Paragraph { key: self.keys.find(&text), text, style }));
            } else if child.is("tbl") {
                let mut rows = Vec::new();
                self.rows(child, &mut rows);
                items.push(Item::Table(rows));
            } else if !matches!(child.name, "sectPr" | "sdtPr" | "del" | "moveFrom") {
                self.collect(child, items);
            }
        }
    }

    fn rows(&mut self, node: &Node, rows: &mut Vec<Vec<Vec<Item>>>) {
        for child in node.elements() {
            if child.is("tr") {
                let gone = child.child("trPr").is_some_and(|format| format.child("del").is_some());
                let mut cells = Vec::new();
                self.cells(child, &mut cells);
                if !gone {
                    rows.push(cells);
                }
            } else if !matches!(child.name, "tblPr" | "tblGrid") {
                self.rows(child, rows);
            }
        }
    }

    fn cells(&mut self, node: &Node, cells: &mut Vec<Vec<Item>>) {
        for child in node.elements() {
            if child.is("tc") {
                let mut items = Vec::new();
                self.collect(child, &mut items);
                cells.push(items);
            } else if !matches!(child.name, "trPr" | "tblPrEx") {
                self.cells(child, cells);
            }
        }
    }
}

/// Blocks as paragraphs; `numbers` puts their numbers before them.
fn of_reading(reading: &Reading, numbers: bool) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut last = None;
    for block in &reading.blocks {
        if matches!(block.kind, Kind::Contents | Kind::Furniture | Kind::Comment) {
            continue;
        }
        let text = if numbers { block.shown() } else { block.text.clone() };
        let paragraph = Item::Paragraph(Paragraph { text, key: key(block.kind, &block.number), style: None });
        let Kind::Cell { table, row, column, .. } = block.kind else {
            last = None;
            items.push(paragraph);
            continue;
        };
        if last != Some(table) {
            items.push(Item::Table(Vec::new()));
            last = Some(table);
        }
        if let Some(Item::Table(rows)) = items.last_mut() {
            let (row, column) = (row as usize, column as usize);
            if rows.len() <= row {
                rows.resize_with(row + 1, Vec::new);
            }
            if rows[row].len() <= column {
                rows[row].resize_with(column + 1, Vec::new);
            }
            rows[row][column].push(paragraph);
        }
    }
    for item in &mut items {
        if let Item::Table(rows) = item {
            let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
            for row in rows.iter_mut() {
                row.resize_with(columns, Vec::new);
            }
            for cell in rows.iter_mut().flatten().filter(|cell| cell.is_empty()) {
                cell.push(Item::Paragraph(Paragraph::default()));
            }
        }
    }
    items
}
