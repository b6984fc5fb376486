//! In: the words that were typed. Out: what they mean, with only the command that they name set up.
//!
//! The arguments of all commands take longer to set up than a short run takes for everything else. So the first word
//! is looked at: where it names a command, that one alone is set up. Whatever is not read in this way (a mistake,
//! `--help`, a flag before the command) is read by the whole table, which says the same of it and knows the rest.

use std::{
    env,
    ffi::OsString,
    io::{self, IsTerminal as _},
    process::ExitCode,
};

use clap::{Args as _, FromArgMatches as _, Parser as _, error::ErrorKind};

use super::super::{context::wants_colour, output};
#[cfg(feature = "xlsx")]
use super::Worksheet;
use super::{
    Answer, Args, Assess, CheckFiles, Completions, Diff, Explain, Framework, Global, Help, Incident, Init, Law, Man,
    Mcc, Own, Plan, Portfolio, Register, Report, Schema, Transfer,
};

/// Reads the command line; ends the program, with what clap has to say, where it asks for help.
///
/// # Errors
/// The exit code, after what is wrong was said, where it cannot be read.
pub(crate) fn parse() -> Result<Args, ExitCode> {
    let words: Vec<OsString> = env::args_os().collect();
    short(&words).map_or_else(|| Args::try_parse_from(words).map_err(|error| refuse(&error)), Ok)
}

/// Says what is wrong with the words, or the help that they ask for, which ends the program.
fn refuse(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        error.exit();
    }
    let colour = io::stderr().is_terminal() && wants_colour();
    let text = error.render();
    let text = if colour { text.ansi().to_string() } else { text.to_string() };
    output::painted(text.trim_end_matches('\n'), colour);
    ExitCode::from(2)
}

/// What the words mean, if the first of them names a command and nothing is wrong with the others.
fn short(words: &[OsString]) -> Option<Args> {
    let top = clap::Command::new("dmf").version(env!("CARGO_PKG_VERSION")).disable_help_subcommand(true);
    let mut top = Own::augment_args(Global::augment_args(top));
    if let Some((name, arguments)) = COMMANDS.iter().find(|(name, _)| words.get(1).is_some_and(|word| word == name)) {
        top = top.subcommand(arguments(clap::Command::new(name)));
    }
    match top.try_get_matches_from(words) {
        Ok(matches) => Args::from_arg_matches(&matches).ok(),
        Err(version) if version.kind() == ErrorKind::DisplayVersion => version.exit(),
        Err(_) => None,
    }
}

/// Adds its arguments to a command.
type Arguments = fn(clap::Command) -> clap::Command;

/// Every command, in the order of the whole table.
const COMMANDS: &[(&str, Arguments)] = &[
    ("init", Init::augment_args),
    ("answer", Answer::augment_args),
    #[cfg(feature = "xlsx")]
    ("worksheet", Worksheet::augment_args),
    ("assess", Assess::augment_args),
    ("diff", Diff::augment_args),
    ("plan", Plan::augment_args),
    ("portfolio", Portfolio::augment_args),
    ("report", Report::augment_args),
    ("mcc", Mcc::augment_args),
    ("transfer", Transfer::augment_args),
    ("register", Register::augment_args),
    ("incident", Incident::augment_args),
    ("law", Law::augment_args),
    ("check", CheckFiles::augment_args),
    ("framework", Framework::augment_args),
    ("explain", Explain::augment_args),
    ("schema", Schema::augment_args),
    ("completions", Completions::augment_args),
    ("man", Man::augment_args),
    ("help", Help::augment_args),
];

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::{super::Command, *};

    #[test]
    fn every_command_is_set_up_alone_as_it_is_among_all() {
        let whole = Args::command();
        assert_eq!(whole.get_subcommands().count(), COMMANDS.len());
        for (command, (name, arguments)) in whole.get_subcommands().zip(COMMANDS) {
            assert_eq!(command.get_name(), *name);
            let alone = arguments(clap::Command::new(name));
            let ids = |command: &clap::Command| -> Vec<String> {
                let flags = command.get_arguments().map(|each| format!("{each:?}"));
                flags.chain(command.get_subcommands().map(|each| each.get_name().to_owned())).collect()
            };
            assert_eq!(ids(&alone), ids(command), "{name}");
        }
    }

    #[test]
    fn words_that_are_wrong_or_ask_for_help_are_left_to_the_whole_table() {
        for words in ["dmf asess org.yaml", "dmf assess --help", "dmf assess --nonsense", "dmf mcc", "dmf --color red"]
        {
            let words: Vec<OsString> = words.split(' ').map(OsString::from).collect();
            assert!(short(&words).is_none(), "{words:?}");
        }
        let words = ["dmf", "assess", "org.yaml", "--width", "100"].map(OsString::from);
        assert!(matches!(short(&words), Some(Args { command: Some(Command::Assess(_)), .. })));
    }
}
