//! What whoever decides is asked first: whether the targets are reached, and the few practices that matter most of those
//! that are not.

use serde::Serialize;

use super::{
    goal_view::{Ask, served},
    view::{ItemView, PlanView},
};
use crate::{
    assessment::{FiguresView, LevelRef, PracticeView, ScorecardView, State},
    framework::Framework,
};

/// Decisions that are asked for at once: more are a list, and a list is put off.
const MOST_ASKED: usize = 3;

/// Where an organisation stands, and what has to be decided. Everything by evidence, which is what can be shown.
#[derive(Debug, Clone, Serialize)]
pub struct AskedView {
    /// Practices that apply.
    pub apply: usize,
    /// Of them, those whose evidence backs less than their target.
    pub below: usize,
    /// Of those, the key practices.
    pub below_keys: usize,
    /// The level that is reached throughout; nothing where nothing applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// How many building blocks there are in which anything applies.
    pub blocks: usize,
    /// Titles of those that have not reached a higher level.
    pub held_by: Vec<String>,
    pub decisions: Vec<DecisionView>,
    /// Practices below their target for which the plan has no action: what is claimed of them has to be shown.
    pub to_show: usize,
    /// The name of the country whose law was looked at; nothing where no file of it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law_of: Option<String>,
    /// The highest fine that this law names for what a data protection law asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<LimitView>,
}

/// A practice that is to be brought to its target. Effort is in person-days.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionView {
    pub practice: String,
    pub title: String,
    pub key: bool,
    /// The level that evidence backs; `None` where the practice was not assessed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidenced: Option<String>,
    pub claimed: String,
    pub target: String,
    /// What the plan takes for it; 0 where all that is missing is evidence.
    pub effort: u64,
    /// Titles of the roles that work on it, whoever has most to do first.
    pub roles: Vec<String>,
    /// Person-days a month that the first of them has by the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub a_month: Option<u32>,
    /// The last day of it by the plan, as `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// The first action.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// What the law asks that the practice serves, in words.
    pub asks: Vec<String>,
    /// Whether it is not sure that the law asks all of it.
    pub unsure: bool,
}

/// A highest fine, as the file of a law says it: never multiplied, never summed.
#[derive(Debug, Clone, Serialize)]
pub struct LimitView {
    pub words: String,
    /// The day of which the fact is, as `YYYY-MM-DD`.
    pub as_of: String,
    pub unsure: bool,
}

/// What the law of a country asks and names.
#[derive(Debug, Clone)]
pub struct Lawful {
    /// Its name.
    pub country: String,
    pub asks: Vec<Ask>,
    pub limit: Option<LimitView>,
}

/// What is asked of whoever decides. First what serves a duty that is sure, then key practices, then by weight, by how far a
/// practice is below its target, and by how low it stands.
#[must_use]
pub fn asked(framework: &Framework, card: &ScorecardView, plan: &PlanView, law: Option<Lawful>) -> AskedView {
    let below: Vec<&PracticeView> = card.practices.iter().filter(|practice| practice.is_below_by_evidence()).collect();
    let asks = law.as_ref().map(|law| law.asks.as_slice()).unwrap_or_default();
    let mut ranked: Vec<(&PracticeView, Vec<&Ask>)> = below
        .iter()
        .map(|practice| {
            let topics = framework.practice(&practice.id).map(|id| framework[id].law.as_slice()).unwrap_or_default();
            (*practice, served(topics, asks))
        })
        .collect();
    ranked.sort_by_key(|(practice, asks)| {
        let duty = u8::from(asks.iter().any(|ask| !ask.unsure)) + u8::from(!asks.is_empty());
        let gap = practice.target.number - practice.evidenced.number;
        (std::cmp::Reverse((duty, practice.key, practice.weight, gap)), practice.evidenced.number)
    });
    let stands_at = |figures: &FiguresView| figures.reached_evidenced.as_ref().map(|level| level.number);
    let lowest = stands_at(&card.overall);
    AskedView {
        apply: card.practices.iter().filter(|practice| practice.state != State::NotApplicable).count(),
        below: below.len(),
        below_keys: below.iter().filter(|practice| practice.key).count(),
        level: card.overall.reached_evidenced.as_ref().map(LevelRef::to_string),
        blocks: card.blocks.iter().filter(|block| block.figures.claimed.is_some()).count(),
        held_by: card
            .blocks
            .iter()
            .filter(|block| lowest.is_some() && stands_at(&block.figures) == lowest)
            .map(|block| block.title.clone())
            .collect(),
        decisions: ranked
            .into_iter()
            .take(MOST_ASKED)
            .map(|(practice, asks)| decision(practice, &asks, plan))
            .collect(),
        to_show: below.iter().filter(|practice| plan.items.iter().all(|item| item.practice != practice.id)).count(),
        limit: law.as_ref().and_then(|law| law.limit.clone()),
        law_of: law.map(|law| law.country),
    }
}

fn decision(practice: &PracticeView, asks: &[&Ask], plan: &PlanView) -> DecisionView {
    let items: Vec<&ItemView> = plan.items.iter().filter(|item| item.practice == practice.id).collect();
    let mut roles: Vec<(String, u32)> = Vec::new();
    for item in &items {
        let title = plan.by_role.iter().find(|role| role.id == item.role).map_or(&item.role, |role| &role.title);
        match roles.iter_mut().find(|(known, _)| known == title) {
            Some((_, effort)) => *effort += item.effort,
            None => roles.push((title.clone(), item.effort)),
        }
    }
    roles.sort_by_key(|(_, effort)| std::cmp::Reverse(*effort));
    let first = roles.first().map(|(title, _)| title);
    let a_month = plan.by_role.iter().find(|role| Some(&role.title) == first).and_then(|role| role.capacity);
    let mut words: Vec<String> = asks.iter().map(|ask| ask.title.clone()).collect();
    words.dedup();
    DecisionView {
        practice: practice.id.clone(),
        title: practice.title.clone(),
        key: practice.key,
        evidenced: (practice.state != State::NotAssessed).then(|| practice.evidenced.to_string()),
        claimed: practice.claimed.to_string(),
        target: practice.target.to_string(),
        effort: items.iter().map(|item| u64::from(item.effort)).sum(),
        a_month,
        roles: roles.into_iter().map(|(title, _)| title).collect(),
        due: items.iter().map(|item| item.due.clone()).max(),
        first: items.iter().min_by_key(|item| item.number).map(|item| item.action.clone()),
        asks: words,
        unsure: asks.iter().any(|ask| ask.unsure),
    }
}
