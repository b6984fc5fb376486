//! Pieces to strips: the look of every kind of piece.

use super::boxes;
#[cfg(feature = "pictures")]
use super::fonts::FaceId;
use super::fonts::Fonts;
use super::lines::{Align, Look, set, width};
#[cfg(feature = "pictures")]
use super::shape::is_unseen;
use super::strip::{Colour, Op, Strip, hold};
#[cfg(feature = "pictures")]
use super::{BOTTOM, TOP};
use super::{MARGIN, PAGE, WIDTH};
use crate::document::numbered::{
    Entry, Numbered, NumberedClause, NumberedList, NumberedPicture, NumberedSchedule, Piece, Run, table_of,
};

/// The text of paragraphs and clauses.
pub(super) const BODY: Look =
    Look { size: 11.0, leading: 1.12, bold: false, align: Align::Both, colour: Colour::BLACK };
/// Numbers and marks.
const LABEL: Look = Look { align: Align::Start, ..BODY };
const HEADED: Look = Look { size: 12.0, bold: true, ..LABEL };
const TITLE: Look = Look { size: 18.0, leading: 1.0, bold: true, align: Align::Centre, colour: Colour::BLACK };
const SUBTITLE: Look = Look { size: 12.0, leading: 1.1, bold: false, align: Align::Centre, colour: Colour::GREY };
const PART: Look = Look { size: 14.0, ..HEADED };
const SCHEDULE: Look = Look { size: 14.0, align: Align::Centre, ..HEADED };

/// Where text begins inside a clause, by its level; the same as in the Word file.
const EDGES: [f32; 5] = [0.0, 36.0, 36.0, 64.35, 92.7];
/// How far the text of a list stands from its mark.
const HANG: f32 = 25.5;
/// Between paragraphs.
const GAP: f32 = 6.0;

/// The whole document in strips.
pub(super) fn strips(document: &Numbered, fonts: &Fonts) -> Vec<Strip> {
    let mut flow = Flow { document, fonts, strips: Vec::new(), new_page: false, space: 0.0 };
    flow.title();
    flow.pieces(document.body(), &Frame::page());
    flow.strips
}

/// Collects strips; also used for what stands inside a box.
pub(super) struct Flow<'a> {
    pub document: &'a Numbered,
    pub fonts: &'a Fonts,
    pub strips: Vec<Strip>,
    /// Whether the next strip begins a page.
    pub new_page: bool,
    /// Distance that the piece before wants below it.
    pub space: f32,
}

/// The room that a piece has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub left: f32,
    pub width: f32,
    /// Level of the clause around, 0 outside of clauses.
    pub depth: usize,
    /// Whether it stays on the page of what follows.
    pub keep: bool,
    pub look: Look,
}

impl Frame {
    fn page() -> Self {
        Self { left: MARGIN, width: WIDTH, depth: 0, keep: false, look: BODY }
    }

    /// The room of the text inside a clause: counted from the edge that all levels share.
    fn edge(&self) -> (f32, f32) {
        let edge = EDGES[self.depth];
        (self.left + edge, self.width - edge)
    }
}

impl Flow<'_> {
    fn title(&mut self) {
        let meta = self.document.meta();
        let title = set(&[Run::text(meta.title.clone())], TITLE, MARGIN, WIDTH, self.fonts);
        self.add(title, 24.0, 6.0, true, Vec::new());
        if let Some(subtitle) = &meta.subtitle {
            let mut lines = set(&[Run::text(subtitle.clone())], SUBTITLE, MARGIN, WIDTH, self.fonts);
            if let Some(last) = lines.last_mut() {
                last.height += 14.0;
                last.rule(MARGIN, last.height, WIDTH, Colour::RULE);
            }
            self.add(lines, 0.0, 18.0, false, Vec::new());
        }
    }

    /// Adds the pieces one after the other.
    pub(super) fn pieces(&mut self, pieces: &[Piece], frame: &Frame) {
        for (at, piece) in pieces.iter().enumerate() {
            let signing_follows = matches!(pieces.get(at + 1), Some(Piece::Signatures { .. }));
            self.piece(piece, &Frame { keep: frame.keep || signing_follows, ..*frame });
        }
    }

    fn piece(&mut self, piece: &Piece, frame: &Frame) {
        let (left, width) = frame.edge();
        match piece {
            Piece::Heading { level, text } => self.heading(*level, text, frame),
            Piece::Part(part) => {
                let lines = set(&part.title, PART, left, width, self.fonts);
                self.add(lines, 18.0, GAP, true, vec![part.anchor.clone()]);
                self.pieces(&part.body, frame);
            }
            Piece::Figures { figures } => boxes::table(self, &table_of(figures), left, width),
            Piece::Picture(picture) => self.picture(picture, frame),
            Piece::Clause(clause) => self.clause(clause, frame),
            Piece::Schedule(schedule) => self.schedule(schedule, frame),
            Piece::Paragraph { text } => {
                let lines = set(text, frame.look, left, width, self.fonts);
                self.add(lines, 0.0, GAP, frame.keep, Vec::new());
            }
            Piece::List(list) => self.list(list, frame),
            Piece::Table(grid) => boxes::table(self, grid, left, width),
            Piece::Note { title, body } => boxes::note(self, title.as_deref(), body, left, width),
            Piece::Contents => self.contents(),
            Piece::PageBreak => self.new_page = true,
            Piece::Signatures { signatories } => {
                for pair in signatories.chunks(2) {
                    boxes::signatures(self, pair, left, width);
                }
            }
        }
    }

    fn heading(&mut self, level: u8, text: &[Run], frame: &Frame) {
        let (look, before) = match level {
            1 => (Look { size: 13.0, ..HEADED }, 15.0),
            2 => (HEADED, 12.0),
            _ => (Look { size: 11.0, ..HEADED }, 9.0),
        };
        let (left, width) = frame.edge();
        let lines = set(text, look, left, width, self.fonts);
        self.add(lines, before, GAP, true, Vec::new());
    }

    /// A picture as wide as it asks for, as far as there is room; its words where it cannot be painted.
    fn picture(&mut self, picture: &NumberedPicture, frame: &Frame) {
        #[cfg(feature = "pictures")]
        if let Some(tree) = crate::document::picture::tree(&self.drawable(picture)) {
            let (left, room) = frame.edge();
            let own = tree.size();
            // Pixels are three quarters of a point.
            let scale = (room / own.width()).min((BOTTOM - TOP - 60.0) / own.height()).min(0.75);
            let (width, height) = (own.width() * scale, own.height() * scale);
            let x = left + (room - width) / 2.0;
            let op = Op::Picture { x, y: 0.0, width, height, tree: std::rc::Rc::new(tree) };
            let strip = Strip { height, ops: vec![op], ..Strip::default() };
            return self.add(vec![strip], GAP, 9.0, false, Vec::new());
        }
        self.piece(&Piece::Paragraph { text: vec![Run::text(picture.words.clone()).into_emphasis()] }, frame);
    }

    /// The picture with a box for each character that no font has: an archive takes no page with others.
    #[cfg(feature = "pictures")]
    fn drawable(&self, picture: &NumberedPicture) -> NumberedPicture {
        let drawn = |c: char| c.is_ascii() || is_unseen(c) || self.fonts.with(FaceId::Regular, c).is_some();
        let letter = |c: char| if drawn(c) { c } else { '□' };
        NumberedPicture { svg: picture.svg.chars().map(letter).collect(), ..picture.clone() }
    }

    fn clause(&mut self, clause: &NumberedClause, frame: &Frame) {
        let depth = usize::from(clause.level);
        let inner = Frame { depth, keep: false, ..*frame };
        let (left, width) = inner.edge();
        let look = if clause.is_headed() { HEADED } else { frame.look };
        let before = if clause.is_headed() { 15.0 } else { 0.0 };
        let introduces = matches!(clause.body.first(), Some(Piece::Clause(_) | Piece::List(_) | Piece::Table(_)));
        let keep = clause.is_headed() || introduces && clause.text.last().is_some_and(|run| run.text.ends_with(':'));
        let mut lines = set(&clause.opening(), look, left, width, self.fonts);
        let hang = if depth < 3 { EDGES[1] } else { EDGES[depth] - EDGES[depth - 1] };
        self.label(&mut lines, &clause.label, Look { align: Align::Start, ..look }, left - hang);
        self.add(lines, before, GAP, keep, vec![clause.anchor.clone()]);
        if !clause.lead().is_empty() {
            let lines = set(clause.lead(), frame.look, left, width, self.fonts);
            self.add(lines, 0.0, GAP, false, Vec::new());
        }
        self.pieces(&clause.body, &inner);
    }

    fn schedule(&mut self, schedule: &NumberedSchedule, frame: &Frame) {
        self.new_page = true;
        let lines = set(&schedule.heading(), SCHEDULE, frame.left, frame.width, self.fonts);
        self.add(lines, 0.0, 12.0, true, vec![schedule.anchor.clone()]);
        self.pieces(&schedule.body, &Frame { depth: 0, ..*frame });
    }

    fn list(&mut self, list: &NumberedList, frame: &Frame) {
        let (left, width) = frame.edge();
        for item in &list.items {
            let mut lines = set(&item.text, frame.look, left + HANG, width - HANG, self.fonts);
            self.label(&mut lines, &item.label, Look { align: Align::Start, ..frame.look }, left);
            self.add(lines, 0.0, 4.0, frame.keep, Vec::new());
        }
        self.space = GAP;
    }

    /// Writes a number beside the first line.
    fn label(&self, lines: &mut [Strip], label: &str, look: Look, left: f32) {
        let Some(first) = lines.first_mut() else {
            return;
        };
        let own = set(&[Run::text(label)], look, left, WIDTH, self.fonts).into_iter().next();
        let Some(own) = own else { return };
        let lowered = first.base - own.base;
        first.ops.splice(0..0, own.ops.into_iter().map(|op| op.lowered(lowered)));
    }

    fn contents(&mut self) {
        let heading = set(
            &[Run::text(&*self.document.captions().contents)],
            Look { size: 13.0, ..HEADED },
            MARGIN,
            WIDTH,
            self.fonts,
        );
        self.add(heading, 12.0, 8.0, true, Vec::new());
        let document = self.document;
        for entry in document.contents() {
            let lines = self.entry(entry);
            self.add(lines, 0.0, 1.5, false, Vec::new());
        }
        self.space = 12.0;
    }

    /// A line of the contents: number, title, dots, page.
    fn entry(&self, entry: &Entry) -> Vec<Strip> {
        let mut title: Vec<Run> = entry.title.iter().map(|run| Run::text(run.text.replace('\n', " "))).collect();
        let left = if entry.schedule {
            let dash = if title.is_empty() { "" } else { " – " };
            title.insert(0, Run::text(format!("{}{dash}", entry.label)));
            MARGIN
        } else if entry.label.is_empty() {
            MARGIN
        } else {
            MARGIN + EDGES[1]
        };
        let right = MARGIN + WIDTH;
        let mut lines = set(&title, LABEL, left, right - left - 40.0, self.fonts);
        if !entry.schedule && !entry.label.is_empty() {
            self.label(&mut lines, &entry.label, LABEL, MARGIN);
        }
        let end = left + lines.last().map_or(0.0, |line| end_of(line) - left);
        if let Some(last) = lines.last_mut() {
            dots(last, end + 4.0, right - 24.0);
            last.ops.push(Op::Page { right, y: last.base, size: LABEL.size, anchor: entry.anchor.clone() });
        }
        for line in &mut lines {
            line.ops.push(Op::Link {
                x: MARGIN,
                y: 0.0,
                width: WIDTH,
                height: line.height,
                anchor: entry.anchor.clone(),
            });
        }
        lines
    }

    /// Adds the lines of one piece.
    pub(super) fn add(
        &mut self,
        mut lines: Vec<Strip>,
        before: f32,
        after: f32,
        keep_next: bool,
        anchors: Vec<String>,
    ) {
        hold(&mut lines, keep_next);
        self.add_held(lines, before, after, anchors);
    }

    /// Adds strips whose ties are made already.
    pub(super) fn add_held(&mut self, mut strips: Vec<Strip>, before: f32, after: f32, anchors: Vec<String>) {
        if let Some(first) = strips.first_mut() {
            first.space = self.space.max(before);
            first.new_page = std::mem::take(&mut self.new_page);
            first.anchors = anchors;
        }
        self.space = after;
        self.strips.append(&mut strips);
    }
}

/// Where the text of a line ends.
fn end_of(line: &Strip) -> f32 {
    let end = |op: &Op| match op {
        Op::Glyphs { x, glyphs, size, .. } => x + glyphs.iter().map(|glyph| glyph.x_advance).sum::<f32>() * size,
        _ => 0.0,
    };
    line.ops.iter().map(end).fold(0.0, f32::max)
}

/// Dots at fixed places, so that those of all lines stand under each other.
fn dots(line: &mut Strip, from: f32, to: f32) {
    const STEP: f32 = 4.0;
    let mut x = PAGE.0 - MARGIN - 24.0;
    while x > from {
        if x < to {
            line.ops.push(Op::Fill { x, y: line.base - 0.8, width: 0.8, height: 0.8, colour: Colour::GREY });
        }
        x -= STEP;
    }
}

/// The wider of some short texts.
pub(super) fn widest<'t>(texts: impl Iterator<Item = &'t str>, look: Look, fonts: &Fonts) -> f32 {
    texts.map(|text| width(text, look, fonts)).fold(0.0, f32::max)
}
