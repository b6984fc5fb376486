//! Whether what the parties add to an agreement of ours takes an obligation back: their own clauses and the free texts of a
//! deal, by the rules that judge an agreement that comes back.

use super::{
    defined::Terms,
    parties::parties,
    passage::passages,
    rules::{Effect, Rules},
    scene::Scene,
    search::Text,
    subtract::Taken,
};
use crate::{
    agreement::{Duty, OwnText},
    gate::{At, Finding, FindingCode, Subject},
    reading::{Block, Format, Kind, Place, Reading},
};

/// What stands before the texts: without it nobody would know who the parties are.
const PARTIES: &str = "This Agreement is made between the Exporter and the Importer.";

/// What takes an obligation of `duties` back in `texts`, in their order; paths lead through the deal that they stand in.
/// `notice_hours` are those that the deal gives the importer to report a breach.
#[must_use]
pub fn own_texts(
    texts: &[OwnText],
    module: &str,
    duties: &[Duty<'_>],
    notice_hours: Option<u32>,
    rules: &Rules,
    subject: &Subject,
) -> Vec<Finding> {
    let reading = reading(texts);
    let all = passages(&reading, &rules.language);
    let text = Text::new(all.words.iter().map(|word| word.text.as_str()), all.ends());
    let terms = Terms::new(&all, &text, rules);
    let parties = parties(&text, &all, rules, &terms.short, module, &[]);
    let scene = Scene::new(&all, &text, &parties, &terms, rules);
    let mut found: Vec<Taken> = Vec::new();
    for duty in duties {
        for rule in rules.of(duty.key, module) {
            scene.taken_back(rule, notice_hours.map(u64::from), &mut |taken| found.push(taken));
        }
    }
    for rule in &rules.own {
        scene.taken_by(rule, &|_| Vec::new(), &mut |taken| {
            if taken.keys.iter().all(|key| duties.iter().any(|duty| duty.key == *key)) {
                found.push(taken);
            }
        });
    }
    let mut taken: Vec<Taken> = Vec::new();
    // The first text only says who the parties are.
    for one in found.into_iter().filter(|one| all.list[one.passage].block >= FIRST) {
        match taken.iter_mut().find(|other| other.passage == one.passage && other.effect == one.effect) {
            Some(other) => other.join(one),
            None => taken.push(one),
        }
    }
    // The opposite says more than that something is weaker.
    let opposite: Vec<usize> =
        taken.iter().filter(|one| one.effect == Effect::Contradicts).map(|one| one.passage).collect();
    taken.retain(|one| one.effect == Effect::Contradicts || !opposite.contains(&one.passage));
    taken.sort_by_key(|one| one.passage);
    let found = taken.into_iter().map(|one| {
        let passage = &all.list[one.passage];
        let text = &texts[(passage.block - FIRST) / PER_TEXT];
        let (code, verb) = match one.effect {
            Effect::Contradicts => (FindingCode::ClauseContradicts, "contradict"),
            Effect::Weakens => (FindingCode::ClauseWeakens, "weaken"),
        };
        let quote: String = passage.quote.chars().take(QUOTE).collect();
        let message = format!("{} may {verb} {}: `{quote}`", text.name, one.keys.join(", "));
        let detail = format!("{}: {quote}", text.name);
        let found = Finding::new(code, subject.clone(), &detail, message, At::Value(text.at.clone()));
        let shown = duties.iter().find(|duty| duty.key == one.keys[0]);
        let shown = shown.map(|duty| format!("`dmf mcc show {}` prints what is asked, with our wording", duty.id));
        one.say.into_iter().chain(shown).fold(found, Finding::help)
    });
    found.collect()
}

/// Letters of a passage that are shown.
const QUOTE: usize = 200;

/// The block of the first text, and how many blocks each has.
const FIRST: usize = 1;
const PER_TEXT: usize = 2;

/// The texts as an agreement, each under a heading of its own.
fn reading(texts: &[OwnText]) -> Reading {
    let block = |kind, text: &str, parent| Block {
        kind,
        note: false,
        number: String::new(),
        clause: String::new(),
        text: text.to_owned(),
        parent,
        place: Place::default(),
    };
    let mut blocks = vec![block(Kind::Paragraph, PARTIES, None)];
    for text in texts {
        let heading = blocks.len();
        blocks.push(block(Kind::Heading, &text.heading, None));
        blocks.push(block(Kind::Paragraph, &text.text, Some(heading)));
    }
    Reading { format: Format::Text, blocks, losses: Vec::new(), unseen: Vec::new() }
}

#[cfg(test)]
mod tests;
