//! Files that cannot be replaced without cutting something off: those of several names.

use std::{
    fs::{self, File},
    io::{self, Read, Seek, Write},
    path::Path,
};

/// Whether a file has several names.
#[cfg(unix)]
pub(super) fn has_other_names(meta: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(meta) > 1
}

#[cfg(not(unix))]
pub(super) fn has_other_names(_: &fs::Metadata) -> bool {
    false
}

/// Puts the bytes of `from` into a file that stays; when that fails, what was there is put back.
pub(super) fn write(target: &Path, from: &mut File) -> io::Result<File> {
    let mut file = fs::OpenOptions::new().read(true).write(true).open(target)?;
    let (mut old, mut new) = (Vec::new(), Vec::new());
    from.rewind()?;
    from.read_to_end(&mut new)?;
    file.read_to_end(&mut old)?;
    if let Err(error) = put(&mut file, &new) {
        // The room for it is still its own.
        put(&mut file, &old)?;
        return Err(error);
    }
    Ok(file)
}

fn put(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.rewind()?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)
}

/// Gives a new file the owner, where that is permitted, and the permissions of the one that it replaces.
#[cfg(unix)]
pub(super) fn take_over(file: &File, old: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let now = file.metadata()?;
    let owned = (now.uid(), now.gid()) == (old.uid(), old.gid())
        || fchown(file, Some(old.uid()), Some(old.gid())).is_ok()
        // The group alone may still be one of ours.
        || fchown(file, None, Some(old.gid())).is_ok() && now.uid() == old.uid();
    // To run as its owner is not handed on to another.
    let mask = if owned { 0o7777 } else { 0o777 };
    file.set_permissions(fs::Permissions::from_mode(old.permissions().mode() & mask))
}

#[cfg(not(unix))]
pub(super) fn take_over(file: &File, old: &fs::Metadata) -> io::Result<()> {
    file.set_permissions(old.permissions())
}
