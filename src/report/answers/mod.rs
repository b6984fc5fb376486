//! In: views of the domain rooms, each an answer to a command.
//! Out: what every format asks of an answer; one file an answer.
//! Never: a word about which formats there are, a decision, a figure that is not in the view.

mod assess;
mod audit_sample;
mod comparison;
mod complained;
mod curve;
mod due;
mod due_list;
mod due_page;
mod due_table;
mod explanation;
mod framework;
mod goal;
mod incident_clocks;
mod incidents;
mod law;
mod law_comparison;
mod law_list;
mod law_sources;
mod meaning;
mod method;
mod next_step;
mod obligation;
mod packs;
mod plan;
mod portfolio;
mod portfolio_rows;
mod practice;
mod record;
mod records;
mod register;
mod review;
mod review_page;
mod trace;
mod transfer_check;
mod workspace;

pub(super) use assess::coverage;
pub use assess::{AssessView, Scorecards};
pub use complained::complained;
pub use meaning::Meaning;
pub use method::{method_word, method_words};
pub use portfolio::{Judged, JudgedSummary, portfolio_findings};
pub use portfolio_rows::{Frame, line as portfolio_line};

use serde_json::Value;

use super::{
    Style,
    formats::{Calendar, Findings, Sheet},
};

/// What came out of a command, as formats ask for it.
pub trait Answer {
    /// All of it, for programs.
    fn json(&self) -> Value;

    /// The same as objects for a line each.
    fn objects(&self) -> Vec<Value> {
        vec![self.json()]
    }

    /// Records for a spreadsheet.
    fn sheet(&self) -> Sheet;

    /// Text for people at a terminal.
    fn text(&self, style: Style) -> String;

    /// A page in Markdown.
    fn page(&self) -> Page;

    /// A page that a browser opens, with all that it needs in it; `None` where there is none.
    fn html(&self) -> Option<String> {
        None
    }

    /// Verdicts, one a file that was judged; `None` where nothing was judged.
    fn findings(&self) -> Option<Vec<Findings<'_>>> {
        None
    }

    /// What has a day; `None` where nothing can have one.
    fn calendar(&self) -> Option<Calendar> {
        None
    }
}

/// A page before it is filled in.
#[derive(Debug)]
pub struct Page {
    /// The template, `NAME` of `templates/report/NAME.md`.
    pub template: &'static str,
    /// What fills it: a map.
    pub values: Value,
}

impl Page {
    fn new(template: &'static str, values: Value) -> Self {
        Self { template, values }
    }
}
