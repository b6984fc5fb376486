//! In: a worksheet, and where it stands.
//! Out: what there is of each file that its records name, as far as it is evidence.
//! Never: a link that is followed, a file outside of the repository or workspace, a name that matches but for a letter.

mod content;
mod hollow;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use self::content::{Content, Says};
use super::{Scope, reach::root};
use crate::{
    assessment::{Answer, Assessment, Look, Looks, Proof, Reference, Sha256},
    framework::{Framework, PracticeId},
    workspace::Workspace,
    world::{Beyond, Committed, Entry, EntryKind, MAX_BYTES, MAX_STREAMED, World, WorldError, plain},
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
                let eyes = eyes.get_or_insert_with(|| Eyes::of(self, framework));
                looks.put(PracticeId(at), record, eyes.record(named, proof));
                if eyes.is_unkept(named) {
                    looks.put_unkept(PracticeId(at), record);
                }
            }
        }
        looks
    }
}

/// What there is of one file that a worksheet names.
pub(super) fn look_at(named: &str, file: &Path, scope: &Scope, framework: &Framework) -> Look {
    Eyes::of(Looking { file, scope }, framework).look(named)
}

/// One who looks, and remembers.
struct Eyes<'a> {
    world: &'a dyn World,
    framework: &'a Framework,
    /// Folder of the worksheet, with its links followed.
    home: PathBuf,
    worksheet: PathBuf,
    /// Top of the repository or workspace, with its links followed.
    root: PathBuf,
    listed: BTreeMap<PathBuf, Option<Vec<Entry>>>,
    seen: BTreeMap<PathBuf, Look>,
    committed: Option<Result<Option<Committed>, String>>,
    /// Files that were looked at as they are now, because this state of the files does not keep them.
    unkept: BTreeSet<PathBuf>,
}

impl<'a> Eyes<'a> {
    fn of(looking: Looking<'a>, framework: &'a Framework) -> Self {
        let Looking { file, scope } = looking;
        let world = &*scope.world;
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let home = world.real(folder).unwrap_or_else(|| plain(&world.absolute(folder)));
        let root = root(world, file, scope.workspace.as_ref()).filter(|root| home.starts_with(root));
        Self {
            world,
            framework,
            worksheet: home.join(file.file_name().unwrap_or_default()),
            root: root.unwrap_or_else(|| home.clone()),
            home,
            listed: BTreeMap::new(),
            seen: BTreeMap::new(),
            committed: None,
            unkept: BTreeSet::new(),
        }
    }

    /// The file of a record; of one that is another than recorded also since when git knows that it once was as recorded.
    fn record(&mut self, named: &str, proof: &Proof) -> Look {
        match (self.look(named), proof.sha256) {
            (Look::Found { sha256, like, away, .. }, Some(then)) if then != sha256 => {
                let path = plain(&self.home.join(named));
                Look::Found { sha256, like, away, had: self.had(&path, then) }
            }
            (look, _) => look,
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
                    Err(near) => {
                        let known = self.away(path).or_else(|| self.beyond(named, path));
                        return known.unwrap_or(Look::Absent { near });
                    }
                },
            }
        }
        match kind {
            EntryKind::Folder => Look::Folder,
            EntryKind::Link => Look::Link,
            EntryKind::Other => Look::NoFile,
            EntryKind::File if at == self.worksheet || named.ends_with('/') => Look::Own,
            EntryKind::File if at.file_name().is_some_and(|name| name == SETTINGS) => Look::Worksheet,
            EntryKind::File => {
                let mut content = Content::default();
                match self.world.stream(&at, MAX_STREAMED, &mut |bytes| content.take(bytes)) {
                    Ok(_) => self.says(content, &at, false),
                    Err(WorldError::NoFile { .. }) => Look::NoFile,
                    Err(error) if error.is_missing() => Look::Absent { near: None },
                    Err(error) => unread(&error),
                }
            }
        }
    }

    /// What a file is that was read, in the checkout or, where it is `away`, as git holds it.
    fn says(&mut self, content: Content, path: &Path, away: bool) -> Look {
        match content.end(self.framework) {
            Says::Empty => Look::Empty,
            Says::Blank => Look::Blank,
            Says::Worksheet => Look::Worksheet,
            Says::Output => Look::Output,
            Says::Document { sha256, like } => Look::Found { sha256, like, away, had: None },
            Says::Pointer { sha256, size, bytes } => match self.committed() {
                Err(said) => Look::Unreadable(said),
                Ok(committed) => match committed.map(|git| git.keeps_elsewhere(path, &bytes)).transpose() {
                    Ok(Some(true)) if size == 0 => Look::Empty,
                    Ok(Some(true)) => Look::Found { sha256, like: sha256, away: true, had: None },
                    Ok(Some(false) | None) => Look::Pointer,
                    Err(error) => Look::Unreadable(error.whole()),
                },
            },
        }
    }

    fn committed(&mut self) -> Result<Option<&Committed>, String> {
        let (world, home) = (self.world, &self.home);
        let found = self.committed.get_or_insert_with(|| {
            // Where there is no repository, git need not be asked.
            let there = world.repository(&home.join("x")).is_some();
            if there { world.committed(home).map_err(|error| error.whole()) } else { Ok(None) }
        });
        found.as_ref().map(Option::as_ref).map_err(Clone::clone)
    }

    /// The day of the newest commit that gave a file that hash, as far back as git is asked.
    fn had(&mut self, path: &Path, hash: Sha256) -> Option<Date> {
        let framework = self.framework;
        let committed = self.committed().ok()??;
        let versions = committed.versions(path).unwrap_or_default();
        let is = |content: Content| match content.end(framework) {
            Says::Document { sha256, .. } | Says::Pointer { sha256, .. } => sha256 == hash,
            _ => false,
        };
        let found = versions.iter().find(|version| {
            let mut content = Content::default();
            let read = committed.stream_version(version, path, MAX_BYTES, &mut |bytes| content.take(bytes));
            matches!(read, Ok(Some(_))) && is(content)
        });
        found.map(|version| version.day)
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

    fn is_unkept(&self, named: &str) -> bool {
        self.unkept.contains(&plain(&self.home.join(named)))
    }

    /// A file that this state of the files does not keep: as the submodule has it, or as it is now, because nobody knows what it
    /// was.
    fn beyond(&mut self, named: &str, path: &Path) -> Option<Look> {
        let beyond = self.world.beyond(path)?;
        if let Beyond::Now(world) = &beyond {
            let mut now = Eyes {
                world: &**world,
                framework: self.framework,
                home: self.home.clone(),
                worksheet: self.worksheet.clone(),
                root: self.root.clone(),
                listed: BTreeMap::new(),
                seen: BTreeMap::new(),
                committed: None,
                unkept: BTreeSet::new(),
            };
            let look = now.found(named, path);
            self.unkept.insert(path.to_owned());
            return Some(look);
        }
        let mut content = Content::default();
        Some(match beyond.stream(MAX_STREAMED, &mut |bytes| content.take(bytes)) {
            Ok(Some(_)) => self.says(content, path, false),
            Ok(None) => Look::Absent { near: None },
            Err(error) => unread(&error),
        })
    }

    /// A file that belongs to the checkout and was left out of it, as the commit has it.
    fn away(&mut self, path: &Path) -> Option<Look> {
        self.world.repository(path)?;
        let mut content = Content::default();
        let read = match self.committed() {
            Ok(committed) => committed.and_then(|committed| match committed.leaves_out(path) {
                Ok(true) => Some(Ok(committed.stream(path, MAX_STREAMED, &mut |bytes| content.take(bytes)))),
                Ok(false) => None,
                Err(said) => Some(Err(said)),
            })?,
            Err(said) => Err(said),
        };
        Some(match read {
            Ok(Ok(Some(_))) => self.says(content, path, true),
            Ok(Err(error)) if error.is_too_large() => unread(&error),
            Ok(Ok(None) | Err(_)) => Look::Away,
            Err(said) => Look::Unreadable(said),
        })
    }
}

/// The name of the file that a workspace is set up by: nothing that an organisation could show.
const SETTINGS: &str = "dmf.toml";

/// A file that is there and was not read.
fn unread(error: &WorldError) -> Look {
    if error.is_too_large() { Look::TooLarge { most: MAX_STREAMED } } else { Look::Unreadable(error.whole()) }
}
