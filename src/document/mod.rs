//! In: a [`tree::Document`], built by the rooms that make documents.
//! Out: the same document as Markdown, HTML, plain text, JSON, DOCX or PDF bytes.
//! Never: a number or cross-reference typed by hand, a value of the user's read as markup, disk, clock.

pub mod captions;
pub mod docx;
pub mod html;
pub mod json;
pub mod markdown;
pub mod number;
pub mod numbered;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod text;
pub mod tree;

mod direction;
mod flatten;
#[cfg(feature = "pictures")]
mod picture;

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
