//! What there is where a file that was elsewhere is not: a name that was meant, or the files beside it.

use std::path::Path;

use super::{Session, files::near};
use crate::{
    text::listed,
    world::{World, WorldError},
};

/// Most files that are elsewhere.
const MOST: usize = 5;

/// What can be elsewhere instead, where a file is missing or is a folder. `None` where there is nothing to say.
#[must_use]
pub fn way_out(session: &Session, error: &WorldError) -> Option<String> {
    instead(session.world(), error)
}

pub(super) fn instead(world: &dyn World, error: &WorldError) -> Option<String> {
    match error {
        WorldError::Read { path, .. } if error.is_missing() => Some(beside(world, path)),
        WorldError::Directory { path } => Some(inside(world, path)),
        _ => None,
    }
}

/// What lies where a file is missing.
fn beside(world: &dyn World, path: &Path) -> String {
    let written = path.to_string_lossy();
    if let Some(meant) = near(world, path, &written) {
        return format!("did you mean `{meant}`?");
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let elsewhere = !folder.as_os_str().is_empty();
    let place = if elsewhere { format!("`{}`", folder.display()) } else { "this folder".to_owned() };
    match names(world, folder) {
        None if elsewhere => format!("there is no folder {place}"),
        Some(names) if !names.is_empty() => format!("{place} has {}", some(&names)),
        _ => format!("{place} has no such file; `dmf init` writes the files to begin with"),
    }
}

/// What lies in a folder that stands where a file is due.
fn inside(world: &dyn World, folder: &Path) -> String {
    let name = folder.display();
    let many = format!("`dmf portfolio {name}` takes all worksheets of a folder");
    match names(world, folder) {
        Some(names) if !names.is_empty() => format!("it has {}; {many}", some(&names)),
        _ => format!("name a file in it; {many}"),
    }
}

/// The files of a folder that may be one of ours, in order. `None` where there is no such folder.
fn names(world: &dyn World, folder: &Path) -> Option<Vec<String>> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = world.list(folder).ok()?;
    let mut names: Vec<String> = entries
        .into_iter()
        .map(|entry| entry.name.to_string_lossy().into_owned())
        .filter(|name| [".yaml", ".yml", ".json"].iter().any(|ending| name.ends_with(ending)) && !name.starts_with('.'))
        .collect();
    names.sort();
    Some(names)
}

/// The first of some names, and how many more there are.
fn some(names: &[String]) -> String {
    let mut shown: Vec<String> = names.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    match names.len().saturating_sub(MOST) {
        0 => {}
        more => shown.push(format!("{more} more")),
    }
    listed(&shown)
}
