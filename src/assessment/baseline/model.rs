//! A scorecard as it was, with the method by which it was made.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::snapshot::Snapshot;
use crate::{
    assessment::{
        Basis, Looks, MethodRules,
        model::Assessment,
        score::{EvidenceState, Figures, PracticeScore, Scorecard, State, sum_up},
    },
    framework::{Framework, PracticeId, ProfileId},
};

/// What the answers of now are held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// Where it comes from, as it was named.
    pub origin: String,
    /// The worksheet that was scored, as a path from the file that holds it; `None` where that does not say.
    pub file: Option<String>,
    pub organisation: String,
    /// Code of its country; empty where a file does not tell.
    pub country: String,
    /// The day on which its evidence was weighed.
    pub day: Date,
    pub method: Method,
    /// One a practice of the method, in its order.
    pub practices: Vec<Kept>,
    pub overall: Recorded,
    /// One a block of the method, in its order.
    pub blocks: Vec<Recorded>,
    /// What the worksheet said and rested on; `None` where a file does not tell.
    pub snapshot: Option<Snapshot>,
}

/// What makes figures of answers: when any of it differs, figures cannot be compared as they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    pub framework: String,
    pub version: String,
    pub profile: String,
    pub reach_share: u32,
    /// Ids of the levels, from 0 upward.
    pub scale: Vec<String>,
    /// Ids and weights of the blocks.
    pub blocks: Vec<(String, u32)>,
    pub practices: Vec<MethodPractice>,
    /// What it says of records and of what does not apply; `None` where a file does not tell.
    pub rules: Option<MethodRules>,
    /// When a practice may leave the sum, by its id; `None` where a file does not tell.
    pub may_leave: Option<BTreeMap<String, String>>,
}

/// How a practice counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodPractice {
    pub id: String,
    pub block: String,
    pub weight: u32,
    pub key: bool,
}

/// What a practice came to; levels are numbers of the method's own scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    pub state: State,
    pub claimed: u8,
    pub evidenced: u8,
    pub target: u8,
    pub evidence: EvidenceState,
    /// The day on which evidence that does not count ended, or would begin.
    pub evidence_day: Option<Date>,
}

/// Figures as they were printed then, by the method of then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recorded {
    pub claimed: Option<Basis>,
    pub evidenced: Option<Basis>,
    pub reached: Option<u8>,
    pub reached_evidenced: Option<u8>,
}

impl Method {
    /// Where each practice stands first in the method.
    pub(in crate::assessment) fn by_id(&self) -> HashMap<&str, usize> {
        self.practices.iter().enumerate().rev().map(|(at, practice)| (practice.id.as_str(), at)).collect()
    }

    /// The method of a framework for a profile.
    #[must_use]
    pub fn of(framework: &Framework, profile: ProfileId) -> Self {
        Self {
            framework: framework.pack.id.clone(),
            version: framework.pack.version.clone(),
            profile: framework.profiles[profile.0].id.clone(),
            reach_share: framework.reach_share,
            scale: framework.levels.iter().map(|level| level.id.clone()).collect(),
            blocks: framework
                .blocks
                .iter()
                .zip(&framework.profiles[profile.0].weights)
                .map(|(block, weight)| (block.id.clone(), *weight))
                .collect(),
            practices: framework
                .asked(profile)
                .map(|(_, practice)| MethodPractice {
                    id: practice.id.clone(),
                    block: framework.blocks[practice.block].id.clone(),
                    weight: practice.weight,
                    key: practice.key,
                })
                .collect(),
            rules: Some(MethodRules::of(framework)),
            may_leave: Some(
                framework
                    .practices
                    .iter()
                    .filter_map(|practice| Some((practice.id.clone(), practice.not_applicable.clone()?)))
                    .collect(),
            ),
        }
    }
}

impl Baseline {
    /// A worksheet that was just scored with what was seen of its records, to hold another against.
    #[must_use]
    pub fn of(
        framework: &Framework,
        assessment: &Assessment,
        scorecard: &Scorecard,
        looks: &Looks,
        origin: String,
    ) -> Self {
        Self {
            origin,
            file: None,
            organisation: assessment.organisation.name.clone(),
            country: assessment.organisation.country.clone(),
            day: scorecard.today,
            method: Method::of(framework, scorecard.profile),
            practices: scorecard.practices.iter().map(Kept::of).collect(),
            overall: Recorded::of(&scorecard.overall),
            blocks: scorecard.blocks.iter().map(|block| Recorded::of(&block.figures)).collect(),
            snapshot: Some(Snapshot::of(framework, assessment, scorecard, looks)),
        }
    }

    /// The scorecard that it is, by the method of `framework`; `None` where that has no such profile.
    #[must_use]
    pub fn scorecard(&self, framework: &Framework) -> Option<Scorecard> {
        let profile = framework.profile(&self.method.profile)?;
        let asked_then = self.method.by_id();
        let practices = framework
            .asked(profile)
            .filter_map(|(id, practice)| Some(self.kept(*asked_then.get(practice.id.as_str())?, framework).score(id)))
            .collect();
        Some(sum_up(framework, profile, practices, self.day))
    }

    /// What the practice at that place of the method came to, on the scale of `framework`.
    pub(in crate::assessment) fn kept(&self, at: usize, framework: &Framework) -> Kept {
        let kept = self.practices[at];
        let level = |level| self.level(level, framework);
        Kept { claimed: level(kept.claimed), evidenced: level(kept.evidenced), target: level(kept.target), ..kept }
    }

    /// A level on the scale of `framework`: the one of the same id, else of the same number.
    fn level(&self, level: u8, framework: &Framework) -> u8 {
        let id = &self.method.scale[usize::from(level)];
        let same = framework.levels.iter().position(|other| other.id == *id).and_then(|at| u8::try_from(at).ok());
        same.unwrap_or_else(|| level.min(framework.top()))
    }
}

impl Kept {
    fn of(score: &PracticeScore) -> Self {
        Self {
            state: score.state,
            claimed: score.claimed,
            evidenced: score.evidenced,
            target: score.target,
            evidence: score.evidence,
            evidence_day: score.evidence_day,
        }
    }

    pub(in crate::assessment) fn score(self, practice: PracticeId) -> PracticeScore {
        let Self { state, claimed, evidenced, target, evidence, evidence_day } = self;
        // What was verified is held against nothing: a later finding may well be a lower one.
        let (verified, verification, records) = (0, None, Vec::new());
        PracticeScore {
            practice,
            state,
            claimed,
            evidenced,
            target,
            evidence,
            evidence_day,
            verified,
            verification,
            records,
        }
    }
}

impl Recorded {
    pub(in crate::assessment) fn of(figures: &Figures) -> Self {
        Self {
            claimed: figures.claimed,
            evidenced: figures.evidenced,
            reached: figures.reached,
            reached_evidenced: figures.reached_evidenced,
        }
    }
}
