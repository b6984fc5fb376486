//! Where an answer goes, and how it is written.

use std::path::PathBuf;

use clap::ValueEnum;
use dmf::report;

/// Where an answer goes, and how it is written.
#[derive(Debug, clap::Args)]
pub(crate) struct Output {
    /// How the answer is written [default: by the ending of the output file, else table]
    #[arg(long, short, value_name = "FORMAT")]
    pub(crate) format: Option<Format>,
    /// Write to a file instead of the standard output
    #[arg(id = "output", long, short, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
    Markdown,
    Csv,
}

impl From<Format> for report::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Table => Self::Table,
            Format::Json => Self::Json,
            Format::Markdown => Self::Markdown,
            Format::Csv => Self::Csv,
        }
    }
}

/// Where an assessment goes, and how it is written.
#[derive(Debug, clap::Args)]
pub(crate) struct GateOutput {
    /// How the answer is written [default: by the ending of the output file, else table]
    #[arg(long, short, value_name = "FORMAT")]
    pub(crate) format: Option<GateFormat>,
    /// Write to a file instead of the standard output
    #[arg(id = "output", long, short, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// How an assessment is written. The verdict is the same in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GateFormat {
    Table,
    Json,
    /// One line of JSON a worksheet
    Ndjson,
    /// A page, or the summary of a job
    Markdown,
    Csv,
    /// Findings for code scanning
    Sarif,
    /// A test report: a block is a suite, a practice a case
    Junit,
    /// Annotations of GitHub Actions
    Github,
    /// A code quality report for GitLab
    Gitlab,
}

impl From<GateFormat> for Result<report::Format, report::FindingFormat> {
    fn from(format: GateFormat) -> Self {
        match format {
            GateFormat::Table => Ok(report::Format::Table),
            GateFormat::Json => Ok(report::Format::Json),
            GateFormat::Ndjson => Ok(report::Format::Ndjson),
            GateFormat::Markdown => Ok(report::Format::Markdown),
            GateFormat::Csv => Ok(report::Format::Csv),
            GateFormat::Sarif => Err(report::FindingFormat::Sarif),
            GateFormat::Junit => Err(report::FindingFormat::Junit),
            GateFormat::Github => Err(report::FindingFormat::Github),
            GateFormat::Gitlab => Err(report::FindingFormat::Gitlab),
        }
    }
}

/// How a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DocumentFormat {
    Markdown,
    Html,
    Text,
    Json,
    Docx,
    #[cfg(feature = "pdf")]
    Pdf,
}

impl From<DocumentFormat> for dmf::document::format::Format {
    fn from(format: DocumentFormat) -> Self {
        match format {
            DocumentFormat::Markdown => Self::Markdown,
            DocumentFormat::Html => Self::Html,
            DocumentFormat::Text => Self::Text,
            DocumentFormat::Json => Self::Json,
            DocumentFormat::Docx => Self::Docx,
            #[cfg(feature = "pdf")]
            DocumentFormat::Pdf => Self::Pdf,
        }
    }
}
