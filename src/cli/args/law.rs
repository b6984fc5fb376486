//! What national law asks.

use clap::Subcommand;
use jiff::civil::DateTime;

use super::Output;

/// Look up what the law of a place asks, and compare several: breach clocks, requests, exports, filings, penalties
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct Law {
    #[command(subcommand)]
    pub(crate) command: LawCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LawCommand {
    /// List the places whose law is known, and how sure it is
    List {
        #[command(flatten)]
        output: Output,
    },
    /// Show every fact of one place, each with its date, confidence and sources
    #[command(
        after_help = "Examples:\n  dmf law show SG\n  dmf law show VN transfer breach\n  dmf law show TH recipient\n  dmf law show ASEAN"
    )]
    Show {
        /// A place by code or name, such as SG, Vietnam or EU
        #[arg(value_name = "PLACE")]
        place: String,
        /// Only these topics, such as `breach` or `transfer.filing`
        #[arg(value_name = "TOPIC")]
        topics: Vec<String>,
        #[command(flatten)]
        output: Output,
    },
    /// List the documents to read again, those on which most depends first
    #[command(after_help = "Examples:\n  dmf law sources\n  dmf law sources VN MY --format csv")]
    Sources {
        /// Places by code or name; all, if none is named
        #[arg(value_name = "PLACE")]
        places: Vec<String>,
        #[command(flatten)]
        output: Output,
    },
    /// Put several places side by side, with the strictest on each topic and whose it is
    #[command(after_help = "Examples:\n  dmf law compare SG MY VN\n  dmf law compare SG TH --from 2026-11-24T09:30")]
    Compare {
        /// Places by code or name
        #[arg(value_name = "PLACE", required = true, num_args = 2..)]
        places: Vec<String>,
        /// The moment from which times are counted, to see when the first of them ends [default: the start of today]
        #[arg(long, value_name = "MOMENT", value_parser = moment)]
        from: Option<DateTime>,
        #[command(flatten)]
        output: Output,
    },
}

fn moment(text: &str) -> Result<DateTime, String> {
    text.parse().map_err(|_| format!("`{text}` is not a moment such as 2026-11-24T09:30"))
}
