//! Runs to clusters: the smallest pieces of text that have glyphs of their own.

use super::fonts::{FaceId, Fonts, ShapedGlyph};
use crate::document::direction::{is_right_to_left, stretches};
use crate::document::numbered::{Run, RunKind};
use skrifa::GlyphId;
use std::ops::Range;
use std::rc::Rc;
use unicode_width::UnicodeWidthChar;

/// A longer cluster is drawn in pieces: the text that a reader copies out of one has a limit in PDF/A.
const LONGEST: usize = 200;

/// Text with its glyphs, not yet in lines.
pub(super) struct Shaped {
    pub text: Rc<str>,
    pub clusters: Vec<Cluster>,
}

/// A character with what belongs to it.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    pub face: FaceId,
    pub glyphs: Glyphs,
    pub text: Range<usize>,
    /// As part of the size.
    pub advance: f32,
    /// Which run it is of.
    pub run: usize,
    /// How deeply it lies in changes of direction: odd levels run from right to left.
    pub level: u8,
    pub kind: Kind,
}

/// The glyphs of a cluster; nearly always one.
#[derive(Debug, Clone)]
pub(super) enum Glyphs {
    One(GlyphId),
    Many(Vec<ShapedGlyph>),
}

/// What a cluster is for the breaking of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Letter,
    /// A line may end after it, and it is not seen there.
    Space,
    /// A line may end after it.
    Breakable,
    /// A line ends here.
    Break,
}

/// Shapes runs; `leftwards` says that the paragraph runs from right to left.
pub(super) fn shape(runs: &[Run], bold: bool, leftwards: bool, fonts: &Fonts) -> Shaped {
    let mut text = String::new();
    let mut clusters = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        let start = text.len();
        let mut shaper = Shaper { fonts, run: at, wanted: face(run, bold), clusters: &mut clusters };
        if run.is_break() {
            text.push('\n');
            shaper.cluster(shaper.wanted, GlyphId::NOTDEF, start..start, 0, Kind::Break);
            continue;
        }
        // A byte-order mark must not be copied out of a PDF/A file, and a tab has no glyph.
        let shown = run.text.replace('\u{feff}', "").replace('\t', "    ");
        text.push_str(&shown);
        let mut from = start;
        for (part, rtl) in stretches(&shown, leftwards) {
            shaper.stretch(part, from, level(rtl, leftwards));
            from += part.len();
        }
    }
    Shaped { text: text.into(), clusters }
}

fn level(rtl: bool, leftwards: bool) -> u8 {
    match (rtl, leftwards) {
        (true, _) => 1,
        (false, true) => 2,
        (false, false) => 0,
    }
}

fn face(run: &Run, bold: bool) -> FaceId {
    match () {
        () if bold || run.is_bold() => FaceId::Bold,
        () if run.emphasis => FaceId::Italic,
        () => FaceId::Regular,
    }
}

/// Whether the letters of the run have to be slanted, for want of a face that is bold and italic.
pub(super) fn is_slanted(run: &Run, bold: bool) -> bool {
    run.emphasis && (bold || run.is_bold())
}

/// Whether the run is a gap to fill in.
pub(super) fn is_gap(run: &Run) -> bool {
    run.kind == RunKind::Placeholder
}

struct Shaper<'a> {
    fonts: &'a Fonts,
    run: usize,
    wanted: FaceId,
    clusters: &'a mut Vec<Cluster>,
}

impl Shaper<'_> {
    /// Shapes text of one direction, face by face.
    fn stretch(&mut self, text: &str, from: usize, level: u8) {
        if level == 0 && self.common(text, from) {
            return;
        }
        let mut pending: Option<(FaceId, Range<usize>, u8, bool)> = None;
        let mut letter = 0;
        let mut after_space = false;
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            let digit = level % 2 == 1 && c.is_numeric();
            let level = if digit { 2 } else { level };
            let long = end - letter > LONGEST;
            let joins = joins(c) && !long && !after_space;
            after_space = c.is_whitespace();
            if !joins {
                letter = at;
            }
            if long {
                self.flush(pending.take(), text, from);
            }
            // A mark or joiner stays with the letter before it, in whatever face that is.
            if joins && let Some((face, range, _, complex)) = &mut pending {
                range.end = end;
                *complex |= self.fonts.face(*face).glyph(c).is_some();
                continue;
            }
            match (self.fonts.with(self.wanted, c), &mut pending) {
                (Some((face, _)), Some((open, range, its, _))) if face == *open && *its == level => {
                    range.end = end;
                }
                (Some((face, _)), _) => {
                    self.flush(pending.take(), text, from);
                    pending = Some((face, at..end, level, false));
                }
                (None, _) => {
                    self.flush(pending.take(), text, from);
                    self.missing(c, from + at..from + end, level);
                }
            }
        }
        self.flush(pending, text, from);
    }

    fn flush(&mut self, pending: Option<(FaceId, Range<usize>, u8, bool)>, text: &str, from: usize) {
        let Some((face, range, level, marked)) = pending else {
            return;
        };
        let simple = matches!(face, FaceId::Regular | FaceId::Bold | FaceId::Italic | FaceId::Symbols);
        let part = &text[range.clone()];
        if simple && !marked && level % 2 == 0 {
            self.simple(part, face, from + range.start, level);
        } else {
            self.complex(part, face, from + range.start, level);
        }
    }

    /// The way that nearly all text goes: one glyph for each letter, all in one face. Adds nothing where that is not so.
    fn common(&mut self, text: &str, from: usize) -> bool {
        let start = self.clusters.len();
        let face = self.fonts.face(self.wanted);
        self.clusters.reserve(text.len());
        for (at, c) in text.char_indices() {
            let Some((glyph, advance)) = face.common(c) else {
                self.clusters.truncate(start);
                return false;
            };
            self.clusters.push(Cluster {
                face: self.wanted,
                glyphs: Glyphs::One(glyph),
                text: from + at..from + at + c.len_utf8(),
                advance,
                run: self.run,
                level: 0,
                kind: kind(c),
            });
        }
        true
    }

    /// One glyph for each character.
    fn simple(&mut self, text: &str, face: FaceId, from: usize, level: u8) {
        for (at, c) in text.char_indices() {
            let range = from + at..from + at + c.len_utf8();
            match self.fonts.face(face).glyph(c) {
                Some(glyph) if !joins(c) || !self.join(range.clone()) => {
                    self.cluster(face, glyph, range, level, kind(c));
                }
                Some(_) => {}
                None => self.missing(c, range, level),
            }
        }
    }

    /// Glyphs as the font's own rules place them.
    fn complex(&mut self, text: &str, face: FaceId, from: usize, level: u8) {
        let mut glyphs = self.fonts.face(face).shape(text, level % 2 == 1);
        // Clusters are kept in the order of the text, the glyphs of each in the order of the page.
        glyphs.sort_by_key(|glyph| glyph.cluster);
        let mut groups = glyphs.chunk_by(|a, b| a.cluster == b.cluster).peekable();
        while let Some(own) = groups.next() {
            let start = own[0].cluster;
            let end = groups.peek().map_or(text.len(), |next| next[0].cluster);
            let first = text[start..].chars().next().unwrap_or(' ');
            let range = from + start..from + end;
            if own.iter().any(|glyph| glyph.id == GlyphId::NOTDEF) {
                self.missing(first, range, level);
                continue;
            }
            let advance = own.iter().map(|glyph| glyph.advance).sum();
            let cluster = Cluster {
                face,
                glyphs: Glyphs::Many(own.to_vec()),
                text: range,
                advance,
                run: self.run,
                level,
                kind: kind(first),
            };
            self.clusters.push(cluster);
        }
    }

    fn cluster(&mut self, face: FaceId, glyph: GlyphId, text: Range<usize>, level: u8, kind: Kind) {
        let advance = if kind == Kind::Break { 0.0 } else { self.fonts.face(face).advance(glyph) };
        self.clusters.push(Cluster { face, glyphs: Glyphs::One(glyph), text, advance, run: self.run, level, kind });
    }

    /// A box in place of a character that no font has; it is copied as the character.
    fn missing(&mut self, c: char, text: Range<usize>, level: u8) {
        let joined = matches!(c, '\u{1f3fb}'..='\u{1f3ff}') || joins(c);
        if joined && self.join(text.clone()) {
            return;
        }
        let (face, glyph) = self.fonts.replacement();
        self.cluster(face, glyph, text, level, Kind::Breakable);
    }

    /// Adds text without a glyph to the cluster before it, if there is one.
    fn join(&mut self, text: Range<usize>) -> bool {
        match self.clusters.last_mut() {
            Some(last)
                if last.run == self.run
                    && matches!(last.kind, Kind::Letter | Kind::Breakable)
                    && last.text.len() < LONGEST =>
            {
                last.text.end = text.end;
                true
            }
            _ => false,
        }
    }
}

/// Whether the character has no width of its own.
fn joins(c: char) -> bool {
    c.width().unwrap_or(0) == 0 || is_unseen(c)
}

/// Whether a character shows nothing by itself, so that shaping needs no glyph for it.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{ad}')
}

fn kind(c: char) -> Kind {
    match c {
        '\u{a0}' | '\u{202f}' | '\u{2007}' => Kind::Letter,
        c if c.is_whitespace() => Kind::Space,
        '-' | '–' | '—' | '/' | '\u{200b}' => Kind::Breakable,
        c if !is_right_to_left(c) && matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}') => Kind::Breakable,
        _ => Kind::Letter,
    }
}
