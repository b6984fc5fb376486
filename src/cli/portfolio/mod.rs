//! In: the arguments of `dmf portfolio`.
//! Out: rows as they are made, and the exit code.
//! Never: a score: that is made in the library.

mod out;
mod progress;
mod request;

use std::{
    io,
    path::{Path, PathBuf},
};

use dmf::{
    ops,
    report::{self, Format, Frame, formats},
};

use super::{
    Failure, Outcome, args,
    args::{Input, formats::PORTFOLIO},
    context::Context,
    output,
    unanswered::judged,
};
use out::Out;
use request::request;

/// What was named; else the worksheets of the workspace, and without any the folder itself.
fn paths(args: &args::Portfolio, context: &mut Context) -> Result<Vec<PathBuf>, Failure> {
    if args.input == Input::Ndjson || !args.paths.is_empty() {
        return Ok(args.paths.clone());
    }
    let own = ops::own_worksheets(&mut context.session)?;
    Ok(if own.is_empty() { vec![PathBuf::from(".")] } else { own })
}

pub(crate) fn run(args: &args::Portfolio, context: &mut Context) -> Result<Outcome, Failure> {
    let format = format(args)?;
    if args.input == Input::Ndjson && !args.paths.is_empty() {
        return Err(Failure::Usage("lines come from the standard input; leave out the paths, or `--input`".to_owned()));
    }
    let paths = paths(args, context)?;
    let first = paths.first().map_or(Path::new("-"), PathBuf::as_path);
    let request = request(args, paths.clone(), format, context);
    let mark = output::mark(args.bom, format)?;
    let mut out = Out::new(args, request.frame, mark, request.style.colour)?;
    let stream = Box::new(io::stdin().lock());
    let answer = ops::portfolio(&mut context.session, &request, Some(stream), &mut out);
    out.end();
    let answer = judged(answer, ("portfolio", first), format, (args.file.as_deref(), args.force), context)?;
    if request.findings {
        let list = report::portfolio_findings(&answer.judged, &answer.verdict);
        let text = formats::found(&list, format, false).unwrap_or_default();
        output::put(text.as_bytes(), args.file.as_deref(), args.force)?;
    }
    let counted = || {
        let word = if answer.bad == 1 { "worksheet" } else { "worksheets" };
        output::complain(&format!("{} {word} could not be scored, {} were", answer.bad, answer.rows));
    };
    let Some(view) = answer.view else {
        if answer.bad == 0 {
            return Err(Failure::World(anyhow::anyhow!("no worksheet was found, so there is nothing to answer")));
        }
        counted();
        return Err(Failure::Data);
    };
    for finding in &answer.waivers {
        let level = if finding.fails { "error" } else { "warning" };
        output::complain(&format!("{level}[{}]: {}", finding.code, finding.message));
    }
    if let Some(frame) = request.frame {
        out.finish()?;
        if let (Frame::Csv, Some(id)) = (frame, &answer.columns_of) {
            output::complain(&format!("warning: the columns of blocks are those of `{id}`; ndjson has all"));
        }
    } else if !request.findings {
        let judged = report::JudgedSummary::of(&view, &answer.judged, &answer.verdict);
        let text = output::rendered(&judged, format, args.file.is_some(), true, context)?;
        output::put(text.as_bytes(), args.file.as_deref(), args.force)?;
    }
    if answer.bad > 0 {
        counted();
        return Err(Failure::Data);
    }
    if answer.nothing_compared {
        output::complain("nothing had a baseline, so whether anything is worse cannot be said");
        return Err(Failure::Data);
    }
    Ok(if answer.passes { Outcome::Yes } else { Outcome::No })
}

/// The format asked for; lines come out as lines where nobody says otherwise.
fn format(args: &args::Portfolio) -> Result<Format, Failure> {
    let named = args.file.as_ref().is_some_and(|file| file.extension().is_some());
    let lines = args.input == Input::Ndjson && !named;
    output::chosen(&PORTFOLIO, args.format.or(lines.then_some(Format::Ndjson)), args.file.as_deref())
}
