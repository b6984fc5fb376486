//! An assessment as it was written down: what a file may say, and the checked model of it.

mod model;
mod raw;
mod validate;

pub use model::{Accepted, Answer, Answers, Measured, Opinion, Person, Record, Then, View};
pub use raw::RawRecord;
pub use validate::record;
