//! In: the words that were typed. Out: what they mean, or what is wrong with them in words that command no terminal.

use std::{
    io::{self, IsTerminal as _},
    process::ExitCode,
};

use clap::Parser as _;

use super::super::{context::wants_colour, output};
use super::Args;

/// Reads the command line; ends the program, with what clap has to say, where it asks for help.
///
/// # Errors
/// The exit code, after what is wrong was said, where it cannot be read.
pub(crate) fn parse() -> Result<Args, ExitCode> {
    Args::try_parse().map_err(|error| refuse(&error))
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
