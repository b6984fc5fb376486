//! Workbooks that come back: what is none is told before a reader of workbooks sees it.

use std::path::Path;

use super::{Session, Stop};
use crate::{load, source::Place, world::MAX_BYTES};

/// The bytes of a workbook; what is none is complained about by what it is.
pub(super) fn bytes(file: &Path, session: &mut Session) -> Result<Vec<u8>, Stop> {
    let bytes = session.world().read(file, MAX_BYTES)?;
    let name = session.world().name(file);
    if let Some(other) = load::no_workbook(&name, &bytes) {
        let place = Place::new(session.notes.sources.add(name, ""), 0..0);
        session.notes.sink.push(other.at(place));
        session.notes.sink.checked()?;
    }
    Ok(bytes)
}
