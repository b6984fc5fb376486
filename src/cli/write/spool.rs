//! A file that grows while nobody sees it.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{Output, Target, Until, WriteError, copy, folder, target};

/// It has no name until it is whole: whatever ends the program before that leaves nothing behind. What is no regular file
/// is written into at once.
#[derive(Debug)]
pub(crate) struct Spool {
    file: io::BufWriter<fs::File>,
    path: PathBuf,
    output: Output,
    direct: bool,
}

impl Spool {
    /// For a file at `path`.
    ///
    /// # Errors
    /// When it exists and is not to be replaced, or its folder cannot be written to.
    pub(crate) fn new(path: &Path, output: Output) -> Result<Self, WriteError> {
        let (file, direct) = match Target::of(path)? {
            Target::File(file) => {
                if output == Output::New && file.exists() {
                    return Err(WriteError::Exists { path: path.to_owned() });
                }
                let folder = folder(&file).to_owned();
                let made = tempfile::tempfile_in(&folder);
                (made.map_err(|source| WriteError::Folder { path: path.to_owned(), folder, source })?, false)
            }
            _ => (target::open(path).map_err(|source| WriteError::Write { path: path.to_owned(), source })?, true),
        };
        Ok(Self { file: io::BufWriter::new(file), path: path.to_owned(), output, direct })
    }

    /// Gives the whole file its name.
    ///
    /// # Errors
    /// As [`super::write()`].
    pub(crate) fn finish(self) -> Result<(), WriteError> {
        let fail = |source| WriteError::Write { path: self.path.clone(), source };
        let mut file = self.file.into_inner().map_err(|error| fail(error.into_error()))?;
        if self.direct {
            return Ok(());
        }
        io::Seek::rewind(&mut file).map_err(fail)?;
        copy(&self.path, file, self.output, Until::Whole)
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
