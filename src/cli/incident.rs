//! `dmf incident`: who must be told of a breach, by when; incidents and what was recorded of them.

use std::path::PathBuf;

use dmf::{
    incident::Detail,
    ops::{self, BreachClocks, IncidentAsk, IncidentCheck},
    report::{Answer, Family, Format, formats},
};

use super::{
    Failure, Outcome,
    args::{
        self, IncidentCommand,
        formats::{AGREEMENT, DUE},
    },
    clock,
    context::Context,
    output,
};

pub(crate) fn run(args: &args::Incident, context: &mut Context) -> Result<Outcome, Failure> {
    match &args.command {
        IncidentCommand::New { file, force } => {
            let text = ops::starter_incidents(&mut context.session)?;
            output::put(text.as_bytes(), file.as_deref(), *force)
        }
        IncidentCommand::List(args) => {
            let view = ops::incident_list(&mut context.session, &ask(&args.from, context.today_given)?)?;
            output::answer(&view, &args.output, true, context)
        }
        IncidentCommand::Show { id, from, output } => {
            let view = ops::incident_show(&mut context.session, &ask(from, context.today_given)?, id)?;
            output::answer(&view, output, true, context)
        }
        IncidentCommand::Check(args) => check(args, context),
        IncidentCommand::Notice(args) => notice(args, context),
        IncidentCommand::Clocks(args) => clocks(args, context),
    }
}

fn ask(from: &args::IncidentFile, day: Option<jiff::civil::Date>) -> Result<IncidentAsk, Failure> {
    let now = clock::now(from.now, day).map_err(Failure::Usage)?;
    Ok(IncidentAsk { file: from.file.clone(), now })
}

fn notice(args: &args::NoticeArgs, context: &mut Context) -> Result<Outcome, Failure> {
    let format = output::chosen(&AGREEMENT, args.format, args.output.as_deref())?;
    if let Some(ending) = output::unfit_for_terminal(format, args.output.as_deref()) {
        let why = format!("a {ending} file is not for a terminal; add `-o notice.{ending}`");
        return Err(Failure::Usage(why));
    }
    let draft = ops::incident_notice(&mut context.session, &ask(&args.from, context.today_given)?, &args.id, &args.to)?;
    let bytes = formats::document(&draft, format).expect("each format of documents is one of a notice");
    output::put(&bytes, args.output.as_deref(), args.force)
}

fn check(args: &args::IncidentCheck, context: &mut Context) -> Result<Outcome, Failure> {
    let format = output::gate_format(&args.output)?;
    // What a job prints, everybody reads.
    let bare = format.shows(Family::Findings) && !args.full;
    let request = IncidentCheck {
        ask: ask(&args.from, context.today_given)?,
        baseline: args.baseline.clone(),
        detail: if bare { Detail::Bare } else { Detail::Full },
        fail_on: (&args.gates).into(),
    };
    let about = args.from.file.clone().unwrap_or_else(|| PathBuf::from("incidents.yaml"));
    let view = ops::incident_check(&mut context.session, &request);
    let to = (args.output.file.as_deref(), args.output.force);
    let view = super::unanswered::judged(view, ("incident check", &about), format, to, context)?;
    output::verdict(&view, &args.output, true, context)?;
    Ok(if view.verdict.is_some_and(|verdict| verdict.passes) { Outcome::Yes } else { Outcome::No })
}

fn clocks(args: &args::Clocks, context: &mut Context) -> Result<Outcome, Failure> {
    let format = output::chosen(&DUE, args.format, args.output.as_deref())?;
    let asked = ask(&args.from, context.today_given)?;
    let view = match &args.id {
        Some(id) => ops::incident_clocks(&mut context.session, &asked, id)?,
        None => ops::breach_clocks(&mut context.session, &known(args, asked.now))?,
    };
    put(&view, format, args, context)?;
    Ok(if view.run_out > 0 || !view.unmatched.is_empty() { Outcome::No } else { Outcome::Yes })
}

fn known(args: &args::Clocks, now: jiff::Timestamp) -> BreachClocks {
    BreachClocks {
        places: args.places.clone(),
        events: args.events.read(),
        people: args.people,
        special: args.special.map(args::Yes::is_yes),
        harm: args.harm.map(args::Yes::is_yes),
        now,
    }
}

fn put(answer: &dyn Answer, format: Format, args: &args::Clocks, context: &mut Context) -> Result<Outcome, Failure> {
    let mark = output::mark(args.bom, format)?;
    let text = mark.to_owned() + &output::rendered(answer, format, args.output.is_some(), true, context)?;
    output::put(text.as_bytes(), args.output.as_deref(), args.force)
}
