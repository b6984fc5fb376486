//! In: a register, or the sheet that somebody hands back, one row a transfer.
//! Out: the other of the two; what goes out comes back unchanged.
//! Never: a cell that a spreadsheet would run as a formula.

mod cell;
mod columns;
mod read;
mod records;
mod schema;
mod write;

pub use read::{Sheet, read};
pub use schema::schema;
pub use write::write;
