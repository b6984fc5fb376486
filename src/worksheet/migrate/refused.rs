//! Why a worksheet is left as it is.

use std::ops::Range;

use crate::worksheet::edit::EditError;

/// Why a worksheet is not rewritten, and where in its text that stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Refused {
    pub why: Why,
    /// Bytes of the text as it was given, behind the mark that it may begin with.
    pub range: Range<usize>,
    /// Another place that it is about, where there is one.
    pub beside: Option<Range<usize>>,
}

/// What only a person can write for another version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    #[error("the worksheet cannot be parsed")]
    Unreadable,
    /// A key that cannot be changed where it stands.
    #[error("`{0}` cannot be changed without changing something else")]
    Entangled(String),
    /// A key whose value comes, by an alias, from what is to be changed.
    #[error("`{0}` repeats by an alias what is to be changed, and would change with it")]
    Repeats(String),
    #[error("this comment would be lost")]
    Comment,
    /// The id of an answer or a target that would say less.
    #[error("what is said of `{0}` would be lost")]
    Lost(String),
    #[error("`{0}` is not asked any more, and a file in JSON can keep it in no comment")]
    NoComments(String),
    /// An old id, and an id that has its answer now.
    #[error("`{0}` is `{1}` now, and both stand here")]
    Both(String, String),
}

impl Why {
    /// What to do by hand.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Unreadable => "`dmf assess FILE` says where",
            Self::Entangled(_) => "change it by hand, then migrate again",
            Self::Repeats(_) => "write the words out in place of the alias, then migrate again",
            Self::Comment => "put it on a line of its own above the answer, then migrate again",
            Self::Lost(_) => "write it as a block of lines, then migrate again",
            Self::NoComments(_) => "take it out by hand, then migrate again",
            Self::Both(..) => "keep the one that is true, then migrate again",
        }
    }
}

impl From<EditError> for Why {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Unreadable => Self::Unreadable,
            EditError::Entangled(id) => Self::Entangled(id),
        }
    }
}
