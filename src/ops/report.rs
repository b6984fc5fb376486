//! Everything on one page: a worksheet with the registers and deals beside it.

use std::path::PathBuf;

use super::{
    FailOn, Gates, Origin, Reading, Session, Stop, TransferCheck,
    agreement::line,
    assess::assessed,
    clauses::{SET, clause_set},
    files::files,
    plan::{capacity, lawful},
    score::Scored,
    transfers::read_and_check,
};
use crate::{
    assessment,
    framework::{PackView, pack_view},
    records::{DEAL, REGISTER, RecordKind},
    remediation,
    report::{AgreementLine, Audience, ReportView},
    transfer::{
        FlowsView, Risk, flows,
        impact::{CheckView, CheckedView, Decision},
    },
};

/// The reading by ASEAN's own components.
const COMPONENTS: &str = "components";

/// Asks for a report.
#[derive(Debug, Clone)]
pub struct Report {
    pub worksheet: PathBuf,
    /// For whom it is, which decides how much it tells.
    pub audience: Audience,
    pub reading: Reading,
    /// What the answers are held against, instead of what `dmf.toml` says.
    pub baseline: Option<Origin>,
    /// Registers of transfers, instead of those of `dmf.toml`.
    pub transfers: Vec<PathBuf>,
    /// Deals, instead of those of `dmf.toml`.
    pub deals: Vec<PathBuf>,
    /// Days ahead to look for evidence that ends.
    pub within: i32,
    /// Person-days a month, by role, for the plan.
    pub capacity: Vec<(String, u32)>,
    /// Leave out the gates, baseline and waivers of `dmf.toml`.
    pub no_gate: bool,
}

impl Report {
    /// Of a worksheet, for the team, with what `dmf.toml` names beside it and the evidence that ends within 90 days.
    #[must_use]
    pub fn of(worksheet: PathBuf) -> Self {
        Self {
            worksheet,
            audience: Audience::Team,
            reading: Reading::default(),
            baseline: None,
            transfers: Vec::new(),
            deals: Vec::new(),
            within: 90,
            capacity: Vec::new(),
            no_gate: false,
        }
    }

    fn fail_on(&self) -> FailOn {
        FailOn { no_gate: self.no_gate, ..FailOn::default() }
    }
}

/// Makes a report.
///
/// # Errors
/// When a file that it is made from cannot be read or is wrong.
pub fn report(session: &mut Session, request: &Report) -> Result<ReportView, Stop> {
    session.open(&request.worksheet)?;
    let mut scored = session.score(&request.worksheet, &request.reading)?;
    let gates = Gates { fail_on: request.fail_on(), ..Gates::default() };
    let components = components(request.audience, &scored, session)?;
    let read = (request.worksheet.as_path(), &mut scored, &request.reading);
    let assessment = assessed(read, request.baseline.clone(), &gates, components, session)?;
    let Scored { framework, assessment: answers, scorecard, .. } = &scored;
    let capacity = capacity(&request.capacity, framework, scorecard.profile, session)?;
    let today = session.today();
    let plan = remediation::plan(framework, answers, scorecard, capacity, today);
    let (mut transfers, mut maps) = (Vec::new(), Vec::new());
    for file in named(&request.transfers, &REGISTER, session)? {
        let (check, map) = register(file, request, session)?;
        transfers.push(check);
        maps.push(map);
    }
    let agreements = agreements(&named(&request.deals, &DEAL, session)?, session)?;
    let packs = packs(&framework.name, !transfers.is_empty(), !agreements.is_empty(), session)?;
    let records = assessment::evidence_rows(framework, answers, scorecard);
    session.notes.sink.checked()?;
    let plan = remediation::view(framework, answers, scorecard, &plan);
    let asked = if request.audience == Audience::Board {
        let law = lawful(&answers.organisation.country, session)?;
        Some(remediation::asked(framework, &assessment.scorecard, &plan, law))
    } else {
        None
    };
    Ok(ReportView {
        version: 1,
        kind: "report",
        audience: request.audience,
        assessment,
        plan,
        asked,
        within: request.within,
        evidence: assessment::running_out(&records, today, request.within),
        records,
        packs,
        transfers,
        flows: maps,
        agreements,
    })
}

/// Whether the framework has ASEAN's components as another reading, for whoever wants to see it.
fn components(audience: Audience, scored: &Scored, session: &mut Session) -> Result<Option<&'static str>, Stop> {
    let id = format!("{}-{COMPONENTS}", scored.framework.pack.id);
    let there = audience != Audience::Board && session.scope.library.packs(&mut session.notes.sink)?.contains(&id);
    Ok(there.then_some(COMPONENTS))
}

/// The files that were asked for, else those of `dmf.toml`.
fn named(asked: &[PathBuf], kind: &RecordKind, session: &mut Session) -> Result<Vec<PathBuf>, Stop> {
    if asked.is_empty() { files(kind, &session.scope, &mut session.notes) } else { Ok(asked.to_vec()) }
}

/// A register, weighed and as a map.
fn register(register: PathBuf, request: &Report, session: &mut Session) -> Result<(CheckView, FlowsView), Stop> {
    let request = TransferCheck { register, fail_on: request.fail_on(), ..TransferCheck::default() };
    let (register, check) = read_and_check(&request, &session.scope, &mut session.notes)?;
    let map = flows(&register, |_| true, |transfer| risk(&check.transfers[transfer.at]));
    Ok((check, map))
}

/// What is left of the risk of a transfer that could be assessed.
fn risk(checked: &CheckedView) -> (Risk, Option<u8>) {
    let assessable = checked.assessed.is_some() && checked.decision.id != Decision::NotAssessable;
    match checked.residual.as_ref().filter(|_| assessable) {
        Some(residual) => (Risk::of(&residual.band), Some(residual.risk)),
        None => (Risk::NotAssessed, None),
    }
}

/// What the agreements of deals carry, and what is open in them.
fn agreements(deals: &[PathBuf], session: &mut Session) -> Result<Vec<AgreementLine>, Stop> {
    if deals.is_empty() {
        return Ok(Vec::new());
    }
    let Session { notes, scope, .. } = session;
    let set = clause_set(scope, notes)?;
    deals.iter().map(|file| line(file, &set, scope, notes)).collect()
}

/// The packs that the report rests on.
fn packs(framework: &str, transfers: bool, agreements: bool, session: &mut Session) -> Result<Vec<PackView>, Stop> {
    let wanted = [
        (framework, true),
        ("transfer-impact", transfers),
        ("jurisdictions", transfers || agreements),
        (SET, agreements),
    ];
    let mut packs = Vec::new();
    for (id, _) in wanted.iter().filter(|(_, wanted)| *wanted) {
        packs.extend(session.scope.pack_info(id, &mut session.notes)?.iter().map(pack_view));
    }
    Ok(packs)
}
