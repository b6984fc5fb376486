//! What an incident recorded stays: a file against what it was at the base.

use super::{
    findings::{Detail, Say},
    raw::State,
    record::{Incident, Incidents},
};
use crate::{
    gate::{At, Finding, FindingCode},
    jurisdiction::From,
    source::Path,
};

/// What was recorded at the base and is gone, or says something else now.
#[must_use]
pub fn kept(base: &Incidents, now: &Incidents, detail: Detail) -> Vec<Finding> {
    let mut found = Vec::new();
    for before in &base.incidents {
        if let Some(after) = now.incidents.iter().find(|incident| incident.id == before.id) {
            found.extend(changed(before, after, detail));
        } else {
            let at = At::Value(Path::root().key("incidents"));
            let words = "the incident is gone";
            found.push(Say { incident: before, detail }.finding(FindingCode::RecordVanished, "incident", words, at));
        }
    }
    found
}

fn changed(before: &Incident, after: &Incident, detail: Detail) -> Vec<Finding> {
    let path = after.path();
    let say = Say { incident: after, detail };
    let mut found = Vec::new();
    let moments = |incident: &Incident| {
        let mut all: Vec<(&'static str, Option<super::Moment>)> =
            incident.events.all().into_iter().map(|(event, moment): (From, _)| (super::key(event), moment)).collect();
        all.push(("contained", incident.contained));
        all
    };
    for ((key, was), (_, is)) in moments(before).into_iter().zip(moments(after)) {
        let Some(was) = was.filter(|was| is.is_none_or(|is| is.at != was.at)) else { continue };
        let code = if is.is_some() { FindingCode::RecordRewritten } else { FindingCode::RecordVanished };
        let at = At::Value(path.key("times").key(key));
        let words = match is {
            Some(is) => format!("`{key}` was {was} and is {is}"),
            None => format!("`{key}` was {was} and is gone"),
        };
        found.push(say.finding(code, key, &words, at));
    }
    if after.state == State::NearMiss && before.state != State::NearMiss {
        let words = "an incident became a near miss, of which nobody is told";
        found.push(say.finding(FindingCode::RecordRewritten, "state", words, At::Value(path.key("state"))));
    }
    let lists = [
        ("told", gone(&before.told, &after.told)),
        ("not_told", gone(&before.not_told, &after.not_told)),
        ("log", gone(&before.log, &after.log)),
    ];
    for (key, gone) in lists {
        for (nth, rewritten) in gone {
            let (code, what, at) = if rewritten {
                (FindingCode::RecordRewritten, "says something else", path.key(key).index(nth))
            } else {
                (FindingCode::RecordVanished, "is gone", path.key(key))
            };
            let words = format!("entry {} of `{key}` {what}", nth + 1);
            found.push(say.finding(code, &format!("{key}/{nth}"), &words, At::Value(at)));
        }
    }
    found
}

/// Which entries of the base are not there any more, and whether another stands in the place of each.
fn gone<T: PartialEq>(before: &[T], after: &[T]) -> Vec<(usize, bool)> {
    let gone = before.iter().enumerate().filter(|(_, entry)| !after.contains(entry));
    gone.map(|(nth, _)| (nth, after.get(nth).is_some_and(|now| !before.contains(now)))).collect()
}
