//! In: a framework, an assessment and its scorecard, who has how much time, and a first day.
//! Out: the actions that close the gaps: chosen, ordered, dated.
//! Never: an action before what it waits for, more work in a month than a role has, or a change to any score.

mod asked;
mod budget;
mod calendar;
mod choose;
mod curve;
mod curve_view;
mod goal;
mod goal_view;
mod least;
mod linear;
mod order;
mod plan;
mod ready;
mod view;
mod wishes;

pub use asked::{AskedView, DecisionView, Lawful, LimitView, asked};
pub use budget::{MostScore, budget};
pub use choose::{Step, next_steps, steps};
pub use curve::{Curve, MOST_CURVE_STEPS, Point, Prices, curve};
pub use curve_view::{CurveView, PointView, PriceView, PricesView, curve_view};
pub use goal::{Goal, Hindrance, LeastEffort, MOST_STEPS, MOST_TRIED, Reach, Without, reach};
pub use goal_view::{Ask, DutyView, GoalView, HindranceView, LeftOutView, OpenView, SwapView, goal_view};
pub use linear::{Column, LinearProblem, Row, linear, linear_budget};
pub use order::Order;
pub use plan::{Capacity, Item, Milestone, Plan, arrange, plan};
pub use view::{BudgetView, ItemView, MilestoneView, PlanView, StepView, budget_view, step_view, view};
pub use wishes::{Estimates, RawEffort, RawLeft, RawWishes, Wishes, wishes, wishes_schema};
