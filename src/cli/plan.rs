//! `dmf plan`: from gaps to dated actions.

use dmf::{
    ops,
    report::{self, Format},
};

use super::{Failure, Outcome, args, context::Context, output};

pub(crate) fn run(args: &args::Plan, context: &mut Context) -> Result<Outcome, Failure> {
    let request = ops::Plan {
        worksheet: args.worksheet.clone(),
        reading: args.reading.clone().into(),
        start: args.start,
        capacity: args.capacity.clone(),
    };
    let view = ops::plan(&mut context.session, &request)?;
    if output::format(&args.output)? == Format::Svg {
        let library = &context.session.scope.library;
        let notes = &mut context.session.notes;
        let svg = report::plan_chart(&view, library, &mut notes.sources, &mut notes.sink);
        return output::put(context.made(svg)?.as_bytes(), args.output.file.as_deref(), args.output.force);
    }
    output::answer(&view, &args.output, true, context)
}
