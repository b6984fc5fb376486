//! In: the file of an assessment.
//! Out: the checked model of what somebody wrote down.
//! Never: a judgement on it.

mod model;
mod raw;
mod validate;

pub use model::{Accepted, Answer, Answers, Measured, Opinion, Person, Record, Then, View};
pub use raw::RawRecord;
pub use validate::record;
