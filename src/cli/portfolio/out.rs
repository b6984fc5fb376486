//! Rows in the order in which they come, to a file or the standard output.

use std::io::{self, BufWriter, Write};

use dmf::{ops::Receive, report::Frame};

use super::{
    super::{
        Failure, args, output,
        write::{self, Spool},
    },
    progress::Progress,
};

/// Where rows go.
pub(super) struct Out {
    target: Target,
    /// What stands before the first text.
    mark: &'static str,
    progress: Progress,
    /// Whether complaints are in colour.
    colour: bool,
}

enum Target {
    /// The answer is written at the end.
    Later,
    Stdout(BufWriter<io::StdoutLock<'static>>),
    File(Spool),
}

impl Out {
    pub(super) fn new(
        args: &args::Portfolio,
        frame: Option<Frame>,
        mark: &'static str,
        colour: bool,
    ) -> Result<Self, Failure> {
        let how = write::Output::forced(args.force);
        let target = match (frame, args.file.as_deref().filter(|file| !write::means_stdout(file))) {
            (None, _) => Target::Later,
            (Some(_), None) => Target::Stdout(BufWriter::new(io::stdout().lock())),
            (Some(_), Some(file)) => Target::File(Spool::new(file, how)?),
        };
        Ok(Self { target, mark, progress: Progress::new(), colour })
    }

    /// No more is gone through.
    pub(super) fn end(&self) {
        self.progress.end();
    }

    /// The whole answer was handed over.
    pub(super) fn finish(self) -> Result<(), Failure> {
        match self.target {
            Target::Later => Ok(()),
            Target::File(spool) => Ok(spool.finish()?),
            Target::Stdout(mut stdout) => match stdout.flush() {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                result => Ok(result.map_err(|error| anyhow::Error::new(error).context("cannot write the answer"))?),
            },
        }
    }
}

impl Receive for Out {
    fn text(&mut self, text: &str) -> io::Result<bool> {
        let mark = if text.is_empty() { "" } else { std::mem::take(&mut self.mark) };
        let target: &mut dyn Write = match &mut self.target {
            Target::Later => return Ok(true),
            Target::Stdout(stdout) => stdout,
            Target::File(spool) => spool,
        };
        let written = target.write_all(mark.as_bytes()).and_then(|()| target.write_all(text.as_bytes()));
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
            result => result.map(|()| true),
        }
    }

    fn wrong(&mut self, words: &str) {
        self.progress.aside(|| output::painted(words, self.colour));
    }

    fn seen(&mut self, count: u64) {
        self.progress.at(count);
    }
}
