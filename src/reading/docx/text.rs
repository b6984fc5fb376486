//! The runs of a paragraph: what a reader sees of them.

use super::{
    look::{Back, Look, shape},
    styles::Styles,
    xml::{Child, Node, Ns},
};
use crate::reading::{model::Changes, outline::Found, unseen::Why};

/// A field: its code until the separator, then what it shows.
#[derive(Debug, Default)]
struct Field {
    shows: bool,
    code: String,
    /// It shows a table of contents.
    contents: bool,
}

/// What is carried from run to run, and from paragraph to paragraph.
#[derive(Debug)]
pub(super) struct Runs<'s> {
    styles: &'s Styles,
    changes: Changes,
    /// Fields may reach over many paragraphs.
    fields: Vec<Field>,
    /// How many of them hide what follows, and how many show a table of contents.
    hiding: usize,
    contents: usize,
    /// Codes of fields are hidden; off for a file whose fields do not end.
    pub(super) trust_fields: bool,
    /// Tracked changes so far.
    pub(super) tracked: usize,
    /// How the letters of the present paragraph look where a run says nothing.
    pub(super) stand: Stand,
    /// What the shape around says of a text box in it.
    around: (Option<Back>, Option<Why>),
    /// Paragraphs that may stand before a picture.
    pub(super) behind: u32,
}

/// How letters look where a run says nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stand {
    pub look: Look,
    pub back: Back,
    /// Why nothing of the paragraph is seen.
    pub why: Option<Why>,
}

/// A text box.
#[derive(Debug)]
pub(super) struct TextBox<'n, 'a> {
    pub content: &'n Node<'a>,
    /// What fills it; nothing where it shows what is behind it.
    pub back: Option<Back>,
    pub why: Option<Why>,
}

/// Paragraphs that a picture behind the text may reach over: those of a title page.
const TITLE_PAGE: u32 = 25;
/// A picture smaller than this is behind no text, in 12,700ths of a point.
const LARGE: i64 = 1_000_000;

/// What one paragraph holds.
#[derive(Debug, Default)]
pub(super) struct Content<'n, 'a> {
    pub text: String,
    /// Some of it is not bold.
    pub plain: bool,
    /// Text boxes, to be read after the paragraph.
    pub boxes: Vec<TextBox<'n, 'a>>,
    /// Footnotes and endnotes: the kind and the id.
    pub notes: Vec<(&'static str, &'n str)>,
}

impl<'s> Runs<'s> {
    pub(super) fn new(styles: &'s Styles, changes: Changes, trust_fields: bool) -> Self {
        let stand = Stand { look: Look::default(), back: Back::Unknown, why: None };
        Self {
            stand,
            around: (None, None),
            behind: 0,
            styles,
            changes,
            fields: Vec::new(),
            hiding: 0,
            contents: 0,
            trust_fields,
            tracked: 0,
        }
    }

    /// Whether a table of contents is being shown.
    pub(super) fn in_contents(&self) -> bool {
        self.contents > 0
    }

    /// Whether some field hides what follows: at the end of a file it means that the field never ended.
    pub(super) fn hides(&self) -> bool {
        self.hiding > 0
    }

    /// Whether a tracked insertion or deletion is read.
    pub(super) fn keeps(&self, node: &Node) -> bool {
        match node.name {
            "ins" | "moveTo" | "cellIns" => self.changes != Changes::Rejected,
            "del" | "moveFrom" | "cellDel" => self.changes != Changes::Accepted,
            _ => true,
        }
    }

    /// Reads what is inside an element of a paragraph.
    pub(super) fn inside<'n, 'a>(
        &mut self,
        node: &'n Node<'a>,
        style: Option<&str>,
        into: &mut Content<'n, 'a>,
        found: &mut Found,
    ) {
        for child in node.elements() {
            if !found.step(1) {
                return;
            }
            self.element(child, style, into, found);
        }
    }

    fn element<'n, 'a>(
        &mut self,
        node: &'n Node<'a>,
        style: Option<&str>,
        into: &mut Content<'n, 'a>,
        found: &mut Found,
    ) {
        if node.ns == Ns::Compatibility && node.name == "AlternateContent" {
            if let Some(chosen) = choice(node) {
                self.inside(chosen, style, into, found);
            }
            return;
        }
        if node.ns != Ns::Word {
            return self.foreign(node, style, into, found);
        }
        match node.name {
            "r" => self.run(node, style, into, found),
            "ins" | "del" | "moveFrom" | "moveTo" => {
                self.tracked += 1;
                if !self.keeps(node) {
                    // Fields open and close in deleted text as well.
                    let mut lost = Content::default();
                    return self.inside(node, style, &mut lost, found);
                }
                let marks = match (self.changes, node.name) {
                    (Changes::AsIs, "ins" | "moveTo") => ("{+", "+}"),
                    (Changes::AsIs, _) => ("[-", "-]"),
                    _ => ("", ""),
                };
                into.text.push_str(marks.0);
                self.inside(node, style, into, found);
                into.text.push_str(marks.1);
            }
            "sdt" => {
                if let Some(content) = node.child("sdtContent") {
                    self.inside(content, style, into, found);
                }
            }
            "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "proofErr" | "bookmarkStart" | "bookmarkEnd" => {}
            "txbxContent" => {
                let (back, why) = self.around;
                into.boxes.push(TextBox { content: node, back, why });
            }
            "subDoc" => found.lose("a document that is linked in was not read"),
            _ => self.inside(node, style, into, found),
        }
    }

    /// Pictures, formulas and what other programs put in.
    fn foreign<'n, 'a>(
        &mut self,
        node: &'n Node<'a>,
        style: Option<&str>,
        into: &mut Content<'n, 'a>,
        found: &mut Found,
    ) {
        match node.name {
            "pic" | "imagedata" | "blip" => found.lose("pictures were not read"),
            "relIds" => found.lose("a diagram (SmartArt) was not read"),
            "chart" => found.lose("a chart was not read"),
            "OLEObject" => found.lose("an object of another program was not read"),
            "anchor" | "wsp" | "shape" | "rect" | "roundrect" | "oval" | "group" => {
                if node.name == "anchor" && is_behind(node) {
                    self.behind = TITLE_PAGE;
                    self.stand.back = Back::Unknown;
                }
                let (back, why) = shape(node);
                let outer = self.around;
                self.around = (back.or(outer.0), outer.1.or(why));
                self.inside(node, style, into, found);
                self.around = outer;
            }
            // Text of a formula.
            "r" => self.run(node, style, into, found),
            "t" if self.visible() => {
                into.plain = true;
                into.text.push_str(&node.text());
            }
            _ => self.inside(node, style, into, found),
        }
    }

    fn visible(&self) -> bool {
        !self.trust_fields || !self.hides()
    }

    fn run<'n, 'a>(&mut self, run: &'n Node<'a>, style: Option<&str>, into: &mut Content<'n, 'a>, found: &mut Found) {
        let format = run.child("rPr");
        let own = |name: &str| format.and_then(|format| format.flag(name));
        let character = format.and_then(|format| format.value("rStyle"));
        let of = |look: fn(&Styles, Option<&str>) -> Option<bool>| {
            character.and_then(|id| look(self.styles, Some(id))).or_else(|| look(self.styles, style)).unwrap_or(false)
        };
        let bold = own("b").unwrap_or_else(|| of(Styles::bold));
        let look = Look::of(format, &self.styles.theme);
        let styled = character.map(|id| self.styles.letters(id)).unwrap_or_default();
        let look = look.over(styled).over(self.stand.look);
        let struck = own("strike").or_else(|| own("dstrike")).unwrap_or_else(|| of(Styles::struck));
        let before = into.text.len();
        for child in run.elements() {
            self.piece(child, style, into, found);
        }
        let added = !into.text[before..].trim().is_empty();
        let unseen = self.stand.why.or_else(|| look.unseen(self.stand.back)).filter(|_| added);
        if let Some(why) = unseen {
            found.unseen(&into.text[before..], why, None);
            into.text.truncate(before);
        } else if added && struck && self.changes == Changes::Accepted {
            found.lose("text that is struck out by hand counts as deleted");
            into.text.truncate(before);
        } else if added && !bold {
            into.plain = true;
        }
    }

    fn piece<'n, 'a>(
        &mut self,
        node: &'n Node<'a>,
        style: Option<&str>,
        into: &mut Content<'n, 'a>,
        found: &mut Found,
    ) {
        if node.ns != Ns::Word {
            return self.element(node, style, into, found);
        }
        let put = |sign: &str, into: &mut Content, runs: &Self| {
            if runs.visible() {
                into.text.push_str(sign);
            }
        };
        match node.name {
            "t" | "delText" => {
                let text = content(node);
                put(&text, into, self);
            }
            "tab" | "ptab" => put("\t", into, self),
            "br" if matches!(node.attribute("type"), Some("page" | "column")) => put(" ", into, self),
            "br" | "cr" => put("\n", into, self),
            "noBreakHyphen" => put("-", into, self),
            "sym" => put(symbol(node), into, self),
            "instrText" | "delInstrText" => {
                if let Some(field) = self.fields.last_mut() {
                    field.code.push_str(&content(node));
                }
            }
            "fldChar" => self.field(node, into),
            "footnoteReference" | "endnoteReference" => {
                let kind = if node.name == "footnoteReference" { "footnotes" } else { "endnotes" };
                into.notes.extend(node.attribute("id").map(|id| (kind, id)));
            }
            "ruby" => {
                if let Some(base) = node.child("rubyBase") {
                    self.inside(base, style, into, found);
                }
            }
            "rPr" => {}
            _ => self.element(node, style, into, found),
        }
    }

    fn field(&mut self, node: &Node, into: &mut Content) {
        match node.attribute("fldCharType") {
            Some("begin") => {
                self.fields.push(Field::default());
                self.hiding += 1;
                if let Some(shown) = node.child("ffData").and_then(form_field) {
                    into.text.push_str(&shown);
                }
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut().filter(|field| !field.shows) {
                    field.shows = true;
                    field.contents = field.code.trim_start().starts_with("TOC");
                    self.hiding -= 1;
                    self.contents += usize::from(field.contents);
                }
            }
            Some("end") => {
                if let Some(field) = self.fields.pop() {
                    self.hiding -= usize::from(!field.shows);
                    self.contents -= usize::from(field.contents);
                }
            }
            _ => {}
        }
    }
}

/// Whether a drawing lies behind the text and is large enough to be its ground.
fn is_behind(anchor: &Node) -> bool {
    let extent = anchor.elements().find(|part| part.name == "extent");
    let wide =
        |name: &str| extent.and_then(|extent| extent.attribute(name)?.parse().ok()).is_some_and(|by: i64| by > LARGE);
    matches!(anchor.attribute("behindDoc"), Some("1" | "true")) && wide("cx") && wide("cy")
}

/// What an old form field shows that has no runs: the entry chosen in a list, a box that is ticked.
fn form_field(data: &Node) -> Option<String> {
    if let Some(list) = data.child("ddList") {
        let chosen: usize =
            list.value("result").or_else(|| list.value("default")).and_then(|at| at.parse().ok()).unwrap_or(0);
        return list.elements().filter(|node| node.is("listEntry")).nth(chosen)?.attribute("val").map(str::to_owned);
    }
    let tick = data.child("checkBox")?;
    let ticked = tick.flag("checked").or_else(|| tick.flag("default")).unwrap_or(false);
    Some(if ticked { "☒" } else { "☐" }.to_owned())
}

/// The text of a `w:t`: blanks at its edges count only where it says so, as Word has it.
fn content(node: &Node) -> String {
    let mut text = String::new();
    for child in &node.children {
        if let Child::Text(part) = child {
            text.push_str(part);
        }
    }
    if node.attribute("space") == Some("preserve") { text } else { text.trim().to_owned() }
}

/// Signs of picture fonts that carry a meaning; others become a dot.
fn symbol(node: &Node) -> &'static str {
    let code = node.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok()).unwrap_or(0) & 0xff;
    let font = node.attribute("font").unwrap_or_default().to_lowercase();
    match (font.starts_with("wingdings"), code) {
        (true, 0xfe | 0x52 | 0xfd | 0x54 | 0x78) => "☒",
        (true, 0xfc | 0x50) => "✓",
        (true, 0xa8 | 0x6f | 0x71 | 0xa3 | 0x2a) => "☐",
        (false, 0xa7) => "§",
        (false, 0xb3) => "≥",
        (false, 0xa3) => "≤",
        (false, 0xb0) => "°",
        _ => "•",
    }
}

/// What is read of content that is given in several ways: the first that holds text, else the first.
pub(super) fn choice<'n, 'a>(node: &'n Node<'a>) -> Option<&'n Node<'a>> {
    let ways = || node.elements().filter(|way| matches!(way.name, "Choice" | "Fallback"));
    ways().find(|way| way.holds("t")).or_else(|| ways().next())
}
