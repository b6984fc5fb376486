//! The whole workspace.

use std::path::PathBuf;

use super::GateOutput;

/// Prove that the files of a workspace close: every reference leads somewhere, and back
///
/// The workspace begins at the nearest dmf.toml upwards. Its worksheets, deals, registers and impact assessments are read
/// with all that they refer to. A mistake ends with 1; a file that cannot be taken for what it is, with 3.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf check\n  \
    dmf check group/ --format github")]
pub(crate) struct CheckFiles {
    /// A folder of the workspace, or a file in it
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) path: PathBuf,
    #[command(flatten)]
    pub(crate) output: GateOutput,
}
