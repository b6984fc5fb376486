//! Where the baselines of a portfolio come from.

use std::path::Path;

use super::{
    super::{Origin, Session, Stop, base::Base},
    Input, Portfolio,
};
use crate::world::World;

/// What the worksheets of a portfolio are held against.
pub(super) fn base(request: &Portfolio, origin: Option<&Origin>, session: &Session) -> Result<Base, Stop> {
    let world = &session.scope.world;
    match origin {
        None => Ok(Base::nothing(world)),
        Some(Origin::File(folder)) if world.is_folder(folder) => Ok(Base::folder(folder.clone(), world)),
        Some(Origin::Git(name, None)) => {
            let read = match &request.input {
                Input::Paths(paths) => paths.clone(),
                Input::Lines => Vec::new(),
            };
            Ok(Base::git(name.clone(), read, session))
        }
        Some(Origin::File(_) | Origin::Git(..)) => {
            Err(Stop::usage("the baseline of a portfolio is a folder, or git:REVISION"))
        }
    }
}

/// A path below `first`, from which the repository is looked for.
pub(super) fn inside(first: &Path, world: &dyn World) -> std::path::PathBuf {
    if world.is_folder(first) { first.join("-") } else { first.to_owned() }
}
