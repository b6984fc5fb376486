//! `dmf report`: everything on one page.

use std::{
    io::IsTerminal,
    path::{Path, PathBuf},
};

use dmf::{
    agreement::{self, ClauseSet, Field},
    assessment,
    diag::Severity,
    document::{
        number::number,
        numbered::{Piece, RunKind},
    },
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
    args::{Render, Report, formats::REPORT},
    context::Context,
    mcc::{self, Drawn},
    output,
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
    let asked = Render { deal: Some(file.to_owned()), draft: true, ..Render::default() };
    // What a lawyer should look at is counted here; `dmf mcc render` says it.
    let before = std::mem::take(&mut context.session.notes.sink);
    let Drawn { module, deal, transfer, document } = mcc::drawn(&asked, set, context)?;
    let verdict = mcc::judged(&deal, file, set, context)?;
    let warned = std::mem::replace(&mut context.session.notes.sink, before);
    let open = verdict.findings.iter().filter(|finding| finding.waived.is_none());
    let trace = agreement::trace_view(set, &module, &document);
    let core = trace.obligations.iter().filter(|obligation| obligation.class == "core");
    let carried = core.clone().filter(|obligation| obligation.carried_by.iter().any(|at| !at.number.is_empty()));
    let name = |field: Field| deal.text(field).map(str::to_owned);
    Ok(AgreementLine {
        file: file.display().to_string(),
        exporter: name(Field::ExporterName),
        importer: name(Field::ImporterName),
        transfers: transfer.into_iter().collect(),
        carried: carried.count(),
        core: core.count(),
        gaps: gaps(document.body()),
        findings: warned.count(Severity::Warning) + open.count(),
        module,
    })
}

/// Gaps in the text of an agreement.
fn gaps(pieces: &[Piece]) -> usize {
    let runs =
        |runs: &[dmf::document::numbered::Run]| runs.iter().filter(|run| run.kind == RunKind::Placeholder).count();
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Clause(clause) => runs(&clause.title) + runs(&clause.text) + gaps(&clause.body),
            Piece::Schedule(schedule) => runs(&schedule.title) + gaps(&schedule.body),
            Piece::Part(part) => gaps(&part.body),
            Piece::Paragraph { text } | Piece::Heading { text, .. } => runs(text),
            Piece::List(list) => list.items.iter().map(|item| runs(&item.text)).sum(),
            Piece::Table(grid) => grid.rows.iter().flatten().map(|cell| runs(cell)).sum(),
            // Notes are not part of the agreement, and places to sign are blank until somebody signs.
            _ => 0,
        })
        .sum()
}

/// The packs that the report rests on.
fn packs(framework: &str, transfers: bool, agreements: bool, context: &mut Context) -> Result<Vec<PackView>, Failure> {
    let wanted = [
        (framework, true),
        ("transfer-impact", transfers),
        ("jurisdictions", transfers || agreements),
        (mcc::SET, agreements),
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
