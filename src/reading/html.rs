//! HTML, read as tolerantly as a browser shows it: tags are looked at, scripts never run, what is hidden is left out.

use super::{
    label,
    model::Changes,
    outline::{Found, Piece, PieceKind},
    refuse::clean,
    text::is_contents,
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
pub(super) fn read(html: &str, changes: Changes, found: &mut Found) {
    let mut reader = Reader {
        found,
        changes,
        open: Vec::new(),
        text: String::new(),
        line: None,
        at: 1,
        plain: false,
        tables: 0,
        label: None,
    };
    let mut rest = html;
    while !rest.is_empty() {
        let (token, after) = token(rest);
        match token {
            Token::Text(text) => reader.text(text),
            Token::Open { name, attributes, closed } => reader.open(&name, attributes, closed),
            Token::Close(name) => reader.close(&name),
            Token::Nothing => {}
        }
        reader.at += u32::try_from(rest[..rest.len() - after.len()].matches('\n').count()).unwrap_or(0);
        rest = match reader.open.last() {
            // What is inside a script is not markup.
            Some(element) if matches!(element.name.as_str(), "script" | "style" | "textarea") => {
                let end = format!("</{}", element.name);
                let at = find_ignoring_case(after, &end).unwrap_or(after.len());
                reader.at += u32::try_from(after[..at].matches('\n').count()).unwrap_or(0);
                &after[at..]
            }
            _ => after,
        };
    }
    reader.flush();
}

fn find_ignoring_case(text: &str, what: &str) -> Option<usize> {
    let (text, what) = (text.as_bytes(), what.as_bytes());
    text.windows(what.len()).position(|window| window.eq_ignore_ascii_case(what))
}

enum Token<'a> {
    Text(&'a str),
    Open { name: String, attributes: &'a str, closed: bool },
    Close(String),
    Nothing,
}

/// The next token, and what follows it; never longer than the text, never empty.
fn token(text: &str) -> (Token<'_>, &str) {
    let Some(inner) = text.strip_prefix('<') else {
        let end = text.find('<').unwrap_or(text.len());
        return (Token::Text(&text[..end]), &text[end..]);
    };
    if let Some(comment) = inner.strip_prefix("!--") {
        return (Token::Nothing, comment.find("-->").map_or("", |end| &comment[end + 3..]));
    }
    if inner.starts_with(['!', '?']) {
        return (Token::Nothing, inner.find('>').map_or("", |end| &inner[end + 1..]));
    }
    let (closing, named) = inner.strip_prefix('/').map_or((false, inner), |rest| (true, rest));
    if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
        // A sign, not a tag: `< 72 hours`.
        let end = inner.find('<').map_or(text.len(), |end| end + 1);
        return (Token::Text(&text[..end]), &text[end..]);
    }
    let length = named.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(named.len());
    let name = named[..length].to_ascii_lowercase();
    let end = tag_end(&named[length..]).map_or(named.len(), |end| length + end);
    let after = named.get(end + 1..).unwrap_or("");
    let attributes = &named[length..end];
    if closing {
        return (Token::Close(name), after);
    }
    (Token::Open { name, attributes, closed: attributes.ends_with('/') }, after)
}

/// Where the tag ends: the first `>` outside quotation marks.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) if text[..at].trim_end().ends_with('=') => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('>', None) => return Some(at),
            _ => {}
        }
    }
    text.find('>')
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
    /// The line where the present paragraph begins, and the present line.
    line: Option<u32>,
    at: u32,
    /// Whether the present paragraph has text that is not bold.
    plain: bool,
    tables: u32,
    /// The number of the present item.
    label: Option<String>,
}

impl Reader<'_> {
    fn text(&mut self, text: &str) {
        if self.open.iter().any(|element| element.hidden) {
            return;
        }
        let mut text = entities(text);
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
            (Some(Struck::Deleted), Changes::AsIs) => text = format!("[-{text}-]"),
            (Some(Struck::Inserted), Changes::AsIs) => text = format!("{{+{text}+}}"),
            _ => {}
        }
        if !blank {
            self.line.get_or_insert(
                self.at
                    + u32::try_from(text[..text.len() - text.trim_start().len()].matches('\n').count()).unwrap_or(0),
            );
            self.plain |= !self.open.iter().any(|element| element.bold);
        }
        if self.open.iter().any(|element| element.name == "pre") {
            self.text.push_str(&text);
        } else {
            // A line feed of the file is a blank on the page.
            self.text.push_str(&text.replace(['\n', '\r'], " "));
        }
    }

    fn open(&mut self, name: &str, attributes: &str, closed: bool) {
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
        let class = attribute(attributes, "class").unwrap_or_default().to_ascii_lowercase();
        let style: String =
            attribute(attributes, "style").unwrap_or_default().to_ascii_lowercase().split_whitespace().collect();
        let id = attribute(attributes, "id").unwrap_or_default().to_ascii_lowercase();
        let silent = SILENT.contains(&name);
        let unseen = style.contains("display:none") || style.contains("visibility:hidden") || has(attributes, "hidden");
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
            next: (name == "ol")
                .then(|| attribute(attributes, "start").and_then(|start| start.parse().ok()).unwrap_or(1)),
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

/// The value of an attribute.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    while !rest.is_empty() {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
        let key = &rest[..end];
        let after = rest[end..].trim_start();
        let value = match after.strip_prefix('=').map(str::trim_start) {
            None => {
                rest = if end == 0 { rest.get(1..).unwrap_or("") } else { after };
                ""
            }
            Some(value) => {
                let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
                let (value, after) = match quote {
                    Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                    None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
                };
                rest = after;
                value
            }
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(entities(value));
        }
    }
    None
}

fn has(attributes: &str, name: &str) -> bool {
    attributes.split_whitespace().any(|word| word.eq_ignore_ascii_case(name))
        || attribute(attributes, name).is_some_and(|value| value.is_empty() || value == name)
}

/// Text with its entities as characters; an unknown one stays as it is.
fn entities(text: &str) -> String {
    const NAMED: &[(&str, char)] = &[
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("sbquo", '‚'),
        ("bdquo", '„'),
        ("hellip", '…'),
        ("bull", '•'),
        ("middot", '·'),
        ("sect", '§'),
        ("para", '¶'),
        ("copy", '©'),
        ("reg", '®'),
        ("trade", '™'),
        ("deg", '°'),
        ("times", '×'),
        ("euro", '€'),
        ("pound", '£'),
        ("yen", '¥'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("ensp", '\u{2002}'),
        ("emsp", '\u{2003}'),
        ("thinsp", '\u{2009}'),
        ("shy", '\u{ad}'),
        ("zwnj", '\u{200c}'),
        ("zwj", '\u{200d}'),
        ("auml", 'ä'),
        ("ouml", 'ö'),
        ("uuml", 'ü'),
        ("Auml", 'Ä'),
        ("Ouml", 'Ö'),
        ("Uuml", 'Ü'),
        ("szlig", 'ß'),
        ("eacute", 'é'),
        ("egrave", 'è'),
        ("agrave", 'à'),
        ("ccedil", 'ç'),
        ("ntilde", 'ñ'),
        ("oacute", 'ó'),
        ("aacute", 'á'),
        ("iacute", 'í'),
        ("uacute", 'ú'),
        ("acirc", 'â'),
        ("ecirc", 'ê'),
        ("ocirc", 'ô'),
        ("frac12", '½'),
        ("rarr", '→'),
        ("le", '≤'),
        ("ge", '≥'),
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest
            .char_indices()
            .skip(1)
            .take(10)
            .find(|(_, c)| !(c.is_ascii_alphanumeric() || *c == '#'))
            .map_or(rest.len().min(11), |(at, _)| at);
        let end = rest.floor_char_boundary(end);
        let name = &rest[1..end];
        let known = match name.strip_prefix('#') {
            Some(number) => match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            }
            .and_then(char::from_u32),
            None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c),
        };
        if let Some(c) = known {
            out.push(c);
            rest = rest[end..].strip_prefix(';').unwrap_or(&rest[end..]);
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out + rest
}
