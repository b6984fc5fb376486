//! Beginning, and what makes the program at home on a machine.

use std::path::PathBuf;

use clap_complete::Shell;

/// Begin: write a worksheet, a deal and a `dmf.toml` into a folder
///
/// What is there already is left as it is.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf init                                          asks what it needs to know\n  \
    dmf init --name 'Maly Phaa' --country LA --profile sme\n  \
    dmf init subsidiaries/vn --name 'Acme Vietnam' --country VN")]
pub(crate) struct Init {
    /// The folder, which is made where there is none
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// What the organisation is called
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Its country, as a code of two letters or by name
    #[arg(long, value_name = "COUNTRY")]
    pub(crate) country: Option<String>,
    /// Its line of business
    #[arg(long, value_name = "SECTOR")]
    pub(crate) sector: Option<String>,
    /// Who assesses: `enterprise` is asked every practice, `sme` those that a small team should have first
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: Option<String>,
    /// The role pair of the deal
    #[arg(long, value_name = "c2p|c2c", default_value = "c2p")]
    pub(crate) module: String,
}

/// Print the JSON Schema of a kind of file, for editors that complete and check while you type
///
/// Without a kind, all of them are listed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf schema\n  \
    dmf schema assessment --framework asean-dmf -o assessment.schema.json\n\n\
    Most editors take it from the first line of a file:\n  \
    # yaml-language-server: $schema=assessment.schema.json     in YAML\n  \
    #:schema config.schema.json                                in TOML")]
pub(crate) struct Schema {
    /// The kind of file
    #[arg(value_name = "KIND")]
    pub(crate) kind: Option<String>,
    /// With `assessment`: for worksheets of one framework, with its practices and what their levels mean
    #[arg(long, value_name = "ID")]
    pub(crate) framework: Option<String>,
    /// Write to a file instead of the standard output
    #[arg(long = "output", short = 'o', value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Replace an output file that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// Print a script that completes commands in your shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Once for every user:\n  \
    dmf completions bash > ~/.local/share/bash-completion/completions/dmf\n  \
    dmf completions zsh > ~/.zfunc/_dmf            with ~/.zfunc in $fpath before compinit\n  \
    dmf completions fish > ~/.config/fish/completions/dmf.fish\n  \
    dmf completions powershell >> $PROFILE")]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: Shell,
}

/// Print the manual page, or write those of all commands into a folder
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf man | man -l -\n  \
    dmf man -o ~/.local/share/man/man1")]
pub(crate) struct Man {
    /// A folder for the pages, one a command
    #[arg(long = "output", short = 'o', value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// Replace pages that exist
    #[arg(long)]
    pub(crate) force: bool,
}
