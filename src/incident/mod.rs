//! In: what is known of an incident (moments with their zones, places, people, data), the law of these places, and now.
//! Out: a clock for each duty, each from its own event, with what it rests on.
//! Never: a duty that vanishes because something is not known; a moment without its zone; a local time of the machine.

#[macro_use]
mod codes;
mod clocks;
mod condition;
mod contract;
mod due;
mod event;
mod findings;
mod kept;
mod list;
mod model;
mod moment;
mod notice;
mod raw;
mod recipient;
mod record;
mod standing;
mod validate;
mod view;
mod words;

pub use clocks::{Clock, Place, clocks};
pub use condition::{Met, met};
pub use contract::Contract;
pub use due::due;
pub use event::{Counted, Start};
pub use findings::{Detail, findings, nothing};
pub use kept::kept;
pub use list::{
    IncidentRow, IncidentView, IncidentsView, LogView, NoticeView, clocks_of, incident_view, incidents_view, row,
};
pub use model::{Case, Events, Notice, Spared, Touched};
pub use moment::{Moment, NoMoment};
pub use notice::{Item, NoticeDraft, Part, draft};
pub use raw::{Answer, RawIncidents, State};
pub use recipient::{Unmatched, resolve};
pub use record::{Incident, Incidents, Logged, NotTold, Told};
pub use standing::{Remark, Standing};
pub use view::{ClockView, ClocksView, EventView, clocks_view, named};
pub use words::key;

use jiff::civil::Date;

use crate::{
    diag::Sink,
    load::decode_often,
    source::{SourceId, Sources},
};

/// Reads a file of incidents. `None` when it is wrong, which the sink then says.
pub fn read(source: SourceId, today: Date, sources: &Sources, sink: &mut Sink) -> Option<Incidents> {
    let raw: RawIncidents = decode_often(source, sources, sink)?;
    validate::validate(raw, source, today, sources, sink)
}
