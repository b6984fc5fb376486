//! The least effort that reaches a level, on frameworks and worksheets made up at random: what is chosen is closed, reaches the
//! level as scoring sees it, has no step too many, and no choice at all takes less.

use dmf::{
    assessment::{self, Assessment, Scorecard, State},
    framework::{Framework, PracticeId},
    remediation::{self, Capacity, Goal, LeastEffort, Order, Reach},
};
use proptest::{prelude::*, sample::Index};

use crate::laws::{both, in_order, today, within_capacity};

/// Which blocks a goal names: none, or some.
fn goal(framework: &Framework, level: Index, blocks: &[Index]) -> Goal {
    let blocks: std::collections::BTreeSet<usize> =
        blocks.iter().map(|block| block.index(framework.blocks.len())).collect();
    Goal {
        level: u8::try_from(level.index(framework.levels.len())).expect("few levels"),
        blocks: blocks.into_iter().collect(),
        must: Vec::new(),
        leave: Vec::new(),
        estimates: remediation::Estimates::default(),
    }
}

/// Whether scoring says that the blocks of a goal are there.
fn is_there(card: &Scorecard, goal: &Goal) -> bool {
    let there = |reached: Option<u8>| reached.is_some_and(|reached| reached >= goal.level);
    if goal.blocks.is_empty() {
        return there(card.overall.reached);
    }
    goal.blocks.iter().all(|block| there(card.blocks[*block].figures.reached))
}

/// The scorecard after these levels were reached.
fn after(framework: &Framework, assessment: &Assessment, levels: &[(PracticeId, u8)]) -> Scorecard {
    let mut assessment = assessment.clone();
    for (practice, level) in levels {
        assessment.set(*practice, *level);
    }
    assessment::score(framework, &assessment, today())
}

/// The highest level of each practice among the steps, without one of them.
fn lifted(found: &LeastEffort, without: Option<usize>) -> Vec<(PracticeId, u8)> {
    let kept = found.steps.iter().enumerate().filter(|(at, _)| Some(*at) != without);
    let mut levels: Vec<(PracticeId, u8)> = kept.map(|(_, step)| (step.practice, step.level)).collect();
    levels.sort();
    levels
}

/// The least effort of all levels to which practices may be lifted, if few enough are to be looked at.
fn by_looking_at_all(framework: &Framework, card: &Scorecard, goal: &Goal) -> Option<u64> {
    let scores: Vec<_> = card.practices.iter().filter(|score| score.state != State::NotApplicable).collect();
    let rooms: Vec<u64> = scores.iter().map(|score| u64::from(framework.top() - score.claimed) + 1).collect();
    let all = rooms.iter().try_fold(1_u64, |all, room| all.checked_mul(*room).filter(|all| *all <= 20_000))?;
    let mut best = None;
    for number in 0..all {
        let mut rest = number;
        let mut level = vec![None; framework.practices.len()];
        let mut effort = 0;
        for (score, room) in scores.iter().zip(&rooms) {
            let lift = u8::try_from(rest % room).expect("few levels");
            rest /= room;
            level[score.practice.0] = Some(score.claimed + lift);
            let actions =
                &framework[score.practice].actions[usize::from(score.claimed)..usize::from(score.claimed + lift)];
            effort += actions.iter().map(|action| u64::from(action.effort[card.profile.0])).sum::<u64>();
        }
        if best.is_some_and(|best| best <= effort) || !reaches(framework, &level, goal) {
            continue;
        }
        // Only what is lifted has to wait for anything: what is there already is there.
        let waits = scores.iter().all(|score| {
            let lifted = score.claimed..level[score.practice.0].unwrap_or(0);
            framework[score.practice].actions[usize::from(lifted.start)..usize::from(lifted.end)]
                .iter()
                .flat_map(|action| &action.needs)
                .all(|need| level[need.practice.0].is_none_or(|level| level >= need.level))
        });
        if waits {
            best = Some(effort);
        }
    }
    best
}

/// The rule of reached levels, once more: all key practices, and the share of the weight.
fn reaches(framework: &Framework, level: &[Option<u8>], goal: &Goal) -> bool {
    (0..framework.blocks.len()).filter(|block| goal.blocks.is_empty() || goal.blocks.contains(block)).all(|block| {
        let of =
            || framework.blocks[block].practices.clone().filter_map(|at| Some((&framework.practices[at], level[at]?)));
        let weight = |least: u8| -> u64 {
            of().filter(|(_, level)| *level >= least).map(|(practice, _)| u64::from(practice.weight)).sum()
        };
        weight(goal.level) * 10_000 >= weight(0) * u64::from(framework.reach_share)
            && of().all(|(practice, level)| !practice.key || level >= goal.level)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_least_effort_reaches_the_level_and_no_choice_takes_less(
        (drawn, said) in both(), small in any::<bool>(), level in any::<Index>(),
        blocks in prop::collection::vec(any::<Index>(), 0..3),
    ) {
        let framework = drawn.framework();
        let profile = if small { "small" } else { "large" };
        let assessment = drawn.assessment(&framework, &said, profile, &drawn.order());
        let card = assessment::score(&framework, &assessment, today());
        let goal = goal(&framework, level, &blocks);
        match remediation::reach(&framework, &card, &goal) {
            Reach::Already => prop_assert!(is_there(&card, &goal)),
            Reach::Never(_) => {
                let applies = |block: &usize| card.blocks[*block].figures.claimed.is_some();
                let none = card.overall.claimed.is_none();
                prop_assert!(none || !goal.blocks.iter().all(applies), "something applies");
            }
            Reach::Steps(found) => {
                prop_assert!(!is_there(&card, &goal), "there was something to do");
                prop_assert!(is_there(&after(&framework, &assessment, &lifted(&found, None)), &goal));
                prop_assert_eq!(found.effort, found.steps.iter().map(|step| u64::from(step.effort)).sum::<u64>());
                prop_assert_eq!(found.effort, found.at_least, "a small problem is solved to the end");
                let capacity = Capacity::usual(&framework, card.profile);
                let plan = remediation::arrange(&framework, &assessment, &card, &found.steps, Order::Level, capacity, today());
                in_order(&framework, &assessment, &card, &plan)?;
                within_capacity(&framework, &plan)?;
                for (at, step) in found.steps.iter().enumerate() {
                    let awaited = found.steps.iter().any(|other| other.needs.contains(&at));
                    let without = after(&framework, &assessment, &lifted(&found, Some(at)));
                    prop_assert!(awaited || !is_there(&without, &goal), "{step:?} is not needed");
                }
                if let Some(best) = by_looking_at_all(&framework, &card, &goal) {
                    prop_assert_eq!(found.effort, best);
                }
            }
        }
    }
}
