//! In: the text of a worksheet, a framework, and answers as people give them.
//! Out: a worksheet to begin with; the same text with an answer changed and every other byte as it was.
//! Never: a judgement of an answer (that is `assessment`), nor a terminal.

#[cfg(feature = "xlsx")]
pub mod book;
pub mod dialogue;
mod edit;
mod entry;
pub mod merge;
mod migrate;
pub mod records;
mod scalar;
mod starter;

pub use edit::{EditError, Edited, set};
pub use entry::{Entry, Record, Seen, Verified, entries};
pub use migrate::{Became, Migrated, Refused, Row, Why, migrated};
pub use starter::{Starter, starter};
