//! Markdown, as `CommonMark` reads it, with tables, footnotes and strike-through.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{
    html::{self, Sheet, Tag as HtmlTag},
    label,
    lines::Lines,
    model::Changes,
    outline::{Found, Piece, PieceKind},
    unseen::Why,
};

/// Signs of which the parser may make something of its own: it builds a tree of the whole text first.
pub(super) const MARKS: &str = "\n\r|*_`[]<>&~!\\-+#.)";

/// The paragraphs of a Markdown text. Struck-out text counts as deleted.
pub(super) fn read(text: &str, changes: Changes, found: &mut Found) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let lines = Lines::of(text);
    let mut reader = Reader {
        source: text,
        found,
        lines,
        changes,
        piece: None,
        lists: Vec::new(),
        quotes: 0,
        cell: (0, 0, 0),
        head: false,
        struck: 0,
        strong: 0,
        plain: false,
        slants: 0,
        upright: false,
        linked: 0,
        loose: false,
        footnote: false,
        tag: None,
        hidden: Vec::new(),
        sheet: Sheet::default(),
        block: None,
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        if !reader.found.step(1) {
            break;
        }
        reader.event(event, range.start);
    }
    reader.flush();
}

#[expect(clippy::struct_excessive_bools, reason = "where the parser stands; all may hold at once")]
struct Reader<'a> {
    source: &'a str,
    found: &'a mut Found,
    lines: Lines,
    changes: Changes,
    piece: Option<Piece>,
    /// The lists around, each with its next number.
    lists: Vec<Option<u64>>,
    quotes: u32,
    /// Table, row and column.
    cell: (u32, u32, u32),
    head: bool,
    struck: u32,
    strong: u32,
    /// Whether the present paragraph has text that is not bold.
    plain: bool,
    /// Emphasis around, and whether the present paragraph has text outside it.
    slants: u32,
    upright: bool,
    linked: u32,
    /// Whether the present paragraph has text outside links.
    loose: bool,
    footnote: bool,
    /// The tag of HTML that hides text, until it ends.
    tag: Option<&'static str>,
    /// Elements around in which nothing is seen.
    hidden: Vec<(String, Why)>,
    sheet: Sheet,
    /// A block of HTML so far, and where it begins.
    block: Option<(usize, String)>,
}

/// How deep a list stands, as far as that is told apart.
fn depth(lists: usize) -> u8 {
    u8::try_from(lists).unwrap_or(u8::MAX)
}

/// Whether a line that begins here is a field with a label, `Duration: one year`, and not the rest of a paragraph.
fn is_field(text: &str) -> bool {
    let line = text.trim_start().lines().next().unwrap_or_default();
    let line = line.trim_start_matches(['*', '_', '(', ')']).trim_start_matches(|letter: char| letter.is_ascii_digit());
    let Some((label, rest)) = line.split_once(':') else { return false };
    let label = label.trim_start_matches([')', '.', ' ']);
    label.starts_with(char::is_uppercase) && label.split_whitespace().count() <= 6 && rest.starts_with([' ', '*', '_'])
}

impl Reader<'_> {
    fn event(&mut self, event: Event, at: usize) {
        match event {
            Event::Start(tag) => self.start(&tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text, at),
            Event::SoftBreak => self.text(if is_field(&self.source[at..]) { "\n" } else { " " }, at),
            Event::HardBreak => self.text("\n", at),
            Event::Html(html) => self.block.get_or_insert_with(|| (at, String::new())).1.push_str(&html),
            Event::InlineHtml(html) => self.html(&html, at),
            Event::Rule => self.flush(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag, at: usize) {
        let begin = |kind| Piece { kind, ..Piece::default() };
        match tag {
            // The first paragraph of an item goes on with it.
            Tag::Paragraph
                if self.piece.as_ref().is_some_and(|piece| piece.kind == PieceKind::Item && piece.text.is_empty()) => {}
            Tag::Paragraph => {
                let kind = if self.footnote { PieceKind::Footnote } else { PieceKind::Paragraph };
                // A paragraph inside an item stands under it: `10. … shall:`, then `(a) …` further in.
                let nest = if self.lists.is_empty() { 0 } else { depth(self.lists.len() + 1) };
                self.open(Piece { nest, ..begin(kind) }, at);
            }
            Tag::Heading { level, .. } => {
                let level = match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => 2,
                    HeadingLevel::H3 => 3,
                    HeadingLevel::H4 => 4,
                    HeadingLevel::H5 => 5,
                    HeadingLevel::H6 => 6,
                };
                let first = self.found.pieces.is_empty();
                self.open(begin(if level == 1 && first { PieceKind::Title } else { PieceKind::Heading(level) }), at);
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock => self.flush(),
            Tag::List(first) => {
                self.flush();
                self.lists.push(*first);
            }
            Tag::Item => {
                let nest = depth(self.lists.len());
                let mark = match self.lists.last_mut() {
                    Some(Some(count)) => {
                        let mark = format!("{count}.");
                        *count += 1;
                        mark
                    }
                    _ => "•".to_owned(),
                };
                self.open(Piece { kind: PieceKind::Item, label: Some(mark), nest, ..Piece::default() }, at);
            }
            Tag::FootnoteDefinition(_) => {
                self.flush();
                self.footnote = true;
            }
            Tag::Table(_) => {
                self.flush();
                self.cell = (self.cell.0, 0, 0);
            }
            Tag::TableHead => self.head = true,
            Tag::TableRow => self.cell.2 = 0,
            Tag::TableCell => {
                let (table, row, column) = self.cell;
                self.open(begin(PieceKind::Cell { table, row, column, head: self.head }), at);
            }
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.slants += 1,
            Tag::Strikethrough => self.struck += 1,
            Tag::Link { dest_url, .. } if dest_url.starts_with('#') => self.linked += 1,
            Tag::Image { .. } => self.found.lose("pictures were not read"),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Item => self.flush(),
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.footnote = false;
            }
            TagEnd::TableCell => {
                self.flush();
                self.cell.2 += 1;
            }
            TagEnd::TableHead => {
                self.head = false;
                self.cell.1 += 1;
            }
            TagEnd::TableRow => self.cell.1 += 1,
            TagEnd::Table => self.cell.0 += 1,
            TagEnd::Emphasis => self.slants = self.slants.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Link => self.linked = self.linked.saturating_sub(1),
            _ => {}
        }
    }

    fn open(&mut self, piece: Piece, at: usize) {
        self.flush();
        (self.plain, self.loose, self.upright) = (false, false, false);
        self.piece = Some(Piece { line: Some(self.lines.at(at)), note: self.quotes > 0, ..piece });
    }

    fn text(&mut self, text: &str, at: usize) {
        if self.tag.is_some() {
            return;
        }
        if let Some((_, why)) = self.hidden.last() {
            return self.found.unseen(text, *why, Some(self.lines.at(at)));
        }
        if self.struck > 0 {
            match self.changes {
                Changes::Accepted => return self.found.lose("text that is struck out counts as deleted"),
                Changes::Rejected => {}
                Changes::AsIs => return self.add(&format!("[-{text}-]"), at),
            }
        }
        self.add(text, at);
    }

    fn add(&mut self, text: &str, at: usize) {
        if self.piece.is_none() {
            if text.trim().is_empty() {
                return;
            }
            self.open(Piece::default(), at);
        }
        let blank = text.trim().is_empty();
        self.plain |= self.strong == 0 && !blank;
        self.loose |= self.linked == 0 && !blank;
        self.upright |= self.slants == 0 && !blank;
        self.piece.as_mut().expect("opened above").text.push_str(text);
    }

    /// Tags inside Markdown: a line break, text that is deleted; the rest is looks.
    fn html(&mut self, html: &str, at: usize) {
        let tag = html.trim().to_ascii_lowercase();
        let is = |name: &str| tag.strip_prefix(name).is_some_and(|rest| rest.starts_with(['>', ' ', '/']));
        if let Some(hidden) = self.tag {
            if is(&format!("</{hidden}")) || tag.contains(&format!("</{hidden}>")) {
                self.tag = None;
            }
            return;
        }
        match html::tag(html, &self.sheet) {
            Some(HtmlTag::Open(name, Some(why))) => self.hidden.push((name, why)),
            Some(HtmlTag::Close(name)) if self.hidden.last().is_some_and(|(open, _)| *open == name) => {
                self.hidden.pop();
            }
            _ => {}
        }
        match () {
            () if is("<br") => self.text("\n", at),
            () if is("<strong") || is("<b") => self.strong += 1,
            () if is("</strong") || is("</b") => self.strong = self.strong.saturating_sub(1),
            () if is("<del") || is("<s") || is("<strike") => self.struck += 1,
            () if is("</del") || is("</s") || is("</strike") => self.struck = self.struck.saturating_sub(1),
            () if is("<script") && !tag.contains("</script>") => self.tag = Some("script"),
            () if is("<style") && !tag.contains("</style>") => self.tag = Some("style"),
            () => {}
        }
    }

    /// A block of HTML is read as HTML.
    fn html_block(&mut self) {
        self.flush();
        let Some((at, html)) = self.block.take() else { return };
        let mut inner = self.found.part();
        let left_before = !self.hidden.is_empty();
        let left = html::read_part(&html, self.changes, &mut self.sheet, &mut inner);
        let (line, quoted) = (Some(self.lines.at(at)), self.quotes > 0);
        for piece in &mut inner.pieces {
            piece.line = line;
            piece.note |= quoted;
        }
        for unseen in &mut inner.unseen {
            unseen.place.line = line;
        }
        // What is left open goes on in the Markdown after it, until a block closes it.
        let closing = html.to_ascii_lowercase();
        while self.hidden.last().is_some_and(|(name, _)| left.is_empty() && closing.contains(&format!("</{name}"))) {
            self.hidden.pop();
        }
        self.hidden.extend(left);
        let around = self.hidden.last().map(|(_, why)| *why);
        if let Some(why) = around.filter(|_| left_before) {
            for piece in std::mem::take(&mut inner.pieces) {
                inner.unseen(&piece.text, why, line);
            }
        }
        self.found.join(inner);
    }

    fn flush(&mut self) {
        let Some(mut piece) = self.piece.take() else { return };
        // A list of links into the document is its contents.
        let contents = piece.kind == PieceKind::Item && !self.loose && !piece.text.trim().is_empty();
        let headed = matches!(piece.kind, PieceKind::Heading(_) | PieceKind::Paragraph)
            && self.found.words.is_contents(&piece.text);
        if contents || headed {
            piece.kind = PieceKind::Contents;
            piece.label = None;
        }
        piece.slanted = !self.upright && piece.kind == PieceKind::Paragraph;
        piece.looks |= !self.plain && matches!(piece.kind, PieceKind::Paragraph);
        // The lines under the title: slanted or bold, before anything else.
        if self.found.pieces.last().is_some_and(|last| last.kind == PieceKind::Title)
            && piece.kind == PieceKind::Paragraph
        {
            let words = piece.text.split_whitespace().count();
            let numbered = label::split(piece.text.trim(), &self.found.words).is_some();
            if words <= 30 && !numbered && !piece.text.trim_end().ends_with(['.', ':', ';']) {
                piece.kind = PieceKind::Title;
            }
        }
        self.found.push(piece);
    }
}
