//! Strips: horizontal pieces of the text that a page break does not cut, with what is drawn on each.

use super::fonts::FaceId;
use krilla::text::KrillaGlyph;
use std::rc::Rc;

/// A piece of the text as high as one line, or as a thing that must stay whole.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip {
    /// Distance from the strip before it.
    pub space: f32,
    pub height: f32,
    /// Where the base line of the text is, from the top of the strip.
    pub base: f32,
    pub ops: Vec<Op>,
    /// Whether it stays on the page of the next strip.
    pub keep: bool,
    /// Whether it begins a page.
    pub new_page: bool,
    /// What is repeated above it when it begins a page: the heading row of its table.
    pub head: Option<Rc<Vec<Strip>>>,
    /// Anchors that stand here.
    pub anchors: Vec<String>,
}

/// Something to draw, its place counted from the left edge of the page and the top of the strip.
#[derive(Debug, Clone)]
pub(super) enum Op {
    Glyphs {
        x: f32,
        y: f32,
        face: FaceId,
        size: f32,
        slanted: bool,
        colour: Colour,
        glyphs: Vec<KrillaGlyph>,
        text: Rc<str>,
    },
    /// A filled rectangle: a rule, a ground, a dot.
    Fill { x: f32, y: f32, width: f32, height: f32, colour: Colour },
    /// A picture, as large as said.
    #[cfg(feature = "pictures")]
    Picture { x: f32, y: f32, width: f32, height: f32, tree: Rc<resvg::usvg::Tree> },
    /// A place to click on.
    Link { x: f32, y: f32, width: f32, height: f32, anchor: String },
    /// The number of the page where an anchor stands, set to end at `right`.
    Page { right: f32, y: f32, size: f32, anchor: String },
}

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    pub(super) const BLACK: Colour = Colour(0, 0, 0);
    pub(super) const GREY: Colour = Colour(64, 64, 64);
    pub(super) const RULE: Colour = Colour(140, 140, 140);
    pub(super) const GAP: Colour = Colour(255, 240, 130);
    pub(super) const GROUND: Colour = Colour(244, 245, 247);
    pub(super) const HEAD: Colour = Colour(238, 241, 245);
    pub(super) const ACCENT: Colour = Colour(31, 58, 95);
}

impl Op {
    /// The same, further down.
    pub(super) fn lowered(mut self, by: f32) -> Self {
        match &mut self {
            Op::Glyphs { y, .. } | Op::Fill { y, .. } | Op::Link { y, .. } | Op::Page { y, .. } => {
                *y += by;
            }
            #[cfg(feature = "pictures")]
            Op::Picture { y, .. } => *y += by,
        }
        self
    }
}

impl Strip {
    /// Makes the strip higher, its content lower.
    pub(super) fn lower(&mut self, by: f32) {
        self.ops = std::mem::take(&mut self.ops).into_iter().map(|op| op.lowered(by)).collect();
        self.base += by;
        self.height += by;
    }

    /// Puts a filled rectangle under what is drawn already.
    pub(super) fn ground(&mut self, x: f32, width: f32, colour: Colour) {
        self.ops.insert(0, Op::Fill { x, y: 0.0, width, height: self.height, colour });
    }

    /// Puts a horizontal rule at this height.
    pub(super) fn rule(&mut self, x: f32, y: f32, width: f32, colour: Colour) {
        self.ops.push(Op::Fill { x, y: y - RULE / 2.0, width, height: RULE, colour });
    }

    /// Puts a vertical rule along the strip.
    pub(super) fn edge(&mut self, x: f32, colour: Colour) {
        self.ops.push(Op::Fill { x: x - RULE / 2.0, y: 0.0, width: RULE, height: self.height, colour });
    }
}

/// The thickness of rules.
pub(super) const RULE: f32 = 0.5;

/// Keeps the lines of a paragraph together at its start and end: never one line alone on a page.
pub(super) fn hold(lines: &mut [Strip], keep_next: bool) {
    let count = lines.len();
    for (at, line) in lines.iter_mut().enumerate() {
        let last = at + 1 == count;
        line.keep |= if last { keep_next } else { count <= 3 || at == 0 || at + 2 == count };
    }
}

/// Keeps strips on one page.
pub(super) fn hold_all(strips: &mut [Strip], keep_next: bool) {
    let count = strips.len();
    for (at, strip) in strips.iter_mut().enumerate() {
        strip.keep |= at + 1 < count || keep_next;
    }
}
