//! Raw practices that have been found sound → the model. Texts are moved, not copied: every run of the program does this.

use std::mem;

use super::{
    model::{Action, Block, Evidence, Level, Mapping, Practice, Profile, Role, RoleId, Service, Step},
    prerequisites::Waiting,
    raw::{RawBlock, RawPractice, RawService, RawStep},
};
use crate::source::SourceId;

/// What the ids in a practice mean.
pub(super) struct Names<'a> {
    pub(super) levels: &'a [Level],
    pub(super) blocks: &'a [RawBlock],
    pub(super) profiles: &'a [Profile],
    pub(super) roles: &'a [Role],
}

impl Names<'_> {
    /// Builds a practice; what its actions wait for is linked when all are known.
    pub(super) fn practice(&self, source: SourceId, mut raw: RawPractice) -> (Practice, Waiting) {
        let why = "validated: the id is known";
        let mut actions = Vec::new();
        let mut needs = Vec::new();
        for level in &self.levels[1..] {
            let mut action = raw.actions.remove(&level.id).expect(why);
            needs.push(mem::take(&mut action.needs));
            actions.push(Action {
                text: trimmed(action.text),
                role: self.roles.iter().position(|role| role.id == action.role).map(RoleId).expect(why),
                effort: self.profiles.iter().map(|profile| action.effort[&profile.id]).collect(),
                needs: Vec::new(),
            });
        }
        let number = |id: &str| {
            let at = self.levels.iter().position(|level| level.id == id).expect(why);
            u8::try_from(at).expect("validated: a scale has at most 100 levels")
        };
        let waiting = Waiting { id: raw.id.clone(), source, needs };
        let practice = Practice {
            id: raw.id,
            title: raw.title,
            block: self.blocks.iter().position(|block| block.id == raw.block).expect(why),
            step: step(raw.step),
            question: trimmed(raw.question),
            why: trimmed(raw.why),
            weight: raw.weight,
            key: raw.key,
            profiles: self.profiles.iter().map(|profile| raw.profiles.contains(&profile.id)).collect(),
            components: raw.components.into_iter().map(|(id, how)| (id, service(how))).collect(),
            not_applicable: raw.not_applicable.map(trimmed),
            law: raw.law,
            levels: self.levels.iter().map(|level| trimmed(raw.levels.remove(&level.id).expect(why))).collect(),
            evidence: raw
                .evidence
                .into_iter()
                .map(|item| Evidence { what: trimmed(item.what), shows: number(&item.shows) })
                .collect(),
            actions,
            maps: raw.maps.into_iter().map(|(crosswalk, references)| Mapping { crosswalk, references }).collect(),
        };
        (practice, waiting)
    }
}

/// The blocks with the range of their practices, which stand in order of blocks.
pub(super) fn ranges(raw: Vec<RawBlock>, practices: &[Practice]) -> Vec<Block> {
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

/// Without white space around it; folded text ends with a line break.
fn trimmed(text: String) -> String {
    if text.trim().len() == text.len() { text } else { text.trim().to_owned() }
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
