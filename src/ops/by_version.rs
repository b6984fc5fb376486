//! A worksheet and what it is held against on different versions of one framework: both by the version of the latter, so that
//! only answers that moved make anything worse.

use std::sync::Arc;

use super::{Notes, Scope, Stop, rules::Before, score::Scored};
use crate::{
    assessment::{Carried, baseline::Baseline, carried},
    framework::{self, Framework, PracticeId},
    gate::{At, Finding, Kind},
    source::{Path, Step},
};

/// A worksheet by the version of its framework that a baseline was made by.
#[derive(Debug)]
pub(super) struct ByVersion {
    scored: Scored,
    /// By practice of that version, the id that the worksheet answers it by.
    own: Vec<Option<String>>,
}

impl ByVersion {
    /// `None` where both are of one version, or where that of the baseline is not to be had: then the version of the worksheet
    /// decides.
    pub(super) fn of(
        baseline: &Baseline,
        scored: &Scored,
        before: Option<&Before>,
        scope: &Scope,
        notes: &mut Notes,
    ) -> Result<Option<Self>, Stop> {
        let (method, pack) = (&baseline.method, &scored.framework.pack);
        if method.framework != pack.id || method.version == pack.version {
            return Ok(None);
        }
        let then =
            before.and_then(|before| before.worksheet.as_ref()).map(|worksheet| Arc::clone(&worksheet.framework));
        let mut then = then.filter(|framework| framework.pack.version == method.version);
        if then.is_none() {
            let name = framework::pinned(&method.framework, &method.version);
            let names = scope.names([name.as_str()], notes)?;
            if let Some(folder) = names.folder(&name) {
                then = scope.framework(folder, notes)?;
            }
        }
        Ok(then.and_then(|then| Self::by(&then, baseline, scored)))
    }

    /// By a version that is read already.
    pub(super) fn by(then: &Arc<Framework>, baseline: &Baseline, scored: &Scored) -> Option<Self> {
        let Scored { framework, assessment, scorecard, looks, source } = scored;
        let whole = (&**framework, assessment, scorecard, looks);
        let Carried { assessment, scorecard, looks, from } = carried(whole, then, baseline)?;
        let own = from.iter().map(|from| from.first().map(|practice| framework[*practice].id.clone())).collect();
        let framework = Arc::clone(then);
        Some(Self { scored: Scored { framework, assessment, scorecard, looks, source: *source }, own })
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
