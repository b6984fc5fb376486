//! Registers that are described by data: read, judged, and what their records name followed.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::{
        FailOn, Stop,
        registers::{self, by_records, judged, kinds},
    },
    round::Round,
};
use crate::{
    diag::{Code, Diagnostic},
    framework::Framework,
    gate::{Domain, Verdict, Waiver},
    records::REGISTER,
    register::{self, Kinds, Link, LinkTarget, Register, Scene},
    source::SourceId,
    workspace::FileView,
    world::beside,
};

/// What was read of registers, and what ids there are.
#[derive(Debug, Default)]
pub(super) struct Records {
    kinds: Kinds,
    pub(super) registers: Vec<Register>,
    /// Kinds of which some record is wrong, so that no figure can be taken.
    broken: BTreeSet<String>,
}

impl Round<'_> {
    /// Reads the registers of all kinds. A file that cannot be read is told, and keeps nobody from the others.
    pub(super) fn records(&mut self) -> Result<(), Stop> {
        self.records.kinds = kinds(self.scope, self.notes)?;
        let names: Vec<String> = self.records.kinds.names().into_iter().map(str::to_owned).collect();
        if let Some(workspace) = &self.scope.workspace {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            workspace.registers_of_no_kind(&names, &self.notes.sources, &mut self.notes.sink);
        }
        for name in names {
            let Some(kind) = self.records.kinds.get(&name).cloned() else { continue };
            let paths = registers::files(&kind, self.scope, self.notes)?;
            self.keep_complaints();
            let mut there = Vec::new();
            for path in paths {
                match self.notes.read(&*self.scope.world, &path) {
                    Ok(Some(source)) => there.push((path, source)),
                    read => {
                        self.records.broken.insert(name.clone());
                        self.unless_unreadable(read.map(|_| ()).map_err(Stop::from))?;
                    }
                }
                self.keep_complaints();
            }
            if there.is_empty() {
                continue;
            }
            let today = self.scope.world.today();
            let register = register::read(&kind, there, today, &self.notes.sources, &mut self.notes.sink);
            for (path, source) in &register.files {
                let about = match register.records.iter().filter(|record| record.source == *source).count() {
                    1 => "1 record".to_owned(),
                    many => format!("{many} records"),
                };
                let file = path.display().to_string();
                self.files.push(FileView { kind: kind.name.clone(), file, about });
            }
            if self.notes.sink.has_errors() {
                self.records.broken.insert(name);
            }
            self.keep_complaints();
            self.records.registers.push(register);
        }
        Ok(())
    }

    /// Holds answers against the registers that were read; what is found stands beside what is wrong with their evidence.
    pub(super) fn answers(&mut self) -> Result<(), Stop> {
        let Records { kinds, registers, broken } = &self.records;
        let right: Vec<&Register> = registers.iter().filter(|register| !broken.contains(&register.kind.name)).collect();
        // One entry of `evidence` a worksheet that is right, in the same order.
        for ((path, scored), (_, _, findings)) in self.answered.iter().zip(&mut self.evidence) {
            if !right.is_empty() {
                let rules = registers::rules(&scored.framework, kinds, self.scope, self.notes)?;
                findings.extend(by_records(path, scored, (&rules, &right), self.scope, self.notes)?);
            }
        }
        self.keep_complaints();
        Ok(())
    }

    /// Follows what records name: other records, transfers, practices, files.
    pub(super) fn record_links(&mut self) {
        let ids: BTreeMap<&str, BTreeSet<&str>> = self.records.registers.iter().map(ids).collect();
        let transfers = self.entries(&REGISTER);
        let transfers: BTreeSet<&str> = transfers.iter().map(String::as_str).collect();
        let frameworks = self.frameworks.clone();
        let practices: BTreeSet<&str> = frameworks.iter().flat_map(|framework| practice_ids(framework)).collect();
        let mut complaints: Vec<Diagnostic> = Vec::new();
        for register in &self.records.registers {
            for Link { to, place } in register::links(register) {
                self.references += 1;
                let complaint = match &to {
                    LinkTarget::Record { kind, id } => match ids.get(kind.as_str()) {
                        Some(known) => {
                            unknown(Code::UnknownRecord, &format!("record of {kind}"), id, known, complaints.len())
                        }
                        None => Some(Diagnostic::new(
                            Code::UnknownRecord,
                            format!("there is no register of {kind}, so no record `{id}` of it"),
                        )),
                    },
                    LinkTarget::Transfer(id) => {
                        unknown(Code::UnknownTransfer, "transfer", id, &transfers, complaints.len())
                    }
                    LinkTarget::Practice(id) => {
                        unknown(Code::UnknownPractice, "practice", id, &practices, complaints.len())
                    }
                    LinkTarget::File(named) => self.missing_beside(register, place.source, named),
                };
                complaints.extend(complaint.map(|complaint| complaint.at(place)));
            }
        }
        for complaint in complaints {
            self.notes.sink.push(complaint);
        }
        self.keep_complaints();
    }

    /// That a file which a record names is not there, or lies out of the workspace.
    fn missing_beside(&self, register: &Register, source: SourceId, named: &str) -> Option<Diagnostic> {
        let (file, _) = register.files.iter().find(|(_, each)| *each == source)?;
        let path = beside(file, named);
        let none = || Diagnostic::new(Code::FileNotFound, format!("there is no file `{named}`"));
        self.scope.barred(file, &path, named).or_else(|| (!self.scope.world.has_file(&path)).then(none))
    }

    /// What is found in records, one verdict a file.
    pub(super) fn judged_records(&mut self, waivers: &[Waiver]) -> Vec<(Option<SourceId>, Verdict)> {
        let (scope, today) = (self.scope, self.scope.world.today());
        let asked = FailOn::default().asked(Domain::Register, scope, self.notes);
        let scene = Scene::of(today, self.records.registers.iter());
        let found = self.records.registers.iter().flat_map(|register| {
            let found = register::find(register, &scene);
            judged(register, found.findings, &asked, waivers, scope)
        });
        found.map(|(source, verdict)| (Some(source), verdict)).collect()
    }
}

fn ids(register: &Register) -> (&str, BTreeSet<&str>) {
    (&register.kind.name, register.records.iter().map(|record| record.id.as_str()).collect())
}

fn practice_ids(framework: &Framework) -> impl Iterator<Item = &str> {
    framework.practices.iter().map(|practice| practice.id.as_str())
}

/// Broken links for which somebody looks what was meant: of thousands nobody reads that.
const MEANT: usize = 50;

/// That an id names nothing. `told` is how many were told before.
fn unknown(code: Code, what: &str, id: &str, known: &BTreeSet<&str>, told: usize) -> Option<Diagnostic> {
    if known.contains(id) {
        return None;
    }
    let none = Diagnostic::new(code, format!("there is no {what} `{id}`"));
    Some(if told < MEANT { none.meant(id, known.iter().copied()) } else { none })
}
