//! In: a session (a world, what is read in it, what is complained about) and a request of plain values.
//! Out: an answer, or why there is none; what was complained about stays in the session, also then.
//! Never: a print, a write, an argument of the command line, the environment.

mod agreement;
mod assess;
mod baseline;
mod clauses;
mod deal;
mod diff;
mod files;
mod gates;
mod law;
mod plan;
mod portfolio;
mod redline;
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
pub use gates::FailOn;
pub use law::{CompareLaws, compare_laws, law, laws};
pub use plan::{Plan, plan};
pub use portfolio::{Input, Portfolio, Portfolios, Receive, portfolio};
pub use redline::{Redline, Redlined, Tracked, redline, track_changes};
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
    use std::path::{Path, PathBuf};

    use super::{Gates, Notes, Origin, Reading, Scope, Scored, Session, Stop};
    use crate::{
        agreement::ClauseSet,
        document::numbered::Numbered,
        report::AgreementLine,
        transfer::{Register, impact::CheckView},
        workspace::FileKind,
    };

    pub fn files(kind: FileKind, scope: &Scope, notes: &mut Notes) -> Result<Vec<PathBuf>, Stop> {
        super::files::files(kind, scope, notes)
    }
    /// A scorecard that is read already, as [`super::assess()`] shows it.
    pub fn assessed(
        (file, scored, reading): (&Path, &Scored, &Reading),
        baseline: Option<Origin>,
        gates: &Gates,
        view: Option<&str>,
        session: &mut Session,
    ) -> Result<crate::report::AssessView, Stop> {
        super::assess::assessed((file, scored, reading), baseline, gates, view, session)
    }
    pub fn capacity(
        asked: &[(String, u32)],
        scored: &Scored,
        session: &mut Session,
    ) -> Result<crate::remediation::Capacity, Stop> {
        super::plan::capacity(asked, &scored.framework, scored.scorecard.profile, session)
    }
    pub fn clause_set(scope: &Scope, notes: &mut Notes) -> Result<ClauseSet, Stop> {
        super::clauses::clause_set(scope, notes)
    }
    pub fn transfer_check(
        request: &super::TransferCheck,
        session: &mut Session,
    ) -> Result<(Register, CheckView), Stop> {
        super::transfers::read_and_check(request, &session.scope, &mut session.notes)
    }
    pub fn agreement_line(
        file: &Path,
        set: &ClauseSet,
        scope: &Scope,
        notes: &mut Notes,
    ) -> Result<AgreementLine, Stop> {
        super::agreement::line(file, set, scope, notes)
    }
    pub fn whole(set: &ClauseSet, module: &str, notes: &mut Notes) -> Result<Numbered, Stop> {
        super::clauses::whole(set, module, notes)
    }
}
