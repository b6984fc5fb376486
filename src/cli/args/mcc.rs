//! Agreements.

use std::path::PathBuf;

use clap::Subcommand;
use dmf::report::Format;

use super::{Check, Output, Redline, formats::AGREEMENT};

/// Draft agreements on the obligations of the ASEAN Model Contractual Clauses
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct Mcc {
    #[command(subcommand)]
    pub(crate) command: MccCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MccCommand {
    Render(Render),
    Check(Check),
    Redline(Redline),
    /// Write a deal to begin with: every field, explained
    New {
        /// The role pair
        #[arg(long, value_name = "c2p|c2c")]
        module: String,
        /// Write to a file instead of the standard output
        #[arg(long = "output", short = 'o', value_name = "FILE")]
        file: Option<PathBuf>,
        /// Replace an output file that exists
        #[arg(long)]
        force: bool,
    },
    /// List the obligations of a role pair, and the clauses that carry them
    List {
        /// The role pair
        #[arg(long, value_name = "c2p|c2c")]
        module: String,
        #[command(flatten)]
        output: Output,
    },
    /// Show an obligation: its gist, the text that carries it, what corresponds to it
    #[command(after_help = "Example:\n  dmf mcc show M1-IMP-BREACH")]
    Show {
        /// The obligation
        #[arg(value_name = "ID")]
        id: String,
        #[command(flatten)]
        output: Output,
    },
}

/// Render an agreement: a blank without a deal, else filled with it
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf mcc render --module c2p                        a blank, in Markdown\n  \
    dmf mcc render --module c2p -o blank.docx          the same for Word\n  \
    dmf mcc render deal.yaml -o agreement.docx         filled; every gap is an error\n  \
    dmf mcc render deal.yaml --draft -o draft.html     gaps are shown and listed\n  \
    dmf mcc render deal.yaml --with eu-scc -o a.docx   beside the EU's clauses")]
pub(crate) struct Render {
    /// The deal; `-` is the standard input
    #[arg(value_name = "DEAL")]
    pub(crate) deal: Option<PathBuf>,
    /// The role pair: controller to processor, or controller to controller
    #[arg(long, value_name = "c2p|c2c")]
    pub(crate) module: Option<String>,
    /// Put the agreement beside another instrument, such as `eu-scc`; may be given again
    #[arg(long, value_name = "LAYER", value_delimiter = ',')]
    pub(crate) with: Vec<String>,
    /// Render what is known; show the gaps and list them at the end
    #[arg(long)]
    pub(crate) draft: bool,
    /// Exit 1 when there is something that a lawyer should look at
    #[arg(long)]
    pub(crate) strict: bool,
    /// How the agreement is written [default: by the ending of the output file, else markdown]
    #[arg(long, short, value_name = "FORMAT", value_parser = AGREEMENT.parser())]
    pub(crate) format: Option<Format>,
    /// Write to a file instead of the standard output
    #[arg(long = "output", short = 'o', value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Write the sheet that goes beside the agreement: correspondences, sources, and what a lawyer should look at
    #[arg(long, value_name = "FILE")]
    pub(crate) companion: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long)]
    pub(crate) force: bool,
}
