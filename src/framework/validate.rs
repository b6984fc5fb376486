//! Raw files → [`Framework`]; every complaint at its place.

use std::collections::{BTreeMap, HashMap};

use super::{
    model::{
        Action, Block, Confidence, Evidence, Framework, Level, Mapping, Need, PackInfo, Practice, PracticeId, Profile,
        Role, RoleId, Service, Source, Step,
    },
    raw::{
        RawAction, RawBlock, RawBlocks, RawConfidence, RawLevel, RawMethod, RawPack, RawPractice, RawService,
        RawStatus, RawStep,
    },
};
use crate::{
    diag::{Code, Diagnostic, Sink, did_you_mean, list},
    load::{PackFile, decode},
    source::{Path, Place, SourceId, Sources},
};

/// Reads the identity of a pack from its `pack.toml`.
pub fn pack_info(files: &[PackFile], sources: &Sources, sink: &mut Sink) -> Option<PackInfo> {
    let (_, raw) = file::<RawPack>(files, "pack.toml", sources, sink)?;
    Some(PackInfo {
        id: raw.id,
        kind: raw.kind,
        title: raw.title,
        version: raw.version,
        as_of: raw.as_of,
        licence: raw.licence,
        statement: raw.statement.trim().to_owned(),
        of: raw.of,
        modules: raw.modules,
        sources: raw
            .sources
            .into_iter()
            .map(|source| Source {
                id: source.id,
                title: source.title,
                publisher: source.publisher,
                date: source.date,
                status: status(source.status),
                confidence: confidence(source.confidence),
                note: source.note,
            })
            .collect(),
    })
}

/// The kinds of packs that can be checked.
const KINDS: [&str; 3] = ["framework", "view", "clause-set"];

/// What only the author of a pack is asked: whether its identity is complete, and its sources are told apart.
pub fn check_pack(pack: &PackInfo, files: &[PackFile], sources: &Sources, sink: &mut Sink) {
    let Some(file) = files.iter().find(|file| file.name == "pack.toml") else { return };
    for (key, text) in [("title", &pack.title), ("statement", &pack.statement), ("licence", &pack.licence)] {
        if text.trim().is_empty() {
            let place = sources.value(file.source, &Path::root().key(key));
            sink.push(Diagnostic::new(Code::EmptyText, format!("`{key}` is empty")).at(place));
        }
    }
    if !KINDS.contains(&pack.kind.as_str()) {
        let place = sources.value(file.source, &Path::root().key("kind"));
        let diagnostic = Diagnostic::new(Code::PackKind, format!("`{}` is no kind of pack", pack.kind))
            .help(format!("known: {}", list(KINDS)))
            .suggest(did_you_mean(&pack.kind, KINDS));
        sink.push(diagnostic.at(place));
    }
    if pack.kind == "view" && pack.of.is_none() {
        let message = "a view lacks the key `of`, the framework that it reads";
        let place = sources.value(file.source, &Path::root());
        sink.push(Diagnostic::new(Code::MissingKey, message).at(Place { end: place.start, ..place }));
    }
    for (at, source) in pack.sources.iter().enumerate() {
        if pack.sources[..at].iter().any(|other| other.id == source.id) {
            let place = sources.value(file.source, &Path::root().key("sources").index(at).key("id"));
            sink.push(Diagnostic::new(Code::DuplicateId, format!("`{}` stands here already", source.id)).at(place));
        }
    }
}

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

    let mut check =
        Check { sources, sink, levels: &method.levels, blocks: &blocks.blocks, practices: &practices, broken: &broken };
    let scale = check.scale(method_source);
    let profiles = check.profiles(method_source, &method);
    let roles = check.roles(method_source, &method);
    check.blocks(blocks_source);
    check.ids();
    let names = Names { method: &method, profiles: &profiles, roles: &roles };
    let mut built: Vec<Practice> =
        practices.iter().filter_map(|(source, raw)| check.practice(*source, raw, &names)).collect();
    if sink.errors() > before {
        return None;
    }
    built.sort_by(|a, b| (a.block, &a.id).cmp(&(b.block, &b.id)));
    let index: HashMap<String, PracticeId> =
        built.iter().enumerate().map(|(at, practice)| (practice.id.clone(), PracticeId(at))).collect();
    link(&mut built, &practices, &method, &index);
    let blocks = ranges(blocks.blocks, &built);
    let framework = Framework {
        pack,
        levels: scale,
        reach_share: method.scoring.reach_share,
        profiles,
        roles,
        blocks,
        practices: built,
        index,
    };
    let places = Places { raw: &practices, sources };
    prerequisites(&framework, &places, sink);
    empty_groups(&framework, blocks_source, method_source, sources, sink);
    (sink.errors() == before).then_some(framework)
}

/// Decodes the one file of that name; its absence is complained about at the pack itself.
pub(crate) fn file<T: serde::de::DeserializeOwned + schemars::JsonSchema>(
    files: &[PackFile],
    name: &str,
    sources: &Sources,
    sink: &mut Sink,
) -> Option<(SourceId, T)> {
    if let Some(file) = files.iter().find(|file| file.name == name) {
        return decode(file.source, sources, sink).map(|raw| (file.source, raw));
    }
    let mut diagnostic = Diagnostic::new(Code::UnknownId, format!("the pack has no file `{name}`"));
    if let Some(first) = files.first() {
        diagnostic = diagnostic.at(Place::new(first.source, 0..0)).label("beside this file");
    }
    sink.push(diagnostic);
    None
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

/// Names that a practice may refer to.
struct Names<'a> {
    method: &'a RawMethod,
    profiles: &'a [Profile],
    roles: &'a [Role],
}

struct Check<'a> {
    sources: &'a Sources,
    sink: &'a mut Sink,
    levels: &'a [RawLevel],
    blocks: &'a [RawBlock],
    practices: &'a [(SourceId, RawPractice)],
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
        let mut first: HashMap<&str, SourceId> = HashMap::new();
        let mut twice = Vec::new();
        for (source, raw) in self.practices {
            match first.get(raw.id.as_str()) {
                Some(earlier) => twice.push((*source, raw.id.clone(), *earlier)),
                None => drop(first.insert(&raw.id, *source)),
            }
        }
        let path = Path::root().key("id");
        for (source, id, earlier) in twice {
            let diagnostic =
                Diagnostic::new(Code::DuplicateId, format!("`{id}` is the id of another practice already"))
                    .related(self.sources.value(earlier, &path), "here it stands first");
            self.complain(source, &path, diagnostic);
        }
    }

    fn practice(&mut self, source: SourceId, raw: &RawPractice, names: &Names<'_>) -> Option<Practice> {
        let root = Path::root();
        let texts = [("id", &raw.id), ("title", &raw.title), ("question", &raw.question), ("why", &raw.why)];
        for (key, text) in texts {
            self.text(source, &root.key(key), text);
        }
        self.number(source, &root.key("weight"), raw.weight, 1..=100, "weights");
        let block = self.blocks.iter().position(|block| block.id == raw.block);
        if block.is_none() {
            let known: Vec<&str> = self.blocks.iter().map(|block| block.id.as_str()).collect();
            self.unknown(source, &root.key("block"), "building block", &raw.block, &known);
        }
        let levels = self.sentences(source, raw);
        let evidence = self.evidence(source, raw);
        let actions = self.actions(source, raw, names);
        let known: Vec<&str> = names.profiles.iter().map(|profile| profile.id.as_str()).collect();
        for (at, id) in raw.profiles.iter().enumerate() {
            if !known.contains(&id.as_str()) {
                self.unknown(source, &root.key("profiles").index(at), "profile", id, &known);
            }
        }
        Some(Practice {
            id: raw.id.clone(),
            title: raw.title.clone(),
            block: block?,
            step: step(raw.step),
            question: raw.question.trim().to_owned(),
            why: raw.why.trim().to_owned(),
            weight: raw.weight,
            key: raw.key,
            profiles: names.profiles.iter().map(|profile| raw.profiles.contains(&profile.id)).collect(),
            components: raw.components.iter().map(|(id, how)| (id.clone(), service(*how))).collect(),
            levels,
            evidence,
            actions,
            maps: raw
                .maps
                .iter()
                .map(|(crosswalk, references)| Mapping { crosswalk: crosswalk.clone(), references: references.clone() })
                .collect(),
        })
    }

    /// One sentence a level.
    fn sentences(&mut self, source: SourceId, raw: &RawPractice) -> Vec<String> {
        let top = Path::root().key("levels");
        let known: Vec<&str> = self.levels.iter().map(|level| level.id.as_str()).collect();
        for id in raw.levels.keys().filter(|id| !known.contains(&id.as_str())) {
            self.unknown_key(source, &top.key(id), "level", id, &known);
        }
        let mut sentences = Vec::new();
        for id in known {
            if let Some(text) = raw.levels.get(id) {
                self.text(source, &top.key(id), text);
            } else {
                let diagnostic =
                    Diagnostic::new(Code::MissingLevel, format!("`{}` says nothing about level `{id}`", raw.id))
                        .help(format!("add `{id}:` with one sentence that two assessors would apply alike"));
                self.sink.push(diagnostic.at(self.sources.key(source, &top)));
            }
            sentences.push(raw.levels.get(id).map_or_else(String::new, |text| text.trim().to_owned()));
        }
        sentences
    }

    fn evidence(&mut self, source: SourceId, raw: &RawPractice) -> Vec<Evidence> {
        let top = Path::root().key("evidence");
        let mut evidence = Vec::new();
        for (at, item) in raw.evidence.iter().enumerate() {
            self.text(source, &top.index(at).key("what"), &item.what);
            if let Some(shows) = self.level(source, &top.index(at).key("shows"), &item.shows) {
                evidence.push(Evidence { what: item.what.trim().to_owned(), shows });
            }
        }
        evidence
    }

    /// An action for each level but the lowest; prerequisites are linked later, when all practices are known.
    fn actions(&mut self, source: SourceId, raw: &RawPractice, names: &Names<'_>) -> Vec<Action> {
        let top = Path::root().key("actions");
        let reachable: Vec<&str> = self.levels.iter().skip(1).map(|level| level.id.as_str()).collect();
        for id in raw.actions.keys().filter(|id| !reachable.contains(&id.as_str())) {
            self.unknown_key(source, &top.key(id), "level to reach", id, &reachable);
        }
        let mut actions = Vec::new();
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
            actions.extend(self.action(source, &top.key(id), action, names));
        }
        actions
    }

    fn action(&mut self, source: SourceId, path: &Path, raw: &RawAction, names: &Names<'_>) -> Option<Action> {
        self.text(source, &path.key("do"), &raw.text);
        let effort = self.by_profile(source, &path.key("effort"), &raw.effort, &names.method.profiles);
        let role = names.roles.iter().position(|role| role.id == raw.role).map(RoleId);
        if role.is_none() {
            let known: Vec<&str> = names.roles.iter().map(|role| role.id.as_str()).collect();
            self.unknown(source, &path.key("role"), "role", &raw.role, &known);
        }
        let practices = self.practices;
        for (id, level) in &raw.needs {
            let at = path.key("needs").key(id);
            if practices.iter().any(|(_, practice)| practice.id == *id) {
                let level = self.level(source, &at, level);
                if level == Some(0) {
                    let message = "a prerequisite at the lowest level asks for nothing".to_owned();
                    self.complain(source, &at, Diagnostic::new(Code::BadNumber, message));
                }
            } else if !self.broken.contains(id) {
                let known: Vec<&str> = practices.iter().map(|(_, practice)| practice.id.as_str()).collect();
                let diagnostic = Diagnostic::new(Code::UnknownId, format!("there is no practice `{id}` to wait for"))
                    .suggest(did_you_mean(id, known));
                self.sink.push(diagnostic.at(self.sources.key(source, &at)));
            }
        }
        Some(Action { text: raw.text.trim().to_owned(), role: role?, effort, needs: Vec::new() })
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

    fn unique<'b>(&mut self, source: SourceId, path: &Path, id: &str, mut earlier: impl Iterator<Item = &'b str>) {
        self.text(source, path, id);
        if earlier.any(|other| other == id) {
            self.complain(source, path, Diagnostic::new(Code::DuplicateId, format!("`{id}` stands here already")));
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
    Diagnostic::new(Code::UnknownId, format!("there is no {kind} `{id}`"))
        .help(format!("known: {}", list(known.iter().copied())))
        .suggest(did_you_mean(id, known.iter().copied()))
}

/// Turns the ids of prerequisites into indices, now that the order of practices is known.
fn link(
    built: &mut [Practice],
    raw: &[(SourceId, RawPractice)],
    method: &RawMethod,
    index: &HashMap<String, PracticeId>,
) {
    let number = |id: &str| method.levels.iter().position(|level| level.id == id).and_then(|at| u8::try_from(at).ok());
    for (_, raw) in raw {
        let practice = &mut built[index[&raw.id].0];
        for (action, level) in practice.actions.iter_mut().zip(method.levels.iter().skip(1)) {
            let needs = raw.actions.get(&level.id).map(|action| &action.needs);
            action.needs = needs
                .into_iter()
                .flatten()
                .filter_map(|(id, level)| Some(Need { practice: *index.get(id)?, level: number(level)? }))
                .collect();
        }
    }
}

fn ranges(raw: Vec<RawBlock>, practices: &[Practice]) -> Vec<Block> {
    raw.into_iter()
        .enumerate()
        .map(|(at, block)| Block {
            id: block.id,
            title: block.title,
            weight: block.weight,
            summary: block.summary,
            practices: practices.partition_point(|practice| practice.block < at)
                ..practices.partition_point(|practice| practice.block <= at),
        })
        .collect()
}

/// Finds the text behind a model, for complaints that can only be made once it is linked.
struct Places<'a> {
    raw: &'a [(SourceId, RawPractice)],
    sources: &'a Sources,
}

impl Places<'_> {
    fn need(&self, framework: &Framework, practice: PracticeId, level: u8, need: Need) -> Option<Place> {
        let practice = &framework[practice];
        let (source, _) = self.raw.iter().find(|(_, raw)| raw.id == practice.id)?;
        let path = Path::root()
            .key("actions")
            .key(&framework.levels[usize::from(level)].id)
            .key("needs")
            .key(&framework[need.practice].id);
        Some(self.sources.key(*source, &path))
    }
}

/// Actions must not wait for each other in a circle, nor for what a profile leaves out.
fn prerequisites(framework: &Framework, places: &Places<'_>, sink: &mut Sink) {
    for (at, practice) in framework.practices.iter().enumerate() {
        for (level, action) in (1..).zip(&practice.actions) {
            for need in &action.needs {
                let other = &framework[need.practice];
                for (profile, _) in framework
                    .profiles
                    .iter()
                    .enumerate()
                    .filter(|(profile, _)| practice.profiles[*profile] && !other.profiles[*profile])
                {
                    let profile = &framework.profiles[profile].id;
                    let message = format!(
                        "`{}` is in the profile `{profile}`, but `{}`, for which it waits, is not",
                        practice.id, other.id
                    );
                    let mut diagnostic = Diagnostic::new(Code::PrerequisiteOutsideProfile, message);
                    diagnostic.place = places.need(framework, PracticeId(at), level, *need);
                    sink.push(diagnostic);
                }
            }
        }
    }
    if let Some(circle) = circle(framework) {
        let name = |(practice, level): (PracticeId, u8)| {
            format!("{} at {}", framework[practice].id, framework.levels[usize::from(level)].id)
        };
        let words: Vec<String> = circle.iter().map(|step| name(*step)).collect();
        let message = format!("these wait for each other: {}, {}", words.join(", "), words[0]);
        let mut diagnostic = Diagnostic::new(Code::PrerequisiteCycle, message);
        for (step, next) in circle.iter().zip(circle.iter().cycle().skip(1)) {
            let need = Need { practice: next.0, level: next.1 };
            let asked = &framework[step.0].actions[usize::from(step.1) - 1].needs;
            // A level waits for the one below it as well, which no line of a file says.
            if asked.contains(&need)
                && let Some(place) = places.need(framework, step.0, step.1, need)
            {
                match diagnostic.place {
                    None => diagnostic.place = Some(place),
                    Some(_) => diagnostic.related.push((place, "and here".to_owned())),
                }
            }
        }
        sink.push(diagnostic);
    }
}

/// A circle of practices at levels, each of which waits for the next, if there is one.
fn circle(framework: &Framework) -> Option<Vec<(PracticeId, u8)>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    fn visit(
        framework: &Framework,
        at: (PracticeId, u8),
        marks: &mut HashMap<(PracticeId, u8), Mark>,
        trail: &mut Vec<(PracticeId, u8)>,
    ) -> Option<Vec<(PracticeId, u8)>> {
        match marks.get(&at).copied().unwrap_or(Mark::New) {
            Mark::Done => return None,
            Mark::Open => {
                let from = trail.iter().position(|step| *step == at).expect("open marks are on the trail");
                return Some(trail[from..].to_vec());
            }
            Mark::New => {}
        }
        marks.insert(at, Mark::Open);
        trail.push(at);
        let below = (at.1 > 1).then_some((at.0, at.1 - 1));
        let action = &framework[at.0].actions[usize::from(at.1) - 1];
        let needs = action.needs.iter().map(|need| (need.practice, need.level));
        for next in below.into_iter().chain(needs) {
            if let Some(circle) = visit(framework, next, marks, trail) {
                return Some(circle);
            }
        }
        trail.pop();
        marks.insert(at, Mark::Done);
        None
    }
    let mut marks = HashMap::new();
    (0..framework.practices.len())
        .flat_map(|practice| (1..=framework.top()).map(move |level| (PracticeId(practice), level)))
        .find_map(|start| visit(framework, start, &mut marks, &mut Vec::new()))
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

const fn step(raw: RawStep) -> Step {
    match raw {
        RawStep::Initiate => Step::Initiate,
        RawStep::Assess => Step::Assess,
        RawStep::Implement => Step::Implement,
        RawStep::Review => Step::Review,
    }
}

const fn service(raw: RawService) -> Service {
    match raw {
        RawService::Primary => Service::Primary,
        RawService::Secondary => Service::Secondary,
    }
}

pub(crate) const fn confidence(raw: RawConfidence) -> Confidence {
    match raw {
        RawConfidence::High => Confidence::High,
        RawConfidence::Medium => Confidence::Medium,
        RawConfidence::Low => Confidence::Low,
    }
}

pub(super) const fn status(raw: RawStatus) -> &'static str {
    match raw {
        RawStatus::InForce => "in force",
        RawStatus::Phased => "phased",
        RawStatus::Draft => "draft",
        RawStatus::Withdrawn => "withdrawn",
        RawStatus::None => "none",
        RawStatus::Unknown => "unknown",
    }
}
