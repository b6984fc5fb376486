//! Word files: the package, what its styles and lists say, and the text as Word shows it.

mod body;
mod numbering;
pub(crate) mod package;
mod styles;
mod text;
pub(crate) mod xml;

pub(super) use body::read;
