//! Registers that are described by data.

use std::path::PathBuf;

use clap::Subcommand;

use super::{GateOutput, Output};

/// Keep registers: datasets and whatever else a data folder describes; without a kind, list the kinds there are
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf register                              the kinds of record there are\n  \
    dmf register datasets list\n  \
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
    /// List the records
    List {
        /// A file instead of those of the workspace; `-` is the standard input
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
        #[command(flatten)]
        output: Output,
    },
    /// Judge the records: what the kind says is to be found, and of how many it was asked
    Check(RegisterCheck),
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
