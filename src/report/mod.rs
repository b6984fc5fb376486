//! In: views of the domain rooms.
//! Out: text in one of the formats; one file an answer, one file a format.
//! Never: a decision, a write, or a figure that is not in the view.

mod answers;
mod chart;
mod drawing;
mod figures;
pub mod formats;
mod lp;
pub mod map;
mod notice;
mod page;
mod records;
mod ropa;

pub use crate::text::{neutral, visible, wrap, wrap_wide};
pub use answers::{
    Answer, AssessView, Frame, Judged, JudgedSummary, Meaning, Page, Scorecards, complained, method_word, method_words,
    portfolio_findings, portfolio_line,
};
pub use chart::{Chart, chart, curve_chart, plan_chart};
pub use formats::{Family, Format, Unwritten, render};
pub use lp::lp;
pub use notice::notice;
pub use page::{AgreementLine, Audience, ReportView, page};
pub use records::records;
pub use ropa::ropa;

/// How text for people is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    pub colour: bool,
    /// Columns.
    pub width: usize,
    /// Everything, where a table would otherwise show only the most important rows.
    pub all: bool,
}
