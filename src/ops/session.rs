//! What a use case works with: a world, the data at one state of it, and what was read and said.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use jiff::civil::Date;

use super::{Stop, reach::Reach, registers::kinds};
use crate::{
    diag::Sink,
    framework::{self, Crosswalk, Framework, Names, PackInfo, View},
    jurisdiction::Atlas,
    load::{self, Layer, Library, PackFile},
    source::{SourceId, Sources},
    workspace::{self, Workspace},
    world::{Revision, World, WorldError},
};

/// The texts that were read, and what was complained about in them.
#[derive(Debug, Default)]
pub struct Notes {
    pub sources: Sources,
    pub sink: Sink,
}

/// The data at one state of the files: the packs and the workspace of a world.
#[derive(Debug)]
pub struct Scope {
    pub world: Arc<dyn World>,
    pub library: Library,
    pub workspace: Option<Workspace>,
    /// Where references may lead.
    pub(super) reach: Reach,
    /// Frameworks by id, read once.
    frameworks: Mutex<HashMap<String, Arc<Framework>>>,
}

/// What one use case after another works with.
#[derive(Debug)]
pub struct Session {
    pub notes: Notes,
    pub scope: Arc<Scope>,
    /// Folders of data beside those of the workspace, the last of which wins.
    pub data: Vec<PathBuf>,
}

impl Notes {
    /// Reads a file of a world. `None`, with the reason in the sink, when it is not text.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&mut self, world: &dyn World, path: &Path) -> Result<Option<SourceId>, WorldError> {
        load::read_text(world, path, &mut self.sources, &mut self.sink)
    }

    /// Works on the same texts, with complaints kept apart: they come back beside the result.
    pub(super) fn apart<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> (T, Sink) {
        let mut notes = Self { sources: std::mem::take(&mut self.sources), sink: Sink::default() };
        let result = work(&mut notes);
        self.sources = notes.sources;
        (result, notes.sink)
    }
}

impl Scope {
    /// What the program carries, and nothing else.
    #[must_use]
    pub fn bare(world: Arc<dyn World>) -> Self {
        Self::new(world, Library::default(), None)
    }

    /// The settings of a `dmf.toml` by whatever name, with the data folders of both it and `data`.
    pub(super) fn under(
        world: &Arc<dyn World>,
        file: &Path,
        data: &[PathBuf],
        notes: &mut Notes,
    ) -> Result<Self, WorldError> {
        let source = notes.read(&**world, file)?;
        let read = |source| workspace::read(source, file.to_owned(), &notes.sources, &mut notes.sink);
        let workspace = source.and_then(read);
        let mut scope = Self::new(Arc::clone(world), Library::default(), workspace);
        scope.reach = Reach::of(&**world, file, scope.workspace.as_ref());
        let mut folders = scope.data(notes);
        folders.extend(data.iter().cloned());
        scope.library = Library::open(world, folders)?;
        scope.know_codes(notes);
        Ok(scope)
    }

    /// Packs of a folder over what the program carries, without a workspace.
    ///
    /// # Errors
    /// When the folder cannot be read, or holds none.
    pub fn of_packs(world: Arc<dyn World>, folder: &Path) -> Result<Self, WorldError> {
        let library = Library::open(&world, vec![folder.to_owned()])?;
        Ok(Self::new(world, library, None))
    }

    fn new(world: Arc<dyn World>, library: Library, workspace: Option<Workspace>) -> Self {
        Self { world, library, workspace, reach: Reach::default(), frameworks: Mutex::default() }
    }

    /// The workspace of a file, with the data folders of both it and `data`. `None` when the settings are wrong, which the
    /// notes then say.
    ///
    /// # Errors
    /// When something cannot be read, or a folder of data holds none.
    fn of(world: &Arc<dyn World>, file: &Path, data: &[PathBuf], notes: &mut Notes) -> Result<Self, WorldError> {
        let start = if file == Path::new("-") { Path::new(".") } else { file };
        let workspace = workspace::find(&**world, start, &mut notes.sources, &mut notes.sink)?;
        let mut scope = Self::new(Arc::clone(world), Library::default(), workspace);
        scope.reach = Reach::of(&**world, start, scope.workspace.as_ref());
        let mut folders = scope.data(notes);
        folders.extend(data.iter().cloned());
        scope.library = Library::open(world, folders)?;
        scope.know_codes(notes);
        Ok(scope)
    }

    /// Lets gates and waivers name the codes that kinds of record bring along; they are read only where one is named. What is
    /// wrong with a kind is told where it is used.
    fn know_codes(&mut self, notes: &mut Notes) {
        if self.workspace.as_ref().is_some_and(Workspace::names_other_codes) {
            let (kinds, _) = notes.apart(|notes| kinds(self, notes));
            if let (Ok(kinds), Some(workspace)) = (kinds, &mut self.workspace) {
                workspace.know(&kinds.codes().collect::<Vec<_>>());
            }
        }
    }

    /// The folders of data that the workspace names; the notes say which lie outside.
    fn data(&self, notes: &mut Notes) -> Vec<PathBuf> {
        let Some(workspace) = &self.workspace else { return Vec::new() };
        let mut folders = Vec::new();
        for (folder, file, named, place) in workspace.data(&notes.sources) {
            match self.barred(file, &folder, named) {
                Some(diagnostic) => notes.sink.push(diagnostic.at(place)),
                None => folders.push(folder),
            }
        }
        folders
    }

    /// The same as it was at a revision. A folder of data that the revision does not have is taken as it is now.
    pub(super) fn at(
        revision: Arc<Revision>,
        now: &Arc<dyn World>,
        file: &Path,
        data: &[PathBuf],
        notes: &mut Notes,
    ) -> Result<Self, WorldError> {
        let world: Arc<dyn World> = revision;
        let workspace = workspace::find(&*world, file, &mut notes.sources, &mut notes.sink)?;
        let mut scope = Self::new(Arc::clone(&world), Library::default(), workspace);
        scope.reach = Reach::of(&*world, file, scope.workspace.as_ref());
        let mut folders = scope.data(notes);
        folders.extend(data.iter().cloned());
        let layer = |folder: PathBuf| {
            let worlds = [&world, now];
            let world = worlds.into_iter().find(|world| world.is_folder(&folder))?;
            Some(Layer { world: Arc::clone(world), folder })
        };
        scope.library = Library::layered(folders.into_iter().filter_map(layer).collect());
        scope.know_codes(notes);
        Ok(scope)
    }

    /// The folder that the paths of `dmf.toml` are seen from.
    #[must_use]
    pub fn home(&self) -> &Path {
        self.workspace.as_ref().map_or(Path::new(""), Workspace::folder)
    }

    /// The files of a pack.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn pack(&self, id: &str, notes: &mut Notes) -> Result<Vec<PackFile>, WorldError> {
        self.files(&format!("frameworks/{id}"), notes)
    }

    /// The data files below a folder, such as `templates/mcc`.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn files(&self, folder: &str, notes: &mut Notes) -> Result<Vec<PackFile>, WorldError> {
        self.library.files(folder, &mut notes.sources, &mut notes.sink)
    }

    /// The identity of the pack of that id. `None` when it is wrong, which the notes then say.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn pack_info(&self, id: &str, notes: &mut Notes) -> Result<Option<PackInfo>, WorldError> {
        let name = format!("frameworks/{id}/pack.toml");
        let before = notes.sink.errors();
        let file = self.library.file(&name, &mut notes.sources, &mut notes.sink)?;
        if file.is_none() && notes.sink.errors() > before {
            return Ok(None);
        }
        let files: Vec<PackFile> =
            file.into_iter().map(|source| PackFile { name: "pack.toml".to_owned(), source }).collect();
        Ok(framework::pack_info(&files, &notes.sources, &mut notes.sink))
    }

    /// The identity of every pack, with the name of its folder: its id, or `id@version` of an older version.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn packs(&self, notes: &mut Notes) -> Result<Vec<(String, PackInfo)>, WorldError> {
        let mut packs = Vec::new();
        for folder in self.library.packs(&mut notes.sink)? {
            packs.extend(self.pack_info(&folder, notes)?.map(|pack| (folder, pack)));
        }
        Ok(packs)
    }

    /// What packs are called. Of those whose newest version `words` name by its number, the number is looked at.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn names<'a>(&self, words: impl IntoIterator<Item = &'a str>, notes: &mut Notes) -> Result<Names, WorldError> {
        let folders = self.library.packs(&mut notes.sink)?;
        let mut newest = Vec::new();
        for word in words.into_iter().filter(|word| !folders.iter().any(|folder| folder == word)) {
            let (id, version) = framework::pin(word);
            if version.is_some() && folders.iter().any(|folder| folder == id) {
                // What is wrong with a pack is told when it is read to be used; until then its number is the one that is named.
                let (pack, _) = notes.apart(|notes| self.pack_info(id, notes));
                let number = pack?.map_or_else(|| version.unwrap_or_default().to_owned(), |pack| pack.version);
                newest.push((id.to_owned(), number));
            }
        }
        Ok(Names::of(folders, newest))
    }

    /// What packs are called, with the number of the newest version of each: whatever is read may pin it. What is wrong with a
    /// pack is told when it is read to be used.
    ///
    /// # Errors
    /// When one cannot be read.
    pub(super) fn all_names(&self, notes: &mut Notes) -> Result<Names, WorldError> {
        let folders = self.library.packs(&mut notes.sink)?;
        let (packs, _) = notes.apart(|notes| self.packs(notes));
        let newest = packs?.into_iter().filter(|(folder, pack)| *folder == pack.id);
        Ok(Names::of(folders, newest.map(|(folder, pack)| (folder, pack.version)).collect()))
    }

    /// The framework of that name, with or without a version. `None` where there is none, or it is wrong, which the notes then
    /// say.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn named(&self, name: &str, notes: &mut Notes) -> Result<Option<Arc<Framework>>, WorldError> {
        let names = self.names([name], notes)?;
        match names.folder(name) {
            Some(folder) => self.framework(folder, notes),
            None => Ok(None),
        }
    }

    /// The framework in that folder, read once. `None` when it is wrong, which the notes then say.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn framework(&self, folder: &str, notes: &mut Notes) -> Result<Option<Arc<Framework>>, WorldError> {
        let known = || self.frameworks.lock().expect("nobody panics while looking up a framework");
        if let Some(framework) = known().get(folder) {
            return Ok(Some(Arc::clone(framework)));
        }
        let files = self.pack(folder, notes)?;
        let Some(mut framework) = framework::validate(&files, &notes.sources, &mut notes.sink) else {
            return Ok(None);
        };
        folder.clone_into(&mut framework.name);
        let framework = Arc::new(framework);
        known().insert(folder.to_owned(), Arc::clone(&framework));
        Ok(Some(framework))
    }

    /// The crosswalks to other catalogues.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn crosswalks(&self, notes: &mut Notes) -> Result<Vec<Crosswalk>, WorldError> {
        let files = self.files("frameworks/crosswalks", notes)?;
        Ok(files.iter().filter_map(|file| framework::crosswalk(file, &notes.sources, &mut notes.sink)).collect())
    }

    /// The laws of places, by their codes; a place whose law there is no file for is left out.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn laws<'a>(&self, codes: impl IntoIterator<Item = &'a str>, notes: &mut Notes) -> Result<Atlas, WorldError> {
        Atlas::read(&self.library, codes, &mut notes.sources, &mut notes.sink)
    }

    /// The view named `word` on a framework: by its id, or by its id without the framework's.
    ///
    /// # Errors
    /// When there is none of that name, or it is wrong.
    pub fn view(&self, word: &str, framework: &Framework, notes: &mut Notes) -> Result<View, Stop> {
        let long = format!("{}-{word}", framework.pack.id);
        let views: Vec<String> = self
            .packs(notes)?
            .into_iter()
            .filter(|(_, pack)| pack.kind == "view" && pack.of.as_deref() == Some(&framework.pack.id))
            .map(|(folder, _)| folder)
            .collect();
        let Some(id) = views.iter().find(|id| **id == word || **id == long) else {
            let short: Vec<&str> =
                views.iter().map(|id| id.strip_prefix(&format!("{}-", framework.pack.id)).unwrap_or(id)).collect();
            return Err(Stop::unknown("view", word, &short));
        };
        let files = self.pack(id, notes)?;
        let view = framework::view(&files, framework, &notes.sources, &mut notes.sink);
        Ok(notes.sink.made(view)?)
    }
}

impl Session {
    /// A session in a world, with nothing but what the program carries.
    #[must_use]
    pub fn new(world: impl World + 'static) -> Self {
        Self { notes: Notes::default(), scope: Arc::new(Scope::bare(Arc::new(world))), data: Vec::new() }
    }

    /// The folders of packs that the workspace names, then those of the session.
    pub(super) fn data_folders(&self) -> Vec<PathBuf> {
        let workspace = self.scope.workspace.iter().flat_map(|workspace| workspace.data(&self.notes.sources));
        workspace.map(|(folder, ..)| folder).chain(self.data.iter().cloned()).collect()
    }

    /// With folders of data that replace or add to what the program carries, the last of which wins.
    #[must_use]
    pub fn with_data(mut self, folders: Vec<PathBuf>) -> Self {
        self.data = folders;
        self
    }

    /// The day that it is.
    #[must_use]
    pub fn today(&self) -> Date {
        self.scope.world.today()
    }

    /// The world that is read.
    #[must_use]
    pub fn world(&self) -> &dyn World {
        &*self.scope.world
    }

    /// Finds the workspace of a file and opens the data folders of both.
    ///
    /// # Errors
    /// When settings are wrong, or something cannot be read.
    pub fn open(&mut self, file: &Path) -> Result<(), Stop> {
        self.scope = Arc::new(Scope::of(&Arc::clone(&self.scope.world), file, &self.data, &mut self.notes)?);
        Ok(self.notes.sink.checked()?)
    }

    /// Works with complaints kept apart: they come back beside the result.
    pub(super) fn apart<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> (T, Sink) {
        let before = std::mem::take(&mut self.notes.sink);
        let result = work(self);
        (result, std::mem::replace(&mut self.notes.sink, before))
    }

    /// Opens the workspace of a file as [`Session::open`] does, or takes the one of `known` that it lies in.
    pub(super) fn open_among(&mut self, file: &Path, known: &mut Vec<Arc<Scope>>) -> Result<(), Stop> {
        let world = self.world();
        let start = if file == Path::new("-") { Path::new(".") } else { file };
        let settings = workspace::above(world, start);
        let same = |scope: &&Arc<Scope>| match (&settings, &scope.workspace) {
            (Some(file), Some(workspace)) => same(world, file, &workspace.file),
            (None, None) => true,
            _ => false,
        };
        if let Some(scope) = known.iter().find(same) {
            self.scope = Arc::clone(scope);
        } else {
            self.open(file)?;
            known.push(Arc::clone(&self.scope));
        }
        Ok(())
    }

    /// A file as it is named in findings: seen from the top of its checkout, else from here; as it is where it is none.
    #[must_use]
    pub fn repository_path(&self, name: &str) -> String {
        repository_path(self.world(), name)
    }
}

/// See [`Session::repository_path`].
pub(super) fn repository_path(world: &dyn World, name: &str) -> String {
    let whole = crate::world::plain(&world.absolute(Path::new(name)));
    let here = || world.absolute(Path::new("."));
    let top = world.checkout(&whole).unwrap_or_else(here);
    match whole.strip_prefix(&top) {
        Ok(path) if !name.starts_with('<') => {
            path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
        }
        _ => name.to_owned(),
    }
}

/// Whether two paths name one file, without following links.
pub(super) fn same(world: &dyn World, one: &Path, other: &Path) -> bool {
    let plain = |path: &Path| crate::world::plain(&world.absolute(path));
    plain(one) == plain(other)
}
