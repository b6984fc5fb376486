//! In: what is to be done about entries of any file, with a day or without.
//! Out: all of it in one order, counted, by owner, as a view.
//! Never: a rule of when something is due: each room has its own; a list that is empty because nothing was looked at.

mod list;
mod task;
mod view;

pub use list::{Pressing, count, distinct, pressing};
pub use task::{Dated, State, Task, When};
pub use view::{DueItemView, DueListView, Kept, OwnerView, Picked, clock_uid, due_list_view, uid};
