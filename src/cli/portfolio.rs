//! `dmf portfolio`: many worksheets, scored on all cores and written in the order in which they came.

use std::{
    collections::BTreeMap,
    io::{self, BufRead, BufWriter, IsTerminal, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use dmf::{
    assessment::{
        self, Assessment, RawAssessment, Scorecard,
        baseline::{Baseline, Method, compare},
        gate::{Policy, judge},
        portfolio::{self, Row, Summary, row, summary_view},
    },
    diag::{self, Sink},
    framework::{Framework, ProfileId},
    gate::{Finding, Verdict, Waiver, judge_waivers},
    load::{self, Batch, Files, Named, Spool, decode},
    report::{self, Answer, Frame},
    source::Sources,
};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;
use rayon::prelude::*;

use super::{
    Failure, Outcome, args,
    args::{Input, PortfolioFormat},
    baseline::{self, Origin},
    context::Context,
    gate as gates, output,
};

/// Worksheets in hand at a time: enough to keep every core busy, few enough to need no room.
const CHUNK: usize = 512;

/// When a progress bar is worth its place.
const PATIENCE: Duration = Duration::from_secs(1);

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

/// What is read: a file, or a line that holds a worksheet.
enum Item {
    File(Result<Named, load::LoadError>),
    Line(usize, io::Result<Vec<u8>>),
}

/// An item with what stood in its place before, where that is at hand.
struct Job {
    item: Item,
    before: Before,
}

enum Before {
    None,
    Bytes(Vec<u8>),
    File(PathBuf),
    Wrong(String),
}

/// Where baselines come from.
enum Past {
    None,
    Git(Batch),
    Folder(PathBuf),
}

impl Past {
    /// `first` is what the repository is looked for from.
    fn open(desk: &mut Desk<'_>, first: &Path) -> Result<Self, Failure> {
        let wrong = || Failure::Usage("the baseline of a portfolio is a folder, or git:REVISION".to_owned());
        match &desk.origin {
            None => Ok(Self::None),
            Some(Origin::File(folder)) if folder.is_dir() => Ok(Self::Folder(folder.clone())),
            Some(Origin::Git(name, None)) => {
                let folder = if first.is_dir() { first } else { first.parent().unwrap_or(Path::new(".")) };
                let revision = load::Revision::find(folder, name)?;
                let batch = revision.batch()?;
                desk.revision = Some(revision);
                Ok(Self::Git(batch))
            }
            Some(Origin::File(_) | Origin::Git(..)) => Err(wrong()),
        }
    }

    fn of(&mut self, item: &Item) -> Before {
        let Item::File(Ok(named)) = item else { return Before::None };
        match self {
            Self::None => Before::None,
            Self::Folder(folder) => {
                let below = named.below.as_deref().and_then(|below| named.path.strip_prefix(below).ok());
                let path = folder.join(below.unwrap_or(&named.path));
                if path.is_file() { Before::File(path) } else { Before::None }
            }
            Self::Git(batch) => match batch.read(&named.path) {
                Ok(bytes) => bytes.map_or(Before::None, Before::Bytes),
                Err(error) => Before::Wrong(format!("error: {error}")),
            },
        }
    }
}

/// How a job ended.
enum Done {
    Row {
        row: Box<Row>,
        framework: usize,
        line: String,
        verdict: Option<Verdict>,
    },
    /// It is wrong, in these words.
    Bad(String),
    PassedOver,
    /// It needs a framework that is not read yet.
    Framework(String),
}

/// A framework with what goes with it.
struct Rack {
    framework: Arc<Framework>,
    profile: Option<ProfileId>,
    policy: Policy,
}

/// What all jobs share.
struct Desk<'a> {
    args: &'a args::Portfolio,
    known: Vec<String>,
    racks: Vec<Rack>,
    /// Frameworks that cannot be read, with the reason.
    broken: BTreeMap<String, String>,
    waivers: Vec<Waiver>,
    used: Vec<bool>,
    looked_for: Vec<bool>,
    home: PathBuf,
    origin: Option<Origin>,
    revision: Option<load::Revision>,
    /// The frameworks as they were at the revision, by rack.
    before: Vec<Option<Arc<Framework>>>,
    today: Date,
    frame: Option<Frame>,
    style: diag::Style,
    weights: BTreeMap<String, (u64, bool)>,
}

impl<'a> Desk<'a> {
    fn new(args: &'a args::Portfolio, context: &mut Context) -> Result<Self, Failure> {
        let known = context.library.packs()?;
        let origin = gates::baseline(args.baseline.as_ref(), &args.gates, context)?;
        let weights = context.workspace.as_ref().map_or_else(BTreeMap::new, |workspace| {
            workspace.weights().iter().map(|(name, weight)| (name.clone(), (u64::from(*weight), false))).collect()
        });
        let waivers = waivers(args, context)?;
        Ok(Self {
            args,
            known,
            racks: Vec::new(),
            broken: BTreeMap::new(),
            used: vec![false; waivers.len()],
            looked_for: vec![false; waivers.len()],
            waivers,
            home: context.workspace.as_ref().map_or_else(PathBuf::new, |workspace| workspace.folder().to_owned()),
            origin,
            revision: None,
            before: Vec::new(),
            today: context.today,
            frame: match format(args)? {
                PortfolioFormat::Json => Some(Frame::Json),
                PortfolioFormat::Ndjson => Some(Frame::Ndjson),
                PortfolioFormat::Csv => Some(Frame::Csv),
                PortfolioFormat::Table | PortfolioFormat::Markdown => None,
            },
            style: context.complaint_style(),
            weights,
        })
    }

    /// Reads a framework and what `dmf.toml` and the flags say on it.
    fn framework(&mut self, id: &str, context: &mut Context) -> Result<(), Failure> {
        let kind = context.kind(id)?;
        let found = match kind.as_deref() {
            Some("framework") => context.framework(id)?,
            Some(kind) => {
                self.broken.insert(id.to_owned(), format!("`{id}` is a {kind}, not a framework that can be answered"));
                return Ok(());
            }
            None => None,
        };
        let Some(framework) = found else { return Err(Failure::Data) };
        let profile = match (&self.args.profile, &context.workspace) {
            (Some(word), _) => {
                let known: Vec<&str> = framework.profiles.iter().map(|profile| profile.id.as_str()).collect();
                let found = framework.profile(word);
                Some(found.ok_or_else(|| super::context::unknown("profile", word, &known))?)
            }
            (None, Some(workspace)) => workspace.profile(&framework, &context.sources, &mut context.sink),
            (None, None) => None,
        };
        let policy = gates::policy(&self.args.gates, false, &framework, self.origin.is_some(), context)?;
        if context.sink.has_errors() {
            return Err(Failure::Data);
        }
        if let Some(revision) = &self.revision {
            let (library, workspace) = baseline::surroundings(revision, &self.home.join("-"), context)?;
            let then = context.elsewhere(library, workspace, |context| context.framework(id))?;
            self.before.push(then);
        } else {
            self.before.push(None);
        }
        self.racks.push(Rack { framework, profile, policy });
        Ok(())
    }

    fn work(&self, job: &Job) -> Done {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let (name, file, bytes, found) = match &job.item {
            Item::File(Err(error)) => return Done::Bad(said(error)),
            Item::Line(at, Err(error)) => return Done::Bad(format!("error: cannot read line {at}: {error}")),
            Item::Line(_, Ok(line)) if line.iter().all(u8::is_ascii_whitespace) => return Done::PassedOver,
            Item::Line(at, Ok(line)) => (format!("<stdin>:{at}"), None, line.clone(), false),
            Item::File(Ok(named)) => match load::read(&named.path) {
                Err(error) => return Done::Bad(said(&error)),
                Ok(bytes) => {
                    let name = named.path.to_string_lossy().into_owned();
                    (name.clone(), Some((name, named.path.as_path())), bytes, named.below.is_some())
                }
            },
        };
        if let Before::Wrong(words) = &job.before {
            return Done::Bad(words.clone());
        }
        if found && !is_worksheet(&bytes) {
            return Done::PassedOver;
        }
        let complain = |sources: &Sources, sink: &Sink| Done::Bad(diag::render(sink, sources, self.style));
        let Some(source) = load::text(name, bytes, &mut sources, &mut sink) else { return complain(&sources, &sink) };
        let Some(raw) = decode::<RawAssessment>(source, &sources, &mut sink) else { return complain(&sources, &sink) };
        if assessment::framework_id(&raw, &self.known, source, &sources, &mut sink).is_none() {
            return complain(&sources, &sink);
        }
        if let Some(reason) = self.broken.get(&raw.framework) {
            let place = sources.value(source, &dmf::source::Path::root().key("framework"));
            sink.push(diag::Diagnostic::new(diag::Code::PackKind, reason.clone()).at(place));
            return complain(&sources, &sink);
        }
        let Some(at) = self.racks.iter().position(|rack| rack.framework.pack.id == raw.framework) else {
            return Done::Framework(raw.framework);
        };
        let rack = &self.racks[at];
        let framework: &Framework = &rack.framework;
        let validated = validate(raw, framework, rack.profile, self.args, source, &sources, self.today, &mut sink);
        let Some(assessment) = validated.filter(|_| !sink.has_errors()) else { return complain(&sources, &sink) };
        let scorecard = assessment::score(framework, &assessment, self.today);
        let comparison = match self.baseline(job, at, &mut sources, &mut sink) {
            None if sink.has_errors() => return complain(&sources, &sink),
            None => None,
            Some(baseline) => {
                Some(compare(framework, &baseline, &Method::of(framework, scorecard.profile), &scorecard))
            }
        };
        let verdict = rack.policy.is_set().then(|| {
            let granted: Vec<(usize, &Waiver)> = self
                .waivers
                .iter()
                .enumerate()
                .filter(|(_, waiver)| {
                    waiver.file.as_ref().is_none_or(|wanted| {
                        file.as_ref().is_some_and(|(_, path)| gates::same(&self.home.join(wanted), path))
                    })
                })
                .collect();
            judge(framework, &assessment, &scorecard, comparison.as_ref(), &rack.policy, &granted)
        });
        let failing = verdict.as_ref().map(|verdict| verdict.findings.iter().filter(|finding| finding.fails).count());
        let row = row(file.map(|(name, _)| name), assessment, &scorecard, comparison.as_ref(), failing);
        let line = self.frame.map_or_else(String::new, |frame| report::portfolio_line(frame, framework, &row));
        // The findings have been counted; only what they say of waivers is needed further.
        let verdict = verdict.map(|verdict| Verdict { findings: Vec::new(), ..verdict });
        Done::Row { row: Box::new(row), framework: at, line, verdict }
    }

    /// The baseline of a job: `None` when it has none, or when that is wrong, which the sink then says.
    fn baseline(&self, job: &Job, at: usize, sources: &mut Sources, sink: &mut Sink) -> Option<Baseline> {
        let (name, bytes) = match &job.before {
            Before::None | Before::Wrong(_) => return None,
            Before::Bytes(bytes) => {
                let Item::File(Ok(named)) = &job.item else { return None };
                let revision = self.revision.as_ref().map_or_else(String::new, load::Revision::describe);
                (format!("{revision}:{}", named.path.display()), bytes.clone())
            }
            Before::File(path) => match load::read(path) {
                Ok(bytes) => (path.to_string_lossy().into_owned(), bytes),
                Err(error) => {
                    sink.push(diag::Diagnostic::new(diag::Code::BadValue, said(&error)));
                    return None;
                }
            },
        };
        let source = load::text(name, bytes, sources, sink)?;
        let raw = decode::<RawAssessment>(source, sources, sink)?;
        let rack = &self.racks[at];
        let framework: &Framework = self.before[at].as_deref().unwrap_or(&rack.framework);
        if raw.framework != framework.pack.id {
            // Answers to another framework have nothing in common with these.
            return None;
        }
        let (today, as_of) = (self.today, raw.as_of);
        let day = self.revision.as_ref().map(|revision| revision.day).or(as_of).map_or(today, |day| day.min(today));
        // Its warnings were told when it was the worksheet in hand.
        let mut quiet = Sink::default();
        let profile = rack.profile.filter(|profile| profile.0 < framework.profiles.len());
        let validated = validate(raw, framework, profile, self.args, source, sources, today, &mut quiet);
        if quiet.has_errors() {
            for diagnostic in quiet.sorted() {
                sink.push(diagnostic.clone());
            }
            return None;
        }
        let assessment = validated?;
        let scorecard: Scorecard = assessment::score(framework, &assessment, day);
        Some(Baseline::of(framework, &scorecard, &assessment.organisation.name, String::new()))
    }
}

/// A flag's profile wins over the worksheet's, and that over `dmf.toml`'s.
#[allow(clippy::too_many_arguments, reason = "it hands them on")]
fn validate(
    raw: RawAssessment,
    framework: &Framework,
    profile: Option<ProfileId>,
    args: &args::Portfolio,
    source: dmf::source::SourceId,
    sources: &Sources,
    today: Date,
    sink: &mut Sink,
) -> Option<Assessment> {
    let profile = profile.filter(|_| args.profile.is_some() || raw.organisation.profile.is_none());
    assessment::validate(raw, framework, profile, source, sources, today, sink)
}

/// Whether a file that was found in a folder claims to be a worksheet: deals, registers and the like lie there as well.
fn is_worksheet(bytes: &[u8]) -> bool {
    bytes.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"answers:") || line.starts_with(b"framework:"))
}

fn said(error: &load::LoadError) -> String {
    let why = std::error::Error::source(error).map_or_else(String::new, |why| format!(": {why}"));
    format!("error: {error}{why}")
}

/// Waivers name practices of any framework that is loaded.
fn waivers(args: &args::Portfolio, context: &mut Context) -> Result<Vec<Waiver>, Failure> {
    let Some(workspace) = context.workspace.as_ref().filter(|_| !args.gates.codes.no_gate) else {
        return Ok(Vec::new());
    };
    if !workspace.has_waivers() {
        return Ok(Vec::new());
    }
    let mut frameworks = Vec::new();
    for pack in context.packs()?.iter().filter(|pack| pack.kind == "framework") {
        frameworks.extend(context.framework(&pack.id)?);
    }
    let frameworks: Vec<&Framework> = frameworks.iter().map(|framework| &**framework).collect();
    let waivers = gates::waivers(&[gates::practices(&frameworks)], false, context);
    if context.sink.has_errors() { Err(Failure::Data) } else { Ok(waivers) }
}

/// Where rows go, and what they add up to.
struct Out {
    target: Target,
    frame: Option<Frame>,
    fail_fast: bool,
    summary: Summary,
    seen: u64,
    rows: u64,
    bad: u64,
    passed_over: u64,
    /// Frameworks whose blocks have no columns of their own.
    other_columns: bool,
}

enum Target {
    /// The answer is written at the end.
    Later,
    Stdout(BufWriter<io::StdoutLock<'static>>),
    File(Spool),
}

impl Out {
    fn new(args: &args::Portfolio, desk: &Desk<'_>) -> Result<Self, Failure> {
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
    fn take(&mut self, done: Done, desk: &mut Desk<'_>, progress: &Progress) -> Result<bool, Failure> {
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
    fn write(&mut self, text: &str) -> Result<bool, Failure> {
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
            let format = if format == PortfolioFormat::Markdown { args::Format::Markdown } else { args::Format::Table };
            let output = args::Output { format: Some(format), file: args.file.clone(), force: args.force };
            output::answer(&Answer::Portfolio(Box::new(view)), &output, true, context)?;
        }
    }
    if out.bad > 0 {
        output::complain(&counted(&out));
        return Err(Failure::Data);
    }
    Ok(if passes { Outcome::Yes } else { Outcome::No })
}

fn counted(out: &Out) -> String {
    let word = if out.bad == 1 { "worksheet" } else { "worksheets" };
    format!("{} {word} could not be scored, {} were", out.bad, out.rows)
}

impl Desk<'_> {
    /// What a verdict says of waivers.
    fn note(&mut self, verdict: &Verdict) {
        for (all, one) in [(&mut self.used, &verdict.used), (&mut self.looked_for, &verdict.looked_for)] {
            for (all, one) in all.iter_mut().zip(one) {
                *all |= *one;
            }
        }
    }

    /// What is wrong with waivers, over all worksheets.
    fn waiver_findings(&self) -> Vec<Finding> {
        let all =
            Verdict { gated: true, findings: Vec::new(), used: self.used.clone(), looked_for: self.looked_for.clone() };
        let Some(rack) = self.racks.first().filter(|_| !self.waivers.is_empty()) else { return Vec::new() };
        judge_waivers(&self.waivers, &[&all], &rack.policy.asked(), self.today)
    }

    /// What an organisation counts in means beside others.
    fn weight(&mut self, name: &str) -> u64 {
        self.weights.get_mut(name).map_or(1, |(weight, met)| {
            *met = true;
            *weight
        })
    }
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

/// The format asked for, or the one that the file's ending means.
fn format(args: &args::Portfolio) -> Result<PortfolioFormat, Failure> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let Some(ending) = args.file.as_ref().and_then(|file| file.extension()) else {
        let lines = args.input == Input::Ndjson;
        return Ok(if lines { PortfolioFormat::Ndjson } else { PortfolioFormat::Table });
    };
    match ending.to_str() {
        Some("json") => Ok(PortfolioFormat::Json),
        Some("ndjson" | "jsonl") => Ok(PortfolioFormat::Ndjson),
        Some("md" | "markdown") => Ok(PortfolioFormat::Markdown),
        Some("csv") => Ok(PortfolioFormat::Csv),
        Some("txt") => Ok(PortfolioFormat::Table),
        _ => Err(Failure::Usage(format!(
            "the ending `.{}` names no format; add --format, or end in .json, .ndjson, .md, .csv or .txt",
            ending.to_string_lossy()
        ))),
    }
}

/// A bar on the standard error, for work that takes longer than people wait.
struct Progress {
    bar: ProgressBar,
    begun: Instant,
    shown: std::cell::Cell<bool>,
}

impl Progress {
    fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{spinner} {human_pos} worksheets, {per_sec}");
        bar.set_style(style.expect("the template is sound"));
        Self { bar, begun: Instant::now(), shown: std::cell::Cell::new(false) }
    }

    fn at(&self, seen: u64) {
        if !self.shown.get() && self.begun.elapsed() > PATIENCE && io::stderr().is_terminal() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.shown.set(true);
        }
        self.bar.set_position(seen);
    }

    /// Says something without a bar in between.
    fn aside(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}
