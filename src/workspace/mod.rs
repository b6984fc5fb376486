//! In: `dmf.toml`, found upwards from the file in hand like a Cargo manifest.
//! Out: what a folder of files has in common: data folders, profile, targets, capacity; its files, and whether they refer
//! to each other in both directions.
//! Never: an answer of its own; flags win over all of it.

#[macro_use]
mod codes;
mod changes;
mod links;
mod raw;
mod starter;
mod view;

use std::{
    collections::BTreeMap,
    path::{Path as FilePath, PathBuf},
};

pub use changes::{gate_changes, waiver_changes};
pub use links::{DealFile, ImpactFile, RegisterFile, links, loose, not_begun, unused};
pub use raw::RawWorkspace;
pub use starter::{ci, starter};
pub use view::{FileView, WorkspaceView};

use jiff::civil::Date;

use crate::{
    assessment::gate::{self as floors, Policy},
    diag::{Code, Complaints, Diagnostic, Sink},
    framework::{Framework, ProfileId},
    gate::{self, Asked, Domain, FindingCode, Known, RecordCode, Waiver},
    load::{decode, read_text},
    remediation::Capacity,
    source::{Path, Place, SourceId, Sources},
    world::{World, WorldError, plain},
};

/// Name of the file.
pub const FILE: &str = "dmf.toml";

/// What `dmf.toml` says.
#[derive(Debug)]
pub struct Workspace {
    /// Where it stands.
    pub file: PathBuf,
    source: SourceId,
    raw: RawWorkspace,
    /// Codes of findings that kinds of record bring along.
    codes: Vec<RecordCode>,
    /// The workspace that the folder lies in, whose settings hold here as well.
    outer: Option<Box<Workspace>>,
}

/// Looks for `dmf.toml` beside `start` and in the folders above it, up to the top of the repository. `None` when there is
/// none, or when one is wrong, which the sink then says.
///
/// # Errors
/// When it cannot be read.
pub fn find(
    world: &dyn World,
    start: &FilePath,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<Option<Workspace>, WorldError> {
    let Some(file) = above(world, start) else { return Ok(None) };
    let Some(source) = read_text(world, &file, sources, sink)? else { return Ok(None) };
    let Some(workspace) = read(source, file, sources, sink) else { return Ok(None) };
    let outer = match around(world, &workspace.file) {
        Some((folder, top)) => match above(world, &folder) {
            Some(file) if file.starts_with(top) => find(world, &folder, sources, sink)?,
            _ => None,
        },
        None => None,
    };
    Ok(Some(Workspace { outer: outer.map(Box::new), ..workspace }))
}

/// The folder above that of a `dmf.toml`, and the top of the repository where both lie in one: what lies around a
/// repository is not its own.
fn around(world: &dyn World, file: &FilePath) -> Option<(PathBuf, PathBuf)> {
    let file = plain(&world.absolute(file));
    let top = world.repository(&file)?;
    let folder = file.parent()?.parent()?;
    folder.starts_with(&top).then(|| (folder.to_owned(), top))
}

/// The `dmf.toml` beside `start` or in the nearest folder above it that has one.
#[must_use]
pub fn above(world: &dyn World, start: &FilePath) -> Option<PathBuf> {
    let folder = if world.is_folder(start) { Some(start) } else { start.parent() };
    world.find_upwards(folder.unwrap_or(FilePath::new(".")), FILE)
}

/// Reads the text of a `dmf.toml` that stands, or once stood, at `file`. `None` when it is wrong, which the sink then
/// says.
pub fn read(source: SourceId, file: PathBuf, sources: &Sources, sink: &mut Sink) -> Option<Workspace> {
    decode::<RawWorkspace>(source, sources, sink).map(|raw| Workspace {
        file,
        source,
        raw,
        codes: Vec::new(),
        outer: None,
    })
}

/// Where files of a kind are.
#[derive(Debug, Clone, Copy)]
pub struct Places {
    /// The key of `dmf.toml` that names them.
    pub setting: &'static str,
    /// Where they are if nothing is said: paths from the folder of the workspace, with the signs that [`crate::world::Glob`]
    /// knows.
    pub usual: &'static [&'static str],
    /// What `dmf.toml` says under that key.
    pub named: fn(&RawWorkspace) -> Option<&[String]>,
}

/// Files that belong to a workspace: a path from its folder, with the signs that [`crate::world::Glob`] knows.
#[derive(Debug, Clone)]
pub struct Pattern {
    pub path: String,
    /// Where `dmf.toml` names it; `None` for the usual places, which may be empty.
    pub place: Option<Place>,
}

impl Workspace {
    /// Where files of a kind are, as `dmf.toml` says or else as is usual.
    #[must_use]
    pub fn patterns(&self, places: &Places, sources: &Sources) -> Vec<Pattern> {
        let Some(named) = (places.named)(&self.raw) else {
            return places.usual.iter().map(|path| Pattern { path: (*path).to_owned(), place: None }).collect();
        };
        let place = |at: usize| sources.value(self.source, &Path::root().key(places.setting).index(at));
        named.iter().enumerate().map(|(at, path)| Pattern { path: path.clone(), place: Some(place(at)) }).collect()
    }

    /// Where the records of a register are, by the name of their kind, as `[registers]` says or else as is usual.
    #[must_use]
    pub fn register_patterns(&self, kind: &str, sources: &Sources) -> Vec<Pattern> {
        let Some(named) = self.raw.registers.get(kind) else {
            return vec![Pattern { path: format!("{kind}.yaml"), place: None }];
        };
        let place = |at: usize| sources.value(self.source, &Path::root().key("registers").key(kind).index(at));
        named.iter().enumerate().map(|(at, path)| Pattern { path: path.clone(), place: Some(place(at)) }).collect()
    }

    /// Complains of records of a kind that is not there.
    pub fn registers_of_no_kind(&self, kinds: &[&str], sources: &Sources, sink: &mut Sink) {
        let mut complaints = Complaints::new(self.source, sources, sink);
        for name in self.raw.registers.keys().filter(|name| !kinds.contains(&name.as_str())) {
            let told = Diagnostic::unknown(Code::UnknownKey, "kind of record", name, kinds.iter().copied());
            complaints.at_key(&Path::root().key("registers").key(name), told);
        }
    }

    /// Whether it names a code of a finding that is none of a room's: a kind of record may have it.
    #[must_use]
    pub fn names_other_codes(&self) -> bool {
        let other = |word: &String| FindingCode::of(word).is_none();
        self.chain().any(|workspace| {
            let waivers = workspace.raw.waivers.iter().filter_map(|waiver| waiver.code.as_ref());
            workspace.raw.gate.fail_on.iter().chain(waivers).any(other)
        })
    }

    /// Takes note of the codes that kinds of record bring along, so that gates and waivers may name them.
    pub fn know(&mut self, codes: &[RecordCode]) {
        codes.clone_into(&mut self.codes);
        if let Some(outer) = &mut self.outer {
            outer.know(codes);
        }
    }

    /// How many waivers there are.
    #[must_use]
    pub fn waiver_count(&self) -> usize {
        self.raw.waivers.len()
    }

    /// The baseline of `[gate]`, where it is a file, and where it is named.
    #[must_use]
    pub fn baseline_file(&self, sources: &Sources) -> Option<(&str, Place)> {
        let named = self.raw.gate.baseline.as_deref().filter(|named| !named.starts_with("git:"))?;
        Some((named, sources.value(self.source, &Path::root().key("gate").key("baseline"))))
    }

    /// It and the workspaces around it, the nearest first.
    pub(crate) fn chain(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |workspace| workspace.outer.as_deref())
    }

    /// Folders of packs, the last of which wins: those of workspaces around this one first. Each with the file, the words and
    /// the place where it is named.
    #[must_use]
    pub fn data(&self, sources: &Sources) -> Vec<(PathBuf, &FilePath, &str, Place)> {
        let mut folders = self.outer.as_ref().map_or_else(Vec::new, |outer| outer.data(sources));
        let place = |at: usize| sources.value(self.source, &Path::root().key("data").index(at));
        let named = self.raw.data.iter().enumerate();
        folders.extend(named.map(|(at, folder)| (self.folder().join(folder), &*self.file, folder.as_str(), place(at))));
        folders
    }

    /// Folders elsewhere that references may lead into.
    pub fn outside(&self) -> impl Iterator<Item = PathBuf> {
        self.chain().flat_map(|each| each.raw.outside.iter().map(|folder| each.folder().join(folder)))
    }

    /// The profile to use where a worksheet names none.
    pub fn profile(&self, framework: &Framework, sources: &Sources, sink: &mut Sink) -> Option<ProfileId> {
        let here = self.chain().find(|workspace| workspace.raw.profile.is_some())?;
        let id = here.raw.profile.as_deref()?;
        let found = framework.profile(id);
        if found.is_none() {
            let known = framework.profiles.iter().map(|profile| profile.id.as_str());
            let path = Path::root().key("profile");
            Complaints::new(here.source, sources, sink).unknown(&path, Code::UnknownProfile, "profile", id, known);
        }
        found
    }

    /// The gates of `[gate]`, with those of the workspaces around: the stricter of each counts.
    pub fn policy(&self, framework: &Framework, sources: &Sources, sink: &mut Sink) -> Policy {
        let mut policy = self.own_policy(framework, sources, sink);
        if let Some(outer) = &self.outer {
            policy.tighten(&outer.policy(framework, sources, sink));
        }
        policy
    }

    fn own_policy(&self, framework: &Framework, sources: &Sources, sink: &mut Sink) -> Policy {
        floors::policy(&self.raw.gate, framework, &self.codes, self.source, sources, sink)
    }

    /// What `[gate]` holds answers against, as it is written there, and the folder that its path is seen from.
    #[must_use]
    pub fn baseline(&self) -> Option<(&str, &FilePath)> {
        self.chain().find_map(|workspace| Some((workspace.raw.gate.baseline.as_deref()?, workspace.folder())))
    }

    /// Complains that regressions are to fail without a baseline.
    pub fn gate_without_baseline(&self, sources: &Sources, sink: &mut Sink) {
        let message = "`regression` is to fail, but no baseline is given";
        let asks = |workspace: &&Self| workspace.raw.gate.fail_on.iter().any(|code| code == "regression");
        let asking = self.chain().find(asks).unwrap_or(self);
        let place = sources.value(asking.source, &Path::root().key("gate").key("fail_on"));
        sink.push(
            Diagnostic::new(Code::GateWithoutBaseline, message)
                .at(place)
                .help("add `baseline = \"git:origin/main\"`, or give `--baseline`"),
        );
    }

    /// The codes of `[gate]` that are to fail in a domain.
    pub fn asked(&self, domain: Domain, sources: &Sources, sink: &mut Sink) -> Asked {
        let at = Path::root().key("gate").key("fail_on");
        let mut asked = Asked::of(domain, []);
        for workspace in self.chain() {
            let mut complaints = Complaints::new(workspace.source, sources, sink);
            for (nth, word) in workspace.raw.gate.fail_on.iter().enumerate() {
                if let Some(code) = gate::code(word, &workspace.codes, &at.index(nth), &mut complaints) {
                    asked.fail_on(code);
                }
            }
        }
        asked
    }

    /// The waivers of `[[waivers]]`, with those of the workspaces around; what they name is looked for in `known`. The
    /// shortest `waiver_days` of a workspace and those around it is the cap of its waivers.
    pub fn waivers(&self, known: &[Known<'_>], today: Date, sources: &Sources, sink: &mut Sink) -> Vec<Waiver> {
        let granted = self.chain().map(|workspace| {
            let days = workspace.waiver_days();
            // What those around grant may be about files that nobody reads here.
            let inherited = !std::ptr::eq(workspace, self);
            let known = if inherited { &[] } else { known };
            let (raw, codes) = (&workspace.raw.waivers, &workspace.codes);
            let waivers = gate::waivers(raw, days, (known, codes), workspace.source, sources, today, sink);
            let home = workspace.folder();
            waivers.into_iter().map(|waiver| Waiver { home: home.to_owned(), inherited, ..waiver }).collect::<Vec<_>>()
        });
        granted.collect::<Vec<_>>().concat()
    }

    /// The residual risk that the organisation bears without a named acceptor; complains where it is more than `highest`.
    pub fn appetite(&self, highest: u8, sources: &Sources, sink: &mut Sink) -> Option<u8> {
        let here = self.chain().find(|workspace| workspace.raw.transfer.appetite.is_some())?;
        let appetite = here.raw.transfer.appetite?;
        if (1..=highest).contains(&appetite) {
            return Some(appetite);
        }
        let message = format!("{appetite} is out of range; the method bears at most {highest}");
        let path = Path::root().key("transfer").key("appetite");
        let help = "an organisation may bear less than the method, from 1 on";
        sink.push(Diagnostic::new(Code::BadNumber, message).at(sources.value(here.source, &path)).help(help));
        None
    }

    /// Whether a record of evidence counts for nothing at once when its hash is another or is not given.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        self.chain().any(|workspace| workspace.raw.evidence.sealed)
    }

    /// Whether it has a gate, a baseline or waivers.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.has_waivers()
            || self.chain().any(|workspace| {
                let gate = &workspace.raw.gate;
                let floor = gate.fail_under.is_some() || !gate.blocks.is_empty();
                floor || !gate.fail_on.is_empty() || gate.baseline.is_some()
            })
    }

    /// Whether any waiver is granted.
    #[must_use]
    pub fn has_waivers(&self) -> bool {
        self.chain().any(|workspace| !workspace.raw.waivers.is_empty())
    }

    /// The longest term of waivers, in days: the shortest that this workspace or one around it names.
    fn waiver_days(&self) -> Option<u32> {
        self.chain().filter_map(|workspace| workspace.raw.gate.waiver_days).min()
    }

    /// What organisations count in means beside others, by name.
    #[must_use]
    pub fn weights(&self) -> &BTreeMap<String, u32> {
        &self.raw.portfolio.weights
    }

    /// Complains of a weight that no organisation of that name has.
    pub fn weight_of_nobody(&self, name: &str, sources: &Sources, sink: &mut Sink) {
        let path = Path::root().key("portfolio").key("weights").key(name);
        let diagnostic = Diagnostic::new(Code::UnknownOrganisation, format!("no organisation is called `{name}`"));
        sink.push(diagnostic.at(sources.key(self.source, &path)));
    }

    /// The folder that paths in the file are seen from.
    #[must_use]
    pub fn folder(&self) -> &FilePath {
        self.file.parent().unwrap_or(FilePath::new(""))
    }

    /// Puts the capacities given here over the usual ones.
    pub fn capacity(&self, framework: &Framework, capacity: &mut Capacity, sources: &Sources, sink: &mut Sink) {
        if let Some(outer) = &self.outer {
            outer.capacity(framework, capacity, sources, sink);
        }
        let mut complaints = Complaints::new(self.source, sources, sink);
        for (id, days) in &self.raw.capacity {
            let path = Path::root().key("capacity").key(id);
            if let Some(role) = framework.role(id) {
                capacity.0[role.0] = *days;
            } else {
                let known = framework.roles.iter().map(|role| role.id.as_str());
                complaints.at_key(&path, Diagnostic::unknown(Code::UnknownRole, "role", id, known));
            }
        }
    }
}
