//! Files as they stood at a revision of the repository that they lie in, by the `git` that is installed.
//!
//! Only objects are read: the work tree, the index and the references stay as they are.

use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    io,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use jiff::civil::Date;

use super::disk::MAX_BYTES;

/// Why a revision cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    #[error("`git:` needs the program git, which cannot be run")]
    NoGit { source: io::Error },
    #[error("`{}` lies in no git repository: {said}", folder.display())]
    NoRepository { folder: PathBuf, said: String },
    #[error("the repository of `{}` has no revision `{revision}`; a shallow clone may lack it: fetch it first", folder.display())]
    UnknownRevision { folder: PathBuf, revision: String },
    #[error("`{}` is not in revision `{revision}`", path.display())]
    NotInRevision { path: PathBuf, revision: String },
    #[error("`{}` in revision `{revision}` is larger than the {} MiB that are read", path.display(), MAX_BYTES / 1024 / 1024)]
    TooLarge { path: PathBuf, revision: String },
    #[error("git cannot read `{}` in revision `{revision}`: {said}", path.display())]
    Failed { path: PathBuf, revision: String, said: String },
}

/// A revision, seen from a folder of the work tree.
#[derive(Debug, Clone)]
pub struct Revision {
    folder: PathBuf,
    name: String,
    hash: String,
    /// The day of the commit, where it was made.
    pub day: Date,
}

impl Revision {
    /// The revision `name` of the repository that `folder` lies in.
    ///
    /// # Errors
    /// When git cannot be run, there is no repository, or no such revision in it.
    pub fn find(folder: &Path, name: &str) -> Result<Self, GitError> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let top = git(folder, ["rev-parse", "--show-toplevel"])?;
        if !top.status.success() {
            return Err(GitError::NoRepository { folder: folder.to_owned(), said: said(&top) });
        }
        let unknown = || GitError::UnknownRevision { folder: folder.to_owned(), revision: name.to_owned() };
        let commit = format!("{name}^{{commit}}");
        let found = git(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        let hash = String::from_utf8_lossy(&found.stdout).trim().to_owned();
        if !found.status.success() || hash.is_empty() {
            return Err(unknown());
        }
        let day = git(folder, ["show", "--no-patch", "--no-show-signature", "--format=%cs", &hash])?;
        let day = String::from_utf8_lossy(&day.stdout).trim().parse().map_err(|_| unknown())?;
        Ok(Self { folder: folder.to_owned(), name: name.to_owned(), hash, day })
    }

    /// `git:origin/main (1a2b3c4d5e)`.
    #[must_use]
    pub fn describe(&self) -> String {
        format!("git:{} ({})", self.name, &self.hash[..self.hash.len().min(10)])
    }

    /// The same revision, seen from another folder of the same repository.
    #[must_use]
    pub fn from(&self, folder: &Path) -> Self {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        Self { folder: folder.to_owned(), ..self.clone() }
    }

    /// The bytes of a file; its path is seen from the folder. `None` when the revision does not have it.
    ///
    /// # Errors
    /// When git cannot be run, or the file is too large.
    pub fn read(&self, path: &Path) -> Result<Option<Vec<u8>>, GitError> {
        let object = self.object(path);
        let size = git(&self.folder, [OsStr::new("cat-file"), OsStr::new("-s"), &object])?;
        if !size.status.success() {
            return Ok(None);
        }
        let size: u64 = String::from_utf8_lossy(&size.stdout).trim().parse().unwrap_or(u64::MAX);
        if size > MAX_BYTES {
            return Err(GitError::TooLarge { path: path.to_owned(), revision: self.name.clone() });
        }
        let blob = git(&self.folder, [OsStr::new("cat-file"), OsStr::new("blob"), &object])?;
        if blob.status.success() {
            Ok(Some(blob.stdout))
        } else {
            Err(GitError::Failed { path: path.to_owned(), revision: self.name.clone(), said: said(&blob) })
        }
    }

    /// As [`Revision::read`], for a file that has to be there.
    ///
    /// # Errors
    /// When it is not, or cannot be read.
    pub fn require(&self, path: &Path) -> Result<Vec<u8>, GitError> {
        self.read(path)?
            .ok_or_else(|| GitError::NotInRevision { path: self.folder.join(path), revision: self.name.clone() })
    }

    /// The files below a sub-folder, by their paths below it with `/`. `None` when the revision has no such folder.
    ///
    /// # Errors
    /// When git cannot be run, or a file cannot be read.
    pub fn files(&self, sub: &Path) -> Result<Option<BTreeMap<String, Vec<u8>>>, GitError> {
        let tree = self.object(sub);
        let listed = git(
            &self.folder,
            [OsStr::new("ls-tree"), OsStr::new("-rz"), OsStr::new("--name-only"), OsStr::new("--full-tree"), &tree],
        )?;
        if !listed.status.success() {
            return Ok(None);
        }
        let mut files = BTreeMap::new();
        for name in String::from_utf8_lossy(&listed.stdout).split('\0').filter(|name| !name.is_empty()) {
            if let Some(bytes) = self.read(&sub.join(name))? {
                files.insert(name.to_owned(), bytes);
            }
        }
        Ok(Some(files))
    }

    /// `HASH:./path`: git reads it as seen from the folder.
    fn object(&self, path: &Path) -> OsString {
        let mut object = OsString::from(format!("{}:./", self.hash));
        if path != Path::new(".") {
            object.push(path.strip_prefix(".").unwrap_or(path));
        }
        object
    }
}

/// The top of the repository that a file lies in, without asking git.
#[must_use]
pub fn repository(file: &Path) -> Option<PathBuf> {
    file.ancestors().skip(1).find(|folder| folder.join(".git").exists()).map(Path::to_owned)
}

fn git<A: AsRef<OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = A>) -> Result<Output, GitError> {
    Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        // Messages in one language, no prompt, no write to the index.
        .env("LC_ALL", "C")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .output()
        .map_err(|source| GitError::NoGit { source })
}

/// The last line that git said, without its `fatal:`.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("git says nothing");
    line.trim_start_matches("fatal: ").trim().to_owned()
}
