//! Where text goes.

use std::{
    io::{self, IsTerminal, Write},
    path::Path,
};

use anyhow::Context as _;
use dmf::report::{self, Answer, Family, Format, Unwritten};

use super::{
    Failure, Outcome,
    args::{
        self,
        formats::{ANSWER, GATE, Offer},
    },
    context::Context,
    write,
};

/// Renders an answer and puts it where it was asked for.
pub(crate) fn answer(
    answer: &dyn Answer,
    output: &args::Output,
    all: bool,
    context: &mut Context,
) -> Result<Outcome, Failure> {
    let format = format(output)?;
    let mark = mark(output.bom, format)?;
    let text = mark.to_owned() + &rendered(answer, format, output.file.is_some(), all, context)?;
    put(text.as_bytes(), output.file.as_deref(), output.force)
}

/// The same for answers that hold verdicts.
pub(crate) fn verdict(
    answer: &dyn Answer,
    output: &args::GateOutput,
    all: bool,
    context: &mut Context,
) -> Result<Outcome, Failure> {
    let format = gate_format(output)?;
    let mark = mark(output.bom, format)?;
    let text = mark.to_owned() + &rendered(answer, format, output.file.is_some(), all, context)?;
    put(text.as_bytes(), output.file.as_deref(), output.force)
}

/// What stands before the text of a format: a byte order mark where one is asked for.
pub(crate) fn mark(bom: bool, format: Format) -> Result<&'static str, Failure> {
    match (bom, format) {
        (false, _) => Ok(""),
        (true, Format::Csv) => Ok("\u{feff}"),
        (true, _) => Err(Failure::Usage("`--bom` is for CSV; add `--format csv`, or end in .csv".to_owned())),
    }
}

/// The text of an answer; without colour where it goes to a file.
pub(crate) fn rendered(
    answer: &dyn Answer,
    format: Format,
    to_file: bool,
    all: bool,
    context: &mut Context,
) -> Result<String, Failure> {
    let mut style = context.style(all);
    if to_file {
        style.colour = false;
    }
    let written = report::render(
        answer,
        format,
        style,
        &context.session.scope.library,
        &mut context.session.notes.sources,
        &mut context.session.notes.sink,
    );
    written.map_err(|why| match why {
        Unwritten::Template => Failure::Data,
        Unwritten::NothingToShow if format.shows(Family::Findings) => {
            Failure::Usage("this format is for findings, and an explanation has none".to_owned())
        }
        Unwritten::NothingToShow => Failure::Usage(args::NO_PICTURE.to_owned()),
    })
}

/// Writes to a file, whole or not at all, or to the standard output.
pub(crate) fn put(bytes: &[u8], file: Option<&Path>, force: bool) -> Result<Outcome, Failure> {
    hand_over(bytes, file, force, write::write)
}

/// The same for what there may be no other copy of.
pub(crate) fn keep(bytes: &[u8], file: Option<&Path>, force: bool) -> Result<Outcome, Failure> {
    hand_over(bytes, file, force, write::keep)
}

fn hand_over(
    bytes: &[u8],
    file: Option<&Path>,
    force: bool,
    write: fn(&Path, &[u8], write::Output) -> Result<(), write::WriteError>,
) -> Result<Outcome, Failure> {
    match file {
        Some(file) if file != Path::new("-") => write(file, bytes, write::Output::forced(force))?,
        _ => write::stdout(bytes).context("cannot write the answer")?,
    }
    Ok(Outcome::Yes)
}

/// Says something beside the answer; nobody is left to tell when that fails.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", report::without_commands(text));
}

/// The format asked for, the one that the file's ending means, or the usual one of the command.
pub(crate) fn chosen(offer: &Offer, asked: Option<Format>, file: Option<&Path>) -> Result<Format, Failure> {
    offer.choose(asked, file).map_err(Failure::Usage)
}

/// The same for an answer.
pub(crate) fn format(output: &args::Output) -> Result<Format, Failure> {
    chosen(&ANSWER, output.format, output.file.as_deref())
}

/// The same for an answer that passes or fails.
pub(crate) fn gate_format(output: &args::GateOutput) -> Result<Format, Failure> {
    chosen(&GATE, output.format, output.file.as_deref())
}

/// Whether bytes would go to a terminal, which can show text alone; then their usual ending.
pub(crate) fn unfit_for_terminal(format: Format, file: Option<&Path>) -> Option<&'static str> {
    let bytes = !format.is_text() && file.is_none() && io::stdout().is_terminal();
    format.ending().filter(|_| bytes)
}
