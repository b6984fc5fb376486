//! Pages to a file.

use super::fonts::{FaceId, Fonts};
use super::lines::{Align, Look, set, width};
use super::pages::{Pages, Place};
use super::strip::{Colour, Op};
use super::{MARGIN, PAGE, TOP, WIDTH};
use crate::document::numbered::{Numbered, Run};
use crate::document::tree::Meta;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::text::Font;
use krilla::{Document, SerializeSettings};
#[cfg(feature = "pictures")]
use krilla_svg::SurfaceExt as _;
use std::collections::BTreeMap;

/// Writes the pages as PDF/A-2b.
pub(super) fn paint(document: &Numbered, pages: &Pages, fonts: &Fonts) -> Vec<u8> {
    let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A2_B).finish();
    let configuration = configuration.expect("one standard does not contradict itself");
    let mut file = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut painter = Painter { document, pages, fonts, embedded: BTreeMap::new() };
    for at in 0..pages.pages.len() {
        painter.page(&mut file, at);
    }
    file.set_outline(painter.outline());
    file.set_metadata(metadata(document.meta()));
    file.finish().expect("every glyph is in its font, every string is short, and there is a date")
}

struct Painter<'a> {
    document: &'a Numbered,
    pages: &'a Pages<'a>,
    fonts: &'a Fonts,
    embedded: BTreeMap<FaceId, Font>,
}

/// More characters than this are never seen on the one line of a header.
const LONGEST: usize = 300;

const SMALL: Look = Look { size: 9.0, leading: 1.0, bold: false, align: Align::Start, colour: Colour::BLACK };

impl Painter<'_> {
    fn page(&mut self, file: &mut Document, at: usize) {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).expect("A4 is a size");
        let mut page = file.start_page_with(settings);
        let mut links = Vec::new();
        let mut surface = page.surface();
        let pages = self.pages;
        for (op, y) in self.margins(at) {
            self.op(&mut surface, &op, y, &mut links);
        }
        for (y, strip) in &pages.pages[at] {
            for op in &strip.ops {
                self.op(&mut surface, op, *y, &mut links);
            }
        }
        surface.finish();
        for link in links {
            page.add_annotation(link);
        }
        page.finish();
    }

    /// Header and footer. The first page has its title in large already.
    fn margins(&self, at: usize) -> Vec<(Op, f32)> {
        let meta = self.document.meta();
        let mut ops = Vec::new();
        let mut line = |text: &str, look: Look, left: f32, room: f32, y: f32| {
            let text: String = text.chars().take(LONGEST).collect();
            let first = set(&[Run::text(text)], look, left, room, self.fonts).into_iter().next();
            ops.extend(first.into_iter().flat_map(|strip| strip.ops).map(|op| (op, y)));
        };
        let header = TOP - 40.0;
        if at > 0 {
            line(&meta.title, SMALL, MARGIN, WIDTH * 0.6, header);
        }
        if let Some(mark) = &meta.mark {
            let bold = Look { bold: true, ..SMALL };
            let own = width(&short(mark), bold, self.fonts).min(WIDTH * 0.38);
            line(mark, bold, MARGIN + WIDTH - own, own + 0.1, header);
        }
        let (page, pages) = ((at + 1).to_string(), self.pages.pages.len().to_string());
        let footer = self.document.captions().page.fill(&[("page", &page), ("pages", &pages)]);
        line(&footer, Look { align: Align::Centre, ..SMALL }, MARGIN, WIDTH, PAGE.1 - 46.0);
        ops
    }

    fn op(&mut self, surface: &mut Surface, op: &Op, y: f32, links: &mut Vec<Annotation>) {
        match op {
            Op::Fill { x, y: down, width, height, colour } => {
                let Some(rect) = Rect::from_xywh(*x, y + down, *width, *height) else {
                    return;
                };
                surface.set_fill(Some(fill(*colour)));
                let mut path = PathBuilder::new();
                path.push_rect(rect);
                if let Some(path) = path.finish() {
                    surface.draw_path(&path);
                }
            }
            Op::Glyphs { x, y: down, face, size, slanted, colour, glyphs, text } => {
                surface.set_fill(Some(fill(*colour)));
                let font = self.font(*face);
                let start = Point::from_xy(*x, y + down);
                if *slanted {
                    surface.push_transform(&Transform::from_row(1.0, 0.0, -0.2, 1.0, 0.2 * start.y, 0.0));
                }
                surface.draw_glyphs(start, glyphs, font, text, *size, false);
                if *slanted {
                    surface.pop();
                }
            }
            #[cfg(feature = "pictures")]
            Op::Picture { x, y: down, width, height, tree } => {
                if let Some(size) = krilla::geom::Size::from_wh(*width, *height) {
                    surface.push_transform(&Transform::from_translate(*x, y + down));
                    let _ = surface.draw_svg(tree, size, krilla_svg::SvgSettings::default());
                    surface.pop();
                }
            }
            Op::Link { x, y: down, width, height, anchor } => {
                let place = self.pages.anchors.get(anchor).copied();
                if let (Some(place), Some(rect)) = (place, Rect::from_xywh(*x, y + down, *width, *height)) {
                    let target = Target::Destination(destination(place).into());
                    links.push(Annotation::new_link(LinkAnnotation::new(rect, target), None));
                }
            }
            Op::Page { right, y: down, size, anchor } => {
                let Some(place) = self.pages.anchors.get(anchor) else {
                    return;
                };
                let number = (place.page + 1).to_string();
                let look = Look { size: *size, ..SMALL };
                let left = right - width(&number, look, self.fonts);
                let Some(strip) = set(&[Run::text(number)], look, left, WIDTH, self.fonts).into_iter().next() else {
                    return;
                };
                for op in strip.ops {
                    self.op(surface, &op, y + down - strip.base, links);
                }
            }
        }
    }

    /// The contents again, for the side bar of a viewer.
    fn outline(&self) -> Outline {
        let mut outline = Outline::new();
        for entry in self.document.contents() {
            if let Some(place) = self.pages.anchors.get(&entry.anchor) {
                let title: String = entry.title.iter().map(|run| run.text.replace('\n', " ")).collect();
                let text = format!("{} {title}", entry.label).trim_start().to_owned();
                outline.push_child(OutlineNode::new(short(&text), destination(*place)));
            }
        }
        outline
    }

    fn font(&mut self, face: FaceId) -> Font {
        let font = self.embedded.entry(face);
        font.or_insert_with(|| Font::new(face.data().into(), 0).expect("an embedded font is sound")).clone()
    }
}

fn destination(place: Place) -> XyzDestination {
    XyzDestination::new(place.page, Point::from_xy(MARGIN, (place.y - 8.0).max(0.0)))
}

fn fill(Colour(red, green, blue): Colour) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn metadata(meta: &Meta) -> Metadata {
    let (year, month, day) = meta.date.as_deref().and_then(date).unwrap_or((1980, 1, 1));
    let date =
        DateTime::new(year).month(month).day(day).hour(0).minute(0).second(0).utc_offset_hour(0).utc_offset_minute(0);
    Metadata::new()
        .title(short(&meta.title))
        .description(short(meta.subject.as_deref().unwrap_or("")))
        .language(short(&meta.language))
        .creator("dmf".to_owned())
        .creation_date(date)
}

/// PDF/A limits the length of strings outside of the text.
fn short(text: &str) -> String {
    text.chars().filter(|c| *c != '\u{feff}').take(500).collect()
}

/// `YYYY-MM-DD`.
fn date(text: &str) -> Option<(u16, u8, u8)> {
    let mut parts = text.split('-');
    let date = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let plausible =
        parts.next().is_none() && (1..=12).contains(&date.1) && (1..=31).contains(&date.2) && date.0 < 10_000;
    plausible.then_some(date)
}
