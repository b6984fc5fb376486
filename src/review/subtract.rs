//! What takes an obligation back elsewhere than where it is promised. A promise counts only after that was looked for.

use std::collections::HashMap;

use super::{
    clauses::clauses_named,
    force::Force,
    judge::{Confidence, Finding, Shows, Status, push, released},
    ours::PutIn,
    reason::Reason,
    rules::{Effect, OwnRule, Rule},
    scene::{Hit, Scene},
};
use crate::reading::Reading;

/// A key that stands for the obligations whose clauses a passage names: `clauses 4 to 10 do not apply`.
const NAMED: &str = "named";

/// Concepts of which one stands in a text that limits a promise.
const ABOUT: [&str; 4] = ["personal-data", "measures", "subject", "subprocessor"];

/// A passage that takes something back.
pub(super) struct Taken {
    pub(super) passage: usize,
    pub(super) effect: Effect,
    pub(super) keys: Vec<String>,
    /// What it does, in words.
    pub(super) say: Vec<String>,
}

impl Taken {
    fn new(hit: &Hit<'_>, effect: Effect, key: &str, say: String) -> Self {
        Self { passage: hit.passage, effect, keys: vec![key.to_owned()], say: vec![say] }
    }

    pub(super) fn join(&mut self, other: Self) {
        for key in other.keys {
            push(&mut self.keys, key);
        }
        for words in other.say {
            push(&mut self.say, words);
        }
    }
}

/// Whether it is said as strictly as its sign wants.
fn strict(hit: &Hit<'_>) -> bool {
    hit.sign.force.contains(&hit.force)
}

impl Scene<'_> {
    /// What a rule on taking back finds. `carried` says which obligations are promised in a clause.
    pub(super) fn taken_by(&self, rule: &OwnRule, carried: &dyn Fn(&str) -> Vec<String>, take: &mut impl FnMut(Taken)) {
        for hit in rule.signs.iter().flat_map(|sign| self.hits_anywhere(sign)).filter(strict) {
            for key in &rule.keys {
                let keys = if key == NAMED { carried(&self.all.list[hit.passage].quote) } else { vec![key.clone()] };
                for key in keys {
                    take(Taken::new(&hit, rule.effect, &key, hit.sign.say.clone()));
                }
            }
        }
    }

    /// The passages that say the opposite of what a rule looks for, or less.
    pub(super) fn taken_back(&self, rule: &Rule, notice_hours: Option<u64>, take: &mut impl FnMut(Taken)) {
        let core: Vec<Hit> = rule.core.iter().flat_map(|sign| self.hits(sign)).collect();
        for hit in rule.against.iter().flat_map(|sign| self.hits(sign)).filter(strict) {
            take(Taken::new(&hit, Effect::Contradicts, &rule.key, hit.sign.say.clone()));
        }
        let mut weakens = |hit: &Hit, say: String| take(Taken::new(hit, Effect::Weakens, &rule.key, say));
        // Where particulars are counted, a cut is a pointer to another text, which takes nothing from what stands here.
        let cuts = rule.cuts.iter().filter(|_| rule.count.is_none());
        for hit in cuts.flat_map(|sign| self.hits(sign)).filter(strict) {
            // In an agreement a cut stands beside the promise that it limits; alone it must show what it is about.
            let about = || ABOUT.iter().any(|name| self.in_context(self.concept(name), hit.passage));
            if !hit.sign.about.is_empty() || rule.clock || about() {
                weakens(&hit, hit.sign.say.clone());
            }
        }
        for hit in &core {
            let promised = core.iter().any(|other| other.passage == hit.passage && strict(other));
            match hit.force {
                Force::May if !promised => weakens(hit, format!("only permitted, not owed: {}", hit.sign.say)),
                Force::Soft if !promised => weakens(hit, format!("only an effort or an aim: {}", hit.sign.say)),
                _ => {}
            }
            for (_, say) in self.limits.iter().filter(|(passage, _)| *passage == hit.passage) {
                weakens(hit, (*say).to_owned());
            }
            if let Some(longest) = notice_hours.filter(|_| rule.clock && strict(hit))
                && let Some(hours) = self.clock(hit)
                && hours > longest
            {
                weakens(hit, format!("{hours} hours at most, longer than the {longest} of `options.breach_hours`"));
            }
        }
        for hit in core.iter().filter(|hit| released(hit) && hit.distance < 2) {
            take(Taken::new(hit, Effect::Contradicts, &rule.key, format!("released from it: {}", hit.sign.say)));
        }
    }

    /// Caps each promise at *weak* that something else in the agreement takes back. Sentences that another party put into a
    /// text of ours are judged by all rules; elsewhere only those count that hold for every paper.
    pub(super) fn subtract(&self, findings: &mut [Finding<'_>], added: &[PutIn], module: &str, reading: &Reading) {
        let blocks: HashMap<usize, &str> = added.iter().map(|one| (one.block, one.was.as_str())).collect();
        let promised: Vec<(String, String)> = findings
            .iter()
            .filter(|finding| finding.status == Status::Present)
            .flat_map(|finding| {
                let places = finding.places.iter().filter(|place| place.shows == Shows::Promise);
                places.map(|place| (reading.blocks[place.block].clause.clone(), finding.duty.key.to_owned()))
            })
            .collect();
        let carried = |quote: &str| -> Vec<String> {
            let named = clauses_named(quote);
            let inside = |clause: &str| named.iter().any(|clauses| clauses.contain(clause));
            let mut keys: Vec<String> =
                promised.iter().filter(|(clause, _)| inside(clause)).map(|(_, key)| key.clone()).collect();
            keys.dedup();
            keys
        };
        let mut found: Vec<Taken> = Vec::new();
        let is_added = |taken: &Taken| {
            let passage = &self.all.list[taken.passage];
            blocks.get(&passage.block).is_some_and(|was| !was.contains(passage.quote.as_str()))
        };
        for rule in &self.rules.own {
            self.taken_by(rule, &carried, &mut |taken| {
                if rule.everywhere || is_added(&taken) {
                    found.push(taken);
                }
            });
        }
        if !added.is_empty() {
            for finding in findings.iter() {
                for rule in self.rules.of(finding.duty.key, module) {
                    self.taken_back(rule, None, &mut |taken| {
                        if is_added(&taken) {
                            found.push(taken);
                        }
                    });
                }
            }
        }
        found.sort_by_key(|taken| taken.passage);
        for finding in findings.iter_mut().filter(|finding| finding.status != Status::Absent) {
            let those: Vec<&Taken> =
                found.iter().filter(|taken| taken.keys.iter().any(|key| key == finding.duty.key)).collect();
            let mut told: Vec<usize> = Vec::new();
            for taken in those {
                let place = self.place(taken.passage, Shows::Limit);
                let itself =
                    finding.places.iter().any(|other| other.block == place.block && other.quote == place.quote);
                if (itself && !is_added(taken)) || told.contains(&taken.passage) || told.len() >= MOST {
                    continue;
                }
                told.push(taken.passage);
                let block = &reading.blocks[place.block];
                let at = match (block.clause.as_str(), block.place.line) {
                    ("", Some(line)) => format!("line {line}"),
                    ("", None) => format!("paragraph {}", block.place.paragraph),
                    (clause, _) => clause.to_owned(),
                };
                push(&mut finding.why, Reason::TakenBack(format!("read with {at}: {}", taken.say.join("; "))));
                push(&mut finding.places, place);
                if finding.status == Status::Present {
                    finding.status = Status::Weak;
                    finding.confidence = Confidence::Medium;
                }
            }
        }
    }
}

/// Passages that are told of one obligation; who has read so many needs no more.
const MOST: usize = 3;
