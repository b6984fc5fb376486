//! From gaps to dated actions.

use std::path::PathBuf;

use jiff::civil::Date;

use super::{Reading, Session, Stop, score::Scored};
use crate::{
    framework::{Framework, ProfileId},
    remediation::{self, Capacity, PlanView},
};

/// Asks for a plan.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    pub worksheet: PathBuf,
    pub reading: Reading,
    /// The first day of work, instead of today.
    pub start: Option<Date>,
    /// Person-days a month, by role, instead of what `dmf.toml` or the profile says.
    pub capacity: Vec<(String, u32)>,
}

/// Makes a plan.
///
/// # Errors
/// When the worksheet cannot be read or is wrong, or a role is named that is not there.
pub fn plan(session: &mut Session, request: &Plan) -> Result<PlanView, Stop> {
    session.open(&request.worksheet)?;
    let Scored { framework, assessment, scorecard, .. } = session.score(&request.worksheet, &request.reading)?;
    let capacity = capacity(&request.capacity, &framework, scorecard.profile, session)?;
    let start = request.start.unwrap_or(session.today());
    let plan = remediation::plan(&framework, &assessment, &scorecard, capacity, start);
    Ok(remediation::view(&framework, &assessment, &scorecard, &plan))
}

/// Usual capacity, then `dmf.toml`'s, then the request's.
pub(super) fn capacity(
    asked: &[(String, u32)],
    framework: &Framework,
    profile: ProfileId,
    session: &mut Session,
) -> Result<Capacity, Stop> {
    let Session { notes, scope, .. } = session;
    let mut capacity = Capacity::usual(framework, profile);
    if let Some(workspace) = &scope.workspace {
        workspace.capacity(framework, &mut capacity, &notes.sources, &mut notes.sink);
    }
    notes.sink.checked()?;
    for (word, days) in asked {
        let known: Vec<&str> = framework.roles.iter().map(|role| role.id.as_str()).collect();
        let role = framework.role(word).ok_or_else(|| Stop::unknown("role", word, &known))?;
        capacity.0[role.0] = *days;
    }
    Ok(capacity)
}
