//! The transfer register.

use std::path::PathBuf;

use clap::Subcommand;

use super::Output;

/// Keep the register of transfers: where personal data goes, on what ground, what is due
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct Transfer {
    #[command(subcommand)]
    pub(crate) command: TransferCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TransferCommand {
    List(TransferList),
}

/// List the transfers of a register
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf transfer list transfers.yaml\n  \
    dmf transfer list transfers.yaml --country VN --status active")]
pub(crate) struct TransferList {
    /// The register; `-` is the standard input
    #[arg(value_name = "FILE")]
    pub(crate) register: PathBuf,
    #[command(flatten)]
    pub(crate) filter: Filter,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Which transfers are shown.
#[derive(Debug, clap::Args)]
pub(crate) struct Filter {
    /// Only those that touch one of these countries, by code or name
    #[arg(long, value_name = "COUNTRY", value_delimiter = ',')]
    pub(crate) country: Vec<String>,
    /// Only those of one of these statuses
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    pub(crate) status: Vec<String>,
}
