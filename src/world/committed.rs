//! What git holds of the files around a folder: as they were committed, and which of them a checkout leaves out.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use jiff::civil::Date;

use super::{GitError, Revision, World, WorldError, repository::Commit};

/// Commits that changed a file, at the most, in which a version of it is looked for.
const CHANGES: usize = 50;

/// Bytes of a pointer, at the most: git keeps none that is longer.
const POINTER: u64 = 1024;

/// The files of a repository as a commit has them. Paths are whole ones, with their links followed.
#[derive(Debug)]
pub struct Committed {
    head: Revision,
    /// By their paths from the top; `None` where it is no checkout.
    left_out: Option<OnceLock<Result<BTreeSet<PathBuf>, String>>>,
}

/// A commit that changed a file.
#[derive(Debug)]
pub struct Version {
    pub(super) commit: Commit,
    /// The day on which it was made, where it was made.
    pub day: Date,
}

impl Committed {
    /// By the commit that is checked out around a folder. `None` where nothing is.
    pub(super) fn around(world: Arc<dyn World>, folder: &Path) -> Result<Option<Self>, WorldError> {
        match Revision::find(world, folder, "HEAD") {
            Ok(head) => Ok(Some(Self { head, left_out: Some(OnceLock::new()) })),
            // What is no repository, or has no commit yet, holds nothing.
            Err(WorldError::Git(
                GitError::NoGit { .. } | GitError::NoRepository { .. } | GitError::UnknownRevision { .. },
            )) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// By a commit, whatever is checked out.
    pub(super) fn of(head: Revision) -> Self {
        Self { head, left_out: None }
    }

    /// Whether a file belongs to the checkout and was left out of it.
    ///
    /// # Errors
    /// What git says instead of an answer.
    pub fn leaves_out(&self, path: &Path) -> Result<bool, String> {
        let (Some(path), Some(left_out)) = (self.head.beneath_top(path), &self.left_out) else { return Ok(false) };
        let files = left_out.get_or_init(|| self.head.left_out().map_err(|error| error.whole()));
        files.as_ref().map(|files| files.contains(path)).map_err(Clone::clone)
    }

    /// Hands over the bytes of a file. `None` where it is none, or its object is not here.
    ///
    /// # Errors
    /// When git does not answer, or there are more than `most` bytes.
    pub fn stream(&self, path: &Path, most: u64, take: &mut dyn FnMut(&[u8])) -> Result<Option<u64>, WorldError> {
        match self.head.beneath_top(path) {
            Some(path) => self.head.stream_inside(path, most, take),
            None => Ok(None),
        }
    }

    /// Whether git itself says that a pointer stands in the place of a file whose bytes are kept elsewhere: those very bytes are
    /// committed, and `.gitattributes` filters that path through `lfs`.
    ///
    /// # Errors
    /// When git does not answer.
    pub fn keeps_elsewhere(&self, path: &Path, pointer: &[u8]) -> Result<bool, WorldError> {
        let Some(inside) = self.head.beneath_top(path) else { return Ok(false) };
        let mut held = Vec::new();
        let found = self.head.stream_inside(inside, POINTER, &mut |bytes| held.extend_from_slice(bytes));
        match found {
            Ok(Some(_)) if held == pointer => self.head.filters(inside, "lfs"),
            Ok(_) | Err(WorldError::Git(GitError::TooLarge { .. })) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The versions of a file before the one that is committed, that one first: the newest, and no more than fifty.
    ///
    /// # Errors
    /// When git does not answer.
    pub fn versions(&self, path: &Path) -> Result<Vec<Version>, WorldError> {
        match self.head.beneath_top(path) {
            Some(inside) => Ok(self.head.changes(inside, CHANGES)?),
            None => Ok(Vec::new()),
        }
    }

    /// As [`Committed::stream`], of one of its versions.
    ///
    /// # Errors
    /// The same.
    pub fn stream_version(
        &self,
        version: &Version,
        path: &Path,
        most: u64,
        take: &mut dyn FnMut(&[u8]),
    ) -> Result<Option<u64>, WorldError> {
        match self.head.beneath_top(path) {
            Some(inside) => self.head.stream_at(&version.commit, inside, most, take),
            None => Ok(None),
        }
    }
}
