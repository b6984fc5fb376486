//! Scorecard → what leaves the room.

use super::{
    figures::Basis,
    left_out::stays,
    model::{Answer, Assessment, Proof},
    rules::MethodRules,
    score::{Figures, GroupScore, PracticeScore, Scorecard},
    standing::Weighed,
    view::{
        BlockView, ComponentView, ComponentsView, CountsView, FiguresView, FrameworkRef, GapView, KIND, LevelRef,
        OrganisationView, PracticeView, RecordView, ScorecardView, StandingsView, VERSION, VerifiedView,
    },
};
use crate::framework::{Framework, View};

/// The scorecard as it is shown and exported.
#[must_use]
pub fn view(
    framework: &Framework,
    assessment: &Assessment,
    scorecard: &Scorecard,
    components: Option<(&View, &[GroupScore])>,
) -> ScorecardView {
    let level = |level: u8| level_ref(framework, level);
    let practices: Vec<PracticeView> = scorecard
        .practices
        .iter()
        .map(|score| {
            let practice = &framework[score.practice];
            let (reason, note, records) = match &assessment.answers[score.practice.0] {
                Answer::NotApplicable { reason, .. } => (Some(reason.clone()), None, Vec::new()),
                Answer::Level { note, evidence, .. } => {
                    let records = evidence.iter().zip(&score.records);
                    (None, note.clone(), records.map(|(proof, weighed)| record(framework, proof, weighed)).collect())
                }
                Answer::Missing => (None, None, Vec::new()),
            };
            PracticeView {
                id: practice.id.clone(),
                title: practice.title.clone(),
                block: framework.blocks[practice.block].id.clone(),
                state: score.state,
                claimed: level(score.claimed),
                evidenced: level(score.evidenced),
                target: level(score.target),
                gap: score.gap(),
                key: practice.key,
                weight: practice.weight,
                evidence: score.evidence,
                evidence_day: score.evidence_day,
                verified: verified(framework, &assessment.answers[score.practice.0], score),
                records,
                reason,
                stays: stays(framework, practice, &assessment.answers[score.practice.0]),
                note,
            }
        })
        .collect();
    ScorecardView {
        version: VERSION,
        kind: KIND.to_owned(),
        framework: FrameworkRef {
            id: framework.pack.id.clone(),
            version: framework.pack.version.clone(),
            title: framework.pack.title.clone(),
        },
        organisation: OrganisationView {
            id: assessment.organisation.id.clone(),
            name: assessment.organisation.name.clone(),
            country: assessment.organisation.country.clone(),
            sector: assessment.organisation.sector.clone(),
            tags: assessment.organisation.tags.clone(),
        },
        profile: framework.profiles[scorecard.profile.0].id.clone(),
        as_of: assessment.as_of,
        today: scorecard.today,
        what_if: Vec::new(),
        scale: framework.levels.iter().map(|level| level.id.clone()).collect(),
        reach_share: framework.reach_share,
        method: Some(MethodRules::of(framework)),
        overall: figures(framework, &scorecard.overall),
        blocks: scorecard
            .blocks
            .iter()
            .map(|block| BlockView {
                id: framework.blocks[block.group].id.clone(),
                title: framework.blocks[block.group].title.clone(),
                weight: framework.profiles[scorecard.profile.0].weights[block.group],
                figures: figures(framework, &block.figures),
            })
            .collect(),
        components: components.map(|(view, groups)| ComponentsView {
            view: view.pack.id.clone(),
            title: view.pack.title.clone(),
            statement: view.pack.statement.clone(),
            components: groups
                .iter()
                .map(|group| ComponentView {
                    id: view.components[group.group].id.clone(),
                    title: view.components[group.group].title.clone(),
                    figures: figures(framework, &group.figures),
                })
                .collect(),
        }),
        sentences_changed: assessment.sentences_changed,
        gaps: gaps(framework, scorecard),
        practices,
        outside_profile: scorecard.outside_profile,
        statement: framework.pack.statement.clone(),
    }
}

/// Widest gap by weight first, key practices before others, then by id.
fn gaps(framework: &Framework, scorecard: &Scorecard) -> Vec<GapView> {
    let level = |level: u8| level_ref(framework, level);
    let mut gaps: Vec<GapView> = scorecard
        .practices
        .iter()
        .filter(|score| score.gap() > 0)
        .map(|score| {
            let practice = &framework[score.practice];
            GapView {
                id: practice.id.clone(),
                title: practice.title.clone(),
                claimed: level(score.claimed),
                target: level(score.target),
                gap: score.gap(),
                key: practice.key,
                weight: practice.weight,
                state: score.state,
            }
        })
        .collect();
    let size = |gap: &GapView| u32::from(gap.gap) * gap.weight;
    gaps.sort_by(|a, b| (size(b), b.key).cmp(&(size(a), a.key)).then_with(|| a.id.cmp(&b.id)));
    gaps
}

fn figures(framework: &Framework, figures: &Figures) -> FiguresView {
    let share = |basis: Option<Basis>| basis.map(|basis| basis.0);
    let level = |level: Option<u8>| level.map(|level| level_ref(framework, level));
    let counts = figures.counts;
    FiguresView {
        claimed: share(figures.claimed),
        evidenced: share(figures.evidenced),
        verified: share(figures.verified),
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
            verified: figures.verified.map(|_| counts.verified),
            records: framework
                .evidence
                .as_ref()
                .map(|_| StandingsView { all: counts.records.all(), of_each: counts.records }),
        },
    }
}

pub(super) fn verified(framework: &Framework, answer: &Answer, score: &PracticeScore) -> Option<VerifiedView> {
    let Answer::Level { verified: Some(verified), .. } = answer else { return None };
    Some(VerifiedView {
        level: level_ref(framework, verified.level),
        by: verified.by.clone(),
        on: verified.on,
        note: verified.note.clone(),
        state: score.verification?,
        counts: level_ref(framework, score.verified),
    })
}

fn record(framework: &Framework, proof: &Proof, weighed: &Weighed) -> RecordView {
    RecordView {
        what: proof.what.clone(),
        reference: proof.reference.as_ref().map(|reference| reference.as_str().to_owned()),
        standing: weighed.standing,
        why: weighed.why,
        holds: weighed.holds,
        backs: level_ref(framework, weighed.backs),
        until: weighed.last,
        not_here: weighed.away,
    }
}

pub(super) fn level_ref(framework: &Framework, number: u8) -> LevelRef {
    LevelRef { number, id: framework.levels[usize::from(number)].id.clone() }
}
