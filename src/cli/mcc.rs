//! `dmf mcc`: agreements.

use dmf::{
    ops,
    report::{Format, formats},
};

use super::{
    Failure, Outcome,
    args::{self, MccCommand, formats::AGREEMENT},
    context::Context,
    mcc_check, mcc_redline, output,
};

pub(crate) fn run(args: &args::Mcc, context: &mut Context) -> Result<Outcome, Failure> {
    match &args.command {
        MccCommand::Render(args) => render(args, context),
        MccCommand::Check(args) => mcc_check::run(args, context),
        MccCommand::Redline(args) => mcc_redline::run(args, context),
        MccCommand::New { module, file, force } => {
            let deal = ops::new_deal(&mut context.session, module)?;
            output::put(deal.as_bytes(), file.as_deref(), *force)
        }
        MccCommand::List { module, output } => {
            let view = ops::obligations(&mut context.session, module)?;
            output::answer(&view, output, true, context)
        }
        MccCommand::Show { id, output } => {
            let view = ops::obligation(&mut context.session, id)?;
            output::answer(&view, output, true, context)
        }
    }
}

fn render(args: &args::Render, context: &mut Context) -> Result<Outcome, Failure> {
    let format = format(args)?;
    let request = ops::Render {
        deal: args.deal.clone(),
        module: args.module.clone(),
        with: args.with.clone(),
        draft: args.draft,
    };
    let answer = ops::render(&mut context.session, &request)?;
    if let Some(file) = &args.companion {
        let format = output::chosen(&AGREEMENT, None, Some(file))?;
        let bytes = formats::document(&answer.companion, format).expect("formats of documents are offered");
        output::put(&bytes, Some(file), args.force)?;
    }
    let bytes = formats::document(&answer.document, format).expect("formats of documents are offered");
    output::put(&bytes, args.file.as_deref(), args.force)?;
    Ok(if !answer.passes || args.strict && answer.remarks { Outcome::No } else { Outcome::Yes })
}

/// The format of an agreement; bytes are kept from a terminal.
fn format(args: &args::Render) -> Result<Format, Failure> {
    let format = output::chosen(&AGREEMENT, args.format, args.file.as_deref())?;
    match output::unfit_for_terminal(format, args.file.as_deref()) {
        Some(ending) => {
            Err(Failure::Usage(format!("a {ending} file is not for a terminal; add `-o agreement.{ending}`")))
        }
        None => Ok(format),
    }
}
