//! Names of files, one after the other: named, found below folders, or listed on the standard input.
//!
//! Nothing is gathered first, so that a hundred thousand files need no more room than a thousand: of a folder, only the
//! names in it are held while it is gone through.

use std::{
    ffi::OsString,
    fs,
    io::{self, BufRead},
    path::{Path, PathBuf},
};

use super::disk::LoadError;

/// A file with how it was come by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub path: PathBuf,
    /// Found below this folder; `None` where it was named itself.
    pub below: Option<PathBuf>,
}

/// The files of names as they are given: a file is itself, a folder its YAML files in order, `-` the names on the standard
/// input.
pub struct Files {
    names: std::vec::IntoIter<PathBuf>,
    input: Option<Names<Box<dyn BufRead>>>,
    folders: Vec<Folder>,
}

/// A folder that is being gone through.
struct Folder {
    path: PathBuf,
    /// Last first.
    names: Vec<OsString>,
}

impl Files {
    /// Those of `names`.
    #[must_use]
    pub fn of(names: Vec<PathBuf>) -> Self {
        Self { names: names.into_iter(), input: None, folders: Vec::new() }
    }

    fn open(&mut self, path: PathBuf) -> Result<(), LoadError> {
        let fail = |source| LoadError::Read { path: path.clone(), source };
        let mut names = Vec::new();
        for entry in fs::read_dir(&path).map_err(fail)? {
            let entry = entry.map_err(fail)?;
            let name = entry.file_name();
            let text = name.to_string_lossy();
            let folder = entry.file_type().map_err(fail)?.is_dir();
            if !text.starts_with('.') && (folder || text.ends_with(".yaml") || text.ends_with(".yml")) {
                names.push(name);
            }
        }
        names.sort_unstable_by(|a, b| b.cmp(a));
        self.folders.push(Folder { path, names });
        Ok(())
    }
}

impl Iterator for Files {
    type Item = Result<Named, LoadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(folder) = self.folders.last_mut() {
                let Some(name) = folder.names.pop() else {
                    self.folders.pop();
                    continue;
                };
                let path = folder.path.join(name);
                // Links to folders are not followed: they may lead in a circle.
                if fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_dir()) {
                    if let Err(error) = self.open(path) {
                        return Some(Err(error));
                    }
                    continue;
                }
                let below = self.folders.first().map(|folder| folder.path.clone());
                return Some(Ok(Named { path, below }));
            }
            let next = match &mut self.input {
                Some(input) => {
                    let Some(name) = input.next() else {
                        self.input = None;
                        continue;
                    };
                    name
                }
                None => Ok(self.names.next()?),
            };
            let path = match next {
                Ok(path) => path,
                Err(source) => return Some(Err(LoadError::Read { path: PathBuf::from("-"), source })),
            };
            if path == Path::new("-") && self.input.is_none() {
                self.input = Some(Names::new(Box::new(io::stdin().lock())));
            } else if path.is_dir() {
                if let Err(error) = self.open(path) {
                    return Some(Err(error));
                }
            } else {
                return Some(Ok(Named { path, below: None }));
            }
        }
    }
}

/// Names apart by NUL where there is any, else by line ends.
struct Names<R> {
    reader: R,
    end: Option<u8>,
}

impl<R: BufRead> Names<R> {
    fn new(reader: R) -> Self {
        Self { reader, end: None }
    }
}

impl<R: BufRead> Iterator for Names<R> {
    type Item = io::Result<PathBuf>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut name = Vec::new();
        loop {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) => return Some(Err(error)),
            };
            if buffer.is_empty() {
                return (!name.is_empty()).then(|| path(name));
            }
            // A list with line ends holds no NUL, and the first name of one with NUL ends within what is read at once.
            let end = *self.end.get_or_insert(if buffer.contains(&0) { 0 } else { b'\n' });
            match buffer.iter().position(|byte| *byte == end) {
                None => {
                    let read = buffer.len();
                    name.extend_from_slice(buffer);
                    self.reader.consume(read);
                }
                Some(at) => {
                    name.extend_from_slice(&buffer[..at]);
                    self.reader.consume(at + 1);
                    if end == b'\n' && name.last() == Some(&b'\r') {
                        name.pop();
                    }
                    if !name.is_empty() {
                        return Some(path(name));
                    }
                }
            }
        }
    }
}

fn path(name: Vec<u8>) -> io::Result<PathBuf> {
    #[cfg(unix)]
    let name = Ok(<OsString as std::os::unix::ffi::OsStringExt>::from_vec(name));
    #[cfg(not(unix))]
    let name = String::from_utf8(name).map(OsString::from).map_err(io::Error::other);
    name.map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        // A small buffer, so that later names are cut in pieces.
        Names::new(io::BufReader::with_capacity(16, text.as_bytes()))
            .map(|name| name.expect("memory can be read").to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn names_are_apart_by_line_ends_or_by_nul() {
        assert_eq!(names("a.yaml\nb c.yaml\r\n\nd.yaml"), ["a.yaml", "b c.yaml", "d.yaml"]);
        assert_eq!(names("a\nb.yaml\0c.yaml\0"), ["a\nb.yaml", "c.yaml"]);
        assert_eq!(
            names("name.yaml\0a/b/longer than the buffer\n.yaml\0"),
            ["name.yaml", "a/b/longer than the buffer\n.yaml"]
        );
        assert!(names("").is_empty());
    }
}
