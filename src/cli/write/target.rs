//! What a path leads to.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{WriteError, enough, folder};

/// What is written.
#[derive(Debug)]
pub(super) enum Target {
    /// A regular file, or none yet: links are followed, so that they keep leading where they lead.
    File(PathBuf),
    /// A device, a pipe, a socket: it stays, and is written into.
    Into(PathBuf),
    /// The standard output and the standard error of this run.
    Stdout,
    Stderr,
}

/// Links that are followed one after the other; the system allows as many.
const LINKS: usize = 40;

impl Target {
    /// What `path` leads to.
    ///
    /// # Errors
    /// When it is a folder, or the way there cannot be gone.
    pub(super) fn of(path: &Path) -> Result<Self, WriteError> {
        let mut at = path.to_owned();
        for _ in 0..LINKS {
            match descriptor(&at) {
                Some(1) => return Ok(Self::Stdout),
                Some(2) => return Ok(Self::Stderr),
                Some(_) => return Ok(Self::Into(at)),
                None => {}
            }
            let Ok(to) = fs::read_link(&at) else { break };
            at = folder(&at).join(to);
        }
        match fs::metadata(&at) {
            Ok(meta) if meta.is_dir() => Err(WriteError::Directory { path: path.to_owned() }),
            Ok(meta) if meta.is_file() => Ok(Self::File(at)),
            Ok(_) => Ok(Self::Into(at)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::File(at)),
            Err(source) => Err(WriteError::Write { path: path.to_owned(), source }),
        }
    }

    /// Writes into what is no regular file.
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Stdout => enough(io::stdout().lock(), bytes),
            Self::Stderr => enough(io::stderr().lock(), bytes),
            Self::Into(path) | Self::File(path) => enough(open(path)?, bytes),
        }
    }
}

/// Opens what is no regular file; behind a descriptor may lie one after all, which is written on at its end.
pub(super) fn open(path: &Path) -> io::Result<fs::File> {
    fs::OpenOptions::new().append(true).open(path)
}

/// Whether a path is another name of the standard output, such as `/dev/stdout`.
pub(crate) fn means_stdout(path: &Path) -> bool {
    path == Path::new("-") || matches!(Target::of(path), Ok(Target::Stdout))
}

/// The number of an open file of this run that a path stands for, such as `/dev/fd/1`.
fn descriptor(path: &Path) -> Option<u32> {
    let number = path.file_name()?.to_str()?.parse().ok()?;
    let folder = folder(path).canonicalize().ok()?;
    let own = Path::new("/proc").join(std::process::id().to_string());
    (folder == Path::new("/dev/fd") || folder.starts_with(own) && folder.ends_with("fd")).then_some(number)
}
