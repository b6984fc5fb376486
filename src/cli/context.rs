//! What every command works with: the data, the complaints, today, the terminal.

use std::{
    collections::HashMap,
    io::IsTerminal,
    path::{Path, PathBuf},
    sync::Arc,
};

use dmf::{
    diag::{self, Sink, did_you_mean, list},
    framework::{self, Crosswalk, Framework, PackInfo, View},
    load::{Library, PackFile},
    report,
    source::Sources,
    workspace::{self, Workspace},
};
use jiff::{civil::Date, tz::TimeZone};

use super::{
    Failure,
    args::{Global, When},
    output,
};

/// What every command works with.
pub(crate) struct Context {
    pub(crate) sources: Sources,
    pub(crate) sink: Sink,
    pub(crate) library: Library,
    pub(crate) today: Date,
    pub(crate) workspace: Option<Workspace>,
    data: Vec<PathBuf>,
    frameworks: HashMap<String, Arc<Framework>>,
    width: usize,
    color: When,
}

impl Context {
    /// Reads the surroundings. The error is about the command line or the environment.
    pub(crate) fn new(global: &Global) -> Result<Self, String> {
        Ok(Self {
            sources: Sources::default(),
            sink: Sink::default(),
            library: Library::default(),
            today: today(global.today)?,
            workspace: None,
            data: global.data.clone(),
            frameworks: HashMap::new(),
            width: width(global.width),
            color: global.color,
        })
    }

    /// Finds the workspace of a file and opens the data folders of both.
    pub(crate) fn open(&mut self, file: &Path) -> Result<(), Failure> {
        let start = if file == Path::new("-") { Path::new(".") } else { file };
        self.workspace = workspace::find(start, &mut self.sources, &mut self.sink)?;
        self.data()?;
        if self.sink.has_errors() { Err(Failure::Data) } else { Ok(()) }
    }

    /// Opens the data folders of flags and workspace.
    pub(crate) fn data(&mut self) -> Result<(), Failure> {
        let mut folders = self.workspace.as_ref().map_or_else(Vec::new, Workspace::data);
        folders.extend(self.data.iter().cloned());
        self.library = Library::open(folders)?;
        Ok(())
    }

    /// The folders given by flags.
    pub(crate) fn data_flags(&self) -> &[PathBuf] {
        &self.data
    }

    /// Works for a while with other data and another workspace.
    pub(crate) fn elsewhere<T>(
        &mut self,
        library: Library,
        workspace: Option<Workspace>,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let library = std::mem::replace(&mut self.library, library);
        let workspace = std::mem::replace(&mut self.workspace, workspace);
        let frameworks = std::mem::take(&mut self.frameworks);
        let result = work(self);
        self.library = library;
        self.workspace = workspace;
        self.frameworks = frameworks;
        result
    }

    /// The framework of that id, read once. `None` when it is wrong, which the sink then says.
    pub(crate) fn framework(&mut self, id: &str) -> Result<Option<Arc<Framework>>, Failure> {
        if let Some(framework) = self.frameworks.get(id) {
            return Ok(Some(Arc::clone(framework)));
        }
        let files = self.pack(id)?;
        let Some(framework) = framework::validate(&files, &self.sources, &mut self.sink).map(Arc::new) else {
            return Ok(None);
        };
        self.frameworks.insert(id.to_owned(), Arc::clone(&framework));
        Ok(Some(framework))
    }

    /// The files of a pack.
    pub(crate) fn pack(&mut self, id: &str) -> Result<Vec<PackFile>, Failure> {
        Ok(self.library.files(&format!("frameworks/{id}"), &mut self.sources, &mut self.sink)?)
    }

    /// What kind of pack it is. `None` when its identity is wrong, which the sink then says.
    pub(crate) fn kind(&mut self, id: &str) -> Result<Option<String>, Failure> {
        Ok(self.pack_info(id)?.map(|pack| pack.kind))
    }

    /// The identity of the pack of that id. `None` when it is wrong, which the sink then says.
    pub(crate) fn pack_info(&mut self, id: &str) -> Result<Option<PackInfo>, Failure> {
        let name = format!("frameworks/{id}/pack.toml");
        let file = self.library.file(&name, &mut self.sources, &mut self.sink)?;
        let files: Vec<PackFile> =
            file.into_iter().map(|source| PackFile { name: "pack.toml".to_owned(), source }).collect();
        Ok(framework::pack_info(&files, &self.sources, &mut self.sink))
    }

    /// The identity of every pack that is loaded.
    pub(crate) fn packs(&mut self) -> Result<Vec<PackInfo>, Failure> {
        let mut packs = Vec::new();
        for id in self.library.packs()? {
            packs.extend(self.pack_info(&id)?);
        }
        Ok(packs)
    }

    /// The crosswalks that are loaded.
    pub(crate) fn crosswalks(&mut self) -> Result<Vec<Crosswalk>, Failure> {
        let files = self.library.files("frameworks/crosswalks", &mut self.sources, &mut self.sink)?;
        Ok(files.iter().filter_map(|file| framework::crosswalk(file, &self.sources, &mut self.sink)).collect())
    }

    /// The view named `word` on a framework: by its id, or by its id without the framework's.
    pub(crate) fn view(&mut self, word: &str, framework: &Framework) -> Result<View, Failure> {
        let long = format!("{}-{word}", framework.pack.id);
        let views: Vec<String> = self
            .packs()?
            .into_iter()
            .filter(|pack| pack.kind == "view" && pack.of.as_deref() == Some(&framework.pack.id))
            .map(|pack| pack.id)
            .collect();
        let Some(id) = views.iter().find(|id| **id == word || **id == long) else {
            let short: Vec<&str> =
                views.iter().map(|id| id.strip_prefix(&format!("{}-", framework.pack.id)).unwrap_or(id)).collect();
            return Err(unknown("view", word, &short));
        };
        let files = self.pack(id)?;
        framework::view(&files, framework, &self.sources, &mut self.sink).ok_or(Failure::Data)
    }

    /// How answers are laid out: with colour on a terminal that wants it.
    pub(crate) fn style(&self, all: bool) -> report::Style {
        report::Style { colour: self.colour(std::io::stdout().is_terminal()), width: self.width, all }
    }

    /// How complaints are laid out.
    pub(crate) fn complaint_style(&self) -> diag::Style {
        diag::Style { colour: self.colour(std::io::stderr().is_terminal()), width: self.width }
    }

    /// Prints what has been complained about.
    pub(crate) fn complain(&self) {
        if !self.sink.is_empty() {
            let style = diag::Style { colour: self.colour(std::io::stderr().is_terminal()), width: self.width };
            output::complain(diag::render(&self.sink, &self.sources, style).trim_end());
        }
    }

    fn colour(&self, terminal: bool) -> bool {
        match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
                terminal && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        }
    }
}

/// A word on the command line that names nothing.
pub(crate) fn unknown(kind: &str, word: &str, known: &[&str]) -> Failure {
    let meant = did_you_mean(word, known.iter().copied());
    let hint = meant
        .map_or_else(|| format!("known: {}", list(known.iter().copied())), |meant| format!("did you mean `{meant}`?"));
    Failure::Usage(format!("there is no {kind} `{word}`; {hint}"))
}

fn today(given: Option<Date>) -> Result<Date, String> {
    if let Some(day) = given {
        return Ok(day);
    }
    match std::env::var("SOURCE_DATE_EPOCH") {
        Err(_) => Ok(jiff::Timestamp::now().to_zoned_datetime(zone()).date()),
        Ok(text) => text
            .trim()
            .parse()
            .ok()
            .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
            .map(|time| time.to_zoned_datetime(TimeZone::UTC).date())
            .ok_or_else(|| format!("SOURCE_DATE_EPOCH is `{text}`; a number of seconds was expected")),
    }
}

/// The time zone of the machine. Its file is read where there is one: to look a zone up by its name, all zones that the
/// system knows are listed first, which takes as long as scoring an organisation.
fn zone() -> TimeZone {
    let file = || std::fs::read("/etc/localtime").ok();
    let local = || file().and_then(|data| TimeZone::tzif("local", &data).ok());
    std::env::var_os("TZ").is_none().then(local).flatten().unwrap_or_else(TimeZone::system)
}

fn width(given: Option<u16>) -> usize {
    let columns = || std::env::var("COLUMNS").ok().and_then(|text| text.parse::<u16>().ok()).filter(|width| *width > 0);
    let terminal = || terminal_size::terminal_size().map(|(width, _)| width.0);
    usize::from(given.or_else(columns).or_else(terminal).unwrap_or(80)).clamp(40, 1000)
}
