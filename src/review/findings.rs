//! What a gate may fail for: verdicts, clauses of ours that were touched, facts that differ.

use std::collections::{BTreeMap, HashMap};

use super::{
    facts::{Fact, Stands},
    judge::{Review, Shows, Status},
    ours::{Comparison, Fate, Ours},
    reason::reasons,
};
use crate::{
    gate::{At, Finding, FindingCode, Kind, Subject, Weight},
    reading::{Reading, Unseen},
};

/// An obligation by its id, and the least that does.
pub type Required = BTreeMap<String, Status>;

/// What was found, in the order of the obligations, then of the text. `at` tells where a block stands, `line` where a line
/// does; without one, where the file does. An obligation that is required and does not reach its status weighs as an error.
#[must_use]
pub fn findings(
    review: &Review<'_>,
    reading: &Reading,
    required: &Required,
    ours: Option<(&Ours<'_>, &Comparison)>,
    facts: &[Fact],
    at: &dyn Fn(Option<usize>) -> At,
    line: &dyn Fn(Option<u32>) -> At,
) -> Vec<Finding> {
    let mut found = verdicts(review, reading, required, at);
    found.extend(unseen(reading, required, line));
    if let Some((ours, comparison)) = ours {
        found.extend(clauses(ours, comparison, reading, at));
    }
    found.extend(facts.iter().filter_map(|fact| {
        let (code, verb) = match fact.stands {
            Stands::Same => return None,
            Stands::Differs => (FindingCode::FactDiffers, "the text says otherwise"),
            Stands::Unsaid => (FindingCode::FactNotFound, "the text does not say it"),
        };
        let mut message = format!("{}: the deal says `{}`, {verb}", fact.label, fact.told);
        if !fact.found.is_empty() {
            message.push_str(&format!(": {}", fact.found));
        }
        let place = fact.places.first().map(|place| place.block);
        message.push_str(&within(reading, place));
        Some(Finding::new(code, Subject::file(), &fact.path, message, at(place)))
    }));
    found.extend(
        reading
            .losses
            .iter()
            .map(|loss| Finding::new(FindingCode::TextNotRead, Subject::file(), loss, loss.clone(), at(None))),
    );
    found
}

/// What nobody sees. Where something is required, an agreement that hides words from its reader does not pass.
fn unseen(reading: &Reading, required: &Required, line: &dyn Fn(Option<u32>) -> At) -> Vec<Finding> {
    let one = |unseen: &Unseen| {
        let message = unseen.to_string();
        let detail = format!("{:?} {}", unseen.why, unseen.text);
        let mut found =
            Finding::new(FindingCode::UnseenText, Subject::file(), &detail, message, line(unseen.place.line));
        if !required.is_empty() {
            found.weight = Weight::Error;
        }
        found
    };
    reading.unseen.iter().map(one).collect()
}

fn verdicts(
    review: &Review<'_>,
    reading: &Reading,
    required: &Required,
    at: &dyn Fn(Option<usize>) -> At,
) -> Vec<Finding> {
    let one = |finding: &super::judge::Finding<'_>| {
        let code = match finding.status {
            Status::Present => return None,
            Status::Weak => FindingCode::ObligationWeak,
            Status::Absent => FindingCode::ObligationAbsent,
            Status::Contradicted => FindingCode::ObligationContradicted,
        };
        let duty = finding.duty;
        let least = required.get(duty.id).filter(|least| finding.status < **least);
        let place = finding.places.iter().find(|place| place.shows != Shows::Nearest).map(|place| place.block);
        let mut message =
            format!("{} is {}{}: {}", duty.id, finding.status.as_str(), within(reading, place), reasons(&finding.why));
        message.extend(least.map(|least| match least {
            Status::Present => "; it has to be present".to_owned(),
            Status::Weak => "; it has to be weak at least".to_owned(),
            Status::Absent | Status::Contradicted => "; it must not be contradicted".to_owned(),
        }));
        let subject = Subject::of(Kind::Obligation, duty.id, duty.title);
        let mut found = Finding::new(code, subject, "", message, at(place));
        found.weight = match least {
            Some(_) => Weight::Error,
            // What an agreement need not carry is a thing to know.
            None if !duty.core && finding.status != Status::Contradicted => Weight::Note,
            None => found.weight,
        };
        Some(found)
    };
    review.findings.iter().filter_map(one).collect()
}

fn clauses(
    ours: &Ours<'_>,
    comparison: &Comparison,
    reading: &Reading,
    at: &dyn Fn(Option<usize>) -> At,
) -> Vec<Finding> {
    // A text may hold the same words more than once, and each is a finding of its own.
    let mut seen: HashMap<String, usize> = HashMap::new();
    let touched = comparison.clauses.iter().filter(|clause| clause.fate.touches());
    touched
        .map(|clause| {
            let carried = clause.carries.iter().map(|at| &ours.carried[*at]).find(|carried| carried.core);
            let moved = clause.fate == Fate::Moved;
            let (code, subject) = match carried.filter(|_| !moved) {
                Some(carried) => {
                    (FindingCode::CoreClauseChanged, Subject::of(Kind::Obligation, &carried.id, &carried.title))
                }
                None => (FindingCode::ClauseChanged, Subject::file()),
            };
            let name = |reading: &Reading, at: usize| {
                let block = &reading.blocks[at];
                let heading = reading.headings(at).pop().unwrap_or_default();
                match (block.clause.is_empty(), heading.is_empty()) {
                    (false, _) => format!("clause {}", block.clause),
                    (true, false) => format!("a paragraph under `{heading}`"),
                    (true, true) => "a paragraph".to_owned(),
                }
            };
            let which = match (clause.old, clause.new) {
                (Some(old), _) => format!("{} of ours", name(ours.reading, old)),
                (None, Some(new)) => name(reading, new),
                (None, None) => String::new(),
            };
            let mut message = format!("{which} is {}", clause.fate.as_str());
            let ids: Vec<&str> = clause.carries.iter().map(|at| ours.carried[*at].id.as_str()).collect();
            if !ids.is_empty() {
                message.push_str(&format!("; it carries {}", ids.join(", ")));
            }
            let words: String = clause.words.iter().map(|span| span.text.as_str()).collect();
            let mut detail = format!("{} {which} {words}", clause.fate.as_str());
            let before = seen.entry(detail.clone()).or_default();
            if *before > 0 {
                detail.push_str(&format!(" {before}"));
            }
            *before += 1;
            let mut found = Finding::new(code, subject, &detail, message, at(clause.new));
            if ours.blank {
                // It may be no more than what a deal chooses.
                found.weight = Weight::Note;
            }
            found
        })
        .collect()
}

/// ` (7.1)`, where the block has a number.
fn within(reading: &Reading, block: Option<usize>) -> String {
    let clause = block.map(|at| reading.blocks[at].clause.as_str()).filter(|clause| !clause.is_empty());
    clause.map_or_else(String::new, |clause| format!(" ({clause})"))
}
