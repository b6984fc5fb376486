//! The verdicts: needs met or not, and what follows from them.

use super::{
    clock::clocks,
    defined::Terms,
    force::{Force, Role},
    kind::Kind,
    nearest::Index,
    ours::PutIn,
    parties::parties,
    passage::{Passage, Sort, passages},
    reason::Reason,
    rules::{Need, Rule, Rules},
    scene::{Hit, Scene},
    search::{Span, Text},
};
use crate::{agreement::Duty, reading::Reading};

/// What is asked of an agreement.
#[derive(Debug, Clone, Default)]
pub struct Asked<'a> {
    /// The role pair.
    pub module: &'a str,
    /// What the EU's standard clauses call it, such as `Module Two`.
    pub eu_module: &'a str,
    /// The obligations of the role pair.
    pub duties: Vec<Duty<'a>>,
    /// The longest time for the notice of a breach, in hours, and why it is that.
    pub longest_notice: (u64, String),
    /// Blocks that another party added to a text of ours, or reworded.
    pub added: Vec<PutIn>,
    /// What the exporter and the importer are called, where somebody has said so.
    pub exporter: Vec<String>,
    pub importer: Vec<String>,
}

crate::words::words! {
    /// What became of an obligation.
    pub enum Status {
        Contradicted = "contradicted",
        Absent = "absent",
        Weak = "weak",
        Present = "present",
    }
}
crate::words::serialize_words!(Status);

crate::words::words! {
    /// How sure the verdict is.
    pub enum Confidence {
        Low = "low",
        Medium = "medium",
        High = "high",
    }
}
crate::words::serialize_words!(Confidence);

/// A passage that bears on a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The block of the reading.
    pub block: usize,
    pub quote: String,
    pub shows: Shows,
}

crate::words::words! {
    /// What a passage shows.
    pub enum Shows {
        /// That it is promised.
        Promise = "promise",
        /// That it is promised, with a limit.
        Limit = "limit",
        /// That the opposite is said.
        Opposite = "opposite",
        /// That another text is taken in by reference, which promises it.
        Reference = "reference",
        /// Nothing: it is the nearest passage, for somebody to look at.
        Nearest = "nearest",
        /// A fact of the deal.
        Fact = "fact",
    }
}
crate::words::serialize_words!(Shows);

/// The verdict on one obligation.
#[derive(Debug, Clone)]
pub struct Finding<'a> {
    pub duty: Duty<'a>,
    pub status: Status,
    pub confidence: Confidence,
    pub places: Vec<Place>,
    pub why: Vec<Reason>,
}

/// The verdicts on an agreement.
#[derive(Debug, Clone)]
pub struct Review<'a> {
    pub kind: Kind,
    /// Names that stand for the exporter, and for the importer.
    pub exporter: Vec<String>,
    pub importer: Vec<String>,
    /// Why who is who may be wrong; empty where nothing speaks against it.
    pub doubts: Vec<String>,
    /// In the order asked.
    pub findings: Vec<Finding<'a>>,
}

/// Judges an agreement. The same reading and rules give the same verdicts.
#[must_use]
pub fn review<'a>(reading: &Reading, rules: &Rules, asked: &Asked<'a>) -> Review<'a> {
    let all = passages(reading, &rules.language);
    let text = Text::new(all.words.iter().map(|word| word.text.as_str()), all.ends());
    let terms = Terms::new(&all, &text, rules);
    let given = |names: &[String], role| names.iter().map(|name| (name.clone(), role)).collect::<Vec<_>>();
    let given = [given(&asked.exporter, Role::Exporter), given(&asked.importer, Role::Importer)].concat();
    let parties = parties(&text, &all, rules, &terms.short, asked.module, &given);
    let scene = Scene::new(&all, &text, &parties, &terms, rules);
    let index = Index::new(&all, &rules.language);
    let mut findings: Vec<Finding<'a>> = asked
        .duties
        .iter()
        .map(|duty| match rules.of(duty.key, asked.module).next() {
            Some(rule) => scene.finding(rule, *duty, asked, &index),
            None => Finding {
                duty: *duty,
                status: Status::Absent,
                confidence: Confidence::Low,
                places: Vec::new(),
                why: vec![Reason::Found("no rule looks for it".to_owned())],
            },
        })
        .collect();
    scene.subtract(&mut findings, &asked.added, asked.module, reading);
    let names = |role: Role| {
        let mut names: Vec<String> = Vec::new();
        for (name, _) in parties.shown.iter().filter(|(_, other)| *other == role) {
            names.extend(name.split('|').next().map(|name| name.replace('_', " ").replace(['*', '?'], "")));
        }
        names.dedup();
        names
    };
    Review {
        kind: scene.kind,
        exporter: names(Role::Exporter),
        importer: names(Role::Importer),
        doubts: parties.doubts,
        findings,
    }
}

/// A passage that makes the promise, with what it has and lacks.
struct Weighed<'a> {
    /// The lower the better.
    rank: usize,
    hit: Hit<'a>,
    met: Vec<Reason>,
    unmet: Vec<Reason>,
    places: Vec<usize>,
}

impl Scene<'_> {
    fn finding<'d>(&self, rule: &Rule, duty: Duty<'d>, asked: &Asked, index: &Index<'_>) -> Finding<'d> {
        let mut finding = self.judge(rule, duty, asked);
        let bars = match self.kind {
            Kind::DataAgreement | Kind::FewWords => false,
            Kind::Notice => finding.status != Status::Absent,
            Kind::OtherText => matches!(finding.status, Status::Present | Status::Weak),
        };
        if bars {
            let absent = self.kind == Kind::Notice
                || rule.general
                || rule.count.is_some()
                || !finding.places.iter().any(|place| self.speaks_of_data(place));
            finding.status = if absent { Status::Absent } else { Status::Weak };
            finding.confidence = Confidence::Medium;
            finding.why.push(Reason::Found(self.kind.reason().to_owned()));
        }
        if self.kind == Kind::FewWords {
            finding.confidence = finding.confidence.min(Confidence::Medium);
            if finding.status == Status::Absent {
                finding.confidence = Confidence::Low;
            }
        }
        if finding.status == Status::Absent && finding.places.is_empty() {
            let query = format!("{} {} {}", rule.nearest, duty.title, duty.gist);
            let near = index.nearest(&query, 2);
            // Much in common, and still no sign: more likely wording that the rules do not know.
            let much = near.first().is_some_and(|(_, score)| *score > 4_500);
            finding.confidence = if much { Confidence::Low } else { finding.confidence };
            finding.places = near.into_iter().map(|(passage, _)| self.place(passage, Shows::Nearest)).collect();
        }
        finding
    }

    /// Whether a passage itself speaks of personal data.
    fn speaks_of_data(&self, place: &Place) -> bool {
        let data = self.concept("personal-data");
        let same = |passage: &Passage| passage.block == place.block && passage.quote == place.quote;
        (0..self.all.list.len()).any(|nth| same(&self.all.list[nth]) && self.in_passage(data, nth))
    }

    fn judge<'d>(&self, rule: &Rule, duty: Duty<'d>, asked: &Asked) -> Finding<'d> {
        let mut finding =
            Finding { duty, status: Status::Absent, confidence: Confidence::High, places: Vec::new(), why: Vec::new() };
        let core: Vec<Hit> = rule.core.iter().flat_map(|sign| self.hits(sign)).collect();
        let against: Vec<Hit> = rule
            .against
            .iter()
            .flat_map(|sign| self.hits(sign))
            .filter(|hit| hit.sign.force.contains(&hit.force) && !hit.unchosen)
            .chain(core.iter().copied().filter(|hit| released(hit) && hit.distance < 2 && hit.reach <= REACH))
            .collect();
        // A promise that was found beats what only seems to be its opposite: in a long text something always does. What is
        // said in one breath with its opposite is no promise.
        let strong: Vec<Hit> = core
            .iter()
            .copied()
            .filter(|hit| hit.sign.force.contains(&hit.force) && !hit.unchosen)
            .filter(|hit| against.iter().all(|other| other.passage != hit.passage))
            .collect();
        if strong.is_empty()
            && let Some(first) = against.first()
        {
            finding.status = Status::Contradicted;
            finding.confidence = if first.distance < 2 { Confidence::High } else { Confidence::Medium };
            for hit in against.iter().take(2) {
                push(&mut finding.places, self.place(hit.passage, Shows::Opposite));
                let say = if hit.force == Force::Free && !hit.sign.force.contains(&Force::Free) {
                    format!("released from it: {}", hit.sign.say)
                } else {
                    hit.sign.say.clone()
                };
                push(&mut finding.why, Reason::Found(say));
            }
            return finding;
        }
        if let Some(count) = &rule.count {
            self.count(rule, count, &mut finding);
        }
        if !strong.is_empty() {
            self.weigh(rule, &strong, asked, &mut finding);
            self.conflicts(&strong, &against, &mut finding);
            return finding;
        }
        if finding.status > Status::Absent {
            return finding;
        }
        let soft = core.iter().find(|hit| matches!(hit.force, Force::May | Force::Soft));
        let unchosen = core.iter().find(|hit| hit.unchosen && hit.sign.force.contains(&hit.force));
        let partial =
            rule.partial.iter().flat_map(|sign| self.hits(sign)).find(|hit| hit.sign.force.contains(&hit.force));
        if let Some(hit) = soft.or(unchosen).copied().or(partial) {
            finding.status = Status::Weak;
            finding.confidence = Confidence::Medium;
            finding.places.push(self.place(hit.passage, Shows::Limit));
            finding.why.push(Reason::Found(match hit.force {
                _ if hit.unchosen => format!("only an option that is not chosen: {}", hit.sign.say),
                Force::May if soft.is_some() => format!("only permitted, not owed: {}", hit.sign.say),
                Force::Soft if soft.is_some() => format!("only an effort or an aim: {}", hit.sign.say),
                _ => hit.sign.say.clone(),
            }));
            return finding;
        }
        self.reference(rule, asked, &mut finding);
        if finding.status == Status::Absent && finding.why.is_empty() {
            finding.why.push(Reason::Found("no passage shows it".to_owned()));
        }
        finding
    }

    /// What seems to say the opposite of a promise that was found. Where it says so plainly, and elsewhere, both have to be
    /// read before anybody relies on the promise.
    fn conflicts(&self, strong: &[Hit], against: &[Hit], finding: &mut Finding) {
        let mut others: Vec<&Hit> = against.iter().collect();
        others.sort_by_key(|hit| !is_plain(hit));
        let Some(first) = others.first() else { return };
        push(&mut finding.places, self.place(first.passage, Shows::Opposite));
        // Half a promise, and its opposite beside it.
        let beside = || strong.iter().any(|promise| self.near(promise.passage, first.passage));
        if is_plain(first) && finding.status == Status::Weak && beside() {
            finding.status = Status::Contradicted;
            finding.confidence = Confidence::Medium;
            finding.places.rotate_right(1);
            push(&mut finding.why, Reason::TakenBack(format!("conflict, read both: {}", first.sign.say)));
        } else if is_plain(first) {
            finding.status = Status::Weak;
            finding.confidence = Confidence::Low;
            push(&mut finding.why, Reason::TakenBack(format!("conflict, read both: {}", first.sign.say)));
        } else {
            finding.confidence = finding.confidence.min(Confidence::Medium);
            push(&mut finding.why, Reason::Also(first.sign.say.clone()));
        }
    }

    /// Takes the best of the passages that make the promise, and says what it lacks.
    fn weigh(&self, rule: &Rule, strong: &[Hit], asked: &Asked, finding: &mut Finding) {
        let needs: Vec<(&Need, Vec<Span>, Vec<usize>)> = rule
            .needs
            .iter()
            .map(|need| {
                let mut met: Vec<usize> = self.find(&need.any).iter().map(|span| self.all.of[span.0]).collect();
                met.retain(|passage| !self.all.list[*passage].heading && self.all.list[*passage].sort == Sort::Term);
                met.dedup();
                (need, self.find(&need.about), met)
            })
            .collect();
        let cuts: Vec<Hit> = rule
            .cuts
            .iter()
            .flat_map(|sign| self.hits(sign))
            .filter(|hit| hit.sign.force.contains(&hit.force))
            .collect();
        let mut best: Option<Weighed> = None;
        for hit in strong {
            let mut places = Vec::new();
            let (mut met, mut unmet) = (vec![Reason::Found(hit.sign.say.clone())], Vec::new());
            for (need, about, where_met) in &needs {
                match where_met
                    .iter()
                    .filter(|met| self.within(need.within, hit.passage, **met))
                    .filter(|met| need.about.is_empty() || self.belongs(about, hit.passage, **met))
                    .min_by_key(|met| met.abs_diff(hit.passage))
                {
                    Some(passage) => {
                        met.push(Reason::Found(need.say.clone()));
                        places.push(*passage);
                    }
                    None => unmet.push(Reason::Missing(need.say.clone())),
                }
            }
            for cut in cuts.iter().filter(|cut| self.within(cut.sign.within, hit.passage, cut.passage)) {
                push(&mut unmet, Reason::Limited(cut.sign.say.clone()));
                places.push(cut.passage);
            }
            for (_, say) in self.limits.iter().filter(|(passage, _)| *passage == hit.passage) {
                push(&mut unmet, Reason::Limited((*say).to_owned()));
            }
            if rule.clock
                && let Some(hours) = self.clock(hit)
                && hours > asked.longest_notice.0
            {
                let (longest, why) = &asked.longest_notice;
                unmet.push(Reason::Limited(format!("{hours} hours at most, longer than {longest} ({why})")));
            }
            let rank = unmet.len() * 8 + hit.distance;
            if best.as_ref().is_none_or(|best| rank < best.rank) {
                best = Some(Weighed { rank, hit: *hit, met, unmet, places });
            }
        }
        let Weighed { hit, met, unmet, places, .. } = best.expect("there is a passage that makes the promise");
        finding.status = if unmet.is_empty() { Status::Present } else { Status::Weak };
        finding.confidence = match (unmet.is_empty(), hit.distance < 2) {
            (true, true) => Confidence::High,
            (true, false) | (false, _) => Confidence::Medium,
        };
        let shows = if unmet.is_empty() { Shows::Promise } else { Shows::Limit };
        finding.places.clear();
        finding.places.push(self.place(hit.passage, shows));
        for passage in places {
            push(&mut finding.places, self.place(passage, shows));
        }
        finding.places.truncate(4);
        finding.why.clear();
        for line in met.into_iter().chain(unmet) {
            push(&mut finding.why, line);
        }
    }

    /// The longest time that a notice may take by the passage, or by those directly after it.
    pub(super) fn clock(&self, hit: &Hit) -> Option<u64> {
        let notices = self.concept("notice-given");
        for passage in hit.passage..(hit.passage + 3).min(self.all.list.len()) {
            let whole = &self.all.list[passage];
            if whole.section != self.all.list[hit.passage].section
                || (passage > hit.passage && !self.in_passage(notices, passage))
            {
                continue;
            }
            let found = clocks(&self.all.words[whole.own..whole.words.end], &self.rules.language);
            let after = found.iter().find(|clock| {
                let at = clock.at.min(whole.words.len());
                let before = &self.all.words[whole.own + at.saturating_sub(8)..whole.own + at];
                before.iter().any(|word| self.rules.language.time_leads.has(&word.text))
            });
            if let Some(clock) = after {
                return Some(clock.hours);
            }
        }
        None
    }

    /// Model clauses that are taken in by reference carry an obligation weakly: their text is not here to be read.
    fn reference(&self, rule: &Rule, asked: &Asked, finding: &mut Finding) {
        if !rule.by_reference {
            return;
        }
        let eu = format!("EU SCC {}", asked.eu_module);
        for (concept, name) in [("by-reference-eu", eu.as_str()), ("by-reference-asean", "ASEAN MCC")] {
            if let Some((from, _)) = self.concept(concept).first() {
                finding.status = Status::Weak;
                finding.confidence = Confidence::Medium;
                finding.places = vec![self.place(self.all.of[*from], Shows::Reference)];
                finding.why = vec![Reason::Found(format!("by reference: {name}"))];
                return;
            }
        }
    }
}

/// Words that may stand between `is not obliged to` and what somebody is released from.
const REACH: usize = 5;

/// Whether what is said against a promise is said outright: of the party by its name, in the words of the sign itself.
const fn is_plain(hit: &Hit) -> bool {
    hit.distance == 0
        && !hit.sign.by.is_empty()
        && matches!(hit.force, Force::May | Force::Free | Force::Stated)
        && hit.reach <= REACH
}

/// Whether a promise is taken back where it is made; a liability that is excluded is still allocated.
pub(super) fn released(hit: &Hit) -> bool {
    hit.force == Force::Free && !hit.sign.force.contains(&Force::Free)
}

pub(super) fn push<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
