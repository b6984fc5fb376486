//! Assessing the impact of transfers.

use std::path::PathBuf;

use super::{FailOn, GateOutput};

/// Weigh transfers: risk before and after safeguards, a decision with its reasons, what is overdue
///
/// Exits with 1 when a transfer that is under way may not go ahead as it is.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf transfer check transfers.yaml\n  \
    dmf transfer check transfers.yaml TR-01        one transfer, in detail\n  \
    dmf transfer check transfers.yaml --explain TR-01   the arithmetic\n  \
    dmf transfer check transfers.yaml --format sarif -o transfers.sarif")]
pub(crate) struct TransferCheck {
    /// The register; `-` is the standard input
    #[arg(value_name = "FILE")]
    pub(crate) register: PathBuf,
    /// Only these transfers, in detail
    #[arg(value_name = "ID")]
    pub(crate) ids: Vec<String>,
    /// Show how the figures and the decision of a transfer came about
    #[arg(long, value_name = "ID", conflicts_with = "ids")]
    pub(crate) explain: Option<String>,
    /// Show every transfer in detail
    #[arg(long)]
    pub(crate) all: bool,
    /// Residual risk that needs no named acceptor, where the organisation bears less than the method [default: as
    /// `[transfer]` of dmf.toml says]
    #[arg(long, value_name = "RISK", value_parser = clap::value_parser!(u8).range(1..=25))]
    pub(crate) appetite: Option<u8>,
    #[command(flatten)]
    pub(crate) gates: FailOn,
    #[command(flatten)]
    pub(crate) output: GateOutput,
}
