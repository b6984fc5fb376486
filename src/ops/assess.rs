//! Scorecards of worksheets, what became of them, and whether they pass.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Gates, Keep, Kept, Notes, Origin, Reading, Scope, Session, Stop,
    against::{Against, Held},
    complaints::{complaints, unreadable},
    former,
    look::Looking,
    registers::KeptRegisters,
    score::{Scored, score, score_source},
    verdicts::{Case, verdicts},
};
use crate::{
    assessment::{
        self, AuditSample, Explanation, Organisation, Organisations, Whose, audit_sample, baseline::comparison_view,
    },
    diag::Sink,
    gate::{Finding, VerdictView},
    remediation,
    report::{AssessView, Scorecards},
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
    let (mut scopes, mut kept) = (Vec::new(), KeptRegisters::default());
    for file in &request.files {
        let held = (&mut asked, &mut kept);
        let (scored, wrong) = session.apart(|session| one(file, request, held, &mut scopes, session));
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
        let closed = scored.assessment.is_closed(scored.scorecard.today);
        let whose = Whose { id: id.as_deref(), name, country, closed };
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
            Some(keep.kept((file, scored), held, verdict, session)?)
        }
        _ => None,
    };
    let mut views = Vec::new();
    for ((file, scope, scored, held), (_, mut verdict)) in all.iter().zip(verdicts) {
        let what_if = what_if(&request.reading);
        if verdict.gated && !what_if.is_empty() {
            verdict.gates.push(format!("as if {}, which nobody answered (`--set`)", what_if.join(", ")));
        }
        let notes = &mut session.notes;
        let view = view(file, request.view.as_deref(), &request.reading, scored, verdict, (scope, notes))?;
        views.push(AssessView { comparison: compared_view(scored, held), ..view });
    }
    Ok(Judged { views, passes, keep })
}

/// One worksheet with what it is held against. `None` when it is wrong, which the notes then say.
fn one(
    file: &Path,
    request: &Assess,
    against: (&mut Against<'_>, &mut KeptRegisters),
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
    let looking = Looking { file, scope };
    let scored = score_source(source, &request.reading, |_, today| today, looking, scope, notes)?;
    let Some(mut scored) = scored else { return Ok(None) };
    match held(file, &mut scored, against, session) {
        Err(Stop::Data(_)) => Ok(None),
        held => Ok(Some((scored, held?))),
    }
}

/// What a worksheet is held against: its baseline, and the registers of its workspace.
fn held(
    file: &Path,
    scored: &mut Scored,
    (asked, kept): (&mut Against<'_>, &mut KeptRegisters),
    session: &mut Session,
) -> Result<Held, Stop> {
    let mut held = asked.hold(file, scored, session)?;
    let before = held.before.as_ref();
    held.findings.extend(kept.contradictions((file, scored), before, &session.scope, &mut session.notes)?);
    Ok(held)
}

/// The arithmetic of a figure, with whether all passes that a gate asks, as [`assess`] would end.
///
/// # Errors
/// Those of [`explain_figure`], and of [`assess`].
pub fn explain_judged(session: &mut Session, request: &Assess, id: &str) -> Result<(Explanation, bool), Stop> {
    let explanation = explain_figure(session, request, id)?;
    // What is wrong with worksheets was told just now.
    let (judged, _) = session.apart(|session| assess(session, request));
    let Assessed { passes, .. } = judged?;
    Ok((explanation, passes))
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
        if let Some(figure) = assessment::explain(framework, assessment, scorecard, id) {
            return Ok(figure);
        }
        let now = former::one(id, framework, &mut session.notes)?.map(|practice| framework[practice].id.as_str());
        let figure = now.and_then(|now| assessment::explain(framework, assessment, scorecard, now));
        return figure.ok_or_else(|| {
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
        let there = |keep: &Keep| session.world().kind(&keep.target).is_some();
        let (old, new): (Vec<&Keep>, Vec<&Keep>) = self.keep.iter().partition(|keep| there(keep));
        let ratchet = old.first().filter(|keep| keep.only_improvements).map(|keep| Origin::File(keep.target.clone()));
        let first = new.first().map(|keep| keep.target.clone());
        let baseline = self.baseline.clone().or(ratchet);
        Against::of(self.files.clone(), (baseline, first), &self.gates, &self.reading)
    }
}

/// One worksheet that is scored already, held against its baseline and judged.
pub(super) fn assessed(
    (file, scored, reading): (&Path, &mut Scored, &Reading),
    baseline: Option<Origin>,
    gates: &Gates,
    word: Option<&str>,
    session: &mut Session,
) -> Result<AssessView, Stop> {
    let mut asked = Against::of(vec![file.to_owned()], (baseline, None), gates, reading);
    let held = held(file, scored, (&mut asked, &mut KeptRegisters::default()), session)?;
    let scored = &*scored;
    let scope = Arc::clone(&session.scope);
    let case = case(file, &scope, scored, &held, None);
    let (_, verdict) = verdicts(&[case], gates, false, &mut session.notes)?.remove(0);
    let view = view(file, word, reading, scored, verdict, (&scope, &mut session.notes))?;
    Ok(AssessView { comparison: compared_view(scored, &held), ..view })
}

fn case<'a>(
    file: &'a Path,
    scope: &'a Arc<Scope>,
    scored: &'a Scored,
    held: &'a Held,
    twice: Option<Finding>,
) -> Case<'a> {
    let (comparison, by, before) = (held.compared.as_ref(), held.by.as_ref(), held.before.as_ref());
    let (thens, findings) = (&held.thens, &held.findings);
    Case { file, scope, scored, comparison, by, thens, before, twice, has_baseline: held.asked, findings }
}

/// What became of a worksheet, as it is shown.
fn compared_view(scored: &Scored, held: &Held) -> Option<assessment::baseline::ComparisonView> {
    let Scored { framework, scorecard, .. } = held.by.as_ref().map_or(scored, |by| by.scored());
    held.comparison().map(|(baseline, comparison)| comparison_view(framework, baseline, comparison, scorecard))
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
    card.what_if = what_if(reading);
    Ok(AssessView {
        file: file.display().to_string(),
        scorecard: card,
        next_steps: next.iter().map(|step| remediation::step_view(framework, scorecard, step)).collect(),
        comparison: None,
        verdict,
    })
}

/// The answers that are only supposed, such as `GOV-01=established`.
fn what_if(reading: &Reading) -> Vec<String> {
    reading.set.iter().map(|(id, level)| format!("{}={level}", id.to_uppercase())).collect()
}

/// The practices of a worksheet that an auditor looks at, drawn by a number; without one, by the day.
///
/// # Errors
/// When it cannot be scored, or more than one was named.
pub fn draw_sample(
    session: &mut Session,
    request: &Assess,
    wanted: usize,
    seed: Option<u64>,
) -> Result<AuditSample, Stop> {
    let [file] = &request.files[..] else {
        return Err(Stop::usage("a sample is drawn from one worksheet at a time"));
    };
    session.open(file)?;
    let scored = session.score(file, &request.reading)?;
    let today = session.today();
    let day = [
        u64::from(today.year().unsigned_abs()),
        u64::from(today.month().unsigned_abs()),
        u64::from(today.day().unsigned_abs()),
    ];
    let seed = seed.unwrap_or(day[0] * 10_000 + day[1] * 100 + day[2]);
    let Scored { framework, assessment, scorecard, .. } = &scored;
    Ok(audit_sample(framework, assessment, scorecard, file.display().to_string(), (wanted, seed)))
}
