//! What stood in the place of a worksheet before.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::super::{Origin, Stop};
use crate::world::{MAX_BYTES, Named, Revision, World};

/// Where baselines come from.
pub(super) enum Before {
    Nothing,
    Folder(PathBuf, Arc<dyn World>),
    Git(Arc<Revision>),
}

/// What stood in the place of one worksheet.
pub(super) enum Past {
    Nothing,
    /// Its name and its bytes.
    Text(String, Vec<u8>),
    Wrong(String),
}

impl Before {
    /// `first` is what the repository is looked for from.
    pub(super) fn open(origin: Option<&Origin>, first: &Path, world: &Arc<dyn World>) -> Result<Self, Stop> {
        match origin {
            None => Ok(Self::Nothing),
            Some(Origin::File(folder)) if world.is_folder(folder) => {
                Ok(Self::Folder(folder.clone(), Arc::clone(world)))
            }
            Some(Origin::Git(name, None)) => {
                let folder = if world.is_folder(first) { first } else { first.parent().unwrap_or(Path::new(".")) };
                Ok(Self::Git(Arc::new(Revision::base(Arc::clone(world), folder, name)?)))
            }
            Some(Origin::File(_) | Origin::Git(..)) => {
                Err(Stop::usage("the baseline of a portfolio is a folder, or git:REVISION"))
            }
        }
    }

    pub(super) fn of(&self, named: &Named) -> Past {
        match self {
            Self::Nothing => Past::Nothing,
            Self::Folder(folder, world) => {
                let below = named.below.as_deref().and_then(|below| named.path.strip_prefix(below).ok());
                let path = folder.join(below.unwrap_or(&named.path));
                if !world.has_file(&path) {
                    return Past::Nothing;
                }
                match world.read(&path, MAX_BYTES) {
                    Ok(bytes) => Past::Text(path.to_string_lossy().into_owned(), bytes),
                    Err(error) => Past::Wrong(format!("error: {}", error.whole())),
                }
            }
            Self::Git(revision) => match revision.held(&named.path, MAX_BYTES) {
                Ok(Some(bytes)) => Past::Text(format!("{}:{}", revision.describe(), named.path.display()), bytes),
                Ok(None) => Past::Nothing,
                Err(error) => Past::Wrong(format!("error: {error}")),
            },
        }
    }

    /// The revision, where it is one.
    pub(super) fn revision(&self) -> Option<&Arc<Revision>> {
        match self {
            Self::Git(revision) => Some(revision),
            Self::Nothing | Self::Folder(..) => None,
        }
    }
}
