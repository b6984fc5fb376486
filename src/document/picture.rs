//! Pictures for the formats that do not take SVG as it is: read, with the fonts that the program carries, and painted.

use super::numbered::NumberedPicture;
use super::pdf::font_files;
use resvg::{tiny_skia, usvg};
use std::sync::{Arc, OnceLock};

/// Every family means the one that is embedded: a picture looks the same on each machine.
const FAMILY: &str = "Liberation Serif";

/// Pixels of the painted picture to one of the picture's own, so that it is sharp on paper.
const SCALE: u16 = 2;

/// Larger than any screen or sheet: a picture that says it is so large is not painted.
const LARGEST: u32 = 8_000;

/// The picture, read. `None` where it is not SVG.
pub(super) fn tree(picture: &NumberedPicture) -> Option<usvg::Tree> {
    if picture.width > LARGEST || picture.height > LARGEST {
        return None;
    }
    let options = usvg::Options {
        font_family: FAMILY.to_owned(),
        fontdb: fonts(),
        // A picture holds all that it shows: nothing is read from disk.
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(&picture.svg, &options).ok()
}

/// The picture as PNG. `None` where it is not SVG.
pub(super) fn png(picture: &NumberedPicture) -> Option<Vec<u8>> {
    let tree = tree(picture)?;
    let scale = f32::from(SCALE);
    let size = tree.size().to_int_size().scale_by(scale)?;
    let mut paper = tiny_skia::Pixmap::new(size.width(), size.height())?;
    paper.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut paper.as_mut());
    paper.encode_png().ok()
}

/// The embedded fonts, read once.
fn fonts() -> Arc<usvg::fontdb::Database> {
    static FONTS: OnceLock<Arc<usvg::fontdb::Database>> = OnceLock::new();
    let read = || {
        let mut fonts = usvg::fontdb::Database::new();
        for data in font_files() {
            fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(data)));
        }
        fonts.set_serif_family(FAMILY);
        fonts.set_sans_serif_family(FAMILY);
        fonts.set_monospace_family(FAMILY);
        Arc::new(fonts)
    };
    Arc::clone(FONTS.get_or_init(read))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(svg: &str) -> NumberedPicture {
        NumberedPicture { svg: svg.to_owned(), words: String::new(), width: 20, height: 10 }
    }

    #[test]
    fn a_picture_is_painted_twice_as_large_and_the_same_each_time() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'><text y='9'>A</text></svg>";
        let first = png(&picture(svg)).expect("it is a picture");
        assert_eq!(&first[1..4], b"PNG");
        assert_eq!((&first[16..20], &first[20..24]), (&[0, 0, 0, 40][..], &[0, 0, 0, 20][..]));
        assert_eq!(png(&picture(svg)), Some(first));
    }

    #[test]
    fn what_is_no_picture_is_not_painted() {
        assert_eq!(png(&picture("<p>no</p>")), None);
        assert_eq!(png(&picture("")), None);
    }
}
