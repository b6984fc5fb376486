//! `dmf mcc check`: an agreement that came back, obligation by obligation, and clause by clause where it is ours.

use dmf::{ops, reading::Changes, report::Family};

use super::{
    Failure, Outcome,
    args::{self, TrackedChanges, formats::REVIEW},
    context::Context,
    output,
    unanswered::judged,
};

pub(super) fn run(args: &args::Check, context: &mut Context) -> Result<Outcome, Failure> {
    let format = output::chosen(&REVIEW, args.output.format, args.output.file.as_deref())?;
    let request = ops::Review {
        agreement: args.agreement.clone(),
        module: args.module.clone(),
        deal: args.deal.clone(),
        laws: args.laws.clone(),
        require: args.require.clone(),
        gates: (&args.gates).into(),
        exporter: args.exporter.clone(),
        importer: args.importer.clone(),
        changes: match args.changes {
            TrackedChanges::Accepted => Changes::Accepted,
            TrackedChanges::Rejected => Changes::Rejected,
            TrackedChanges::AsIs => Changes::AsIs,
        },
    };
    let (to, all) = (&args.output, !format.shows(Family::Findings));
    let mark = output::mark(to.bom, format)?;
    let answer = ops::review(&mut context.session, &request);
    let written = (to.file.as_deref(), to.force);
    let answer = judged(answer, ("mcc check", &args.agreement), format, written, context)?;
    let text = mark.to_owned() + &output::rendered(&answer.view, format, to.file.is_some(), all, context)?;
    output::put(text.as_bytes(), to.file.as_deref(), to.force)?;
    Ok(if answer.passes { Outcome::Yes } else { Outcome::No })
}
