//! What transfers are weighed with: the method, the assessments of a register, the laws on both sides, the appetite.

use std::{collections::HashMap, path::Path};

use dmf::{
    diag::{Code, Diagnostic},
    jurisdiction::Atlas,
    load::decode,
    ops::moving,
    source::Path as At,
    transfer::{
        Assessed, Country, Register, TextOr, Transfer,
        impact::{self, Method, RawRecord, Record},
    },
};

use super::{Failure, context::Context, gate::beside, transfer::Read};

/// Id of the method.
const METHOD: &str = "transfer-impact";

/// The records of assessments by the id of their transfer.
pub(crate) type Records = HashMap<String, Record>;

/// The method that is loaded.
pub(crate) fn method(context: &mut Context) -> Result<Method, Failure> {
    let files = context.pack(METHOD)?;
    impact::method(&files, &context.session.notes.sources, &mut context.session.notes.sink).ok_or(Failure::Data)
}

/// The assessments of a register that stands at `file`. The sink says what is wrong with them.
pub(crate) fn records(file: &Path, read: &Read, method: &Method, context: &mut Context) -> Result<Records, Failure> {
    let mut records = Records::new();
    for transfer in &read.register.transfers {
        if let Some(record) = record(file, read, transfer, method, context)? {
            records.insert(transfer.id.clone(), record);
        }
    }
    Ok(records)
}

/// The assessment of one transfer: from a file, whose path is seen from the register, or out of the register itself.
pub(crate) fn record(
    file: &Path,
    read: &Read,
    transfer: &Transfer,
    method: &Method,
    context: &mut Context,
) -> Result<Option<Record>, Failure> {
    let home = transfer.path().key("impact");
    let (raw, source, at) = match &transfer.impact {
        None => return Ok(None),
        Some(Assessed::Here) => {
            let raw = read.raw.transfers.get(transfer.at).and_then(|raw| raw.impact.clone());
            let Some(TextOr::Full(mut raw)) = raw else { return Ok(None) };
            raw.transfer.get_or_insert_with(|| transfer.id.clone());
            (*raw, read.source, home.clone())
        }
        Some(Assessed::File(named)) => {
            let target = beside(file, named);
            if !target.is_file() {
                let place = context.session.notes.sources.value(read.source, &home);
                let diagnostic = Diagnostic::new(Code::FileNotFound, format!("there is no file `{named}`")).at(place);
                let near = moving::near(context.session.world(), &target, named);
                context
                    .session
                    .notes
                    .sink
                    .push(diagnostic.help("paths are seen from the register").suggest(near.as_deref()));
                return Ok(None);
            }
            let Some(source) = context.read(&target)? else { return Ok(None) };
            let raw: Option<RawRecord> =
                decode(source, &context.session.notes.sources, &mut context.session.notes.sink);
            let Some(raw) = raw else { return Ok(None) };
            (raw, source, At::root())
        }
    };
    let today = context.today();
    let (sources, sink) = (&context.session.notes.sources, &mut context.session.notes.sink);
    let Some(record) = impact::record(raw, method, source, &at, sources, today, sink) else { return Ok(None) };
    if record.transfer == transfer.id {
        return Ok(Some(record));
    }
    let place = sources.value(source, &at.key("transfer"));
    let message = format!("it is about `{}`, but `{}` names it", record.transfer, transfer.id);
    let diagnostic = Diagnostic::new(Code::OtherTransfer, message).at(place);
    sink.push(diagnostic.related(sources.value(read.source, &home), "named here"));
    Ok(None)
}

/// The laws on both sides of every transfer.
pub(crate) fn atlas(register: &Register, context: &mut Context) -> Result<Atlas, Failure> {
    let codes: Vec<&str> = register
        .transfers
        .iter()
        .flat_map(|transfer| transfer.exporter.country.into_iter().chain(impact::places(transfer)))
        .map(Country::code)
        .collect();
    Ok(Atlas::read(
        &context.session.scope.library,
        codes,
        &mut context.session.notes.sources,
        &mut context.session.notes.sink,
    )?)
}

/// The residual risk that the organisation bears without a named acceptor: as typed, else as `dmf.toml` says. Never more
/// than the method bears.
pub(crate) fn appetite(typed: Option<u8>, method: &Method, context: &mut Context) -> Result<Option<u8>, Failure> {
    let highest = method.appetite;
    match typed {
        Some(typed) if typed > highest => {
            Err(Failure::Usage(format!("`--appetite {typed}` is more than the method bears, {highest}")))
        }
        Some(typed) => Ok(Some(typed)),
        None => {
            let workspace = context.session.scope.workspace.as_ref();
            Ok(workspace.and_then(|workspace| {
                workspace.appetite(highest, &context.session.notes.sources, &mut context.session.notes.sink)
            }))
        }
    }
}
