//! Files as they stood at a revision of the repository that they lie in.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsString,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock},
};

use jiff::civil::Date;

use super::{
    Entry, EntryKind, World, WorldError,
    git::{GitError, Object, Objects, git, said},
};

/// A revision over another world: what lies in its repository is read as it stood then, all else as it is.
#[derive(Debug)]
pub struct Revision {
    around: Arc<dyn World>,
    top: PathBuf,
    name: String,
    hash: String,
    /// The day of the commit, where it was made.
    pub day: Date,
    objects: Mutex<Option<Objects>>,
    tree: OnceLock<Tree>,
}

/// The paths of the files of a revision from its top, by folder.
type Tree = BTreeMap<PathBuf, BTreeSet<(OsString, EntryKind)>>;

impl Revision {
    /// The revision `name` of the repository that `folder` lies in.
    ///
    /// # Errors
    /// When git cannot be run, there is no repository, or no such revision in it.
    pub fn find(around: Arc<dyn World>, folder: &Path, name: &str) -> Result<Self, WorldError> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let top = git(folder, ["rev-parse", "--show-toplevel"])?;
        if !top.status.success() {
            return Err(GitError::NoRepository { folder: folder.to_owned(), said: said(&top) }.into());
        }
        let top = PathBuf::from(String::from_utf8_lossy(&top.stdout).trim_end_matches(['\r', '\n']));
        let unknown = || GitError::UnknownRevision { folder: folder.to_owned(), revision: name.to_owned() };
        let commit = format!("{name}^{{commit}}");
        let found = git(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        let hash = String::from_utf8_lossy(&found.stdout).trim().to_owned();
        if !found.status.success() || hash.is_empty() {
            return Err(unknown().into());
        }
        let day = git(folder, ["show", "--no-patch", "--no-show-signature", "--format=%cs", &hash])?;
        let day = String::from_utf8_lossy(&day.stdout).trim().parse().map_err(|_| unknown())?;
        Ok(Self {
            around,
            top: top.canonicalize().unwrap_or(top),
            name: name.to_owned(),
            hash,
            day,
            objects: Mutex::new(None),
            tree: OnceLock::new(),
        })
    }

    /// `git:origin/main (1a2b3c4d5e)`.
    #[must_use]
    pub fn describe(&self) -> String {
        format!("git:{} ({})", self.name, &self.hash[..self.hash.len().min(10)])
    }

    /// The bytes of a file as the revision has it: nothing else stands in for it. `None` when the revision does not have it.
    ///
    /// # Errors
    /// When the file lies outside the repository, is too large, or git does not answer.
    pub fn held(&self, path: &Path, most: u64) -> Result<Option<Vec<u8>>, WorldError> {
        let failed = |said: String| GitError::Failed { path: path.to_owned(), revision: self.name.clone(), said };
        let inside = self.inside(path).ok_or_else(|| failed("it lies outside the repository".to_owned()))?;
        let inside = inside.to_string_lossy().replace('\\', "/");
        if inside.contains('\n') {
            return Err(failed("its name has a line end in it".to_owned()).into());
        }
        let mut objects = self.objects.lock().expect("nobody panics while reading an object");
        let objects = match &mut *objects {
            Some(objects) => objects,
            none => none.insert(Objects::open(&self.top)?),
        };
        match objects.read(&format!("{}:{inside}", self.hash), most).map_err(failed)? {
            Object::Missing => Ok(None),
            Object::Blob(bytes) => Ok(Some(bytes)),
            Object::TooLarge => {
                let (path, revision) = (path.to_owned(), self.name.clone());
                Err(GitError::TooLarge { path, revision, most }.into())
            }
        }
    }

    /// As [`Revision::held`], for a file that has to be there.
    ///
    /// # Errors
    /// When it is not, or cannot be read.
    pub fn require(&self, path: &Path, most: u64) -> Result<Vec<u8>, WorldError> {
        let missing = || GitError::NotInRevision { path: path.to_owned(), revision: self.name.clone() };
        Ok(self.held(path, most)?.ok_or_else(missing)?)
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
        whole.strip_prefix(&self.top).ok().map(Path::to_owned)
    }

    fn tree(&self) -> &Tree {
        self.tree.get_or_init(|| {
            let listed = git(&self.top, ["ls-tree", "-rz", "--name-only", "--full-tree", &self.hash]);
            let Ok(listed) = listed.as_ref().map(|listed| String::from_utf8_lossy(&listed.stdout)) else {
                return Tree::new();
            };
            let mut tree = Tree::new();
            for name in listed.split('\0').filter(|name| !name.is_empty()) {
                let mut path = Path::new(name);
                let mut kind = EntryKind::File;
                while let (Some(folder), Some(name)) = (path.parent(), path.file_name()) {
                    if !tree.entry(folder.to_owned()).or_default().insert((name.to_owned(), kind)) {
                        break;
                    }
                    (path, kind) = (folder, EntryKind::Folder);
                }
            }
            tree
        })
    }
}

impl World for Revision {
    fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, WorldError> {
        if self.inside(path).is_some() { self.require(path, most) } else { self.around.read(path, most) }
    }

    fn list(&self, folder: &Path) -> Result<Vec<Entry>, WorldError> {
        let Some(inside) = self.inside(folder) else { return self.around.list(folder) };
        let entries = self.tree().get(&inside).ok_or_else(|| WorldError::missing(folder))?;
        Ok(entries.iter().map(|(name, kind)| Entry { name: name.clone(), kind: *kind }).collect())
    }

    fn today(&self) -> Date {
        self.around.today()
    }

    fn kind(&self, path: &Path) -> Option<EntryKind> {
        let Some(inside) = self.inside(path) else { return self.around.kind(path) };
        if self.tree().contains_key(&inside) {
            return Some(EntryKind::Folder);
        }
        let (folder, name) = (inside.parent()?, inside.file_name()?);
        let entries = self.tree().get(folder)?;
        entries.contains(&(name.to_owned(), EntryKind::File)).then_some(EntryKind::File)
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        self.around.absolute(path)
    }

    fn real(&self, path: &Path) -> Option<PathBuf> {
        let Some(inside) = self.inside(path) else { return self.around.real(path) };
        self.kind(path).map(|_| self.top.join(inside))
    }

    fn name(&self, path: &Path) -> String {
        format!("{}:{}", self.describe(), path.display())
    }

    fn repository(&self, file: &Path) -> Option<PathBuf> {
        self.around.repository(file)
    }
}
