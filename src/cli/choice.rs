//! Which format an answer has, and what stands before its text.

use std::{
    io::{self, IsTerminal},
    path::Path,
};

use dmf::report::Format;

use super::{
    Failure,
    args::{
        self,
        formats::{ANSWER, GATE, Offer},
    },
};

/// What stands before the text of a format: a byte order mark where one is asked for.
pub(crate) fn mark(bom: bool, format: Format) -> Result<&'static str, Failure> {
    match (bom, format) {
        (false, _) => Ok(""),
        (true, Format::Csv) => Ok("\u{feff}"),
        (true, _) => Err(Failure::Usage("`--bom` is for CSV; add `--format csv`, or end in .csv".to_owned())),
    }
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
