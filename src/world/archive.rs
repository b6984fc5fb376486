//! The files of a zip archive, read as a world of their own.

use std::{
    io::{Cursor, Read},
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use super::{Entry, EntryKind, MAX_BYTES, Memory, World, WorldError};

/// Most entries of an archive.
const MOST_ENTRIES: usize = 20_000;

/// Most bytes of all its files together.
const MOST_BYTES: u64 = 4 * MAX_BYTES;

/// A zip archive, unpacked in memory.
#[derive(Debug, Clone)]
pub struct Archive(Memory);

impl Archive {
    /// Reads an archive from its bytes; `name` says in complaints which. Its files are bounded in number and size, and a
    /// name that stands twice or leads out of the archive is refused.
    ///
    /// # Errors
    /// When it is no archive, or too much of one.
    pub fn open(name: &str, bytes: &[u8], today: Date) -> Result<Self, WorldError> {
        let fail = |said: String| WorldError::Archive { name: name.to_owned(), said };
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| fail(error.to_string()))?;
        if zip.len() > MOST_ENTRIES {
            return Err(fail(format!("more than {MOST_ENTRIES} files")));
        }
        let mut memory = Memory::on(today);
        let mut left = MOST_BYTES;
        for at in 0..zip.len() {
            let entry = zip.by_index(at).map_err(|error| fail(error.to_string()))?;
            let named = entry.name().map_err(|error| fail(error.to_string()))?.into_owned();
            let inside = entry.enclosed_name().ok_or_else(|| fail(format!("`{named}` leads out of it")))?;
            if entry.is_dir() {
                continue;
            }
            if memory.kind(&inside).is_some() {
                return Err(fail(format!("`{}` stands in it twice", inside.display())));
            }
            let mut bytes = Vec::new();
            let read = entry.take(left.saturating_add(1)).read_to_end(&mut bytes);
            read.map_err(|error| fail(error.to_string()))?;
            left = left
                .checked_sub(bytes.len() as u64)
                .ok_or_else(|| fail(format!("its files are larger than {} MiB", MOST_BYTES / 1024 / 1024)))?;
            memory = memory.file(&inside.to_string_lossy(), bytes);
        }
        Ok(Self(memory))
    }
}

impl World for Archive {
    fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, WorldError> {
        self.0.read(path, most)
    }

    fn list(&self, folder: &Path) -> Result<Vec<Entry>, WorldError> {
        self.0.list(folder)
    }

    fn today(&self) -> Date {
        self.0.today()
    }

    fn kind(&self, path: &Path) -> Option<EntryKind> {
        self.0.kind(path)
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        self.0.absolute(path)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use jiff::civil::date;
    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, SimpleFileOptions::default()).expect("memory can be written");
            zip.write_all(text.as_bytes()).expect("memory can be written");
        }
        zip.finish().expect("memory can be written").into_inner()
    }

    #[test]
    fn files_of_an_archive_are_read_by_name() {
        let bytes = zipped(&[("data/org.yaml", "framework: asean-dmf"), ("data/dmf.toml", "")]);
        let archive = Archive::open("pack.zip", &bytes, date(2026, 11, 30)).expect("an archive");
        assert_eq!(archive.read(Path::new("data/org.yaml"), 100).expect("it is there").len(), 20);
        assert_eq!(archive.list(Path::new("data")).expect("a folder").len(), 2);
    }

    #[test]
    fn an_archive_that_is_none_or_leads_out_is_refused() {
        let day = date(2026, 11, 30);
        assert!(matches!(Archive::open("a.zip", b"no archive", day), Err(WorldError::Archive { .. })));
        let error = Archive::open("a.zip", &zipped(&[("../org.yaml", "x")]), day).expect_err("it leads out");
        assert_eq!(error.to_string(), "cannot read `a.zip`: `../org.yaml` leads out of it");
    }
}
