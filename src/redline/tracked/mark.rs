//! What is written: runs, paragraphs and rows with their marks, in the order that the schema wants.

use std::{fmt::Write, ops::Range};

use super::{
    Author,
    old::{Old, OldItem, OldParagraph, own_text, sign},
    recent::Paragraph,
};
use crate::{
    reading::docx::xml::{Node, Ns},
    redline::words::{Kept, Span},
    text::{escape, visible_lines},
};

/// Ids of marks begin here, above those that documents use for bookmarks and comments.
const FIRST: u32 = 1_000_000;

pub(super) struct Marker<'t> {
    text: &'t str,
    /// The prefix of Word's namespace, with its colon.
    prefix: String,
    who: String,
    next: u32,
    /// Looks to follow: where a paragraph stands, its style, its key, and the properties that make its looks.
    models: Vec<Model>,
}

struct Model {
    end: usize,
    style: Option<String>,
    key: super::old::Key,
    format: String,
}

impl<'t> Marker<'t> {
    pub(super) fn new(text: &'t str, tree: &Node, author: Author, old: &Old) -> Self {
        let tag = &text[tree.range.start + 1..tree.tag_end];
        let name = tag.split([' ', '>', '\n', '\t', '\r']).next().unwrap_or_default();
        let prefix = name.split_once(':').map_or_else(String::new, |(prefix, _)| format!("{prefix}:"));
        let mut marker = Self { text, who: String::new(), prefix, next: FIRST, models: Vec::new() };
        marker.who = format!(
            " {0}author=\"{1}\" {0}date=\"{2}T00:00:00Z\"",
            if marker.prefix.is_empty() { "w:" } else { &marker.prefix },
            escape::xml(author.name),
            escape::xml(author.date)
        );
        marker.learn(&old.items);
        marker
    }

    fn learn(&mut self, items: &[OldItem]) {
        for item in items {
            match item {
                OldItem::Paragraph(paragraph) if !paragraph.text.trim().is_empty() => {
                    let format = paragraph.node.child("pPr");
                    let left_out = ["rPr", "sectPr", "pPrChange", "pageBreakBefore", "framePr"];
                    let kept = format.map_or_else(String::new, |format| {
                        let children = format.elements().filter(|child| !left_out.contains(&child.name));
                        children.map(|child| &self.text[child.range.clone()]).collect()
                    });
                    self.models.push(Model {
                        end: paragraph.node.range.end,
                        style: format.and_then(|format| format.value("pStyle")).map(str::to_owned),
                        key: paragraph.key.clone(),
                        format: kept,
                    });
                }
                OldItem::Paragraph(_) => {}
                OldItem::Table(table) => {
                    table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| self.learn(&cell.items));
                }
            }
        }
    }

    /// The properties of a new paragraph: those of the nearest one before it of the same style, else of the same kind.
    fn format(&self, paragraph: &Paragraph, at: usize) -> &str {
        let nearest = |fits: &dyn Fn(&Model) -> bool| {
            let before = self.models.iter().rev().find(|model| model.end <= at && fits(model));
            before.or_else(|| self.models.iter().find(|model| fits(model)))
        };
        let styled = paragraph.style.as_ref().and_then(|style| {
            nearest(&|model| model.style.as_ref() == Some(style) && model.key == paragraph.key)
                .or_else(|| nearest(&|model| model.style.as_ref() == Some(style)))
        });
        styled.or_else(|| nearest(&|model| model.key == paragraph.key)).map_or("", |model| &model.format)
    }

    fn mark(&mut self, name: &str) -> String {
        self.next += 1;
        let p = &self.prefix;
        let id = if p.is_empty() { "w:" } else { p };
        format!("{p}{name} {id}id=\"{}\"{}", self.next - 1, self.who)
    }

    /// A paragraph that both have, with its changes.
    pub(super) fn changed(&mut self, paragraph: &OldParagraph, spans: &[Span]) -> String {
        let mut pieces = Pieces { spans: spans.to_vec(), at: 0, gone: false };
        self.paragraph(paragraph.node, "", &mut pieces)
    }

    /// A paragraph that only the old one has.
    pub(super) fn deleted(&mut self, paragraph: &OldParagraph) -> String {
        let all = Span { kept: Kept::Deleted, text: paragraph.text.clone() };
        let mut pieces = Pieces { spans: vec![all], at: 0, gone: true };
        let mark = format!("<{}/>", self.mark("del"));
        self.paragraph(paragraph.node, &mark, &mut pieces)
    }

    fn paragraph(&mut self, node: &Node, mark: &str, pieces: &mut Pieces) -> String {
        let mut out = self.opened(node);
        let format = node.child("pPr");
        out.push_str(&self.marked_format(format, mark));
        for child in node.elements().filter(|child| !child.is("pPr")) {
            self.inline(child, pieces, &mut out);
        }
        let rest = self.insertions(pieces, "");
        out + &rest + &format!("</{}p>", self.prefix)
    }

    /// The first tag of an element, open even if it was empty.
    fn opened(&self, node: &Node) -> String {
        let tag = &self.text[node.range.start..node.tag_end];
        tag.strip_suffix("/>").map_or_else(|| tag.to_owned(), |tag| format!("{}>", tag.trim_end()))
    }

    /// The last tag of an element.
    fn closed(&self, node: &Node) -> String {
        let tag = &self.text[node.range.start + 1..node.tag_end];
        let name = tag.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or_default();
        format!("</{name}>")
    }

    /// The properties of a paragraph with a mark on its end.
    fn marked_format(&self, format: Option<&Node>, mark: &str) -> String {
        let p = &self.prefix;
        let Some(format) = format else {
            return if mark.is_empty() { String::new() } else { format!("<{p}pPr><{p}rPr>{mark}</{p}rPr></{p}pPr>") };
        };
        if mark.is_empty() {
            return self.text[format.range.clone()].to_owned();
        }
        let mut out = self.opened(format);
        let mut marked = false;
        for child in format.elements() {
            if child.is("rPr") {
                let inner: String = child.elements().map(|look| &self.text[look.range.clone()]).collect();
                let _ = write!(out, "<{p}rPr>{mark}{inner}</{p}rPr>");
                marked = true;
                continue;
            }
            if matches!(child.name, "sectPr" | "pPrChange") && !marked {
                let _ = write!(out, "<{p}rPr>{mark}</{p}rPr>");
                marked = true;
            }
            out.push_str(&self.text[child.range.clone()]);
        }
        if !marked {
            let _ = write!(out, "<{p}rPr>{mark}</{p}rPr>");
        }
        out + &format!("</{p}pPr>")
    }

    /// One element inside a paragraph.
    fn inline(&mut self, node: &Node, pieces: &mut Pieces, out: &mut String) {
        let holder = matches!(node.name, "hyperlink" | "smartTag" | "sdt" | "sdtContent" | "fldSimple" | "customXml");
        match (node.ns, node.name) {
            (Ns::Word, "r") => self.run(node, pieces, out),
            (Ns::Word, _) if holder => {
                out.push_str(&self.opened(node));
                for child in node.elements() {
                    self.inline(child, pieces, out);
                }
                out.push_str(&self.closed(node));
            }
            _ => out.push_str(&self.text[node.range.clone()]),
        }
    }

    /// One run: its text cut where words are deleted or inserted, everything else as it is.
    fn run(&mut self, run: &Node, pieces: &mut Pieces, out: &mut String) {
        let look = run.child("rPr").map_or("", |look| &self.text[look.range.clone()]).to_owned();
        for child in run.elements().filter(|child| !child.is("rPr")) {
            let own = match child.name {
                _ if child.ns != Ns::Word => String::new(),
                "t" => own_text(child),
                name => sign(name, child).to_owned(),
            };
            if own.is_empty() {
                let raw = self.text[child.range.clone()].to_owned();
                self.kept(child, &raw, &look, pieces, out);
                continue;
            }
            let mut rest = own.as_str();
            while !rest.is_empty() {
                if pieces.next_is_inserted() {
                    out.push_str(&self.insertion(pieces, &look));
                    continue;
                }
                let (kept, length) = pieces.take(rest.len());
                let length = length.min(rest.len()).max(1);
                let length = (length..=rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
                let (part, after) = rest.split_at(length);
                rest = after;
                let text = self.runs(part, &look, kept == Kept::Deleted);
                if kept == Kept::Deleted {
                    let mark = self.mark("del");
                    let _ = write!(out, "<{mark}>{text}</{}del>", self.prefix);
                } else {
                    out.push_str(&text);
                }
            }
            // What is put in goes with the text before it.
            if pieces.next_is_inserted() {
                out.push_str(&self.insertion(pieces, &look));
            }
        }
    }

    /// Something in a run that is no text: a field, a footnote, a picture.
    fn kept(&mut self, node: &Node, raw: &str, look: &str, pieces: &Pieces, out: &mut String) {
        let p = self.prefix.clone();
        if pieces.gone && node.ns == Ns::Word {
            let raw = raw
                .replace(&format!("<{p}instrText"), &format!("<{p}delInstrText"))
                .replace(&format!("</{p}instrText"), &format!("</{p}delInstrText"));
            let mark = self.mark("del");
            let _ = write!(out, "<{mark}><{p}r>{look}{raw}</{p}r></{p}del>");
        } else {
            let _ = write!(out, "<{p}r>{look}{raw}</{p}r>");
        }
    }

    fn insertions(&mut self, pieces: &mut Pieces, look: &str) -> String {
        let mut out = String::new();
        while pieces.next_is_inserted() {
            out.push_str(&self.insertion(pieces, look));
        }
        out
    }

    fn insertion(&mut self, pieces: &mut Pieces, look: &str) -> String {
        let text = pieces.take_inserted();
        let mark = self.mark("ins");
        format!("<{mark}>{}</{}ins>", self.runs(&text, look, false), self.prefix)
    }

    /// A run of text; tabs and new lines are Word's own.
    fn runs(&self, text: &str, look: &str, deleted: bool) -> String {
        let p = &self.prefix;
        let name = if deleted { "delText" } else { "t" };
        let mut out = format!("<{p}r>{look}");
        let shown = visible_lines(text);
        for part in shown.split_inclusive(['\t', '\n', '\u{2011}']) {
            let words = part.trim_end_matches(['\t', '\n', '\u{2011}']);
            if !words.is_empty() {
                let _ = write!(out, "<{p}{name} xml:space=\"preserve\">{}</{p}{name}>", escape::xml(words));
            }
            match part.chars().next_back() {
                Some('\t') => out.push_str(&format!("<{p}tab/>")),
                Some('\n') => out.push_str(&format!("<{p}br/>")),
                Some('\u{2011}') => out.push_str(&format!("<{p}noBreakHyphen/>")),
                _ => {}
            }
        }
        out + &format!("</{p}r>")
    }

    /// A paragraph that only the new one has, put in at a place of the old one.
    pub(super) fn inserted(&mut self, paragraph: &Paragraph, at: usize) -> String {
        let p = self.prefix.clone();
        let format = if paragraph.text.trim().is_empty() && paragraph.style.is_none() {
            String::new()
        } else {
            self.format(paragraph, at).to_owned()
        };
        let mark = self.mark("ins");
        let text = if paragraph.text.is_empty() {
            String::new()
        } else {
            format!("<{}>{}</{p}ins>", self.mark("ins"), self.runs(&paragraph.text, "", false))
        };
        format!("<{p}p><{p}pPr>{format}<{p}rPr><{mark}/></{p}rPr></{p}pPr>{text}</{p}p>")
    }

    pub(super) fn row(&mut self, cells: &str) -> String {
        let p = self.prefix.clone();
        format!("<{p}tr><{p}trPr><{}/></{p}trPr>{cells}</{p}tr>", self.mark("ins"))
    }

    pub(super) fn cell(&self, like: Option<&Node>, text: &str) -> String {
        let p = &self.prefix;
        let format = like.and_then(|cell| cell.child("tcPr")).map_or_else(
            || format!("<{p}tcW {p}w=\"0\" {p}type=\"auto\"/>"),
            |format| {
                let kept = format.elements().filter(|child| !matches!(child.name, "vMerge" | "hMerge" | "tcPrChange"));
                kept.map(|child| &self.text[child.range.clone()]).collect()
            },
        );
        format!("<{p}tc><{p}tcPr>{format}</{p}tcPr>{text}</{p}tc>")
    }

    pub(super) fn table(&self, columns: usize, rows: &str) -> String {
        let p = &self.prefix;
        let mut edges = String::new();
        for edge in ["top", "left", "bottom", "right", "insideH", "insideV"] {
            let _ = write!(edges, "<{p}{edge} {p}val=\"single\" {p}sz=\"4\" {p}space=\"0\" {p}color=\"8C8C8C\"/>");
        }
        let width = 9_000 / columns.clamp(1, 60);
        let grid = format!("<{p}gridCol {p}w=\"{width}\"/>").repeat(columns.min(60));
        format!(
            "<{p}tbl><{p}tblPr><{p}tblW {p}w=\"0\" {p}type=\"auto\"/><{p}tblBorders>{edges}</{p}tblBorders></{p}tblPr>\
             <{p}tblGrid>{grid}</{p}tblGrid>{rows}</{p}tbl>"
        )
    }

    /// The edit that marks a row as deleted.
    pub(super) fn row_mark(&mut self, row: &Node) -> (Range<usize>, String) {
        let p = self.prefix.clone();
        let mark = format!("<{}/>", self.mark("del"));
        let Some(format) = row.child("trPr") else {
            let at = row.child("tblPrEx").map_or(row.tag_end, |format| format.range.end);
            return (at..at, format!("<{p}trPr>{mark}</{p}trPr>"));
        };
        let kept = format.elements().filter(|child| child.name != "trPrChange");
        let inner: String = kept.map(|child| &self.text[child.range.clone()]).collect();
        (format.range.clone(), format!("<{p}trPr>{inner}{mark}</{p}trPr>"))
    }
}

/// The changes of a paragraph, as they are used up.
struct Pieces {
    spans: Vec<Span>,
    at: usize,
    /// The whole paragraph is deleted.
    gone: bool,
}

impl Pieces {
    fn next_is_inserted(&self) -> bool {
        self.spans.get(self.at).is_some_and(|span| span.kept == Kept::Inserted)
    }

    fn take_inserted(&mut self) -> String {
        self.at += 1;
        std::mem::take(&mut self.spans[self.at - 1].text)
    }

    /// How much of the next old text has one fate.
    fn take(&mut self, most: usize) -> (Kept, usize) {
        let Some(span) = self.spans.get_mut(self.at) else { return (Kept::Same, most) };
        let kept = span.kept;
        let length = span.text.len().min(most);
        let length = span.text.floor_char_boundary(length);
        span.text.drain(..length);
        if span.text.is_empty() {
            self.at += 1;
        }
        (kept, length)
    }
}
