//! What a method says of records and of what does not apply, as a scorecard carries it: where it changes, the same answers
//! come to something else.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::framework::{Framework, Leaving};

/// The tables of a method that are not about single practices. Levels go by their ids.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MethodRules {
    /// What records are worth; not there where any record is enough for what it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<RecordRules>,
    /// What may leave the sum; not there where anything may with a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<Leaving>,
}

/// `[evidence]` of a method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecordRules {
    /// The highest level that a record backs whose file was looked at.
    pub looked_at: String,
    /// The same of a record that somebody else than the answerer has seen.
    pub attested: String,
    /// The same of a record that is only named, with its owner and a day.
    pub cited: String,
    /// The level up to which a record is enough that does not say what it shows.
    pub unsaid: String,
    /// Days for which a record without a last day counts.
    pub days: u32,
    /// Days in which a changed file still counts.
    pub grace: u32,
    /// Days for which what somebody else verified counts; not there where it does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<u32>,
    /// From how many practices on one document behind them is told.
    pub shared: usize,
    /// Words that stand where nothing is meant, in order.
    pub placeholders: Vec<String>,
    /// Words that are no part of a name, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<String>,
    /// Bytes of letters and digits that a file has at least.
    #[serde(default, skip_serializing_if = "is_none")]
    pub letters: usize,
    /// Years that a record lasts at the most.
    #[serde(default, skip_serializing_if = "is_none")]
    pub years: usize,
}

impl MethodRules {
    /// Those of a framework.
    #[must_use]
    pub fn of(framework: &Framework) -> Self {
        let level = |level: u8| framework.levels[usize::from(level)].id.clone();
        Self {
            evidence: framework.evidence.as_ref().map(|rules| RecordRules {
                looked_at: level(rules.looked_at),
                attested: level(rules.attested),
                cited: level(rules.cited),
                unsaid: level(rules.unsaid),
                days: rules.days,
                grace: rules.grace,
                verified: rules.verified,
                shared: rules.shared,
                placeholders: rules.placeholders.iter().cloned().collect(),
                titles: rules.titles.iter().cloned().collect(),
                letters: rules.letters,
                years: usize::try_from(rules.years).unwrap_or(usize::MAX),
            }),
            not_applicable: framework.leaving,
        }
    }

    /// What the rules of `after` say otherwise: the key as it is written in the method, what it said and what it says.
    #[must_use]
    pub fn changes(&self, after: &Self) -> Vec<(String, String, String)> {
        let tables = [
            ("evidence", self.evidence.as_ref().map(RecordRules::rows), after.evidence.as_ref().map(RecordRules::rows)),
            ("not_applicable", self.not_applicable.map(leaving), after.not_applicable.map(leaving)),
        ];
        let mut changes = Vec::new();
        for (table, before, after) in tables {
            let there = |there: bool| if there { "in the method" } else { "not in the method" }.to_owned();
            match (before, after) {
                (Some(before), Some(after)) => {
                    let rows = before.into_iter().zip(after).filter(|(before, after)| before != after);
                    changes.extend(rows.map(|((key, was), (_, is))| {
                        let (was, is) = was.against(&is);
                        (format!("`{table}.{key}`"), was, is)
                    }));
                }
                (None, None) => {}
                (before, after) => {
                    changes.push((format!("`[{table}]`"), there(before.is_some()), there(after.is_some())));
                }
            }
        }
        changes
    }
}

/// What an older program did not know, it does not say.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "a serialiser hands over a reference")]
fn is_none(number: &usize) -> bool {
    *number == 0
}

/// A key with what it says.
type Row = (&'static str, Says);

/// What a key says.
#[derive(PartialEq, Eq)]
enum Says {
    One(String),
    /// Words, in any order.
    Words(Vec<String>),
}

/// Words of a list that are told of those that came or went.
const TOLD: usize = 5;

impl Says {
    /// What it says and what the other does, where they differ: of lists how long they are, and which words went and came.
    fn against(&self, after: &Self) -> (String, String) {
        match (self, after) {
            (Self::Words(before), Self::Words(after)) => {
                let only = |words: &[String], others: &[String], what: &str| {
                    let only: Vec<&str> =
                        words.iter().filter(|word| !others.contains(word)).map(String::as_str).collect();
                    match only.len() {
                        0 => String::new(),
                        few if few <= TOLD => format!(", {what} {}", only.join(", ")),
                        many => format!(", {what} {} and {} more", only[..TOLD].join(", "), many - TOLD),
                    }
                };
                let (gone, new) = (only(before, after, "without"), only(after, before, "with"));
                (format!("{} words", before.len()), format!("{} words{gone}{new}", after.len()))
            }
            (before, after) => (before.words(), after.words()),
        }
    }

    fn words(&self) -> String {
        match self {
            Self::One(said) => said.clone(),
            Self::Words(words) => words.join(", "),
        }
    }
}

fn one(said: &impl ToString) -> Says {
    Says::One(said.to_string())
}

impl RecordRules {
    fn rows(&self) -> Vec<Row> {
        let Self {
            looked_at,
            attested,
            cited,
            unsaid,
            days,
            grace,
            verified,
            shared,
            placeholders,
            titles,
            letters,
            years,
        } = self;
        vec![
            ("looked_at", one(looked_at)),
            ("attested", one(attested)),
            ("cited", one(cited)),
            ("unsaid", one(unsaid)),
            ("days", one(days)),
            ("grace", one(grace)),
            ("verified", verified.as_ref().map_or_else(|| one(&"not counted"), one)),
            ("shared", one(shared)),
            ("placeholders", Says::Words(placeholders.clone())),
            ("titles", Says::Words(titles.clone())),
            ("letters", one(letters)),
            ("years", one(years)),
        ]
    }
}

fn leaving(rules: Leaving) -> Vec<Row> {
    let Leaving { share, reason_letters, key_only_where_said, shared } = rules;
    vec![
        ("share", one(&super::Basis(share))),
        ("reason_letters", one(&reason_letters)),
        ("key_only_where_said", one(&key_only_where_said)),
        ("shared", one(&shared)),
    ]
}
