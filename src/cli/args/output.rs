//! Where an answer goes, and how it is written.

use std::path::PathBuf;

use dmf::report::Format;

use super::formats::{ANSWER, GATE};

/// Where an answer goes, and how it is written.
#[derive(Debug, clap::Args)]
pub(crate) struct Output {
    /// How the answer is written [default: by the ending of the output file, else table]
    #[arg(long, short, value_name = "FORMAT", value_parser = ANSWER.parser())]
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

/// What is said where a picture is asked for and there is none.
pub(crate) const NO_PICTURE: &str = "there is no picture of this answer; `dmf assess` and `dmf plan` draw one";

/// Where an assessment goes, and how it is written.
#[derive(Debug, clap::Args)]
pub(crate) struct GateOutput {
    /// How the answer is written [default: by the ending of the output file, else table]
    #[arg(long, short, value_name = "FORMAT", value_parser = GATE.parser())]
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
