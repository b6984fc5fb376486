//! `dmf transfer check`: impact assessments that decide.

use dmf::ops::{self, TransferCheck};

use super::{Failure, Outcome, args, context::Context, output, unanswered::judged};

pub(crate) fn check(args: &args::TransferCheck, context: &mut Context) -> Result<Outcome, Failure> {
    let request = TransferCheck {
        register: args.register.clone(),
        ids: args.ids.clone(),
        appetite: args.appetite,
        fail_on: (&args.gates).into(),
    };
    if let Some(id) = &args.explain {
        let explanation = ops::explain_transfer(&mut context.session, &request, id)?;
        return output::verdict(&explanation, &args.output, true, context);
    }
    let view = ops::transfer_check(&mut context.session, &request);
    let (format, to) = (output::gate_format(&args.output)?, (args.output.file.as_deref(), args.output.force));
    let view = judged(view, ("transfer check", &args.register), format, to, context)?;
    // Whoever names transfers wants to see all of them.
    let all = args.all || !args.ids.is_empty();
    output::verdict(&view, &args.output, all, context)?;
    Ok(if view.verdict.passes { Outcome::Yes } else { Outcome::No })
}
