//! In: two agreements, as bytes or as readings.
//! Out: what became of each clause; a redline as Word's tracked changes, as a page of two columns, or as text.
//! Never: a change that accepting or rejecting everything does not take back to one of the two texts.

mod align;
mod page;
mod pairs;
mod terminal;
mod tracked;
mod words;

pub use align::{Change, ClauseChange, align};
pub use page::page;
pub use terminal::{Look, terminal};
pub use tracked::{Author, tracked};
pub use words::{Kept, Span, words};
