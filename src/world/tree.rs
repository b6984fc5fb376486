//! The files of a commit, as git lists them.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsString,
    path::{Path, PathBuf},
};

use super::{
    Entry, EntryKind,
    git::said,
    repository::{Commit, Repository, path},
};

/// The files of a commit by their paths from the top, and what lies in each folder.
#[derive(Debug, Default)]
pub(super) struct Tree {
    folders: BTreeMap<PathBuf, BTreeSet<(OsString, EntryKind)>>,
    files: BTreeSet<PathBuf>,
    /// Where other repositories stand in it, each with the commit of theirs.
    within: BTreeMap<PathBuf, Commit>,
}

impl Tree {
    /// In git's words, why it cannot be listed.
    pub(super) fn read(repository: &Repository, commit: &Commit) -> Result<Self, String> {
        let listed =
            repository.ask(["ls-tree", "-r", "-z", "--full-tree", &commit.0]).map_err(|error| error.to_string())?;
        if !listed.status.success() {
            return Err(said(&listed));
        }
        let mut tree = Self::default();
        // Each is `mode type object`, a tab, and the path.
        for row in listed.stdout.split(|byte| *byte == 0) {
            let Some(tab) = row.iter().position(|byte| *byte == b'\t') else { continue };
            let about = String::from_utf8_lossy(&row[..tab]);
            let name = path(row[tab + 1..].to_vec());
            match about.split(' ').collect::<Vec<_>>()[..] {
                ["120000", "blob", _] => tree.add(name, EntryKind::Link),
                [_, "blob", _] => tree.add(name, EntryKind::File),
                [_, "commit", id] => drop(tree.within.insert(name, Commit(id.to_owned()))),
                _ => {}
            }
        }
        Ok(tree)
    }

    fn add(&mut self, file: PathBuf, kind: EntryKind) {
        let (mut path, mut kind) = (file.as_path(), kind);
        while let (Some(folder), Some(name)) = (path.parent(), path.file_name()) {
            if !self.folders.entry(folder.to_owned()).or_default().insert((name.to_owned(), kind)) {
                break;
            }
            (path, kind) = (folder, EntryKind::Folder);
        }
        self.files.insert(file);
    }

    /// Its files, in order.
    pub(super) fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(PathBuf::as_path)
    }

    /// Whether it has that file, or a link of that name.
    pub(super) fn has(&self, file: &Path) -> bool {
        self.files.contains(file)
    }

    /// The other repository that a path leads into, with the commit of it.
    pub(super) fn within<'a>(&self, path: &'a Path) -> Option<(&'a Path, &Commit)> {
        path.ancestors().find_map(|folder| Some((folder, self.within.get(folder)?)))
    }

    /// What lies in a folder.
    pub(super) fn list(&self, folder: &Path) -> Option<Vec<Entry>> {
        let entries = self.folders.get(folder)?;
        Some(entries.iter().map(|(name, kind)| Entry { name: name.clone(), kind: *kind }).collect())
    }

    /// What stands at a path; a link is taken for a file.
    pub(super) fn kind(&self, path: &Path) -> Option<EntryKind> {
        if self.folders.contains_key(path) {
            return Some(EntryKind::Folder);
        }
        self.has(path).then_some(EntryKind::File)
    }
}
