//! What somebody else than the answerer found a practice to be at, and whether it counts on the day. Cannot fail.

use jiff::{ToSpan, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    model::{Answer, Assessment, Verified},
    score::PracticeScore,
    standing::Scale,
};
use crate::framework::Framework;

crate::words::words! {
    /// Whether what was verified counts, and why not.
    #[derive(Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum Verification {
        Counts = "counts": "it counts",
        /// Who verified answered as well.
        Answerer = "answerer": "who verified it answered it as well",
        /// The worksheet does not say who answered, so nobody knows that it was somebody else.
        NobodyAnswered = "nobody-answered": "the worksheet does not say who answered it (`answered_by`)",
        /// The name of who verified is none.
        Nobody = "nobody": "nobody is named who verified it",
        /// The day is still to come.
        Later = "later": "its day is still to come",
        OutOfDate = "out-of-date": "it was verified too long ago",
    }
}

/// Whether the method counts what was verified.
#[must_use]
pub(super) fn counts_verified(framework: &Framework) -> bool {
    framework.evidence.as_ref().is_some_and(|rules| rules.verified.is_some())
}

impl Scale<'_> {
    /// How what was verified of an answer counts today, and the level that was found. `None` where nothing was, and where the
    /// method does not count it.
    pub(super) fn verification(&self, answer: &Answer) -> Option<(Verification, u8)> {
        let days = self.rules.verified?;
        let Answer::Level { verified: Some(verified), .. } = answer else { return None };
        Some((self.counts(verified, days), verified.level))
    }

    fn counts(&self, verified: &Verified, days: u32) -> Verification {
        let answerer = self.assessment.answered_by.as_deref().filter(|name| !self.rules.is_placeholder(name));
        match answerer {
            _ if self.rules.is_placeholder(&verified.by) => Verification::Nobody,
            None => Verification::NobodyAnswered,
            Some(answerer) if self.rules.same_person(answerer, &verified.by) => Verification::Answerer,
            Some(_) if verified.on > self.today => Verification::Later,
            Some(_) if last(verified, days) < self.today => Verification::OutOfDate,
            Some(_) => Verification::Counts,
        }
    }
}

/// The level that somebody found a practice to be at, and the last day on which it counts; `None` where it does not count.
#[must_use]
pub fn found(framework: &Framework, assessment: &Assessment, score: &PracticeScore) -> Option<(u8, Date)> {
    let days = framework.evidence.as_ref()?.verified?;
    let Answer::Level { verified: Some(verified), .. } = &assessment.answers[score.practice.0] else { return None };
    (score.verification? == Verification::Counts).then(|| (verified.level, last(verified, days)))
}

/// The last day on which what was verified counts.
fn last(verified: &Verified, days: u32) -> Date {
    verified.on.saturating_add(i64::from(days).days())
}

#[cfg(test)]
mod tests;
