//! In: country codes, and the files of national law, one a place.
//! Out: what each law asks, fact by fact; the strictest of several, whose it is and why.
//! Never: a fact without date, status, confidence and source; an unknown filled in from a neighbour.

#[macro_use]
mod codes;
mod atlas;
mod breach;
mod build;
mod calendar;
mod combine;
mod coming;
mod compare;
pub mod country;
mod duties;
mod facts;
mod filing;
mod holidays;
mod model;
mod raw;
mod read;
mod region;
pub mod schemas;
mod show;
mod sources;
mod validate;
mod view;
mod words;
mod zone;

pub use atlas::{Atlas, FOLDER, NoLaw, REGIONS, check_unions};
pub use breach::{BreachDuties, LawsOn, ShortestNotice, USUAL_NOTICE_HOURS, breach_duties};
pub use calendar::{due, lapses_on, last_valid_day};
pub use combine::{Clock, Combined, Duty, First, breadth, combine, highest, shortfall, strictness};
pub use coming::coming;
pub use compare::compare_view;
pub use duties::{BreachDuty, BreachStep};
pub use facts::{Line, TOPICS, Topic, lines};
pub use filing::{Case, Condition, Exemption, Filing, Holds, Scope};
pub use holidays::{FOLDER as CALENDARS, WorkingDays, check_calendars};
pub use model::{
    AGEING_DAYS, Age, Assessment, Authority, Breach, Certification, Conflict, Deadline, Dpo, Fact, Grade, Jurisdiction,
    Law, Localisation, Marks, Money, Notice, Penalty, Point, Recipient, Requests, Retention, Right, STALE_DAYS,
    SectorNotice, Sensitive, Share, Source, Test, Time, Titled, Transfer, Worry,
};
pub use raw::RawJurisdiction;
pub use read::{MOST_LETTERS, MOST_WORDS, Read};
pub use region::{RawRegion, Region};
pub use show::{belongs, clauses_on, list_view, marks, region_view, view};
pub use sources::{LawSourcesView, SourceRow, UnreadRow, sources_view};
pub use validate::{region, validate};
pub use view::{
    ComparedView, ConflictView, CountsView, DeadlineView, FactView, LawComparisonView, LawListView, LawRowView,
    LawSourceView, LawView, MarksView, PlaceView, ReadView, StrictestView, ValueView,
};
pub use words::{
    About, Asks, Binds, Concern, Counted, DpoRule, ExportRule, FirstDay, From, Need, NoticeItem, Promptly, SourceKind,
    Special, Standing, Status, To, Tool, Touches, Trigger, Word,
};
pub use zone::zone;
