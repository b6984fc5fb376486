//! Transfers, weighed by their assessments and judged.

use std::path::PathBuf;

use super::{
    super::{FailOn, Notes, Scope, Session, Stop, gates::granted, session::repository_path},
    ReadRegister,
    agreements::{lacking, without_transfer},
    appetite, atlas, method, records,
    records::Records,
    register,
    register::open_any,
};
use crate::{
    assessment::Explanation,
    diag::Code,
    gate::{
        At, Domain, Finding, FindingCode, Kind, Known, Subject, Verdict, VerdictView, judge, judge_waivers,
        verdict_view,
    },
    jurisdiction::Atlas,
    load::same_id,
    source::Path as InText,
    transfer::{
        Register, Transfer,
        impact::{self, CheckView, Checked, CheckedView, Method},
    },
};

/// Asks for a verdict on transfers.
#[derive(Debug, Clone, Default)]
pub struct TransferCheck {
    /// `-` is the standard input.
    pub register: PathBuf,
    /// Ids of the transfers that are looked at; all where none is named.
    pub ids: Vec<String>,
    /// Residual risk that needs no named acceptor, instead of what `dmf.toml` or the method says; from 1 to the method's.
    pub appetite: Option<u8>,
    pub fail_on: FailOn,
}

/// Weighs the transfers of a register and judges them.
///
/// # Errors
/// When the register, an assessment or the settings are wrong or cannot be read, or a transfer is named that is not there.
pub fn transfer_check(session: &mut Session, request: &TransferCheck) -> Result<CheckView, Stop> {
    let read = open_any(&request.register, session)?;
    checked(read, request, &session.scope, &mut session.notes)
}

/// How the figures and the decision of one transfer came about.
///
/// # Errors
/// As [`transfer_check`] has them.
pub fn explain_transfer(session: &mut Session, request: &TransferCheck, id: &str) -> Result<Explanation, Stop> {
    let read = open_any(&request.register, session)?;
    let Session { notes, scope, .. } = session;
    let transfer = known(&read.register, id)?;
    let rest = Rest::of(&read, request, scope, notes)?;
    let CheckedView { id, title, arithmetic, decision, .. } =
        rest.view(&rest.check(transfer, &read.register, scope), scope);
    Ok(Explanation { version: 1, id, title, steps: arithmetic, result: decision.title })
}

/// The same as [`transfer_check`] with what is in hand already, whatever else is wrong there.
pub(in crate::ops) fn read_and_check(
    request: &TransferCheck,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<(Register, CheckView), Stop> {
    let read = register(&request.register, scope, notes)?;
    let read = notes.sink.made(read)?;
    Ok((read.register.clone(), checked(read, request, scope, notes)?))
}

fn known<'a>(register: &'a Register, id: &str) -> Result<&'a Transfer, Stop> {
    register.transfers.iter().find(|transfer| same_id(&transfer.id, id)).ok_or_else(|| {
        let known: Vec<&str> = register.transfers.iter().map(|transfer| transfer.id.as_str()).collect();
        Stop::unknown("transfer", id, &known)
    })
}

/// What transfers are weighed with.
struct Rest {
    method: Method,
    appetite: Option<u8>,
    records: Records,
    atlas: Atlas,
}

impl Rest {
    fn of(read: &ReadRegister, request: &TransferCheck, scope: &Scope, notes: &mut Notes) -> Result<Self, Stop> {
        let method = method(scope, notes)?;
        let appetite = appetite(request.appetite, &method, scope, notes)?;
        let records = records(&request.register, read, &method, scope, notes)?;
        let atlas = atlas(&read.register, scope, notes)?;
        notes.sink.checked()?;
        Ok(Self { method, appetite, records, atlas })
    }

    fn check<'a>(&'a self, transfer: &'a Transfer, register: &'a Register, scope: &Scope) -> Checked<'a> {
        let record = self.records.get(&transfer.id);
        impact::check(&self.method, transfer, record, register, &self.atlas, self.appetite, scope.world.today())
    }

    fn view(&self, checked: &Checked<'_>, scope: &Scope) -> CheckedView {
        impact::checked_view(&self.method, checked, &self.atlas, scope.world.today())
    }
}

fn checked(read: ReadRegister, request: &TransferCheck, scope: &Scope, notes: &mut Notes) -> Result<CheckView, Stop> {
    for id in &request.ids {
        known(&read.register, id)?;
    }
    let rest = Rest::of(&read, request, scope, notes)?;
    let (register, source, today) = (read.register.clone(), read.source, scope.world.today());
    let shown = |transfer: &&Transfer| request.ids.is_empty() || request.ids.contains(&transfer.id);
    let checked: Vec<Checked<'_>> =
        register.transfers.iter().filter(shown).map(|transfer| rest.check(transfer, &register, scope)).collect();
    let views: Vec<CheckedView> = checked.iter().map(|checked| rest.view(checked, scope)).collect();
    let mut findings: Vec<Finding> = checked.iter().flat_map(|checked| checked.findings(&rest.method, today)).collect();
    findings.extend(register.transfers.is_empty().then(empty));
    let live: Vec<&Transfer> = checked.iter().map(|checked| checked.transfer).filter(|each| each.is_live()).collect();
    let weighed = (&rest.records, &rest.method);
    findings.extend(lacking(&request.register, source, &live, weighed, scope, notes)?);
    let verdict = verdict(read, findings, request, scope, notes)?;
    let file = request.register.display().to_string();
    Ok(impact::check_view(&rest.method, file, &register, views, rest.appetite, verdict, today))
}

/// That a register lists nothing.
fn empty() -> Finding {
    let at = At::Value(InText::root().key("transfers"));
    let message = "no transfer yet: the register lists none, so nothing was judged".to_owned();
    Finding::new(FindingCode::EmptyRegister, Subject::overall(), "", message, at)
}

/// What is found, judged by the gates and waivers of the workspace; where all transfers are looked at, with the agreements
/// around the register and the waivers themselves.
fn verdict(
    read: ReadRegister,
    findings: Vec<Finding>,
    request: &TransferCheck,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<VerdictView, Stop> {
    let (file, source, today) = (&request.register, read.source, scope.world.today());
    let asked = request.fail_on.asked(Domain::Transfer, scope, notes);
    let ids = read.register.transfers.iter().map(|transfer| transfer.id.as_str()).collect();
    let known = Known { kind: Kind::Transfer, ids, complaint: Code::UnknownTransfer };
    let waivers = request.fail_on.waivers(&[known], scope, notes);
    notes.sink.checked()?;
    let granted = granted(&waivers, file, &*scope.world);
    let mut verdict = judge(findings, &asked, &granted, today);
    if request.ids.is_empty() {
        let others = without_transfer(file, read, &asked, &waivers, scope, notes)?;
        let all: Vec<&Verdict> = std::iter::once(&verdict).chain(&others).collect();
        let wrong = judge_waivers(&waivers, &all, &asked, today);
        verdict.findings.extend(others.into_iter().flat_map(|verdict| verdict.findings).chain(wrong));
    }
    let mut gates = vec!["every transfer under way may go on as it is".to_owned()];
    gates.extend(asked.fail_on.iter().map(|code| format!("no {code}")));
    let path = |name: &str| repository_path(&*scope.world, name);
    Ok(verdict_view(&verdict, gates, &waivers, source, &notes.sources, &path, &|_| Vec::new()))
}
