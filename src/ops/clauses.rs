//! The clause set that agreements are drafted with.

use super::{Notes, Scope, Stop};
use crate::agreement::{self, ClauseSet};

/// Its id.
pub(super) const SET: &str = "asean-mcc";

/// The clause set with its templates and captions.
pub(super) fn clause_set(scope: &Scope, notes: &mut Notes) -> Result<ClauseSet, Stop> {
    let files = scope.pack(SET, notes)?;
    let templates = scope.files("templates/mcc", notes)?;
    let set = agreement::clause_set(&files, &templates, &notes.sources, &mut notes.sink);
    let set = notes.sink.made(set)?;
    let captions = scope.library.file("templates/captions/en.toml", &mut notes.sources, &mut notes.sink)?;
    let captions = captions.and_then(|source| agreement::captions(source, &notes.sources, &mut notes.sink));
    Ok(set.with_captions(notes.sink.made(captions)?))
}
