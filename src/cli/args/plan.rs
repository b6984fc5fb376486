//! Planning.

use std::path::PathBuf;

use dmf::{
    ops::{Aim, Reaching},
    remediation::Order,
    report::Format,
};
use jiff::civil::Date;

use super::{Output, Reading, date, formats::PLAN};

/// Plan the way from the answers to the targets: what, by whom, until when
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf plan org.yaml --start 2027-01-04\n  \
    dmf plan org.yaml --capacity dpo=5,it=10       person-days a month\n  \
    dmf plan org.yaml --reach developing           the least effort that reaches it\n  \
    dmf plan org.yaml --reach developing -o problem.lp   the problem, for a solver that proves it\n  \
    dmf plan org.yaml --budget 120                 the most score for 120 person-days\n  \
    dmf plan org.yaml --curve -o curve.svg         effort against score, and the price of each level\n  \
    dmf plan org.yaml --target advanced --format csv -o plan.csv\n  \
    dmf plan org.yaml -o plan.svg                  on a line of time")]
pub(crate) struct Plan {
    /// The worksheet; `-` is the standard input [default: that of the workspace, or org.yaml]
    #[arg(value_name = "FILE")]
    pub(crate) worksheet: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// The first day of work [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) start: Option<Date>,
    /// Person-days a month by role
    #[arg(long, value_name = "ROLE=DAYS", value_delimiter = ',', value_parser = capacity)]
    pub(crate) capacity: Vec<(String, u32)>,
    /// Reach a level with the least effort, instead of every target
    #[arg(long, value_name = "LEVEL", conflicts_with = "target")]
    reach: Option<String>,
    /// Let this building block reach it, not all; may be given more than once
    #[arg(long, value_name = "ID", value_delimiter = ',', requires = "reach")]
    block: Vec<String>,
    /// Have this as well, whatever it costs
    #[arg(long, value_name = "PRACTICE=LEVEL", value_delimiter = ',', value_parser = step, requires = "reach")]
    must: Vec<(String, String)>,
    /// Do without this
    #[arg(long, value_name = "PRACTICE=LEVEL", value_delimiter = ',', value_parser = step, requires = "reach")]
    leave: Vec<(String, String)>,
    /// Which of the actions that can begin goes first: the most score for its days, the fewest days, the lowest level, or what
    /// serves a duty of the law [default: score]
    #[arg(long, value_name = "ORDER", value_enum, conflicts_with = "curve")]
    order: Option<PlanOrder>,
    /// A file with what is wanted, left out with a reason, and estimated by yourself (`dmf schema plan`)
    #[arg(long = "with", value_name = "PLAN.yaml")]
    pub(crate) wishes: Option<PathBuf>,
    /// Find the most score for so many person-days, instead of every target
    #[arg(long, value_name = "DAYS", conflicts_with_all = ["reach", "target"], value_parser = clap::value_parser!(u64).range(..=1_000_000))]
    budget: Option<u64>,
    /// Instead of a plan, show how much score each effort buys at the most, and what each level takes
    #[arg(long, conflicts_with_all = ["reach", "budget", "target", "start", "capacity"])]
    pub(crate) curve: bool,
    /// How the plan is written [default: by the ending of the output file, else table]
    #[arg(long, short, value_name = "FORMAT", value_parser = PLAN.parser())]
    format: Option<Format>,
    /// Write to a file instead of the standard output
    #[arg(id = "output", long, short, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long)]
    force: bool,
    /// Begin CSV with a byte order mark, by which Excel knows that it is UTF-8
    #[arg(long)]
    bom: bool,
}

/// Which of the actions that can begin goes first.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum PlanOrder {
    Score,
    Cheap,
    Level,
    Risk,
}

impl Plan {
    /// Which of the actions that can begin goes first.
    pub(crate) fn order(&self) -> Order {
        match self.order {
            None | Some(PlanOrder::Score) => Order::Score,
            Some(PlanOrder::Cheap) => Order::Cheap,
            Some(PlanOrder::Level) => Order::Level,
            Some(PlanOrder::Risk) => Order::Risk,
        }
    }

    /// What the plan is for.
    pub(crate) fn aim(&self) -> Aim {
        match (&self.reach, self.budget) {
            (Some(level), _) => Aim::Reach(Reaching {
                level: level.clone(),
                blocks: self.block.clone(),
                must: self.must.clone(),
                leave: self.leave.clone(),
            }),
            (None, Some(days)) => Aim::Budget(days),
            (None, None) => Aim::Targets,
        }
    }

    /// Where the plan goes, in the format asked for, or the one that the file's ending means. In words, why there is none.
    pub(crate) fn output(&self) -> Result<Output, String> {
        let format = PLAN.choose(self.format, self.file.as_deref())?;
        Ok(Output { format: Some(format), file: self.file.clone(), force: self.force, bom: self.bom })
    }
}

fn step(text: &str) -> Result<(String, String), String> {
    let (practice, level) = text.split_once('=').ok_or("write it as PRACTICE=LEVEL, such as GOV-01=developing")?;
    Ok((practice.trim().to_owned(), level.trim().to_owned()))
}

pub(super) fn capacity(text: &str) -> Result<(String, u32), String> {
    let (role, days) = text.split_once('=').ok_or("write it as ROLE=DAYS, such as dpo=5")?;
    match days.trim().parse() {
        Ok(days @ 1..=10_000) => Ok((role.trim().to_owned(), days)),
        _ => Err(format!("`{days}` is not a number of person-days from 1 to 10000")),
    }
}
