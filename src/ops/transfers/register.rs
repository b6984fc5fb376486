//! A file → a register.

use std::path::Path;

use super::super::{Notes, Scope, Session, Stop, written};
use crate::{
    load::decode_often,
    source::SourceId,
    transfer::{self, InFile, RawRegister, Register},
};

/// Where the register to begin with lies.
const STARTER: &str = "templates/transfer/transfers.yaml";

/// A register as it is written, as it is checked, and where it stands.
#[derive(Debug)]
pub(in crate::ops) struct ReadRegister {
    pub(in crate::ops) raw: RawRegister,
    pub(in crate::ops) register: Register,
    pub(in crate::ops) source: SourceId,
}

/// A register to begin with, which a folder of the user's may replace.
///
/// # Errors
/// When that one cannot be read, or is no register.
pub fn starter_register(session: &mut Session) -> Result<String, Stop> {
    let Session { notes, scope, .. } = session;
    let starter = scope.library.carried(STARTER, &mut notes.sources, &mut notes.sink);
    let starter = notes.sink.made(starter)?;
    let text = notes.sources.get(starter).text.to_string();
    written::open_register(Path::new("transfers.yaml"), &text, session)?;
    Ok(text)
}

/// Reads a register. `None` when it is wrong, which the notes then say.
pub(in crate::ops) fn register(file: &Path, scope: &Scope, notes: &mut Notes) -> Result<Option<ReadRegister>, Stop> {
    let Some(source) = notes.read(&*scope.world, file)? else { return Ok(None) };
    let raw: Option<RawRegister> = decode_often(source, &notes.sources, &mut notes.sink);
    let (today, find) = (scope.world.today(), InFile(source, &notes.sources));
    Ok(raw.and_then(|raw| {
        transfer::validate(raw.clone(), &find, today, &mut notes.sink).map(|register| ReadRegister {
            raw,
            register,
            source,
        })
    }))
}

/// Reads a register with the data of its workspace; a sheet is refused with the way to read it.
pub(super) fn open(file: &Path, session: &mut Session) -> Result<ReadRegister, Stop> {
    if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
        let file = file.display();
        return Err(Stop::usage(format!("a sheet is read by `dmf transfer import {file} -o transfers.yaml`")));
    }
    open_any(file, session)
}

/// The same of any file: what lies in it has to be a register.
pub(super) fn open_any(file: &Path, session: &mut Session) -> Result<ReadRegister, Stop> {
    session.open(file)?;
    let read = register(file, &session.scope, &mut session.notes)?;
    // With errors of form, what was made out of the file is good for more complaints and for nothing else.
    Ok(session.notes.sink.given(read)?)
}
