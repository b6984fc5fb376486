//! Answers to one version of a framework → the same answers by another version of it. Cannot fail where a map leads from the
//! one to the other.

use std::cmp::Reverse;

use super::{
    baseline::Baseline,
    looks::Looks,
    model::{Answer, Assessment, Targets},
    score::{Scorecard, score_seen, sum_up},
};
use crate::framework::{Framework, PracticeId, is_newer, sources};

/// A worksheet by another version of its framework.
#[derive(Debug)]
pub struct Carried {
    pub assessment: Assessment,
    pub scorecard: Scorecard,
    /// What was seen of the files that its records name.
    pub looks: Looks,
    /// By practice of the other version, those of the worksheet's own that answer it; none where it answers nothing like it.
    pub from: Vec<Vec<PracticeId>>,
}

/// The answers `now` by the version `to`, to be held against `then` where there is something; `look` looks at the files that
/// their records name by the rules of that version. Several practices that ask what one asked answer it by the weakest of
/// them. What a newer version does not ask any more stays as it was then, so that it moves no figure; what an older one does
/// not ask yet is not answered. `None` where no map leads from the one to the other, or `to` has no such profile.
#[must_use]
pub fn carried(
    (own, assessment, now): (&Framework, &Assessment, &Scorecard),
    to: &Framework,
    then: Option<&Baseline>,
    look: &dyn Fn(&Assessment) -> Looks,
) -> Option<Carried> {
    let from = sources(to, own)?;
    // What was asked then is held against what it was, whichever profile the worksheet has now.
    let then_asked = then.and_then(|then| to.profile(&then.method.profile));
    let profile = then_asked.or_else(|| to.profile(&own.profiles[assessment.profile.0].id))?;
    let level = |level: u8| to.level(&own.levels[usize::from(level)].id).unwrap_or_else(|| level.min(to.top()));
    let evidenced = |practice: PracticeId| now.practice(practice).map_or(0, |score| score.evidenced);
    let weakest = |practices: &Vec<PracticeId>| {
        let answers = || practices.iter().map(|practice| (*practice, &assessment.answers[practice.0]));
        if practices.is_empty() || answers().any(|(_, answer)| *answer == Answer::Missing) {
            return Answer::Missing;
        }
        let answered = answers().filter_map(|(practice, answer)| match answer {
            Answer::Level { level, .. } => Some(((*level, evidenced(practice)), answer)),
            _ => None,
        });
        let found = answered.min_by_key(|(worth, _)| *worth).map(|(_, answer)| answer);
        let Some(answer) = found.or_else(|| answers().next().map(|(_, answer)| answer)) else { return Answer::Missing };
        match answer.clone() {
            Answer::Level { level: number, mut evidence, note, mut verified } => {
                if let Some(found) = &mut verified {
                    found.level = level(found.level);
                }
                for proof in &mut evidence {
                    proof.shows = proof.shows.map(level);
                }
                Answer::Level { level: level(number), evidence, note, verified }
            }
            other => other,
        }
    };
    let answers = from.iter().map(weakest).collect();
    let targets = &assessment.targets;
    let block = |id: &str| own.blocks.iter().position(|block| block.id == id);
    let aims = |practices: &Vec<PracticeId>| {
        practices.iter().filter_map(|practice| targets.practices[practice.0]).min_by_key(|target| Reverse(*target))
    };
    let assessment = Assessment {
        pinned: assessment.pinned.clone(),
        organisation: assessment.organisation.clone(),
        profile,
        as_of: assessment.as_of,
        closed: assessment.closed,
        answered_by: assessment.answered_by.clone(),
        targets: Targets {
            default: targets.default.map(level),
            blocks: to.blocks.iter().map(|one| targets.blocks[block(&one.id)?].map(level)).collect(),
            practices: from.iter().map(|practices| aims(practices).map(level)).collect(),
        },
        answers,
        sentences_changed: 0,
    };
    let looks = look(&assessment);
    let scorecard = score_seen(to, &assessment, &looks, now.today);
    let kept_of = then.filter(|_| is_newer(&own.pack.version, &to.pack.version));
    let asked_then = kept_of.map(|then| (then, then.method.by_id()));
    let as_then = scorecard.practices.into_iter().map(|score| {
        let kept = || {
            let (then, asked) = asked_then.as_ref()?;
            Some(then.kept(*asked.get(to[score.practice].id.as_str())?, to).score(score.practice))
        };
        if from[score.practice.0].is_empty() { kept().unwrap_or(score) } else { score }
    });
    let practices = as_then.collect();
    let scorecard = sum_up(to, profile, practices, now.today);
    Some(Carried { assessment, scorecard, looks, from })
}
