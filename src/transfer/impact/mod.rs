//! In: a transfer, the record of its assessment, the laws on both sides, the method.
//! Out: risk before and after measures, a decision with the rule that fired, what would change it, what is due.
//! Never: a fraction that is not rounded half up, nor something unknown that is taken for good.

mod agreed;
mod arithmetic;
mod asked;
mod check;
mod credit;
mod decide;
mod due;
mod evaluate;
mod facts;
mod laws;
mod levers;
mod method;
mod prepare;
mod record;
mod sentence;
mod show;
mod view;

pub use agreed::not_agreed;
pub use asked::asked;
pub use check::{Checked, check};
pub use credit::{Credit, Refusal, Verdict};
pub use decide::{Check, Decision, Rule};
pub use due::{Due, DueKind, Trigger, dues, not_looked_at, triggers};
pub use evaluate::{Driver, Evaluation, Impact, Likely, evaluate};
pub use facts::{Acceptance, Facts, Keys, Missing, Offered, Place, State, Tool, ToolName};
pub use levers::{Change, Lever, changes};
pub use method::{
    Alone, Band, Caps, Condition, Factor, Group, Input, Item, Kind, Likelihood, Measure, Method, More, Of, Steps,
    Value, method, schemas,
};
pub use prepare::{facts, places};
pub use record::{Accepted, Answer, Answers, Measured, Opinion, Person, RawRecord, Record, Then, View, record};
pub use show::{check_view, checked_view, not_weighed, weighed};
pub use view::{CheckView, CheckedView, LawView, MeasureView, RiskView};
