//! The embedded fonts: Liberation Serif, and one face each for scripts of the region that it lacks.

use harfrust::{Direction, ShapeOptions, Shaper, ShaperData, UnicodeBuffer};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::cell::OnceCell;
use std::ops::RangeInclusive;

/// One of the embedded faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FaceId {
    Regular,
    Bold,
    Italic,
    Thai,
    Lao,
    Khmer,
    Myanmar,
    Arabic,
    Symbols,
}

impl FaceId {
    pub(super) const ALL: [FaceId; 9] = [
        FaceId::Regular,
        FaceId::Bold,
        FaceId::Italic,
        FaceId::Thai,
        FaceId::Lao,
        FaceId::Khmer,
        FaceId::Myanmar,
        FaceId::Arabic,
        FaceId::Symbols,
    ];
    /// Those that are asked, in this order, for a character that the face of the style lacks.
    const FALLBACKS: [FaceId; 7] =
        [FaceId::Regular, FaceId::Thai, FaceId::Lao, FaceId::Khmer, FaceId::Myanmar, FaceId::Arabic, FaceId::Symbols];

    /// The bytes of the font file.
    pub(super) fn data(self) -> &'static [u8] {
        macro_rules! font {
            ($name:literal) => {{
                // A static, so that the program carries the file once, however many pieces of code are made of this.
                static FILE: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/fonts/", $name));
                FILE
            }};
        }
        match self {
            FaceId::Regular => font!("LiberationSerif-Regular.ttf"),
            FaceId::Bold => font!("LiberationSerif-Bold.ttf"),
            FaceId::Italic => font!("LiberationSerif-Italic.ttf"),
            FaceId::Thai => font!("NotoSerifThai-subset.ttf"),
            FaceId::Lao => font!("NotoSerifLao-subset.ttf"),
            FaceId::Khmer => font!("NotoSerifKhmer-subset.ttf"),
            FaceId::Myanmar => font!("NotoSansMyanmar-subset.ttf"),
            FaceId::Arabic => font!("NotoNaskhArabic-subset.ttf"),
            FaceId::Symbols => font!("NotoSansSymbols2-subset.ttf"),
        }
    }
}

/// A font that can be measured and shaped.
pub(super) struct Face {
    font: FontRef<'static>,
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    shaper: OnceCell<ShaperData>,
    /// Glyph and width of the letters of most languages in Latin script, so that they need not be looked up one by one.
    common: Vec<Option<(GlyphId, f32)>>,
    units: f32,
    /// Above and below the base line, as parts of the size.
    pub ascent: f32,
    pub descent: f32,
}

/// ASCII; accented letters, but for the soft hyphen; Vietnamese; quotation marks and dashes.
const COMMON: [RangeInclusive<char>; 5] =
    [' '..='~', '\u{a0}'..='\u{ac}', '\u{ae}'..='\u{17f}', '\u{1ea0}'..='\u{1ef9}', '\u{2010}'..='\u{2027}'];

/// A glyph with its distances as parts of the size, and where in the shaped text it comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShapedGlyph {
    pub id: GlyphId,
    pub cluster: usize,
    pub advance: f32,
    pub offset: (f32, f32),
}

impl Face {
    fn new(id: FaceId) -> Self {
        let font = FontRef::new(id.data()).expect("an embedded font is sound");
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let units = f32::from(metrics.units_per_em);
        let mut face = Self {
            charmap: font.charmap(),
            metrics: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
            shaper: OnceCell::new(),
            common: Vec::new(),
            units,
            ascent: metrics.ascent / units,
            descent: -metrics.descent / units,
            font,
        };
        let looked_up = |c: char| face.glyph(c).map(|glyph| (glyph, face.advance(glyph)));
        face.common = COMMON.into_iter().flatten().map(looked_up).collect();
        face
    }

    /// Glyph and width of a letter that has nothing to do with its neighbours.
    pub(super) fn common(&self, c: char) -> Option<(GlyphId, f32)> {
        let mut before = 0;
        for range in COMMON {
            let (first, last) = (u32::from(*range.start()), u32::from(*range.end()));
            if (first..=last).contains(&u32::from(c)) {
                return *self.common.get(before + usize::try_from(u32::from(c) - first).ok()?)?;
            }
            before += usize::try_from(last - first + 1).ok()?;
        }
        None
    }

    /// The glyph of a character, if the font has one.
    pub(super) fn glyph(&self, c: char) -> Option<GlyphId> {
        self.charmap.map(c).filter(|glyph| *glyph != GlyphId::NOTDEF)
    }

    /// The width of a glyph as part of the size.
    pub(super) fn advance(&self, glyph: GlyphId) -> f32 {
        self.metrics.advance_width(glyph).unwrap_or(0.0) / self.units
    }

    /// Glyphs in the order in which they are seen, from left to right.
    pub(super) fn shape(&self, text: &str, leftwards: bool) -> Vec<ShapedGlyph> {
        let data = self.shaper.get_or_init(|| ShaperData::new(&self.font));
        let shaper: Shaper = data.shaper(&self.font).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(if leftwards { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.guess_segment_properties();
        let output = shaper.shape(buffer, ShapeOptions::new());
        let scaled = |distance: i32| {
            #[expect(clippy::cast_precision_loss, reason = "distances inside a glyph are far below 2^24")]
            let distance = distance as f32;
            distance / self.units
        };
        let glyphs = output.glyph_infos().iter().zip(output.glyph_positions());
        let glyphs = glyphs.map(|(info, position)| ShapedGlyph {
            id: GlyphId::new(info.glyph_id),
            cluster: usize::try_from(info.cluster).expect("a place in the text"),
            advance: scaled(position.x_advance),
            offset: (scaled(position.x_offset), scaled(position.y_offset)),
        });
        glyphs.collect()
    }
}

/// All faces, each read when it is first needed.
pub(super) struct Fonts {
    faces: [OnceCell<Face>; FaceId::ALL.len()],
}

impl Fonts {
    /// Reads nothing yet.
    pub(super) fn new() -> Self {
        Self { faces: Default::default() }
    }

    /// The face of this name.
    pub(super) fn face(&self, id: FaceId) -> &Face {
        self.faces[id as usize].get_or_init(|| Face::new(id))
    }

    /// The first face that has the character, beginning with the one of the style.
    pub(super) fn with(&self, wanted: FaceId, c: char) -> Option<(FaceId, GlyphId)> {
        let has = |id: FaceId| self.face(id).glyph(c).map(|glyph| (id, glyph));
        has(wanted).or_else(|| FaceId::FALLBACKS.into_iter().find_map(has))
    }

    /// What stands for a character that no face has: an empty box.
    pub(super) fn replacement(&self) -> (FaceId, GlyphId) {
        (FaceId::Regular, self.face(FaceId::Regular).glyph('□').expect("Liberation Serif has a box"))
    }
}
