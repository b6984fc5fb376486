//! The transfer register.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use dmf::{report::Format, transfer::Keeper};

use super::{
    TransferCheck,
    formats::{DUE, EXPORT, LIST},
};

/// Keep the register of transfers: where personal data goes, on what ground, what is due
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct Transfer {
    #[command(subcommand)]
    pub(crate) command: TransferCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TransferCommand {
    /// Write a register to begin with: every field, explained
    New {
        /// Write to a file instead of the standard output
        #[arg(long = "output", short = 'o', value_name = "FILE")]
        file: Option<PathBuf>,
        /// Replace an output file that exists
        #[arg(long)]
        force: bool,
    },
    List(TransferList),
    Due(Due),
    Export(Export),
    Import(Import),
    Check(TransferCheck),
}

/// List the transfers of a register, or draw them as a map
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf transfer list transfers.yaml\n  \
    dmf transfer list transfers.yaml --country VN --status active\n  \
    dmf transfer list transfers.yaml -o flows.svg              a map of who sends to whom\n  \
    dmf transfer list transfers.yaml --format mermaid          the same for a page that draws Mermaid")]
pub(crate) struct TransferList {
    /// The register; `-` is the standard input
    #[arg(value_name = "FILE")]
    pub(crate) register: PathBuf,
    #[command(flatten)]
    pub(crate) filter: Filter,
    /// How the answer is written [default: by the ending of the output file, else table]
    #[arg(long, short, value_name = "FORMAT", value_parser = LIST.parser())]
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

/// Write the register as a record of processing, or as a sheet for a spreadsheet
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf transfer export transfers.yaml -o transfers.csv             every field; comes back by `import`\n  \
    dmf transfer export transfers.yaml --view processor -o p.html   what processors have to record\n  \
    dmf transfer export --schema -o transfers.schema.json           what the columns mean (Frictionless Table Schema)")]
pub(crate) struct Export {
    /// The register; `-` is the standard input
    #[arg(value_name = "FILE", required_unless_present = "schema")]
    pub(crate) register: Option<PathBuf>,
    /// Whose record it is
    #[arg(long, value_name = "WHOSE", default_value = "all")]
    pub(crate) view: View,
    #[command(flatten)]
    pub(crate) filter: Filter,
    /// Print what the columns of the sheet mean, as a Frictionless Table Schema
    #[arg(long, conflicts_with_all = ["register", "view", "country", "status", "format"])]
    pub(crate) schema: bool,
    /// How the record is written [default: by the ending of the output file, else csv]
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
}

/// Whose record it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum View {
    /// Every transfer
    All,
    /// Transfers that a controller makes or receives
    Controller,
    /// Transfers in which a party processes for another
    Processor,
}

impl From<View> for Keeper {
    fn from(view: View) -> Self {
        match view {
            View::All => Self::All,
            View::Controller => Self::Controller,
            View::Processor => Self::Processor,
        }
    }
}

/// Read a sheet back into a register; complaints name row and column
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The sheet may be parted by commas, semicolons or tabs; `dmf transfer export --schema` prints its \
    columns.\n\nExample:\n  dmf transfer import sheet.csv -o transfers.yaml"
)]
pub(crate) struct Import {
    /// The sheet; `-` is the standard input
    #[arg(value_name = "FILE")]
    pub(crate) sheet: PathBuf,
    /// Write to a file instead of the standard output
    #[arg(long = "output", short = 'o', value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// Say what is to be done until when: reviews, ends of agreements, certificates, filings
#[derive(Debug, clap::Args)]
#[command(after_help = "A calendar holds everything that has a day, however far ahead.\n\nExamples:\n  \
    dmf transfer due transfers.yaml\n  \
    dmf transfer due transfers.yaml --within 30 --strict       for a job: exit 1 when something is overdue\n  \
    dmf transfer due transfers.yaml -o reviews.ics             for a calendar")]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Due {
    /// The register; `-` is the standard input
    #[arg(value_name = "FILE")]
    pub(crate) register: PathBuf,
    #[command(flatten)]
    pub(crate) filter: Filter,
    /// Days ahead that count as soon
    #[arg(long, value_name = "DAYS", default_value_t = 90, value_parser = clap::value_parser!(u32).range(0..=36500))]
    pub(crate) within: u32,
    /// Show later things as well
    #[arg(long)]
    pub(crate) all: bool,
    /// Exit 1 when something is overdue, or nobody can say when it is due
    #[arg(long)]
    pub(crate) strict: bool,
    /// How the answer is written [default: by the ending of the output file, else table]
    #[arg(long, short, value_name = "FORMAT", value_parser = DUE.parser())]
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
