//! In: the bytes of a Word file: the package, its styles, its lists.
//! Out: paragraphs as Word shows them, with their numbers, and what was lost.
//! Never: more unpacked than the limits allow, whatever the package says of itself.

mod body;
mod directory;
mod look;
mod numbering;
pub(crate) mod package;
mod styles;
mod text;
mod theme;
pub(crate) mod xml;

pub(super) use body::read;
