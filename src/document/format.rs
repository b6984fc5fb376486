//! The formats, by name, and one way to write any of them.

use super::numbered::Numbered;

/// A format that a document can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    Markdown,
    Html,
    Text,
    Json,
    Docx,
    #[cfg(feature = "pdf")]
    Pdf,
}

impl Format {
    /// Every format, in the order in which help lists them.
    pub const ALL: &[Format] = &[
        Format::Markdown,
        Format::Html,
        Format::Text,
        Format::Json,
        Format::Docx,
        #[cfg(feature = "pdf")]
        Format::Pdf,
    ];

    /// The format of a file with this extension (without the dot, in any case).
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Format> {
        let extension = extension.to_ascii_lowercase();
        match extension.as_str() {
            "markdown" => Some(Format::Markdown),
            "htm" => Some(Format::Html),
            "text" => Some(Format::Text),
            _ => Self::ALL.iter().copied().find(|format| format.extension() == extension),
        }
    }

    /// The usual extension of its files, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Text => "txt",
            Format::Json => "json",
            Format::Docx => "docx",
            #[cfg(feature = "pdf")]
            Format::Pdf => "pdf",
        }
    }

    /// Whether its files are text that a terminal can show.
    #[must_use]
    pub fn is_text(self) -> bool {
        match self {
            Format::Markdown | Format::Html | Format::Text | Format::Json => true,
            Format::Docx => false,
            #[cfg(feature = "pdf")]
            Format::Pdf => false,
        }
    }
}

/// The document in this format. The same document gives the same bytes.
#[must_use]
pub fn write(document: &Numbered, format: Format) -> Vec<u8> {
    match format {
        Format::Markdown => super::markdown::markdown(document).into_bytes(),
        Format::Html => super::html::html(document).into_bytes(),
        Format::Text => super::text::text(document).into_bytes(),
        Format::Json => super::json::json(document).into_bytes(),
        Format::Docx => super::docx::docx(document),
        #[cfg(feature = "pdf")]
        Format::Pdf => super::pdf::pdf(document),
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, write};
    use crate::document::number::number;
    use crate::document::sample::agreement;

    #[test]
    fn every_format_has_an_extension_of_its_own() {
        for format in Format::ALL {
            assert_eq!(Format::from_extension(format.extension()), Some(*format));
        }
        assert_eq!(Format::from_extension("HTM"), Some(Format::Html));
        assert_eq!(Format::from_extension("odt"), None);
    }

    #[test]
    fn the_same_document_gives_the_same_bytes() {
        for format in Format::ALL {
            let bytes = || write(&number(&agreement()).expect("sound"), *format);
            assert!(bytes() == bytes(), "{format:?}");
        }
    }
}
