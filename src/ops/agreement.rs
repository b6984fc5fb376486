//! An agreement of ours: a blank of a role pair, or what a deal makes of it.

use std::path::{Path, PathBuf};

use super::{
    Notes, Scope, Session, Stop,
    clauses::{clause_set, known_module},
    deal::{judged, read},
};
use crate::{
    agreement::{self, ClauseSet, Deal, Field},
    diag::{Severity, list},
    document::numbered::{Numbered, Piece, Run, RunKind},
    report::AgreementLine,
};

/// Asks for an agreement.
#[derive(Debug, Clone, Default)]
pub struct Render {
    /// The deal; a blank is made without one. `-` is the standard input.
    pub deal: Option<PathBuf>,
    /// The role pair; that of the deal, where there is one.
    pub module: Option<String>,
    /// Other instruments that it is put beside, such as `eu-scc`.
    pub with: Vec<String>,
    /// Gaps are shown and listed, where they would be errors.
    pub draft: bool,
}

/// An agreement, and what is to be said of its deal.
#[derive(Debug)]
pub struct Rendered {
    pub document: Numbered,
    /// The sheet that goes beside it and is not signed.
    pub companion: Numbered,
    /// Whether what was found in the deal passes the gates.
    pub passes: bool,
    /// Whether there is something that a lawyer should look at: an error or a warning among what the notes say.
    pub remarks: bool,
}

/// An agreement of ours, with what it was made from.
pub(super) struct Agreement {
    pub(super) module: String,
    /// Empty for a blank.
    pub(super) deal: Deal,
    /// Id of the transfer that the deal names.
    pub(super) transfer: Option<String>,
    pub(super) document: Numbered,
}

/// Makes an agreement.
///
/// # Errors
/// When the deal cannot be read or is wrong, or something is asked for that is not there.
pub fn render(session: &mut Session, request: &Render) -> Result<Rendered, Stop> {
    let file = request.deal.as_deref();
    session.open(file.unwrap_or(Path::new(".")))?;
    let Session { notes, scope, .. } = session;
    let set = clause_set(scope, notes)?;
    let Agreement { module, deal, document, .. } = agreement(request, &set, scope, notes)?;
    let (mut passes, mut found) = (true, Vec::new());
    if let Some((file, source)) = file.zip(deal.source()) {
        let verdict = judged(&deal, file, &set, scope, notes)?;
        for message in verdict.messages(source, &notes.sources) {
            notes.sink.show(message);
        }
        passes = verdict.passes();
        found = verdict.findings;
    }
    let companion = agreement::companion(&set, &deal, &module, &document, &found);
    let remarks = notes.sink.messages().iter().any(|message| message.severity != Severity::Note);
    Ok(Rendered { document, companion, passes, remarks })
}

/// The agreement that is asked for, made from a clause set.
pub(super) fn agreement(
    request: &Render,
    set: &ClauseSet,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Agreement, Stop> {
    if let Some(module) = &request.module {
        known_module(set, module)?;
    }
    for layer in &request.with {
        let layers: Vec<&str> = set.layers().collect();
        if !layers.contains(&layer.as_str()) {
            return Err(Stop::unknown("layer", layer, &layers));
        }
    }
    let (module, deal, transfer, mark) = match request.deal.as_deref() {
        None => {
            let Some(module) = request.module.clone() else {
                let modules = list(set.modules());
                return Err(Stop::Usage(format!("without a deal, `--module` is needed: {modules}")));
            };
            let blank = agreement::blank(set, &module, &request.with);
            (module, blank, None, Some("Blank form"))
        }
        Some(file) => {
            let (module, deal, transfer) = read(file, set, request, scope, notes)?;
            (module, deal, transfer, request.draft.then_some("Draft"))
        }
    };
    let made = agreement::Request { module: &module, mark, date: deal.date() };
    let document = agreement::assemble(set, &deal, made, &notes.sources, &mut notes.sink);
    Ok(Agreement { document: notes.sink.made(document)?, module, deal, transfer })
}

/// What the agreement of a deal carries, and what is open in it. What a lawyer should look at is counted here;
/// `dmf mcc render` says it.
pub(super) fn line(file: &Path, set: &ClauseSet, scope: &Scope, notes: &mut Notes) -> Result<AgreementLine, Stop> {
    let request = Render { deal: Some(file.to_owned()), draft: true, ..Render::default() };
    let before = std::mem::take(&mut notes.sink);
    let Agreement { module, deal, transfer, document } = agreement(&request, set, scope, notes)?;
    let verdict = judged(&deal, file, set, scope, notes)?;
    let warned = std::mem::replace(&mut notes.sink, before);
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
    let runs = |runs: &[Run]| runs.iter().filter(|run| run.kind == RunKind::Placeholder).count();
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
