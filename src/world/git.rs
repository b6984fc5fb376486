//! The `git` that is installed: what it is asked, and why it may not answer.
//!
//! Only objects are read: the work tree, the index and the references stay as they are.

use std::{
    ffi::OsStr,
    io::{self, BufRead, Read, Write},
    path::PathBuf,
    process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio},
    thread::JoinHandle,
};

use super::error::size;

/// Why a revision cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    #[error("`git:` needs the program git, which cannot be run")]
    NoGit { source: io::Error },
    #[error("`{}` lies in no git repository: {said}", folder.display())]
    NoRepository { folder: PathBuf, said: String },
    #[error(
        "git distrusts the repository of `{}`, whose files belong to another user; if you trust it: \
         git config --global --add safe.directory {repository}",
        folder.display()
    )]
    Distrusted { folder: PathBuf, repository: String },
    #[error("the repository of `{}` has no revision `{revision}`; a shallow clone may lack it: fetch it first", folder.display())]
    UnknownRevision { folder: PathBuf, revision: String },
    #[error("`{}` is not in revision `{revision}`", path.display())]
    NotInRevision { path: PathBuf, revision: String },
    #[error("`{}` in revision `{revision}` is larger than the {} that are read", path.display(), size(*most))]
    TooLarge { path: PathBuf, revision: String, most: u64 },
    #[error(
        "{revision} is what is judged, and its parent is not in this shallow clone: fetch one commit more (`fetch-depth: 2`)"
    )]
    NoParent { revision: String },
    #[error("git cannot read `{}` in revision `{revision}`: {said}", path.display())]
    Failed { path: PathBuf, revision: String, said: String },
}

/// Runs git.
pub(super) fn git<A: AsRef<OsStr>>(
    mut command: Command,
    arguments: impl IntoIterator<Item = A>,
) -> Result<Output, GitError> {
    command.args(arguments).output().map_err(|source| GitError::NoGit { source })
}

/// The last line that git said, without its `fatal:`.
pub(super) fn said(output: &Output) -> String {
    last(&output.stderr)
}

fn last(said: &[u8]) -> String {
    let text = String::from_utf8_lossy(said);
    let line = text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("git says nothing");
    line.trim_start_matches("fatal: ").trim().to_owned()
}

/// Bytes of an object that are in hand at a time.
const PIECE: usize = 64 * 1024;

/// What stands behind the name of an object.
pub(super) enum Object {
    /// There is nothing of that name, or it is not in this copy of the repository.
    Missing,
    /// A link that leads out of the repository.
    Outside,
    TooLarge,
    Blob(Vec<u8>),
}

/// What became of an object that was to be handed over.
pub(super) enum Streamed {
    /// There is none of that name, it is not in this copy of the repository, or it is no file.
    None,
    TooLarge,
    /// So many bytes.
    All(u64),
}

/// One run of git that reads objects, one after the other.
#[derive(Debug)]
pub(super) struct Objects {
    ask: Option<ChildStdin>,
    answer: io::BufReader<ChildStdout>,
    child: Child,
    /// What it complains of, read beside, so that it never waits for somebody to listen.
    complaints: Option<JoinHandle<Vec<u8>>>,
}

impl Objects {
    /// Begins it: `command` is git in its repository.
    pub(super) fn open(mut command: Command) -> Result<Self, GitError> {
        let mut child = command
            .args(["cat-file", "--batch", "--follow-symlinks"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|source| GitError::NoGit { source })?;
        let ask = child.stdin.take().expect("its input is a pipe");
        let answer = io::BufReader::new(child.stdout.take().expect("its output is a pipe"));
        let mut stderr = child.stderr.take().expect("its complaints are a pipe");
        let complaints = std::thread::spawn(move || {
            let mut said = Vec::new();
            let _ = stderr.read_to_end(&mut said);
            said
        });
        Ok(Self { ask: Some(ask), answer, child, complaints: Some(complaints) })
    }

    /// The object `name`, which holds no line end. What is larger than `most` bytes is read past.
    pub(super) fn read(&mut self, name: &[u8], most: u64) -> Result<Object, String> {
        self.answer_to(name, most).map_err(|error| self.words(error))
    }

    /// The same a piece at a time. After one that is larger than `most` bytes nothing more can be asked.
    pub(super) fn stream(&mut self, name: &[u8], most: u64, take: &mut dyn FnMut(&[u8])) -> Result<Streamed, String> {
        self.pieces_of(name, most, take).map_err(|error| self.words(error))
    }

    fn words(&mut self, error: Unanswered) -> String {
        match error {
            Unanswered::Said(said) => said,
            Unanswered::Ended(error) => self.ended().unwrap_or_else(|| error.to_string()),
        }
    }

    fn pieces_of(&mut self, name: &[u8], most: u64, take: &mut dyn FnMut(&[u8])) -> Result<Streamed, Unanswered> {
        let Some((kind, size)) = self.head(name)? else { return Ok(Streamed::None) };
        if size > most {
            self.child.kill()?;
            return Ok(Streamed::TooLarge);
        }
        let mut left = size;
        let mut piece = vec![0; PIECE];
        while left > 0 {
            let most = usize::try_from(left).unwrap_or(PIECE).min(PIECE);
            self.answer.read_exact(&mut piece[..most])?;
            if kind == "blob" {
                take(&piece[..most]);
            }
            left -= most as u64;
        }
        self.answer.read_exact(&mut [0])?;
        Ok(if kind == "blob" { Streamed::All(size) } else { Streamed::None })
    }

    /// The kind and the size of an object, whose bytes and a line end then follow. `None` where there is none.
    fn head(&mut self, name: &[u8]) -> Result<Option<(String, u64)>, Unanswered> {
        let ask = self.ask.as_mut().ok_or_else(|| Unanswered::Said("git has ended".to_owned()))?;
        ask.write_all(name).and_then(|()| ask.write_all(b"\n")).and_then(|()| ask.flush())?;
        let mut head = Vec::new();
        if self.answer.read_until(b'\n', &mut head)? == 0 {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        let head = String::from_utf8_lossy(&head).trim_end().to_owned();
        if head.ends_with(" missing") {
            return Ok(None);
        }
        let (kind, size) = head.rsplit_once(' ').ok_or_else(|| Unanswered::Said(head.clone()))?;
        let kind = kind.rsplit(' ').next().unwrap_or(kind);
        let size: u64 = size.parse().map_err(|_| Unanswered::Said(head.clone()))?;
        Ok(Some((kind.to_owned(), size)))
    }

    fn answer_to(&mut self, name: &[u8], most: u64) -> Result<Object, Unanswered> {
        let Some((kind, size)) = self.head(name)? else { return Ok(Object::Missing) };
        let kind = kind.as_str();
        if size > most || kind != "blob" {
            // A line end follows the bytes.
            io::copy(&mut (&mut self.answer).take(size + 1), &mut io::sink())?;
            return match kind {
                "blob" => Ok(Object::TooLarge),
                "dangling" | "notdir" => Ok(Object::Missing),
                "symlink" => Ok(Object::Outside),
                "loop" => Err(Unanswered::Said("its link leads in a circle".to_owned())),
                _ => Err(Unanswered::Said(format!("it is a {kind}"))),
            };
        }
        let mut bytes = vec![0; usize::try_from(size + 1).map_err(io::Error::other)?];
        self.answer.read_exact(&mut bytes)?;
        bytes.pop();
        Ok(Object::Blob(bytes))
    }

    /// The last words of a run that came to an end.
    fn ended(&mut self) -> Option<String> {
        drop(self.ask.take());
        let said = self.complaints.take()?.join().ok()?;
        (!said.is_empty()).then(|| last(&said))
    }
}

/// Why there is no answer: in git's words, or because git is gone.
enum Unanswered {
    Said(String),
    Ended(io::Error),
}

impl From<io::Error> for Unanswered {
    fn from(error: io::Error) -> Self {
        Self::Ended(error)
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        // Git ends when there is nothing more to ask.
        drop(self.ask.take());
        let _ = self.child.wait();
    }
}
