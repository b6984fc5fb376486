//! `dmf assess`: scorecards.

use dmf::{
    load::Library,
    ops::{self, Keep, Kept},
    report::{self, AssessView, Family, Format},
};

use super::{Failure, Outcome, args, context::Context, output, write};

pub(crate) fn run(args: &args::Assess, context: &mut Context) -> Result<Outcome, Failure> {
    let files = match args.files.as_slice() {
        [] => vec![ops::own_worksheet(&mut context.session, "assess")?],
        files => files.to_vec(),
    };
    let request = args.request(files)?;
    if let Some(id) = &args.explain {
        let (explanation, passes) = ops::explain_judged(&mut context.session, &request, id)?;
        output::verdict(&explanation, &args.output, false, context)?;
        if !passes {
            output::complain("the gate fails; without `--explain` it is said for what");
        }
        return Ok(if passes { Outcome::Yes } else { Outcome::No });
    }
    if let Some(wanted) = args.sample {
        let sample = ops::draw_sample(&mut context.session, &request, wanted.into(), args.seed)?;
        output::verdict(&sample, &args.output, false, context)?;
        // Nothing to look at is no answer that anybody could sign.
        return Ok(if sample.practices.is_empty() { Outcome::No } else { Outcome::Yes });
    }
    // What is read to be made better is kept from others until it is written.
    let claim = match args.keep() {
        Some(keep) if keep.only_improvements => Some(write::Claim::to_change(&keep.target)?),
        _ => None,
    };
    let answer = ops::assess(&mut context.session, &request)?;
    if let (Some(kept), Some(Keep { target, .. })) = (&answer.keep, args.keep()) {
        match kept {
            Kept::Stays(why) => output::complain(&format!("`{}` is not written: {why}", target.display())),
            Kept::Write(text) => match claim {
                Some(claim) => claim.put(text.as_bytes(), write::Output::Replace, write::Until::OnDisk)?,
                None => write::keep(&target, text.as_bytes(), write::Output::forced(args.output.force))?,
            },
        }
    }
    let format = output::gate_format(&args.output)?;
    // What is wrong with a worksheet is a finding; figures are only shown where there are any.
    let shown = format.shows(Family::Findings) || !answer.cards.views.is_empty();
    match format {
        Format::Svg if answer.unread => {}
        Format::Svg => drop(picture(&answer.cards.views, args, context)?),
        _ if shown => drop(output::verdict(&answer.cards, &args.output, args.all, context)?),
        _ => {}
    }
    match (answer.unread, answer.passes) {
        (true, _) => Err(Failure::Data),
        (false, true) => Ok(Outcome::Yes),
        (false, false) => Ok(Outcome::No),
    }
}

/// Draws the scorecard of the one worksheet that was given.
fn picture(views: &[AssessView], args: &args::Assess, context: &mut Context) -> Result<Outcome, Failure> {
    let [view] = views else {
        return Err(Failure::Usage("a picture is of one worksheet; `dmf portfolio` shows many".to_owned()));
    };
    let library: &Library = &context.session.scope.library;
    let notes = &mut context.session.notes;
    let svg = report::chart(args.chart.into(), &view.scorecard, library, &mut notes.sources, &mut notes.sink);
    output::put(context.made(svg)?.as_bytes(), args.output.file.as_deref(), args.output.force)
}
