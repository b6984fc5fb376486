//! What a folder holds, as far as can be seen without reading more than its worksheet.

use std::path::{Path, PathBuf};

use super::Session;
use crate::{worksheet, workspace, world::MAX_BYTES};

/// What was found in a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Here {
    /// The settings that it goes by.
    pub settings: Option<PathBuf>,
    /// Those of the names asked for that are files there.
    pub files: Vec<&'static str>,
    /// How many practices `org.yaml` answers, where that can be seen.
    pub answered: Option<usize>,
}

/// Looks at a folder for files of these names.
#[must_use]
pub fn here(session: &Session, folder: &Path, names: &[&'static str]) -> Here {
    let world = session.world();
    let read = || String::from_utf8(world.read(&folder.join("org.yaml"), MAX_BYTES).ok()?).ok();
    Here {
        settings: workspace::above(world, folder),
        files: names.iter().copied().filter(|name| world.has_file(&folder.join(name))).collect(),
        answered: read().and_then(|text| Some(worksheet::entries(&text)?.len())),
    }
}
