//! A goal as it is shown and exported.

use serde::Serialize;

use super::{
    choose::Step,
    goal::{Goal, Hindrance, Reach, Without},
};
use crate::{
    assessment::{Scorecard, State},
    framework::{Framework, Need, PracticeId},
};

/// A level to reach, and what that takes. Effort is in person-days.
#[derive(Debug, Clone, Serialize)]
pub struct GoalView {
    pub level: String,
    pub title: String,
    /// Ids of the blocks that are to reach it; all in which anything applies where `all` is set.
    pub blocks: Vec<String>,
    pub all: bool,
    /// By which levels it is reached.
    pub by: &'static str,
    /// Whether it is reached without any action.
    pub already: bool,
    /// Why no actions reach it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub never: Option<HindranceView>,
    pub effort: u64,
    /// No plan that reaches the goal takes less.
    pub at_least: u64,
    /// Whether that is as much as this plan takes: nothing is called the least where it was not shown.
    pub least: bool,
    /// As much of the effort as is for practices that are not assessed, and may be further than level 0.
    pub not_assessed: u64,
    /// What a plan takes without an action of this one, for those that another can stand for.
    pub swaps: Vec<SwapView>,
    /// Steps that are left out, as practice and level, with the reason where a file gives one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOutView>,
    /// How many actions are in every plan that reaches the goal; none where that was not looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needed: Option<usize>,
    /// Key practices that are below their targets when the plan is done.
    pub open_keys: Vec<OpenView>,
    /// Practices below their targets when the plan is done that serve what the law of the organisation's country asks.
    /// `None` where that law is not known to the program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_duties: Option<Vec<DutyView>>,
}

/// A step that is left out.
#[derive(Debug, Clone, Serialize)]
pub struct LeftOutView {
    /// Practice and level.
    pub step: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What reaching a goal takes without one action.
#[derive(Debug, Clone, Serialize)]
pub struct SwapView {
    pub practice: String,
    pub to: String,
    /// Person-days more than the plan takes.
    pub more: u64,
    /// The actions in its place, as practice and level.
    pub instead: Vec<String>,
}

/// What the law of a place asks on a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Such as `breach.authority`.
    pub topic: &'static str,
    /// The topic in words, with the part of the law that it belongs to.
    pub what: String,
    /// The topic alone.
    pub title: String,
    /// Whether it is not sure that the law asks it.
    pub unsure: bool,
}

/// A practice that stays below its target, with what the law asks that it serves.
#[derive(Debug, Clone, Serialize)]
pub struct DutyView {
    #[serde(flatten)]
    pub open: OpenView,
    pub asks: Vec<String>,
    /// Whether it is not sure that the law asks all of it.
    pub unsure: bool,
}

/// Why no actions reach a goal.
#[derive(Debug, Clone, Serialize)]
pub struct HindranceView {
    /// `nothing-applies`, `left-out` or `short`.
    pub why: &'static str,
    /// Id of the block.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block: Option<String>,
    /// From what is wanted to what is left out, as practice and level; each waits for the next.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub chains: Vec<Vec<String>>,
}

/// A practice that stays below its target.
#[derive(Debug, Clone, Serialize)]
pub struct OpenView {
    pub practice: String,
    pub title: String,
    /// The level at which it is when the plan is done.
    pub level: String,
    pub target: String,
}

/// The goal as it is shown and exported.
#[must_use]
pub fn goal_view(
    framework: &Framework,
    scorecard: &Scorecard,
    goal: &Goal,
    reach: &Reach,
    asks: Option<&[Ask]>,
) -> GoalView {
    let level = |level: u8| framework.levels[usize::from(level)].id.clone();
    let applies = |block: &usize| scorecard.blocks[*block].figures.claimed.is_some();
    let blocks: Vec<usize> = if goal.blocks.is_empty() {
        (0..framework.blocks.len()).filter(applies).collect()
    } else {
        goal.blocks.clone()
    };
    let (steps, effort, at_least) = match reach {
        Reach::Steps(found) => (found.steps.as_slice(), found.effort, found.at_least),
        Reach::Already | Reach::Never(_) => (&[][..], 0, 0),
    };
    let unknown =
        |step: &&Step| scorecard.practice(step.practice).is_some_and(|score| score.state == State::NotAssessed);
    GoalView {
        level: level(goal.level),
        title: framework.levels[usize::from(goal.level)].title.clone(),
        blocks: blocks.iter().map(|block| framework.blocks[*block].id.clone()).collect(),
        all: goal.blocks.is_empty(),
        by: "claimed",
        already: *reach == Reach::Already,
        never: match reach {
            Reach::Never(hindrance) => Some(hindrance_view(framework, hindrance)),
            Reach::Already | Reach::Steps(_) => None,
        },
        effort,
        at_least,
        least: effort == at_least && !matches!(reach, Reach::Never(_)),
        not_assessed: steps.iter().filter(unknown).map(|step| u64::from(step.effort)).sum(),
        swaps: swaps(framework, reach),
        left_out: Vec::new(),
        needed: needed(reach),
        open_keys: still_open(scorecard, steps)
            .filter(|(id, _, _)| framework[*id].key)
            .map(|practice| open_view(framework, practice))
            .collect(),
        open_duties: asks.map(|asks| duties(framework, scorecard, steps, asks)),
    }
}

/// What is asked that practices serve which stay below their targets.
fn duties(framework: &Framework, scorecard: &Scorecard, steps: &[Step], asks: &[Ask]) -> Vec<DutyView> {
    let duty = |practice: (PracticeId, u8, u8)| {
        let asks = served(&framework[practice.0].law, asks);
        let unsure = asks.iter().any(|ask| ask.unsure);
        let mut words: Vec<String> = asks.into_iter().map(|ask| ask.what.clone()).collect();
        words.dedup();
        (!words.is_empty()).then(|| DutyView { open: open_view(framework, practice), asks: words, unsure })
    };
    still_open(scorecard, steps).filter_map(duty).collect()
}

fn open_view(framework: &Framework, (id, after, target): (PracticeId, u8, u8)) -> OpenView {
    let level = |level: u8| framework.levels[usize::from(level)].id.clone();
    let practice = &framework[id];
    OpenView {
        practice: practice.id.clone(),
        title: practice.title.clone(),
        level: level(after),
        target: level(target),
    }
}

/// What is asked on topics, one of which stands for all below it.
pub(super) fn served<'a>(topics: &[String], asks: &'a [Ask]) -> Vec<&'a Ask> {
    let within = |ask: &Ask, topic: &String| {
        ask.topic.strip_prefix(topic.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    asks.iter().filter(|ask| topics.iter().any(|topic| within(ask, topic))).collect()
}

fn swaps(framework: &Framework, reach: &Reach) -> Vec<SwapView> {
    let Reach::Steps(found) = reach else { return Vec::new() };
    let swap = |(step, without): (&Step, &Without)| match without {
        Without::Costs { more, instead } => Some(SwapView {
            practice: framework[step.practice].id.clone(),
            to: framework.levels[usize::from(step.level)].id.clone(),
            more: *more,
            instead: instead.iter().map(|need| named(framework, *need)).collect(),
        }),
        Without::Needed | Without::NotShown => None,
    };
    found.steps.iter().zip(&found.without).filter_map(swap).collect()
}

fn needed(reach: &Reach) -> Option<usize> {
    match reach {
        Reach::Steps(found) if !found.without.is_empty() => {
            Some(found.without.iter().filter(|without| **without == Without::Needed).count())
        }
        _ => None,
    }
}

/// Practices that stay below their targets, with the level at which they then are.
fn still_open<'a>(scorecard: &'a Scorecard, steps: &'a [Step]) -> impl Iterator<Item = (PracticeId, u8, u8)> + 'a {
    let gaps = scorecard.practices.iter().filter(|score| score.gap() > 0);
    gaps.filter_map(|score| {
        let lifted = steps.iter().filter(|step| step.practice == score.practice).map(|step| step.level).max();
        let after = lifted.unwrap_or(score.claimed);
        (after < score.target).then_some((score.practice, after, score.target))
    })
}

fn hindrance_view(framework: &Framework, hindrance: &Hindrance) -> HindranceView {
    let id = |block: usize| framework.blocks[block].id.clone();
    let chain = |chain: &Vec<Need>| chain.iter().map(|need| named(framework, *need)).collect::<Vec<String>>();
    let (why, block, chains) = match hindrance {
        Hindrance::NothingApplies(block) => ("nothing-applies", block.map(id), Vec::new()),
        Hindrance::LeftOut(left) => ("left-out", None, vec![chain(left)]),
        Hindrance::Short { block, chains } => ("short", Some(id(*block)), chains.iter().map(chain).collect()),
        Hindrance::TooLarge(_) => ("too-large", None, Vec::new()),
    };
    HindranceView { why, block, chains }
}

/// A practice and a level, as they are typed.
fn named(framework: &Framework, need: Need) -> String {
    format!("{}={}", framework[need.practice].id, framework.levels[usize::from(need.level)].id)
}
