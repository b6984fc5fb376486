//! Whose rules count: of each gate the stricter of now and before, of waivers those of before. The one who is judged does
//! not change what he is judged by; what he tries is a finding.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::civil::Date;

use super::{
    FailOn, Gates, Notes, Origin, Reading, Scope, Session, Stop,
    by_version::ByVersion,
    gates::{granted, other_ids, practices},
    look::Looking,
    score::{self, Scored},
    verdicts::Case,
};
use crate::{
    assessment::{
        Assessment, Scorecard,
        baseline::{Baseline, Method, MethodChange, compare, method_changes},
        gate::{Policy, Side, changes, judge},
    },
    framework::Framework,
    gate::{Asked, At, Finding, FindingCode, Kind, Verdict, Waiver, Weight, judge_waivers, waive},
    workspace::{Workspace, gate_changes, waiver_changes},
    world::{Revision, World, WorldError, plain},
};

/// The state of the files that a worksheet is held against.
#[derive(Debug)]
pub(super) struct Before {
    pub(super) scope: Arc<Scope>,
    /// As people read of it, such as `git:origin/main (1a2b3c4d5e)`.
    pub(super) name: String,
    /// The worksheet as it stood there.
    pub(super) worksheet: Option<Worksheet>,
}

/// A worksheet as it stood.
#[derive(Debug)]
pub(super) struct Worksheet {
    pub(super) framework: Arc<Framework>,
    pub(super) assessment: Assessment,
    pub(super) scorecard: Scorecard,
    pub(super) baseline: Baseline,
}

/// The waivers that count, and those that would.
#[derive(Debug, Default)]
pub(super) struct Waivers {
    pub(super) granted: Vec<Waiver>,
    /// Those of `dmf.toml` as it is now, where others count.
    now: Option<Vec<Waiver>>,
}

/// The rules that a job names, whatever the files in hand say: those of a `dmf.toml` by whatever name, or of a revision of the
/// repository that a file lies in.
#[derive(Debug)]
pub(super) struct NamedRules<'a> {
    origin: Option<&'a Origin>,
    /// The revision of each repository that was met, by its top.
    revisions: Vec<(PathBuf, Arc<Revision>)>,
}

impl<'a> NamedRules<'a> {
    pub(super) fn of(gates: &'a Gates) -> Self {
        Self { origin: gates.policy.as_ref().filter(|_| !gates.fail_on.no_gate), revisions: Vec::new() }
    }

    /// The rules for a file, and what they hold answers against. Nothing where the job names none.
    pub(super) fn rules(
        &mut self,
        file: &Path,
        session: &mut Session,
    ) -> Result<(Option<Before>, Option<Origin>), Stop> {
        let Some(origin) = self.origin else { return Ok((None, None)) };
        let Session { notes, scope, data } = session;
        let before = match origin {
            Origin::File(path) => {
                let scope = Arc::new(Scope::under(&scope.world, path, data, notes)?);
                Before { scope, name: path.display().to_string(), worksheet: None }
            }
            Origin::Git(name, path) => {
                let revision = self.revision(name, file, &scope.world)?;
                let file = path.as_deref().unwrap_or(if file == Path::new("-") { Path::new(".") } else { file });
                Before::at(revision, file, (scope, data), notes)?
            }
        };
        notes.sink.checked()?;
        let baseline = before.baseline(origin)?;
        Ok((Some(before), baseline))
    }

    fn revision(&mut self, name: &str, file: &Path, world: &Arc<dyn World>) -> Result<Arc<Revision>, WorldError> {
        let top = world.repository(&plain(&world.absolute(file)));
        if let Some((_, known)) = self.revisions.iter().find(|(known, _)| Some(known) == top.as_ref()) {
            return Ok(Arc::clone(known));
        }
        let folder = file.parent().filter(|_| file != Path::new("-")).unwrap_or(Path::new(""));
        let revision = Arc::new(Revision::find(Arc::clone(world), folder, name)?);
        self.revisions.extend(top.map(|top| (top, Arc::clone(&revision))));
        Ok(revision)
    }
}

impl Before {
    /// The state at a revision of what a file lies in.
    pub(super) fn at(
        revision: Arc<Revision>,
        file: &Path,
        (scope, data): (&Scope, &[PathBuf]),
        notes: &mut Notes,
    ) -> Result<Self, WorldError> {
        let name = revision.describe();
        let then = Scope::at(revision, &scope.world, file, data, notes)?;
        Ok(Self { scope: Arc::new(then), name, worksheet: None })
    }

    /// Whether all records of evidence are sealed there.
    pub(super) fn is_sealed(&self) -> bool {
        self.scope.workspace.as_ref().is_some_and(Workspace::is_sealed)
    }

    /// The same rules, beside the worksheet of another state.
    pub(super) fn with(self, other: Option<Self>) -> Self {
        Self { worksheet: other.and_then(|other| other.worksheet), ..self }
    }

    /// What `[gate]` holds answers against there: a file is read as it stood.
    fn baseline(&self, origin: &Origin) -> Result<Option<Origin>, Stop> {
        let Some((word, home)) = self.scope.workspace.as_ref().and_then(Workspace::baseline) else { return Ok(None) };
        Ok(Some(match (word.parse::<Origin>().map_err(Stop::Usage)?, origin) {
            (Origin::File(path), Origin::Git(revision, _)) => Origin::Git(revision.clone(), Some(home.join(path))),
            (Origin::File(path), Origin::File(_)) => Origin::File(home.join(path)),
            (Origin::Git(revision, path), _) => Origin::Git(revision, path.map(|path| home.join(path))),
        }))
    }
}

impl Waivers {
    /// Those of before, where there is a before: what is the same now stands where it stands now. What was taken away
    /// excuses, and nobody asks whether it is used.
    pub(super) fn of(
        fail_on: &FailOn,
        frameworks: &[&Framework],
        scope: &Scope,
        before: Option<&Before>,
        notes: &mut Notes,
    ) -> Self {
        let known = [practices(frameworks)];
        let with_ids = |mut waivers: Vec<Waiver>| {
            for waiver in &mut waivers {
                let practices = waiver.subjects.iter().filter(|(kind, _)| *kind == Kind::Practice);
                waiver.also = practices.flat_map(|(_, id)| other_ids(id, frameworks)).collect();
            }
            waivers
        };
        let now = with_ids(fail_on.waivers(&known, scope, notes));
        let Some(before) = before else { return Self { granted: now, now: None } };
        // What is wrong with files of before cannot be mended any more.
        let (then, _) = notes.apart(|notes| with_ids(fail_on.waivers(&known, &before.scope, notes)));
        let placed = then.into_iter().map(|then| match now.iter().find(|now| then.grants_as(now)) {
            Some(now) => Waiver { place: now.place.clone(), inherited: now.inherited, ..then },
            None => Waiver { inherited: true, ..then },
        });
        Self { granted: placed.collect(), now: Some(now) }
    }

    /// What is wrong with waivers, as far as they stand in a file of now: what was taken away cannot be mended any more.
    pub(super) fn findings(&self, verdicts: &[&Verdict], asked: &Asked, today: Date) -> Vec<Finding> {
        let mut findings = judge_waivers(&self.granted, verdicts, asked, today);
        if let Some(now) = &self.now {
            let stands = |at: &At| now.iter().any(|waiver| *at == At::Place(waiver.place.clone()));
            findings.retain(|finding| stands(&finding.at));
        }
        findings
    }

    /// Those that are new, each with what it would excuse in the verdicts.
    fn changes(&self, verdicts: &[(&Path, &Verdict)], scope: &Scope, base: &str) -> Vec<Finding> {
        let Some(now) = &self.now else { return Vec::new() };
        let excuses = |waiver: &Waiver| {
            let waivers = std::slice::from_ref(waiver);
            let here = verdicts.iter().filter(|(file, _)| !granted(waivers, file, &*scope.world).is_empty());
            let failing = here.flat_map(|(_, verdict)| verdict.findings.iter().filter(|finding| finding.fails));
            let excused = |finding: &&Finding| finding.code.waivable() && waiver.is_for(finding);
            failing.into_iter().find(excused).map(|finding| finding.code)
        };
        waiver_changes(&self.granted, now, &excuses, base)
    }
}

/// What the change does to the rules of a workspace, once for all its worksheets.
pub(super) fn rule_changes(
    (scope, before): (&Scope, &Before),
    framework: &Framework,
    waivers: &Waivers,
    verdicts: &[(&Path, &Verdict)],
    notes: &Notes,
) -> Vec<Finding> {
    let (then, now) = (before.scope.workspace.as_ref(), scope.workspace.as_ref());
    let mut findings = gate_changes(then, now, framework, &notes.sources);
    findings.extend(waivers.changes(verdicts, scope, &before.name));
    findings
}

/// Adds findings to a verdict, weighed and excused as its own are.
pub(super) fn add(
    verdict: &mut Verdict,
    mut findings: Vec<Finding>,
    policy: &Policy,
    waivers: &[(usize, &Waiver)],
    today: Date,
) {
    for finding in &mut findings {
        if policy.asks(finding.code) {
            finding.weight = Weight::Error;
        }
    }
    waive(&mut findings, waivers, today);
    for finding in &mut findings {
        if let Some(used) = finding.waived.and_then(|at| verdict.used.get_mut(at)) {
            *used = true;
        }
        finding.fails = verdict.gated && finding.weight == Weight::Error && finding.waived.is_none();
    }
    verdict.findings.extend(findings);
}

/// What a worksheet says otherwise than it did, and what it comes to by the method of before, where that is another one:
/// regressions are those by that method, and everything else has to pass by both.
pub(super) fn by_before(
    verdict: &mut Verdict,
    case: &Case<'_>,
    policy: &dyn Fn(&Framework, &mut Notes) -> Result<Policy, Stop>,
    waivers: &[(usize, &Waiver)],
    notes: &mut Notes,
) -> Result<Vec<Finding>, Stop> {
    let Some((before, then)) = case.before.and_then(|before| Some((before, before.worksheet.as_ref()?))) else {
        // A baseline in a file has answers and no rules.
        if let Some((by, judged)) = by_version(case, policy, waivers, notes)? {
            add_regressions(verdict, judged, by);
        }
        return Ok(Vec::new());
    };
    let Scored { framework, assessment, scorecard, source, looks } = case.scored;
    if framework.pack.id != then.framework.pack.id {
        return Ok(Vec::new());
    }
    let profile = &then.framework.profiles[then.assessment.profile.0].id;
    // The profile is the worksheet's; what a pack does otherwise is told of the profile that was.
    let packs = framework.profile(profile).map(|profile| Method::of(framework, profile));
    let packs = packs.map_or_else(Vec::new, |now| method_changes(&then.baseline.method, &now));
    let old = Side { framework: &then.framework, assessment: &then.assessment, scorecard: &then.scorecard };
    if let Some((by, judged)) = by_version(case, policy, waivers, notes)? {
        merge(verdict, judged, |finding| by.placed(finding));
        // That it is another version says all that it weighs and asks otherwise.
        let version = MethodChange {
            what: "version of the framework".to_owned(),
            before: then.framework.pack.version.clone(),
            after: framework.pack.version.clone(),
            weighs: true,
        };
        let Scored { framework, assessment, scorecard, .. } = by.scored();
        let findings = changes(old, Side { framework, assessment, scorecard }, &[version], scorecard.today);
        let asked = findings.into_iter().filter(|finding| !by.is_unasked(finding));
        return Ok(asked.map(|finding| by.placed(finding)).collect());
    }
    let findings = changes(old, Side { framework, assessment, scorecard }, &packs, scorecard.today);
    if case.comparison.is_none_or(|comparison| comparison.method.is_empty()) {
        return Ok(findings);
    }
    let reading = Reading { profile: Some(profile.clone()), no_look: !looks.looked, ..Reading::default() };
    // The answers are those of now, and so is what lies beside them.
    let looking = Looking { file: case.file, scope: case.scope };
    let today = scorecard.today;
    let (scored, _) =
        notes.apart(|notes| score::score_source(*source, &reading, |_, _| today, looking, &before.scope, notes));
    // Answers that only the method of now knows cannot be scored by that of before.
    let Some(mut scored) = scored.ok().flatten() else { return Ok(findings) };
    if looks.sealed {
        scored.seal();
    }
    let by = Method::of(&scored.framework, scored.scorecard.profile);
    let comparison = compare(&scored.framework, &then.baseline, &by, &scored.scorecard);
    let policy = policy(&scored.framework, notes)?;
    let judged = judge(&scored.framework, &scored.assessment, &scored.scorecard, Some(&comparison), &policy, waivers);
    verdict.findings.retain(|finding| finding.code != FindingCode::Regression);
    merge(verdict, judged, |finding| finding);
    Ok(findings)
}

/// The worksheet judged by the version of the framework that it is compared by, where that is another one.
fn by_version<'a>(
    case: &Case<'a>,
    policy: &dyn Fn(&Framework, &mut Notes) -> Result<Policy, Stop>,
    waivers: &[(usize, &Waiver)],
    notes: &mut Notes,
) -> Result<Option<(&'a ByVersion, Verdict)>, Stop> {
    let Some(by) = case.by else { return Ok(None) };
    let Scored { framework, assessment, scorecard, .. } = by.scored();
    let policy = policy(framework, notes)?;
    Ok(Some((by, judge(framework, assessment, scorecard, case.comparison, &policy, waivers))))
}

/// Adds to a verdict what is worse by another version of the framework, and nothing else of what that one says.
pub(super) fn add_regressions(verdict: &mut Verdict, mut judged: Verdict, by: &ByVersion) {
    judged.findings.retain(|finding| finding.code == FindingCode::Regression);
    merge(verdict, judged, |finding| by.placed(finding));
}

/// Adds to a verdict what another one found and it did not, each where `place` says, and what that one says of waivers.
fn merge(verdict: &mut Verdict, judged: Verdict, place: impl Fn(Finding) -> Finding) {
    for (used, also) in verdict.used.iter_mut().zip(&judged.used) {
        *used |= also;
    }
    for (looked_for, also) in verdict.looked_for.iter_mut().zip(&judged.looked_for) {
        *looked_for |= also;
    }
    let known = |other: &Finding| {
        let same = |finding: &Finding| {
            (finding.code, &finding.subject.id, finding.fails) == (other.code, &other.subject.id, other.fails)
        };
        verdict.findings.iter().any(same)
    };
    let more: Vec<Finding> =
        judged.findings.into_iter().filter(|finding| finding.weight > Weight::Note && !known(finding)).collect();
    verdict.findings.extend(more.into_iter().map(place));
}
