//! Everything that has a day.

use std::path::PathBuf;

use dmf::report::Format;
use jiff::civil::Date;

use super::{date, formats::DUE_LIST};

/// Say what is to be done until when, of everything that the workspace holds
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Of registers, transfers, agreements, evidence, waivers, incidents and the law of the places in use: \
    what is late first, then what has no day, with the reason. A calendar holds everything that has a day, however far \
    ahead, unless --until or --within is given; what has none stands in the list alone.\n\n\
    Kinds: the name of a register, such as datasets; transfers, deals, evidence, waivers, incidents, law; or what is due, \
    such as certificate, review or clock.\n\nExamples:\n  \
    dmf due\n  \
    dmf due --owner dpo --within 30\n  \
    dmf due --kind requests --kind incidents --strict       for a job: exit 1 when something is overdue\n  \
    dmf due -o due.ics                                      for a calendar; read again, it moves what has moved"
)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct DueList {
    /// A folder or a file of the workspace
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) place: PathBuf,
    /// Only what is due of this kind; may be given again
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub(crate) kind: Vec<String>,
    /// Only what this role, id or person owns, as the files write it; may be given again
    #[arg(long, value_name = "OWNER")]
    pub(crate) owner: Vec<String>,
    /// Days ahead that count as soon [default: 90]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(0..=36500))]
    pub(crate) within: Option<u32>,
    /// The last day that counts as soon, instead of --within
    #[arg(long, value_name = "DAY", value_parser = date, conflicts_with = "within")]
    pub(crate) until: Option<Date>,
    /// Show later things as well
    #[arg(long)]
    pub(crate) all: bool,
    /// Exit 1 when something is overdue, nobody can say when it is due, or nothing with a day was found
    #[arg(long)]
    pub(crate) strict: bool,
    /// How the answer is written [default: by the ending of the output file, else table]
    #[arg(long, short, value_name = "FORMAT", value_parser = DUE_LIST.parser())]
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
