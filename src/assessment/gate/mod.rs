//! In: a scorecard, what became of its baseline, the gates that were set, the waivers that were granted.
//! Out: a verdict: every finding with its code and place, which of them fail, and which are waived by whom until when.
//! Never: a verdict that depends on how it is printed, nor one that passes for want of answers.

mod code;
mod judge;
mod model;
mod raw;
#[cfg(test)]
mod tests;
mod validate;
mod view;

pub use code::{FindingCode, Weight};
pub use judge::{judge, judge_waivers};
pub use model::{At, By, Finding, Floor, Policy, Subject, Under, Verdict, Waiver};
pub use raw::{RawBy, RawGate, RawWaiver};
pub use validate::{WAIVER_DAYS, floor, policy, waivers};
pub use view::{FindingView, PlaceView, RuleView, VerdictView, WaiverView, verdict_view};
