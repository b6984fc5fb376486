//! What leaves the room: serialisable, versioned, changing only by adding.

use serde::Serialize;

use super::{
    figures::Basis,
    model::{Answer, Assessment},
    score::{EvidenceState, Figures, GroupScore, Scorecard, State},
};
use crate::framework::{Framework, View};

/// A scorecard as it is shown and exported. Scores are basis points of the scale, levels go by their ids.
#[derive(Debug, Clone, Serialize)]
pub struct ScorecardView {
    pub version: u32,
    pub kind: &'static str,
    pub framework: FrameworkRef,
    pub organisation: OrganisationView,
    pub profile: String,
    pub as_of: Option<String>,
    pub today: String,
    /// Answers that were supposed, such as `GOV-01=established`; a scorecard with any is not the organisation's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub what_if: Vec<String>,
    /// Ids of the levels, from 0 upward.
    pub scale: Vec<String>,
    /// Basis points of the weight that must be at a level for a block to reach it.
    pub reach_share: u32,
    pub overall: FiguresView,
    pub blocks: Vec<BlockView>,
    /// The same answers by the components of a view, where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub components: Option<ComponentsView>,
    pub practices: Vec<PracticeView>,
    /// Practices below target, the widest gap by weight first.
    pub gaps: Vec<GapView>,
    pub outside_profile: usize,
    pub statement: String,
}

/// Which framework, and which version of it.
#[derive(Debug, Clone, Serialize)]
pub struct FrameworkRef {
    pub id: String,
    pub version: String,
    pub title: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct OrganisationView {
    pub name: String,
    pub country: String,
    pub sector: Option<String>,
    pub tags: Vec<String>,
}

/// Figures of a block, a component, or all.
#[derive(Debug, Clone, Serialize)]
pub struct FiguresView {
    pub claimed: Option<u32>,
    pub evidenced: Option<u32>,
    pub target: Option<u32>,
    pub reached: Option<String>,
    pub reached_evidenced: Option<String>,
    /// Basis points of the weight that do not apply.
    pub left_out: u32,
    /// Basis points of the applicable weight that are not assessed.
    pub not_assessed: u32,
    pub counts: CountsView,
}

#[derive(Debug, Clone, Serialize)]
pub struct CountsView {
    pub asked: usize,
    pub answered: usize,
    pub not_assessed: usize,
    pub not_applicable: usize,
    pub below_target: usize,
    pub unbacked: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct BlockView {
    pub id: String,
    pub title: String,
    /// Weight of a building block in the overall score; components of a view have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<u32>,
    #[serde(flatten)]
    pub figures: FiguresView,
}

#[derive(Debug, Clone, Serialize)]
pub struct ComponentsView {
    pub view: String,
    pub title: String,
    pub statement: String,
    pub components: Vec<BlockView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PracticeView {
    pub id: String,
    pub title: String,
    pub block: String,
    pub state: &'static str,
    pub claimed: String,
    pub evidenced: String,
    pub target: String,
    pub gap: u8,
    pub key: bool,
    pub weight: u32,
    pub evidence: &'static str,
    /// The day on which evidence that does not count today ended, or will begin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence_day: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct GapView {
    pub id: String,
    pub title: String,
    pub claimed: String,
    pub target: String,
    pub gap: u8,
    pub key: bool,
    pub weight: u32,
    pub state: &'static str,
}

/// The scorecard as it is shown and exported.
#[must_use]
pub fn view(
    framework: &Framework,
    assessment: &Assessment,
    scorecard: &Scorecard,
    components: Option<(&View, &[GroupScore])>,
) -> ScorecardView {
    let id = |level: u8| framework.levels[usize::from(level)].id.clone();
    let practices: Vec<PracticeView> = scorecard
        .practices
        .iter()
        .map(|score| {
            let practice = &framework[score.practice];
            let (reason, note) = match &assessment.answers[score.practice.0] {
                Answer::NotApplicable { reason } => (Some(reason.clone()), None),
                Answer::Level { note, .. } => (None, note.clone()),
                Answer::Missing => (None, None),
            };
            PracticeView {
                id: practice.id.clone(),
                title: practice.title.clone(),
                block: framework.blocks[practice.block].id.clone(),
                state: state(score.state),
                claimed: id(score.claimed),
                evidenced: id(score.evidenced),
                target: id(score.target),
                gap: score.gap(),
                key: practice.key,
                weight: practice.weight,
                evidence: evidence(score.evidence),
                evidence_day: score.evidence_day.map(|day| day.to_string()),
                reason,
                note,
            }
        })
        .collect();
    ScorecardView {
        version: 1,
        kind: "scorecard",
        framework: FrameworkRef {
            id: framework.pack.id.clone(),
            version: framework.pack.version.clone(),
            title: framework.pack.title.clone(),
        },
        organisation: OrganisationView {
            name: assessment.organisation.name.clone(),
            country: assessment.organisation.country.clone(),
            sector: assessment.organisation.sector.clone(),
            tags: assessment.organisation.tags.clone(),
        },
        profile: framework.profiles[scorecard.profile.0].id.clone(),
        as_of: assessment.as_of.map(|day| day.to_string()),
        today: scorecard.today.to_string(),
        what_if: Vec::new(),
        scale: framework.levels.iter().map(|level| level.id.clone()).collect(),
        reach_share: framework.reach_share,
        overall: figures(framework, &scorecard.overall),
        blocks: scorecard
            .blocks
            .iter()
            .map(|block| BlockView {
                id: framework.blocks[block.group].id.clone(),
                title: framework.blocks[block.group].title.clone(),
                weight: Some(framework.blocks[block.group].weight),
                figures: figures(framework, &block.figures),
            })
            .collect(),
        components: components.map(|(view, groups)| ComponentsView {
            view: view.pack.id.clone(),
            title: view.pack.title.clone(),
            statement: view.pack.statement.clone(),
            components: groups
                .iter()
                .map(|group| BlockView {
                    id: view.components[group.group].id.clone(),
                    title: view.components[group.group].title.clone(),
                    weight: None,
                    figures: figures(framework, &group.figures),
                })
                .collect(),
        }),
        gaps: gaps(framework, scorecard),
        practices,
        outside_profile: scorecard.outside_profile,
        statement: framework.pack.statement.clone(),
    }
}

/// Widest gap by weight first, key practices before others, then by id.
fn gaps(framework: &Framework, scorecard: &Scorecard) -> Vec<GapView> {
    let id = |level: u8| framework.levels[usize::from(level)].id.clone();
    let mut gaps: Vec<GapView> = scorecard
        .practices
        .iter()
        .filter(|score| score.gap() > 0)
        .map(|score| {
            let practice = &framework[score.practice];
            GapView {
                id: practice.id.clone(),
                title: practice.title.clone(),
                claimed: id(score.claimed),
                target: id(score.target),
                gap: score.gap(),
                key: practice.key,
                weight: practice.weight,
                state: state(score.state),
            }
        })
        .collect();
    let size = |gap: &GapView| u32::from(gap.gap) * gap.weight;
    gaps.sort_by(|a, b| (size(b), b.key).cmp(&(size(a), a.key)).then_with(|| a.id.cmp(&b.id)));
    gaps
}

fn figures(framework: &Framework, figures: &Figures) -> FiguresView {
    let share = |basis: Option<Basis>| basis.map(|basis| basis.0);
    let level = |level: Option<u8>| level.map(|level| framework.levels[usize::from(level)].id.clone());
    let counts = figures.counts;
    FiguresView {
        claimed: share(figures.claimed),
        evidenced: share(figures.evidenced),
        target: share(figures.target),
        reached: level(figures.reached),
        reached_evidenced: level(figures.reached_evidenced),
        left_out: figures.left_out.0,
        not_assessed: figures.not_assessed.0,
        counts: CountsView {
            asked: counts.asked,
            answered: counts.answered,
            not_assessed: counts.not_assessed,
            not_applicable: counts.not_applicable,
            below_target: counts.below_target,
            unbacked: counts.unbacked,
        },
    }
}

pub(super) const fn state(state: State) -> &'static str {
    match state {
        State::Answered => "answered",
        State::NotAssessed => "not-assessed",
        State::NotApplicable => "not-applicable",
    }
}

pub(super) const fn evidence(state: EvidenceState) -> &'static str {
    match state {
        EvidenceState::NotNeeded => "not-needed",
        EvidenceState::Missing => "missing",
        EvidenceState::Expired => "expired",
        EvidenceState::NotYet => "not-yet",
        EvidenceState::Partial => "partial",
        EvidenceState::Current => "current",
    }
}
