//! Codes that a kind of record brings along: data, and in use no different from those of rooms.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

use super::code::{Domain, Excuse, Weight};

/// What is found in registers of a kind, as the file of the kind says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordCode(&'static Row);

#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Row {
    name: String,
    kind: String,
    weight: Weight,
    summary: String,
    explanation: String,
}

/// Rows that were ever made. They stay until the program ends, so that a code can be handed round like any other; the same row
/// is kept once, however often its file is read.
static ROWS: Mutex<BTreeSet<&'static Row>> = Mutex::new(BTreeSet::new());

impl RecordCode {
    /// The code of that name, of registers of a kind. `summary` is a line without a full stop, `explanation` a sentence.
    #[must_use]
    pub fn new(name: &str, kind: &str, weight: Weight, summary: &str, explanation: &str) -> Self {
        let text = str::to_owned;
        let row =
            Row { name: text(name), kind: text(kind), weight, summary: text(summary), explanation: text(explanation) };
        let mut rows = ROWS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = rows.get(&row) {
            return Self(known);
        }
        let row: &'static Row = Box::leak(Box::new(row));
        rows.insert(row);
        Self(row)
    }

    /// The name that is printed, kebab-case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0.name.as_str()
    }

    /// The kind of register that it is found in.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        self.0.kind.as_str()
    }

    /// What it means, in a line.
    #[must_use]
    pub const fn summary(self) -> &'static str {
        self.0.summary.as_str()
    }

    /// Why it matters and how to mend it.
    #[must_use]
    pub const fn explanation(self) -> &'static str {
        self.0.explanation.as_str()
    }

    pub(super) const fn class(self) -> (Domain, Weight, Excuse) {
        (Domain::Register, self.0.weight, Excuse::Waivable)
    }
}
