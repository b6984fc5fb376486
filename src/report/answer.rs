//! What can be reported.

use serde::Serialize;

use crate::{
    agreement::{ObligationView, TraceView},
    assessment::{Explanation, ScorecardView, baseline::ComparisonView, portfolio::SummaryView},
    framework::{FrameworkView, PackView, PracticeView},
    gate::VerdictView,
    jurisdiction::{LawComparisonView, LawListView, LawView},
    remediation::{PlanView, StepView},
    review::ReviewView,
    transfer::{DueView, RegisterView, impact::CheckView},
    workspace::WorkspaceView,
};

/// A scorecard with what to do next.
#[derive(Debug, Clone, Serialize)]
pub struct AssessView {
    /// The file that was scored, as it was named.
    pub file: String,
    #[serde(flatten)]
    pub scorecard: ScorecardView,
    pub next_steps: Vec<StepView>,
    /// Held against a baseline, where one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<ComparisonView>,
    /// What was found, and whether it passes.
    #[serde(skip_serializing_if = "VerdictView::is_quiet")]
    pub verdict: VerdictView,
}

/// An answer to a command.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Answer {
    Assess(Vec<AssessView>),
    Comparison(Box<ComparisonView>),
    Plan(Box<PlanView>),
    Portfolio(Box<SummaryView>),
    Explanation(Explanation),
    Packs(Vec<PackView>),
    Framework(Box<FrameworkView>),
    Practice(Box<PracticeView>),
    Trace(Box<TraceView>),
    Obligation(Box<ObligationView>),
    Register(Box<RegisterView>),
    Review(Box<ReviewView>),
    Law(Box<LawView>),
    LawList(Box<LawListView>),
    LawComparison(Box<LawComparisonView>),
    Due(Box<DueView>),
    Check(Box<CheckView>),
    Workspace(Box<WorkspaceView>),
}
