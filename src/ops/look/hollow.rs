//! Files that have bytes and hold nothing that a person could read or see.

use std::{collections::BTreeSet, sync::Arc};

use super::content::letters;
use crate::{
    reading::{self, Changes},
    text::is_blank,
};

/// Pixels of a picture, at the least: what has fewer is a dot or an icon, and shows no document.
const PIXELS: u64 = 32 * 32;

/// What people read in a file of which that is known: a page or a Word file without its markup, and without the answers that
/// nobody gave in a file that `dmf init` dealt out. `None` where the bytes themselves are what is read.
pub(super) fn readable(bytes: &[u8], text: &str) -> Option<String> {
    let begins = text.trim_start().get(..14).unwrap_or_default().to_ascii_lowercase();
    if begins.starts_with("<!doctype html") || begins.starts_with("<html") {
        return Some(words("page.html", bytes));
    }
    if bytes.starts_with(b"PK") {
        let word = bytes.windows(14).any(|name| name == b"word/document.");
        // Scans of a signed paper have pictures and no words.
        let pictures = [&b"word/media/"[..], b"word/embeddings/"]
            .iter()
            .any(|folder| bytes.windows(folder.len()).any(|name| name == *folder));
        return (word && !pictures).then(|| words("file.docx", bytes));
    }
    if text.starts_with("# yaml-language-server: $schema=.dmf/") {
        let said = text.lines().filter(|line| !line.trim_start().starts_with('#'));
        return Some(said.collect::<Vec<_>>().join("\n"));
    }
    None
}

/// What a file says to whoever opens it; one that cannot be read may say anything.
fn words(name: &str, bytes: &[u8]) -> String {
    match reading::read(name, bytes, Changes::Accepted, &Arc::default()) {
        Ok(reading) => reading.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n"),
        Err(reading::Unreadable::NoText { .. } | reading::Unreadable::Empty) => String::new(),
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Whether a text has so few different letters that it says no word, however long it is: half as many as it needs at all.
pub(super) fn repeats(bytes: &[u8], text: &str, least: usize) -> bool {
    let different: BTreeSet<char> = text.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let different: String = different.into_iter().collect();
    // What is no text in an encoding that is known: its bytes are counted.
    let other: BTreeSet<u8> = bytes.iter().copied().filter(|byte| !byte.is_ascii()).collect();
    let other = if text.contains(char::REPLACEMENT_CHARACTER) { other.len() } else { 0 };
    (letters(&different) + other) * 2 < least
}

/// Whether a picture or a PDF has nothing on it.
pub(super) fn shows_nothing(bytes: &[u8], text: &str, whole: bool) -> bool {
    if let Some((width, height)) = pixels(bytes) {
        return u64::from(width) * u64::from(height) < PIXELS;
    }
    // Whatever a page of a PDF shows stands in a stream.
    if bytes.starts_with(b"%PDF-") && whole && text.contains("%%EOF") {
        return !text.contains("stream");
    }
    is_blank(text)
}

/// Width and height of a picture, of the kinds that tell them at their beginning.
fn pixels(bytes: &[u8]) -> Option<(u32, u32)> {
    let at = |from: usize, many: usize| bytes.get(from..from + many);
    let big = |from: usize| Some(u32::from_be_bytes(at(from, 4)?.try_into().ok()?));
    let little = |from: usize| Some(u32::from(u16::from_le_bytes(at(from, 2)?.try_into().ok()?)));
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some((big(16)?, big(20)?));
    }
    if bytes.starts_with(b"GIF8") {
        return Some((little(6)?, little(8)?));
    }
    if bytes.starts_with(b"BM") && at(14, 4) == Some(&[40, 0, 0, 0]) {
        return Some((little(18)?, little(22)?));
    }
    if bytes.starts_with(b"\xff\xd8\xff") { jpeg(bytes) } else { None }
}

/// The size that the first frame of a JPEG has.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let two = |from: usize| Some(u32::from(u16::from_be_bytes(bytes.get(from..from + 2)?.try_into().ok()?)));
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        // Of the markers of frames three mean something else.
        if (0xc0..=0xcf).contains(&marker) && ![0xc4, 0xc8, 0xcc].contains(&marker) {
            return Some((two(at + 7)?, two(at + 5)?));
        }
        at += 2 + usize::try_from(two(at + 2)?).ok()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_tells_its_size_and_garbage_none() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\x02\0\x08";
        assert_eq!(pixels(png), Some((1, 512)));
        assert_eq!(pixels(b"GIF89a\x01\0\x02\0"), Some((1, 2)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x03\0\x05";
        assert_eq!(pixels(jpeg), Some((5, 3)));
        for cut in 0..jpeg.len() - 1 {
            assert_eq!(pixels(&jpeg[..cut]), None, "{cut}");
        }
        assert_eq!(pixels(b"a text"), None);
    }

    #[test]
    fn what_repeats_a_letter_says_nothing() {
        for text in ["aaaaaaaaaaaaaaaa", "abababababababab", "\u{3164}\u{3164}\u{3164}\u{3164}"] {
            assert!(repeats(text.as_bytes(), text, 10), "{text}");
        }
        for text in ["resolution", "DPO 2026-09-14", "更新更新"] {
            assert!(!repeats(text.as_bytes(), text, 10), "{text}");
        }
    }
}
