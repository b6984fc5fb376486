//! In: the command line, the terminal, the clock.
//! Out: answers on stdout or in a file, everything else on stderr, and the exit code.
//! Never: a rule of the product: what is true is decided in the library.

mod answer;
mod args;
mod assess;
mod check;
mod choice;
mod clock;
mod context;
mod diff;
mod due;
mod explain;
mod failure;
mod framework;
mod help;
mod here;
mod impact;
mod incident;
mod init;
mod law;
mod licences;
mod mcc;
mod mcc_check;
mod mcc_redline;
mod output;
mod plan;
mod portfolio;
#[cfg(feature = "interactive")]
mod prompt;
mod register;
#[cfg(feature = "xlsx")]
mod register_book;
mod report;
mod say;
mod schema;
mod shell;
mod transfer;
mod unanswered;
#[cfg(feature = "xlsx")]
mod worksheet;
mod write;

use std::process::ExitCode;

use args::Command;
use context::Context;
use failure::{Failure, Outcome};

/// The whole program.
pub(crate) fn run() -> ExitCode {
    let args = match args::parse() {
        Ok(args) => args,
        Err(code) => return code,
    };
    let mut context = match Context::new(&args.global) {
        Ok(context) => context,
        Err(message) => {
            output::complain(&format!("error: {message}"));
            return ExitCode::from(2);
        }
    };
    let result = match args.command {
        None if args.own.licences => licences::run(),
        Some(_) if args.own.licences => Err(Failure::Usage("`--licences` goes with no command".to_owned())),
        None => here::run(&context),
        Some(Command::Init(args)) => init::run(&args, &mut context),
        Some(Command::Answer(args)) => answer::run(&args, &mut context),
        #[cfg(feature = "xlsx")]
        Some(Command::Worksheet(args)) => worksheet::run(&args, &mut context),
        Some(Command::Assess(args)) => assess::run(&args, &mut context),
        Some(Command::Diff(args)) => diff::run(&args, &mut context),
        Some(Command::Portfolio(args)) => portfolio::run(&args, &mut context),
        Some(Command::Report(args)) => report::run(&args, &mut context),
        Some(Command::Plan(args)) => plan::run(&args, &mut context),
        Some(Command::Mcc(args)) => mcc::run(&args, &mut context),
        Some(Command::Check(args)) => check::run(&args, &mut context),
        Some(Command::Transfer(args)) => transfer::run(&args, &mut context),
        Some(Command::Register(args)) => register::run(&args, &mut context),
        Some(Command::Incident(args)) => incident::run(&args, &mut context),
        Some(Command::Due(args)) => due::run(&args, &mut context),
        Some(Command::Law(args)) => law::run(&args, &mut context),
        Some(Command::Framework(args)) => framework::run(&args, &mut context),
        Some(Command::Explain(args)) => explain::run(&args, &mut context),
        Some(Command::Schema(args)) => schema::run(&args, &mut context),
        Some(Command::Completions(args)) => shell::completions(&args),
        Some(Command::Man(args)) => shell::man(&args),
        Some(Command::Help(args)) => help::run(&args, &mut context),
    };
    finish(result, &context)
}

fn finish(result: Result<Outcome, Failure>, context: &Context) -> ExitCode {
    context.complain();
    match result {
        Ok(Outcome::Yes) => ExitCode::SUCCESS,
        Ok(Outcome::No) => ExitCode::from(1),
        Err(Failure::Usage(message)) => {
            output::complain(&format!("error: {message}\n\nFor more information, try '--help'."));
            ExitCode::from(2)
        }
        Err(Failure::Data) => ExitCode::from(3),
        Err(Failure::World(error)) => {
            let instead = error.downcast_ref().and_then(|error| dmf::ops::way_out(&context.session, error));
            let help = instead.map_or_else(String::new, |help| format!("\nhelp: {help}"));
            output::complain(&format!("error: {error:#}{help}"));
            ExitCode::from(3)
        }
    }
}
