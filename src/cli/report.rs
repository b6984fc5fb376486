//! `dmf report`: everything on one page.

use std::io::IsTerminal;

use dmf::{
    document::number::number,
    ops,
    report::{self, Format, formats},
};

use super::{
    Failure, Outcome,
    args::{Report, formats::REPORT},
    context::Context,
    output,
};

pub(crate) fn run(args: &Report, context: &mut Context) -> Result<Outcome, Failure> {
    let format = format(args)?;
    let worksheet = match &args.worksheet {
        Some(file) => file.clone(),
        None => ops::own_worksheet(&mut context.session, "report")?,
    };
    let request = ops::Report {
        worksheet,
        audience: args.audience.into(),
        reading: args.reading.clone().into(),
        baseline: args.baseline.clone(),
        transfers: args.transfers.clone(),
        deals: args.deals.clone(),
        within: args.within,
        capacity: args.capacity.clone(),
        no_gate: args.no_gate,
    };
    let view = ops::report(&mut context.session, &request)?;
    let bytes = if format == Format::Json {
        formats::json(&view).into_bytes()
    } else {
        let library = &context.session.scope.library;
        let notes = &mut context.session.notes;
        let document = report::page(&view, library, &mut notes.sources, &mut notes.sink);
        let numbered = number(&context.made(document)?);
        let numbered = numbered.expect("a report refers to nothing, and its parts have ids of their own");
        formats::document(&numbered, format).expect("formats of documents are offered")
    };
    output::put(&bytes, args.file.as_deref(), args.force)
}

/// The format of a report; only what reads well there goes to a terminal.
fn format(args: &Report) -> Result<Format, Failure> {
    let format = output::chosen(&REPORT, args.format, args.file.as_deref())?;
    let reads_well = matches!(format, Format::Markdown | Format::Text | Format::Json);
    match format.ending() {
        Some(ending) if !reads_well && args.file.is_none() && std::io::stdout().is_terminal() => {
            Err(Failure::Usage(format!("a report is a page to be looked at; add `-o report.{ending}`")))
        }
        _ => Ok(format),
    }
}
