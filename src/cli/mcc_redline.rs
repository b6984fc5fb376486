//! `dmf mcc redline`: two agreements, word by word.

use dmf::{
    ops::{self, Render},
    redline::Look,
    report::Format,
};

use super::{
    Failure, Outcome,
    args::{self, formats::REDLINE},
    context::Context,
    output,
};

pub(super) fn run(args: &args::Redline, context: &mut Context) -> Result<Outcome, Failure> {
    let format = format(args)?;
    let ours = (args.deal.is_some() || args.module.is_some()).then(|| Render {
        deal: args.deal.clone(),
        module: args.module.clone(),
        ..Render::default()
    });
    let request = ops::Redline::new(&args.agreements, ours)?;
    let bytes = if format == Format::Docx {
        let tracked = ops::track_changes(&mut context.session, &request, &args.author)?;
        say(&tracked.losses, &tracked.name);
        tracked.bytes
    } else {
        let answer = ops::redline(&mut context.session, &request)?;
        if format == Format::Html {
            answer.page().into_bytes()
        } else {
            let style = context.style(true);
            let look = Look { width: style.width, colour: style.colour && args.file.is_none() };
            let (losses, name) = answer.losses();
            say(&losses, name);
            answer.text(look).into_bytes()
        }
    };
    output::put(&bytes, args.file.as_deref(), args.force)
}

/// What could not be read, beside the answer.
fn say(losses: &[String], name: &str) {
    for loss in losses {
        output::complain(&format!("note: `{name}`: {loss}"));
    }
}

/// The format of a redline; bytes are kept from a terminal.
fn format(args: &args::Redline) -> Result<Format, Failure> {
    let format = output::chosen(&REDLINE, args.format, args.file.as_deref())?;
    match output::unfit_for_terminal(format, args.file.as_deref()) {
        Some(_) => Err(Failure::Usage("a Word file is not for a terminal; add `-o redline.docx`".to_owned())),
        None => Ok(format),
    }
}
