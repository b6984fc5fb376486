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
pub use ics::{Calendar, Event};
pub(super) use json::safe as safe_json;

use super::{Answer, Style};
use crate::{
    diag::Sink,
    document::{self, numbered::Numbered},
    load::Library,
    source::Sources,
    text::without_commands,
};

/// Why an answer was not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unwritten {
    /// A template of the user's is wrong; the sink says how.
    Template,
    /// The answer has nothing of the kind that the format shows, such as findings or a picture.
    NothingToShow,
}

/// An answer in a format. `style` is for text alone, but for `all`: notes among findings are left out without it.
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
    match format {
        Format::Table => Ok(without_commands(&table::render(&answer.text(style))).into_owned()),
        Format::Json => Ok(json::render(&answer.json())),
        Format::Ndjson => Ok(json::lines(&answer.objects())),
        Format::Csv => Ok(answer.sheet().csv()),
        Format::Markdown => {
            let page = markdown::render(answer.page(), library, sources, sink).ok_or(Unwritten::Template)?;
            Ok(without_commands(&page).into_owned())
        }
        Format::Sarif | Format::Junit | Format::Github | Format::Gitlab => {
            found(&findings()?, format, style.all).ok_or(Unwritten::NothingToShow)
        }
        Format::Html => answer.html().ok_or(Unwritten::NothingToShow),
        Format::Ics => answer.calendar().map(|calendar| ics::render(&calendar)).ok_or(Unwritten::NothingToShow),
        Format::Text | Format::Docx | Format::Pdf | Format::Svg | Format::Mermaid => Err(Unwritten::NothingToShow),
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
    match format {
        Format::Markdown => Some(without_commands(&document::markdown::markdown(document)).into_owned().into_bytes()),
        Format::Html => Some(document::html::html(document).into_bytes()),
        Format::Text => Some(without_commands(&document::text::text(document)).into_owned().into_bytes()),
        Format::Json => Some(document::json::json(document).into_bytes()),
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
