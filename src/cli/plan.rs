//! `dmf plan`: from gaps to dated actions.

use std::path::PathBuf;

use dmf::{
    ops,
    report::{self, Format},
};

use super::{Failure, Outcome, args, context::Context, output};

pub(crate) fn run(args: &args::Plan, context: &mut Context) -> Result<Outcome, Failure> {
    let worksheet = match &args.worksheet {
        Some(file) => file.clone(),
        None => ops::own_worksheet(&mut context.session, "plan")?,
    };
    if args.curve {
        return curve(args, worksheet, context);
    }
    let request = ops::Plan {
        worksheet,
        reading: args.reading.clone().into(),
        start: args.start,
        capacity: args.capacity.clone(),
        aim: args.aim(),
        order: args.order(),
        wishes: args.wishes.clone(),
    };
    let output = args.output().map_err(Failure::Usage)?;
    if output.format == Some(Format::Lp) {
        let problem = ops::plan_problem(&mut context.session, &request)?;
        return output::put(report::lp(&problem).as_bytes(), output.file.as_deref(), output.force);
    }
    let view = ops::plan(&mut context.session, &request)?;
    let outcome = if view.is_impossible() { Outcome::No } else { Outcome::Yes };
    if output.format == Some(Format::Svg) {
        let library = &context.session.scope.library;
        let notes = &mut context.session.notes;
        let svg = report::plan_chart(&view, library, &mut notes.sources, &mut notes.sink);
        output::put(context.made(svg)?.as_bytes(), output.file.as_deref(), output.force)?;
    } else {
        output::answer(&view, &output, true, context)?;
    }
    Ok(outcome)
}

/// Effort against score.
fn curve(args: &args::Plan, worksheet: PathBuf, context: &mut Context) -> Result<Outcome, Failure> {
    let output = args.output().map_err(Failure::Usage)?;
    let request = ops::Curve { worksheet, reading: args.reading.clone().into(), wishes: args.wishes.clone() };
    let view = ops::curve(&mut context.session, &request)?;
    match output.format {
        Some(Format::Lp) => {
            Err(Failure::Usage("`--format lp` writes the problem of a goal, and a curve has none".to_owned()))
        }
        Some(Format::Svg) => {
            let library = &context.session.scope.library;
            let notes = &mut context.session.notes;
            let svg = report::curve_chart(&view, library, &mut notes.sources, &mut notes.sink);
            output::put(context.made(svg)?.as_bytes(), output.file.as_deref(), output.force)
        }
        _ => output::answer(&view, &output, true, context),
    }
}
