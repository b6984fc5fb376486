//! What one organisation comes to, as far as a portfolio needs it.

use crate::{
    assessment::{
        baseline::{Comparison, Recorded, Trend},
        figures::Basis,
        model::Assessment,
        score::{Counts, Figures, Scorecard},
    },
    framework::PracticeId,
};

/// What one organisation comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// As it was named; `None` where worksheets come without files.
    pub file: Option<String>,
    pub whose: Whose,
    pub profile: usize,
    pub overall: Brief,
    /// By block.
    pub blocks: Vec<Brief>,
    pub counts: Counts,
    /// Share of the applicable weight that is not assessed.
    pub not_assessed: Basis,
    /// Practices below target, with the levels that are missing.
    pub gaps: Vec<(PracticeId, u8)>,
    /// What became of its baseline; `None` without one.
    pub change: Option<Change>,
    /// Findings that fail; `None` where no gate is set.
    pub failing: Option<usize>,
    /// Answers that may be to the sentences of an older version of the framework.
    pub sentences_changed: usize,
}

/// Whose row it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whose {
    /// What tells it apart from all others, where the worksheet says so.
    pub id: Option<String>,
    pub name: String,
    pub country: String,
    pub sector: Option<String>,
    pub tags: Vec<String>,
}

/// Figures of a block, or of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Brief {
    pub claimed: Option<Basis>,
    pub evidenced: Option<Basis>,
    pub verified: Option<Basis>,
    pub target: Option<Basis>,
    pub reached: Option<u8>,
    pub reached_evidenced: Option<u8>,
}

/// What became of a baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub claimed_by: i64,
    pub evidenced_by: i64,
    /// Practices that are worse.
    pub worse: Vec<PracticeId>,
    pub better: usize,
    pub method_changed: bool,
}

/// A row. Cannot fail.
#[must_use]
pub fn row(
    file: Option<String>,
    assessment: Assessment,
    scorecard: &Scorecard,
    comparison: Option<&Comparison>,
    failing: Option<usize>,
) -> Row {
    Row {
        file,
        whose: Whose {
            id: assessment.organisation.id,
            name: assessment.organisation.name,
            country: assessment.organisation.country,
            sector: assessment.organisation.sector,
            tags: assessment.organisation.tags,
        },
        profile: scorecard.profile.0,
        overall: Brief::of(&scorecard.overall),
        blocks: scorecard.blocks.iter().map(|block| Brief::of(&block.figures)).collect(),
        counts: scorecard.overall.counts,
        not_assessed: scorecard.overall.not_assessed,
        gaps: scorecard
            .practices
            .iter()
            .filter(|score| score.gap() > 0)
            .map(|score| (score.practice, score.gap()))
            .collect(),
        change: comparison.map(Change::of),
        failing,
        sentences_changed: assessment.sentences_changed,
    }
}

impl Brief {
    fn of(figures: &Figures) -> Self {
        Self {
            claimed: figures.claimed,
            evidenced: figures.evidenced,
            verified: figures.verified,
            target: figures.target,
            reached: figures.reached,
            reached_evidenced: figures.reached_evidenced,
        }
    }
}

impl Change {
    fn of(comparison: &Comparison) -> Self {
        let overall = &comparison.overall;
        let by = |figure: &dyn Fn(&Recorded) -> Option<Basis>| {
            figure(&overall.before)
                .zip(figure(&overall.after))
                .map_or(0, |(before, after)| i64::from(after.0) - i64::from(before.0))
        };
        Self {
            claimed_by: by(&|figures| figures.claimed),
            evidenced_by: by(&|figures| figures.evidenced),
            worse: comparison
                .practices
                .iter()
                .filter(|change| change.trend == Trend::Worse)
                .map(|change| change.after.practice)
                .collect(),
            better: comparison.improvements(),
            method_changed: !comparison.method.is_empty(),
        }
    }
}
