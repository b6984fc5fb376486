//! What leaves the room: serialisable, versioned, changing only by adding. `show` fills it.

use serde::Serialize;

use super::decide::Decision;
use crate::{gate::VerdictView, transfer::Status};

/// A register, weighed.
#[derive(Debug, Clone, Serialize)]
pub struct CheckView {
    pub version: u32,
    /// The register, as it was named.
    pub file: String,
    pub organisation: String,
    pub today: String,
    pub method: MethodView,
    /// Residual risk that needs no named acceptor.
    pub appetite: u8,
    /// How many transfers the register has, shown or not.
    pub total: usize,
    pub transfers: Vec<CheckedView>,
    /// What to keep in mind with every assessment.
    pub limits: Vec<String>,
    pub statement: String,
    pub verdict: VerdictView,
}

/// The method by which it was weighed.
#[derive(Debug, Clone, Serialize)]
pub struct MethodView {
    pub id: String,
    pub number: u32,
    pub title: String,
    pub version: String,
    /// Residual risk that needs no named acceptor where the organisation says nothing.
    pub appetite: u8,
}

/// One transfer, weighed.
#[derive(Debug, Clone, Serialize)]
pub struct CheckedView {
    pub id: String,
    pub title: String,
    pub status: Status,
    /// Codes; `?` where one is not said.
    pub from: String,
    pub to: String,
    /// Places behind the importer from which the data can be reached.
    pub onward: Vec<String>,
    pub inherent: Option<RiskView>,
    pub residual: Option<RiskView>,
    pub decision: DecisionView,
    /// Facts without which there is no decision.
    pub missing: Vec<&'static str>,
    /// What drives the risk up, the strongest first.
    pub drivers: Vec<DriverView>,
    pub measures: Vec<MeasureView>,
    /// What the clauses alone take.
    pub checks: Vec<CheckItem>,
    /// The smallest steps to an easier decision.
    pub changes: Vec<ChangeView>,
    /// What the laws on both sides ask.
    pub laws: Vec<LawView>,
    pub assessed: Option<AssessedView>,
    /// The first last day.
    pub due: Option<DueView>,
    pub dues: Vec<DueView>,
    /// What happened since the assessment.
    pub triggers: Vec<TriggerView>,
    /// The arithmetic, step by step.
    pub arithmetic: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct RiskView {
    pub impact: u8,
    pub likelihood: u8,
    pub risk: u8,
    pub band: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct DecisionView {
    pub id: Decision,
    pub title: String,
    pub rule: &'static str,
    pub rule_text: String,
    pub reasons: Vec<String>,
    /// For people who are no lawyers.
    pub sentence: String,
    pub may_proceed: bool,
    /// What stands in the way.
    pub blocked_by: Option<String>,
    /// Whether everything that bears on the figures is known.
    pub sure: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct DriverView {
    pub title: String,
    pub grade: u8,
    pub known: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct MeasureView {
    pub id: String,
    pub title: String,
    pub kind: &'static str,
    /// What an agreement would say of it.
    pub asks: String,
    /// `counts`, `in-place` (adds nothing more) or `refused`.
    pub verdict: &'static str,
    pub likelihood: u8,
    pub impact: u8,
    /// Why it does not count, or adds nothing.
    pub why: Option<String>,
    pub evidence: Option<String>,
    pub verified: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct CheckItem {
    pub met: bool,
    pub text: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ChangeView {
    pub steps: Vec<String>,
    /// Ids of the measures among them.
    pub measures: Vec<String>,
    pub decision: Decision,
    pub decision_title: String,
    pub residual: u8,
}

/// What one law asks of a transfer.
#[derive(Debug, Clone, Serialize)]
pub struct LawView {
    pub country: String,
    pub name: String,
    /// `exporter` or `recipient`.
    pub side: &'static str,
    pub facts: Vec<LawFact>,
}

#[derive(Debug, Clone, Serialize)]
pub struct LawFact {
    pub text: String,
    pub status: &'static str,
    pub as_of: String,
    pub confidence: &'static str,
    /// Whether it is old, unsure or not in force.
    pub doubtful: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct AssessedView {
    pub date: String,
    pub version: Option<String>,
    pub assessor: String,
    pub approver: Option<String>,
    pub countries: Vec<String>,
    pub acceptance: Option<AcceptanceView>,
    pub opinions: Vec<OpinionView>,
    pub steps: Vec<StepView>,
    /// Reasons given for grades, by factor.
    pub answers: Vec<AnswerView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct AcceptanceView {
    pub by: String,
    pub role: String,
    pub date: String,
    pub until: String,
    pub reason: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct OpinionView {
    pub by: String,
    pub role: Option<String>,
    pub date: String,
    pub view: &'static str,
    pub text: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    pub id: String,
    pub title: String,
    pub done: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct AnswerView {
    pub factor: String,
    /// Of which country, where it is not the importer's.
    pub country: Option<String>,
    pub grade: u8,
    pub reason: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct DueView {
    pub on: String,
    pub what: String,
    pub overdue: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct TriggerView {
    pub id: &'static str,
    pub what: String,
}

impl CheckedView {
    /// Whether nothing could be decided.
    #[must_use]
    pub fn undecided(&self) -> bool {
        self.decision.id == Decision::NotAssessable
    }
}
