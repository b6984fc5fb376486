//! Raw files → [`Framework`]; every complaint at its place.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    build::{Names, ranges},
    evidence::rules,
    map,
    model::{Framework, Leaving, Level, Practice, PracticeId, Profile, Role},
    pack::{file, pack_info},
    prerequisites::{Places, Waiting, link, prerequisites},
    raw::{RawAction, RawBlock, RawBlocks, RawLevel, RawMethod, RawPractice},
};
use crate::{
    diag::{Code, Diagnostic, Sink},
    load::{Ids, PackFile, beside, decode, wrong_id},
    source::{Path, SourceId, Sources},
};

/// Reads the files of a framework pack. `None` when anything in them is wrong.
pub fn validate(files: &[PackFile], sources: &Sources, sink: &mut Sink) -> Option<Framework> {
    let before = sink.errors();
    let pack = pack_info(files, sources, sink);
    if let Some(pack) = &pack
        && pack.kind != "framework"
        && let Some(file) = files.iter().find(|file| file.name == "pack.toml")
    {
        let message = format!("`{}` is a {}, not a framework", pack.id, pack.kind);
        sink.push(Diagnostic::new(Code::PackKind, message).at(sources.value(file.source, &Path::root().key("kind"))));
        return None;
    }
    let method = file::<RawMethod>(files, "method.toml", sources, sink);
    let blocks = file::<RawBlocks>(files, "blocks.toml", sources, sink);
    let (practices, broken) = practices(files, sources, sink);
    let (pack, (method_source, method), (blocks_source, blocks)) = (pack?, method?, blocks?);

    let mut check = Check {
        sources,
        sink,
        levels: &method.levels,
        blocks: &blocks.blocks,
        practices: &practices,
        known: practices.iter().map(|(_, practice)| practice.id.as_str()).collect(),
        broken: &broken,
    };
    let scale = check.scale(method_source);
    let profiles = check.profiles(method_source, &method);
    let roles = check.roles(method_source, &method);
    let evidence = method.evidence.as_ref().map(|raw| rules(raw, &method.levels, method_source, sources, check.sink));
    check.blocks(blocks_source);
    check.ids();
    for (source, raw) in &practices {
        check.practice(*source, raw, &method);
    }
    if sink.errors() > before {
        return None;
    }
    let names = Names { levels: &scale, blocks: &blocks.blocks, profiles: &profiles, roles: &roles };
    let mut parts: Vec<(Practice, Waiting)> =
        practices.into_iter().map(|(source, raw)| names.practice(source, raw)).collect();
    parts.sort_by(|(a, _), (b, _)| (a.block, &a.id).cmp(&(b.block, &b.id)));
    let (mut built, waiting): (Vec<Practice>, Vec<Waiting>) = parts.into_iter().unzip();
    let index: HashMap<String, PracticeId> =
        built.iter().enumerate().map(|(at, practice)| (practice.id.clone(), PracticeId(at))).collect();
    link(&mut built, &waiting, &scale, &index);
    let blocks = ranges(blocks.blocks, &built);
    let framework = Framework {
        name: pack.id.clone(),
        pack,
        levels: scale,
        reach_share: method.scoring.reach_share,
        leaving: method.not_applicable.as_ref().map(|raw| Leaving {
            share: raw.share,
            reason_letters: raw.reason_letters,
            key_only_where_said: raw.key_only_where_said,
            shared: raw.shared,
        }),
        evidence,
        profiles,
        roles,
        blocks,
        practices: built,
        older: Vec::new(),
        index,
    };
    let framework = Framework { older: map::read(files, &framework, sources, sink), ..framework };
    let places = Places { waiting: &waiting, sources };
    prerequisites(&framework, &places, sink);
    empty_groups(&framework, blocks_source, method_source, sources, sink);
    (sink.errors() == before).then_some(framework)
}

/// The practices, and the ids of those that could not be made out, so far as their files' names tell.
fn practices(files: &[PackFile], sources: &Sources, sink: &mut Sink) -> (Vec<(SourceId, RawPractice)>, Vec<String>) {
    let mut found = Vec::new();
    let mut broken = Vec::new();
    for file in files.iter().filter(|file| file.name.starts_with("practices/") && file.name.ends_with(".yaml")) {
        let stem = file.name.trim_start_matches("practices/").trim_end_matches(".yaml");
        if let Some(raw) = decode::<RawPractice>(file.source, sources, sink) {
            if stem != raw.id {
                let message = format!("the file is named `{stem}`, but the practice in it `{}`", raw.id);
                let place = sources.value(file.source, &Path::root().key("id"));
                sink.push(
                    Diagnostic::new(Code::FileName, message)
                        .at(place)
                        .help(format!("rename the file to `{}.yaml`", raw.id)),
                );
            }
            found.push((file.source, raw));
        } else {
            broken.push(stem.to_owned());
        }
    }
    (found, broken)
}

struct Check<'a> {
    sources: &'a Sources,
    sink: &'a mut Sink,
    levels: &'a [RawLevel],
    blocks: &'a [RawBlock],
    practices: &'a [(SourceId, RawPractice)],
    /// Ids of the practices.
    known: HashSet<&'a str>,
    /// Ids of practices that are wrong in themselves, which is said already.
    broken: &'a [String],
}

impl Check<'_> {
    fn complain(&mut self, source: SourceId, path: &Path, diagnostic: Diagnostic) {
        self.sink.push(diagnostic.at(self.sources.value(source, path)));
    }

    fn scale(&mut self, source: SourceId) -> Vec<Level> {
        let top = Path::root().key("levels");
        if !(2..=100).contains(&self.levels.len()) {
            let message = format!("{} levels; a scale has 2 to 100", self.levels.len());
            self.complain(source, &top, Diagnostic::new(Code::BadScale, message));
        }
        for (at, level) in self.levels.iter().enumerate() {
            let path = top.index(at);
            if usize::from(level.number) != at {
                let message = format!("`{}` has number {} where {at} is next", level.id, level.number);
                self.complain(source, &path.key("number"), Diagnostic::new(Code::BadScale, message));
            }
            self.text(source, &path.key("title"), &level.title);
            self.text(source, &path.key("meaning"), &level.meaning);
            self.unique(source, &path.key("id"), &level.id, self.levels[..at].iter().map(|other| other.id.as_str()));
        }
        self.levels
            .iter()
            .map(|level| Level { id: level.id.clone(), title: level.title.clone(), meaning: level.meaning.clone() })
            .collect()
    }

    fn profiles(&mut self, source: SourceId, method: &RawMethod) -> Vec<Profile> {
        let share = method.scoring.reach_share;
        let path = Path::root().key("scoring").key("reach_share");
        self.number(source, &path, share, 1..=10_000, "basis points");
        if let Some(leaving) = &method.not_applicable {
            let path = Path::root().key("not_applicable");
            self.number(source, &path.key("share"), leaving.share, 0..=10_000, "basis points");
            self.number(source, &path.key("reason_letters"), leaving.reason_letters, 1..=100, "letters");
        }
        let top = Path::root().key("profiles");
        let mut profiles = Vec::new();
        for (at, raw) in method.profiles.iter().enumerate() {
            let path = top.index(at);
            self.unique(source, &path.key("id"), &raw.id, method.profiles[..at].iter().map(|other| other.id.as_str()));
            self.text(source, &path.key("title"), &raw.title);
            let target = self.level(source, &path.key("target"), &raw.target).unwrap_or(0);
            profiles.push(Profile {
                id: raw.id.clone(),
                title: raw.title.clone(),
                target,
                summary: raw.summary.clone(),
                weights: self.weights(source, &path.key("weights"), &raw.weights),
            });
        }
        if profiles.is_empty() {
            self.complain(
                source,
                &top,
                Diagnostic::new(Code::NoPractices, "there is no profile; one at least is needed"),
            );
        }
        profiles
    }

    /// What each block weighs in a profile.
    fn weights(&mut self, source: SourceId, path: &Path, raw: &BTreeMap<String, u32>) -> Vec<u32> {
        let blocks = self.blocks;
        let known: Vec<&str> = blocks.iter().map(|block| block.id.as_str()).collect();
        for (id, weight) in raw {
            if known.contains(&id.as_str()) {
                self.number(source, &path.key(id), *weight, 1..=100, "weights");
            } else {
                self.unknown_key(source, &path.key(id), "building block", id, &known);
            }
        }
        blocks.iter().map(|block| raw.get(&block.id).copied().unwrap_or(block.weight)).collect()
    }

    fn roles(&mut self, source: SourceId, method: &RawMethod) -> Vec<Role> {
        let top = Path::root().key("roles");
        let mut roles = Vec::new();
        for (at, raw) in method.roles.iter().enumerate() {
            let path = top.index(at);
            self.unique(source, &path.key("id"), &raw.id, method.roles[..at].iter().map(|other| other.id.as_str()));
            let capacity = self.by_profile(source, &path.key("capacity"), &raw.capacity, &method.profiles);
            roles.push(Role { id: raw.id.clone(), title: raw.title.clone(), capacity });
        }
        roles
    }

    fn blocks(&mut self, source: SourceId) {
        for (at, block) in self.blocks.iter().enumerate() {
            let path = Path::root().key("blocks").index(at);
            self.unique(source, &path.key("id"), &block.id, self.blocks[..at].iter().map(|other| other.id.as_str()));
            self.text(source, &path.key("title"), &block.title);
            self.number(source, &path.key("weight"), block.weight, 1..=100, "weights");
        }
    }

    /// Ids of practices are unique in the pack, and differ from those of blocks.
    fn ids(&mut self) {
        let path = Path::root().key("id");
        let mut ids = Ids::default();
        for (source, raw) in self.practices {
            let message = || format!("`{}` is the id of another practice already", raw.id);
            let told = ids.add(&raw.id, *source, message, |first| self.sources.value(*first, &path));
            for told in wrong_id(&raw.id).into_iter().chain(told) {
                self.complain(*source, &path, told);
            }
        }
    }

    fn practice(&mut self, source: SourceId, raw: &RawPractice, method: &RawMethod) {
        let root = Path::root();
        let texts = [("id", &raw.id), ("title", &raw.title), ("question", &raw.question), ("why", &raw.why)];
        for (key, text) in texts {
            self.text(source, &root.key(key), text);
        }
        if let Some(when) = &raw.not_applicable {
            self.text(source, &root.key("not_applicable"), when);
        }
        self.number(source, &root.key("weight"), raw.weight, 1..=100, "weights");
        if !self.blocks.iter().any(|block| block.id == raw.block) {
            let known: Vec<&str> = self.blocks.iter().map(|block| block.id.as_str()).collect();
            self.unknown(source, &root.key("block"), "building block", &raw.block, &known);
        }
        self.sentences(source, raw);
        self.evidence(source, raw);
        self.actions(source, raw, method);
        let known: Vec<&str> = method.profiles.iter().map(|profile| profile.id.as_str()).collect();
        for (at, id) in raw.profiles.iter().enumerate() {
            if !known.contains(&id.as_str()) {
                self.unknown(source, &root.key("profiles").index(at), "profile", id, &known);
            }
        }
    }

    /// One sentence a level.
    fn sentences(&mut self, source: SourceId, raw: &RawPractice) {
        let top = Path::root().key("levels");
        let known: Vec<&str> = self.levels.iter().map(|level| level.id.as_str()).collect();
        for id in raw.levels.keys().filter(|id| !known.contains(&id.as_str())) {
            self.unknown_key(source, &top.key(id), "level", id, &known);
        }
        for id in known {
            if let Some(text) = raw.levels.get(id) {
                self.text(source, &top.key(id), text);
            } else {
                let diagnostic =
                    Diagnostic::new(Code::MissingLevel, format!("`{}` says nothing about level `{id}`", raw.id))
                        .help(format!("add `{id}:` with one sentence that two assessors would apply alike"));
                self.sink.push(diagnostic.at(self.sources.key(source, &top)));
            }
        }
    }

    fn evidence(&mut self, source: SourceId, raw: &RawPractice) {
        let top = Path::root().key("evidence");
        for (at, item) in raw.evidence.iter().enumerate() {
            self.text(source, &top.index(at).key("what"), &item.what);
            self.level(source, &top.index(at).key("shows"), &item.shows);
        }
    }

    /// An action for each level but the lowest.
    fn actions(&mut self, source: SourceId, raw: &RawPractice, method: &RawMethod) {
        let top = Path::root().key("actions");
        let reachable: Vec<&str> = self.levels.iter().skip(1).map(|level| level.id.as_str()).collect();
        for id in raw.actions.keys().filter(|id| !reachable.contains(&id.as_str())) {
            self.unknown_key(source, &top.key(id), "level to reach", id, &reachable);
        }
        for id in reachable {
            let Some(action) = raw.actions.get(id) else {
                let diagnostic = Diagnostic::new(
                    Code::MissingLevel,
                    format!("`{}` has no action that reaches level `{id}`", raw.id),
                )
                .help(format!("add `{id}:` with `do`, `role` and `effort`"));
                self.sink.push(diagnostic.at(self.sources.key(source, &top)));
                continue;
            };
            self.action(source, &top.key(id), action, method);
        }
    }

    fn action(&mut self, source: SourceId, path: &Path, raw: &RawAction, method: &RawMethod) {
        self.text(source, &path.key("do"), &raw.text);
        self.by_profile(source, &path.key("effort"), &raw.effort, &method.profiles);
        if !method.roles.iter().any(|role| role.id == raw.role) {
            let known: Vec<&str> = method.roles.iter().map(|role| role.id.as_str()).collect();
            self.unknown(source, &path.key("role"), "role", &raw.role, &known);
        }
        let practices = self.practices;
        for (id, level) in &raw.needs {
            let at = path.key("needs").key(id);
            if self.known.contains(id.as_str()) {
                let level = self.level(source, &at, level);
                if level == Some(0) {
                    let message = "a prerequisite at the lowest level asks for nothing".to_owned();
                    self.complain(source, &at, Diagnostic::new(Code::BadNumber, message));
                }
            } else if !self.broken.contains(id) {
                let known: Vec<&str> = practices.iter().map(|(_, practice)| practice.id.as_str()).collect();
                let diagnostic = Diagnostic::new(Code::UnknownId, format!("there is no practice `{id}` to wait for"))
                    .meant(id, known);
                self.sink.push(diagnostic.at(self.sources.key(source, &at)));
            }
        }
    }

    /// A number for each profile, 1 to 250 person-days.
    fn by_profile(
        &mut self,
        source: SourceId,
        path: &Path,
        raw: &BTreeMap<String, u32>,
        profiles: &[super::raw::RawProfile],
    ) -> Vec<u32> {
        let known: Vec<&str> = profiles.iter().map(|profile| profile.id.as_str()).collect();
        for (id, number) in raw {
            if known.contains(&id.as_str()) {
                self.number(source, &path.key(id), *number, 1..=250, "person-days");
            } else {
                self.unknown_key(source, &path.key(id), "profile", id, &known);
            }
        }
        for id in &known {
            if !raw.contains_key(*id) {
                let message = format!("nothing is said for the profile `{id}`");
                self.complain(source, path, Diagnostic::new(Code::MissingKey, message));
            }
        }
        known.iter().map(|id| raw.get(*id).copied().unwrap_or(1)).collect()
    }

    fn level(&mut self, source: SourceId, path: &Path, id: &str) -> Option<u8> {
        let found = self.levels.iter().position(|level| level.id == id);
        if found.is_none() {
            let known: Vec<&str> = self.levels.iter().map(|level| level.id.as_str()).collect();
            self.unknown(source, path, "level", id, &known);
        }
        found.and_then(|at| u8::try_from(at).ok())
    }

    fn unknown(&mut self, source: SourceId, path: &Path, kind: &str, id: &str, known: &[&str]) {
        self.complain(source, path, unknown(kind, id, known));
    }

    /// The same where the id is the key of a map.
    fn unknown_key(&mut self, source: SourceId, path: &Path, kind: &str, id: &str, known: &[&str]) {
        self.sink.push(unknown(kind, id, known).at(self.sources.key(source, path)));
    }

    fn unique<'b>(&mut self, source: SourceId, path: &Path, id: &str, earlier: impl Iterator<Item = &'b str> + Clone) {
        self.text(source, path, id);
        for told in wrong_id(id).into_iter().chain(beside(id, earlier)) {
            self.complain(source, path, told);
        }
    }

    fn text(&mut self, source: SourceId, path: &Path, text: &str) {
        if text.trim().is_empty() {
            self.complain(source, path, Diagnostic::new(Code::EmptyText, format!("`{path}` is empty")));
        }
    }

    fn number(&mut self, source: SourceId, path: &Path, number: u32, range: std::ops::RangeInclusive<u32>, unit: &str) {
        if !range.contains(&number) {
            let message =
                format!("{number} is out of range; {unit} from {} to {} were expected", range.start(), range.end());
            self.complain(source, path, Diagnostic::new(Code::BadNumber, message));
        }
    }
}

fn unknown(kind: &str, id: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::unknown(Code::UnknownId, kind, id, known.iter().copied())
}

fn empty_groups(framework: &Framework, blocks: SourceId, method: SourceId, sources: &Sources, sink: &mut Sink) {
    for (at, block) in framework.blocks.iter().enumerate().filter(|(_, block)| block.practices.is_empty()) {
        let place = sources.value(blocks, &Path::root().key("blocks").index(at).key("id"));
        sink.push(
            Diagnostic::new(Code::NoPractices, format!("no practice belongs to the block `{}`", block.id)).at(place),
        );
    }
    for (at, profile) in framework.profiles.iter().enumerate() {
        if !framework.practices.iter().any(|practice| practice.profiles[at]) {
            let place = sources.value(method, &Path::root().key("profiles").index(at).key("id"));
            sink.push(
                Diagnostic::new(Code::NoPractices, format!("no practice is in the profile `{}`", profile.id)).at(place),
            );
        }
    }
}
