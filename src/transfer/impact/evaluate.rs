//! Facts and method → risk and decision. Cannot fail.

use jiff::civil::Date;

use super::{
    credit::{Credit, Effect, credits, effect},
    decide::{Check, Decided, Decision, Risks, Rule, decide},
    facts::{Facts, Missing, Place},
    method::{Input, Method, Of},
};

/// What came of a transfer's facts.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// Facts without which there is no decision.
    pub missing: Vec<Missing>,
    /// `None` where an input is missing.
    pub impact: Option<Impact>,
    /// By place, in the order of the facts.
    pub likelihoods: Vec<Likely>,
    /// The place that decides: the first of those with the highest likelihood.
    pub decides: Option<usize>,
    /// Risk before measures, 1 to 25.
    pub inherent: Option<u8>,
    /// By measure that is said to be there, in the order of the facts.
    pub credits: Vec<Credit>,
    /// What all measures together take off.
    pub effect: Effect,
    /// Impact, likelihood and risk after measures.
    pub residual: Option<(u8, u8, u8)>,
    /// What the clauses alone take, and whether it is so.
    pub checks: Vec<Check>,
    pub decision: Decision,
    pub rule: Rule,
    /// Why, beyond the rule: texts for people.
    pub reasons: Vec<String>,
    /// Whether nothing that bears on the figures is unknown.
    pub sure: bool,
}

/// How hard people would be hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impact {
    /// The four inputs with weight and grade.
    pub inputs: Vec<Graded>,
    /// Sum of weight times grade: hundredths.
    pub hundredths: u32,
    /// The least that the sensitivity allows.
    pub floor: u8,
    pub grade: u8,
}

/// How likely a place is to fail the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likely {
    /// The factors with weight and grade.
    pub factors: Vec<Graded>,
    /// Sum of weight times grade: hundredths.
    pub hundredths: u32,
    /// The least that it can be, and why.
    pub floors: Vec<(u8, &'static str)>,
    pub grade: u8,
}

/// One part of a mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    pub title: String,
    pub weight: u32,
    /// What it counts for.
    pub grade: u8,
    /// Whether somebody graded it; else it counts for what the method takes for unknown.
    pub known: bool,
    /// The value that has the grade, where it is one of a list.
    pub value: Option<String>,
}

/// What drives a figure up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Driver {
    pub title: String,
    pub grade: u8,
    pub known: bool,
}

/// Evaluates a transfer on a day.
#[must_use]
pub fn evaluate(method: &Method, facts: &Facts, today: Date) -> Evaluation {
    let missing = facts.missing();
    let impact = impact(method, facts);
    let likelihoods: Vec<Likely> = facts.places.iter().map(|place| likely(method, facts, place)).collect();
    let highest = likelihoods.iter().map(|likely| likely.grade).max();
    let decides = likelihoods.iter().position(|likely| Some(likely.grade) == highest);
    let credits = credits(method, facts, today);
    let effect = effect(method, &credits);
    let figures = impact.as_ref().zip(highest).map(|(impact, likelihood)| (impact.grade, likelihood));
    let inherent = figures.map(|(impact, likelihood)| impact * likelihood);
    let residual = figures.map(|(impact, likelihood)| {
        let impact = impact.saturating_sub(effect.impact).max(1);
        let likelihood = likelihood.saturating_sub(effect.likelihood).max(1);
        (impact, likelihood, impact * likelihood)
    });
    let sure = impact.iter().flat_map(|impact| &impact.inputs).all(|input| input.known)
        && likelihoods.iter().flat_map(|likely| &likely.factors).all(|factor| factor.known)
        && facts.places.iter().all(|place| place.general_law.is_some());
    let risks = inherent.zip(residual).map(|(inherent, (_, _, residual))| Risks { inherent, residual });
    let Decided { checks, decision, rule, reasons } = decide(method, facts, &missing, &credits, risks);
    Evaluation {
        missing,
        impact,
        likelihoods,
        decides,
        inherent,
        credits,
        effect,
        residual,
        checks,
        decision,
        rule,
        reasons,
        sure,
    }
}

impl Evaluation {
    /// What drives the impact and the likelihood up most, the strongest first.
    #[must_use]
    pub fn drivers(&self) -> Vec<Driver> {
        let impact = self.impact.iter().flat_map(|impact| &impact.inputs);
        let likely = self.decides.iter().flat_map(|at| &self.likelihoods[*at].factors);
        let strongest = |parts: Vec<&Graded>| {
            let mut parts: Vec<&Graded> = parts.into_iter().filter(|part| part.grade >= 3).collect();
            parts.sort_by_key(|part| std::cmp::Reverse(part.weight * u32::from(part.grade - 1)));
            parts.into_iter().take(3).cloned().collect::<Vec<_>>()
        };
        strongest(impact.collect())
            .into_iter()
            .chain(strongest(likely.collect()))
            .map(|part| Driver { title: part.title, grade: part.grade, known: part.known })
            .collect()
    }
}

fn impact(method: &Method, facts: &Facts) -> Option<Impact> {
    let (least, kinds) = &method.at_least;
    let tier = facts.tier.as_ref().and_then(|tier| method.sensitivity.grade(tier))?;
    let lifted = facts.special.iter().any(|kind| kinds.contains(kind)) && tier < *least;
    let sensitivity = if lifted { *least } else { tier };
    let volume = method.volume.of_number(facts.people?)?;
    let purposes = facts.purposes.iter().filter_map(|id| Some((id, method.purpose.grade(id)?)));
    let (purpose, purpose_grade) = purposes.max_by_key(|(_, grade)| *grade)?;
    let frequency = facts.frequency.as_ref().and_then(|id| Some((id, method.frequency.grade(id)?)));
    let frequency_grade = frequency.map(|(_, grade)| grade).or(method.frequency.unknown)?;
    let tier = facts.tier.clone().map(|tier| if lifted { format!("{tier}, lifted by its kind") } else { tier });
    let inputs = vec![
        part(&method.sensitivity, sensitivity, true, tier),
        part(&method.volume, volume.grade, true, Some(volume.id.clone())),
        part(&method.purpose, purpose_grade, true, Some(purpose.clone())),
        part(&method.frequency, frequency_grade, frequency.is_some(), frequency.map(|(id, _)| id.clone())),
    ];
    let hundredths = sum(&inputs);
    let floor = sensitivity.saturating_sub(method.below_sensitivity).max(1);
    Some(Impact { grade: half_up(hundredths).max(floor), inputs, hundredths, floor })
}

fn part(input: &Input, grade: u8, known: bool, value: Option<String>) -> Graded {
    Graded { title: input.title.clone(), weight: input.weight, grade, known, value }
}

fn likely(method: &Method, facts: &Facts, place: &Place) -> Likely {
    let numbers = &method.likelihood;
    let factors: Vec<Graded> = method
        .factors
        .iter()
        .enumerate()
        .map(|(at, factor)| {
            let grade = grade(method, facts, place, at);
            Graded {
                title: factor.title.clone(),
                weight: factor.weight,
                grade: grade.unwrap_or(numbers.unknown),
                known: grade.is_some() && !doubtful(method, facts, place, at),
                value: None,
            }
        })
        .collect();
    let hundredths = sum(&factors);
    let unknown = factors.iter().any(|factor| !factor.known) || place.general_law.is_none();
    let floors: Vec<(u8, &'static str)> = [
        (place.gag || facts.gag, numbers.gag, "a duty of secrecy or to decrypt"),
        (place.general_law == Some(false), numbers.no_general_law, "no general data law"),
        (unknown, numbers.unknown, "something is unknown"),
    ]
    .into_iter()
    .filter(|(holds, ..)| *holds)
    .map(|(_, floor, why)| (floor, why))
    .collect();
    let floor = floors.iter().map(|(floor, _)| *floor).max().unwrap_or(1);
    Likely { grade: half_up(hundredths).max(floor), factors, hundredths, floors }
}

/// The grade of a factor in a place; `None` where nobody graded it. A reading that nobody is sure of counts for no less than
/// what is not known.
pub(super) fn grade(method: &Method, facts: &Facts, place: &Place, factor: usize) -> Option<u8> {
    let importer = facts.answers.get(factor).copied().flatten();
    let least = if place.doubtful.contains(&factor) { method.likelihood.unknown } else { 1 };
    let country = place.grades.get(factor).copied().flatten().map(|grade| grade.max(least));
    match method.factors[factor].of {
        Of::Country => country,
        Of::Importer => importer,
        Of::Both => importer.or(country),
    }
}

/// Whether the grade that counts for a factor in a place is a reading that nobody is sure of.
pub(super) fn doubtful(method: &Method, facts: &Facts, place: &Place, factor: usize) -> bool {
    let importer = facts.answers.get(factor).copied().flatten();
    let country = match method.factors[factor].of {
        Of::Country => true,
        Of::Importer => false,
        // The importer's own record stands in for the country's.
        Of::Both => importer.is_none(),
    };
    country && place.doubtful.contains(&factor)
}

fn sum(parts: &[Graded]) -> u32 {
    parts.iter().map(|part| part.weight * u32::from(part.grade)).sum()
}

/// Hundredths to whole, half up; from 1 to 5, as its parts are.
fn half_up(hundredths: u32) -> u8 {
    u8::try_from((hundredths + 50) / 100).unwrap_or(5).clamp(1, 5)
}
