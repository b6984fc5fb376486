//! Where references may lead: a file that data names is read only inside what belongs together.

use std::path::{Path, PathBuf};

use super::Scope;
use crate::{
    diag::{Code, Diagnostic},
    load::unread,
    workspace::{Workspace, above},
    world::{EntryKind, World, WorldError, plain},
};

/// Folders that references may lead into, with their links followed.
#[derive(Debug, Clone, Default)]
pub(super) struct Reach(Vec<PathBuf>);

impl Reach {
    /// Of a file that was named on the command line, and of the workspace that it belongs to.
    pub(super) fn of(world: &dyn World, file: &Path, workspace: Option<&Workspace>) -> Self {
        let mut folders = together(world, file, workspace.map(Workspace::folder));
        folders.extend(workspace.into_iter().flat_map(Workspace::outside));
        Self::new(world, &folders)
    }

    fn new(world: &dyn World, folders: &[PathBuf]) -> Self {
        Self(folders.iter().filter_map(|folder| world.real(folder)).collect())
    }

    fn holds(&self, world: &dyn World, path: &Path) -> bool {
        let path = real(world, path);
        self.0.iter().any(|folder| path.starts_with(folder))
    }
}

/// The top of what belongs together with a file, with its links followed.
pub(super) fn root(world: &dyn World, file: &Path, workspace: Option<&Workspace>) -> Option<PathBuf> {
    together(world, file, workspace.map(Workspace::folder)).first().and_then(|top| world.real(top))
}

impl Scope {
    /// Why what `file` names is not read, where it leads out of what belongs together or is no file. Nothing of it is looked
    /// at then, and whether it is there is not told. `None` also where nothing stands there.
    #[must_use]
    pub fn barred(&self, file: &Path, path: &Path, named: &str) -> Option<Diagnostic> {
        let world = &*self.world;
        // What a file of another workspace names belongs together with that.
        let own = || Reach::new(world, &together(world, file, above(world, file).as_deref().and_then(Path::parent)));
        if !self.reach.holds(world, path) && !own().holds(world, path) {
            let message = format!("`{named}` leads out of the workspace, and was not read");
            let help = if bounded(world, file) {
                "move it, or list its folder under `outside` in `dmf.toml`"
            } else {
                "move it, or put a `dmf.toml` (a line such as `# dmf` is enough) into the folder that holds both"
            };
            return Some(Diagnostic::new(Code::OutsideWorkspace, message).help(help));
        }
        let pipe = || WorldError::NoFile { path: path.to_owned() };
        (world.kind(path) == Some(EntryKind::Other)).then(|| unread(&pipe()))
    }
}

/// Whether a repository or a workspace says what belongs together with a file.
fn bounded(world: &dyn World, file: &Path) -> bool {
    world.repository(&world.absolute(file)).is_some() || above(world, file).is_some()
}

/// What belongs together with a file: its git repository; where there is none, the outermost workspace around it; where there is neither, its
/// folder, and the current one where that lies above it.
fn together(world: &dyn World, file: &Path, home: Option<&Path>) -> Vec<PathBuf> {
    let whole = plain(&world.absolute(file));
    let folder = if world.is_folder(file) { whole.clone() } else { whole.parent().unwrap_or(&whole).to_owned() };
    if let Some(top) = world.repository(&folder.join("-")) {
        return vec![top];
    }
    if let Some(home) = home {
        // A workspace in a folder of another belongs together with that.
        let mut top = plain(&world.absolute(home));
        while let Some(outer) = top.parent().and_then(|folder| above(world, folder)) {
            top = plain(&world.absolute(outer.parent().unwrap_or(Path::new(""))));
        }
        return vec![top];
    }
    let here = plain(&world.absolute(Path::new(".")));
    if folder.starts_with(&here) { vec![here] } else { vec![folder] }
}

/// A path with its links followed as far as it leads to something.
fn real(world: &dyn World, path: &Path) -> PathBuf {
    if let Some(real) = world.real(path) {
        return real;
    }
    let whole = plain(&world.absolute(path));
    let above = whole.ancestors().skip(1).find_map(|above| Some((above, world.real(above)?)));
    match above {
        Some((above, real)) => real.join(whole.strip_prefix(above).unwrap_or(Path::new(""))),
        None => whole,
    }
}
