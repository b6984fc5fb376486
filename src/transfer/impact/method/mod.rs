//! The method as data: what a pack of kind `impact-method` says, and the checked model of it.

mod model;
mod raw;
pub mod schemas;
mod validate;

pub use model::{
    Alone, Band, Caps, Condition, Factor, Group, Input, Item, Kind, Likelihood, Measure, Method, More, Of, Steps, Value,
};
pub use validate::method;
