//! In: the texts of files, by name.
//! Out: places in them: a path such as `answers › GOV-01 › level` becomes a byte range, a line and a column.
//! Never: meaning. What a key is for, or whether a value is right, is not known here.

mod place;
mod plainly;
mod text;
mod toml;
mod tree;
mod yaml;

pub use place::{Path, Place, Position, Step};
pub use text::{Source, SourceId, Sources, Syntax};
pub use tree::{Entries, Entry, Kind, Node, Scalar, TreeError};
