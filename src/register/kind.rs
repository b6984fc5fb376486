//! A kind of record that cannot be wrong: built only by [`super::validate`].

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{
    condition::{Condition, Interval},
    pattern::IdPattern,
    record::Value as Said,
};
use crate::{gate::RecordCode, source::SourceId};

/// A kind of record.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Its name, in the plural: that of the file of records, of the key in it, and of the command.
    pub name: String,
    pub title: String,
    /// One record, in a word or two.
    pub one: String,
    /// What the register is for.
    pub about: String,
    /// Practices that the register is evidence for.
    pub practices: Vec<String>,
    pub id: IdPattern,
    /// Whether a register without a record says something, such as that nothing happened.
    pub may_be_empty: bool,
    /// What a record may say beside its id, in order.
    pub fields: Vec<Field>,
    /// Fields that a list shows, as positions among the fields.
    pub columns: Vec<usize>,
    /// Fields that a small company fills in, as positions among the fields.
    pub sme: Vec<usize>,
    /// What is found in records, in order.
    pub checks: Vec<Check>,
    /// What is to be done until when.
    pub dues: Vec<Due>,
    /// Records to begin with, as they are written.
    pub starter: Vec<Map<String, Value>>,
    /// The file that it was read from.
    pub source: SourceId,
}

/// A field of a record.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its key.
    pub name: String,
    /// Heading of its column.
    pub heading: String,
    pub kind: FieldType,
    pub required: bool,
    /// What it says, and why it is asked for.
    pub help: String,
    /// How an answer may look.
    pub example: Option<String>,
    /// What it is computed by, the first that holds; empty where it is said.
    pub rules: Vec<Rule>,
}

/// A rule by which a field is computed.
#[derive(Debug, Clone)]
pub struct Rule {
    /// What stands in the field where it holds.
    pub is: Said,
    /// When it holds; `None` for always.
    pub when: Option<Condition>,
}

/// What may stand in a field.
#[derive(Debug, Clone)]
pub enum FieldType {
    Text,
    /// A day; `past` where it may not lie after today.
    Day {
        past: bool,
    },
    /// A whole number within bounds, of a unit where one is named.
    Number {
        least: i64,
        most: i64,
        unit: Option<String>,
    },
    YesNo,
    /// One of these words; the least first where they have an order.
    Word {
        words: Vec<String>,
        ordered: bool,
    },
    /// A country, the European Union included, kept as its code.
    Place,
    /// A practice of the framework, by id.
    Practice,
    /// A transfer of the register of transfers, by id.
    Transfer,
    /// The file of a deal, seen from the file of the record.
    Deal,
    /// A file or an address that shows it, seen from the file of the record.
    Evidence,
    /// A record of the kind of that name, by id.
    Link(String),
    /// Several fields that belong together.
    Group(Vec<Field>),
    /// Any number of such.
    List(Box<FieldType>),
    /// Such by keys.
    Map(Keys, Box<FieldType>),
}

/// What the keys of a map are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    Place,
    Text,
}

/// Something that is found in records.
#[derive(Debug, Clone)]
pub struct Check {
    pub code: RecordCode,
    /// Records in question; all where nothing is said.
    pub among: Option<Condition>,
    /// Records that it is found in.
    pub when: Condition,
    /// The field at which it is shown; the id where none is named.
    pub at: Option<usize>,
    /// What is said, with fields in it.
    pub message: Vec<Part>,
    pub help: String,
}

/// Something to be done until a day.
#[derive(Debug, Clone)]
pub struct Due {
    /// What is to be done, with fields in it.
    pub what: Vec<Part>,
    /// The field with the day itself, or with the day from which the time runs.
    pub day: usize,
    /// How long the time is that runs from then; `None` where the field has the day itself.
    pub after: Option<Interval>,
    /// How long before the day it is to be done.
    pub ahead: Option<Interval>,
    /// Whether a record that does not say its day is found as one that is overdue.
    pub asked: bool,
    /// The field with who is to do it.
    pub owner: Option<usize>,
    /// Records in question; all where nothing is said.
    pub among: Option<Condition>,
    /// What being overdue is found as.
    pub code: RecordCode,
    pub help: String,
}

/// A part of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Text(String),
    Id,
    Field(usize),
}

/// All kinds of record, in the order of their names.
#[derive(Debug, Clone, Default)]
pub struct Kinds(Vec<Arc<Kind>>);

impl Kind {
    /// Where its records usually lie, from the folder of the workspace.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}.yaml", self.name)
    }

    /// The kinds of the linked records that its conditions look into.
    #[must_use]
    pub fn looks_into(&self) -> Vec<&str> {
        let mut found = Vec::new();
        let checks = self.checks.iter().flat_map(|check| check.among.iter().chain([&check.when]));
        for condition in checks.chain(self.dues.iter().filter_map(|due| due.among.as_ref())) {
            condition.looks_into(&mut found);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The codes of what it finds.
    pub fn codes(&self) -> impl Iterator<Item = RecordCode> {
        self.checks.iter().map(|check| check.code).chain(self.dues.iter().map(|due| due.code))
    }

    /// The field of that name, with its position.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<(usize, &Field)> {
        self.fields.iter().enumerate().find(|(_, field)| field.name == name)
    }
}

impl FieldType {
    /// The words by which files of kinds name the types.
    pub const WORDS: [&'static str; 14] = [
        "text", "day", "number", "yes-no", "word", "place", "practice", "transfer", "deal", "evidence", "link",
        "group", "list", "map",
    ];

    /// The type of what it holds; itself where it holds one thing.
    #[must_use]
    pub fn item(&self) -> &Self {
        match self {
            Self::List(item) | Self::Map(_, item) => item.item(),
            one => one,
        }
    }

    /// In a user's words: what was expected.
    #[must_use]
    pub fn expected(&self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Day { .. } => "a day such as 2026-10-31".to_owned(),
            Self::Number { unit: Some(unit), .. } => format!("a whole number of {unit}"),
            Self::Number { .. } => "a whole number".to_owned(),
            Self::YesNo => "`true` or `false`".to_owned(),
            Self::Word { words, .. } => crate::diag::list(words.iter().map(String::as_str)),
            Self::Place => "a place such as SG".to_owned(),
            Self::Practice => "the id of a practice such as GOV-02".to_owned(),
            Self::Transfer => "the id of a transfer".to_owned(),
            Self::Deal => "the file of a deal".to_owned(),
            Self::Evidence => "a file or an address".to_owned(),
            Self::Link(to) => format!("an id of {to}"),
            Self::Group(_) => "a map".to_owned(),
            Self::List(item) => format!("a list, each of it {}", item.expected()),
            Self::Map(Keys::Place, item) => format!("a map from places to {}", item.expected()),
            Self::Map(Keys::Text, item) => format!("a map from names to {}", item.expected()),
        }
    }
}

impl Kinds {
    /// Puts kinds in order.
    #[must_use]
    pub fn of(kinds: impl IntoIterator<Item = Kind>) -> Self {
        let mut kinds: Vec<Arc<Kind>> = kinds.into_iter().map(Arc::new).collect();
        kinds.sort_by(|one, other| one.name.cmp(&other.name));
        Self(kinds)
    }

    /// The kind of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Arc<Kind>> {
        self.0.iter().find(|kind| kind.name == name)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Kind>> {
        self.0.iter()
    }

    /// The names of all of them.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        self.0.iter().map(|kind| kind.name.as_str()).collect()
    }

    /// The codes of what they find.
    pub fn codes(&self) -> impl Iterator<Item = RecordCode> {
        self.0.iter().flat_map(|kind| kind.codes())
    }
}
