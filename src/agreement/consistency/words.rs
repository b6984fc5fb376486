//! The words and numbers that a deal is held against, as they are compared.

use super::raw::RawConsistency;
use crate::{
    diag::{Code, Diagnostic, Sink},
    jurisdiction::country,
    safeguard::{Field, Shape},
    source::{Path, SourceId, Sources},
    text::compare::spaced_words,
};

/// A phrase in the shape in which texts are searched for it.
#[derive(Debug)]
pub(super) struct Phrase(String);

impl Phrase {
    /// `diagnos*` finds every word that begins so.
    pub(super) fn new(text: &str) -> Self {
        let words = spaced_words(text);
        Self(if text.ends_with('*') { words.trim_end().to_owned() } else { words })
    }

    /// Whether it stands in a text of [`spaced_words`].
    pub(super) fn is_in(&self, words: &str) -> bool {
        words.contains(&self.0)
    }
}

/// Whether any of the phrases stands in a text of [`spaced_words`].
pub(super) fn any(phrases: &[Phrase], words: &str) -> bool {
    phrases.iter().any(|phrase| phrase.is_in(words))
}

/// What tells sense from nonsense in a deal: built only by [`words`].
#[derive(Debug)]
pub(in crate::agreement) struct Words {
    pub(super) review_months: u32,
    pub(super) least_amount: u64,
    pub(super) periods: Vec<Period>,
    pub(super) endless: Vec<Phrase>,
    pub(super) measures: Vec<Phrase>,
    pub(super) amounts: Vec<Phrase>,
    pub(super) any_purpose: Vec<Phrase>,
    pub(super) anything: Vec<Phrase>,
    pub(super) promises: Vec<Phrase>,
    pub(super) nothing: Vec<Phrase>,
    pub(super) commands: Vec<Phrase>,
    pub(super) rules: Vec<Phrase>,
    pub(super) special: Vec<SpecialWords>,
    /// What names a place, the longest first, with its code.
    pub(super) places: Vec<(Phrase, String)>,
}

/// How long is usual in a field of days or hours.
#[derive(Debug)]
pub(super) struct Period {
    pub(super) field: Field,
    pub(super) least: u32,
    pub(super) most: u32,
    pub(super) why: String,
}

/// What a kind of data that weighs more is called.
#[derive(Debug)]
pub(super) struct SpecialWords {
    pub(super) kind: String,
    /// Whatever the exporter's law lists.
    pub(super) always: bool,
    pub(super) words: Vec<Phrase>,
}

/// What the file says; what it cannot mean is complained about.
pub(in crate::agreement) fn words(raw: RawConsistency, source: SourceId, sources: &Sources, sink: &mut Sink) -> Words {
    let mut complain = |path: Path, code: Code, message: String| {
        sink.push(Diagnostic::new(code, message).at(sources.value(source, &path)));
    };
    let mut periods = Vec::new();
    for (at, raw) in raw.periods.into_iter().enumerate() {
        let path = Path::root().key("periods").index(at);
        let Some(field) = Field::of(&raw.field) else {
            complain(path.key("field"), Code::UnknownId, format!("there is no field of a deal `{}`", raw.field));
            continue;
        };
        if super::super::fields::shape(field) != Shape::Number {
            complain(path.key("field"), Code::BadValue, format!("`{field}` holds no number"));
        }
        if raw.least > raw.most {
            complain(path.key("least"), Code::BadNumber, format!("{} is more than {}", raw.least, raw.most));
        }
        periods.push(Period { field, least: raw.least, most: raw.most, why: raw.why });
    }
    let mut places: Vec<(Phrase, String)> =
        country::named().map(|(code, name)| (Phrase::new(name), code.to_owned())).collect();
    for (at, raw) in raw.places.into_iter().enumerate() {
        if raw.code != "EU" && country::name(&raw.code).is_none() {
            let path = Path::root().key("places").index(at).key("code");
            complain(path, Code::UnknownCountry, format!("`{}` is not a country code", raw.code));
        }
        places.extend(raw.words.iter().map(|word| (Phrase::new(word), raw.code.clone())));
    }
    // A long name is looked for before the short ones that stand within it.
    places.sort_by(|(one, _), (other, _)| other.0.len().cmp(&one.0.len()).then_with(|| one.0.cmp(&other.0)));
    let special = raw.special.into_iter();
    Words {
        review_months: raw.review_months,
        least_amount: raw.least_amount,
        periods,
        endless: phrases(&raw.words.endless),
        measures: phrases(&raw.words.measures),
        amounts: phrases(&raw.words.amounts),
        any_purpose: phrases(&raw.words.any_purpose),
        anything: phrases(&raw.words.anything),
        promises: phrases(&raw.words.promises),
        nothing: phrases(&raw.words.nothing),
        commands: phrases(&raw.words.commands),
        rules: phrases(&raw.words.rules),
        special: special
            .map(|raw| SpecialWords { kind: raw.kind, always: raw.always, words: phrases(&raw.words) })
            .collect(),
        places,
    }
}

fn phrases(texts: &[String]) -> Vec<Phrase> {
    texts.iter().map(|text| Phrase::new(text)).collect()
}

impl Words {
    /// The places that a text names, by code, in the order of the length of their names; a name within a longer one is not
    /// one of its own.
    pub(super) fn places_in(&self, text: &str) -> Vec<&str> {
        let mut left = spaced_words(text);
        let mut found: Vec<&str> = Vec::new();
        for (phrase, code) in &self.places {
            if phrase.is_in(&left) {
                left = left.replace(&phrase.0, " ; ");
                if !found.contains(&code.as_str()) {
                    found.push(code);
                }
            }
        }
        found
    }

    /// Whether a text says nothing yet, such as `to be confirmed`.
    pub(super) fn says_nothing(&self, text: &str) -> bool {
        spaced_words(text).trim().is_empty() || is_one_of(&self.nothing, text)
    }
}

/// Whether a text is one of the phrases, and says no more.
pub(super) fn is_one_of(phrases: &[Phrase], text: &str) -> bool {
    let words = spaced_words(text);
    phrases.iter().any(|phrase| phrase.0 == words)
}
