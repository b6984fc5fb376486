//! What leaves the room: serialisable, versioned, changing only by adding.

use serde::{Serialize, Serializer};

use super::{
    budget::MostScore,
    choose::Step,
    goal_view::GoalView,
    plan::{Item, Plan},
};
use crate::{
    assessment::{Assessment, Scorecard, State},
    framework::{Framework, Step as Phase},
};

/// A plan as it is shown and exported. Effort and capacity are person-days, capacity a month.
#[derive(Debug, Clone, Serialize)]
pub struct PlanView {
    pub version: u32,
    pub kind: &'static str,
    pub framework: String,
    pub framework_version: String,
    pub framework_title: String,
    pub organisation: String,
    pub country: String,
    pub profile: String,
    /// The level that is to be reached; without one, all targets are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<GoalView>,
    /// The person-days to spend, instead of a level or targets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<BudgetView>,
    pub start: String,
    pub finish: String,
    pub effort: u64,
    pub items: Vec<ItemView>,
    pub milestones: Vec<MilestoneView>,
    pub by_role: Vec<TotalView>,
    pub by_block: Vec<TotalView>,
    pub assumptions: Vec<String>,
    pub statement: String,
}

impl PlanView {
    /// Whether a goal was named that no actions reach.
    #[must_use]
    pub fn is_impossible(&self) -> bool {
        self.goal.as_ref().is_some_and(|goal| goal.never.is_some())
    }
}

/// Person-days to spend, and what they buy. Scores are in basis points, overall and by claimed levels.
#[derive(Debug, Clone, Serialize)]
pub struct BudgetView {
    pub days: u64,
    pub effort: u64,
    pub before: u32,
    pub claimed: u32,
    /// No plan within the days scores more.
    pub at_most: u32,
    /// Whether that is what this plan scores: nothing is called the most where it was not shown.
    pub most: bool,
}

/// What a budget buys, as it is shown and exported.
#[must_use]
pub fn budget_view(scorecard: &Scorecard, days: u64, found: &MostScore) -> BudgetView {
    BudgetView {
        days,
        effort: found.effort,
        before: scorecard.overall.claimed.unwrap_or_default().0,
        claimed: found.claimed.0,
        at_most: found.at_most.0,
        most: found.most,
    }
}

/// One action with its dates.
#[derive(Debug, Clone, Serialize)]
pub struct ItemView {
    /// Its number in the plan, from 1.
    pub number: usize,
    #[serde(serialize_with = "phase")]
    pub phase: Phase,
    pub practice: String,
    pub title: String,
    pub block: String,
    pub from: String,
    pub to: String,
    pub action: String,
    pub role: String,
    pub effort: u32,
    pub start: String,
    pub due: String,
    /// Numbers of the items it waits for.
    pub after: Vec<usize>,
    pub critical: bool,
    /// `false` where only other actions wait for it, not the practice's own target.
    pub wanted: bool,
    /// Added to the overall score, in basis points, rounded down.
    pub gain: u64,
}

/// A level reached on a day.
#[derive(Debug, Clone, Serialize)]
pub struct MilestoneView {
    pub day: String,
    /// Id of the block, or `overall`.
    pub block: String,
    pub title: String,
    pub level: String,
}

/// A sum of person-days.
#[derive(Debug, Clone, Serialize)]
pub struct TotalView {
    pub id: String,
    pub title: String,
    pub effort: u64,
    /// Person-days a month, of a role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
}

/// A next step, without dates.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    pub practice: String,
    pub title: String,
    pub from: String,
    pub to: String,
    pub action: String,
    pub role: String,
    pub role_title: String,
    pub effort: u32,
    /// Added to the overall score, in basis points, rounded down.
    pub gain: u64,
    /// `false` where the practice is not assessed yet, and may be further than level 0.
    pub assessed: bool,
}

/// The plan as it is shown and exported.
#[must_use]
pub fn view(framework: &Framework, assessment: &Assessment, scorecard: &Scorecard, plan: &Plan) -> PlanView {
    let level = |level: u8| framework.levels[usize::from(level)].id.clone();
    PlanView {
        version: 1,
        kind: "plan",
        framework: framework.pack.id.clone(),
        framework_version: framework.pack.version.clone(),
        framework_title: framework.pack.title.clone(),
        organisation: assessment.organisation.name.clone(),
        country: assessment.organisation.country.clone(),
        profile: framework.profiles[scorecard.profile.0].id.clone(),
        goal: None,
        budget: None,
        start: plan.start.to_string(),
        finish: plan.finish.to_string(),
        effort: plan.by_role.values().sum(),
        items: plan.items.iter().enumerate().map(|(at, item)| item_view(framework, scorecard, at, item)).collect(),
        milestones: plan
            .milestones
            .iter()
            .map(|milestone| MilestoneView {
                day: milestone.day.to_string(),
                block: milestone.block.map_or_else(|| "overall".to_owned(), |at| framework.blocks[at].id.clone()),
                title: milestone
                    .block
                    .map_or_else(|| "All building blocks".to_owned(), |at| framework.blocks[at].title.clone()),
                level: level(milestone.level),
            })
            .collect(),
        by_role: plan
            .by_role
            .iter()
            .map(|(role, effort)| TotalView {
                id: framework[*role].id.clone(),
                title: framework[*role].title.clone(),
                effort: *effort,
                capacity: plan.capacity.0.get(role.0).copied(),
            })
            .collect(),
        by_block: plan
            .by_block
            .iter()
            .map(|(block, effort)| TotalView {
                id: framework.blocks[*block].id.clone(),
                title: framework.blocks[*block].title.clone(),
                effort: *effort,
                capacity: None,
            })
            .collect(),
        assumptions: assumptions(framework, plan, assessment.sentences_changed),
        statement: framework.pack.statement.clone(),
    }
}

/// A next step as it is shown and exported.
#[must_use]
pub fn step_view(framework: &Framework, scorecard: &Scorecard, step: &Step) -> StepView {
    let practice = &framework[step.practice];
    let action = &practice.actions[usize::from(step.level) - 1];
    StepView {
        practice: practice.id.clone(),
        title: practice.title.clone(),
        assessed: scorecard.practice(step.practice).is_some_and(|score| score.state != State::NotAssessed),
        from: framework.levels[usize::from(step.level) - 1].id.clone(),
        to: framework.levels[usize::from(step.level)].id.clone(),
        action: action.text.clone(),
        role: framework[action.role].id.clone(),
        role_title: framework[action.role].title.clone(),
        effort: step.effort,
        gain: step.gain / 1_000_000,
    }
}

fn item_view(framework: &Framework, scorecard: &Scorecard, at: usize, item: &Item) -> ItemView {
    let step = step_view(framework, scorecard, &item.step);
    ItemView {
        number: at + 1,
        phase: item.step.phase,
        block: framework.blocks[framework[item.step.practice].block].id.clone(),
        practice: step.practice,
        title: step.title,
        from: step.from,
        to: step.to,
        action: step.action,
        role: step.role,
        effort: step.effort,
        start: item.start.to_string(),
        due: item.finish.to_string(),
        after: item.needs.iter().map(|need| need + 1).collect(),
        critical: item.critical,
        wanted: item.step.wanted,
        gain: step.gain,
    }
}

/// What the dates rest on.
fn assumptions(framework: &Framework, plan: &Plan, sentences_changed: usize) -> Vec<String> {
    let capacity: Vec<String> = plan
        .by_role
        .keys()
        .map(|role| format!("{} {}", framework[*role].id, plan.capacity.0.get(role.0).copied().unwrap_or(1)))
        .collect();
    let mut list = Vec::new();
    if !capacity.is_empty() {
        list.push(format!(
            "person-days a month: {}; change them with `--capacity` or in `dmf.toml`",
            capacity.join(", ")
        ));
    }
    list.extend([
        "a role works on one action after another, its days spread evenly over Monday to Friday; public holidays are not known".to_owned(),
        efforts(plan),
        format!(
            "an action starts the day after the last one that it waits for; of those that can start, the earlier phase goes first, then {}",
            plan.order.words()
        ),
        "evidence is kept up; a level that is claimed without evidence is planned as if it were there".to_owned(),
    ]);
    if sentences_changed > 0 {
        list.push(format!(
            "{sentences_changed} answers are read by sentences that are newer than they (sentences-changed): `dmf framework migrate` says what to look at again"
        ));
    }
    list
}

/// Whose estimates the efforts are.
fn efforts(plan: &Plan) -> String {
    let own = plan.items.iter().filter(|item| item.step.own).count();
    let whose = match own {
        0 => "the framework's estimate for the profile".to_owned(),
        own if own == plan.items.len() => "your own estimate".to_owned(),
        own => format!("your own estimate for {own} of the actions, the framework's for the profile for the others"),
    };
    format!("effort is {whose}, in person-days; a practice that is not assessed starts from level 0")
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn phase<S: Serializer>(phase: &Phase, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(phase.as_str())
}
