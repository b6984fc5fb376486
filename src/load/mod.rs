//! In: names of files and packs; the embedded data, folders of the user's that replace or add to it.
//! Out: their texts as sources, and raw values decoded from them, with every complaint at its place.
//! Never: what a value means. Nothing else in the library touches the disk.

#[macro_use]
mod codes;
mod decode;
mod disk;
mod encode;
mod git;
mod library;
mod shape;
mod walk;

pub use decode::{decode, decode_often, decode_saved};
pub use disk::{LoadError, MAX_BYTES, Output, Spool, read, read_text, text, write};
pub use encode::encode;
pub use git::{Batch, GitError, Revision, repository};
pub use library::{Layer, Library, PackFile};
pub(crate) use shape::date;
pub use walk::{Files, Named};
