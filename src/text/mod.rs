//! In: words of anybody's.
//! Out: the same words as a page, a terminal, a line or a format needs them, and in the shape in which words are compared.
//! Never: a meaning. What words say, and what follows from it, is known to the room that asks.
//!
//! - [`visible`]: characters that no page can show become signs that it can
//! - [`neutral`]: finished output, that commands no terminal and no runner
//! - [`wrap`]: lines no wider than a terminal or a page
//! - [`escape`]: one function a target format
//! - [`compare`]: small letters, single spaces, plain signs
//! - [`look`]: ids as a reader sees them
//! - [`listed`]: several things in a sentence
//! - [`same_person`]: names of people
//! - [`slug`]: words as a key
//! - [`numeral`]: the letters and Roman numerals of clauses

mod alike;
pub(crate) mod compare;
pub(crate) mod escape;
mod list;
mod neutral;
pub(crate) mod numeral;
mod people;
mod slug;
mod visible;
mod wrap;

pub(crate) use alike::{composed, look};
pub(crate) use list::listed;
pub use neutral::neutral;
pub(crate) use neutral::neutral_json;
pub(crate) use people::{Titles, letters, same_person};
pub(crate) use slug::slug;
pub use visible::visible;
pub(crate) use visible::visible_lines;
pub(crate) use visible::{is_blank, is_unseen, unseen};
pub(crate) use wrap::{cut, fill};
pub use wrap::{wrap, wrap_wide};
