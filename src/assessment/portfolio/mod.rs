//! In: the scorecards of many organisations, one after the other.
//! Out: a row for each, and what they come to together: distribution, groups, common gaps, the worst.
//! Never: more than a row at a time in hand, nor one organisation's answers in another's figures.

mod row;
mod summary;
mod view;

pub use row::{Brief, Change, Row, Whose, row};
pub use summary::{By, Summary};
pub use view::{
    BlockView, CellView, ChangeView, CommonGapView, DistributionView, FrameworkSummaryView, GroupView, MeanView,
    Passed, RowView, SummaryView, row_view, summary_view,
};
