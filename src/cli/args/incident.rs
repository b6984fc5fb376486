//! Incidents.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use dmf::{
    incident::{Events, Moment},
    report::Format,
};

use super::formats::DUE;

/// Hold an incident against the clock of each law: who must be told by when, from which event
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct Incident {
    #[command(subcommand)]
    pub(crate) command: IncidentCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum IncidentCommand {
    Clocks(Clocks),
}

/// Say who must be told by when, each from its own event; exit 1 when a time has run out
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A moment has its time zone: 2026-11-28T22:10+08:00. What is not given is not known, and is never \
    read as no.\n\nExamples:\n  \
    dmf incident clocks --places SG,MY,VN --aware 2026-11-28T22:10+08:00\n  \
    dmf incident clocks --places SG,ID --discovered 2026-11-28T21:40+07:00 --people 1200 --harm yes -o clocks.ics"
)]
pub(crate) struct Clocks {
    /// Places whose law may ask something, by code or name
    #[arg(long, value_name = "PLACES", value_delimiter = ',', required = true)]
    pub(crate) places: Vec<String>,
    #[command(flatten)]
    pub(crate) events: Moments,
    /// How many people are concerned, taken for each place
    #[arg(long, value_name = "NUMBER")]
    pub(crate) people: Option<u64>,
    /// Whether data that weighs more is among it
    #[arg(long, value_name = "ANSWER", num_args = 0..=1, default_missing_value = "yes")]
    pub(crate) special: Option<Yes>,
    /// Whether significant harm to people is likely
    #[arg(long, value_name = "ANSWER", num_args = 0..=1, default_missing_value = "yes")]
    pub(crate) harm: Option<Yes>,
    /// The moment at which the clocks are looked at [default: now]
    #[arg(long, value_name = "MOMENT")]
    pub(crate) now: Option<Moment>,
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

/// When what happened.
#[derive(Debug, clap::Args)]
pub(crate) struct Moments {
    /// When the breach happened
    #[arg(long, value_name = "MOMENT")]
    pub(crate) occurred: Option<Moment>,
    /// When it was found
    #[arg(long, value_name = "MOMENT")]
    pub(crate) discovered: Option<Moment>,
    /// When the organisation became aware of it
    #[arg(long, value_name = "MOMENT")]
    pub(crate) aware: Option<Moment>,
    /// When there was reason to believe in it
    #[arg(long, value_name = "MOMENT")]
    pub(crate) believed: Option<Moment>,
    /// When the assessment ended that it must be told
    #[arg(long, value_name = "MOMENT")]
    pub(crate) assessed: Option<Moment>,
}

impl Moments {
    pub(crate) const fn read(&self) -> Events {
        let Self { occurred, discovered, aware, believed, assessed } = *self;
        Events { occurred, discovered, aware, believed, assessed }
    }
}

/// An answer to a question that may stay open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Yes {
    Yes,
    No,
}

impl Yes {
    pub(crate) fn is_yes(self) -> bool {
        self == Self::Yes
    }
}
