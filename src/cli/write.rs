//! Writing whole files or none.

use std::{
    fs, io,
    io::{Read, Write},
    path::{Path, PathBuf},
};

/// A file that could not be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteError {
    #[error("`{}` is a directory; a file was expected", path.display())]
    Directory { path: PathBuf },
    #[error("cannot write `{}`", path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("`{}` exists already; `--force` replaces it", path.display())]
    Exists { path: PathBuf },
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Output {
    /// Only where there is none yet.
    New,
    /// In place of one that exists.
    Replace,
}

/// Writes a whole file, or leaves everything as it was.
///
/// # Errors
/// When it exists and is not to be replaced, or cannot be written.
pub(crate) fn write(path: &Path, bytes: &[u8], output: Output) -> Result<(), WriteError> {
    copy(path, bytes, output)
}

/// A file that grows while nobody sees it. It has no name until it is whole: whatever ends the program before that leaves
/// nothing behind.
#[derive(Debug)]
pub(crate) struct Spool {
    file: io::BufWriter<fs::File>,
    path: PathBuf,
    output: Output,
}

impl Spool {
    /// For a file at `path`.
    ///
    /// # Errors
    /// When it exists and is not to be replaced, or its folder cannot be written to.
    pub(crate) fn new(path: &Path, output: Output) -> Result<Self, WriteError> {
        if output == Output::New && path.exists() {
            return Err(WriteError::Exists { path: path.to_owned() });
        }
        let fail = |source| WriteError::Write { path: path.to_owned(), source };
        let file = tempfile::tempfile_in(folder(path)).map_err(fail)?;
        Ok(Self { file: io::BufWriter::new(file), path: path.to_owned(), output })
    }

    /// Gives the whole file its name.
    ///
    /// # Errors
    /// As [`write()`].
    pub(crate) fn finish(self) -> Result<(), WriteError> {
        let fail = |source| WriteError::Write { path: self.path.clone(), source };
        let mut file = self.file.into_inner().map_err(|error| fail(error.into_error()))?;
        io::Seek::rewind(&mut file).map_err(fail)?;
        copy(&self.path, file, self.output)
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn copy(path: &Path, mut from: impl Read, output: Output) -> Result<(), WriteError> {
    let fail = |source| WriteError::Write { path: path.to_owned(), source };
    if path.is_dir() {
        return Err(WriteError::Directory { path: path.to_owned() });
    }
    // What is replaced keeps its permissions, and a link keeps leading where it leads.
    let old = if output == Output::Replace { path.canonicalize().ok() } else { None };
    let path = old.as_deref().unwrap_or(path);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dmf-");
    #[cfg(unix)]
    let permissions = old
        .as_ref()
        .and_then(|old| fs::metadata(old).ok())
        .map_or_else(|| std::os::unix::fs::PermissionsExt::from_mode(0o644), |meta| meta.permissions());
    #[cfg(unix)]
    builder.permissions(permissions);
    let mut file = builder.tempfile_in(folder(path)).map_err(fail)?;
    io::copy(&mut from, &mut file).map_err(fail)?;
    // The rename below is what keeps a half-written file from being seen; waiting for the disk would take longer than
    // all the rest.
    file.flush().map_err(fail)?;
    match output {
        Output::Replace => file.persist(path).map(drop).map_err(|error| fail(error.error)),
        Output::New => match file.persist_noclobber(path) {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                Err(WriteError::Exists { path: path.to_owned() })
            }
            Err(error) => Err(fail(error.error)),
        },
    }
}
