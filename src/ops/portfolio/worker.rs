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
        base::{Base, Gone, Past, Text},
        by_version::ByVersion,
        closing::closing,
        gates::granted,
        look::Looking,
        method::{Judging, Then, by_before},
        rules::{Before, Excused, NamedRules, Waivers, add},
        score::{Scored, Standard, framework, other_kind},
        uncommitted::uncommitted,
        verdicts::Case,
    },
    Input, Portfolio,
    looks::{Looks, looks},
};
use crate::{
    assessment::{
        self, Organisation, RawAssessment,
        baseline::{Method, compare},
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
    /// What the revision has of it whose rules the request names.
    there: Option<Text>,
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
        /// What waivers that nobody granted yet would excuse.
        excused: Excused,
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
    /// It says that its organisation is no longer assessed; with what is found of that.
    Closed {
        whose: Box<Organisation>,
        framework: usize,
        told: Option<Box<(Verdict, VerdictView)>>,
    },
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
    /// The framework as it was at the revision, with what is asked in terms of it.
    pub(super) before: Option<(Standard, Policy)>,
    /// The same by the state whose rules count.
    pub(super) by_rules: Option<(Standard, Policy)>,
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
    /// What waivers that nobody granted yet would excuse.
    pub(super) excused: Excused,
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
        let names = session.scope.all_names(&mut session.notes)?;
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
            excused: Excused::new(),
            used: Vec::new(),
            looked_for: Vec::new(),
            world: Arc::clone(&session.scope.world),
            now: Arc::clone(&session.scope),
            home: session.scope.home().to_owned(),
            data: session.data_folders(),
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
        let flag = self.request.profile.as_deref();
        let (gates, has_baseline, rules) = (&self.request.gates, self.origin.is_some(), self.rules.as_ref());
        let then = |then: Option<&Arc<Scope>>, notes: &mut Notes| -> Result<Option<(Standard, Policy)>, Stop> {
            // What is wrong with packs of before cannot be mended any more.
            let Some(then) = then else { return Ok(None) };
            let (found, _) = notes.apart(|notes| then.named(folder, notes));
            let Some(framework) = found? else { return Ok(None) };
            let policy = gates.policy(&framework, has_baseline, (scope, rules), notes)?;
            let (standard, _) = notes.apart(|notes| Standard::of(framework, flag, true, then, notes));
            Ok(Some((standard?, policy)))
        };
        let before = then(self.then.as_ref(), notes)?;
        let by_rules = then(rules.map(|rules| &rules.scope), notes)?;
        self.frameworks.push(Known { standard: Standard { framework: found, ..standard }, policy, before, by_rules });
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
        let named = self.request.gates.policy.is_some();
        let there = match (&item, &self.rules) {
            // One that cannot be had is as none: then what is new is judged by both.
            (Item::File(Ok(Found::File(Named { path, .. }))), Some(rules)) if named => rules.text(path).ok().flatten(),
            _ => None,
        };
        Job { item, before, there }
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
        self.scored(&name, named, bytes, (before, job.there.as_ref()), &mut notes).unwrap_or_else(|| {
            let words = diag::render(&notes.sink, &notes.sources, self.request.style);
            Done::Bad(words, self.told(&name, &mut notes))
        })
    }

    /// Whether a pack cannot be answered.
    pub(super) fn is_broken(&self, folder: &str) -> bool {
        self.broken.contains_key(folder)
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
        (before, there): (&Past, Option<&Text>),
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
        let file = named.map_or(Path::new("-"), |named| &named.path);
        if assessment.is_closed(self.today) {
            let judged = judge(framework, &assessment, &scorecard, None, policy, &[]);
            let mut findings = match (before, there) {
                (Past::Text(text), _) | (_, Some(text)) => closing(&assessment, text, file),
                (Past::Absent(_) | Past::Unasked, None) => Vec::new(),
            };
            findings.extend(judged.findings.into_iter().filter(|one| one.code == FindingCode::ClosedDay));
            let told = (!findings.is_empty()).then(|| Box::new(self.of_file(findings, named, source, notes)));
            return Some(Done::Closed { whose: Box::new(assessment.organisation), framework: at, told });
        }
        let (then, findings) = match self.baseline(before, file, at, notes) {
            Ok(found) => found,
            Err(folder) => return Some(Done::Framework(folder)),
        };
        let there = match there.map(|there| self.there(there, at, notes)).transpose() {
            Ok(found) => found.flatten(),
            Err(folder) => return Some(Done::Framework(folder)),
        };
        // Whether an older version is kept to is held against the newest.
        let newest = &framework.pack.id;
        let is_read = |name: &String| self.frameworks.iter().any(|known| known.standard.framework.name == *name);
        if framework.name != *newest && rules.is_some() && !is_read(newest) && !self.broken.contains_key(newest) {
            return Some(Done::Framework(newest.clone()));
        }
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
        let looking = Looking { file, scope: &self.now };
        let by = then
            .as_ref()
            .and_then(|then: &Then| ByVersion::of(then.framework.as_ref()?, Some(&then.baseline), &scored, looking));
        let comparison = then.as_ref().map(|then| {
            let method = Method::of(framework, scored.scorecard.profile);
            let Scored { framework, scorecard, .. } = by.as_ref().map_or(&scored, ByVersion::scored);
            compare(framework, &then.baseline, &method, scorecard)
        });
        let thens: Vec<Then> = then.into_iter().chain(there).collect();
        let verdict = (policy.is_set() || self.request.findings).then(|| {
            let case = Case {
                file,
                scope: &self.now,
                scored: &scored,
                comparison: comparison.as_ref(),
                by: by.as_ref(),
                thens: &thens,
                before: self.rules.as_ref(),
                twice: None,
                has_baseline: self.origin.is_some(),
                findings: &findings,
            };
            self.verdict(&case, policy, &self.granted(named), notes)
        });
        let Scored { assessment, scorecard, .. } = scored;
        let fails = |verdict: &Verdict| verdict.findings.iter().filter(|finding| finding.fails).count();
        let failing = verdict.as_ref().filter(|_| policy.is_set()).map(fails);
        // A table and a page say at their end what was found; rows of JSON each say it of their own.
        let at_end = self.request.findings || policy.is_set() && self.request.frame.is_none();
        let shown = at_end || policy.is_set() && self.request.frame.is_some_and(Frame::has_findings);
        let view = verdict.as_ref().filter(|_| shown).map(|verdict| {
            let mut view = self.view(framework, policy, verdict, source, notes);
            // Notes are what nobody asked for, and of thousands of worksheets they are most of all.
            view.findings.retain(|finding| finding.level != Weight::Note || finding.waiver.is_some());
            view.rules.retain(|rule| view.findings.iter().any(|finding| finding.rule == rule.id));
            view
        });
        let found: Vec<FindingView> = match self.request.frame {
            Some(_) => view.iter().flat_map(|view| &view.findings).cloned().collect(),
            None => Vec::new(),
        };
        let judged = view.filter(|_| at_end).map(|view| {
            let card = assessment::view(framework, &assessment, &scorecard, None);
            let view = self.told(name, notes).into_iter().fold(view, |view, told| view.with(*told));
            Box::new(Judged::of(name.to_owned(), &card, view))
        });
        let mut row = row(named.map(|_| name.to_owned()), assessment, &scorecard, comparison.as_ref(), failing);
        if let (Some(by), Some(change)) = (&by, &mut row.change) {
            change.worse = change.worse.iter().filter_map(|practice| by.own(*practice, framework)).collect();
        }
        let frame = self.request.frame;
        let line = frame.map_or_else(String::new, |frame| report::portfolio_line(frame, framework, &row, &found));
        let excused = verdict.as_ref().map(|verdict| self.waivers.would_excuse(file, verdict, &*self.world));
        // The findings have been counted; only what they say of waivers is needed further.
        let verdict = verdict.map(|verdict| Verdict { findings: Vec::new(), ..verdict });
        let absent = absent.pop().map(Box::new);
        Some(Done::Row {
            row: Box::new(row),
            framework: at,
            line,
            verdict,
            excused: excused.unwrap_or_default(),
            judged,
            absent,
        })
    }

    /// The verdict on a worksheet, as `assess` judges it.
    fn verdict(&self, case: &Case<'_>, policy: &Policy, granted: &[(usize, &Waiver)], notes: &mut Notes) -> Verdict {
        let Scored { framework, assessment, scorecard, .. } = case.scored;
        let own = case.comparison.filter(|_| case.by.is_none());
        let mut verdict = judge(framework, assessment, scorecard, own, policy, granted);
        let judging = Judging {
            policy: &|framework, _| Ok(self.policy_on(framework).clone()),
            waivers: granted,
            framework: &|_, name, _| {
                let known = self.frameworks.iter().find(|known| known.standard.framework.name == name);
                let by_rules = known.and_then(|known| known.by_rules.as_ref());
                Ok(by_rules.map(|(standard, _)| Arc::clone(&standard.framework)))
            },
        };
        let changed = by_before(&mut verdict, case, &judging, notes);
        let changed = changed.expect("what is asked here was read before");
        add(&mut verdict, changed, policy, granted, self.today);
        add(&mut verdict, case.findings.to_vec(), policy, granted, self.today);
        verdict
    }

    /// What is asked in terms of a framework that is read.
    fn policy_on(&self, framework: &Arc<Framework>) -> &Policy {
        let all = self.frameworks.iter().flat_map(|known| {
            let then = known.before.iter().chain(&known.by_rules).map(|(standard, policy)| (standard, policy));
            std::iter::once((&known.standard, &known.policy)).chain(then)
        });
        let mut all = all.filter(|(standard, _)| Arc::ptr_eq(&standard.framework, framework));
        all.next().expect("worksheets are scored by frameworks that are read").1
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

    /// What waivers that nobody granted yet would excuse.
    pub(super) fn note_excused(&mut self, excused: Excused) {
        for (at, code) in excused {
            self.excused.entry(at).or_insert(code);
        }
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
