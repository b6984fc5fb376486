//! The verdicts: signs found, needs met or not, and what follows from them.

use super::{
    clock::clocks,
    force::{Force, Role, Statement, governing, statements, subject},
    kind::{Kind, Marks, kind},
    nearest::Index,
    parties::{Parties, parties},
    passage::{Passage, Passages, passages},
    pattern::Pattern,
    rules::{BUILT_IN, Count, Rule, Rules, Sign, Within},
    search::{Span, Text},
};
use crate::{agreement::Duty, reading::Reading};

/// What is asked of an agreement.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// The role pair.
    pub module: &'a str,
    /// The obligations of the role pair.
    pub duties: Vec<Duty<'a>>,
    /// The longest time for the notice of a breach, in hours, and why it is that.
    pub longest_notice: (u64, String),
}

/// What became of an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Contradicted,
    Absent,
    Weak,
    Present,
}

/// How sure the verdict is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    Low,
    Medium,
    High,
}

/// A passage that bears on a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The block of the reading.
    pub block: usize,
    pub quote: String,
    /// What it shows: `promise`, `limit`, `opposite`, `reference`, `nearest`.
    pub shows: &'static str,
}

/// The verdict on one obligation.
#[derive(Debug, Clone)]
pub struct Finding<'a> {
    pub duty: Duty<'a>,
    pub status: Status,
    pub confidence: Confidence,
    pub places: Vec<Place>,
    pub why: Vec<String>,
}

/// The verdicts on an agreement.
#[derive(Debug, Clone)]
pub struct Review<'a> {
    pub kind: Kind,
    /// Names that stand for the exporter, and for the importer.
    pub exporter: Vec<String>,
    pub importer: Vec<String>,
    /// In the order asked.
    pub findings: Vec<Finding<'a>>,
}

/// Judges an agreement. The same reading and rules give the same verdicts.
#[must_use]
pub fn review<'a>(reading: &Reading, rules: &Rules, asked: &Asked<'a>) -> Review<'a> {
    let all = passages(reading);
    let text = Text::new(all.words.iter().map(|word| word.text.as_str()), all.ends());
    let parties = parties(&text, &all, &rules.parties, asked.module);
    let scene = Scene::new(&all, &text, &parties, rules);
    let index = Index::new(&all);
    let findings = asked
        .duties
        .iter()
        .map(|duty| {
            let rule = rules.duties.iter().find(|rule| {
                rule.key == duty.key
                    && (rule.modules.is_empty() || rule.modules.iter().any(|module| module == asked.module))
            });
            match rule {
                Some(rule) => scene.finding(rule, *duty, asked, &index),
                None => Finding {
                    duty: *duty,
                    status: Status::Absent,
                    confidence: Confidence::Low,
                    places: Vec::new(),
                    why: vec!["no rule looks for it".to_owned()],
                },
            }
        })
        .collect();
    let names = |role: Role| {
        let mut names: Vec<String> = Vec::new();
        for (name, _) in parties.names.iter().filter(|(_, other)| *other == role) {
            names.extend(name.split('|').next().map(|name| name.replace('_', " ").replace(['*', '?'], "")));
        }
        names.dedup();
        names
    };
    Review { kind: scene.kind, exporter: names(Role::Exporter), importer: names(Role::Importer), findings }
}

/// An agreement with everything found in it that rules speak of.
struct Scene<'a> {
    all: &'a Passages,
    text: &'a Text,
    rules: &'a Rules,
    roles: &'a [(Span, Role)],
    concepts: Vec<Vec<Span>>,
    statements: Vec<Vec<Statement>>,
    kind: Kind,
}

/// A sign found in a passage.
#[derive(Debug, Clone, Copy)]
struct Hit<'a> {
    passage: usize,
    force: Force,
    /// How far from plain: its party is not named alone, or what it is about stands elsewhere.
    distance: usize,
    sign: &'a Sign,
}

/// A passage that makes the promise, with what it has and lacks.
struct Weighed<'a> {
    /// The lower the better.
    rank: usize,
    hit: Hit<'a>,
    met: Vec<String>,
    unmet: Vec<String>,
    places: Vec<usize>,
}

impl<'a> Scene<'a> {
    fn new(all: &'a Passages, text: &'a Text, parties: &'a Parties, rules: &'a Rules) -> Self {
        let spans = |role| -> Vec<Span> {
            parties.spans.iter().filter(|(_, other)| *other == role).map(|(span, _)| *span).collect()
        };
        let mut concepts: Vec<Vec<Span>> =
            [Role::Exporter, Role::Importer, Role::Both, Role::Other].into_iter().map(spans).collect();
        for patterns in &rules.concepts[BUILT_IN.len()..] {
            let found = text.find(patterns, &concepts);
            concepts.push(found);
        }
        let mut forces: Vec<(Span, Force)> = Vec::new();
        for (force, patterns) in &rules.forces {
            forces.extend(text.find(patterns, &concepts).into_iter().map(|span| (span, *force)));
        }
        // At the same word a release is stronger than a bar, a bar than an effort, and so on; then the longest wins.
        let strength = |force: &Force| rules.forces.iter().position(|(other, _)| other == force);
        forces.sort_by_key(|((from, end), force)| (*from, strength(force), usize::MAX - *end));
        let mut scene = Self {
            all,
            text,
            rules,
            roles: &parties.spans,
            concepts,
            statements: Vec::new(),
            kind: Kind::DataAgreement,
        };
        scene.statements = all
            .list
            .iter()
            .map(|passage| {
                let inside = |span: &Span| span.0 >= passage.words.start && span.0 < passage.words.end;
                let from = forces.partition_point(|(span, _)| span.0 < passage.words.start);
                let forces: Vec<_> = forces[from..].iter().take_while(|(span, _)| inside(span)).copied().collect();
                let from = parties.spans.partition_point(|(span, _)| span.0 < passage.words.start);
                let named: Vec<_> =
                    parties.spans[from..].iter().take_while(|(span, _)| inside(span)).copied().collect();
                statements(&all.words, &passage.words, &forces, &named)
            })
            .collect();
        scene.kind = kind(Marks {
            words: all.words.len(),
            personal_data: scene.concept("personal-data"),
            notice: scene.concept("notice-mark"),
            contract: scene.concept("contract-mark"),
        });
        scene
    }

    fn concept(&self, name: &str) -> &[Span] {
        self.rules.names.get(name).map_or(&[], |at| self.concepts[*at].as_slice())
    }

    fn find(&self, patterns: &[Pattern]) -> Vec<Span> {
        self.text.find(patterns, &self.concepts)
    }

    /// Whether one of `spans` stands in a passage.
    fn in_passage(&self, spans: &[Span], passage: usize) -> bool {
        let words = &self.all.list[passage].words;
        let from = spans.partition_point(|span| span.0 < words.start);
        spans.get(from).is_some_and(|span| span.0 < words.end)
    }

    /// Whether two passages belong together.
    fn near(&self, one: usize, other: usize) -> bool {
        one == other || (self.all.list[one].section == self.all.list[other].section && one.abs_diff(other) <= 25)
    }

    fn within(&self, within: Within, one: usize, other: usize) -> bool {
        match within {
            Within::Passage => one == other,
            Within::Section => self.near(one, other),
            Within::Document => true,
        }
    }

    /// Everything that a sign shows, however strictly it is said.
    fn hits<'s>(&self, sign: &'s Sign) -> Vec<Hit<'s>> {
        let acts = self.find(&sign.act);
        if acts.is_empty() {
            return Vec::new();
        }
        let with: Vec<Vec<Span>> = sign.with.iter().map(|patterns| self.find(patterns)).collect();
        let about: Vec<Vec<Span>> = sign.about.iter().map(|patterns| self.find(patterns)).collect();
        let none = self.find(&sign.none);
        let mut found: Vec<Hit> = Vec::new();
        for (at, _) in acts {
            // `Provider` is no deed of providing.
            let last = self.roles.partition_point(|(span, _)| span.0 <= at);
            if last > 0 && self.roles[last - 1].0.1 > at && self.roles[last - 1].1 != Role::Other {
                continue;
            }
            let passage = self.all.of[at];
            let whole = &self.all.list[passage];
            if whole.heading
                || self.defines(passage)
                || !with.iter().all(|spans| self.in_passage(spans, passage))
                || self.in_passage(&none, passage)
            {
                continue;
            }
            let here = about.iter().all(|spans| self.in_passage(spans, passage));
            if !here && !about.iter().all(|spans| self.in_context(spans, passage)) {
                continue;
            }
            let (force, actors) = self.said(passage, at);
            let named =
                actors.iter().any(|actor| *actor == Role::Both || (*actor != Role::Open && sign.by.contains(actor)));
            let open = actors.contains(&Role::Open) && sign.by.contains(&Role::Open) && force != Force::Stated;
            if sign.by.is_empty() || named || open {
                let alone = sign.by.is_empty() || actors.iter().any(|actor| sign.by[0] == *actor);
                let distance =
                    usize::from(!alone) + usize::from(!named && !sign.by.is_empty()) + 2 * usize::from(!here);
                found.push(Hit { passage, force, distance, sign });
            }
        }
        found
    }

    /// Whether a passage gives a term its meaning, which promises nothing.
    fn defines(&self, passage: usize) -> bool {
        let whole = &self.all.list[passage];
        self.all.words[whole.own].quoted && self.in_passage(self.concept("means"), passage)
    }

    /// In the passage, its headings, or what stands directly before it.
    fn in_context(&self, spans: &[Span], passage: usize) -> bool {
        let whole = &self.all.list[passage];
        self.in_passage(spans, passage)
            || whole.heads.iter().any(|head| self.in_passage(spans, *head))
            || (passage.saturating_sub(2)..passage)
                .any(|before| self.all.list[before].section == whole.section && self.in_passage(spans, before))
    }

    /// How strictly the word at `at` is said, and of whom.
    fn said(&self, passage: usize, at: usize) -> (Force, Vec<Role>) {
        if let Some(statement) = governing(&self.statements[passage], at) {
            return (statement.force, statement.actors.clone());
        }
        let words = &self.all.list[passage].words;
        let from = self.roles.partition_point(|(span, _)| span.0 < words.start);
        let end = self.roles.partition_point(|(span, _)| span.0 < at);
        let actors = subject(&self.all.words, words.start, at, &self.roles[from..end]);
        (Force::Stated, if actors.is_empty() { vec![Role::Open] } else { actors })
    }

    fn place(&self, passage: usize, shows: &'static str) -> Place {
        let passage = &self.all.list[passage];
        Place { block: passage.block, quote: passage.quote.clone(), shows }
    }

    fn finding<'d>(&self, rule: &Rule, duty: Duty<'d>, asked: &Asked, index: &Index) -> Finding<'d> {
        let mut finding = self.judge(rule, duty, asked);
        let bars = match self.kind {
            Kind::DataAgreement => false,
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
            finding.why.push(self.kind.reason().to_owned());
        }
        if finding.status == Status::Absent && finding.places.is_empty() {
            let query = format!("{} {} {}", rule.nearest, duty.title, duty.gist);
            let near = index.nearest(&query, 2);
            // Much in common, and still no sign: more likely wording that the rules do not know.
            let much = near.first().is_some_and(|(_, score)| *score > 4_500);
            finding.confidence = if much { Confidence::Low } else { finding.confidence };
            finding.places = near.into_iter().map(|(passage, _)| self.place(passage, "nearest")).collect();
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
            .filter(|hit| hit.sign.force.contains(&hit.force))
            .chain(core.iter().copied().filter(|hit| hit.force == Force::Free))
            .collect();
        if let Some(first) = against.first() {
            finding.status = Status::Contradicted;
            finding.confidence = if first.distance < 2 { Confidence::High } else { Confidence::Medium };
            for hit in against.iter().take(2) {
                push(&mut finding.places, self.place(hit.passage, "opposite"));
                let say = if hit.force == Force::Free && !hit.sign.force.contains(&Force::Free) {
                    format!("released from it: {}", hit.sign.say)
                } else {
                    hit.sign.say.clone()
                };
                push(&mut finding.why, say);
            }
            return finding;
        }
        if let Some(count) = &rule.count {
            self.count(count, &mut finding);
        }
        let strong: Vec<Hit> = core.iter().copied().filter(|hit| hit.sign.force.contains(&hit.force)).collect();
        if !strong.is_empty() {
            self.weigh(rule, &strong, asked, &mut finding);
            return finding;
        }
        if finding.status > Status::Absent {
            return finding;
        }
        let soft = core.iter().find(|hit| matches!(hit.force, Force::May | Force::Soft));
        let partial =
            rule.partial.iter().flat_map(|sign| self.hits(sign)).find(|hit| hit.sign.force.contains(&hit.force));
        if let Some(hit) = soft.copied().or(partial) {
            finding.status = Status::Weak;
            finding.confidence = Confidence::Medium;
            finding.places.push(self.place(hit.passage, "limit"));
            finding.why.push(match hit.force {
                Force::May if soft.is_some() => format!("only permitted, not owed: {}", hit.sign.say),
                Force::Soft if soft.is_some() => format!("only an effort or an aim: {}", hit.sign.say),
                _ => hit.sign.say.clone(),
            });
            return finding;
        }
        self.reference(rule, asked, &mut finding);
        if finding.status == Status::Absent && finding.why.is_empty() {
            finding.why.push("no passage shows it".to_owned());
        }
        finding
    }

    /// Takes the best of the passages that make the promise, and says what it lacks.
    fn weigh(&self, rule: &Rule, strong: &[Hit], asked: &Asked, finding: &mut Finding) {
        let needs: Vec<(&str, Within, Vec<usize>)> = rule
            .needs
            .iter()
            .map(|need| {
                let mut met: Vec<usize> = self.find(&need.any).iter().map(|span| self.all.of[span.0]).collect();
                met.retain(|passage| !self.all.list[*passage].heading);
                met.dedup();
                (need.say.as_str(), need.within, met)
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
            let (mut met, mut unmet) = (vec![hit.sign.say.clone()], Vec::new());
            for (say, within, where_met) in &needs {
                match where_met
                    .iter()
                    .filter(|met| self.within(*within, hit.passage, **met))
                    .min_by_key(|met| met.abs_diff(hit.passage))
                {
                    Some(passage) => {
                        met.push((*say).to_owned());
                        places.push(*passage);
                    }
                    None => unmet.push(format!("missing: {say}")),
                }
            }
            for cut in cuts.iter().filter(|cut| self.within(cut.sign.within, hit.passage, cut.passage)) {
                push(&mut unmet, format!("limited: {}", cut.sign.say));
                places.push(cut.passage);
            }
            if rule.clock
                && let Some(hours) = self.clock(hit)
                && hours > asked.longest_notice.0
            {
                unmet.push(format!(
                    "limited: {hours} hours at most, longer than {} ({})",
                    asked.longest_notice.0, asked.longest_notice.1
                ));
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
        let shows = if unmet.is_empty() { "promise" } else { "limit" };
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
    fn clock(&self, hit: &Hit) -> Option<u64> {
        let notices = self.concept("notice-given");
        for passage in hit.passage..(hit.passage + 3).min(self.all.list.len()) {
            let whole = &self.all.list[passage];
            if whole.section != self.all.list[hit.passage].section
                || (passage > hit.passage && !self.in_passage(notices, passage))
            {
                continue;
            }
            let found = clocks(&self.all.words[whole.own..whole.words.end]);
            let after = found.iter().find(|clock| {
                let at = clock.at.min(whole.words.len());
                let before = &self.all.words[whole.own + at.saturating_sub(8)..whole.own + at];
                before
                    .iter()
                    .any(|word| matches!(word.text.as_str(), "within" | "than" | "exceed" | "exceeding" | "in"))
            });
            if let Some(clock) = after {
                return Some(clock.hours);
            }
        }
        None
    }

    /// Counts terms that are defined, or particulars that are described.
    fn count(&self, count: &Count, finding: &mut Finding) {
        let means = self.concept("means");
        let titles = self.concept(if count.defined { "definition-heading" } else { "description-heading" });
        let owed = self.concept("notice-given");
        let (by_law, marks) = (self.concept("meaning"), self.concept("description-mark"));
        for (say, patterns, labels) in &count.kinds {
            let labelled = self.find(labels).into_iter().find(|(from, end)| {
                let whole = &self.all.list[self.all.of[*from]];
                *from == whole.words.start && *end == whole.own
            });
            let found = labelled.or_else(|| {
                self.find(patterns).into_iter().find(|(from, end)| {
                    let passage = self.all.of[*from];
                    let whole = &self.all.list[passage];
                    let under = whole.heads.iter().any(|head| self.in_passage(titles, *head));
                    let begins = from.saturating_sub(whole.own) <= 3 && *from >= whole.own;
                    let next = self.all.words.get(*end).filter(|_| *end < whole.words.end);
                    let leads = begins && next.is_none_or(|next| next.broken);
                    if count.defined {
                        let term = self.all.words[*from].quoted
                            || (*from > whole.words.start && self.all.words[*from - 1].quoted);
                        let given = self.in_passage(means, passage) && (begins || self.in_passage(by_law, passage));
                        !whole.heading && (term || given || (under && leads))
                    } else {
                        !self.in_passage(owed, passage) && (under || leads || self.in_passage(marks, passage))
                    }
                })
            });
            if let Some((from, _)) = found {
                finding.why.push(say.clone());
                if finding.places.len() < 4 {
                    push(&mut finding.places, self.place(self.all.of[from], "promise"));
                }
            } else {
                finding.why.push(format!("missing: {say}"));
            }
        }
        let found = finding.why.iter().filter(|why| !why.starts_with("missing: ")).count();
        finding.status = match found {
            found if found >= count.present => Status::Present,
            found if found >= count.weak => Status::Weak,
            _ => Status::Absent,
        };
        finding.confidence = if found == count.kinds.len() { Confidence::High } else { Confidence::Medium };
        if finding.status == Status::Absent {
            finding.places.clear();
        } else if finding.status == Status::Weak {
            finding.places.iter_mut().for_each(|place| place.shows = "limit");
        }
    }

    /// Model clauses that are taken in by reference carry an obligation weakly: their text is not here to be read.
    fn reference(&self, rule: &Rule, asked: &Asked, finding: &mut Finding) {
        if !rule.by_reference {
            return;
        }
        let module = if asked.module == "c2p" { "EU SCC Module Two" } else { "EU SCC Module One" };
        for (concept, name) in [("by-reference-eu", module), ("by-reference-asean", "ASEAN MCC")] {
            if let Some((from, _)) = self.concept(concept).first() {
                finding.status = Status::Weak;
                finding.confidence = Confidence::Medium;
                finding.places = vec![self.place(self.all.of[*from], "reference")];
                finding.why = vec![format!("by reference: {name}")];
                return;
            }
        }
    }
}

fn push<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
