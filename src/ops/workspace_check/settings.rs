//! What `dmf.toml` itself refers to.

use super::{
    super::{
        FailOn, Stop,
        clauses::clause_set,
        gates::practices,
        transfers::{appetite, method},
    },
    round::Round,
};
use crate::{
    agreement,
    diag::{Code, Diagnostic},
    framework::Framework,
    gate::{Kind, Known, Waiver},
    workspace::Workspace,
};

/// The framework of nearly all worksheets, where there is none to name another.
const USUAL: &str = "asean-dmf";

impl Round<'_> {
    /// Follows what `dmf.toml` itself refers to; the waivers that it grants.
    pub(super) fn settings(&mut self, workspace: &Workspace) -> Result<Vec<Waiver>, Stop> {
        self.keep_complaints();
        let scope = self.scope;
        if self.frameworks.is_empty() {
            self.frameworks.extend(scope.framework(USUAL, self.notes)?);
        }
        let set = clause_set(scope, self.notes)?;
        let frameworks: Vec<&Framework> = self.frameworks.iter().map(|framework| &**framework).collect();
        let transfers = self.registers.iter().flat_map(|register| &register.register.transfers);
        let known = [
            practices(&frameworks),
            Known {
                kind: Kind::Transfer,
                ids: transfers.map(|transfer| transfer.id.as_str()).collect(),
                complaint: Code::UnknownTransfer,
            },
            Known {
                kind: Kind::Obligation,
                ids: agreement::obligation_ids(&set).collect(),
                complaint: Code::UnknownId,
            },
        ];
        let records = self.records.registers.iter().flat_map(|register| &register.records);
        let records = Known {
            kind: Kind::Record,
            ids: records.map(|record| record.id.as_str()).collect(),
            complaint: Code::UnknownRecord,
        };
        let known: Vec<Known<'_>> = known.into_iter().chain([records]).collect();
        let waivers = FailOn::default().waivers(&known, scope, self.notes);
        let method = method(scope, self.notes)?;
        appetite(None, &method, scope, self.notes)?;
        let (sources, sink) = (&self.notes.sources, &mut self.notes.sink);
        for framework in &frameworks {
            workspace.policy(framework, sources, sink);
        }
        if let Some((named, place)) = workspace.baseline_file(sources) {
            self.references += 1;
            let path = workspace.folder().join(named);
            if let Some(barred) = scope.barred(&workspace.file, &path, named) {
                sink.push(barred.at(place));
            } else if scope.world.kind(&path).is_none() {
                sink.push(Diagnostic::new(Code::FileNotFound, format!("there is no file `{named}`")).at(place));
            }
        }
        let unknown = |name: &&String| !self.nameless && !self.organisations.contains(name);
        for name in workspace.weights().keys().filter(unknown) {
            workspace.weight_of_nobody(name, sources, sink);
        }
        Ok(waivers)
    }
}
