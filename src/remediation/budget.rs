//! Person-days to spend → the most score that they buy. Cannot fail but for size.

use super::{
    choose::Step,
    curve::{Everything, everything},
    goal::only,
    least::{Cost, most},
    wishes::Estimates,
};
use crate::{
    assessment::{Assessment, Basis, Scorecard, score},
    framework::Framework,
};

/// What was found to do within so many person-days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MostScore {
    /// The steps, each after all that it waits for.
    pub steps: Vec<Step>,
    /// Person-days.
    pub effort: u64,
    /// The overall score then, by claimed levels.
    pub claimed: Basis,
    /// No steps of as many person-days score more than this.
    pub at_most: Basis,
    /// Whether no steps of as many person-days score more, before figures are rounded.
    pub most: bool,
}

/// The most score for person-days: of all steps up to the top, whatever the targets. `None` where there are more steps than
/// [`MOST_CURVE_STEPS`](super::MOST_CURVE_STEPS), or weights without a common measure.
#[must_use]
pub fn budget(
    framework: &Framework,
    assessment: &Assessment,
    scorecard: &Scorecard,
    own: &Estimates,
    days: u64,
) -> Option<MostScore> {
    let Everything { steps, gains, now, whole } = everything(framework, scorecard, own)?;
    let cost: Vec<Cost> = steps.iter().map(|step| Cost { effort: u64::from(step.effort), gain: 0 }).collect();
    let needs: Vec<Vec<usize>> = steps.iter().map(|step| step.needs.clone()).collect();
    let found = most(&cost, &gains, &needs, days);
    let chosen: Vec<usize> = (0..steps.len()).filter(|at| found.taken[*at]).collect();
    let mut answers = assessment.clone();
    for step in &chosen {
        answers.set(steps[*step].practice, steps[*step].level);
    }
    let claimed = score(framework, &answers, scorecard.today).overall.claimed.unwrap_or_default();
    let bound = ((now + found.ceiling) * u128::from(Basis::WHOLE.0)).div_ceil(whole.max(1));
    // The overall score is rounded twice, which may lift it above the bound by one.
    let at_most = claimed.max(Basis(u32::try_from(bound).unwrap_or(u32::MAX)));
    Some(MostScore {
        steps: only(&steps, &chosen),
        effort: found.effort,
        claimed,
        at_most: if found.gain == found.ceiling { claimed } else { at_most },
        most: found.gain == found.ceiling,
    })
}
