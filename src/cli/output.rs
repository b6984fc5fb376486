//! Where text goes.

use std::path::Path;

use anyhow::Context as _;
use dmf::report::{self, Answer, Family, Format, Unwritten};

use super::{Failure, Outcome, args, context::Context, write};

pub(crate) use super::choice::{chosen, format, gate_format, mark, unfit_for_terminal};
pub(crate) use super::say::{complain, complain_of, painted, say};

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
