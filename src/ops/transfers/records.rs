//! What transfers are weighed with: the method, the assessments of a register, the laws on both sides, the appetite.

use std::{collections::HashMap, path::Path};

use super::{
    super::{Notes, Scope, Session, Stop, files::near},
    ReadRegister,
};
use crate::{
    diag::{Code, Diagnostic},
    jurisdiction::Atlas,
    load::decode,
    source::Path as At,
    transfer::{
        Assessed, Country, Register, TextOr, Transfer,
        impact::{self, Method, RawRecord, Record},
    },
    world::beside,
};

/// Id of the method.
const METHOD: &str = "transfer-impact";

/// The records of assessments by the id of their transfer.
pub(in crate::ops) type Records = HashMap<String, Record>;

/// The method by which transfers are weighed.
///
/// # Errors
/// When it is wrong or cannot be read.
pub fn transfer_method(session: &mut Session) -> Result<Method, Stop> {
    method(&session.scope, &mut session.notes)
}

/// The method that is loaded.
pub(in crate::ops) fn method(scope: &Scope, notes: &mut Notes) -> Result<Method, Stop> {
    let files = scope.pack(METHOD, notes)?;
    let method = impact::method(&files, &notes.sources, &mut notes.sink);
    Ok(notes.sink.made(method)?)
}

/// The assessments of a register that stands at `file`. The notes say what is wrong with them.
pub(in crate::ops) fn records(
    file: &Path,
    read: &ReadRegister,
    method: &Method,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Records, Stop> {
    let mut records = Records::new();
    for transfer in &read.register.transfers {
        if let Some(record) = record(file, read, transfer, method, scope, notes)? {
            records.insert(transfer.id.clone(), record);
        }
    }
    Ok(records)
}

/// The assessment of one transfer: from a file, whose path is seen from the register, or out of the register itself.
pub(in crate::ops) fn record(
    file: &Path,
    read: &ReadRegister,
    transfer: &Transfer,
    method: &Method,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Option<Record>, Stop> {
    let world = &*scope.world;
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
            if let Some(barred) = scope.barred(file, &target, named) {
                notes.sink.push(barred.at(notes.sources.value(read.source, &home)));
                return Ok(None);
            }
            if !world.has_file(&target) {
                let place = notes.sources.value(read.source, &home);
                let diagnostic = Diagnostic::new(Code::FileNotFound, format!("there is no file `{named}`")).at(place);
                let near = near(world, &target, named);
                notes.sink.push(diagnostic.help("paths are seen from the register").suggest(near.as_deref()));
                return Ok(None);
            }
            let Some(source) = notes.read(world, &target)? else { return Ok(None) };
            let Some(raw) = decode::<RawRecord>(source, &notes.sources, &mut notes.sink) else { return Ok(None) };
            (raw, source, At::root())
        }
    };
    let (sources, sink) = (&notes.sources, &mut notes.sink);
    let Some(record) = impact::record(raw, method, source, &at, sources, world.today(), sink) else { return Ok(None) };
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
pub(in crate::ops) fn atlas(register: &Register, scope: &Scope, notes: &mut Notes) -> Result<Atlas, Stop> {
    let codes = register
        .transfers
        .iter()
        .flat_map(|transfer| transfer.exporter.country.into_iter().chain(impact::places(transfer)))
        .map(Country::code);
    Ok(scope.laws(codes, notes)?)
}

/// The laws that one transfer touches.
pub(in crate::ops) fn laws(transfer: &Transfer, scope: &Scope, notes: &mut Notes) -> Result<Atlas, Stop> {
    let countries = transfer.countries();
    let codes = countries.iter().map(|country| country.code());
    Ok(scope.laws(codes, notes)?)
}

/// The residual risk that the organisation bears without a named acceptor: as asked for, else as `dmf.toml` says. Never more
/// than the method bears.
pub(in crate::ops) fn appetite(
    asked: Option<u8>,
    method: &Method,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Option<u8>, Stop> {
    let highest = method.appetite;
    match (asked, &scope.workspace) {
        (Some(asked), _) if asked > highest => {
            Err(Stop::usage(format!("`--appetite {asked}` is more than the method bears, {highest}")))
        }
        (Some(asked), _) => Ok(Some(asked)),
        (None, Some(workspace)) => Ok(workspace.appetite(highest, &notes.sources, &mut notes.sink)),
        (None, None) => Ok(None),
    }
}
