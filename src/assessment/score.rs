//! Answers → scorecard. Cannot fail.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    figures::{Basis, mean},
    left_out::stays,
    looks::Looks,
    model::{Answer, Assessment, Proof},
    standing::{Holds, Scale, Standing, Weighed},
    tally::Tally,
    verified::{Verification, counts_verified},
};
use crate::framework::{Framework, PracticeId, ProfileId, View};

/// What the answers come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scorecard {
    /// The day on which evidence was weighed.
    pub today: Date,
    pub profile: ProfileId,
    pub overall: Figures,
    /// One a block, in the framework's order.
    pub blocks: Vec<GroupScore>,
    /// One a practice that the profile asks, in the framework's order.
    pub practices: Vec<PracticeScore>,
    /// Answers given to practices that the profile does not ask.
    pub outside_profile: usize,
}

impl Scorecard {
    /// What the practice came to; `None` where the profile does not ask it.
    #[must_use]
    pub fn practice(&self, id: PracticeId) -> Option<&PracticeScore> {
        let at = self.practices.binary_search_by_key(&id, |score| score.practice).ok()?;
        Some(&self.practices[at])
    }

    /// Whether all practices came to the same; what each of their records came to and what was verified is no part of it, as no
    /// figure of a baseline rests on it.
    #[must_use]
    pub fn scores_as(&self, other: &Self) -> bool {
        let bare = |score: &PracticeScore| PracticeScore {
            records: Vec::new(),
            verified: 0,
            verification: None,
            ..score.clone()
        };
        self.practices.iter().map(bare).eq(other.practices.iter().map(bare))
    }
}

/// What one practice comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeScore {
    pub practice: PracticeId,
    pub state: State,
    /// The level answered; 0 where there is no answer.
    pub claimed: u8,
    /// As much of it as evidence backs today.
    pub evidenced: u8,
    pub target: u8,
    pub evidence: EvidenceState,
    /// The day on which evidence that does not count today ended, or will begin.
    pub evidence_day: Option<Date>,
    /// As much of the level answered as somebody else verified; 0 where nobody did, or what they found does not count.
    pub verified: u8,
    /// How what somebody verified counts; `None` where nothing was, and where the method does not count it.
    pub verification: Option<Verification>,
    /// What each of its records comes to, in the order of the worksheet; empty where the method does not weigh them, and where
    /// there is nothing to back.
    pub records: Vec<Weighed>,
}

impl PracticeScore {
    /// Levels that are missing to the target; none where the practice does not apply.
    #[must_use]
    pub fn gap(&self) -> u8 {
        if self.state == State::NotApplicable { 0 } else { self.target.saturating_sub(self.claimed) }
    }
}

crate::words::words! {
    /// Whether and how a practice was answered.
    #[derive(Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum State {
        Answered = "answered",
        /// Counts as level 0, and is listed.
        NotAssessed = "not-assessed",
        /// Leaves the sum; the share that it leaves is shown.
        NotApplicable = "not-applicable",
    }
}

crate::words::words! {
    /// What the evidence of an answer is worth today.
    #[derive(Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum EvidenceState {
        /// Nothing to back: level 0, no answer, or not applicable.
        NotNeeded = "not-needed",
        Missing = "missing",
        /// Some, but it has run out.
        Expired = "expired",
        /// Some, but it begins to count later.
        NotYet = "not-yet",
        /// Some, but none that stands for anything.
        Weak = "weak",
        /// What counts today backs less than the level.
        Partial = "partial",
        Current = "current",
    }
}

/// What a group of practices comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupScore {
    /// Index of the block, or of the component of a view.
    pub group: usize,
    pub figures: Figures,
}

/// Figures of a group, or of all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// Weighted mean of the levels answered; `None` where nothing applies.
    pub claimed: Option<Basis>,
    /// The same of the levels that evidence backs.
    pub evidenced: Option<Basis>,
    /// The same of the levels that somebody else verified, 0 where nobody did; `None` where the method does not count it.
    pub verified: Option<Basis>,
    /// The same of the targets.
    pub target: Option<Basis>,
    /// The level that all key practices and the framework's share of all are at.
    pub reached: Option<u8>,
    /// The same by evidenced levels.
    pub reached_evidenced: Option<u8>,
    /// Share of the weight that does not apply and is left out.
    pub left_out: Basis,
    /// Share of the applicable weight that is not assessed.
    pub not_assessed: Basis,
    pub counts: Counts,
}

/// How many practices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub asked: usize,
    pub answered: usize,
    pub not_assessed: usize,
    pub not_applicable: usize,
    /// Applicable and below target.
    pub below_target: usize,
    /// Answered above level 0 without evidence that backs it in full today.
    pub unbacked: usize,
    /// Of which somebody else verified a level, as far as that counts.
    pub verified: usize,
    /// Their records, by what they stand for.
    pub records: Standings,
}

/// How many records stand for what. Each is counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Standings {
    /// Their files were found as they are recorded.
    pub looked_at: usize,
    /// Somebody else than the answerer has opened them.
    pub attested: usize,
    /// They are named, with owner and day.
    pub cited: usize,
    /// Nobody could open them.
    pub nothing: usize,
    /// They stand for something, and not on the day.
    pub out_of_date: usize,
    /// Of all of them: files that nobody looked for.
    pub not_looked: usize,
    /// Of all of them: files that are not in this checkout.
    pub not_here: usize,
}

/// Scores an assessment, weighing evidence on `today`, as one whose files nobody has looked at.
#[must_use]
pub fn score(framework: &Framework, assessment: &Assessment, today: Date) -> Scorecard {
    score_seen(framework, assessment, &Looks::default(), today)
}

/// The same with what was seen of the files that its records name.
#[must_use]
pub fn score_seen(framework: &Framework, assessment: &Assessment, looks: &Looks, today: Date) -> Scorecard {
    let scale = framework.evidence.as_ref().map(|rules| Scale { rules, assessment, looks, today });
    let practices: Vec<PracticeScore> = framework
        .asked(assessment.profile)
        .map(|(id, _)| practice(framework, assessment, id, scale.as_ref(), today))
        .collect();
    let outside_profile = assessment
        .answers
        .iter()
        .zip(&framework.practices)
        .filter(|(answer, practice)| **answer != Answer::Missing && !practice.profiles[assessment.profile.0])
        .count();
    Scorecard { outside_profile, ..sum_up(framework, assessment.profile, practices, today) }
}

/// The figures of practices that are scored already, wherever their levels come from. They stand in the framework's order.
#[must_use]
pub fn sum_up(framework: &Framework, profile: ProfileId, practices: Vec<PracticeScore>, today: Date) -> Scorecard {
    let blocks: Vec<GroupScore> = framework
        .blocks
        .iter()
        .enumerate()
        .map(|(group, block)| {
            let at = |id: usize| practices.partition_point(|score| score.practice.0 < id);
            let members: Vec<(&PracticeScore, u32)> = practices[at(block.practices.start)..at(block.practices.end)]
                .iter()
                .map(|score| (score, framework[score.practice].weight))
                .collect();
            GroupScore { group, figures: figures(framework, &members) }
        })
        .collect();
    Scorecard { today, profile, overall: overall(framework, profile, &blocks), blocks, practices, outside_profile: 0 }
}

/// Reads the same scores by the components of a view.
#[must_use]
pub fn score_view(framework: &Framework, view: &View, scorecard: &Scorecard) -> Vec<GroupScore> {
    view.components
        .iter()
        .enumerate()
        .map(|(group, component)| {
            let members: Vec<(&PracticeScore, u32)> = component
                .practices
                .iter()
                .filter_map(|(id, weight)| Some((scorecard.practice(*id)?, *weight)))
                .collect();
            GroupScore { group, figures: figures(framework, &members) }
        })
        .collect()
}

fn practice(
    framework: &Framework,
    assessment: &Assessment,
    id: PracticeId,
    scale: Option<&Scale<'_>>,
    today: Date,
) -> PracticeScore {
    let target = assessment.target(framework, id);
    let (mut evidence_day, mut records) = (None, Vec::new());
    let verification = scale.and_then(|scale| scale.verification(&assessment.answers[id.0]));
    let (state, claimed, evidenced, evidence) = match &assessment.answers[id.0] {
        Answer::Missing => (State::NotAssessed, 0, 0, EvidenceState::NotNeeded),
        answer @ Answer::NotApplicable { .. } if stays(framework, &framework[id], answer).is_some() => {
            (State::NotAssessed, 0, 0, EvidenceState::NotNeeded)
        }
        Answer::NotApplicable { .. } => (State::NotApplicable, 0, 0, EvidenceState::NotNeeded),
        Answer::Level { level: 0, .. } => (State::Answered, 0, 0, EvidenceState::NotNeeded),
        Answer::Level { level, evidence, .. } if let Some(scale) = scale => {
            let weigh = |(at, proof): (usize, &Proof)| scale.weigh(id, at, proof, *level);
            records = evidence.iter().enumerate().map(weigh).collect();
            let (backed, worth, day) = worth(&records, *level);
            evidence_day = day;
            (State::Answered, *level, backed, worth)
        }
        Answer::Level { level, evidence, .. } => {
            let backed = evidence
                .iter()
                .filter(|proof| proof.holds(today))
                .map(|proof| proof.shows.or(proof.most).unwrap_or(*level));
            let backed = backed.max().map(|backed| backed.min(*level));
            let worth = match backed {
                Some(backed) if backed == *level => EvidenceState::Current,
                Some(_) => EvidenceState::Partial,
                None if evidence.is_empty() => EvidenceState::Missing,
                None => {
                    let ended = evidence.iter().filter_map(|proof| proof.expires.filter(|day| *day < today)).max();
                    evidence_day = ended.or_else(|| evidence.iter().filter_map(|proof| proof.effective).min());
                    if ended.is_some() { EvidenceState::Expired } else { EvidenceState::NotYet }
                }
            };
            (State::Answered, *level, backed.unwrap_or(0), worth)
        }
    };
    let verified = match verification {
        // What is found beyond the answer is not what anybody stands for.
        Some((Verification::Counts, level)) => level.min(claimed),
        _ => 0,
    };
    let verification = verification.map(|(verification, _)| verification);
    PracticeScore {
        practice: id,
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

/// What records back together, what that is worth for `level`, and the day on which the best that does not count today ended
/// or will begin.
fn worth(records: &[Weighed], level: u8) -> (u8, EvidenceState, Option<Date>) {
    let backed = records.iter().map(|record| record.backs).max().unwrap_or(0);
    let other = |holds: Holds| {
        records.iter().filter(move |record| record.standing > Standing::Nothing && record.holds == holds)
    };
    let ended = other(Holds::Ended).filter_map(|record| record.last).max();
    let begins = other(Holds::Later).filter_map(|record| record.first).min();
    match (ended, begins) {
        _ if backed == level => (backed, EvidenceState::Current, None),
        _ if backed > 0 => (backed, EvidenceState::Partial, None),
        _ if records.is_empty() => (0, EvidenceState::Missing, None),
        (Some(day), _) => (0, EvidenceState::Expired, Some(day)),
        (None, Some(day)) => (0, EvidenceState::NotYet, Some(day)),
        (None, None) => (0, EvidenceState::Weak, None),
    }
}

fn figures(framework: &Framework, members: &[(&PracticeScore, u32)]) -> Figures {
    let weigh = |keep: &dyn Fn(&PracticeScore) -> bool| -> u64 {
        members.iter().filter(|(score, _)| keep(score)).map(|(_, weight)| u64::from(*weight)).sum()
    };
    let whole = weigh(&|_| true);
    let applicable = weigh(&|score| score.state != State::NotApplicable);
    let share = |level: &dyn Fn(&PracticeScore) -> u8| {
        let sum: u64 = members
            .iter()
            .filter(|(score, _)| score.state != State::NotApplicable)
            .map(|(score, weight)| u64::from(level(score)) * u64::from(*weight))
            .sum();
        Basis::of(sum, applicable * u64::from(framework.top()))
    };
    let count = |keep: &dyn Fn(&PracticeScore) -> bool| members.iter().filter(|(score, _)| keep(score)).count();
    Figures {
        claimed: share(&|score| score.claimed),
        evidenced: share(&|score| score.evidenced),
        verified: if counts_verified(framework) { share(&|score| score.verified) } else { None },
        target: share(&|score| score.target),
        reached: reached(framework, members, |score| score.claimed),
        reached_evidenced: reached(framework, members, |score| score.evidenced),
        left_out: Basis::of(whole - applicable, whole).unwrap_or_default(),
        not_assessed: Basis::of(weigh(&|score| score.state == State::NotAssessed), applicable).unwrap_or_default(),
        counts: Counts {
            asked: members.len(),
            answered: count(&|score| score.state == State::Answered),
            not_assessed: count(&|score| score.state == State::NotAssessed),
            not_applicable: count(&|score| score.state == State::NotApplicable),
            below_target: count(&|score| score.gap() > 0),
            unbacked: count(&|score| score.evidenced < score.claimed),
            verified: count(&|score| score.verification == Some(Verification::Counts)),
            records: members.iter().flat_map(|(score, _)| &score.records).fold(Standings::default(), Standings::with),
        },
    }
}

/// The highest level at which all key practices are, and practices with the framework's share of the weight.
fn reached(
    framework: &Framework,
    members: &[(&PracticeScore, u32)],
    level: impl Fn(&PracticeScore) -> u8,
) -> Option<u8> {
    let mut tally = Tally::new(framework);
    for (score, weight) in members.iter().filter(|(score, _)| score.state != State::NotApplicable) {
        tally.add(framework[score.practice].key, *weight, level(score));
    }
    tally.reached()
}

/// Scores are the weighted mean of the blocks'; a level is reached overall when every block that applies has reached it.
fn overall(framework: &Framework, profile: ProfileId, blocks: &[GroupScore]) -> Figures {
    let weight = |block: &GroupScore| u64::from(framework.profiles[profile.0].weights[block.group]);
    let applicable = || blocks.iter().filter(|block| block.figures.claimed.is_some());
    let average = |figure: &dyn Fn(&Figures) -> Option<Basis>| {
        mean(applicable().filter_map(|block| Some((figure(&block.figures)?, weight(block)))))
    };
    let asked = blocks.iter().filter(|block| block.figures.counts.asked > 0);
    Figures {
        claimed: average(&|figures| figures.claimed),
        evidenced: average(&|figures| figures.evidenced),
        verified: average(&|figures| figures.verified),
        target: average(&|figures| figures.target),
        reached: applicable().filter_map(|block| block.figures.reached).min(),
        reached_evidenced: applicable().filter_map(|block| block.figures.reached_evidenced).min(),
        left_out: mean(asked.map(|block| (block.figures.left_out, weight(block)))).unwrap_or_default(),
        not_assessed: average(&|figures| Some(figures.not_assessed)).unwrap_or_default(),
        counts: blocks.iter().fold(Counts::default(), |sum, block| sum.plus(block.figures.counts)),
    }
}

impl Counts {
    fn plus(self, other: Self) -> Self {
        Self {
            asked: self.asked + other.asked,
            answered: self.answered + other.answered,
            not_assessed: self.not_assessed + other.not_assessed,
            not_applicable: self.not_applicable + other.not_applicable,
            below_target: self.below_target + other.below_target,
            unbacked: self.unbacked + other.unbacked,
            verified: self.verified + other.verified,
            records: self.records.plus(other.records),
        }
    }
}

impl Standings {
    /// All of them.
    #[must_use]
    pub fn all(self) -> usize {
        self.looked_at + self.attested + self.cited + self.nothing + self.out_of_date
    }

    fn with(mut self, record: &Weighed) -> Self {
        *match (record.standing, record.holds) {
            (Standing::Nothing, _) => &mut self.nothing,
            (_, Holds::Ended | Holds::Later) => &mut self.out_of_date,
            (Standing::Cited, _) => &mut self.cited,
            (Standing::Attested, _) => &mut self.attested,
            (Standing::LookedAt, _) => &mut self.looked_at,
        } += 1;
        self.not_looked += usize::from(record.unlooked);
        self.not_here += usize::from(record.away);
        self
    }

    fn plus(self, other: Self) -> Self {
        Self {
            looked_at: self.looked_at + other.looked_at,
            attested: self.attested + other.attested,
            cited: self.cited + other.cited,
            nothing: self.nothing + other.nothing,
            out_of_date: self.out_of_date + other.out_of_date,
            not_looked: self.not_looked + other.not_looked,
            not_here: self.not_here + other.not_here,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::assessment::sample::{framework, on};

    #[test]
    fn a_level_is_reached_with_exactly_the_share_of_the_weight() {
        let reached = |answered: usize| {
            let mut framework = framework();
            framework.reach_share = 8_000;
            let practices = framework.blocks[1].practices.clone();
            for practice in &mut framework.practices[practices.clone()] {
                (practice.key, practice.weight) = (false, 1);
            }
            let ids: Vec<String> = framework.practices[practices].iter().map(|practice| practice.id.clone()).collect();
            assert_eq!(ids.len(), 10, "eight of ten are the share");
            let answers: Vec<String> = ids.iter().take(answered).map(|id| format!("{id}: 1")).collect();
            let sample = on(framework, &answers.join("\n"));
            sample.scorecard.blocks[1].figures.reached
        };
        assert_eq!((reached(7), reached(8), reached(10)), (Some(0), Some(1), Some(1)));
    }
}
