//! A worksheet and what it is held against on different versions of one framework: both by the version of the latter, so that
//! only answers that moved make anything worse.

use std::sync::Arc;

use super::{look::Looking, score::Scored};
use crate::{
    assessment::{
        Carried, Looks,
        baseline::{Baseline, Snapshot},
        carried,
        gate::left_parts,
    },
    framework::{Framework, PracticeId},
    gate::{At, Finding, Kind},
    source::{Path, Step},
};

/// A worksheet by another version of its framework.
#[derive(Debug)]
pub(super) struct ByVersion {
    scored: Scored,
    /// By practice of that version, those of the worksheet's own that answer it.
    from: Vec<Vec<PracticeId>>,
    /// The same by the ids of the first of them.
    own: Vec<Option<String>>,
}

impl ByVersion {
    /// By the version `then`, to be held against `baseline` where there is one. `None` where both are of one version, or no map
    /// leads from the one to the other: then the version of the worksheet decides.
    pub(super) fn of(
        then: &Arc<Framework>,
        baseline: Option<&Baseline>,
        scored: &Scored,
        looking: Looking<'_>,
    ) -> Option<Self> {
        let Scored { framework, assessment, scorecard, looks, source } = scored;
        let (pack, other) = (&framework.pack, &then.pack);
        if pack.id != other.id || pack.version == other.version {
            return None;
        }
        // Each version says itself which files have to be opened.
        let look = |assessment: &_| {
            let mut seen = if looks.looked { looking.look(then, assessment) } else { Looks::default() };
            seen.sealed |= looks.sealed;
            seen
        };
        let Carried { assessment, scorecard, looks, from } =
            carried((framework, assessment, scorecard), then, baseline, &look)?;
        let own = from.iter().map(|from| from.first().map(|practice| framework[*practice].id.clone())).collect();
        let framework = Arc::clone(then);
        Some(Self { scored: Scored { framework, assessment, scorecard, looks, source: *source }, from, own })
    }

    /// The worksheet in terms of that version.
    pub(super) fn scored(&self) -> &Scored {
        &self.scored
    }

    /// The practice of the worksheet's own framework that answers one of that version.
    pub(super) fn own(&self, practice: PracticeId, framework: &Framework) -> Option<PracticeId> {
        framework.practice(self.own[practice.0].as_deref()?)
    }

    /// The finding where the worksheet answers what it is about.
    pub(super) fn placed(&self, finding: Finding) -> Finding {
        let at = match &finding.at {
            At::Key(path) => self.own_path(path).map(At::Key),
            At::Value(path) => self.own_path(path).map(At::Value),
            At::In(..) | At::Place(_) => None,
        };
        match at {
            Some(at) => Finding { at, ..finding },
            None => finding,
        }
    }

    /// Whether the worksheet can say nothing of what a finding is about: its own version does not ask it.
    pub(super) fn is_unasked(&self, finding: &Finding) -> bool {
        let practice = Some(&finding.subject).filter(|subject| subject.kind == Kind::Practice);
        let practice = practice.and_then(|subject| self.scored.framework.practice(&subject.id));
        practice.is_some_and(|practice| self.own[practice.0].is_none())
    }

    /// Parts of what was asked as one that `own`, the worksheet itself, says not to apply.
    pub(super) fn left_parts(&self, then: &Snapshot, own: &Scored) -> Vec<Finding> {
        let practices = self.scored.framework.practices.iter().zip(&self.from);
        let stated = practices.filter_map(|(practice, parts)| Some((then.stated(&practice.id)?, parts)));
        stated.flat_map(|(then, parts)| left_parts(then, (&own.framework, &own.assessment), parts)).collect()
    }

    /// A path into an answer, by the id that the worksheet answers it by.
    fn own_path(&self, path: &Path) -> Option<Path> {
        let steps = path.steps();
        let [Step::Key(section), Step::Key(id), rest @ ..] = &steps[..] else { return None };
        let own = self.own[self.scored.framework.practice(id)?.0].as_deref()?;
        let path = Path::root().key(section).key(own);
        Some(rest.iter().fold(path, |path, step| match step {
            Step::Key(key) => path.key(key),
            Step::Index(at) => path.index(*at),
        }))
    }
}
