//! `dmf transfer`: the register.

use std::path::Path;

use dmf::{
    ops::{self, Filter, TransferDue, TransferExport, TransferList},
    report::{self, Format, formats},
    transfer::sheet,
};

use super::{
    Failure, Outcome,
    args::{
        self, TransferCommand,
        formats::{DUE, EXPORT, LIST},
    },
    context::Context,
    output,
};

pub(crate) fn run(args: &args::Transfer, context: &mut Context) -> Result<Outcome, Failure> {
    match &args.command {
        TransferCommand::New { file, force } => new(file.as_deref(), *force, context),
        TransferCommand::List(args) => list(args, context),
        TransferCommand::Due(args) => due(args, context),
        TransferCommand::Export(args) => export(args, context),
        TransferCommand::Import(args) => {
            let text = ops::transfer_import(&mut context.session, &args.sheet)?;
            // A register keeps its words as they are, so these are for a file alone.
            if !to_file(args.file.as_deref()) && *report::neutral(&text, false) != *text {
                let why =
                    "the register holds words that command a terminal or the log of a job; add `-o transfers.yaml`";
                return Err(Failure::Usage(why.to_owned()));
            }
            output::keep(text.as_bytes(), args.file.as_deref(), args.force)
        }
        TransferCommand::Check(args) => super::impact::check(args, context),
    }
}

fn new(file: Option<&Path>, force: bool, context: &mut Context) -> Result<Outcome, Failure> {
    context.open(Path::new("."))?;
    output::put(ops::starter_register(&mut context.session)?.as_bytes(), file, force)
}

fn list(args: &args::TransferList, context: &mut Context) -> Result<Outcome, Failure> {
    let request = TransferList { filter: filter(&args.filter)?, register: args.register.clone() };
    let format = output::chosen(&LIST, args.format, args.file.as_deref())?;
    let mark = output::mark(args.bom, format)?;
    let text = match format {
        Format::Mermaid => report::map::mermaid(&ops::transfer_flows(&mut context.session, &request)?),
        Format::Svg => {
            let flows = ops::transfer_flows(&mut context.session, &request)?;
            let (library, notes) = (&context.session.scope.library, &mut context.session.notes);
            let svg = report::map::svg(&flows, library, &mut notes.sources, &mut notes.sink);
            context.made(svg)?
        }
        _ => {
            let view = ops::transfer_list(&mut context.session, &request)?;
            mark.to_owned() + &output::rendered(&view, format, args.file.is_some(), true, context)?
        }
    };
    output::put(text.as_bytes(), args.file.as_deref(), args.force)
}

fn due(args: &args::Due, context: &mut Context) -> Result<Outcome, Failure> {
    let filter = filter(&args.filter)?;
    let format = output::chosen(&DUE, args.format, args.file.as_deref())?;
    let mark = output::mark(args.bom, format)?;
    // A calendar holds everything that has a day.
    let all = args.all || format == Format::Ics;
    let request = TransferDue { register: args.register.clone(), filter, within: args.within, all };
    let view = ops::transfer_due(&mut context.session, &request)?;
    let late = args.strict && (view.overdue > 0 || view.unset > 0);
    let text = mark.to_owned() + &output::rendered(&view, format, args.file.is_some(), true, context)?;
    output::put(text.as_bytes(), args.file.as_deref(), args.force)?;
    Ok(if late { Outcome::No } else { Outcome::Yes })
}

fn export(args: &args::Export, context: &mut Context) -> Result<Outcome, Failure> {
    let Some(file) = &args.register else {
        let text = formats::json(&sheet::schema());
        return output::put(text.as_bytes(), args.file.as_deref(), args.force);
    };
    let format = format(args)?;
    let mark = output::mark(args.bom, format)?;
    let filter = filter(&args.filter)?;
    let request = TransferExport { register: file.clone(), filter, keeper: args.view.into() };
    let bytes = match format {
        Format::Csv => (mark.to_owned() + &ops::transfer_sheet(&mut context.session, &request)?).into_bytes(),
        Format::Json => formats::json(&ops::transfer_export(&mut context.session, &request)?).into_bytes(),
        _ => {
            let record = ops::transfer_record(&mut context.session, &request)?;
            formats::document(&record, format).expect("the others are formats of documents")
        }
    };
    output::put(&bytes, args.file.as_deref(), args.force)
}

/// The format of a record; bytes are kept from a terminal.
fn format(args: &args::Export) -> Result<Format, Failure> {
    let format = output::chosen(&EXPORT, args.format, args.file.as_deref())?;
    match output::unfit_for_terminal(format, args.file.as_deref()) {
        Some(ending) => {
            Err(Failure::Usage(format!("a {ending} file is not for a terminal; add `-o transfers.{ending}`")))
        }
        None => Ok(format),
    }
}

fn to_file(file: Option<&Path>) -> bool {
    file.is_some_and(|file| file != Path::new("-"))
}

fn filter(args: &args::Filter) -> Result<Filter, Failure> {
    Ok(Filter::of(&args.country, &args.status)?)
}
