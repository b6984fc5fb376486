//! The identity of a pack, and its files by name.

use super::{
    model::{Confidence, PackInfo, Source},
    raw::{RawConfidence, RawPack, RawStatus},
};
use crate::{
    diag::{Code, Diagnostic, Sink},
    load::{PackFile, decode},
    source::{Path, Place, SourceId, Sources},
};

/// Reads the identity of a pack from its `pack.toml`.
pub fn pack_info(files: &[PackFile], sources: &Sources, sink: &mut Sink) -> Option<PackInfo> {
    let (_, raw) = file::<RawPack>(files, "pack.toml", sources, sink)?;
    Some(PackInfo {
        id: raw.id,
        kind: raw.kind,
        title: raw.title,
        version: raw.version,
        as_of: raw.as_of,
        licence: raw.licence,
        statement: raw.statement.trim().to_owned(),
        of: raw.of,
        modules: raw.modules,
        sources: raw
            .sources
            .into_iter()
            .map(|source| Source {
                id: source.id,
                title: source.title,
                publisher: source.publisher,
                date: source.date,
                status: status(source.status),
                confidence: confidence(source.confidence),
                note: source.note,
            })
            .collect(),
    })
}

/// The kinds of packs that can be checked.
const KINDS: [&str; 5] = ["framework", "view", "clause-set", "jurisdictions", "impact-method"];

/// What only the author of a pack is asked: whether its identity is complete, and its sources are told apart.
pub fn check_pack(pack: &PackInfo, files: &[PackFile], sources: &Sources, sink: &mut Sink) {
    let Some(file) = files.iter().find(|file| file.name == "pack.toml") else { return };
    for (key, text) in [("title", &pack.title), ("statement", &pack.statement), ("licence", &pack.licence)] {
        if text.trim().is_empty() {
            let place = sources.value(file.source, &Path::root().key(key));
            sink.push(Diagnostic::new(Code::EmptyText, format!("`{key}` is empty")).at(place));
        }
    }
    if !KINDS.contains(&pack.kind.as_str()) {
        let place = sources.value(file.source, &Path::root().key("kind"));
        let diagnostic =
            Diagnostic::new(Code::PackKind, format!("`{}` is no kind of pack", pack.kind)).known(&pack.kind, KINDS);
        sink.push(diagnostic.at(place));
    }
    if pack.kind == "view" && pack.of.is_none() {
        let message = "a view lacks the key `of`, the framework that it reads";
        let place = sources.value(file.source, &Path::root());
        sink.push(Diagnostic::new(Code::MissingKey, message).at(Place { end: place.start, ..place }));
    }
    for (at, source) in pack.sources.iter().enumerate() {
        if pack.sources[..at].iter().any(|other| other.id == source.id) {
            let place = sources.value(file.source, &Path::root().key("sources").index(at).key("id"));
            sink.push(Diagnostic::new(Code::DuplicateId, format!("`{}` stands here already", source.id)).at(place));
        }
    }
}

/// Decodes the one file of that name; its absence is complained about at the pack itself.
pub(crate) fn file<T: serde::de::DeserializeOwned + schemars::JsonSchema>(
    files: &[PackFile],
    name: &str,
    sources: &Sources,
    sink: &mut Sink,
) -> Option<(SourceId, T)> {
    if let Some(file) = files.iter().find(|file| file.name == name) {
        return decode(file.source, sources, sink).map(|raw| (file.source, raw));
    }
    if is_told(name, sources, sink) {
        return None;
    }
    let mut diagnostic = Diagnostic::new(Code::UnknownId, format!("the pack has no file `{name}`"));
    if let Some(first) = files.first() {
        diagnostic = diagnostic.at(Place::new(first.source, 0..0)).label("beside this file");
    }
    sink.push(diagnostic);
    None
}

/// Whether a file of that name is complained about: it is there, and could not be read.
fn is_told(name: &str, sources: &Sources, sink: &Sink) -> bool {
    let same = |place: &Place| sources.get(place.source).name.rsplit(['/', '\\']).next() == Some(name);
    sink.sorted().iter().any(|told| told.place.as_ref().is_some_and(same))
}

pub(crate) const fn confidence(raw: RawConfidence) -> Confidence {
    match raw {
        RawConfidence::High => Confidence::High,
        RawConfidence::Medium => Confidence::Medium,
        RawConfidence::Low => Confidence::Low,
    }
}

pub(super) const fn status(raw: RawStatus) -> &'static str {
    match raw {
        RawStatus::InForce => "in force",
        RawStatus::Phased => "phased",
        RawStatus::Draft => "draft",
        RawStatus::Withdrawn => "withdrawn",
        RawStatus::None => "none",
        RawStatus::Unknown => "unknown",
    }
}
