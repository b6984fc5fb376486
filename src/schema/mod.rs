//! In: the types that files are read into; for worksheets, the framework that they answer.
//! Out: JSON Schemas (draft 2020-12), with which editors complete and check while one types.
//! Never: a rule that the program itself does not hold files to.

mod kinds;
mod worksheet;

pub use kinds::{Kind, kinds};
pub use worksheet::worksheet;
