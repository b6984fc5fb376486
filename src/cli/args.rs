//! What can be typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use dmf::{assessment::gate::FindingCode, report};
use jiff::civil::Date;

use super::{baseline::Origin, gate::finding_code};

/// Score an organisation against the ASEAN Data Management Framework, and plan what to fix next.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100, subcommand_required = true, arg_required_else_help = true)]
#[command(after_help = "Begin with an example:\n  \
    dmf assess examples/sg-payments/org.yaml\n  \
    dmf plan examples/sg-payments/org.yaml\n  \
    dmf framework show GOV-02\n\n\
    Exit codes: 0 yes or done, 1 the answer is no, 2 wrong command line, 3 unreadable or invalid data.")]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
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
    Assess(Assess),
    Diff(Diff),
    Plan(Plan),
    Portfolio(Portfolio),
    Mcc(Mcc),
    Framework(Framework),
    Explain(Explain),
}

/// Score one or more worksheets
///
/// Prints a scoreboard by building block, claimed and evidenced, the widest gaps and the next best steps.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf assess org.yaml\n  \
    dmf assess org.yaml --view components          read it by ASEAN's six components\n  \
    dmf assess org.yaml --set GOV-01=established   what if?\n  \
    dmf assess org.yaml --explain GOV              the arithmetic of a figure\n  \
    dmf assess org.yaml --baseline git:origin/main what became of it?\n  \
    dmf assess org.yaml --format json -o score.json")]
pub(crate) struct Assess {
    /// Worksheets; `-` is the standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Show how a figure came about: a practice, a building block, or `overall`
    #[arg(long, value_name = "ID")]
    pub(crate) explain: Option<String>,
    /// Read the answers another way as well
    #[arg(long, value_name = "VIEW")]
    pub(crate) view: Option<String>,
    /// Show every gap, not just the widest
    #[arg(long)]
    pub(crate) all: bool,
    /// Hold the answers against a scorecard, a worksheet, or the same file at `git:REVISION`
    #[arg(long, value_name = "FILE|git:REV")]
    pub(crate) baseline: Option<Origin>,
    #[command(flatten)]
    pub(crate) gates: Gates,
    /// Write the scorecard as the baseline of later runs; refused while anything is worse than the baseline given
    #[arg(long, value_name = "FILE", conflicts_with = "set")]
    pub(crate) write_baseline: Option<PathBuf>,
    /// Keep the better of the old baseline and the answers, so that what was reached once stays the mark
    #[arg(long, requires = "write_baseline")]
    pub(crate) only_improvements: bool,
    #[command(flatten)]
    pub(crate) output: GateOutput,
}

/// What makes an assessment fail, with exit code 1; `[gate]` of `dmf.toml` says the same for every run.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Gates")]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Gates {
    /// Fail below a level reached or a score, such as `established`, `60%` or `GOV=developing`; may be given again
    #[arg(long, value_name = "[BLOCK=]LEVEL|SCORE", value_delimiter = ',')]
    pub(crate) fail_under: Vec<String>,
    /// The figures that `--fail-under` looks at
    #[arg(long, value_name = "FIGURES")]
    pub(crate) by: Option<By>,
    /// Fail when anything is worse than the baseline
    #[arg(long)]
    pub(crate) fail_on_regression: bool,
    /// Fail when evidence is out of date
    #[arg(long)]
    pub(crate) fail_on_stale_evidence: bool,
    /// Fail when a practice is not answered
    #[arg(long)]
    pub(crate) fail_on_unanswered: bool,
    /// Fail on findings of a code that `dmf explain` lists; may be given again
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = finding_code)]
    pub(crate) fail_on: Vec<FindingCode>,
    /// Leave out the gates, baseline and waivers of `dmf.toml`
    #[arg(long)]
    pub(crate) no_gate: bool,
}

/// The figures that a gate looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// What is answered
    Claimed,
    /// As much of it as evidence backs today
    Evidenced,
}

/// Show what became of the answers: by practice, block and overall
///
/// A change of the method (version of the framework, weights, profile) is told apart: where there is one, the old answers
/// are scored again by the new method, so that only the answers move a figure.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf diff last-year.json org.yaml\n  \
    dmf diff git:HEAD~1 org.yaml\n  \
    dmf diff git:v1.0:org.yaml git:v2.0:org.yaml --format csv")]
pub(crate) struct Diff {
    /// What was: a worksheet, a scorecard of `--format json`, `git:REVISION` or `git:REVISION:PATH`
    #[arg(value_name = "OLD")]
    pub(crate) old: Origin,
    /// What is
    #[arg(value_name = "NEW")]
    pub(crate) new: Origin,
    /// The profile to use instead of the worksheets'
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: Option<String>,
    /// Exit 1 when anything is worse than it was
    #[arg(long)]
    pub(crate) fail_on_regression: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Plan the way from the answers to the targets: what, by whom, until when
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf plan org.yaml --start 2027-01-04\n  \
    dmf plan org.yaml --capacity dpo=5,it=10       person-days a month\n  \
    dmf plan org.yaml --target advanced --format csv -o plan.csv")]
pub(crate) struct Plan {
    /// The worksheet; `-` is the standard input
    #[arg(value_name = "FILE")]
    pub(crate) worksheet: PathBuf,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// The first day of work [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) start: Option<Date>,
    /// Person-days a month by role
    #[arg(long, value_name = "ROLE=DAYS", value_delimiter = ',', value_parser = capacity)]
    pub(crate) capacity: Vec<(String, u32)>,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// How a worksheet is read.
#[derive(Debug, clap::Args)]
pub(crate) struct Reading {
    /// The profile to use instead of the worksheet's
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: Option<String>,
    /// The level to aim at everywhere, instead of the worksheet's targets
    #[arg(long, value_name = "LEVEL")]
    pub(crate) target: Option<String>,
    /// Answer a practice with a level, to see what would follow; may be given again
    #[arg(long, value_name = "ID=LEVEL", value_parser = pair)]
    pub(crate) set: Vec<(String, String)>,
}

/// Where an answer goes, and how it is written.
#[derive(Debug, clap::Args)]
pub(crate) struct Output {
    /// How the answer is written [default: by the ending of the output file, else table]
    #[arg(long, short, value_name = "FORMAT")]
    pub(crate) format: Option<Format>,
    /// Write to a file instead of the standard output
    #[arg(id = "output", long, short, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
    Markdown,
    Csv,
}

impl From<Format> for report::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Table => Self::Table,
            Format::Json => Self::Json,
            Format::Markdown => Self::Markdown,
            Format::Csv => Self::Csv,
        }
    }
}

/// Where an assessment goes, and how it is written.
#[derive(Debug, clap::Args)]
pub(crate) struct GateOutput {
    /// How the answer is written [default: by the ending of the output file, else table]
    #[arg(long, short, value_name = "FORMAT")]
    pub(crate) format: Option<GateFormat>,
    /// Write to a file instead of the standard output
    #[arg(id = "output", long, short, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// How an assessment is written. The verdict is the same in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GateFormat {
    Table,
    Json,
    /// One line of JSON a worksheet
    Ndjson,
    /// A page, or the summary of a job
    Markdown,
    Csv,
    /// Findings for code scanning
    Sarif,
    /// A test report: a block is a suite, a practice a case
    Junit,
    /// Annotations of GitHub Actions
    Github,
    /// A code quality report for GitLab
    Gitlab,
}

impl From<GateFormat> for Result<report::Format, report::FindingFormat> {
    fn from(format: GateFormat) -> Self {
        match format {
            GateFormat::Table => Ok(report::Format::Table),
            GateFormat::Json => Ok(report::Format::Json),
            GateFormat::Ndjson => Ok(report::Format::Ndjson),
            GateFormat::Markdown => Ok(report::Format::Markdown),
            GateFormat::Csv => Ok(report::Format::Csv),
            GateFormat::Sarif => Err(report::FindingFormat::Sarif),
            GateFormat::Junit => Err(report::FindingFormat::Junit),
            GateFormat::Github => Err(report::FindingFormat::Github),
            GateFormat::Gitlab => Err(report::FindingFormat::Gitlab),
        }
    }
}

/// Score many worksheets at once: a heat map, what most have in common, the worst
///
/// Folders are gone through for YAML files that are worksheets. A worksheet that is wrong is told at its place and
/// counted; the others are scored, and the exit code is 3 in the end.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf portfolio subsidiaries/\n  \
    dmf portfolio subsidiaries/ --by sector --baseline git:v2026\n  \
    find . -name org.yaml -print0 | dmf portfolio - --format ndjson -o scores.ndjson\n  \
    dmf portfolio --input ndjson <worksheets.ndjson >scores.ndjson")]
pub(crate) struct Portfolio {
    /// Folders and worksheets; `-` for a list of files on the standard input, apart by NUL or line ends
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// What is read
    #[arg(long, value_name = "KIND", default_value = "files")]
    pub(crate) input: Input,
    /// What organisations are put together by
    #[arg(long, value_name = "WORD", default_value = "country")]
    pub(crate) roll_up: GroupBy,
    /// Hold each worksheet against the one of the same name in a folder, or at `git:REVISION`
    #[arg(long, value_name = "DIR|git:REV")]
    pub(crate) baseline: Option<Origin>,
    /// The profile to use instead of the worksheets'
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: Option<String>,
    #[command(flatten)]
    pub(crate) gates: Gates,
    /// Go on after a worksheet that is wrong; this is what happens anyway
    #[arg(long, conflicts_with = "fail_fast")]
    pub(crate) keep_going: bool,
    /// Stop at the first worksheet that is wrong
    #[arg(long)]
    pub(crate) fail_fast: bool,
    /// Lowest organisations and worst regressions to show
    #[arg(long, value_name = "NUMBER", default_value = "20")]
    pub(crate) top: usize,
    /// Cores to use [default: all]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) threads: Option<usize>,
    /// How the answer is written [default: by the ending of the output file, else table]
    #[arg(long, short, value_name = "FORMAT")]
    pub(crate) format: Option<PortfolioFormat>,
    /// Write to a file instead of the standard output
    #[arg(id = "output", long, short, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// What a portfolio is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Input {
    /// Files, one worksheet each
    Files,
    /// The standard input, one worksheet a line, as JSON
    Ndjson,
}

/// What organisations are put together by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GroupBy {
    Country,
    Sector,
    Tag,
}

/// How a portfolio is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PortfolioFormat {
    Table,
    /// One object: a row an organisation, then what they come to
    Json,
    /// One line of JSON an organisation, in the order of the input
    Ndjson,
    Markdown,
    /// One record an organisation
    Csv,
}

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
    #[arg(long, short, value_name = "FORMAT")]
    pub(crate) format: Option<DocumentFormat>,
    /// Write to a file instead of the standard output
    #[arg(long = "output", short = 'o', value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// How a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DocumentFormat {
    Markdown,
    Html,
    Text,
    Json,
    Docx,
    #[cfg(feature = "pdf")]
    Pdf,
}

impl From<DocumentFormat> for dmf::document::format::Format {
    fn from(format: DocumentFormat) -> Self {
        match format {
            DocumentFormat::Markdown => Self::Markdown,
            DocumentFormat::Html => Self::Html,
            DocumentFormat::Text => Self::Text,
            DocumentFormat::Json => Self::Json,
            DocumentFormat::Docx => Self::Docx,
            #[cfg(feature = "pdf")]
            DocumentFormat::Pdf => Self::Pdf,
        }
    }
}

/// Look at the packs: what is loaded, what a practice asks for, whether a pack is sound
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct Framework {
    #[command(subcommand)]
    pub(crate) command: FrameworkCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum FrameworkCommand {
    /// List what is loaded
    List {
        #[command(flatten)]
        output: Output,
    },
    /// Show a framework, or one of its practices with levels, evidence, actions and mappings
    #[command(after_help = "Examples:\n  dmf framework show\n  dmf framework show GOV-02")]
    Show {
        /// A framework or a practice
        #[arg(default_value = "asean-dmf", value_name = "ID")]
        id: String,
        /// The framework of the practice
        #[arg(long, value_name = "FRAMEWORK", default_value = "asean-dmf")]
        of: String,
        #[command(flatten)]
        output: Output,
    },
    /// Criticise a pack in a folder; exit 1 when anything is wrong
    #[command(after_help = "Example:\n  dmf framework check frameworks/asean-dmf")]
    Check {
        /// The folder that holds `pack.toml`, or a crosswalk file
        #[arg(value_name = "PATH")]
        path: PathBuf,
    },
}

/// Explain a diagnostic code, a practice, a building block, a level or a role
#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// What to explain; all codes are listed when nothing is named
    #[arg(value_name = "WORD")]
    pub(crate) word: Option<String>,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("`{text}` is not a date such as 2026-10-31"))
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (id, level) = text.split_once('=').ok_or("write it as ID=LEVEL, such as GOV-01=established")?;
    Ok((id.trim().to_owned(), level.trim().to_owned()))
}

fn capacity(text: &str) -> Result<(String, u32), String> {
    let (role, days) = text.split_once('=').ok_or("write it as ROLE=DAYS, such as dpo=5")?;
    match days.trim().parse() {
        Ok(days @ 1..=10_000) => Ok((role.trim().to_owned(), days)),
        _ => Err(format!("`{days}` is not a number of person-days from 1 to 10000")),
    }
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
