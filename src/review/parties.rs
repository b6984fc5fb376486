//! Who is who: the names that the parties go by in this agreement.

use std::collections::{HashMap, HashSet};

use super::{
    force::Role,
    judge::push,
    language::Language,
    passage::Passages,
    pattern::parse,
    rules::{PairNames, PartyNames, Rules},
    search::{Span, Text},
    words::words,
};

/// The parties as they were made out.
#[derive(Debug, Default)]
pub(super) struct Parties {
    /// Where each is named, in order.
    pub(super) spans: Vec<(Span, Role)>,
    /// The names of those who are defined, sign or act, for people: `Customer` → exporter.
    pub(super) shown: Vec<(String, Role)>,
    /// Why who is who may be wrong.
    pub(super) doubts: Vec<String>,
}

/// Finds out what the parties are called, and where they are named.
/// `short` are terms that stand in brackets after what they are short for; `given` is what somebody said of who is who, as
/// it is written in the agreement.
pub(super) fn parties(
    text: &Text,
    all: &Passages,
    rules: &Rules,
    short: &[Vec<String>],
    module: &str,
    given: &[(String, Role)],
) -> Parties {
    let (known, language) = (&rules.parties, &rules.language);
    let mut names: Vec<(String, Role)> = Vec::new();
    if let Some(pair) = known.names.get(module) {
        names.extend(pair.exporter.iter().map(|name| (name.clone(), Role::Exporter)));
        names.extend(pair.importer.iter().map(|name| (name.clone(), Role::Importer)));
    }
    names.retain(|(name, _)| !at(text, name).is_empty());
    let mut doubts = Vec::new();
    let said = told(text, all, given, short, language, &mut doubts);
    let told_at: Vec<(Span, Role)> =
        said.iter().flat_map(|(name, role)| at(text, name).into_iter().map(|span| (span, *role))).collect();
    // What somebody says of a name counts more than what it usually means.
    names.retain(|(name, role)| {
        let against = |span: &Span| told_at.iter().any(|(other, whose)| other == span && whose != role);
        !at(text, name).iter().any(against)
    });
    let both_told = [Role::Exporter, Role::Importer].iter().all(|role| said.iter().any(|(_, other)| other == role));
    let mut candidates: Vec<String> = known
        .either
        .iter()
        .filter(|name| at(text, name).iter().any(|span| is_name(all, name, *span, language)))
        .cloned()
        .collect();
    candidates.extend(short_for(short, rules, &names, text));
    candidates.extend(called(all, rules, &names));
    // In the text of one clause a party may only be spoken of.
    let clause = least_seen(all) == 1;
    candidates.retain(|name| clause || acts(text, all, name, language));
    if both_told {
        candidates.clear();
    }
    names.extend(said.iter().cloned());
    // `Hospital` is neither party where one is the Sending and the other the Receiving Hospital.
    let ends = |role: Role| -> HashSet<usize> {
        let its = names.iter().filter(|(_, other)| *other == role);
        its.flat_map(|(known, _)| at(text, known)).map(|span| span.1).collect()
    };
    let (exporters, importers) = (ends(Role::Exporter), ends(Role::Importer));
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut told: Vec<(i64, String)> = Vec::new();
    let mut guessed = false;
    let mut taken: HashSet<Span> = names.iter().flat_map(|(known, _)| at(text, known)).collect();
    for name in candidates {
        let spans = at(text, &name);
        let part = |ends: &HashSet<usize>| spans.iter().any(|span| ends.contains(&span.1));
        if spans.iter().all(|span| taken.contains(span)) || (part(&exporters) && part(&importers)) {
            continue;
        }
        let score = score(text, &name, known, module);
        match score.signum() {
            1 | -1 => {
                told.push((score, name.clone()));
                taken.extend(spans);
                names.push((name, if score > 0 { Role::Exporter } else { Role::Importer }));
            }
            _ => open.push((name, spans.len())),
        }
    }
    // When only one side has a name, the other is the one that is named most.
    let has = |names: &[(String, Role)], role| names.iter().any(|(_, other)| *other == role);
    // Two parties, both told to be the same: the one of whom less is told is the other.
    for (missing, present) in [(Role::Importer, Role::Exporter), (Role::Exporter, Role::Importer)] {
        if !has(&names, missing) && told.len() >= 2 && names.len() == told.len() {
            let least =
                told.iter().min_by_key(|(score, name)| (score.abs(), name.clone())).map(|(_, name)| name.clone());
            for (_, role) in names.iter_mut().filter(|(name, role)| Some(name) == least.as_ref() && *role == present) {
                *role = missing;
                guessed = true;
            }
        }
    }
    // In the text of one clause a name stands once.
    let least = least_seen(all);
    open.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    for (missing, present) in [(Role::Importer, Role::Exporter), (Role::Exporter, Role::Importer)] {
        if !has(&names, missing)
            && has(&names, present)
            && let Some((name, _)) = open.first().filter(|(_, seen)| *seen >= least)
        {
            names.push((name.clone(), missing));
            guessed = true;
        }
    }
    // Whoever owes alone in one clause is more often the one who receives.
    if let ([(name, _)], true) = (open.as_slice(), names.is_empty() && least == 1) {
        names.push((name.clone(), Role::Importer));
        guessed = true;
    }
    names.extend(known.both.iter().map(|name| (name.clone(), Role::Both)));
    names.extend(known.other.iter().map(|name| (name.clone(), Role::Other)));
    let mut spans: Vec<(Span, Role)> = Vec::new();
    for (name, role) in &names {
        let found = at(text, name);
        // Where it is written with a capital, the same word without is another.
        let capital = known.either.contains(name) && found.iter().any(|span| all.words[span.0].capital);
        spans.extend(
            found
                .into_iter()
                .filter(|span| stands(all, *span, *role, rules) && (!capital || is_name(all, name, *span, language)))
                .map(|span| (span, *role)),
        );
    }
    // `Each Receiving Member` is the one who receives, not each of them.
    let sides: Vec<Span> = spans
        .iter()
        .filter(|(_, role)| matches!(role, Role::Exporter | Role::Importer))
        .map(|(span, _)| *span)
        .collect();
    let holds = |outer: &Span| sides.iter().any(|inner| inner.0 > outer.0 && inner.1 <= outer.1);
    spans.retain(|(span, role)| *role != Role::Both || !holds(span));
    // The longest name that begins at a word, and none inside another.
    spans.sort_unstable_by_key(|((from, end), _)| (*from, usize::MAX - *end));
    let mut kept: Vec<(Span, Role)> = Vec::new();
    for span in spans {
        if kept.last().is_none_or(|last| last.0.1 <= span.0.0) {
            kept.push(span);
        }
    }
    names.retain(|(_, role)| matches!(role, Role::Exporter | Role::Importer));
    let mut shown = names.clone();
    shown.retain(|name| said.contains(name) || acts(text, all, &name.0, language));
    for (role, word) in [(Role::Exporter, "exporter"), (Role::Importer, "importer")] {
        // Nobody who acts is better than nobody at all.
        if !has(&shown, role) {
            shown.extend(names.iter().filter(|(_, other)| *other == role).cloned());
        }
        if !has(&shown, role) {
            doubts.push(format!("nobody was made out as the {word}"));
        }
    }
    if guessed && !both_told {
        doubts.push("who is who was told by the names alone, or by one clause".to_owned());
    }
    Parties { spans: kept, shown, doubts }
}

/// The names that somebody gave, each with what the agreement calls it in a bracket after it.
fn told(
    text: &Text,
    all: &Passages,
    given: &[(String, Role)],
    short: &[Vec<String>],
    language: &Language,
    doubts: &mut Vec<String>,
) -> Vec<(String, Role)> {
    let mut found: Vec<(String, Role)> = Vec::new();
    for (name, role) in given {
        let words: Vec<String> = words(name, language).into_iter().map(|word| word.text).collect();
        let phrase = words.join("_");
        let spans = at(text, &phrase);
        if spans.is_empty() {
            doubts.push(format!("`{name}` does not stand in the text"));
            continue;
        }
        for (_, end) in &spans {
            let passage = all.of[*end - 1];
            let quoted = (*end..all.list[passage].words.end).find(|at| all.words[*at].quoted);
            let alias = quoted.and_then(|from| {
                short.iter().find(|term| {
                    term.iter()
                        .enumerate()
                        .all(|(nth, word)| all.words.get(from + nth).is_some_and(|found| found.text == *word))
                })
            });
            // Only where no other party of those that were given stands between.
            let own = alias.filter(|_| {
                let rest = *end..quoted.unwrap_or(*end);
                given.iter().filter(|(other, _)| other != name).all(|(other, _)| {
                    let phrase: Vec<String> = self::words(other, language).into_iter().map(|word| word.text).collect();
                    at(text, &phrase.join("_")).iter().all(|span| !rest.contains(&span.0))
                })
            });
            if let Some(term) = own {
                let alias: Vec<&str> =
                    term.iter().map(String::as_str).filter(|word| !language.articles.has(word)).collect();
                found.push((alias.join("_"), *role));
            }
        }
        found.push((phrase, *role));
    }
    let mut once: Vec<(String, Role)> = Vec::new();
    for one in found {
        push(&mut once, one);
    }
    once
}

/// Whether somebody of this name is defined, signs or acts: in quotation marks, alone on a line, or with a duty or a right.
fn acts(text: &Text, all: &Passages, name: &str, language: &Language) -> bool {
    at(text, name).iter().any(|(from, end)| {
        let passage = &all.list[all.of[*from]];
        let next = all.words.get(*end).filter(|_| *end < passage.words.end);
        let owes = next.is_some_and(|word| {
            !word.broken && (language.calling_verbs.has(&word.text) || language.modals.has(&word.text))
        });
        let alone = *from <= passage.own + 1 && *end == passage.words.end && *from >= passage.own;
        all.words[*from].quoted || owes || alone
    })
}

/// How often a name has to stand to be one: a single clause, cut from its agreement, may name a party once.
fn least_seen(all: &Passages) -> usize {
    const CLAUSE: usize = 200;
    if all.words.len() <= CLAUSE { 1 } else { 2 }
}

/// Whether a word that may name a party does so here: `any company` is none, `the Company` and `the company shall` are.
fn is_name(all: &Passages, name: &str, (from, end): Span, language: &Language) -> bool {
    let pronoun = name.contains('|') && language.speakers.iter().any(|word| name.starts_with(word));
    let owes = all.of.get(end) == Some(&all.of[from]) && language.party_verbs.has(&all.words[end].text);
    let other = from > 0 && all.of[from - 1] == all.of[from] && language.indefinite.has(&all.words[from - 1].text);
    pronoun || all.words[from].capital || (owes && !other)
}

/// Whether a name stands for a party here, and is not part of another term.
fn stands(all: &Passages, (from, end): Span, role: Role, rules: &Rules) -> bool {
    let begins = |words: &[String], word: &str| {
        words.iter().any(|known| known.strip_suffix('*').map_or(known == word, |begin| word.starts_with(begin)))
    };
    if matches!(role, Role::Both | Role::Other) {
        return true;
    }
    let same = |at: usize| all.of.get(at) == Some(&all.of[from]);
    // `the Bank's data protection officer` is the bank.
    let officer = same(end + 1) && rules.language.officers.has(&all.words[end + 1].text);
    let after =
        same(end) && !all.words[end].broken && !officer && begins(&rules.parties.not_before, &all.words[end].text);
    let before = from > 0 && same(from - 1) && begins(&rules.parties.not_after, &all.words[from - 1].text);
    !after && !before
}

fn at(text: &Text, name: &str) -> Vec<Span> {
    parse(name, &|_| None).map(|patterns| text.find(&patterns, &[])).unwrap_or_default()
}

/// Above nought for an exporter, below for an importer.
fn score(text: &Text, name: &str, parties: &PartyNames, module: &str) -> i64 {
    let likely = |names: fn(&PairNames) -> &Vec<String>| {
        parties.names.get(module).is_some_and(|known| names(known).iter().any(|other| other == name))
    };
    let mut score =
        2 * (i64::from(likely(|names| &names.likely_exporter)) - i64::from(likely(|names| &names.likely_importer)));
    for clue in &parties.clues {
        if !clue.modules.is_empty() && !clue.modules.iter().any(|other| other == module) {
            continue;
        }
        let seen: usize = clue
            .any
            .iter()
            .filter_map(|phrase| parse(&phrase.replace("{}", name), &|_| None).ok())
            .map(|patterns| text.find(&patterns, &[]).len().min(5))
            .sum();
        let weight = clue.weight * i64::try_from(seen).unwrap_or(i64::MAX);
        match clue.role {
            Role::Exporter => score += weight,
            Role::Importer => score -= weight,
            _ => {}
        }
    }
    score
}

/// Names that stand in brackets after what they are short for, unless they are short for the agreement or a thing.
fn short_for(short: &[Vec<String>], rules: &Rules, known: &[(String, Role)], text: &Text) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for term in short.iter().take(12) {
        let name = term
            .iter()
            .map(String::as_str)
            .filter(|word| !rules.language.articles.has(word))
            .collect::<Vec<_>>()
            .join("_");
        let never = term.iter().any(|word| rules.parties.not_party.contains(word));
        let taken = known.iter().any(|(other, _)| other.split('|').any(|other| other == name));
        if !name.is_empty() && !never && !taken && !found.contains(&name) && at(text, &name).len() >= 2 {
            found.push(name);
        }
    }
    found.truncate(4);
    found
}

/// Names that the agreement gives its parties: capitalised words that duties are said of.
fn called(all: &Passages, rules: &Rules, known: &[(String, Role)]) -> Vec<String> {
    let (parties, least) = (&rules.parties, least_seen(all));
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for pair in all.words.windows(2) {
        let [name, verb] = pair else { continue };
        let letters = name.text.chars().all(char::is_alphabetic) && !rules.language.no_names.has(&name.text);
        if name.capital && letters && !verb.broken && rules.language.calling_verbs.has(&verb.text) {
            *seen.entry(&name.text).or_default() += 1;
        }
    }
    let taken: Vec<&str> = known
        .iter()
        .map(|(name, _)| name.as_str())
        .chain(parties.either.iter().chain(&parties.both).chain(&parties.other).map(String::as_str))
        .flat_map(|name| name.split(['|', '_', ' ']))
        .collect();
    let is_taken = |name: &str| {
        taken.iter().any(|known| known.strip_suffix('*').map_or(*known == name, |begin| name.starts_with(begin)))
    };
    let mut names: Vec<(usize, &str)> = seen
        .into_iter()
        .filter(|(name, seen)| *seen >= least && !parties.not_party.iter().any(|word| word == name) && !is_taken(name))
        .map(|(name, seen)| (seen, name))
        .collect();
    names.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(other.1)));
    names.into_iter().take(6).map(|(_, name)| name.to_owned()).collect()
}
