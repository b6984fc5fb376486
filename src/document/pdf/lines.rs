//! Clusters to lines: broken where they fit, put in the order of the page, set to both margins.

use super::fonts::{FaceId, Fonts};
use super::shape::{Cluster, Glyphs, Kind, Shaped, is_gap, is_slanted, shape};
use super::strip::{Colour, Op, Strip};
use crate::document::direction::runs_leftwards;
use crate::document::numbered::{Run, RunKind};
use krilla::text::{GlyphId, KrillaGlyph};
use std::ops::Range;
use std::rc::Rc;

/// How a paragraph looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub size: f32,
    /// Distance of base lines as part of the font's own.
    pub leading: f32,
    pub bold: bool,
    pub align: Align,
    pub colour: Colour,
}

/// To which margins lines are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Start,
    Centre,
    Both,
}

/// The font's own distance of base lines, as part of the size.
const LINE: f32 = 1.149;
/// A script with high and low marks widens its lines up to this.
const TALLEST: f32 = 1.75;

/// Sets runs into lines, one strip each, from `left` on and no wider than `width`.
pub(super) fn set(runs: &[Run], look: Look, left: f32, width: f32, fonts: &Fonts) -> Vec<Strip> {
    let leftwards = runs_leftwards(runs);
    let shaped = shape(runs, look.bold, leftwards, fonts);
    let lines = break_lines(&shaped.clusters, width / look.size);
    let setter = Setter { shaped: &shaped, runs, look, left, width, leftwards, fonts };
    lines.iter().map(|line| setter.line(line)).collect()
}

/// The width of a short text.
pub(super) fn width(text: &str, look: Look, fonts: &Fonts) -> f32 {
    let shaped = shape(&[Run::text(text)], look.bold, false, fonts);
    shaped.clusters.iter().map(|cluster| cluster.advance).sum::<f32>() * look.size
}

struct Line {
    clusters: Range<usize>,
    /// Without the spaces at its end; as part of the size.
    width: f32,
    /// Whether the paragraph or the typed line ends here, so that it is not stretched.
    last: bool,
}

/// Breaks after the last space or hyphen that fits; inside a word only when the word is wider than the line.
fn break_lines(clusters: &[Cluster], room: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut chance = 0;
    let mut width = 0.0;
    let mut at = 0;
    while at < clusters.len() {
        let cluster = &clusters[at];
        if cluster.kind == Kind::Break {
            lines.push(line(clusters, start..at, true));
            (start, chance, width) = (at + 1, at + 1, 0.0);
        } else if cluster.kind != Kind::Space && width + cluster.advance > room + 0.001 && at > start {
            let end = if chance > start { chance } else { at };
            lines.push(line(clusters, start..end, false));
            (start, chance, width) = (end, end, 0.0);
            at = end;
            continue;
        } else {
            width += cluster.advance;
            if matches!(cluster.kind, Kind::Space | Kind::Breakable) {
                chance = at + 1;
            }
        }
        at += 1;
    }
    lines.push(line(clusters, start..clusters.len(), true));
    lines
}

fn line(clusters: &[Cluster], range: Range<usize>, last: bool) -> Line {
    let mut end = range.end;
    while end > range.start && clusters[end - 1].kind == Kind::Space {
        end -= 1;
    }
    let width = clusters[range.start..end].iter().map(|cluster| cluster.advance).sum();
    Line { clusters: range.start..end, width, last }
}

struct Setter<'a> {
    shaped: &'a Shaped,
    runs: &'a [Run],
    look: Look,
    left: f32,
    width: f32,
    leftwards: bool,
    fonts: &'a Fonts,
}

impl Setter<'_> {
    fn line(&self, line: &Line) -> Strip {
        let Look { size, leading, align, .. } = self.look;
        let clusters = &self.shaped.clusters[line.clusters.clone()];
        let slack = (self.width - line.width * size).max(0.0);
        let spaces = clusters.iter().filter(|cluster| cluster.kind == Kind::Space).count();
        let stretched = align == Align::Both && !line.last && spaces > 0;
        #[expect(clippy::cast_precision_loss, reason = "a line has few spaces")]
        let extra = if stretched { slack / spaces as f32 / size } else { 0.0 };
        let start = match (stretched, align, self.leftwards) {
            (false, Align::Centre, _) => self.left + slack / 2.0,
            (false, _, true) => self.left + slack,
            _ => self.left,
        };
        let (above, below) = self.reach(clusters);
        let natural = (above + below).clamp(LINE, TALLEST) * size;
        let height = natural * leading;
        let base = (height - natural) / 2.0 + above * size;
        let mut strip = Strip { height, base, ..Strip::default() };
        self.draw(clusters, start, extra, &mut strip);
        strip
    }

    /// How far letters of the line reach above and below the base line.
    fn reach(&self, clusters: &[Cluster]) -> (f32, f32) {
        let regular = self.fonts.face(FaceId::Regular);
        let mut reach = (regular.ascent, LINE - regular.ascent);
        for cluster in clusters {
            if !matches!(cluster.face, FaceId::Regular | FaceId::Bold | FaceId::Italic | FaceId::Symbols) {
                let face = self.fonts.face(cluster.face);
                reach = (reach.0.max(face.ascent.min(1.1)), reach.1.max(face.descent.min(0.6)));
            }
        }
        reach
    }

    /// Draws clusters from left to right, those of one run and face at once.
    fn draw(&self, clusters: &[Cluster], start: f32, extra: f32, strip: &mut Strip) {
        let size = self.look.size;
        let mut x = start;
        let mut pen: Option<(usize, FaceId, f32, Vec<KrillaGlyph>)> = None;
        for cluster in in_order(clusters, u8::from(self.leftwards)) {
            if pen.as_ref().is_none_or(|(run, face, ..)| (*run, *face) != (cluster.run, cluster.face)) {
                self.finish(pen.take(), x, strip);
                pen = Some((cluster.run, cluster.face, x, Vec::new()));
            }
            let (.., glyphs) = pen.as_mut().expect("just begun");
            let extra = if cluster.kind == Kind::Space { extra } else { 0.0 };
            add(cluster, extra, glyphs);
            x += (cluster.advance + extra) * size;
        }
        self.finish(pen, x, strip);
    }

    fn finish(&self, pen: Option<(usize, FaceId, f32, Vec<KrillaGlyph>)>, end: f32, strip: &mut Strip) {
        let Some((run, face, start, glyphs)) = pen else {
            return;
        };
        let run = &self.runs[run];
        let (top, bottom) = (strip.base - self.look.size * 0.9, strip.base + self.look.size * 0.28);
        if is_gap(run) {
            strip.ops.push(Op::Fill {
                x: start,
                y: top,
                width: end - start,
                height: bottom - top,
                colour: Colour::GAP,
            });
        }
        if let RunKind::Reference { anchor, .. } = &run.kind {
            strip.ops.push(Op::Link {
                x: start,
                y: top,
                width: end - start,
                height: bottom - top,
                anchor: anchor.clone(),
            });
        }
        strip.ops.push(Op::Glyphs {
            x: start,
            y: strip.base,
            face,
            size: self.look.size,
            slanted: is_slanted(run, self.look.bold),
            colour: self.look.colour,
            glyphs,
            text: Rc::clone(&self.shaped.text),
        });
    }
}

fn add(cluster: &Cluster, extra: f32, glyphs: &mut Vec<KrillaGlyph>) {
    let mut add = |id: skrifa::GlyphId, advance: f32, offset: (f32, f32)| {
        let id = GlyphId::new(id.to_u32());
        glyphs.push(KrillaGlyph::new(id, advance, offset.0, offset.1, 0.0, cluster.text.clone(), None));
    };
    match &cluster.glyphs {
        Glyphs::One(id) => add(*id, cluster.advance + extra, (0.0, 0.0)),
        Glyphs::Many(many) => {
            for (at, glyph) in many.iter().enumerate() {
                let extra = if at + 1 == many.len() { extra } else { 0.0 };
                add(glyph.id, glyph.advance + extra, glyph.offset);
            }
        }
    }
}

/// The clusters of a line in the order of the page: from the deepest level up, what runs against the paragraph is turned round.
fn in_order(clusters: &[Cluster], base: u8) -> Vec<&Cluster> {
    let mut order: Vec<_> = clusters.iter().collect();
    let deepest = clusters.iter().map(|cluster| cluster.level).max().unwrap_or(0).max(base);
    for level in (1..=deepest).rev() {
        for part in order.chunk_by_mut(|a, b| (a.level >= level) == (b.level >= level)) {
            if part[0].level >= level {
                part.reverse();
            }
        }
    }
    order
}
