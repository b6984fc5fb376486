//! Registers of transfers, with the agreements that they and the workspace name.

use std::path::{Path, PathBuf};

use super::{
    super::{
        Notes, Scope, Stop,
        transfers::{ReadRegister, due, raw_deal, register},
    },
    name,
    round::Round,
};
use crate::{
    agreement,
    diag::{Code, Diagnostic},
    load::same_id,
    records::{DEAL, REGISTER},
    source::Place,
    transfer::{Agreement, Transfer},
    world::beside,
};

/// What can be due of a transfer.
const OF_TRANSFERS: [&str; 6] = ["review", "agreement", "certificate", "filing", "end", "assessment"];

impl Round<'_> {
    /// Reads the registers and deals of the workspace, and those that they name, wherever they lie.
    pub(super) fn registers(&mut self) -> Result<(), Stop> {
        let paths = self.files(&REGISTER)?;
        self.registers = self.each(paths, register)?;
        let paths = self.files(&DEAL)?;
        let read = |path: &Path, scope: &Scope, notes: &mut Notes| raw_deal(path, scope, notes);
        let deals = self.each(paths, read)?;
        self.deals = deals.into_iter().map(|(path, (raw, source))| (path, raw, source)).collect();
        let named: Vec<PathBuf> = self
            .deals
            .iter()
            .filter_map(|(path, raw, _)| Some(beside(path, &raw.link()?.register)))
            .filter(|path| self.scope.world.has_file(path))
            .collect();
        for path in named {
            if !self.registers.iter().any(|(known, _)| self.same(known, &path)) {
                let read = self.each(vec![path], register)?;
                self.registers.extend(read);
            }
        }
        for (path, place) in self.agreements() {
            if !self.scope.world.has_file(&path) {
                let told = Diagnostic::new(Code::FileNotFound, format!("there is no file `{}`", path.display()));
                self.notes.sink.push(told.at(place).help("paths are seen from the register"));
            } else if !self.deals.iter().any(|(known, ..)| self.same(known, &path)) {
                let deals = self.each(vec![path], read)?;
                self.deals.extend(deals.into_iter().map(|(path, (raw, source))| (path, raw, source)));
            }
        }
        self.transfers()
    }

    /// The deals that transfers name, and where they do. What leads out of the workspace is told, and not read.
    fn agreements(&mut self) -> Vec<(PathBuf, Place)> {
        let mut all = Vec::new();
        for (file, read) in &self.registers {
            for transfer in &read.register.transfers {
                let Some(Agreement::Deal(named)) = &transfer.agreement else { continue };
                let (path, at) = (beside(file, named), transfer.path().key("agreement"));
                let place = self.notes.sources.value(read.source, &at);
                match self.scope.barred(file, &path, named) {
                    Some(barred) => self.notes.sink.push(barred.at(place)),
                    None => all.push((path, place)),
                }
            }
        }
        all
    }

    /// What is due of live transfers, as `dmf transfer due` says it.
    fn transfers(&mut self) -> Result<(), Stop> {
        let registers = std::mem::take(&mut self.registers);
        let (mut entries, mut files) = (0, Vec::new());
        for (path, read) in &registers {
            let file = name(path);
            entries += read.register.transfers.len();
            if let Some(holder) = &read.register.organisation {
                self.named(&holder.name);
            }
            for transfer in read.register.transfers.iter().filter(|transfer| transfer.is_live()) {
                for country in transfer.countries() {
                    self.uses(country.code(), &file);
                }
            }
            let tasks = due(path, read, &|_| true, self.scope, self.notes)?;
            self.tasks.extend(tasks);
            files.push(file);
        }
        self.registers = registers;
        self.keeps("transfers", &OF_TRANSFERS, entries, files);
        Ok(())
    }

    /// The days that deals say themselves; what their transfer says is due there, and of one that is over nothing is.
    pub(super) fn deals(&mut self) {
        let mut files = Vec::new();
        for (path, raw, _) in std::mem::take(&mut self.deals) {
            let file = name(&path);
            // Seen from the workspace, whatever folder is worked in: calendars know it by that.
            let id = name(path.strip_prefix(self.workspace.folder()).unwrap_or(&path));
            let linked = self.linked(&path, &raw);
            let over = linked.is_some_and(|transfer| !transfer.is_live());
            let (review, end) = linked.map_or((None, None), |transfer| (transfer.review, transfer.end));
            let tasks = if over { Vec::new() } else { agreement::due(&raw, (review, end), &self.holder, &id, &file) };
            self.tasks.extend(tasks);
            files.push(file);
        }
        self.keeps("deals", &["agreement"], files.len(), files);
    }

    /// The transfer that a deal names.
    fn linked(&self, path: &Path, raw: &agreement::RawDeal) -> Option<&Transfer> {
        let link = raw.link()?;
        let (register, id) = (beside(path, &link.register), link.transfer?);
        let (_, ReadRegister { register, .. }) = self.registers.iter().find(|(file, _)| self.same(file, &register))?;
        register.transfers.iter().find(|transfer| same_id(&transfer.id, &id))
    }
}
