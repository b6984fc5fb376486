//! What the agreement's own terms stand for: `"Leak" means that Shopper Data has been lost` makes a leak a breach.

use super::{
    language::Language,
    passage::Passages,
    pattern::{Item, Literal, Pattern},
    rules::Rules,
    search::{Span, Text},
    words::{Word, words},
};

/// The terms that an agreement defines.
#[derive(Debug)]
pub(super) struct Terms {
    /// Each that is an example of concepts, with these.
    kinds: Vec<(Term, Vec<usize>)>,
    /// Words of those that stand in brackets after what they are short for, and are no example of a concept.
    pub(super) short: Vec<Vec<String>>,
}

impl Terms {
    pub(super) fn new(all: &Passages, text: &Text, rules: &Rules) -> Self {
        let (mut kinds, mut short) = (Vec::new(), Vec::new());
        for term in terms(all, text, rules) {
            let concepts = kind(&term, rules);
            if concepts.is_empty() && term.short {
                short.push(term.words);
            } else if !concepts.is_empty() {
                kinds.push((term, concepts));
            }
        }
        Self { kinds, short }
    }

    /// Where terms are used that are examples of `concept`.
    pub(super) fn uses(&self, concept: usize, text: &Text, all: &Passages) -> Vec<Span> {
        let terms = self.kinds.iter().filter(|(_, others)| others.contains(&concept));
        terms.flat_map(|(term, _)| uses(term, text, &all.words)).collect()
    }
}

/// A term and what it is given as.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    /// Its words, as they are looked for.
    words: Vec<String>,
    /// It begins with a capital, so that the same word in lower case is another.
    capital: bool,
    /// What it means, as far as that shows what kind of thing it is.
    gist: String,
    /// It stands in brackets after what it is short for: `Acme Ltd (the "Bank")`.
    short: bool,
}

/// Longest term, in words.
const LONGEST: usize = 5;
/// How far from a term its bracket or the word for its meaning may stand, and how long it may be, in bytes.
const NEAR: usize = 80;
/// How much of a meaning is read, in bytes.
const FAR: usize = 600;
/// No agreement defines more; a text that does is not read for more.
const MOST: usize = 400;
/// How many words of a meaning are looked at.
const GIST: usize = 20;
/// How many words of a meaning may stand before the one that shows what kind of thing it is.
const HEAD: usize = 6;

/// The terms that the agreement defines, in its order.
fn terms(all: &Passages, text: &Text, rules: &Rules) -> Vec<Term> {
    let titles =
        rules.names.get("definition-heading").map(|at| text.find(&rules.concepts[*at], &[])).unwrap_or_default();
    let language = &rules.language;
    let announces = |passage: usize| {
        let words = &all.list[passage].words;
        titles.iter().any(|span| words.contains(&span.0))
    };
    let mut found: Vec<Term> = Vec::new();
    for passage in all.list.iter().filter(|passage| !passage.heading) {
        let before = found.len();
        quoted(&passage.quote, language, &mut found);
        if found.len() >= MOST {
            break;
        }
        if found.len() == before && passage.heads.iter().any(|head| announces(*head)) {
            // A row of a table: the term, then its meaning.
            let label = &all.words[passage.words.start..passage.own];
            let is_row = !passage.limb && label.first().is_some_and(|word| word.capital);
            let name = label.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
            found.extend(if is_row { row(&name, &passage.quote, language) } else { bare(&passage.quote, language) });
        } else if found.len() == before && says_means(&passage.quote, language) {
            found.extend(bare(&passage.quote, language));
        }
    }
    found
}

/// Terms in quotation marks.
fn quoted(text: &str, language: &Language, found: &mut Vec<Term>) {
    let mut from = 0;
    while let Some((open, end)) = next_quoted(text, from) {
        let inside = text[open..end].trim_start_matches(is_mark).trim_end_matches(is_mark);
        from = end;
        let rest = text[end..].trim_start();
        let lower = rest[..rest.floor_char_boundary(NEAR)].to_lowercase();
        let meaning = language.meanings.iter().find(|means| lower.starts_with(*means)).map(str::len);
        let meaning = meaning.or_else(|| rest.starts_with([':', '–', '—', '=']).then_some(1));
        let near = text.floor_char_boundary(open.saturating_sub(NEAR));
        let bracket = text[near..open].rfind('(').map(|at| near + at).filter(|at| !text[*at..open].contains(')'));
        // `the party that sends is "the Sharer"`.
        let named = text[near..open].trim_end().rsplit(' ').next().is_some_and(|word| language.naming.has(word));
        let term = if let Some(skip) = meaning {
            let rest = &rest[..rest.floor_char_boundary(FAR)];
            let until = next_quoted(rest, skip.min(rest.len())).map_or(rest.len(), |(open, _)| open);
            // The next term may be part of this meaning, so that only its beginning counts.
            let gist = rest.get(skip..until).filter(|gist| gist.split_whitespace().count() > 2);
            term(inside, gist.unwrap_or_else(|| rest.get(skip..).unwrap_or_default()), false, language)
        } else if let Some(bracket) = bracket {
            term(inside, &last_words(&text[..bracket]), true, language)
        } else if named {
            term(inside, &last_words(&text[..open]), true, language)
        } else {
            None
        };
        found.extend(term);
    }
}

/// The last words of a text, as many as are looked at.
fn last_words(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().rev().take(GIST).collect();
    words.reverse();
    words.join(" ")
}

/// A term without quotation marks, under a heading that says that meanings follow.
fn bare(text: &str, language: &Language) -> Option<Term> {
    let all: Vec<&str> = text.split_whitespace().collect();
    let means = |word: &str| language.meaning_verbs.has(word) || matches!(word, "-" | "–" | "—");
    let at = all.iter().take(LONGEST + 1).position(|word| means(&word.to_lowercase()) || word.ends_with(':'))?;
    let name = if all[at].ends_with(':') { &all[..=at] } else { &all[..at] };
    let capital = name.first()?.starts_with(char::is_uppercase);
    let after = at + 1;
    capital.then(|| term(&name.join(" "), &all[after..].join(" "), false, language))?
}

/// Whether a text begins with a term that has capitals throughout and is given a meaning: `Buyer Data means …`.
fn says_means(text: &str, language: &Language) -> bool {
    let names = text.split_whitespace().take(LONGEST).take_while(|word| word.starts_with(char::is_uppercase)).count();
    names > 0 && text.split_whitespace().nth(names).is_some_and(|word| language.means.has(word))
}

/// A term in one cell of a table, its meaning in the next.
fn row(name: &str, meaning: &str, language: &Language) -> Option<Term> {
    term(name, meaning, false, language).map(|term| Term { capital: true, ..term })
}

fn term(name: &str, gist: &str, short: bool, language: &Language) -> Option<Term> {
    let read = words(name, language);
    let capital = read.first()?.capital;
    let gist: Vec<&str> = gist.split_whitespace().take(GIST).collect();
    let fits = read.len() <= LONGEST && read.iter().any(|word| word.text.len() > 1);
    fits.then(|| Term { words: read.into_iter().map(|word| word.text).collect(), capital, gist: gist.join(" "), short })
}

/// Where the next text in quotation marks begins and ends, the marks included.
fn next_quoted(text: &str, mut from: usize) -> Option<(usize, usize)> {
    loop {
        let (open, mark) = text
            .get(from..)?
            .char_indices()
            .map(|(at, mark)| (at + from, mark))
            .find(|(_, mark)| matches!(mark, '"' | '“' | '„' | '«'))?;
        let close = match mark {
            '“' | '„' => ['”', '“'],
            '«' => ['»', '»'],
            _ => ['"', '"'],
        };
        let inside = open + mark.len_utf8();
        let at = text[inside..].find(close)? + inside;
        from = at + text[at..].chars().next()?.len_utf8();
        if from - open <= NEAR {
            return Some((open, from));
        }
    }
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»' | '*' | ' ')
}

/// The concepts that a term is an example of: those whose sign stands first in its meaning.
fn kind(term: &Term, rules: &Rules) -> Vec<usize> {
    let gist = words(&term.gist, &rules.language);
    let end = gist.len();
    let text = Text::new(gist.iter().map(|word| word.text.as_str()), vec![end; end]);
    let begins = |names: &[String], word: &String| names.iter().any(|name| word.starts_with(name.as_str()));
    let signs: Vec<(usize, usize)> = rules
        .defined
        .iter()
        .filter(|sign| !term.short || term.words.iter().any(|word| begins(&sign.named, word)))
        .filter_map(|sign| text.find(&sign.any, &[]).first().map(|span| (span.0, sign.concept)))
        .filter(|(at, _)| term.short || *at <= HEAD)
        .collect();
    let first = signs.iter().map(|(at, _)| *at).min();
    signs.into_iter().filter(|(at, _)| Some(*at) == first).map(|(_, concept)| concept).collect()
}

/// Where a term is used.
fn uses(term: &Term, text: &Text, all: &[Word]) -> Vec<Span> {
    let literal = |word: &String, prefix| Literal { text: word.clone(), prefix };
    let run = |suffix: &str| -> Vec<Literal> {
        let mut run: Vec<Literal> = term.words.iter().map(|word| literal(word, false)).collect();
        if let Some(last) = run.last_mut() {
            last.text.push_str(suffix);
        }
        run
    };
    let pattern = Pattern { items: vec![Item::Words(vec![run(""), run("s"), run("es")])] };
    let mut spans = text.find(&[pattern], &[]);
    spans.retain(|span| !term.capital || all[span.0].capital);
    spans
}

#[cfg(test)]
mod tests {
    use super::{super::language::english, *};

    fn found(text: &str) -> Vec<(String, String, bool)> {
        let mut terms = Vec::new();
        quoted(text, &english(), &mut terms);
        terms.into_iter().map(|term| (term.words.join(" "), term.gist, term.short)).collect()
    }

    #[test]
    fn terms_are_read_with_what_they_stand_for() {
        let terms = found("“Data Incident” means the loss of data; and \"process\" means any operation.");
        assert_eq!(terms[0].0, "data incident");
        assert!(terms[0].1.starts_with("the loss of data"), "{terms:?}");
        assert_eq!(terms[1].0, "process");
        let terms =
            found("Acme Bank Ltd, of Singapore (hereinafter \"the Bank\") and Selatan Sdn. Bhd. (the \"Provider\")");
        assert_eq!((terms[0].0.as_str(), terms[0].2), ("the bank", true));
        assert_eq!((terms[1].0.as_str(), terms[1].2), ("provider", true));
    }

    #[test]
    fn a_meaning_needs_no_quotation_marks_under_its_heading() {
        let term = bare("Shopper Data is any information about a person.", &english()).expect("a term");
        assert_eq!(term.words, ["shopper", "data"]);
        assert_eq!(bare("the data is kept", &english()), None);
    }
}
