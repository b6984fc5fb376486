//! `dmf incident`: who must be told of a breach, by when.

use dmf::ops::{self, BreachClocks};

use super::{
    Failure, Outcome,
    args::{self, IncidentCommand, formats::DUE},
    clock,
    context::Context,
    output,
};

pub(crate) fn run(args: &args::Incident, context: &mut Context) -> Result<Outcome, Failure> {
    match &args.command {
        IncidentCommand::Clocks(args) => clocks(args, context),
    }
}

fn clocks(args: &args::Clocks, context: &mut Context) -> Result<Outcome, Failure> {
    let format = output::chosen(&DUE, args.format, args.file.as_deref())?;
    let mark = output::mark(args.bom, format)?;
    let now = clock::now(args.now, context.today_given).map_err(Failure::Usage)?;
    let request = BreachClocks {
        places: args.places.clone(),
        events: args.events.read(),
        people: args.people,
        special: args.special.map(args::Yes::is_yes),
        harm: args.harm.map(args::Yes::is_yes),
        now,
    };
    let view = ops::breach_clocks(&mut context.session, &request)?;
    let text = mark.to_owned() + &output::rendered(&view, format, args.file.is_some(), true, context)?;
    output::put(text.as_bytes(), args.file.as_deref(), args.force)?;
    Ok(if view.run_out > 0 { Outcome::No } else { Outcome::Yes })
}
