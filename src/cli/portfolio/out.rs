//! Rows in the order in which they came, and what they add up to.

use std::{
    io::{self, BufWriter, Write},
    path::Path,
};

use dmf::{
    assessment::portfolio::Summary,
    load::{self, Spool},
    report::Frame,
};

use super::{
    super::{Failure, args, output},
    desk::{Desk, Done},
    progress::Progress,
};

/// Where rows go, and what they add up to.
pub(super) struct Out {
    pub(super) target: Target,
    pub(super) frame: Option<Frame>,
    pub(super) fail_fast: bool,
    pub(super) summary: Summary,
    pub(super) seen: u64,
    pub(super) rows: u64,
    pub(super) bad: u64,
    pub(super) passed_over: u64,
    /// Frameworks whose blocks have no columns of their own.
    pub(super) other_columns: bool,
}

pub(super) enum Target {
    /// The answer is written at the end.
    Later,
    Stdout(BufWriter<io::StdoutLock<'static>>),
    File(Spool),
}

impl Out {
    pub(super) fn new(args: &args::Portfolio, desk: &Desk<'_>) -> Result<Self, Failure> {
        let how = if args.force { load::Output::Replace } else { load::Output::New };
        let target = match (desk.frame, args.file.as_deref().filter(|file| *file != Path::new("-"))) {
            (None, _) => Target::Later,
            (Some(_), None) => Target::Stdout(BufWriter::new(io::stdout().lock())),
            (Some(_), Some(file)) => Target::File(Spool::new(file, how)?),
        };
        Ok(Self {
            target,
            frame: desk.frame,
            fail_fast: args.fail_fast,
            summary: Summary::new(args.roll_up.into(), args.top),
            seen: 0,
            rows: 0,
            bad: 0,
            passed_over: 0,
            other_columns: false,
        })
    }

    /// Takes what a job ended with. Whether to go on.
    pub(super) fn take(&mut self, done: Done, desk: &mut Desk<'_>, progress: &Progress) -> Result<bool, Failure> {
        self.seen += 1;
        match done {
            Done::PassedOver => self.passed_over += 1,
            Done::Framework(_) => unreachable!("the framework was read, or is known as broken"),
            Done::Bad(words) => {
                self.bad += 1;
                progress.aside(|| output::complain(words.trim_end()));
                return Ok(!self.fail_fast);
            }
            Done::Row { row, framework, line, verdict } => {
                if let Some(verdict) = verdict {
                    desk.note(&verdict);
                }
                let weight = desk.weight(&row.whose.name);
                let framework = &desk.racks[framework].framework;
                self.summary.add(framework, &row, weight);
                self.other_columns |= framework.pack.id != desk.racks[0].framework.pack.id;
                let before = match self.frame {
                    Some(frame) if self.rows == 0 => frame.head(&desk.racks[0].framework),
                    Some(frame) => frame.between().to_owned(),
                    None => String::new(),
                };
                self.rows += 1;
                return self.write(&before).and_then(|open| if open { self.write(&line) } else { Ok(false) });
            }
        }
        Ok(true)
    }

    /// Whether somebody still reads.
    pub(super) fn write(&mut self, text: &str) -> Result<bool, Failure> {
        let written = match &mut self.target {
            Target::Later => return Ok(true),
            Target::Stdout(stdout) => stdout.write_all(text.as_bytes()),
            Target::File(spool) => spool.write_all(text.as_bytes()),
        };
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
            result => {
                result.map_err(|error| anyhow::Error::new(error).context("cannot write the answer"))?;
                Ok(true)
            }
        }
    }
}

pub(super) fn counted(out: &Out) -> String {
    let word = if out.bad == 1 { "worksheet" } else { "worksheets" };
    format!("{} {word} could not be scored, {} were", out.bad, out.rows)
}
