//! What the worksheets of a run are held against, and what became of those that are not where they were: the same for one
//! worksheet and for thousands.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::ToSpan;

use super::{
    Session,
    moved::{Missing, closed, goes_on, is_worksheet, nearest},
};
use crate::{
    gate::{At, Finding, FindingCode, Subject},
    source::Path as Key,
    workspace,
    world::{Files, Found, GitError, MAX_BYTES, Met, Revision, Walk, World, WorldError},
};

/// Commits before a broken one that are looked at.
const FURTHEST: usize = 50;

/// A place that holds worksheets as they were.
pub(super) struct Base {
    world: Arc<dyn World>,
    kind: Kind,
}

enum Kind {
    Nothing,
    Folder(PathBuf),
    /// By repository, as the worksheets of a run may lie in several.
    Git {
        name: String,
        read: Vec<PathBuf>,
        /// Folders of packs that are read with them.
        data: Vec<PathBuf>,
        states: Vec<(Option<PathBuf>, State)>,
    },
}

/// What one repository is compared with.
struct State {
    /// `None` where there is nothing before.
    revision: Option<Arc<Revision>>,
    /// The revision that was named, where it is itself what is judged.
    itself: Option<Arc<Revision>>,
    /// What has to be known of that choice.
    said: Option<String>,
    /// The worksheets that are not where they were, once they were looked for.
    missing: Option<Vec<Missing>>,
    /// Those that say now that their organisation is no longer assessed, as they were, once they were looked for.
    closed: Option<Vec<Missing>>,
    /// That what is judged was committed after the day that is taken for today, until it is told.
    early: Option<String>,
}

/// What stood in the place of a worksheet.
pub(super) enum Past {
    /// Nothing is asked for.
    Unasked,
    Text(Text),
    /// There is none, and why.
    Absent(Box<Finding>),
}

/// A worksheet as it was.
pub(super) struct Text {
    /// As messages name it.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    /// Where it stood.
    pub(super) path: PathBuf,
    /// The revision that it stood in; `None` in a folder.
    pub(super) revision: Option<Arc<Revision>>,
    /// What has to be known of it.
    pub(super) findings: Vec<Finding>,
}

impl Base {
    /// Holds nothing against anything.
    pub(super) fn nothing(world: &Arc<dyn World>) -> Self {
        Self { world: Arc::clone(world), kind: Kind::Nothing }
    }

    /// A folder with worksheets in the same places.
    pub(super) fn folder(folder: PathBuf, world: &Arc<dyn World>) -> Self {
        Self { world: Arc::clone(world), kind: Kind::Folder(folder) }
    }

    /// A revision; `read` are the worksheets, and folders of them, that are judged in the session.
    pub(super) fn git(name: String, read: Vec<PathBuf>, session: &Session) -> Self {
        let data = session.data_folders();
        Self { world: Arc::clone(&session.scope.world), kind: Kind::Git { name, read, data, states: Vec::new() } }
    }

    /// What stood in the place of a worksheet, which was found `below` a folder or named itself.
    ///
    /// # Errors
    /// When it cannot be read, or there is no such revision.
    pub(super) fn of(&mut self, file: &Path, below: Option<&Path>) -> Result<Past, WorldError> {
        match &self.kind {
            Kind::Nothing => Ok(Past::Unasked),
            Kind::Folder(folder) => {
                let inside = below.and_then(|below| file.strip_prefix(below).ok()).unwrap_or(file);
                let path = folder.join(inside);
                if !self.world.has_file(&path) {
                    let message = format!("`{}` has no baseline in `{}`", file.display(), folder.display());
                    let help = "put the worksheet as it was there, in the same place";
                    let finding = found(FindingCode::NoBaseline, file, message).help(help);
                    return Ok(Past::Absent(Box::new(finding)));
                }
                let bytes = self.world.read(&path, MAX_BYTES)?;
                let name = path.to_string_lossy().into_owned();
                Ok(Past::Text(Text { name, bytes, path, revision: None, findings: Vec::new() }))
            }
            Kind::Git { .. } => self.in_git(file),
        }
    }

    fn in_git(&mut self, file: &Path) -> Result<Past, WorldError> {
        let world = Arc::clone(&self.world);
        let state = self.state(file)?;
        let early = state.early.take().map(|words| found(FindingCode::TodayBeforeCommit, file, words));
        let said = state.said.clone();
        let said = || said.iter().map(|said| found(FindingCode::ComparedWithParent, file, said.clone()));
        let known = || said().chain(early.clone());
        let Some(revision) = state.revision.clone() else {
            let message = said().next().map_or_else(String::new, |finding| finding.message);
            return Ok(Past::Absent(Box::new(found(FindingCode::ComparedWithParent, file, message))));
        };
        let text = |path: PathBuf, bytes: Vec<u8>, findings: Vec<Finding>| {
            let name = format!("{}:{}", revision.describe(), path.display());
            Past::Text(Text { name, bytes, path, revision: Some(Arc::clone(&revision)), findings })
        };
        if let Some(bytes) = revision.held(file, MAX_BYTES)? {
            return Ok(text(file.to_owned(), bytes, known().collect()));
        }
        let now = world.read(file, MAX_BYTES)?;
        let new = || {
            let base = revision.describe();
            let message = format!("`{}` is not in {base}: there is nothing to compare with", file.display());
            Past::Absent(Box::new(found(FindingCode::NewWorksheet, file, message)))
        };
        if !is_worksheet(&now) {
            return Ok(new());
        }
        let missing = state.missing()?;
        if let Some(at) = nearest(&now, missing, world.today()) {
            missing[at].moved_to = Some(file.to_owned());
            let Missing { path, bytes, .. } = &missing[at];
            let message = format!("`{}` was `{}` in {}", file.display(), path.display(), revision.describe());
            let findings = known().chain([found(FindingCode::WorksheetMoved, file, message)]).collect();
            return Ok(text(path.clone(), bytes.clone(), findings));
        }
        // Whoever closes a worksheet does not go on in another one, and is held against what the closed one said.
        let closed = goes_on(&now, state.closed(&*world)?);
        let Some(Missing { path, bytes, closed, .. }) = closed else { return Ok(new()) };
        let message = format!(
            "`{}` says that the organisation of `{}` is no longer assessed, and this worksheet goes on with it",
            path.display(),
            file.display()
        );
        let finding = found(FindingCode::DuplicateOrganisation, file, message).help(
            "take `closed` away and go on there; if they are two organisations, give each an `id` under `organisation`",
        );
        if closed.is_some_and(|day| day <= world.today()) {
            return Ok(Past::Absent(Box::new(finding)));
        }
        Ok(text(path.clone(), bytes.clone(), known().chain([finding]).collect()))
    }

    /// The state of the repository of a file.
    fn state(&mut self, file: &Path) -> Result<&mut State, WorldError> {
        let Kind::Git { name, read, data, states } = &mut self.kind else { unreachable!("only git has states") };
        let top = self.world.repository(&crate::world::plain(&self.world.absolute(file)));
        let known = states.iter().position(|(known, _)| *known == top);
        let at = if let Some(at) = known {
            at
        } else {
            let folder = file.parent().unwrap_or(Path::new(""));
            let revision = Revision::base(Arc::clone(&self.world), folder, name)?;
            states.push((top, State::of(revision, read, data, &self.world)?));
            states.len() - 1
        };
        Ok(&mut states[at].1)
    }

    /// The worksheets that were there and are not any more, without those that moved or were closed by then: of all, or
    /// of those that `wanted` takes.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub(super) fn gone(&mut self, wanted: &dyn Fn(&Revision, &Path) -> bool) -> Result<Vec<Gone>, WorldError> {
        let world = Arc::clone(&self.world);
        let Kind::Git { states, .. } = &mut self.kind else { return Ok(Vec::new()) };
        let mut gone = Vec::new();
        for (_, state) in states {
            let Some(revision) = state.revision.clone() else { continue };
            for missing in state.missing()?.iter().filter(|missing| missing.moved_to.is_none()) {
                let closed = missing.closed.is_some_and(|day| day <= world.today());
                if !closed && wanted(&revision, &missing.path) {
                    gone.push(Gone { path: missing.path.clone(), base: revision.describe() });
                }
            }
        }
        Ok(gone)
    }

    /// Takes worksheets that are not judged for what those that are missing became.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub(super) fn elsewhere(&mut self, files: &[PathBuf]) -> Result<(), WorldError> {
        let world = Arc::clone(&self.world);
        let Kind::Git { states, .. } = &mut self.kind else { return Ok(()) };
        for (_, state) in states {
            let Some(revision) = state.revision.clone() else { continue };
            let missing = state.missing()?;
            for file in files {
                if missing.iter().all(|missing| missing.moved_to.is_some()) {
                    break;
                }
                let met = missing.iter().any(|missing| missing.moved_to.as_ref() == Some(file));
                if !met && revision.holds(file) && revision.held(file, MAX_BYTES)?.is_none() {
                    let now = world.read(file, MAX_BYTES)?;
                    if let Some(at) = nearest(&now, missing, world.today()) {
                        missing[at].moved_to = Some(file.clone());
                    }
                }
            }
        }
        Ok(())
    }

    /// Finds the repository of the first file, so that a name that means nothing is told before anything is read.
    ///
    /// # Errors
    /// When there is no such revision, or no repository.
    pub(super) fn start(&mut self, file: &Path) -> Result<(), WorldError> {
        if matches!(self.kind, Kind::Git { .. }) {
            self.state(file)?;
        }
        Ok(())
    }

    /// The worksheets of a baseline folder that stand in none of the folders that are judged.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub(super) fn gone_from_folder(&self, folders: &[&PathBuf]) -> Result<Vec<Gone>, WorldError> {
        let Kind::Folder(base) = &self.kind else { return Ok(Vec::new()) };
        let Some(first) = folders.first() else { return Ok(Vec::new()) };
        let mut gone = Vec::new();
        for then in Files::of(Arc::clone(&self.world), vec![base.clone()], None) {
            let Found::File(then) = then? else { continue };
            let Ok(inside) = then.path.strip_prefix(base) else { continue };
            if folders.iter().any(|folder| self.world.has_file(&folder.join(inside))) {
                continue;
            }
            let bytes = self.world.read_found(&then.path, MAX_BYTES)?;
            if is_worksheet(&bytes) && !closed(&bytes, self.world.today()) {
                gone.push(Gone { path: first.join(inside), base: base.display().to_string() });
            }
        }
        Ok(gone)
    }

    /// The revision that the file is held against, where there is one.
    ///
    /// # Errors
    /// When there is no such revision.
    pub(super) fn revision(&mut self, file: &Path) -> Result<Option<Arc<Revision>>, WorldError> {
        match self.kind {
            Kind::Git { .. } => Ok(self.state(file)?.revision.clone()),
            _ => Ok(None),
        }
    }

    /// The revision of which a file is itself what is judged, so that it is held against an earlier one; what the records of
    /// the file name may still be another thing there.
    ///
    /// # Errors
    /// When there is no such revision.
    pub(super) fn itself(&mut self, file: &Path) -> Result<Option<Arc<Revision>>, WorldError> {
        match self.kind {
            Kind::Git { .. } => Ok(self.state(file)?.itself.clone()),
            _ => Ok(None),
        }
    }

    /// The first of the revisions of which the files of a repository are themselves what is judged.
    pub(super) fn first_itself(&self) -> Option<Arc<Revision>> {
        match &self.kind {
            Kind::Git { states, .. } => states.iter().find_map(|(_, state)| state.itself.clone()),
            _ => None,
        }
    }

    /// The revisions that are compared with.
    pub(super) fn revisions(&self) -> Vec<Arc<Revision>> {
        match &self.kind {
            Kind::Git { states, .. } => states.iter().filter_map(|(_, state)| state.revision.clone()).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether anything is compared.
    pub(super) fn is_asked(&self) -> bool {
        !matches!(self.kind, Kind::Nothing)
    }
}

/// A worksheet that is gone.
pub(super) struct Gone {
    pub(super) path: PathBuf,
    /// Where it was.
    pub(super) base: String,
}

impl Gone {
    /// What is found of it. It stands where the worksheet stood.
    pub(super) fn finding(&self, at: At) -> Finding {
        let message = format!("`{}` is gone: it is a worksheet in {}", self.path.display(), self.base);
        Finding { at, ..found(FindingCode::WorksheetGone, &self.path, message) }
            .help("bring it back, or say `closed: DAY` in it before it goes")
    }
}

/// What is found of a worksheet as a whole.
pub(super) fn found(code: FindingCode, file: &Path, message: String) -> Finding {
    Finding::new(code, Subject::file(), &file.to_string_lossy(), message, At::Key(Key::root().key("framework")))
}

impl State {
    /// Where what is judged is the very commit that is named, its first parent is what it is compared with.
    fn of(revision: Revision, read: &[PathBuf], data: &[PathBuf], world: &Arc<dyn World>) -> Result<Self, WorldError> {
        let early = early(&revision, world)?;
        if !revision.is_head()? || !unchanged(&revision, read, data, world)? {
            return Ok(Self { early, ..Self::plain(Some(Arc::new(revision))) });
        }
        let itself = revision.describe();
        let parent = revision.parent()?;
        if parent.is_none() && revision.is_cut()? {
            return Err(GitError::NoParent { revision: itself }.into());
        }
        let said = match &parent {
            Some(parent) => format!("{itself} is what is judged, so it is compared with {}", parent.describe()),
            None => format!("{itself} is what is judged, and nothing is before it: there is nothing to compare with"),
        };
        let revision = Some(Arc::new(revision));
        Ok(Self { itself: revision, said: Some(said), early, ..Self::plain(parent.map(Arc::new)) })
    }

    /// A revision of which nothing else has to be known.
    fn plain(revision: Option<Arc<Revision>>) -> Self {
        Self { revision, itself: None, said: None, missing: None, closed: None, early: None }
    }

    /// The worksheets that stand where they stood and are closed now, as they were.
    fn closed(&mut self, world: &dyn World) -> Result<&[Missing], WorldError> {
        if self.closed.is_none() {
            let mut all = Vec::new();
            if let Some(revision) = &self.revision {
                for path in revision.standing(&is_sheet)? {
                    // Nearly all of them do not say so, and need not be understood.
                    let says = |bytes: &[u8]| bytes.windows(6).any(|word| word == b"closed");
                    let Ok(now) = world.read(&path, MAX_BYTES) else { continue };
                    if says(&now)
                        && closed(&now, world.today())
                        && let Some(bytes) = revision.held(&path, MAX_BYTES)?
                    {
                        all.extend(Missing::of(path, bytes));
                    }
                }
            }
            self.closed = Some(all);
        }
        Ok(self.closed.get_or_insert_default())
    }

    /// The worksheets that are not where they were.
    fn missing(&mut self) -> Result<&mut Vec<Missing>, WorldError> {
        if self.missing.is_none() {
            let mut missing = Vec::new();
            if let Some(revision) = &self.revision {
                for path in revision.gone(&is_sheet)? {
                    if let Some(bytes) = revision.held(&path, MAX_BYTES)? {
                        missing.extend(Missing::of(path, bytes));
                    }
                }
            }
            self.missing = Some(missing);
        }
        Ok(self.missing.get_or_insert_default())
    }
}

/// That the day that is taken for today lies before the commit that is checked out, so that evidence which has ended since looks
/// as if it held. A day more is no matter: it is another one elsewhere.
fn early(revision: &Revision, world: &Arc<dyn World>) -> Result<Option<String>, WorldError> {
    let Some((head, day)) = revision.head()? else { return Ok(None) };
    let today = world.today();
    let early = day > today.saturating_add(1.days());
    Ok(early.then(|| format!("{today} is taken for today, and {head} is of {day}: what has ended between them counts")))
}

/// Whether all that is read stands as it is in the revision.
fn unchanged(
    revision: &Revision,
    read: &[PathBuf],
    data: &[PathBuf],
    world: &Arc<dyn World>,
) -> Result<bool, WorldError> {
    if !revision.gone(&is_sheet)?.is_empty() {
        return Ok(false);
    }
    for path in read.iter().filter(|path| revision.holds(path)) {
        if !world.is_folder(path) {
            if !revision.has_as_is(path)? {
                return Ok(false);
            }
            continue;
        }
        for file in Files::of(Arc::clone(world), vec![path.clone()], None) {
            if let Ok(Found::File(file)) = file
                && !revision.has_as_is(&file.path)?
            {
                return Ok(false);
            }
        }
    }
    let start = read.first().map_or(Path::new(""), PathBuf::as_path);
    let settings = (workspace::above(&**world, start), workspace::above(revision, start));
    match &settings {
        (Some(now), Some(then)) if now == then => {
            if revision.holds(now) && !revision.has_as_is(now)? {
                return Ok(false);
            }
        }
        (None, None) => {}
        _ => return Ok(false),
    }
    for folder in data {
        if !revision.holds(folder) {
            continue;
        }
        let Ok(mut walk) = Walk::through(&**world, folder) else { return Ok(false) };
        while let Some(met) = walk.next(&**world, &|_| true, &|_| true) {
            if let Ok(Met::File(file)) = met
                && !revision.has_as_is(&file)?
            {
                return Ok(false);
            }
        }
        if !revision.gone(&|file| revision.lies_in(&revision.from_top(file), folder))?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a file of that name, from the top of its repository, is looked at as a worksheet.
fn is_sheet(path: &Path) -> bool {
    let name = path.to_string_lossy().to_lowercase();
    let hidden = path.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
    !hidden && (name.ends_with(".yaml") || name.ends_with(".yml"))
}

impl Text {
    /// What `read` makes of it, or of the newest version before it that it makes something of, and what has to be known of
    /// that. `read` gives nothing where the text is wrong.
    ///
    /// # Errors
    /// Those of `read`, and when a version cannot be had.
    pub(super) fn read<T, E: From<WorldError>>(
        &self,
        file: &Path,
        mut read: impl FnMut(&Self) -> Result<Option<T>, E>,
    ) -> Result<(Option<T>, Option<Finding>), E> {
        if let Some(made) = read(self)? {
            return Ok((Some(made), None));
        }
        let Some(revision) = &self.revision else { return Ok((None, None)) };
        let told = |words: String| Some(found(FindingCode::BaselineMended, file, words));
        let mut after = 0;
        while let Some((back, earlier, bytes)) = revision.earlier(&self.path, after, FURTHEST)? {
            let name = format!("{}:{}", earlier.describe(), self.path.display());
            let path = self.path.clone();
            let text = Self { name, bytes, path, revision: Some(Arc::new(earlier)), findings: Vec::new() };
            if let Some(made) = read(&text)? {
                let words = format!("`{}` cannot be read; it is held against `{}`", self.name, text.name);
                return Ok((Some(made), told(words)));
            }
            after = back;
        }
        let words =
            format!("`{}` cannot be read, nor in the {FURTHEST} commits before: nothing is compared", self.name);
        Ok((None, told(words)))
    }
}
