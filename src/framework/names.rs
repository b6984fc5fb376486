//! What a file may call a framework: by its id for the newest version, or `id@version` for that one and no other.

use crate::diag::{Code, Diagnostic, did_you_mean, list};

/// What stands between the id of a framework and its version, in files and in the names of folders.
const AT: char = '@';

/// The packs that are loaded, by the names of their folders: the newest version of a pack lies in the folder of its id, an
/// older one in `id@version`.
#[derive(Debug, Clone, Default)]
pub struct Names {
    folders: Vec<String>,
    /// Ids with the version that lies in the folder of that name, as far as they were looked at.
    newest: Vec<(String, String)>,
}

/// The id in the name of a framework, and the version where it names one.
#[must_use]
pub fn pin(word: &str) -> (&str, Option<&str>) {
    word.split_once(AT).map_or((word, None), |(id, version)| (id, Some(version)))
}

/// The name of one version of a framework.
#[must_use]
pub fn pinned(id: &str, version: &str) -> String {
    format!("{id}{AT}{version}")
}

/// Whether a version, three numbers, is a later one than another.
#[must_use]
pub fn is_newer(version: &str, than: &str) -> bool {
    let numbers = |version: &str| -> Vec<u64> { version.split('.').map(|part| part.parse().unwrap_or(0)).collect() };
    numbers(version) > numbers(than)
}

impl Names {
    /// Of folders; `newest` are ids with the version in the folder of that name.
    #[must_use]
    pub fn of(folders: Vec<String>, newest: Vec<(String, String)>) -> Self {
        Self { folders, newest }
    }

    /// The folder of the pack that is called so.
    #[must_use]
    pub fn folder<'a>(&'a self, word: &'a str) -> Option<&'a str> {
        if self.folders.iter().any(|folder| folder == word) {
            return Some(word);
        }
        let (id, version) = pin(word);
        let newest = self.newest.iter().find(|(known, _)| known == id)?;
        (Some(newest.1.as_str()) == version).then_some(id)
    }

    /// Every name of a pack.
    pub fn folders(&self) -> impl Iterator<Item = &str> + Clone {
        self.folders.iter().map(String::as_str)
    }

    /// The versions of a pack, each as a file would name it; the newest stands first.
    #[must_use]
    pub fn versions(&self, id: &str) -> Vec<String> {
        let newest = self.newest.iter().filter(|(known, _)| known == id).map(|(id, version)| pinned(id, version));
        let mut names: Vec<String> = newest.collect();
        for folder in self.folders().filter(|folder| matches!(pin(folder), (known, Some(_)) if known == id)) {
            if !names.iter().any(|name| name == folder) {
                names.push(folder.to_owned());
            }
        }
        names
    }

    /// Why no pack is called so, and which there are.
    #[must_use]
    pub fn unknown(&self, word: &str) -> Diagnostic {
        let (id, version) = pin(word);
        let Some(version) = version.filter(|_| self.folders().any(|folder| folder == id)) else {
            return Diagnostic::new(Code::UnknownFramework, format!("no framework `{word}` is loaded")).choices(
                "loaded:",
                // A version of what is not there says nothing about what was meant.
                id,
                self.folders(),
            );
        };
        let versions = self.versions(id);
        let known = || versions.iter().map(String::as_str);
        Diagnostic::new(Code::UnknownFramework, format!("there is no version `{version}` of `{id}`"))
            .help(format!("write {}; `{id}` without a version is the newest", list(known())))
            .suggest(did_you_mean(word, known()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let folders = ["model", "model@1.0.0", "other"].map(str::to_owned).to_vec();
        Names::of(folders, vec![("model".to_owned(), "2.0.0".to_owned())])
    }

    #[test]
    fn a_version_is_found_in_its_own_folder_and_the_newest_in_that_of_its_id() {
        let names = names();
        assert_eq!(names.folder("model"), Some("model"));
        assert_eq!(names.folder("model@1.0.0"), Some("model@1.0.0"));
        assert_eq!(names.folder("model@2.0.0"), Some("model"));
        for word in ["model@3.0.0", "model@", "model@1.0", "@1.0.0", "mode", "other@1.0.0"] {
            assert_eq!(names.folder(word), None, "{word}");
        }
    }

    #[test]
    fn an_unknown_version_says_which_there_are() {
        let said = names().unknown("model@1.5.0");
        assert_eq!(said.message, "there is no version `1.5.0` of `model`");
        assert!(said.help[0].contains("`model@2.0.0`") && said.help[0].contains("`model@1.0.0`"), "{:?}", said.help);
        assert_eq!(names().unknown("modl").message, "no framework `modl` is loaded");
    }
}
