//! The data that the tool works with: what the binary carries, and folders of the user's on top of it.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::read_text;
use crate::{
    diag::Sink,
    source::{SourceId, Sources},
    world::{EntryKind, World, WorldError},
};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

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
            if !["frameworks", "templates"].iter().any(|name| world.is_folder(&folder.join(name))) {
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
    pub fn packs(&self) -> Result<Vec<String>, WorldError> {
        let names = self.names("frameworks")?;
        Ok(names
            .keys()
            .filter_map(|name| name.strip_prefix("frameworks/")?.strip_suffix("/pack.toml").map(str::to_owned))
            .filter(|id| !id.contains('/'))
            .collect())
    }

    /// All files below `folder`, such as `frameworks/asean-dmf`, in order of their names.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn files(&self, folder: &str, sources: &mut Sources, sink: &mut Sink) -> Result<Vec<PackFile>, WorldError> {
        let mut files = Vec::new();
        for (name, origin) in self.names(folder)? {
            let short = name[folder.len()..].trim_start_matches('/').to_owned();
            let source = match origin {
                Origin::Embedded(file) => Some(sources.add_decoded(name, file.text, file.json)),
                Origin::Layer(world, path) => read_text(world, &path, sources, sink)?,
            };
            files.extend(source.map(|source| PackFile { name: short, source }));
        }
        Ok(files)
    }

    /// The text of one file, such as `templates/report/assess.md`; `None` when there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn file(&self, name: &str, sources: &mut Sources, sink: &mut Sink) -> Result<Option<SourceId>, WorldError> {
        for Layer { world, folder } in self.layers.iter().rev() {
            let path = folder.join(name);
            if world.has_file(&path) {
                return read_text(&**world, &path, sources, sink);
            }
        }
        let found = EMBEDDED.binary_search_by_key(&name, |file| file.name).ok();
        Ok(found.map(|at| sources.add_decoded(name, EMBEDDED[at].text, EMBEDDED[at].json)))
    }

    fn names(&self, folder: &str) -> Result<BTreeMap<String, Origin<'_>>, WorldError> {
        let prefix = format!("{folder}/");
        let mut names = BTreeMap::new();
        let from = EMBEDDED.partition_point(|file| file.name < prefix.as_str());
        for file in EMBEDDED[from..].iter().take_while(|file| file.name.starts_with(&prefix)) {
            names.insert(file.name.to_owned(), Origin::Embedded(file));
        }
        for Layer { world, folder: base } in &self.layers {
            let top = base.join(folder);
            if world.is_folder(&top) {
                walk(&**world, &top, folder, &mut names)?;
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
        walk(world, path, "", &mut names)?;
        let mut files = Vec::new();
        for (name, origin) in names {
            if let Origin::Layer(world, path) = origin
                && let Some(source) = read_text(world, &path, sources, sink)?
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

fn walk<'a>(
    world: &'a dyn World,
    folder: &Path,
    name: &str,
    names: &mut BTreeMap<String, Origin<'a>>,
) -> Result<(), WorldError> {
    for entry in world.list(folder)? {
        let Some(file) = entry.name.to_str().filter(|file| !file.starts_with('.')) else { continue };
        let path = folder.join(file);
        let name = if name.is_empty() { file.to_owned() } else { format!("{name}/{file}") };
        let linked = entry.kind == EntryKind::Link && world.is_folder(&path);
        if entry.kind == EntryKind::Folder || linked {
            walk(world, &path, &name, names)?;
        } else {
            names.insert(name, Origin::Layer(world, path));
        }
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
