//! In: two agreements in any format that is read, and who changed the one into the other when.
//! Out: the old one as a Word file, with its own styles and numbers where it was one, marked with tracked changes.
//! Never: text that neither accepting nor rejecting all changes gives back.

mod mark;
mod old;
mod package;
mod recent;

use std::sync::Arc;

use super::{pairs::pairs, words::words as parted};
use crate::reading::{Changes, Format, Unreadable, Words, docx::package::Package, docx::xml, read};

use mark::Marker;
use old::{Old, OldItem, OldTable};
use recent::{Item, items};

/// Who changed, and when.
#[derive(Debug, Clone, Copy)]
pub struct Author<'a> {
    pub name: &'a str,
    /// `YYYY-MM-DD`
    pub date: &'a str,
}

/// The redline of two agreements, each with its name. Tracked changes of the new one are read as accepted. The words say
/// what could not be carried over.
///
/// # Errors
/// When one of them cannot be read, or the old one has tracked changes of its own.
pub fn tracked(
    old: (&str, &[u8]),
    new: (&str, &[u8]),
    author: Author<'_>,
    words: &Arc<Words>,
) -> Result<(Vec<u8>, Vec<String>), Unreadable> {
    let before = read(old.0, old.1, Changes::Accepted, words)?;
    let after = read(new.0, new.1, Changes::Accepted, words)?;
    let both_word = before.format == Format::Docx && after.format == Format::Docx;
    let written;
    let base: &[u8] = if before.format == Format::Docx {
        old.1
    } else {
        written = package::written(&before);
        &written
    };
    let mut package = Package::open(base)?;
    let main = package.main.clone();
    let text = package.part(&main)?.ok_or_else(|| Unreadable::Broken(format!("`{main}` is missing")))?;
    let tree = xml::parse(&main, &text)?;
    if old::is_tracked(&tree) {
        return Err(Unreadable::Tracked);
    }
    let numbers = before.format != Format::Docx;
    let recent = items(new.1, &after, numbers)?;
    let old = Old::of(&tree, &before, both_word);
    let mut redline = Redline { marker: Marker::new(&text, &tree, author, &old), edits: Vec::new() };
    redline.row(&old.items, &recent, false, old.begin);
    let text = redline.apply(&text);
    let marked = package::with_changes(base, &main, &text)?;
    Ok((marked, after.left_out()))
}

/// Edits of the main part: a range, and what stands there instead.
struct Redline<'t> {
    marker: Marker<'t>,
    edits: Vec<(std::ops::Range<usize>, String)>,
}

impl Redline<'_> {
    /// Two rows of paragraphs and tables, of a body or a cell; `begin` is where the row begins.
    fn row(&mut self, old: &[OldItem], new: &[Item], in_cell: bool, begin: usize) {
        let before: Vec<String> = old.iter().map(OldItem::signature).collect();
        let after: Vec<String> = new.iter().map(Item::signature).collect();
        let mut at = begin;
        for pair in pairs(&before, &after, in_cell) {
            match pair {
                (Some(left), Some(right)) => {
                    at = old[left].range().end;
                    self.both(&old[left], &new[right]);
                }
                (Some(left), None) => {
                    at = old[left].range().end;
                    self.delete(&old[left]);
                }
                (None, Some(right)) => {
                    let put = self.inserted(&new[right], at);
                    self.edits.push((at..at, put));
                }
                (None, None) => {}
            }
        }
    }

    fn both(&mut self, old: &OldItem, new: &Item) {
        match (old, new) {
            (OldItem::Paragraph(old), Item::Paragraph(new)) if old.text != new.text => {
                let marked = self.marker.changed(old, &parted(&old.text, &new.text));
                self.edits.push((old.node.range.clone(), marked));
            }
            (OldItem::Table(old), Item::Table(rows)) => self.table(old, rows),
            _ => {}
        }
    }

    fn table(&mut self, old: &OldTable, new: &[Vec<Vec<Item>>]) {
        let row = |cells: &Vec<Vec<Item>>| cells.iter().flatten().map(Item::signature).collect::<Vec<_>>().join(" ");
        let before: Vec<String> = old.rows.iter().map(old::OldRow::signature).collect();
        let after: Vec<String> = new.iter().map(row).collect();
        let mut at = old.rows.first().map_or(old.node.range.end, |row| row.node.range.start);
        let mut model = old.rows.first();
        for (left, right) in pairs(&before, &after, false) {
            let (left, right) = (left.map(|left| &old.rows[left]), right.map(|right| &new[right]));
            if let (Some(left), Some(right)) = (left, right)
                && left.cells.len() == right.len()
            {
                for (old, new) in left.cells.iter().zip(right) {
                    self.row(&old.items, new, true, old.begin);
                }
            } else {
                if let Some(row) = left {
                    self.delete_row(row);
                }
                if let Some(cells) = right {
                    let at = left.map_or(at, |row| row.node.range.end);
                    let put = self.inserted_row(cells, model, at);
                    self.edits.push((at..at, put));
                }
            }
            if let Some(row) = left {
                at = row.node.range.end;
                model = Some(row);
            }
        }
    }

    fn delete(&mut self, item: &OldItem) {
        match item {
            OldItem::Paragraph(paragraph) => {
                let marked = self.marker.deleted(paragraph);
                self.edits.push((paragraph.node.range.clone(), marked));
            }
            OldItem::Table(table) => table.rows.iter().for_each(|row| self.delete_row(row)),
        }
    }

    fn delete_row(&mut self, row: &old::OldRow) {
        let mark = self.marker.row_mark(row.node);
        self.edits.push(mark);
        row.cells.iter().flat_map(|cell| &cell.items).for_each(|item| self.delete(item));
    }

    fn inserted(&mut self, item: &Item, at: usize) -> String {
        match item {
            Item::Paragraph(paragraph) => self.marker.inserted(paragraph, at),
            Item::Table(rows) => {
                let columns = rows.iter().map(Vec::len).max().unwrap_or(1);
                let rows: String = rows.iter().map(|cells| self.inserted_row(cells, None, at)).collect();
                self.marker.table(columns, &rows)
            }
        }
    }

    fn inserted_row(&mut self, cells: &[Vec<Item>], model: Option<&old::OldRow>, at: usize) -> String {
        let mut inner = String::new();
        for (column, items) in cells.iter().enumerate() {
            let like = model.and_then(|row| row.cells.get(column)).map(|cell| cell.node);
            let mut text: String = items.iter().map(|item| self.inserted(item, at)).collect();
            // A cell ends with a paragraph.
            if !matches!(items.last(), Some(Item::Paragraph(_))) {
                text.push_str(&self.marker.inserted(&recent::Paragraph::default(), at));
            }
            inner.push_str(&self.marker.cell(like, &text));
        }
        self.marker.row(&inner)
    }

    fn apply(mut self, text: &str) -> String {
        // Where several begin at one place, insertions come before what is replaced.
        self.edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(text.len() * 2);
        let mut at = 0;
        for (range, put) in &self.edits {
            if range.start >= at {
                out.push_str(&text[at..range.start]);
                out.push_str(put);
                at = range.end;
            }
        }
        out + &text[at..]
    }
}
