//! `dmf register`: registers that are described by data.

use dmf::ops;

use super::{
    Failure, Outcome,
    args::{self, RegisterCommand},
    context::Context,
    output,
};

pub(crate) fn run(args: &args::Register, context: &mut Context) -> Result<Outcome, Failure> {
    let session = &mut context.session;
    match (&args.kind, &args.command) {
        (None, Some(_)) => Err(Failure::Usage("name a kind of record before the command, such as datasets".to_owned())),
        (None, None) => {
            let view = ops::register_kinds(session)?;
            output::answer(&view, &args.output, true, context)
        }
        (Some(kind), None) => {
            let view = ops::register_list(session, kind, None)?;
            output::answer(&view, &args.output, true, context)
        }
        (Some(kind), Some(RegisterCommand::List { file, output })) => {
            let view = ops::register_list(session, kind, file.as_deref())?;
            output::answer(&view, output, true, context)
        }
        (Some(kind), Some(RegisterCommand::Check(args))) => check(kind, args, context),
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
