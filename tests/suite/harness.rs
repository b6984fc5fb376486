//! Runs the program in a folder of its own with a cleared environment, a fixed width and a fixed day.

use std::{
    ffi::{OsStr, OsString},
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
};

use tempfile::TempDir;

/// The day that every run takes for today, unless it says otherwise.
pub(crate) const TODAY: &str = "2026-11-24";

/// The top of the package.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder that disappears when the test ends.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().expect("a temporary folder can be made"))
    }

    /// A folder that holds one file.
    pub(crate) fn with(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let folder = Self::new();
        folder.write(name, bytes);
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn join(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folders can be made");
        fs::write(path, bytes).expect("a file can be written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The SHA-256 of a file, as a record says it.
    pub(crate) fn hash(&self, name: &str) -> String {
        dmf::assessment::Sha256::of(&self.bytes(name)).to_string()
    }

    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Copies a file or a folder of the package to `to`, over what is there.
    pub(crate) fn copy(&self, from: &Path, to: &str) {
        let from = root().join(from);
        if from.is_dir() {
            fs::create_dir_all(self.join(to)).expect("folders can be made");
            for entry in fs::read_dir(&from).expect("the folder can be read") {
                let path = entry.expect("the folder can be read").path();
                let name = path.file_name().expect("entries have names").to_string_lossy().into_owned();
                self.copy(&path, &format!("{to}/{name}"));
            }
        } else {
            self.write(to, fs::read(&from).unwrap_or_else(|error| panic!("{}: {error}", from.display())));
        }
    }

    /// Replaces the one place where `from` stands in a file.
    pub(crate) fn replace(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert_eq!(text.matches(from).count(), 1, "{name}: `{from}` was expected once");
        self.write(name, text.replacen(from, to, 1));
    }

    /// Names of what lies in the folder, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.path())
            .expect("the folder can be read")
            .map(|entry| entry.expect("the folder can be read").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// A run of the program in this folder.
    pub(crate) fn dmf<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Run {
        Run::new(self.path(), args)
    }
}

/// A run of the program that is being set up.
pub(crate) struct Run {
    command: Command,
    today: bool,
    input: Option<Vec<u8>>,
}

impl Run {
    pub(crate) fn new<S: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = S>) -> Self {
        let args: Vec<OsString> = args.into_iter().map(|arg| arg.as_ref().to_owned()).collect();
        let today = !args.iter().any(|arg| arg.to_string_lossy().starts_with("--today"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_dmf"));
        command.args(args).current_dir(folder).env_clear().env("COLUMNS", "80");
        Self { command, today, input: None }
    }

    /// Sets a variable of the environment.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Leaves the day to the program.
    pub(crate) fn without_today(mut self) -> Self {
        self.today = false;
        self
    }

    /// What stands on the standard input.
    pub(crate) fn input(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.input = Some(bytes.into());
        self
    }

    /// Runs to the end.
    pub(crate) fn run(mut self) -> Outcome {
        if self.today {
            self.command.args(["--today", TODAY]);
        }
        let input = if self.input.is_some() { Stdio::piped() } else { Stdio::null() };
        self.command.stdin(input).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().expect("the program can be run");
        let writer = self.input.map(|bytes| {
            let mut stdin = child.stdin.take().expect("the input is a pipe");
            // Whoever stops reading early has seen enough.
            std::thread::spawn(move || drop(stdin.write_all(&bytes)))
        });
        let output = child.wait_with_output().expect("the program comes to an end");
        if let Some(writer) = writer {
            writer.join().expect("writing does not panic");
        }
        Outcome::of(output.status, &output.stdout, &output.stderr)
    }
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// `None` when a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A run in a folder that may use so much address space, in KiB.
pub(crate) fn bounded(folder: &Folder, memory: usize, args: &[&str]) -> Outcome {
    let script = format!("ulimit -v {memory} && exec \"$0\" \"$@\"");
    through(&["/bin/sh", "-c", &script], folder, args)
}

/// A run by way of another program, which is given the program and its arguments; with nothing in its environment.
pub(crate) fn through(program: &[&str], folder: &Folder, args: &[&str]) -> Outcome {
    let output = Command::new(program[0])
        .args(&program[1..])
        .arg(env!("CARGO_BIN_EXE_dmf"))
        .args(args)
        .args(["--today", TODAY])
        .current_dir(folder.path())
        .env_clear()
        .env("COLUMNS", "80")
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{program:?}: {error}"));
    Outcome::of(output.status, &output.stdout, &output.stderr)
}

impl Outcome {
    pub(crate) fn of(status: ExitStatus, stdout: &[u8], stderr: &[u8]) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8");
        let outcome = Self { code: status.code(), stdout: text(stdout), stderr: text(stderr) };
        assert!(!outcome.stderr.contains("panicked"), "the program panicked:\n{}", outcome.stderr);
        outcome
    }

    /// Holds the exit code against `code`, and the streams against what it means for them.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "exit code\nstdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        if code >= 2 {
            assert_eq!(self.stdout, "", "without an answer the standard output is empty");
            assert!(!self.stderr.is_empty(), "a failure is explained");
        }
        self
    }

    /// The answer, of a run that has one and complains of nothing.
    #[track_caller]
    pub(crate) fn answer(self) -> String {
        let outcome = self.ends(0);
        assert_eq!(outcome.stderr, "", "nothing is complained about");
        outcome.stdout
    }

    /// The complaints on the standard error.
    pub(crate) fn complaints(&self) -> Vec<Complaint> {
        let mut found: Vec<Complaint> = Vec::new();
        for line in self.stderr.lines() {
            let code = ["error[", "warning[", "note["].iter().find_map(|start| line.strip_prefix(start));
            if let Some((code, _)) = code.and_then(|rest| rest.split_once("]: ")) {
                found.push(Complaint { code: code.to_owned(), file: String::new(), place: String::new() });
            }
            // Further places of the same complaint begin with `:::`, or stand after it.
            if let Some(place) = line.trim_start().strip_prefix("--> ")
                && let Some(last) = found.last_mut()
                && last.file.is_empty()
            {
                let mut parts = place.rsplitn(3, ':');
                let (column, line) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
                last.place = format!("{line}:{column}");
                parts.next().unwrap_or("").clone_into(&mut last.file);
            }
        }
        found.sort();
        found
    }
}

/// A code with the place at which it was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Complaint {
    pub(crate) file: String,
    /// `line:column`
    pub(crate) place: String,
    pub(crate) code: String,
}

/// All files below a folder of the package, as paths from it, in order.
pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, base: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                walk(&path, base, found);
            } else {
                found.push(path.strip_prefix(base).expect("found below").to_owned());
            }
        }
    }
    let base = root().join(folder);
    let mut found = Vec::new();
    walk(&base, &base, &mut found);
    found.sort();
    found
}
