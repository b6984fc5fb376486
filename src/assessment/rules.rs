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
    /// From how many practices on one document behind them is told.
    pub shared: usize,
    /// Words that stand where nothing is meant, in order.
    pub placeholders: Vec<String>,
    /// Words that are no part of a name, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<String>,
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
                shared: rules.shared,
                placeholders: rules.placeholders.iter().cloned().collect(),
                titles: rules.titles.iter().cloned().collect(),
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
                    changes.extend(rows.map(|((key, was), (_, is))| (format!("`{table}.{key}`"), was, is)));
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

/// A key with what it says.
type Row = (&'static str, String);

impl RecordRules {
    fn rows(&self) -> Vec<Row> {
        let Self { looked_at, attested, cited, unsaid, days, grace, shared, placeholders, titles } = self;
        vec![
            ("looked_at", looked_at.clone()),
            ("attested", attested.clone()),
            ("cited", cited.clone()),
            ("unsaid", unsaid.clone()),
            ("days", days.to_string()),
            ("grace", grace.to_string()),
            ("shared", shared.to_string()),
            ("placeholders", placeholders.join(", ")),
            ("titles", titles.join(", ")),
        ]
    }
}

fn leaving(rules: Leaving) -> Vec<Row> {
    let Leaving { share, reason_letters, key_only_where_said } = rules;
    vec![
        ("share", super::Basis(share).to_string()),
        ("reason_letters", reason_letters.to_string()),
        ("key_only_where_said", key_only_where_said.to_string()),
    ]
}
