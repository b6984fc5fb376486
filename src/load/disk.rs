//! Reading whole files within limits, and writing whole files or none.

use std::{
    fs, io,
    io::{Read, Write},
    path::{Path, PathBuf},
};

use crate::{
    diag::{Code, Diagnostic, Sink},
    source::{Place, SourceId, Sources},
};

/// Largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// The world got in the way.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("cannot read `{}`", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("`{}` is a directory; a file was expected", path.display())]
    Directory { path: PathBuf },
    #[error("`{}` is larger than the {} MiB that are read", path.display(), MAX_BYTES / 1024 / 1024)]
    TooLarge { path: PathBuf },
    #[error("cannot write `{}`", path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("`{}` exists already; `--force` replaces it", path.display())]
    Exists { path: PathBuf },
    #[error("`{}` is not a folder of packs: it has neither `frameworks` nor `templates` in it", path.display())]
    NotPacks { path: PathBuf },
}

/// The bytes of a file; `-` is the standard input.
///
/// # Errors
/// When it cannot be read, is a directory, or is larger than [`MAX_BYTES`].
pub fn read(path: &Path) -> Result<Vec<u8>, LoadError> {
    let fail = |source| LoadError::Read { path: path.to_owned(), source };
    if path == Path::new("-") {
        return limited(io::stdin().lock(), 0, path);
    }
    let meta = fs::metadata(path).map_err(fail)?;
    if meta.is_dir() {
        return Err(LoadError::Directory { path: path.to_owned() });
    }
    if meta.len() > MAX_BYTES {
        return Err(LoadError::TooLarge { path: path.to_owned() });
    }
    limited(fs::File::open(path).map_err(fail)?, meta.len(), path)
}

/// Reads a file as a source. `None`, with the reason in the sink, when it is not text.
///
/// # Errors
/// As [`read`].
pub fn read_text(path: &Path, sources: &mut Sources, sink: &mut Sink) -> Result<Option<SourceId>, LoadError> {
    let name = if path == Path::new("-") { "<stdin>".into() } else { path.to_string_lossy().into_owned() };
    Ok(text(name, read(path)?, sources, sink))
}

/// Bytes as a source. `None`, with the reason in the sink, when they are not text.
pub fn text(name: String, bytes: Vec<u8>, sources: &mut Sources, sink: &mut Sink) -> Option<SourceId> {
    match String::from_utf8(bytes) {
        Ok(text) => Some(sources.add(name, text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let lossy = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let whole = lossy.len();
            let source = sources.add(name, lossy);
            // A byte-order mark is no part of the source.
            let shown = at - (whole - sources.get(source).text.len());
            sink.push(
                Diagnostic::new(Code::InvalidUtf8, format!("byte {} is not part of any UTF-8 text", at + 1))
                    .at(Place::new(source, shown..shown + 1))
                    .help("save the file as UTF-8"),
            );
            None
        }
    }
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// Only where there is none yet.
    New,
    /// In place of one that exists.
    Replace,
}

/// Writes a whole file, or leaves everything as it was.
///
/// # Errors
/// When it exists and is not to be replaced, or cannot be written.
pub fn write(path: &Path, bytes: &[u8], output: Output) -> Result<(), LoadError> {
    copy(path, bytes, output)
}

/// A file that grows while nobody sees it. It has no name until it is whole: whatever ends the program before that leaves
/// nothing behind.
#[derive(Debug)]
pub struct Spool {
    file: io::BufWriter<fs::File>,
    path: PathBuf,
    output: Output,
}

impl Spool {
    /// For a file at `path`.
    ///
    /// # Errors
    /// When it exists and is not to be replaced, or its folder cannot be written to.
    pub fn new(path: &Path, output: Output) -> Result<Self, LoadError> {
        if output == Output::New && path.exists() {
            return Err(LoadError::Exists { path: path.to_owned() });
        }
        let fail = |source| LoadError::Write { path: path.to_owned(), source };
        let file = tempfile::tempfile_in(folder(path)).map_err(fail)?;
        Ok(Self { file: io::BufWriter::new(file), path: path.to_owned(), output })
    }

    /// Gives the whole file its name.
    ///
    /// # Errors
    /// As [`write()`].
    pub fn finish(self) -> Result<(), LoadError> {
        let fail = |source| LoadError::Write { path: self.path.clone(), source };
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

fn copy(path: &Path, mut from: impl Read, output: Output) -> Result<(), LoadError> {
    let fail = |source| LoadError::Write { path: path.to_owned(), source };
    if path.is_dir() {
        return Err(LoadError::Directory { path: path.to_owned() });
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
                Err(LoadError::Exists { path: path.to_owned() })
            }
            Err(error) => Err(fail(error.error)),
        },
    }
}

/// `expected` bytes are made room for at once; there may be more or fewer.
fn limited(reader: impl Read, expected: u64, path: &Path) -> Result<Vec<u8>, LoadError> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected + 1).unwrap_or(0));
    reader
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| LoadError::Read { path: path.to_owned(), source })?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(LoadError::TooLarge { path: path.to_owned() });
    }
    Ok(bytes)
}
