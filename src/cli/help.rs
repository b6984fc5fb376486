//! `dmf help`: the flags of a command, and the pages on a topic, which a folder of the user's may replace.

use std::io::IsTerminal;

use clap::{Command, CommandFactory};
use dmf::load::PackFile;

use super::{Failure, Outcome, args, args::Args, context::Context, context::unknown, output};

/// Where the topics lie: a page each.
const FOLDER: &str = "templates/help";

pub(crate) fn run(args: &args::Help, context: &mut Context) -> Result<Outcome, Failure> {
    let style = context.style(true);
    let mut top = Args::command().term_width(style.width);
    top.build();
    let topics = topics(context)?;
    let command = match args.words.as_slice() {
        [] => Some(&mut top),
        words => below(&mut top, words),
    };
    let flags = command.map(|command| {
        let help = command.render_long_help();
        if style.colour && std::io::stdout().is_terminal() { help.ansi().to_string() } else { help.to_string() }
    });
    let page = match args.words.as_slice() {
        [word] => topics.iter().find(|(name, _)| name == word).map(|(_, page)| page.clone()),
        _ => None,
    };
    let parts: Vec<String> = flags.into_iter().chain(page).collect();
    if parts.is_empty() {
        let words = args.words.join(" ");
        let names = names(&Args::command());
        let known: Vec<&str> =
            topics.iter().map(|(name, _)| name.as_str()).chain(names.iter().map(String::as_str)).collect();
        return Err(unknown("command or topic", &words, &known));
    }
    output::put(parts.join("\n").as_bytes(), None, false)
}

/// The command that the words lead to, one below the other.
fn below<'a>(top: &'a mut Command, words: &[String]) -> Option<&'a mut Command> {
    words.iter().try_fold(top, |command, word| command.find_subcommand_mut(word))
}

/// Every command, with those below it, as they are typed.
fn names(top: &Command) -> Vec<String> {
    let mut names = Vec::new();
    for command in top.get_subcommands() {
        names.push(command.get_name().to_owned());
        names.extend(command.get_subcommands().map(|below| format!("{} {}", command.get_name(), below.get_name())));
    }
    names
}

/// The pages by name.
fn topics(context: &mut Context) -> Result<Vec<(String, String)>, Failure> {
    let files = context.session.scope.files(FOLDER, &mut context.session.notes)?;
    let text = |file: &PackFile| context.session.notes.sources.get(file.source).text.to_string();
    Ok(files.iter().filter_map(|file| Some((file.name.strip_suffix(".md")?.to_owned(), text(file)))).collect())
}
