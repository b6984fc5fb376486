//! In: the bytes of an agreement that somebody sent, and its name.
//! Out: a [`Reading`]: its blocks in order, each with the number it is shown with, what it stands under, and its place.
//! Never: a verdict, a script run, a byte that makes it panic, text lost without a word about it.

#[macro_use]
mod codes;
pub(crate) mod docx;
mod html;
mod json;
mod label;
mod lines;
mod markdown;
mod model;
mod outline;
mod pages;
mod printed;
mod refuse;
mod text;
mod unseen;
mod words;

use std::sync::Arc;

pub use model::{Block, Changes, Format, Kind, Place, Reading};
pub use refuse::Unreadable;
pub use unseen::{Unseen, Why};
pub use words::Words;

use outline::{Found, outline};

/// Largest file of text that is looked into, in bytes: twice the text that is read of any file.
const LARGEST: usize = 8 << 20;

/// Reads an agreement. The content decides the format where it can, the name where it cannot.
///
/// # Errors
/// When it holds no text that can be read, or asks for more than is read; the error says what to do instead.
pub fn read(name: &str, bytes: &[u8], changes: Changes, words: &Arc<Words>) -> Result<Reading, Unreadable> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty);
    }
    let format = refuse::format(name, bytes)?;
    let mut found = Found::with(words);
    let mut text = |signs: &str| {
        if bytes.len() > LARGEST {
            return Err(Unreadable::TooMuch(format!("more than {} MiB", LARGEST >> 20)));
        }
        let text = refuse::text(bytes, &mut found.losses)?;
        refuse::marks(&text, signs)?;
        Ok(text)
    };
    match format {
        Format::Markdown => markdown::read(&text(markdown::MARKS)?, changes, &mut found),
        Format::Html => html::read(&text("\n")?, changes, &mut found),
        Format::Json => json::read(&text("{[,:")?, &mut found).ok_or(Unreadable::OtherJson)?,
        Format::Text => text::read(&text("\n\u{c}")?, &mut found),
        Format::Docx => docx::read(bytes, changes, &mut found)?,
        Format::Pdf => return Err(refuse::pdf()),
    }
    found.fits()?;
    let reading = outline(format, found)?;
    if reading.blocks.iter().any(|block| !block.text.is_empty()) {
        Ok(reading)
    } else {
        Err(Unreadable::NoText { format })
    }
}
