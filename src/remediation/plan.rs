//! Steps → a dated plan. Cannot fail.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    calendar::{Track, next_day},
    choose::{Step, steps},
    order::Order,
    ready::Ready,
    wishes::Estimates,
};
use crate::{
    assessment::{Answer, Assessment, Scorecard, State, Tally},
    framework::{Framework, RoleId},
};

/// Person-days a month, by role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capacity(pub Vec<u32>);

impl Capacity {
    /// What the framework takes for usual in a profile.
    #[must_use]
    pub fn usual(framework: &Framework, profile: crate::framework::ProfileId) -> Self {
        Self(framework.roles.iter().map(|role| role.capacity[profile.0]).collect())
    }
}

/// What to do, by whom, from when to when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub start: Date,
    /// The last day of the last action; the start where there is nothing to do.
    pub finish: Date,
    /// By phase, then by start: nothing stands before what it waits for.
    pub items: Vec<Item>,
    /// Which of the actions that can begin was taken first.
    pub order: Order,
    pub capacity: Capacity,
    /// Person-days by role, of roles that have any.
    pub by_role: BTreeMap<RoleId, u64>,
    /// Person-days by block.
    pub by_block: BTreeMap<usize, u64>,
    pub milestones: Vec<Milestone>,
}

/// One action with its dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub step: Step,
    pub role: RoleId,
    pub start: Date,
    pub finish: Date,
    /// Items that it waits for, as indices into the plan.
    pub needs: Vec<usize>,
    /// Whether the plan would end later if it took longer.
    pub critical: bool,
}

/// A building block, or all of them, comes to a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    pub day: Date,
    /// `None` for all blocks together.
    pub block: Option<usize>,
    pub level: u8,
}

/// Makes the plan that brings every practice to its target.
#[must_use]
pub fn plan(
    framework: &Framework,
    assessment: &Assessment,
    scorecard: &Scorecard,
    capacity: Capacity,
    start: Date,
) -> Plan {
    arrange(
        framework,
        assessment,
        scorecard,
        &steps(framework, scorecard, &Estimates::default()),
        Order::default(),
        capacity,
        start,
    )
}

/// Gives dates to steps, each of which stands after all that it needs, and to what they reach.
#[must_use]
pub fn arrange(
    framework: &Framework,
    assessment: &Assessment,
    scorecard: &Scorecard,
    steps: &[Step],
    order: Order,
    capacity: Capacity,
    start: Date,
) -> Plan {
    let scheduled = schedule(framework, steps, order, &capacity, start);
    let critical = critical(&scheduled);
    let mut places: Vec<usize> = (0..steps.len()).collect();
    places.sort_by(|a, b| {
        let key = |at: usize| (steps[at].phase, scheduled[at].start, scheduled[at].finish);
        key(*a).cmp(&key(*b)).then_with(|| order.compare(&steps[*a], &steps[*b], framework))
    });
    let place: BTreeMap<usize, usize> = places.iter().enumerate().map(|(to, from)| (*from, to)).collect();
    let items: Vec<Item> = places
        .iter()
        .map(|at| {
            let mut needs: Vec<usize> = steps[*at].needs.iter().map(|need| place[need]).collect();
            needs.sort_unstable();
            Item {
                step: steps[*at].clone(),
                role: scheduled[*at].role,
                start: scheduled[*at].start,
                finish: scheduled[*at].finish,
                needs,
                critical: critical[*at],
            }
        })
        .collect();
    let mut by_role: BTreeMap<RoleId, u64> = BTreeMap::new();
    let mut by_block: BTreeMap<usize, u64> = BTreeMap::new();
    for item in &items {
        *by_role.entry(item.role).or_default() += u64::from(item.step.effort);
        *by_block.entry(framework[item.step.practice].block).or_default() += u64::from(item.step.effort);
    }
    Plan {
        start,
        finish: items.iter().map(|item| item.finish).max().unwrap_or(start),
        milestones: milestones(framework, assessment, scorecard, &items),
        items,
        order,
        capacity,
        by_role,
        by_block,
    }
}

struct Scheduled {
    role: RoleId,
    start: Date,
    finish: Date,
    /// The step whose end decided when this one could begin.
    after: Option<usize>,
}

/// Dates for each step: of those that can begin first, the one of the earliest phase is taken, and of those the first in order.
fn schedule(framework: &Framework, steps: &[Step], order: Order, capacity: &Capacity, start: Date) -> Vec<Scheduled> {
    let mut tracks: Vec<Track> = capacity.0.iter().map(|days| Track::new(*days, start)).collect();
    let mut last: Vec<Option<usize>> = vec![None; tracks.len()];
    let mut done: Vec<Option<Scheduled>> = steps.iter().map(|_| None).collect();
    let mut ready = Ready::new(framework, steps, order, tracks.len());
    let mut waits: Vec<usize> = steps.iter().map(|step| step.needs.len()).collect();
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); steps.len()];
    for (at, step) in steps.iter().enumerate() {
        for need in &step.needs {
            followers[*need].push(at);
        }
        if step.needs.is_empty() {
            ready.add(at, role(framework, step), &tracks, start);
        }
    }
    for _ in 0..steps.len() {
        let (at, role) = ready.take(&tracks).expect("validated: prerequisites have no circle, so one is ready");
        let (begin, after) = earliest(&steps[at], &done, start);
        let free = tracks[role.0].start(start);
        let (first, finish) = tracks[role.0].work(steps[at].effort, begin);
        let after = if begin > free { after } else { last[role.0].or(after) };
        last[role.0] = Some(at);
        done[at] = Some(Scheduled { role, start: first, finish, after });
        for next in std::mem::take(&mut followers[at]) {
            waits[next] -= 1;
            if waits[next] == 0 {
                let (day, _) = earliest(&steps[next], &done, start);
                ready.add(next, self::role(framework, &steps[next]), &tracks, day);
            }
        }
    }
    done.into_iter().flatten().collect()
}

fn role(framework: &Framework, step: &Step) -> RoleId {
    framework[step.practice].actions[usize::from(step.level) - 1].role
}

/// The day after the last prerequisite, and which that is.
fn earliest(step: &Step, done: &[Option<Scheduled>], start: Date) -> (Date, Option<usize>) {
    step.needs
        .iter()
        .filter_map(|need| Some((next_day(done[*need].as_ref()?.finish), Some(*need))))
        .max_by_key(|(day, _)| *day)
        .unwrap_or((start, None))
}

/// The chain of steps that decides when the plan ends.
fn critical(scheduled: &[Scheduled]) -> Vec<bool> {
    let mut marks = vec![false; scheduled.len()];
    let mut at = (0..scheduled.len()).max_by(|a, b| scheduled[*a].finish.cmp(&scheduled[*b].finish).then(b.cmp(a)));
    while let Some(step) = at {
        marks[step] = true;
        at = scheduled[step].after;
    }
    marks
}

/// What has been reached after each day on which something is finished.
fn milestones(framework: &Framework, assessment: &Assessment, scorecard: &Scorecard, items: &[Item]) -> Vec<Milestone> {
    let mut levels: Vec<u8> = assessment.answers.iter().map(claimed).collect();
    let mut blocks: Vec<Tally> = framework.blocks.iter().map(|_| Tally::new(framework)).collect();
    for score in scorecard.practices.iter().filter(|score| score.state != State::NotApplicable) {
        let practice = &framework[score.practice];
        blocks[practice.block].add(practice.key, practice.weight, levels[score.practice.0]);
    }
    // All together are where the last of the blocks that apply is: as if each were a key practice of one group.
    let mut reached: Vec<Option<u8>> = blocks.iter().map(Tally::reached).collect();
    let mut overall = Tally::new(framework);
    for level in reached.iter().flatten() {
        overall.add(true, 1, *level);
    }
    let mut all = overall.reached();
    let mut by_day: BTreeMap<Date, Vec<&Item>> = BTreeMap::new();
    for item in items {
        by_day.entry(item.finish).or_default().push(item);
    }
    let mut milestones = Vec::new();
    for (day, items) in by_day {
        let mut touched = BTreeSet::new();
        for item in items {
            let practice = &framework[item.step.practice];
            let level = &mut levels[item.step.practice.0];
            let lifted = item.step.level.max(*level);
            blocks[practice.block].lift(practice.key, practice.weight, *level, lifted);
            *level = lifted;
            touched.insert(practice.block);
        }
        for block in touched {
            let (before, now) = (reached[block], blocks[block].reached());
            if let (Some(before), Some(now)) = (before, now)
                && now > before
            {
                milestones.push(Milestone { day, block: Some(block), level: now });
                overall.lift(true, 1, before, now);
                reached[block] = Some(now);
            }
        }
        if let Some(level) = overall.reached().filter(|level| Some(*level) > all) {
            milestones.push(Milestone { day, block: None, level });
            all = Some(level);
        }
    }
    milestones
}

fn claimed(answer: &Answer) -> u8 {
    match answer {
        Answer::Level { level, .. } => *level,
        Answer::Missing | Answer::NotApplicable { .. } => 0,
    }
}
