//! Who owes, and how strictly: the words that lay a duty, soften it, forbid, permit or release, and whose they are.

use std::ops::Range;

use super::{language::Language, search::Span, words::Word};

/// How strictly something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Force {
    /// Shall, must, will, undertakes to.
    Duty,
    /// The same, forbidding.
    Bar,
    /// May, is entitled to.
    May,
    /// Should, endeavours to, uses reasonable efforts to.
    Soft,
    /// Is not obliged to.
    Free,
    /// Said as a fact, without a word of duty.
    Stated,
}

/// Who it is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Exporter,
    Importer,
    Both,
    /// Somebody else: a sub-processor, an individual, an authority.
    Other,
    /// Nobody is named.
    Open,
}

/// A word of duty and the party that it is said of.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    pub(super) from: usize,
    pub(super) end: usize,
    pub(super) force: Force,
    pub(super) actors: Vec<Role>,
}

/// The statements of a passage. `forces` are the spans of words of duty, `roles` those of parties and others; both are in
/// order and lie in `range`.
pub(super) fn statements(
    words: &[Word],
    range: &Range<usize>,
    forces: &[(Span, Force)],
    roles: &[(Span, Role)],
    language: &Language,
) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    for ((from, end), force) in forces.iter().copied() {
        // `Should a breach occur` is a condition.
        let condition =
            (words[from].capital && words[from].text == "should") || is_aside(words, from, end, range, language);
        if condition || found.last().is_some_and(|last| from < last.end) {
            continue;
        }
        let floor = found.last().map_or(range.start, |last| last.end);
        let passive = is_passive(words, end, range.end, language);
        let mut actors = if passive {
            agent(words, end, range.end, roles, language)
        } else {
            subject(words, floor, from, roles, language)
        };
        // `… and will tell` goes on with the same subject.
        let goes_on = from > range.start && language.joining.has(&words[from - 1].text);
        if goes_on && let Some(last) = found.last() {
            actors.clone_from(&last.actors);
        }
        // `If the Vendor is served with an order, it shall tell`: the party that the sentence began with.
        if from > range.start && language.pronouns.has(&words[from - 1].text) && !passive {
            match first_party(words, range.start, from, roles, language) {
                // `if the Bank so directs, it shall deliver it to the Bank`: then it is the other.
                Some(party) if is_object(words, end..range.end, roles, party, language) => actors = vec![other(party)],
                Some(party) => actors = vec![party],
                None => actors.retain(|actor| *actor != Role::Other),
            }
        }
        // `shall, and shall procure that its staff shall`: the staff owe what their employer does.
        if let Some(last) = found.last()
            && words[last.end..from].iter().take(3).any(|word| language.procuring.has(&word.text))
            && words[last.end..from].iter().any(|word| language.staff.has(&word.text))
        {
            actors.clone_from(&last.actors);
        }
        // `a matter for the Bank, which shall reply`.
        if from > range.start
            && language.relatives.has(&words[from - 1].text)
            && let Some((_, role)) = roles.iter().rev().find(|((_, end), _)| *end < from && *end + 2 >= from)
        {
            actors = vec![*role];
        }
        // `it is for the Bank to answer`.
        if let Some((_, role)) = roles.iter().find(|((start, last), _)| *start > from && *last <= end) {
            actors = vec![*role];
        }
        // `a right of the Discloser to suspend`.
        if words[from..end].iter().any(|word| word.text == "right")
            && let Some((_, role)) = roles.iter().find(|((start, _), _)| *start >= end && *start <= end + 2)
        {
            actors = vec![*role];
        }
        if passive && actors.is_empty() {
            actors.push(Role::Open);
        }
        if actors.is_empty()
            && let Some(last) = found.last()
        {
            actors.clone_from(&last.actors);
        }
        if actors.is_empty() {
            actors.push(Role::Open);
        }
        // `In no event shall the Customer be entitled to end it`.
        let force = match found.last() {
            Some(last) if matches!(force, Force::Duty | Force::May) && opens(words, last) => last.force,
            _ => force,
        };
        found.push(Statement { from, end, force, actors });
    }
    found
}

/// Whether `may` only leaves a choice inside a duty: `shall, as the Bank may choose, return it`, `as the case may be`.
fn is_aside(words: &[Word], from: usize, end: usize, range: &Range<usize>, language: &Language) -> bool {
    if words[from].text != "may" || end != from + 1 {
        return false;
    }
    let next = words[end..range.end].first().map_or("", |word| word.text.as_str());
    let before = &words[from.saturating_sub(4).max(range.start)..from];
    let case = before.last().is_some_and(|word| word.text == "case") && next == "be";
    case || (language.choosing.has(next) && before.iter().any(|word| language.choice_leads.has(&word.text)))
}

/// Whether a statement is a phrase that turns what is said after it: `in no event`, `nothing in this Agreement gives`.
fn opens(words: &[Word], statement: &Statement) -> bool {
    let said = &words[statement.from..statement.end];
    match statement.force {
        Force::Bar => matches!(said[0].text.as_str(), "in" | "under") && said.iter().any(|word| word.text == "no"),
        Force::Free => said[0].text == "nothing",
        _ => false,
    }
}

/// Who acts: the nearest before that no preposition governs, with those joined to it.
pub(super) fn subject(
    words: &[Word],
    floor: usize,
    at: usize,
    roles: &[(Span, Role)],
    language: &Language,
) -> Vec<Role> {
    let mut actors = Vec::new();
    let mut joined = at;
    for ((from, end), role) in roles.iter().rev().copied().filter(|((from, end), _)| *from >= floor && *end <= at) {
        if !actors.is_empty() {
            let between = &words[end.min(joined)..joined];
            let joins = |word: &Word| language.together.has(&word.text);
            // `The importer and, in transmission, also the exporter shall`.
            let also = between.len() <= 6
                && between.first().is_some_and(joins)
                && between.iter().any(|word| word.text == "also");
            let together = also
                || between.iter().any(joins)
                    && between.iter().all(|word| joins(word) || language.determiners.has(&word.text));
            if !together {
                break;
            }
        } else if governed(words, floor, from, language) {
            continue;
        }
        if end > joined {
            continue;
        }
        actors.push(role);
        joined = from;
    }
    actors
}

/// The first party that acts before `at`.
fn first_party(words: &[Word], floor: usize, at: usize, roles: &[(Span, Role)], language: &Language) -> Option<Role> {
    roles
        .iter()
        .filter(|((from, end), role)| *end <= at && *role != Role::Other && !governed(words, floor, *from, language))
        .map(|(_, role)| *role)
        .next()
}

/// Whether a party is named after `from` as the one to whom something is done.
fn is_object(words: &[Word], range: Range<usize>, roles: &[(Span, Role)], party: Role, language: &Language) -> bool {
    let Range { start: from, end } = range;
    let near = end.min(from + 12);
    let after = |((start, _), role): &&(Span, Role)| *start >= from && *start < near && *role == party;
    roles.iter().find(after).is_some_and(|((start, _), _)| governed(words, from, *start, language))
}

fn other(party: Role) -> Role {
    match party {
        Role::Exporter => Role::Importer,
        Role::Importer => Role::Exporter,
        role => role,
    }
}

/// Whether a preposition, or a verb whose object it is, stands before.
fn governed(words: &[Word], floor: usize, mut at: usize, language: &Language) -> bool {
    while at > floor && language.determiners.has(&words[at - 1].text) {
        if words[at].broken {
            return false;
        }
        at -= 1;
    }
    at > floor && !words[at].broken && language.governing.has(&words[at - 1].text)
}

/// Whether what follows is done to the subject: `be notified`, but not `be obliged`.
fn is_passive(words: &[Word], from: usize, end: usize, language: &Language) -> bool {
    let mut at = from;
    if at > 0 && words[at - 1].text == "be" {
        at -= 1;
    }
    let Some(be) = words[at..end.min(at + 3)].iter().position(|word| word.text == "be") else { return false };
    let next = words[at + be + 1..end].iter().take(2).map(|word| word.text.as_str());
    next.into_iter()
        .find(|word| !word.ends_with("ly"))
        .is_some_and(|word| !language.active.has(word) && (word.ends_with("ed") || language.participles.has(word)))
}

/// Who acts in the passive: `by the Vendor`, `by the officer of the Vendor`.
fn agent(words: &[Word], from: usize, end: usize, roles: &[(Span, Role)], language: &Language) -> Vec<Role> {
    let near = end.min(from + 14);
    let Some(by) = (from..near).find(|at| words[*at].text == "by") else { return Vec::new() };
    let of = |at: usize| words[by + 1..at].iter().any(|word| word.text == "of");
    // `by the Media Partner`.
    let name = |word: &Word| word.capital || language.determiners.has(&word.text);
    let direct = |at: usize| at <= by + 4 && words[by + 1..at].iter().all(name);
    roles
        .iter()
        .find(|((start, _), role)| {
            *start > by && *start < end && (direct(*start) || (*start <= by + 8 && of(*start) && *role != Role::Other))
        })
        .map(|(_, role)| vec![*role])
        .unwrap_or_default()
}

/// Who does what is told as done: `is encrypted by the Vendor`. Nobody where it is not, or nobody is named.
pub(super) fn done_by(
    words: &[Word],
    range: &Range<usize>,
    at: usize,
    roles: &[(Span, Role)],
    language: &Language,
) -> Vec<Role> {
    let is = |word: &Word| language.being.has(&word.text);
    let before = &words[at.saturating_sub(2).max(range.start)..at];
    if words[at].text.ends_with("ed") && before.iter().any(is) {
        agent(words, at, range.end, roles, language)
    } else {
        Vec::new()
    }
}

/// What governs the word at `at`: the statement that begins last before it.
pub(super) fn governing<'a>(
    words: &[Word],
    statements: &'a [Statement],
    at: usize,
    language: &Language,
) -> Option<&'a Statement> {
    let before = &statements[..statements.partition_point(|statement| statement.from <= at)];
    let first = before.first()?.from;
    // `shall, save where notice is forbidden by law, notify`: what stands in an aside governs nothing after it.
    before.iter().rev().find(|statement| !in_aside(words, statement, first, at, language)).or(before.last())
}

/// Whether a statement stands between commas, in a part that begins with a word such as `unless`, and that is over at `at`.
fn in_aside(words: &[Word], statement: &Statement, first: usize, at: usize, language: &Language) -> bool {
    let begin = (first + 1..=statement.from).rev().find(|at| words[*at].broken);
    let over = (statement.end..=at).any(|at| words[at].broken);
    over && begin.is_some_and(|begin| language.asides.has(&words[begin].text))
}
