//! In: a numbered document.
//! Out: a PDF/A-2b file with embedded fonts, outline and links; and, for Word's contents, the page of every anchor.
//! Never: text that cannot be copied as it was typed, a glyph that the fonts do not have, disk, clock.

#![expect(clippy::float_arithmetic, reason = "the geometry of a page is in fractions of points")]

mod boxes;
mod flow;
mod fonts;
mod lines;
mod pages;
mod paint;
mod shape;
mod strip;

use super::numbered::Numbered;
use fonts::Fonts;
use std::collections::HashMap;

/// The document as a PDF file.
#[must_use]
pub fn pdf(document: &Numbered) -> Vec<u8> {
    let fonts = Fonts::new();
    let strips = flow::strips(document, &fonts);
    let laid_out = pages::paginate(&strips);
    paint::paint(document, &laid_out, &fonts)
}

/// How many pages the document has, and on which, counted from 1, each anchor stands.
#[must_use]
pub fn page_numbers(document: &Numbered) -> (usize, HashMap<String, usize>) {
    let fonts = Fonts::new();
    let strips = flow::strips(document, &fonts);
    let laid_out = pages::paginate(&strips);
    let anchors = laid_out.anchors.into_iter().map(|(anchor, place)| (anchor, place.page + 1));
    (laid_out.pages.len(), anchors.collect())
}

/// The files of all embedded fonts.
#[cfg(feature = "pictures")]
pub(super) fn font_files() -> impl Iterator<Item = &'static [u8]> {
    fonts::FaceId::ALL.into_iter().map(fonts::FaceId::data)
}

/// A4, in points.
const PAGE: (f32, f32) = (595.28, 841.89);
/// Left and right margin.
const MARGIN: f32 = 70.9;
/// Where text begins and ends on a page, from the top.
const TOP: f32 = 79.4;
const BOTTOM: f32 = PAGE.1 - 70.9;
/// The width of the text.
const WIDTH: f32 = PAGE.0 - 2.0 * MARGIN;

#[cfg(test)]
mod tests;
