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

/// What use cases that still live in the shell need.
#[doc(hidden)]
pub mod moving {
    use std::path::{Path, PathBuf};

    use super::{FailOn, Gates, Notes, Origin, Reading, Scope, Scored, Session, Stop};
    use crate::{
        agreement::{ClauseSet, Deal, RawDeal},
        document::numbered::Numbered,
        framework::Framework,
        gate::{Finding, Known, Waiver},
        report::AgreementLine,
        safeguard::BreachTerm,
        source::SourceId,
        transfer::{Register, Transfer, impact::CheckView},
        workspace::FileKind,
        world::World,
    };

    pub fn files(kind: FileKind, scope: &Scope, notes: &mut Notes) -> Result<Vec<PathBuf>, Stop> {
        super::files::files(kind, scope, notes)
    }
    #[must_use]
    pub fn unread(error: &crate::world::WorldError) -> crate::diag::Diagnostic {
        super::files::unread(error)
    }
    #[must_use]
    pub fn near(world: &dyn World, path: &Path, named: &str) -> Option<String> {
        super::files::near(world, path, named)
    }
    pub fn waivers(no_gate: bool, known: &[Known<'_>], scope: &Scope, notes: &mut Notes) -> Vec<Waiver> {
        FailOn { codes: Vec::new(), no_gate }.waivers(known, scope, notes)
    }
    #[must_use]
    pub fn granted<'a>(waivers: &'a [Waiver], file: &Path, scope: &Scope) -> Vec<(usize, &'a Waiver)> {
        super::gates::granted(waivers, file, &*scope.world, scope.home())
    }
    #[must_use]
    pub fn practices<'a>(frameworks: &[&'a Framework]) -> Known<'a> {
        super::gates::practices(frameworks)
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
    #[must_use]
    pub fn same(world: &dyn World, one: &Path, other: &Path) -> bool {
        super::session::same(world, one, other)
    }
    pub fn clause_set(scope: &Scope, notes: &mut Notes) -> Result<ClauseSet, Stop> {
        super::clauses::clause_set(scope, notes)
    }
    pub fn with_transfer(
        raw: RawDeal,
        file: &Path,
        set: &ClauseSet,
        source: SourceId,
        session: &mut Session,
    ) -> Result<RawDeal, Stop> {
        super::transfers::with_transfer(raw, file, set, source, &session.scope, &mut session.notes)
    }
    pub fn transfer_check(
        request: &super::TransferCheck,
        session: &mut Session,
    ) -> Result<(Register, CheckView), Stop> {
        super::transfers::read_and_check(request, &session.scope, &mut session.notes)
    }
    pub use super::transfers::ReadRegister;
    pub fn register(file: &Path, session: &mut Session) -> Result<Option<ReadRegister>, Stop> {
        super::transfers::register(file, &session.scope, &mut session.notes)
    }
    pub fn assessed_transfers(file: &Path, read: &ReadRegister, session: &mut Session) -> Result<Vec<String>, Stop> {
        let Session { notes, scope, .. } = session;
        let method = super::transfers::method(scope, notes)?;
        Ok(super::transfers::records(file, read, &method, scope, notes)?.into_keys().collect())
    }
    pub fn late(
        transfer: &Transfer,
        register: SourceId,
        term: Option<&BreachTerm>,
        session: &mut Session,
    ) -> Result<Option<Finding>, Stop> {
        super::transfers::late(transfer, register, term, &session.scope, &mut session.notes)
    }
    pub fn appetite(session: &mut Session) -> Result<(), Stop> {
        let Session { notes, scope, .. } = session;
        let method = super::transfers::method(scope, notes)?;
        super::transfers::appetite(None, &method, scope, notes).map(|_| ())
    }
    pub fn found(deal: &Deal, set: &ClauseSet, scope: &Scope, notes: &mut Notes) -> Result<Vec<Finding>, Stop> {
        super::deal::found(deal, set, scope, notes)
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
