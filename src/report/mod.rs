//! In: views of the domain rooms.
//! Out: text in one of the formats; one file a format.
//! Never: a decision, a write, or a figure that is not in the view.

mod answer;
mod bar;
mod chart;
mod csv;
mod drawing;
mod findings;
pub mod formats;
mod github;
mod gitlab;
mod ics;
mod json;
mod junit;
pub mod map;
mod markdown;
mod page;
mod portfolio;
mod review;
mod ropa;
mod sarif;
mod table;

pub use answer::{Answer, AssessView};
pub use chart::{Chart, chart, plan_chart};
pub use findings::{Case, Findings, Suite, render_findings};
pub use formats::{Family, Format};
pub use ics::calendar;
pub use page::{AgreementLine, Audience, ReportView, page};
pub use portfolio::{Frame, line as portfolio_line};
pub use review::review_page;
pub use ropa::ropa;

pub use crate::text::{visible, wrap};
use crate::{diag::Sink, load::Library, source::Sources};

/// How text for people is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    pub colour: bool,
    /// Columns.
    pub width: usize,
    /// Everything, where a table would otherwise show only the most important rows.
    pub all: bool,
}

/// Renders an answer. `None` for a format that no answer has, or, with the reason in the sink, when a template of the
/// user's is wrong.
pub fn render(
    answer: &Answer,
    format: Format,
    style: Style,
    library: &Library,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Option<String> {
    match format {
        Format::Table => Some(table::render(answer, style)),
        Format::Json => Some(json::render(answer)),
        Format::Ndjson => Some(json::lines(answer)),
        Format::Csv => Some(csv::render(answer)),
        Format::Markdown => markdown::render(answer, library, sources, sink),
        _ => None,
    }
}
