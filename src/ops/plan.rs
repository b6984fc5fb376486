//! From gaps to dated actions.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{
    Reading, Session, Stop, former,
    score::{Scored, level},
};
use crate::{
    assessment::{Scorecard, State},
    framework::{Framework, Need, ProfileId},
    jurisdiction::{self, DpoRule, Fact, Jurisdiction, Penalty, Status, TOPICS},
    load::decode,
    remediation::{
        self, Ask, Capacity, CurveView, Goal, GoalView, Hindrance, Lawful, LeftOutView, LimitView, LinearProblem,
        MOST_CURVE_STEPS, MOST_STEPS, Order, PlanView, RawWishes, Reach, Wishes,
    },
};

/// Asks for a plan.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    pub worksheet: PathBuf,
    pub reading: Reading,
    /// The first day of work, instead of today.
    pub start: Option<Date>,
    /// Person-days a month, by role, instead of what `dmf.toml` or the profile says.
    pub capacity: Vec<(String, u32)>,
    /// What the plan is for.
    pub aim: Aim,
    /// Which of the actions that can begin is taken first.
    pub order: Order,
    /// `plan.yaml`: what it has to hold, does without, and takes by one's own estimate.
    pub wishes: Option<PathBuf>,
}

/// What a plan is for.
#[derive(Debug, Clone, Default)]
pub enum Aim {
    /// Every target of the worksheet.
    #[default]
    Targets,
    /// A level, with the least effort.
    Reach(Reaching),
    /// The most score for so many person-days.
    Budget(u64),
}

/// Asks for the least effort that reaches a level.
#[derive(Debug, Clone, Default)]
pub struct Reaching {
    /// By its id or number.
    pub level: String,
    /// Ids of the building blocks that are to reach it; all in which anything applies where none is named.
    pub blocks: Vec<String>,
    /// What is wanted beside, by practice and level.
    pub must: Vec<(String, String)>,
    /// What is not done, by practice and level.
    pub leave: Vec<(String, String)>,
}

/// Makes a plan.
///
/// # Errors
/// When the worksheet cannot be read or is wrong, a role, level or block is named that is not there, or a goal has more steps
/// than are solved. That nothing reaches a goal is an answer.
pub fn plan(session: &mut Session, request: &Plan) -> Result<PlanView, Stop> {
    session.open(&request.worksheet)?;
    let Scored { framework, assessment, scorecard, .. } = session.score(&request.worksheet, &request.reading)?;
    let capacity = capacity(&request.capacity, &framework, scorecard.profile, session)?;
    let start = request.start.unwrap_or(session.today());
    let wishes = wishes(request.wishes.as_deref(), &framework, &scorecard, session)?;
    let (own, order) = (&wishes.estimates, request.order);
    wants_a_goal(&wishes, &request.aim)?;
    let reaching = match &request.aim {
        Aim::Reach(reaching) => reaching,
        Aim::Targets => {
            let steps = remediation::steps(&framework, &scorecard, own);
            let plan = remediation::arrange(&framework, &assessment, &scorecard, &steps, order, capacity, start);
            return Ok(remediation::view(&framework, &assessment, &scorecard, &plan));
        }
        Aim::Budget(days) => {
            let found = remediation::budget(&framework, &assessment, &scorecard, own, *days).ok_or_else(too_many)?;
            let plan = remediation::arrange(&framework, &assessment, &scorecard, &found.steps, order, capacity, start);
            let budget = remediation::budget_view(&scorecard, *days, &found);
            return Ok(PlanView {
                budget: Some(budget),
                ..remediation::view(&framework, &assessment, &scorecard, &plan)
            });
        }
    };
    let left_out = left_out(reaching, &wishes, &framework);
    let goal = goal(reaching, wishes, &framework, &scorecard)?;
    let reach = remediation::reach(&framework, &scorecard, &goal);
    let steps = match &reach {
        Reach::Steps(found) => found.steps.as_slice(),
        Reach::Never(Hindrance::TooLarge(steps)) => return Err(too_large(*steps)),
        Reach::Already | Reach::Never(_) => &[],
    };
    let plan = remediation::arrange(&framework, &assessment, &scorecard, steps, order, capacity, start);
    let law = lawful(&assessment.organisation.country, session)?;
    let asks = law.as_ref().map(|law| law.asks.as_slice());
    let goal = remediation::goal_view(&framework, &scorecard, &goal, &reach, asks);
    let goal = GoalView { left_out, ..goal };
    Ok(PlanView { goal: Some(goal), ..remediation::view(&framework, &assessment, &scorecard, &plan) })
}

/// Asks for the curve of effort against score.
#[derive(Debug, Clone, Default)]
pub struct Curve {
    pub worksheet: PathBuf,
    pub reading: Reading,
    /// `plan.yaml`: of it the own estimates count.
    pub wishes: Option<PathBuf>,
}

/// Draws the curve of effort against score, with what each level takes.
///
/// # Errors
/// When the worksheet cannot be read or is wrong, or there are more steps than a curve is drawn of.
pub fn curve(session: &mut Session, request: &Curve) -> Result<CurveView, Stop> {
    session.open(&request.worksheet)?;
    let Scored { framework, assessment, scorecard, .. } = session.score(&request.worksheet, &request.reading)?;
    let wishes = wishes(request.wishes.as_deref(), &framework, &scorecard, session)?;
    let curve = remediation::curve(&framework, &assessment, &scorecard, &wishes.estimates).ok_or_else(too_many)?;
    Ok(remediation::curve_view(&framework, &assessment, &scorecard, &curve))
}

/// The problem that a plan for a goal solves, for a solver of others.
///
/// # Errors
/// As [`plan`], and when no goal is named.
pub fn plan_problem(session: &mut Session, request: &Plan) -> Result<LinearProblem, Stop> {
    session.open(&request.worksheet)?;
    let Scored { framework, scorecard, .. } = session.score(&request.worksheet, &request.reading)?;
    let wishes = wishes(request.wishes.as_deref(), &framework, &scorecard, session)?;
    match &request.aim {
        Aim::Reach(reaching) => {
            Ok(remediation::linear(&framework, &scorecard, &goal(reaching, wishes, &framework, &scorecard)?))
        }
        Aim::Budget(days) => {
            remediation::linear_budget(&framework, &scorecard, &wishes.estimates, *days).ok_or_else(too_many)
        }
        Aim::Targets => {
            Err(Stop::usage("`--format lp` writes a problem to be solved; add `--reach LEVEL` or `--budget DAYS`"))
        }
    }
}

/// What `plan.yaml` says; nothing where none is named.
fn wishes(
    file: Option<&Path>,
    framework: &Framework,
    scorecard: &Scorecard,
    session: &mut Session,
) -> Result<Wishes, Stop> {
    let Some(file) = file else { return Ok(Wishes::default()) };
    let Session { notes, scope, .. } = session;
    let source = notes.read(&*scope.world, file)?;
    let source = notes.sink.given(source)?;
    let raw = decode::<RawWishes>(source, &notes.sources, &mut notes.sink);
    let raw = notes.sink.given(raw)?;
    let wishes = remediation::wishes(raw, framework, scorecard, source, &notes.sources, &mut notes.sink);
    notes.sink.checked()?;
    Ok(wishes)
}

/// What is wanted and left out decides which steps reach a level; the other plans have no such choice, and would drop it
/// in silence.
fn wants_a_goal(wishes: &Wishes, aim: &Aim) -> Result<(), Stop> {
    let idle = wishes.must.is_empty() && wishes.leave.is_empty();
    if idle || matches!(aim, Aim::Reach(_)) {
        return Ok(());
    }
    Err(Stop::usage("`must` and `leave` of the file are for a level; add `--reach LEVEL`"))
}

/// What is left out by the file and on the command line.
fn left_out(reaching: &Reaching, wishes: &Wishes, framework: &Framework) -> Vec<LeftOutView> {
    let name =
        |step: &Need| format!("{}={}", framework[step.practice].id, framework.levels[usize::from(step.level)].id);
    let file = wishes.leave.iter();
    let file = file.map(|(step, reason)| LeftOutView { step: name(step), reason: Some(reason.clone()) });
    let typed = reaching.leave.iter().map(|(id, level)| LeftOutView { step: format!("{id}={level}"), reason: None });
    file.chain(typed).collect()
}

/// A step that is named: of a practice that applies, to a level at which it is not yet.
fn step((id, word): &(String, String), framework: &Framework, scorecard: &Scorecard) -> Result<Need, Stop> {
    let level = level(word, framework)?;
    let practice = framework.practice(id).ok_or_else(|| former::unknown(id, framework))?;
    let score = scorecard.practice(practice).filter(|score| score.state != State::NotApplicable);
    match score {
        None => Err(Stop::usage(format!("`{id}` does not apply here, and no plan has a step of it"))),
        Some(score) if score.claimed >= level => Err(Stop::usage(format!(
            "`{id}` is at `{}` already, and no plan has a step to `{word}`",
            framework.levels[usize::from(score.claimed)].id
        ))),
        Some(_) => Ok(Need { practice, level }),
    }
}

fn too_many() -> Stop {
    Stop::said(format!(
        "effort is held against score among up to {MOST_CURVE_STEPS} steps, and where the weights of the blocks have a common \
         measure; here are more, or they have none; `--reach` answers for larger frameworks"
    ))
}

fn too_large(steps: usize) -> Stop {
    Stop::said(format!(
        "the goal is a choice among {steps} steps, and the least effort is looked for among up to {MOST_STEPS}; name fewer \
         blocks with `--block`"
    ))
}

/// What the law of a country asks today and what it may ask, with the highest fine that it names; `None` where there is no file
/// of that law.
pub(super) fn lawful(country: &str, session: &mut Session) -> Result<Option<Lawful>, Stop> {
    let today = session.today();
    let Session { notes, scope, .. } = session;
    let atlas = scope.laws([country], notes)?;
    notes.sink.checked()?;
    let Some(place) = atlas.get(country) else { return Ok(None) };
    let ask = |line: &jurisdiction::Line<'_>| {
        let topic = TOPICS.iter().find(|topic| topic.id == line.topic)?;
        let what = format!("{}: {}", topic.section, topic.title.to_lowercase());
        let unsure = line.marks.unsure() || !line.marks.binds(today);
        let none = line.topic == "dpo" && place.dpo.what.rule == DpoRule::None;
        match line.marks.status_on(today) {
            Status::InForce | Status::Phased | Status::Unknown if !none => {
                Some(Ask { topic: topic.id, what, title: topic.title.to_lowercase(), unsure })
            }
            _ => None,
        }
    };
    let asks = jurisdiction::lines(place).iter().filter_map(|(line, _)| ask(line)).collect();
    Ok(Some(Lawful { country: place.name.clone(), asks, limit: limit(place, today) }))
}

/// The highest fine of those that bind: the sure ones before the others, and amounts only held against those of one currency.
fn limit(place: &Jurisdiction, today: Date) -> Option<LimitView> {
    let binds = || place.penalties.iter().filter(|fact| fact.marks.binds(today));
    let sure = binds().filter(|fact| !fact.marks.unsure());
    let named: Vec<&Fact<Penalty>> = if sure.clone().next().is_some() { sure.collect() } else { binds().collect() };
    let first = named.iter().find(|fact| fact.what.most.is_some()).or(named.first())?;
    let currency = first.what.most.as_ref().map(|most| &most.currency);
    let amount = |fact: &Fact<Penalty>| {
        fact.what.most.as_ref().filter(|most| Some(&most.currency) == currency).map(|most| most.amount)
    };
    let highest = named.iter().rev().max_by_key(|fact| amount(fact))?;
    Some(LimitView {
        words: highest.what.words(),
        as_of: highest.marks.as_of.to_string(),
        unsure: highest.marks.unsure(),
    })
}

fn goal(reaching: &Reaching, wishes: Wishes, framework: &Framework, scorecard: &Scorecard) -> Result<Goal, Stop> {
    let known: Vec<&str> = framework.blocks.iter().map(|block| block.id.as_str()).collect();
    let block = |word: &String| {
        let found = known.iter().position(|id| id.eq_ignore_ascii_case(word));
        found.ok_or_else(|| Stop::unknown("building block", word, &known))
    };
    let mut blocks = reaching.blocks.iter().map(block).collect::<Result<Vec<usize>, Stop>>()?;
    blocks.sort_unstable();
    blocks.dedup();
    let steps = |named: &[(String, String)]| {
        named.iter().map(|named| step(named, framework, scorecard)).collect::<Result<Vec<Need>, Stop>>()
    };
    let Wishes { must, leave, estimates } = wishes;
    Ok(Goal {
        level: level(&reaching.level, framework)?,
        blocks,
        must: must.into_iter().chain(steps(&reaching.must)?).collect(),
        leave: leave.into_iter().map(|(step, _)| step).chain(steps(&reaching.leave)?).collect(),
        estimates,
    })
}

/// Usual capacity, then `dmf.toml`'s, then the request's.
pub(super) fn capacity(
    asked: &[(String, u32)],
    framework: &Framework,
    profile: ProfileId,
    session: &mut Session,
) -> Result<Capacity, Stop> {
    let Session { notes, scope, .. } = session;
    let mut capacity = Capacity::usual(framework, profile);
    if let Some(workspace) = &scope.workspace {
        workspace.capacity(framework, &mut capacity, &notes.sources, &mut notes.sink);
    }
    notes.sink.checked()?;
    for (word, days) in asked {
        let known: Vec<&str> = framework.roles.iter().map(|role| role.id.as_str()).collect();
        let role = framework.role(word).ok_or_else(|| Stop::unknown("role", word, &known))?;
        capacity.0[role.0] = *days;
    }
    Ok(capacity)
}
