//! `dmf portfolio`: many worksheets, scored on all cores and written in the order in which they came.

mod desk;
mod out;
mod past;
mod progress;

use std::{
    io::{self, BufRead, Write},
    path::{Path, PathBuf},
};

use dmf::{
    assessment::portfolio::{self, summary_view},
    framework::Framework,
    load::Files,
    report::{Format, Frame},
};
use rayon::prelude::*;

use super::{
    Failure, Outcome, args,
    args::{Input, formats::PORTFOLIO},
    context::Context,
    output,
};
use desk::{Desk, Done};
use out::{Out, Target, counted};
use past::{Item, Job, Past};
use progress::Progress;

/// Worksheets in hand at a time: enough to keep every core busy, few enough to need no room.
const CHUNK: usize = 512;

pub(crate) fn run(args: &args::Portfolio, context: &mut Context) -> Result<Outcome, Failure> {
    let first = args.paths.first().filter(|_| args.input == Input::Files);
    if args.input == Input::Files && first.is_none() {
        return Err(Failure::Usage("name folders or files, or `-` for a list on the standard input".to_owned()));
    }
    context.open(first.map_or(Path::new("-"), PathBuf::as_path))?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.threads.unwrap_or(0)).build()?;
    let mut desk = Desk::new(args, context)?;
    let mut past = Past::open(&mut desk, first.map_or(Path::new("."), PathBuf::as_path))?;
    // What the usual framework says is needed for nearly all, and for the columns of a table without rows.
    desk.framework("asean-dmf", context)?;
    let mut items: Box<dyn Iterator<Item = Item>> = match args.input {
        Input::Files => Box::new(Files::of(args.paths.clone()).map(Item::File)),
        Input::Ndjson => {
            Box::new(io::stdin().lock().split(b'\n').enumerate().map(|(at, line)| Item::Line(at + 1, line)))
        }
    };
    let mut out = Out::new(args, &desk)?;
    let progress = Progress::new();
    'all: loop {
        let mut jobs: Vec<Job> = Vec::with_capacity(CHUNK);
        for item in items.by_ref().take(CHUNK) {
            let before = past.of(&item);
            jobs.push(Job { item, before });
        }
        if jobs.is_empty() {
            break;
        }
        let mut done: Vec<Done> = pool.install(|| jobs.par_iter().map(|job| desk.work(job)).collect());
        for (job, done) in jobs.iter().zip(&mut done) {
            // A framework is read where it is first asked for, and the worksheet once more.
            while let Done::Framework(id) = done {
                let id = id.clone();
                desk.framework(&id, context)?;
                *done = desk.work(job);
            }
            if !out.take(std::mem::replace(done, Done::PassedOver), &mut desk, &progress)? {
                break 'all;
            }
        }
        progress.at(out.seen);
    }
    progress.end();
    finish(args, &desk, out, context)
}

fn finish(args: &args::Portfolio, desk: &Desk, mut out: Out, context: &mut Context) -> Result<Outcome, Failure> {
    if out.rows == 0 && out.bad == 0 {
        return Err(Failure::World(anyhow::anyhow!("no worksheet was found, so there is nothing to answer")));
    }
    if out.bad > 0 && (out.fail_fast || out.rows == 0) {
        output::complain(&counted(&out));
        return Err(Failure::Data);
    }
    let waivers = desk.waiver_findings();
    let mut passes = out.summary.failing() == 0;
    for finding in &waivers {
        let level = if finding.fails { "error" } else { "warning" };
        passes &= !finding.fails;
        output::complain(&format!("{level}[{}]: {}", finding.code, finding.message));
    }
    if let Some(workspace) = &context.workspace {
        for (name, _) in desk.weights.iter().filter(|(_, (_, met))| !met) {
            workspace.weight_of_nobody(name, &context.sources, &mut context.sink);
        }
    }
    let weighting = if desk.weights.is_empty() { "equal" } else { "as declared in dmf.toml" };
    let find = |id: &str| -> &Framework {
        let rack = desk.racks.iter().find(|rack| rack.framework.pack.id == id);
        &rack.expect("rows come from frameworks on the rack").framework
    };
    let counts = (out.bad, out.passed_over);
    let view = summary_view(&out.summary, find, context.today.to_string(), counts, weighting.to_owned());
    match (out.frame, format(args)?) {
        (Some(frame), _) => {
            out.write(&frame.tail(&view))?;
            match std::mem::replace(&mut out.target, Target::Later) {
                Target::File(spool) => spool.finish()?,
                Target::Stdout(mut stdout) => match stdout.flush() {
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
                    result => result.map_err(|error| anyhow::Error::new(error).context("cannot write the answer"))?,
                },
                Target::Later => {}
            }
            if frame == Frame::Csv && out.other_columns {
                let id = &desk.racks[0].framework.pack.id;
                output::complain(&format!("warning: the columns of blocks are those of `{id}`; ndjson has all"));
            }
        }
        (None, format) => {
            let output = args::Output { format: Some(format), file: args.file.clone(), force: args.force };
            output::answer(&view, &output, true, context)?;
        }
    }
    if out.bad > 0 {
        output::complain(&counted(&out));
        return Err(Failure::Data);
    }
    Ok(if passes { Outcome::Yes } else { Outcome::No })
}

impl From<args::GroupBy> for portfolio::By {
    fn from(by: args::GroupBy) -> Self {
        match by {
            args::GroupBy::Country => Self::Country,
            args::GroupBy::Sector => Self::Sector,
            args::GroupBy::Tag => Self::Tag,
        }
    }
}

/// The format asked for; lines come out as lines where nobody says otherwise.
fn format(args: &args::Portfolio) -> Result<Format, Failure> {
    let named = args.file.as_ref().is_some_and(|file| file.extension().is_some());
    let lines = args.input == Input::Ndjson && !named;
    output::chosen(&PORTFOLIO, args.format.or(lines.then_some(Format::Ndjson)), args.file.as_deref())
}
