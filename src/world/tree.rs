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
            let [mode, "blob", _] = about.split(' ').collect::<Vec<_>>()[..] else { continue };
            let kind = if mode == "120000" { EntryKind::Link } else { EntryKind::File };
            tree.add(path(row[tab + 1..].to_vec()), kind);
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
