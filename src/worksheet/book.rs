//! Worksheets as workbooks: out to the departments, and back.

mod export;
mod import;
mod rows;

pub use export::{Backing, Export, Figures, Group, Practice, export};
pub use import::{Change, Copy, ImportError, framework_of, import, practices_of};
