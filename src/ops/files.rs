//! Which files belong to a workspace, and which may have been meant.

use std::path::{Path, PathBuf};

use super::{Notes, Scope, Stop};
use crate::{
    diag::{Code, Diagnostic, did_you_mean},
    load::{linked_folder, unread},
    records::RecordKind,
    workspace::{Pattern, Workspace},
    world::{Glob, Met, World, WorldError},
};

/// The files of a kind, in order; complains of a path that leads nowhere, and of what is there and cannot be read.
pub(super) fn files(kind: &RecordKind, scope: &Scope, notes: &mut Notes) -> Result<Vec<PathBuf>, Stop> {
    let Some(workspace) = &scope.workspace else { return Ok(Vec::new()) };
    let patterns = workspace.patterns(&kind.places, &notes.sources);
    matching(patterns, workspace, scope, notes)
}

/// The files that a workspace names by patterns, in the same way.
pub(super) fn matching(
    patterns: Vec<Pattern>,
    workspace: &Workspace,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Vec<PathBuf>, Stop> {
    let (home, world) = (workspace.folder(), &*scope.world);
    let mut all = Vec::new();
    for Pattern { path, place } in patterns {
        let at = |diagnostic: Diagnostic| place.iter().cloned().fold(diagnostic, Diagnostic::at);
        let glob = match Glob::new(home, &path) {
            Ok(glob) => glob,
            Err(words) => {
                notes.sink.push(at(Diagnostic::new(Code::BadValue, format!("`{path}` is no pattern: {words}"))));
                continue;
            }
        };
        if let Some(barred) = scope.barred(&workspace.file, glob.base(), &path) {
            notes.sink.push(at(barred));
            continue;
        }
        // A file may be called like a pattern.
        let named = home.join(&path);
        let met = if glob.path().is_none() && world.has_file(&named) {
            vec![Ok(Met::File(named))]
        } else {
            glob.find(world)?
        };
        let mut found = 0;
        for met in met {
            let met = match met {
                // Out of the folder, but perhaps not out of the workspace.
                Err(WorldError::Outside { path }) => {
                    match scope.barred(&workspace.file, &path, &path.to_string_lossy()) {
                        None => Ok(Met::File(path)),
                        Some(barred) => {
                            found += 1;
                            notes.sink.push(at(barred));
                            continue;
                        }
                    }
                }
                met => met,
            };
            match met {
                Ok(Met::File(path)) => {
                    found += 1;
                    if !all.contains(&path) {
                        all.push(path);
                    }
                }
                Ok(Met::LinkedFolder(path)) => notes.sink.push(at(linked_folder(&path))),
                Err(error) => {
                    found += 1;
                    notes.sink.push(at(unread(&error)));
                }
            }
        }
        if found == 0 && place.is_some() {
            let near = near(world, &home.join(&path), &path);
            let diagnostic = at(Diagnostic::new(Code::FileNotFound, format!("there is no file `{path}`")));
            notes.sink.push(diagnostic.suggest(near.as_deref()));
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

fn names(world: &dyn World, folder: &Path) -> Result<Vec<String>, WorldError> {
    let entries = world.list(folder)?;
    Ok(entries.into_iter().map(|entry| entry.name.to_string_lossy().into_owned()).collect())
}
