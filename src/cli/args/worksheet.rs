//! Workbooks.

use std::path::PathBuf;

use clap::Subcommand;

/// Hand a worksheet round as a workbook, and take back what departments filled in
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct Worksheet {
    #[command(subcommand)]
    pub(crate) command: WorksheetCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum WorksheetCommand {
    /// Write a workbook: a sheet a building block, drop-down levels, a live score sheet
    #[command(after_help = "Example:\n  dmf worksheet export org.yaml -o sheet.xlsx")]
    Export {
        /// The worksheet
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Write to a file instead of the standard output
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Replace an output file that exists
        #[arg(long)]
        force: bool,
    },
    /// Put what workbooks changed into a worksheet, and say where they disagree
    ///
    /// Only answers that somebody changed are touched; comments, order and spaces of the worksheet stay. With a conflict
    /// nothing is written, and the exit code is 1.
    #[command(after_help = "Example:\n  dmf worksheet import it.xlsx legal.xlsx -o org.yaml")]
    Import {
        /// Workbooks that `dmf worksheet export` made
        #[arg(required = true, value_name = "XLSX")]
        files: Vec<PathBuf>,
        /// The worksheet that takes the answers; where there is none, the one that the first workbook was made from
        #[arg(long, short, value_name = "FILE")]
        output: PathBuf,
        /// Take the answers of workbooks that were made from the worksheet of another organisation
        #[arg(long)]
        another_organisation: bool,
    },
}
