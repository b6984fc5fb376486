//! What an agreement takes from the transfer that its deal names.

use std::path::Path;

use super::{
    super::{Notes, Scope, Stop},
    ReadRegister, method, record,
    records::laws,
    register,
};
use crate::{
    agreement::{self, ClauseSet, RawDeal},
    diag::{Code, Diagnostic, did_you_mean, list},
    load::same_id,
    safeguard::Measure,
    source::{Path as At, SourceId},
    transfer::{self, InFile, Transfer, impact},
    world::beside,
};

/// A deal that stands at `file`, with what the transfer says that it names, where it names one. The notes say what is wrong
/// with the name.
pub(in crate::ops) fn with_transfer(
    raw: RawDeal,
    file: &Path,
    set: &ClauseSet,
    source: SourceId,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<RawDeal, Stop> {
    let Some(link) = raw.link() else { return Ok(raw) };
    let at = At::root().key("transfer");
    let path = beside(file, &link.register);
    if let Some(barred) = scope.barred(file, &path, &link.register) {
        notes.sink.push(barred.at(notes.sources.value(source, &at.key("from"))));
        return Ok(raw);
    }
    if !scope.world.has_file(&path) {
        let message = format!("there is no file `{}`", link.register);
        let place = notes.sources.value(source, &at.key("from"));
        notes.sink.push(Diagnostic::new(Code::FileNotFound, message).at(place));
        return Ok(raw);
    }
    let Some(read) = register(&path, scope, notes)? else { return Ok(raw) };
    let ids = || read.register.transfers.iter().map(|transfer| transfer.id.as_str());
    let Some(id) = &link.transfer else {
        let message = "the deal names a register, but no transfer of it";
        let place = notes.sources.value(source, &at.key("from"));
        let help = format!("add `id`, which is {}", list(ids()));
        notes.sink.push(Diagnostic::new(Code::UnknownTransfer, message).at(place).help(help));
        return Ok(raw);
    };
    let Some(found) = read.register.transfers.iter().find(|transfer| same_id(&transfer.id, id)) else {
        let message = format!("there is no transfer `{id}` in `{}`", link.register);
        let place = notes.sources.value(source, &at.key("id"));
        let diagnostic = Diagnostic::new(Code::UnknownTransfer, message).at(place);
        notes.sink.push(diagnostic.suggest(did_you_mean(id, ids())));
        return Ok(raw);
    };
    let measures = measures(found, &path, &read, scope, notes)?;
    let laws = laws(found, scope, notes)?;
    let terms = transfer::terms(found, measures, &InFile(read.source, &notes.sources));
    let laws = laws.on(scope.world.today());
    Ok(agreement::take(raw, &terms, set, laws, source, &notes.sources, &mut notes.sink))
}

/// The measures that the assessment of a transfer rests on; `None` where there is no assessment to read.
fn measures(
    transfer: &Transfer,
    register: &Path,
    read: &ReadRegister,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Option<Vec<Measure>>, Stop> {
    if transfer.impact_file().is_some_and(|named| !scope.world.has_file(&beside(register, named))) {
        // The register is told of it by `dmf transfer check`; without the file nothing is asked for.
        return Ok(None);
    }
    if transfer.impact.is_none() {
        return Ok(None);
    }
    let method = method(scope, notes)?;
    let record = record(register, read, transfer, &method, scope, notes)?;
    Ok(record.map(|record| impact::asked(&record, &method, &notes.sources)))
}
