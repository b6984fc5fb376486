//! Where text goes.

use std::{
    io::{self, Write},
    path::Path,
};

use dmf::{
    load,
    report::{self, Answer},
};

use super::{
    Failure, Outcome,
    args::{self, Format, GateFormat, Writer},
    context::Context,
};

/// Renders an answer and puts it where it was asked for.
pub(crate) fn answer(
    answer: &Answer,
    output: &args::Output,
    all: bool,
    context: &mut Context,
) -> Result<Outcome, Failure> {
    let format = format(output)?.try_into().map_err(|message: &str| Failure::Usage(message.to_owned()))?;
    let text = rendered(answer, format, output.file.is_some(), all, context)?;
    put(text.as_bytes(), output.file.as_deref(), output.force)
}

/// The same, with the formats of findings, for answers that hold verdicts.
pub(crate) fn verdict(
    answer: &Answer,
    output: &args::GateOutput,
    all: bool,
    context: &mut Context,
) -> Result<Outcome, Failure> {
    let text = match (gate_format(output)?.into(), answer.findings()) {
        (Writer::Answer(format), _) => rendered(answer, format, output.file.is_some(), all, context)?,
        (Writer::Findings(format), Some(list)) => report::render_findings(&list, format, all),
        (Writer::Findings(_), None) => {
            return Err(Failure::Usage("this format is for findings, and an explanation has none".to_owned()));
        }
        (Writer::Picture, _) => return Err(Failure::Usage(args::NO_PICTURE.to_owned())),
    };
    put(text.as_bytes(), output.file.as_deref(), output.force)
}

/// The text of an answer; without colour where it goes to a file.
pub(crate) fn rendered(
    answer: &Answer,
    format: report::Format,
    to_file: bool,
    all: bool,
    context: &mut Context,
) -> Result<String, Failure> {
    let mut style = context.style(all);
    if to_file {
        style.colour = false;
    }
    report::render(answer, format, style, &context.library, &mut context.sources, &mut context.sink)
        .ok_or(Failure::Data)
}

/// Writes to a file, whole or not at all, or to the standard output.
pub(crate) fn put(bytes: &[u8], file: Option<&Path>, force: bool) -> Result<Outcome, Failure> {
    match file {
        Some(file) if file != Path::new("-") => {
            let how = if force { load::Output::Replace } else { load::Output::New };
            load::write(file, bytes, how)?;
        }
        _ => {
            let mut stdout = io::stdout().lock();
            match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
                // Whoever reads has seen enough.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
                result => result.map_err(|error| anyhow::Error::new(error).context("cannot write the answer"))?,
            }
        }
    }
    Ok(Outcome::Yes)
}

/// Says something beside the answer.
pub(crate) fn complain(text: &str) {
    // Nobody is left to tell when this fails.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// The format asked for, or the one that the file's ending means.
pub(crate) fn format(output: &args::Output) -> Result<Format, Failure> {
    if let Some(format) = output.format {
        return Ok(format);
    }
    let Some(ending) = output.file.as_ref().and_then(|file| file.extension()) else { return Ok(Format::Table) };
    match ending.to_str() {
        Some("json") => Ok(Format::Json),
        Some("md" | "markdown") => Ok(Format::Markdown),
        Some("csv") => Ok(Format::Csv),
        Some("txt") => Ok(Format::Table),
        Some("svg") => Ok(Format::Svg),
        _ => Err(Failure::Usage(format!(
            "the ending `.{}` names no format; add --format, or end in .json, .md, .csv or .txt",
            ending.to_string_lossy()
        ))),
    }
}

/// The same for an assessment.
pub(crate) fn gate_format(output: &args::GateOutput) -> Result<GateFormat, Failure> {
    if let Some(format) = output.format {
        return Ok(format);
    }
    let Some(ending) = output.file.as_ref().and_then(|file| file.extension()) else { return Ok(GateFormat::Table) };
    match ending.to_str() {
        Some("json") => Ok(GateFormat::Json),
        Some("ndjson" | "jsonl") => Ok(GateFormat::Ndjson),
        Some("md" | "markdown") => Ok(GateFormat::Markdown),
        Some("csv") => Ok(GateFormat::Csv),
        Some("txt") => Ok(GateFormat::Table),
        Some("sarif") => Ok(GateFormat::Sarif),
        Some("xml") => Ok(GateFormat::Junit),
        Some("svg") => Ok(GateFormat::Svg),
        _ => Err(Failure::Usage(format!(
            "the ending `.{}` names no format; add --format, or end in .json, .ndjson, .md, .csv, .sarif, .xml or .txt",
            ending.to_string_lossy()
        ))),
    }
}
