//! Whose rules count: of each gate the stricter of now and before, of waivers those of before. The one who is judged does
//! not change what he is judged by; what he tries is a finding.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::civil::Date;

use super::{
    FailOn, Gates, Notes, Origin, Scope, Session, Stop,
    base::Text,
    gates::{granted, other_ids, practices},
};
use crate::{
    assessment::gate::Policy,
    framework::Framework,
    gate::{Asked, At, Finding, FindingCode, Kind, Subject, Verdict, Waiver, Weight, judge_waivers, waive},
    source, vocabulary,
    workspace::{Workspace, gate_changes, waiver_changes},
    world::{MAX_BYTES, Revision, World, WorldError, plain},
};

/// The state of the files that a worksheet is held against.
#[derive(Debug)]
pub(super) struct Before {
    pub(super) scope: Arc<Scope>,
    /// As people read of it, such as `git:origin/main (1a2b3c4d5e)`.
    pub(super) name: String,
    /// The revision that it is, where it is one.
    pub(super) revision: Option<Arc<Revision>>,
}

/// The waivers that count, and those that would.
#[derive(Debug, Default)]
pub(super) struct Waivers {
    pub(super) granted: Vec<Waiver>,
    /// Those of `dmf.toml` as it is now, where others count.
    now: Option<Vec<Waiver>>,
}

/// By number of a waiver of now, the code of a failing finding that it would excuse.
pub(super) type Excused = BTreeMap<usize, FindingCode>;

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
                Before { scope, name: path.display().to_string(), revision: None }
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
        let then = Scope::at(Arc::clone(&revision), &scope.world, file, data, notes)?;
        Ok(Self { scope: Arc::new(then), name, revision: Some(revision) })
    }

    /// Whether all records of evidence are sealed there.
    pub(super) fn is_sealed(&self) -> bool {
        self.scope.workspace.as_ref().is_some_and(Workspace::is_sealed)
    }

    /// A worksheet as it stands there, where it is a revision and has it.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub(super) fn text(&self, file: &Path) -> Result<Option<Text>, WorldError> {
        let Some(revision) = self.revision.as_ref().filter(|revision| revision.holds(file)) else { return Ok(None) };
        let Some(bytes) = revision.held(file, MAX_BYTES)? else { return Ok(None) };
        let (name, path) = (format!("{}:{}", self.name, file.display()), file.to_owned());
        Ok(Some(Text { name, bytes, path, revision: Some(Arc::clone(revision)), findings: Vec::new() }))
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

    /// Those that are new, each with what of the failing findings it would excuse.
    fn changes(&self, failing: &Excused, base: &str) -> Vec<Finding> {
        let Some(now) = &self.now else { return Vec::new() };
        let excuses = |waiver: &Waiver| {
            let at = now.iter().position(|known| std::ptr::eq(known, waiver))?;
            failing.get(&at).copied()
        };
        waiver_changes(&self.granted, now, &excuses, base)
    }

    /// What of the failing findings on a file each waiver of now would excuse, were it granted.
    pub(super) fn would_excuse(&self, file: &Path, verdict: &Verdict, world: &dyn World) -> Excused {
        let Some(now) = self.now.as_ref().filter(|_| !verdict.passes()) else { return Excused::new() };
        let here = granted(now, file, world).into_iter();
        let excused = here.filter_map(|(at, waiver)| {
            let failing = verdict.findings.iter().filter(|finding| finding.fails);
            let excused = |finding: &&Finding| finding.code.waivable() && waiver.is_for(finding);
            Some((at, failing.into_iter().find(excused)?.code))
        });
        excused.collect()
    }
}

/// What the change does to the rules of a workspace, once for all its worksheets.
pub(super) fn rule_changes(
    (scope, before): (&Scope, &Before),
    framework: &Framework,
    waivers: &Waivers,
    failing: &Excused,
    notes: &mut Notes,
) -> Vec<Finding> {
    let (then, now) = (before.scope.workspace.as_ref(), scope.workspace.as_ref());
    let mut findings = gate_changes(then, now, framework, &notes.sources);
    findings.extend(units((scope, before), framework, notes));
    findings.extend(waivers.changes(failing, &before.name));
    findings
}

/// That the units in which levels are told are not what they were: the same level may stand for less.
fn units((scope, before): (&Scope, &Before), framework: &Framework, notes: &mut Notes) -> Option<Finding> {
    let file = format!("frameworks/{}/{}", framework.name, vocabulary::UNITS);
    let ([then, now], _) = notes.apart(|notes| {
        [&*before.scope, scope].map(|scope| {
            let source = scope.library.file(&file, &mut notes.sources, &mut notes.sink).ok().flatten();
            source.map(|source| notes.sources.get(source).text.clone())
        })
    });
    let message = "the glossary of the framework says otherwise what its units and words mean".to_owned();
    let at = At::Key(source::Path::root().key("framework"));
    let finding = || Finding::new(FindingCode::LevelTextChanged, Subject::overall(), "glossary", message, at);
    (then != now).then(finding)
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

/// Adds to a verdict what another one found and it did not, each where `place` says, and what that one says of waivers.
pub(super) fn merge(verdict: &mut Verdict, judged: Verdict, place: impl Fn(Finding) -> Finding) {
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
