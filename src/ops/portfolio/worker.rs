//! One worksheet → a row, on whichever core is free.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::civil::Date;

use super::{
    super::{
        Notes, Origin, Scope, Session, Stop,
        base::{Base, Gone, Past},
        by_version::ByVersion,
        gates::granted,
        look::Looking,
        rules::{Before, NamedRules, Waivers, add, add_regressions},
        score::{Scored, Standard, framework, other_kind},
        uncommitted::uncommitted,
    },
    Input, Portfolio,
    looks::{Looks, looks},
};
use crate::{
    assessment::{
        self, RawAssessment,
        baseline::{Baseline, Method, compare},
        gate::{By, Policy, judge},
        portfolio::{Row, row},
    },
    diag,
    framework::{Framework, Names},
    gate::{Finding, FindingCode, FindingView, Verdict, VerdictView, Waiver, Weight},
    load::{self, DATA_FOLDERS, decode_often},
    report::{self, Frame, Judged},
    world::{Found, MAX_BYTES, Named, Revision, World, WorldError, plain},
};

/// What is read: a file, or a line that holds a worksheet.
pub(super) enum Item {
    File(Result<Found, WorldError>),
    Line(usize, io::Result<Vec<u8>>),
}

/// An item with what stood in its place before.
pub(super) struct Job {
    pub(super) item: Item,
    before: Result<Past, String>,
}

impl Job {
    /// The file, where it is one.
    pub(super) fn named(&self) -> Option<&Named> {
        match &self.item {
            Item::File(Ok(Found::File(named))) => Some(named),
            Item::File(_) | Item::Line(..) => None,
        }
    }

    /// What its worksheet is called in findings.
    pub(super) fn name(&self) -> String {
        match &self.item {
            Item::Line(at, _) => format!("<stdin>:{at}"),
            Item::File(_) => self.named().map_or_else(String::new, |named| named.path.to_string_lossy().into_owned()),
        }
    }
}

/// How a job ended.
pub(super) enum Done {
    Row {
        row: Box<Row>,
        framework: usize,
        line: String,
        verdict: Option<Verdict>,
        /// What was found, where that was asked for.
        judged: Option<Box<Judged>>,
        /// Why it has no baseline, where it should have one.
        absent: Option<Box<Finding>>,
    },
    /// It is wrong, in these words; what was found, where that was asked for.
    Bad(String, Option<Box<VerdictView>>),
    /// It looks like a worksheet that was lost.
    Lost(Box<(Verdict, VerdictView)>),
    PassedOver,
    /// It says that its organisation is no longer assessed.
    Closed,
    /// It is no worksheet, and was one.
    NoWorksheet(Gone),
    /// A link to a folder.
    Linked(PathBuf),
    /// It needs a framework that is not read yet.
    Framework(String),
}

/// A framework with what goes with it.
pub(super) struct Known {
    pub(super) standard: Standard,
    pub(super) policy: Policy,
    /// The framework as it was at the revision.
    pub(super) before: Option<Standard>,
}

/// What all jobs share.
pub(super) struct Worker<'a> {
    pub(super) request: &'a Portfolio,
    pub(super) names: Names,
    pub(super) frameworks: Vec<Known>,
    /// Packs that cannot be answered, with the reason.
    broken: BTreeMap<String, String>,
    pub(super) waivers: Waivers,
    /// The files as they were at the revision.
    pub(super) then: Option<Arc<Scope>>,
    /// The revision of which the files are themselves what is judged, as people read of it.
    pub(super) itself: Option<(Scope, String)>,
    /// The state whose rules count beside those of now, and what the change does to them.
    pub(super) rules: Option<Before>,
    pub(super) changes: Vec<Finding>,
    pub(super) used: Vec<bool>,
    pub(super) looked_for: Vec<bool>,
    pub(super) world: Arc<dyn World>,
    /// The files as they are.
    pub(super) now: Arc<Scope>,
    pub(super) home: PathBuf,
    /// Folders of packs.
    data: Vec<PathBuf>,
    pub(super) today: Date,
    pub(super) origin: Option<Origin>,
    pub(super) base: Base,
}

impl<'a> Worker<'a> {
    /// `first` is what is read first: its repository is that of a revision whose rules count.
    pub(super) fn new(request: &'a Portfolio, first: &Path, session: &mut Session) -> Result<Self, Stop> {
        let names = all_names(session)?;
        let (rules, pinned) = NamedRules::of(&request.gates).rules(first, session)?;
        let flag = request.baseline.as_ref().or(pinned.as_ref());
        let origin = request.gates.baseline(flag, &session.scope, &mut session.notes)?;
        Ok(Self {
            request,
            names,
            frameworks: Vec::new(),
            broken: BTreeMap::new(),
            waivers: Waivers::default(),
            then: None,
            itself: None,
            rules,
            changes: Vec::new(),
            used: Vec::new(),
            looked_for: Vec::new(),
            world: Arc::clone(&session.scope.world),
            now: Arc::clone(&session.scope),
            home: session.scope.home().to_owned(),
            data: data(session),
            today: session.today(),
            origin,
            base: Base::nothing(&session.scope.world),
        })
    }

    /// Reads the framework in a folder and what `dmf.toml` and the request say on it.
    pub(super) fn framework(&mut self, folder: &str, session: &mut Session) -> Result<(), Stop> {
        let Session { notes, scope, .. } = session;
        let found = match framework(folder, scope, notes)? {
            Ok(found) => notes.sink.made(found)?,
            Err(reason) => {
                self.broken.insert(folder.to_owned(), reason);
                return Ok(());
            }
        };
        let standard = Standard::of(Arc::clone(&found), self.request.profile.as_deref(), true, scope, notes)?;
        let policy = self.request.gates.policy(&found, self.origin.is_some(), (scope, self.rules.as_ref()), notes)?;
        notes.sink.checked()?;
        let before = match &self.then {
            Some(then) => then.framework(folder, notes)?.map(|framework| Standard { framework, ..standard }),
            None => None,
        };
        self.frameworks.push(Known { standard: Standard { framework: found, ..standard }, policy, before });
        Ok(())
    }

    /// An item with what stood in its place before.
    pub(super) fn job(&mut self, item: Item) -> Job {
        let before = match &item {
            Item::File(Ok(Found::File(Named { path, below }))) => {
                // What was found may be no worksheet; then nothing has to stand in its place.
                self.base.of(path, below.as_deref()).map_err(|error| format!("error: {}", error.whole()))
            }
            Item::File(_) | Item::Line(..) => Ok(Past::Unasked),
        };
        Job { item, before }
    }

    pub(super) fn work(&self, job: &Job) -> Done {
        let mut notes = Notes::default();
        let (name, named, bytes) = match &job.item {
            Item::File(Err(error)) => return self.unread(Path::new("-"), error),
            Item::Line(at, Err(error)) => return Done::Bad(format!("error: cannot read line {at}: {error}"), None),
            Item::Line(_, Ok(line)) if line.iter().all(u8::is_ascii_whitespace) => return Done::PassedOver,
            Item::Line(at, Ok(line)) => (format!("<stdin>:{at}"), None, line.clone()),
            Item::File(Ok(Found::LinkedFolder(path))) => return Done::Linked(path.clone()),
            // A pipe may be named; none is found.
            Item::File(Ok(Found::File(named))) => match self.world.read(&named.path, MAX_BYTES) {
                Err(error) => return self.unread(&named.path, &error),
                Ok(bytes) => (named.path.to_string_lossy().into_owned(), Some(named), bytes),
            },
        };
        let before = match &job.before {
            Ok(before) => before,
            Err(words) => return Done::Bad(words.clone(), None),
        };
        if let Some(named) = named.filter(|named| named.below.is_some()) {
            match looks(&bytes) {
                Looks::Worksheet => {}
                Looks::Other => return self.other(&name, before),
                // Packs of one's own lie in folders of worksheets as well; what was a worksheet is none of them.
                Looks::Lost(_) if self.is_pack(&named.path) => return self.other(&name, before),
                Looks::Lost(why) => return self.lost(&name, named, why),
            }
        }
        self.scored(&name, named, bytes, before, &mut notes).unwrap_or_else(|| {
            let words = diag::render(&notes.sink, &notes.sources, self.request.style);
            Done::Bad(words, self.told(&name, &mut notes))
        })
    }

    /// Whether a file lies where packs and templates of a folder of data do.
    fn is_pack(&self, file: &Path) -> bool {
        let whole = |path: &Path| plain(&self.world.absolute(path));
        let file = whole(file);
        let holds = |folder: &PathBuf| DATA_FOLDERS.iter().any(|below| file.starts_with(whole(&folder.join(below))));
        self.data.iter().any(holds)
    }

    /// Whether the files are looked at that records name.
    pub(super) fn looks(&self) -> bool {
        let evidenced = self.request.gates.by == Some(By::Evidenced);
        self.request.look.unwrap_or_else(|| evidenced || self.origin.is_some() || self.gated())
    }

    /// The framework on which a gate is set, where there is one.
    pub(super) fn strictest(&self) -> &Known {
        self.frameworks.iter().find(|known| known.policy.is_set()).unwrap_or(&self.frameworks[0])
    }

    /// Whether any gate is set.
    pub(super) fn gated(&self) -> bool {
        self.strictest().policy.is_set()
    }

    /// `None` when it is wrong, which the notes then say.
    fn scored(
        &self,
        name: &str,
        named: Option<&Named>,
        bytes: Vec<u8>,
        before: &Past,
        notes: &mut Notes,
    ) -> Option<Done> {
        let source = load::text(name.to_owned(), bytes, &mut notes.sources, &mut notes.sink)?;
        let raw = decode_often::<RawAssessment>(source, &notes.sources, &mut notes.sink)?;
        let folder = assessment::framework_name(&raw, &self.names, source, &notes.sources, &mut notes.sink)?;
        if let Some(reason) = self.broken.get(folder) {
            other_kind(reason.clone(), source, notes);
            return None;
        }
        let Some(at) = self.frameworks.iter().position(|known| known.standard.framework.name == folder) else {
            return Some(Done::Framework(folder.to_owned()));
        };
        let Known { standard, policy, .. } = &self.frameworks[at];
        let framework: &Framework = &standard.framework;
        let assessment = standard.assessment(raw, source, self.today, notes)?;
        let mut looks = match named.filter(|_| self.looks()) {
            Some(named) => Looking { file: &named.path, scope: &self.now }.look(framework, &assessment),
            None => assessment::Looks::default(),
        };
        // What the state seals whose rules count stays sealed.
        let rules = self.rules.as_ref().filter(|_| !self.request.gates.fail_on.no_gate);
        looks.sealed |= rules.is_some_and(Before::is_sealed);
        let scorecard = assessment::score_seen(framework, &assessment, &looks, self.today);
        if assessment.is_closed(self.today) {
            return Some(Done::Closed);
        }
        let file = named.map_or(Path::new("-"), |named| &named.path);
        let (baseline, findings) = match self.baseline(before, file, at, notes) {
            Ok(found) => found,
            Err(folder) => return Some(Done::Framework(folder)),
        };
        if notes.sink.has_errors() {
            return None;
        }
        let (mut absent, mut findings): (Vec<Finding>, Vec<Finding>) =
            findings.into_iter().partition(|finding| finding.code == FindingCode::NoBaseline);
        let framework_of = Arc::clone(&standard.framework);
        let scored = Scored { framework: framework_of, assessment, scorecard, looks, source };
        if let (Some((then, name)), Some(named)) = (&self.itself, named) {
            findings.extend(uncommitted((then, name), &named.path, &scored));
        }
        let by = baseline.as_ref().and_then(|baseline| self.by_version(baseline, &scored));
        let comparison = baseline.map(|baseline| {
            let method = Method::of(framework, scored.scorecard.profile);
            let Scored { framework, scorecard, .. } = by.as_ref().map_or(&scored, |(by, _)| by.scored());
            compare(framework, &baseline, &method, scorecard)
        });
        let Scored { assessment, scorecard, .. } = scored;
        let verdict = (policy.is_set() || self.request.findings).then(|| {
            let granted = self.granted(named);
            let own = comparison.as_ref().filter(|_| by.is_none());
            let mut verdict = judge(framework, &assessment, &scorecard, own, policy, &granted);
            if let Some((by, policy)) = &by {
                let Scored { framework, assessment, scorecard, .. } = by.scored();
                let judged = judge(framework, assessment, scorecard, comparison.as_ref(), policy, &granted);
                add_regressions(&mut verdict, judged, by);
            }
            add(&mut verdict, findings, policy, &granted, self.today);
            verdict
        });
        let fails = |verdict: &Verdict| verdict.findings.iter().filter(|finding| finding.fails).count();
        let failing = verdict.as_ref().filter(|_| policy.is_set()).map(fails);
        let shown = self.request.findings || failing > Some(0) && self.request.frame.is_some_and(Frame::has_findings);
        let view = verdict.as_ref().filter(|_| shown).map(|verdict| {
            let mut view = self.view(framework, policy, verdict, source, notes);
            // Notes are what nobody asked for, and of thousands of worksheets they are most of all.
            view.findings.retain(|finding| finding.level != Weight::Note || finding.waiver.is_some());
            view.rules.retain(|rule| view.findings.iter().any(|finding| finding.rule == rule.id));
            view
        });
        let failed: Vec<FindingView> =
            view.iter().flat_map(|view| &view.findings).filter(|one| one.fails).cloned().collect();
        let judged = view.filter(|_| self.request.findings).map(|view| {
            let card = assessment::view(framework, &assessment, &scorecard, None);
            let view = self.told(name, notes).into_iter().fold(view, |view, told| view.with(*told));
            Box::new(Judged::of(name.to_owned(), &card, view))
        });
        let mut row = row(named.map(|_| name.to_owned()), assessment, &scorecard, comparison.as_ref(), failing);
        if let (Some((by, _)), Some(change)) = (&by, &mut row.change) {
            change.worse = change.worse.iter().filter_map(|practice| by.own(*practice, framework)).collect();
        }
        let frame = self.request.frame;
        let line = frame.map_or_else(String::new, |frame| report::portfolio_line(frame, framework, &row, &failed));
        // The findings have been counted; only what they say of waivers is needed further.
        let verdict = verdict.map(|verdict| Verdict { findings: Vec::new(), ..verdict });
        let absent = absent.pop().map(Box::new);
        Some(Done::Row { row: Box::new(row), framework: at, line, verdict, judged, absent })
    }

    /// The worksheet by the version of the framework that its baseline was made by, where that is another one, with what is
    /// asked of it.
    fn by_version(&self, baseline: &Baseline, scored: &Scored) -> Option<(ByVersion, &Policy)> {
        let (method, pack) = (&baseline.method, &scored.framework.pack);
        if method.framework != pack.id || method.version == pack.version {
            return None;
        }
        let known = self.frameworks.iter().find_map(|Known { standard, policy, before }| {
            let framework = &before.as_ref().unwrap_or(standard).framework;
            let same = framework.pack.id == method.framework && framework.pack.version == method.version;
            same.then_some((framework, policy))
        });
        let (framework, policy) = known?;
        Some((ByVersion::by(framework, baseline, scored)?, policy))
    }

    /// The waivers that are granted for a file; a line of the stream has none of its own.
    pub(super) fn granted(&self, named: Option<&Named>) -> Vec<(usize, &Waiver)> {
        match named {
            Some(named) => granted(&self.waivers.granted, &named.path, &*self.world),
            None => self.waivers.granted.iter().enumerate().filter(|(_, waiver)| waiver.file.is_none()).collect(),
        }
    }

    /// The worksheets below the folders that were named that are gone.
    pub(super) fn all_gone(&mut self, request: &Portfolio) -> Result<Vec<Gone>, Stop> {
        let Input::Paths(paths) = &request.input else { return Ok(Vec::new()) };
        let folders: Vec<&PathBuf> = paths.iter().filter(|path| self.world.is_folder(path)).collect();
        let below = |revision: &Revision, path: &Path| folders.iter().any(|folder| revision.lies_in(path, folder));
        let mut gone = if folders.is_empty() { Vec::new() } else { self.base.gone(&below)? };
        gone.extend(self.base.gone_from_folder(&folders)?);
        Ok(gone)
    }

    /// The framework whose blocks have columns.
    pub(super) fn usual(&self) -> &Framework {
        &self.frameworks[0].standard.framework
    }

    /// A framework by its number.
    pub(super) fn known(&self, at: usize) -> &Framework {
        &self.frameworks[at].standard.framework
    }

    /// A framework that some row is answered on.
    pub(super) fn named(&self, name: &str) -> &Framework {
        let known = self.frameworks.iter().map(|known| &*known.standard.framework);
        let found = known.into_iter().find(|framework| framework.name == name);
        found.expect("rows come from frameworks that are known")
    }

    /// What a verdict says of waivers.
    pub(super) fn note(&mut self, verdict: &Verdict) {
        for (all, one) in [(&mut self.used, &verdict.used), (&mut self.looked_for, &verdict.looked_for)] {
            for (all, one) in all.iter_mut().zip(one) {
                *all |= *one;
            }
        }
    }
}

/// What packs are called, with the number of the newest version of each: worksheets may pin it.
fn all_names(session: &mut Session) -> Result<Names, Stop> {
    let Session { notes, scope, .. } = session;
    let folders = scope.library.packs(&mut notes.sink)?;
    // What is wrong with a pack is told when it is read to be used.
    let (packs, _) = notes.apart(|notes| scope.packs(notes));
    let newest = packs?.into_iter().filter(|(folder, pack)| *folder == pack.id);
    Ok(Names::of(folders, newest.map(|(folder, pack)| (folder, pack.version)).collect()))
}

/// The folders of packs that the workspace and the session name.
fn data(session: &Session) -> Vec<PathBuf> {
    let workspace = session.scope.workspace.as_ref();
    let named = workspace.map_or_else(Vec::new, |workspace| workspace.data(&session.notes.sources));
    named.into_iter().map(|(folder, ..)| folder).chain(session.data.iter().cloned()).collect()
}
