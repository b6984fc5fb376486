//! In: many worksheets: paths, or lines that hold one each.
//! Out: a row an organisation, in the order in which they came, and what all come to; scored on all cores.
//! Never: all worksheets in memory at once.

mod before;
mod looks;
mod rules;
mod then;
mod told;
mod worker;

use std::{
    collections::BTreeMap,
    io::{self, BufRead},
    path::{Path, PathBuf},
    sync::Arc,
};

use rayon::prelude::*;

use super::{Gates, Origin, Session, Stop, gates::USUAL};
use crate::{
    assessment::{
        Organisations, Whose,
        gate::all_closed,
        portfolio::{By, Passed, Summary, SummaryView, summary_view},
    },
    diag,
    framework::{Block, Framework},
    gate::{Finding, FindingCode, Verdict, VerdictView},
    load,
    report::{Frame, Judged},
    world::{Files, Lines, MAX_BYTES},
};
use worker::{Done, Item, Job, Worker};

/// Worksheets in hand at a time: enough to keep every core busy, few enough to need no room.
const CHUNK: usize = 512;

/// Threads that are begun at most, however many are asked for.
const MOST_THREADS: usize = 256;

/// Asks for the scores of many worksheets.
#[derive(Debug, Clone)]
pub struct Portfolio {
    pub input: Input,
    /// A folder or a revision that each worksheet is held against.
    pub baseline: Option<Origin>,
    /// The profile to use instead of the worksheets'.
    pub profile: Option<String>,
    pub gates: Gates,
    /// Whether the files are looked at that records name; where nothing is said, wherever a gate, a baseline or evidenced figures
    /// are asked for.
    pub look: Option<bool>,
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
    /// Whether what was found in each worksheet is wanted.
    pub findings: bool,
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
    /// What was found in each worksheet, where that was asked for.
    pub judged: Vec<Judged>,
    /// On all together: files that look like worksheets that were lost, organisations that came twice, files that are wrong,
    /// waivers. It passes where all do.
    pub verdict: VerdictView,
    /// Whether regressions were to fail, and nothing at all had a baseline: then there is no whole answer.
    pub nothing_compared: bool,
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
    if request.input == Input::Lines {
        request.fits_lines()?;
    }
    let first = match &request.input {
        Input::Paths(paths) => match paths.first() {
            Some(first) => first.clone(),
            None => return Err(Stop::usage("name folders or files, or `-` for a list on the standard input")),
        },
        Input::Lines => PathBuf::from("-"),
    };
    session.open(&first)?;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(request.threads.map_or(0, |threads| threads.min(MOST_THREADS)))
        .build();
    let pool = pool.map_err(|error| Stop::because("cannot use the cores of this machine", error))?;
    let mut worker = Worker::new(request, &first, session)?;
    if request.input == Input::Lines && worker.origin.is_some() {
        return Err(Stop::usage(
            "lines have no baseline, and `[gate]` of dmf.toml names one; score files, or leave the gate out with `--no-gate`",
        ));
    }
    let first = if request.input == Input::Lines { Path::new(".") } else { &first };
    worker.base = before::base(request, worker.origin.as_ref(), session)?;
    worker.base.start(&before::inside(first, session.world()))?;
    worker.judge_by(session)?;
    worker.framework(USUAL, session)?;
    let world = Arc::clone(&session.scope.world);
    let mut items: Box<dyn Iterator<Item = Item>> = match (&request.input, stream) {
        (Input::Paths(paths), stream) => Box::new(Files::of(world, paths.clone(), stream).map(Item::File)),
        (Input::Lines, Some(stream)) => {
            Box::new(Lines::of(stream, MAX_BYTES).enumerate().map(|(at, line)| Item::Line(at + 1, line)))
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
            while let Done::Framework(folder) = done {
                let folder = folder.clone();
                worker.framework(&folder, session)?;
                *done = worker.work(job);
            }
            if !tally.take(job, std::mem::replace(done, Done::PassedOver), &mut worker, receive)? {
                break 'all;
            }
        }
        receive.seen(tally.seen);
    }
    tally.finish(request, &mut worker, session, receive)
}

impl Portfolio {
    /// Whether what is asked can be had of lines, which have no files.
    fn fits_lines(&self) -> Result<(), Stop> {
        let words = "lines are worksheets without files, so there is nothing to hold them against";
        if self.baseline.is_some() {
            return Err(Stop::usage(format!("{words}: leave out `--baseline`, or score files")));
        }
        if self.gates.fail_on.codes.contains(&FindingCode::Regression) {
            return Err(Stop::usage(format!("{words}: leave out `--fail-on-regression`, or score files")));
        }
        Ok(())
    }
}

/// Lines on files as a whole that people are told; further ones are counted.
const TOLD: u64 = 20;

/// Worksheets of which people are told what is wrong; further ones are counted. A line of `{}` is three complaints of two hundred
/// bytes each.
const SHOWN: u64 = 1_000;

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
    closed: u64,
    /// The first of them.
    first_closed: Option<PathBuf>,
    /// Findings on single worksheets that fail.
    failing: usize,
    organisations: Organisations,
    judged: Vec<Judged>,
    /// What was found on files as a whole.
    together: VerdictView,
    /// How many of them there are to tell.
    told: u64,
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
            closed: 0,
            first_closed: None,
            failing: 0,
            organisations: Organisations::default(),
            judged: Vec::new(),
            together: VerdictView::empty(),
            told: 0,
            linked: Vec::new(),
            other_columns: false,
        }
    }

    /// Takes what a job ended with. Whether to go on.
    fn take(
        &mut self,
        job: &Job,
        done: Done,
        worker: &mut Worker<'_>,
        receive: &mut dyn Receive,
    ) -> Result<bool, Stop> {
        self.seen += 1;
        match done {
            Done::PassedOver => self.passed_over += 1,
            // Whoever is no longer assessed counts nowhere.
            Done::Closed { whose, framework, told } => {
                self.closed += 1;
                self.first_closed.get_or_insert_with(|| PathBuf::from(job.name()));
                if let Some(found) = told {
                    self.add(*found, worker, receive);
                }
                let whose = Whose { id: whose.id.as_deref(), name: &whose.name, country: &whose.country, closed: true };
                self.met(whose, framework, job, worker, receive);
            }
            Done::NoWorksheet(gone) => {
                self.passed_over += 1;
                let found = worker.gone(&gone);
                self.add(found, worker, receive);
            }
            Done::Linked(path) => self.linked.push(path),
            Done::Framework(_) => unreachable!("the framework was read, or is known as broken"),
            Done::Lost(found) => {
                self.passed_over += 1;
                self.add(*found, worker, receive);
            }
            Done::Bad(words, found) => {
                self.bad += 1;
                self.together.add(found.map(|found| *found));
                if self.bad <= SHOWN {
                    receive.wrong(words.trim_end());
                }
                return Ok(!self.fail_fast);
            }
            Done::Row { row, framework, line, verdict, excused, judged, absent } => {
                worker.note_excused(excused);
                if let Some(finding) = absent {
                    let found = worker.whole(*finding, Path::new(&job.name()));
                    self.add(found, worker, receive);
                }
                if let Some(verdict) = verdict {
                    worker.note(&verdict);
                }
                self.failing += row.failing.unwrap_or(0);
                self.judged.extend(judged.map(|judged| *judged));
                let (id, name, country) = (row.whose.id.as_deref(), &*row.whose.name, &*row.whose.country);
                self.met(Whose { id, name, country, closed: false }, framework, job, worker, receive);
                let weight = self.weight(&row.whose.name);
                let usual = worker.usual();
                let framework = worker.known(framework);
                self.summary.add(framework, &row, weight);
                let same = |(one, other): (&Block, &Block)| one.id == other.id;
                let alike = framework.blocks.len() == usual.blocks.len()
                    && framework.blocks.iter().zip(&usual.blocks).all(same);
                self.other_columns |= !alike;
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

    /// Whose worksheet came, and whether one of that organisation came before.
    fn met(
        &mut self,
        whose: Whose<'_>,
        framework: usize,
        job: &Job,
        worker: &mut Worker<'_>,
        receive: &mut dyn Receive,
    ) {
        let twice = self.organisations.met(whose, &worker.known(framework).pack.id, &job.name());
        if let Some(finding) = twice {
            let found = worker.twice(job, finding);
            self.add(found, worker, receive);
        }
    }

    /// What was found on a file as a whole.
    fn add(&mut self, (verdict, view): (Verdict, VerdictView), worker: &mut Worker<'_>, receive: &mut dyn Receive) {
        worker.note(&verdict);
        for finding in view.findings.iter().filter(|finding| finding.waiver.is_none()) {
            self.told += 1;
            if self.told <= TOLD {
                let place = &finding.place;
                let at = format!("{}:{}:{}", place.file, place.line, place.column);
                let help: Vec<String> = finding.help.iter().map(|help| format!("\n  = help: {help}")).collect();
                let help = help.concat();
                let words =
                    format!("{}[{}]: {}\n --> {at}{help}", finding.level.as_str(), finding.code, finding.message);
                receive.wrong(&words);
            }
        }
        self.together.add(Some(view));
    }

    /// What an organisation counts in means beside others.
    fn weight(&mut self, name: &str) -> u64 {
        self.weights.get_mut(name).map_or(1, |(weight, met)| {
            *met = true;
            *weight
        })
    }

    fn finish(
        mut self,
        request: &Portfolio,
        worker: &mut Worker<'_>,
        session: &mut Session,
        receive: &mut dyn Receive,
    ) -> Result<Portfolios, Stop> {
        for gone in worker.all_gone(request)? {
            let found = worker.gone(&gone);
            self.add(found, worker, receive);
        }
        for path in &self.linked {
            session.notes.sink.push(load::linked_folder(path));
        }
        let only_closed = self.rows == 0 && self.bad == 0 && worker.gated() && !self.together.findings.is_empty();
        if let Some(path) = self.first_closed.clone().filter(|_| only_closed) {
            let found = worker.whole(all_closed(), &path);
            self.add(found, worker, receive);
        }
        if self.bad > SHOWN {
            receive.wrong(&format!("what is wrong with {} more worksheets is not shown", self.bad - SHOWN));
        }
        if self.told > TOLD {
            receive.wrong(&format!("{} more of that kind", self.told - TOLD));
        }
        if self.rows == 0 && self.bad == 0 && self.together.findings.is_empty() {
            return Err(Stop::said(match self.closed {
                0 => "no worksheet was found, so there is nothing to answer",
                _ => "every worksheet that was found is closed, so there is nothing to judge",
            }));
        }
        let columns_of = self.other_columns.then(|| worker.usual().name.clone());
        let mut none = Portfolios {
            view: None,
            waivers: Vec::new(),
            judged: std::mem::take(&mut self.judged),
            verdict: VerdictView::empty(),
            nothing_compared: false,
            passes: false,
            rows: self.rows,
            bad: self.bad,
            columns_of,
        };
        let mut verdict = std::mem::replace(&mut self.together, VerdictView::empty());
        verdict.gated |= worker.gated();
        if self.rows == 0 || self.bad > 0 && request.fail_fast {
            // Nothing to judge is not a pass.
            none.verdict = VerdictView { passes: false, ..verdict };
            return Ok(none);
        }
        let waivers = worker.rule_findings(session)?;
        verdict.add(worker.waiver_view(&waivers, session));
        if let Some(workspace) = &session.scope.workspace {
            let notes = &mut session.notes;
            for (name, _) in self.weights.iter().filter(|(_, (_, met))| !met) {
                workspace.weight_of_nobody(name, &notes.sources, &mut notes.sink);
            }
        }
        let weighting = if self.weights.is_empty() { "equal" } else { "as declared in dmf.toml" };
        let find = |name: &str| -> &Framework { worker.named(name) };
        let (asked, looked) = (worker.base.is_asked(), worker.looks());
        let counts = Passed { unreadable: self.bad, passed_over: self.passed_over, asked, looked };
        let view = summary_view(&self.summary, find, session.today().to_string(), counts, weighting.to_owned());
        let fails = |finding: &Finding| finding.fails;
        verdict.failing += self.failing;
        verdict.passes &= self.summary.failing() == 0 && self.bad == 0 && !waivers.iter().any(fails);
        if let Some(frame) = self.frame {
            write(receive, &frame.tail(&view, &verdict))?;
        }
        let passes = verdict.passes;
        let missing = FindingCode::NoBaseline.as_str();
        let missing = verdict.findings.iter().any(|finding| finding.fails && finding.code == missing);
        let nothing_compared = view.compared == 0 && missing;
        Ok(Portfolios { view: Some(view), waivers, verdict, nothing_compared, passes, ..none })
    }
}

fn write(receive: &mut dyn Receive, text: &str) -> Result<bool, Stop> {
    receive.text(text).map_err(|error| Stop::because("cannot write the answer", error))
}
