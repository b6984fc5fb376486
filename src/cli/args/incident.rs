//! Incidents.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use dmf::{
    incident::{Events, Moment},
    report::Format,
};

use super::{
    FailOn, GateOutput, Output,
    formats::{AGREEMENT, DUE},
};

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
    Check(IncidentCheck),
    Notice(NoticeArgs),
    /// List the incidents of a file, and how their clocks stand
    List(IncidentList),
    /// Show one incident: what is known, who was told, what was done, and its clocks
    Show {
        /// The incident, such as INC-07
        #[arg(value_name = "ID")]
        id: String,
        #[command(flatten)]
        from: IncidentFile,
        #[command(flatten)]
        output: Output,
    },
    /// Write a file of incidents to begin with: every field, explained
    New {
        /// Write to a file instead of the standard output
        #[arg(long = "output", short = 'o', value_name = "FILE")]
        file: Option<PathBuf>,
        /// Replace an output file that exists
        #[arg(long)]
        force: bool,
    },
}

/// Draft the notice to an authority or to people: each item that the law asks for, gaps in sight
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf incident notice INC-07 --to \"PDPC SG\" -o notice.docx\n  \
    dmf incident notice INC-07 --to \"people MY\"")]
pub(crate) struct NoticeArgs {
    /// The incident, such as INC-07
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Who is told, with the code of the place: `PDPC SG`, `people MY`
    #[arg(long, value_name = "WHO")]
    pub(crate) to: String,
    #[command(flatten)]
    pub(crate) from: IncidentFile,
    /// How the draft is written [default: by the ending of the output file, else markdown]
    #[arg(long, short, value_name = "FORMAT", value_parser = AGREEMENT.parser())]
    pub(crate) format: Option<Format>,
    /// Write to a file instead of the standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// Which incidents, and when they are looked at.
#[derive(Debug, clap::Args)]
pub(crate) struct IncidentFile {
    /// The file of incidents [default: that of the workspace, or incidents.yaml]
    #[arg(id = "in", long = "in", value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// The moment at which the clocks are looked at [default: now]
    #[arg(long, value_name = "MOMENT")]
    pub(crate) now: Option<Moment>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct IncidentList {
    #[command(flatten)]
    pub(crate) from: IncidentFile,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Judge incidents: times that have run out, notices that fit nothing, records that vanished or changed
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Formats for a job (github, gitlab, sarif, junit) name id, code and place alone.\n\nExamples:\n  \
    dmf incident check\n  \
    dmf incident check --baseline git:origin/main --format github"
)]
pub(crate) struct IncidentCheck {
    #[command(flatten)]
    pub(crate) from: IncidentFile,
    /// The file as it was, `git:REV` or a path: what was recorded there has to be there still
    #[arg(long, value_name = "BASE")]
    pub(crate) baseline: Option<String>,
    /// Say in every format whom it is about and what happened
    #[arg(long)]
    pub(crate) full: bool,
    #[command(flatten)]
    pub(crate) gates: FailOn,
    #[command(flatten)]
    pub(crate) output: GateOutput,
}

/// Say who must be told by when, each from its own event; exit 1 when a time has run out
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A moment has its time zone: 2026-11-28T22:10+08:00. What is not given is not known, and is never \
    read as no.\n\nExamples:\n  \
    dmf incident clocks INC-07\n  \
    dmf incident clocks --places SG,MY,VN --aware 2026-11-28T22:10+08:00\n  \
    dmf incident clocks --places SG,ID --discovered 2026-11-28T21:40+07:00 --people 1200 --harm yes -o clocks.ics"
)]
pub(crate) struct Clocks {
    /// An incident of a file, such as INC-07
    #[arg(value_name = "ID", required_unless_present = "places", conflicts_with_all = ["places", "people", "special", "harm"])]
    pub(crate) id: Option<String>,
    #[command(flatten)]
    pub(crate) from: IncidentFile,
    /// Without a file: places whose law may ask something, by code or name
    #[arg(long, value_name = "PLACES", value_delimiter = ',', conflicts_with = "in")]
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
    /// How the answer is written [default: by the ending of the output file, else table]
    #[arg(long, short, value_name = "FORMAT", value_parser = DUE.parser())]
    pub(crate) format: Option<Format>,
    /// Write to a file instead of the standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
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
    #[arg(long, value_name = "MOMENT", conflicts_with = "id")]
    pub(crate) occurred: Option<Moment>,
    /// When it was found
    #[arg(long, value_name = "MOMENT", conflicts_with = "id")]
    pub(crate) discovered: Option<Moment>,
    /// When the organisation became aware of it
    #[arg(long, value_name = "MOMENT", conflicts_with = "id")]
    pub(crate) aware: Option<Moment>,
    /// When there was reason to believe in it
    #[arg(long, value_name = "MOMENT", conflicts_with = "id")]
    pub(crate) believed: Option<Moment>,
    /// When the assessment ended that it must be told
    #[arg(long, value_name = "MOMENT", conflicts_with = "id")]
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
