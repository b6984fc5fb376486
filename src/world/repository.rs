//! A repository of git: where it is found, and which commit a name means in it.

use std::{
    collections::BTreeSet,
    env,
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
    process::{Command, Output},
};

use super::{
    Version,
    git::{GitError, git, said},
};

/// What a hook inherits of the repository that it runs in. A file may lie in another one, and relative paths are seen
/// from where the hook began; so git is asked without them.
const INHERITED: [&str; 6] =
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE"];

/// Where new objects wait while a push is looked at: they belong to the repository of `GIT_DIR` alone.
const QUARANTINE: [&str; 3] = ["GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH"];

/// A repository, and how git is run in it.
#[derive(Debug, Clone)]
pub(super) struct Repository {
    /// The top of the files: of the work tree, or the repository itself where it has none. Links are followed.
    pub(super) top: PathBuf,
    /// Whether there is a work tree.
    pub(super) checked_out: bool,
    settings: Settings,
}

/// Variables that git is run with instead of those it would inherit.
#[derive(Debug, Clone, Default)]
struct Settings {
    set: Vec<(&'static str, PathBuf)>,
    /// Objects of another repository are not looked for here.
    without_quarantine: bool,
}

/// A commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Commit(pub(super) String);

impl Repository {
    /// The repository that a folder lies in. A folder that is gone lies where its nearest one above lies.
    pub(super) fn around(folder: &Path) -> Result<Self, GitError> {
        let folder = folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let inherited = env::var_os("GIT_DIR").map(|given| whole(&given));
        let found = Self::found(folder, &Settings::default());
        let tree = env::var_os("GIT_WORK_TREE").map(|given| whole(&given));
        let explicit = inherited.as_ref().map(|own| Settings {
            set: vec![
                ("GIT_DIR", own.clone()),
                ("GIT_WORK_TREE", tree.clone().unwrap_or_else(|| whole(OsStr::new(".")))),
            ],
            without_quarantine: false,
        });
        match (found, explicit) {
            // A work tree that is named lies nearer than what is found.
            (Ok(found), Some(explicit)) if tree.is_some_and(|tree| nearer(&tree, &found.top, folder)) => {
                Self::found(folder, &explicit).or(Ok(found))
            }
            (Ok(mut found), _) => {
                let own = inherited.is_none_or(|own| found.is_in(&own));
                found.settings.without_quarantine = !own;
                Ok(found)
            }
            (Err(GitError::NoRepository { folder: named, said }), Some(explicit)) => {
                Self::found(folder, &explicit).map_err(|_| GitError::NoRepository { folder: named, said })
            }
            (Err(error), _) => Err(error),
        }
    }

    fn found(folder: &Path, settings: &Settings) -> Result<Self, GitError> {
        let ask = |arguments: &[&str]| git(settings.command(folder), arguments);
        let inside = ask(&["rev-parse", "--is-inside-work-tree"])?;
        if !inside.status.success() {
            return Err(refused(folder, &inside));
        }
        let checked_out = inside.stdout.starts_with(b"true");
        let top = ask(&["rev-parse", if checked_out { "--show-toplevel" } else { "--absolute-git-dir" }])?;
        if !top.status.success() {
            return Err(refused(folder, &top));
        }
        let top = path(line(top.stdout));
        Ok(Self { top: top.canonicalize().unwrap_or(top), checked_out, settings: settings.clone() })
    }

    /// Whether that is its folder of objects and references.
    fn is_in(&self, folder: &Path) -> bool {
        let own = self.ask(["rev-parse", "--absolute-git-dir"]).map(|own| path(line(own.stdout)));
        let real = |path: PathBuf| path.canonicalize().unwrap_or(path);
        own.is_ok_and(|own| real(own) == real(folder.to_owned()))
    }

    /// Git in this repository.
    pub(super) fn command(&self) -> Command {
        self.settings.command(&self.top)
    }

    /// What git says to a question.
    pub(super) fn ask<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Result<Output, GitError> {
        git(self.command(), arguments)
    }

    /// The commit of that name; `None` where there is none.
    pub(super) fn commit(&self, name: &str) -> Result<Option<Commit>, GitError> {
        // What follows `:/` is looked for in messages, to its end.
        let name = if name.starts_with(":/") { name.to_owned() } else { format!("{name}^{{commit}}") };
        let found = self.ask(["rev-parse", "--verify", "--quiet", "--end-of-options", &name])?;
        let hash = String::from_utf8_lossy(&found.stdout).trim().to_owned();
        Ok((found.status.success() && !hash.is_empty()).then_some(Commit(hash)))
    }

    /// The name of an object that is named by its commit and path, whatever letters are in it.
    pub(super) fn object(&self, name: &[u8]) -> Result<Option<Vec<u8>>, GitError> {
        let name = path(name.to_vec());
        let flags = ["rev-parse", "--verify", "--quiet", "--end-of-options"].map(OsStr::new);
        let found = self.ask(flags.into_iter().chain([name.as_os_str()]))?;
        Ok(found.status.success().then(|| line(found.stdout)))
    }

    /// Where two commits parted; `None` where nothing that is here was once both.
    pub(super) fn merge_base(&self, one: &Commit, other: &Commit) -> Result<Option<Commit>, GitError> {
        if one == other {
            return Ok(Some(one.clone()));
        }
        let found = self.ask(["merge-base", &one.0, &other.0])?;
        let hash = String::from_utf8_lossy(&found.stdout).trim().to_owned();
        Ok((found.status.success() && !hash.is_empty()).then_some(Commit(hash)))
    }

    /// Whether history is cut.
    pub(super) fn is_shallow(&self) -> Result<bool, GitError> {
        Ok(self.ask(["rev-parse", "--is-shallow-repository"])?.stdout.starts_with(b"true"))
    }

    /// The files that belong to the work tree and are left out of this checkout, by their paths from the top.
    pub(super) fn left_out(&self) -> Result<BTreeSet<PathBuf>, GitError> {
        let listed = self.ask(["ls-files", "-t", "-z", "--cached"])?;
        let rows = listed.stdout.split(|byte| *byte == 0);
        Ok(rows.filter_map(|row| row.strip_prefix(b"S ")).map(|name| path(name.to_vec())).collect())
    }

    /// The filter through which the `.gitattributes` of a commit hand a path from the top.
    pub(super) fn filter_of(&self, commit: &Commit, inside: &Path) -> Result<Option<String>, GitError> {
        let source = format!("--source={}", commit.0);
        let ask = |source: &[&str]| {
            let words = ["check-attr", "-z"].iter().chain(source).chain(&["filter", "--"]).map(OsStr::new);
            self.ask(words.chain([inside.as_os_str()]))
        };
        let mut said = ask(&[&source])?;
        if !said.status.success() {
            // An older git knows no commit here; what is staged comes next to it.
            said = ask(&["--cached"])?;
        }
        let value =
            said.stdout.split(|byte| *byte == 0).nth(2).map(|value| String::from_utf8_lossy(value).into_owned());
        Ok(value.filter(|_| said.status.success()))
    }

    /// The commits that changed a path from the top, up to a commit: the newest first, `most` of them.
    pub(super) fn changes_of(&self, commit: &Commit, inside: &Path, most: usize) -> Result<Vec<Version>, GitError> {
        let count = format!("--max-count={most}");
        let words = ["--literal-pathspecs", "log", "--no-show-signature", "--format=%H %cs", &count, &commit.0, "--"];
        let listed = self.ask(words.iter().map(OsStr::new).chain([inside.as_os_str()]))?;
        let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
        let version = |line: &str| {
            let (hash, day) = line.split_once(' ')?;
            Some(Version { commit: Commit(hash.to_owned()), day: day.trim().parse().ok()? })
        };
        Ok(listed.lines().filter_map(version).collect())
    }

    /// A commit and the first parents before it, the newest first, `most` of them.
    pub(super) fn line_of(&self, commit: &Commit, most: usize) -> Result<Vec<Commit>, GitError> {
        let listed = self.ask(["rev-list", "--first-parent", &format!("--max-count={most}"), &commit.0, "--"])?;
        Ok(String::from_utf8_lossy(&listed.stdout).lines().map(|hash| Commit(hash.to_owned())).collect())
    }
}

impl Settings {
    /// Messages in one language, no prompt, no write to the index.
    fn command(&self, folder: &Path) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(folder);
        command.env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0").env("GIT_OPTIONAL_LOCKS", "0");
        let quarantine = if self.without_quarantine { &QUARANTINE[..] } else { &[] };
        for name in INHERITED.iter().chain(quarantine) {
            command.env_remove(name);
        }
        for (name, value) in &self.set {
            command.env(name, value);
        }
        command
    }
}

impl Commit {
    /// The first ten digits.
    pub(super) fn short(&self) -> &str {
        &self.0[..self.0.len().min(10)]
    }
}

fn refused(folder: &Path, output: &Output) -> GitError {
    let text = String::from_utf8_lossy(&output.stderr);
    let said = said(output);
    if text.contains("dubious ownership") {
        let repository = said.rsplit_once("safe.directory ").map_or("*", |(_, repository)| repository).to_owned();
        return GitError::Distrusted { folder: folder.to_owned(), repository };
    }
    GitError::NoRepository { folder: folder.to_owned(), said }
}

/// Whether a work tree holds the folder and lies in, or is, what was found.
fn nearer(tree: &Path, found: &Path, folder: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let tree = real(tree);
    real(&whole(folder.as_os_str())).starts_with(&tree) && tree.starts_with(found) && tree != found
}

/// A path as it is seen from where the process began.
fn whole(given: &OsStr) -> PathBuf {
    std::path::absolute(given).unwrap_or_else(|_| PathBuf::from(given))
}

/// What git printed, without the line end behind it.
fn line(mut bytes: Vec<u8>) -> Vec<u8> {
    while bytes.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
        bytes.pop();
    }
    bytes
}

/// A path as git prints it.
pub(super) fn path(bytes: Vec<u8>) -> PathBuf {
    #[cfg(unix)]
    let path = <OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes);
    #[cfg(not(unix))]
    let path = OsString::from(String::from_utf8_lossy(&bytes).into_owned());
    PathBuf::from(path)
}
