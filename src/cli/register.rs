//! `dmf register`: registers that are described by data.

use dmf::{
    ops,
    report::{Format, formats},
};

use super::{
    Failure, Outcome,
    args::{self, RegisterCommand, formats::EXPORT},
    context::Context,
    output,
};

pub(crate) fn run(args: &args::Register, context: &mut Context) -> Result<Outcome, Failure> {
    let session = &mut context.session;
    let Some(kind) = args.kind.as_deref() else {
        if args.command.is_some() {
            let words = "name a kind of record before the command, such as datasets; `dmf register` lists them";
            return Err(Failure::Usage(words.to_owned()));
        }
        let view = ops::register_kinds(session)?;
        return output::answer(&view, &args.output, true, context);
    };
    match &args.command {
        None => {
            let view = ops::register_kind(session, kind)?;
            output::answer(&view, &args.output, true, context)
        }
        Some(RegisterCommand::New { sme, file, force }) => {
            let text = ops::starter_records(session, kind, *sme)?;
            output::put(text.as_bytes(), file.as_deref(), *force)
        }
        Some(RegisterCommand::List { file, output }) => {
            let view = ops::register_list(session, kind, file.as_deref())?;
            output::answer(&view, output, true, context)
        }
        Some(RegisterCommand::Show { id, file, output }) => {
            let view = ops::register_show(session, kind, id, file.as_deref())?;
            output::answer(&view, output, true, context)
        }
        #[cfg(feature = "xlsx")]
        Some(RegisterCommand::Import { workbook, output }) => {
            super::register_book::import(kind, workbook, output, context)
        }
        Some(RegisterCommand::Check(args)) => check(kind, args, context),
        Some(RegisterCommand::Export(args)) => export(kind, args, context),
    }
}

fn check(kind: &str, args: &args::RegisterCheck, context: &mut Context) -> Result<Outcome, Failure> {
    let request = ops::RegisterCheck {
        kind: kind.to_owned(),
        file: args.file.clone(),
        fail_on: args.fail_on.clone(),
        no_gate: args.no_gate,
    };
    let view = ops::register_check(&mut context.session, &request)?;
    output::verdict(&view, &args.output, false, context)?;
    Ok(if view.verdict.passes { Outcome::Yes } else { Outcome::No })
}

fn export(kind: &str, args: &args::RegisterExport, context: &mut Context) -> Result<Outcome, Failure> {
    #[cfg(feature = "xlsx")]
    if super::register_book::is_asked(args) {
        return super::register_book::export(kind, args, context);
    }
    let format = output::chosen(&EXPORT, args.format, args.file.as_deref())?;
    let mark = output::mark(args.bom, format)?;
    if let Some(ending) = output::unfit_for_terminal(format, args.file.as_deref()) {
        let words = format!("a {ending} file is not for a terminal; add `-o {kind}.{ending}`");
        return Err(Failure::Usage(words));
    }
    let (session, records) = (&mut context.session, args.records.as_deref());
    let bytes = match format {
        Format::Csv | Format::Json => {
            let view = ops::register_list(session, kind, records)?;
            (mark.to_owned() + &output::rendered(&view, format, args.file.is_some(), true, context)?).into_bytes()
        }
        _ => {
            let document = ops::register_document(session, kind, records)?;
            formats::document(&document, format).expect("the others are formats of documents")
        }
    };
    output::put(&bytes, args.file.as_deref(), args.force)
}
