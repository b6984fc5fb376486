//! Portfolios row by row: what is written of each organisation while the next one is still being read.

use crate::{
    assessment::portfolio::{CellView, Row, RowView, SummaryView, row_view},
    framework::Framework,
    gate::{FindingView, VerdictView},
    report::{
        Format,
        formats::{self, record},
    },
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

    /// Whether a row has a place for findings.
    #[must_use]
    pub const fn has_findings(self) -> bool {
        matches!(self, Self::Json | Self::Ndjson)
    }

    /// What stands before the rows; `framework` gives CSV its columns.
    #[must_use]
    pub fn head(self, framework: &Framework) -> String {
        match self {
            Self::Json => "{\"version\":1,\"kind\":\"portfolio\",\"organisations\":[\n".to_owned(),
            Self::Ndjson => String::new(),
            Self::Csv => {
                let mut head: Vec<String> = COLUMNS.iter().map(|(name, _)| (*name).to_owned()).collect();
                for block in &framework.blocks {
                    let id = block.id.to_lowercase();
                    head.extend(FIGURES.map(|(figure, _)| format!("{id}_{figure}")));
                }
                record(&head)
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

    /// What stands after the rows. `verdict` is on all together; what fails in one worksheet stands in its row.
    #[must_use]
    pub fn tail(self, summary: &SummaryView, verdict: &VerdictView) -> String {
        match self {
            Self::Json => {
                format!("\n],\"summary\":{},\"verdict\":{}}}\n", formats::line(summary), formats::line(verdict))
            }
            Self::Ndjson | Self::Csv => String::new(),
        }
    }
}

/// A heading, and the cell beneath it in the row of an organisation.
type Column = (&'static str, fn(&RowView<'_>) -> String);

/// What is told of an organisation.
const COLUMNS: [Column; 23] = [
    ("file", |row| text(row.file)),
    ("organisation", |row| row.organisation.to_owned()),
    ("country", |row| row.country.to_owned()),
    ("sector", |row| text(row.sector)),
    ("tags", |row| row.tags.join(" ")),
    ("framework", |row| row.framework.to_owned()),
    ("framework_version", |row| row.framework_version.to_owned()),
    ("profile", |row| row.profile.to_owned()),
    ("claimed", |row| number(row.overall.claimed)),
    ("evidenced", |row| number(row.overall.evidenced)),
    ("verified", |row| number(row.overall.verified)),
    ("target", |row| number(row.overall.target)),
    ("reached", |row| text(row.overall.reached)),
    ("reached_evidenced", |row| text(row.overall.reached_evidenced)),
    ("asked", |row| row.asked.to_string()),
    ("answered", |row| row.answered.to_string()),
    ("below_target", |row| row.below_target.to_string()),
    ("unbacked", |row| row.unbacked.to_string()),
    ("not_assessed", |row| row.not_assessed.to_string()),
    ("claimed_by", |row| number(row.change.as_ref().map(|change| change.claimed_by))),
    ("evidenced_by", |row| number(row.change.as_ref().map(|change| change.evidenced_by))),
    ("worse", |row| row.change.as_ref().map(|change| change.worse.join(" ")).unwrap_or_default()),
    ("failing", |row| number(row.failing)),
];

/// The end of a heading, and the cell beneath it for one block.
type Figure = (&'static str, fn(&CellView<'_>) -> String);

/// What is told of each of its blocks, under the id of the block.
const FIGURES: [Figure; 3] = [
    ("claimed", |cell| number(cell.claimed)),
    ("evidenced", |cell| number(cell.evidenced)),
    ("reached", |cell| text(cell.reached)),
];

fn text(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

fn number(number: Option<impl ToString>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// A row with the findings that fail; in CSV with the columns of its own framework's blocks.
#[must_use]
pub fn line(frame: Frame, framework: &Framework, row: &Row, failing: &[FindingView]) -> String {
    let view = RowView { findings: failing, ..row_view(framework, row) };
    match frame {
        Frame::Json => formats::line(&view),
        Frame::Ndjson => formats::line(&view) + "\n",
        Frame::Csv => {
            let mut cells: Vec<String> = COLUMNS.iter().map(|(_, cell)| cell(&view)).collect();
            cells.extend(view.blocks.iter().flat_map(|block| FIGURES.map(|(_, cell)| cell(&block.figures))));
            record(&cells)
        }
    }
}
