//! The incidents of a file and one of them, as they are shown.

use jiff::Timestamp;
use serde::Serialize;

use super::{
    clocks::Clock,
    record::Incident,
    view::{ClocksView, clocks_view},
    words::utc,
};
use crate::{gate::VerdictView, words::Word};

/// The incidents of a file, each with how its clocks stand.
#[derive(Debug, Clone, Serialize)]
pub struct IncidentsView {
    pub version: u32,
    pub file: String,
    /// The moment at which the clocks were looked at, in UTC.
    pub now: String,
    pub incidents: Vec<IncidentRow>,
    /// What was found, where a verdict was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<VerdictView>,
}

/// One incident in a list.
#[derive(Debug, Clone, Serialize)]
pub struct IncidentRow {
    pub id: String,
    pub title: String,
    /// `open`, `closed` or `near-miss`.
    pub state: &'static str,
    pub places: Vec<String>,
    /// How many people in all; `None` where the number of a place is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<u64>,
    /// The earliest moment of it, as it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    pub told: usize,
    pub not_told: usize,
    /// How many times have run out, and nobody was told.
    pub run_out: usize,
    /// The next time that ends, in UTC, and who is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_who: Option<String>,
}

/// One incident with its clocks.
#[derive(Debug, Clone, Serialize)]
pub struct IncidentView {
    pub version: u32,
    #[serde(flatten)]
    pub row: IncidentRow,
    /// Whether significant harm is likely: `yes`, `no` or `unknown`; and why.
    pub harm: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Kinds of data that weigh more; `None` where nobody knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub special: Option<Vec<&'static str>>,
    pub encrypted: &'static str,
    pub datasets: Vec<String>,
    pub vendors: Vec<String>,
    pub transfers: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contained: Option<String>,
    pub notices: Vec<NoticeView>,
    pub log: Vec<LogView>,
    pub clocks: ClocksView,
}

/// Who was told, or not, and what is known of it.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeView {
    pub who: String,
    pub told: bool,
    /// When they were told, or the day on which it was decided not to.
    pub at: String,
    pub about: String,
}

/// Something that was done.
#[derive(Debug, Clone, Serialize)]
pub struct LogView {
    pub at: String,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// One incident in a list.
#[must_use]
pub fn row(incident: &Incident, clocks: &ClocksView) -> IncidentRow {
    let places = incident.places();
    let next = clocks
        .clocks
        .iter()
        .find(|clock| matches!(clock.state, "runs" | "waits") && clock.due.is_some() && clock.condition != "not-met");
    IncidentRow {
        id: incident.id.clone(),
        title: incident.title.clone(),
        state: incident.state.as_str(),
        people: incident.people.iter().try_fold(0_u64, |all, (_, number)| Some(all.saturating_add((*number)?))),
        places: places.into_iter().map(|place| place.code).collect(),
        since: incident.events.first().map(|(_, moment)| moment.to_string()),
        told: incident.told.len(),
        not_told: incident.not_told.len(),
        run_out: clocks.run_out,
        next: next.and_then(|clock| clock.due.clone()),
        next_who: next.map(|clock| format!("{} {}", clock.place, clock.who).trim_start().to_owned()),
    }
}

/// One incident with its clocks.
#[must_use]
pub fn incident_view(incident: &Incident, clocks: ClocksView) -> IncidentView {
    let joined = |parts: [Option<&str>; 3]| parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let told = incident.told.iter().map(|told| NoticeView {
        who: told.who.clone(),
        told: true,
        at: told.at.to_string(),
        about: joined([told.how.as_deref(), told.reference.as_deref(), told.by.as_deref()]),
    });
    let spared = incident.not_told.iter().map(|spared| NoticeView {
        who: spared.who.clone(),
        told: false,
        at: spared.on.to_string(),
        about: joined([Some(&spared.why), Some(&spared.by), None]),
    });
    IncidentView {
        version: 1,
        row: row(incident, &clocks),
        harm: incident.harm.as_str(),
        why: incident.why.clone(),
        special: incident.special.as_ref().map(|kinds| kinds.iter().map(|kind| Word::as_str(*kind)).collect()),
        encrypted: incident.encrypted.as_str(),
        datasets: incident.datasets.clone(),
        vendors: incident.vendors.clone(),
        transfers: incident.transfers.clone(),
        contained: incident.contained.map(|moment| moment.to_string()),
        notices: told.chain(spared).collect(),
        log: incident
            .log
            .iter()
            .map(|logged| LogView { at: logged.at.to_string(), text: logged.text.clone(), by: logged.by.clone() })
            .collect(),
        clocks,
    }
}

/// The incidents of a file, with a row for each.
#[must_use]
pub fn incidents_view(
    file: String,
    incidents: Vec<IncidentRow>,
    verdict: Option<VerdictView>,
    now: Timestamp,
) -> IncidentsView {
    IncidentsView { version: 1, file, now: utc(now), incidents, verdict }
}

/// The clocks of an incident, under its id.
#[must_use]
pub fn clocks_of(incident: &Incident, clocks: &[Clock<'_>], statement: &str, now: Timestamp) -> ClocksView {
    let mut view = clocks_view(&incident.case(), clocks, statement, now);
    view.incident = Some(incident.id.clone());
    view
}
