//! What can be read at all: the format by content and name, text by its encoding, and the reasons to refuse.

use std::borrow::Cow;

use super::model::Format;
use crate::diag::Code;

/// Why an agreement cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("the file is empty")]
    Empty,
    #[error("there is no text in it{}", hint(*.format))]
    NoText { format: Format },
    #[error("the file is protected by a password; save it without one")]
    Encrypted,
    #[error("this is {what}; save it as a Word file (.docx), Markdown, HTML or plain text: {how}")]
    Convert { what: &'static str, how: &'static str },
    #[error("this is neither a Word file (.docx) nor text; save it as one of them")]
    NotText,
    #[error("this JSON is no agreement that `dmf mcc render` wrote")]
    OtherJson,
    #[error("the Word file is broken: {0}")]
    Broken(String),
    #[error(
        "the older agreement has tracked changes of its own; accept or reject them first, or give the version before them"
    )]
    Tracked,
    #[error("the file asks for more than is read: {0}")]
    TooMuch(String),
}

impl Unreadable {
    /// What it is told as.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Empty => Code::EmptyFile,
            Self::TooMuch(_) => Code::OverLimit,
            _ => Code::UnreadableAgreement,
        }
    }
}

/// Most signs of a text that may begin something: a parser makes one or two things of each, all of them before we see any.
const MARKS: usize = 400_000;

/// Refuses a text in which `signs`, of one byte each, stand too often.
pub(super) fn marks(text: &str, signs: &str) -> Result<(), Unreadable> {
    let mut known = [false; 256];
    signs.bytes().for_each(|sign| known[usize::from(sign)] = true);
    if text.bytes().filter(|byte| known[usize::from(*byte)]).count() > MARKS {
        return Err(Unreadable::TooMuch(format!("more than {MARKS} lines, marks or cells")));
    }
    Ok(())
}

fn hint(format: Format) -> &'static str {
    match format {
        Format::Pdf => "; a scanned PDF has to go through text recognition first",
        Format::Docx => "; perhaps it holds pictures of pages",
        _ => "",
    }
}

const OFFICE: &str = "`soffice --headless --convert-to docx FILE`";

/// The format, by what the file begins with, then by its name.
pub(super) fn format(name: &str, bytes: &[u8]) -> Result<Format, Unreadable> {
    let convert = |what| Err(Unreadable::Convert { what, how: OFFICE });
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Format::Docx);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let marker: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = bytes.windows(marker.len()).any(|window| window == marker);
        return if encrypted { Err(Unreadable::Encrypted) } else { convert("an old Word file (.doc)") };
    }
    if bytes.starts_with(b"{\\rtf") {
        return convert("a rich text file (.rtf)");
    }
    if bytes.get(..1024.min(bytes.len())).is_some_and(|head| head.windows(5).any(|window| window == b"%PDF-")) {
        return Ok(Format::Pdf);
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let head: String = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let start = head.trim_start_matches('\u{feff}').trim_start();
    match ending.as_str() {
        "docx" | "docm" | "dotx" => Err(Unreadable::Broken("it is not a zip archive".to_owned())),
        "odt" | "fodt" => convert("an OpenDocument text (.odt)"),
        "doc" => convert("not a Word file of today"),
        _ if start.starts_with("<!doctype html") || start.starts_with("<html") => Ok(Format::Html),
        "html" | "htm" | "xhtml" => Ok(Format::Html),
        "md" | "markdown" => Ok(Format::Markdown),
        "json" => Ok(Format::Json),
        "txt" | "text" => Ok(Format::Text),
        _ if start.starts_with('{') && start.contains("\"document\"") => Ok(Format::Json),
        _ if start.lines().any(|line| line.starts_with("# ") || line.starts_with("## ")) => Ok(Format::Markdown),
        _ => Ok(Format::Text),
    }
}

/// A PDF says where signs stand on a page, not what a clause is. No library at hand bounds what a stream of one grows to.
pub(super) fn pdf() -> Unreadable {
    let how = "`pdftotext -layout FILE agreement.txt`, or open it in Word and save it as .docx";
    Unreadable::Convert { what: "a PDF", how }
}

/// The text of a file: UTF-8, UTF-16 with its mark, else the encoding that Windows used in the West.
pub(super) fn text(bytes: &[u8], losses: &mut Vec<String>) -> Result<String, Unreadable> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Ok(utf16(rest, u16::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Ok(utf16(rest, u16::from_be_bytes));
    }
    if bytes.contains(&0) {
        return Err(Unreadable::NotText);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    Ok(std::str::from_utf8(bytes).map_or_else(
        |_| {
            losses.push("the text is not UTF-8 and was read as Windows-1252: look at its special letters".to_owned());
            bytes.iter().map(|byte| windows_1252(*byte)).collect()
        },
        str::to_owned,
    ))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
}

fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
        '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Text for people: white space is one blank, except line feeds that mean a new line; controls are left out.
pub(super) fn clean(text: &str) -> String {
    // Marks that nobody sees would hide a word from whoever looks for it.
    let unseen = |c: char| matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
    let seen: Cow<'_, str> = if text.contains(unseen) { text.replace(unseen, "").into() } else { text.into() };
    let mut out = String::with_capacity(seen.len());
    for line in seen.split('\n') {
        let start = out.len();
        for word in line.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
            if out.len() > start {
                out.push(' ');
            }
            out.push_str(word);
        }
        if out.len() > start {
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The text on one line.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains('\n') { text.replace('\n', " ").into() } else { text.into() }
}
