//! Many worksheets at once.

use std::path::PathBuf;

use clap::ValueEnum;
use dmf::{ops::Origin, report::Format};

use super::{Gates, formats::PORTFOLIO};

/// Score many worksheets at once: a heat map, what most have in common, the worst
///
/// Folders are gone through for YAML files that are worksheets. A worksheet that is wrong is told at its place and
/// counted; the others are scored, and the exit code is 3 in the end.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf portfolio subsidiaries/\n  \
    dmf portfolio subsidiaries/ --roll-up sector --baseline git:v2026\n  \
    find . -name org.yaml -print0 | dmf portfolio - --format ndjson -o scores.ndjson\n  \
    dmf portfolio --input ndjson <worksheets.ndjson >scores.ndjson")]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Portfolio {
    /// Folders and worksheets; `-` for a list of files on the standard input, apart by NUL or line ends [default: the worksheets
    /// of the workspace, or this folder]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// What is read
    #[arg(long, value_name = "KIND", default_value = "files")]
    pub(crate) input: Input,
    /// What organisations are put together by
    #[arg(long, value_name = "WORD", default_value = "country")]
    pub(crate) roll_up: GroupBy,
    /// Hold each worksheet against the one of the same name in a folder, or at `git:REVISION`
    #[arg(long, value_name = "DIR|git:REV")]
    pub(crate) baseline: Option<Origin>,
    /// The profile to use instead of the worksheets'
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: Option<String>,
    #[command(flatten)]
    pub(crate) gates: Gates,
    /// Look at the files that records name; this is what happens where a gate, a baseline or evidenced figures are asked for
    #[arg(long)]
    pub(crate) look: bool,
    /// Leave those files alone; such a record then counts for no more than a citation
    #[arg(long, conflicts_with = "look")]
    pub(crate) no_look: bool,
    /// Go on after a worksheet that is wrong; this is what happens anyway
    #[arg(long, conflicts_with = "fail_fast")]
    pub(crate) keep_going: bool,
    /// Stop at the first worksheet that is wrong
    #[arg(long)]
    pub(crate) fail_fast: bool,
    /// Lowest organisations and worst regressions to show
    #[arg(long, value_name = "NUMBER", default_value = "20")]
    pub(crate) top: usize,
    /// Cores to use [default: all]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) threads: Option<usize>,
    /// How the answer is written [default: by the ending of the output file, else table]
    #[arg(long, short, value_name = "FORMAT", value_parser = PORTFOLIO.parser())]
    pub(crate) format: Option<Format>,
    /// Write to a file instead of the standard output
    #[arg(id = "output", long, short, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long)]
    pub(crate) force: bool,
    /// Begin CSV with a byte order mark, by which Excel knows that it is UTF-8
    #[arg(long)]
    pub(crate) bom: bool,
}

/// What a portfolio is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Input {
    /// Files, one worksheet each
    Files,
    /// The standard input, one worksheet a line, as JSON
    Ndjson,
}

/// What organisations are put together by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GroupBy {
    Country,
    Sector,
    Tag,
}
