//! Which files belong to a workspace, and which may have been meant.

use std::path::{Path, PathBuf};

use super::{Notes, Scope, Stop};
use crate::{
    diag::{Code, Diagnostic, did_you_mean},
    workspace::{FileKind, Pattern},
    world::{World, WorldError},
};

/// The files of a kind, in order; complains of a path that leads nowhere.
pub(super) fn files(kind: FileKind, scope: &Scope, notes: &mut Notes) -> Result<Vec<PathBuf>, Stop> {
    let Some(workspace) = &scope.workspace else { return Ok(Vec::new()) };
    let (home, world) = (workspace.folder(), &*scope.world);
    let mut all = Vec::new();
    for Pattern { path, place } in workspace.patterns(kind, &notes.sources) {
        let mut found = vec![home.to_owned()];
        for part in path.split('/') {
            found = found.iter().map(|folder| step(world, folder, part)).collect::<Result<Vec<_>, _>>()?.concat();
        }
        found.retain(|path| world.has_file(path));
        if let (true, Some(place)) = (found.is_empty(), place) {
            let near = near(world, &home.join(&path), &path);
            let diagnostic = Diagnostic::new(Code::FileNotFound, format!("there is no file `{path}`")).at(place);
            notes.sink.push(diagnostic.suggest(near.as_deref()));
        }
        for path in found {
            if !all.contains(&path) {
                all.push(path);
            }
        }
    }
    Ok(all)
}

/// A path that leads nowhere, as it is `written`, with the name at its end that somebody may have meant.
pub(super) fn near(world: &dyn World, path: &Path, written: &str) -> Option<String> {
    let mut names = names(world, path.parent()?).ok()?;
    let last = path.file_name()?.to_string_lossy().into_owned();
    // What is there and no file, such as a folder, is not meant.
    names.retain(|name| *name != last);
    let meant = did_you_mean(&last, names.iter().map(String::as_str))?;
    Some(match written.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{meant}"),
        None => meant.to_owned(),
    })
}

/// What a part of a path leads to from a folder.
fn step(world: &dyn World, folder: &Path, part: &str) -> Result<Vec<PathBuf>, WorldError> {
    if !part.contains('*') {
        return Ok(vec![if part == "." { folder.to_owned() } else { folder.join(part) }]);
    }
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if !world.is_folder(here) {
        return Ok(Vec::new());
    }
    Ok(names(world, here)?.into_iter().filter(|name| fits(part, name)).map(|name| folder.join(name)).collect())
}

fn names(world: &dyn World, folder: &Path) -> Result<Vec<String>, WorldError> {
    let entries = world.list(folder)?;
    Ok(entries.into_iter().map(|entry| entry.name.to_string_lossy().into_owned()).collect())
}
/// Whether a name fits a pattern, in which `*` stands for any letters.
fn fits(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|start| name.strip_prefix(start)) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((end, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stands_for_any_letters() {
        for (pattern, name, expected) in [
            ("*.yaml", "a.yaml", true),
            ("*.yaml", "a.yml", false),
            ("org-*.yaml", "org-.yaml", true),
            ("o*g*.yaml", "org-sg.yaml", true),
            ("o*x*.yaml", "org-sg.yaml", false),
            ("a*a", "a", false),
            ("org.yaml", "org.yaml2", false),
        ] {
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
    }
}
