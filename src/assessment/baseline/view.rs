//! What leaves the room: serialisable, versioned, changing only by adding.

use std::collections::HashSet;

use serde::Serialize;

use super::{
    compare::{Comparison, FiguresChange, Reason, Trend},
    model::{Baseline, Recorded},
};
use crate::{
    assessment::{
        ScorecardView,
        score::{EvidenceState, PracticeScore, Scorecard, State},
    },
    framework::Framework,
};

/// What became of a baseline. Scores are basis points, all made by one method.
#[derive(Debug, Clone, Serialize)]
pub struct ComparisonView {
    pub version: u32,
    pub kind: &'static str,
    /// Where the baseline comes from.
    pub baseline: String,
    /// The days on which evidence was weighed.
    pub before_day: String,
    pub after_day: String,
    pub organisation: String,
    pub regressions: usize,
    pub improvements: usize,
    /// What the method does otherwise; none of it is a regression.
    pub method: Vec<MethodChangeView>,
    /// By which method both sides are scored, in words, where it changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scored_by: Option<&'static str>,
    pub overall: FiguresChangeView,
    pub blocks: Vec<FiguresChangeView>,
    /// The practices whose answers moved, the worse ones first.
    pub practices: Vec<PracticeChangeView>,
    /// What is said otherwise beside levels: evidence, what is left out, targets, whose answers they are, and the rules.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<SaidView>,
}

/// One thing that is said otherwise than it was.
#[derive(Debug, Clone, Serialize)]
pub struct SaidView {
    /// The code of the finding that a gate makes of it.
    pub code: &'static str,
    pub message: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct MethodChangeView {
    pub what: String,
    pub before: String,
    pub after: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct FiguresChangeView {
    pub id: String,
    pub title: String,
    pub trend: Trend,
    pub before: BriefView,
    pub after: BriefView,
    /// Basis points gained or lost.
    pub claimed_by: i64,
    pub evidenced_by: i64,
    /// What was printed then, where another method made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printed: Option<BriefView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct BriefView {
    pub claimed: Option<u32>,
    pub evidenced: Option<u32>,
    pub reached: Option<String>,
    pub reached_evidenced: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PracticeChangeView {
    pub id: String,
    pub title: String,
    pub block: String,
    pub trend: Trend,
    pub reasons: Vec<Reason>,
    /// In words, such as `established → developing`.
    pub words: String,
    pub before: SideView,
    pub after: SideView,
}

#[derive(Debug, Clone, Serialize)]
pub struct SideView {
    pub state: State,
    pub claimed: String,
    pub evidenced: String,
    pub evidence: EvidenceState,
}

/// A comparison as it is shown and exported.
#[must_use]
pub fn comparison_view(
    framework: &Framework,
    baseline: &Baseline,
    comparison: &Comparison,
    now: &Scorecard,
) -> ComparisonView {
    let mut practices: Vec<PracticeChangeView> = comparison
        .practices
        .iter()
        .map(|change| {
            let practice = &framework[change.after.practice];
            PracticeChangeView {
                id: practice.id.clone(),
                title: practice.title.clone(),
                block: framework.blocks[practice.block].id.clone(),
                trend: change.trend,
                reasons: change.reasons.clone(),
                words: words(framework, &change.before, &change.after, &change.reasons),
                before: side(framework, &change.before),
                after: side(framework, &change.after),
            }
        })
        .collect();
    practices.sort_by_key(|change| change.trend != Trend::Worse);
    ComparisonView {
        version: 1,
        kind: "comparison",
        changes: Vec::new(),
        baseline: baseline.origin.clone(),
        before_day: baseline.day.to_string(),
        after_day: now.today.to_string(),
        organisation: baseline.organisation.clone(),
        regressions: comparison.regressions(),
        improvements: comparison.improvements(),
        method: comparison
            .method
            .iter()
            .map(|change| MethodChangeView {
                what: change.what.clone(),
                before: change.before.clone(),
                after: change.after.clone(),
            })
            .collect(),
        scored_by: (!comparison.method.is_empty()).then_some(if comparison.by_old_method {
            "the old method"
        } else {
            "the new method"
        }),
        overall: figures(framework, baseline, &comparison.overall),
        blocks: comparison.blocks.iter().map(|change| figures(framework, baseline, change)).collect(),
        practices,
    }
}

/// A scorecard as a baseline that keeps the better of both: a practice that is kept from before says nothing of now.
#[must_use]
pub fn view_kept(mut view: ScorecardView, comparison: &Comparison, framework: &Framework) -> ScorecardView {
    let worse = comparison.practices.iter().filter(|change| change.trend == Trend::Worse);
    let worse: HashSet<&str> = worse.map(|change| framework[change.after.practice].id.as_str()).collect();
    for practice in view.practices.iter_mut().filter(|practice| worse.contains(practice.id.as_str())) {
        practice.note = None;
        practice.reason = None;
    }
    view
}

/// `established → developing`, and what became of the evidence.
pub(in crate::assessment) fn words(
    framework: &Framework,
    before: &PracticeScore,
    after: &PracticeScore,
    reasons: &[Reason],
) -> String {
    let name = |score: &PracticeScore| match score.state {
        State::Answered => framework.levels[usize::from(score.claimed)].id.clone(),
        State::NotAssessed => "not assessed".to_owned(),
        State::NotApplicable => "not applicable".to_owned(),
    };
    let (from, to) = (name(before), name(after));
    let mut parts = if from == to { vec![from] } else { vec![format!("{from} → {to}")] };
    let level = |level: u8| &framework.levels[usize::from(level)].id;
    for reason in reasons {
        match reason {
            Reason::EvidenceLost => parts.push("its evidence is gone".to_owned()),
            Reason::EvidenceExpired => parts.push("its evidence is out of date".to_owned()),
            Reason::EvidenceWeaker if after.evidenced == 0 => {
                parts.push("its evidence stands for nothing any more".to_owned());
            }
            Reason::EvidenceWeaker => parts.push(format!("its evidence shows {} only", level(after.evidenced))),
            Reason::LowerLevel | Reason::NotApplicable | Reason::Vanished => {}
        }
    }
    if reasons.is_empty() && before.claimed == after.claimed && before.evidenced != after.evidenced {
        parts.push(format!("by evidence {} → {}", level(before.evidenced), level(after.evidenced)));
    }
    parts.join(", ")
}

fn side(framework: &Framework, score: &PracticeScore) -> SideView {
    let level = |level: u8| framework.levels[usize::from(level)].id.clone();
    SideView {
        state: score.state,
        claimed: level(score.claimed),
        evidenced: level(score.evidenced),
        evidence: score.evidence,
    }
}

fn figures(framework: &Framework, baseline: &Baseline, change: &FiguresChange) -> FiguresChangeView {
    let now: Vec<&str> = framework.levels.iter().map(|level| level.id.as_str()).collect();
    let then: Vec<&str> = baseline.method.scale.iter().map(String::as_str).collect();
    let by = |before: Option<crate::assessment::Basis>, after: Option<crate::assessment::Basis>| {
        before.zip(after).map_or(0, |(before, after)| i64::from(after.0) - i64::from(before.0))
    };
    let (id, title) = match change.block {
        Some(block) => (framework.blocks[block].id.clone(), framework.blocks[block].title.clone()),
        None => ("overall".to_owned(), "Overall".to_owned()),
    };
    FiguresChangeView {
        id,
        title,
        trend: change.trend,
        before: brief(&change.before, &now),
        after: brief(&change.after, &now),
        claimed_by: by(change.before.claimed, change.after.claimed),
        evidenced_by: by(change.before.evidenced, change.after.evidenced),
        printed: change.printed.as_ref().map(|printed| brief(printed, &then)),
    }
}

fn brief(figures: &Recorded, scale: &[&str]) -> BriefView {
    let level = |level: Option<u8>| level.and_then(|level| scale.get(usize::from(level))).map(|id| (*id).to_owned());
    BriefView {
        claimed: figures.claimed.map(|share| share.0),
        evidenced: figures.evidenced.map(|share| share.0),
        reached: level(figures.reached),
        reached_evidenced: level(figures.reached_evidenced),
    }
}
