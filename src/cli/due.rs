//! `dmf due`: everything in the workspace that has a day.

use dmf::{
    ops::{self, DueList, Until},
    report::Format,
};

use super::{
    Failure, Outcome,
    args::{self, formats::DUE_LIST},
    clock,
    context::Context,
    output,
};

/// Days ahead that count as soon where nothing is said.
const WITHIN: u32 = 90;

pub(crate) fn run(args: &args::DueList, context: &mut Context) -> Result<Outcome, Failure> {
    let format = output::chosen(&DUE_LIST, args.format, args.file.as_deref())?;
    let mark = output::mark(args.bom, format)?;
    let until = match (args.until, args.within) {
        (Some(day), _) => Until::Day(day),
        (None, days) => Until::Within(days.unwrap_or(WITHIN)),
    };
    // A calendar holds everything that has a day, unless somebody says how far ahead.
    let whole = format == Format::Ics && args.until.is_none() && args.within.is_none();
    let request = DueList {
        place: args.place.clone(),
        kinds: args.kind.clone(),
        owners: args.owner.clone(),
        until,
        all: args.all || whole,
        now: clock::now(None, context.today_given).map_err(Failure::Usage)?,
    };
    let view = ops::due_list(&mut context.session, &request)?;
    let text = mark.to_owned() + &output::rendered(&view, format, args.file.is_some(), true, context)?;
    output::put(text.as_bytes(), args.file.as_deref(), args.force)?;
    Ok(if args.strict && !view.is_in_time() { Outcome::No } else { Outcome::Yes })
}
