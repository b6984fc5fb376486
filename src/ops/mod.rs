//! In: a session (a world, what is read in it, what is complained about) and a request of plain values.
//! Out: an answer, or why there is none; what was complained about stays in the session, also then.
//! Never: a print, a write, an argument of the command line, the environment.

mod agreement;
mod assess;
mod baseline;
mod clauses;
mod deal;
mod diff;
mod explain;
mod files;
mod framework;
mod gates;
mod law;
mod plan;
mod portfolio;
mod reach;
mod redline;
mod report;
mod review;
mod score;
mod session;
mod stop;
mod transfers;
mod verdicts;
mod workspace_check;

pub use agreement::{Render, Rendered, render};
pub use assess::{Assess, Assessed, Keep, Kept, assess, explain_figure};
pub use baseline::Origin;
pub use clauses::{new_deal, obligation, obligations};
pub use diff::{Compared, Diff, diff};
pub use explain::{Explained, Meanings, codes, explain};
pub use framework::{FrameworkPage, check_pack, framework_page, packs};
pub use gates::FailOn;
pub use law::{CompareLaws, compare_laws, law, laws};
pub use plan::{Plan, plan};
pub use portfolio::{Input, Portfolio, Portfolios, Receive, portfolio};
pub use redline::{Redline, Redlined, Tracked, redline, track_changes};
pub use report::{Report, report};
pub use review::{Review, Reviewed, review};
pub use score::{Reading, Scored};
pub use session::{Notes, Scope, Session};
pub use stop::{Stop, Wrong, unknown};
pub use transfers::{
    Filter, TransferCheck, TransferDue, TransferExport, TransferList, explain_transfer, starter_register,
    transfer_check, transfer_due, transfer_export, transfer_flows, transfer_import, transfer_list, transfer_method,
    transfer_record, transfer_sheet,
};
pub use verdicts::Gates;
pub use workspace_check::{WorkspaceCheck, workspace_check};

/// What use cases that still live in the shell need.
#[doc(hidden)]
pub mod moving {
    use super::{Notes, Scope, Stop};
    use crate::agreement::ClauseSet;

    pub fn clause_set(scope: &Scope, notes: &mut Notes) -> Result<ClauseSet, Stop> {
        super::clauses::clause_set(scope, notes)
    }
}
