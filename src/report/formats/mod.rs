//! In: an answer or a document, and the format that is asked for.
//! Out: its text or bytes; one file a format, and the table of all.
//! Never: which command offers which, the name of an answer, a write.

mod csv;
mod findings;
mod format;
mod github;
mod gitlab;
mod ics;
mod json;
mod junit;
mod markdown;
mod sarif;
pub(super) mod table;

pub(super) use csv::record;
pub use csv::{Column, Rows, Sheet};
pub(super) use findings::excuse;
pub use findings::{Case, Findings, Suite};
pub use format::{Family, Format};
pub use ics::{Calendar, Event, When};
pub use json::json;
pub(super) use json::line;

use super::{Answer, Style};
use crate::{
    diag::Sink,
    document::{self, numbered::Numbered},
    load::Library,
    source::Sources,
    text::{neutral, neutral_json},
};

/// Why an answer was not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unwritten {
    /// A template of the user's is wrong; the sink says how.
    Template,
    /// The answer has nothing of the kind that the format shows, such as findings or a picture.
    NothingToShow,
}

/// An answer in a format. `style` is for text alone, but for `all`: notes among findings are left out without it. Shown at a
/// terminal or in the log of a job, no text of a user's commands either.
///
/// # Errors
///
/// When a template of the user's is wrong, or the answer has nothing that the format could show.
pub fn render(
    answer: &dyn Answer,
    format: Format,
    style: Style,
    library: &Library,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<String, Unwritten> {
    let findings = || answer.findings().ok_or(Unwritten::NothingToShow);
    let text = |text: &str, colour: bool| neutral(text, colour).into_owned();
    match format {
        Format::Table => Ok(text(&table::render(&answer.text(style)), style.colour)),
        Format::Json => Ok(json(&answer.json())),
        Format::Ndjson => Ok(json::lines(&answer.objects())),
        Format::Csv => Ok(answer.sheet().csv()),
        Format::Markdown => {
            let page = markdown::render(answer.page(), library, sources, sink).ok_or(Unwritten::Template)?;
            Ok(text(&page, false))
        }
        Format::Sarif | Format::Junit | Format::Github | Format::Gitlab => {
            found(&findings()?, format, style.all).ok_or(Unwritten::NothingToShow)
        }
        Format::Html => answer.html().ok_or(Unwritten::NothingToShow),
        Format::Ics => {
            let calendar = answer.calendar().ok_or(Unwritten::NothingToShow)?;
            Ok(text(&ics::render(&calendar), false))
        }
        Format::Text | Format::Docx | Format::Pdf | Format::Svg | Format::Mermaid | Format::Lp => {
            Err(Unwritten::NothingToShow)
        }
    }
}

/// Findings in a format; notes are left out unless `all` are asked for. `None` for a format that shows no findings.
#[must_use]
pub fn found(list: &[Findings<'_>], format: Format, all: bool) -> Option<String> {
    match format {
        Format::Sarif => Some(sarif::render(list, all)),
        Format::Junit => Some(junit::render(list)),
        Format::Github => Some(github::render(list, all)),
        Format::Gitlab => Some(gitlab::render(list, all)),
        _ => None,
    }
}

/// A document in a format, the same bytes each time. `None` for a format that no document has, or that this program was
/// built without.
#[must_use]
pub fn document(document: &Numbered, format: Format) -> Option<Vec<u8>> {
    let text = |text: &str| neutral(text, false).into_owned().into_bytes();
    match format {
        Format::Markdown => Some(text(&document::markdown::markdown(document))),
        Format::Html => Some(document::html::html(document).into_bytes()),
        Format::Text => Some(text(&document::text::text(document))),
        Format::Json => Some(neutral_json(&document::json::json(document)).into_owned().into_bytes()),
        Format::Docx => Some(document::docx::docx(document)),
        #[cfg(feature = "pdf")]
        Format::Pdf => Some(document::pdf::pdf(document)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{number::number, sample::agreement};

    #[test]
    fn a_document_is_written_in_each_format_that_documents_have_and_alike_each_time() {
        for format in Format::ALL {
            let bytes = || document(&number(&agreement()).expect("sound"), *format);
            let built = cfg!(feature = "pdf") || *format != Format::Pdf;
            assert_eq!(bytes().is_some(), format.shows(Family::Document) && built, "{format:?}");
            assert!(bytes() == bytes(), "{format:?}");
        }
    }
}
