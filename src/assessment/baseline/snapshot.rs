//! What a worksheet said and what its method reads, beside figures: what a later one is held against that no level tells.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    assessment::{
        hash::Sha256,
        looks::Looks,
        model::{Answer, Assessment, Proof, Verified},
        reference::Reference,
        score::{Scorecard, State},
        standing::{Standing, Weighed},
        verified::Verification,
    },
    framework::{Framework, Practice, PracticeId, date},
};

/// What a worksheet said, and what was asked. Levels go by their ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Snapshot {
    /// The version of the framework that the worksheet names, where it names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pinned: Option<String>,
    /// Who gave the answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<String>,
    /// Whether all records were sealed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sealed: bool,
    /// The level that the profile aims at where the worksheet says none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aims_at: Option<String>,
    /// SHA-256 of what the levels of the scale are called and mean, the first 16 digits.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scale: String,
    /// The levels aimed at as the worksheet says them: by `default`, block or practice.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub targets: BTreeMap<String, String>,
    /// One a practice of the framework, in its order, whether the profile asks it or not.
    pub practices: Vec<Stated>,
    /// SHA-256 of all above, by which a change by hand is seen; empty where it was not written to a file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub digest: String,
}

/// What a worksheet said of one practice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Stated")]
pub struct Stated {
    /// The id of the practice.
    pub id: String,
    /// SHA-256 of the sentences of its levels, the first 16 digits.
    pub sentences: String,
    /// The same of its title and its question.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub asks: String,
    /// When it may leave the sum, as the method says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_leave: Option<String>,
    /// How it was answered; what is said not to apply may count as not assessed all the same.
    pub state: State,
    /// The level that was answered, where one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// The level aimed at.
    pub target: String,
    /// What the answer rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<Rested>,
    /// What somebody else than the answerer found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<Found>,
}

/// What somebody found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Found")]
pub struct Found {
    /// The level that was found.
    pub level: String,
    /// By whom.
    pub by: String,
    /// The day.
    #[schemars(schema_with = "date")]
    pub on: Date,
    /// Whether it counted; not there where the method does not count it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<Verification>,
    /// The level that counted.
    pub counted: String,
}

/// A record that an answer rested on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "RestedOn")]
pub struct Rested {
    /// What it is.
    pub what: String,
    /// Where it is, as written.
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The first day on which it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub effective: Option<Date>,
    /// The last day on which it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub expires: Option<Date>,
    /// Who keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Its SHA-256, in hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The SHA-256 of its file as that was looked at, where no hash is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// The last day on which it counted, whether it names one or the method ends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub last: Option<Date>,
    /// The latest day on which somebody with a name looked at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub looked: Option<Date>,
    /// Whether another hash, or none, makes it count for nothing at once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sealed: bool,
    /// What it stood for, where the method weighs records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// Whether its file was kept by no commit, so that it is only known as it was at hand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unkept: bool,
}

impl Snapshot {
    /// Of a worksheet, with what was seen of its records.
    #[must_use]
    pub fn of(framework: &Framework, assessment: &Assessment, scorecard: &Scorecard, looks: &Looks) -> Self {
        let level = |level: u8| framework.levels[usize::from(level)].id.clone();
        let declared = &assessment.targets;
        let blocks = framework.blocks.iter().map(|block| block.id.as_str()).zip(&declared.blocks);
        let practices = framework.practices.iter().map(|practice| practice.id.as_str()).zip(&declared.practices);
        let targets = std::iter::once(("default", &declared.default)).chain(blocks).chain(practices);
        let targets = targets.filter_map(|(what, target)| Some((what.to_owned(), level((*target)?)))).collect();
        let practices = framework.practices.iter().enumerate().map(|(at, practice)| {
            let score = scorecard.practice(PracticeId(at));
            let (state, answered, records) = match &assessment.answers[at] {
                Answer::Missing => (State::NotAssessed, None, Vec::new()),
                Answer::NotApplicable { .. } => (State::NotApplicable, None, Vec::new()),
                Answer::Level { level: answered, evidence, .. } => {
                    let weighed = score.map_or(&[][..], |score| &score.records);
                    let unkept = |record: usize| looks.is_unkept(PracticeId(at), record);
                    let records = evidence.iter().enumerate();
                    let records = records.map(|(record, proof)| Rested::of(proof, weighed.get(record), unkept(record)));
                    (State::Answered, Some(level(*answered)), records.collect())
                }
            };
            Stated {
                id: practice.id.clone(),
                sentences: sentences(practice),
                asks: asks(practice),
                may_leave: practice.not_applicable.clone(),
                state,
                level: answered,
                target: level(assessment.target(framework, PracticeId(at))),
                records,
                verified: found(&assessment.answers[at]).map(|verified| Found {
                    level: level(verified.level),
                    by: verified.by.clone(),
                    on: verified.on,
                    state: score.and_then(|score| score.verification),
                    counted: level(score.map_or(0, |score| score.verified)),
                }),
            }
        });
        Self {
            pinned: assessment.pinned.clone(),
            answered_by: assessment.answered_by.clone(),
            sealed: looks.sealed,
            aims_at: Some(level(framework.profiles[assessment.profile.0].target)),
            scale: scale(framework),
            targets,
            practices: practices.collect(),
            digest: String::new(),
        }
    }

    /// What was said of a practice.
    #[must_use]
    pub fn stated(&self, id: &str) -> Option<&Stated> {
        self.practices.iter().find(|stated| stated.id == id)
    }

    /// When each practice may leave the sum, as far as the method said it.
    #[must_use]
    pub fn may_leave(&self) -> BTreeMap<String, String> {
        let said = self.practices.iter().filter_map(|stated| Some((stated.id.clone(), stated.may_leave.clone()?)));
        said.collect()
    }

    /// The same with its digest, to be written.
    #[must_use]
    pub fn digested(self) -> Self {
        let digest = self.made_digest();
        Self { digest, ..self }
    }

    /// Whether what is there is what was written; a snapshot that was never written is.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        self.digest.is_empty() || self.digest == self.made_digest()
    }

    fn made_digest(&self) -> String {
        let bare = Self { digest: String::new(), ..self.clone() };
        let bytes = serde_json::to_vec(&bare).expect("words, days and lists of them are always JSON");
        Sha256::of(&bytes).to_string()
    }
}

impl Rested {
    fn of(proof: &Proof, weighed: Option<&Weighed>, unkept: bool) -> Self {
        let document = weighed.and_then(|weighed| weighed.document).filter(|_| proof.sha256.is_none());
        Self {
            what: proof.what.clone(),
            reference: proof.reference.as_ref().map(|reference| reference.as_str().to_owned()),
            effective: proof.effective,
            expires: proof.expires,
            owner: proof.owner.clone(),
            sha256: proof.sha256.map(|hash| hash.to_string()),
            document: document.map(|hash| hash.to_string()),
            last: weighed.and_then(|weighed| weighed.last),
            looked: weighed.and_then(|weighed| weighed.looked),
            sealed: proof.sealed,
            standing: weighed.map(|weighed| weighed.standing),
            unkept,
        }
    }

    /// The hash of its file: the recorded one, or that of what was looked at.
    #[must_use]
    pub fn file_hash(&self) -> Option<&str> {
        self.sha256.as_deref().or(self.document.as_deref())
    }

    /// The file that it names, where it names one.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        let named = self.reference.as_deref()?;
        matches!(Reference::of(named), Reference::Path(_)).then_some(named)
    }
}

fn found(answer: &Answer) -> Option<&Verified> {
    match answer {
        Answer::Level { verified, .. } => verified.as_ref(),
        Answer::Missing | Answer::NotApplicable { .. } => None,
    }
}

/// What tells the sentences of a practice from others.
#[must_use]
pub fn sentences(practice: &Practice) -> String {
    digits(&practice.levels.join("\n"))
}

/// What tells its title and question from others.
#[must_use]
pub fn asks(practice: &Practice) -> String {
    digits(&[practice.title.as_str(), &practice.question].join("\n"))
}

/// What tells from others what the levels are called and mean.
#[must_use]
pub fn scale(framework: &Framework) -> String {
    let words: Vec<&str> = framework.levels.iter().flat_map(|level| [level.title.as_str(), &level.meaning]).collect();
    digits(&words.join("\n"))
}

/// The first 16 digits of the hash of a text.
fn digits(text: &str) -> String {
    let mut digits = Sha256::of(text.as_bytes()).to_string();
    digits.truncate(16);
    digits
}
