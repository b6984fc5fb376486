//! The data that the tool works with: what the binary carries, and folders of the user's on top of it.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{linked_folder, read_found, unread};
use crate::{
    diag::Sink,
    source::{SourceId, Sources},
    world::{EntryKind, Met, Walk, World, WorldError},
};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Most names in a folder of data.
const MOST_NAMES: usize = 100_000;

/// A file that the binary carries.
struct Embedded {
    name: &'static str,
    text: &'static str,
    /// The same value as JSON, where the file is YAML.
    json: Option<&'static str>,
}

/// One file of a pack.
#[derive(Debug, Clone)]
pub struct PackFile {
    /// Path below the pack's folder, with `/`, such as `practices/GOV-02.yaml`.
    pub name: String,
    pub source: SourceId,
}

/// What a folder of data may hold: one of these at least.
pub const DATA_FOLDERS: [&str; 2] = ["frameworks", "templates"];

/// Data files by name. A later layer replaces files of an earlier one, one by one, and adds to them.
#[derive(Debug, Default)]
pub struct Library {
    layers: Vec<Layer>,
}

/// A folder of data over what the binary carries.
#[derive(Debug, Clone)]
pub struct Layer {
    pub world: Arc<dyn World>,
    pub folder: PathBuf,
}

impl Library {
    /// The embedded data under the user's `folders`, the last of which wins.
    ///
    /// # Errors
    /// When a folder has no data in it: a mistyped `--data` would otherwise do nothing, in silence.
    pub fn open(world: &Arc<dyn World>, folders: Vec<PathBuf>) -> Result<Self, WorldError> {
        for folder in &folders {
            if !DATA_FOLDERS.iter().any(|name| world.is_folder(&folder.join(name))) {
                return Err(WorldError::NotPacks { path: folder.clone() });
            }
        }
        let layer = |folder| Layer { world: Arc::clone(world), folder };
        Ok(Self { layers: folders.into_iter().map(layer).collect() })
    }

    /// The embedded data under `layers`, the last of which wins.
    #[must_use]
    pub fn layered(layers: Vec<Layer>) -> Self {
        Self { layers }
    }

    /// Ids of the packs: folders of `frameworks` that have a `pack.toml`, in order.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn packs(&self, sink: &mut Sink) -> Result<Vec<String>, WorldError> {
        let names = self.names("frameworks", sink)?;
        Ok(names
            .keys()
            .filter_map(|name| name.strip_prefix("frameworks/")?.strip_suffix("/pack.toml").map(str::to_owned))
            .filter(|id| !id.contains('/'))
            .collect())
    }

    /// The names of all files below `folder`, in order, whether or not they can be read.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn list(&self, folder: &str, sink: &mut Sink) -> Result<Vec<String>, WorldError> {
        let names = self.names(folder, sink)?.into_keys();
        Ok(names.map(|name| name[folder.len()..].trim_start_matches('/').to_owned()).collect())
    }

    /// All files below `folder`, such as `frameworks/asean-dmf`, in order of their names.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn files(&self, folder: &str, sources: &mut Sources, sink: &mut Sink) -> Result<Vec<PackFile>, WorldError> {
        let mut files = Vec::new();
        for (name, origin) in self.names(folder, sink)? {
            let short = name[folder.len()..].trim_start_matches('/').to_owned();
            let source = match origin {
                Origin::Embedded(file) => Some(sources.add_decoded(name, file.text, file.json)),
                Origin::Layer(world, path) => read_found(world, &path, sources, sink)?,
            };
            files.extend(source.map(|source| PackFile { name: short, source }));
        }
        Ok(files)
    }

    /// The text of one file, such as `templates/report/assess.md`; `None` when there is none, and, with the reason in the
    /// sink, when it is no text.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn file(&self, name: &str, sources: &mut Sources, sink: &mut Sink) -> Result<Option<SourceId>, WorldError> {
        for Layer { world, folder } in self.layers.iter().rev() {
            let path = folder.join(name);
            if matches!(world.kind(&path), Some(EntryKind::File | EntryKind::Other)) {
                return read_found(&**world, &path, sources, sink);
            }
        }
        let found = EMBEDDED.binary_search_by_key(&name, |file| file.name).ok();
        Ok(found.map(|at| sources.add_decoded(name, EMBEDDED[at].text, EMBEDDED[at].json)))
    }

    /// The text of a file that the binary carries and a folder may replace. `None`, with the reason in the sink, when that of
    /// the folder is there, but cannot be read or is no text.
    ///
    /// # Panics
    ///
    /// When the binary carries no file of that name.
    pub fn carried(&self, name: &str, sources: &mut Sources, sink: &mut Sink) -> Option<SourceId> {
        assert!(EMBEDDED.binary_search_by_key(&name, |file| file.name).is_ok(), "the binary carries `{name}`");
        self.file(name, sources, sink).unwrap_or_else(|error| {
            sink.push(unread(&error));
            None
        })
    }

    fn names(&self, folder: &str, sink: &mut Sink) -> Result<BTreeMap<String, Origin<'_>>, WorldError> {
        let prefix = format!("{folder}/");
        let mut names = BTreeMap::new();
        let from = EMBEDDED.partition_point(|file| file.name < prefix.as_str());
        for file in EMBEDDED[from..].iter().take_while(|file| file.name.starts_with(&prefix)) {
            names.insert(file.name.to_owned(), Origin::Embedded(file));
        }
        for Layer { world, folder: base } in &self.layers {
            let top = base.join(folder);
            if world.is_folder(&top) {
                walk(&**world, &top, folder, &mut names, sink)?;
            }
        }
        Ok(names)
    }
}

impl PackFile {
    /// The files of a pack that lies in a folder by itself.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn folder(
        world: &dyn World,
        path: &Path,
        sources: &mut Sources,
        sink: &mut Sink,
    ) -> Result<Vec<Self>, WorldError> {
        let mut names = BTreeMap::new();
        walk(world, path, "", &mut names, sink)?;
        let mut files = Vec::new();
        for (name, origin) in names {
            if let Origin::Layer(world, path) = origin
                && let Some(source) = read_found(world, &path, sources, sink)?
            {
                files.push(Self { name, source });
            }
        }
        Ok(files)
    }
}

enum Origin<'a> {
    Embedded(&'static Embedded),
    Layer(&'a dyn World, PathBuf),
}

/// The files below a folder of a layer, each with the name that it has among the data. Links to folders are told.
fn walk<'a>(
    world: &'a dyn World,
    folder: &Path,
    name: &str,
    names: &mut BTreeMap<String, Origin<'a>>,
    sink: &mut Sink,
) -> Result<(), WorldError> {
    let shown = |path: &Path| path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.'));
    let mut walk = Walk::bounded(world, folder, MOST_NAMES)?;
    while let Some(met) = walk.next(world, &shown, &shown) {
        let path = match met {
            Ok(Met::File(path)) => path,
            Ok(Met::LinkedFolder(path)) => {
                sink.push(linked_folder(&path));
                continue;
            }
            // Whoever asks for it is told why it cannot be read.
            Err(WorldError::NoFile { path } | WorldError::Read { path, .. }) if path != folder => path,
            Err(error) => return Err(error),
        };
        let parts = path.strip_prefix(folder).unwrap_or(&path).components().map(|part| part.as_os_str().to_str());
        let Some(parts) = parts.collect::<Option<Vec<_>>>() else { continue };
        let parts = if name.is_empty() { parts } else { [vec![name], parts].concat() };
        names.insert(parts.join("/"), Origin::Layer(world, path));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_yaml_file_was_decoded_when_it_was_built() {
        for file in EMBEDDED.iter().filter(|file| file.name.ends_with(".yaml")) {
            assert!(file.json.is_some(), "{} is not YAML", file.name);
        }
    }

    #[test]
    fn embedded_names_are_sorted_so_that_they_can_be_searched() {
        assert!(EMBEDDED.is_sorted_by_key(|file| file.name));
        assert!(EMBEDDED.iter().any(|file| file.name == "frameworks/asean-dmf/pack.toml"));
    }
}
