//! In: paths, as a user or a file names them.
//! Out: the bytes of a file, the entries of a folder, the day it is: from the disk, a revision, memory or an archive.
//! Never: a write, or what a file means.

mod archive;
mod beyond;
mod committed;
mod disk;
mod error;
mod git;
mod glob;
mod lines;
mod memory;
mod named;
mod paths;
mod repository;
mod revision;
mod tree;
mod walk;

use std::{
    ffi::OsString,
    fmt,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

pub use archive::Archive;
pub use beyond::Beyond;
pub use committed::{Committed, Version};
pub use disk::Disk;
pub use error::WorldError;
pub use git::GitError;
pub use glob::Glob;
pub use lines::Lines;
pub use memory::Memory;
pub use named::{Files, Found, Named};
pub use paths::{beside, plain};
pub use revision::Revision;
pub use walk::{Met, Walk};

/// Largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Largest file that is looked at a piece at a time, without being kept, in bytes.
pub const MAX_STREAMED: u64 = 1024 * 1024 * 1024;

/// Where files are read from. Three methods make a world; the others follow from them, and a world that knows a shorter
/// way may take it.
///
/// A relative path is seen from the folder that the world begins in. Nothing here writes.
pub trait World: fmt::Debug + Send + Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// When it is not there ([`WorldError::is_missing`]), is a folder, cannot be read, or is larger than `most` bytes.
    fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, WorldError>;

    /// What lies in a folder, in order of the names.
    ///
    /// # Errors
    /// When there is no such folder, or it cannot be read.
    fn list(&self, folder: &Path) -> Result<Vec<Entry>, WorldError>;

    /// The day that it is.
    fn today(&self) -> Date;

    /// What stands at a path, links followed. `None` where nothing does.
    fn kind(&self, path: &Path) -> Option<EntryKind> {
        let Some(name) = path.file_name() else {
            return self.list(path).is_ok().then_some(EntryKind::Folder);
        };
        let folder = path.parent().unwrap_or(Path::new(""));
        self.list(folder).ok()?.into_iter().find(|entry| entry.name == name).map(|entry| entry.kind)
    }

    /// The whole path of a file, from the top of the world.
    fn absolute(&self, path: &Path) -> PathBuf {
        path.to_owned()
    }

    /// The whole path of what stands at `path`, with all links followed. `None` where nothing does.
    fn real(&self, path: &Path) -> Option<PathBuf> {
        self.kind(path).map(|_| plain(&self.absolute(path)))
    }

    /// The bytes of a file that was found or that data names: a pipe or a device is not opened. Only what is named on the
    /// command line may be one.
    ///
    /// # Errors
    /// As [`World::read`], and when it is no regular file.
    fn read_found(&self, path: &Path, most: u64) -> Result<Vec<u8>, WorldError> {
        match self.kind(path) {
            Some(EntryKind::Other) => Err(WorldError::NoFile { path: path.to_owned() }),
            _ => self.read(path, most),
        }
    }

    /// Hands over the bytes of a file a piece at a time, and says how many there were. No link is followed, and nothing but a
    /// regular file is opened.
    ///
    /// # Errors
    /// When it is not there, is no regular file, cannot be read, or is larger than `most` bytes.
    fn stream(&self, path: &Path, most: u64, take: &mut dyn FnMut(&[u8])) -> Result<u64, WorldError> {
        let bytes = self.read_found(path, most)?;
        take(&bytes);
        Ok(bytes.len() as u64)
    }

    /// What git holds of the files around a folder. `None` where it holds nothing, as of all that lies in no repository.
    ///
    /// # Errors
    /// When git does not answer.
    fn committed(&self, folder: &Path) -> Result<Option<Committed>, WorldError> {
        let _ = folder;
        Ok(None)
    }

    /// Where else a file, by its whole path with links followed, may be known from that is not there, because this state of the
    /// files does not keep it. `None` where it would keep it.
    fn beyond(&self, path: &Path) -> Option<Beyond> {
        let _ = path;
        None
    }

    /// What a file of this world is called where people read of it.
    fn name(&self, path: &Path) -> String {
        path.to_string_lossy().into_owned()
    }

    /// Whether a regular file stands at a path, links followed.
    fn has_file(&self, path: &Path) -> bool {
        self.kind(path) == Some(EntryKind::File)
    }

    /// Whether a folder stands at a path, links followed.
    fn is_folder(&self, path: &Path) -> bool {
        self.kind(path) == Some(EntryKind::Folder)
    }

    /// The nearest `name` in a folder or in one above it. It is named as seen from the folder where it lies in that very
    /// folder, so that messages read as typed.
    fn find_upwards(&self, folder: &Path, name: &str) -> Option<PathBuf> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let beside = folder.join(name);
        let whole = self.absolute(folder);
        let above = whole.ancestors().skip(1).map(|folder| folder.join(name));
        let file = std::iter::once(beside).chain(above).find(|file| self.has_file(file))?;
        Some(file.strip_prefix(".").map(Path::to_owned).unwrap_or(file))
    }

    /// The top of the git repository that a file lies in, seen without asking git.
    fn repository(&self, file: &Path) -> Option<PathBuf> {
        file.ancestors().skip(1).find(|folder| self.kind(&folder.join(".git")).is_some()).map(Path::to_owned)
    }

    /// The top of the outermost checkout that a file lies in: of a submodule, that of the repository that holds it.
    fn checkout(&self, file: &Path) -> Option<PathBuf> {
        let mut top = self.repository(file)?;
        while submodule(self, &top)
            && let Some(outer) = self.repository(&top)
        {
            top = outer;
        }
        Some(top)
    }
}

/// Whether the repository of a folder is kept within that of the folder around it. A linked work tree stands alone.
fn submodule<W: World + ?Sized>(world: &W, top: &Path) -> bool {
    let Ok(bytes) = world.read(&top.join(".git"), 4096) else { return false };
    let text = String::from_utf8_lossy(&bytes);
    let Some(folder) = text.trim().strip_prefix("gitdir: ") else { return false };
    let parts: Vec<&str> = folder.split(['/', '\\']).collect();
    let last = |name: &str| parts.iter().rposition(|part| *part == name);
    last("modules").is_some_and(|module| last("worktrees").is_none_or(|tree| tree < module))
}

/// One name in a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Without the folder.
    pub name: OsString,
    pub kind: EntryKind,
}

/// What an entry of a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    File,
    Folder,
    /// A symbolic link, wherever it leads; [`World::kind`] follows it.
    Link,
    /// A device, a pipe or a socket: nothing that is read.
    Other,
}
