//! The document: paragraphs, tables, notes, running headers and comments, in reading order.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    look::{Back, Layout, Look, row, shading},
    numbering::Numbering,
    package::Package,
    styles::{Number, Role, Spot, Styles},
    text::{Content, Runs, Stand, choice},
    theme::Theme,
    xml::{self, Node, Ns},
};
use crate::reading::{
    model::Changes,
    outline::{Found, Piece, PieceKind},
    refuse::{Unreadable, clean},
    unseen::{WHITE, Why},
};

/// Reads a Word file.
pub(in crate::reading) fn read(bytes: &[u8], changes: Changes, found: &mut Found) -> Result<(), Unreadable> {
    let mut package = Package::open(bytes)?;
    let main = package.main.clone();
    let text = package.part(&main)?.ok_or_else(|| Unreadable::Broken(format!("`{main}` is missing")))?;
    let styles = package.text_of("styles")?;
    let lists = package.text_of("numbering")?;
    let theme = package.text_of("theme")?;
    let chunks = package.put_in()?;
    let mut others = Vec::new();
    for kind in ["footnotes", "endnotes", "comments", "header", "footer"] {
        for name in package.of_kind(kind) {
            others.extend(package.part(&name)?.map(|text| (kind, name, text)));
        }
    }
    let mut left = xml::MOST;
    let tree = xml::parse_within(&main, &text, &mut left)?;
    let theme = match &theme {
        Some(text) => Theme::of(&xml::parse("theme", text)?),
        None => Theme::default(),
    };
    let styles = match &styles {
        Some(text) => Styles::of(&xml::parse("styles", text)?, theme),
        None => Styles::plain(theme),
    };
    let lists = match &lists {
        Some(text) => Some(xml::parse_within("numbering", text, &mut left)?),
        None => None,
    };
    let mut parts = Vec::new();
    for (kind, name, text) in &others {
        parts.push((*kind, xml::parse_within(name, text, &mut left)?));
    }
    let words = Arc::clone(&found.words);
    let numbering = || lists.as_ref().map(|lists| Numbering::of(lists, &words)).unwrap_or_default();
    let mut once = Found::with(&words);
    if Reader::new(&styles, numbering(), changes, true, &parts, &chunks).document(&tree, &mut once) {
        *found = once;
    } else {
        found.lose("a field of the file has no end: the codes of fields may stand in the text");
        Reader::new(&styles, numbering(), changes, false, &parts, &chunks).document(&tree, found);
    }
    Ok(())
}

struct Reader<'s, 'n, 'a> {
    styles: &'s Styles,
    numbering: Numbering,
    runs: Runs<'s>,
    changes: Changes,
    /// Footnotes and endnotes by kind and id, as long as they were not read: notes may refer to each other.
    notes: HashMap<(&'static str, &'n str), &'n Node<'a>>,
    /// The parts beside the main one.
    parts: &'n [(&'static str, Node<'a>)],
    /// Text whose paragraph mark is deleted: it goes on in the next paragraph.
    carried: String,
    tables: u32,
    /// What is put in whole when the file is opened, by the id of its relation.
    chunks: &'n HashMap<String, String>,
    /// Whether the text holds pictures or shapes, which may lie behind a box without a fill.
    pictured: bool,
}

/// Where a paragraph stands.
#[derive(Clone, Copy)]
struct Around {
    cell: Option<(u32, u32, u32, bool)>,
    note: bool,
    contents: bool,
    kind: Option<PieceKind>,
    depth: usize,
    /// What is behind its letters, how they look by the style of a table, and why nothing is seen.
    back: Back,
    look: Look,
    why: Option<Why>,
}

impl Around {
    fn page(back: Back) -> Self {
        let look = Look::default();
        Self { cell: None, note: false, contents: false, kind: None, depth: 0, back, look, why: None }
    }
}

/// A table that is being read.
#[derive(Clone, Copy)]
struct Table<'n, 'a> {
    number: u32,
    style: Option<&'n str>,
    /// Which parts of it its style treats apart.
    switched: Option<&'n Node<'a>>,
    rows: usize,
}

/// A row that is being read.
#[derive(Clone, Copy)]
struct Row<'n, 'a> {
    table: Table<'n, 'a>,
    at: u32,
    head: bool,
    columns: usize,
}

/// Elements of pictures and shapes.
const PICTURES: &[&str] = &["blip", "imagedata", "wsp", "gradFill"];

/// Tables and boxes in one another deeper than this are not read.
const DEEPEST: usize = 40;

impl<'s, 'n, 'a> Reader<'s, 'n, 'a> {
    fn new(
        styles: &'s Styles,
        numbering: Numbering,
        changes: Changes,
        trust_fields: bool,
        parts: &'n [(&'static str, Node<'a>)],
        chunks: &'n HashMap<String, String>,
    ) -> Self {
        let mut notes = HashMap::new();
        for (kind, part) in parts.iter().filter(|(kind, _)| kind.ends_with("notes")) {
            notes.extend(part.elements().filter_map(|node| Some(((*kind, node.attribute("id")?), node))));
        }
        let runs = Runs::new(styles, changes, trust_fields);
        Self {
            styles,
            numbering,
            runs,
            changes,
            notes,
            parts,
            carried: String::new(),
            tables: 0,
            chunks,
            pictured: false,
        }
    }

    /// Reads everything; `false` when a field never ended and hid what followed.
    fn document(mut self, tree: &'n Node<'a>, found: &mut Found) -> bool {
        let paper = tree.child("background").and_then(|paper| paper.attribute("color"));
        let plain = paper.is_none_or(|colour| matches!(colour, "auto" | "FFFFFF" | "ffffff"));
        let page = if plain { Back::Fill(WHITE) } else { Back::Unknown };
        self.pictured = PICTURES.iter().any(|name| tree.holds(name));
        self.blocks(tree, Around::page(page), found);
        if !self.carried.is_empty() {
            let text = std::mem::take(&mut self.carried);
            found.push(Piece { text, ..Piece::default() });
        }
        let sound = !self.runs.trust_fields || !self.runs.hides();
        let parts = self.parts;
        let mut seen = HashSet::new();
        for (kind, part) in parts {
            let kind = match *kind {
                "header" | "footer" => PieceKind::Furniture,
                "comments" => PieceKind::Comment,
                _ => continue,
            };
            let mut inner = found.part();
            let page = if PICTURES.iter().any(|name| part.holds(name)) { Back::Unknown } else { page };
            self.blocks(part, Around { kind: Some(kind), ..Around::page(page) }, &mut inner);
            // Sections repeat their running headers.
            inner.pieces.retain(|piece| seen.insert(piece.text.clone()) || kind == PieceKind::Comment);
            found.join(inner);
        }
        if self.runs.tracked > 0 {
            let how = match self.changes {
                Changes::Accepted => "as if accepted",
                Changes::Rejected => "as if rejected",
                Changes::AsIs => "as they stand",
            };
            found.lose(format!("{} tracked changes were read {how}", self.runs.tracked));
        }
        sound
    }

    fn blocks(&mut self, node: &'n Node<'a>, around: Around, found: &mut Found) {
        if around.depth > DEEPEST {
            return found.lose("tables that stand too deep in one another were not read");
        }
        for child in node.elements() {
            if !found.step(1) {
                return;
            }
            self.block(child, around, found);
        }
    }

    fn block(&mut self, node: &'n Node<'a>, around: Around, found: &mut Found) {
        if node.ns == Ns::Compatibility && node.name == "AlternateContent" {
            if let Some(chosen) = choice(node) {
                self.blocks(chosen, around, found);
            }
            return;
        }
        if node.ns != Ns::Word {
            return self.blocks(node, around, found);
        }
        match node.name {
            "p" => self.paragraph(node, around, found),
            "tbl" => self.table(node, around, found),
            "sdt" => {
                let gallery = node
                    .child("sdtPr")
                    .and_then(|properties| properties.child("docPartObj"))
                    .and_then(|part| part.value("docPartGallery"));
                let contents = around.contents || gallery == Some("Table of Contents");
                if let Some(content) = node.child("sdtContent") {
                    self.blocks(content, Around { contents, ..around }, found);
                }
            }
            "ins" | "del" | "moveFrom" | "moveTo" if !self.runs.keeps(node) => {}
            "altChunk" => {
                found.lose("a file that is put in whole (`altChunk`) was not read");
                let text = node.attribute("id").and_then(|id| self.chunks.get(id));
                found.unseen(text.map_or("altChunk", String::as_str), Why::PutIn, None);
            }
            "sectPr" | "sdtPr" | "pPr" | "tblPr" | "tblGrid" | "trPr" | "tcPr" => {}
            _ => self.blocks(node, around, found),
        }
    }

    fn paragraph(&mut self, node: &'n Node<'a>, around: Around, found: &mut Found) {
        let written = node.child("pPr");
        // A change of looks that is rejected gives back the looks before.
        let before = written.and_then(|format| format.child("pPrChange")).and_then(|change| change.child("pPr"));
        let format = if self.changes == Changes::Rejected { before.or(written) } else { written };
        let style = format.and_then(|format| format.value("pStyle"));
        let mark = written.and_then(|format| format.child("rPr"));
        let goes =
            mark.is_some_and(|mark| mark.elements().any(|change| change.ns == Ns::Word && !self.runs.keeps(change)));
        let in_contents = self.runs.in_contents();
        let (look, layout) = self.styles.looks(style, around.look);
        let layout = Layout::of(format, &self.styles.theme).over(layout);
        let back = if self.runs.behind > 0 { Back::Unknown } else { layout.back(around.back) };
        self.runs.behind = self.runs.behind.saturating_sub(1);
        self.runs.stand = Stand { look, back, why: around.why.or_else(|| layout.unseen()) };
        let mut content = Content::default();
        self.runs.inside(node, style, &mut content, found);
        if goes {
            self.carried.push_str(&content.text);
        } else {
            let text = std::mem::take(&mut self.carried) + &content.text;
            let contents = around.contents || in_contents || self.runs.in_contents();
            let piece = self.piece(text, format, style, content.plain, Around { contents, ..around });
            found.push(piece);
        }
        let inner = Around { cell: None, depth: around.depth + 1, ..around };
        for text_box in content.boxes {
            let unfilled = if self.pictured { Back::Unknown } else { around.back };
            let back = text_box.back.unwrap_or(unfilled);
            let why = around.why.or(text_box.why);
            self.blocks(text_box.content, Around { back, why, look: Look::default(), ..inner }, found);
        }
        for (kind, id) in content.notes {
            if let Some(note) = self.notes.remove(&(kind, id)) {
                self.blocks(note, Around { kind: Some(PieceKind::Footnote), ..inner }, found);
            }
        }
    }

    fn piece(
        &mut self,
        text: String,
        format: Option<&Node>,
        style: Option<&str>,
        plain: bool,
        around: Around,
    ) -> Piece {
        let outline = format.and_then(|format| format.value("outlineLvl")).and_then(|level| level.parse().ok());
        let role = self.styles.role(style, outline);
        let (label, depth) = self.label(format, style);
        let words = text.split_whitespace().count();
        let kind = match (around.kind, around.cell, role) {
            (Some(kind), _, _) => kind,
            _ if around.contents => PieceKind::Contents,
            (None, Some((table, row, column, head)), _) => PieceKind::Cell { table, row, column, head },
            (None, None, Role::Contents) => PieceKind::Contents,
            // A title of many words is a clause in the wrong style.
            (None, None, Role::Title) if words <= 40 => PieceKind::Title,
            (None, None, Role::Heading(level)) => PieceKind::Heading(level),
            (None, None, _) if label.as_deref() == Some("•") => PieceKind::Item,
            (None, None, _) => PieceKind::Paragraph,
        };
        let note = around.note || role == Role::Note;
        let nest = if label.as_deref() == Some("•") { depth } else { 0 };
        Piece { kind, label, nest, text, note, looks: !plain, slanted: false, line: None }
    }

    /// The number that Word shows, and for a mark the depth of its list.
    fn label(&mut self, format: Option<&Node>, style: Option<&str>) -> (Option<String>, u8) {
        let own = Number::of(format);
        let styled = self.styles.number(style);
        let by_style = own.list.is_none();
        let Some(list) = own.list.or(styled.list).filter(|list| list != "0") else { return (None, 0) };
        let linked = || self.numbering.level_of_style(&list, self.styles.ids(style));
        let level = match own.level {
            Some(level) => level,
            None if by_style => linked().or(styled.level).unwrap_or(0),
            None => styled.level.unwrap_or(0),
        };
        (self.numbering.next(&list, level), u8::try_from(level + 1).unwrap_or(u8::MAX))
    }

    fn table(&mut self, node: &'n Node<'a>, around: Around, found: &mut Found) {
        let look = node.child("tblPr").and_then(|properties| properties.value("tblStyle"));
        let set_apart = around.note || look.is_some_and(|id| self.styles.is_note_table(id));
        let table = self.tables;
        self.tables += 1;
        let properties = node.child("tblPr");
        let back = shading(properties, &self.styles.theme).unwrap_or(around.back);
        let around = Around { note: set_apart, depth: around.depth + 1, back, ..around };
        let rows = node.elements().filter(|row| row.is("tr")).count();
        let table = Table { number: table, style: look, switched: properties.and_then(|it| it.child("tblLook")), rows };
        let mut row = 0;
        self.rows(node, table, &mut row, around, found);
    }

    fn rows(&mut self, node: &'n Node<'a>, table: Table<'n, 'a>, at: &mut u32, around: Around, found: &mut Found) {
        for child in node.elements() {
            if child.is("tr") {
                let properties = child.child("trPr");
                let gone = properties.is_some_and(|format| {
                    format.elements().any(|change| change.ns == Ns::Word && !self.runs.keeps(change))
                });
                if gone {
                    self.runs.tracked += 1;
                    continue;
                }
                let head = properties.and_then(|format| format.flag("tblHeader")).unwrap_or(false);
                let mut column = 0;
                let columns = child.elements().filter(|cell| cell.is("tc")).count();
                let around = Around { why: around.why.or_else(|| row(properties)), ..around };
                self.cells(child, Row { table, at: *at, head, columns }, &mut column, around, found);
                *at += 1;
            } else if !matches!(child.name, "tblPr" | "tblGrid" | "sdtPr") {
                self.rows(child, table, at, around, found);
            }
        }
    }

    fn cells(&mut self, node: &'n Node<'a>, at: Row<'n, 'a>, column: &mut u32, around: Around, found: &mut Found) {
        for child in node.elements() {
            if child.is("tc") {
                let properties = child.child("tcPr");
                let gone = properties.is_some_and(|format| {
                    format.elements().any(|change| change.ns == Ns::Word && !self.runs.keeps(change))
                });
                let span = properties.and_then(|format| format.value("gridSpan")).and_then(|span| span.parse().ok());
                if !gone {
                    let Row { table, at: row, head, columns } = at;
                    let spot = Spot { row: row as usize, rows: table.rows, column: *column as usize, columns };
                    let (look, styled) = self.styles.cell(table.style, table.switched, spot);
                    let back = shading(properties, &self.styles.theme).or(styled).unwrap_or(around.back);
                    let around = Around { back, look, ..around };
                    // A note is laid out as a table of one cell, and is no table to a reader.
                    let cell = (!around.note).then_some((table.number, row, *column, head));
                    self.blocks(child, Around { cell, ..around }, found);
                    // A cell ends whatever was going on in it.
                    let rest = clean(&std::mem::take(&mut self.carried));
                    found.push(Piece { text: rest, ..Piece::default() });
                }
                *column += span.unwrap_or(1).min(64);
            } else if !matches!(child.name, "trPr" | "tblPrEx" | "sdtPr") {
                self.cells(child, at, column, around, found);
            }
        }
    }
}
