//! The data that the tool works with: what the binary carries, and folders of the user's on top of it.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use super::disk::{self, LoadError};
use crate::{
    diag::Sink,
    source::{SourceId, Sources},
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
#[derive(Debug)]
pub enum Layer {
    Disk(PathBuf),
    /// A folder that is not on the disk as it is meant here, such as one at a revision: its name and its files.
    Held(String, BTreeMap<String, Vec<u8>>),
}

impl Library {
    /// The embedded data under the user's `folders`, the last of which wins.
    ///
    /// # Errors
    /// When a folder has no data in it: a mistyped `--data` would otherwise do nothing, in silence.
    pub fn open(folders: Vec<PathBuf>) -> Result<Self, LoadError> {
        for folder in &folders {
            if !folder.join("frameworks").is_dir() && !folder.join("templates").is_dir() {
                return Err(LoadError::NotPacks { path: folder.clone() });
            }
        }
        Ok(Self { layers: folders.into_iter().map(Layer::Disk).collect() })
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
    pub fn packs(&self) -> Result<Vec<String>, LoadError> {
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
    pub fn files(&self, folder: &str, sources: &mut Sources, sink: &mut Sink) -> Result<Vec<PackFile>, LoadError> {
        let mut files = Vec::new();
        for (name, origin) in self.names(folder)? {
            let short = name[folder.len()..].trim_start_matches('/').to_owned();
            let source = match origin {
                Origin::Embedded(file) => Some(sources.add_decoded(name, file.text, file.json)),
                Origin::Disk(path) => disk::read_text(&path, sources, sink)?,
                Origin::Held(layer, bytes) => disk::text(format!("{layer}/{name}"), bytes.clone(), sources, sink),
            };
            files.extend(source.map(|source| PackFile { name: short, source }));
        }
        Ok(files)
    }

    /// The text of one file, such as `templates/report/assess.md`; `None` when there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn file(&self, name: &str, sources: &mut Sources, sink: &mut Sink) -> Result<Option<SourceId>, LoadError> {
        for layer in self.layers.iter().rev() {
            match layer {
                Layer::Disk(folder) => {
                    let path = folder.join(name);
                    if path.is_file() {
                        return disk::read_text(&path, sources, sink);
                    }
                }
                Layer::Held(folder, files) => {
                    if let Some(bytes) = files.get(name) {
                        return Ok(disk::text(format!("{folder}/{name}"), bytes.clone(), sources, sink));
                    }
                }
            }
        }
        let found = EMBEDDED.binary_search_by_key(&name, |file| file.name).ok();
        Ok(found.map(|at| sources.add_decoded(name, EMBEDDED[at].text, EMBEDDED[at].json)))
    }

    fn names(&self, folder: &str) -> Result<BTreeMap<String, Origin<'_>>, LoadError> {
        let prefix = format!("{folder}/");
        let mut names = BTreeMap::new();
        let from = EMBEDDED.partition_point(|file| file.name < prefix.as_str());
        for file in EMBEDDED[from..].iter().take_while(|file| file.name.starts_with(&prefix)) {
            names.insert(file.name.to_owned(), Origin::Embedded(file));
        }
        for layer in &self.layers {
            match layer {
                Layer::Disk(base) => {
                    let top = base.join(folder);
                    if top.is_dir() {
                        walk(&top, folder, &mut names)?;
                    }
                }
                Layer::Held(base, files) => {
                    for (name, bytes) in files.iter().filter(|(name, _)| name.starts_with(&prefix)) {
                        names.insert(name.clone(), Origin::Held(base, bytes));
                    }
                }
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
    pub fn folder(path: &Path, sources: &mut Sources, sink: &mut Sink) -> Result<Vec<Self>, LoadError> {
        let mut names = BTreeMap::new();
        walk(path, "", &mut names)?;
        let mut files = Vec::new();
        for (name, origin) in names {
            if let Origin::Disk(path) = origin
                && let Some(source) = disk::read_text(&path, sources, sink)?
            {
                files.push(Self { name, source });
            }
        }
        Ok(files)
    }
}

enum Origin<'a> {
    Embedded(&'static Embedded),
    Disk(PathBuf),
    Held(&'a str, &'a Vec<u8>),
}

fn walk(folder: &Path, name: &str, names: &mut BTreeMap<String, Origin<'_>>) -> Result<(), LoadError> {
    let fail = |source: io::Error| LoadError::Read { path: folder.to_owned(), source };
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(fail)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(fail)?;
    entries.sort();
    for path in entries {
        let Some(file) = path.file_name().and_then(|file| file.to_str()) else {
            continue;
        };
        if file.starts_with('.') {
            continue;
        }
        let name = if name.is_empty() { file.to_owned() } else { format!("{name}/{file}") };
        if path.is_dir() {
            walk(&path, &name, names)?;
        } else {
            names.insert(name, Origin::Disk(path));
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
