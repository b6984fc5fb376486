//! The ratchet: the better of a baseline and the answers of now.

use std::collections::HashMap;

use super::{
    compare::{Comparison, PracticeChange, Trend},
    snapshot::Snapshot,
};
use crate::{
    assessment::score::{PracticeScore, Scorecard, State, sum_up},
    framework::{Framework, PracticeId},
};

/// A scorecard that holds the better of both for each practice, by the method of now.
#[must_use]
pub fn keep_better(framework: &Framework, comparison: &Comparison, now: &Scorecard) -> Scorecard {
    let worse: HashMap<PracticeId, &PracticeChange> = comparison
        .practices
        .iter()
        .filter(|change| change.trend == Trend::Worse)
        .map(|change| (change.after.practice, change))
        .collect();
    let practices = now
        .practices
        .iter()
        .map(|score| match worse.get(&score.practice) {
            None => score.clone(),
            Some(change) if change.before.state != score.state => change.before.clone(),
            Some(change) => {
                let best = if change.before.evidenced >= score.evidenced { &change.before } else { score };
                PracticeScore {
                    claimed: change.before.claimed.max(score.claimed),
                    evidenced: best.evidenced,
                    evidence: best.evidence,
                    evidence_day: best.evidence_day,
                    ..score.clone()
                }
            }
        })
        .collect();
    let kept = sum_up(framework, now.profile, practices, now.today);
    Scorecard { outside_profile: now.outside_profile, ..kept }
}

/// What was said and rested on where the scorecard `kept` holds the better of both: of a practice that was better, what `then`
/// said of it.
#[must_use]
pub fn keep_stated(
    then: &Snapshot,
    mut now: Snapshot,
    comparison: &Comparison,
    kept: &Scorecard,
    framework: &Framework,
) -> Snapshot {
    for change in comparison.practices.iter().filter(|change| change.trend == Trend::Worse) {
        let practice = change.after.practice;
        let said = now.practices.iter_mut().find(|stated| stated.id == framework[practice].id);
        let (Some(said), Some(score)) = (said, kept.practice(practice)) else { continue };
        if let Some(was) = then.stated(&said.id) {
            said.clone_from(was);
        }
        if score.state == State::Answered {
            said.state = State::Answered;
            said.level = Some(framework.levels[usize::from(score.claimed)].id.clone());
        }
    }
    now
}
