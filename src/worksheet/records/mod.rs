//! In: the text of a register of records, and what cells of a workbook say of them.
//! Out: a workbook of the records, what came back in one, and the text with what changed and every other byte as it was.
//! Never: what a field may hold; whoever knows the kind says how a value is written.

#[cfg(feature = "xlsx")]
mod book;
mod edit;

#[cfg(feature = "xlsx")]
pub use book::{Column, Columns, Copy, Row, Sheet, column, export, import};
pub use edit::{Change, change};

pub(crate) use super::scalar::scalar;
