//! Which measures count, for how much, and why the others do not.

use jiff::civil::Date;

use super::{
    evaluate::grade,
    facts::{Facts, Keys, Offered, State},
    method::{Kind, Measure, Method},
};
use crate::jurisdiction::last_valid_day;

/// A measure that is said to be there, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// Index of the measure in the method.
    pub measure: usize,
    pub verdict: Verdict,
}

/// Whether a measure counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It takes so much off, and was looked at on that day.
    Counts {
        likelihood: u8,
        impact: u8,
        verified: Date,
    },
    /// It is in place, but adds nothing: why.
    AddsNothing {
        why: String,
        verified: Date,
    },
    Refused(Refusal),
}

/// Why a measure does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    Planned,
    NoEvidence,
    NotVerified,
    VerifiedLater(Date),
    Stale(Date),
    Lapsed(Date),
    NotConfirmed(Vec<String>),
    KeysNotExporters,
    ClearText,
    NobodyOnward,
    NoEnd,
}

/// What is taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Effect {
    pub likelihood: u8,
    pub impact: u8,
}

impl Credit {
    /// Whether the measure is in place as it should be, whatever it adds.
    #[must_use]
    pub fn stands(&self) -> bool {
        !matches!(self.verdict, Verdict::Refused(_))
    }
}

impl Refusal {
    /// Why, in words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Planned => "only planned, and planned measures never count".to_owned(),
            Self::NoEvidence => "no evidence is named".to_owned(),
            Self::NotVerified => "nobody looked whether it works; give `verified` a date".to_owned(),
            Self::VerifiedLater(day) => format!("it is said to be verified on {day}, which is still to come"),
            Self::Stale(day) => format!("it was last looked at on {day}, too long ago"),
            Self::Lapsed(day) => format!("it ended on {day}"),
            Self::NotConfirmed(conditions) => format!("not confirmed: {}", conditions.join("; ")),
            Self::KeysNotExporters => "access by authorities is not bounded there, so encryption helps only with keys \
                                       that the exporter alone holds"
                .to_owned(),
            Self::ClearText => {
                "the importer sees clear text, or it is not known, so there is nothing that it hides".to_owned()
            }
            Self::NoEnd => "it is not said until when the certificate holds".to_owned(),
            Self::NobodyOnward => {
                "nobody behind the importer receives data, so there is no chain to control".to_owned()
            }
        }
    }
}

/// Goes through the measures in their order. Of one group the first that stands takes the effect.
pub(super) fn credits(method: &Method, facts: &Facts, today: Date) -> Vec<Credit> {
    let mut credits: Vec<Credit> = Vec::with_capacity(facts.measures.len());
    let mut left = Effect { likelihood: method.caps.likelihood, impact: cap(method, facts, today) };
    // The strongest measure of a group takes the group's effect, wherever it stands in the list.
    let mut order: Vec<usize> = (0..facts.measures.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(strength(method, &facts.measures[*at])));
    let mut verdicts: Vec<Option<Verdict>> = vec![None; facts.measures.len()];
    let mut taken: Vec<usize> = Vec::new();
    for at in order {
        let offered = &facts.measures[at];
        let measure = &method.measures[offered.measure];
        let group = &method.groups[measure.group];
        verdicts[at] = Some(match refuse(method, facts, offered, today) {
            Err(refusal) => Verdict::Refused(refusal),
            Ok(verified) => {
                let full = full(method, offered);
                let effect =
                    Effect { likelihood: full.likelihood.min(left.likelihood), impact: full.impact.min(left.impact) };
                if full == Effect::default() {
                    let why = if measure.note.is_empty() { group.title.clone() } else { measure.note.clone() };
                    Verdict::AddsNothing { why, verified }
                } else if taken.contains(&measure.group) {
                    let why = format!("of `{}` one measure counts already", group.title);
                    Verdict::AddsNothing { why, verified }
                } else if effect == Effect::default() {
                    Verdict::AddsNothing { why: "the most that measures may take off is reached".to_owned(), verified }
                } else {
                    taken.push(measure.group);
                    left.likelihood -= effect.likelihood;
                    left.impact -= effect.impact;
                    Verdict::Counts { likelihood: effect.likelihood, impact: effect.impact, verified }
                }
            }
        });
    }
    for (offered, verdict) in facts.measures.iter().zip(verdicts) {
        credits.push(Credit { measure: offered.measure, verdict: verdict.expect("each was gone through") });
    }
    credits
}

/// What the measures take off together.
pub(super) fn effect(_: &Method, credits: &[Credit]) -> Effect {
    credits.iter().fold(Effect::default(), |sum, credit| match credit.verdict {
        Verdict::Counts { likelihood, impact, .. } => {
            Effect { likelihood: sum.likelihood + likelihood, impact: sum.impact + impact }
        }
        _ => sum,
    })
}

/// Whether a technical measure that stands is good against a factor.
pub(super) fn hides(method: &Method, credits: &[Credit], factor: usize) -> bool {
    credits.iter().filter(|credit| credit.stands()).any(|credit| {
        let group = &method.groups[method.measures[credit.measure].group];
        group.kind == Kind::Technical && group.against.contains(&factor)
    })
}

/// The most that impact may fall: more where a measure that stands has the stronger effect.
fn cap(method: &Method, facts: &Facts, today: Date) -> u8 {
    let stronger = facts
        .measures
        .iter()
        .filter(|offered| refuse(method, facts, offered, today).is_ok())
        .filter_map(|offered| stronger(&method.measures[offered.measure], offered));
    stronger.chain([method.caps.impact]).max().unwrap_or(0)
}

fn stronger(measure: &Measure, offered: &Offered) -> Option<u8> {
    measure.more.filter(|more| offered.confirmed.contains(&more.when)).map(|more| more.impact)
}

/// The effect of a measure by itself.
fn full(method: &Method, offered: &Offered) -> Effect {
    let measure = &method.measures[offered.measure];
    let group = &method.groups[measure.group];
    Effect {
        likelihood: group.likelihood,
        impact: stronger(measure, offered).map_or(group.impact, |more| more.max(group.impact)),
    }
}

fn strength(method: &Method, offered: &Offered) -> u8 {
    let full = full(method, offered);
    full.likelihood + full.impact
}

/// Whether a measure stands, and since when it is known to; else why not.
fn refuse(method: &Method, facts: &Facts, offered: &Offered, today: Date) -> Result<Date, Refusal> {
    let measure = &method.measures[offered.measure];
    if offered.state == State::Planned {
        return Err(Refusal::Planned);
    }
    if let Some(until) = offered.until.filter(|until| *until < today) {
        return Err(Refusal::Lapsed(until));
    }
    if measure.certificate && offered.until.is_none() {
        return Err(Refusal::NoEnd);
    }
    if measure.encryption && offered.keys != Some(Keys::Exporter) && (measure.exporter_keys || unbounded(method, facts))
    {
        return Err(Refusal::KeysNotExporters);
    }
    if measure.hidden && facts.clear_text != Some(false) {
        return Err(Refusal::ClearText);
    }
    if method.groups[measure.group].needs_onward && !facts.onward {
        return Err(Refusal::NobodyOnward);
    }
    let open: Vec<String> = measure
        .conditions
        .iter()
        .filter(|condition| !offered.confirmed.contains(condition))
        .map(|condition| method.conditions[*condition].text.clone())
        .collect();
    if !open.is_empty() {
        return Err(Refusal::NotConfirmed(open));
    }
    if !offered.evidence {
        return Err(Refusal::NoEvidence);
    }
    let verified = offered.verified.ok_or(Refusal::NotVerified)?;
    if verified > today {
        return Err(Refusal::VerifiedLater(verified));
    }
    if last_valid_day(verified, method.fresh_months) < today {
        return Err(Refusal::Stale(verified));
    }
    Ok(verified)
}

/// Whether access by authorities is unbounded, or not known to be bounded, in one of the places.
pub(super) fn unbounded(method: &Method, facts: &Facts) -> bool {
    let access = method.likelihood.access;
    facts
        .places
        .iter()
        .any(|place| grade(method, facts, place, access).is_none_or(|grade| grade >= method.likelihood.unbounded))
}
