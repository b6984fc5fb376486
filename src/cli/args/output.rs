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
    /// A picture, of a scorecard or a plan
    Svg,
}

impl TryFrom<Format> for report::Format {
    type Error = &'static str;

    fn try_from(format: Format) -> Result<Self, Self::Error> {
        match format {
            Format::Table => Ok(Self::Table),
            Format::Json => Ok(Self::Json),
            Format::Markdown => Ok(Self::Markdown),
            Format::Csv => Ok(Self::Csv),
            Format::Svg => Err(NO_PICTURE),
        }
    }
}

/// What is said where a picture is asked for and there is none.
pub(crate) const NO_PICTURE: &str = "there is no picture of this answer; `dmf assess` and `dmf plan` draw one";

/// Where an assessment goes, and how it is written.
#[derive(Debug, Default, clap::Args)]
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
    /// A picture, of a scorecard
    Svg,
}

/// What a format of a gate means to the library.
pub(crate) enum Writer {
    Answer(report::Format),
    Findings(report::FindingFormat),
    Picture,
}

impl From<GateFormat> for Writer {
    fn from(format: GateFormat) -> Self {
        match format {
            GateFormat::Table => Self::Answer(report::Format::Table),
            GateFormat::Json => Self::Answer(report::Format::Json),
            GateFormat::Ndjson => Self::Answer(report::Format::Ndjson),
            GateFormat::Markdown => Self::Answer(report::Format::Markdown),
            GateFormat::Csv => Self::Answer(report::Format::Csv),
            GateFormat::Sarif => Self::Findings(report::FindingFormat::Sarif),
            GateFormat::Junit => Self::Findings(report::FindingFormat::Junit),
            GateFormat::Github => Self::Findings(report::FindingFormat::Github),
            GateFormat::Gitlab => Self::Findings(report::FindingFormat::Gitlab),
            GateFormat::Svg => Self::Picture,
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
