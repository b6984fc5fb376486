//! Redlines.

use std::path::PathBuf;

use dmf::report::Format;

use super::formats::REDLINE;

/// Compare two agreements: a Word file with tracked changes, a page of two columns, or text
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf mcc redline sent.docx returned.docx                     word by word, in the terminal\n  \
    dmf mcc redline sent.docx returned.docx -o redline.docx     tracked changes for Word\n  \
    dmf mcc redline --deal deal.yaml returned.docx -o r.docx    against what `render` makes of the deal\n  \
    dmf mcc redline --module c2p terms.md -o redline.html       against our blank, side by side\n\n\
    Accepting every change gives the new agreement, rejecting every change the old one.")]
pub(crate) struct Redline {
    /// The old and the new agreement; the new one alone with `--deal` or `--module`
    #[arg(value_name = "OLD> <NEW", num_args = 1..=2, required = true)]
    pub(crate) agreements: Vec<PathBuf>,
    /// Compare with our rendering of this deal
    #[arg(long, value_name = "DEAL")]
    pub(crate) deal: Option<PathBuf>,
    /// Compare with our blank of this role pair
    #[arg(long, value_name = "c2p|c2c")]
    pub(crate) module: Option<String>,
    /// Who is named as the author of the changes
    #[arg(long, value_name = "NAME", default_value = "dmf")]
    pub(crate) author: String,
    /// How the redline is written [default: by the ending of the output file, else text]
    #[arg(long, short, value_name = "FORMAT", value_parser = REDLINE.parser())]
    pub(crate) format: Option<Format>,
    /// Write to a file instead of the standard output
    #[arg(long = "output", short = 'o', value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long)]
    pub(crate) force: bool,
}
