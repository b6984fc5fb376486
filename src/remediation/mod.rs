//! In: a framework, an assessment and its scorecard, who has how much time, and a first day.
//! Out: the actions that close the gaps: chosen, ordered, dated.
//! Never: an action before what it waits for, more work in a month than a role has, or a change to any score.

mod calendar;
mod choose;
mod plan;
mod ready;
mod view;

pub use choose::{Step, next_steps};
pub use plan::{Capacity, Item, Milestone, Plan, plan};
pub use view::{ItemView, MilestoneView, PlanView, StepView, step_view, view};
