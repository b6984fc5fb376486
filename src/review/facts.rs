//! What a deal says against what the text says: parties, countries, times, law.

use std::collections::{BTreeSet, HashSet};

use super::{
    clock::clocks,
    judge::{Place, Review, Shows},
    language::{Language, WordList},
    ours::{Comparison, Fate, Ours, differing},
    rules::Rules,
    words::words,
};
use crate::{
    agreement::{Column, Field, FieldValue, Told, cell},
    jurisdiction::country,
    reading::Reading,
    redline::{Kept, Span},
    text::compare::spaced_words,
};

/// A fact of the deal, held against the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Where the deal says it, such as `options.breach_hours`.
    pub path: String,
    pub label: String,
    /// What the deal says.
    pub told: String,
    pub stands: Stands,
    /// What the text says instead, or beside it.
    pub found: String,
    pub places: Vec<Place>,
}

crate::words::words! {
    /// How a fact stands in the text.
    pub enum Stands {
        Same = "same",
        /// The text says something else, or more.
        Differs = "differs",
        /// The text does not say it where it is looked for.
        Unsaid = "not found",
    }
}
crate::words::serialize_words!(Stands);

/// Times of a deal: where it says them, the hours of one of its units with their name, and the obligations whose passages
/// repeat them.
const TIMES: [(Field, u64, &str, &[&str]); 5] = [
    (Field::OptionsBreachHours, 1, "hour", &["IMP-BREACH"]),
    (Field::OptionsRequestDays, 24, "day", &["IMP-RTS", "IMP-DSR"]),
    (Field::OptionsObjectionDays, 24, "day", &["IMP-SUB", "IMP-ONW"]),
    (Field::OptionsEndDays, 24, "day", &["COM-END", "IMP-RET"]),
    (Field::OptionsCureDays, 24, "day", &["COM-TERM"]),
];

/// No more places than this are shown for a fact.
const PLACES: usize = 3;

/// Holds the facts of a deal against a text. With `ours`, the clauses that say them in our text are followed into theirs.
#[must_use]
pub fn facts<'a>(
    told: impl IntoIterator<Item = Told<'a>>,
    reading: &Reading,
    review: &Review<'_>,
    ours: Option<(&Ours<'_>, &Comparison)>,
    rules: &Rules,
) -> Vec<Fact> {
    let told: Vec<Told<'_>> = told.into_iter().collect();
    let texts: Vec<(usize, String)> = reading
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| !block.note)
        .map(|(at, block)| (at, spaced_words(&block.text)))
        .collect();
    let language = &rules.language;
    let scene = Scene { language, reading, review, ours: ours.filter(|(_, comparison)| comparison.is_ours()), texts };
    let mut facts = Vec::new();
    for fact in &told {
        facts.extend(match fact.field {
            Field::ExporterName | Field::ImporterName => fact.value.text().map(|name| scene.name(fact, name)),
            Field::TransferRetention => fact.value.text().map(|time| scene.retention(fact, time)),
            Field::SubProcessors => Some(scene.recipients(fact)),
            Field::TransferDestinations => Some(scene.countries(fact, &told)),
            Field::OptionsGoverningLaw => scene.words(fact, &language.law_passages),
            Field::OptionsForumPlace => scene.words(fact, &language.forum_passages),
            Field::OptionsLiabilityCap => scene.words(fact, &language.liability_passages),
            field => {
                let time = TIMES.iter().find(|time| time.0 == field);
                time.and_then(|time| Some(scene.time(fact, u64::from(fact.value.number()?), time)))
            }
        });
    }
    facts
}

struct Scene<'a> {
    language: &'a Language,
    reading: &'a Reading,
    review: &'a Review<'a>,
    ours: Option<(&'a Ours<'a>, &'a Comparison)>,
    /// Blocks as words.
    texts: Vec<(usize, String)>,
}

impl Scene<'_> {
    fn fact(fact: &Told<'_>, told: String) -> Fact {
        // Labels are made for gaps: `time to object, for example 30`, `the law of …`.
        let label = match fact.field {
            Field::OptionsGoverningLaw => "governing law",
            _ => fact.label.split(", for example").next().unwrap_or(fact.label),
        };
        let (path, label) = (fact.field.to_string(), label.to_owned());
        Fact { path, label, told, stands: Stands::Unsaid, found: String::new(), places: Vec::new() }
    }

    fn place(&self, block: usize) -> Place {
        Place { block, quote: self.reading.blocks[block].text.clone(), shows: Shows::Fact }
    }

    fn holds(&self, words: &str) -> Option<usize> {
        let words = spaced_words(words);
        self.texts.iter().find(|(_, text)| text.contains(&words)).map(|(block, _)| *block)
    }

    /// A name may stand with or without the translation in its brackets.
    fn name(&self, fact: &Told<'_>, name: &str) -> Fact {
        let parts = name.split(['(', ')']).map(str::trim).filter(|part| part.chars().count() > 3);
        let found = std::iter::once(name).chain(parts).find_map(|part| self.holds(part));
        let mut fact = Self::fact(fact, name.to_owned());
        match found {
            Some(block) => {
                fact.stands = Stands::Same;
                fact.places.push(self.place(block));
            }
            None => self.follow(&mut fact, name, None),
        }
        fact
    }

    /// Follows the clauses of ours that say `value`, and hold one of `near` where it is given, into the text.
    fn follow(&self, fact: &mut Fact, value: &str, near: Option<&WordList>) {
        let Some((ours, comparison)) = self.ours else { return };
        let meant = spaced_words(value);
        let holding = comparison.clauses.iter().filter_map(|clause| {
            let old = &ours.reading.blocks[clause.old.filter(|_| clause.fate == Fate::Reworded)?].text;
            let text = spaced_words(old);
            let about = near.is_none_or(|near| near.stands_in(&text));
            (about && text.contains(meant.trim_end())).then_some((clause, old))
        });
        for (clause, old) in holding.take(PLACES) {
            fact.stands = Stands::Differs;
            if fact.found.is_empty() {
                fact.found = instead(&clause.words, old, value);
            }
            fact.places.extend(clause.new.map(|new| self.place(new)));
        }
    }

    fn time(&self, fact: &Told<'_>, count: u64, time: &(Field, u64, &str, &[&str])) -> Fact {
        let (_, unit, name, keys) = time;
        let hours = count.saturating_mul(*unit);
        let mut fact = Self::fact(fact, lasting(count, name));
        for (before, after) in self.passages(keys) {
            let said = before.as_ref().is_none_or(|before| times(before, self.language).contains(&hours));
            let found = after.as_ref().map(|place| times(&place.quote, self.language)).unwrap_or_default();
            if !said || found.is_empty() {
                continue;
            }
            let agrees = found.contains(&hours);
            if agrees && fact.stands == Stands::Differs {
                continue;
            }
            if !agrees && fact.stands != Stands::Differs {
                // The longest is what the other side may take.
                let longest = found.into_iter().max().unwrap_or_default();
                fact.found = if *unit == 1 && longest <= 96 {
                    lasting(longest, "hour")
                } else {
                    lasting(longest.div_ceil(24), "day")
                };
                fact.places.clear();
            }
            fact.stands = if agrees { Stands::Same } else { Stands::Differs };
            fact.places.extend(after);
            fact.places.truncate(1);
        }
        fact
    }

    /// The passages on some obligations, each beside what ours says there, where it is ours.
    fn passages(&self, keys: &[&str]) -> Vec<(Option<String>, Option<Place>)> {
        if let Some((ours, comparison)) = self.ours {
            let about = |at: &usize| keys.iter().any(|key| ours.carried[*at].id.ends_with(key));
            let clauses = comparison.clauses.iter().filter(|clause| clause.carries.iter().any(about));
            let pairs = clauses.filter_map(|clause| {
                let old = ours.reading.blocks[clause.old?].text.clone();
                Some((Some(old), clause.new.map(|new| self.place(new))))
            });
            return pairs.collect();
        }
        let findings = self.review.findings.iter().filter(|finding| keys.contains(&finding.duty.key));
        let places = findings.flat_map(|finding| &finding.places).filter(|place| place.shows != Shows::Nearest);
        let timed = places.map(|place| {
            let whole =
                if times(&place.quote, self.language).is_empty() { self.place(place.block) } else { place.clone() };
            (None, Some(Place { shows: Shows::Fact, ..whole }))
        });
        // The first passage that names a time is the one on the obligation itself.
        timed
            .filter(|(_, place)| place.as_ref().is_some_and(|place| !times(&place.quote, self.language).is_empty()))
            .take(1)
            .collect()
    }

    fn retention(&self, fact: &Told<'_>, time: &str) -> Fact {
        let mut fact = Self::fact(fact, time.to_owned());
        let known = times(time, self.language);
        let verbatim = self.holds(time);
        if let Some(block) = verbatim {
            fact.stands = Stands::Same;
            fact.places.push(self.place(block));
        } else {
            self.follow(&mut fact, time, None);
        }
        let sent = self.sent();
        for (block, text) in &self.texts {
            let kept = self.language.keeping.stands_in(text) && self.language.kept_data.stands_in(text);
            if !kept || self.language.no_data.stands_in(text) || sent.contains(block) {
                continue;
            }
            // `no longer than 30 days after the end` is a time to act in, which the deal has elsewhere.
            let other =
                times(&self.reading.blocks[*block].text, self.language).into_iter().filter(|hours| *hours >= 24 * 28);
            if let Some(longest) = other.filter(|hours| !known.contains(hours)).max() {
                if fact.stands != Stands::Differs {
                    fact.places.clear();
                    fact.stands = Stands::Differs;
                }
                if fact.found.is_empty() {
                    fact.found = long(longest);
                }
                fact.places.push(self.place(*block));
            }
        }
        fact.places.dedup();
        fact.places.truncate(PLACES);
        fact
    }

    /// The blocks that stand as we sent them, which say what the deal says.
    fn sent(&self) -> HashSet<usize> {
        let Some((_, comparison)) = self.ours else { return HashSet::new() };
        comparison.clauses.iter().filter(|clause| !clause.fate.touches()).filter_map(|clause| clause.new).collect()
    }

    /// Words that should stand in one of the passages that are about such a thing.
    fn words(&self, fact: &Told<'_>, near: &WordList) -> Option<Fact> {
        let value = fact.value.text()?;
        let field = fact.field;
        let mut fact = Self::fact(fact, value.to_owned());
        let bare = self.language.laws_of.iter().find_map(|start| value.strip_prefix(start)?.strip_prefix(' '));
        let amount = field == Field::OptionsLiabilityCap;
        // An amount is its figures, however they are grouped.
        let figures = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let meant = spaced_words(bare.unwrap_or(value));
        let first = figures(value.split(" in ").next().unwrap_or(value));
        let about: Vec<usize> = self
            .texts
            .iter()
            .filter(|(block, text)| self.reading.blocks[*block].is_operative() && near.stands_in(text))
            .map(|(block, _)| *block)
            .collect();
        let agrees = |block: &&usize| {
            let text = &self.reading.blocks[**block].text;
            if amount && !first.is_empty() {
                grouped(text).contains(&first)
            } else {
                spaced_words(text).contains(&meant)
            }
        };
        if let Some(block) = about.iter().find(agrees) {
            fact.stands = Stands::Same;
            fact.places.push(self.place(*block));
            return Some(fact);
        }
        self.follow(&mut fact, bare.unwrap_or(value), Some(near));
        let says = |block: &&usize| {
            let text = &self.reading.blocks[**block].text;
            match field {
                Field::OptionsGoverningLaw => true,
                Field::OptionsLiabilityCap => grouped(text).iter().any(|figures| figures.len() >= 4),
                _ => self.language.disputes.stands_in(&spaced_words(text)),
            }
        };
        if fact.stands == Stands::Unsaid
            && let Some(block) = about.iter().find(says)
        {
            fact.stands = Stands::Differs;
            fact.places.push(self.place(*block));
        }
        Some(fact)
    }

    fn recipients(&self, fact: &Told<'_>) -> Fact {
        let names: Vec<&str> = fact.value.rows().iter().filter_map(|row| cell(row, Column::Name)).collect();
        let missing: Vec<&str> = names.iter().copied().filter(|name| self.holds(name).is_none()).collect();
        let mut fact = Self::fact(fact, names.join("; "));
        if missing.is_empty() {
            fact.stands = Stands::Same;
            fact.places.extend(names.first().and_then(|name| self.holds(name)).map(|block| self.place(block)));
        } else {
            fact.found = format!("without {}", missing.join("; "));
        }
        fact
    }

    /// Where the data goes: every country of the deal is named, and no other where the text says where data is.
    fn countries(&self, fact: &Told<'_>, told: &[Told<'_>]) -> Fact {
        let destinations: Vec<&str> = fact.value.list().iter().map(String::as_str).collect();
        let mut known = BTreeSet::new();
        told.iter()
            .filter(|other| other.field != Field::OptionsGoverningLaw)
            .for_each(|other| codes(other.value, &mut known));
        let stands = |code: &str| {
            let names = names(code, self.language);
            self.texts.iter().find(|(_, text)| names.iter().any(|name| has(text, name))).map(|(block, _)| *block)
        };
        let titled = |code: &&str| country::name(code).unwrap_or(code).to_owned();
        let missing: Vec<String> = destinations.iter().filter(|code| stands(code).is_none()).map(titled).collect();
        let words: HashSet<&str> = self.texts.iter().flat_map(|(_, text)| text.split(' ')).collect();
        let sent = self.sent();
        let mut others: Vec<(usize, String)> = Vec::new();
        for code in country::codes().filter(|code| !known.contains(*code)) {
            let names = names(code, self.language);
            let likely = names.iter().any(|name| name.split(' ').next().is_some_and(|word| words.contains(word)));
            if !likely {
                continue;
            }
            let place = self.texts.iter().find(|(block, text)| {
                self.reading.blocks[*block].is_operative()
                    && !sent.contains(block)
                    && names.iter().any(|name| has(text, name))
                    && self.language.places.stands_in(text)
                    && !self.language.no_places.stands_in(text)
            });
            others.extend(place.map(|(block, _)| (*block, titled(&code))));
        }
        let mut fact = Self::fact(fact, destinations.iter().map(titled).collect::<Vec<_>>().join(", "));
        if !others.is_empty() {
            others.sort();
            fact.stands = Stands::Differs;
            let list: Vec<&str> = others.iter().map(|(_, name)| name.as_str()).collect();
            fact.found = format!("also {}", list.join(", "));
            fact.places = others.iter().map(|(block, _)| self.place(*block)).take(PLACES).collect();
            fact.places.dedup();
        } else if missing.is_empty() {
            fact.stands = Stands::Same;
            fact.places.extend(destinations.first().and_then(|code| stands(code)).map(|block| self.place(block)));
        } else {
            fact.found = format!("without {}", missing.join(", "));
        }
        fact
    }
}

/// What stands where `value` stood in the old text.
fn instead(words: &[Span], old: &str, value: &str) -> String {
    let Some(start) = old.find(value) else {
        return differing(words, Kept::Inserted).collect::<Vec<_>>().join(" … ");
    };
    let end = start + value.len();
    let (mut at, mut found) = (0, String::new());
    for span in words {
        let length = span.text.len();
        match span.kept {
            Kept::Inserted if (start..=end).contains(&at) => found.push_str(&span.text),
            Kept::Inserted => {}
            Kept::Deleted => at += length,
            Kept::Same => {
                let (from, to) = (start.max(at), end.min(at + length));
                found.push_str(span.text.get(from.saturating_sub(at)..to.saturating_sub(at)).unwrap_or_default());
                at += length;
            }
        }
    }
    found.trim().to_owned()
}

/// The codes of countries that a value holds.
fn codes<'a>(value: &'a FieldValue, found: &mut BTreeSet<&'a str>) {
    let rows = value.rows().iter().flatten().map(|(_, text)| text.as_str());
    let texts = value.text().into_iter().chain(value.list().iter().map(String::as_str)).chain(rows);
    found.extend(texts.filter(|text| text.len() == 2));
}

/// What a country is called in a text.
fn names(code: &str, language: &Language) -> Vec<String> {
    let own = country::name(code).map(|name| spaced_words(name).trim().to_owned());
    let others = language.countries.get(code).into_iter().flatten().cloned();
    own.into_iter().chain(others).collect()
}

/// The times in a text, in hours.
fn times(text: &str, language: &Language) -> Vec<u64> {
    clocks(&words(text, language), language).into_iter().map(|clock| clock.hours).collect()
}

/// The amounts in a text, without what groups their figures.
fn grouped(text: &str) -> Vec<String> {
    let bare: Vec<char> = text.chars().collect();
    let inside = |at: usize| {
        let digit = |at: Option<&char>| at.is_some_and(char::is_ascii_digit);
        matches!(bare[at], ',' | '.' | '\'' | ' ') && at > 0 && digit(bare.get(at - 1)) && digit(bare.get(at + 1))
    };
    let kept = (0..bare.len()).filter(|at| !inside(*at)).map(|at| bare[at]).collect::<String>();
    kept.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn lasting(count: u64, unit: &str) -> String {
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

/// A long time in the largest unit that fits.
fn long(hours: u64) -> String {
    const YEAR: u64 = 366 * 24;
    const MONTH: u64 = 31 * 24;
    if hours.is_multiple_of(YEAR) {
        lasting(hours / YEAR, "year")
    } else if hours.is_multiple_of(MONTH) {
        lasting(hours / MONTH, "month")
    } else {
        lasting(hours / 24, "day")
    }
}

impl WordList {
    /// Whether one of the words stands in a text of [`spaced_words`].
    fn stands_in(&self, text: &str) -> bool {
        self.iter().any(|words| has(text, words))
    }
}

/// Whether words stand in a text of [`spaced_words`].
fn has(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| text[..at].ends_with(' ') && text[at + words.len()..].starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::{super::language::english, *};

    #[test]
    fn amounts_and_times_are_compared_by_what_they_mean() {
        assert_eq!(grouped("SGD 1,500,000 in any 12 months"), ["1500000", "12"]);
        assert_eq!(times("within ten (10) days", &english()), [240, 240]);
        assert_eq!(long(7 * 366 * 24), "7 years");
        assert_eq!(long(35 * 24), "35 days");
    }

    #[test]
    fn what_stands_instead_is_told_whole() {
        let old = "signed for Tembusu Row Retail Pte. Ltd. as Exporter";
        let spans = crate::redline::words(old, "signed for Tembusu Row Holdings Ltd as Exporter");
        assert_eq!(instead(&spans, old, "Tembusu Row Retail Pte. Ltd."), "Tembusu Row Holdings Ltd");
    }

    #[test]
    fn a_country_is_known_by_its_other_names() {
        assert!(names("VN", &english()).iter().any(|name| name == "viet nam"));
        assert_eq!(names("SG", &english()), ["singapore"]);
    }

    #[test]
    fn words_are_whole() {
        assert!(has(&spaced_words("Data centre in Viet Nam."), "viet nam"));
        assert!(!has(&spaced_words("nigerian law"), "niger"));
    }
}
