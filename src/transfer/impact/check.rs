//! A register with its assessments → what is found in it. Knows no gate, no waiver and no format.

use jiff::civil::Date;

use super::{
    credit::{Refusal, Verdict, unbounded},
    decide::{Decision, doubts},
    due::{Due, DueKind, Trigger, dues, not_looked_at, triggers},
    evaluate::{Evaluation, evaluate},
    facts::Facts,
    levers::{Change, changes},
    method::Method,
    prepare::facts,
    record::{Record, View},
};
use crate::{
    gate::{At, Finding, FindingCode, Kind, Subject, Weight},
    jurisdiction::Atlas,
    transfer::{
        model::{Register, Transfer},
        words::Status,
    },
};

/// A transfer with all that came of it.
#[derive(Debug, Clone)]
pub struct Checked<'a> {
    pub transfer: &'a Transfer,
    pub record: Option<&'a Record>,
    pub facts: Facts,
    pub evaluation: Evaluation,
    /// The smallest steps to an easier decision.
    pub changes: Vec<Change>,
    /// Last days, the earliest first.
    pub dues: Vec<Due>,
    pub triggers: Vec<Trigger>,
    /// Country and recipient that the assessment did not look at.
    pub not_looked_at: Vec<(String, String)>,
}

/// Evaluates a transfer.
#[must_use]
pub fn check<'a>(
    method: &Method,
    transfer: &'a Transfer,
    record: Option<&'a Record>,
    register: &Register,
    atlas: &Atlas,
    appetite: Option<u8>,
    today: Date,
) -> Checked<'a> {
    let facts = facts(method, transfer, record, atlas, appetite, today);
    let evaluation = evaluate(method, &facts, today);
    // An onward transfer may have an entry and an assessment of its own.
    let own = |country: &str| {
        register.transfers.iter().any(|other| {
            other.impact.is_some()
                && other.exporter.name == transfer.importer.name
                && other.importer.country.is_some_and(|there| there.name() == country)
        })
    };
    Checked {
        changes: changes(method, &facts, &evaluation, today),
        dues: record.map_or_else(Vec::new, |record| dues(method, transfer, record, atlas, today)),
        triggers: record.map_or_else(Vec::new, |record| triggers(method, transfer, record, atlas, today)),
        not_looked_at: record
            .map_or_else(Vec::new, |record| not_looked_at(transfer, record, atlas))
            .into_iter()
            .filter(|(country, _)| !own(country))
            .collect(),
        transfer,
        record,
        facts,
        evaluation,
    }
}

impl Checked<'_> {
    /// The first day that is over, or will be: overdue from the day after.
    #[must_use]
    pub fn due(&self) -> Option<&Due> {
        self.dues.first()
    }

    /// What is found, each at its place in the register. Nothing is said of what has ended.
    #[must_use]
    pub fn findings(&self, method: &Method, today: Date) -> Vec<Finding> {
        if self.transfer.status == Status::Ended {
            return Vec::new();
        }
        let mut found = Vec::new();
        self.decision(&mut found);
        if let Some(record) = self.record {
            self.times(today, &mut found);
            self.record_itself(method, record, &mut found);
        }
        for (country, name) in &self.not_looked_at {
            let message = format!("{name} reaches the data from {country}, which the assessment did not look at");
            found.push(self.find(FindingCode::OnwardNotAssessed, country, &message, "sub_processors"));
        }
        for open in &self.facts.tool.open {
            found.push(self.find(FindingCode::LawStepOpen, open, open, "mechanism"));
        }
        if self.facts.clear_text != Some(false) && !self.facts.places.is_empty() && unbounded(method, &self.facts) {
            let message =
                "access by authorities is not known to be bounded there, and the importer sees clear text or it \
                           is not known: encryption with its own keys helps against outsiders only"
                    .to_owned();
            found.push(self.find(FindingCode::ClearTextAccess, "", &message, "impact"));
        }
        if !self.evaluation.sure && self.evaluation.missing.is_empty() {
            let doubts = doubts(method, &self.facts);
            let which =
                if doubts.is_empty() { String::new() } else { format!(" (nobody is sure of {})", doubts.join(", ")) };
            let message = format!("something that bears on the figures is not known{which}; it was counted as poor");
            found.push(self.find(FindingCode::UncertainFacts, "", &message, "impact"));
        }
        found
    }

    fn decision(&self, found: &mut Vec<Finding>) {
        let evaluation = &self.evaluation;
        let Err(why) = evaluation.may_proceed(&self.facts) else { return };
        let reasons = evaluation.reasons.join("; ");
        let risk = evaluation.residual.map_or(0, |(_, _, risk)| risk);
        let (code, key, message) = match evaluation.decision {
            Decision::NotAssessable => {
                (FindingCode::TransferNotAssessable, "id", format!("not assessable without: {reasons}"))
            }
            Decision::DoNotTransfer => {
                let because = if reasons.is_empty() { String::new() } else { format!(" ({reasons})") };
                (FindingCode::TransferNotAllowed, "status", format!("residual risk {risk}{because}: {why}"))
            }
            Decision::AnotherMechanism => (FindingCode::MechanismNotEnough, "mechanism", reasons),
            Decision::WithAcceptance if evaluation.credits.iter().any(super::credit::Credit::stands) => {
                (FindingCode::RiskNotAccepted, "impact", format!("residual risk {risk}: {why}"))
            }
            _ => (FindingCode::MeasuresInsufficient, "impact", format!("residual risk {risk}: {why}")),
        };
        let mut finding = self.find(code, "", &message, key);
        // What is not done yet, or not any more, harms nobody today.
        if self.transfer.status != Status::Active {
            finding.weight = finding.weight.min(Weight::Warning);
        }
        found.push(finding);
    }

    fn times(&self, today: Date, found: &mut Vec<Finding>) {
        for due in self.dues.iter().filter(|due| due.on < today && due.kind != DueKind::Acceptance) {
            let kind = if due.kind == DueKind::Law { "law" } else { "age" };
            let message = format!("the assessment is overdue since {}: {}", after(due.on), due.what);
            found.push(self.find(FindingCode::AssessmentOverdue, kind, &message, "impact"));
        }
        for trigger in &self.triggers {
            let message = format!("something changed since the assessment: {}", trigger.what);
            found.push(self.find(FindingCode::ReassessmentDue, &trigger.what, &message, trigger.key));
        }
    }

    fn record_itself(&self, method: &Method, record: &Record, found: &mut Vec<Finding>) {
        let inside = |key: &str, at: usize| At::In(record.source, record.home.key(key).index(at));
        for (at, credit) in self.evaluation.credits.iter().enumerate() {
            if let Verdict::Refused(refusal) = &credit.verdict
                && *refusal != Refusal::Planned
            {
                let measure = &method.measures[credit.measure];
                let message =
                    format!("`{}` is said to be in place but does not count: {}", measure.id, refusal.words());
                let finding = self.find(FindingCode::MeasureRefused, &measure.id, &message, "impact");
                // Credits stand in the order of the record.
                found.push(Finding { at: inside("measures", at), ..finding });
            }
        }
        for (at, opinion) in record.opinions.iter().enumerate().filter(|(_, opinion)| opinion.view == View::Against) {
            let role = opinion.role.as_ref().map_or_else(String::new, |role| format!(" ({role})"));
            let message = format!("{}{role} is against it, on {}", opinion.by, opinion.date);
            let finding = self.find(FindingCode::OpinionAgainst, &opinion.by, &message, "impact");
            found.push(Finding { at: inside("opinions", at), ..finding });
        }
        let done = |at: usize| record.steps.iter().any(|(step, _)| *step == at);
        let open: Vec<&str> = method
            .checklist
            .iter()
            .enumerate()
            .filter(|(at, _)| !done(*at))
            .map(|(_, item)| item.id.as_str())
            .collect();
        if !open.is_empty() {
            let message = format!("steps without a date: {}", open.join(", "));
            found.push(self.find(FindingCode::AssessmentIncomplete, "", &message, "impact"));
        }
    }

    fn find(&self, code: FindingCode, detail: &str, message: &str, key: &str) -> Finding {
        let Transfer { id, title, .. } = self.transfer;
        let subject = Subject::of(Kind::Transfer, id, title);
        let path = self.transfer.path();
        let key = if self.has(key) { path.key(key) } else { path.key("id") };
        Finding::new(code, subject, detail, format!("{id}: {message}"), At::Value(key))
    }

    /// Whether the register says something under that key.
    fn has(&self, key: &str) -> bool {
        match key {
            "impact" => self.transfer.impact.is_some(),
            "mechanism" => self.transfer.mechanism.is_some(),
            "sub_processors" => self.transfer.sub_processors.is_some(),
            "agreement" => self.transfer.agreement.is_some(),
            "volume" => self.transfer.people.is_some(),
            "incidents" => !self.transfer.incidents.is_empty(),
            _ => true,
        }
    }
}

/// The first day on which it is overdue.
fn after(last: Date) -> Date {
    last.tomorrow().unwrap_or(last)
}
