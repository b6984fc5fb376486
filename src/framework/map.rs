//! `map.toml`: what became of the practices of older versions. Answers to those are read through it.

use std::collections::BTreeMap;

use super::{
    model::{Change, Fate, Framework, PracticeId, VersionMap},
    raw::{RawFate, RawMap},
};
use crate::{
    diag::{Code, Complaints, Diagnostic, Sink},
    load::{PackFile, decode},
    source::{Path, SourceId, Sources},
};

const FILE: &str = "map.toml";

/// The maps of the pack's files; none where it has no older version. What is wrong is complained about.
pub(super) fn read(files: &[PackFile], framework: &Framework, sources: &Sources, sink: &mut Sink) -> Vec<VersionMap> {
    let Some(source) = source(files) else { return Vec::new() };
    let Some(raw) = decode::<RawMap>(source, sources, sink) else { return Vec::new() };
    let mut check = Check { framework, complaints: Complaints::new(source, sources, sink) };
    let root = Path::root();
    if raw.to != framework.pack.version {
        let message = format!("the map leads to version `{}`, and the pack is `{}`", raw.to, framework.pack.version);
        check.complaints.at(&root.key("to"), Diagnostic::new(Code::VersionMapOpen, message));
    }
    let mut maps: Vec<VersionMap> = Vec::new();
    for (at, from) in raw.from.into_iter().enumerate() {
        let path = root.key("from").index(at);
        if from.version == framework.pack.version || maps.iter().any(|known| known.version == from.version) {
            let message = format!("there is no other way from version `{}`", from.version);
            check.complaints.at(&path.key("version"), Diagnostic::new(Code::DuplicateId, message));
        }
        let practices = check.practices(from.practices, &path.key("practices"));
        maps.push(VersionMap { version: from.version, practices });
    }
    maps
}

fn source(files: &[PackFile]) -> Option<SourceId> {
    files.iter().find(|file| file.name == FILE).map(|file| file.source)
}

struct Check<'a> {
    framework: &'a Framework,
    complaints: Complaints<'a>,
}

impl Check<'_> {
    fn practices(&mut self, raw: BTreeMap<String, RawFate>, path: &Path) -> BTreeMap<String, Change> {
        let mut changes = BTreeMap::new();
        // Where an answer comes from has to be one place: of two, which would count?
        let mut taken: BTreeMap<PracticeId, String> = BTreeMap::new();
        for (id, raw) in raw {
            let path = path.key(&id);
            let look_again = raw.look_again.clone();
            self.words(&path.key("look_again"), look_again.as_deref());
            let Some((fate, targets)) = self.fate(&id, raw, &path) else { continue };
            for target in targets {
                if let Some(other) = taken.insert(target, id.clone()) {
                    let now = &self.framework[target].id;
                    let message = format!("`{now}` takes the answers of `{other}` and of `{id}`");
                    let help = "map one of them there, and drop the other with the reason";
                    self.complaints.at_key(&path, Diagnostic::new(Code::VersionMapOpen, message).help(help));
                }
            }
            changes.insert(id, Change { fate, look_again });
        }
        changes
    }

    /// What became of a practice, with the practices that take its answer.
    fn fate(&mut self, id: &str, raw: RawFate, path: &Path) -> Option<(Fate, Vec<PracticeId>)> {
        let RawFate { renamed, split, confirm, dropped, look_again } = raw;
        if split.is_none() && confirm.is_some() {
            let message = format!("`{id}` is not split, so there is nothing to confirm in its parts");
            self.complaints.at(&path.key("confirm"), Diagnostic::new(Code::VersionMapOpen, message));
        }
        let made = match (renamed, split, dropped) {
            (None, None, None) => {
                if self.framework.practice(id).is_none() || look_again.is_none() {
                    let message = format!("nothing is said of what became of `{id}`");
                    let help = "say `renamed`, `split` or `dropped`; `look_again` where it kept its id and its sentences changed";
                    self.complaints.at_key(path, Diagnostic::new(Code::VersionMapOpen, message).help(help));
                }
                return Some((Fate::Same, self.framework.practice(id).into_iter().collect()));
            }
            (Some(now), None, None) => {
                let now = self.practice(&now, &path.key("renamed"))?;
                (Fate::Renamed(now), vec![now])
            }
            (None, Some(parts), None) => {
                let place = path.key("split");
                let found = parts.iter().enumerate().map(|(at, part)| self.practice(part, &place.index(at)));
                let parts = found.collect::<Vec<_>>().into_iter().collect::<Option<Vec<_>>>()?;
                if parts.len() < 2 {
                    let message = format!("`{id}` is split into {}; into two at least was expected", parts.len());
                    self.complaints.at(&place, Diagnostic::new(Code::VersionMapOpen, message));
                }
                if confirm.is_none() {
                    let message = format!("`{id}` is split, and nothing is said of what to confirm in its parts");
                    self.complaints.at_key(path, Diagnostic::new(Code::VersionMapOpen, message).help("add `confirm`"));
                }
                self.words(&path.key("confirm"), confirm.as_deref());
                (Fate::Split { parts: parts.clone(), confirm: confirm.unwrap_or_default() }, parts)
            }
            (None, None, Some(because)) => {
                self.words(&path.key("dropped"), Some(&because));
                (Fate::Dropped(because), Vec::new())
            }
            _ => {
                let message = format!("`{id}` is more than one of renamed, split and dropped");
                self.complaints.at_key(path, Diagnostic::new(Code::VersionMapOpen, message));
                return None;
            }
        };
        if self.framework.practice(id).is_some() {
            // A worksheet without a version could not tell the one from the other.
            let message = format!("`{id}` is another practice now, under an id that answers to the old one have");
            let help = "give what is new an id of its own";
            self.complaints.at_key(path, Diagnostic::new(Code::VersionMapOpen, message).help(help));
        }
        Some(made)
    }

    fn practice(&mut self, id: &str, path: &Path) -> Option<PracticeId> {
        let found = self.framework.practice(id);
        if found.is_none() {
            let known = self.framework.practices.iter().map(|practice| practice.id.as_str());
            let diagnostic = Diagnostic::new(Code::UnknownId, format!("there is no practice `{id}`")).meant(id, known);
            self.complaints.at(path, diagnostic);
        }
        found
    }

    fn words(&mut self, path: &Path, words: Option<&str>) {
        if words.is_some_and(|words| words.trim().is_empty()) {
            self.complaints.at(path, Diagnostic::new(Code::EmptyText, format!("`{path}` is empty")));
        }
    }
}

/// What only the author of a pack is asked: whether the map to `framework` leaves no practice of the version `old` open, names
/// none that it did not have, and tells of each whose sentences changed.
pub fn check_map(framework: &Framework, old: &Framework, files: &[PackFile], sources: &Sources, sink: &mut Sink) {
    let (Some(source), Some(map)) = (source(files), framework.since(&old.pack.version)) else { return };
    let at = framework.older.iter().position(|one| one.version == map.version).unwrap_or_default();
    let mut complaints = Complaints::new(source, sources, sink);
    let path = Path::root().key("from").index(at);
    let mut open = |path: &Path, message: String, help: &str| {
        complaints.at_key(path, Diagnostic::new(Code::VersionMapOpen, message).help(help.to_owned()));
    };
    for id in map.practices.keys().filter(|id| old.practice(id).is_none()) {
        let message = format!("version `{}` has no practice `{id}`", map.version);
        open(&path.key("practices").key(id), message, "take the row away, or mend its id");
    }
    for practice in &old.practices {
        let id = &practice.id;
        let change = map.practices.get(id);
        let successors = framework.successors(map, id);
        if successors.is_empty() && !matches!(change, Some(Change { fate: Fate::Dropped(_), .. })) {
            let message = format!("`{id}` of version `{}` has no row, and no practice has its id", map.version);
            open(
                &path.key("version"),
                message,
                "say what it is called now, what it was split into, or why it was dropped",
            );
        }
        // What is split is to be confirmed anyway.
        if let [now] = successors[..]
            && framework[now].levels != practice.levels
            && change.is_none_or(|change| change.look_again.is_none())
        {
            let message = format!("the sentences of `{id}` changed, and nothing says what to look at again");
            let row = path.key("practices").key(id);
            let place = if change.is_some() { row } else { path.key("version") };
            open(&place, message, "add `look_again` to its row, with what the sentences ask now");
        }
    }
}

/// By practice of the version `to`, those of the version `from` that ask what it asks: several where it was split since, none
/// where the other asks nothing like it. `None` where no map leads from the one to the other.
#[must_use]
pub fn sources(to: &Framework, from: &Framework) -> Option<Vec<Vec<PracticeId>>> {
    if let Some(map) = from.since(&to.pack.version) {
        return Some(to.practices.iter().map(|practice| from.successors(map, &practice.id)).collect());
    }
    let map = to.since(&from.pack.version)?;
    let mut sources = vec![Vec::new(); to.practices.len()];
    for (at, practice) in from.practices.iter().enumerate() {
        for now in to.successors(map, &practice.id) {
            sources[now.0].push(PracticeId(at));
        }
    }
    Some(sources)
}
