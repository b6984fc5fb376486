//! One worksheet → a row, on whichever core is free.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use dmf::{
    assessment::{
        self, Assessment, RawAssessment, Scorecard,
        baseline::{Baseline, Method, compare},
        gate::{Policy, judge},
        portfolio::{Row, row},
    },
    diag::{self, Sink},
    framework::{Framework, ProfileId},
    gate::{Finding, Verdict, Waiver, judge_waivers},
    load::{self, decode_often},
    report::{self, Frame},
    source::Sources,
};
use jiff::civil::Date;

use super::{
    super::{
        Failure, args,
        baseline::{self, Origin},
        context::{Context, unknown},
        gate as gates,
    },
    format,
    past::{Before, Item, Job},
};

/// How a job ended.
pub(super) enum Done {
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
pub(super) struct Rack {
    pub(super) framework: Arc<Framework>,
    pub(super) profile: Option<ProfileId>,
    pub(super) policy: Policy,
}

/// What all jobs share.
pub(super) struct Desk<'a> {
    pub(super) args: &'a args::Portfolio,
    pub(super) known: Vec<String>,
    pub(super) racks: Vec<Rack>,
    /// Frameworks that cannot be read, with the reason.
    pub(super) broken: BTreeMap<String, String>,
    pub(super) waivers: Vec<Waiver>,
    pub(super) used: Vec<bool>,
    pub(super) looked_for: Vec<bool>,
    pub(super) home: PathBuf,
    pub(super) origin: Option<Origin>,
    pub(super) revision: Option<load::Revision>,
    /// The frameworks as they were at the revision, by rack.
    pub(super) before: Vec<Option<Arc<Framework>>>,
    pub(super) today: Date,
    pub(super) frame: Option<Frame>,
    pub(super) style: diag::Style,
    pub(super) weights: BTreeMap<String, (u64, bool)>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(args: &'a args::Portfolio, context: &mut Context) -> Result<Self, Failure> {
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
            frame: Frame::of(format(args)?),
            style: context.complaint_style(),
            weights,
        })
    }

    /// Reads a framework and what `dmf.toml` and the flags say on it.
    pub(super) fn framework(&mut self, id: &str, context: &mut Context) -> Result<(), Failure> {
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
                Some(found.ok_or_else(|| unknown("profile", word, &known))?)
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

    pub(super) fn work(&self, job: &Job) -> Done {
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
        let Some(raw) = decode_often::<RawAssessment>(source, &sources, &mut sink) else {
            return complain(&sources, &sink);
        };
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
    pub(super) fn baseline(&self, job: &Job, at: usize, sources: &mut Sources, sink: &mut Sink) -> Option<Baseline> {
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
        let raw = decode_often::<RawAssessment>(source, sources, sink)?;
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
pub(super) fn validate(
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
pub(super) fn is_worksheet(bytes: &[u8]) -> bool {
    bytes.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"answers:") || line.starts_with(b"framework:"))
}

pub(super) fn said(error: &load::LoadError) -> String {
    let why = std::error::Error::source(error).map_or_else(String::new, |why| format!(": {why}"));
    format!("error: {error}{why}")
}

/// Waivers name practices of any framework that is loaded.
pub(super) fn waivers(args: &args::Portfolio, context: &mut Context) -> Result<Vec<Waiver>, Failure> {
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

impl Desk<'_> {
    /// What a verdict says of waivers.
    pub(super) fn note(&mut self, verdict: &Verdict) {
        for (all, one) in [(&mut self.used, &verdict.used), (&mut self.looked_for, &verdict.looked_for)] {
            for (all, one) in all.iter_mut().zip(one) {
                *all |= *one;
            }
        }
    }

    /// What is wrong with waivers, over all worksheets.
    pub(super) fn waiver_findings(&self) -> Vec<Finding> {
        let all =
            Verdict { gated: true, findings: Vec::new(), used: self.used.clone(), looked_for: self.looked_for.clone() };
        let Some(rack) = self.racks.first().filter(|_| !self.waivers.is_empty()) else { return Vec::new() };
        judge_waivers(&self.waivers, &[&all], &rack.policy.asked(), self.today)
    }

    /// What an organisation counts in means beside others.
    pub(super) fn weight(&mut self, name: &str) -> u64 {
        self.weights.get_mut(name).map_or(1, |(weight, met)| {
            *met = true;
            *weight
        })
    }
}
