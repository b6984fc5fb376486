//! Reviewing an agreement.

use std::path::PathBuf;

use clap::ValueEnum;
use dmf::report::Format;

use super::{FailOn, formats::REVIEW};

/// Review an agreement: is it ours, changed, and which obligations does it carry, weaken, leave out or contradict
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf mcc check returned.docx --module c2p\n  \
    dmf mcc check returned.docx --deal deal.yaml               what became of our text, and of the facts of the deal\n  \
    dmf mcc check terms.md --module c2p --require core         exit 1 unless every core obligation is present\n  \
    dmf mcc check terms.md --module c2p --require core,IMP-INFO=weak --laws SG,VN\n  \
    dmf mcc check terms.md --module c2p -o review.html         the model and the text side by side\n\n\
    Not legal advice: a verdict is a reason to read the passage that it names.")]
pub(crate) struct Check {
    /// The agreement: Word (.docx), Markdown, HTML or plain text; `-` is the standard input
    #[arg(value_name = "FILE")]
    pub(crate) agreement: PathBuf,
    /// The role pair [default: that of the deal]
    #[arg(long, value_name = "c2p|c2c", required_unless_present = "deal")]
    pub(crate) module: Option<String>,
    /// What was agreed: compare with what `render` makes of it, and with its facts [default: our blank, where the text is ours]
    #[arg(long, value_name = "DEAL")]
    pub(crate) deal: Option<PathBuf>,
    /// Countries, by code or name, whose law decides how long a notice of a breach may take [default: those of the deal, else 72 hours]
    #[arg(long, value_name = "PLACE", value_delimiter = ',')]
    pub(crate) laws: Vec<String>,
    /// Who gives the data, as the text calls it; may be given again [default: made out from the text]
    #[arg(long, value_name = "NAME")]
    pub(crate) exporter: Vec<String>,
    /// Who gets the data, as the text calls it; may be given again [default: made out from the text]
    #[arg(long, value_name = "NAME")]
    pub(crate) importer: Vec<String>,
    /// Exit 1 unless these are present: `core`, `all`, or ids; `ID=weak` does with less; may be given again
    #[arg(long, value_name = "WHAT[=STATUS]", value_delimiter = ',', help_heading = "Gates")]
    pub(crate) require: Vec<String>,
    #[command(flatten)]
    pub(crate) gates: FailOn,
    /// How tracked changes are read
    #[arg(long, value_name = "HOW", default_value = "accepted")]
    pub(crate) changes: TrackedChanges,
    #[command(flatten)]
    pub(crate) output: ReviewOutput,
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

/// Where a review goes, and how it is written.
#[derive(Debug, clap::Args)]
pub(crate) struct ReviewOutput {
    /// How the review is written [default: by the ending of the output file, else table]
    #[arg(long, short, value_name = "FORMAT", value_parser = REVIEW.parser())]
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
