//! In: what a domain found, each finding with its code, subject and place; the codes that are to fail; waivers.
//! Out: a verdict: which findings fail, which are waived by whom until when, and what is wrong with the waivers.
//! Never: what a finding means in its domain, nor a verdict that depends on how it is printed.

#[macro_use]
mod codes;
mod code;
mod due;
mod judge;
mod model;
mod raw;
mod record_code;
#[cfg(test)]
mod tests;
mod validate;
mod view;

pub use code::{Domain, FindingCode, Weight};
pub use due::due;
pub use judge::{conclude, judge, judge_waivers, waive};
pub use model::{Asked, At, Finding, Kind, Subject, Verdict, Waiver};
pub use raw::RawWaiver;
pub use record_code::RecordCode;
pub use validate::{Known, WAIVER_DAYS, code, waivers};
pub use view::{
    FindingView, PlaceView, RelatedView, RuleView, SubjectView, VerdictView, WaiverView, complaints_view, verdict_view,
};
