//! The one walk through a folder: it ends, it stays inside, and it opens nothing.

use std::path::{Path, PathBuf};

use super::{Entry, EntryKind, World, WorldError};

/// Folders within folders that are gone into.
const DEEPEST: usize = 64;

/// What a walk comes by, in order of the names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Met {
    File(PathBuf),
    /// A link to a folder, which is not gone into: links may lead in a circle, or out.
    LinkedFolder(PathBuf),
}

/// A walk through all that lies below a folder.
///
/// Nothing is gathered first, so that a hundred thousand files need no more room than a thousand: of a folder, only the
/// names in it are held while it is gone through. Links to folders are not followed; a link to a file is one as long as it
/// leads to something inside the folder that the walk began in.
#[derive(Debug)]
pub struct Walk {
    /// The folder that it began in, as it was given, and with its links followed.
    top: PathBuf,
    real: PathBuf,
    open: Vec<Open>,
    /// Names that may still be looked at.
    left: usize,
    most: usize,
}

/// A folder that is being gone through.
#[derive(Debug)]
struct Open {
    path: PathBuf,
    /// Last first.
    entries: Vec<Entry>,
}

impl Walk {
    /// Through `folder`, which may itself be a link, past as many names as there are.
    ///
    /// # Errors
    /// When there is no such folder, or it cannot be read.
    pub fn through(world: &dyn World, folder: &Path) -> Result<Self, WorldError> {
        Self::bounded(world, folder, usize::MAX)
    }

    /// The same past at most so many names; one more is an error.
    ///
    /// # Errors
    /// When there is no such folder, or it cannot be read.
    pub fn bounded(world: &dyn World, folder: &Path, most: usize) -> Result<Self, WorldError> {
        let real = world.real(folder).ok_or_else(|| WorldError::missing(folder))?;
        let mut walk = Self { top: folder.to_owned(), real, open: Vec::new(), left: most, most };
        walk.enter(world, folder.to_owned())?;
        Ok(walk)
    }

    /// The folder that the walk began in.
    #[must_use]
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// Goes on to the next file, into those folders that `into` takes, past all files that `wanted` leaves. Both are asked
    /// with the path from the top. An error is about one name, and the walk goes on after it.
    pub fn next(
        &mut self,
        world: &dyn World,
        into: &dyn Fn(&Path) -> bool,
        wanted: &dyn Fn(&Path) -> bool,
    ) -> Option<Result<Met, WorldError>> {
        loop {
            let open = self.open.last_mut()?;
            let Some(Entry { name, kind }) = open.entries.pop() else {
                self.open.pop();
                continue;
            };
            let path = open.path.join(name);
            let inside = path.strip_prefix(&self.top).unwrap_or(&path).to_owned();
            let met = match kind {
                EntryKind::Folder if into(&inside) => match self.enter(world, path) {
                    Ok(()) => continue,
                    Err(error) => Err(error),
                },
                EntryKind::Folder => continue,
                EntryKind::Link => match world.kind(&path) {
                    Some(EntryKind::Folder) if into(&inside) => Ok(Met::LinkedFolder(path)),
                    Some(EntryKind::Folder) => continue,
                    _ if !wanted(&inside) => continue,
                    None => Err(WorldError::missing(path)),
                    Some(EntryKind::File) => self.led(world, path),
                    Some(EntryKind::Other | EntryKind::Link) => Err(WorldError::NoFile { path }),
                },
                _ if !wanted(&inside) => continue,
                EntryKind::Other => Err(WorldError::NoFile { path }),
                EntryKind::File => Ok(Met::File(path)),
            };
            return Some(met);
        }
    }

    /// A link to a file.
    fn led(&self, world: &dyn World, path: PathBuf) -> Result<Met, WorldError> {
        match world.real(&path) {
            Some(real) if real.starts_with(&self.real) => Ok(Met::File(path)),
            _ => Err(WorldError::Outside { path }),
        }
    }

    fn enter(&mut self, world: &dyn World, folder: PathBuf) -> Result<(), WorldError> {
        if self.open.len() >= DEEPEST {
            return Err(WorldError::TooDeep { path: folder, most: DEEPEST });
        }
        let mut entries = world.list(&folder)?;
        let Some(left) = self.left.checked_sub(entries.len()) else {
            self.open.clear();
            return Err(WorldError::TooMany { folder: self.top.clone(), most: self.most });
        };
        self.left = left;
        entries.reverse();
        self.open.push(Open { path: folder, entries });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::world::Memory;

    fn world() -> Memory {
        let world = Memory::on(date(2026, 11, 30));
        ["a/1.yaml", "a/b/2.yaml", "a/b/c/3.yaml", "d.yaml"].iter().fold(world, |world, name| world.file(name, "x"))
    }

    fn found(mut walk: Walk, into: &dyn Fn(&Path) -> bool) -> Vec<Result<Met, String>> {
        let world = world();
        std::iter::from_fn(|| walk.next(&world, into, &|_| true))
            .map(|met| met.map_err(|error| error.whole()))
            .collect()
    }

    #[test]
    fn files_come_in_order_and_only_out_of_folders_that_are_wanted() {
        let file = |name: &str| Ok(Met::File(PathBuf::from(name)));
        let walk = || Walk::through(&world(), Path::new("a")).expect("a folder");
        assert_eq!(found(walk(), &|_| true), [file("a/1.yaml"), file("a/b/2.yaml"), file("a/b/c/3.yaml")]);
        assert_eq!(found(walk(), &|inside| inside != Path::new("b/c")), [file("a/1.yaml"), file("a/b/2.yaml")]);
    }

    #[test]
    fn a_walk_past_too_many_names_ends_with_an_error() {
        let walk = Walk::bounded(&world(), Path::new("a"), 3).expect("a folder");
        let told = found(walk, &|_| true);
        assert_eq!(told.last(), Some(&Err("there are more than 3 names in `a`".to_owned())));
        assert!(Walk::through(&world(), Path::new("x")).expect_err("no folder").is_missing());
    }
}
