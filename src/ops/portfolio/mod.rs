//! Many worksheets, scored on all cores and handed over in the order in which they came.

mod before;
mod worker;

use std::{
    collections::BTreeMap,
    io::{self, BufRead},
    path::{Path, PathBuf},
    sync::Arc,
};

use rayon::prelude::*;

use super::{Gates, Origin, Session, Stop};
use crate::{
    assessment::portfolio::{By, Summary, SummaryView, summary_view},
    diag,
    framework::Framework,
    gate::Finding,
    load,
    report::Frame,
    world::Files,
};
use before::Before;
use worker::{Done, Item, Job, Worker};

/// Worksheets in hand at a time: enough to keep every core busy, few enough to need no room.
const CHUNK: usize = 512;

/// The framework of nearly all worksheets, and of the columns of a table without rows.
const USUAL: &str = "asean-dmf";

/// Asks for the scores of many worksheets.
#[derive(Debug, Clone)]
pub struct Portfolio {
    pub input: Input,
    /// A folder or a revision that each worksheet is held against.
    pub baseline: Option<Origin>,
    /// The profile to use instead of the worksheets'.
    pub profile: Option<String>,
    pub gates: Gates,
    /// Stop at the first worksheet that is wrong.
    pub fail_fast: bool,
    /// What organisations are put together by.
    pub roll_up: By,
    /// Lowest organisations and worst regressions that are kept.
    pub top: usize,
    /// Cores to use; nothing for all.
    pub threads: Option<usize>,
    /// How rows are written; nothing where only the summary is wanted.
    pub frame: Option<Frame>,
    /// How complaints are laid out.
    pub style: diag::Style,
}

/// What is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Folders and worksheets; for `-` the stream lists files, apart by NUL or line ends.
    Paths(Vec<PathBuf>),
    /// The stream holds one worksheet a line, as JSON.
    Lines,
}

/// Who takes rows as they come.
pub trait Receive {
    /// Text of the answer. Whether somebody still reads.
    ///
    /// # Errors
    /// When it cannot be written.
    fn text(&mut self, text: &str) -> io::Result<bool>;

    /// What is wrong with a worksheet.
    fn wrong(&mut self, words: &str);

    /// How many were gone through so far.
    fn seen(&mut self, count: u64);
}

/// What the worksheets come to.
#[derive(Debug)]
pub struct Portfolios {
    /// Nothing where no row could be made, or the first that was wrong ended it.
    pub view: Option<SummaryView>,
    /// What is wrong with waivers.
    pub waivers: Vec<Finding>,
    pub passes: bool,
    /// Worksheets that were scored.
    pub rows: u64,
    /// Worksheets that are wrong.
    pub bad: u64,
    /// The framework whose blocks have columns, where rows of another lack theirs.
    pub columns_of: Option<String>,
}

/// Scores worksheets. `stream` is what the input is read from where it is not named.
///
/// # Errors
/// When there is nothing to read, or data, settings or the request are wrong.
pub fn portfolio(
    session: &mut Session,
    request: &Portfolio,
    stream: Option<Box<dyn BufRead>>,
    receive: &mut dyn Receive,
) -> Result<Portfolios, Stop> {
    let first = match &request.input {
        Input::Paths(paths) => match paths.first() {
            Some(first) => first.clone(),
            None => return Err(Stop::usage("name folders or files, or `-` for a list on the standard input")),
        },
        Input::Lines => PathBuf::from("-"),
    };
    session.open(&first)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(request.threads.unwrap_or(0)).build();
    let pool = pool.map_err(|error| Stop::because("cannot use the cores of this machine", error))?;
    let mut worker = Worker::new(request, session)?;
    let first = if request.input == Input::Lines { Path::new(".") } else { &first };
    worker.before = Before::open(worker.origin.as_ref(), first, &session.scope.world)?;
    worker.framework(USUAL, session)?;
    let world = Arc::clone(&session.scope.world);
    let mut items: Box<dyn Iterator<Item = Item>> = match (&request.input, stream) {
        (Input::Paths(paths), stream) => Box::new(Files::of(world, paths.clone(), stream).map(Item::File)),
        (Input::Lines, Some(stream)) => {
            Box::new(stream.split(b'\n').enumerate().map(|(at, line)| Item::Line(at + 1, line)))
        }
        (Input::Lines, None) => Box::new(std::iter::empty()),
    };
    let mut tally = Tally::new(request, session);
    'all: loop {
        let jobs: Vec<Job> = items.by_ref().take(CHUNK).map(|item| worker.job(item)).collect();
        if jobs.is_empty() {
            break;
        }
        let mut done: Vec<Done> = pool.install(|| jobs.par_iter().map(|job| worker.work(job)).collect());
        for (job, done) in jobs.iter().zip(&mut done) {
            // A framework is read where it is first asked for, and the worksheet once more.
            while let Done::Framework(id) = done {
                let id = id.clone();
                worker.framework(&id, session)?;
                *done = worker.work(job);
            }
            if !tally.take(std::mem::replace(done, Done::PassedOver), &mut worker, receive)? {
                break 'all;
            }
        }
        receive.seen(tally.seen);
    }
    tally.finish(request, &worker, session, receive)
}

/// What came so far, and what it adds up to.
struct Tally {
    summary: Summary,
    weights: BTreeMap<String, (u64, bool)>,
    frame: Option<Frame>,
    fail_fast: bool,
    seen: u64,
    rows: u64,
    bad: u64,
    passed_over: u64,
    /// Links to folders.
    linked: Vec<PathBuf>,
    /// Whether blocks of some framework have no columns of their own.
    other_columns: bool,
}

impl Tally {
    fn new(request: &Portfolio, session: &Session) -> Self {
        let weights = session.scope.workspace.as_ref().map_or_else(BTreeMap::new, |workspace| {
            workspace.weights().iter().map(|(name, weight)| (name.clone(), (u64::from(*weight), false))).collect()
        });
        Self {
            summary: Summary::new(request.roll_up, request.top),
            weights,
            frame: request.frame,
            fail_fast: request.fail_fast,
            seen: 0,
            rows: 0,
            bad: 0,
            passed_over: 0,
            linked: Vec::new(),
            other_columns: false,
        }
    }

    /// Takes what a job ended with. Whether to go on.
    fn take(&mut self, done: Done, worker: &mut Worker<'_>, receive: &mut dyn Receive) -> Result<bool, Stop> {
        self.seen += 1;
        match done {
            Done::PassedOver => self.passed_over += 1,
            Done::Linked(path) => self.linked.push(path),
            Done::Framework(_) => unreachable!("the framework was read, or is known as broken"),
            Done::Bad(words) => {
                self.bad += 1;
                receive.wrong(words.trim_end());
                return Ok(!self.fail_fast);
            }
            Done::Row { row, framework, line, verdict } => {
                if let Some(verdict) = verdict {
                    worker.note(&verdict);
                }
                let weight = self.weight(&row.whose.name);
                let usual = worker.usual();
                let framework = worker.known(framework);
                self.summary.add(framework, &row, weight);
                self.other_columns |= framework.pack.id != usual.pack.id;
                let before = match self.frame {
                    Some(frame) if self.rows == 0 => frame.head(usual),
                    Some(frame) => frame.between().to_owned(),
                    None => String::new(),
                };
                self.rows += 1;
                if self.frame.is_some() {
                    return Ok(write(receive, &before)? && write(receive, &line)?);
                }
            }
        }
        Ok(true)
    }

    /// What an organisation counts in means beside others.
    fn weight(&mut self, name: &str) -> u64 {
        self.weights.get_mut(name).map_or(1, |(weight, met)| {
            *met = true;
            *weight
        })
    }

    fn finish(
        self,
        request: &Portfolio,
        worker: &Worker<'_>,
        session: &mut Session,
        receive: &mut dyn Receive,
    ) -> Result<Portfolios, Stop> {
        for path in &self.linked {
            session.notes.sink.push(load::linked_folder(path));
        }
        if self.rows == 0 && self.bad == 0 {
            return Err(Stop::said("no worksheet was found, so there is nothing to answer"));
        }
        let columns_of = self.other_columns.then(|| worker.usual().pack.id.clone());
        let none =
            Portfolios { view: None, waivers: Vec::new(), passes: false, rows: self.rows, bad: self.bad, columns_of };
        if self.bad > 0 && (request.fail_fast || self.rows == 0) {
            return Ok(none);
        }
        let waivers = worker.waiver_findings();
        if let Some(workspace) = &session.scope.workspace {
            let notes = &mut session.notes;
            for (name, _) in self.weights.iter().filter(|(_, (_, met))| !met) {
                workspace.weight_of_nobody(name, &notes.sources, &mut notes.sink);
            }
        }
        let weighting = if self.weights.is_empty() { "equal" } else { "as declared in dmf.toml" };
        let find = |id: &str| -> &Framework { worker.by_id(id) };
        let counts = (self.bad, self.passed_over);
        let view = summary_view(&self.summary, find, session.today().to_string(), counts, weighting.to_owned());
        if let Some(frame) = self.frame {
            write(receive, &frame.tail(&view))?;
        }
        let passes = self.summary.failing() == 0 && waivers.iter().all(|finding| !finding.fails);
        Ok(Portfolios { view: Some(view), waivers, passes, ..none })
    }
}

fn write(receive: &mut dyn Receive, text: &str) -> Result<bool, Stop> {
    receive.text(text).map_err(|error| Stop::because("cannot write the answer", error))
}
