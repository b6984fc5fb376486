//! Registers that are described by data.

use super::{
    super::{Stop, registers},
    name,
    round::Round,
};
use crate::register::{self, Register, Scene};

impl Round<'_> {
    /// What is due of the records of all kinds that say what is.
    pub(super) fn records(&mut self, kinds: &register::Kinds) -> Result<(), Stop> {
        let names = kinds.names();
        self.workspace.registers_of_no_kind(&names, &self.notes.sources, &mut self.notes.sink);
        let mut read: Vec<Register> = Vec::new();
        for kind in names.iter().filter_map(|name| kinds.get(name)) {
            let paths = registers::files(kind, self.scope, self.notes)?;
            let there = self.each(paths, |path, scope, notes| Ok(notes.read(&*scope.world, path)?))?;
            let (today, files) = (self.today(), there.iter().map(|(path, _)| name(path)).collect());
            let register = register::read(kind, there, today, &self.notes.sources, &mut self.notes.sink);
            for code in register::places(&register) {
                for (path, _) in &register.files {
                    self.uses(&code, &name(path));
                }
            }
            let due: Vec<&str> = kind.dues.iter().map(|due| due.code.as_str()).collect();
            if !due.is_empty() {
                self.keeps(&kind.name, &due, register.records.len(), files);
            }
            if !register.files.is_empty() {
                read.push(register);
            }
        }
        let scene = Scene::of(self.today(), read.iter());
        for register in &read {
            self.tasks.extend(register::due(register, &scene, &self.holder));
        }
        Ok(())
    }
}
