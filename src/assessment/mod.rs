//! In: a framework and a worksheet of answers.
//! Out: a scorecard: levels, scores and gaps, claimed and evidenced; the arithmetic behind each figure.
//! Never: an opinion on what to do about it, nor a figure that the answers do not carry.

#[macro_use]
mod codes;
pub mod against;
mod audit_sample;
pub mod baseline;
mod carry;
mod evidence;
mod explain;
mod figures;
pub mod gate;
mod hash;
mod left_out;
mod looks;
mod model;
pub mod portfolio;
mod raw;
mod reference;
mod rules;
#[cfg(test)]
mod sample;
mod score;
mod show;
mod standing;
mod tally;
mod twins;
mod validate;
mod verified;
mod view;

pub use audit_sample::{AuditSample, Drawn, audit_sample};
pub use carry::{Carried, carried};
pub use evidence::{EvidenceRow, ProofView, RecordRow, due, evidence_rows, running_out};
pub use explain::{Explanation, explain};
pub use figures::{Basis, mean};
pub use hash::{HashError, Hasher, Sha256};
pub use left_out::{Stays, stays};
pub use looks::{Look, Looks};
pub use model::{Answer, Assessment, Organisation, Proof, Seen, Targets, Verified};
pub use raw::{RawAssessment, RawLevel, RawOrganisation};
pub use reference::Reference;
pub use rules::{MethodRules, RecordRules};
pub use score::{
    Counts, EvidenceState, Figures, GroupScore, PracticeScore, Scorecard, Standings, State, score, score_seen,
    score_view, sum_up,
};
pub use show::view;
pub use standing::{Holds, Seal, Standing, Weighed, Why};
pub(crate) use tally::Tally;
pub use twins::{Organisations, Whose, organisation_key};
pub use validate::{framework_name, validate};
pub use verified::{Verification, found};
pub use view::{
    BlockView, ComponentView, CountsView, FiguresView, GapView, LevelRef, PracticeView, RecordView, ScorecardView,
    StandingsView, VerifiedView,
};
