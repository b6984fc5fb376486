//! Residual risk, checks and the exporter's law → a decision, and the rule that made it.

use super::{
    credit::{Credit, hides},
    evaluate::{Evaluation, doubtful, grade},
    facts::{Acceptance, Facts, Missing},
    method::Method,
};

crate::words::words! {
    /// What is decided, from the easiest to the hardest; last what cannot be decided.
    pub enum Decision {
        /// The clauses, or the tool used instead, suffice.
        Suffices = "mcc-suffices",
        /// With supplementary measures.
        WithMeasures = "mcc-with-measures",
        /// With measures, and somebody senior who bears what is left.
        WithAcceptance = "mcc-with-measures-and-acceptance",
        /// The exporter's law asks for another tool, or for more than this one.
        AnotherMechanism = "another-mechanism",
        /// Not to be done as it is.
        DoNotTransfer = "do-not-transfer",
        /// A fact is missing.
        NotAssessable = "not-assessable",
    }
}
crate::words::serialize_words!(Decision);

crate::words::words! {
    /// The rule that made the decision.
    pub enum Rule {
        FactsMissing = "facts-missing",
        Forbidden = "law-forbids",
        RiskTooHigh = "risk-too-high",
        WorstGradeOnHigh = "worst-grade-on-high-risk",
        ToolLacking = "tool-lacking",
        RiskHigh = "risk-high",
        WorstGradeOpen = "worst-grade-open",
        AboveAppetite = "above-appetite",
        RiskModerate = "risk-moderate",
        WorstGradeHidden = "worst-grade-hidden",
        ConditionFails = "condition-fails",
        AllConditions = "all-conditions",
    }
}

/// Something that the clauses alone take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub met: bool,
    pub text: String,
}

impl Rule {
    /// What the rule says.
    #[must_use]
    pub fn words(self, method: &Method) -> String {
        let steps = &method.steps;
        let worst = method.alone.factor_below;
        match self {
            Self::FactsMissing => "without these facts nothing can be decided".to_owned(),
            Self::Forbidden => "what the law forbids is not weighed".to_owned(),
            Self::RiskTooHigh => {
                format!("a residual risk of {} or more is not accepted by signature", steps.acceptance + 1)
            }
            Self::WorstGradeOnHigh => format!(
                "a residual risk above {} and a factor at {worst} without a technical measure against it",
                steps.measures
            ),
            Self::ToolLacking => "the exporter's law asks for another tool or more than this one".to_owned(),
            Self::RiskHigh => {
                format!(
                    "a residual risk from {} to {} has to be accepted by name",
                    steps.measures + 1,
                    steps.acceptance
                )
            }
            Self::WorstGradeOpen => {
                format!("a factor at {worst} without a technical measure against it moves the decision one step up")
            }
            Self::AboveAppetite => "the residual risk is above the organisation's appetite".to_owned(),
            Self::RiskModerate => {
                format!("a residual risk from {} to {} takes supplementary measures", steps.alone + 1, steps.measures)
            }
            Self::WorstGradeHidden => format!("a factor at {worst} is held by a technical measure, which has to stay"),
            Self::ConditionFails => "the risk is low enough, but not all that the clauses alone take is met".to_owned(),
            Self::AllConditions => "all that the clauses alone take is met".to_owned(),
        }
    }
}

/// Risk before measures and after them, 1 to 25.
#[derive(Debug, Clone, Copy)]
pub(super) struct Risks {
    pub(super) inherent: u8,
    pub(super) residual: u8,
}

/// A decision, and what led to it.
pub(super) struct Decided {
    /// What the clauses alone take; nothing where the risk is not known.
    pub(super) checks: Vec<Check>,
    pub(super) decision: Decision,
    pub(super) rule: Rule,
    /// Why, beyond the rule.
    pub(super) reasons: Vec<String>,
}

/// Decides on a transfer, by its risks where no input is missing.
pub(super) fn decide(
    method: &Method,
    facts: &Facts,
    missing: &[Missing],
    credits: &[Credit],
    risks: Option<Risks>,
) -> Decided {
    let checks = risks.map_or_else(Vec::new, |risks| checks(method, facts, risks.residual, risks.inherent));
    let (hidden, open) =
        worst(method, facts).into_iter().partition::<Vec<_>, _>(|(_, factor)| hides(method, credits, *factor));
    let (decision, rule) = match risks {
        _ if !missing.is_empty() => (Decision::NotAssessable, Rule::FactsMissing),
        None => (Decision::NotAssessable, Rule::FactsMissing),
        _ if facts.tool.forbidden.is_some() => (Decision::DoNotTransfer, Rule::Forbidden),
        Some(risks) => {
            let all = checks.iter().all(|check| check.met);
            match by_risk(method, facts, risks.residual, all, !hidden.is_empty(), !open.is_empty()) {
                (Decision::DoNotTransfer, rule) => (Decision::DoNotTransfer, rule),
                _ if !facts.tool.lacking.is_empty() => (Decision::AnotherMechanism, Rule::ToolLacking),
                decided => decided,
            }
        }
    };
    let at = |(place, factor): &(usize, usize)| {
        format!("{} in {}", method.factors[*factor].title.to_lowercase(), facts.places[*place].name)
    };
    let reasons = match rule {
        Rule::FactsMissing => missing.iter().map(|missing| Missing::words(*missing).to_owned()).collect(),
        Rule::Forbidden => facts.tool.forbidden.iter().cloned().collect(),
        Rule::ToolLacking => facts.tool.lacking.clone(),
        Rule::WorstGradeOnHigh | Rule::WorstGradeOpen => open.iter().map(at).collect(),
        Rule::WorstGradeHidden => hidden.iter().map(at).collect(),
        Rule::ConditionFails => {
            checks.iter().filter(|check| !check.met).map(|check| format!("not met: {}", check.text)).collect()
        }
        _ => Vec::new(),
    };
    Decided { checks, decision, rule, reasons }
}

/// The decision by figures alone.
fn by_risk(method: &Method, facts: &Facts, risk: u8, all: bool, hidden: bool, open: bool) -> (Decision, Rule) {
    let steps = &method.steps;
    let appetite = facts.appetite.map_or(method.appetite, |own| own.min(method.appetite));
    if risk > steps.acceptance {
        return (Decision::DoNotTransfer, Rule::RiskTooHigh);
    }
    if risk > steps.measures {
        let moved = (Decision::DoNotTransfer, Rule::WorstGradeOnHigh);
        return if open { moved } else { (Decision::WithAcceptance, Rule::RiskHigh) };
    }
    if open {
        return (Decision::WithAcceptance, Rule::WorstGradeOpen);
    }
    if risk > appetite {
        return (Decision::WithAcceptance, Rule::AboveAppetite);
    }
    if risk > steps.alone {
        return (Decision::WithMeasures, Rule::RiskModerate);
    }
    if hidden {
        return (Decision::WithMeasures, Rule::WorstGradeHidden);
    }
    if all { (Decision::Suffices, Rule::AllConditions) } else { (Decision::WithMeasures, Rule::ConditionFails) }
}

/// What the clauses alone take.
fn checks(method: &Method, facts: &Facts, residual: u8, inherent: u8) -> Vec<Check> {
    let alone = &method.alone;
    let most = method.steps.alone;
    let grades = |factor: usize| facts.places.iter().map(move |place| grade(method, facts, place, factor));
    let below = (0..method.factors.len())
        .all(|factor| grades(factor).all(|grade| grade.is_some_and(|grade| grade < alone.factor_below)));
    let doubts = doubts(method, facts);
    let doubted = if doubts.is_empty() { String::new() } else { format!(" (not sure: {})", doubts.join(", ")) };
    let ruled = alone
        .at_most
        .iter()
        .all(|(factor, most)| grades(*factor).all(|grade| grade.is_some_and(|grade| grade <= *most)));
    let limits: Vec<String> = alone
        .at_most
        .iter()
        .map(|(factor, most)| format!("{} at {most} or better", method.factors[*factor].title.to_lowercase()))
        .collect();
    let general = facts.places.iter().all(|place| place.general_law == Some(true));
    let tier = facts.tier.as_ref().is_some_and(|tier| !alone.not_tiers.contains(tier));
    let open = if facts.tool.open.is_empty() {
        "what the exporter's law asks beside the tool is done".to_owned()
    } else {
        format!("what the exporter's law asks beside the tool is done (open: {})", facts.tool.open.join("; "))
    };
    vec![
        Check { met: residual <= most, text: format!("the residual risk, {residual}, is at most {most}") },
        Check { met: inherent <= most, text: format!("the risk without any measure, {inherent}, is at most {most}") },
        Check {
            met: below && doubts.is_empty(),
            text: format!("every factor is known and below {}{doubted}", alone.factor_below),
        },
        Check {
            met: general && ruled || facts.certified,
            text: format!("a general data law, {}; or a certified importer", limits.join(", ")),
        },
        Check { met: facts.tool.open.is_empty(), text: open },
        Check { met: tier, text: format!("the data is not {}", alone.not_tiers.join(" or ")) },
    ]
}

/// Grades of places on which the figures rest and that nobody is sure of: `oversight of that access in Vietnam`.
pub(super) fn doubts(method: &Method, facts: &Facts) -> Vec<String> {
    let factors = || method.factors.iter().enumerate();
    let of = |place| {
        factors()
            .filter(move |(at, _)| doubtful(method, facts, place, *at))
            .map(|(_, factor)| format!("{} in {}", factor.title.to_lowercase(), place.name))
    };
    facts.places.iter().flat_map(of).collect()
}

/// Factors at the worst grade, each with its place.
fn worst(method: &Method, facts: &Facts) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, place) in facts.places.iter().enumerate() {
        for factor in 0..method.factors.len() {
            let grade = grade(method, facts, place, factor);
            // What is of the importer is the same everywhere.
            let again = place.grades.get(factor).copied().flatten().is_none()
                && found.iter().any(|(_, other)| *other == factor);
            if grade.is_some_and(|grade| grade >= method.alone.factor_below) && !again {
                found.push((at, factor));
            }
        }
    }
    found
}

impl Evaluation {
    /// Whether data may go today: the decision allows it, and what it asks for is there. Else what is missing.
    ///
    /// # Errors
    /// What stands in the way, in words.
    pub fn may_proceed(&self, facts: &Facts) -> Result<(), String> {
        let measured = self.credits.iter().any(Credit::stands);
        match self.decision {
            Decision::WithMeasures | Decision::WithAcceptance if !measured => {
                Err("no supplementary measure counts, and the decision takes some".to_owned())
            }
            Decision::Suffices | Decision::WithMeasures => Ok(()),
            Decision::WithAcceptance => match facts.acceptance {
                Acceptance::Holds(_) => Ok(()),
                Acceptance::None => Err("nobody accepts the residual risk by name, with a date and an end".to_owned()),
                Acceptance::Ended(day) => Err(format!("the acceptance of the residual risk ended on {day}")),
                Acceptance::TooLong => {
                    Err("the acceptance of the residual risk runs longer than it may, so it is none".to_owned())
                }
            },
            Decision::AnotherMechanism => Err("the exporter's law asks for more than is there".to_owned()),
            Decision::DoNotTransfer => Err("suspend, redesign or keep the data at home".to_owned()),
            Decision::NotAssessable => Err("facts are missing".to_owned()),
        }
    }
}
