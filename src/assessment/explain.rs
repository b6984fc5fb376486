//! The arithmetic behind a figure, step by step.

use jiff::civil::Date;

use super::{
    figures::Basis,
    left_out::stays,
    model::{Answer, Assessment, Proof, Verified},
    score::{EvidenceState, Figures, GroupScore, PracticeScore, Scorecard, State},
    standing::{Holds, Weighed},
    verified::{Verification, counts_verified},
};
use crate::{
    framework::{Framework, PracticeId},
    words::Word,
};

/// How a figure came about.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Explanation {
    pub version: u32,
    pub id: String,
    pub title: String,
    /// One step a line.
    pub steps: Vec<String>,
    pub result: String,
}

/// Explains the figures of `id`: a practice, a building block, or `overall`. `None` for anything else.
#[must_use]
pub fn explain(framework: &Framework, assessment: &Assessment, scorecard: &Scorecard, id: &str) -> Option<Explanation> {
    if id.eq_ignore_ascii_case("overall") {
        return Some(overall(framework, scorecard));
    }
    if let Some(block) = scorecard.blocks.iter().find(|block| framework.blocks[block.group].id.eq_ignore_ascii_case(id))
    {
        return Some(group(framework, scorecard, block));
    }
    let practice = framework.practice(id).or_else(|| framework.practice(&id.to_uppercase()))?;
    Some(match scorecard.practice(practice) {
        Some(score) => self::practice(framework, assessment, scorecard, score),
        None => outside(framework, scorecard, practice),
    })
}

fn outside(framework: &Framework, scorecard: &Scorecard, practice: PracticeId) -> Explanation {
    let profile = &framework.profiles[scorecard.profile.0].id;
    Explanation {
        version: 1,
        id: framework[practice].id.clone(),
        title: framework[practice].title.clone(),
        steps: vec![format!("the profile `{profile}` does not ask this practice")],
        result: "it counts in no figure".to_owned(),
    }
}

fn practice(
    framework: &Framework,
    assessment: &Assessment,
    scorecard: &Scorecard,
    score: &PracticeScore,
) -> Explanation {
    let practice = &framework[score.practice];
    let name = |level: u8| level_name(framework, level);
    let mut steps = Vec::new();
    match &assessment.answers[score.practice.0] {
        Answer::Missing => steps.push("not answered: counts as level 0 and is listed as not assessed".to_owned()),
        answer @ Answer::NotApplicable { reason, .. } => {
            steps.push(format!("not applicable: {reason}"));
            steps.extend(
                stays(framework, practice, answer)
                    .map(|why| format!("{}: it stays in the sum as not assessed, level 0", why.words())),
            );
        }
        Answer::Level { level, evidence, note, verified } => {
            steps.push(format!("answered {}: {}", name(*level), practice.levels[usize::from(*level)]));
            steps.extend(note.iter().map(|note| format!("note: {note}")));
            // None of them is weighed where the method does not, and at level 0.
            steps.extend(evidence.iter().enumerate().map(|(at, proof)| match score.records.get(at) {
                Some(weighed) => record_step(framework, proof, weighed),
                None => proof_step(framework, scorecard, proof),
            }));
            steps.push(match score.evidence {
                EvidenceState::NotNeeded => "level 0 needs no evidence".to_owned(),
                EvidenceState::Missing => "no evidence is given, so the evidenced level is 0".to_owned(),
                EvidenceState::Expired | EvidenceState::NotYet => {
                    "no evidence counts today, so the evidenced level is 0".to_owned()
                }
                EvidenceState::Weak => "no evidence stands for anything, so the evidenced level is 0".to_owned(),
                EvidenceState::Partial => format!("what counts today backs {} only", name(score.evidenced)),
                EvidenceState::Current => "evidence that counts today backs the level".to_owned(),
            });
            if let Some((verified, verification)) = verified.as_ref().zip(score.verification) {
                steps.push(verified_step(framework, verified, verification, *level));
            }
        }
    }
    steps.push(format!("target: {}", name(score.target)));
    let weight = if practice.key { format!("{}, key", practice.weight) } else { practice.weight.to_string() };
    steps.push(format!("weight in its block: {weight}"));
    let result = if score.state == State::NotApplicable {
        "left out of every figure; the share left out is shown with its block".to_owned()
    } else {
        let share = |level: u8| Basis::of(level.into(), framework.top().into()).unwrap_or_default();
        format!(
            "claimed {} ({}), evidenced {} ({}), {}{} below target (claimed)",
            name(score.claimed),
            share(score.claimed),
            name(score.evidenced),
            share(score.evidenced),
            if counts_verified(framework) {
                format!("verified {} ({}), ", name(score.verified), share(score.verified))
            } else {
                String::new()
            },
            levels(score.gap())
        )
    };
    Explanation { version: 1, id: practice.id.clone(), title: practice.title.clone(), steps, result }
}

/// What somebody else found, and what counts of it.
fn verified_step(framework: &Framework, verified: &Verified, verification: Verification, answered: u8) -> String {
    let name = |level: u8| level_name(framework, level);
    let counts = match verification {
        Verification::Counts if verified.level > answered => {
            format!("{} counts, for more is not claimed", name(answered))
        }
        Verification::Counts => format!("{} counts", name(verified.level)),
        other => format!("{}, so it counts for nothing", other.meaning()),
    };
    let note = verified.note.as_ref().map_or_else(String::new, |note| format!(" ({note})"));
    format!("verified by {} on {}: {}; {counts}{note}", verified.by, verified.on, name(verified.level))
}

/// What a record stands for, what it backs, and until when.
fn record_step(framework: &Framework, proof: &Proof, weighed: &Weighed) -> String {
    let day = |day: Option<Date>| day.map_or_else(|| "an unknown day".to_owned(), |day| day.to_string());
    let standing = weighed.standing.as_str().replace('-', " ");
    let words = match (weighed.why, weighed.holds) {
        (Some(why), _) => format!("it stands for nothing: {}", why.meaning()),
        (None, Holds::Ended) => format!("{standing}; it ran out on {}, so it backs nothing", day(weighed.last)),
        (None, Holds::Later) => format!("{standing}; it counts only from {}, so it backs nothing", day(weighed.first)),
        (None, Holds::Today) => {
            let until = weighed.last.map_or_else(|| "without an end date".to_owned(), |last| format!("until {last}"));
            format!("{standing}; it backs {} {until}", level_name(framework, weighed.backs))
        }
    };
    let away = match (weighed.unlooked, weighed.away) {
        (true, _) => "; nobody looked for its file",
        (_, true) => "; its file is not here",
        _ => "",
    };
    let named = proof.reference.as_ref().map_or_else(String::new, |named| format!(" ({})", named.as_str()));
    format!("evidence `{}`{named}: {words}{away}", proof.what)
}

fn proof_step(framework: &Framework, scorecard: &Scorecard, proof: &Proof) -> String {
    let today = scorecard.today;
    let mut words = match (proof.effective, proof.expires) {
        (Some(from), _) if today < from => format!("counts only from {from}"),
        (_, Some(to)) if to < today => format!("expired on {to}"),
        (_, Some(to)) => format!("counts until {to}"),
        (_, None) => "counts, without an end date".to_owned(),
    };
    if let Some(shows) = proof.shows {
        words.push_str(&format!("; enough for {}", level_name(framework, shows)));
    }
    format!("evidence `{}`: {words}", proof.what)
}

fn group(framework: &Framework, scorecard: &Scorecard, group: &GroupScore) -> Explanation {
    let block = &framework.blocks[group.group];
    let members: Vec<&PracticeScore> =
        scorecard.practices.iter().filter(|score| block.practices.contains(&score.practice.0)).collect();
    let applicable = || members.iter().filter(|score| score.state != State::NotApplicable);
    let weight = |score: &PracticeScore| framework[score.practice].weight;
    let mut steps: Vec<String> = members
        .iter()
        .map(|score| {
            let id = &framework[score.practice].id;
            match score.state {
                State::NotApplicable => format!("{id}: not applicable, left out"),
                _ => format!(
                    "{id}: claimed {} × weight {}, evidenced {}{}{}{}{}",
                    score.claimed,
                    weight(score),
                    score.evidenced,
                    match score.evidence {
                        EvidenceState::NotNeeded | EvidenceState::Current => "",
                        EvidenceState::Missing => " (no evidence)",
                        EvidenceState::Expired => " (evidence expired)",
                        EvidenceState::NotYet => " (evidence not yet in force)",
                        EvidenceState::Weak => " (evidence stands for nothing)",
                        EvidenceState::Partial => " (evidence shows less)",
                    },
                    if counts_verified(framework) { format!(", verified {}", score.verified) } else { String::new() },
                    if framework[score.practice].key { ", key" } else { "" },
                    if score.state == State::NotAssessed { ", not assessed" } else { "" },
                ),
            }
        })
        .collect();
    let whole: u32 = applicable().map(|score| weight(score)).sum();
    let top = framework.top();
    let counted = [("claimed", claimed as fn(&PracticeScore) -> u8), ("evidenced", evidenced), ("verified", verified)];
    for (word, level) in counted.into_iter().take(if counts_verified(framework) { 3 } else { 2 }) {
        let sum: u32 = applicable().map(|score| u32::from(level(score)) * weight(score)).sum();
        let share = Basis::of(sum.into(), u64::from(whole) * u64::from(top));
        if let Some(share) = share {
            steps.push(format!("{word}: {sum} of {} ({whole} × {top}) = {share}", whole * u32::from(top)));
        }
    }
    for (word, level) in [("claimed", claimed as fn(&PracticeScore) -> u8), ("evidenced", evidenced)] {
        for at in 1..=top {
            let there: u32 = applicable().filter(|score| level(score) >= at).map(|score| weight(score)).sum();
            let Some(share) = Basis::of(there.into(), whole.into()) else { continue };
            let missing: Vec<&str> = applicable()
                .filter(|score| framework[score.practice].key && level(score) < at)
                .map(|score| framework[score.practice].id.as_str())
                .collect();
            let keys = if missing.is_empty() {
                "all key practices are".to_owned()
            } else {
                format!("key practices below it: {}", missing.join(", "))
            };
            let needed = Basis(framework.reach_share);
            steps.push(format!(
                "{word} {}: {share} of the weight is at it ({needed} is needed); {keys}",
                level_name(framework, at)
            ));
            if share.0 < framework.reach_share || !missing.is_empty() {
                break;
            }
        }
    }
    Explanation {
        version: 1,
        id: block.id.clone(),
        title: block.title.clone(),
        steps,
        result: result(framework, &group.figures),
    }
}

fn overall(framework: &Framework, scorecard: &Scorecard) -> Explanation {
    let mut steps: Vec<String> = scorecard
        .blocks
        .iter()
        .map(|score| {
            let block = &framework.blocks[score.group];
            match (score.figures.claimed, score.figures.evidenced, score.figures.reached) {
                (Some(claimed), Some(evidenced), Some(reached)) => format!(
                    "{}: claimed {claimed}, evidenced {evidenced}{}, weight {}, reached {}",
                    block.id,
                    also_verified(&score.figures),
                    framework.profiles[scorecard.profile.0].weights[score.group],
                    level_name(framework, reached)
                ),
                _ => format!("{}: nothing applies, left out", block.id),
            }
        })
        .collect();
    steps.push("scores: the mean of the blocks by their weights, rounded half up".to_owned());
    steps.push("reached: the lowest level that any block has reached".to_owned());
    Explanation {
        version: 1,
        id: "overall".to_owned(),
        title: "Overall".to_owned(),
        steps,
        result: result(framework, &scorecard.overall),
    }
}

fn result(framework: &Framework, figures: &Figures) -> String {
    match (figures.claimed, figures.evidenced, figures.reached, figures.reached_evidenced) {
        (Some(claimed), Some(evidenced), Some(reached), Some(backed)) => format!(
            "claimed {claimed}, evidenced {evidenced}{}; reached {}, by evidence {}",
            also_verified(figures),
            level_name(framework, reached),
            level_name(framework, backed)
        ),
        _ => "nothing applies, so there is no figure".to_owned(),
    }
}

/// The third figure, with how many of the practices that apply it rests on; nothing where the method has none.
fn also_verified(figures: &Figures) -> String {
    let counts = figures.counts;
    figures.verified.map_or_else(String::new, |share| {
        format!(", verified {share} ({} of {})", counts.verified, counts.asked - counts.not_applicable)
    })
}

const fn verified(score: &PracticeScore) -> u8 {
    score.verified
}

const fn claimed(score: &PracticeScore) -> u8 {
    score.claimed
}

const fn evidenced(score: &PracticeScore) -> u8 {
    score.evidenced
}

fn level_name(framework: &Framework, level: u8) -> String {
    format!("{} ({level})", framework.levels[usize::from(level)].id)
}

fn levels(number: u8) -> String {
    if number == 1 { "1 level".to_owned() } else { format!("{number} levels") }
}
