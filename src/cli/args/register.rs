//! Registers that are described by data.

use std::path::PathBuf;

use clap::Subcommand;
use dmf::report::Format;

use super::{GateOutput, Output, formats::EXPORT};

/// Keep registers: datasets and whatever else a data folder describes; without a kind, list the kinds there are
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf register                              the kinds of record there are\n  \
    dmf register datasets new -o datasets.yaml\n  \
    dmf register datasets list\n  \
    dmf register datasets show DS-01\n  \
    dmf register datasets check --format sarif")]
pub(crate) struct Register {
    /// The kind of record, such as datasets
    #[arg(value_name = "KIND")]
    pub(crate) kind: Option<String>,
    #[command(subcommand)]
    pub(crate) command: Option<RegisterCommand>,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RegisterCommand {
    /// Write a register to begin with: every field explained, some records to change
    New {
        /// Explain only what a small company fills in
        #[arg(long)]
        sme: bool,
        /// Write to a file instead of the standard output
        #[arg(long = "output", short = 'o', value_name = "FILE")]
        file: Option<PathBuf>,
        /// Replace an output file that exists
        #[arg(long)]
        force: bool,
    },
    /// List the records
    List {
        /// A file instead of those of the workspace; `-` is the standard input
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
        #[command(flatten)]
        output: Output,
    },
    /// Show one record, with all that it says and what is computed
    Show {
        /// Id of the record
        #[arg(value_name = "ID")]
        id: String,
        /// A file instead of those of the workspace; `-` is the standard input
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
        #[command(flatten)]
        output: Output,
    },
    /// Judge the records: what the kind says is to be found, and of how many it was asked
    Check(RegisterCheck),
    /// Take back a workbook that `export` made: only what was changed in it
    #[cfg(feature = "xlsx")]
    Import {
        /// The workbook
        #[arg(value_name = "WORKBOOK")]
        workbook: PathBuf,
        /// The register that takes the changes
        #[arg(long, short, value_name = "FILE")]
        output: PathBuf,
    },
    /// Write every field of every record, for a spreadsheet or a program
    Export(RegisterExport),
}

/// Judge the records: what the kind says is to be found, and of how many it was asked
#[derive(Debug, clap::Args)]
pub(crate) struct RegisterCheck {
    /// A file instead of those of the workspace; `-` is the standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: GateOutput,
    /// Fail on findings of a code, of the kind or of all registers; may be given again
    #[arg(long, value_name = "CODE", value_delimiter = ',', help_heading = "Gates")]
    pub(crate) fail_on: Vec<String>,
    /// Leave out the gates and waivers of `dmf.toml`
    #[arg(long, help_heading = "Gates")]
    pub(crate) no_gate: bool,
}

/// Write every field of every record, for a spreadsheet or a program
#[derive(Debug, clap::Args)]
pub(crate) struct RegisterExport {
    /// A file instead of those of the workspace; `-` is the standard input
    #[arg(value_name = "RECORDS")]
    pub(crate) records: Option<PathBuf>,
    /// How the records are written [default: by the ending of the output file, else csv]
    #[arg(long, short, value_name = "FORMAT", value_parser = EXPORT.parser())]
    pub(crate) format: Option<Format>,
    /// Write to a file instead of the standard output
    #[arg(long = "output", short = 'o', value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long)]
    pub(crate) force: bool,
    /// Begin CSV with a byte order mark, by which Excel knows that it is UTF-8
    #[arg(long)]
    pub(crate) bom: bool,
    /// A workbook to fill in, which `import` takes back; the same as an output file that ends in .xlsx
    #[cfg(feature = "xlsx")]
    #[arg(long, conflicts_with_all = ["format", "bom"])]
    pub(crate) xlsx: bool,
}
