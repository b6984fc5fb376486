//! Names of files, one after the other: named, found below folders, or listed in a stream.

use std::{
    ffi::OsString,
    io::{self, BufRead},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Met, Walk, World, WorldError, error::size};

/// Longest name in a list, in bytes: more than any system takes for a path.
const MOST_NAME: usize = 1024 * 1024;

/// A file with how it was come by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub path: PathBuf,
    /// Found below this folder; `None` where it was named itself.
    pub below: Option<PathBuf>,
}

/// What names come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    File(Named),
    /// A link to a folder, which was not gone into.
    LinkedFolder(PathBuf),
}

/// The files of names as they are given: a file is itself, a folder its YAML files in order.
pub struct Files {
    world: Arc<dyn World>,
    names: Box<dyn Iterator<Item = io::Result<PathBuf>>>,
    walk: Option<Walk>,
}

impl Files {
    /// Those of `names`; for `-`, those that `listed` names, apart by NUL where it holds any, else by line ends.
    #[must_use]
    pub fn of(world: Arc<dyn World>, names: Vec<PathBuf>, listed: Option<Box<dyn BufRead>>) -> Self {
        let mut listed = listed.map(Names::new);
        let names = names.into_iter().flat_map(move |name| -> Box<dyn Iterator<Item = io::Result<PathBuf>>> {
            match listed.take_if(|_| name == Path::new("-")) {
                Some(listed) => Box::new(listed),
                None => Box::new(std::iter::once(Ok(name))),
            }
        });
        Self { world, names: Box::new(names), walk: None }
    }
}

impl Iterator for Files {
    type Item = Result<Found, WorldError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(walk) = &mut self.walk {
                let Some(met) = walk.next(&*self.world, &|folder| !is_hidden(folder), &is_sheet) else {
                    self.walk = None;
                    continue;
                };
                let below = Some(walk.top().to_owned());
                return Some(met.map(|met| match met {
                    Met::File(path) => Found::File(Named { path, below }),
                    Met::LinkedFolder(path) => Found::LinkedFolder(path),
                }));
            }
            let path = match self.names.next()? {
                Ok(path) => path,
                Err(source) => return Some(Err(WorldError::Read { path: PathBuf::from("-"), source })),
            };
            if !self.world.is_folder(&path) {
                return Some(Ok(Found::File(Named { path, below: None })));
            }
            match Walk::through(&*self.world, &path) {
                Ok(walk) => self.walk = Some(walk),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_sheet(path: &Path) -> bool {
    // In any case: a worksheet that was saved as `ORG.YAML` is one, and passing over it would lose it.
    let ending = path.extension().unwrap_or_default();
    !is_hidden(path) && ["yaml", "yml"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Names apart by NUL where there is any, else by line ends.
struct Names<R> {
    reader: R,
    end: Option<u8>,
    /// Whether nothing more is read.
    over: bool,
}

impl<R: BufRead> Names<R> {
    fn new(reader: R) -> Self {
        Self { reader, end: None, over: false }
    }
}

impl<R: BufRead> Iterator for Names<R> {
    type Item = io::Result<PathBuf>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut name = Vec::new();
        loop {
            if name.len() > MOST_NAME {
                self.over = true;
                let message = format!("a name in the list is longer than {}", size(MOST_NAME as u64));
                return Some(Err(io::Error::new(io::ErrorKind::InvalidData, message)));
            }
            if self.over {
                return None;
            }
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

    #[test]
    fn a_list_without_ends_is_an_error_and_ends() {
        let mut names = Names::new(io::BufReader::new(io::repeat(b'x')));
        assert!(names.next().is_some_and(|name| name.is_err()));
        assert!(names.next().is_none());
    }

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
