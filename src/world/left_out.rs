//! Files that belong to a checkout and are not in it: it was made sparse.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{GitError, Revision, World, WorldError};

/// The files that were left out of a checkout, with what git holds of them.
#[derive(Debug)]
pub struct LeftOut {
    head: Revision,
    /// By their paths from the top.
    files: BTreeSet<PathBuf>,
}

impl LeftOut {
    /// Those of the checkout around a folder. `None` where nothing was left out.
    pub(super) fn of(world: Arc<dyn World>, folder: &Path) -> Result<Option<Self>, WorldError> {
        let head = match Revision::find(world, folder, "HEAD") {
            Ok(head) => head,
            // What is no repository, or has no commit yet, leaves nothing out.
            Err(WorldError::Git(
                GitError::NoGit { .. } | GitError::NoRepository { .. } | GitError::UnknownRevision { .. },
            )) => return Ok(None),
            Err(error) => return Err(error),
        };
        let files = head.left_out()?;
        Ok((!files.is_empty()).then_some(Self { head, files }))
    }

    /// Whether a file was left out; `path` is a whole one, with its links followed.
    #[must_use]
    pub fn has(&self, path: &Path) -> bool {
        self.head.beneath_top(path).is_some_and(|path| self.files.contains(path))
    }

    /// Hands over its bytes as the commit has them that is checked out. `None` where the object is not here.
    ///
    /// # Errors
    /// When git does not answer.
    pub fn stream(&self, path: &Path, take: &mut dyn FnMut(&[u8])) -> Result<Option<u64>, WorldError> {
        match self.head.beneath_top(path) {
            Some(path) => self.head.stream_inside(path, take),
            None => Ok(None),
        }
    }
}
