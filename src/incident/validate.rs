//! Raw incidents → [`Incidents`]; every complaint at its place.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{
    model::Events,
    moment::{Moment, NoMoment},
    raw::{Answer, RawIncident, RawIncidents, RawTimes, State},
    record::{Incident, Incidents, Logged, NotTold, Told},
};
use crate::{
    diag::{Code, Complaints, Diagnostic, Sink},
    jurisdiction::{Special, country},
    load::{Ids, wrong_id},
    source::{Path, SourceId, Sources},
    text::{composed, is_blank},
    words::Word,
};

/// Builds the model. `None` when anything is wrong. What is dated after the end of `today` anywhere on earth is wrong: nobody
/// knows what has not come.
pub(super) fn validate(
    raw: RawIncidents,
    source: SourceId,
    today: Date,
    sources: &Sources,
    sink: &mut Sink,
) -> Option<Incidents> {
    let mut check = Check { complaints: Complaints::new(source, sources, sink), latest: latest(today) };
    check.ids(&raw.incidents);
    let incidents = raw.incidents.into_iter().enumerate().map(|(at, raw)| check.incident(at, raw)).collect();
    check.complaints.none().then_some(Incidents { incidents })
}

/// The last moment of a day wherever it ends last: twelve hours behind UTC.
fn latest(day: Date) -> Timestamp {
    let zone = TimeZone::fixed(jiff::tz::offset(-12));
    zone.to_timestamp(day.at(23, 59, 59, 0)).unwrap_or(Timestamp::MAX)
}

struct Check<'a> {
    complaints: Complaints<'a>,
    latest: Timestamp,
}

impl Check<'_> {
    fn ids(&mut self, incidents: &[RawIncident]) {
        let mut ids = Ids::default();
        for (at, incident) in incidents.iter().enumerate() {
            let path = |at: usize| Path::root().key("incidents").index(at).key("id");
            let id = incident.id.as_str();
            if let Some(wrong) = wrong_id(id) {
                self.complaints.at(&path(at), wrong);
            } else if is_blank(id) {
                self.complaints.at(&path(at), Diagnostic::new(Code::EmptyText, "the incident has no id"));
            } else {
                let message = || format!("two incidents have the id `{id}`");
                if let Some(told) = ids.add(id, at, message, |first| self.complaints.place(&path(*first))) {
                    self.complaints.at(&path(at), told);
                }
            }
        }
    }

    fn incident(&mut self, at: usize, raw: RawIncident) -> Incident {
        let path = Path::root().key("incidents").index(at);
        self.text(&path.key("title"), &raw.title);
        let state = raw.state.unwrap_or(State::Open);
        let (events, contained) = self.events(&raw.times, &path.key("times"));
        if events.first().is_none() && state != State::NearMiss {
            let message = format!("`{}` has no moment from which anything could be counted", raw.id);
            let help = "add `times: { aware: 2026-11-28T22:10+08:00 }`, each moment with its time zone";
            self.complaints.at(&path, Diagnostic::new(Code::MissingKey, message).help(help));
        }
        let places = path.key("places");
        let mut controllers = Vec::new();
        for (nth, word) in raw.places.controllers.iter().enumerate() {
            controllers.extend(self.country(word, &places.key("controllers").index(nth), false));
        }
        let mut people = Vec::new();
        for (word, number) in &raw.places.people {
            let code = self.country(word, &places.key("people").key(word), true);
            people.extend(code.map(|code| (code, *number)));
        }
        if controllers.is_empty() && people.is_empty() && state != State::NearMiss {
            let message = format!("`{}` names no place, so no law could be asked", raw.id);
            let help = "add `places: { controllers: [SG], people: { SG: 1200 } }`";
            self.complaints.at(&path, Diagnostic::new(Code::MissingKey, message).help(help));
        }
        if state == State::NearMiss && people.iter().any(|(_, number)| *number != Some(0)) {
            let message = format!("`{}` is a near miss, and people are concerned", raw.id);
            let help = "an incident that hit people is `open` or `closed`; of a near miss nobody is told";
            self.complaints.at(&path.key("state"), Diagnostic::new(Code::BadValue, message).help(help));
        }
        let special = raw.data.special.map(|words| {
            let path = path.key("data").key("special");
            words.iter().enumerate().filter_map(|(nth, word)| self.special(word, &path.index(nth))).collect()
        });
        let told = raw.told.into_iter().enumerate().filter_map(|(nth, raw)| {
            let path = path.key("told").index(nth);
            self.text(&path.key("who"), &raw.who);
            let at = self.moment(&path.key("at"), &raw.at)?;
            Some(Told { who: raw.who, at, how: raw.how, reference: raw.reference, by: raw.by })
        });
        let told = told.collect();
        let not_told = raw.not_told.into_iter().enumerate().map(|(nth, raw)| {
            let path = path.key("not_told").index(nth);
            for (key, text) in [("who", &raw.who), ("why", &raw.why), ("by", &raw.by)] {
                self.text(&path.key(key), text);
            }
            NotTold { who: raw.who, why: raw.why, by: raw.by, on: raw.on }
        });
        let not_told = not_told.collect();
        let log = raw.log.into_iter().enumerate().filter_map(|(nth, raw)| {
            let path = path.key("log").index(nth);
            self.text(&path.key("text"), &raw.text);
            Some(Logged { at: self.moment(&path.key("at"), &raw.at)?, text: raw.text, by: raw.by })
        });
        let log = log.collect();
        Incident {
            at,
            id: composed(&raw.id).into_owned(),
            title: raw.title,
            state,
            events,
            contained,
            controllers,
            people,
            datasets: raw.data.datasets,
            tier: raw.data.tier,
            special,
            encrypted: raw.data.encrypted.unwrap_or(Answer::Unknown),
            harm: raw.harm.likely.unwrap_or(Answer::Unknown),
            why: raw.harm.why,
            vendors: raw.vendors,
            transfers: raw.transfers,
            told,
            not_told,
            log,
        }
    }

    fn events(&mut self, raw: &RawTimes, path: &Path) -> (Events, Option<Moment>) {
        let mut read =
            |key: &str, text: &Option<String>| text.as_ref().and_then(|text| self.moment(&path.key(key), text));
        let events = Events {
            occurred: read("occurred", &raw.occurred),
            discovered: read("discovered", &raw.discovered),
            aware: read("aware", &raw.aware),
            believed: read("believed", &raw.believed),
            assessed: read("assessed", &raw.assessed),
        };
        (events, read("contained", &raw.contained))
    }

    fn moment(&mut self, path: &Path, text: &str) -> Option<Moment> {
        match text.parse::<Moment>() {
            Ok(moment) if moment.at > self.latest => {
                let message = format!("`{text}` has not come yet");
                let help = "check the day and the zone; what will be done stands in no record of what was";
                self.complaints.at(path, Diagnostic::new(Code::BadValue, message).help(help));
                None
            }
            Ok(moment) => Some(moment),
            Err(why) => {
                let what = match why {
                    NoMoment::NoZone => "has no time zone",
                    NoMoment::NoTime => "has no time of day",
                    NoMoment::Nothing => "is no moment",
                };
                let help = "write the day, the time and its zone, such as `2026-11-28T22:10+08:00`";
                self.complaints.at(path, Diagnostic::new(Code::BadValue, format!("`{text}` {what}")).help(help));
                None
            }
        }
    }

    fn text(&mut self, path: &Path, text: &str) {
        if is_blank(text) {
            self.complaints.at(path, Diagnostic::new(Code::EmptyText, "there is no text"));
        }
    }

    fn country(&mut self, word: &str, path: &Path, key: bool) -> Option<String> {
        let found = country::resolve_place(word);
        if found.is_none() {
            let told = Diagnostic::new(Code::UnknownCountry, format!("`{word}` is no country, such as VN or Vietnam"))
                .suggest(country::suggest(word));
            if key { self.complaints.at_key(path, told) } else { self.complaints.at(path, told) }
        }
        found.map(str::to_owned)
    }

    fn special(&mut self, word: &str, path: &Path) -> Option<Special> {
        let found = Special::of(word);
        if found.is_none() {
            self.complaints.unknown(path, Code::BadValue, "kind of data", word, Special::WORDS.iter().copied());
        }
        found
    }
}
