//! `dmf completions` and `dmf man`: written from the same table of arguments that is parsed.

use std::path::Path;

use clap::{Command, CommandFactory};

use super::{Failure, Outcome, args, args::Args, output, write};

pub(crate) fn completions(args: &args::Completions) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "dmf", &mut script);
    output::put(&script, None, false)
}

pub(crate) fn man(args: &args::Man) -> Result<Outcome, Failure> {
    let mut top = Args::command();
    top.build();
    let Some(folder) = &args.folder else { return output::put(&page(&top)?, None, false) };
    let mut made = write::Together::default();
    made.folder(folder)?;
    pages(&top, "dmf", folder, args.force)?;
    made.done();
    Ok(Outcome::Yes)
}

/// The page of a command and those of all below it.
fn pages(command: &Command, name: &str, folder: &Path, force: bool) -> Result<(), Failure> {
    write::write(&folder.join(format!("{name}.1")), &page(command)?, write::Output::forced(force))?;
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        pages(below, &format!("{name}-{}", below.get_name()), folder, force)?;
    }
    Ok(())
}

fn page(command: &Command) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    let command = command.clone().disable_help_subcommand(true);
    clap_mangen::Man::new(command).source(format!("dmf {}", env!("CARGO_PKG_VERSION"))).render(&mut page)?;
    Ok(page)
}
