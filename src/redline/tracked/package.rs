//! The package around the main part.

use std::io::{Cursor, Write};

use zip::{
    ZipArchive,
    write::{SimpleFileOptions, ZipWriter},
};

use crate::{
    document::{
        docx::docx,
        number::number,
        tree::{Block, Document, Inline, Meta, Table},
    },
    reading::{Kind, Reading, Unreadable, docx::package::Package, docx::xml},
};

/// The package with another main part, and tracking switched on.
pub(super) fn with_changes(bytes: &[u8], main: &str, text: &str) -> Result<Vec<u8>, Unreadable> {
    let broken = |error: &dyn std::fmt::Display| Unreadable::Broken(error.to_string());
    let mut package = Package::open(bytes)?;
    let settings = package.of_kind("settings").into_iter().next();
    let switched = match &settings {
        Some(name) => package.part(name)?.map(|text| switched_on(name, &text)).transpose()?,
        None => None,
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().unix_permissions(0o644).compression_level(Some(3));
    let same = |name: &str, part: &str| name.replace('\\', "/").trim_start_matches('/').eq_ignore_ascii_case(part);
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).map_err(|error| broken(&error))?;
        let name = file.name().map_err(|error| broken(&error))?.into_owned();
        let put = match (&settings, &switched) {
            _ if same(&name, main) => text,
            (Some(settings), Some(switched)) if same(&name, settings) => switched.as_str(),
            _ => {
                // What is not touched is not unfolded.
                out.raw_copy_file(file).map_err(|error| broken(&error))?;
                continue;
            }
        };
        out.start_file(name.as_str(), options).map_err(|error| broken(&error))?;
        out.write_all(put.as_bytes()).map_err(|error| broken(&error))?;
    }
    Ok(out.finish().map_err(|error| broken(&error))?.into_inner())
}

/// Settings that come before the one that tracks changes.
const BEFORE: &[&str] = &[
    "writeProtection",
    "view",
    "zoom",
    "removePersonalInformation",
    "removeDateAndTime",
    "doNotDisplayPageBoundaries",
    "displayBackgroundShape",
    "printPostScriptOverText",
    "printFractionalCharacterWidth",
    "printFormsData",
    "embedTrueTypeFonts",
    "embedSystemFonts",
    "saveSubsetFonts",
    "saveFormsData",
    "mirrorMargins",
    "alignBordersAndEdges",
    "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter",
    "gutterAtTop",
    "hideSpellingErrors",
    "hideGrammaticalErrors",
    "activeWritingStyle",
    "proofState",
    "formsDesign",
    "attachedTemplate",
    "linkStyles",
    "stylePaneFormatFilter",
    "stylePaneSortMethod",
    "documentType",
    "mailMerge",
    "revisionView",
];

/// Settings with tracking on: `trackRevisions` is the schema's name, `trackChanges` the one that some checkers look for.
fn switched_on(name: &str, text: &str) -> Result<String, Unreadable> {
    let tree = xml::parse(name, text)?;
    let has = |name: &str| tree.child(name).is_some();
    let tag = &text[tree.range.start + 1..tree.tag_end];
    let root = tag.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or_default();
    let prefix = root.split_once(':').map_or("", |(prefix, _)| prefix);
    let colon = if prefix.is_empty() { "" } else { ":" };
    let mut put = String::new();
    for setting in ["trackRevisions", "trackChanges"] {
        if !has(setting) {
            put.push_str(&format!("<{prefix}{colon}{setting}/>"));
        }
    }
    if tree.tag_end == tree.range.end {
        let open = text[tree.range.start..tree.tag_end].trim_end_matches("/>");
        return Ok(format!("{}{open}>{put}</{root}>{}", &text[..tree.range.start], &text[tree.range.end..]));
    }
    let next = tree.elements().find(|child| !BEFORE.contains(&child.name)).map(|child| child.range.start);
    let at = next.unwrap_or_else(|| text[..tree.range.end].rfind("</").unwrap_or(tree.tag_end));
    Ok(format!("{}{put}{}", &text[..at], &text[at..]))
}

/// A Word file of an agreement that is none: paragraphs with their numbers written out, headings and tables.
pub(super) fn written(reading: &Reading) -> Vec<u8> {
    let mut meta = Meta::default();
    let mut body: Vec<Block> = Vec::new();
    let mut table: Option<(u32, Table)> = None;
    let inlines = |text: &str| vec![Inline::Text(text.to_owned())];
    for block in &reading.blocks {
        if matches!(block.kind, Kind::Contents | Kind::Furniture | Kind::Comment) {
            continue;
        }
        if let Kind::Cell { table: id, row, column, .. } = block.kind {
            if table.as_ref().is_some_and(|(open, _)| *open != id) {
                body.extend(table.take().map(|(_, table)| Block::Table(table)));
            }
            let (_, open) = table.get_or_insert_with(|| (id, Table::default()));
            let (row, column) = (row as usize, column as usize);
            if open.rows.len() <= row {
                open.rows.resize_with(row + 1, Vec::new);
            }
            if open.rows[row].len() <= column {
                open.rows[row].resize_with(column + 1, Vec::new);
            }
            let cell = &mut open.rows[row][column];
            if !cell.is_empty() {
                cell.push(Inline::Break);
            }
            cell.push(Inline::Text(block.shown()));
            continue;
        }
        body.extend(table.take().map(|(_, table)| Block::Table(table)));
        match block.kind {
            Kind::Title if meta.title.is_empty() => meta.title.clone_from(&block.text),
            Kind::Heading => body.push(Block::Heading { level: 2, text: inlines(&block.shown()) }),
            _ => body.push(Block::Paragraph(inlines(&block.shown()))),
        }
    }
    body.extend(table.take().map(|(_, table)| Block::Table(table)));
    docx(
        &number(&Document { meta, body, ..Document::default() })
            .expect("a document without clauses and references is always sound"),
    )
}
