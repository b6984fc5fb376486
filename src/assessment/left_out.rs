//! What may leave the sum because it is said not to apply, and what stays in it all the same.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::Answer;
use crate::framework::{Framework, Practice};

/// Why a practice that is said not to apply stays in the sum, as one that is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stays {
    /// The reason says nothing.
    NoReason,
    /// It is a key practice, and says nowhere when it may be left out.
    Key,
}

impl Stays {
    /// The id that JSON shows.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoReason => "no-reason",
            Self::Key => "key",
        }
    }

    /// In words, to stand behind a colon.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NoReason => "the reason says nothing that a reader could weigh",
            Self::Key => "it is a key practice that says nowhere when it may be left out",
        }
    }
}

/// Why an answer that says that a practice does not apply leaves it in the sum. `None` where the answer says something else,
/// and where the practice leaves.
#[must_use]
pub fn stays(framework: &Framework, practice: &Practice, answer: &Answer) -> Option<Stays> {
    let (Answer::NotApplicable { reason }, Some(leaving)) = (answer, framework.leaving) else { return None };
    if reason.chars().filter(|letter| letter.is_alphanumeric()).count() < leaving.reason_letters as usize {
        return Some(Stays::NoReason);
    }
    (practice.key && leaving.key_only_where_said && practice.not_applicable.is_none()).then_some(Stays::Key)
}
