//! File after file: what has a day in it.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, civil::Date};

use super::{
    super::{
        Notes, Reading, Scope, Stop, files::files, incident::read_incidents, score::score, session::same,
        transfers::ReadRegister,
    },
    name,
};
use crate::{
    agreement::RawDeal,
    assessment,
    due::{Dated, Kept},
    gate, incident,
    jurisdiction::coming,
    load::unread,
    records::{ASSESSMENT, INCIDENTS, RecordKind},
    source::SourceId,
    workspace::Workspace,
};

/// What was read, and what is due of it.
pub(super) struct Round<'a> {
    pub(super) scope: &'a Scope,
    pub(super) notes: &'a mut Notes,
    pub(super) workspace: &'a Workspace,
    pub(super) now: Timestamp,
    pub(super) tasks: Vec<Dated>,
    pub(super) kept: Vec<Kept>,
    /// Whose the workspace is: that of its first worksheet, else of its first register.
    pub(super) holder: String,
    /// The same where all files name one, to be shown.
    names: Vec<String>,
    pub(super) registers: Vec<(PathBuf, ReadRegister)>,
    pub(super) deals: Vec<(PathBuf, RawDeal, SourceId)>,
    /// By the code of a place, the files in which it is in use.
    places: BTreeMap<String, Vec<String>>,
}

impl<'a> Round<'a> {
    pub(super) fn new(scope: &'a Scope, notes: &'a mut Notes, workspace: &'a Workspace, now: Timestamp) -> Self {
        Self {
            scope,
            notes,
            workspace,
            now,
            tasks: Vec::new(),
            kept: Vec::new(),
            holder: String::new(),
            names: Vec::new(),
            registers: Vec::new(),
            deals: Vec::new(),
            places: BTreeMap::new(),
        }
    }

    pub(super) fn today(&self) -> Date {
        self.scope.world.today()
    }

    /// Whose everything is; empty where files name several or none.
    pub(super) fn organisation(&self) -> String {
        match self.names.as_slice() {
            [name] => name.clone(),
            _ => String::new(),
        }
    }

    /// Takes note of whose a file is.
    pub(super) fn named(&mut self, organisation: &str) {
        if organisation.is_empty() {
            return;
        }
        if self.holder.is_empty() {
            organisation.clone_into(&mut self.holder);
        }
        if !self.names.iter().any(|name| name == organisation) {
            self.names.push(organisation.to_owned());
        }
    }

    /// Takes note that a place is in use in a file.
    pub(super) fn uses(&mut self, code: &str, file: &str) {
        let files = self.places.entry(code.to_owned()).or_default();
        if !files.iter().any(|other| other == file) {
            files.push(file.to_owned());
        }
    }

    pub(super) fn keeps(&mut self, of: &str, due: &[&str], entries: usize, files: Vec<String>) {
        let due = due.iter().map(|word| (*word).to_owned()).collect();
        self.kept.push(Kept { of: of.to_owned(), due, entries, files });
    }

    /// Reads files one by one. One that cannot be read is told, and keeps nobody from what is wrong with the others.
    pub(super) fn each<T>(
        &mut self,
        paths: Vec<PathBuf>,
        read: impl Fn(&Path, &Scope, &mut Notes) -> Result<Option<T>, Stop>,
    ) -> Result<Vec<(PathBuf, T)>, Stop> {
        let mut all = Vec::new();
        for path in paths {
            match read(&path, self.scope, self.notes) {
                Ok(read) => all.extend(read.map(|read| (path, read))),
                Err(Stop::World(error)) => self.notes.sink.push(unread(&error)),
                // The notes say why.
                Err(Stop::Data(_)) => {}
                Err(stop) => return Err(stop),
            }
        }
        Ok(all)
    }

    pub(super) fn files(&mut self, kind: &RecordKind) -> Result<Vec<PathBuf>, Stop> {
        files(kind, self.scope, self.notes)
    }

    /// Whether two paths lead to one file.
    pub(super) fn same(&self, one: &Path, other: &Path) -> bool {
        same(&*self.scope.world, one, other)
    }

    /// Records of evidence, by the last day on which each counts. Of an organisation that is no longer assessed nothing is due.
    pub(super) fn worksheets(&mut self) -> Result<(), Stop> {
        let paths = self.files(&ASSESSMENT)?;
        let read = |path: &Path, scope: &Scope, notes: &mut Notes| score(path, &Reading::default(), scope, notes);
        let (mut entries, mut files) = (0, Vec::new());
        for (path, scored) in self.each(paths, read)? {
            let (file, answers) = (name(&path), &scored.assessment);
            files.push(file.clone());
            self.named(&answers.organisation.name);
            if answers.closed.is_some_and(|day| day <= self.today()) {
                continue;
            }
            self.uses(&answers.organisation.country, &file);
            let rows = assessment::evidence_rows(&scored.framework, answers, &scored.scorecard);
            entries += rows.iter().filter(|row| row.record.is_some()).count();
            self.tasks.extend(assessment::due(&rows, &answers.organisation.name, &file));
        }
        self.keeps("evidence", &["evidence"], entries, files);
        Ok(())
    }

    /// Clocks of incidents that are not over.
    pub(super) fn incidents(&mut self) -> Result<(), Stop> {
        let paths = self.files(&INCIDENTS)?;
        let (mut entries, mut files) = (0, Vec::new());
        for (path, read) in self.each(paths, read_incidents)? {
            let file = name(&path);
            for incident in &read.incidents.incidents {
                let (clocks, _) = read.clocks(incident, self.now);
                self.tasks.extend(incident::due(incident, &clocks, self.now, &file));
            }
            entries += read.incidents.incidents.len();
            files.push(file);
        }
        self.keeps("incidents", &["clock"], entries, files);
        Ok(())
    }

    /// The ends of waivers, those of workspaces around included.
    pub(super) fn waivers(&mut self) {
        let (today, Notes { sources, sink }) = (self.scope.world.today(), &mut *self.notes);
        let waivers = self.workspace.waivers(&[], today, sources, sink);
        let mut files = Vec::new();
        for waiver in &waivers {
            let file = name(&waiver.home.join(crate::workspace::FILE));
            self.tasks.extend(gate::due(std::slice::from_ref(waiver), &self.holder, &file));
            if !files.contains(&file) {
                files.push(file);
            }
        }
        self.keeps("waivers", &["waiver"], waivers.len(), files);
    }

    /// Changes of the law of all places in use.
    pub(super) fn laws(&mut self) -> Result<(), Stop> {
        let today = self.today();
        let atlas = self.scope.laws(self.places.keys().map(String::as_str), self.notes)?;
        // Members of a union share its law.
        let mut used: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (code, files) in &self.places {
            let Some(place) = atlas.get(code) else { continue };
            let known = used.entry(&place.id).or_default();
            known.extend(files.iter().filter(|file| !known.contains(file)).cloned().collect::<Vec<_>>());
        }
        let (entries, mut all): (usize, Vec<String>) = (used.len(), Vec::new());
        for (id, files) in &used {
            let Some(place) = atlas.get(id) else { continue };
            self.tasks.extend(coming(place, files, &self.holder, today));
            all.extend(files.iter().filter(|file| !all.contains(*file)).cloned().collect::<Vec<_>>());
        }
        self.keeps("law", &["law"], entries, all);
        Ok(())
    }
}
