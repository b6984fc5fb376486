//! What the program knows, and what its words mean.

use std::path::PathBuf;

use clap::Subcommand;

use super::Output;

/// Look at the packs: what is loaded, what a practice asks for, whether a pack is sound; and move to a newer version
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
    /// Rewrite a worksheet for the newest version of its framework
    ///
    /// Keys of `answers` and `targets` are renamed where they stand. What was split is written once for each part, with a note
    /// of what to confirm. What is not asked any more stays as a comment. Everything else in the file stays as it is, and what
    /// moved is printed. A worksheet that pins a version pins the newest then.
    #[command(after_help = "Examples:\n  dmf framework migrate org.yaml --check\n  dmf framework migrate org.yaml")]
    Migrate {
        /// The worksheet
        #[arg(value_name = "WORKSHEET")]
        file: PathBuf,
        /// Write nothing, say what would change; exit 1 when anything would
        #[arg(long)]
        check: bool,
    },
}

/// Explain any word that the program uses: a code, a practice, a figure, a clause, a place, a standard's reference
///
/// Practices, building blocks, levels and roles; obligations, clauses and fields of a deal; places; measures and factors of
/// impact assessments; references of other catalogues; figures such as `evidenced`; codes of complaints and findings.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf explain stale-evidence        a finding; so for every code\n  \
    dmf explain GOV-02                a practice\n  \
    dmf explain evidenced             a figure\n  \
    dmf explain M1-IMP-BREACH         an obligation, with the clauses that carry it\n  \
    dmf explain VN                    a place, by code or name\n  \
    dmf explain ISO 27001 5.12        which practices stand behind a control")]
pub(crate) struct Explain {
    /// What to explain; all codes are listed when nothing is named
    #[arg(value_name = "WORD")]
    pub(crate) words: Vec<String>,
}
