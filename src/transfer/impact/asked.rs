//! A record → the measures that the agreement has to name.

use super::{
    facts::State,
    method::{Kind, Method},
    record::Record,
};
use crate::{safeguard::Measure, source::Sources};

/// The measures on which the residual risk may rest: those in place. One that is only planned promises nothing yet.
#[must_use]
pub fn asked(record: &Record, method: &Method, sources: &Sources) -> Vec<Measure> {
    let in_place = record.measures.iter().enumerate().filter(|(_, measured)| measured.state == State::InPlace);
    in_place
        .map(|(at, measured)| {
            let measure = &method.measures[measured.measure];
            Measure {
                id: measure.id.clone(),
                title: measure.title.clone(),
                kind: match method.groups[measure.group].kind {
                    Kind::Technical => "technical",
                    Kind::Contractual => "contractual",
                    Kind::Organisational => "organisational",
                },
                description: measure.asks.clone(),
                place: sources.value(record.source, &record.home.key("measures").index(at).key("id")),
            }
        })
        .collect()
}
