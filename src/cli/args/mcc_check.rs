//! Reviewing an agreement.

use std::path::PathBuf;

use clap::ValueEnum;

use super::Output;

/// Review an agreement: which obligations it carries, which it weakens, leaves out or contradicts, and where
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf mcc check returned.docx --module c2p\n  \
    dmf mcc check terms.md --module c2p --require core     exit 1 unless every core obligation is present\n  \
    dmf mcc check sharing.html --module c2c --format json\n\n\
    Not legal advice: a verdict is a reason to read the passage that it names.")]
pub(crate) struct Check {
    /// The agreement: Word (.docx), Markdown, HTML or plain text; `-` is the standard input
    #[arg(value_name = "FILE")]
    pub(crate) agreement: PathBuf,
    /// The role pair
    #[arg(long, value_name = "c2p|c2c")]
    pub(crate) module: String,
    /// Exit 1 unless these are present: `core`, `all`, or ids; may be given again
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub(crate) require: Vec<String>,
    /// How tracked changes are read
    #[arg(long, value_name = "HOW", default_value = "accepted")]
    pub(crate) changes: TrackedChanges,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// How tracked changes are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TrackedChanges {
    /// As if all had been accepted
    Accepted,
    /// As if all had been rejected
    Rejected,
    /// Both, marked
    AsIs,
}
