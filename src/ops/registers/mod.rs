//! In: the name of a kind of record, and files of such records or those of the workspace.
//! Out: the kinds there are, the records of one, the verdict on what is found in them.
//! Never: what holds for one kind alone: that stands in its file.

mod check;
mod kinds;
mod open;

pub use check::{RegisterCheck, register_check};
pub(in crate::ops) use kinds::kinds;
pub use kinds::register_kinds;
pub use open::register_list;
