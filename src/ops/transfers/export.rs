//! A register as a record of processing and as a sheet, and back.

use std::path::{Path, PathBuf};

use super::{
    super::{Session, Stop, written},
    ReadRegister,
    list::Filter,
    register::open,
};
use crate::{
    document::numbered::Numbered,
    load::encode,
    report,
    transfer::{self, Keeper, RegisterView, Transfer, sheet},
};

/// Asks for a register in another form.
#[derive(Debug, Clone)]
pub struct TransferExport {
    /// `-` is the standard input.
    pub register: PathBuf,
    pub filter: Filter,
    /// Whose record it is.
    pub keeper: Keeper,
}

impl TransferExport {
    fn keeps(&self, transfer: &Transfer) -> bool {
        self.keeper.keeps(transfer) && self.filter.keeps(transfer)
    }
}

/// Every field of the transfers, as comma-separated values that [`transfer_import`] reads.
///
/// # Errors
/// When the register is wrong or cannot be read.
pub fn transfer_sheet(session: &mut Session, request: &TransferExport) -> Result<String, Stop> {
    let ReadRegister { raw, register, .. } = open(&request.register, session)?;
    Ok(sheet::write(&raw, |at| request.keeps(&register.transfers[at])))
}

/// The transfers as they are registered, without what came of their assessments.
///
/// # Errors
/// When the register is wrong or cannot be read.
pub fn transfer_export(session: &mut Session, request: &TransferExport) -> Result<RegisterView, Stop> {
    let read = open(&request.register, session)?;
    Ok(transfer::view(&read.register, |transfer| request.keeps(transfer)))
}

/// The record of processing that laws ask for, as a document.
///
/// # Errors
/// When the register is wrong or cannot be read.
pub fn transfer_record(session: &mut Session, request: &TransferExport) -> Result<Numbered, Stop> {
    let view = transfer_export(session, request)?;
    Ok(report::ropa(&view, request.keeper, session.today()))
}

/// Reads a sheet into the text of a register.
///
/// # Errors
/// When the sheet cannot be read, or something in it is wrong; the notes say in which row and column.
pub fn transfer_import(session: &mut Session, sheet: &Path) -> Result<String, Stop> {
    let Session { notes, scope, .. } = session;
    let source = notes.read(&*scope.world, sheet)?;
    let source = notes.sink.made(source)?;
    let read = sheet::read(source, &notes.sources, &mut notes.sink);
    let (raw, sheet) = notes.sink.made(read)?;
    transfer::validate(raw.clone(), &sheet, scope.world.today(), &mut notes.sink);
    notes.sink.checked()?;
    let text = encode(&raw);
    written::register(Path::new("transfers.yaml"), &text, session)?;
    Ok(text)
}
