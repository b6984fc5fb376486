//! The clocks of an incident, as something to do.

use jiff::{Timestamp, tz::TimeZone};

use super::{
    clocks::{Clock, Place},
    condition::Met,
    raw::State,
    record::Incident,
    view::{ClockView, named, view},
};
use crate::{
    due::{Dated, Task, When},
    jurisdiction,
};

/// What is to be told to whom until when. Of an incident that is over nothing is; a duty whose test is surely not met, or of
/// which somebody was told or decided not to, is done. `file` is where the incident stands.
#[must_use]
pub fn due(incident: &Incident, clocks: &[Clock<'_>], now: Timestamp, file: &str) -> Vec<Dated> {
    if incident.state == State::Closed {
        return Vec::new();
    }
    let open = clocks.iter().filter(|clock| clock.met != Met::No);
    open.filter_map(|clock| {
        let task = task(clock, &view(clock, now), now)?;
        Some(Dated {
            of: "incidents".to_owned(),
            id: incident.id.clone(),
            title: incident.title.clone(),
            owner: None,
            holder: String::new(),
            file: file.to_owned(),
            task,
        })
    })
    .collect()
}

/// `None` of what nobody has to do, or not yet.
fn task(clock: &Clock<'_>, view: &ClockView, now: Timestamp) -> Option<Task> {
    let when = match view.state {
        "runs" | "late" | "waits" => clock.standing.ends().map_or(When::Unset, |moment| When::At {
            day: moment.to_zoned_datetime(zone(clock)).date(),
            moment,
            over: clock.has_run_out(now),
        }),
        // Without a number it is due from the moment on which it begins.
        "promptly" => When::Now,
        "no-moment" | "no-time" | "no-fact" => When::Unset,
        _ => return None,
    };
    let name = named(view);
    let what = match view.duty {
        "assessment" => format!("Assess whether it must be told ({})", view.place),
        "contract" => format!("{name}, as agreed"),
        _ => format!("Tell {name}"),
    };
    let stands = match (view.time.as_str(), view.due_local.as_deref()) {
        (time, Some(local)) => format!("{time}: {local}"),
        ("", None) => view.stands.clone(),
        (time, None) if view.stands.starts_with(time) => view.stands.clone(),
        (time, None) => format!("{time}: {}", view.stands),
    };
    let test = match clock.met {
        Met::Unknown if !view.when.is_empty() => format!("; only where {}, which nobody has said", view.when),
        Met::Unknown => "; whether it has to be told is not known".to_owned(),
        _ => String::new(),
    };
    // Of what nobody knows anything of, that is all there is to say.
    let (test, unsure) = match view.state {
        "no-fact" => (String::new(), ""),
        _ if view.unsure => (test, "; unsure, have it confirmed"),
        _ => (test, ""),
    };
    Some(Task { kind: "clock".to_owned(), key: view.key(), when, what, why: format!("{stands}{test}{unsure}") })
}

/// Where its last day is counted.
fn zone(clock: &Clock<'_>) -> TimeZone {
    let Place::Duty(duty) = &clock.law else { return TimeZone::UTC };
    duty.place.zone.as_deref().and_then(jurisdiction::zone).unwrap_or(TimeZone::UTC)
}
