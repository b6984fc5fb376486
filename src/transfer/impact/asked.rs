//! A record → the measures that the agreement has to name.

use super::{
    facts::State,
    method::{Kind, Method},
    record::Record,
};
use crate::{
    safeguard::Measure,
    source::{Path, SourceId, Sources},
};

/// The measures on which the residual risk may rest: those in place. One that is only planned promises nothing yet.
#[must_use]
pub fn asked(record: &Record, method: &Method, source: SourceId, sources: &Sources) -> Vec<Measure> {
    let in_place = record.measures.iter().enumerate().filter(|(_, measured)| measured.state == State::InPlace);
    in_place
        .map(|(at, measured)| {
            let measure = &method.measures[measured.measure];
            Measure {
                title: measure.title.clone(),
                kind: match method.groups[measure.group].kind {
                    Kind::Technical => "technical",
                    Kind::Contractual => "contractual",
                    Kind::Organisational => "organisational",
                },
                description: measure.asks.clone(),
                place: sources.value(source, &Path::root().key("measures").index(at).key("id")),
            }
        })
        .collect()
}
