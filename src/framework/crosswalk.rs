//! Catalogues of other bodies, to which practices refer by id.

use jiff::civil::Date;

use super::{
    model::{Confidence, Framework},
    pack::{confidence, status},
    raw::RawCrosswalk,
};
use crate::{
    diag::{Code, Diagnostic, Sink},
    load::{PackFile, decode},
    source::{Path, Sources},
};

/// Another catalogue: its identifiers with short titles of our own.
#[derive(Debug, Clone)]
pub struct Crosswalk {
    pub id: String,
    pub title: String,
    pub publisher: String,
    pub edition: String,
    pub version: String,
    pub licence: String,
    pub as_of: Date,
    pub status: &'static str,
    pub confidence: Confidence,
    pub source: String,
    pub note: String,
    pub references: Vec<Reference>,
}

/// One identifier of another catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    pub id: String,
    pub title: String,
}

/// Reads one crosswalk file.
pub fn crosswalk(file: &PackFile, sources: &Sources, sink: &mut Sink) -> Option<Crosswalk> {
    let raw: RawCrosswalk = decode(file.source, sources, sink)?;
    if raw.kind != "crosswalk" {
        let message = format!("`{}` is a {}, not a crosswalk", raw.id, raw.kind);
        let place = sources.value(file.source, &Path::root().key("kind"));
        sink.push(Diagnostic::new(Code::PackKind, message).at(place));
    }
    for (at, reference) in raw.references.iter().enumerate() {
        if raw.references[..at].iter().any(|other| other.id == reference.id) {
            let place = sources.value(file.source, &Path::root().key("references").index(at).key("id"));
            sink.push(Diagnostic::new(Code::DuplicateId, format!("`{}` stands here already", reference.id)).at(place));
        }
    }
    Some(Crosswalk {
        id: raw.id,
        title: raw.title,
        publisher: raw.publisher,
        edition: raw.edition,
        version: raw.version,
        licence: raw.licence,
        as_of: raw.as_of,
        status: status(raw.status),
        confidence: confidence(raw.confidence),
        source: raw.source,
        note: raw.note,
        references: raw.references.into_iter().map(|raw| Reference { id: raw.id, title: raw.title }).collect(),
    })
}

/// Complains about every reference of a practice that no crosswalk has.
pub fn check_maps(
    framework: &Framework,
    crosswalks: &[Crosswalk],
    files: &[PackFile],
    sources: &Sources,
    sink: &mut Sink,
) {
    for practice in &framework.practices {
        let name = format!("practices/{}.yaml", practice.id);
        let Some(file) = files.iter().find(|file| file.name == name) else { continue };
        let top = Path::root().key("maps");
        for mapping in &practice.maps {
            let path = top.key(&mapping.crosswalk);
            let Some(crosswalk) = crosswalks.iter().find(|crosswalk| crosswalk.id == mapping.crosswalk) else {
                let known = crosswalks.iter().map(|crosswalk| crosswalk.id.as_str());
                let diagnostic =
                    Diagnostic::new(Code::UnknownId, format!("there is no crosswalk `{}`", mapping.crosswalk))
                        .meant(&mapping.crosswalk, known);
                sink.push(diagnostic.at(sources.key(file.source, &path)));
                continue;
            };
            for (at, id) in mapping.references.iter().enumerate() {
                if !crosswalk.references.iter().any(|reference| reference.id == *id) {
                    let known = crosswalk.references.iter().map(|reference| reference.id.as_str());
                    let diagnostic =
                        Diagnostic::new(Code::UnknownId, format!("`{}` has no reference `{id}`", crosswalk.id))
                            .meant(id, known);
                    sink.push(diagnostic.at(sources.value(file.source, &path.index(at))));
                }
            }
        }
    }
}
