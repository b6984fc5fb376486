//! Incidents, judged: times that have run out, notices that fit nothing, records that changed.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    super::{FailOn, Session, Stop, gates::granted, session::repository_path},
    file::{IncidentAsk, ReadIncidents, open},
};
use crate::{
    diag::Code,
    gate::{Domain, Finding, Kind, Known, VerdictView, judge, judge_waivers, verdict_view},
    incident::{self, Detail, Incidents, IncidentsView},
    load::text,
    world::{MAX_BYTES, Revision},
};

/// Asks for a verdict on incidents.
#[derive(Debug, Clone)]
pub struct IncidentCheck {
    pub ask: IncidentAsk,
    /// The file as it was: `git:REV` for a revision of it, or a path.
    pub baseline: Option<String>,
    /// Whether findings say more than id, code and place.
    pub detail: Detail,
    pub fail_on: FailOn,
}

/// Judges the incidents of a file.
///
/// # Errors
/// When the file, its baseline, the settings or a file of law is wrong or cannot be read.
pub fn incident_check(session: &mut Session, request: &IncidentCheck) -> Result<IncidentsView, Stop> {
    let read = open(session, &request.ask)?;
    let now = request.ask.now;
    let (mut rows, mut findings) = (Vec::new(), Vec::new());
    for incident in &read.incidents.incidents {
        let (clocks, wrong) = read.clocks(incident, now);
        findings.extend(incident::findings(incident, &clocks, &wrong, now, request.detail));
        rows.push(incident::row(incident, &read.view(incident, &clocks, now)));
    }
    if read.incidents.incidents.is_empty() {
        findings.push(incident::nothing());
    }
    if let Some(named) = &request.baseline
        && let Some(base) = base(session, named, &read)?
    {
        findings.extend(incident::kept(&base, &read.incidents, request.detail));
    }
    let verdict = verdict(session, &read, findings, request)?;
    Ok(incident::incidents_view(read.file.display().to_string(), rows, Some(verdict), now))
}

/// The incidents as they were; `None` where the base has no such file yet.
fn base(session: &mut Session, named: &str, read: &ReadIncidents) -> Result<Option<Incidents>, Stop> {
    let Session { notes, scope, .. } = session;
    let source = if let Some(revision) = named.strip_prefix("git:") {
        let folder = read.file.parent().unwrap_or(Path::new(""));
        let revision = Revision::base(Arc::clone(&scope.world), folder, revision)?;
        let Some(bytes) = revision.held(&read.file, MAX_BYTES)? else { return Ok(None) };
        let name = format!("{}:{}", revision.describe(), read.file.display());
        text(name, bytes, &mut notes.sources, &mut notes.sink)
    } else {
        notes.read(&*scope.world, &PathBuf::from(named))?
    };
    let source = notes.sink.given(source)?;
    let base = incident::read(source, scope.world.today(), &notes.sources, &mut notes.sink);
    Ok(Some(notes.sink.given(base)?))
}

fn verdict(
    session: &mut Session,
    read: &ReadIncidents,
    findings: Vec<Finding>,
    request: &IncidentCheck,
) -> Result<VerdictView, Stop> {
    let Session { notes, scope, .. } = session;
    let today = scope.world.today();
    let asked = request.fail_on.asked(Domain::Incident, scope, notes);
    let ids = read.incidents.incidents.iter().map(|incident| incident.id.as_str()).collect();
    let known = Known { kind: Kind::Incident, ids, complaint: Code::UnknownId };
    let waivers = request.fail_on.waivers(&[known], scope, notes);
    notes.sink.checked()?;
    let granted = granted(&waivers, &read.file, &*scope.world);
    let mut verdict = judge(findings, &asked, &granted, today);
    let wrong = judge_waivers(&waivers, &[&verdict], &asked, today);
    verdict.findings.extend(wrong);
    let mut gates = vec!["no time has run out, and what was recorded stays".to_owned()];
    gates.extend(asked.fail_on.iter().map(|code| format!("no {code}")));
    let path = |name: &str| repository_path(&*scope.world, name);
    Ok(verdict_view(&verdict, gates, &waivers, read.source, &notes.sources, &path, &|_| Vec::new()))
}
