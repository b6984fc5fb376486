//! Files that a commit does not keep although they lie in its checkout: those of a submodule, of another repository inside, and
//! those that are ignored.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Revision, World, WorldError,
    repository::{Repository, path},
};

/// Where a file is known from that a commit does not keep.
#[derive(Debug)]
pub enum Beyond {
    /// From the commit of the submodule that the commit names; the path is seen from its top.
    Submodule(Arc<Revision>, PathBuf),
    /// From nowhere but the files as they are now: nobody knows what it was.
    Now(Arc<dyn World>),
}

impl Beyond {
    /// Hands over the bytes of the file, at most `most`, as the submodule has it. `None` where it does not, and of a file of now.
    ///
    /// # Errors
    /// When git does not answer.
    pub fn stream(&self, most: u64, take: &mut dyn FnMut(&[u8])) -> Result<Option<u64>, WorldError> {
        match self {
            Self::Submodule(revision, inside) => revision.stream_inside(inside, most, take),
            Self::Now(_) => Ok(None),
        }
    }
}

/// The files and folders of a checkout that are ignored and not kept, by their paths from the top; nothing where git does not
/// say.
pub(super) fn ignored(repository: &Repository) -> BTreeSet<PathBuf> {
    let flags = ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"];
    let Ok(listed) = repository.ask(flags) else { return BTreeSet::new() };
    let rows = listed.stdout.split(|byte| *byte == 0).filter(|row| !row.is_empty());
    rows.map(|row| path(row.strip_suffix(b"/").unwrap_or(row).to_vec())).collect()
}

/// Whether a path is one of them, or lies in one.
pub(super) fn is_in(paths: &BTreeSet<PathBuf>, path: &Path) -> bool {
    path.ancestors().any(|above| paths.contains(above))
}
