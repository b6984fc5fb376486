//! In: words that were typed.
//! Out: a struct for each command; a file for each group of them.
//! Never: a default that nobody typed and the help does not name.

mod assess;
mod check;
mod comfort;
mod due;
pub(crate) mod formats;
mod framework;
mod gate;
mod impact;
mod incident;
mod law;
mod mcc;
mod mcc_check;
mod mcc_redline;
mod output;
mod plan;
mod portfolio;
mod register;
mod report;
mod transfer;
mod typed;
#[cfg(feature = "xlsx")]
mod worksheet;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

pub(crate) use assess::{Assess, Diff, Gates, Reading};
pub(crate) use check::CheckFiles;
pub(crate) use comfort::{Answer, Completions, Help, Init, Man, Schema};
pub(crate) use due::DueList;
pub(crate) use framework::{Explain, Framework, FrameworkCommand};
pub(crate) use gate::FailOn;
pub(crate) use impact::TransferCheck;
pub(crate) use incident::{Clocks, Incident, IncidentCheck, IncidentCommand, IncidentFile, NoticeArgs, Yes};
pub(crate) use law::{Law, LawCommand};
pub(crate) use mcc::{Mcc, MccCommand, Render};
pub(crate) use mcc_check::{Check, TrackedChanges};
pub(crate) use mcc_redline::Redline;
pub(crate) use output::{GateOutput, NO_PICTURE, Output};
pub(crate) use plan::Plan;
pub(crate) use portfolio::{GroupBy, Input, Portfolio};
pub(crate) use register::{Register, RegisterCheck, RegisterCommand, RegisterExport};
pub(crate) use report::Report;
pub(crate) use transfer::{Due, Export, Filter, Transfer, TransferCommand, TransferList};
pub(crate) use typed::parse;
#[cfg(feature = "xlsx")]
pub(crate) use worksheet::{Worksheet, WorksheetCommand};

/// Score an organisation against the ASEAN Data Management Framework, and plan what to fix next.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100, disable_help_subcommand = true)]
#[command(after_help = "Begin:\n  \
    dmf                                    says what to do in this folder\n  \
    dmf init                               writes a worksheet, a deal, a register and settings\n\n\
    Or look at an example:\n  \
    dmf assess examples/sg-payments/org.yaml\n  \
    dmf plan examples/sg-payments/org.yaml\n  \
    dmf framework show GOV-02\n\n\
    Pages to read, with `dmf help TOPIC`:\n  \
    agreements, gate, report, review, scoring, transfers, worksheet\n\n\
    Exit codes: 0 yes or done, 1 the answer is no, 2 wrong command line, 3 unreadable or invalid data.")]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(flatten)]
    pub(crate) own: Own,
    /// Without one: what to do in this folder
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// Flags of the program itself, without a command.
#[derive(Debug, clap::Args)]
pub(crate) struct Own {
    /// Print whose work is in the program, and under which licences: crates, fonts
    #[arg(long)]
    pub(crate) licences: bool,
}

/// Flags that every command takes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Everywhere")]
pub(crate) struct Global {
    /// A folder of packs that replaces or adds to what the program carries; may be given again, the last wins
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) data: Vec<PathBuf>,
    /// The day to take for today [default: the day it is, or `SOURCE_DATE_EPOCH`]
    #[arg(long, value_name = "DATE", global = true, value_parser = date)]
    pub(crate) today: Option<Date>,
    /// When to colour
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub(crate) color: When,
    /// Columns to fill [default: those of the terminal, else 80]
    #[arg(long, value_name = "COLUMNS", global = true, value_parser = clap::value_parser!(u16).range(40..=1000))]
    pub(crate) width: Option<u16>,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(Init),
    Answer(Answer),
    #[cfg(feature = "xlsx")]
    Worksheet(Worksheet),
    Assess(Assess),
    Diff(Diff),
    Plan(Plan),
    Portfolio(Portfolio),
    Report(Report),
    Mcc(Mcc),
    Transfer(Transfer),
    Register(Register),
    Incident(Incident),
    Due(DueList),
    Law(Law),
    Check(CheckFiles),
    Framework(Framework),
    Explain(Explain),
    Schema(Schema),
    Completions(Completions),
    Man(Man),
    Help(Help),
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("`{text}` is not a date such as 2026-10-31"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn no_two_arguments_of_a_command_are_in_each_others_way() {
        Args::command().debug_assert();
    }
}
