//! A claim on a file: while it is held, no other run writes there.
//!
//! What becomes the file grows beside it under one name for each file, and carries the lock. The file itself cannot carry
//! it: it is replaced. A run that was killed leaves that name behind, unlocked; the next one on the file takes it away.

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempPath;

use super::{
    Output, Target, Until, WriteError, folder, in_place,
    lock::{self, beside, claimed, flush_names, locked},
};

/// How long one run waits for another.
const PATIENCE: Duration = Duration::from_secs(10);

/// The right to write a file. Given back when it is dropped; what was there stays as it was until then.
#[derive(Debug)]
pub(crate) struct Claim {
    /// As the user names it.
    named: PathBuf,
    /// Where it lies, links followed.
    target: PathBuf,
    // Goes before the lock on it does: whoever gets the lock sees that it is gone.
    grows: TempPath,
    file: File,
    /// Keeps out whoever writes a file of several names by another of them.
    others: Option<File>,
}

impl Claim {
    /// Claims the file that a path leads to, to change what stands in it.
    ///
    /// # Errors
    /// When it is no regular file, another run does not let go of it, or its folder cannot be written to.
    pub(crate) fn to_change(path: &Path) -> Result<Self, WriteError> {
        match Target::of(path)? {
            Target::File(file) => Self::on(path, file),
            _ => Err(WriteError::Irregular { path: path.to_owned() }),
        }
    }

    /// Claims a file whose links are followed already.
    pub(super) fn on(named: &Path, target: PathBuf) -> Result<Self, WriteError> {
        let until = Instant::now() + PATIENCE;
        let grows = beside(&target);
        let fail = |source| WriteError::Folder { path: named.to_owned(), folder: folder(&target).to_owned(), source };
        loop {
            if let Some(file) = claimed(&grows, fs::metadata(&target).ok().as_ref(), until).map_err(fail)? {
                let grows = TempPath::try_from_path(grows).map_err(fail)?;
                let others = match fs::metadata(&target) {
                    Ok(meta) if in_place::has_other_names(&meta) => Some(File::open(&target).map_err(fail)?),
                    _ => None,
                };
                if let Some(other) = &others
                    && !locked(other, until).map_err(fail)?
                {
                    return Err(WriteError::Busy { path: named.to_owned() });
                }
                return Ok(Self { named: named.to_owned(), target, grows, file, others });
            }
            if Instant::now() >= until {
                return Err(WriteError::Busy { path: named.to_owned() });
            }
            thread::sleep(lock::PAUSE);
        }
    }

    /// Takes away what a killed run left beside a file that is not going to be written.
    pub(super) fn sweep(target: &Path) {
        let _ = lock::stale(&beside(target));
    }

    /// Makes what `from` holds the content of the file.
    ///
    /// # Errors
    /// When it is there already and is not to be replaced, or cannot be written: then what was there is as it was.
    pub(crate) fn put(mut self, mut from: impl Read, output: Output, until: Until) -> Result<(), WriteError> {
        let fail = |source| WriteError::Write { path: self.named.clone(), source };
        io::copy(&mut from, &mut self.file).and_then(|_| self.file.flush()).map_err(fail)?;
        let old = fs::metadata(&self.target).ok().filter(|_| output == Output::Replace);
        if old.as_ref().is_some_and(in_place::has_other_names) {
            let mut whole = File::open(&self.grows).map_err(fail)?;
            let written = in_place::write(&self.target, &mut whole).map_err(fail)?;
            return if until == Until::OnDisk { written.sync_all().map_err(fail) } else { Ok(()) };
        }
        if let Some(old) = &old {
            in_place::take_over(&self.file, old).map_err(fail)?;
        }
        // Without it, what has its name may still be empty after a power cut.
        if until == Until::OnDisk {
            self.file.sync_all().map_err(fail)?;
        }
        let Self { named, target, grows, file, others } = self;
        let fail = |source| WriteError::Write { path: named.clone(), source };
        let given = match output {
            Output::Replace => grows.persist(&target),
            Output::New => grows.persist_noclobber(&target),
        };
        match given {
            Err(error) if output == Output::New && error.error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(WriteError::Exists { path: named });
            }
            result => result.map_err(|error| fail(error.error))?,
        }
        if until == Until::OnDisk {
            flush_names(folder(&target)).map_err(fail)?;
        }
        drop((file, others));
        Ok(())
    }
}
