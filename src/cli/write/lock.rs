//! Locks on files: who has one writes, all others wait.

use std::{
    ffi::OsString,
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

/// How long is waited before a lock is asked for again.
pub(super) const PAUSE: Duration = Duration::from_millis(5);

/// How the name of what grows ends.
const ENDING: &str = ".dmf-tmp";

/// The name under which the next content of a file grows. It is cut, so that it is never too long; two files that share it
/// only wait for each other.
pub(super) fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let mut hidden = OsString::from(".");
    hidden.push(name.chars().take(56).collect::<String>());
    hidden.push(ENDING);
    target.with_file_name(hidden)
}

/// Makes the file that carries the lock. Nothing while somebody else has it.
pub(super) fn claimed(path: &Path, old: Option<&fs::Metadata>, until: Instant) -> io::Result<Option<File>> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
        // Whoever may not read the one may not read the other.
        options.mode(old.map_or(0o644, |old| old.mode() & 0o777 | 0o600));
    }
    #[cfg(not(unix))]
    let _ = old;
    match options.open(path) {
        Ok(file) => {
            // Between the two lines somebody may have taken it for left behind.
            let locked = locked(&file, until)?;
            Ok(Some(file).filter(|file| locked && is_at(file, path)))
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => stale(path).map(|()| None),
        Err(error) => Err(error),
    }
}

/// Takes away what a killed run left.
pub(super) fn stale(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(meta) if !meta.is_file() => {
            return Err(io::Error::other(format!("`{}` is in the way, which is no file", path.display())));
        }
        Ok(_) => {}
        Err(_) => return Ok(()),
    }
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        file => file?,
    };
    if file.try_lock().is_ok() && is_at(&file, path) {
        fs::remove_file(path)?;
    }
    Ok(())
}

/// Waits for the lock of a file. Where there are no locks, having made it is as good.
pub(super) fn locked(file: &File, until: Instant) -> io::Result<bool> {
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) if Instant::now() >= until => return Ok(false),
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(true),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

/// Whether a file is still the one of that name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |meta: fs::Metadata| (meta.dev(), meta.ino());
    file.metadata().ok().map(place) == fs::symlink_metadata(path).ok().map(place)
}

#[cfg(not(unix))]
fn is_at(file: &File, path: &Path) -> bool {
    let times = |meta: fs::Metadata| (meta.created().ok(), meta.modified().ok(), meta.len());
    fs::symlink_metadata(path).is_ok() && file.metadata().ok().map(times) == fs::symlink_metadata(path).ok().map(times)
}

/// Waits until the names in a folder lie on the disk.
#[cfg(unix)]
pub(super) fn flush_names(folder: &Path) -> io::Result<()> {
    // A folder that may be written to and not be read cannot be waited for.
    let Ok(folder) = File::open(folder) else { return Ok(()) };
    match folder.sync_all() {
        // Some file systems have no such thing.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        result => result,
    }
}

#[cfg(not(unix))]
pub(super) fn flush_names(_: &Path) -> io::Result<()> {
    Ok(())
}
