//! What leaves the room: serialisable, versioned, changing only by adding.

use serde::Serialize;

use super::{
    crosswalk::Crosswalk,
    model::{Framework, PackInfo, Practice, PracticeId, Service},
};

/// Version of the views below.
const VERSION: u32 = 1;

/// A pack in a list.
#[derive(Debug, Clone, Serialize)]
pub struct PackView {
    pub id: String,
    pub kind: String,
    pub title: String,
    pub version: String,
    pub as_of: String,
}

/// What a list shows of a pack.
#[must_use]
pub fn pack_view(pack: &PackInfo) -> PackView {
    PackView {
        id: pack.id.clone(),
        kind: pack.kind.clone(),
        title: pack.title.clone(),
        version: pack.version.clone(),
        as_of: pack.as_of.to_string(),
    }
}

/// What a list shows of a crosswalk.
#[must_use]
pub fn crosswalk_view(crosswalk: &Crosswalk) -> PackView {
    PackView {
        id: crosswalk.id.clone(),
        kind: "crosswalk".to_owned(),
        title: crosswalk.title.clone(),
        version: crosswalk.version.clone(),
        as_of: crosswalk.as_of.to_string(),
    }
}

/// A whole framework, without the depth of its practices.
#[derive(Debug, Clone, Serialize)]
pub struct FrameworkView {
    pub version: u32,
    pub pack: PackView,
    pub statement: String,
    pub sources: Vec<SourceView>,
    pub levels: Vec<LevelView>,
    /// Basis points.
    pub reach_share: u32,
    pub profiles: Vec<ProfileView>,
    pub roles: Vec<RoleView>,
    pub blocks: Vec<BlockView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    pub id: String,
    pub title: String,
    pub publisher: String,
    pub date: String,
    pub status: String,
    pub confidence: String,
    pub note: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct LevelView {
    pub number: usize,
    pub id: String,
    pub title: String,
    pub meaning: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ProfileView {
    pub id: String,
    pub title: String,
    pub target: String,
    pub summary: String,
    pub practices: usize,
    /// What the blocks weigh in its overall score.
    pub weights: Vec<(String, u32)>,
}

#[derive(Debug, Clone, Serialize)]
pub struct RoleView {
    pub id: String,
    pub title: String,
    /// Person-days a month, by profile.
    pub capacity: Vec<(String, u32)>,
}

#[derive(Debug, Clone, Serialize)]
pub struct BlockView {
    pub id: String,
    pub title: String,
    pub weight: u32,
    pub summary: String,
    pub practices: Vec<PracticeLine>,
}

/// A practice in a list.
#[derive(Debug, Clone, Serialize)]
pub struct PracticeLine {
    pub id: String,
    pub title: String,
    pub key: bool,
    pub weight: u32,
    pub step: &'static str,
    pub profiles: Vec<String>,
}

/// One practice in full: all that an assessor needs.
#[derive(Debug, Clone, Serialize)]
pub struct PracticeView {
    pub version: u32,
    pub framework: String,
    pub statement: String,
    pub id: String,
    pub title: String,
    pub block: String,
    pub block_title: String,
    pub step: &'static str,
    pub question: String,
    pub why: String,
    pub weight: u32,
    pub key: bool,
    pub profiles: Vec<String>,
    /// When it may be left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<String>,
    pub levels: Vec<PracticeLevel>,
    /// What its sentences ask otherwise than in older versions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<ChangedView>,
    pub evidence: Vec<EvidenceView>,
    /// What registers have to show, by rules of the toolkit's own; whoever knows them fills it in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<RecordsAsked>,
    pub actions: Vec<ActionView>,
    pub components: Vec<ComponentView>,
    pub maps: Vec<MapView>,
}

/// What a register has to show from a level on, where it is kept.
#[derive(Debug, Clone, Serialize)]
pub struct RecordsAsked {
    /// The lowest level that asks for it, by its id.
    pub from: String,
    /// The bound, such as `at least 80%`.
    pub asks: String,
    /// What is counted or measured.
    pub what: String,
    /// The kind of record.
    pub register: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct PracticeLevel {
    pub number: usize,
    pub id: String,
    pub title: String,
    pub sentence: String,
}

/// That the sentences of a practice changed.
#[derive(Debug, Clone, Serialize)]
pub struct ChangedView {
    /// The version that had other sentences.
    pub since: String,
    /// What to look at again in an answer to them.
    pub look_again: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct EvidenceView {
    pub what: String,
    pub shows: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ActionView {
    pub reaches: String,
    pub text: String,
    pub role: String,
    pub role_title: String,
    /// Person-days, by profile.
    pub effort: Vec<(String, u32)>,
    pub needs: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ComponentView {
    pub id: String,
    pub service: &'static str,
}

#[derive(Debug, Clone, Serialize)]
pub struct MapView {
    pub crosswalk: String,
    pub title: String,
    pub references: Vec<ReferenceView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ReferenceView {
    pub id: String,
    pub title: String,
}

/// The framework as it is shown and exported.
#[must_use]
pub fn framework_view(framework: &Framework) -> FrameworkView {
    let names = |flags: &[bool]| profile_names(framework, flags);
    FrameworkView {
        version: VERSION,
        pack: pack_view(&framework.pack),
        statement: framework.pack.statement.clone(),
        sources: framework
            .pack
            .sources
            .iter()
            .map(|source| SourceView {
                id: source.id.clone(),
                title: source.title.clone(),
                publisher: source.publisher.clone(),
                date: source.date.clone(),
                status: source.status.to_owned(),
                confidence: source.confidence.as_str().to_owned(),
                note: source.note.clone(),
            })
            .collect(),
        levels: framework
            .levels
            .iter()
            .enumerate()
            .map(|(number, level)| LevelView {
                number,
                id: level.id.clone(),
                title: level.title.clone(),
                meaning: level.meaning.clone(),
            })
            .collect(),
        reach_share: framework.reach_share,
        profiles: framework
            .profiles
            .iter()
            .enumerate()
            .map(|(at, profile)| ProfileView {
                id: profile.id.clone(),
                title: profile.title.clone(),
                target: framework.levels[usize::from(profile.target)].id.clone(),
                summary: profile.summary.clone(),
                practices: framework.practices.iter().filter(|practice| practice.profiles[at]).count(),
                weights: framework
                    .blocks
                    .iter()
                    .zip(&profile.weights)
                    .map(|(block, weight)| (block.id.clone(), *weight))
                    .collect(),
            })
            .collect(),
        roles: framework
            .roles
            .iter()
            .map(|role| RoleView {
                id: role.id.clone(),
                title: role.title.clone(),
                capacity: by_profile(framework, &role.capacity),
            })
            .collect(),
        blocks: framework
            .blocks
            .iter()
            .map(|block| BlockView {
                id: block.id.clone(),
                title: block.title.clone(),
                weight: block.weight,
                summary: block.summary.clone(),
                practices: framework.practices[block.practices.clone()]
                    .iter()
                    .map(|practice| PracticeLine {
                        id: practice.id.clone(),
                        title: practice.title.clone(),
                        key: practice.key,
                        weight: practice.weight,
                        step: practice.step.as_str(),
                        profiles: names(&practice.profiles),
                    })
                    .collect(),
            })
            .collect(),
    }
}

/// One practice as it is shown and exported; titles of references come from `crosswalks`.
#[must_use]
pub fn practice_view(framework: &Framework, id: PracticeId, crosswalks: &[Crosswalk]) -> PracticeView {
    let practice = &framework[id];
    let block = &framework.blocks[practice.block];
    let level = |number: u8| framework.levels[usize::from(number)].id.clone();
    PracticeView {
        version: VERSION,
        framework: framework.pack.id.clone(),
        statement: framework.pack.statement.clone(),
        id: practice.id.clone(),
        title: practice.title.clone(),
        block: block.id.clone(),
        block_title: block.title.clone(),
        step: practice.step.as_str(),
        question: practice.question.clone(),
        why: practice.why.clone(),
        weight: practice.weight,
        key: practice.key,
        profiles: profile_names(framework, &practice.profiles),
        not_applicable: practice.not_applicable.clone(),
        levels: framework
            .levels
            .iter()
            .zip(&practice.levels)
            .enumerate()
            .map(|(number, (level, sentence))| PracticeLevel {
                number,
                id: level.id.clone(),
                title: level.title.clone(),
                sentence: sentence.clone(),
            })
            .collect(),
        changed: changed(framework, id),
        evidence: practice
            .evidence
            .iter()
            .map(|evidence| EvidenceView { what: evidence.what.clone(), shows: level(evidence.shows) })
            .collect(),
        records: Vec::new(),
        actions: (1..)
            .zip(&practice.actions)
            .map(|(reaches, action)| ActionView {
                reaches: level(reaches),
                text: action.text.clone(),
                role: framework[action.role].id.clone(),
                role_title: framework[action.role].title.clone(),
                effort: by_profile(framework, &action.effort),
                needs: action
                    .needs
                    .iter()
                    .map(|need| format!("{} {}", framework[need.practice].id, level(need.level)))
                    .collect(),
            })
            .collect(),
        components: primary_first(&practice.components)
            .into_iter()
            .map(|(id, service)| ComponentView {
                id: id.clone(),
                service: match service {
                    Service::Primary => "primary",
                    Service::Secondary => "secondary",
                },
            })
            .collect(),
        maps: maps(practice, crosswalks),
    }
}

fn primary_first(components: &[(String, Service)]) -> Vec<&(String, Service)> {
    let mut list: Vec<&(String, Service)> = components.iter().collect();
    list.sort_by_key(|(_, service)| matches!(service, Service::Secondary));
    list
}

fn maps(practice: &Practice, crosswalks: &[Crosswalk]) -> Vec<MapView> {
    let mut views = Vec::new();
    for mapping in &practice.maps {
        let crosswalk = crosswalks.iter().find(|crosswalk| crosswalk.id == mapping.crosswalk);
        let title = |id: &str| {
            let found =
                crosswalk.and_then(|crosswalk| crosswalk.references.iter().find(|reference| reference.id == id));
            found.map_or_else(String::new, |reference| reference.title.clone())
        };
        views.push(MapView {
            crosswalk: mapping.crosswalk.clone(),
            title: crosswalk.map_or_else(|| mapping.crosswalk.clone(), |crosswalk| crosswalk.title.clone()),
            references: mapping
                .references
                .iter()
                .map(|id| ReferenceView { id: id.clone(), title: title(id) })
                .collect(),
        });
    }
    views
}

fn profile_names(framework: &Framework, flags: &[bool]) -> Vec<String> {
    framework.profiles.iter().zip(flags).filter(|(_, flag)| **flag).map(|(profile, _)| profile.id.clone()).collect()
}

fn by_profile(framework: &Framework, numbers: &[u32]) -> Vec<(String, u32)> {
    framework.profiles.iter().zip(numbers).map(|(profile, number)| (profile.id.clone(), *number)).collect()
}

/// What an answer to the practice in an older version is to be looked at again for, by version.
fn changed(framework: &Framework, id: PracticeId) -> Vec<ChangedView> {
    let told = framework.older.iter().flat_map(|map| {
        let rows = map.practices.iter().filter(|(old, _)| framework.successors(map, old).contains(&id));
        rows.filter_map(|(_, change)| {
            Some(ChangedView { since: map.version.clone(), look_again: change.look_again.clone()? })
        })
    });
    told.collect()
}
