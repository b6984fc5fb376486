//! What a worksheet is held against: a baseline in a file, or what a revision has of it; and what is found where there is
//! nothing.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Gates, Notes, Origin, Reading, Scope, Session, Stop,
    base::{Base, Past, found},
    baseline,
    by_version::ByVersion,
    closing::closing,
    files::files,
    look::Looking,
    method::Then,
    rules::{Before, NamedRules},
    score::Scored,
    session::same,
    uncommitted::uncommitted,
};
use crate::{
    assessment::baseline::{Baseline, Comparison, Method, compare},
    gate::{At, Finding, FindingCode},
    records::ASSESSMENT,
    source::Place,
    workspace::Workspace,
    world::{Revision, World},
};

/// What a worksheet is held against, as far as flags say it.
pub(super) struct Against<'a> {
    baseline: Option<Origin>,
    gates: &'a Gates,
    /// The rules that the job names.
    named: NamedRules<'a>,
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
pub(super) struct Held {
    pub(super) compared: Option<Comparison>,
    /// The worksheet by the version of the framework that the baseline was made by, where that is another one: the comparison
    /// is in terms of that one then.
    pub(super) by: Option<ByVersion>,
    pub(super) before: Option<Before>,
    /// What it was: first what answers are held against, then what the state has of it whose rules the job names.
    pub(super) thens: Vec<Then>,
    /// Whether it was to be held against something.
    pub(super) asked: bool,
    /// What is found of it as a whole.
    pub(super) findings: Vec<Finding>,
}

impl Held {
    /// What became of the answers, with what they were held against.
    pub(super) fn comparison(&self) -> Option<(&Baseline, &Comparison)> {
        Some((&self.thens.first()?.baseline, self.compared.as_ref()?))
    }
}

/// A baseline with the state that it stood in; the state whose rules count where there is none; and what is found.
type InGit = (Option<baseline::Stood>, Option<Before>, Vec<Finding>);

/// What is found of a worksheet where the baseline in the file `at` is of another one.
/// One that is not there any more may be this one under another name, so that nothing shows what became of its answers.
fn other(baseline: &Baseline, at: &Path, file: &Path, world: &dyn World) -> Finding {
    let there = |named: &String| named_by(named, at).iter().any(|path| world.has_file(path));
    let (at, shown, whose) = (at.display(), file.display(), &baseline.organisation);
    match &baseline.file {
        Some(named) if !there(named) => {
            let message = format!("`{shown}` is not in `{at}`, and `{named}`, which it holds, is not there");
            found(FindingCode::NoBaseline, file, message)
                .help("name the revision to compare with, `git:REVISION`: it follows a worksheet that moves")
        }
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

/// Where a worksheet may lie that the baseline in the file `at` names: beside it, or from here.
fn named_by(named: &str, at: &Path) -> [PathBuf; 2] {
    [at.parent().unwrap_or(Path::new("")).join(named), PathBuf::from(named)]
}

/// That all records were sealed by the settings, and are not any more.
fn unsealed(file: &Path) -> Finding {
    let message = "all records of evidence were sealed when the baseline was written; `[evidence]` does not seal them";
    found(FindingCode::SealRemoved, file, message.to_owned())
}

impl<'a> Against<'a> {
    /// Of the worksheets `files`, by the flag `baseline` or what the settings of each name. Nothing is held against `first`,
    /// the baseline that is about to be written.
    pub(super) fn of(
        files: Vec<PathBuf>,
        (baseline, first): (Option<Origin>, Option<PathBuf>),
        gates: &'a Gates,
        reading: &'a Reading,
    ) -> Self {
        Self { baseline, gates, named: NamedRules::of(gates), reading, files, bases: Vec::new(), first }
    }

    /// The baseline of a worksheet, where one is asked for, and what became of it. Where the state whose rules count seals all
    /// records, those of the worksheet are sealed as well.
    pub(super) fn hold(&mut self, file: &Path, scored: &mut Scored, session: &mut Session) -> Result<Held, Stop> {
        let (named, pinned) = self.named.rules(file, session)?;
        self.seal(named.as_ref().is_some_and(Before::is_sealed), scored);
        let (there, mut told) = match &named {
            Some(named) => self.there(named, file, scored, session)?,
            None => (None, Vec::new()),
        };
        let flag = self.baseline.as_ref().or(pinned.as_ref());
        let Session { scope, notes, .. } = &mut *session;
        let Some(origin) = self.gates.baseline(flag, scope, notes)? else {
            return Ok(Held { before: named, thens: there.into_iter().collect(), findings: told, ..Held::default() });
        };
        let Scored { framework, assessment, scorecard, .. } = &*scored;
        let closed = assessment.is_closed(scorecard.today);
        let (found, before, mut findings) = match &origin {
            Origin::Git(name, None) if file != Path::new("-") => self.in_git(name, file, scored, session)?,
            Origin::Git(_, Some(_)) if self.files.len() > 1 => {
                return Err(Stop::usage("git:REVISION:PATH belongs to one worksheet; git:REVISION serves many"));
            }
            _ if closed => (None, None, Vec::new()),
            Origin::File(at) if self.first.as_ref().is_some_and(|first| same(session.world(), first, at)) => {
                (None, None, Vec::new())
            }
            _ => (
                baseline::of(&origin, (file, baseline::Meant::Base), framework, self.reading, session)?,
                None,
                Vec::new(),
            ),
        };
        let (then, state) = found.map_or((None, None), |(then, state)| (Some(then), state));
        let before = named.or(state).or(before);
        let then = match (&origin, then) {
            (Origin::File(at), Some(then)) if !self.is_of(&then.baseline, at, file, scored, session) => {
                findings = vec![other(&then.baseline, at, file, session.world())];
                None
            }
            (_, then) => then,
        };
        let own = session.scope.workspace.as_ref().is_some_and(Workspace::is_sealed);
        let was = then.as_ref().filter(|then| then.in_file).and_then(|then| then.baseline.snapshot.as_ref());
        let was_sealed = was.is_some_and(|was| was.sealed);
        if was_sealed && !own {
            findings.push(unsealed(file));
        }
        self.seal(was_sealed || before.as_ref().is_some_and(Before::is_sealed), scored);
        let looking = Looking { file, scope: &session.scope };
        let of = |then: &Then| ByVersion::of(then.framework.as_ref()?, Some(&then.baseline), scored, looking);
        let by = then.as_ref().and_then(of);
        let compared = then.as_ref().map(|then| {
            let method = Method::of(&scored.framework, scored.scorecard.profile);
            let Scored { framework, scorecard, .. } = by.as_ref().map_or(&*scored, ByVersion::scored);
            compare(framework, &then.baseline, &method, scorecard)
        });
        told.retain(|told| findings.iter().all(|finding| finding.code != told.code));
        findings.extend(told);
        // Without a baseline of its own the worksheet as the rules have it is all that is known of it.
        let thens = then.into_iter().chain(there).collect();
        Ok(Held { compared, by, before, thens, asked: true, findings })
    }

    /// The worksheet as the state has it whose rules the job names: no answer is held against that, and the method is. One that is
    /// closed by the change says so.
    fn there(
        &self,
        named: &Before,
        file: &Path,
        scored: &Scored,
        session: &mut Session,
    ) -> Result<(Option<Then>, Vec<Finding>), Stop> {
        let text = if file == Path::new("-") { None } else { named.text(file)? };
        let Some(text) = text else { return Ok((None, Vec::new())) };
        if scored.assessment.is_closed(scored.scorecard.today) {
            return Ok((None, closing(&scored.assessment, &text, file)));
        }
        // What is wrong with it is told where answers are held against it.
        let reading = self.reading;
        let Session { notes, scope, data } = session;
        let (found, sink) = notes.apart(|notes| baseline::at(&text, &scored.framework, reading, (scope, data), notes));
        let found = found?.filter(|_| !sink.has_errors());
        Ok((found, Vec::new()))
    }

    /// Seals the records where what they are held against, or the state whose rules count, does so: the stricter of then and
    /// now is asked.
    fn seal(&self, sealed: bool, scored: &mut Scored) {
        if sealed && !self.gates.fail_on.no_gate {
            scored.seal();
        }
    }

    /// Whether the baseline in the file `at` is of a worksheet. One that does not say of which it is serves a run of one.
    fn is_of(&self, baseline: &Baseline, at: &Path, file: &Path, scored: &Scored, session: &Session) -> bool {
        let of = |named: &String| named_by(named, at).iter().any(|of| same(session.world(), of, file));
        match &baseline.file {
            _ if baseline.organisation == scored.assessment.organisation.name => true,
            None => self.files.len() == 1,
            Some(named) => of(named),
        }
    }

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
        let (revision, itself) = (base.revision(file)?, base.itself(file)?);
        let closed = scored.assessment.is_closed(scored.scorecard.today);
        let (found, mut findings) = match past {
            Past::Text(text) if !closed => baseline::in_text(&text, file, &scored.framework, reading, session)?,
            Past::Absent(finding) if !closed => (None, vec![*finding]),
            Past::Text(text) => (None, closing(&scored.assessment, &text, file)),
            _ => (None, Vec::new()),
        };
        if let Some(itself) = itself.filter(|_| !closed && scored.framework.evidence.is_some()) {
            let Session { notes, scope, data } = &mut *session;
            let name = itself.describe();
            let (then, _) = notes.apart(|notes| Scope::at(itself, &scope.world, file, data, notes));
            findings.extend(uncommitted((&then?, &name), file, scored));
        }
        let before = match revision.filter(|_| found.is_none()) {
            Some(revision) => {
                let Session { notes, scope, data } = session;
                // What is wrong with files of before cannot be mended any more.
                let (then, _) = notes.apart(|notes| Before::at(revision, file, (scope, data), notes));
                Some(then?)
            }
            None => None,
        };
        Ok((found, before, findings))
    }

    /// The worksheets that a workspace listed in what is compared with, and that are gone.
    pub(super) fn gone(&mut self, scope: &Scope, data: &[PathBuf], notes: &mut Notes) -> Result<Vec<Finding>, Stop> {
        let Some(workspace) = &scope.workspace else { return Ok(Vec::new()) };
        let mut findings = Vec::new();
        for (_, base) in &mut self.bases {
            if base.gone(&|_, _| true)?.is_empty() {
                continue;
            }
            let (now, _) = notes.apart(|notes| files(&ASSESSMENT, scope, notes));
            base.elsewhere(&now?)?;
            for revision in base.revisions() {
                let (then, _) = notes.apart(|notes| -> Result<_, Stop> {
                    let then = Scope::at(Arc::clone(&revision), &scope.world, &workspace.file, data, notes)?;
                    files(&ASSESSMENT, &then, notes)
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
