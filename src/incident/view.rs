//! What leaves the room: versioned, serialisable, changes only by adding.

use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;

use super::{
    clocks::{Clock, Place},
    condition::Met,
    contract::Contract,
    event::Start,
    model::Case,
    standing::Standing,
    words::{comes, key, local, utc},
};
use crate::jurisdiction::{self, BreachDuty, BreachStep, Jurisdiction, To};

/// Who must be told by when.
#[derive(Debug, Clone, Serialize)]
pub struct ClocksView {
    pub version: u32,
    /// The id of the incident, where there is a record of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
    /// Names under `told` or `not_told` that mean no duty: they stop no clock.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unmatched: Vec<String>,
    /// The moment at which the clocks were looked at, in UTC.
    pub now: String,
    pub events: Vec<EventView>,
    /// Most pressing first.
    pub clocks: Vec<ClockView>,
    /// How many have run out, and nobody was told.
    pub run_out: usize,
    /// How many of these are of duties that bind only some: a line of business, critical systems.
    pub run_out_for_some: usize,
    /// How many rows say that nothing is known.
    pub no_fact: usize,
    pub statement: String,
}

/// A moment of the incident.
#[derive(Debug, Clone, Serialize)]
pub struct EventView {
    /// `occurred`, `discovered`, `aware`, `believed` or `assessed`.
    pub event: &'static str,
    /// As it was written, with its offset.
    pub at: String,
    pub utc: String,
}

/// One clock.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ClockView {
    /// The code of the place; empty for an agreement.
    pub place: String,
    pub place_name: String,
    /// `authority`, `individuals`, `assessment`, `outer-limit`, `full-report`, `sector`, `cyber` or `contract`; empty without
    /// a law.
    pub duty: &'static str,
    /// Who is told, in a word or two; what is done, where nobody is.
    pub who: String,
    /// Whom the duty binds, where not everybody.
    pub only_for: String,
    /// `met`, `not-met` or `unknown`.
    pub condition: &'static str,
    /// The test in words; empty where none is named.
    pub when: String,
    /// `runs`, `late`, `promptly`, `waits`, `no-moment`, `no-time`, `later`, `draft`, `no-duty`, `no-fact`, `done`, or
    /// `not-told` where somebody decided so.
    pub state: &'static str,
    /// What the law says of the time, such as `72 hours from discovery`.
    pub time: String,
    /// The event that the law names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<&'static str>,
    /// The event that is counted from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_from: Option<&'static str>,
    /// When the time began, in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<String>,
    /// When it ends, in UTC; of a time that has not begun, when it ends at the latest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// The same in the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_local: Option<String>,
    /// Minutes that are left; negative when late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes_left: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// What there is to say in a few words: `51 h 20 min left`, `starts when the authority has been told`.
    pub stands: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told: Option<String>,
    /// The rule, in a sentence.
    pub text: String,
    pub remarks: Vec<String>,
    /// What other sources say.
    pub conflicts: Vec<String>,
    /// The fact's own note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub status: &'static str,
    pub as_of: String,
    pub confidence: &'static str,
    pub sources: Vec<String>,
    /// The source that was opened, the place in it, its words, and the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<jurisdiction::ReadView>,
    /// Whether nobody is sure of the fact.
    pub unsure: bool,
    /// Whether it has run out, and nobody was told.
    pub run_out: bool,
}

/// The clocks as they stand at a moment, the most pressing first.
#[must_use]
pub fn clocks_view(case: &Case, clocks: &[Clock<'_>], statement: &str, now: Timestamp) -> ClocksView {
    let mut rows: Vec<(u8, Timestamp, ClockView)> = clocks
        .iter()
        .map(|clock| {
            let (rank, at) = press(clock);
            (rank, at, view(clock, now))
        })
        .collect();
    // The order of places and duties stays among those that press alike.
    rows.sort_by_key(|(rank, at, _)| (*rank, *at));
    let clocks: Vec<ClockView> = rows.into_iter().map(|(_, _, view)| view).collect();
    let given = case.events.all().into_iter();
    ClocksView {
        version: 1,
        incident: None,
        unmatched: Vec::new(),
        now: utc(now),
        events: given
            .filter_map(|(event, moment)| {
                let moment = moment?;
                Some(EventView { event: key(event), at: moment.to_string(), utc: utc(moment.at) })
            })
            .collect(),
        run_out: clocks.iter().filter(|clock| clock.run_out).count(),
        run_out_for_some: clocks.iter().filter(|clock| clock.run_out && clock.is_for_some()).count(),
        no_fact: clocks.iter().filter(|clock| clock.state == "no-fact").count(),
        clocks,
        statement: statement.to_owned(),
    }
}

/// What has an end comes first, by it; then what has none and runs; then what waits, what is not known, and what is no duty.
fn press(clock: &Clock<'_>) -> (u8, Timestamp) {
    let far = Timestamp::MAX;
    let (rank, at) = match clock.standing {
        Standing::Runs { due, .. } => (0, due),
        Standing::Waits { latest: Some(latest), .. } => (0, latest),
        Standing::Promptly { start: Start::Begun { .. }, .. } => (1, far),
        Standing::Promptly { .. } | Standing::Waits { .. } => (2, far),
        Standing::NoMoment { .. } | Standing::NoTime { .. } => (3, far),
        Standing::NoFact => (4, far),
        Standing::Later { .. } | Standing::Draft => (5, far),
        Standing::NoDuty => (7, far),
    };
    let over = clock.told.is_some() || clock.spared;
    match clock.met {
        _ if over => (8, far),
        Met::No => (6, far),
        _ => (rank, at),
    }
}

/// The clock of an agreement, in UTC: no law says in which zone it runs.
fn contract_view(contract: &Contract, clock: &Clock<'_>, now: Timestamp) -> ClockView {
    let started = begun(clock.standing);
    let due = match clock.standing {
        Standing::Runs { due, .. } => Some(due),
        _ => None,
    };
    let no_number = "no fact: the agreement gives no number of hours that was read here";
    let agreed = if contract.agreement.is_empty() { "its agreement".to_owned() } else { contract.agreement.clone() };
    ClockView {
        duty: BreachStep::Contract.as_str(),
        who: format!("{} tells {}", contract.importer, contract.exporter),
        only_for: contract.transfer.clone(),
        condition: word(clock.met),
        state: state(clock, now),
        time: contract.hours.map(|hours| format!("{hours} hours from becoming aware")).unwrap_or_default(),
        from: Some(jurisdiction::From::Awareness.as_str()),
        counted_from: started.map(|(event, _)| key(event)),
        started: started.map(|(_, at)| utc(at)),
        due: due.map(utc),
        due_local: due.map(|due| local(due, &TimeZone::UTC)),
        minutes_left: due.map(|due| minutes(now, due)),
        stands: if contract.hours.is_none() && clock.told.is_none() && !clock.spared {
            no_number.to_owned()
        } else {
            stands(clock, now)
        },
        told: clock.told.map(|moment| moment.to_string()),
        text: format!("The importer of {} tells the exporter of a breach, as {agreed} says.", contract.transfer),
        remarks: clock.remarks.iter().map(|remark| remark.words(&TimeZone::UTC)).collect(),
        unsure: contract.hours.is_none(),
        run_out: clock.has_run_out(now),
        ..ClockView::default()
    }
}

pub(super) fn view(clock: &Clock<'_>, now: Timestamp) -> ClockView {
    if let Place::Contract(contract) = &clock.law {
        return contract_view(contract, clock, now);
    }
    let Place::Duty(duty) = &clock.law else {
        return ClockView {
            place: clock.place.clone(),
            place_name: jurisdiction::country::name(&clock.place).unwrap_or_default().to_owned(),
            who: "anybody".to_owned(),
            condition: word(clock.met),
            state: "no-fact",
            stands: "no fact: there is no file of law for this place".to_owned(),
            status: "unknown",
            confidence: "low",
            unsure: true,
            ..ClockView::default()
        };
    };
    let zone = duty.place.zone.as_deref().and_then(jurisdiction::zone);
    let shown = zone.clone().unwrap_or(TimeZone::UTC);
    let marks = duty.marks;
    let started = begun(clock.standing);
    let due = clock.standing.ends();
    ClockView {
        place: clock.place.clone(),
        place_name: duty.place.name.clone(),
        duty: duty.step.as_str(),
        who: who(duty, &clock.place),
        only_for: duty.name.to_owned(),
        condition: word(clock.met),
        when: duty.when.unwrap_or_default().to_owned(),
        state: state(clock, now),
        time: duty.deadline.words(),
        from: duty.deadline.from.map(jurisdiction::From::as_str),
        counted_from: started.map(|(event, _)| key(event)),
        started: started.map(|(_, at)| utc(at)),
        due: due.map(utc),
        due_local: due.map(|due| local(due, &shown)),
        minutes_left: due.map(|due| minutes(now, due)),
        zone: duty.place.zone.clone(),
        stands: stands(clock, now),
        told: clock.told.map(|moment| moment.to_string()),
        text: duty.text.to_owned(),
        remarks: clock.remarks.iter().map(|remark| remark.words(&shown)).collect(),
        conflicts: marks.conflicts.iter().map(|conflict| conflict.says.clone()).collect(),
        note: marks.note.clone(),
        status: marks.status.as_str(),
        as_of: marks.as_of.to_string(),
        confidence: marks.confidence.as_str(),
        sources: marks.sources.clone(),
        read: marks.read.as_ref().map(jurisdiction::ReadView::from),
        unsure: marks.unsure(),
        run_out: clock.has_run_out(now),
    }
}

impl ClockView {
    /// What tells the duty from others of its incident.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}.{}.{}", self.place, self.duty, self.only_for)
    }

    /// Whether it binds only some.
    #[must_use]
    pub fn is_for_some(&self) -> bool {
        matches!(self.duty, "sector" | "cyber")
    }
}

/// `MY JPDP`, `SG authority (banks)`.
#[must_use]
pub fn named(clock: &ClockView) -> String {
    let only = if clock.only_for.is_empty() { String::new() } else { format!(" ({})", clock.only_for) };
    format!("{} {}{only}", clock.place, clock.who).trim_start().to_owned()
}

fn begun(standing: Standing) -> Option<(jurisdiction::From, Timestamp)> {
    match standing {
        Standing::Runs { start, .. } | Standing::Promptly { start, .. } | Standing::NoTime { start } => match start {
            Start::Begun { at, event, .. } => Some((event, at)),
            _ => None,
        },
        _ => None,
    }
}

/// `PDPC`, `people`, `people and authority`; what is done, where nobody is told.
pub(super) fn who(duty: &BreachDuty<'_>, place: &str) -> String {
    // Whoever watches over a union is not the authority of its members.
    let authority = || if duty.place.id == place { name(duty.place) } else { "authority".to_owned() };
    match (duty.step, duty.to) {
        (BreachStep::Assessment, _) => "assess".to_owned(),
        (BreachStep::FullReport, _) => format!("{}, full report", authority()),
        (BreachStep::OuterLimit, _) => format!("{}, latest day", authority()),
        (BreachStep::Authority, _) => authority(),
        (_, Some(To::Individuals)) | (BreachStep::Individuals, _) => "people".to_owned(),
        (_, Some(To::Both)) => "authority and people".to_owned(),
        (_, _) => "authority".to_owned(),
    }
}

/// The authority's usual short name.
fn name(place: &Jurisdiction) -> String {
    let authority = &place.authority.what;
    authority.short.clone().unwrap_or_else(|| authority.name.clone())
}

const fn word(met: Met) -> &'static str {
    match met {
        Met::Always | Met::Yes => "met",
        Met::No => "not-met",
        Met::Unknown => "unknown",
    }
}

fn state(clock: &Clock<'_>, now: Timestamp) -> &'static str {
    match clock.standing {
        _ if clock.told.is_some() => "done",
        _ if clock.spared => "not-told",
        Standing::Runs { .. } | Standing::Waits { latest: Some(_), .. } if clock.has_run_out(now) => "late",
        Standing::Runs { .. } => "runs",
        Standing::Promptly { start: Start::Begun { .. }, .. } => "promptly",
        Standing::Promptly { start: Start::Waits { .. }, .. } | Standing::Waits { .. } => "waits",
        Standing::Promptly { .. } | Standing::NoMoment { .. } => "no-moment",
        Standing::NoTime { .. } => "no-time",
        Standing::Later { .. } => "later",
        Standing::Draft => "draft",
        Standing::NoDuty => "no-duty",
        Standing::NoFact => "no-fact",
    }
}

fn stands(clock: &Clock<'_>, now: Timestamp) -> String {
    if let Some(told) = clock.told {
        return format!("done {told}");
    }
    if clock.spared {
        return "decided: not told".to_owned();
    }
    let since = |at: Timestamp| length(minutes(at, now).max(0));
    match clock.standing {
        Standing::Runs { due, .. } if due < now => format!("{} late", length(minutes(due, now))),
        Standing::Runs { due, .. } => format!("{} left", length(minutes(now, due))),
        Standing::Promptly { start: Start::Begun { at, .. }, how } => format!("{}; {} gone", how.sentence(), since(at)),
        Standing::Promptly { start: Start::Waits { event, .. }, how } => {
            format!("{}, once {}", how.sentence(), comes(event))
        }
        Standing::Promptly { how, .. } => format!("{}; no moment is given", how.sentence()),
        Standing::Waits { event, latest: Some(_) } => format!("starts when {}; at the latest as shown", comes(event)),
        Standing::Waits { event, latest: None } => format!("starts when {}", comes(event)),
        Standing::NoMoment { event: Some(event) } => format!("runs from `{}`, which is not given", key(event)),
        Standing::NoMoment { event: None } => "no moment is given to count from".to_owned(),
        Standing::NoTime { .. } => "a duty, and no source says by when".to_owned(),
        Standing::Later { from: Some(from) } => format!("not in force before {from}"),
        Standing::Later { from: None } => "made, and not in force yet".to_owned(),
        Standing::Draft => "only a draft asks for it".to_owned(),
        Standing::NoDuty => "the law has no such duty".to_owned(),
        Standing::NoFact => "no fact: it is not known".to_owned(),
    }
}

/// Whole minutes between two moments, rounded down.
fn minutes(from: Timestamp, to: Timestamp) -> i64 {
    to.duration_since(from).as_secs().div_euclid(60)
}

/// `5 h 20 min`, `3 d 4 h`.
fn length(minutes: i64) -> String {
    let (days, hours) = (minutes / 1440, minutes / 60);
    match minutes {
        ..60 => format!("{minutes} min"),
        60..5760 => format!("{hours} h {:02} min", minutes % 60),
        _ => format!("{days} d {} h", hours % 24),
    }
}
