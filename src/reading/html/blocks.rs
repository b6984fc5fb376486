//! From tokens to paragraphs: what begins and ends one, what is hidden, struck out, counted or beside the agreement.

use std::borrow::Cow;

use super::{
    super::{
        label,
        lines::Lines,
        model::Changes,
        outline::{Found, Piece, PieceKind},
        refuse::clean,
        unseen::{Why, quote},
    },
    seen::{self, Seen},
    sheet::{Sheet, Subject},
    tags::{Attributes, Tags, Token},
};

/// Elements deeper than this are read as if they stood here.
const DEEPEST: usize = 256;

/// Elements that hold no text of the page.
const SILENT: &[&str] = &["script", "style", "head", "title"];

/// Elements that no browser shows, though they may hold text.
const NEVER: &[&str] = &["template", "noscript", "noframes", "datalist"];

/// Elements whose text is shown, but is no text of an agreement.
const OTHER: &[&str] = &["svg", "math", "select", "textarea", "button", "iframe", "object", "canvas", "audio", "video"];

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
    read_part(html, changes, &mut Sheet::default(), found);
}

/// The first words of a page, whatever its elements.
pub(in super::super) fn words(html: &str) -> String {
    let mut words = String::new();
    for token in Tags::of(html) {
        if let Token::Text { text, .. } = token {
            quote(&mut words, clean(&text).as_str());
        }
        if words.ends_with('…') {
            break;
        }
    }
    words
}

/// A tag that stands by itself, as in Markdown.
pub(in super::super) enum Tag {
    /// With the reason why what follows is not seen, where it is not.
    Open(String, Option<Why>),
    Close(String),
}

/// The tag, unless it is one that holds nothing.
pub(in super::super) fn tag(html: &str, sheet: &Sheet) -> Option<Tag> {
    match Tags::of(html).next()? {
        Token::Open { name, attributes, closed: false } if !VOID.contains(&name.as_str()) => {
            let (seen, _) = looks(&name, &attributes, Seen::default(), &[], sheet, false);
            Some(Tag::Open(name, seen.unseen()))
        }
        Token::Close(name) => Some(Tag::Close(name)),
        _ => None,
    }
}

/// The paragraphs of a part of a page whose style sheets are gathered; the elements that it leaves open and in which nothing
/// is seen.
pub(in super::super) fn read_part(
    html: &str,
    changes: Changes,
    sheet: &mut Sheet,
    found: &mut Found,
) -> Vec<(String, Why)> {
    let lines = Lines::of(html);
    let mut reader = Reader {
        found,
        sheet,
        pictured: false,
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
    let left = reader.open.iter().filter_map(|element| Some((element.name.clone(), element.seen.unseen()?)));
    left.collect()
}

/// How an element looks inside `around`, and how many rules were looked at.
fn looks(
    name: &str,
    attributes: &Attributes,
    around: Seen,
    open: &[Element],
    sheet: &Sheet,
    pictured: bool,
) -> (Seen, usize) {
    let (id, class) = (attributes.value("id").to_ascii_lowercase(), attributes.value("class").to_ascii_lowercase());
    let old = seen::attributes(name, &|name| attributes.value(name).to_ascii_lowercase());
    let has = |name: &str| attributes.has(name).then(|| attributes.value(name).to_ascii_lowercase());
    let subject = Subject { name, id: &id, class: &class };
    let above = || -> Box<dyn Iterator<Item = Subject<'_>> + '_> {
        Box::new(open.iter().rev().map(|one| Subject { name: &one.name, id: &one.id, class: &one.class }))
    };
    let (declarations, looked) = sheet.of(&subject, above, &has, &(old + &attributes.value("style")));
    let seen = around.with(&declarations, pictured);
    let never = NEVER.contains(&name) || attributes.has("hidden") || (name == "dialog" && !attributes.has("open"));
    (if never { seen.hidden() } else { seen }, looked)
}

#[expect(clippy::struct_excessive_bools, reason = "each says one thing of an element, and all may hold at once")]
struct Element {
    name: String,
    id: String,
    class: String,
    /// It holds no text of the page.
    silent: bool,
    /// Its text is shown, but is no text of an agreement.
    other: bool,
    seen: Seen,
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
    sheet: &'a mut Sheet,
    /// A picture stood before.
    pictured: bool,
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
        if self.open.last().is_some_and(|element| element.name == "style") {
            return self.sheet.add(text);
        }
        if self.open.iter().any(|element| element.silent) {
            return;
        }
        let mut text = Cow::Borrowed(text);
        let blank = text.trim().is_empty();
        let seen = self.open.last().map_or_else(Seen::default, |element| element.seen);
        if let Some(why) = seen.unseen().filter(|_| !blank) {
            // Inside `noscript` tags are text.
            let text = if text.contains('<') { words(&text).into() } else { text };
            return self.found.unseen(&text, why, Some(at));
        }
        if let Some(other) = self.open.iter().find(|element| element.other).filter(|_| !blank) {
            return self.found.lose(format!("text inside `{}` was not read", other.name));
        }
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
        let around = self.open.last().map_or_else(Seen::default, |element| element.seen);
        if matches!(name, "img" | "embed") && around.unseen().is_none() {
            self.found.lose("pictures were not read");
        }
        self.pictured |= matches!(name, "img" | "picture" | "video" | "svg" | "canvas");
        if BLOCKS.contains(&name) {
            self.flush();
            // The end of the head need not be written.
            if let Some(at) = self.open.iter().rposition(|element| element.name == "head").filter(|_| name != "html") {
                self.open.truncate(at);
            }
        }
        self.ends_before(name);
        if VOID.contains(&name) || (closed && !BLOCKS.contains(&name)) {
            return;
        }
        if self.open.len() >= DEEPEST {
            return self.found.lose("elements that stand too deep in one another were read as if they had no looks");
        }
        let class = attributes.value("class").to_ascii_lowercase();
        let style: String = attributes.value("style").to_ascii_lowercase().split_whitespace().collect();
        let id = attributes.value("id").to_ascii_lowercase();
        let around = self.open.last().map_or_else(Seen::default, |element| element.seen);
        let (seen, looked) = looks(name, attributes, around, &self.open, self.sheet, self.pictured);
        // Each rule may be held against all that is open.
        if !self.found.step(looked * (1 + self.open.len() / 4)) {
            return;
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
            silent: SILENT.contains(&name),
            other: OTHER.contains(&name),
            seen,
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
            id,
            class,
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
        let contents = self.open.iter().any(|element| element.contents)
            || (heading.is_some() && self.found.words.is_contents(&text));
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
        let written = in_item && label::split(&clean(&text), &self.found.words).is_some_and(|(label, _)| label.sure);
        let nest = self.open.iter().filter(|element| matches!(element.name.as_str(), "ol" | "ul")).count();
        let label = self.label.take().filter(|_| in_item && !written);
        let nest = if label.is_some() { u8::try_from(nest).unwrap_or(u8::MAX) } else { 0 };
        let note = self.open.iter().any(|element| element.note);
        let looks = !plain && kind == PieceKind::Paragraph;
        self.found.push(Piece { kind, label, nest, text, note, looks, slanted: false, line });
    }
}
