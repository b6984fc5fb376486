//! Impact assessments of transfers: facts and a method → risk before and after measures, a decision, and why.
//!
//! Everything here is pure: facts are plain values, numbers are whole and rounded half up, and nothing unknown is ever
//! taken for good.

mod credit;
mod decide;
mod evaluate;
mod facts;
mod levers;
mod method;

pub use credit::{Credit, Refusal, Verdict};
pub use decide::{Check, Decision, Rule};
pub use evaluate::{Driver, Evaluation, Impact, Likely, evaluate};
pub use facts::{Acceptance, Facts, Keys, Missing, Offered, Place, State, Tool};
pub use levers::{Change, Lever, changes};
pub use method::{
    Alone, Band, Caps, Condition, Factor, Group, Input, Item, Kind, Likelihood, Measure, Method, More, Of, Steps,
    Value, method,
};
