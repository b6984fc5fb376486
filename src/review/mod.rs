//! In: an agreement as it was read, and rules on language.
//! Out: a verdict for each obligation of a role pair: present, weak, absent or contradicted, with the passages that show it.
//! Never: a verdict without a passage, a guess told as assurance, an opinion on law.

#[macro_use]
mod codes;
mod clauses;
mod clock;
mod count;
mod defined;
mod facts;
mod findings;
mod force;
mod form;
mod judge;
mod kind;
mod language;
mod nearest;
mod ours;
mod own;
mod parties;
mod passage;
mod pattern;
mod raw;
mod reason;
mod rules;
mod scene;
pub mod schemas;
mod search;
mod subtract;
mod view;
mod words;
mod written;

/// What became of words is shown with the verdicts.
pub use crate::redline::Kept;
pub use facts::{Fact, Stands, facts};
pub use findings::{Required, findings};
pub use judge::{Asked, Confidence, Finding, Place, Review, Shows, Status, review};
pub use kind::Kind;
pub use ours::{Carried, ClauseFate, Comparison, Fate, Ours, PutIn, compare};
pub use own::own_texts;
pub use reason::{Reason, reasons};
pub use rules::{Rules, rules};
pub use view::{
    ChangeView, ComparedView, FactView, LawsView, ObligationReview, PlaceView, ReviewView, Seen, TitleView,
    TouchedView, view,
};
pub use written::Share;
