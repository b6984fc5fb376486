//! The practices that an auditor looks at: drawn by a number, the same ones on every machine. Cannot fail.

use jiff::civil::Date;
use serde::Serialize;

use super::{
    evidence::{RecordRow, evidence_rows},
    model::Assessment,
    score::{PracticeScore, Scorecard, State},
    show::{level_ref, verified},
    view::{LevelRef, VerifiedView},
};
use crate::framework::{Framework, PracticeId};

/// How it is drawn, for whoever wants to draw it again.
const DRAWING: &str = "Drawn without putting back, from the practices that claim a level above 0; the chance of each is its weight times the level \
    claimed, twice that of a key practice. The numbers are those of SplitMix64 from the seed.";

/// The practices that an auditor looks at, with what is claimed and what is said to show it.
#[derive(Debug, Clone, Serialize)]
pub struct AuditSample {
    pub version: u32,
    pub kind: &'static str,
    /// The worksheet, as it was named.
    pub file: String,
    pub organisation: String,
    pub framework: String,
    pub framework_version: String,
    /// Who answered, and so does not verify.
    pub answered_by: Option<String>,
    /// The day on which evidence was weighed.
    pub today: Date,
    /// The number that it was drawn by.
    pub seed: u64,
    /// How many were asked for.
    pub wanted: usize,
    /// How many claim something, so that there is something to look at.
    pub claims: usize,
    /// How it was drawn.
    pub drawing: &'static str,
    /// In the order in which they were drawn: whoever looks at fewer begins at the first.
    pub practices: Vec<Drawn>,
}

/// A practice to look at.
#[derive(Debug, Clone, Serialize)]
pub struct Drawn {
    pub id: String,
    pub title: String,
    pub key: bool,
    pub claimed: LevelRef,
    /// What the level looks like: what has to be found.
    pub sentence: String,
    pub evidenced: LevelRef,
    /// Its records.
    pub evidence: Vec<RecordRow>,
    /// What somebody found before.
    pub verified: Option<VerifiedView>,
}

/// Draws `wanted` practices by the number `seed`; all that claim something where there are no more.
#[must_use]
pub fn audit_sample(
    framework: &Framework,
    assessment: &Assessment,
    scorecard: &Scorecard,
    file: String,
    (wanted, seed): (usize, u64),
) -> AuditSample {
    let mut claims: Vec<&PracticeScore> =
        scorecard.practices.iter().filter(|score| score.state == State::Answered && score.claimed > 0).collect();
    let count = claims.len();
    let mut rows = evidence_rows(framework, assessment, scorecard);
    let mut numbers = Numbers(seed);
    let mut practices = Vec::new();
    while practices.len() < wanted && !claims.is_empty() {
        let chances: Vec<u64> = claims.iter().map(|score| chance(framework, score)).collect();
        let score = claims.remove(numbers.choose(&chances));
        let practice = &framework[score.practice];
        let mine = |id: &str| *id == practice.id;
        let evidence = rows.extract_if(.., |row| mine(&row.practice)).filter_map(|row| row.record).collect();
        practices.push(Drawn {
            id: practice.id.clone(),
            title: practice.title.clone(),
            key: practice.key,
            claimed: level_ref(framework, score.claimed),
            sentence: practice.levels[usize::from(score.claimed)].clone(),
            evidenced: level_ref(framework, score.evidenced),
            evidence,
            verified: verified(framework, answer(assessment, score.practice), score),
        });
    }
    AuditSample {
        version: 1,
        kind: "audit-sample",
        file,
        organisation: assessment.organisation.name.clone(),
        framework: framework.pack.id.clone(),
        framework_version: framework.pack.version.clone(),
        answered_by: assessment.answered_by.clone(),
        today: scorecard.today,
        seed,
        wanted,
        claims: count,
        drawing: DRAWING,
        practices,
    }
}

fn answer(assessment: &Assessment, practice: PracticeId) -> &super::Answer {
    &assessment.answers[practice.0]
}

/// A high claim to a key practice is looked at sooner.
fn chance(framework: &Framework, score: &PracticeScore) -> u64 {
    let practice = &framework[score.practice];
    u64::from(practice.weight) * u64::from(score.claimed) * if practice.key { 2 } else { 1 }
}

/// Numbers that follow from a seed by whole numbers alone: `SplitMix64`, of Steele, Lea and Flood, "Fast splittable pseudorandom
/// number generators", 2014.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A place in a list, by the chance of each. Numbers past the last whole round are thrown away, so that none has more.
    fn choose(&mut self, chances: &[u64]) -> usize {
        let whole: u64 = chances.iter().sum();
        // A framework that gives no practice any weight gives all of them the same chance.
        let (whole, even) = if whole == 0 { (chances.len() as u64, true) } else { (whole, false) };
        let rounds = u64::MAX / whole * whole;
        let mut number = self.next();
        while number >= rounds {
            number = self.next();
        }
        let mut number = number % whole;
        for (at, chance) in chances.iter().enumerate() {
            let chance = if even { 1 } else { *chance };
            if number < chance {
                return at;
            }
            number -= chance;
        }
        chances.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::sample::sample;

    #[test]
    fn the_numbers_are_those_that_are_published() {
        let mut numbers = Numbers(1_234_567);
        assert_eq!(numbers.next(), 6_457_827_717_110_365_317);
        assert_eq!(numbers.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn a_place_comes_as_often_as_its_chance() {
        let mut numbers = Numbers(7);
        let mut counts = [0_u32; 3];
        for _ in 0..10_000 {
            counts[numbers.choose(&[1, 0, 3])] += 1;
        }
        assert_eq!((counts[0] + counts[2], counts[1]), (10_000, 0));
        assert!((2_300..2_700).contains(&counts[0]), "{counts:?}");
        assert!(Numbers(7).choose(&[0, 0]) < 2);
    }

    #[test]
    fn only_claims_are_drawn_each_once_and_fewer_are_the_first_of_more() {
        let sample = sample("GOV-01: 3\nGOV-02: 0\nGOV-03: 1\nGOV-05: 4\nINN-01: { not_applicable: nothing }\n");
        let draw = |wanted, seed| {
            let drawn = audit_sample(
                &sample.framework,
                &sample.assessment,
                &sample.scorecard,
                "org.yaml".to_owned(),
                (wanted, seed),
            );
            drawn.practices.iter().map(|practice| practice.id.clone()).collect::<Vec<_>>()
        };
        for seed in 0..20 {
            let all = draw(12, seed);
            let mut sorted = all.clone();
            sorted.sort();
            assert_eq!(sorted, ["GOV-01", "GOV-03", "GOV-05"]);
            assert_eq!(draw(2, seed), all[..2]);
            assert_eq!(draw(0, seed), Vec::<String>::new());
        }
    }
}
