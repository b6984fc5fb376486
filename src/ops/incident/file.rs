//! A file of incidents → its incidents, and one of them against the clocks.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{
    super::{Notes, Scope, Session, Stop, files::files, law::statement},
    clocks::to_come,
    contracts::contracts,
};
use crate::{
    document::numbered::Numbered,
    incident::{self, Clock, ClocksView, Contract, Incident, IncidentView, Incidents, IncidentsView, State, Unmatched},
    jurisdiction::Atlas,
    load::same_id,
    records::INCIDENTS,
    report,
    source::SourceId,
};

/// Where the file to begin with lies.
const STARTER: &str = "templates/incident/incidents.yaml";

/// Asks about the incidents of a file.
#[derive(Debug, Clone)]
pub struct IncidentAsk {
    /// The file; that of the workspace, or `incidents.yaml`, where none is named.
    pub file: Option<PathBuf>,
    pub now: Timestamp,
}

/// A file of incidents that was read.
pub(in crate::ops) struct ReadIncidents {
    pub file: PathBuf,
    pub source: SourceId,
    pub incidents: Incidents,
    pub atlas: Atlas,
    pub statement: String,
    /// By the id of the transfer, as incidents name it.
    contracts: BTreeMap<String, Contract>,
}

/// The incidents of a file, with how their clocks stand.
///
/// # Errors
/// When the file is wrong or cannot be read, or a file of law is.
pub fn incident_list(session: &mut Session, ask: &IncidentAsk) -> Result<IncidentsView, Stop> {
    let read = open(session, ask)?;
    let rows = read.incidents.incidents.iter().map(|incident| {
        let (clocks, _) = read.clocks(incident, ask.now);
        incident::row(incident, &read.view(incident, &clocks, ask.now))
    });
    Ok(incident::incidents_view(read.file.display().to_string(), rows.collect(), None, ask.now))
}

/// One incident with its clocks.
///
/// # Errors
/// As [`incident_list`] has them, or when there is no incident of that id.
pub fn incident_show(session: &mut Session, ask: &IncidentAsk, id: &str) -> Result<IncidentView, Stop> {
    let read = open(session, ask)?;
    let incident = read.incident(id)?;
    let (clocks, _) = read.clocks(incident, ask.now);
    Ok(incident::incident_view(incident, read.view(incident, &clocks, ask.now)))
}

/// The clocks of one incident.
///
/// # Errors
/// As [`incident_show`] has them.
pub fn incident_clocks(session: &mut Session, ask: &IncidentAsk, id: &str) -> Result<ClocksView, Stop> {
    let read = open(session, ask)?;
    let incident = read.incident(id)?;
    to_come(&incident.events, ask.now)?;
    let (clocks, wrong) = read.clocks(incident, ask.now);
    let mut view = read.view(incident, &clocks, ask.now);
    // A notice that stops no clock is said where the clocks are looked at.
    view.unmatched = wrong.into_iter().map(|name| name.who).collect();
    Ok(view)
}

/// The draft of a notice to whoever `to` names, such as `PDPC SG`, as a document.
///
/// # Errors
/// As [`incident_show`] has them, or when the name means no duty of the places of the incident, or more than one.
pub fn incident_notice(session: &mut Session, ask: &IncidentAsk, id: &str, to: &str) -> Result<Numbered, Stop> {
    let read = open(session, ask)?;
    let incident = read.incident(id)?;
    let (clocks, _) = read.clocks(incident, ask.now);
    let draft = incident::draft(incident, &read.atlas, &clocks, to, ask.now).map_err(|wrong| {
        let why = if wrong.several { "may mean more than one duty" } else { "means no duty of the places of it" };
        let names = match wrong.names.as_slice() {
            [] if incident.state == State::NearMiss => "of a near miss nobody is told".to_owned(),
            [] => "no law that was read asks for a notice there".to_owned(),
            names => format!("name one of: {}", names.join(", ")),
        };
        Stop::usage(format!("`{to}` {why}; {names}"))
    })?;
    Ok(report::notice(&draft))
}

/// A file of incidents to begin with, which a folder of the user's may replace.
///
/// # Errors
/// When that one cannot be read, or holds no incidents.
pub fn starter_incidents(session: &mut Session) -> Result<String, Stop> {
    session.open(Path::new("."))?;
    let Session { notes, scope, .. } = session;
    let starter = scope.library.carried(STARTER, &mut notes.sources, &mut notes.sink);
    let starter = notes.sink.made(starter)?;
    let read = incident::read(starter, scope.world.today(), &notes.sources, &mut notes.sink);
    notes.sink.given(read)?;
    Ok(notes.sources.get(starter).text.to_string())
}

/// Reads the file that is asked about, and the law of all places in it.
pub(super) fn open(session: &mut Session, ask: &IncidentAsk) -> Result<ReadIncidents, Stop> {
    session.open(ask.file.as_deref().unwrap_or(Path::new(".")))?;
    let Session { notes, scope, .. } = session;
    let file = match &ask.file {
        Some(file) => file.clone(),
        None => usual(scope, notes)?,
    };
    let read = read_incidents(&file, scope, notes)?;
    let read = notes.sink.given(read)?;
    let statement = statement(scope, notes)?;
    Ok(ReadIncidents { statement, ..read })
}

/// Reads a file of incidents, and the law of all places in it. `None` when it is wrong, which the notes then say.
pub(in crate::ops) fn read_incidents(
    file: &Path,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Option<ReadIncidents>, Stop> {
    let Some(source) = notes.read(&*scope.world, file)? else { return Ok(None) };
    let read = incident::read(source, scope.world.today(), &notes.sources, &mut notes.sink);
    let Some(incidents) = read else { return Ok(None) };
    let mut codes: Vec<String> =
        incidents.incidents.iter().flat_map(Incident::places).map(|place| place.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let atlas = scope.laws(codes.iter().map(String::as_str), notes)?;
    let contracts = contracts(file, &incidents, scope, notes)?;
    Ok(Some(ReadIncidents { file: file.to_owned(), source, incidents, atlas, statement: String::new(), contracts }))
}

/// The file of the workspace; without a workspace the usual one beside it.
fn usual(scope: &Scope, notes: &mut Notes) -> Result<PathBuf, Stop> {
    let mut all = files(&INCIDENTS, scope, notes)?;
    let beside = PathBuf::from(INCIDENTS.file);
    if all.is_empty() && scope.world.has_file(&beside) {
        all.push(beside);
    }
    match all.as_slice() {
        [file] => Ok(file.clone()),
        [] => Err(Stop::usage(
            "there is no file of incidents here; `dmf incident new -o incidents.yaml` writes one, `--in FILE` names another"
                .to_owned(),
        )),
        several => {
            let names: Vec<String> = several.iter().map(|file| file.display().to_string()).collect();
            Err(Stop::usage(format!("there are several files of incidents; add `--in` with one of {}", names.join(", "))))
        }
    }
}

impl ReadIncidents {
    pub(super) fn incident(&self, id: &str) -> Result<&Incident, Stop> {
        let all = &self.incidents.incidents;
        all.iter().find(|incident| same_id(&incident.id, id)).ok_or_else(|| {
            let known: Vec<&str> = all.iter().map(|incident| incident.id.as_str()).collect();
            Stop::unknown("incident", id, &known)
        })
    }

    pub(in crate::ops) fn clocks(&self, incident: &Incident, now: Timestamp) -> (Vec<Clock<'_>>, Vec<Unmatched>) {
        let (mut case, wrong) = incident::resolve(incident, &self.atlas);
        // Of a near miss nobody is told, whatever the agreements say of breaches.
        if incident.state != State::NearMiss {
            case.contracts = incident.transfers.iter().filter_map(|id| self.contracts.get(id).cloned()).collect();
        }
        (incident::clocks(&case, &self.atlas, now), wrong)
    }

    pub(super) fn view(&self, incident: &Incident, clocks: &[Clock<'_>], now: Timestamp) -> ClocksView {
        incident::clocks_of(incident, clocks, &self.statement, now)
    }
}
