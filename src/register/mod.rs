//! In: the file of a kind of record (`frameworks/registers/<kind>.toml`), and files of such records.
//! Out: the kind, criticised; records with every complaint at its place; what is found in them, and how many were in question.
//! Never: Rust for one kind, a condition in a language of strings, or a record that counts as good because something in it is not
//! known.

#[macro_use]
mod codes;
mod condition;
mod find;
mod kind;
mod pattern;
mod raw;
mod read;
mod record;
mod validate;
mod view;

pub use condition::{Condition, Truth};
pub use find::{Found, Tally, find};
pub use kind::{Check, Field, FieldType, Keys, Kind, Kinds};
pub use pattern::IdPattern;
pub use raw::RawKind;
pub use read::read;
pub use record::{Cell, Record, Register, Value};
pub use validate::validate;
pub use view::{
    CheckRow, FieldRow, KindRow, KindsView, RecordCase, RecordRow, RegisterCheckView, RegisterListView, check_view,
    kinds_view, list_view,
};

/// Where the files of kinds lie among the data.
pub const FOLDER: &str = "frameworks/registers";
