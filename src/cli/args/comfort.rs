//! Beginning, and what makes the program at home on a machine.

use std::path::PathBuf;

use clap_complete::Shell;

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
