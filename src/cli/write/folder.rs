//! Files that belong together: all of them, or none.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Output, WriteError, keep};

/// What was made so far; it goes again unless [`Together::done`] says that all is there.
#[derive(Debug, Default)]
pub(crate) struct Together {
    made: Vec<PathBuf>,
}

impl Together {
    /// Makes a folder with those above it, where there is none.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) fn folder(&mut self, path: &Path) -> Result<(), WriteError> {
        if path.as_os_str().is_empty() || path.is_dir() {
            return Ok(());
        }
        if let Some(above) = path.parent() {
            self.folder(above)?;
        }
        match fs::create_dir(path) {
            Ok(()) => self.made.push(path.to_owned()),
            Err(_) if path.is_dir() => {}
            Err(source) => return Err(WriteError::Make { path: path.to_owned(), source }),
        }
        Ok(())
    }

    /// Writes a file where there is none, with the folders above it. Says whether it did.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn file(&mut self, path: &Path, bytes: &[u8]) -> Result<bool, WriteError> {
        if let Some(above) = path.parent() {
            self.folder(above)?;
        }
        match keep(path, bytes, Output::New) {
            Ok(()) => self.made.push(path.to_owned()),
            Err(WriteError::Exists { .. } | WriteError::Directory { .. }) => return Ok(false),
            Err(error) => return Err(error),
        }
        Ok(true)
    }

    /// All of it stays.
    pub(crate) fn done(mut self) {
        self.made.clear();
    }
}

impl Drop for Together {
    fn drop(&mut self) {
        for path in self.made.iter().rev() {
            // What somebody put into a folder meanwhile stays, with the folder.
            let _ = if path.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) };
        }
    }
}
