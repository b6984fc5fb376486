//! The words by which sentences are read, by language: one table of lists, read from `language/*.toml` beside the rules.
//!
//! What an order of words means stays in the code of this room: the subject before its duty, the passive with its agent.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::reading::Words;

/// Words of which one is looked for.
#[derive(Debug, Default)]
pub(super) struct WordList(Vec<String>);

impl WordList {
    pub(super) fn has(&self, word: &str) -> bool {
        self.0.iter().any(|known| known == word)
    }

    /// In the order of the files.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

macro_rules! language {
    ($($(#[doc = $about:literal])+ $name:ident,)+) => {
        /// `language/ID.toml`: the words of a language by which a review reads a sentence. What is left out has no words.
        #[derive(Debug, Default, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        pub(super) struct RawLanguage {
            /// What it is called, in English.
            pub(super) name: String,
            /// Ranges of letters that only it has, as `0E00-0E7F`: how a text in it is told where words are not parted.
            pub(super) letters: Vec<String>,
            /// Small words of it, by which a text in it is told.
            pub(super) common: Vec<String>,
            /// How many of a hundred words of a text in it are among those.
            pub(super) common_share: u64,
            $($(#[doc = $about])+ pub(super) $name: Vec<String>,)+
            /// Words that are written as one, with what they stand for.
            pub(super) contractions: BTreeMap<String, String>,
            /// Ends of words that are words of their own, with those; an empty one is dropped.
            pub(super) endings: BTreeMap<String, String>,
            /// Numbers in words. Those from twenty on, in tens, go together with those below ten.
            pub(super) numbers: BTreeMap<String, u64>,
            /// Other names of countries than the one that the tool prints, by code.
            pub(super) countries: BTreeMap<String, Vec<String>>,
        }

        /// The words of all languages together.
        #[derive(Debug, Default)]
        pub(super) struct Language {
            $($(#[doc = $about])+ pub(super) $name: WordList,)+
            pub(super) contractions: BTreeMap<String, String>,
            pub(super) endings: BTreeMap<String, String>,
            pub(super) numbers: BTreeMap<String, u64>,
            pub(super) countries: BTreeMap<String, Vec<String>>,
        }

        impl RawLanguage {
            /// The words of every list, with the key of the list.
            pub(super) fn lists(&self) -> impl Iterator<Item = (&'static str, &[String])> {
                [$((stringify!($name), self.$name.as_slice()),)+].into_iter()
            }
        }

        impl Language {
            /// The words by which a text shows how it is built.
            pub(super) fn build(&self) -> Words {
                let of = |list: &WordList| list.0.clone();
                Words {
                    annexes: of(&self.annex_names),
                    parts: of(&self.part_names),
                    articles: of(&self.clause_names),
                    sentence_verbs: of(&self.sentence_verbs),
                    remarks: of(&self.remark_leads),
                    contents: of(&self.contents_headings),
                    list_ends: of(&self.list_ends),
                    counted: of(&self.counted),
                }
            }

            /// With the words of one more.
            pub(super) fn add(&mut self, raw: RawLanguage) {
                $(self.$name.0.extend(raw.$name);)+
                self.contractions.extend(raw.contractions);
                self.endings.extend(raw.endings);
                self.numbers.extend(raw.numbers);
                for (code, names) in raw.countries {
                    self.countries.entry(code).or_default().extend(names);
                }
            }
        }
    };
}

language! {
    /// Words that lay a duty or give a right: a limb that has one of its own needs none from before.
    modals,
    /// Short forms after which a full stop ends no sentence.
    abbreviations,
    /// Words with which an item begins that has a subject of its own.
    subjects,
    /// Words of a heading that announces what somebody owes: `Obligations of the Processor`.
    owed_headings,
    /// What stands in such a heading between that word and the party.
    whose,
    /// Words in the head of a table by which its rows bind somebody.
    binding_columns,
    /// The same before `of` and a party.
    owed_columns,
    /// Words before which a party is not the one who acts.
    governing,
    /// Words that may stand between such a word and its party.
    determiners,
    /// Words by which a party answers for what others do.
    procuring,
    /// A party's own people, who owe what it does.
    staff,
    /// Words after `may` that leave a choice inside a duty: `shall, as the Bank may choose, return it`.
    choosing,
    /// What stands before such a `may`.
    choice_leads,
    /// Words after `be` that are said of the one who acts, although they look passive.
    active,
    /// Passive words without the usual ending.
    participles,
    /// Forms of `be` before what is done.
    being,
    /// Words with which a part between commas begins that governs nothing after it.
    asides,
    /// Words after which a second duty has the subject of the first.
    joining,
    /// Words that join parties.
    together,
    /// Words that stand for the party before.
    pronouns,
    /// Words that stand for the party right before.
    relatives,
    /// Words with which a sentence goes on with what the one before it is about.
    going_on,
    /// Words with which a part of a sentence begins that only says when.
    conditions,
    /// Words after such a one that make it no condition.
    no_conditions,
    /// Words that may follow a term where its quotation mark was lost.
    term_verbs,
    /// Words before what a field asks for.
    label_leads,
    /// Words between a term without quotation marks and its meaning, under a heading that says that meanings follow.
    meaning_verbs,
    /// The same without such a heading.
    means,
    /// Words after what a term in quotation marks is short for: `the party that sends is "the Sharer"`.
    naming,
    /// Words after a name that make it the name of a party.
    party_verbs,
    /// The same after a name that no list has.
    calling_verbs,
    /// Words before a name that make it no party: `any company shall`.
    indefinite,
    /// Words after `data` that make it part of an office: `the Bank's data protection officer`.
    officers,
    /// Single letters and words that are never a name.
    no_names,
    /// Beginnings of words by which a party speaks of itself or to the other.
    speakers,
    /// Words that are no part of a name.
    articles,
    /// Words that make days working days.
    working_days,
    /// Words between a number and its unit that change nothing.
    counting,
    /// Words before a time that make it the longest allowed.
    time_leads,
    /// Words that say nothing of what a passage is about.
    fillers,
    /// Words of passages that say where data is.
    places,
    /// Words of passages that name a country for its law or its courts.
    no_places,
    /// Words of passages that say how long something is kept.
    keeping,
    /// Words that make it the data.
    kept_data,
    /// What is kept for a time and is not the data.
    no_data,
    /// Words before the country whose law governs.
    laws_of,
    /// Words of passages on the governing law.
    law_passages,
    /// Words of passages on the place of a court or tribunal.
    forum_passages,
    /// Words of passages on where disputes go.
    disputes,
    /// Words of passages on liability.
    liability_passages,
    /// Headings of recitals.
    recital_headings,
    /// Words with which a recital begins.
    recital_leads,
    /// Words with which the agreement begins after its recitals.
    agreeing_leads,
    /// Words with which a sentence begins that tells whoever fills in the form what to do.
    guidance_leads,
    /// Words before the number of what follows the signatures: `Schedule B`.
    annex_names,
    /// Words before the number of what holds clauses: `Part II`.
    part_names,
    /// Words before the number of a clause: `Article 5`.
    clause_names,
    /// Verbs that make a few words a sentence, and so no heading.
    sentence_verbs,
    /// With which a remark to whoever drafts begins: `[drafting note`.
    remark_leads,
    /// Headings of a table of contents.
    contents_headings,
    /// Words with which an item of a list ends before the next.
    list_ends,
    /// One, two and so on in words, as Word counts paragraphs with them.
    counted,
    /// Names of an hour.
    hours,
    /// Names of a day.
    days,
    /// Names of a week.
    weeks,
    /// Names of a month.
    months,
    /// Names of a year.
    years,
    /// What may stand between a term in quotation marks and its meaning; the first that fits counts.
    meanings,
}

impl Language {
    /// The number that a word stands for.
    pub(super) fn number(&self, word: &str) -> Option<u64> {
        self.numbers.get(word).copied()
    }

    /// Hours of a unit of time: the longest that it can last.
    pub(super) fn unit(&self, word: &str) -> Option<u64> {
        let units = [
            (&self.hours, 1),
            (&self.days, 24),
            (&self.weeks, 7 * 24),
            (&self.months, 31 * 24),
            (&self.years, 366 * 24),
        ];
        units.into_iter().find(|(names, _)| names.has(word)).map(|(_, hours)| hours)
    }

    /// A word in small letters without what is run into it, and that: `we'll` is `we` and `will`.
    pub(super) fn open<'w>(&'w self, word: &'w str) -> (&'w str, Option<&'w str>) {
        if let Some(whole) = self.contractions.get(word) {
            return whole.split_once(' ').map_or((whole, None), |(first, more)| (first, Some(more)));
        }
        let end = self.endings.iter().find_map(|(end, more)| word.strip_suffix(end.as_str()).map(|stem| (stem, more)));
        end.map_or((word, None), |(stem, more)| (stem, Some(more.as_str()).filter(|more| !more.is_empty())))
    }
}

#[cfg(test)]
pub(super) fn english() -> Language {
    let text = include_str!("../../frameworks/asean-mcc/review/language/en.toml");
    let mut language = Language::default();
    language.add(toml::from_str(text).expect("the words of English are right"));
    language
}
