//! The disk of this machine, and what stands on the standard input.

use std::{
    fs, io,
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::civil::Date;

use super::{Committed, Entry, EntryKind, World, WorldError};

/// Bytes of a file that are in hand at a time, of a small file and of a large one.
const PIECE: (usize, usize) = (4 * 1024, 256 * 1024);

/// The disk. `-` is the standard input.
#[derive(Debug, Clone)]
pub struct Disk {
    today: Date,
}

impl Disk {
    /// Paths are seen from the current folder of the process; `today` is the day to take for today.
    #[must_use]
    pub fn on(today: Date) -> Self {
        Self { today }
    }
}

impl World for Disk {
    fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, WorldError> {
        let fail = |source| WorldError::Read { path: path.to_owned(), source };
        if path == Path::new("-") {
            return bounded(io::stdin().lock(), 0, path, most);
        }
        let meta = fs::metadata(path).map_err(fail)?;
        if meta.is_dir() {
            return Err(WorldError::Directory { path: path.to_owned() });
        }
        if meta.len() > most {
            return Err(WorldError::TooLarge { path: path.to_owned(), most });
        }
        bounded(fs::File::open(path).map_err(fail)?, meta.len(), path, most)
    }

    fn stream(&self, path: &Path, most: u64, take: &mut dyn FnMut(&[u8])) -> Result<u64, WorldError> {
        let fail = |source| WorldError::Read { path: path.to_owned(), source };
        let too_large = || WorldError::TooLarge { path: path.to_owned(), most };
        let meta = fs::symlink_metadata(path).map_err(fail)?;
        if !meta.is_file() {
            return Err(WorldError::NoFile { path: path.to_owned() });
        }
        if meta.len() > most {
            return Err(too_large());
        }
        let mut file = fs::File::open(path).map_err(fail)?;
        // As large as the file needs: an example has fifty pieces of evidence of a hundred bytes, and clearing a large piece for each
        // took a seventh of its assessment.
        let size = usize::try_from(meta.len()).unwrap_or(PIECE.1).clamp(PIECE.0, PIECE.1);
        let (mut piece, mut all) = (vec![0; size], 0);
        loop {
            match file.read(&mut piece) {
                Ok(0) => return Ok(all),
                Ok(read) => {
                    all += read as u64;
                    // It may have grown since, and a file of the system says that it is empty.
                    if all > most {
                        return Err(too_large());
                    }
                    take(&piece[..read]);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(fail(error)),
            }
        }
    }

    fn committed(&self, folder: &Path) -> Result<Option<Committed>, WorldError> {
        Committed::around(Arc::new(self.clone()), folder)
    }

    fn list(&self, folder: &Path) -> Result<Vec<Entry>, WorldError> {
        let fail = |source| WorldError::Read { path: folder.to_owned(), source };
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let mut entries = Vec::new();
        for entry in fs::read_dir(here).map_err(fail)? {
            let entry = entry.map_err(fail)?;
            let kind = of(entry.file_type().map_err(fail)?);
            entries.push(Entry { name: entry.file_name(), kind });
        }
        entries.sort_unstable();
        Ok(entries)
    }

    fn today(&self) -> Date {
        self.today
    }

    fn kind(&self, path: &Path) -> Option<EntryKind> {
        fs::metadata(path).ok().map(|meta| of(meta.file_type()))
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
    }

    fn real(&self, path: &Path) -> Option<PathBuf> {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        fs::canonicalize(path).ok()
    }

    fn name(&self, path: &Path) -> String {
        if path == Path::new("-") { "<stdin>".to_owned() } else { path.to_string_lossy().into_owned() }
    }
}

fn of(kind: fs::FileType) -> EntryKind {
    if kind.is_dir() {
        EntryKind::Folder
    } else if kind.is_file() {
        EntryKind::File
    } else if kind.is_symlink() {
        EntryKind::Link
    } else {
        EntryKind::Other
    }
}

/// At most `most` bytes; `expected` are made room for at once, and there may be more or fewer.
fn bounded(reader: impl Read, expected: u64, path: &Path, most: u64) -> Result<Vec<u8>, WorldError> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected + 1).unwrap_or(0));
    reader
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|source| WorldError::Read { path: path.to_owned(), source })?;
    if bytes.len() as u64 > most {
        return Err(WorldError::TooLarge { path: path.to_owned(), most });
    }
    Ok(bytes)
}
