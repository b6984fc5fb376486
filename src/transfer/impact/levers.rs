//! What would change a decision: the smallest sets of steps after which it is an easier one.

use jiff::civil::Date;

use super::{
    decide::Decision,
    evaluate::{Evaluation, evaluate},
    facts::{Facts, Keys, Missing, Offered, State},
    method::Method,
};

/// The most steps that are tried together.
const MOST: usize = 3;
/// The most sets that are shown for a decision.
const SHOWN: usize = 4;

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lever {
    /// A measure, in place with all that it takes: its index in the method, and whether it is planned already.
    Measure(usize, bool),
    /// What the exporter's law asks beside the tool.
    LawsRule,
    /// What the exporter's law lacks in the tool.
    Tool,
    /// Nobody in this place behind the importer: its index.
    Without(usize),
}

/// A set of steps, and what they lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub levers: Vec<Lever>,
    pub decision: Decision,
    /// Residual risk after them.
    pub residual: u8,
}

/// The smallest sets of steps that lead to an easier decision, for each decision that can be reached. Empty where facts
/// are missing, or nothing is easier.
#[must_use]
pub fn changes(method: &Method, facts: &Facts, now: &Evaluation, today: Date) -> Vec<Change> {
    if now.missing.iter().any(|missing| *missing != Missing::Assessment) || now.decision == Decision::Suffices {
        return Vec::new();
    }
    let levers = levers(method, facts, now);
    let mut found: Vec<Change> = Vec::new();
    for size in 1..=MOST.min(levers.len()) {
        let mut reached: Vec<Change> = Vec::new();
        for set in sets(levers.len(), size) {
            let chosen: Vec<Lever> = set.iter().map(|at| levers[*at].clone()).collect();
            let after = evaluate(method, &with(method, facts, &chosen, today), today);
            let Some((_, _, residual)) = after.residual else { continue };
            let easier = after.decision < now.decision;
            // A larger set is only worth telling where no smaller one comes as far.
            if easier && !found.iter().any(|change| change.decision <= after.decision) {
                reached.push(Change { levers: chosen, decision: after.decision, residual });
            }
        }
        reached.sort_by_key(|change| (change.decision, change.residual));
        let mut shown = 0;
        let mut last = None;
        for change in reached {
            if last != Some(change.decision) {
                shown = 0;
                last = Some(change.decision);
            }
            shown += 1;
            if shown <= SHOWN {
                found.push(change);
            }
        }
    }
    found
}

/// The steps that could be taken.
fn levers(method: &Method, facts: &Facts, now: &Evaluation) -> Vec<Lever> {
    let mut levers = Vec::new();
    for (at, group) in method.groups.iter().enumerate() {
        let stands = now.credits.iter().any(|credit| credit.stands() && method.measures[credit.measure].group == at);
        let without = group.likelihood == 0 && group.impact == 0 || group.needs_onward && !facts.onward;
        if stands || without {
            continue;
        }
        let planned = facts
            .measures
            .iter()
            .find(|offered| method.measures[offered.measure].group == at)
            .map(|offered| (offered.measure, offered.state == State::Planned));
        let first = method.measures.iter().position(|measure| measure.group == at);
        if let Some((measure, planned)) = planned.or(first.map(|first| (first, false))) {
            // Whoever works on clear text cannot have it hidden.
            if !(method.measures[measure].hidden && facts.clear_text == Some(true)) {
                levers.push(Lever::Measure(measure, planned));
            }
        }
    }
    if !facts.tool.open.is_empty() {
        levers.push(Lever::LawsRule);
    }
    if !facts.tool.lacking.is_empty() {
        levers.push(Lever::Tool);
    }
    levers.extend((1..facts.places.len()).map(Lever::Without));
    levers
}

/// The facts after the steps.
fn with(method: &Method, facts: &Facts, levers: &[Lever], today: Date) -> Facts {
    let mut facts = facts.clone();
    let mut gone = Vec::new();
    for lever in levers {
        match lever {
            Lever::Measure(at, _) => {
                let measure = &method.measures[*at];
                if measure.hidden {
                    facts.clear_text = Some(false);
                }
                facts.measures.retain(|offered| offered.measure != *at);
                facts.measures.push(Offered {
                    measure: *at,
                    state: State::InPlace,
                    evidence: true,
                    verified: Some(today),
                    until: measure.certificate.then_some(Date::MAX),
                    keys: Some(Keys::Exporter),
                    confirmed: measure.conditions.clone(),
                });
            }
            Lever::LawsRule => facts.tool.open.clear(),
            Lever::Tool => facts.tool.lacking.clear(),
            Lever::Without(at) => gone.push(*at),
        }
    }
    let mut at = 0;
    facts.places.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
    facts
}

/// All sets of `size` numbers below `of`, in order.
fn sets(of: usize, size: usize) -> Vec<Vec<usize>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for set in sets(of, size - 1) {
        let next = set.last().map_or(0, |last| last + 1);
        for at in next..of {
            all.push(set.iter().copied().chain([at]).collect());
        }
    }
    all
}
