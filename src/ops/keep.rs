//! A scorecard as the baseline of later runs.

use std::path::{Path, PathBuf};

use super::{Session, Stop, against::Held, score::Scored, written};
use crate::{
    assessment::{
        self,
        baseline::{Snapshot, keep_better, keep_stated, view_kept},
    },
    gate::{FindingCode, Verdict},
    report::formats::json,
    workspace::Workspace,
    world::{World, plain},
};

/// Asks for the scorecard as the baseline of later runs.
#[derive(Debug, Clone)]
pub struct Keep {
    /// Where it is to stand; it is read there where only what is better is kept.
    pub target: PathBuf,
    /// Keep the better of the old baseline and the answers.
    pub only_improvements: bool,
}

/// What becomes of a baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// The text to write.
    Write(String),
    /// The one that is there stays, for this reason.
    Stays(&'static str),
}

/// A scorecard that is written as a baseline, with the worksheet that it is of.
#[derive(serde::Serialize)]
struct Written {
    #[serde(flatten)]
    scorecard: assessment::ScorecardView,
    #[serde(skip_serializing_if = "Option::is_none")]
    snapshot: Option<Snapshot>,
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
    ///
    /// # Errors
    /// When what was made could not be read again.
    pub(super) fn kept(
        &self,
        (file, scored): (&Path, &Scored),
        held: &Held,
        verdict: &Verdict,
        session: &mut Session,
    ) -> Result<Kept, Stop> {
        let Scored { framework, assessment, scorecard, .. } = scored;
        let blocks = |code| [FindingCode::Regression, FindingCode::EmptyInput].contains(&code);
        if scorecard.overall.counts.answered == 0 {
            return Ok(Kept::Stays("nothing is answered"));
        }
        if !self.only_improvements && verdict.findings.iter().any(|finding| finding.fails && blocks(finding.code)) {
            return Ok(Kept::Stays("something is worse than the baseline"));
        }
        if self.only_improvements && held.by.is_some() {
            return Ok(Kept::Stays("it was made by another version of the framework; begin a new one beside it"));
        }
        let mut looks = scored.looks.clone();
        looks.sealed |= session.scope.workspace.as_ref().is_some_and(Workspace::is_sealed);
        let snapshot = Snapshot::of(framework, assessment, scorecard, &looks);
        let (view, scorecard, snapshot) = match held.comparison().filter(|_| self.only_improvements) {
            None => (assessment::view(framework, assessment, scorecard, None), scorecard.clone(), Some(snapshot)),
            Some((baseline, comparison)) => {
                let kept = keep_better(framework, comparison, scorecard);
                let there = session.world().kind(&self.target).is_some();
                if there && comparison.method.is_empty() && kept.scores_as(&comparison.before) {
                    return Ok(Kept::Stays("nothing is better than it says"));
                }
                let snapshot =
                    baseline.snapshot.as_ref().map(|then| keep_stated(then, snapshot, comparison, &kept, framework));
                (view_kept(assessment::view(framework, assessment, &kept, None), comparison, framework), kept, snapshot)
            }
        };
        let folder = self.target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let snapshot = snapshot.map(Snapshot::digested);
        let view = Written { scorecard: view, file: relative(session.world(), file, folder), snapshot };
        let text = json(&view);
        written::baseline(&self.target, &text, framework, &scorecard, session)?;
        Ok(Kept::Write(text))
    }
}
