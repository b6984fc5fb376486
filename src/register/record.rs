//! Records as they were read: every value fits its field, and knows where it stands.

use std::{ops::Range, path::PathBuf, sync::Arc};

use jiff::civil::Date;

use super::kind::Kind;
use crate::source::{Place, SourceId};

/// The records of a kind, out of one file or several.
#[derive(Debug, Clone)]
pub struct Register {
    pub kind: Arc<Kind>,
    /// The files, in order.
    pub files: Vec<(PathBuf, SourceId)>,
    /// In the order of the files.
    pub records: Vec<Record>,
}

/// One record.
#[derive(Debug, Clone)]
pub struct Record {
    pub id: String,
    /// The file that it stands in.
    pub source: SourceId,
    /// Where its id stands.
    pub range: Range<usize>,
    /// One a field of the kind, in its order.
    pub cells: Vec<Option<Cell>>,
}

/// What a record says in a field.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub value: Value,
    /// Where it stands.
    pub range: Range<usize>,
    /// Where it is computed and the record says otherwise: why, and who says so.
    pub instead: Option<Instead>,
}

/// What a record says instead of what is computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Instead {
    /// What the rules come to; `None` where they cannot tell.
    pub computed: Option<Value>,
    pub reason: String,
    pub by: String,
}

/// A value that fits its field.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, an id, a file, or the code of a place.
    Text(String),
    Day(Date),
    Number(i64),
    YesNo(bool),
    /// The position of a word among those of the field.
    Word(usize),
    /// One a field of the group, in its order.
    Group(Vec<Option<Cell>>),
    List(Vec<Cell>),
    Map(Vec<(String, Cell)>),
}

impl Record {
    /// Where its id stands.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::new(self.source, self.range.clone())
    }

    /// Where a field stands; the id where it is not said.
    #[must_use]
    pub fn place_of(&self, field: Option<usize>) -> Place {
        // What is computed stands nowhere.
        let cell = field.and_then(|at| self.cells.get(at)?.as_ref()).filter(|cell| !cell.range.is_empty());
        cell.map_or_else(|| self.place(), |cell| Place::new(self.source, cell.range.clone()))
    }
}

impl Value {
    /// Whether there is no single value in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::List(cells) => cells.iter().all(|cell| cell.value.is_empty()),
            Self::Map(entries) => entries.iter().all(|(_, cell)| cell.value.is_empty()),
            _ => false,
        }
    }

    /// All single values in it: itself, or the items of a list or of a map.
    #[must_use]
    pub fn items(&self) -> Vec<&Self> {
        match self {
            Self::List(cells) => cells.iter().flat_map(|cell| cell.value.items()).collect(),
            Self::Map(entries) => entries.iter().flat_map(|(_, cell)| cell.value.items()).collect(),
            one => vec![one],
        }
    }
}
