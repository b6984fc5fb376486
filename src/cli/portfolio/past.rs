//! What is read, and what stood in its place before.

use std::{
    io,
    path::{Path, PathBuf},
};

use dmf::load::{self, Batch, Named};

use super::{
    super::{Failure, baseline::Origin},
    desk::Desk,
};

/// What is read: a file, or a line that holds a worksheet.
pub(super) enum Item {
    File(Result<Named, load::LoadError>),
    Line(usize, io::Result<Vec<u8>>),
}

/// An item with what stood in its place before, where that is at hand.
pub(super) struct Job {
    pub(super) item: Item,
    pub(super) before: Before,
}

pub(super) enum Before {
    None,
    Bytes(Vec<u8>),
    File(PathBuf),
    Wrong(String),
}

/// Where baselines come from.
pub(super) enum Past {
    None,
    Git(Batch),
    Folder(PathBuf),
}

impl Past {
    /// `first` is what the repository is looked for from.
    pub(super) fn open(desk: &mut Desk<'_>, first: &Path) -> Result<Self, Failure> {
        let wrong = || Failure::Usage("the baseline of a portfolio is a folder, or git:REVISION".to_owned());
        match &desk.origin {
            None => Ok(Self::None),
            Some(Origin::File(folder)) if folder.is_dir() => Ok(Self::Folder(folder.clone())),
            Some(Origin::Git(name, None)) => {
                let folder = if first.is_dir() { first } else { first.parent().unwrap_or(Path::new(".")) };
                let revision = load::Revision::find(folder, name)?;
                let batch = revision.batch()?;
                desk.revision = Some(revision);
                Ok(Self::Git(batch))
            }
            Some(Origin::File(_) | Origin::Git(..)) => Err(wrong()),
        }
    }

    pub(super) fn of(&mut self, item: &Item) -> Before {
        let Item::File(Ok(named)) = item else { return Before::None };
        match self {
            Self::None => Before::None,
            Self::Folder(folder) => {
                let below = named.below.as_deref().and_then(|below| named.path.strip_prefix(below).ok());
                let path = folder.join(below.unwrap_or(&named.path));
                if path.is_file() { Before::File(path) } else { Before::None }
            }
            Self::Git(batch) => match batch.read(&named.path) {
                Ok(bytes) => bytes.map_or(Before::None, Before::Bytes),
                Err(error) => Before::Wrong(format!("error: {error}")),
            },
        }
    }
}
