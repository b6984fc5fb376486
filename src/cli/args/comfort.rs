//! Beginning, and what makes the program at home on a machine.

use std::path::PathBuf;

use clap_complete::Shell;
use dmf::ops;

/// Begin: write a worksheet, a deal, a register of transfers and settings into a folder
///
/// Also a job for continuous integration, and schemas for editors. What is there already is left as it is.
#[derive(Debug, Clone, clap::Args)]
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

impl From<&Init> for ops::Init {
    fn from(args: &Init) -> Self {
        let Init { folder, name, country, sector, profile, module } = args.clone();
        Self { folder, name, country, sector, profile, module }
    }
}

/// Answer a worksheet, one practice after the other
///
/// Each answer is saved at once, and nothing else in the file changes: comments, order and spaces stay. It begins at the
/// first practice that is not answered.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf answer org.yaml                      asks on the terminal\n  \
    dmf answer org.yaml --only GOV,POL-06    a building block and a practice\n  \
    dmf answer org.yaml --stale              what has evidence that ran out\n  \
    dmf answer org.yaml --set GOV-01=established --evidence 'GOV-01=Charter | charter.pdf'\n  \
    dmf answer org.yaml --verify 'GOV-01=developing|No charter yet' --by 'Internal audit'",
    group(clap::ArgGroup::new("looked").args(["confirm", "verify"])))]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Answer {
    /// The worksheet
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Ask these building blocks and practices, such as `GOV` or `POL-06`; several are parted by commas
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Ask what is not answered
    #[arg(long)]
    pub(crate) unanswered: bool,
    /// Ask what has evidence that ran out; with `--unanswered`, either of both
    #[arg(long)]
    pub(crate) stale: bool,
    /// Ask and answer in plain lines, as for a pipe or a terminal that can do no more
    #[arg(long)]
    pub(crate) plain: bool,
    /// Answer a practice with a level, and ask nothing; may be given again
    #[arg(long, value_name = "ID=LEVEL", value_parser = pair)]
    pub(crate) set: Vec<(String, String)>,
    /// Say why a practice does not apply; may be given again
    #[arg(long, value_name = "ID=WHY", value_parser = pair)]
    pub(crate) not_applicable: Vec<(String, String)>,
    /// Add a record that shows the level, all but the first part as far as it is known; may be given again
    #[arg(long, value_name = "ID=WHAT|WHERE|FROM|UNTIL", value_parser = pair)]
    pub(crate) evidence: Vec<(String, String)>,
    /// Set the note of an answer; may be given again
    #[arg(long, value_name = "ID=WORDS", value_parser = pair)]
    pub(crate) note: Vec<(String, String)>,
    /// Take the hashes that the files of a practice's records have now, because somebody looked at them again; may be given again
    #[arg(long, value_name = "ID", requires = "by")]
    pub(crate) confirm: Vec<String>,
    /// Record the level that somebody else than the answerer found today; may be given again
    #[arg(long, value_name = "ID=LEVEL[|NOTE]", value_parser = pair, requires = "by",
        conflicts_with_all = ["set", "not_applicable", "evidence", "note", "confirm"])]
    pub(crate) verify: Vec<(String, String)>,
    /// Who looked, or verified
    #[arg(long, value_name = "NAME", requires = "looked")]
    pub(crate) by: Option<String>,
}

impl From<&Answer> for ops::Answers {
    fn from(args: &Answer) -> Self {
        Self {
            set: args.set.clone(),
            not_applicable: args.not_applicable.clone(),
            evidence: args.evidence.clone(),
            note: args.note.clone(),
            confirm: args.confirm.clone(),
            verify: args.verify.clone(),
            by: args.by.clone(),
        }
    }
}

impl From<&Answer> for ops::Ask {
    fn from(args: &Answer) -> Self {
        Self { only: args.only.clone(), unanswered: args.unanswered, stale: args.stale }
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (id, words) = text.split_once('=').ok_or("write it as ID=WORDS, such as GOV-01=established")?;
    Ok((id.trim().to_owned(), words.trim().to_owned()))
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

/// The flags of a command, or the page on a topic
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf help scoring\n  \
    dmf help mcc check")]
pub(crate) struct Help {
    /// A command, with one below it, or a topic
    #[arg(value_name = "WORD")]
    pub(crate) words: Vec<String>,
}
