//! Why a file could not be written, in words.

use std::{
    io,
    path::{Path, PathBuf},
};

/// A file that could not be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteError {
    #[error("`{}` is a directory; a file was expected", path.display())]
    Directory { path: PathBuf },
    #[error("cannot write `{}`", path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("cannot write `{}`: {}", path.display(), why(folder, source))]
    Folder { path: PathBuf, folder: PathBuf, source: io::Error },
    #[error("`{}` exists already; `--force` replaces it", path.display())]
    Exists { path: PathBuf },
    #[error(
        "another run writes `{}`, and has for ten seconds; nothing was written: try again when it has ended",
        path.display()
    )]
    Busy { path: PathBuf },
    #[error("`{}` is no regular file: what stands in it cannot be changed", path.display())]
    Irregular { path: PathBuf },
    #[error("cannot make the folder `{}`", path.display())]
    Make { path: PathBuf, source: io::Error },
}

/// Why nothing can be put into a folder.
fn why(folder: &Path, source: &io::Error) -> String {
    let folder = folder.display();
    match source.kind() {
        io::ErrorKind::NotFound => format!("there is no folder `{folder}`"),
        io::ErrorKind::NotADirectory => format!("`{folder}` is no folder"),
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
            format!("nothing may be written into the folder `{folder}`; name another, or change who may write there")
        }
        _ => format!("nothing can be written into the folder `{folder}`"),
    }
}
