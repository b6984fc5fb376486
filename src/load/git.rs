//! Files as they stood at a revision of the repository that they lie in, by the `git` that is installed.
//!
//! Only objects are read: the work tree, the index and the references stay as they are.

use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    io::{self, BufRead, Read, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio},
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

    /// Opens the revision for the reading of many files.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn batch(&self) -> Result<Batch, GitError> {
        let top = git(&self.folder, ["rev-parse", "--show-toplevel"])?;
        let top = PathBuf::from(String::from_utf8_lossy(&top.stdout).trim_end_matches(['\r', '\n']));
        let mut child = Command::new("git")
            .arg("-C")
            .arg(&top)
            .args(["cat-file", "--batch"])
            .env("GIT_OPTIONAL_LOCKS", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|source| GitError::NoGit { source })?;
        let ask = child.stdin.take().expect("its input is a pipe");
        let answer = io::BufReader::new(child.stdout.take().expect("its output is a pipe"));
        Ok(Batch { revision: self.clone(), top, ask: Some(ask), answer, child })
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

/// A revision whose files are read one after the other by one run of git.
#[derive(Debug)]
pub struct Batch {
    revision: Revision,
    top: PathBuf,
    ask: Option<ChildStdin>,
    answer: io::BufReader<ChildStdout>,
    child: Child,
}

impl Batch {
    /// The bytes of a file at the place where `path` lies now. `None` when the revision does not have it.
    ///
    /// # Errors
    /// When the file lies outside the repository, is too large, or git does not answer.
    pub fn read(&mut self, path: &Path) -> Result<Option<Vec<u8>>, GitError> {
        let failed = |said: &str| GitError::Failed {
            path: path.to_owned(),
            revision: self.revision.name.clone(),
            said: said.to_owned(),
        };
        // Links are followed for the folder only: a file that is gone by now has none.
        let whole = std::path::absolute(path).map_err(|error| failed(&error.to_string()))?;
        let above = whole.parent().and_then(|above| above.canonicalize().ok());
        let whole = above.zip(whole.file_name()).map(|(above, name)| above.join(name)).unwrap_or(whole);
        let top = self.top.canonicalize().unwrap_or_else(|_| self.top.clone());
        let inside = whole.strip_prefix(&top).map_err(|_| failed("it lies outside the repository"))?;
        let inside = inside.to_string_lossy().replace('\\', "/");
        if inside.contains('\n') {
            return Err(failed("its name has a line end in it"));
        }
        let world = |error: &io::Error| failed(&error.to_string());
        let ask = self.ask.as_mut().expect("open until dropped");
        writeln!(ask, "{}:{inside}", self.revision.hash).and_then(|()| ask.flush()).map_err(|error| world(&error))?;
        let mut head = String::new();
        self.answer.read_line(&mut head).map_err(|error| world(&error))?;
        let words: Vec<&str> = head.split_whitespace().collect();
        if words.last() == Some(&"missing") {
            return Ok(None);
        }
        let ["blob", size] = words[words.len().saturating_sub(2)..] else { return Err(failed(head.trim())) };
        let size: usize = size.parse().map_err(|_| failed(head.trim()))?;
        if size as u64 > MAX_BYTES {
            return Err(GitError::TooLarge { path: path.to_owned(), revision: self.revision.name.clone() });
        }
        // A line end follows the bytes.
        let mut bytes = vec![0; size + 1];
        self.answer.read_exact(&mut bytes).map_err(|error| world(&error))?;
        bytes.pop();
        Ok(Some(bytes))
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        // Git ends when there is nothing more to ask.
        drop(self.ask.take());
        let _ = self.child.wait();
    }
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
