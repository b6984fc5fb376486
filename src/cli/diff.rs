//! `dmf diff`: what became of the answers.

use dmf::ops;

use super::{Failure, Outcome, args, context::Context, output};

pub(crate) fn run(args: &args::Diff, context: &mut Context) -> Result<Outcome, Failure> {
    let request = ops::Diff::new(args.old.clone(), args.new.clone(), args.profile.clone())?;
    let answer = ops::diff(&mut context.session, &request)?;
    output::answer(&answer.view, &args.output, true, context)?;
    Ok(if answer.worse && args.fail_on_regression { Outcome::No } else { Outcome::Yes })
}
