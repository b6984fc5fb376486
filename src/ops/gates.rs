//! Waivers and codes that fail, for every use case that judges a file.

use std::path::Path;

use super::{Notes, Scope, files::near, session::same};
use crate::{
    diag::{Code, Diagnostic},
    framework::{Fate, Framework},
    gate::{Asked, Domain, FindingCode, Kind, Known, Waiver},
    world::World,
};

/// Codes that fail beside those of `[gate]`.
#[derive(Debug, Clone, Default)]
pub struct FailOn {
    pub codes: Vec<FindingCode>,
    /// Leave out the gates, baseline and waivers of `dmf.toml`.
    pub no_gate: bool,
}

impl FailOn {
    /// The workspace whose gates count.
    fn settings<'a>(&self, scope: &'a Scope) -> Option<&'a crate::workspace::Workspace> {
        scope.workspace.as_ref().filter(|_| !self.no_gate)
    }

    /// The codes of a domain that fail, here or in `dmf.toml`. The notes say what is wrong with those of `dmf.toml`.
    pub(super) fn asked(&self, domain: Domain, scope: &Scope, notes: &mut Notes) -> Asked {
        let mut asked = match self.settings(scope) {
            Some(workspace) => workspace.asked(domain, &notes.sources, &mut notes.sink),
            None => Asked::of(domain, []),
        };
        for code in &self.codes {
            asked.fail_on(*code);
        }
        asked
    }

    /// The waivers of `dmf.toml`; what they name is looked for in `known`. The notes say what is wrong with them.
    pub(super) fn waivers(&self, known: &[Known<'_>], scope: &Scope, notes: &mut Notes) -> Vec<Waiver> {
        let Some(workspace) = self.settings(scope) else { return Vec::new() };
        let world = &*scope.world;
        let waivers = workspace.waivers(known, world.today(), &notes.sources, &mut notes.sink);
        for waiver in &waivers {
            let Some(file) = &waiver.file else { continue };
            let path = waiver.home.join(file);
            let place = || waiver.file_place.clone().unwrap_or_else(|| waiver.place.clone());
            if let Some(barred) = scope.barred(&waiver.home.join(crate::workspace::FILE), &path, file) {
                notes.sink.push(barred.at(place()));
            } else if !world.has_file(&path) {
                let message = format!("there is no file `{file}` for which something could be waived");
                let near = near(world, &path, file);
                notes.sink.push(Diagnostic::new(Code::FileNotFound, message).at(place()).suggest(near.as_deref()));
            }
        }
        waivers
    }
}

/// The waivers that are granted for a file, each with its index among all.
pub(super) fn granted<'a>(waivers: &'a [Waiver], file: &Path, world: &dyn World) -> Vec<(usize, &'a Waiver)> {
    let here = |waiver: &Waiver| waiver.file.as_ref().is_none_or(|named| same(world, &waiver.home.join(named), file));
    waivers.iter().enumerate().filter(|(_, waiver)| here(waiver)).collect()
}

/// The practices of frameworks, which a waiver may name.
pub(super) fn practices<'a>(frameworks: &[&'a Framework]) -> Known<'a> {
    let ids = frameworks.iter().flat_map(|framework| &framework.practices).map(|practice| practice.id.as_str());
    let older = frameworks.iter().flat_map(|framework| &framework.older).flat_map(|map| map.practices.keys());
    Known {
        kind: Kind::Practice,
        ids: ids.chain(older.map(String::as_str)).collect(),
        complaint: Code::UnknownPractice,
    }
}

/// The ids that a practice has in other versions of its framework. What was split is excused by none of its parts: nobody
/// said so of each.
pub(super) fn other_ids(id: &str, frameworks: &[&Framework]) -> Vec<String> {
    let mut ids = Vec::new();
    for framework in frameworks {
        for (old, change) in framework.older.iter().flat_map(|map| &map.practices) {
            let Fate::Renamed(now) = &change.fate else { continue };
            let now = &framework[*now].id;
            if old == id {
                ids.push(now.clone());
            } else if now == id {
                ids.push(old.clone());
            }
        }
    }
    ids
}
