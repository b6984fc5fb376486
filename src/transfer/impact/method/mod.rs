//! In: the files of a pack of kind `impact-method`.
//! Out: the checked model of a method: factors, scales, measures, the rule that decides.
//! Never: a transfer, or a number of its own.

mod model;
mod raw;
pub mod schemas;
mod validate;

pub use model::{
    Alone, Band, Caps, Condition, Factor, Group, Input, Item, Kind, Likelihood, Measure, Method, More, Of, Steps, Value,
};
pub use validate::method;
