//! In: a scorecard as it was, from a file of ours or scored anew from answers of then, and the scorecard of now.
//! Out: what became worse and better by practice, block and overall; changes of the method, told apart.
//! Never: a figure of one method held against a figure of another.

mod compare;
mod figures;
mod keep;
mod model;
mod raw;
mod snapshot;
#[cfg(test)]
mod tests;
mod validate;
mod view;

pub(in crate::assessment) use compare::trend as figures_trend;
pub use compare::{Comparison, FiguresChange, MethodChange, PracticeChange, Reason, Trend, compare, method_changes};
pub use keep::{keep_better, keep_stated};
pub use model::{Baseline, Kept, Method, MethodPractice, Recorded};
pub use raw::SavedScorecard;
pub use snapshot::{Found, Rested, Snapshot, Stated, asks, scale, sentences};
pub use validate::{is_scorecard, validate};
pub(in crate::assessment) use view::words;
pub use view::{
    BriefView, ComparisonView, FiguresChangeView, MethodChangeView, PracticeChangeView, SaidView, comparison_view,
    view_kept,
};
