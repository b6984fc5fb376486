//! The register as a sheet: one row a transfer, as people hand it round. What goes out comes back unchanged.

mod cell;
mod columns;
mod read;
mod records;
mod schema;
mod write;

pub use read::{Sheet, read};
pub use schema::schema;
pub use write::write;
