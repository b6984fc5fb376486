//! In: an agreement as it was read, and rules on language.
//! Out: a verdict for each obligation of a role pair: present, weak, absent or contradicted, with the passages that show it.
//! Never: a verdict without a passage, a guess told as assurance, an opinion on law.

mod clock;
mod force;
mod judge;
mod kind;
mod nearest;
mod parties;
mod passage;
mod pattern;
mod raw;
mod rules;
pub mod schemas;
mod search;
mod view;
mod words;

pub use judge::{Asked, Confidence, Finding, Place, Review, Status, review};
pub use kind::Kind;
pub use rules::{Rules, rules};
pub use view::{ObligationReview, PlaceView, ReviewView, view};
