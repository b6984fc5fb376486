//! Portfolios row by row: what is written of each organisation while the next one is still being read.

use super::{Format, csv};
use crate::{
    assessment::portfolio::{CellView, Row, SummaryView, row_view},
    framework::Framework,
};

/// Formats that are written row by row, and what stands around the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// One object: the rows, then what they come to.
    Json,
    /// One line of JSON an organisation.
    Ndjson,
    /// One record an organisation.
    Csv,
}

impl Frame {
    /// How rows are framed in a format; `None` for one that is written at the end.
    #[must_use]
    pub const fn of(format: Format) -> Option<Self> {
        match format {
            Format::Json => Some(Self::Json),
            Format::Ndjson => Some(Self::Ndjson),
            Format::Csv => Some(Self::Csv),
            _ => None,
        }
    }

    /// What stands before the rows; `framework` gives CSV its columns.
    #[must_use]
    pub fn head(self, framework: &Framework) -> String {
        match self {
            Self::Json => "{\"version\":1,\"kind\":\"portfolio\",\"organisations\":[\n".to_owned(),
            Self::Ndjson => String::new(),
            Self::Csv => {
                let mut head: Vec<String> = COLUMNS.iter().map(|name| (*name).to_owned()).collect();
                for block in &framework.blocks {
                    let id = block.id.to_lowercase();
                    head.extend(["claimed", "evidenced", "reached"].map(|figure| format!("{id}_{figure}")));
                }
                csv::write(&[], std::iter::once(head))
            }
        }
    }

    /// What stands between two rows.
    #[must_use]
    pub const fn between(self) -> &'static str {
        match self {
            Self::Json => ",\n",
            Self::Ndjson | Self::Csv => "",
        }
    }

    /// What stands after the rows.
    #[must_use]
    pub fn tail(self, summary: &SummaryView) -> String {
        match self {
            Self::Json => {
                let summary = serde_json::to_string(summary).expect("views hold only strings, numbers and lists");
                format!("\n],\"summary\":{summary}}}\n")
            }
            Self::Ndjson | Self::Csv => String::new(),
        }
    }
}

const COLUMNS: [&str; 22] = [
    "file",
    "organisation",
    "country",
    "sector",
    "tags",
    "framework",
    "framework_version",
    "profile",
    "claimed",
    "evidenced",
    "target",
    "reached",
    "reached_evidenced",
    "asked",
    "answered",
    "below_target",
    "unbacked",
    "not_assessed",
    "claimed_by",
    "evidenced_by",
    "worse",
    "failing",
];

/// A row; in CSV with the columns of its own framework's blocks.
#[must_use]
pub fn line(frame: Frame, framework: &Framework, row: &Row) -> String {
    let view = row_view(framework, row);
    let why = "views hold only strings, numbers and lists";
    match frame {
        Frame::Json => serde_json::to_string(&view).expect(why),
        Frame::Ndjson => serde_json::to_string(&view).expect(why) + "\n",
        Frame::Csv => {
            let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
            let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
            let cell = |cell: &CellView<'_>| [number(cell.claimed), number(cell.evidenced), text(cell.reached)];
            let change = view.change.as_ref();
            let mut record = vec![
                text(view.file),
                view.organisation.to_owned(),
                view.country.to_owned(),
                text(view.sector),
                view.tags.join(" "),
                view.framework.to_owned(),
                view.framework_version.to_owned(),
                view.profile.to_owned(),
                number(view.overall.claimed),
                number(view.overall.evidenced),
                number(view.overall.target),
                text(view.overall.reached),
                text(view.overall.reached_evidenced),
                view.asked.to_string(),
                view.answered.to_string(),
                view.below_target.to_string(),
                view.unbacked.to_string(),
                view.not_assessed.to_string(),
                change.map(|change| change.claimed_by.to_string()).unwrap_or_default(),
                change.map(|change| change.evidenced_by.to_string()).unwrap_or_default(),
                change.map(|change| change.worse.join(" ")).unwrap_or_default(),
                view.failing.map(|failing| failing.to_string()).unwrap_or_default(),
            ];
            record.extend(view.blocks.iter().flat_map(|block| cell(&block.figures)));
            csv::write(&[], std::iter::once(record))
        }
    }
}
