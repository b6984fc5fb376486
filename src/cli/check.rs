//! `dmf check`: whether the files of a workspace close.

use dmf::{ops, report::Format};

use super::{Failure, Outcome, args, context::Context, output};

pub(crate) fn run(args: &args::CheckFiles, context: &mut Context) -> Result<Outcome, Failure> {
    let answer = ops::workspace_check(&mut context.session, &args.path)?;
    // People see each mistake in its line; formats for programs hold them already.
    let told = std::mem::take(&mut context.session.notes.sink);
    if output::gate_format(&args.output)? == Format::Table {
        context.session.notes.sink = told;
    }
    output::verdict(&answer.view, &args.output, true, context)?;
    match (answer.unread, answer.view.verdict.passes) {
        (true, _) => Err(Failure::Data),
        (false, true) => Ok(Outcome::Yes),
        (false, false) => Ok(Outcome::No),
    }
}
