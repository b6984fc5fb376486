//! In: bytes, and where they go.
//! Out: a regular file that is whole or as it was; everything else is written into.
//! Never: half a file under its name, or a link that is replaced by a file.

mod claim;
mod error;
mod folder;
mod in_place;
mod lock;
mod spool;
mod target;

use std::{
    fs, io,
    io::{Read, Write},
    path::Path,
};

pub(crate) use claim::Claim;
pub(crate) use error::WriteError;
pub(crate) use folder::Together;
pub(crate) use spool::Spool;
use target::Target;
pub(crate) use target::means_stdout;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Output {
    /// Only where there is none yet.
    New,
    /// In place of one that exists.
    Replace,
}

impl Output {
    /// Replaces what exists where that was asked for.
    pub(crate) fn forced(force: bool) -> Self {
        if force { Self::Replace } else { Self::New }
    }
}

/// What is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Until {
    /// That no half of it can be seen: what can be made again is quick to write.
    Whole,
    /// That it lies on the disk: it is the only copy of somebody's work.
    OnDisk,
}

/// Writes a whole file, or leaves everything as it was; into what is no regular file it simply writes.
///
/// # Errors
/// When it exists and is not to be replaced, or cannot be written.
pub(crate) fn write(path: &Path, bytes: &[u8], output: Output) -> Result<(), WriteError> {
    copy(path, bytes, output, Until::Whole)
}

/// The same for what there is no other copy of: it lies on the disk when this comes back.
///
/// # Errors
/// As [`write()`].
pub(crate) fn keep(path: &Path, bytes: &[u8], output: Output) -> Result<(), WriteError> {
    copy(path, bytes, output, Until::OnDisk)
}

/// Writes to the standard output. Whoever reads there may have seen enough.
pub(crate) fn stdout(bytes: &[u8]) -> io::Result<()> {
    enough(io::stdout().lock(), bytes)
}

fn copy(path: &Path, mut from: impl Read, output: Output, until: Until) -> Result<(), WriteError> {
    let fail = |source| WriteError::Write { path: path.to_owned(), source };
    let mut all = Vec::new();
    let into = match Target::of(path)? {
        Target::File(file) => {
            if output == Output::New && fs::symlink_metadata(&file).is_ok() {
                Claim::sweep(&file);
                return Err(WriteError::Exists { path: path.to_owned() });
            }
            return Claim::on(path, file)?.put(from, output, until);
        }
        into => into,
    };
    from.read_to_end(&mut all).map_err(fail)?;
    into.write(&all).map_err(fail)
}

/// Writes all of it, unless nobody reads it any more.
fn enough(mut to: impl Write, bytes: &[u8]) -> io::Result<()> {
    match to.write_all(bytes).and_then(|()| to.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// The folder that a path lies in.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
