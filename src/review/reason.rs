//! Why a verdict is what it is, one reason at a time.

use std::fmt;

use serde::{Serialize, Serializer};

/// A reason of a verdict. What kind it is decides; the words are only read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// What was found, or why nothing was looked for.
    Found(String),
    /// What the obligation needs, and no passage gives.
    Missing(String),
    /// What takes something away from the promise.
    Limited(String),
    /// Another passage that takes the promise back, or says its opposite.
    TakenBack(String),
    /// What may say otherwise elsewhere, and does not decide: somebody has to read both.
    Also(String),
}

impl Reason {
    /// Whether it says what the promise lacks.
    #[must_use]
    pub const fn is_lack(&self) -> bool {
        matches!(self, Self::Missing(_) | Self::Limited(_) | Self::TakenBack(_))
    }

    /// The words without what kind it is.
    #[must_use]
    pub fn words(&self) -> &str {
        let (Self::Found(words)
        | Self::Missing(words)
        | Self::Limited(words)
        | Self::TakenBack(words)
        | Self::Also(words)) = self;
        words
    }
}

/// Reasons in a line.
#[must_use]
pub fn reasons(list: &[Reason]) -> String {
    list.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

impl fmt::Display for Reason {
    /// `missing: an address`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Found(words) | Self::TakenBack(words) => f.write_str(words),
            Self::Missing(words) => write!(f, "missing: {words}"),
            Self::Limited(words) => write!(f, "limited: {words}"),
            Self::Also(words) => write!(f, "read also: {words}"),
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
