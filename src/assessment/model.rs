//! A worksheet that cannot be wrong: built only by `validate`.

use jiff::civil::Date;

use super::{hash::Sha256, reference::Reference};
use crate::framework::{Framework, PracticeId, ProfileId};

/// An organisation's answers to the practices of a framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The version of the framework that it names, where it names one.
    pub pinned: Option<String>,
    pub organisation: Organisation,
    pub profile: ProfileId,
    /// The day for which the answers hold.
    pub as_of: Option<Date>,
    /// The day from which on it is no longer assessed.
    pub closed: Option<Date>,
    /// Who gave the answers.
    pub answered_by: Option<String>,
    pub targets: Targets,
    /// By practice.
    pub answers: Vec<Answer>,
    /// Answers that may be to the sentences of an older version of the framework, since none is named.
    pub sentences_changed: usize,
}

/// Whose worksheet it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// What tells it apart from all others, where the worksheet says so.
    pub id: Option<String>,
    pub name: String,
    /// ISO 3166-1 code.
    pub country: String,
    pub sector: Option<String>,
    pub tags: Vec<String>,
}

/// Levels aimed at; the most particular one wins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Targets {
    pub default: Option<u8>,
    /// By block.
    pub blocks: Vec<Option<u8>>,
    /// By practice.
    pub practices: Vec<Option<u8>>,
}

/// An answer to one practice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Answer {
    #[default]
    Missing,
    Level {
        level: u8,
        evidence: Vec<Proof>,
        note: Option<String>,
        verified: Option<Verified>,
    },
    NotApplicable {
        reason: String,
        /// Whether it is that of the whole building block.
        whole_block: bool,
    },
}

/// A record that backs an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    pub what: String,
    pub reference: Option<Reference>,
    /// First day on which it counts; from ever if not said.
    pub effective: Option<Date>,
    /// Last day on which it counts; for ever if not said.
    pub expires: Option<Date>,
    /// The highest level that it is enough for; any if not said.
    pub shows: Option<u8>,
    /// The day on which it was gathered.
    pub collected: Option<Date>,
    /// Who keeps it.
    pub owner: Option<String>,
    /// The hash of the file that was looked at.
    pub sha256: Option<Sha256>,
    /// Who took that hash, or found it still to be right.
    pub confirmed: Option<Seen>,
    /// Who has opened it.
    pub seen: Option<Seen>,
    /// Whether another hash, or none, makes it count for nothing at once.
    pub sealed: bool,
    /// The level that was answered before another one was supposed: whatever it shows, it is enough for no more.
    pub most: Option<u8>,
}

/// A level that somebody found a practice to be at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub level: u8,
    pub by: String,
    pub on: Date,
    pub note: Option<String>,
}

/// Who has seen something, and on which day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub by: String,
    pub on: Date,
}

impl Proof {
    /// Whether it counts on that day.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.effective.is_none_or(|from| from <= day) && self.expires.is_none_or(|to| day <= to)
    }
}

impl Assessment {
    /// Whether it only says that the organisation is no longer assessed: nothing is answered, and the day has come.
    #[must_use]
    pub fn is_closed(&self, today: Date) -> bool {
        self.closed.is_some_and(|day| day <= today) && self.answers.iter().all(|answer| *answer == Answer::Missing)
    }

    /// The level aimed at for a practice.
    #[must_use]
    pub fn target(&self, framework: &Framework, practice: PracticeId) -> u8 {
        let targets = &self.targets;
        targets.practices[practice.0]
            .or(targets.blocks[framework[practice].block])
            .or(targets.default)
            .unwrap_or(framework.profiles[self.profile.0].target)
    }

    /// Answers a practice with a level: what if? Evidence stays, but shows no more than the level that was answered.
    pub fn set(&mut self, practice: PracticeId, level: u8) {
        let (evidence, verified) = match std::mem::take(&mut self.answers[practice.0]) {
            Answer::Level { level: answered, mut evidence, verified, .. } => {
                for proof in evidence.iter_mut().filter(|proof| proof.shows.is_none()) {
                    proof.most = Some(proof.most.unwrap_or(answered));
                }
                (evidence, verified)
            }
            Answer::Missing | Answer::NotApplicable { .. } => (Vec::new(), None),
        };
        self.answers[practice.0] = Answer::Level { level, evidence, note: None, verified };
    }

    /// Aims at one level everywhere.
    pub fn aim(&mut self, level: u8) {
        self.targets.default = Some(level);
        self.targets.blocks.fill(None);
        self.targets.practices.fill(None);
    }
}
