//! Planning.

use std::path::PathBuf;

use jiff::civil::Date;

use super::{Output, Reading, date};

/// Plan the way from the answers to the targets: what, by whom, until when
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf plan org.yaml --start 2027-01-04\n  \
    dmf plan org.yaml --capacity dpo=5,it=10       person-days a month\n  \
    dmf plan org.yaml --target advanced --format csv -o plan.csv\n  \
    dmf plan org.yaml -o plan.svg                  on a line of time")]
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

pub(super) fn capacity(text: &str) -> Result<(String, u32), String> {
    let (role, days) = text.split_once('=').ok_or("write it as ROLE=DAYS, such as dpo=5")?;
    match days.trim().parse() {
        Ok(days @ 1..=10_000) => Ok((role.trim().to_owned(), days)),
        _ => Err(format!("`{days}` is not a number of person-days from 1 to 10000")),
    }
}
