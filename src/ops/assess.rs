//! Scorecards of worksheets, what became of them, and whether they pass.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Gates, Notes, Origin, Reading, Scope, Session, Stop,
    base::{Base, Past, found},
    baseline,
    complaints::{complaints, unreadable},
    files::files,
    rules::Before,
    score::{Scored, score, score_source},
    session::same,
    verdicts::{Case, verdicts},
};
use crate::{
    assessment::{
        self, Explanation, Organisation, Organisations,
        baseline::{Baseline, Comparison, Method, compare, comparison_view, keep_better, view_kept},
    },
    diag::Sink,
    gate::{At, Finding, FindingCode, Verdict, VerdictView},
    remediation,
    report::{AssessView, Scorecards},
    source::Place,
    workspace::FileKind,
    world::{Revision, World, plain},
};

/// Steps that are shown.
const STEPS: usize = 3;

/// Asks for scorecards.
#[derive(Debug, Clone, Default)]
pub struct Assess {
    /// Worksheets; `-` is the standard input.
    pub files: Vec<PathBuf>,
    pub reading: Reading,
    pub gates: Gates,
    /// What the answers are held against, instead of what `dmf.toml` says.
    pub baseline: Option<Origin>,
    /// Another way to read the answers, by the name of a view.
    pub view: Option<String>,
    /// Only [`Assess::keeping`] sets it.
    keep: Option<Keep>,
}

/// Asks for the scorecard as the baseline of later runs.
#[derive(Debug, Clone)]
pub struct Keep {
    /// Where it is to stand; it is read there where only what is better is kept.
    pub target: PathBuf,
    /// Keep the better of the old baseline and the answers.
    pub only_improvements: bool,
}

/// Scorecards with their verdict.
#[derive(Debug)]
pub struct Assessed {
    /// One a worksheet that could be scored, and what is wrong with the others.
    pub cards: Scorecards,
    /// Whether all were scored and pass.
    pub passes: bool,
    /// Whether something could not be read for what it is, so that there is no whole answer: the notes say why.
    pub unread: bool,
    /// The new baseline, where one was asked for.
    pub keep: Option<Kept>,
}

/// What becomes of a baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// The text to write.
    Write(String),
    /// The one that is there stays, for this reason.
    Stays(&'static str),
}

impl Assess {
    /// Of worksheets.
    #[must_use]
    pub fn of(files: Vec<PathBuf>) -> Self {
        Self { files, ..Self::default() }
    }

    /// Also makes a baseline.
    ///
    /// # Errors
    /// When there is more than one worksheet.
    pub fn keeping(self, keep: Option<Keep>) -> Result<Self, Stop> {
        if keep.is_some() && self.files.len() > 1 {
            return Err(Stop::usage("a baseline is written of one worksheet at a time"));
        }
        Ok(Self { keep, ..self })
    }
}

/// What a worksheet is held against, as far as flags say it.
struct Against<'a> {
    baseline: Option<Origin>,
    gates: &'a Gates,
    reading: &'a Reading,
    /// Worksheets of the same run.
    files: Vec<PathBuf>,
    /// The revisions that were named, with what they are compared with.
    bases: Vec<(String, Base)>,
    /// The baseline that is about to be written, where there is none yet: nothing is held against it.
    first: Option<PathBuf>,
}

/// What a worksheet was held against, and the state whose rules count beside those of now.
#[derive(Debug, Default)]
struct Held {
    compared: Option<(Baseline, Comparison)>,
    before: Option<Before>,
    /// Whether it was to be held against something.
    asked: bool,
    /// What is found of it as a whole.
    findings: Vec<Finding>,
}

impl Held {
    fn comparison(&self) -> Option<&Comparison> {
        self.compared.as_ref().map(|(_, comparison)| comparison)
    }
}

/// Scores worksheets and judges them. One that is wrong keeps no other from its verdict.
///
/// # Errors
/// When something is asked for that is not there, or the world gets in the way.
pub fn assess(session: &mut Session, request: &Assess) -> Result<Assessed, Stop> {
    let mut told = Sink::default();
    let judged = match judged(request, &mut told, session) {
        // What is wrong with the settings is told in the same way.
        Err(Stop::Data(_)) => Judged::default(),
        judged => judged?,
    };
    session.notes.sink.absorb(told);
    let complaints = complaints(session, request.files.first().map(PathBuf::as_path), None);
    let unread = session.notes.sink.has_errors();
    let Judged { views, passes, keep } = judged;
    let cards = Scorecards { views, complaints, asked: request.files.len() };
    Ok(Assessed { cards, passes: passes && !unread, unread, keep })
}

/// What came out of the worksheets that could be scored.
#[derive(Default)]
struct Judged {
    views: Vec<AssessView>,
    passes: bool,
    keep: Option<Kept>,
}

fn judged(request: &Assess, told: &mut Sink, session: &mut Session) -> Result<Judged, Stop> {
    let mut all: Vec<(&Path, Arc<Scope>, Scored, Held)> = Vec::new();
    let mut asked = request.against(session);
    let mut scopes = Vec::new();
    for file in &request.files {
        let (scored, wrong) = session.apart(|session| one(file, request, &mut asked, &mut scopes, session));
        if let (Some((scored, against)), false) = (scored?, wrong.has_errors()) {
            all.push((file.as_path(), Arc::clone(&session.scope), scored, against));
        }
        told.absorb(wrong);
    }
    for scope in &scopes {
        let gone = asked.gone(scope, &session.data, &mut session.notes)?;
        if let Some((.., held)) = all.iter_mut().find(|(_, known, ..)| Arc::ptr_eq(known, scope)) {
            held.findings.extend(gone);
        }
    }
    if let Some(first) = scopes.first() {
        session.scope = Arc::clone(first);
    }
    if all.is_empty() {
        return Ok(Judged::default());
    }
    let mut organisations = Organisations::default();
    let mut met = |(file, _, scored, _): &(&Path, Arc<Scope>, Scored, Held)| {
        let Organisation { id, name, country, .. } = &scored.assessment.organisation;
        let whose = (id.as_deref(), name.as_str(), country.as_str());
        organisations.met(whose, &scored.framework.pack.id, &file.display().to_string())
    };
    let twice: Vec<Option<Finding>> = all.iter().map(&mut met).collect();
    let cases: Vec<Case<'_>> = all
        .iter()
        .zip(twice)
        .map(|((file, scope, scored, held), twice)| case(file, scope, scored, held, twice))
        .collect();
    let new_baseline = request.keep.as_ref().is_some_and(|keep| !keep.only_improvements);
    let verdicts = verdicts(&cases, &request.gates, new_baseline, &mut session.notes)?;
    let passes = verdicts.iter().all(|(verdict, _)| verdict.passes());
    let keep = match (&request.keep, &all[..], &verdicts[..]) {
        (Some(keep), [(file, _, scored, held)], [(verdict, _)]) => {
            Some(keep.kept((file, scored), held.comparison(), verdict, session))
        }
        _ => None,
    };
    let mut views = Vec::new();
    for ((file, scope, scored, held), (_, verdict)) in all.iter().zip(verdicts) {
        let notes = &mut session.notes;
        let view = view(file, request.view.as_deref(), &request.reading, scored, verdict, (scope, notes))?;
        views.push(AssessView { comparison: compared_view(scored, held.compared.as_ref()), ..view });
    }
    Ok(Judged { views, passes, keep })
}

/// One worksheet with what it is held against. `None` when it is wrong, which the notes then say.
fn one(
    file: &Path,
    request: &Assess,
    asked: &mut Against<'_>,
    scopes: &mut Vec<Arc<Scope>>,
    session: &mut Session,
) -> Result<Option<(Scored, Held)>, Stop> {
    match session.open_among(file, scopes) {
        Err(Stop::Data(_)) => return Ok(None),
        opened => opened?,
    }
    let Session { notes, scope, .. } = session;
    let source = match notes.read(&*scope.world, file) {
        Ok(source) => source,
        Err(error) => {
            let told = unreadable(file, &error, session);
            session.notes.sink.push(told);
            return Ok(None);
        }
    };
    let Some(source) = source else { return Ok(None) };
    let Some(scored) = score_source(source, &request.reading, |_, today| today, scope, notes)? else { return Ok(None) };
    match against(file, &scored, asked, session) {
        Err(Stop::Data(_)) => Ok(None),
        against => Ok(Some((scored, against?))),
    }
}

/// The arithmetic of a figure of the first worksheet that can be scored: a practice, a block or `overall`.
///
/// # Errors
/// When none can be scored, or there is no such figure.
pub fn explain_figure(session: &mut Session, request: &Assess, id: &str) -> Result<Explanation, Stop> {
    for (at, file) in request.files.iter().enumerate() {
        if at == 0 {
            session.open(file)?;
        }
        let scored = score(file, &request.reading, &session.scope, &mut session.notes)?;
        let Some(Scored { framework, assessment, scorecard, .. }) = &scored else { continue };
        return assessment::explain(framework, assessment, scorecard, id).ok_or_else(|| {
            let practices = framework.practices.iter().map(|practice| practice.id.as_str());
            let blocks = framework.blocks.iter().map(|block| block.id.as_str());
            let known: Vec<&str> = blocks.chain(["overall"]).chain(practices).collect();
            Stop::unknown("figure", id, &known)
        });
    }
    Ok(session.notes.sink.made(None)?)
}

impl Assess {
    fn against(&self, session: &Session) -> Against<'_> {
        let there = |keep: &&Keep| keep.only_improvements && session.world().kind(&keep.target).is_some();
        let ratchet = self.keep.as_ref().filter(there).map(|keep| Origin::File(keep.target.clone()));
        let baseline = self.baseline.clone().or(ratchet);
        let new = |keep: &&Keep| session.world().kind(&keep.target).is_none();
        let first = self.keep.as_ref().filter(new).map(|keep| keep.target.clone());
        let files = self.files.clone();
        Against { baseline, gates: &self.gates, reading: &self.reading, files, bases: Vec::new(), first }
    }
}

/// A scorecard that is written as a baseline, with the worksheet that it is of.
#[derive(serde::Serialize)]
struct Written {
    #[serde(flatten)]
    scorecard: assessment::ScorecardView,
    file: String,
}

/// A file as it is seen from a folder.
fn relative(world: &dyn World, file: &Path, folder: &Path) -> String {
    let (file, folder) = (plain(&world.absolute(file)), plain(&world.absolute(folder)));
    let shared = file.components().zip(folder.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = file.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

impl Keep {
    /// The scorecard as a baseline, or the better of it and of what it was compared with; never a regression.
    fn kept(
        &self,
        (file, scored): (&Path, &Scored),
        comparison: Option<&Comparison>,
        verdict: &Verdict,
        session: &Session,
    ) -> Kept {
        let Scored { framework, assessment, scorecard, .. } = scored;
        let blocks = |code| [FindingCode::Regression, FindingCode::EmptyInput].contains(&code);
        if scorecard.overall.counts.answered == 0 {
            return Kept::Stays("nothing is answered");
        }
        if !self.only_improvements && verdict.findings.iter().any(|finding| finding.fails && blocks(finding.code)) {
            return Kept::Stays("something is worse than the baseline");
        }
        let view = match comparison.filter(|_| self.only_improvements) {
            None => assessment::view(framework, assessment, scorecard, None),
            Some(comparison) => {
                let kept = keep_better(framework, comparison, scorecard);
                let there = session.world().kind(&self.target).is_some();
                if there && comparison.method.is_empty() && kept.practices == comparison.before.practices {
                    return Kept::Stays("nothing is better than it says");
                }
                view_kept(assessment::view(framework, assessment, &kept, None), comparison, framework)
            }
        };
        let folder = self.target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let view = Written { scorecard: view, file: relative(session.world(), file, folder) };
        Kept::Write(serde_json::to_string_pretty(&view).expect("views hold only text, numbers and lists") + "\n")
    }
}

/// The baseline of a worksheet, where one is asked for, and what became of it.
fn against(file: &Path, scored: &Scored, asked: &mut Against<'_>, session: &mut Session) -> Result<Held, Stop> {
    let policy = asked.gates.policy.as_ref().filter(|_| !asked.gates.fail_on.no_gate);
    let named = policy.map(|policy| Before::named(policy, file, session)).transpose()?;
    let pinned = match (&named, policy) {
        (Some(named), Some(policy)) => named.baseline(policy)?,
        _ => None,
    };
    let flag = asked.baseline.as_ref().or(pinned.as_ref());
    let Session { scope, notes, .. } = &mut *session;
    let Some(origin) = asked.gates.baseline(flag, scope, notes)? else {
        return Ok(Held { before: named, ..Held::default() });
    };
    let Scored { framework, assessment, scorecard, .. } = scored;
    let closed = assessment.is_closed(scorecard.today);
    let (found, before, findings) = match &origin {
        Origin::Git(name, None) if file != Path::new("-") => asked.in_git(name, file, scored, session)?,
        Origin::Git(_, Some(_)) if asked.files.len() > 1 => {
            return Err(Stop::usage("git:REVISION:PATH belongs to one worksheet; git:REVISION serves many"));
        }
        _ if closed => (None, None, Vec::new()),
        Origin::File(at) if asked.first.as_ref().is_some_and(|first| same(session.world(), first, at)) => {
            (None, None, Vec::new())
        }
        _ => {
            (baseline::of(&origin, (file, baseline::Meant::Base), framework, asked.reading, session)?, None, Vec::new())
        }
    };
    let (baseline, state) = found.map_or((None, None), |(baseline, state)| (Some(baseline), state));
    let before = state.or(before);
    let before = match named {
        Some(named) => Some(named.with(before)),
        None => before,
    };
    let (baseline, findings) = match (&origin, baseline) {
        (Origin::File(at), Some(baseline)) if !is_of(&baseline, at, file, scored, asked, session) => {
            (None, vec![other(&baseline, at, file)])
        }
        (_, baseline) => (baseline, findings),
    };
    let compared = baseline.map(|baseline| {
        let comparison = compare(framework, &baseline, &Method::of(framework, scorecard.profile), scorecard);
        (baseline, comparison)
    });
    Ok(Held { compared, before, asked: true, findings })
}

/// A baseline with the state that it stood in; the state whose rules count where there is none; and what is found.
type InGit = (Option<baseline::Then>, Option<Before>, Vec<Finding>);

/// Whether the baseline in the file `at` is of a worksheet. One that does not say of which it is serves a run of one.
fn is_of(baseline: &Baseline, at: &Path, file: &Path, scored: &Scored, asked: &Against<'_>, session: &Session) -> bool {
    let beside = at.parent().unwrap_or(Path::new(""));
    let of =
        |named: &String| [beside.join(named), PathBuf::from(named)].iter().any(|of| same(session.world(), of, file));
    match &baseline.file {
        _ if baseline.organisation == scored.assessment.organisation.name => true,
        None => asked.files.len() == 1,
        Some(named) => of(named),
    }
}

/// What is found of a worksheet where the baseline in the file `at` is of another one.
fn other(baseline: &Baseline, at: &Path, file: &Path) -> Finding {
    let (at, shown, whose) = (at.display(), file.display(), &baseline.organisation);
    match &baseline.file {
        Some(named) => {
            let message =
                format!("`{shown}` is not in `{at}`, which holds `{named}`: there is nothing to compare with");
            found(FindingCode::NewWorksheet, file, message)
        }
        None => {
            found(FindingCode::NoBaseline, file, format!("`{shown}` has no baseline in `{at}`, which is of {whose}"))
                .help("name the revision to compare with, `git:REVISION`: it serves many worksheets")
        }
    }
}

impl Against<'_> {
    /// What a revision holds of the worksheets of the run.
    fn base(&mut self, name: &str, session: &Session) -> &mut Base {
        let at = self.bases.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            let base = Base::git(name.to_owned(), self.files.clone(), session);
            self.bases.push((name.to_owned(), base));
            self.bases.len() - 1
        });
        &mut self.bases[at].1
    }

    /// What a revision has of a worksheet. Its rules count also where it has nothing of it.
    fn in_git(&mut self, name: &str, file: &Path, scored: &Scored, session: &mut Session) -> Result<InGit, Stop> {
        let reading = self.reading;
        let base = self.base(name, session);
        let past = base.of(file, None)?;
        let revision = base.revision(file)?;
        let closed = scored.assessment.is_closed(scored.scorecard.today);
        let (found, findings) = match past {
            Past::Text(text) if !closed => baseline::in_text(&text, file, &scored.framework, reading, session)?,
            Past::Absent(finding) if !closed => (None, vec![*finding]),
            _ => (None, Vec::new()),
        };
        let before = match revision.filter(|_| found.is_none()) {
            Some(revision) => {
                let Session { notes, scope, data } = session;
                let name = revision.describe();
                // What is wrong with files of before cannot be mended any more.
                let (then, _) = notes.apart(|notes| Scope::at(revision, &scope.world, file, data, notes));
                Some(Before { scope: Arc::new(then?), name, worksheet: None })
            }
            None => None,
        };
        Ok((found, before, findings))
    }

    /// The worksheets that a workspace listed in what is compared with, and that are gone.
    fn gone(&mut self, scope: &Scope, data: &[PathBuf], notes: &mut Notes) -> Result<Vec<Finding>, Stop> {
        let Some(workspace) = &scope.workspace else { return Ok(Vec::new()) };
        let mut findings = Vec::new();
        for (_, base) in &mut self.bases {
            if base.gone(&|_, _| true)?.is_empty() {
                continue;
            }
            let (now, _) = notes.apart(|notes| files(FileKind::Assessment, scope, notes));
            base.elsewhere(&now?)?;
            for revision in base.revisions() {
                let (then, _) = notes.apart(|notes| -> Result<_, Stop> {
                    let then = Scope::at(Arc::clone(&revision), &scope.world, &workspace.file, data, notes)?;
                    files(FileKind::Assessment, &then, notes)
                });
                let then = then?;
                let listed = |of: &Revision, path: &Path| {
                    of.describe() == revision.describe() && then.iter().any(|file| of.lies_in(path, file))
                };
                for gone in base.gone(&listed)? {
                    let place = Place::new(notes.sources.add(gone.path.display().to_string(), ""), 0..0);
                    findings.push(gone.finding(At::Place(place)));
                }
            }
        }
        Ok(findings)
    }
}

/// One worksheet that is scored already, held against its baseline and judged.
pub(super) fn assessed(
    (file, scored, reading): (&Path, &Scored, &Reading),
    baseline: Option<Origin>,
    gates: &Gates,
    word: Option<&str>,
    session: &mut Session,
) -> Result<AssessView, Stop> {
    let mut asked = Against { baseline, gates, reading, files: vec![file.to_owned()], bases: Vec::new(), first: None };
    let held = against(file, scored, &mut asked, session)?;
    let scope = Arc::clone(&session.scope);
    let case = case(file, &scope, scored, &held, None);
    let (_, verdict) = verdicts(&[case], gates, false, &mut session.notes)?.remove(0);
    let view = view(file, word, reading, scored, verdict, (&scope, &mut session.notes))?;
    Ok(AssessView { comparison: compared_view(scored, held.compared.as_ref()), ..view })
}

fn case<'a>(
    file: &'a Path,
    scope: &'a Arc<Scope>,
    scored: &'a Scored,
    held: &'a Held,
    twice: Option<Finding>,
) -> Case<'a> {
    let (comparison, before) = (held.comparison(), held.before.as_ref());
    Case { file, scope, scored, comparison, before, twice, has_baseline: held.asked, findings: &held.findings }
}

/// What became of a worksheet, as it is shown.
fn compared_view(
    scored: &Scored,
    against: Option<&(Baseline, Comparison)>,
) -> Option<assessment::baseline::ComparisonView> {
    let Scored { framework, scorecard, .. } = scored;
    against.map(|(baseline, comparison)| comparison_view(framework, baseline, comparison, scorecard))
}

/// A scorecard as it is shown; `word` names another way to read the answers, where one is asked for.
fn view(
    file: &Path,
    word: Option<&str>,
    reading: &Reading,
    scored: &Scored,
    verdict: VerdictView,
    (scope, notes): (&Scope, &mut Notes),
) -> Result<AssessView, Stop> {
    let Scored { framework, assessment, scorecard, .. } = scored;
    let components = match word {
        Some(word) => {
            let view = scope.view(word, framework, notes)?;
            let groups = assessment::score_view(framework, &view, scorecard);
            Some((view, groups))
        }
        None => None,
    };
    let components = components.as_ref().map(|(view, groups)| (view, groups.as_slice()));
    let next = remediation::next_steps(framework, scorecard, STEPS);
    let mut card = assessment::view(framework, assessment, scorecard, components);
    card.what_if = reading.set.iter().map(|(id, level)| format!("{}={level}", id.to_uppercase())).collect();
    Ok(AssessView {
        file: file.display().to_string(),
        scorecard: card,
        next_steps: next.iter().map(|step| remediation::step_view(framework, scorecard, step)).collect(),
        comparison: None,
        verdict,
    })
}
