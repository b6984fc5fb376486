//! In: a numbered document.
//! Out: a Word file with Word's own numbering, styles, fields and bookmarks; the same bytes for the same document.
//! Never: a number or reference as mere text where Word could count it, an element out of the schema's order.

mod body;
mod inline;
mod numbering;
mod parts;
mod styles;
mod tables;

use super::numbered::Numbered;
use std::collections::HashMap;
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

/// The document as a Word file.
#[must_use]
pub fn docx(document: &Numbered) -> Vec<u8> {
    let (count, pages) = page_numbers(document);
    let body = body::body(document, &pages);
    let meta = document.meta();
    let pictures = body.pictures.len();
    let mut parts = vec![
        ("[Content_Types].xml", parts::content_types(pictures)),
        ("_rels/.rels", parts::RELATIONSHIPS.to_owned()),
        ("docProps/core.xml", parts::core(meta)),
        ("docProps/app.xml", parts::APP.to_owned()),
        ("word/document.xml", body.document),
        ("word/_rels/document.xml.rels", parts::document_relationships(pictures)),
        ("word/styles.xml", styles::styles(meta)),
        ("word/numbering.xml", numbering::numbering(&body.lists)),
        ("word/settings.xml", parts::settings(&meta.language)),
        ("word/fontTable.xml", parts::FONTS.to_owned()),
        ("word/header1.xml", parts::header(None, meta.mark.as_deref())),
        ("word/header2.xml", parts::header(Some(&meta.title), meta.mark.as_deref())),
        ("word/footer1.xml", parts::footer(&document.captions().page, count)),
    ];
    let mut parts: Vec<(String, Vec<u8>)> =
        parts.drain(..).map(|(name, content)| (name.to_owned(), content.into_bytes())).collect();
    for (number, picture) in (1..).zip(body.pictures) {
        parts.push((format!("word/media/picture{number}.png"), picture.png));
        parts.push((format!("word/media/picture{number}.svg"), picture.svg.into_bytes()));
    }
    zipped(&parts).expect("writing to memory does not fail")
}

/// The pages as our own layout has them, shown until Word counts; its measures are the same, so it is seldom wrong.
#[cfg(feature = "pdf")]
fn page_numbers(document: &Numbered) -> (Option<usize>, HashMap<String, usize>) {
    let (count, pages) = crate::document::pdf::page_numbers(document);
    (Some(count), pages)
}

/// Without our own layout only Word can count pages.
#[cfg(not(feature = "pdf"))]
fn page_numbers(_: &Numbered) -> (Option<usize>, HashMap<String, usize>) {
    (None, HashMap::new())
}

/// Entries keep the date that zip files begin with, so that nothing of today gets in.
fn zipped(parts: &[(String, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(
            name.as_str(),
            SimpleFileOptions::default().unix_permissions(0o644).compression_level(Some(3)),
        )?;
        archive.write_all(content)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The head of every part.
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The namespace of every element in these parts.
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The width of the text in twentieths of a point: A4 less two margins of 25 mm.
const TEXT_WIDTH: u32 = 11906 - 2 * MARGIN;
const MARGIN: u32 = 1418;

/// Where text begins inside a clause, by its level.
const EDGES: [u32; 5] = [0, 720, 720, 1287, 1854];

#[cfg(test)]
mod tests;
