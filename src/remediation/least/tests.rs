//! Every set of small problems is looked at, and none is better than the one that was found.

use proptest::{prelude::*, sample::Index};

use super::{
    Cost, Cover, Problem, corners, most,
    search::{Stopped, least, within},
};

#[derive(Debug, Clone)]
struct Drawn {
    effort: u64,
    gain: u64,
    needs: Vec<Index>,
    /// In no group, required, barred, or in a group with a weight.
    role: (u8, u64),
}

fn problem() -> impl Strategy<Value = Problem> {
    let step = (0..6_u64, 0..4_u64, prop::collection::vec(any::<Index>(), 0..3), (0..9_u8, 1..5_u64))
        .prop_map(|(effort, gain, needs, role)| Drawn { effort, gain, needs, role });
    (prop::collection::vec(step, 1..12), prop::collection::vec(0..=100_u64, 3)).prop_map(|(steps, shares)| {
        let mut problem = Problem { covers: vec![Cover { need: 0, of: Vec::new() }; 3], ..Problem::default() };
        for (at, step) in steps.into_iter().enumerate() {
            problem.cost.push(Cost { effort: step.effort, gain: step.gain });
            let needs = step.needs.iter().filter(|_| at > 0).map(|need| need.index(at));
            problem.needs.push(needs.collect());
            match step.role {
                (0, _) => problem.required.push(at),
                (1, _) => problem.barred.push(at),
                (2, _) => {}
                (group, weight) => problem.covers[usize::from(group) % 3].of.push((at, weight)),
            }
        }
        for (cover, share) in problem.covers.iter_mut().zip(shares) {
            cover.need = cover.of.iter().map(|(_, weight)| weight).sum::<u64>() * share / 100;
        }
        problem
    })
}

/// Whether a set does all that is asked for.
fn does(problem: &Problem, set: u32) -> bool {
    let holds = |step: &usize| set >> step & 1 == 1;
    let weight = |cover: &Cover| cover.of.iter().filter(|(step, _)| holds(step)).map(|(_, weight)| weight).sum::<u64>();
    (0..problem.needs.len()).filter(|step| holds(step)).all(|step| problem.needs[step].iter().all(holds))
        && problem.required.iter().all(holds)
        && !problem.barred.iter().any(holds)
        && problem.covers.iter().all(|cover| weight(cover) >= cover.need)
}

/// What sets are compared by: effort, number, and what is not gained.
fn cost(problem: &Problem, set: u32) -> (u64, u32, u64) {
    let steps = (0..problem.cost.len()).filter(|step| set >> step & 1 == 1);
    let (effort, gain) =
        steps.fold((0, 0), |(effort, gain), step| (effort + problem.cost[step].effort, gain + problem.cost[step].gain));
    (effort, set.count_ones(), 1_000 - gain)
}

fn bits(steps: &[usize]) -> u32 {
    steps.iter().fold(0, |set, step| set | 1 << step)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_set_of_all_is_better_than_the_one_found(problem in problem()) {
        let all = 0..1_u32 << problem.cost.len();
        let best = all.filter(|set| does(&problem, *set)).map(|set| cost(&problem, set)).min();
        let found = least(&problem).ok();
        if let Some(found) = &found {
            prop_assert!(does(&problem, bits(&found.steps)));
            prop_assert!(found.proved && found.effort == found.at_least);
        }
        prop_assert_eq!(found.map(|found| cost(&problem, bits(&found.steps))), best);
    }

    #[test]
    fn a_search_that_ends_early_says_no_more_than_it_knows(problem in problem()) {
        let all = 0..1_u32 << problem.cost.len();
        let best = all.filter(|set| does(&problem, *set)).map(|set| cost(&problem, set)).min();
        if let Ok(found) = within(&problem, 0) {
            let set = bits(&found.steps);
            let best = best.expect("a set was found");
            prop_assert!(does(&problem, set));
            prop_assert!(found.at_least <= best.0 && best.0 <= found.effort);
            prop_assert!(!found.proved || cost(&problem, set) == best);
        }
    }
}

/// A problem without anything that is asked for, and what each step gains.
fn free(problem: &Problem) -> (Problem, Vec<u128>) {
    let gains = problem.cost.iter().map(|cost| u128::from(cost.gain) + 1).collect();
    let cost = problem.cost.iter().map(|cost| Cost { effort: cost.effort + 1, gain: 0 }).collect();
    (Problem { cost, needs: problem.needs.clone(), ..Problem::default() }, gains)
}

/// Effort and gain of each set that holds what it waits for.
fn all(problem: &Problem, gains: &[u128]) -> Vec<(u64, u128)> {
    let sets = (0..1_u32 << gains.len()).filter(|set| does(problem, *set));
    let sum = |set: u32| {
        let held = (0..gains.len()).filter(|step| set >> step & 1 == 1);
        held.fold((0, 0), |(effort, gain), step| (effort + problem.cost[step].effort, gain + gains[step]))
    };
    sets.map(sum).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_set_lies_above_the_curve_and_each_corner_holds_the_one_before(problem in problem()) {
        let (problem, gains) = free(&problem);
        let corners = corners(&problem.cost, &gains, &problem.needs);
        let sets = all(&problem, &gains);
        prop_assert!(corners[0].effort == 0 && corners[corners.len() - 1].taken.iter().all(|taken| *taken));
        for two in corners.windows(2) {
            let (low, high) = (&two[0], &two[1]);
            prop_assert!(low.taken.iter().zip(&high.taken).all(|(before, after)| *after || !*before));
            let set = high.taken.iter().enumerate().filter(|(_, taken)| **taken).map(|(at, _)| at).collect::<Vec<_>>();
            prop_assert!(does(&problem, bits(&set)));
            let (run, rise) = (u128::from(high.effort - low.effort), high.gain - low.gain);
            for (effort, gain) in sets.iter().filter(|(effort, _)| (low.effort..=high.effort).contains(effort)) {
                prop_assert!(gain * run <= low.gain * run + rise * u128::from(effort - low.effort));
            }
        }
        for three in corners.windows(3) {
            let rate = |low: usize| (three[low + 1].gain - three[low].gain, u128::from(three[low + 1].effort - three[low].effort));
            let ((one, days), (other, more)) = (rate(0), rate(1));
            prop_assert!(one * more > other * days, "what a day buys falls");
        }
    }

    #[test]
    fn no_set_within_a_budget_gains_more_than_the_one_found(problem in problem(), share in 0..=100_u64) {
        let (problem, gains) = free(&problem);
        let budget = problem.cost.iter().map(|cost| cost.effort).sum::<u64>() * share / 100;
        let within = || all(&problem, &gains).into_iter().filter(|(effort, _)| *effort <= budget);
        let most_gain = within().map(|(_, gain)| gain).max().unwrap_or(0);
        let least_effort = within().filter(|(_, gain)| *gain == most_gain).map(|(effort, _)| effort).min();
        let found = most(&problem.cost, &gains, &problem.needs, budget);
        prop_assert_eq!((found.gain, Some(found.effort), found.ceiling), (most_gain, least_effort, most_gain));
        for nodes in 0..3 {
            let found = super::most::within(&problem.cost, &gains, &problem.needs, budget, nodes);
            prop_assert!(found.gain <= most_gain && most_gain <= found.ceiling && found.effort <= budget);
        }
    }
}

#[test]
fn what_is_barred_is_named_with_what_waits_for_it() {
    let problem = Problem {
        cost: vec![Cost { effort: 1, gain: 0 }; 4],
        needs: vec![vec![], vec![0], vec![1], vec![]],
        required: vec![2],
        barred: vec![0],
        covers: Vec::new(),
    };
    assert_eq!(least(&problem), Err(Stopped::Required { step: 2, barred: 0 }));
    let cover = Cover { need: 4, of: vec![(2, 3), (3, 1)] };
    let short = Problem { required: Vec::new(), covers: vec![cover], ..problem };
    assert_eq!(least(&short), Err(Stopped::Short { cover: 0, barred: vec![(2, 0)] }));
}
