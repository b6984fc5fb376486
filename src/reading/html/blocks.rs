//! From tokens to paragraphs: what begins and ends one, what is hidden, struck out, counted or beside the agreement.

use std::borrow::Cow;

use super::{
    super::{
        label,
        lines::Lines,
        model::Changes,
        outline::{Found, Piece, PieceKind},
        refuse::clean,
        text::is_contents,
    },
    tags::{Attributes, Tags, Token},
};

/// Elements deeper than this are read as if they stood here.
const DEEPEST: usize = 256;

/// Elements that hold no text for a reader.
const SILENT: &[&str] = &[
    "script", "style", "template", "head", "noscript", "svg", "math", "select", "textarea", "button", "iframe",
    "object",
];

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "nav",
    "blockquote",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "caption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "hr",
    "form",
    "fieldset",
    "address",
    "figure",
    "figcaption",
    "details",
    "summary",
    "body",
    "html",
    "center",
];

/// Elements that have no end.
const VOID: &[&str] =
    &["br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "embed", "source", "track", "param"];

/// The paragraphs of a page.
pub(in super::super) fn read(html: &str, changes: Changes, found: &mut Found) {
    let lines = Lines::of(html);
    let mut reader = Reader {
        found,
        changes,
        open: Vec::new(),
        text: String::new(),
        line: None,
        plain: false,
        tables: 0,
        label: None,
    };
    for token in Tags::of(html) {
        // Each tag and text is held against everything that is open around it.
        if !reader.found.step(1 + reader.open.len()) {
            break;
        }
        match token {
            Token::Text { text, at } => reader.text(&text, lines.at(at)),
            Token::Open { name, attributes, closed } => reader.open(&name, &attributes, closed),
            Token::Close(name) => reader.close(&name),
        }
    }
    reader.flush();
}

#[expect(clippy::struct_excessive_bools, reason = "each says one thing of an element, and all may hold at once")]
struct Element {
    name: String,
    hidden: bool,
    note: bool,
    contents: bool,
    struck: Struck,
    bold: bool,
    /// The next number of an ordered list.
    next: Option<u32>,
    /// Table, row and column of a cell; of a table, its number and the next row.
    place: (u32, u32, u32),
    head: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Struck {
    No,
    Deleted,
    Inserted,
}

struct Reader<'a> {
    found: &'a mut Found,
    changes: Changes,
    open: Vec<Element>,
    text: String,
    /// The line where the present paragraph begins.
    line: Option<u32>,
    /// Whether the present paragraph has text that is not bold.
    plain: bool,
    tables: u32,
    /// The number of the present item.
    label: Option<String>,
}

impl Reader<'_> {
    /// Text that begins in line `at`.
    fn text(&mut self, text: &str, at: u32) {
        if self.open.iter().any(|element| element.hidden) {
            return;
        }
        let mut text = Cow::Borrowed(text);
        let blank = text.trim().is_empty();
        let struck = self.open.iter().rev().map(|element| element.struck).find(|struck| *struck != Struck::No);
        match (struck, self.changes) {
            _ if blank => {}
            (Some(Struck::Deleted), Changes::Accepted) => {
                return self.found.lose("text that is struck out counts as deleted");
            }
            (Some(Struck::Inserted), Changes::Rejected) => {
                return self.found.lose("text that is marked as inserted was left out");
            }
            (Some(Struck::Deleted), Changes::AsIs) => text = format!("[-{text}-]").into(),
            (Some(Struck::Inserted), Changes::AsIs) => text = format!("{{+{text}+}}").into(),
            _ => {}
        }
        if !blank {
            let before = &text[..text.len() - text.trim_start().len()];
            self.line.get_or_insert(at + u32::try_from(before.matches('\n').count()).unwrap_or(0));
            self.plain |= !self.open.iter().any(|element| element.bold);
        }
        if self.open.iter().any(|element| element.name == "pre") {
            self.text.push_str(&text);
        } else {
            // A line feed of the file is a blank on the page.
            self.text.push_str(&text.replace(['\n', '\r'], " "));
        }
    }

    fn open(&mut self, name: &str, attributes: &Attributes, closed: bool) {
        if name == "br" {
            self.text.push('\n');
            return;
        }
        if matches!(name, "img" | "embed") && !self.open.iter().any(|element| element.hidden) {
            self.found.lose("pictures were not read");
        }
        if BLOCKS.contains(&name) {
            self.flush();
        }
        self.ends_before(name);
        if VOID.contains(&name) || (closed && !BLOCKS.contains(&name)) || self.open.len() >= DEEPEST {
            return;
        }
        let class = attributes.value("class").to_ascii_lowercase();
        let style: String = attributes.value("style").to_ascii_lowercase().split_whitespace().collect();
        let id = attributes.value("id").to_ascii_lowercase();
        let silent = SILENT.contains(&name);
        let unseen = style.contains("display:none") || style.contains("visibility:hidden") || attributes.has("hidden");
        if unseen && !silent {
            self.found.lose("text that the page hides was left out");
        }
        let struck = match name {
            "del" | "s" | "strike" => Struck::Deleted,
            "ins" => Struck::Inserted,
            _ if style.contains("line-through") => Struck::Deleted,
            _ => Struck::No,
        };
        let table = self.open.iter().rposition(|element| element.name == "table");
        let place = match (name, table) {
            ("table", _) => {
                self.tables += 1;
                (self.tables - 1, 0, 0)
            }
            ("tr", Some(at)) => {
                let place = self.open[at].place;
                self.open[at].place.1 += 1;
                (place.0, place.1, 0)
            }
            ("td" | "th", Some(_)) => match self.open.iter().rposition(|element| element.name == "tr") {
                Some(row) => {
                    let place = self.open[row].place;
                    self.open[row].place.2 += 1;
                    place
                }
                None => (self.tables.saturating_sub(1), 0, 0),
            },
            _ => (0, 0, 0),
        };
        let element = Element {
            hidden: silent || unseen,
            note: matches!(name, "aside" | "blockquote")
                || class.split(' ').any(|class| matches!(class, "note" | "guidance")),
            contents: name == "nav"
                || [&class, &id].iter().any(|word| matches!(word.as_str(), "toc" | "contents" | "table-of-contents")),
            struck,
            bold: matches!(name, "b" | "strong" | "u" | "th")
                || style.contains("font-weight:bold")
                || style.contains("font-weight:700"),
            next: (name == "ol").then(|| attributes.value("start").parse().unwrap_or(1)),
            place,
            head: name == "th" || name == "thead",
            name: name.to_owned(),
        };
        if name == "li" {
            self.item();
        }
        self.open.push(element);
    }

    /// Counts an item of a list.
    fn item(&mut self) {
        let list = self.open.iter_mut().rev().find(|element| matches!(element.name.as_str(), "ol" | "ul"));
        self.label = Some(match list.and_then(|list| list.next.as_mut()) {
            Some(next) => {
                *next = next.saturating_add(1);
                format!("{}.", *next - 1)
            }
            None => "•".to_owned(),
        });
    }

    /// Elements whose end need not be written end where the next one begins.
    fn ends_before(&mut self, name: &str) {
        let (ends, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ol", "ul"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["td", "th", "tr"], &["table", "tbody", "thead"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            _ if BLOCKS.contains(&name) => (&["p"], &["td", "th", "li", "div", "section"]),
            _ => return,
        };
        while let Some(at) = self
            .open
            .iter()
            .rposition(|element| ends.contains(&element.name.as_str()) || within.contains(&element.name.as_str()))
            && ends.contains(&self.open[at].name.as_str())
        {
            self.open.truncate(at);
        }
    }

    fn close(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.flush();
        }
        // The end of something that never began ends nothing.
        if let Some(at) = self.open.iter().rposition(|element| element.name == name) {
            self.open.truncate(at);
        }
        if name == "li" {
            self.label = None;
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let plain = std::mem::take(&mut self.plain);
        let line = self.line.take();
        if text.trim().is_empty() {
            return;
        }
        let innermost = |names: &[&str]| self.open.iter().rev().find(|element| names.contains(&element.name.as_str()));
        let heading = self.open.iter().rev().find_map(|element| match element.name.as_bytes() {
            [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
            _ => None,
        });
        let contents = self.open.iter().any(|element| element.contents) || (heading.is_some() && is_contents(&text));
        let cell = innermost(&["td", "th"]);
        let in_header = innermost(&["header"]).is_some();
        let kind = match (heading, cell) {
            _ if contents => PieceKind::Contents,
            (_, Some(cell)) => {
                let (table, row, column) = cell.place;
                PieceKind::Cell { table, row, column, head: self.open.iter().any(|element| element.head) }
            }
            (Some(1), _) => PieceKind::Title,
            (Some(level), _) => PieceKind::Heading(level),
            _ if in_header => PieceKind::Title,
            _ if innermost(&["li"]).is_some() => PieceKind::Item,
            _ => PieceKind::Paragraph,
        };
        let in_item = kind == PieceKind::Item;
        // A page may write its numbers out itself.
        let written = in_item && label::split(&clean(&text)).is_some_and(|(label, _)| label.sure);
        let nest = self.open.iter().filter(|element| matches!(element.name.as_str(), "ol" | "ul")).count();
        let label = self.label.take().filter(|_| in_item && !written);
        let nest = if label.is_some() { u8::try_from(nest).unwrap_or(u8::MAX) } else { 0 };
        let note = self.open.iter().any(|element| element.note);
        let looks = !plain && kind == PieceKind::Paragraph;
        self.found.push(Piece { kind, label, nest, text, note, looks, line });
    }
}
