//! In: the file of a kind of record (`frameworks/registers/<kind>.toml`), and files of such records.
//! Out: the kind, criticised; records with every complaint at its place; what is found in them, and how many were in question.
//! Never: Rust for one kind, a condition in a language of strings, or a record that counts as good because something in it is not
//! known.

mod bound;
#[macro_use]
mod codes;
mod compute;
mod condition;
mod conditions;
mod due;
mod fields;
mod figure;
mod find;
mod kind;
mod links;
mod pattern;
mod raw;
mod read;
mod record;
mod schema;
mod starter;
mod validate;
mod view;

pub use bound::{Bound, Idle, Missed};
pub use condition::{Condition, Scene, Truth};
pub use due::due;
pub use figure::{Figure, Taken};
pub use find::{Found, Tally, find};
pub use kind::{Check, Due, Field, FieldType, Keys, Kind, Kinds, Rule};
pub use links::{Link, LinkTarget, links, places};
pub use pattern::IdPattern;
pub use raw::{RawBound, RawCondition, RawFigure, RawKind, RawTake};
pub use read::read;
pub use record::{Cell, Instead, Record, Register, Value};
pub use schema::schema;
pub use starter::starter;
pub use validate::{KindFile, validate};
pub use view::{
    CheckRow, FieldRow, KindRow, KindsView, RecordCase, RecordRow, RecordView, RegisterCheckView, RegisterListView,
    SaidRow, cell_text, check_view, kinds_view, list_view, record_view,
};

/// Where the files of kinds lie among the data.
pub const FOLDER: &str = "frameworks/registers";
