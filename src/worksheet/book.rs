//! Worksheets as workbooks: out to the departments, and back.

mod export;
mod import;
mod rows;

pub use export::{Backing, Export, Figures, Group, Practice, export};
pub(in crate::worksheet) use export::{Looks, hide, letters, paper, protect};
pub use import::{Change, Copy, ImportError, framework_of, import, practices_of};
pub(in crate::worksheet) use import::{open, sheet, shown};
