//! Waivers and codes that fail, for every use case that judges a file.

use std::path::Path;

use super::{Notes, Scope, files::near, session::same};
use crate::{
    diag::{Code, Diagnostic},
    framework::{EvidenceRules, Fate, Framework},
    gate::{Asked, Domain, FindingCode, Kind, Known, Waiver},
    text::letters,
    world::World,
};

/// The framework of nearly all worksheets, whose method also says which words of a waiver say nothing.
pub(super) const USUAL: &str = "asean-dmf";

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

    /// What is not asked because the settings are left out, in words, where they ask anything.
    pub(super) fn left_out(&self, scope: &Scope) -> Option<String> {
        let workspace = scope.workspace.as_ref().filter(|workspace| self.no_gate && workspace.asks())?;
        Some(format!("not what `{}` asks (`--no-gate`)", workspace.file.display()))
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
        let mut waivers = workspace.waivers(known, world.today(), &notes.sources, &mut notes.sink);
        if !waivers.is_empty() {
            // Which words say nothing, the method of the usual framework says; what is wrong with that is told where it is asked.
            let (usual, _) = notes.apart(|notes| scope.framework(USUAL, notes));
            let rules = usual.ok().flatten().and_then(|framework| framework.evidence.clone()).unwrap_or_default();
            for waiver in &mut waivers {
                waiver.empty = empty(waiver, &rules);
            }
        }
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

/// Bytes of letters and digits that a reason has, at the least.
const REASON: usize = 4;

/// Which of the words of a waiver say nothing.
fn empty(waiver: &Waiver, rules: &EvidenceRules) -> Option<&'static str> {
    let Waiver { reason, owner, .. } = waiver;
    if rules.is_placeholder(reason) || letters(reason).len() < REASON {
        return Some("reason");
    }
    rules.is_placeholder(owner).then_some("owner")
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
