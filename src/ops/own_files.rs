//! The files that a workspace has of a kind, where none was named.

use std::path::{Path, PathBuf};

use super::{Session, Stop, files::files};
use crate::records::ASSESSMENT;

/// Most files that are named where one has to be chosen.
const MOST: usize = 10;

/// Worksheet of a folder without settings.
const USUAL: &str = "org.yaml";

/// The worksheets of the workspace around the current folder; without settings that of this folder. Empty where there is none.
///
/// # Errors
/// When settings are wrong, or a folder cannot be read.
pub fn own_worksheets(session: &mut Session) -> Result<Vec<PathBuf>, Stop> {
    session.open(Path::new(USUAL))?;
    let Session { scope, notes, .. } = session;
    let mut found = files(&ASSESSMENT, scope, notes)?;
    notes.sink.checked()?;
    if scope.workspace.is_none() && scope.world.has_file(Path::new(USUAL)) {
        found.push(PathBuf::from(USUAL));
    }
    let bare = |path: PathBuf| path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path);
    Ok(found.into_iter().map(bare).collect())
}

/// The one worksheet of the workspace, for `command`.
///
/// # Errors
/// As [`own_worksheets`], and when there is none, or several: which, and how to name one.
pub fn own_worksheet(session: &mut Session, command: &str) -> Result<PathBuf, Stop> {
    let found = own_worksheets(session)?;
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Stop::usage(format!(
            "no worksheet is named, and this folder has none; `dmf init` writes one, or name it: `dmf {command} FILE`"
        ))),
        [first, ..] => {
            let mut names: Vec<String> = found.iter().take(MOST).map(|path| format!("`{}`", path.display())).collect();
            if found.len() > MOST {
                names.push(format!("and {} more", found.len() - MOST));
            }
            let (first, count) = (first.display(), found.len());
            Err(Stop::usage(format!(
                "this workspace has {count} worksheets: {}; name one, such as `dmf {command} {first}`, or look at all with \
                 `dmf portfolio`",
                names.join(", ")
            )))
        }
    }
}
