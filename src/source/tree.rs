//! A text as a tree of values that know their places, whichever syntax it is written in.

use std::{
    collections::HashMap,
    ops::{Deref, Range},
    sync::OnceLock,
};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub range: Range<usize>,
    pub kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    Scalar(Scalar),
    List(Vec<Node>),
    /// In file order; a key may stand more than once, which is for others to complain about.
    Map(Entries),
}

/// The entries of a map in file order, found by key without a walk over all of them where there are many.
#[derive(Debug, Clone, Default)]
pub struct Entries {
    list: Vec<Entry>,
    /// Made when a key of many is first asked for: where each stands first.
    #[allow(clippy::box_collection, reason = "most maps have none, and all would be twice as large")]
    index: OnceLock<Box<HashMap<String, usize>>>,
}

/// From so many entries on, an index is worth its making.
const MANY: usize = 32;

impl Entries {
    /// The entry of `key`; the first where it is repeated.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.first(key).map(|(_, entry)| entry)
    }

    /// The first entry of `key`, with its position.
    fn first(&self, key: &str) -> Option<(usize, &Entry)> {
        if self.list.len() < MANY {
            return self.list.iter().enumerate().find(|(_, entry)| entry.key.text == key);
        }
        let index = self.index.get_or_init(|| {
            Box::new(self.list.iter().enumerate().rev().map(|(at, entry)| (entry.key.text.clone(), at)).collect())
        });
        let at = *index.get(key)?;
        self.list.get(at).map(|entry| (at, entry))
    }
}

impl From<Vec<Entry>> for Entries {
    fn from(list: Vec<Entry>) -> Self {
        Self { list, index: OnceLock::new() }
    }
}

impl Deref for Entries {
    type Target = [Entry];

    fn deref(&self) -> &[Entry] {
        &self.list
    }
}

impl<'a> IntoIterator for &'a Entries {
    type Item = &'a Entry;
    type IntoIter = std::slice::Iter<'a, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl PartialEq for Entries {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list
    }
}

/// A key of a map with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub key: Key,
    pub value: Node,
}

/// The text of a key and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub text: String,
    pub range: Range<usize>,
}

/// A value without parts. The text is as written, after escapes.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar {
    Null,
    Bool(bool),
    Integer(i64, String),
    Float(f64, String),
    Text(String),
}

impl Scalar {
    /// The same as [`Scalar::text`], of a value that is not needed any more.
    #[must_use]
    pub fn into_text(self) -> Option<String> {
        match self {
            Self::Integer(_, text) | Self::Float(_, text) | Self::Text(text) => Some(text),
            other => other.text(),
        }
    }

    /// The text as written; `None` for null.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }

    /// The same without a copy.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Null => None,
            Self::Bool(yes) => Some(if *yes { "true" } else { "false" }),
            Self::Integer(_, text) | Self::Float(_, text) | Self::Text(text) => Some(text),
        }
    }
}

impl Node {
    /// What the value is, in a user's words.
    #[must_use]
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            Kind::Scalar(Scalar::Null) => "nothing",
            Kind::Scalar(Scalar::Bool(_)) => "true or false",
            Kind::Scalar(Scalar::Integer(..)) => "a number",
            Kind::Scalar(Scalar::Float(..)) => "a decimal number",
            Kind::Scalar(Scalar::Text(_)) => "text",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a map",
        }
    }

    /// Keys that stand more than once in one map, anywhere below: the repeated key and its first appearance.
    #[must_use]
    pub fn repeated_keys(&self) -> Vec<(&Key, &Key)> {
        let mut found = Vec::new();
        self.collect_repeated(&mut found);
        found
    }

    fn collect_repeated<'a>(&'a self, found: &mut Vec<(&'a Key, &'a Key)>) {
        match &self.kind {
            Kind::Scalar(_) => {}
            Kind::List(items) => items.iter().for_each(|item| item.collect_repeated(found)),
            Kind::Map(entries) => {
                for (at, Entry { key, value }) in entries.iter().enumerate() {
                    match entries.first(&key.text) {
                        Some((first, entry)) if first != at => found.push((key, &entry.key)),
                        _ => {}
                    }
                    value.collect_repeated(found);
                }
            }
        }
    }
}

/// Why a text has no tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeError {
    pub message: String,
    /// Where the parser gave up.
    pub range: Range<usize>,
    /// Not wrong, but more than is read: nesting, aliases, size.
    pub over_limit: bool,
}
