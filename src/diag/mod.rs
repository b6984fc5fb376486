//! In: what a room found wrong with the user's data, and where.
//! Out: diagnostics with a stable code, a place and a way out; rendered with a snippet of the file.
//! Never: errors of the world (disk, encoding of a pipe), nor a decision about exit codes.

mod code;
mod complaints;
mod render;
mod sink;
mod suggest;

pub use code::{Code, Severity};
pub use complaints::Complaints;
pub use render::{Style, render};
pub use sink::{Diagnostic, Message, Sink};
pub use suggest::{did_you_mean, list};
