//! A small language for phrases: what the rules look for.
//!
//! `word`, `begin*`, `one|other|two_words`, `<concept>`, `<a|b>` or `<a>|word`, `~3` for up to three words between, and a `?` before
//! whatever may be missing.

/// A phrase to look for. Never begins with a gap or with what may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    pub(super) items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// One of these runs of words.
    Words(Vec<Vec<Literal>>),
    /// One of these concepts, by position.
    Concepts(Vec<usize>),
    /// Up to so many words of any kind.
    Gap(usize),
}

/// A word, or how it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Literal {
    pub(super) text: String,
    pub(super) prefix: bool,
}

/// What is wrong with a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wrong {
    Empty,
    UnknownConcept(String),
}

/// Reads a phrase; `concept` finds the position of a concept by its name. A phrase with parts that may be missing becomes
/// one for each way to read it.
pub(super) fn parse(text: &str, concept: &dyn Fn(&str) -> Option<usize>) -> Result<Vec<Pattern>, Wrong> {
    let mut ways: Vec<Vec<Item>> = vec![Vec::new()];
    for word in text.split_whitespace() {
        let (maybe, word) = word.strip_prefix('?').map_or((false, word), |rest| (true, rest));
        let mut with = Vec::new();
        for item in items(word, concept)? {
            with.extend(ways.iter().map(|way| way.iter().cloned().chain([item.clone()]).collect::<Vec<Item>>()));
        }
        if maybe {
            ways.extend(with);
        } else {
            ways = with;
        }
    }
    let useless = |way: &Vec<Item>| way.is_empty() || matches!(way[0], Item::Gap(_));
    if ways.iter().any(useless) {
        return Err(Wrong::Empty);
    }
    Ok(ways.into_iter().map(|items| Pattern { items }).collect())
}

/// The ways to read a word of a phrase: `<a>|b` is a concept or a word.
fn items(word: &str, concept: &dyn Fn(&str) -> Option<usize>) -> Result<Vec<Item>, Wrong> {
    let whole = word.starts_with('<') && word.ends_with('>') && word.matches('<').count() == 1;
    if whole || !word.contains('<') {
        return Ok(vec![item(word, concept)?]);
    }
    let (concepts, words): (Vec<&str>, Vec<&str>) = word.split('|').partition(|part| part.starts_with('<'));
    let mut found = concepts.into_iter().map(|part| item(part, concept)).collect::<Result<Vec<Item>, Wrong>>()?;
    if !words.is_empty() {
        found.push(item(&words.join("|"), concept)?);
    }
    Ok(found)
}

fn item(word: &str, concept: &dyn Fn(&str) -> Option<usize>) -> Result<Item, Wrong> {
    if let Some(gap) = word.strip_prefix('~') {
        return gap.parse().map(Item::Gap).map_err(|_| Wrong::Empty);
    }
    if let Some(names) = word.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        return names
            .split('|')
            .map(|name| concept(name).ok_or_else(|| Wrong::UnknownConcept(name.to_owned())))
            .collect::<Result<_, _>>()
            .map(Item::Concepts);
    }
    let runs: Vec<Vec<Literal>> = word.split('|').map(|run| run.split('_').map(literal).collect()).collect();
    let odd = |literal: &Literal| literal.text.is_empty() || literal.text.contains(['<', '>', '*', '?', '~']);
    if runs.iter().flatten().any(odd) {
        return Err(Wrong::Empty);
    }
    Ok(Item::Words(runs))
}

fn literal(text: &str) -> Literal {
    match text.strip_suffix('*') {
        Some(begin) => Literal { text: begin.to_owned(), prefix: true },
        None => Literal { text: text.to_owned(), prefix: false },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_that_may_lack_a_word_is_two() {
        let found = parse("in ?any <x> ~2 case*|event", &|name| (name == "x").then_some(7)).expect("a phrase");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].items[1], Item::Concepts(vec![7]));
        assert_eq!(found[1].items[3], Item::Gap(2));
    }

    #[test]
    fn a_concept_and_a_word_may_stand_in_the_same_place() {
        let found = parse("<x>|tell us", &|name| (name == "x").then_some(7)).expect("a phrase");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].items[0], Item::Concepts(vec![7]));
        assert!(matches!(&found[1].items[0], Item::Words(runs) if runs[0][0].text == "tell"));
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(parse(" ", &|_| None), Err(Wrong::Empty));
        assert_eq!(parse("~2 a", &|_| None), Err(Wrong::Empty));
        assert_eq!(parse("a|", &|_| None), Err(Wrong::Empty));
        assert_eq!(parse("<y>", &|_| None), Err(Wrong::UnknownConcept("y".to_owned())));
        assert_eq!(parse("a<y", &|_| None), Err(Wrong::Empty));
    }
}
