//! Reports.

use std::path::PathBuf;

use clap::ValueEnum;
use dmf::{ops::Origin, report::Format};

use super::{Reading, formats::REPORT};

/// Write a report with pictures: one page that opens anywhere, needs no network, and prints well
///
/// It tells of the worksheet, its plan, and of the transfers and agreements that `dmf.toml` or the flags name.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf report org.yaml -o report.html\n  \
    dmf report org.yaml --audience board -o board.pdf\n  \
    dmf report org.yaml --baseline git:v2026.1 -o report.docx\n  \
    dmf report org.yaml --transfers transfers.yaml -o report.html")]
pub(crate) struct Report {
    /// The worksheet; `-` is the standard input [default: that of the workspace, or org.yaml]
    #[arg(value_name = "FILE")]
    pub(crate) worksheet: Option<PathBuf>,
    /// For whom it is, which decides how much it tells
    #[arg(long, value_name = "AUDIENCE", default_value = "team")]
    pub(crate) audience: Audience,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Tell what changed since a scorecard, a worksheet, or the same file at `git:REVISION`
    #[arg(long, value_name = "FILE|git:REV")]
    pub(crate) baseline: Option<Origin>,
    /// A register of transfers to tell of; may be given again [default: those of `dmf.toml`]
    #[arg(long, value_name = "FILE")]
    pub(crate) transfers: Vec<PathBuf>,
    /// A deal to tell of; may be given again [default: those of `dmf.toml`]
    #[arg(long, value_name = "FILE")]
    pub(crate) deals: Vec<PathBuf>,
    /// Days ahead to look for evidence that ends
    #[arg(long, value_name = "DAYS", default_value_t = 90, value_parser = clap::value_parser!(i32).range(0..=3650))]
    pub(crate) within: i32,
    /// Person-days a month by role, for the plan
    #[arg(long, value_name = "ROLE=DAYS", value_delimiter = ',', value_parser = super::plan::capacity)]
    pub(crate) capacity: Vec<(String, u32)>,
    /// Leave out the gates, baseline and waivers of `dmf.toml`
    #[arg(long)]
    pub(crate) no_gate: bool,
    /// How the report is written [default: by the ending of the output file, else html]
    #[arg(long, short, value_name = "FORMAT", value_parser = REPORT.parser())]
    pub(crate) format: Option<Format>,
    /// Write to a file instead of the standard output
    #[arg(long = "output", short = 'o', value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// For whom a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Audience {
    /// The figures, the pictures, and what to decide
    Board,
    /// Every answer with its evidence, also by ASEAN's components; no advice
    Regulator,
    /// All of it
    Team,
}

impl From<Audience> for dmf::report::Audience {
    fn from(audience: Audience) -> Self {
        match audience {
            Audience::Board => Self::Board,
            Audience::Regulator => Self::Regulator,
            Audience::Team => Self::Team,
        }
    }
}
