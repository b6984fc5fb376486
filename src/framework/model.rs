//! A framework that cannot be wrong: built only by `validate`.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evidence::EvidenceRules;

/// What a pack says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackInfo {
    pub id: String,
    /// `framework`, `view`, `crosswalk`, `clause-set` …
    pub kind: String,
    pub title: String,
    pub version: String,
    /// The day up to which it was checked.
    pub as_of: Date,
    pub licence: String,
    /// What it is and what it is not; printed wherever results are.
    pub statement: String,
    /// Of a view: the framework it reads.
    pub of: Option<String>,
    /// Of a clause set: the role pairs it has clauses for.
    pub modules: Vec<String>,
    pub sources: Vec<Source>,
}

/// A dated source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub id: String,
    pub title: String,
    pub publisher: String,
    pub date: String,
    pub status: &'static str,
    pub confidence: Confidence,
    pub note: String,
}

crate::words::words! {
    /// How sure a fact is.
    pub enum Confidence {
        Low = "low",
        Medium = "medium",
        High = "high",
    }
}

/// How a level is chosen, for whoever answers: levels add up, each to the one below.
pub const CHOOSING: &str = "Each level includes those below it. Choose the highest whose sentence is true.";

/// A framework: blocks of practices on a scale, and the method that makes figures of answers.
#[derive(Debug, Clone)]
pub struct Framework {
    pub pack: PackInfo,
    /// What files call it: its id for the newest version, `id@version` for an older one.
    pub name: String,
    /// From 0 upward; a level's number is its index. At least two.
    pub levels: Vec<Level>,
    /// Share of the weight that must be at a level for a block to reach it, in basis points, 1 to 10,000.
    pub reach_share: u32,
    /// What may leave the sum; anything with a reason, where there is nothing.
    pub leaving: Option<Leaving>,
    /// What records are worth. Without it any record that counts on the day is enough for what it says.
    pub evidence: Option<EvidenceRules>,
    pub profiles: Vec<Profile>,
    pub roles: Vec<Role>,
    /// In the order in which they are shown; none is empty.
    pub blocks: Vec<Block>,
    /// By block and then by id.
    pub practices: Vec<Practice>,
    /// What became of the practices of older versions, the newest of them first.
    pub older: Vec<VersionMap>,
    pub(super) index: HashMap<String, PracticeId>,
}

/// `[not_applicable]` of a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "LeavingRules")]
pub struct Leaving {
    /// Basis points of the weight beyond which no floor is passed.
    pub share: u32,
    /// Letters and digits that a reason has at least; one of a script that writes more with each counts as several.
    pub reason_letters: u32,
    /// Whether a key practice leaves the sum only where it says itself when it may.
    pub key_only_where_said: bool,
    /// From how many practices on one reason given for each of them is told; 0 for never.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub shared: u32,
}

/// What an older program did not know, it does not say.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "a serialiser hands over a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Practice {
    /// Whether it leaves the sum where somebody says that it does not apply.
    #[must_use]
    pub fn may_leave(&self, framework: &Framework) -> bool {
        let kept = |rules: Leaving| self.key && rules.key_only_where_said && self.not_applicable.is_none();
        !framework.leaving.is_some_and(kept)
    }
}

/// What became of the practices of an older version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionMap {
    /// The older version.
    pub version: String,
    /// By the id of then; a practice that is not named kept its id.
    pub practices: BTreeMap<String, Change>,
}

/// What became of a practice of an older version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub fate: Fate,
    /// What its sentences ask now, where an answer to the old ones may not hold.
    pub look_again: Option<String>,
}

/// Where a practice of an older version is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Where it was.
    Same,
    Renamed(PracticeId),
    /// Several practices ask together what it asked.
    Split {
        parts: Vec<PracticeId>,
        /// What to confirm in each of them.
        confirm: String,
    },
    /// Nothing asks it any more, for this reason.
    Dropped(String),
}

/// A level of the scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    pub id: String,
    pub title: String,
    pub meaning: String,
}

/// Index of a practice in [`Framework::practices`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PracticeId(pub usize);

/// Index of a profile in [`Framework::profiles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProfileId(pub usize);

/// Index of a role in [`Framework::roles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RoleId(pub usize);

/// Who assesses what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    pub id: String,
    pub title: String,
    /// The level aimed at where a worksheet names none.
    pub target: u8,
    pub summary: String,
    /// What the blocks weigh in the overall score, by block; 1 to 100.
    pub weights: Vec<u32>,
}

/// Who does the work of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    pub id: String,
    pub title: String,
    /// Usual capacity in person-days a month, by profile.
    pub capacity: Vec<u32>,
}

/// A building block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub id: String,
    pub title: String,
    /// 1 to 100, for profiles that say nothing else: scores take the profile's weights.
    pub weight: u32,
    pub summary: String,
    /// Its practices: a range of [`Framework::practices`].
    pub practices: std::ops::Range<usize>,
}

/// One assessable activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practice {
    pub id: String,
    pub title: String,
    /// Index of its block.
    pub block: usize,
    pub step: Step,
    pub question: String,
    pub why: String,
    /// 1 to 100.
    pub weight: u32,
    /// Whether its block can reach no level that it is not at itself.
    pub key: bool,
    /// Whether a profile asks it, by profile.
    pub profiles: Vec<bool>,
    /// Components of other groupings that it serves, by id.
    pub components: Vec<(String, Service)>,
    /// When it may be left out; `None` where nothing is said of it.
    pub not_applicable: Option<String>,
    /// Topics of law that it serves: this toolkit's own reading. One stands for all below it.
    pub law: Vec<String>,
    /// A sentence a level, by level number.
    pub levels: Vec<String>,
    pub evidence: Vec<Evidence>,
    /// What reaches a level from the one below: the action at index 0 reaches level 1.
    pub actions: Vec<Action>,
    pub maps: Vec<Mapping>,
}

crate::words::words! {
    /// Step of the operating model.
    pub enum Step {
        Initiate = "initiate",
        Assess = "assess",
        Implement = "implement",
        Review = "review",
    }
}

/// How a practice serves a component.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    Primary,
    Secondary,
}

/// A record that shows a practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    pub what: String,
    /// The level that it is enough for.
    pub shows: u8,
}

/// What lifts a practice one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    pub text: String,
    pub role: RoleId,
    /// Person-days, by profile; 1 to 250.
    pub effort: Vec<u32>,
    /// Practices that must be at a level first.
    pub needs: Vec<Need>,
}

/// A practice that must be at a level first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Need {
    pub practice: PracticeId,
    pub level: u8,
}

/// References into one other catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    pub crosswalk: String,
    pub references: Vec<String>,
}

impl Framework {
    /// The practice of that id.
    #[must_use]
    pub fn practice(&self, id: &str) -> Option<PracticeId> {
        self.index.get(id).copied()
    }

    /// What became of a practice of an older version; of several that had the id, of the newest.
    #[must_use]
    pub fn change(&self, id: &str) -> Option<&Change> {
        self.older.iter().find_map(|map| map.practices.get(id))
    }

    /// The same, where this version has no practice of that id.
    #[must_use]
    pub fn fate(&self, id: &str) -> Option<&Fate> {
        self.change(id).map(|change| &change.fate).filter(|fate| **fate != Fate::Same)
    }

    /// What became of the practices of that older version.
    #[must_use]
    pub fn since(&self, version: &str) -> Option<&VersionMap> {
        self.older.iter().find(|map| map.version == version)
    }

    /// The practices of now that ask what the practice of that id asked in the older version of `map`.
    #[must_use]
    pub fn successors(&self, map: &VersionMap, id: &str) -> Vec<PracticeId> {
        match map.practices.get(id).map(|change| &change.fate) {
            None | Some(Fate::Same) => self.practice(id).into_iter().collect(),
            Some(Fate::Renamed(now)) => vec![*now],
            Some(Fate::Split { parts, .. }) => parts.clone(),
            Some(Fate::Dropped(_)) => Vec::new(),
        }
    }

    /// The highest level number.
    #[must_use]
    pub fn top(&self) -> u8 {
        u8::try_from(self.levels.len() - 1).expect("validated: a scale has at most 100 levels")
    }

    /// The level that `word` names, by id or by number.
    #[must_use]
    pub fn level(&self, word: &str) -> Option<u8> {
        let named = self.levels.iter().position(|level| level.id.eq_ignore_ascii_case(word));
        let number = || word.parse::<usize>().ok().filter(|number| *number < self.levels.len());
        named.or_else(number).map(|at| u8::try_from(at).expect("validated: a scale has at most 100 levels"))
    }

    /// The profile of that id.
    #[must_use]
    pub fn profile(&self, id: &str) -> Option<ProfileId> {
        self.profiles.iter().position(|profile| profile.id == id).map(ProfileId)
    }

    /// The role of that id.
    #[must_use]
    pub fn role(&self, id: &str) -> Option<RoleId> {
        self.roles.iter().position(|role| role.id == id).map(RoleId)
    }

    /// Practices that a profile asks, in order.
    pub fn asked(&self, profile: ProfileId) -> impl Iterator<Item = (PracticeId, &Practice)> {
        self.practices
            .iter()
            .enumerate()
            .filter(move |(_, practice)| practice.profiles[profile.0])
            .map(|(at, practice)| (PracticeId(at), practice))
    }

    /// What must be there before a practice comes to `level`, from 1: its own level below, and what the action names.
    pub(crate) fn needs(&self, practice: PracticeId, level: u8) -> impl Iterator<Item = Need> {
        let below = (level > 1).then(|| Need { practice, level: level - 1 });
        below.into_iter().chain(self[practice].actions[usize::from(level) - 1].needs.iter().copied())
    }
}

impl std::ops::Index<PracticeId> for Framework {
    type Output = Practice;

    fn index(&self, id: PracticeId) -> &Practice {
        &self.practices[id.0]
    }
}

impl std::ops::Index<RoleId> for Framework {
    type Output = Role;

    fn index(&self, id: RoleId) -> &Role {
        &self.roles[id.0]
    }
}
