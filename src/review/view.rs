//! What leaves the room: serialisable, versioned, changing only by adding.

use serde::Serialize;

use super::judge::{Confidence, Review, Status};
use crate::reading::Reading;

/// What the verdicts are not.
const STATEMENT: &str = "Not legal advice, and no proof: `present` means that wording for the obligation was found, `absent` \
                         that none was recognised. Every verdict names the passage to read; a lawyer decides.";

/// An agreement, obligation by obligation.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewView {
    pub version: u32,
    pub kind: &'static str,
    pub file: String,
    pub format: String,
    pub module: String,
    /// Names that were taken for the exporter, and for the importer.
    pub exporter: Vec<String>,
    pub importer: Vec<String>,
    /// Why nothing is assured, where the text as a whole is something else.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub not_an_agreement: String,
    pub summary: SummaryView,
    pub obligations: Vec<ObligationReview>,
    /// What of the file could not be read.
    pub losses: Vec<String>,
    pub statement: &'static str,
    /// Title and class of each obligation, in the same order; kept apart so that a verdict has five fields.
    #[serde(skip)]
    pub titles: Vec<(String, &'static str)>,
}

/// How many obligations have which verdict.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct SummaryView {
    pub present: usize,
    pub weak: usize,
    pub absent: usize,
    pub contradicted: usize,
}

/// The verdict on one obligation.
#[derive(Debug, Clone, Serialize)]
pub struct ObligationReview {
    pub id: String,
    pub status: &'static str,
    pub confidence: &'static str,
    pub places: Vec<PlaceView>,
    pub why: Vec<String>,
}

/// A passage of the agreement.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceView {
    /// What it shows: `promise`, `limit`, `opposite`, `reference`, `nearest`.
    pub shows: &'static str,
    /// The number of the clause as it is displayed; empty without one.
    pub clause: String,
    /// The nearest heading above.
    pub heading: String,
    /// Counted from 1 in the order of the file.
    pub paragraph: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    pub quote: String,
}

/// The verdicts as they are shown.
#[must_use]
pub fn view(review: &Review, reading: &Reading, file: &str, module: &str) -> ReviewView {
    let mut summary = SummaryView::default();
    for finding in &review.findings {
        *match finding.status {
            Status::Present => &mut summary.present,
            Status::Weak => &mut summary.weak,
            Status::Absent => &mut summary.absent,
            Status::Contradicted => &mut summary.contradicted,
        } += 1;
    }
    let obligations = review
        .findings
        .iter()
        .map(|finding| ObligationReview {
            id: finding.duty.id.to_owned(),
            status: finding.status.as_str(),
            confidence: finding.confidence.as_str(),
            places: finding
                .places
                .iter()
                .map(|place| {
                    let block = &reading.blocks[place.block];
                    PlaceView {
                        shows: place.shows,
                        clause: block.clause.clone(),
                        heading: reading.headings(place.block).pop().unwrap_or_default(),
                        paragraph: block.place.paragraph,
                        line: block.place.line,
                        quote: place.quote.clone(),
                    }
                })
                .collect(),
            why: finding.why.clone(),
        })
        .collect();
    ReviewView {
        version: 1,
        kind: "review",
        file: file.to_owned(),
        format: reading.format.to_string(),
        module: module.to_owned(),
        exporter: review.exporter.clone(),
        importer: review.importer.clone(),
        not_an_agreement: review.kind.reason().to_owned(),
        summary,
        titles: review.findings.iter().map(|finding| (finding.duty.title.to_owned(), finding.duty.class)).collect(),
        obligations,
        losses: reading.losses.clone(),
        statement: STATEMENT,
    }
}

impl Status {
    /// As it is written in JSON and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Weak => "weak",
            Self::Absent => "absent",
            Self::Contradicted => "contradicted",
        }
    }
}

impl Confidence {
    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}
