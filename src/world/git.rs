//! The `git` that is installed: what it is asked, and why it may not answer.
//!
//! Only objects are read: the work tree, the index and the references stay as they are.

use std::{
    ffi::OsStr,
    io::{self, BufRead, Read, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio},
};

use super::error::size;

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
    #[error("`{}` in revision `{revision}` is larger than the {} that are read", path.display(), size(*most))]
    TooLarge { path: PathBuf, revision: String, most: u64 },
    #[error("git cannot read `{}` in revision `{revision}`: {said}", path.display())]
    Failed { path: PathBuf, revision: String, said: String },
}

/// Runs git in a folder.
pub(super) fn git<A: AsRef<OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = A>) -> Result<Output, GitError> {
    command(folder).args(arguments).output().map_err(|source| GitError::NoGit { source })
}

/// Messages in one language, no prompt, no write to the index.
fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder);
    command.env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0").env("GIT_OPTIONAL_LOCKS", "0");
    command
}

/// The last line that git said, without its `fatal:`.
pub(super) fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("git says nothing");
    line.trim_start_matches("fatal: ").trim().to_owned()
}

/// What stands behind the name of an object.
pub(super) enum Object {
    Missing,
    TooLarge,
    Blob(Vec<u8>),
}

/// One run of git that reads objects, one after the other.
#[derive(Debug)]
pub(super) struct Objects {
    ask: Option<ChildStdin>,
    answer: io::BufReader<ChildStdout>,
    child: Child,
}

impl Objects {
    /// Begins it at the top of a repository.
    pub(super) fn open(top: &Path) -> Result<Self, GitError> {
        let mut child = command(top)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|source| GitError::NoGit { source })?;
        let ask = child.stdin.take().expect("its input is a pipe");
        let answer = io::BufReader::new(child.stdout.take().expect("its output is a pipe"));
        Ok(Self { ask: Some(ask), answer, child })
    }

    /// The object `name`, which holds no line end. What is larger than `most` bytes is read past.
    pub(super) fn read(&mut self, name: &str, most: u64) -> Result<Object, String> {
        let ask = self.ask.as_mut().expect("open until dropped");
        let world = |error: io::Error| error.to_string();
        writeln!(ask, "{name}").and_then(|()| ask.flush()).map_err(world)?;
        let mut head = String::new();
        self.answer.read_line(&mut head).map_err(world)?;
        let words: Vec<&str> = head.split_whitespace().collect();
        if words.last() == Some(&"missing") {
            return Ok(Object::Missing);
        }
        let [kind, size] = words[words.len().saturating_sub(2)..] else { return Err(head.trim().to_owned()) };
        let size: u64 = size.parse().map_err(|_| head.trim().to_owned())?;
        if size > most || kind != "blob" {
            // A line end follows the bytes.
            io::copy(&mut (&mut self.answer).take(size + 1), &mut io::sink()).map_err(world)?;
            return if kind == "blob" { Ok(Object::TooLarge) } else { Err(head.trim().to_owned()) };
        }
        let mut bytes = vec![0; usize::try_from(size + 1).map_err(|error| error.to_string())?];
        self.answer.read_exact(&mut bytes).map_err(world)?;
        bytes.pop();
        Ok(Object::Blob(bytes))
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        // Git ends when there is nothing more to ask.
        drop(self.ask.take());
        let _ = self.child.wait();
    }
}
