//! Files as they stood at a revision of the repository that they lie in.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock},
};

use jiff::civil::Date;

use super::{
    Beyond, Committed, Entry, EntryKind, MAX_BYTES, Version, World, WorldError,
    beyond::{ignored, is_in},
    git::{GitError, Object, Objects, Streamed},
    plain,
    repository::{Commit, Repository},
    tree::Tree,
};

/// A revision over another world: what lies in its repository is read as it stood then, all else as it is.
#[derive(Debug)]
pub struct Revision {
    around: Arc<dyn World>,
    repository: Repository,
    /// As it was asked for.
    name: String,
    commit: Commit,
    meant: Meant,
    /// The day of the commit, where it was made.
    pub day: Date,
    objects: Arc<Mutex<Option<Objects>>>,
    tree: OnceLock<Result<Tree, String>>,
    /// What is ignored in the checkout.
    ignored: OnceLock<BTreeSet<PathBuf>>,
    /// The submodules that were looked into, by their folders.
    submodules: Mutex<BTreeMap<PathBuf, Option<Arc<Self>>>>,
}

/// How a commit was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meant {
    /// It is the one that was named.
    Named,
    /// Where what is worked on, or another revision, parted from what was named.
    MergeBase,
    /// What was named, for want of an ancestor in common.
    Tip,
    /// The first parent of what was named, which is what is judged.
    Parent,
    /// So many commits before.
    Earlier(usize),
}

impl Revision {
    /// The revision `name` of the repository that `folder` lies in: for `A...B` where the two parted.
    ///
    /// # Errors
    /// When git cannot be run, there is no repository, or no such revision in it.
    pub fn find(around: Arc<dyn World>, folder: &Path, name: &str) -> Result<Self, WorldError> {
        Self::look(around, folder, name, false)
    }

    /// Where what is worked on parted from the revision `name`: for an ancestor of `HEAD` that revision itself.
    ///
    /// # Errors
    /// As [`Revision::find`].
    pub fn base(around: Arc<dyn World>, folder: &Path, name: &str) -> Result<Self, WorldError> {
        Self::look(around, folder, name, true)
    }

    fn look(around: Arc<dyn World>, folder: &Path, name: &str, of_head: bool) -> Result<Self, WorldError> {
        let repository = Repository::around(folder)?;
        let unknown =
            |revision: &str| GitError::UnknownRevision { folder: shown(folder), revision: revision.to_owned() };
        let require = |name: &str| repository.commit(name)?.ok_or_else(|| unknown(name));
        let side_or_head = |side: &str| require(if side.is_empty() { "HEAD" } else { side });
        let (one, other) = match name.split_once("...") {
            Some((one, other)) => (side_or_head(one)?, Some(side_or_head(other)?)),
            None => (require(name)?, if of_head { repository.commit("HEAD")? } else { None }),
        };
        let parted = match &other {
            Some(other) => repository.merge_base(&one, other)?,
            None => Some(one.clone()),
        };
        let (commit, meant) = match parted {
            Some(base) if base == one => (base, Meant::Named),
            Some(base) => (base, Meant::MergeBase),
            None => (one, Meant::Tip),
        };
        Ok(Self::of(around, repository, name.to_owned(), commit, meant)?)
    }

    fn of(
        around: Arc<dyn World>,
        repository: Repository,
        name: String,
        commit: Commit,
        meant: Meant,
    ) -> Result<Self, GitError> {
        let day = repository.ask(["show", "--no-patch", "--no-show-signature", "--format=%cs", &commit.0])?;
        let unknown = || GitError::UnknownRevision { folder: repository.top.clone(), revision: name.clone() };
        let day = String::from_utf8_lossy(&day.stdout).trim().parse().map_err(|_| unknown())?;
        let (objects, tree, ignored) = (Arc::default(), OnceLock::new(), OnceLock::new());
        Ok(Self { around, repository, name, commit, meant, day, objects, tree, ignored, submodules: Mutex::default() })
    }

    /// `git:origin/main (1a2b3c4d5e)`, or with what else has to be known of it.
    #[must_use]
    pub fn describe(&self) -> String {
        let (name, short) = (&self.name, self.commit.short());
        match self.meant {
            Meant::Named => format!("git:{name} ({short})"),
            Meant::MergeBase => format!("git:{name} (merge base {short})"),
            Meant::Tip => format!("git:{name} ({short}, without a common ancestor)"),
            Meant::Parent => format!("the first parent of git:{name}, which is what is judged ({short})"),
            Meant::Earlier(1) => format!("a commit before git:{name} ({short})"),
            Meant::Earlier(count) => format!("{count} commits before git:{name} ({short})"),
        }
    }

    /// Whether it is the commit that is checked out.
    ///
    /// # Errors
    /// When git does not answer.
    pub fn is_head(&self) -> Result<bool, WorldError> {
        Ok(self.repository.checked_out && self.repository.commit("HEAD")?.as_ref() == Some(&self.commit))
    }

    /// The commit that is checked out and its day; `None` where none is.
    ///
    /// # Errors
    /// When git does not answer.
    pub fn head(&self) -> Result<Option<(String, Date)>, WorldError> {
        let head = if self.repository.checked_out { self.repository.commit("HEAD")? } else { None };
        let Some(commit) = head else { return Ok(None) };
        let name = format!("git:HEAD ({})", commit.short());
        if commit == self.commit {
            return Ok(Some((name, self.day)));
        }
        let (around, repository) = (Arc::clone(&self.around), self.repository.clone());
        let head = Self::of(around, repository, "HEAD".to_owned(), commit, Meant::Named)?;
        Ok(Some((name, head.day)))
    }

    /// Its first parent, as what is compared with where it is itself what is judged. `None` where it is the first commit,
    /// or where history is cut.
    ///
    /// # Errors
    /// When git does not answer.
    pub fn parent(&self) -> Result<Option<Self>, WorldError> {
        let mut line = self.repository.line_of(&self.commit, 2)?;
        if line.len() < 2 {
            return Ok(None);
        }
        let parent = line.remove(1);
        let Self { around, repository, name, .. } = self;
        let parent = Self::of(Arc::clone(around), repository.clone(), name.clone(), parent, Meant::Parent)?;
        Ok(Some(Self { objects: Arc::clone(&self.objects), ..parent }))
    }

    /// The nearest of its first-parent ancestors, `most` back, in which a file reads otherwise than in the one after it.
    /// The search goes on from `after`, the number of the last one found.
    ///
    /// # Errors
    /// When an object cannot be read.
    pub fn earlier(
        &self,
        path: &Path,
        after: usize,
        most: usize,
    ) -> Result<Option<(usize, Self, Vec<u8>)>, WorldError> {
        let line = self.repository.line_of(&self.commit, most + 1)?;
        let held = |commit: &Commit| self.held_at(commit, path, MAX_BYTES);
        let Some(mut last) = line.get(after).map(held).transpose()? else { return Ok(None) };
        for (back, commit) in line.iter().enumerate().skip(after + 1) {
            let bytes = held(commit)?;
            if let (Some(bytes), true) = (&bytes, bytes != last) {
                let Self { around, repository, name, .. } = self;
                let (around, meant) = (Arc::clone(around), Meant::Earlier(back));
                let found = Self::of(around, repository.clone(), name.clone(), commit.clone(), meant)?;
                return Ok(Some((back, Self { objects: Arc::clone(&self.objects), ..found }, bytes.clone())));
            }
            last = bytes;
        }
        Ok(None)
    }

    /// The bytes of a file as the revision has it: nothing else stands in for it. `None` when the revision does not have it.
    ///
    /// # Errors
    /// When the file lies outside the repository, is too large, its object is not here, or git does not answer.
    pub fn held(&self, path: &Path, most: u64) -> Result<Option<Vec<u8>>, WorldError> {
        let bytes = self.held_at(&self.commit, path, most)?;
        if bytes.is_none()
            && let Some(inside) = self.inside(path)
            && self.tree().map_err(|said| self.failed(path, said))?.has(&inside)
        {
            let said = "its object is not in this copy of the repository; fetch it, or clone without a filter";
            return Err(self.failed(path, said.to_owned()).into());
        }
        Ok(bytes)
    }

    fn held_at(&self, commit: &Commit, path: &Path, most: u64) -> Result<Option<Vec<u8>>, WorldError> {
        let failed = |said: String| self.failed(path, said);
        let inside = self.inside(path).ok_or_else(|| failed("it lies outside the repository".to_owned()))?;
        let Some(name) = self.object_name(commit, &inside)? else { return Ok(None) };
        let read = self.with_objects(|objects| objects.read(&name, most))?;
        match read.map_err(failed)? {
            Object::Missing => Ok(None),
            Object::Blob(bytes) => Ok(Some(bytes)),
            Object::Outside => Err(failed("it is a link that leads out of the repository".to_owned()).into()),
            Object::TooLarge => {
                let (path, revision) = (path.to_owned(), self.name.clone());
                Err(GitError::TooLarge { path, revision, most }.into())
            }
        }
    }

    /// The name by which git is asked for what a commit has at a path from the top; `None` where that has nothing of such a
    /// name.
    fn object_name(&self, commit: &Commit, inside: &Path) -> Result<Option<Vec<u8>>, GitError> {
        let mut name = [commit.0.as_bytes(), b":"].concat();
        name.extend(slashes(inside));
        // Git is asked a name a line.
        if name.iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
            self.repository.object(&name)
        } else {
            Ok(Some(name))
        }
    }

    fn with_objects<T>(&self, ask: impl FnOnce(&mut Objects) -> T) -> Result<T, GitError> {
        let mut objects = self.objects.lock().expect("nobody panics while reading an object");
        let objects = match &mut *objects {
            Some(objects) => objects,
            none => none.insert(Objects::open(self.repository.command())?),
        };
        Ok(ask(objects))
    }

    /// The files that belong to the work tree and are left out of this checkout, by their paths from the top.
    pub(super) fn left_out(&self) -> Result<BTreeSet<PathBuf>, WorldError> {
        if !self.repository.checked_out {
            return Ok(BTreeSet::new());
        }
        Ok(self.repository.left_out()?)
    }

    /// A whole path, with its links followed, from the top of the repository.
    pub(super) fn beneath_top<'a>(&self, path: &'a Path) -> Option<&'a Path> {
        path.strip_prefix(&self.repository.top).ok()
    }

    /// Hands over the bytes of a file by its path from the top. `None` where it is none, or its object is not here.
    pub(super) fn stream_inside(
        &self,
        inside: &Path,
        most: u64,
        take: &mut dyn FnMut(&[u8]),
    ) -> Result<Option<u64>, WorldError> {
        self.stream_at(&self.commit, inside, most, take)
    }

    /// The same as another commit has it.
    pub(super) fn stream_at(
        &self,
        commit: &Commit,
        inside: &Path,
        most: u64,
        take: &mut dyn FnMut(&[u8]),
    ) -> Result<Option<u64>, WorldError> {
        let Some(name) = self.object_name(commit, inside)? else { return Ok(None) };
        let read = self.with_objects(|objects| objects.stream(&name, most, take))?;
        match read.map_err(|said| self.failed(inside, said))? {
            Streamed::All(size) => Ok(Some(size)),
            Streamed::None => Ok(None),
            Streamed::TooLarge => {
                // What was left unread would have to be waited for.
                *self.objects.lock().expect("nobody panics while reading an object") = None;
                let (path, revision) = (inside.to_owned(), self.name.clone());
                Err(GitError::TooLarge { path, revision, most }.into())
            }
        }
    }

    /// Whether its `.gitattributes` hand a path from the top to a filter of that name.
    pub(super) fn filters(&self, inside: &Path, filter: &str) -> Result<bool, WorldError> {
        Ok(self.repository.filter_of(&self.commit, inside)?.as_deref() == Some(filter))
    }

    /// The commits before it and itself that changed a file, by its path from the top: the newest first, `most` of them.
    pub(super) fn changes(&self, inside: &Path, most: usize) -> Result<Vec<Version>, WorldError> {
        Ok(self.repository.changes_of(&self.commit, inside, most)?)
    }

    /// A path that is seen from the top of the repository, as it is seen from here.
    #[must_use]
    pub fn from_top(&self, path: &Path) -> PathBuf {
        self.repository.top.join(path)
    }

    /// Whether history is cut, so that parents may be missing.
    ///
    /// # Errors
    /// When git does not answer.
    pub fn is_cut(&self) -> Result<bool, WorldError> {
        Ok(self.repository.is_shallow()?)
    }

    /// Whether a file stands now as it is in the revision, however its lines end.
    ///
    /// # Errors
    /// When git does not answer. A file that cannot be read is another.
    pub fn has_as_is(&self, path: &Path) -> Result<bool, WorldError> {
        let Some(then) = self.held(path, MAX_BYTES)? else { return Ok(false) };
        let Ok(now) = self.around.read(path, MAX_BYTES) else { return Ok(false) };
        let plain = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
        Ok(now == then || plain(&now) == plain(&then))
    }

    /// The files of the revision that are not there now, in order, as they are seen from here. `wanted` is asked with paths
    /// from the top. What is only left out of the checkout is there.
    ///
    /// # Errors
    /// When git does not answer.
    pub fn gone(&self, wanted: &dyn Fn(&Path) -> bool) -> Result<Vec<PathBuf>, WorldError> {
        if !self.repository.checked_out {
            return Ok(Vec::new());
        }
        self.listed(wanted, false)
    }

    /// The files of the revision that stand where they stood, of those that `wanted` takes, as [`Revision::gone`] has them.
    ///
    /// # Errors
    /// When git does not answer.
    pub fn standing(&self, wanted: &dyn Fn(&Path) -> bool) -> Result<Vec<PathBuf>, WorldError> {
        self.listed(wanted, true)
    }

    fn listed(&self, wanted: &dyn Fn(&Path) -> bool, stands: bool) -> Result<Vec<PathBuf>, WorldError> {
        let tree = self.tree().map_err(|said| self.failed(Path::new("."), said))?;
        let whole = |file: &Path| self.repository.top.join(file);
        let mut gone: Vec<&Path> =
            tree.files().filter(|file| wanted(file) && self.around.has_file(&whole(file)) == stands).collect();
        if !gone.is_empty() && !stands {
            let left_out = self.repository.left_out()?;
            gone.retain(|file| !left_out.contains(*file));
        }
        let here = self.around.real(Path::new("."));
        let seen = |whole: PathBuf| match here.as_ref().and_then(|here| whole.strip_prefix(here).ok()) {
            Some(path) => path.to_owned(),
            None => whole,
        };
        Ok(gone.into_iter().map(|file| seen(whole(file))).collect())
    }

    /// Whether a path lies below a folder, both as they are seen from here.
    #[must_use]
    pub fn lies_in(&self, path: &Path, folder: &Path) -> bool {
        self.inside(path).zip(self.inside(folder)).is_some_and(|(path, folder)| path.starts_with(folder))
    }

    /// Whether a path lies in the repository.
    #[must_use]
    pub fn holds(&self, path: &Path) -> bool {
        self.inside(path).is_some()
    }

    fn failed(&self, path: &Path, said: String) -> GitError {
        GitError::Failed { path: path.to_owned(), revision: self.name.clone(), said }
    }

    /// As [`Revision::held`], for a file that has to be there.
    ///
    /// # Errors
    /// When it is not, or cannot be read.
    pub fn require(&self, path: &Path, most: u64) -> Result<Vec<u8>, WorldError> {
        let missing = || GitError::NotInRevision { path: path.to_owned(), revision: self.name.clone() };
        Ok(self.held(path, most)?.ok_or_else(missing)?)
    }

    /// The commit of the submodule in a folder. `None` where that is not here.
    fn submodule(&self, folder: &Path, commit: &Commit) -> Option<Arc<Self>> {
        let mut known = self.submodules.lock().expect("nobody panics while looking up a submodule");
        if let Some(known) = known.get(folder) {
            return known.clone();
        }
        let whole = self.repository.top.join(folder);
        let find = || {
            let repository = Repository::around(&whole).ok().filter(|found| found.top == whole)?;
            let commit = repository.commit(&commit.0).ok()??;
            let name = format!("{}:{}", self.name, folder.display());
            Self::of(Arc::clone(&self.around), repository, name, commit, Meant::Named).ok()
        };
        let found = find().map(Arc::new);
        known.insert(folder.to_owned(), found.clone());
        found
    }

    /// A path as seen from the top of the repository. Links are followed for folders only: a file that is gone by now has
    /// none, and its folder may be gone as well.
    fn inside(&self, path: &Path) -> Option<PathBuf> {
        let whole = self.around.absolute(path);
        let own = usize::from(!self.around.is_folder(path));
        let above = whole.ancestors().skip(own).find_map(|above| Some((above, above.canonicalize().ok()?)));
        let whole = match above {
            Some((above, real)) => real.join(whole.strip_prefix(above).ok()?),
            None => whole,
        };
        let real = whole.strip_prefix(&self.repository.top).ok().map(Path::to_owned);
        // What stood there by that very name is meant, wherever a link of now leads to.
        match self.named(path) {
            Some(named)
                if real.as_ref() != Some(&named) && self.tree().is_ok_and(|tree| tree.kind(&named).is_some()) =>
            {
                Some(named)
            }
            _ => real,
        }
    }

    /// A path from the top of the repository as it is written, whichever links are in it below the top.
    fn named(&self, path: &Path) -> Option<PathBuf> {
        let whole = plain(&self.around.absolute(path));
        let top = whole
            .ancestors()
            .skip(1)
            .find(|above| above.canonicalize().is_ok_and(|above| above == self.repository.top))?;
        whole.strip_prefix(top).ok().map(Path::to_owned)
    }

    fn tree(&self) -> Result<&Tree, String> {
        self.tree.get_or_init(|| Tree::read(&self.repository, &self.commit)).as_ref().map_err(Clone::clone)
    }
}

/// A folder as people read of it.
fn shown(folder: &Path) -> PathBuf {
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() }
}

/// A path as git writes it.
fn slashes(path: &Path) -> Vec<u8> {
    let parts: Vec<&[u8]> = path.components().map(|part| part.as_os_str().as_encoded_bytes()).collect();
    parts.join(&b'/')
}

impl World for Revision {
    fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, WorldError> {
        if self.inside(path).is_some() { self.require(path, most) } else { self.around.read(path, most) }
    }

    fn list(&self, folder: &Path) -> Result<Vec<Entry>, WorldError> {
        let Some(inside) = self.inside(folder) else { return self.around.list(folder) };
        let tree = self.tree().map_err(|said| self.failed(folder, said))?;
        tree.list(&inside).ok_or_else(|| WorldError::missing(folder))
    }

    fn stream(&self, path: &Path, most: u64, take: &mut dyn FnMut(&[u8])) -> Result<u64, WorldError> {
        match self.inside(path) {
            Some(inside) => Ok(self.stream_inside(&inside, most, take)?.ok_or_else(|| WorldError::missing(path))?),
            None => self.around.stream(path, most, take),
        }
    }

    fn committed(&self, _: &Path) -> Result<Option<Committed>, WorldError> {
        let Self { around, repository, name, commit, meant, day, objects, .. } = self;
        let (around, objects) = (Arc::clone(around), Arc::clone(objects));
        let (repository, name, commit) = (repository.clone(), name.clone(), commit.clone());
        let (meant, day, tree) = (*meant, *day, OnceLock::new());
        let (ignored, submodules) = (OnceLock::new(), Mutex::default());
        let held = Self { around, repository, name, commit, meant, day, objects, tree, ignored, submodules };
        Ok(Some(Committed::of(held)))
    }

    fn beyond(&self, path: &Path) -> Option<Beyond> {
        let inside = self.beneath_top(path).filter(|_| self.repository.checked_out)?;
        let tree = self.tree().ok()?;
        let now = || Beyond::Now(Arc::clone(&self.around));
        if let Some((folder, commit)) = tree.within(inside) {
            let rest = inside.strip_prefix(folder).ok()?.to_owned();
            return Some(self.submodule(folder, commit).map_or_else(now, |found| Beyond::Submodule(found, rest)));
        }
        // Another repository in a folder of this one, which does not know of it.
        let other = self.around.repository(path).is_some_and(|top| top != self.repository.top);
        let ignored = || is_in(self.ignored.get_or_init(|| ignored(&self.repository)), inside);
        (other || ignored()).then(now)
    }

    fn today(&self) -> Date {
        self.around.today()
    }

    fn kind(&self, path: &Path) -> Option<EntryKind> {
        match self.inside(path) {
            // What git cannot list is not missing: whoever reads it is told git's words.
            Some(inside) => self.tree().map_or(Some(EntryKind::File), |tree| tree.kind(&inside)),
            None => self.around.kind(path),
        }
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        self.around.absolute(path)
    }

    fn real(&self, path: &Path) -> Option<PathBuf> {
        let Some(inside) = self.inside(path) else { return self.around.real(path) };
        self.kind(path).map(|_| self.repository.top.join(inside))
    }

    fn name(&self, path: &Path) -> String {
        format!("{}:{}", self.describe(), path.display())
    }

    fn repository(&self, file: &Path) -> Option<PathBuf> {
        self.around.repository(file)
    }
}
