//! In: what is known of an incident (moments with their zones, places, people, data), the law of these places, and now.
//! Out: a clock for each duty, each from its own event, with what it rests on.
//! Never: a duty that vanishes because something is not known; a moment without its zone; a local time of the machine.

mod clocks;
mod condition;
mod event;
mod model;
mod moment;
mod standing;
mod view;
mod words;

pub use clocks::{Clock, Place, clocks};
pub use condition::{Met, met};
pub use event::{Counted, Start};
pub use model::{Case, Events, Notice, Touched};
pub use moment::{Moment, NoMoment};
pub use standing::{Remark, Standing};
pub use view::{ClockView, ClocksView, EventView, clocks_view};
pub use words::key;
