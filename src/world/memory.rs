//! Files that are held in memory: for tests, and for programs that have no disk.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsString,
    path::{Component, Path, PathBuf},
};

use jiff::civil::Date;

use super::{Entry, EntryKind, World, WorldError, plain};

/// Files by path. Stricter than a disk: names match exactly, and nothing leads out of its top.
#[derive(Debug, Clone)]
pub struct Memory {
    files: BTreeMap<PathBuf, Vec<u8>>,
    today: Date,
}

impl Memory {
    /// Nothing yet, on a day.
    #[must_use]
    pub fn on(today: Date) -> Self {
        Self { files: BTreeMap::new(), today }
    }

    /// With one more file, such as `deals/a.yaml`.
    #[must_use]
    pub fn file(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(plain(Path::new(path.trim_start_matches('/'))), bytes.into());
        self
    }

    fn inside(path: &Path) -> Result<PathBuf, WorldError> {
        let mut inside = PathBuf::new();
        for part in path.components() {
            match part {
                Component::Normal(name) => inside.push(name),
                Component::ParentDir if !inside.pop() => {
                    return Err(WorldError::Outside { path: path.to_owned() });
                }
                _ => {}
            }
        }
        Ok(inside)
    }

    fn below<'a>(&'a self, folder: &'a Path) -> impl Iterator<Item = &'a Path> {
        self.files.keys().filter_map(move |path| path.strip_prefix(folder).ok())
    }
}

impl World for Memory {
    fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, WorldError> {
        let inside = Self::inside(path)?;
        match self.files.get(&inside) {
            Some(bytes) if bytes.len() as u64 > most => Err(WorldError::TooLarge { path: path.to_owned(), most }),
            Some(bytes) => Ok(bytes.clone()),
            None if self.is_folder(path) => Err(WorldError::Directory { path: path.to_owned() }),
            None => Err(WorldError::missing(path)),
        }
    }

    fn list(&self, folder: &Path) -> Result<Vec<Entry>, WorldError> {
        let inside = Self::inside(folder)?;
        let entries: BTreeSet<(OsString, bool)> = self
            .below(&inside)
            .filter_map(|rest| {
                let mut parts = rest.components();
                let name = parts.next()?.as_os_str().to_owned();
                Some((name, parts.next().is_some()))
            })
            .collect();
        if entries.is_empty() && !inside.as_os_str().is_empty() {
            return Err(WorldError::missing(folder));
        }
        let kind = |folder| if folder { EntryKind::Folder } else { EntryKind::File };
        Ok(entries.into_iter().map(|(name, folder)| Entry { name, kind: kind(folder) }).collect())
    }

    fn today(&self) -> Date {
        self.today
    }

    fn kind(&self, path: &Path) -> Option<EntryKind> {
        let inside = Self::inside(path).ok()?;
        if self.files.contains_key(&inside) {
            return Some(EntryKind::File);
        }
        (inside.as_os_str().is_empty() || self.below(&inside).next().is_some()).then_some(EntryKind::Folder)
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        Path::new("/").join(Self::inside(path).unwrap_or_else(|_| path.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn names_match_exactly_and_nothing_leads_out() {
        let world = Memory::on(date(2026, 11, 30)).file("a/b.yaml", "x").file("a/c/d.yaml", "y");
        assert_eq!(world.read(Path::new("./a/b.yaml"), 9).expect("it is there"), b"x");
        assert_eq!(world.read(Path::new("/a/c/../b.yaml"), 9).expect("it is there"), b"x");
        assert!(world.read(Path::new("A/b.yaml"), 9).expect_err("another name").is_missing());
        assert!(matches!(world.read(Path::new("../x"), 9), Err(WorldError::Outside { .. })));
        assert!(matches!(world.read(Path::new("a"), 9), Err(WorldError::Directory { .. })));
        assert!(matches!(world.read(Path::new("a/b.yaml"), 0), Err(WorldError::TooLarge { .. })));
        let names: Vec<_> = world.list(Path::new("a")).expect("a folder").into_iter().map(|entry| entry.kind).collect();
        assert_eq!(names, [EntryKind::File, EntryKind::Folder]);
        assert!(world.list(Path::new("b")).expect_err("no folder").is_missing());
        assert_eq!(world.find_upwards(Path::new("a/c"), "b.yaml"), Some(PathBuf::from("/a/b.yaml")));
    }
}
