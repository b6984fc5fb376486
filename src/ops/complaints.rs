//! What was complained about, as findings: whoever asks for findings hears of mistakes in files in the same way.

use std::path::Path;

use super::{Session, Stop, way_out};
use crate::{
    diag::{Code, Diagnostic},
    gate::{VerdictView, complaints_view},
    load::unread,
    source::Place,
    world::WorldError,
};

/// What was complained about, as findings. `None` where nothing was.
///
/// `first` is the file that was asked about: what has no place stands there, and so does `stop`, where the world got in the
/// way of an answer.
pub fn complaints(session: &mut Session, first: Option<&Path>, stop: Option<&Stop>) -> Option<VerdictView> {
    let first = first.unwrap_or(Path::new("-"));
    let mut list: Vec<Diagnostic> = session.notes.sink.sorted().into_iter().cloned().collect();
    if let Some(Stop::World(error)) = stop {
        list.push(unreadable(first, error, session));
    }
    (!list.is_empty()).then(|| {
        let main = session.notes.sources.add(session.world().name(first), "");
        let path = |name: &str| session.repository_path(name);
        let found = complaints_view(&list, main, &session.notes.sources, &path);
        // A warning alone asks for no gate.
        VerdictView { gates: Vec::new(), gated: !found.passes, ..found }
    })
}

/// A file that cannot be read, at its first line.
pub(super) fn unreadable(file: &Path, error: &WorldError, session: &mut Session) -> Diagnostic {
    let place = Place::new(session.notes.sources.add(session.scope.world.name(file), ""), 0..0);
    let missing = || Diagnostic::new(Code::FileNotFound, error.whole());
    let told = if error.is_missing() { missing() } else { unread(error) };
    way_out::instead(session.world(), error).into_iter().fold(told.at(place), Diagnostic::help)
}
