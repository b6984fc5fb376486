//! In: a file of incidents, or what is known in the first minute, and the law of the places.
//! Out: clocks, one incident, all of them, a verdict.
//! Never: a duty that is left out because something is not known.

mod check;
mod clocks;
mod contracts;
mod file;

pub use check::{IncidentCheck, incident_check};
pub use clocks::{BreachClocks, breach_clocks};
pub(in crate::ops) use file::read_incidents;
pub use file::{IncidentAsk, incident_clocks, incident_list, incident_notice, incident_show, starter_incidents};
