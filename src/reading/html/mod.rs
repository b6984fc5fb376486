//! In: the text of a page.
//! Out: its paragraphs, read as tolerantly as a browser shows them.
//! Never: a script run, an address followed, hidden text taken for an agreement.

mod blocks;
mod seen;
mod sheet;
mod tags;

pub(super) use blocks::{Tag, read, read_part, tag, words};
pub(super) use sheet::Sheet;
