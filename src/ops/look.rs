//! Looks at the files that the records of a worksheet name, and at no others. No link is followed, nothing outside of the
//! repository or workspace is looked at, and names match letter by letter on every system.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{Scope, reach::root};
use crate::{
    assessment::{Answer, Assessment, Hasher, Look, Looks, Reference, Sha256},
    framework::{Framework, PracticeId},
    workspace::Workspace,
    world::{Entry, EntryKind, LeftOut, World, WorldError, plain},
};

/// Where the files are looked for that a worksheet names: beside it, in the state of the files that it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looking<'a> {
    pub(super) file: &'a Path,
    pub(super) scope: &'a Scope,
}

impl Looking<'_> {
    /// What there is of the files that records name. Nothing where the method does not weigh records, and of a worksheet on the
    /// standard input.
    pub(super) fn look(self, framework: &Framework, assessment: &Assessment) -> Looks {
        let mut looks = Looks::by(self.file != Path::new("-"));
        looks.sealed = self.scope.workspace.as_ref().is_some_and(Workspace::is_sealed);
        if framework.evidence.is_none() || !looks.looked {
            return looks;
        }
        let mut eyes = None;
        for (at, answer) in assessment.answers.iter().enumerate() {
            let Answer::Level { evidence, level: 1.., .. } = answer else { continue };
            for (record, proof) in evidence.iter().enumerate() {
                let Some(Reference::Path(named)) = &proof.reference else { continue };
                let eyes = eyes.get_or_insert_with(|| Eyes::of(self));
                looks.put(PracticeId(at), record, eyes.look(named));
            }
        }
        looks
    }
}

/// What there is of one file that a worksheet names.
pub(super) fn look_at(named: &str, file: &Path, scope: &Scope) -> Look {
    Eyes::of(Looking { file, scope }).look(named)
}

/// Bytes at the beginning of a file that are kept: a pointer is shorter.
const HEAD: usize = 1024;

/// One who looks, and remembers.
struct Eyes<'a> {
    world: &'a dyn World,
    /// Folder of the worksheet, with its links followed.
    home: PathBuf,
    worksheet: PathBuf,
    /// Top of the repository or workspace, with its links followed.
    root: PathBuf,
    listed: BTreeMap<PathBuf, Option<Vec<Entry>>>,
    seen: BTreeMap<PathBuf, Look>,
    left_out: Option<Result<Option<LeftOut>, String>>,
}

impl<'a> Eyes<'a> {
    fn of(looking: Looking<'a>) -> Self {
        let Looking { file, scope } = looking;
        let world = &*scope.world;
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let home = world.real(folder).unwrap_or_else(|| plain(&world.absolute(folder)));
        let root = root(world, file, scope.workspace.as_ref()).filter(|root| home.starts_with(root));
        Self {
            world,
            worksheet: home.join(file.file_name().unwrap_or_default()),
            root: root.unwrap_or_else(|| home.clone()),
            home,
            listed: BTreeMap::new(),
            seen: BTreeMap::new(),
            left_out: None,
        }
    }

    fn look(&mut self, named: &str) -> Look {
        let path = plain(&self.home.join(named));
        if named.starts_with('/') || !path.starts_with(&self.root) {
            return Look::Outside;
        }
        // The worksheet's own folder may lie in one that a link leads to; what is named may not.
        if let Some(seen) = self.seen.get(&path) {
            return seen.clone();
        }
        let look = self.found(named, &path);
        self.seen.insert(path, look.clone());
        look
    }

    /// Follows the names one by one. What leads above the top was refused already, for whatever stands in between.
    fn found(&mut self, named: &str, path: &Path) -> Look {
        let (mut at, mut kind) = (self.home.clone(), EntryKind::Folder);
        for part in named.split('/') {
            match part {
                "" | "." => {}
                _ if kind == EntryKind::Link => return Look::Link,
                _ if kind != EntryKind::Folder => return Look::Absent { near: None },
                ".." => {
                    at.pop();
                    if !at.starts_with(&self.root) {
                        return Look::Outside;
                    }
                }
                // What git keeps is there in every checkout.
                _ if part.eq_ignore_ascii_case(".git") => return Look::Own,
                _ => match self.entry(&at, part) {
                    Ok(found) => {
                        kind = found;
                        at.push(part);
                    }
                    Err(near) => return self.away(path).unwrap_or(Look::Absent { near }),
                },
            }
        }
        match kind {
            EntryKind::Folder => Look::Folder,
            EntryKind::Link => Look::Link,
            EntryKind::Other => Look::NoFile,
            EntryKind::File if at == self.worksheet || named.ends_with('/') => Look::Own,
            EntryKind::File => {
                let mut read = Read::default();
                match self.world.stream(&at, &mut |bytes| read.take(bytes)) {
                    Ok(_) => read.look(false),
                    Err(WorldError::NoFile { .. }) => Look::NoFile,
                    Err(error) if error.is_missing() => Look::Absent { near: None },
                    Err(error) => Look::Unreadable(error.whole()),
                }
            }
        }
    }

    /// What a name is in a folder; where there is none, one that differs in capital letters.
    fn entry(&mut self, folder: &Path, name: &str) -> Result<EntryKind, Option<String>> {
        let world = self.world;
        let listed = self.listed.entry(folder.to_owned()).or_insert_with(|| world.list(folder).ok());
        let entries = listed.as_deref().unwrap_or_default();
        if let Some(entry) = entries.iter().find(|entry| entry.name == name) {
            return Ok(entry.kind);
        }
        let near = entries.iter().filter_map(|entry| entry.name.to_str());
        Err(near.into_iter().find(|other| other.to_lowercase() == name.to_lowercase()).map(str::to_owned))
    }

    /// A file that belongs to the checkout and was left out of it, as the commit has it.
    fn away(&mut self, path: &Path) -> Option<Look> {
        let (world, home) = (self.world, &self.home);
        world.repository(path)?;
        let left_out = self.left_out.get_or_insert_with(|| world.left_out(home).map_err(|error| error.whole()));
        let left_out = match left_out {
            Ok(left_out) => left_out.as_ref().filter(|left_out| left_out.has(path))?,
            Err(said) => return Some(Look::Unreadable(said.clone())),
        };
        let mut read = Read::default();
        Some(match left_out.stream(path, &mut |bytes| read.take(bytes)) {
            Ok(Some(_)) => read.look(true),
            Ok(None) | Err(_) => Look::Away,
        })
    }
}

/// A file that is being read.
#[derive(Default)]
struct Read {
    hasher: Hasher,
    head: Vec<u8>,
    size: u64,
}

impl Read {
    fn take(&mut self, bytes: &[u8]) {
        self.hasher.take(bytes);
        self.size += bytes.len() as u64;
        let room = HEAD.saturating_sub(self.head.len());
        self.head.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    fn look(self, away: bool) -> Look {
        if self.size == 0 {
            return Look::Empty;
        }
        match pointer(&self.head).filter(|_| self.size <= HEAD as u64) {
            Some((_, 0)) => Look::Empty,
            Some((sha256, _)) => Look::Found { sha256, away: true },
            None => Look::Found { sha256: self.hasher.end(), away },
        }
    }
}

/// The hash and the size of a large file that git keeps elsewhere, where that is what stands in its place.
fn pointer(head: &[u8]) -> Option<(Sha256, u64)> {
    let text = std::str::from_utf8(head).ok()?;
    let mut lines = text.strip_prefix("version https://git-lfs.github.com/spec/v1\n")?.lines();
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key));
    lines.next()?;
    Some((value("oid sha256:")?.parse().ok()?, value("size ")?.parse().ok()?))
}
