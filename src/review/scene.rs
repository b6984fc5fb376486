//! Finding signs: an agreement with everything found in it that rules speak of, and where a sign stands, said by whom.

use super::{
    defined::Terms,
    force::{Force, Role, Statement, done_by, governing, statements, subject},
    judge::{Place, Shows},
    kind::{Kind, Marks, kind},
    parties::Parties,
    passage::{Passages, Sort},
    pattern::Pattern,
    rules::{BUILT_IN, Rules, Sign, Within},
    search::{Span, Text},
};

/// An agreement with everything found in it that rules speak of.
pub(super) struct Scene<'a> {
    pub(super) all: &'a Passages,
    pub(super) text: &'a Text,
    pub(super) rules: &'a Rules,
    pub(super) roles: &'a [(Span, Role)],
    pub(super) concepts: Vec<Vec<Span>>,
    pub(super) statements: Vec<Vec<Statement>>,
    pub(super) kind: Kind,
    /// Passages with something that narrows any promise, and what that is.
    pub(super) limits: Vec<(usize, &'a str)>,
}

/// A sign found in a passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit<'a> {
    pub(super) passage: usize,
    pub(super) force: Force,
    /// How far from plain: its party is not named alone, or what it is about stands elsewhere.
    pub(super) distance: usize,
    /// Words between the word of duty and what it governs; nought where there is none.
    pub(super) reach: usize,
    /// It stands in an option that nobody has chosen.
    pub(super) unchosen: bool,
    pub(super) sign: &'a Sign,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        all: &'a Passages,
        text: &'a Text,
        parties: &'a Parties,
        terms: &Terms,
        rules: &'a Rules,
    ) -> Self {
        let spans = |role| -> Vec<Span> {
            parties.spans.iter().filter(|(_, other)| *other == role).map(|(span, _)| *span).collect()
        };
        let mut concepts: Vec<Vec<Span>> =
            [Role::Exporter, Role::Importer, Role::Both, Role::Other].into_iter().map(spans).collect();
        for patterns in &rules.concepts[BUILT_IN.len()..] {
            let mut found = text.find(patterns, &concepts);
            let before = found.len();
            found.extend(terms.uses(concepts.len(), text, all));
            if found.len() > before {
                found.sort_unstable();
                found.dedup();
            }
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
            limits: Vec::new(),
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
                statements(&all.words, &passage.words, &forces, &named, &rules.language)
            })
            .collect();
        scene.carry_on();
        scene.kind = kind(Marks {
            words: all.words.len(),
            personal_data: scene.concept("personal-data"),
            notice: scene.concept("notice-mark"),
            contract: scene.concept("contract-mark"),
            you: scene.concept("you-mark"),
            policy: scene.concept("policy-mark"),
            pact: scene.concept("pact-mark"),
            data_terms: scene.concept("data-mark"),
            licence: scene.concept("licence-mark"),
        });
        for sign in &rules.limits {
            let hits = scene.hits(sign).into_iter().filter(|hit| sign.force.contains(&hit.force));
            let found: Vec<usize> = hits.map(|hit| hit.passage).collect();
            scene.limits.extend(found.into_iter().map(|passage| (passage, sign.say.as_str())));
        }
        scene
    }

    /// `The Importer shall … It must …`: a sentence that begins with a pronoun is said of the party before, and so is a
    /// paragraph under the same heading.
    fn carry_on(&mut self) {
        for nth in 1..self.statements.len() {
            let (before, here) = (&self.all.list[nth - 1], &self.all.list[nth]);
            let first = self.all.words[here.words.start].text.as_str();
            let paragraph = first == "it" && before.section == here.section && here.section != 0 && !before.heading;
            if !(paragraph || before.block == here.block && self.rules.language.pronouns.has(first)) {
                continue;
            }
            let Some(actors) = self.statements[nth - 1].first().map(|said| said.actors.clone()) else { continue };
            for said in self.statements[nth].iter_mut().take_while(|said| said.actors == [Role::Open]) {
                said.actors.clone_from(&actors);
            }
        }
    }

    pub(super) fn concept(&self, name: &str) -> &[Span] {
        self.rules.names.get(name).map_or(&[], |at| self.concepts[*at].as_slice())
    }

    pub(super) fn find(&self, patterns: &[Pattern]) -> Vec<Span> {
        self.text.find(patterns, &self.concepts)
    }

    /// Whether one of `spans` stands in a passage.
    pub(super) fn in_passage(&self, spans: &[Span], passage: usize) -> bool {
        let words = &self.all.list[passage].words;
        let from = spans.partition_point(|span| span.0 < words.start);
        spans.get(from).is_some_and(|span| span.0 < words.end)
    }

    /// Whether two passages belong together.
    pub(super) fn near(&self, one: usize, other: usize) -> bool {
        one == other || (self.all.list[one].section == self.all.list[other].section && one.abs_diff(other) <= 25)
    }

    /// Whether what `met` says belongs to the promise in `hit`: the same paragraph, or about the same by its own words or
    /// its heading.
    pub(super) fn belongs(&self, about: &[Span], hit: usize, met: usize) -> bool {
        let (one, other) = (&self.all.list[hit], &self.all.list[met]);
        // A limb of a list belongs to its lead-in, not to the limb before it.
        (one.block == other.block && !other.limb)
            || self.in_passage(about, met)
            || other.heads.first().is_some_and(|head| self.in_passage(about, *head))
    }

    pub(super) fn within(&self, within: Within, one: usize, other: usize) -> bool {
        match within {
            Within::Passage => one == other,
            Within::Section => self.near(one, other),
            Within::Document => true,
        }
    }

    /// Everything that a sign shows, however strictly it is said.
    pub(super) fn hits<'s>(&self, sign: &'s Sign) -> Vec<Hit<'s>> {
        let mut found = self.hits_anywhere(sign);
        found.retain(|hit| !self.defines(hit.passage));
        found
    }

    /// The same with passages that give a term its meaning, which promise nothing and may take much back.
    pub(super) fn hits_anywhere<'s>(&self, sign: &'s Sign) -> Vec<Hit<'s>> {
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
                || !whole.sort.may_bind()
                || !with.iter().all(|spans| self.in_passage(spans, passage))
                || self.in_passage(&none, passage)
            {
                continue;
            }
            let here = about.iter().all(|spans| self.in_passage(spans, passage));
            if !here && !about.iter().all(|spans| self.in_context(spans, passage)) {
                continue;
            }
            let (force, actors, reach) = self.said(passage, at);
            if force == Force::Stated && (self.is_condition(passage, at) || self.under_definitions(passage)) {
                continue;
            }
            let actors = if actors == [Role::Open] { vec![self.owner(passage)] } else { actors };
            let named =
                actors.iter().any(|actor| *actor == Role::Both || (*actor != Role::Open && sign.by.contains(actor)));
            let open = actors.contains(&Role::Open) && sign.by.contains(&Role::Open) && force != Force::Stated;
            if sign.by.is_empty() || named || open {
                let alone = sign.by.is_empty() || actors.iter().any(|actor| sign.by[0] == *actor);
                let distance =
                    usize::from(!alone) + usize::from(!named && !sign.by.is_empty()) + 2 * usize::from(!here);
                let unchosen = whole.sort == Sort::Unchosen;
                found.push(Hit { passage, force, distance, reach, unchosen, sign });
            }
        }
        found
    }

    /// Whose obligations the heading above a passage announces.
    fn owner(&self, passage: usize) -> Role {
        let Some(head) = self.all.list[passage].owed else { return Role::Open };
        let words = &self.all.list[head].words;
        let from = self.roles.partition_point(|(span, _)| span.0 < words.start);
        let mut named = self.roles[from..].iter().take_while(|(span, _)| span.0 < words.end).map(|(_, role)| *role);
        let first = named.next().unwrap_or(Role::Open);
        let one = matches!(first, Role::Exporter | Role::Importer) && named.all(|other| other == first);
        if one { first } else { Role::Open }
    }

    /// Whether a passage gives a term its meaning, which promises nothing.
    pub(super) fn defines(&self, passage: usize) -> bool {
        let whole = &self.all.list[passage];
        self.all.words[whole.own].quoted && self.in_passage(self.concept("means"), passage)
    }

    /// Whether the heading right above says that meanings follow: what is told there as a fact gives one.
    fn under_definitions(&self, passage: usize) -> bool {
        let titles = self.concept("definition-heading");
        self.all.list[passage].heads.first().is_some_and(|head| self.in_passage(titles, *head))
    }

    /// In the passage, its headings, what stands directly before it, or a sentence directly after that goes on with it.
    pub(super) fn in_context(&self, spans: &[Span], passage: usize) -> bool {
        let whole = &self.all.list[passage];
        let same = |other: usize| self.all.list.get(other).is_some_and(|other| other.section == whole.section);
        let goes_on = |other: usize| self.rules.language.going_on.has(&self.all.words[self.all.list[other].own].text);
        self.in_passage(spans, passage)
            || whole.heads.iter().any(|head| self.in_passage(spans, *head))
            || (passage.saturating_sub(2)..passage).any(|before| same(before) && self.in_passage(spans, before))
            || (same(passage + 1) && goes_on(passage + 1) && self.in_passage(spans, passage + 1))
    }

    /// How strictly the word at `at` is said, of whom, and how many words after the word of duty.
    pub(super) fn said(&self, passage: usize, at: usize) -> (Force, Vec<Role>, usize) {
        let words = &self.all.list[passage].words;
        if let Some(statement) = governing(&self.all.words, &self.statements[passage], at, &self.rules.language) {
            return match self.own_subject(statement.end, at) {
                // `While the Bank may advise, the Vendor decides`.
                Some(role) => (Force::Stated, vec![role], 0),
                None => (statement.force, statement.actors.clone(), at.saturating_sub(statement.end)),
            };
        }
        let from = self.roles.partition_point(|(span, _)| span.0 < words.start);
        let end = self.roles.partition_point(|(span, _)| span.0 < at);
        let (roles, language) = (&self.roles[from..], &self.rules.language);
        let actors = match done_by(&self.all.words, words, at, roles, language) {
            actors if actors.is_empty() => subject(&self.all.words, words.start, at, &self.roles[from..end], language),
            actors => actors,
        };
        (Force::Stated, if actors.is_empty() { vec![Role::Open] } else { actors }, 0)
    }

    /// The party that opens a new part of the sentence right before the word at `at`, after the word of duty that ends at
    /// `from`.
    fn own_subject(&self, from: usize, at: usize) -> Option<Role> {
        let last = self.roles.partition_point(|(span, _)| span.0 < at);
        let ((begin, end), role) = *self.roles[..last].last().filter(|((_, end), _)| *end == at)?;
        let party = matches!(role, Role::Exporter | Role::Importer | Role::Both);
        let word = |at: usize| &self.all.words[at];
        let opens = word(begin).broken || (begin > from && word(begin - 1).broken && word(begin - 1).text == "the");
        (party && begin > from && opens && end == at && word(at).text.ends_with('s')).then_some(role)
    }

    /// Whether the word at `at` stands in a part of its sentence that only says when: `if the Vendor has data, …`.
    fn is_condition(&self, passage: usize, at: usize) -> bool {
        let language = &self.rules.language;
        let start = self.all.list[passage].words.start;
        let begin = (start..=at).rev().find(|word| *word == start || self.all.words[*word].broken).unwrap_or(start);
        // `When the contract ends we delete it`: the subject of what is promised comes later.
        let last = self.roles.partition_point(|(span, _)| span.0 < at);
        let own_subject = last > 0 && self.roles[last - 1].0.0 > begin + 2;
        let adverb = self.all.words.get(begin + 1).is_some_and(|word| language.no_conditions.has(&word.text));
        language.conditions.has(&self.all.words[begin].text) && !own_subject && !adverb
    }

    pub(super) fn place(&self, passage: usize, shows: Shows) -> Place {
        let passage = &self.all.list[passage];
        Place { block: passage.block, quote: passage.quote.clone(), shows }
    }
}
