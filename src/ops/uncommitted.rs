//! What is found where a worksheet stands as a revision has it, and the files that its records name do not.

use std::path::Path;

use super::{Scope, look::Looking, score::Scored};
use crate::{
    assessment::{gate, score_seen},
    gate::Finding,
};

/// What stands for less by the files that are here than by those of the revision `name`, whose state `then` is. Nothing where the
/// method does not weigh records, or nobody was to look.
pub(super) fn uncommitted((then, name): (&Scope, &str), file: &Path, scored: &Scored) -> Vec<Finding> {
    let Scored { framework, assessment, scorecard, looks, .. } = scored;
    if framework.evidence.is_none() || !looks.looked {
        return Vec::new();
    }
    let mut committed = Looking { file, scope: then }.look(framework, assessment);
    committed.sealed = looks.sealed;
    let committed = score_seen(framework, assessment, &committed, scorecard.today);
    gate::uncommitted(framework, &committed, scorecard, name)
}
