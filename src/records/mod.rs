//! In: the types that the files of a workspace are read into.
//! Out: a row for each kind of file that users keep: what it is called, where such files lie, what they look like, what is
//! read of them, what its entries are called.
//! Never: a file that is opened, or a framework, clause set or method that one is held against.

mod contents;
mod kinds;
#[cfg(test)]
mod tests;

use schemars::Schema;

use crate::{diag::Code, workspace::Places};

pub use contents::{Contents, Entry, Read, Reference, Target, follow};
pub use kinds::{ASSESSMENT, DEAL, IMPACT, INCIDENTS, REGISTER};

/// All kinds, in the order in which they are told of.
pub const RECORDS: &[RecordKind] = &[ASSESSMENT, DEAL, REGISTER, IMPACT, INCIDENTS];

/// A kind of file that users keep in a workspace.
#[derive(Debug, Clone, Copy)]
pub struct RecordKind {
    /// What its schema is asked for by.
    pub name: &'static str,
    /// What such a file is called among the files of a workspace.
    pub listed: &'static str,
    /// How such a file is usually named.
    pub file: &'static str,
    /// What it is for, in a line.
    pub summary: &'static str,
    /// Where such files lie.
    pub places: Places,
    /// What they look like.
    pub schema: fn() -> Schema,
    /// What is read of them.
    pub content: Content,
    /// What others name in them by an id; `None` where nothing has one.
    pub entry: Option<EntryKind>,
}

/// What the entries of a file are called, such as the transfers of a register.
#[derive(Debug, Clone, Copy)]
pub struct EntryKind {
    /// One of them, in a word.
    pub name: &'static str,
    /// What is wrong where an id names none.
    pub unknown: Code,
}

/// What is read of the files of a kind.
#[derive(Debug, Clone, Copy)]
pub enum Content {
    /// Answers, held against their framework.
    Answers,
    /// The facts of an agreement, held against a clause set.
    Deal,
    /// Transfers, with the assessments that they name.
    Transfers,
    /// One assessment, for the transfer that names it.
    Impact,
    /// What can be told from the file alone: no other data has to be known to say what is wrong in it.
    Alone(Read),
}

impl RecordKind {
    /// The kind that a word means: by its name, as it is listed, or by how its files are named.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        RECORDS.iter().copied().find(|kind| kind.words().contains(&word))
    }

    /// The words that it goes by.
    #[must_use]
    pub fn words(&self) -> [&'static str; 3] {
        [self.name, self.listed, self.file]
    }
}
