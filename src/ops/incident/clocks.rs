//! Incidents against the clocks of the law.

use std::path::Path;

use jiff::Timestamp;

use super::super::{
    Session, Stop,
    law::{atlas, place_code, places, statement},
};
use crate::{
    incident::{self, Case, ClocksView, Events, Touched},
    jurisdiction::country,
};

/// Asks who must be told of a breach by when, without a file.
#[derive(Debug, Clone)]
pub struct BreachClocks {
    /// Codes or names of the places whose law may ask something.
    pub places: Vec<String>,
    pub events: Events,
    /// How many people are concerned, taken for each place; `None` where nobody knows.
    pub people: Option<u64>,
    /// Whether data that weighs more is among it; `None` where nobody knows.
    pub special: Option<bool>,
    /// Whether significant harm is likely; `None` where nobody knows.
    pub harm: Option<bool>,
    pub now: Timestamp,
}

/// A clock for each duty of each place. A country without a file of law is no mistake: its row says that nothing is known.
///
/// # Errors
/// When a word names no place, no moment of the incident is given, or a file of law is wrong.
pub fn breach_clocks(session: &mut Session, request: &BreachClocks) -> Result<ClocksView, Stop> {
    if request.events.first().is_none() {
        let why = "no moment of the incident is given; add `--aware`, `--discovered` or another, such as \
                   `--aware 2026-11-28T22:10+08:00`";
        return Err(Stop::usage(why.to_owned()));
    }
    to_come(&request.events, request.now)?;
    session.open(Path::new("."))?;
    let Session { notes, scope, .. } = session;
    let known = places(scope, notes)?;
    let mut touched: Vec<Touched> = Vec::new();
    for word in &request.places {
        let code = match country::resolve_place(word) {
            Some(code) if !known.iter().any(|known| known == code) => code.to_owned(),
            _ => place_code(word, &known)?,
        };
        if touched.iter().all(|other| other.code != code) {
            touched.push(Touched { code, people: request.people });
        }
    }
    let atlas = atlas(&touched.iter().map(|place| place.code.clone()).collect::<Vec<_>>(), scope, notes)?;
    let BreachClocks { events, special, harm, now, .. } = *request;
    let case = Case { events, places: touched, special, harm, ..Case::default() };
    let clocks = incident::clocks(&case, &atlas, now);
    let statement = statement(scope, notes)?;
    Ok(incident::clocks_view(&case, &clocks, &statement, now))
}

/// Refuses a moment that has not come: whoever counts from it is in time for ever.
pub(super) fn to_come(events: &Events, now: Timestamp) -> Result<(), Stop> {
    for (word, moment) in events.all() {
        let Some(moment) = moment.filter(|moment| moment.at > now) else { continue };
        let word = incident::key(word);
        return Err(Stop::usage(format!("`{word}` is {moment}, which has not come yet; check the day and the zone")));
    }
    Ok(())
}
