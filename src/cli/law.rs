//! `dmf law`: what national law asks.

use dmf::ops;

use super::{
    Failure, Outcome,
    args::{self, LawCommand},
    context::Context,
    output,
};

pub(crate) fn run(args: &args::Law, context: &mut Context) -> Result<Outcome, Failure> {
    let session = &mut context.session;
    match &args.command {
        LawCommand::List { output } => {
            let view = ops::laws(session)?;
            output::answer(&view, output, true, context)
        }
        LawCommand::Show { place, topics, output } => {
            let view = ops::law(session, place, topics)?;
            output::answer(&view, output, true, context)
        }
        LawCommand::Sources { places, output } => {
            let view = ops::law_sources(session, places)?;
            output::answer(&view, output, true, context)
        }
        LawCommand::Compare { places, from, output } => {
            let view = ops::compare_laws(session, &ops::CompareLaws { places: places.clone(), from: *from })?;
            output::answer(&view, output, true, context)
        }
    }
}
