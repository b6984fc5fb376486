//! What a file holds for others to look at, and whether what it refers to is there. Pure: what exists is asked for.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::{EntryKind, RecordKind};
use crate::{
    diag::{Code, Diagnostic, Sink},
    load::same_id,
    source::{Place, SourceId, Sources},
};

/// Reads a file on a day, and complains of what is wrong in it. `None` where nothing can be made of it.
pub type Read = fn(SourceId, Date, &Sources, &mut Sink) -> Option<Contents>;

/// What a file holds for others to look at.
#[derive(Debug, Clone, Default)]
pub struct Contents {
    /// What it is about, in a few words.
    pub about: String,
    /// What others may name in it.
    pub entries: Vec<Entry>,
    /// What it names elsewhere.
    pub refers: Vec<Reference>,
}

/// Something with an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: String,
    pub place: Place,
}

/// What a file names elsewhere, and where it does.
#[derive(Debug, Clone)]
pub struct Reference {
    pub target: Target,
    pub place: Place,
}

/// What is named.
#[derive(Debug, Clone)]
pub enum Target {
    /// An entry of a kind of file, wherever in the workspace that lies.
    Entry { of: RecordKind, id: String },
    /// A file, seen from the one that names it.
    File(String),
}

/// Follows what a file names elsewhere. `known` gives the ids of the entries of a kind, over all its files; `missing` what is
/// to be said of a file that is not there.
pub fn follow(
    references: &[Reference],
    known: &dyn Fn(&RecordKind) -> Vec<String>,
    missing: &dyn Fn(&str) -> Option<Diagnostic>,
    sink: &mut Sink,
) {
    // The ids of a kind are gathered once, however many references there are.
    let mut kinds: HashMap<&str, (Vec<String>, HashSet<String>)> = HashMap::new();
    for Reference { target, place } in references {
        let complaint = match target {
            Target::File(path) => missing(path),
            Target::Entry { of, id } => {
                let (ids, as_written) = kinds.entry(of.name).or_insert_with(|| {
                    let ids = known(of);
                    let as_written = ids.iter().cloned().collect();
                    (ids, as_written)
                });
                let is_known = as_written.contains(id) || ids.iter().any(|known| same_id(known, id));
                let entry = of.entry.unwrap_or(EntryKind { name: of.listed, unknown: Code::UnknownId });
                (!is_known).then(|| {
                    let told = Diagnostic::new(entry.unknown, format!("there is no {} `{id}`", entry.name));
                    told.meant(id, ids.iter().map(String::as_str))
                })
            }
        };
        if let Some(complaint) = complaint {
            sink.push(complaint.at(place.clone()));
        }
    }
}
