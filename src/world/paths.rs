//! Paths as words: nothing is looked up.

use std::path::{Component, Path, PathBuf};

/// A path without `.` and `..`. One that leads above where it begins keeps nothing of what was above.
#[must_use]
pub fn plain(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut path, part| {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(path.pop()),
            part => path.push(part),
        }
        path
    })
}

/// A path that a file names, seen from where the file stands, as short as it can be said.
#[must_use]
pub fn beside(file: &Path, named: &str) -> PathBuf {
    let path = file.parent().unwrap_or(Path::new("")).join(named);
    path.components().fold(PathBuf::new(), |mut path, part| {
        let name = path.components().next_back();
        match (part, name) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => drop(path.pop()),
            (part, _) => path.push(part),
        }
        path
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_path_is_seen_from_its_file() {
        for (file, named, expected) in [
            ("transfers.yaml", "deals/a.yaml", "deals/a.yaml"),
            ("deals/a.yaml", "../transfers.yaml", "transfers.yaml"),
            ("a.yaml", "../b.yaml", "../b.yaml"),
            ("x/a.yaml", "./b.yaml", "x/b.yaml"),
            ("x/a.yaml", "/b.yaml", "/b.yaml"),
        ] {
            assert_eq!(beside(Path::new(file), named), Path::new(expected), "{file} {named}");
        }
    }

    #[test]
    fn a_plain_path_has_no_dots() {
        assert_eq!(plain(Path::new("/a/./b/../c")), Path::new("/a/c"));
        assert_eq!(plain(Path::new("./org.yaml")), Path::new("org.yaml"));
    }
}
