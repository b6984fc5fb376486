//! In: the name of a kind of record, and files of such records or those of the workspace.
//! Out: the kinds there are, the records of one, the verdict on what is found in them.
//! Never: what holds for one kind alone: that stands in its file.

mod answers;
#[cfg(feature = "xlsx")]
mod book;
mod check;
mod criticise;
mod kinds;
mod new;
mod open;

pub(in crate::ops) use answers::{KeptRegisters, by_records, records_asked, rules, rules_of};
#[cfg(feature = "xlsx")]
pub use book::{ReturnedRecords, register_import, register_workbook};
pub(in crate::ops) use check::judged;
pub use check::{RegisterCheck, register_check};
pub(in crate::ops) use criticise::{check_kinds, kinds_beside};
pub(in crate::ops) use kinds::kinds;
pub use kinds::register_kinds;
pub(in crate::ops) use new::record_schema;
pub use new::{register_kind, starter_records};
pub(in crate::ops) use open::files;
pub use open::{register_document, register_list, register_show};
