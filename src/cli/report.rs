//! `dmf report`: everything on one page.

use std::{
    io::IsTerminal,
    path::{Path, PathBuf},
};

use dmf::{
    agreement::ClauseSet,
    assessment,
    document::number::number,
    framework::{PackView, pack_view},
    ops::{self, Scored, moving},
    remediation,
    report::{self, AgreementLine, AssessView, Audience, Format, ReportView, formats},
    transfer::{
        FlowsView, Risk, flows,
        impact::{CheckView, CheckedView, Decision},
    },
    workspace::FileKind,
};

use super::{
    Failure, Outcome,
    args::{Report, formats::REPORT},
    context::Context,
    mcc, output,
};

/// The reading by ASEAN's own components.
const COMPONENTS: &str = "components";

pub(crate) fn run(args: &Report, context: &mut Context) -> Result<Outcome, Failure> {
    let format = format(args)?;
    context.open(&args.worksheet)?;
    let view = view(args, context)?;
    if context.session.notes.sink.has_errors() {
        return Err(Failure::Data);
    }
    let bytes = if format == Format::Json {
        let text = serde_json::to_string_pretty(&view).expect("views hold only text, numbers and lists");
        (text + "\n").into_bytes()
    } else {
        let (library, sources, sink) =
            (&context.session.scope.library, &mut context.session.notes.sources, &mut context.session.notes.sink);
        let document = report::page(&view, library, sources, sink).ok_or(Failure::Data)?;
        let numbered = number(&document).expect("a report refers to nothing, and its parts have ids of their own");
        formats::document(&numbered, format).expect("formats of documents are offered")
    };
    output::put(&bytes, args.file.as_deref(), args.force)
}

fn view(args: &Report, context: &mut Context) -> Result<ReportView, Failure> {
    let reading = ops::Reading::from(args.reading.clone());
    let scored = context.session.score(&args.worksheet, &reading)?;
    let assessment = assessed(args, &scored, context)?;
    let Scored { framework, assessment: answers, scorecard, .. } = &scored;
    let capacity = moving::capacity(&args.capacity, &scored, &mut context.session)?;
    let plan = remediation::plan(framework, answers, scorecard, capacity, context.today());
    let (mut transfers, mut maps) = (Vec::new(), Vec::new());
    for file in files(&args.transfers, FileKind::Register, context)? {
        let (check, map) = register(&file, args.no_gate, context)?;
        transfers.push(check);
        maps.push(map);
    }
    let mut agreements = Vec::new();
    let deals = files(&args.deals, FileKind::Deal, context)?;
    if !deals.is_empty() {
        let set = mcc::set(context)?;
        for file in deals {
            agreements.push(deal(&file, &set, context)?);
        }
    }
    Ok(ReportView {
        version: 1,
        kind: "report",
        audience: args.audience.into(),
        assessment,
        plan: remediation::view(framework, answers, scorecard, &plan),
        within: args.within,
        evidence: assessment::running_out(framework, answers, context.today(), args.within),
        packs: packs(&framework.pack.id, !transfers.is_empty(), !agreements.is_empty(), context)?,
        transfers,
        flows: maps,
        agreements,
    })
}

/// The scorecard with what it is held against and what is excused, as `dmf assess` has it.
fn assessed(args: &Report, scored: &Scored, context: &mut Context) -> Result<AssessView, Failure> {
    let gates = ops::Gates {
        fail_on: ops::FailOn { no_gate: args.no_gate, ..ops::FailOn::default() },
        ..ops::Gates::default()
    };
    let components = components(args.audience.into(), scored, context)?;
    let reading = ops::Reading::from(args.reading.clone());
    let read = (args.worksheet.as_path(), scored, &reading);
    Ok(moving::assessed(read, args.baseline.clone(), &gates, components, &mut context.session)?)
}

/// Whether the framework has ASEAN's components as another reading, for whoever wants to see it.
fn components(audience: Audience, scored: &Scored, context: &mut Context) -> Result<Option<&'static str>, Failure> {
    let id = format!("{}-{COMPONENTS}", scored.framework.pack.id);
    let there = audience != Audience::Board
        && context.session.scope.library.packs(&mut context.session.notes.sink)?.contains(&id);
    Ok(there.then_some(COMPONENTS))
}

/// The files that flags name, else those of `dmf.toml`.
fn files(flags: &[PathBuf], kind: FileKind, context: &mut Context) -> Result<Vec<PathBuf>, Failure> {
    if flags.is_empty() { context.files(kind) } else { Ok(flags.to_vec()) }
}

/// A register, weighed and as a map.
fn register(file: &Path, no_gate: bool, context: &mut Context) -> Result<(CheckView, FlowsView), Failure> {
    let request = ops::TransferCheck {
        register: file.to_owned(),
        fail_on: ops::FailOn { no_gate, ..ops::FailOn::default() },
        ..ops::TransferCheck::default()
    };
    let (register, check) = moving::transfer_check(&request, &mut context.session)?;
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

/// What the agreement of a deal carries, and what is open in it.
fn deal(file: &Path, set: &ClauseSet, context: &mut Context) -> Result<AgreementLine, Failure> {
    Ok(moving::agreement_line(file, set, &context.session.scope, &mut context.session.notes)?)
}

/// The packs that the report rests on.
fn packs(framework: &str, transfers: bool, agreements: bool, context: &mut Context) -> Result<Vec<PackView>, Failure> {
    let wanted = [
        (framework, true),
        ("transfer-impact", transfers),
        ("jurisdictions", transfers || agreements),
        ("asean-mcc", agreements),
    ];
    let mut packs = Vec::new();
    for (id, _) in wanted.iter().filter(|(_, wanted)| *wanted) {
        packs.extend(context.pack_info(id)?.iter().map(pack_view));
    }
    Ok(packs)
}

/// The format of a report; only what reads well there goes to a terminal.
fn format(args: &Report) -> Result<Format, Failure> {
    let format = output::chosen(&REPORT, args.format, args.file.as_deref())?;
    let reads_well = matches!(format, Format::Markdown | Format::Text | Format::Json);
    match format.ending() {
        Some(ending) if !reads_well && args.file.is_none() && std::io::stdout().is_terminal() => {
            Err(Failure::Usage(format!("a report is a page to be looked at; add `-o report.{ending}`")))
        }
        _ => Ok(format),
    }
}
