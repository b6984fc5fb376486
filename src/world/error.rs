//! Why something cannot be read.

use std::{io, path::PathBuf};

use super::git::GitError;

/// The world got in the way.
#[derive(Debug, thiserror::Error)]
pub enum WorldError {
    #[error("cannot read `{}`", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("`{}` is a directory; a file was expected", path.display())]
    Directory { path: PathBuf },
    #[error("`{}` is a pipe or a device; a file was expected", path.display())]
    NoFile { path: PathBuf },
    #[error("there are more than {most} names in `{}`", folder.display())]
    TooMany { folder: PathBuf, most: usize },
    #[error("`{}` lies more than {most} folders deep", path.display())]
    TooDeep { path: PathBuf, most: usize },
    #[error("`{}` is larger than the {} that are read", path.display(), size(*most))]
    TooLarge { path: PathBuf, most: u64 },
    #[error("`{}` leads out of what is read", path.display())]
    Outside { path: PathBuf },
    #[error("`{}` is not a folder of packs: it has neither `frameworks` nor `templates` in it", path.display())]
    NotPacks { path: PathBuf },
    #[error("cannot read `{name}`: {said}")]
    Archive { name: String, said: String },
    #[error(transparent)]
    Git(#[from] GitError),
}

impl WorldError {
    /// Nothing stands at `path`.
    #[must_use]
    pub fn missing(path: impl Into<PathBuf>) -> Self {
        Self::Read { path: path.into(), source: io::ErrorKind::NotFound.into() }
    }

    /// Whether it only says that nothing stands there.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        match self {
            Self::Read { source, .. } => source.kind() == io::ErrorKind::NotFound,
            Self::Git(error) => matches!(error, GitError::NotInRevision { .. }),
            _ => false,
        }
    }

    /// Whether there is more of it than is read.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        matches!(self, Self::TooLarge { .. } | Self::Git(GitError::TooLarge { .. }))
    }

    /// What it says, with its cause: `cannot read …: permission denied`.
    #[must_use]
    pub fn whole(&self) -> String {
        let why = std::error::Error::source(self).map_or_else(String::new, |why| format!(": {why}"));
        format!("{self}{why}")
    }
}

/// `64 MiB`, or bytes where it is less than one.
pub(super) fn size(bytes: u64) -> String {
    const MIB: u64 = 1024 * 1024;
    if bytes < MIB { format!("{bytes} bytes") } else { format!("{} MiB", bytes / MIB) }
}
